// No function ever gives NaN, Infinity, a blank or ragged rows, or throws without a code, whatever it is given.
// npm test takes a sample; npm run fuzz a million.

import fc from "fast-check";
import { illegal, metadata, openFunctions, type Functions } from "./rig/built";
import type { Argument, Scalar } from "./rig/functions";

declare const FUZZ_CALLS: number | undefined;
const CALLS = typeof FUZZ_CALLS === "number" ? FUZZ_CALLS : 4_000;
const BATCH = 100;

let functions: Functions;
beforeAll(async () => (functions = await openFunctions()));
afterAll(() => functions.client.close());
jest.setTimeout(24 * 3_600_000);

const NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.5,
  2,
  3,
  5,
  6,
  10,
  12,
  85,
  100,
  365,
  8760,
  16000,
  1e6,
  1.5e9,
  306e9,
  -1e9,
  1e-9,
  1e300,
  -1e300,
  5e-324,
  2 ** 53,
];
const TEXTS = [
  ...[
    "",
    " ",
    "days",
    "months",
    "years",
    "table",
    "total",
    "nbv",
    "hour",
    "year",
    "uniform",
    "keep",
    "gross",
    "additions",
    "eps",
  ],
  ...[
    "TNP-2025",
    "tnp-2025",
    "NEOCLOUD",
    "MARKET-2026",
    "AMZN-CAPEX",
    "AMZN",
    "aws_net_sales",
    "2024Q4",
    "FY2024",
    "ttm",
    "quarter",
  ],
  ...[
    "rate",
    "utilization",
    "capex",
    "payback",
    "irr",
    "npv",
    "lognormal",
    "SL",
    "MACRS",
    "half-year",
    "mid-quarter-2",
  ],
  ...[
    "rate=2.35;utilization=0.85",
    "rate=",
    "=",
    ";;",
    "rate=1;rate=2",
    "__proto__",
    "constructor",
    "toString",
    "GPUPAYBACK",
    "=GPUPAYBACK(1)",
  ],
];

const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 3, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 3, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: -5, max: 200 }) },
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom("#N/A", "#VALUE!", "#REF!", "#DIV/0!").map((error) => ({ error })) },
);

const block = (cell: fc.Arbitrary<Scalar>): fc.Arbitrary<Scalar[][]> =>
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    );

const argument: fc.Arbitrary<Argument> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: block(scalar) },
  { weight: 1, arbitrary: block(fc.constantFrom(...NUMBERS)) },
  { weight: 1, arbitrary: fc.array(fc.tuple(fc.constantFrom(...TEXTS), scalar), { minLength: 1, maxLength: 4 }) },
);

// A million trials are for those who ask for them: here a call takes milliseconds.
const call = fc
  .constantFrom(...metadata())
  .chain(({ id, parameters }) =>
    fc.tuple(
      fc.constant(id),
      fc.array(argument, { maxLength: parameters.length + (parameters.at(-1)?.repeating === true ? 2 : 0) }),
    ),
  )
  .map(([name, values]) => ({ name, values: name === "GPUMONTECARLO" ? withFewTrials(values) : values }));

function withFewTrials(values: readonly Argument[]): Argument[] {
  const [metric, distributions, , ...rest] = values;
  return [metric, distributions, 200, ...rest];
}

test(`${CALLS} calls with any arguments give what may stand in a cell`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: BATCH, maxLength: BATCH }), async (calls) => {
      const answers = await functions.host.callAll(calls);
      const wrong = answers.flatMap((answer, at) => {
        const problem = illegal(answer);
        return problem === undefined ? [] : [`${calls[at].name}(${JSON.stringify(calls[at].values)}): ${problem}`];
      });
      expect(wrong.slice(0, 5)).toEqual([]);
    }),
    { numRuns: CALLS / BATCH, endOnFailure: true },
  );
});
