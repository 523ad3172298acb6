import fc from "fast-check";
import { triangleOf } from "../../../src/model/numbers/copula";
import {
  CHUNK,
  draw,
  drawTogether,
  generator,
  next,
  percentiles,
  type Distribution,
} from "../../../src/model/numbers/random";

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

const PERT: Distribution = { kind: "pert", low: 1, mode: 2, high: 5 };
const DISCRETE: Distribution = { kind: "discrete", values: [-1, 0, 7], probabilities: [0.2, 0.5, 0.3] };

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
    // Shapes 2 and 4 over 4: mean 1 + 4 / 3, variance 16 x 8 / (36 x 7).
    [PERT, 7 / 3, (16 * 8) / (36 * 7)],
    [DISCRETE, 1.9, 0.2 + 0.3 * 49 - 1.9 ** 2],
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
      { kind: "pert", low: 7, mode: 7, high: 7 },
      { kind: "discrete", values: [7], probabilities: [1] },
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

describe("numbers that move together", () => {
  const together = (
    kinds: readonly Distribution[],
    correlations: readonly (readonly number[])[] | undefined,
    first = 0,
  ) => {
    const out = kinds.map(() => new Float64Array(COUNT));
    drawTogether(kinds, correlations && triangleOf(correlations), 1, first, out);
    return out;
  };
  const ALL = [NORMAL, LOGNORMAL, TRIANGULAR, UNIFORM, PERT, DISCRETE];
  const same = (one: Float64Array, other: Float64Array): boolean => one.every((x, i) => x === other[i]);
  const identity = ALL.map((_, i) => ALL.map((_, j) => (i === j ? 1 : 0)));
  const even = ALL.map((_, i) => ALL.map((_, j) => (i === j ? 1 : 0.4)));

  test("without correlations, or with none but zeros, each is what it is alone", () => {
    const alone = ALL.map((one, stream) => drawn(one, { stream }));
    for (const correlations of [undefined, identity])
      together(ALL, correlations).forEach((values, k) => expect(same(values, alone[k])).toBe(true));
  });

  test("each keeps its own distribution", () => {
    const [normal, lognormal, triangular, uniform, pert, discrete] = together(ALL, even);
    expect(kolmogorov(normal, (x) => normalShare((x - 3) / 2))).toBeLessThan(1.95);
    expect(kolmogorov(lognormal, (x) => normalShare(Math.log(x / 2.35) / 0.25))).toBeLessThan(1.95);
    expect(kolmogorov(triangular, triangularShare)).toBeLessThan(1.95);
    expect(kolmogorov(uniform, (x) => (x + 1) / 4)).toBeLessThan(1.95);
    const five = (x: number): number => 1 - (1 - x) ** 5 - 5 * x * (1 - x) ** 4;
    expect(kolmogorov(pert, (x) => five((x - 1) / 4))).toBeLessThan(1.95);
    for (const [value, share] of [
      [-1, 0.2],
      [0, 0.5],
      [7, 0.3],
    ]) {
      const found = discrete.filter((x) => x === value).length / COUNT;
      expect(Math.abs(found - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / COUNT));
    }
  });

  test("normal numbers have the correlation, and uniform ones 6 / pi times the arc sine of half of it (Pearson)", () => {
    const pairs = (kind: Distribution, rho: number): number => {
      const [x, y] = together([kind, kind], [[1, rho], [rho, 1]]); // prettier-ignore
      const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value) / COUNT;
      const [mx, my] = [mean(x), mean(y)];
      const product = (a: Float64Array, b: Float64Array): number =>
        a.reduce((sum, value, i) => sum + (value - (a === x ? mx : my)) * (b[i] - (b === x ? mx : my)), 0);
      return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
    };
    for (const rho of [-1, -0.5, 0, 0.7, 1]) {
      expect(Math.abs(pairs(NORMAL, rho) - rho)).toBeLessThan(4 / Math.sqrt(COUNT));
      expect(Math.abs(pairs(UNIFORM, rho) - (6 / Math.PI) * Math.asin(rho / 2))).toBeLessThan(4 / Math.sqrt(COUNT));
    }
  });

  test("from any trial on they are the same", () => {
    const whole = together(ALL, even);
    const later = together(ALL, even, 1000);
    later.forEach((values, k) => expect(same(values.subarray(0, 5000), whole[k].subarray(1000, 6000))).toBe(true));
  });
});

describe("any division of the work gives the same bits", () => {
  test.each([NORMAL, LOGNORMAL, TRIANGULAR, UNIFORM, PERT, DISCRETE])("%j", (distribution) => {
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

  test.each<readonly [string, (share: number, i: number) => number]>([
    ["spread evenly", (share) => share],
    ["all equal", () => 3],
    ["of two kinds", (_, i) => i % 2],
    ["with one far out", (share, i) => (i === 77 ? 1e300 : share)],
    ["as far apart as numbers can be", (_, i) => (i % 2 === 0 ? -1.5e308 : 1.5e308)],
    ["with a third that are never", (share, i) => (i % 3 === 0 ? Infinity : share)],
    ["with a third that are never, on the other side", (share, i) => (i % 3 === 0 ? -Infinity : share)],
    ["of many sizes", (share) => 10 ** (600 * share - 300)],
  ])("of 20,000 values %s they have the bits that sorting gives", (_, value) => {
    const values = new Float64Array(20_000);
    draw({ kind: "uniform", low: 0, high: 1 }, 7, 0, 0, values);
    values.forEach((share, i) => (values[i] = value(share, i)));
    const sorted = values.slice().sort();
    const ranks = [0, 1, 999, 6_666, 6_667, 10_000, 13_333, 19_998, 19_999];
    const shares = ranks.map((rank) => rank / 19_999);
    const whole = shares.map((share, k) => (share * 19_999 === ranks[k] ? k : -1)).filter((k) => k >= 0);
    expect(whole.length).toBeGreaterThan(4);
    const answer = percentiles(values, shares);
    for (const k of whole) expect([ranks[k], answer[k]]).toEqual([ranks[k], sorted[ranks[k]]]);
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
