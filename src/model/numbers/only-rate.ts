// The rate of return of flows that change sign once, as fast as they can be read. NaN where it is for the general search.
import { exponentOf, powerOfTwo } from "./exact";

/** Room for at least so many doubles, used again with what was left in it: to allocate it takes longer than what is done there. */
export function room(): (length: number) => Float64Array {
  let values = new Float64Array(128);
  return (length) => (length > values.length ? (values = new Float64Array(2 * length)) : values);
}

/** A rate beyond the largest number, or so low that it rounds to -100 %, is none. */
export const representable = (rate: number): boolean => rate > -1 && rate < Infinity;

const MODEST = powerOfTwo(100);
/** Flows below it are scaled first. */
export const TINY = powerOfTwo(-100);
export const TINY_WHEN_SCALED = powerOfTwo(-220); // Less than TINY / MODEST: scaling never sends flows another way.
const ROUNDS = 16;
const HALF_A_BIT = Number.EPSILON / 2;

/** Of a run of flows: their sum, and how far from the first flow of all they lie: mean and the next three cumulants, in periods. */
const early = { sum: 0, mean: 0, variance: 0, skew: 0, tail: 0 };
const late = { sum: 0, mean: 0, variance: 0, skew: 0, tail: 0 };

const EIGHT_WITHIN = (8 * 8 - 1) / 12; // The variance of eight places in a row about their middle

/**
 * Takes the flows of one sign, and zeros, from an index on; gives the index of the first that is neither. Eight at a time are
 * taken as one flow in their middle: the start of a search asks for no more. `| 0` spares a check of each index.
 */
function takeRun(
  run: typeof early,
  flows: Float64Array,
  from: number,
  last: number,
  sign: number,
  tiny: number,
  origin: number,
): number {
  let sum = 0;
  let moment1 = 0;
  let moment2 = 0;
  let moment3 = 0;
  let moment4 = 0;
  let i = from | 0;
  for (let at = i - origin + 3.5; i + 7 <= last; at += 8) {
    const a = sign * flows[i];
    const b = sign * flows[(i + 1) | 0];
    const c = sign * flows[(i + 2) | 0];
    const d = sign * flows[(i + 3) | 0];
    const e = sign * flows[(i + 4) | 0];
    const f = sign * flows[(i + 5) | 0];
    const g = sign * flows[(i + 6) | 0];
    const h = sign * flows[(i + 7) | 0];
    const allCount =
      a >= tiny && b >= tiny && c >= tiny && d >= tiny && e >= tiny && f >= tiny && g >= tiny && h >= tiny;
    if (!allCount) break;
    const amount = a + b + (c + d) + (e + f + (g + h));
    const turned = amount * at;
    const square = at * at;
    sum += amount;
    moment1 += turned;
    moment2 += amount * square;
    moment3 += turned * square;
    moment4 += turned * square * at;
    i = (i + 8) | 0;
  }
  moment2 += EIGHT_WITHIN * sum;
  for (; i <= last; i++) {
    const amount = sign * flows[i];
    if (amount < tiny && amount !== 0) break;
    const at = i - origin;
    const turned = amount * at;
    const square = at * at;
    sum += amount;
    moment1 += turned;
    moment2 += amount * square;
    moment3 += turned * square;
    moment4 += turned * square * at;
  }
  const inverse = 1 / sum;
  const mean = moment1 * inverse;
  const square = mean * mean;
  const second = moment2 * inverse;
  const third = moment3 * inverse;
  const variance = second - square;
  run.sum = sum;
  run.mean = mean;
  run.variance = variance;
  run.skew = third - mean * (3 * second - 2 * square);
  run.tail = moment4 * inverse - 4 * mean * third + 6 * square * second - 3 * (square * square + variance * variance);
  return i;
}

/** A run of a single flow, the first of all. */
function takeFirst(run: typeof early, amount: number): void {
  run.sum = amount;
  run.mean = run.variance = run.skew = run.tail = 0;
}

/** ln(x) to 0.00002: its octave, and Pade's fraction for the rest. */
function roughLog(x: number): number {
  const k = exponentOf(x);
  const near = x * powerOfTwo(-k) * Math.SQRT1_2;
  return (k + 0.5) * Math.LN2 + (3 * (near * near - 1)) / (near * near + 4 * near + 1);
}

/** e^-x to 0.0000001 for x from 0 to 700; the sums below hold it under 400. */
function roughFall(x: number): number {
  const k = Math.floor(0.5 - x * Math.LOG2E);
  const near = -x - k * Math.LN2;
  const square = near * near;
  const powers = 1 / 2 + near * (1 / 6) + square * (1 / 24 + near * (1 / 120) + square * (1 / 720 + near * (1 / 5040)));
  return (1 + near + square * powers) * powerOfTwo(k);
}

/**
 * The discount factor x at which late flows are worth the early ones, nearly, as ln: with x = e^-w, ln(late / early) is a series in
 * w whose terms are the differences of the cumulants. First its parabola, then Newton's step on the fourth order, if it is small.
 */
function roughRate(): number {
  const surplus = roughLog(late.sum / early.sum);
  const slope = late.mean - early.mean;
  const bend = late.variance - early.variance;
  const skew = late.skew - early.skew;
  const tail = late.tail - early.tail;
  const root = Math.sqrt(Math.max(slope * slope - 2 * bend * surplus, slope * slope * 0.25));
  const w = (2 * surplus) / (slope + root);
  const left = surplus - w * (slope - w * (bend * 0.5 - w * (skew * (1 / 6) - w * tail * (1 / 24))));
  const fix = left / (slope - w * (bend - w * (skew * 0.5 - w * tail * (1 / 6))));
  return Math.abs(fix) < 0.25 * Math.abs(w) ? w + fix : w;
}

/** What an evaluation finds besides the value. */
const found = { slope: 0 };

/**
 * A polynomial's value, and its slope, by Horner's scheme for every fourth power apart: eight short chains of operations instead of
 * two long ones.
 */
function evaluate(terms: Float64Array, from: number, last: number, x: number): number {
  const x2 = x * x;
  const x3 = x2 * x;
  const y = x2 * x2;
  let p0 = 0;
  let p1 = 0;
  let p2 = 0;
  let p3 = 0;
  let d0 = 0;
  let d1 = 0;
  let d2 = 0;
  let d3 = 0;
  let i = last | 0;
  const odd = (last - from + 1) & 3;
  if (odd > 2) p2 = terms[i--];
  if (odd > 1) p1 = terms[i--];
  if (odd > 0) p0 = terms[i--];
  for (; i > from; i = (i - 4) | 0) {
    d3 = d3 * y + p3;
    p3 = p3 * y + terms[i];
    d2 = d2 * y + p2;
    p2 = p2 * y + terms[(i - 1) | 0];
    d1 = d1 * y + p1;
    p1 = p1 * y + terms[(i - 2) | 0];
    d0 = d0 * y + p0;
    p0 = p0 * y + terms[(i - 3) | 0];
  }
  found.slope = p1 + 2 * x * p2 + 3 * x2 * p3 + 4 * x3 * (d0 + x * d1 + (x2 * d2 + x3 * d3));
  return p0 + x * p1 + (x2 * p2 + x3 * p3);
}

/**
 * The rate of flows that change sign once, where it is the only one (Descartes), or NaN: not of this kind, or too far out.
 * Halley's method on the polynomial of 1 / (1 + rate) for a rate of 0 or more, and on that of 1 + rate below, so that no power
 * exceeds 1; its second derivative is at first that of the cumulants, then a difference of slopes. Newton's step alone is taken
 * where that would bend it by more than half, and tells when to end: with one change of sign the second derivative is, at
 * the root, within 2 n / x of the first, and the third within 3 (n / x)^2, so that the step after this one is below the last bit.
 * Products and sums alone: multiplying all flows by a power of two changes no bit.
 */
export function onlyRate(flows: Float64Array, from: number, count: number, tiny: number): number {
  let last = from + count - 1;
  while (from < last && flows[from] === 0) from++;
  while (from < last && flows[last] === 0) last--;
  const sign = flows[from] < 0 ? -1 : 1;
  let turn = from + 1;
  if (sign * flows[turn] < 0 && sign * flows[from] >= tiny) takeFirst(early, sign * flows[from]);
  else turn = takeRun(early, flows, from, last, sign, tiny, from);
  if (takeRun(late, flows, turn, last, -sign, tiny, from) <= last) return NaN;
  if (!(early.sum > 0 && late.sum > 0 && early.sum < MODEST && late.sum < MODEST)) return NaN;

  const w = roughRate();
  const gain = late.sum >= early.sum;
  const lateMean = late.mean - w * late.variance;
  const earlyMean = early.mean - w * early.variance;
  const bend =
    lateMean + earlyMean + (late.variance - early.variance - w * (late.skew - early.skew)) / (lateMean - earlyMean);
  const n = last - from + 1;
  const curve = (gain ? bend : 2 * (n - 1) - bend) - 1; // x times the second derivative over the first
  const terms = gain ? flows : reversed(flows, from, n);
  const first = gain ? from : 0;
  let x = roughFall(Math.abs(w));
  let before = 0;
  let slopeBefore = 0;
  let moved = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const value = evaluate(terms, first, first + n - 1, x);
    const { slope } = found;
    const twice = 2 * (round === 0 ? x : (x - before) * slope);
    const line = slope * twice;
    const curved = value * (round === 0 ? curve : slope - slopeBefore);
    const move = (value * twice) / (Math.abs(curved) > 0.5 * Math.abs(line) ? line : line - curved);
    if (n * value * value * Math.min(x, 4 * n * moved) <= HALF_A_BIT * x * x * x * slope * slope) {
      const rate = gain ? (1 - x + move) / (x - move) : x - 1 - move;
      return representable(rate) ? rate : NaN;
    }
    before = x;
    slopeBefore = slope;
    moved = Math.abs(move);
    x -= move;
    if (!(x > 0)) return NaN;
  }
  return NaN;
}

const roomForReversed = room();

/** Flows from the last to the first. */
function reversed(flows: Float64Array, from: number, count: number): Float64Array {
  const own = roomForReversed(count);
  for (let i = 0; i < count; i++) own[i] = flows[from + count - 1 - i];
  return own;
}
