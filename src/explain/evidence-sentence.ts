// How well an answer is known, in words.
import { answerTexts } from "../languages/answers";
import { inWords } from "../languages/phrases";
import type { Evidence } from "./evidence";

/** What is named before the rest is counted. */
const MOST_NAMED = 3;

export function evidenceSentence({ grade, weakest, yours, recalled }: Evidence): string {
  const words = answerTexts.evidence;
  const own = grade === "yours";
  return [
    own
      ? words.allYours
      : words.weakest(weakest.slice(0, MOST_NAMED).map(inWords), Math.max(0, weakest.length - MOST_NAMED)),
    ...(yours && !own ? [words.yours] : []),
    ...(recalled ? [words.recalled] : []),
  ].join(words.between);
}
