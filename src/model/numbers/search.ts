// The value of a key at which something about a scenario is 0: what the searches have in common.
import { type Key, clipped, KEYS, MAX_YEARS, reach } from "../keys";
import { type Assumptions, valueOf } from "../scenario";
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

const YEARS = Array.from({ length: MAX_YEARS }, (_, i) => i + 1);

/** Where a curve of the key may bend or jump for reasons that the scenario names, and the key's own limits. */
function cornersOf(key: Key, { horizon, itLife, facilityLife }: Assumptions): number[] {
  const { low, high } = KEYS[key];
  const corners: number[] = [low, high];
  if (key === "horizon") {
    // A year begun brings the resale a year later: the curve jumps just after each full year.
    corners.push(...YEARS, ...YEARS.map((year) => year * (1 + Number.EPSILON)), itLife ?? high, facilityLife ?? high);
  }
  if (key === "itLife" || key === "facilityLife") corners.push(...YEARS.filter((year) => year < horizon), horizon);
  return corners.sort((a, b) => a - b);
}

/** The key's value nearest to the scenario's at which the curve is 0, measured by the size of its terms; NaN if there is none. */
export function seek(
  curve: (value: number) => number,
  { key, assumptions, low = reach(key).low, high = reach(key).high }: Search,
  size: number,
): number {
  const start = Math.min(Math.max(clipped(key, valueOf(assumptions, key)), low), high);
  const zero = TOLERANCE * size;
  const holds = (value: number): boolean => Math.abs(curve(value)) <= zero;
  const root = nearestRoot(curve, start, low, high, { at: cornersOf(key, assumptions), zero });
  if (!Number.isNaN(root)) return root;
  return holds(start) ? start : NaN; // Where the key changes nothing, rounding keeps the curve off 0.
}
