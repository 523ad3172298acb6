// Checks a pasted sentence while a page stays alive, and follows one of the calls that it found. Fetched when a sentence is first checked.
import { catalogue } from "../../catalogue/catalogue";
import { stepLines, type StepLine } from "../../explain/reading";
import { knownFunctions } from "../../explain/known-functions";
import { readClaim } from "./sentence";
import { search, type Verdict } from "./search";
import { trailOf } from "./trail";

const functions = knownFunctions(catalogue);

/** Searches in short turns; null once a later sentence overtook it. */
export async function checkSentence(
  sentence: string,
  chosen: number | undefined,
  overtaken: () => boolean,
): Promise<Verdict | null> {
  const searching = search(readClaim(sentence, chosen), functions);
  for (;;) {
    const { done, value } = searching.next();
    if (done === true) return value;
    await new Promise((resolve) => setTimeout(resolve));
    if (overtaken()) return null;
  }
}

/** Every step of a call that was found. */
export const stepsOf = (formula: string): StepLine[] => stepLines(trailOf(formula, functions));
