// Seeded random numbers: the same bits on every engine and for any division of the work, as each chunk of 4,096 draws has a
// generator of its own. A stream is what one uncertain input draws from; streams and chunks know nothing of each other.
import { correlate, isApart, normalShare } from "./copula";
import { exp, log, powerOfTwo } from "./exact";
import { shapePert } from "./pert";
import { along, cumulative, type Series } from "./series";

export const CHUNK = 4096;

export type Distribution =
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number }
  /** `sd` is that of the logarithm. */
  | { readonly kind: "lognormal"; readonly median: number; readonly sd: number }
  | { readonly kind: "triangular"; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "pert"; readonly low: number; readonly mode: number; readonly high: number }
  /** `values` rise; `probabilities` sum to 1. */
  | { readonly kind: "discrete"; readonly values: Series; readonly probabilities: Series };

/** The four words of a generator. */
export type Generator = Int32Array;

const GOLDEN = 0x9e3779b9;

/** Spreads each bit of a word over all bits (the finalizer of splitmix32). */
function mixed(word: number): number {
  let bits = word ^ (word >>> 16);
  bits = Math.imul(bits, 0x21f0aaad);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x735a2d97);
  return bits ^ (bits >>> 15);
}

/** The generator of a chunk of a stream. The seed is a whole number; each word is hashed from all three on its own. */
export function generator(seed: number, stream: number, chunk: number): Generator {
  const own = seed ^ mixed(Math.floor(seed * powerOfTwo(-32)));
  return Int32Array.from([1, 2, 3, 4], (word) => mixed(mixed(mixed(own + Math.imul(word, GOLDEN)) + stream) + chunk));
}

/** The next 32 bits: xoshiro128** 1.1 of Blackman and Vigna. */
export function next(state: Generator): number {
  const second = state[1];
  const product = Math.imul(second, 5);
  const answer = Math.imul((product << 7) | (product >>> 25), 9);
  const third = state[2] ^ state[0];
  const fourth = state[3] ^ second;
  state[1] = second ^ third;
  state[0] ^= fourth;
  state[2] = third ^ (second << 9);
  state[3] = (fourth << 11) | (fourth >>> 21);
  return answer;
}

const PER_DRAW = powerOfTwo(-52);
const HIGH_BITS = powerOfTwo(26);

/** Between 0 and 1, never either: the middle of one of 2^52 equal parts. */
const uniform = (state: Generator): number => ((next(state) >>> 6) * HIGH_BITS + (next(state) >>> 6) + 0.5) * PER_DRAW;

// The ziggurat of Marsaglia and Tsang: 256 layers of equal area under e^(-x^2/2), the lowest with the tail beyond TAIL.
const LAYERS = 256;
const TAIL = 3.654152885361009;
const AREA = 0.0049286732339746553; // of a layer; TAIL and AREA solve the recursion below so that it ends at height 1
const EDGES = new Float64Array(LAYERS + 1);
const HEIGHTS = new Float64Array(LAYERS + 1);
const LOW_BITS = powerOfTwo(21);

/** Fills the layers when a normal number is first drawn: what is calculated at load keeps Excel waiting. */
function raiseLayers(): void {
  if (HEIGHTS[LAYERS] === 1) return;
  EDGES[0] = AREA / exp((-TAIL * TAIL) / 2); // as if the tail were a part of the rectangle
  EDGES[1] = TAIL;
  HEIGHTS[1] = exp((-TAIL * TAIL) / 2);
  for (let layer = 2; layer < LAYERS; layer++) {
    HEIGHTS[layer] = HEIGHTS[layer - 1] + AREA / EDGES[layer - 1];
    EDGES[layer] = Math.sqrt(-2 * log(HEIGHTS[layer]));
  }
  HEIGHTS[LAYERS] = 1;
}

/** A standard normal number: 52 bits and a sign for the place in a layer, 8 other bits for the layer. */
function normal(state: Generator): number {
  for (;;) {
    const high = next(state);
    const low = next(state);
    const layer = low & (LAYERS - 1);
    const x = (high * LOW_BITS + (low >>> 11) + 0.5) * PER_DRAW * EDGES[layer];
    if (Math.abs(x) < EDGES[layer + 1]) return x;
    if (layer === 0) return x < 0 ? -beyond(state) : beyond(state);
    const height = HEIGHTS[layer] + uniform(state) * (HEIGHTS[layer + 1] - HEIGHTS[layer]);
    if (height < exp((-x * x) / 2)) return x;
  }
}

/** A normal number above TAIL (Marsaglia). */
function beyond(state: Generator): number {
  for (;;) {
    const more = -log(uniform(state)) / TAIL;
    if (-2 * log(uniform(state)) > more * more) return TAIL + more;
  }
}

const isNormal = ({ kind }: Distribution): boolean => kind === "normal" || kind === "lognormal";

/** Draws number `first` and the ones after it of a stream, as many as the array holds. */
export function draw(distribution: Distribution, seed: number, stream: number, first: number, out: Float64Array): void {
  drawStandard(isNormal(distribution), seed, stream, first, out);
  shape(distribution, out);
}

/**
 * The same of several streams, number k of stream k, that move together by a triangle of correlations, if there is one. What is
 * correlated with nothing is what it is alone.
 */
export function drawTogether(
  distributions: readonly Distribution[],
  triangle: readonly Series[] | undefined,
  seed: number,
  first: number,
  out: readonly Float64Array[],
): void {
  const joined = distributions.map((_, k) => triangle !== undefined && !isApart(triangle, k));
  distributions.forEach((one, k) => drawStandard(joined[k] || isNormal(one), seed, k, first, out[k]));
  if (triangle !== undefined) correlate(triangle, out);
  distributions.forEach((one, k) => {
    const own = out[k];
    if (joined[k] && !isNormal(one)) for (let i = 0; i < own.length; i++) own[i] = normalShare(own[i]);
    shape(one, own);
  });
}

/** Standard numbers, normal or uniform. */
function drawStandard(isNormal: boolean, seed: number, stream: number, first: number, out: Float64Array): void {
  if (isNormal) raiseLayers();
  const standard = isNormal ? normal : uniform;
  for (let at = 0; at < out.length;) {
    const chunk = Math.floor((first + at) / CHUNK);
    const state = generator(seed, stream, chunk);
    for (let skipped = chunk * CHUNK; skipped < first + at; skipped++) standard(state);
    const end = Math.min(out.length, (chunk + 1) * CHUNK - first);
    for (; at < end; at++) out[at] = standard(state);
  }
}

/** Turns standard numbers, normal or uniform, into those of the distribution. */
function shape(distribution: Distribution, values: Float64Array): void {
  switch (distribution.kind) {
    case "normal": {
      const { mean, sd } = distribution;
      for (let i = 0; i < values.length; i++) values[i] = mean + sd * values[i];
      return;
    }
    case "lognormal": {
      const { median, sd } = distribution;
      for (let i = 0; i < values.length; i++) values[i] = median * exp(sd * values[i]);
      return;
    }
    case "triangular": {
      const { low, mode, high } = distribution;
      const width = high - low;
      const rise = mode - low;
      const fall = high - mode;
      for (let i = 0; i < values.length; i++) {
        const share = values[i];
        values[i] =
          share * width < rise ? low + Math.sqrt(share * width * rise) : high - Math.sqrt((1 - share) * width * fall);
      }
      return;
    }
    case "uniform": {
      const { low, high } = distribution;
      for (let i = 0; i < values.length; i++) values[i] = low + values[i] * (high - low);
      return;
    }
    case "pert":
      shapePert(distribution, values);
      return;
    case "discrete": {
      const shares = cumulative(distribution.probabilities);
      const last = shares.length - 1;
      for (let i = 0; i < values.length; i++) {
        let at = 0;
        while (at < last && values[i] >= shares[at]) at++;
        values[i] = distribution.values[at];
      }
    }
  }
}

/**
 * Excel's PERCENTILE.INC of one value or more at each share from 0 to 1, by selection. The values may change places. Infinities
 * stand for "never" and are larger, or smaller, than any number; between a number and an infinity the answer is the infinity.
 */
export function percentiles(values: Float64Array, shares: readonly number[]): number[] {
  const places = shares.map((share) => share * (values.length - 1));
  const ranks = places.flatMap((place) => [Math.floor(place), Math.ceil(place)]).sort((a, b) => a - b);
  const { near, skipped } = sieved(values, ranks);
  const own = ranks.map((rank, k) => rank - skipped[k]);
  arrange(near, 0, near.length - 1, own);
  const at = (rank: number): number => near[own[ranks.indexOf(rank)]];
  return places.map((place) => {
    const below = at(Math.floor(place));
    const above = at(Math.ceil(place));
    return below === above || below === -Infinity ? below : below + (above - below) * (place - Math.floor(place));
  });
}

/** Equal parts between the least and the largest number. */
const BINS = 2048;

/**
 * The values in the parts that hold a rank, of many values, and how many values of other parts come before each rank: to sort the
 * values into parts asks no question whose answer is a coin's throw, as to divide them by a pivot does.
 */
function sieved(values: Float64Array, ranks: readonly number[]): { near: Float64Array; skipped: readonly number[] } {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < low && value !== -Infinity) low = value;
    if (value > high && value !== Infinity) high = value;
  }
  const scale = BINS / (high - low || 1);
  if (values.length < 4 * BINS || !(scale > 0 && scale < Infinity))
    return { near: values, skipped: ranks.map(() => 0) };

  const counts = new Int32Array(BINS);
  for (let i = 0; i < values.length; i++) counts[binOf(values[i], low, scale)]++;
  const wanted = new Uint8Array(BINS);
  const skipped: number[] = [];
  let before = 0;
  let kept = 0;
  for (let bin = 0, k = 0; bin < BINS; bin++) {
    before += counts[bin];
    for (; k < ranks.length && ranks[k] < before; k++) {
      wanted[bin] = 1;
      skipped.push(before - counts[bin] - kept);
    }
    if (wanted[bin] === 1) kept += counts[bin];
  }
  const near = new Float64Array(kept);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (wanted[binOf(values[i], low, scale)] === 1) near[count++] = values[i];
  return { near, skipped };
}

/** The part that a value falls into; a larger value is in no lower one. */
const binOf = (value: number, low: number, scale: number): number =>
  Math.max(0, Math.min(BINS - 1, (value - low) * scale)) | 0;

/** Moves the values of these ranks to where sorting would put them: quickselect, with Hoare's partition, for several ranks. */
function arrange(values: Float64Array, left: number, right: number, ranks: readonly number[]): void {
  while (left < right && ranks.length > 0) {
    const pivot = middleOfThree(values, left, right);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const value = values[i];
      values[i++] = values[j];
      values[j--] = value;
    }
    const leftRanks = ranks.filter((rank) => rank <= j);
    arrange(values, left, j, leftRanks);
    ranks = ranks.filter((rank) => rank >= i);
    left = i;
  }
}

/** The median of three values at places that no order of the values can foresee. */
function middleOfThree(values: Float64Array, left: number, right: number): number {
  const [a, b, c] = along(3, (k) => values[left + ((mixed(left + GOLDEN * k + right) >>> 0) % (right - left + 1))]);
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
