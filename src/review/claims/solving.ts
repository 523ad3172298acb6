// Where a curve passes a number, and the roundest value there.
import { GRAIN, type Parameter } from "./question";

const STEPS = 40;

/** Where a curve passes the wanted value between the values tried, of which it is known, with its slope there. */
export function rootsOf(
  curve: (x: number) => number,
  tries: readonly number[],
  known: readonly number[],
  wanted: number,
  half: number,
): { value: number; slope: number }[] {
  const points = tries.map((x, i) => ({ x, y: known[i] - wanted }));
  // A value tried may print the number itself: at an end the curve may pass it beyond, at a step it may jump over it.
  const hits = points.flatMap(({ x, y }, i) => {
    const next = points[i + 1] ?? points[i - 1];
    const slope = next === undefined ? NaN : (next.y - y) / (next.x - x);
    return Math.abs(y) <= half && Number.isFinite(slope) ? [{ value: x, slope }] : [];
  });
  const inside = points.slice(1).flatMap((right, i) => {
    const left = points[i];
    if (!Number.isFinite(left.y) || !Number.isFinite(right.y) || left.y * right.y > 0 || (left.y === 0 && i > 0))
      return [];
    let [a, b] = [left, right];
    // Regula falsi by Illinois: it keeps the root between its ends.
    let side = 0;
    for (let step = 0; step < STEPS && Math.abs(b.x - a.x) > 1e-12 * Math.abs(b.x); step++) {
      if (a.y === 0 || b.y === 0) break;
      const x = (a.x * b.y - b.x * a.y) / (b.y - a.y);
      if (!(x > Math.min(a.x, b.x) && x < Math.max(a.x, b.x))) break;
      const y = curve(x) - wanted;
      if (!Number.isFinite(y)) return [];
      if (y === 0) [a, b] = [{ x, y }, b];
      else if (y * b.y > 0) {
        if (side === 1) a = { x: a.x, y: a.y / 2 };
        [b, side] = [{ x, y }, 1];
      } else {
        if (side === -1) b = { x: b.x, y: b.y / 2 };
        [a, side] = [{ x, y }, -1];
      }
      if (Math.abs(y) < Math.abs(wanted) * 1e-10) {
        [a, b] = [
          { x, y: 0 },
          { x, y: 0 },
        ];
        break;
      }
    }
    const value = a.y === 0 ? a.x : b.x;
    const move = Math.max(Math.abs(value) * 1e-5, 1e-9);
    const slope = (curve(value + move) - curve(value - move)) / (2 * move);
    return Number.isFinite(slope) ? [{ value, slope }] : [];
  });
  const isHit = (value: number): boolean => hits.some((hit) => Math.abs(hit.value - value) <= 1e-2 * Math.abs(value));
  return [...hits, ...inside.filter(({ value }) => !isHit(value))];
}

const ROUND_DIGITS = 2;

/** The value of the fewest digits between two, or one that a preset has; none where all need more than two. */
export function roundest(low: number, high: number, { known, unit }: Parameter): number | undefined {
  const middle = (low + high) / 2;
  for (let digits = 1; digits <= ROUND_DIGITS; digits++) {
    const value = Number(middle.toPrecision(digits));
    if (value >= low && value <= high && isMultiple(value, GRAIN[unit])) return value;
  }
  return known.find((value) => value >= low && value <= high);
}

const isMultiple = (value: number, grain: number | undefined): boolean =>
  grain === undefined || Math.abs(value / grain - Math.round(value / grain)) < 1e-9;

/** A value of no more digits than the claim can tell. */
export function tidy(value: number, width: number): number {
  for (let digits = ROUND_DIGITS + 1; digits < 15; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.abs(short - value) <= width / 2) return short;
  }
  return value;
}

/** How many round or known values lie between two. */
export function countRound(low: number, high: number, { known, unit }: Parameter): number {
  const most = Math.max(Math.abs(low), Math.abs(high));
  const size = Math.max(10 ** (Math.floor(Math.log10(most)) - ROUND_DIGITS + 1), GRAIN[unit] ?? 0);
  return (high - low) / size + known.filter((value) => value >= low && value <= high).length;
}
