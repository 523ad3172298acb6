// The words of a function's form and of evidence, apart from the rest: the pane opens without them.
import { answers } from "./answers.en";
import { vocabulary } from "./vocabulary";

export type AnswerWords = typeof answers;

export const answerTexts: AnswerWords = vocabulary("answers", answers);
