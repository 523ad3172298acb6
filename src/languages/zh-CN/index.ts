// Simplified Chinese: the words that stand beside those of English, by the names of their vocabularies. Terms: docs/glossary.md.
import { sayBy } from "../sentences";
import { answers } from "./answers";
import { claims } from "./claims";
import data from "./data.json";
import { explorer } from "./explorer";
import { findings } from "./findings";
import functions from "./functions.json";
import ledger from "./ledger.json";
import { pane } from "./pane";
import { pictures } from "./pictures";
import { sheets } from "./sheets";
import refusals from "./refusals.json";
import { results } from "./results";
import { review } from "./review";
import sentences from "./sentences.json";
import sources from "./sources.json";
import steps from "./steps.json";
import { wall } from "./wall";
import { workbench } from "./workbench";

/** What the functions, the steps of the model and the data say. */
const phrases = {
  say: sayBy({
    whole: { ...functions, ...steps, ...data, ...sources, ...ledger },
    parts: Object.entries(sentences),
    refusals: Object.entries(refusals),
  }),
};

export const chinese = {
  pane,
  review,
  results,
  findings,
  wall,
  explorer,
  pictures,
  sheets,
  answers,
  workbench,
  claims,
  phrases,
};
