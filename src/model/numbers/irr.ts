// The internal rates of return of a project's flows: all of them, without a guess. NaN or none where there is none.
import { exponentOf, powerOfTwo, productError, sumError } from "./exact";
import { onlyRate, onlyRates, representable, room, TINY, TINY_WHEN_SCALED } from "./only-rate";
import { bracketed, opposite } from "./solve";

const EPSILON = Number.EPSILON;

/** The value at the first flow's date: the first flow is not discounted. */
export function npv(rate: number, flows: ArrayLike<number>, from = 0, count = flows.length - from): number {
  let value = 0;
  for (let i = from + count - 1; i >= from; i--) value = value / (1 + rate) + flows[i];
  return value;
}

/** A spreadsheet's NPV of all values but the first: the next one lies a period ahead. */
export const npvAhead = (rate: number, values: ArrayLike<number>): number => npv(rate, values, 1) / (1 + rate);

/** The flows from the first to the last that is not 0, scaled by a power of two so that the largest is between 1 and 2. */
function scaledTerms(flows: Float64Array, from: number, count: number): Float64Array {
  let largest = 0;
  for (let i = from; i < from + count; i++) largest = Math.max(largest, Math.abs(flows[i]));
  if (!(largest > 0 && largest < Infinity)) return new Float64Array(0);
  const scale = powerOfTwo(Math.min(-exponentOf(largest), 1023));
  let start = from;
  let end = from + count;
  while (flows[start] * scale === 0) start++;
  while (flows[end - 1] * scale === 0) end--;
  const terms = new Float64Array(end - start);
  for (let i = start; i < end; i++) terms[i - start] = flows[i] * scale;
  return terms;
}

/** The place, between two indices, of the last change of sign; the last, as the roots of what follows from it lie apart. */
function lastChange(terms: Float64Array): number {
  let change = terms.length - 2;
  while (!opposite(terms[change], terms[terms.length - 1])) change--;
  let after = change + 1;
  while (terms[after] === 0) after++;
  return (change + after) / 2;
}

const roomForFlows = room();
const roomForSums = room();
const roomForErrors = room();

const SUMMATIONS = 8;

/**
 * Whether there can be no more than one root between 0 and 1, by the changes of sign of the terms (Descartes), of their running
 * sums, which are the terms of the polynomial over 1 - x (Norstrom), of the running sums of those, and so on. Beyond the
 * last term a sum of sums goes on as a polynomial of time, whose coefficients are the last sums of the rounds before.
 */
function oneRootAtMost(terms: Float64Array): boolean {
  const length = terms.length + SUMMATIONS;
  const sums = roomForSums(length).fill(0, 0, length);
  const errors = roomForErrors(length).fill(0, 0, length);
  sums.set(terms);
  const last = terms.length - 1;
  for (let round = 0; round <= SUMMATIONS; round++) {
    if (changesOnce(sums, errors, length)) return true;
    if (round > 0) {
      sums[length - round] = sums[last];
      errors[length - round] = errors[last];
    }
    for (let i = 1; i <= last; i++) {
      sums[i] += sums[i - 1];
      errors[i] += errors[i - 1] + EPSILON * Math.abs(sums[i]);
    }
  }
  return false;
}

/** Whether values known up to an error certainly change sign at most once; zeros do not count. */
function changesOnce(values: Float64Array, errors: Float64Array, length: number): boolean {
  let changes = 0;
  let sign = 0;
  for (let i = 0; i < length; i++) {
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

/** The flows, copied where they are not doubles by their kind. */
function doubles(flows: ArrayLike<number>): Float64Array {
  if (flows instanceof Float64Array) return flows;
  const own = roomForFlows(flows.length);
  for (let i = 0; i < flows.length; i++) own[i] = flows[i];
  return own;
}

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
  onlyRates(flows, projects, periods, out);
  for (let project = 0; project < projects; project++)
    if (Number.isNaN(out[project])) out[project] = irr(flows, project * periods, periods);
}
