// The value of a key at which something about a scenario is 0: what the searches have in common.
import { type Key, clipped, reach } from "./keys";
import { type Assumptions, valueOf } from "./scenario";
import { nearestRoot } from "./solve";

/** What is left at a root counts as 0 up to this part of the amounts behind it. */
const TOLERANCE = 1e-9;

export interface Search {
  readonly key: Key;
  readonly assumptions: Assumptions;
  /** Limits of the search; the key's own if omitted. */
  readonly low?: number;
  readonly high?: number;
}

/** The key's value nearest to the scenario's at which the curve is 0, measured by the size of its terms; NaN if there is none. */
export function seek(
  curve: (value: number) => number,
  { key, assumptions, low = reach(key).low, high = reach(key).high }: Search,
  size: number,
): number {
  const start = Math.min(Math.max(clipped(key, valueOf(assumptions, key)), low), high);
  const holds = (value: number): boolean => Math.abs(curve(value)) <= TOLERANCE * size;
  const root = nearestRoot(curve, start, low, high);
  if (!Number.isNaN(root) && holds(root)) return root;
  return holds(start) ? start : NaN; // Where the key changes nothing, rounding keeps the curve off 0.
}
