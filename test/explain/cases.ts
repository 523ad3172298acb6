// Valid arguments of each function, for the tests that hold steps and written-out formulas to the model.
import fc from "fast-check";
import { cashPresets, presets } from "../../src/data/presets";
import { runnable } from "../../src/functions";
import type { Key, Scenario, Term } from "../../src/model/keys";
import { newTrail, type Trail, watch } from "../../src/model/steps/trace";

/** A number as a person would give it: what is nearer to 0 than a billionth is 0. */
/** From 0, in steps of a hundredth. */
const hundredths = (most: number) => fc.integer({ min: 0, max: 100 * most }).map((amount) => amount / 100);
export const some = (low: number, high: number) =>
  fc.double({ min: low, max: high, noNaN: true }).map((value) => (Math.abs(value) < 1e-9 ? Math.max(low, 0) : value));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const word = (...words: string[]) => fc.constantFrom(...words);
const down = (arbitrary: fc.Arbitrary<number>, length: number) =>
  fc.array(arbitrary, { minLength: length, maxLength: length }).map((column) => column.map((value) => [value]));

export const anyPreset = fc.constantFrom(...cashPresets().map(({ name }) => name), null);

/** Overrides as text, within what a person would try. */
const OVERRIDES: Partial<Record<Key, fc.Arbitrary<number>>> = {
  gpus: some(100, 1e5),
  capex: some(1e7, 1e10),
  itShare: some(0, 1),
  itLife: some(0.5, 12),
  facilityLife: some(0.5, 30),
  residual: some(0, 0.5),
  facilityResidual: some(0, 0.5),
  rate: some(0.5, 15),
  utilization: some(0.1, 1),
  rampMonths: some(0, 36),
  priceDecline: some(-0.2, 0.6),
  declineMethod: fc.constantFrom(0, 1),
  kwPerGpu: some(0, 3),
  otherOpexPerGpu: some(0, 30000),
  annualOpex: some(0, 1e8),
  opexFromYear: fc.integer({ min: 1, max: 8 }),
  taxRate: some(0, 0.5),
  wacc: some(-0.05, 0.3),
};

/** The terms of a deal, as a person would try them; contracts that last too long are refused. */
const TERMS = {
  itSalvage: some(0, 0.5),
  facilitySalvage: some(0, 0.5),
  timing: fc.constantFrom(0, 1),
  colocationPerKwMonth: some(0, 200),
  opexEscalation: some(-0.1, 0.2),
  powerEscalation: some(-0.1, 0.2),
  // Nobody sells all but a quadrillionth of the hours, whose rest LibreOffice rounds away.
  contractShare: fc.constantFrom(0, 0.25, 0.5, 0.8, 1),
  contractRate: some(0, 12),
  contractYears: fc.constantFrom(0, 0.5, 1, 2, 3.25),
  contractEscalation: some(-0.1, 0.1),
  prepayment: fc.oneof(fc.constant(0), some(0, 1)),
  taxMethod: fc.constantFrom(0, 1),
  bonusDepreciation: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, some(0, 1)),
  lossLimit: fc.constantFrom(1, 0.8),
  debtShare: fc.oneof(fc.constant(0), some(0, 0.8)),
  debtRate: fc.oneof(fc.constant(0), some(0, 0.2)),
  debtYears: fc.integer({ min: 1, max: 5 }),
  debtGrace: fc.constantFrom(0, 0, 1),
  debtProfile: fc.constantFrom(0, 1, 2, 3),
  dscrTarget: some(1, 2),
  debtFee: some(0, 0.03),
  cashSweep: fc.oneof(fc.constant(0), some(0, 1)),
} satisfies Record<Term, fc.Arbitrary<number>>;

const written = (changes: Readonly<Partial<Record<Key, number | undefined>>>): string =>
  Object.entries(changes)
    .map(([key, value]) => `${key}=${value}`)
    .join(";");

export const anyOverrides = fc.oneof(
  fc.record(OVERRIDES, { requiredKeys: [] }).map(written),
  fc.record({ ...OVERRIDES, ...TERMS }, { requiredKeys: [] }).map(written),
);

/** Overrides of a deal with debt. */
const anyDebt = fc.record({ ...TERMS, debtShare: some(0, 0.7) }, { requiredKeys: ["debtShare"] }).map(written);

/** One project: spent first, then receipts. */
export const anyFlows = fc
  .tuple(some(10, 1000), some(1, 400), fc.array(some(0, 400), { minLength: 1, maxLength: 12 }))
  .map(([cost, receipt, later]) => [-cost, receipt, ...later].map((flow) => [flow]));

const anyMetric = maybe(
  word(
    ...["payback", "yield", "npv", "irr", "multiple", "tco", "breakevenRate"],
    ...["equityIrr", "equityMultiple", "minDscr", "averageDscr", "debtCapacity"],
  ),
);

/** Keys that a search or a draw may move, and where. */
const MOVES = {
  rate: some(0.5, 15),
  utilization: some(0.1, 1),
  capex: some(1e8, 5e9),
  priceDecline: some(-0.2, 0.6),
  horizon: some(1, 12),
  itLife: some(1, 12),
  wacc: some(0, 0.3),
  taxRate: some(0, 0.5),
} as const satisfies Partial<Record<Key, fc.Arbitrary<number>>>;

/** Different keys, each with a list of values. */
const anySides = fc
  .uniqueArray(fc.constantFrom(...(Object.keys(MOVES) as (keyof typeof MOVES)[])), { minLength: 2, maxLength: 2 })
  .chain((keys) =>
    fc.tuple(
      ...keys.map((key) =>
        fc.tuple(
          fc.constant(key),
          fc.oneof(
            { weight: 19, arbitrary: fc.array(MOVES[key], { minLength: 1, maxLength: 2 }) },
            { weight: 1, arbitrary: fc.array(MOVES[key], { minLength: 6, maxLength: 7 }) },
          ),
        ),
      ),
    ),
  );

const anyDistribution = fc.oneof(
  fc.tuple(fc.constant("lognormal"), some(1, 10), some(0, 0.5)).map(([...row]) => ["rate", ...row, null]),
  fc
    .tuple(fc.constant("triangular"), some(0.2, 0.5), some(0.5, 0.8), some(0.8, 1.2))
    .map((row) => ["utilization", ...row]),
  fc.tuple(fc.constant("normal"), some(0, 0.3), some(0, 0.2)).map(([...row]) => ["priceDecline", ...row, null]),
  fc.tuple(fc.constant("uniform"), some(1, 4), some(4, 12)).map(([...row]) => ["horizon", ...row, null]),
  fc.tuple(fc.constant("pert"), some(1e6, 1e7), some(1e7, 2e7), some(2e7, 1e8)).map((row) => ["capex", ...row]),
  some(0, 1).map((share) => ["gpus", "discrete", 100, share, 200, 1 - share]),
);

/** Keys with their distributions, as a range, and how all of them are correlated. */
const anyDistributions = fc
  .tuple(fc.uniqueArray(anyDistribution, { minLength: 1, maxLength: 3, selector: ([key]) => key }), some(0, 1))
  .map(([rows, share]): [unknown[][], number[][]] => [
    rows.map((row) => Array.from({ length: 6 }, (_, i) => row[i] ?? null)),
    rows.map((_, i) => rows.map((_, j) => (i === j ? 1 : share))),
  ]);

const anyTranches = fc
  .array(
    fc.tuple(
      ...[some(0.1, 1), some(0.01, 0.2), fc.integer({ min: 2, max: 5 }), fc.constantFrom(0, 1)],
      word("annuity", "equal", "bullet", "sculpted"),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((rows) => {
    const all = rows.reduce((sum, [share]) => sum + share, 0);
    return rows.map(([share, ...others], i) => [`tranche ${i + 1}`, share / all, ...others]);
  });

const anyPhases = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(0, 1, 2.5), some(0, 4)), some(100, 1e4), some(1, 6), some(1, 8)), {
    minLength: 1,
    maxLength: 3,
  })
  .map((rows) => [["start", "gpus", "horizon", "rate"], ...rows]);

export const CASES: Readonly<Record<string, fc.Arbitrary<unknown[]>>> = {
  GPURATE: fc.array(fc.tuple(some(0, 20), some(0.01, 1)), { minLength: 1, maxLength: 5 }).map((pairs) => {
    const all = pairs.reduce((sum, [, weight]) => sum + weight, 0);
    return [pairs.map(([rate]) => [rate]), pairs.map(([, weight]) => [weight / all])];
  }),
  GPUREVENUE: fc.tuple(maybe(some(1, 1e6)), maybe(some(0, 50)), maybe(some(0, 1)), maybe(some(1, 8784))),
  GPUYIELD: fc.tuple(
    maybe(some(1e6, 1e11)),
    maybe(some(1, 1e6)),
    maybe(some(0, 50)),
    maybe(some(0, 1)),
    maybe(some(0, 1e9)),
  ),
  GPUPAYBACK: fc.tuple(
    ...[maybe(some(1e6, 5e9)), maybe(some(1000, 1e5)), maybe(some(0.5, 15)), maybe(some(0.2, 1)), maybe(some(0, 1e8))],
    ...[maybe(some(-0.2, 0.6)), maybe(some(0, 36)), maybe(some(-0.05, 0.3)), maybe(fc.integer({ min: 0, max: 4 }))],
    maybe(word("days", "months", "years")),
  ),
  DEPRECIATIONDELTA: fc.tuple(
    ...[maybe(down(some(0, 1e9), 3)), maybe(some(0.5, 15)), maybe(some(0.5, 15))],
    maybe(fc.oneof(fc.constant("uniform"), down(some(0, 12), 3))),
    ...[maybe(some(0, 0.9)), fc.integer({ min: 1, max: 12 }), maybe(fc.constantFrom(1, 4))],
    ...[maybe(word("prospective", "additions", "gross")), maybe(word("expense", "keep"))],
    ...[maybe(word("expense", "opincome", "netincome", "eps", "table")), maybe(some(0, 0.5)), some(1, 1e9)],
  ),
  GPUPRICEDECLINE: fc.tuple(
    maybe(some(1, 20)),
    maybe(some(1, 20)),
    maybe(fc.constantFrom(0.5, 1, 2)),
    maybe(fc.constantFrom(2, 4, 6)),
  ),
  GPUPRICEPATH: fc.tuple(
    maybe(some(0, 20)),
    maybe(some(-1, 0.95)),
    maybe(fc.integer({ min: 1, max: 30 })),
    maybe(word("annual", "continuous")),
  ),
  GPUTCO: fc.tuple(
    ...[
      maybe(some(1000, 2e5)),
      maybe(some(0.5, 15)),
      maybe(some(0, 3)),
      maybe(some(1, 2)),
      maybe(some(0, 0.3)),
      maybe(some(0, 300)),
    ],
    ...[
      maybe(some(0, 20000)),
      maybe(some(-0.1, 0.4)),
      maybe(some(0, 0.9)),
      maybe(some(0.05, 1)),
      maybe(word("hour", "year", "table")),
    ],
  ),
  GPUTOKENCOST: fc.tuple(maybe(some(0, 10)), maybe(some(10, 20000)), maybe(some(0.05, 1))),
  GPUTOKENMARGIN: fc.tuple(
    // As people write them: of a share of all but a quadrillionth LibreOffice leaves nothing.
    ...[maybe(hundredths(20)), maybe(hundredths(10)), maybe(some(10, 20000)), maybe(some(0.05, 1))],
    ...[maybe(hundredths(5)), maybe(hundredths(1)), maybe(hundredths(1)), maybe(hundredths(1))],
    maybe(word("table", "revenue", "margin", "breakevenUtilization", "breakevenPrice")),
  ),
  CAPEXANNUALCOST: fc.tuple(
    maybe(some(1, 1e12)),
    maybe(some(0.5, 40)),
    maybe(fc.oneof(some(-0.3, 0.5), some(-1e-4, 1e-4))),
    maybe(some(0, 0.9)),
  ),
  CAPEXREVENUENEEDED: fc.tuple(maybe(some(1, 1e12)), maybe(some(0.5, 40)), maybe(some(0.01, 1)), maybe(some(0, 0.5))),
  GPUCASHFLOW: fc.tuple(anyPreset, anyOverrides, maybe(some(1, 15)), maybe(word("table", "freeCashFlow", "tax"))),
  GPUNPV: fc.oneof(
    fc.tuple(maybe(some(-0.3, 0.5)), anyPreset, anyOverrides, maybe(some(1, 15))),
    fc.tuple(maybe(some(-0.3, 0.5)), anyFlows),
  ),
  GPUIRR: fc.oneof(fc.tuple(anyPreset, anyOverrides, maybe(some(1, 15))), fc.tuple(anyFlows)),
  GPUDEBT: fc.oneof(
    fc.tuple(
      ...[anyPreset, anyDebt, maybe(some(5, 12))],
      maybe(word("table", "dscr", "equityFlow", "minDscr", "averageDscr", "llcr", "capacity")),
    ),
    fc.tuple(anyPreset, anyDebt, maybe(some(5, 12)), maybe(word("table", "interest", "minDscr")), anyTranches),
  ),
  GPUEQUITYIRR: fc.tuple(anyPreset, anyDebt, maybe(some(5, 15))),
  GPUEQUITYMULTIPLE: fc.tuple(anyPreset, anyDebt, maybe(some(5, 15))),
  GPUFLEET: fc.tuple(
    ...[maybe(anyPhases), anyPreset, anyOverrides],
    maybe(word("table", "phases", "freeCashFlow", "discountedCumulative")),
  ),
  GPUMULTIPLE: fc.tuple(anyPreset, anyOverrides, maybe(some(1, 15)), maybe(fc.boolean())),
  DEPRECIATIONSCHEDULE: fc.tuple(
    ...[
      maybe(some(1000, 1e6)),
      maybe(some(0, 900)),
      maybe(fc.oneof(fc.integer({ min: 1, max: 12 }), some(0.5, 12), fc.constantFrom(3, 5, 7, 15))),
    ],
    ...[maybe(word("SL", "SYD", "DB", "DDB", "VDB", "MACRS"))],
    maybe(word("full-year", "half-year", "mid-quarter-1", "mid-quarter-2", "mid-quarter-3", "mid-quarter-4")),
    maybe(fc.constantFrom(1, 2, 4)),
  ),
  DEPRECIATIONWATERFALL: fc.tuple(
    ...[maybe(down(some(0, 1e9), 8)), maybe(some(0.5, 8)), maybe(word("full-year", "half-year", "mid-quarter-3"))],
    ...[some(0, 1e9), some(0.5, 6), maybe(some(0, 0.5)), maybe(word("table", "total", "nbv"))],
  ),
  DEPRECIATIONACCELERATED: fc.tuple(
    ...[maybe(some(1, 1e10)), maybe(some(6, 30)), maybe(some(0.5, 6)), maybe(fc.constant(0.5))],
    maybe(word("incremental", "old", "new", "table")),
  ),
  GPUSENSITIVITY: fc
    .tuple(anyMetric, anySides, anyPreset, anyOverrides)
    .map(([metric, [[rowKey, rows], [columnKey, columns]], preset, overrides]) => [
      ...[metric, rowKey, rows.map((value) => [value]), columnKey, [columns], preset, overrides],
    ]),
  GPUTORNADO: fc.tuple(
    ...[anyMetric, maybe(some(0.01, 1.5))],
    fc
      .oneof(
        { weight: 19, arbitrary: fc.subarray(Object.keys(MOVES), { minLength: 1, maxLength: 2 }) },
        { weight: 1, arbitrary: fc.subarray(Object.keys(MOVES), { minLength: 6 }) },
      )
      .map((keys) => keys.join(";")),
    ...[anyPreset, anyOverrides],
  ),
  GPUGOALSEEK: fc.oneof(
    fc.tuple(word("payback"), some(50, 2000), word("rate", "utilization", "capex", "gpus"), anyPreset, anyOverrides),
    fc.tuple(word("irr", "multiple", "yield"), some(0.01, 1.5), word("rate", "capex"), anyPreset, anyOverrides),
    fc.tuple(word("npv"), some(0, 1e8), word("rate", "horizon", "wacc", "priceDecline"), anyPreset, anyOverrides),
    fc.tuple(word("tco", "breakevenRate"), some(1, 3), word("capex", "horizon"), anyPreset, anyOverrides),
  ),
  GPUBREAKEVEN: fc.tuple(
    ...[maybe(word("rate", "utilization", "capex", "life", "priceDecline")), maybe(some(-0.05, 0.5))],
    ...[anyPreset, anyOverrides],
  ),
  GPUMONTECARLO: anyDistributions.chain(([rows, correlations]) =>
    fc.tuple(
      ...[anyMetric, fc.constant(rows), fc.integer({ min: 1, max: 3 }), maybe(fc.integer({ min: 0, max: 1000 }))],
      ...[maybe(word("summary", "percentiles", "sample")), anyPreset, anyOverrides],
      ...[maybe(fc.constant(correlations)), maybe(some(-1, 1))],
    ),
  ),
  DEPRECIATIONBASE: fc.tuple(
    some(1, 1e10),
    some(5, 9),
    some(1, 4),
    maybe(fc.oneof(fc.constant("uniform"), some(0, 4))),
  ),
  CAPEXDATA: fc.tuple(
    fc.constant("AMZN"),
    word(
      ...["aws_net_sales", "total_investment", "it_spend", "aws_operating_margin", "aws_net_sales_growth"],
      ...["it_spend_to_aws_operating_income", "it_spend_to_aws_net_sales", "total_investment_growth"],
    ),
    word("2023Q1", "2023Q4", "2024Q3", "FY2023", "FY2024", "TTM2023Q4", "TTM2024Q2", "TTM2024Q4"),
  ),
  CAPEXHISTORY: fc.tuple(
    fc.constant("AMZN"),
    fc
      .uniqueArray(
        word("aws_net_sales", "total_investment", "it_spend", "aws_operating_margin", "aws_net_sales_growth"),
        {
          minLength: 1,
        },
      )
      .map((fields) => [fields]),
    maybe(word("2020Q4", "FY2022", "2023Q2")),
    maybe(word("2024Q1", "FY2024")),
    maybe(word("quarter", "year", "ttm")),
  ),
  CAPEXSPLIT: fc.tuple(
    maybe(word("AMZN")),
    maybe(fc.constantFrom(2023, 2024)),
    maybe(word("table", "ai", "general", "other", "it", "total")),
    maybe(fc.constantFrom(1, 1e6, 1e9)),
  ),
  CAPEXRECONCILE: fc.tuple(fc.integer({ min: 1, max: 43 })),
  CAPEXRATIO: fc.tuple(maybe(down(some(1, 1e5), 4)), maybe(down(some(1, 1e5), 4)), maybe(word("mean", "pooled"))),
};

/** Of functions that only look figures up: there is no step to recalculate. */
export const LOOKUP_CASES: Readonly<Record<string, fc.Arbitrary<unknown[]>>> = {
  CAPEXSCENARIO: fc.constantFrom(...presets()).chain(({ name, parameters, facts }) => {
    const keys = [...parameters, ...facts].map(({ key }) => key);
    return fc.tuple(fc.constant(name), maybe(fc.constantFrom(...keys)));
  }),
};

/** The arguments of any other function behind its name; it answers with that function's steps and leaves none of its own. */
export const EXPLAINED_CASES: fc.Arbitrary<[string, unknown[]]> = fc
  .constantFrom(...Object.keys(CASES))
  .chain((id) => CASES[id].map((args): [string, unknown[]] => [id, args]));

/** Any scenario within what a person would try. */
export const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  gpus: some(100, 1e5),
  capex: some(1e6, 1e10),
  itShare: some(0, 1),
  itLife: some(0.5, 12),
  facilityLife: some(0.5, 30),
  residual: some(0, 0.5),
  facilityResidual: some(0, 0.5),
  rate: some(0.5, 15),
  utilization: some(0.1, 1),
  rampMonths: fc.oneof(fc.constant(0), some(0, 36)),
  priceDecline: fc.oneof(fc.constant(0), some(-0.2, 0.6)),
  declineMethod: fc.constantFrom(0, 1),
  hoursPerYear: some(1000, 8784),
  kwPerGpu: some(0, 3),
  pue: some(1, 2),
  pricePerKwh: some(0, 0.3),
  otherOpexPerGpu: some(0, 30000),
  annualOpex: some(0, 1e8),
  opexFromYear: fc.integer({ min: 1, max: 8 }),
  taxRate: some(0, 0.5),
  wacc: some(-0.05, 0.3),
  horizon: fc.oneof(fc.integer({ min: 1, max: 15 }), some(0.5, 15)),
  basis: fc.integer({ min: 0, max: 4 }),
});

/** The same with the terms of a deal, each of them told or left out. */
export const anyDeal: fc.Arbitrary<Scenario> = fc
  .tuple(anyScenario, fc.record(TERMS, { requiredKeys: [] }))
  .map(([scenario, terms]) => ({ ...scenario, ...terms }));

/** Every key of a scenario, terms included. */
export const anyFullDeal = fc
  .tuple(anyScenario, fc.record(TERMS))
  .map(([scenario, terms]) => ({ ...scenario, ...terms }));

/** The trail of a call, or undefined where the function has no answer to these arguments. */
export function trailOf(id: string, args: readonly unknown[]): Trail | undefined {
  const trail = newTrail();
  try {
    watch(trail, () => runnable(id)?.(...args));
  } catch (error) {
    if ((error as { code?: string }).code === undefined) throw error;
    return undefined;
  }
  return trail;
}
