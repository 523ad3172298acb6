// No function ever gives NaN, Infinity, a blank or ragged rows, or throws without a code, whatever it is given; and twice the same
// for the same. npm test takes a sample; npm run fuzz 200,000 calls, and lists those that keep a cell waiting.

import { createContext, runInContext } from "node:vm";
import fc from "fast-check";
import { KEY_NAMES } from "../../src/model/keys";
import { built, fetchedPart, illegal, metadata, openFunctions, type Functions } from "./rig/built";
import type { Answer, Argument, Scalar } from "./rig/functions";

declare const FUZZ_CALLS: number | undefined;
const FUZZING = typeof FUZZ_CALLS === "number";
const CALLS = FUZZING ? FUZZ_CALLS : 4_000;
const BATCH = 20;
/** Every so many batches are asked twice. */
const TWICE = 5;

/** What keeps a cell waiting longer than this, in milliseconds, is listed, */
const LONG = 200;
/** and must be one of these. */
const ALLOWED: readonly (readonly [reason: string, holds: (call: Call) => boolean])[] = [
  ["up to a million random trials", ({ name, values }) => [name, values[0]].includes("GPUMONTECARLO")],
  ["a grid of more than 5,000 cells", ({ values }) => sides(values, 0) * sides(values, 1) > 5_000],
];

const NO_REASON = "for no reason that we know";

interface Call {
  readonly name: string;
  readonly values: readonly Argument[];
}

/** The most rows (0) or columns (1) of any argument. */
const sides = (values: readonly Argument[], side: 0 | 1): number =>
  Math.max(1, ...values.map((value) => (!Array.isArray(value) ? 1 : side === 0 ? value.length : value[0].length)));

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
  ...["2,35", "85%", "1e400", "NaN", "0x10", "-0", "１２３", "ß", "İ", "\u0000", "\u202e", "\ud800", "💥".repeat(30)],
  ...["rate=1e400", "horizon=100;rampMonths=1200", "horizon=0", "rate=1;".repeat(1_000), "__proto__=1"],
  ...["z".repeat(8_193), "1".repeat(32_767), " ".repeat(32_767), ";".repeat(32_767), `${" ".repeat(32_000)}=`],
  ...["x=".repeat(10_000), "2024Q".concat("1".repeat(32_000)), "percentiles", "sample", "mean", "DDB", "VDB", "DB"],
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

/** A row or a column as people have them, and sometimes a long one. */
const line = (cell: fc.Arbitrary<Scalar>): fc.Arbitrary<Scalar[][]> =>
  fc
    .tuple(fc.boolean(), fc.array(cell, { minLength: 1, maxLength: 12 }), fc.constantFrom(1, 1, 1, 5, 100))
    .map(([down, cells, times]) => {
      const long = Array.from({ length: times }, () => cells).flat();
      return down ? long.map((one) => [one]) : [long];
    });

const argument: fc.Arbitrary<Argument> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: block(scalar) },
  { weight: 1, arbitrary: block(fc.constantFrom(...NUMBERS)) },
  { weight: 1, arbitrary: line(fc.oneof(fc.constantFrom(...NUMBERS), fc.double({ min: 0, max: 100, noNaN: true }))) },
  { weight: 1, arbitrary: line(scalar) },
  { weight: 1, arbitrary: fc.array(fc.tuple(fc.constantFrom(...TEXTS), scalar), { minLength: 1, maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.tuple(fc.constantFrom<Scalar>(...KEY_NAMES), scalar), { minLength: 1, maxLength: 4 }),
  },
);

const call = fc
  .constantFrom(...metadata())
  .chain(({ id, parameters }) =>
    fc.tuple(
      fc.constant(id),
      fc.array(argument, { maxLength: parameters.length + (parameters.at(-1)?.repeating === true ? 2 : 0) }),
    ),
  )
  .map(([name, values]) => ({ name, values: name === "GPUMONTECARLO" && !FUZZING ? withFewTrials(values) : values }));

function withFewTrials(values: readonly Argument[]): Argument[] {
  const [metric, distributions, , ...rest] = values;
  return [metric, distributions, 200, ...rest];
}

const written = ({ name, values }: Call): string => {
  const text = `${name}(${JSON.stringify(values)})`;
  return text.length > 400 ? `${text.slice(0, 400)}… ${text.length}` : text;
};

const outcome = ({ value, error }: Answer): unknown => ({ value, error });

/** The functions without Microsoft's runtime around them, which takes its time for arguments of megabytes. */
function alone(): (call: Call) => Promise<void> {
  class ExcelError extends Error {}
  const associated = new Map<string, (...args: unknown[]) => unknown>();
  const associate = (id: string, run: () => unknown): unknown => associated.set(id, run);
  const globals = createContext({ CustomFunctions: { Error: ExcelError, associate } });
  runInContext("self = globalThis", globals);
  for (const script of ["functions.js", fetchedPart()]) runInContext(built(script), globals);
  return async ({ name, values }) => {
    const ranges = values.map((value) => (value === undefined || Array.isArray(value) ? (value ?? null) : [[value]]));
    const repeating =
      metadata()
        .find(({ id }) => id === name)
        ?.parameters.at(-1)?.repeating === true;
    try {
      await associated.get(name)?.(...(repeating ? [ranges[0] ?? null, ranges.slice(1)] : ranges));
    } catch (error) {
      if (!(error instanceof ExcelError)) throw error;
    }
  };
}

/** The calls of a batch that take long each time they are asked: whatever else the machine does, its fastest turn is the call's own. */
async function long(calls: readonly Call[], run: (call: Call) => Promise<void>): Promise<string[]> {
  const waits: string[] = [];
  for (const one of calls) {
    let fastest = Infinity;
    for (let turn = 0; turn < 3 && fastest > LONG; turn++) {
      const start = performance.now();
      await run(one);
      fastest = Math.min(fastest, performance.now() - start);
    }
    if (fastest <= LONG) continue;
    const reason = ALLOWED.find(([, holds]) => holds(one))?.[0] ?? NO_REASON;
    waits.push(
      `${Math.round(fastest)} ms, ${sides(one.values, 0)} × ${sides(one.values, 1)}, ${reason}: ${written(one)}`,
    );
  }
  return waits;
}

test(`${CALLS} calls with any arguments give what may stand in a cell, and twice the same`, async () => {
  const run = alone();
  let batches = 0;
  const waits: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: BATCH, maxLength: BATCH }), async (calls) => {
      const start = performance.now();
      const answers = await functions.host.callAll(calls);
      if (FUZZING && performance.now() - start > LONG) waits.push(...(await long(calls, run)));
      const wrong = answers.flatMap((answer, at) => {
        const problem = illegal(answer);
        return problem === undefined ? [] : [`${written(calls[at])}: ${problem}`];
      });
      expect(wrong.slice(0, 5)).toEqual([]);
      if (batches++ % TWICE === 0)
        expect((await functions.host.callAll(calls)).map(outcome)).toEqual(answers.map(outcome));
    }),
    { numRuns: CALLS / BATCH, endOnFailure: true },
  );
  if (FUZZING) process.stdout.write(`${waits.length} calls took more than ${LONG} ms\n${waits.join("\n")}\n`);
  expect(waits.filter((wait) => wait.includes(NO_REASON))).toEqual([]);
});
