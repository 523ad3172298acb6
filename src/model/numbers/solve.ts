// Roots without a guess: of a function between two limits, and of a project's flows, all of which can be found.
// A solver answers NaN when there is no root: its callers know the sentence that says so.
import { exp, exponentOf, power, powerOfTwo, productError, sumError } from "./exact";
import { unwatched } from "../steps/trace";

const EPSILON = Number.EPSILON;
const SMALLEST_NORMAL = powerOfTwo(-1022);

type Curve = (x: number) => number;

/** Whether one is above 0 and the other below; their product could underflow. */
const opposite = (a: number, b: number): boolean => (a < 0 && b > 0) || (a > 0 && b < 0);

/** A number between two others with about as many doubles on either side: bisection then ends after some 70 steps. */
function middle(a: number, b: number): number {
  if (opposite(a, b)) return 0;
  const near = Math.min(Math.abs(a), Math.abs(b));
  const far = Math.max(Math.abs(a), Math.abs(b));
  if (far <= 4 * Math.max(near, SMALLEST_NORMAL)) return a + (b - a) / 2;
  return Math.sqrt(Math.max(near, SMALLEST_NORMAL)) * Math.sqrt(far) * (a + b < 0 ? -1 : 1);
}

const TRUSTING_STEPS = 40;

/** Chandrupatla's method where f(a) and f(b) differ in sign: inverse quadratic interpolation where the curve allows it, else the middle. */
function bracketed(f: Curve, a: number, fa: number, b: number, fb: number): number {
  let x = middle(a, b);
  for (let step = 1; ; step++) {
    const fx = f(x);
    if (fx === 0) return x;
    if (Number.isNaN(fx)) return NaN;
    let c = a;
    let fc = fa;
    if (fx > 0 !== fa > 0) {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const halfway = middle(a, b);
    const finest = EPSILON * Math.max(Math.abs(a), Math.abs(b));
    if (Math.abs(b - a) <= finest || halfway === a || halfway === b) return Math.abs(fa) < Math.abs(fb) ? a : b;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    if (step < TRUSTING_STEPS && phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
      const share = (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
      const edge = finest / Math.abs(b - a);
      x = a + Math.min(Math.max(share, edge), 1 - edge) * (b - a);
      if (x === a || x === b) x = halfway;
    } else {
      x = halfway;
    }
  }
}

/** The root of f between low and high, to the last bits, if f changes sign there; at most some 120 calls of f. */
export function findRoot(f: Curve, low: number, high: number): number {
  return unwatched(() => {
    const fLow = f(low);
    if (fLow === 0) return low;
    const fHigh = f(high);
    if (fHigh === 0) return high;
    return opposite(fLow, fHigh) ? bracketed(f, low, fLow, high, fHigh) : NaN;
  });
}

const SCAN_STEPS = 400;
const FINEST_SCAN = powerOfTwo(-8); // of the start value
const FINEST_FROM_ZERO = powerOfTwo(-28); // of the way to the limit
const DIP_STEPS = 16; // The last one looks at 0.05 % of the way.
const GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

/** Where a curve is known to bend, jump or end, in rising order, and how far off 0 rounding may leave it at a root. */
export interface Corners {
  readonly at: readonly number[];
  readonly zero: number;
}

const NO_CORNERS: Corners = { at: [], zero: 1e-9 };

/**
 * The root nearest to start, between low and high. It looks at ever longer distances on both sides, 3 % of the distance apart at
 * most, at each corner on the way, where the curve may touch 0 without crossing it, and closer where it dips towards 0. Where f has
 * no answer it may give NaN or an infinity of the right sign; a jump over 0 is not a root. At most 1,100 calls of f and one for each
 * corner, and some 120 more for each dip and jump.
 */
export function nearestRoot(f: Curve, start: number, low: number, high: number, corners = NO_CORNERS): number {
  return unwatched(() => {
    const atStart = f(start);
    if (atStart === 0) return start;
    const reach = Math.max(start - low, high - start);
    const first = Math.min(Math.max(Math.abs(start) * FINEST_SCAN, reach * FINEST_FROM_ZERO), reach);
    const growth = power(reach / first, 1 / (SCAN_STEPS - 1));
    const below = side(f, start, atStart, low, corners);
    const above = side(f, start, atStart, high, corners);
    const touchesAtStart = (): boolean =>
      Math.abs(atStart) <= corners.zero &&
      [Math.max(start - first, low), Math.min(start + first, high)].every((x) => Math.abs(atStart) <= Math.abs(f(x)));
    let distance = first;
    for (let step = 1; step <= SCAN_STEPS; step++) {
      if (step === SCAN_STEPS) distance = reach;
      const down = below(start - distance);
      const up = above(start + distance);
      if (!Number.isNaN(down) && !(up - start < start - down)) return down;
      if (!Number.isNaN(up)) return up;
      if (step === 1 && touchesAtStart()) return start;
      distance *= growth;
    }
    return NaN;
  });
}

/** Walks from start towards a limit; each call goes on to x and gives the root that it passed, or NaN. */
function side(f: Curve, start: number, atStart: number, limit: number, { at, zero }: Corners): Curve {
  const sign = limit < start ? -1 : 1;
  const ahead = at.filter((corner) => sign * corner > sign * start && sign * corner <= sign * limit);
  if (sign < 0) ahead.reverse();
  let passed = 0;
  let before = start;
  let atBefore = NaN;
  let last = start;
  let atLast = atStart;

  const touches = (x: number, atX: number): boolean => Math.abs(atX) <= zero && ahead.includes(x);

  function look(x: number, atX: number): number {
    const [behind, atBehind, from, atFrom] = [before, atBefore, last, atLast];
    before = from;
    atBefore = atFrom;
    last = x;
    atLast = atX;
    if (atLast === 0) return x;
    if (opposite(atFrom, atLast)) return crossing(f, from, atFrom, x, atLast, zero);
    if (Math.abs(atFrom) < Math.abs(atBehind) && Math.abs(atFrom) < Math.abs(atLast)) {
      const root = dip(f, behind, atBehind, x, zero);
      return Number.isNaN(root) && touches(from, atFrom) ? from : root;
    }
    return x === limit && Math.abs(atLast) < Math.abs(atFrom) && touches(x, atLast) ? x : NaN;
  }

  return (to) => {
    const x = sign < 0 ? Math.max(to, limit) : Math.min(to, limit);
    while (passed < ahead.length && sign * ahead[passed] < sign * x) {
      const corner = ahead[passed++];
      const atCorner = f(corner);
      // One that hardly differs is left out: next to it rounding would make either seem the nearest to 0.
      if (Math.abs(atCorner - atLast) <= zero && atCorner !== 0 && !opposite(atCorner, atLast)) continue;
      const root = look(corner, atCorner);
      if (!Number.isNaN(root)) return root;
    }
    return x === last ? NaN : look(x, f(x));
  };
}

/** The root between two values of different sign, unless the curve jumps over 0 or is but noise there. */
function crossing(f: Curve, a: number, fa: number, b: number, fb: number, zero: number): number {
  const root = bracketed(f, a, fa, b, fb);
  return Math.abs(f(root)) <= zero ? root : NaN;
}

/** Where the curve comes near 0 between a and b it may cross it twice: the crossing nearer to a, or NaN. */
function dip(f: Curve, a: number, fa: number, b: number, zero: number): number {
  let [left, right] = [a, b];
  let inner = right - GOLDEN_SECTION * (right - left);
  let outer = left + GOLDEN_SECTION * (right - left);
  let [atInner, atOuter] = [f(inner), f(outer)];
  for (let step = 1; step <= DIP_STEPS; step++) {
    if (opposite(fa, atInner)) return crossing(f, a, fa, inner, atInner, zero);
    if (opposite(fa, atOuter)) return crossing(f, a, fa, outer, atOuter, zero);
    if (Math.abs(atInner) < Math.abs(atOuter)) {
      [right, outer, atOuter] = [outer, inner, atInner];
      inner = right - GOLDEN_SECTION * (right - left);
      atInner = f(inner);
    } else {
      [left, inner, atInner] = [inner, outer, atOuter];
      outer = left + GOLDEN_SECTION * (right - left);
      atOuter = f(outer);
    }
  }
  return NaN;
}

/** The value at the first flow's date: the first flow is not discounted. */
export function npv(rate: number, flows: ArrayLike<number>, from = 0, count = flows.length - from): number {
  let value = 0;
  for (let i = from + count - 1; i >= from; i--) value = value / (1 + rate) + flows[i];
  return value;
}

/** A rate beyond the largest number, or so low that it rounds to -100 %, is none. */
const representable = (rate: number): boolean => rate > -1 && rate < Infinity;

const MODEST = powerOfTwo(100);
const TINY = powerOfTwo(-100);
const TINY_WHEN_SCALED = powerOfTwo(-220); // Less than TINY / MODEST: scaling never sends flows another way.
const HALLEY_STEPS = 12;
const HALLEY_DONE = powerOfTwo(-23); // The step after it triples the digits.

/** Of a run of flows: their sum, and how far before its end they lie: mean and variance, in periods. */
const early = { sum: 0, mean: 0, variance: 0 };
const late = { sum: 0, mean: 0, variance: 0 };

/** Takes the flows of one sign, and zeros, from an index on; gives the index of the first that is neither. */
function takeRun(
  run: typeof early,
  flows: Float64Array,
  from: number,
  last: number,
  sign: number,
  tiny: number,
): number {
  let sum = 0;
  let sums = 0;
  let sumsOfSums = 0;
  let i = from;
  for (; i <= last; i++) {
    const amount = sign * flows[i];
    if (amount < tiny && amount !== 0) break;
    sumsOfSums += sums;
    sums += sum;
    sum += amount;
  }
  const mean = sums / sum;
  run.sum = sum;
  run.mean = mean;
  run.variance = (2 * sumsOfSums) / sum + mean - mean * mean;
  return i;
}

/** ln(x) to 0.00002: its octave, and Pade's fraction for the rest. */
function roughLog(x: number): number {
  const k = exponentOf(x);
  const near = x * powerOfTwo(-k) * Math.SQRT1_2;
  return (k + 0.5) * Math.LN2 + (3 * (near * near - 1)) / (near * near + 4 * near + 1);
}

/**
 * The rate of flows that change sign once, where it is the only one (Descartes), or NaN: not of this kind, or too far out.
 * With x = 1 / (1 + rate), ln(later flows / earlier flows) is nearly a parabola in ln x, which gives the start; then Halley's
 * method on the polynomial of x for a rate of 0 or more, and on that of 1 + rate below, so that no power exceeds 1.
 * Products and sums alone: multiplying all flows by a power of two changes no bit.
 */
function onlyRate(flows: Float64Array, from: number, count: number, tiny: number): number {
  let last = from + count - 1;
  while (from < last && flows[from] === 0) from++;
  while (from < last && flows[last] === 0) last--;
  const sign = flows[from] < 0 ? -1 : 1;
  const turn = takeRun(early, flows, from, last, sign, tiny);
  if (takeRun(late, flows, turn, last, -sign, tiny) <= last) return NaN;
  if (!(early.sum > 0 && late.sum > 0 && early.sum < MODEST && late.sum < MODEST)) return NaN;

  const surplus = roughLog(late.sum / early.sum);
  // Counted from the first flow, so that zeros before it change no bit.
  const slope = last - from - late.mean - (turn - 1 - from - early.mean);
  const bend = late.variance - early.variance;
  const root = Math.sqrt(Math.max(slope * slope - 2 * bend * surplus, slope * slope * 0.25));
  let z = exp(-Math.abs((2 * surplus) / (slope + root)));

  const gain = late.sum >= early.sum;
  const top = gain ? last : from;
  const step = gain ? -1 : 1;
  const terms = last - from + 1;
  for (let round = 0; round < HALLEY_STEPS; round++) {
    // Even and odd powers apart: six short chains of operations instead of three long ones.
    const y = z * z;
    let even = 0;
    let even1 = 0;
    let even2 = 0;
    let odd = 0;
    let odd1 = 0;
    let odd2 = 0;
    let at = top;
    if (terms & 1) {
      even = flows[at];
      at += step;
    }
    for (let pairs = terms >> 1; pairs > 0; pairs--) {
      odd2 = odd2 * y + odd1;
      odd1 = odd1 * y + odd;
      odd = odd * y + flows[at];
      at += step;
      even2 = even2 * y + even1;
      even1 = even1 * y + even;
      even = even * y + flows[at];
      at += step;
    }
    const value = even + z * odd;
    const first = 2 * z * even1 + odd + 2 * y * odd1;
    const second = even1 + 4 * y * even2 + z * (3 * odd1 + 4 * y * odd2); // half of the second derivative
    const move = (value * first) / (first * first - value * second);
    if (Math.abs(value) <= HALLEY_DONE * Math.abs(z * first)) {
      const rate = gain ? (1 - z + move) / (z - move) : z - 1 - move;
      return representable(rate) ? rate : NaN;
    }
    z -= move;
    if (!(z > 0)) return NaN;
  }
  return NaN;
}

/** The flows from the first to the last that is not 0, scaled by a power of two so that the largest is between 1 and 2. */
function scaledTerms(flows: Float64Array, from: number, count: number): Float64Array {
  let largest = 0;
  for (let i = from; i < from + count; i++) largest = Math.max(largest, Math.abs(flows[i]));
  if (!(largest > 0 && largest < Infinity)) return new Float64Array(0);
  const scale = powerOfTwo(Math.min(-exponentOf(largest), 1023));
  const terms = flows.slice(from, from + count).map((flow) => flow * scale);
  let start = 0;
  let end = terms.length;
  while (terms[start] === 0) start++;
  while (terms[end - 1] === 0) end--;
  return terms.subarray(start, end);
}

/** The place, between two indices, of the last change of sign; the last, as the roots of what follows from it lie apart. */
function lastChange(terms: Float64Array): number {
  let change = terms.length - 2;
  while (!opposite(terms[change], terms[terms.length - 1])) change--;
  let after = change + 1;
  while (terms[after] === 0) after++;
  return (change + after) / 2;
}

const SUMMATIONS = 8;

/**
 * Whether there can be no more than one root between 0 and 1, by the changes of sign of the terms (Descartes), of their running
 * sums, which are the terms of the polynomial over 1 - x (Norstrom), of the running sums of those, and so on. Beyond the
 * last term a sum of sums goes on as a polynomial of time, whose coefficients are the last sums of the rounds before.
 */
function oneRootAtMost(terms: Float64Array): boolean {
  const sums = new Float64Array(terms.length + SUMMATIONS);
  const errors = new Float64Array(sums.length);
  sums.set(terms);
  const last = terms.length - 1;
  for (let round = 0; round <= SUMMATIONS; round++) {
    if (changesOnce(sums, errors)) return true;
    if (round > 0) {
      sums[sums.length - round] = sums[last];
      errors[sums.length - round] = errors[last];
    }
    for (let i = 1; i <= last; i++) {
      sums[i] += sums[i - 1];
      errors[i] += errors[i - 1] + EPSILON * Math.abs(sums[i]);
    }
  }
  return false;
}

/** Whether values known up to an error certainly change sign at most once; zeros do not count. */
function changesOnce(values: Float64Array, errors: Float64Array): boolean {
  let changes = 0;
  let sign = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0 && errors[i] === 0) continue;
    if (Math.abs(values[i]) <= errors[i]) return false;
    const own = Math.sign(values[i]);
    if (own === -sign && ++changes > 1) return false;
    sign = own;
  }
  return true;
}

/** A polynomial's value, its sign beyond doubt: where rounding could turn it, in twice the precision. */
function valueAt(terms: Float64Array, x: number): number {
  let value = 0;
  let error = 0;
  for (let i = terms.length - 1; i >= 0; i--) {
    value = value * x + terms[i];
    error = error * x + Math.abs(value);
  }
  return Math.abs(value) > 2 * EPSILON * error ? value : preciseValueAt(terms, x);
}

/** Horner's scheme that carries along what each product and sum lost. */
function preciseValueAt(terms: Float64Array, x: number): number {
  let value = 0;
  let lost = 0;
  for (let i = terms.length - 1; i >= 0; i--) {
    const product = value * x;
    const sum = product + terms[i];
    lost = lost * x + (productError(value, x, product) + sumError(product, terms[i], sum));
    value = sum;
  }
  return value + lost;
}

/** Whether a change of each term by its last bit could make it 0. */
const touchesZero = (terms: Float64Array, value: number, x: number): boolean =>
  Math.abs(value) <= EPSILON * valueAt(terms.map(Math.abs), x);

/**
 * All x from 0 to 1 where the polynomial is 0. For s between two terms of different sign, the derivative of x^-s times the
 * polynomial has one change of sign less and its roots part ours (Rolle), down to a polynomial with one change and one root.
 */
function unitRoots(terms: Float64Array): number[] {
  const turns = oneRootAtMost(terms) ? [] : unitRoots(derivative(terms, lastChange(terms)));
  const size = Math.abs(terms[0]);
  const least = size / (size + 2); // Cauchy's bound: no term exceeds 2.
  const points = turns.at(-1) === 1 ? [least, ...turns] : [least, ...turns, 1];
  const values = points.map((x) => valueAt(terms, x));
  const differ = (k: number) => opposite(values[k - 1], values[k]);
  const roots: number[] = [];
  for (let k = 1; k < points.length; k++) {
    const x = points[k];
    if (values[k] === 0) roots.push(x);
    else if (differ(k)) roots.push(bracketed((at) => valueAt(terms, at), points[k - 1], values[k - 1], x, values[k]));
    else if (k <= turns.length && !differ(k + 1) && touchesZero(terms, values[k], x)) roots.push(x);
  }
  return roots;
}

/** The terms of x^(s + 1) times the derivative of x^-s times the polynomial, scaled. */
const derivative = (terms: Float64Array, s: number): Float64Array => {
  const tilted = terms.map((term, i) => (i - s) * term);
  return scaledTerms(tilted, 0, tilted.length);
};

/** All rates, from the lowest to the highest. */
function allRates(terms: Float64Array): number[] {
  if (terms.length === 0) return [];
  const gains = unitRoots(terms).reverse();
  // A rate of 0 that rounding hides from the one side shows on the other.
  const losses = unitRoots(terms.slice().reverse()).filter((growth) => growth < 1 || gains.at(0) !== 1);
  return [...losses.map((growth) => growth - 1), ...gains.map((x) => (1 - x) / x)].filter(representable);
}

const doubles = (flows: ArrayLike<number>): Float64Array =>
  flows instanceof Float64Array ? flows : Float64Array.from(flows);

/** The only rate, if it is one of the fast kind. */
function fastRate(flows: Float64Array, from: number, count: number): number {
  const rate = onlyRate(flows, from, count, TINY);
  if (!Number.isNaN(rate)) return rate;
  const terms = scaledTerms(flows, from, count);
  return onlyRate(terms, 0, terms.length, TINY_WHEN_SCALED);
}

/** Every internal rate of return above -100 %, from the lowest to the highest. */
export function irrRoots(flows: ArrayLike<number>, from = 0, count = flows.length - from): number[] {
  const own = doubles(flows);
  const rate = fastRate(own, from, count);
  return Number.isNaN(rate) ? allRates(scaledTerms(own, from, count)) : [rate];
}

/** The sign of the net present value, beyond doubt of rounding. */
const signAt = (terms: Float64Array, reversed: Float64Array, growth: number): number =>
  Math.sign(growth >= 1 ? valueAt(terms, 1 / growth) : valueAt(reversed, growth));

/** Of all rates, those at which the net present value falls through 0 as the rate rises. */
function fallingRates(terms: Float64Array, rates: readonly number[]): number[] {
  const reversed = terms.slice().reverse();
  // A point between each two rates, one below the lowest and one above the highest: on none of them the value is 0.
  const growths = rates.map((rate) => 1 + rate);
  const signs = [...growths, Infinity].map((growth, i) => {
    if (i === 0) return signAt(terms, reversed, growth / 2);
    const below = growths[i - 1];
    return signAt(terms, reversed, growth === Infinity ? 2 * below : Math.sqrt(below) * Math.sqrt(growth));
  });
  return rates.filter((_, i) => signs[i] > 0 && signs[i + 1] < 0);
}

/** What a project is expected to earn: of several rates the one nearest to it is meant. Excel's own search starts here, too. */
const USUAL_RATE = 0.1;
const AS_NEAR = 1 + 1e-12; // 0 % and 20 % are as near to 10 %, whatever their last bits.

/**
 * The internal rate of return per period; NaN if there is none. Of several it is one at which the net present value falls through
 * 0 as the rate rises, as an investment's does, so that its sign and the rate agree; of several of these, or where there is none,
 * the nearest to 10 %, of two as near the higher one.
 */
export function irr(flows: ArrayLike<number>, from = 0, count = flows.length - from): number {
  const own = doubles(flows);
  const rate = fastRate(own, from, count);
  if (!Number.isNaN(rate)) return rate;
  const terms = scaledTerms(own, from, count);
  const rates = allRates(terms);
  if (rates.length < 2) return rates[0] ?? NaN;
  const falling = fallingRates(terms, rates);
  const distance = (one: number): number => Math.abs(one - USUAL_RATE);
  return (falling.length > 0 ? falling : rates).reduce((best, next) =>
    distance(next) <= distance(best) * AS_NEAR ? next : best,
  );
}

/** What of the flows may be left at their rate. */
const PROOF = 1e-6;

/**
 * Whether flows are worth nothing at a rate, but for a millionth of what is paid and received. Far below 0 a late flow weighs so
 * much that a rate's own digits do not suffice.
 */
export function isProven(rate: number, flows: ArrayLike<number>, from = 0, count = flows.length - from): boolean {
  if (rate >= 0) return true; // No flow weighs more than it is.
  let all = 0;
  for (let i = from; i < from + count; i++) all += Math.abs(flows[i]);
  return Math.abs(npv(rate, flows, from, count)) <= PROOF * all;
}

/** The rate of each project, whose flows stand one after the other. */
export function irrBatch(flows: Float64Array, projects: number, periods: number, out: Float64Array): void {
  for (let project = 0; project < projects; project++) out[project] = irr(flows, project * periods, periods);
}
