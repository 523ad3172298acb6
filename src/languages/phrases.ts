// Sentences that the model, the functions and the data hold themselves, in English: another language brings a table of them.
import { vocabulary } from "./vocabulary";

const phrases: Readonly<Record<string, string>> = vocabulary<Record<string, string>>("phrases", {});

/** Such a sentence as the reader wants it; one that the table lacks stays English. */
export const inWords = (english: string): string =>
  Object.hasOwn(phrases, english) ? (phrases[english] ?? english) : english;
