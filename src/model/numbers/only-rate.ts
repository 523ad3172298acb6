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

/** At most so many projects take each step together: while the processor waits for what one of them needs, it goes on with the next. */
const TOGETHER = 32;
const each = (): Float64Array => new Float64Array(TOGETHER);

/** Their flows, one project after the other: a place that never moves is read faster than one that is passed on. */
const terms = new Float64Array(4096);
const firsts = new Int32Array(TOGETHER);
const lengths = new Int32Array(TOGETHER);

/** Of each project's early flows, which have one sign, and behind them of the late ones, which have the other. */
const ofRuns = (): Float64Array => new Float64Array(2 * TOGETHER);
const LATE = TOGETHER;
const sums = ofRuns();
/** How far from the first flow of all they lie: mean and the next three cumulants, in periods. */
const means = ofRuns();
const variances = ofRuns();
const skews = ofRuns();
const tails = ofRuns();

/** What a search starts with: -ln of the factor, the factor, and there x times the second derivative over the first. */
const powers = each();
const starts = each();
const curves = each();

const projectOf = new Int32Array(TOGETHER);
const rates = each();

const EIGHT_WITHIN = (8 * 8 - 1) / 12; // The variance of eight places in a row about their middle

/**
 * Takes receipts, and zeros, from an index on; gives the index of the first that is neither. Eight at a time are taken as one
 * flow in their middle: the start of a search asks for no more. `| 0` spares a check of each index.
 */
function takeRun(run: number, from: number, last: number, tiny: number, origin: number): number {
  let sum = 0;
  let moment1 = 0;
  let moment2 = 0;
  let moment3 = 0;
  let moment4 = 0;
  let i = from | 0;
  for (let at = i - origin + 3.5; i + 7 <= last; at += 8) {
    const a = terms[i];
    const b = terms[(i + 1) | 0];
    const c = terms[(i + 2) | 0];
    const d = terms[(i + 3) | 0];
    const e = terms[(i + 4) | 0];
    const f = terms[(i + 5) | 0];
    const g = terms[(i + 6) | 0];
    const h = terms[(i + 7) | 0];
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
    const amount = terms[i];
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
  sums[run] = sum;
  means[run] = moment1;
  variances[run] = moment2;
  skews[run] = moment3;
  tails[run] = moment4;
  return i;
}

/** Takes the flows of a project from an index on into a slot; whether they are of the kind that the search below is for. */
function take(slot: number, from: number, count: number, tiny: number): boolean {
  let last = from + count - 1;
  while (from < last && terms[from] === 0) from++;
  while (from < last && terms[last] === 0) last--;
  if (terms[from] > 0) turnAround(from, last);
  let turn = from + 1;
  if (terms[turn] > 0 && -terms[from] >= tiny) {
    sums[slot] = -terms[from];
    means[slot] = variances[slot] = skews[slot] = tails[slot] = 0;
  } else {
    while (turn <= last && terms[turn] <= 0) turn++;
    turnAround(from, turn - 1);
    const end = takeRun(slot, from, turn - 1, tiny, from);
    turnAround(from, turn - 1);
    if (end < turn) return false;
  }
  firsts[slot] = from;
  lengths[slot] = last - from + 1;
  const end = takeRun(slot + LATE, turn, last, tiny, from);
  const early = sums[slot];
  const late = sums[slot + LATE];
  return end > last && early > 0 && late > 0 && early < MODEST && late < MODEST;
}

/** Makes payments of receipts, and receipts of payments. */
function turnAround(from: number, last: number): void {
  for (let i = from; i <= last; i++) terms[i] = -terms[i];
}

/** Puts the last flow first. */
function reverse(from: number, last: number): void {
  for (; from < last; from++, last--) {
    const term = terms[from];
    terms[from] = terms[last];
    terms[last] = term;
  }
}

/** ln(x) to 0.00002: its octave, and Pade's fraction for the rest. */
function roughLog(x: number): number {
  const k = exponentOf(x);
  const near = x * powerOfTwo(0 - k) * Math.SQRT1_2;
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

/** Turns the sums of a run's products into its mean and cumulants. A flow that is a run alone has none. */
function shape(run: number): void {
  const inverse = 1 / sums[run];
  const mean = means[run] * inverse;
  const square = mean * mean;
  const second = variances[run] * inverse;
  const third = skews[run] * inverse;
  const variance = second - square;
  means[run] = mean;
  variances[run] = variance;
  skews[run] = third - mean * (3 * second - 2 * square);
  tails[run] =
    tails[run] * inverse - 4 * mean * third + 6 * square * second - 3 * (square * square + variance * variance);
}

/**
 * The discount factor x at which late flows are worth the early ones, nearly: with x = e^-w, ln(late / early) is a series in w
 * whose terms are the differences of the cumulants. First its parabola, then Newton's step on the fourth order, if it is small.
 */
function begin(slot: number): void {
  const late = slot + LATE;
  const surplus = roughLog(sums[late] / sums[slot]);
  const slope = means[late] - means[slot];
  const bend = variances[late] - variances[slot];
  const skew = skews[late] - skews[slot];
  const tail = tails[late] - tails[slot];
  const root = Math.sqrt(Math.max(slope * slope - 2 * bend * surplus, slope * slope * 0.25));
  const w = (2 * surplus) / (slope + root);
  const left = surplus - w * (slope - w * (bend * 0.5 - w * (skew * (1 / 6) - w * tail * (1 / 24))));
  const fix = left / (slope - w * (bend - w * (skew * 0.5 - w * tail * (1 / 6))));
  powers[slot] = Math.abs(fix) < 0.25 * Math.abs(w) ? w + fix : w;
}

const isGain = (slot: number): boolean => sums[slot + LATE] >= sums[slot];

/** From where the search goes on: for a loss, from the growth factor 1 / x. */
function prepare(slot: number): void {
  const late = slot + LATE;
  const w = powers[slot];
  const lateMean = means[late] - w * variances[late];
  const earlyMean = means[slot] - w * variances[slot];
  const bend =
    lateMean +
    earlyMean +
    (variances[late] - variances[slot] - w * (skews[late] - skews[slot])) / (lateMean - earlyMean);
  starts[slot] = roughFall(Math.abs(w));
  curves[slot] = (isGain(slot) ? bend : 2 * (lengths[slot] - 1) - bend) - 1;
}

/** What an evaluation finds besides the value. */
const found = { slope: 0 };

/**
 * A polynomial's value, and its slope, by Horner's scheme for every fourth power apart: eight short chains of operations instead of
 * two long ones.
 */
function evaluate(from: number, last: number, x: number): number {
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
 * Halley's method on the polynomial of 1 / (1 + rate) for a rate of 0 or more, and on that of 1 + rate below, so that no power
 * exceeds 1; its second derivative is at first that of the cumulants, then a difference of slopes. Newton's step alone is taken
 * where that would bend it by more than half, and tells when to end: with one change of sign the second derivative is, at
 * the root, within 2 n / x of the first, and the third within 3 (n / x)^2, so that the step after this one is below the last bit.
 * Products and sums alone: multiplying all flows by a power of two changes no bit.
 */
function finish(slot: number): number {
  const gain = isGain(slot);
  const n = lengths[slot];
  const first = firsts[slot];
  const last = first + n - 1;
  const curve = curves[slot];
  if (!gain) reverse(first, last);
  let x = starts[slot];
  let before = 0;
  let slopeBefore = 0;
  let moved = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const value = evaluate(first, last, x);
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

/**
 * Of the projects in `terms`, into `rates`: the rate of flows that change sign once, where it is the only one (Descartes), or
 * NaN: not of this kind, or too far out.
 */
function search(projects: number, count: number, tiny: number): void {
  let end = 0;
  for (let project = 0; project < projects; project++) {
    if (take(end, project * count, count, tiny)) projectOf[end++] = project;
    else rates[project] = NaN;
  }
  for (let slot = 0; slot < end; slot++) {
    if (means[slot] > 0) shape(slot);
    shape(slot + LATE);
  }
  for (let slot = 0; slot < end; slot++) begin(slot);
  for (let slot = 0; slot < end; slot++) prepare(slot);
  for (let slot = 0; slot < end; slot++) rates[projectOf[slot]] = finish(slot);
}

const FEW = 48; // To have more copied takes less time than to copy them.

/** The rate of a project, or NaN where it is for the general search, as of flows that find no room here. */
export function onlyRate(flows: Float64Array, from: number, count: number, tiny: number): number {
  if (count > terms.length) return NaN;
  if (count > FEW) terms.set(flows.subarray(from, from + count));
  else for (let i = 0; i < count; i++) terms[i] = flows[from + i];
  search(1, count, tiny);
  return rates[0];
}

/** So many flows at once: a processor fetches about as many from memory ahead, while the ones before are searched. */
const AT_ONCE = 640;

/** The same of projects whose flows stand one after the other. */
export function onlyRates(flows: Float64Array, projects: number, count: number, out: Float64Array): void {
  if (count > terms.length) {
    out.fill(NaN, 0, projects);
    return;
  }
  const together = Math.max(1, Math.min(TOGETHER, Math.floor(AT_ONCE / count)));
  for (let done = 0; done < projects; done += together) {
    const now = Math.min(together, projects - done);
    terms.set(flows.subarray(done * count, (done + now) * count));
    search(now, count, TINY);
    for (let i = 0; i < now; i++) out[done + i] = rates[i];
  }
}
