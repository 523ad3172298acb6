// Simplified Chinese: the words that stand beside those of English, by the names of their vocabularies. Terms: docs/glossary.md.
import { explorer } from "./explorer";
import { findings } from "./findings";
import phrases from "./functions.json";
import { pane } from "./pane";
import { results } from "./results";
import { review } from "./review";
import { wall } from "./wall";
import { workbench } from "./workbench";

export const chinese = { pane, review, results, findings, wall, explorer, workbench, phrases };
