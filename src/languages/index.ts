// Every word that a person reads. A language is a folder beside English; what it lacks of the words of English does not compile.
import { en } from "./en";
import { vocabulary } from "./vocabulary";

export { inWords } from "./phrases";

export type Words = typeof en;

/** English, until another language is chosen. */
export const texts: Words = vocabulary("pane", en);
