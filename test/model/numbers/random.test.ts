import fc from "fast-check";
import { CHUNK, draw, generator, next, percentiles, type Distribution } from "../../../src/model/numbers/random";

const COUNT = 100000;

function drawn(distribution: Distribution, { seed = 1, stream = 0, first = 0, count = COUNT } = {}): Float64Array {
  const values = new Float64Array(count);
  draw(distribution, seed, stream, first, values);
  return values;
}

/** The normal distribution function by its series around 0: phi(x) (x + x^3/3 + x^5/15 + ...). */
function normalShare(x: number): number {
  if (Math.abs(x) > 7) return x > 0 ? 1 : 0;
  let term = x;
  let sum = 0;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    sum += term;
    term *= (x * x) / odd;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** The largest distance between the sample's and the distribution's shares, in units of 1 / sqrt(n): below 1.95 but once in 1,000. */
function kolmogorov(sample: Float64Array, share: (x: number) => number): number {
  const n = sample.length;
  const sorted = sample.slice().sort();
  let distance = 0;
  sorted.forEach(
    (x, i) => (distance = Math.max(distance, Math.abs(share(x) - i / n), Math.abs(share(x) - (i + 1) / n))),
  );
  return distance * Math.sqrt(n);
}

const NORMAL: Distribution = { kind: "normal", mean: 3, sd: 2 };
const LOGNORMAL: Distribution = { kind: "lognormal", median: 2.35, sd: 0.25 };
const TRIANGULAR: Distribution = { kind: "triangular", low: 1, mode: 2, high: 5 };
const UNIFORM: Distribution = { kind: "uniform", low: -1, high: 3 };

const triangularShare = (x: number) => (x < 2 ? (x - 1) ** 2 / 4 : 1 - (5 - x) ** 2 / 12);

describe("the generator", () => {
  test("xoshiro128** from the state 1, 2, 3, 4: its authors' numbers", () => {
    const state = Int32Array.from([1, 2, 3, 4]);
    const numbers = Array.from({ length: 10 }, () => next(state) >>> 0);
    expect(numbers).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test("seeds, streams and chunks all lead to different states", () => {
    const seeds = [0, 1, 2, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 52, -1];
    const states = new Set<string>();
    for (const seed of seeds)
      for (let stream = 0; stream < 20; stream++)
        for (let chunk = 0; chunk < 20; chunk++) states.add(generator(seed, stream, chunk).join());
    expect(states.size).toBe(seeds.length * 400);
  });

  test("each of the 32 bits is set half of the time", () => {
    const state = generator(1, 0, 0);
    const set = new Array<number>(32).fill(0);
    for (let i = 0; i < 40000; i++)
      for (let bit = 0, word = next(state); bit < 32; bit++) set[bit] += (word >>> bit) & 1;
    for (const count of set) expect(Math.abs(count - 20000)).toBeLessThan(4 * 100);
  });
});

describe("the distributions", () => {
  test.each<[Distribution, (x: number) => number]>([
    [NORMAL, (x) => normalShare((x - 3) / 2)],
    [LOGNORMAL, (x) => normalShare(Math.log(x / 2.35) / 0.25)],
    [TRIANGULAR, triangularShare],
    [UNIFORM, (x) => (x + 1) / 4],
  ])("%j: the shares of a sample are those of its distribution", (distribution, share) => {
    expect(kolmogorov(drawn(distribution), share)).toBeLessThan(1.95);
    expect(kolmogorov(drawn(distribution, { seed: 2 ** 40 + 7, stream: 3 }), share)).toBeLessThan(1.95);
  });

  // Mean and variance in closed form.
  test.each<[Distribution, number, number]>([
    [NORMAL, 3, 4],
    [LOGNORMAL, 2.35 * Math.exp(0.25 ** 2 / 2), 2.35 ** 2 * Math.exp(0.25 ** 2) * (Math.exp(0.25 ** 2) - 1)],
    [TRIANGULAR, 8 / 3, (1 + 4 + 25 - 2 - 5 - 10) / 18],
    [UNIFORM, 1, 16 / 12],
  ])("%j: mean and variance", (distribution, mean, variance) => {
    const values = drawn(distribution);
    const sampleMean = values.reduce((sum, x) => sum + x) / COUNT;
    const sampleVariance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / COUNT;
    expect(Math.abs(sampleMean - mean)).toBeLessThan(4 * Math.sqrt(variance / COUNT));
    expect(sampleVariance / variance).toBeCloseTo(1, 1.5);
  });

  test("the tail of a normal number beyond 3.654 has its weight and its shape", () => {
    const all = drawn({ kind: "normal", mean: 0, sd: 1 }, { count: 2e6 });
    const tail = all.filter((x) => Math.abs(x) > 3.654152885361009).map(Math.abs);
    const weight = 2 * (1 - normalShare(3.654152885361009));
    expect(Math.abs(tail.length - 2e6 * weight)).toBeLessThan(4 * Math.sqrt(2e6 * weight));
    expect(kolmogorov(tail, (x) => 1 - (2 * (1 - normalShare(x))) / weight)).toBeLessThan(1.95);
    expect(all.some((x) => x < -4) && all.some((x) => x > 4)).toBe(true);
  });

  test("one draw says nothing about the next, nor one stream about another", () => {
    const values = drawn({ kind: "normal", mean: 0, sd: 1 });
    const other = drawn({ kind: "normal", mean: 0, sd: 1 }, { stream: 1 });
    const correlation = (shifted: Float64Array, by: number) =>
      values.subarray(0, COUNT - by).reduce((sum, x, i) => sum + x * shifted[i + by], 0) / Math.sqrt(COUNT);
    for (const by of [1, 2, CHUNK]) expect(Math.abs(correlation(values, by))).toBeLessThan(4);
    expect(Math.abs(correlation(other, 0))).toBeLessThan(4);
  });

  test("without spread every draw is the middle", () => {
    const some: Distribution[] = [
      { kind: "normal", mean: 7, sd: 0 },
      { kind: "lognormal", median: 7, sd: 0 },
      { kind: "triangular", low: 7, mode: 7, high: 7 },
      { kind: "uniform", low: 7, high: 7 },
    ];
    for (const distribution of some) expect(new Set(drawn(distribution, { count: 100 }))).toEqual(new Set([7]));
  });

  test("a triangle may lean on either side", () => {
    for (const mode of [1, 5]) {
      const share = (x: number) => (mode === 1 ? 1 - ((5 - x) / 4) ** 2 : ((x - 1) / 4) ** 2);
      expect(kolmogorov(drawn({ kind: "triangular", low: 1, mode, high: 5 }), share)).toBeLessThan(1.95);
    }
  });
});

describe("any division of the work gives the same bits", () => {
  test.each([NORMAL, LOGNORMAL, TRIANGULAR, UNIFORM])("%j", (distribution) => {
    const count = 3 * CHUNK;
    const whole = drawn(distribution, { count });
    fc.assert(
      fc.property(fc.nat(count), fc.nat(count), (a, b) => {
        const first = Math.min(a, b);
        const end = Math.max(a, b);
        const part = drawn(distribution, { first, count: end - first });
        expect(part.every((x, i) => x === whole[first + i])).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

/** PERCENTILE.INC as Excel's page describes it, on a sorted copy. */
function sortedPercentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => (a === b ? 0 : a - b));
  const place = share * (values.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.min(Math.floor(place) + 1, values.length - 1)];
  return place === Math.floor(place) || below === above ? below : below + (above - below) * (place - Math.floor(place));
}

describe("percentiles", () => {
  test("Excel's example: the 30th percentile of 1, 2, 3, 4 is 1.9", () => {
    expect(percentiles(Float64Array.of(1, 3, 2, 4), [0.3])).toEqual([expect.closeTo(1.9, 12)]);
  });

  test("as by sorting, for values with ties, in any order of the shares", () => {
    const values = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -5, max: 5, noNaN: true })), {
      minLength: 1,
      maxLength: 300,
    });
    const shares = fc.array(
      fc.oneof(fc.constantFrom(0, 0.05, 0.25, 0.5, 0.95, 1), fc.double({ min: 0, max: 1, noNaN: true })),
    );
    fc.assert(
      fc.property(values, shares, (values, shares) => {
        const answer = percentiles(Float64Array.from(values), shares);
        shares.forEach((share, k) => expect(answer[k]).toBeCloseTo(sortedPercentile(values, share), 12));
      }),
      { numRuns: 1000 },
    );
  });

  test("never is worse than any number, on either side", () => {
    const never = Float64Array.of(1, Infinity, 2, Infinity, 3);
    expect(percentiles(never, [0, 0.25, 0.5, 0.6, 0.75, 1])).toEqual([1, 2, 3, Infinity, Infinity, Infinity]);
    expect(percentiles(Float64Array.of(1, -Infinity), [0, 0.5, 1])).toEqual([-Infinity, -Infinity, 1]);
    expect(percentiles(Float64Array.of(Infinity, Infinity), [0.5])).toEqual([Infinity]);
  });

  test("one value is every percentile, and no share asks for none", () => {
    expect(percentiles(Float64Array.of(5), [0, 0.3, 1])).toEqual([5, 5, 5]);
    expect(percentiles(Float64Array.of(5, 6), [])).toEqual([]);
  });

  test("no order of the values makes it read them more than twice as often as a random one", () => {
    const n = 20000;
    const reads = (order: (i: number) => number): number => {
      let count = 0;
      const values = new Proxy(
        Float64Array.from({ length: n }, (_, i) => order(i)),
        {
          get(target, key) {
            count++;
            return Reflect.get(target, key) as unknown;
          },
        },
      );
      percentiles(values, [0.05, 0.25, 0.5, 0.75, 0.95]);
      return count;
    };
    const usual = reads((i) => (i * 7919) % 19997);
    const orders: ((i: number) => number)[] = [
      (i) => i,
      (i) => n - i,
      () => 1,
      (i) => i % 2,
      (i) => Math.min(i, n - i),
    ];
    for (const order of orders) expect(reads(order)).toBeLessThan(2 * usual);
  });
});
