// How well the answer of a call in a formula is known, with the calls inside it.
import { type Evidence, evidenceOf, type Ingredient, ingredients } from "./evidence";
import type { CallExplanation } from "./explanation";

/** An argument that is a call of ours by itself is as well known as that call. */
function partsOf({ trail, arguments: given }: CallExplanation): readonly Ingredient[] {
  const nested = new Set(
    given.filter(({ expression }) => expression.kind === "call" && expression.ours).map(({ name }) => name),
  );
  const own = trail.entries.filter(
    (entry) => entry.kind !== "input" || entry.argument === undefined || !nested.has(entry.argument),
  );
  return [...ingredients(own), ...given.flatMap(({ calls }) => calls.flatMap(partsOf))];
}

export const evidenceOfCalls = (calls: readonly CallExplanation[]): Evidence | undefined =>
  evidenceOf(calls.flatMap(partsOf));
