// Random trials of a scenario: the same bits for the same seed, and the spread that mathematics expects.
import fc from "fast-check";
import { ModelError } from "../../../src/model/errors";
import { isContinuous, type Scenario } from "../../../src/model/keys";
import { measure, METRIC_NAMES, METRICS, type Metric } from "../../../src/model/metrics";
import { monteCarlo, simulate, type SimulationOutput, type Uncertain } from "../../../src/model/what-if/montecarlo";
import { CHUNK } from "../../../src/model/numbers/random";
import { changed, complete } from "../../../src/model/scenario";
import type { SpillValue } from "../../../src/model/steps/spill";
import { anyScenario } from "../../explain/cases";
import { SMALL_FLEET, TNP_2025, PLAIN_KEYS } from "../fleets";

const RENT: Uncertain = { key: "rate", distribution: { kind: "lognormal", median: 9.4, sd: 0.25 } };

interface Options {
  readonly metric?: Metric;
  readonly uncertain?: readonly Uncertain[];
  readonly trials?: number;
  readonly seed?: number;
  readonly assumptions?: Scenario;
  readonly correlations?: readonly (readonly number[])[];
  readonly target?: number;
}

const run = (
  output: SimulationOutput,
  { metric = "payback", uncertain = [RENT], trials = 10000, seed = 1, assumptions = TNP_2025, ...more }: Options = {},
): SpillValue[][] => monteCarlo({ metric, uncertain, trials, seed, assumptions, ...more }, output);

const summary = (options?: Options): Map<unknown, SpillValue> =>
  new Map(run("summary", options).map(([label, value]) => [label, value]));

/** The metric of every trial, as the sample shows it. */
const outcomes = (options?: Options): SpillValue[] =>
  run("sample", options)
    .slice(1)
    .map((row) => row.at(-1) as SpillValue);

const anyUncertain: fc.Arbitrary<Uncertain> = fc
  .tuple(
    fc.constantFrom("rate" as const, "capex", "gpus", "otherOpexPerGpu", "horizon"),
    fc.double({ min: 0.01, max: 0.5, noNaN: true }),
  )
  .map(([key, sd]): Uncertain => ({ key, distribution: { kind: "lognormal", median: TNP_2025[key], sd } }));

test("the rows of the summary, in their order", () => {
  expect(run("summary", { trials: 100 }).map(([label]) => label)).toEqual([
    ...["P5", "P25", "P50", "P75", "P95", "mean without never", "standard deviation without never"],
    ...["chance of never", "share clipped", "trials", "standard error of the mean"],
  ]);
  expect(
    run("summary", { trials: 100, target: 400 })
      .map(([label]) => label)
      .slice(-3),
  ).toEqual([...["standard error of the mean", "chance below target", "standard error of that chance"]]);
  expect(summary({ trials: 123 }).get("trials")).toBe(123);
});

test("payback is a number over the rent, so a lognormal rent gives a lognormal payback: median, quantiles, mean, deviation", () => {
  const trials = 100_000;
  const median = (1.5e9 / (16000 * 8760 * 9.4)) * 360;
  const found = summary({ trials });
  const near = (label: string, expected: number, errorOfOne: number): void =>
    expect(Math.abs((found.get(label) as number) - expected)).toBeLessThan((4 * errorOfOne) / Math.sqrt(trials));
  // Normal quantiles -1.644854 and -0.674490; the sampling error of a quantile is sqrt(p (1 - p)) over the density there.
  const at = (z: number): number => median * Math.exp(0.25 * z);
  const error = (p: number, z: number): number =>
    (Math.sqrt(p * (1 - p)) / (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI))) * 0.25 * at(z);
  near("P5", at(-1.644854), error(0.05, -1.644854));
  near("P25", at(-0.67449), error(0.25, -0.67449));
  near("P50", median, error(0.5, 0));
  near("P75", at(0.67449), error(0.25, 0.67449));
  near("P95", at(1.644854), error(0.05, 1.644854));
  const mean = median * Math.exp(0.25 ** 2 / 2);
  const deviation = mean * Math.sqrt(Math.exp(0.25 ** 2) - 1);
  near("mean without never", mean, deviation);
  near("standard deviation without never", deviation, 2 * deviation);
  expect(found.get("chance of never")).toBe(0);
  expect(found.get("share clipped")).toBe(0);
});

test.each([
  [-0.5, 0.3905],
  [0, 0.3202],
  [0.5, 0.2291],
])("rent and cost correlated by %d spread the logarithm of payback by %d", (rho, spread) => {
  // sqrt(0.25^2 + 0.2^2 - 2 rho 0.25 0.2)
  const cost: Uncertain = { key: "capex", distribution: { kind: "lognormal", median: 1.5e9, sd: 0.2 } };
  const trials = 24_000;
  const logs = outcomes({ uncertain: [RENT, cost], trials, correlations: [[1, rho], [rho, 1]] }) // prettier-ignore
    .map((value) => Math.log(value as number));
  const mean = logs.reduce((sum, value) => sum + value, 0) / trials;
  const found = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (trials - 1));
  expect(Math.abs(found - spread)).toBeLessThan((4 * spread) / Math.sqrt(2 * trials));
});

test("the chance below a target is the share of the distribution, and errors shrink with the root of the trials", () => {
  const trials = 40_000;
  const median = (1.5e9 / (16000 * 8760 * 9.4)) * 360;
  const found = summary({ trials, target: median * Math.exp(0.25 * 0.6744898) });
  const chance = found.get("chance below target") as number;
  const error = found.get("standard error of that chance") as number;
  expect(error).toBeCloseTo(Math.sqrt((chance * (1 - chance)) / trials), 15);
  expect(Math.abs(chance - 0.75)).toBeLessThan(4 * error);
  const deviation = found.get("standard deviation without never") as number;
  expect(found.get("standard error of the mean")).toBeCloseTo(deviation / 200, 10);
  expect(summary({ trials: 100, target: Infinity }).get("chance below target")).toBe(1);
});

test("never is not below a target where less is better, and is where more is", () => {
  const idle: Uncertain = { key: "utilization", distribution: { kind: "uniform", low: 0, high: 0 } };
  const chance = (metric: Metric): SpillValue | undefined =>
    summary({ metric, uncertain: [idle], trials: 50, target: 0 }).get("chance below target");
  expect(METRICS.tco.rising).toBe(false);
  expect(chance("tco")).toBe(0);
  expect(chance("irr")).toBe(1);
});

test("percentiles are Excel's PERCENTILE.INC of the sample: sorted, with a line between neighbours", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(1000), (trials, seed) => {
      const sorted = (outcomes({ trials, seed }) as number[]).sort((a, b) => a - b);
      const inc = (share: number): number => {
        const place = share * (trials - 1);
        const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
        return below + (above - below) * (place - Math.floor(place));
      };
      const rows = run("percentiles", { trials, seed }).slice(1);
      expect(rows).toHaveLength(101);
      rows.forEach(([share, value], i) => {
        expect(share).toBe(i / 100);
        expect(value).toBeCloseTo(inc(i / 100), 9);
      });
      const found = summary({ trials, seed });
      expect(found.get("P25")).toBeCloseTo(inc(0.25), 9);
      const mean = sorted.reduce((sum, value) => sum + value, 0) / trials;
      expect(found.get("mean without never")).toBeCloseTo(mean, 8);
      if (trials > 1)
        expect(found.get("standard deviation without never")).toBeCloseTo(
          Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (trials - 1)),
          8,
        );
    }),
    { numRuns: 50 },
  );
});

test("percentiles never fall", () => {
  const values = run("percentiles", { metric: "npv" })
    .slice(1)
    .map(([, value]) => value as number);
  values.forEach((value, i) => expect(value).toBeGreaterThanOrEqual(values[Math.max(i - 1, 0)]));
});

test("the same seed gives the same bits, another seed other numbers", () => {
  expect(run("summary", { seed: 7 })).toEqual(run("summary", { seed: 7 }));
  const seeds = [0, 1, 2, 4294967295].map((seed) => summary({ seed }).get("P50"));
  expect(new Set(seeds).size).toBe(4);
});

test("any division of the trials among workers gives the same bits", () => {
  const trials = 2 * CHUNK + 100;
  const own = {
    uncertain: [RENT, { key: "utilization", distribution: { kind: "uniform", low: 0.4, high: 1.2 } }],
    seed: 3,
    assumptions: TNP_2025,
  } as const;
  const part = (first: number, count: number): [Float64Array, Float64Array, number] => {
    const [npv, payback] = [new Float64Array(count), new Float64Array(count)];
    return [npv, payback, simulate(own, ["npv", "payback"], first, [npv, payback])];
  };
  const whole = part(0, trials);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: trials - 1 }), { maxLength: 5 }), (cuts) => {
      const ends = [0, ...cuts.sort((a, b) => a - b), trials];
      const parts = ends.slice(1).map((end, i) => part(ends[i], end - ends[i]));
      for (const metric of [0, 1] as const)
        expect(parts.flatMap((one) => [...one[metric]])).toEqual([...whole[metric]]);
      expect(parts.reduce((sum, [, , clipped]) => sum + clipped, 0)).toBe(whole[2]);
    }),
    { numRuns: 20 },
  );
});

test("every trial of the sample is the metric of the scenario with what it drew", () => {
  fc.assert(
    fc.property(
      anyScenario,
      fc.constantFrom(...METRIC_NAMES),
      fc.uniqueArray(anyUncertain, { minLength: 1, maxLength: 3, selector: ({ key }) => key }),
      (assumptions, metric, uncertain) => {
        const [head, ...rows] = run("sample", { metric, uncertain, trials: 20, assumptions });
        expect(head).toEqual(["trial", ...uncertain.map(({ key }) => key), metric]);
        rows.forEach(([trial, ...cells], i) => {
          expect(trial).toBe(i + 1);
          const changes = uncertain.map(({ key }, k) => ({ key, value: cells[k] as number }));
          const there = complete(changed(assumptions, changes));
          const outcome = cells.at(-1);
          if (outcome instanceof ModelError) expect(() => measure(metric, there)).toThrow(ModelError);
          else expect((outcome as number) + 0).toBe(measure(metric, there) + 0);
        });
      },
    ),
    { numRuns: 100 },
  );
});

test("without variance every percentile and the mean are the deterministic metric, to the last bit", () => {
  fc.assert(
    fc.property(
      anyScenario,
      fc.constantFrom(...METRIC_NAMES),
      fc.constantFrom(...PLAIN_KEYS.filter(isContinuous)),
      fc.constantFrom("normal", "lognormal", "triangular", "uniform"),
      (assumptions, metric, key, kind) => {
        const value = assumptions[key];
        fc.pre(kind !== "lognormal" || value > 0);
        const distribution = {
          normal: { kind: "normal", mean: value, sd: 0 },
          lognormal: { kind: "lognormal", median: value, sd: 0 },
          triangular: { kind: "triangular", low: value, mode: value, high: value },
          uniform: { kind: "uniform", low: value, high: value },
        } as const;
        let expected: number;
        try {
          expected = measure(metric, assumptions) + 0;
        } catch {
          return fc.pre(false);
        }
        const found = summary({
          metric,
          uncertain: [{ key, distribution: distribution[kind as "normal"] }],
          trials: 7,
          assumptions,
        });
        for (const label of ["P5", "P50", "P95", "mean without never"])
          expect((found.get(label) as number) + 0).toBe(expected);
        expect(found.get("standard deviation without never")).toBe(0);
        expect(found.get("share clipped")).toBe(0);
      },
    ),
    { numRuns: 200 },
  );
});

test("draws beyond a limit are moved to it and counted: half of a uniform utilization of 0.5 to 1.5", () => {
  const wide: Uncertain = { key: "utilization", distribution: { kind: "uniform", low: 0.5, high: 1.5 } };
  const found = summary({ uncertain: [wide], trials: 40_000 });
  expect(Math.abs((found.get("share clipped") as number) - 0.5)).toBeLessThan(0.01); // 4 standard errors of 0.0025
  const shares = run("sample", { uncertain: [wide], trials: 1000 })
    .slice(1)
    .map(([, utilization]) => utilization as number);
  expect(Math.max(...shares)).toBe(1);
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.5);
  // A limit that is itself refused is approached, never reached.
  const negative: Uncertain = { key: "capex", distribution: { kind: "normal", mean: 1, sd: 1e6 } };
  expect(
    run("sample", { uncertain: [negative], trials: 100, metric: "npv" })
      .slice(1)
      .every(([, capex]) => (capex as number) > 0),
  ).toBe(true);
});

test("never is the worst: it stands at the end where the metric is bad, its share is told, and the mean leaves it out", () => {
  // Below 2.42 $ the cluster does not pay back within 10 years: (1.5e9 + 5 x 192e6) / (10 x 140.16e6) = 1.755.
  const low: Uncertain = { key: "rate", distribution: { kind: "uniform", low: 1, high: 3 } };
  const options = { uncertain: [low], trials: 20_000 };
  const share = (2.46e9 / 1.4016e9 - 1) / 2;
  const payback = summary(options);
  expect(Math.abs((payback.get("chance of never") as number) - share)).toBeLessThan(0.015);
  expect(payback.get("P50")).toEqual(expect.any(Number));
  expect(payback.get("P95")).toMatchObject({
    reason: "#N/A",
    message: expect.stringMatching(/^it falls among the trials without an answer, which are 0\.3/),
  });
  expect(payback.get("mean without never")).toBeLessThan(3600);

  const bleak = { ...SMALL_FLEET, residual: 0, facilityResidual: 0, facilityLife: 4, taxRate: 0 };
  const rate: Uncertain = { key: "rate", distribution: { kind: "uniform", low: 0, high: 0.5 } };
  const irr = summary({ metric: "irr", uncertain: [rate], assumptions: bleak, trials: 1000 });
  expect(METRICS.irr.rising).toBe(true);
  expect(irr.get("P5")).toMatchObject({ reason: "#N/A" }); // Half of them earn less than their opex.
  expect(irr.get("P95")).toEqual(expect.any(Number));
});

test("where no trial has an answer there is neither mean nor deviation, and of one there is no deviation", () => {
  const idle: Uncertain = { key: "utilization", distribution: { kind: "uniform", low: 0, high: 0 } };
  const none = summary({ uncertain: [idle], trials: 50 });
  expect(none.get("chance of never")).toBe(1);
  for (const label of ["P5", "P95", "mean without never", "standard deviation without never"])
    expect(none.get(label)).toBeInstanceOf(ModelError);
  const one = summary({ trials: 1 });
  expect(one.get("mean without never")).toBe(one.get("P50"));
  expect(one.get("standard deviation without never")).toMatchObject({
    reason: "#N/A",
    message: "one trial with an answer has no standard deviation",
  });
});

test("a hundred thousand rates of return of owners with debt are one call", () => {
  const assumptions = { ...SMALL_FLEET, horizon: 10, debtShare: 0.5, debtProfile: 0, cashSweep: 0.5, debtFee: 0.02 };
  const rate: Uncertain = { key: "rate", distribution: { kind: "lognormal", median: 1, sd: 0.25 } };
  const found = summary({ metric: "equityIrr", uncertain: [rate], assumptions, trials: 100_000 });
  const typical = measure("equityIrr", assumptions);
  expect(Math.abs((found.get("P50") as number) - typical)).toBeLessThan(0.01);
});

test("a sample beyond the cells of a call, and more work than a call does, are refused with the number that fits", () => {
  expect(() => run("sample", { trials: 50_000 })).toThrow("trials is 50000: a sample of 3 columns shows at most 33332");
  const falling: Uncertain = { key: "priceDecline", distribution: { kind: "uniform", low: 0, high: 0.3 } };
  expect(() =>
    run("summary", { uncertain: [falling], trials: 1_000_000, assumptions: { ...TNP_2025, horizon: 100 } }),
  ).toThrow(/^trials is 1000000: with this horizon and metric a call makes at most \d{5}$/);
});
