// What the review of a whole workbook says, apart from the rest: the pane opens without these words.
import { review } from "./review.en";
import { vocabulary } from "./vocabulary";

export type ReviewWords = typeof review;

export const reviewTexts: ReviewWords = vocabulary("review", review);
