// Every word that a person reads. A language is one file beside this one; what it lacks of the words of English does not compile.
import { en } from "./en";

export type Words = typeof en;

/** The languages by their tags (BCP 47). */
export const LANGUAGES = { en } satisfies Record<string, Words>;

export const texts: Words = LANGUAGES.en;
