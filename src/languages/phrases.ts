// Sentences that the model, the functions and the data hold themselves, in English: another language brings its own for them.
import { vocabulary } from "./vocabulary";

export interface Phrases {
  /** One that the language lacks stays English. */
  readonly say: (english: string) => string;
}

const phrases: Phrases = vocabulary<Phrases>("phrases", { say: (english) => english });

/** Such a sentence as the reader wants it. */
export const inWords = (english: string): string => phrases.say(english);
