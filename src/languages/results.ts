// The results above a preset's assumptions: what each is, and how it is meant, apart from the rest: the pane opens without these words.
import { results } from "./results.en";
import { vocabulary } from "./vocabulary";

export type ResultWords = typeof results;

export const resultTexts: ResultWords = vocabulary("results", results);
