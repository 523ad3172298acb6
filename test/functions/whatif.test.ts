// The what-if functions as a cell calls them: defaults, mistakes, and where each cell of an answer comes from.
import fc from "fast-check";
import { ExcelError } from "./excel";
import { runnable } from "../../src/functions";
import type { Entry, Focus, Input, Step, Trail } from "../../src/model/steps/trace";
import { newTrail, watch } from "../../src/model/steps/trace";
import { CASES } from "../explain/cases";

/** The answer, or the error with its sentence. */
function call(id: string, ...args: unknown[]): unknown {
  try {
    const rows = runnable(id)?.(...args) as unknown[][];
    return rows.length === 1 && rows[0].length === 1 ? rows[0][0] : rows;
  } catch (error) {
    if (error instanceof ExcelError) return `${error.code} ${error.message}`;
    throw error;
  }
}

const column = (...values: unknown[]): unknown[][] => values.map((value) => [value]);

/** Draws of as many keys as the matrix has rows, two at least. */
const correlated = (correlations: unknown): unknown[] => {
  const keys = ["rate", "capex", "utilization"].slice(
    0,
    Array.isArray(correlations) ? Math.max(2, correlations.length) : 2,
  );
  const rows = keys.map((key) => [key, "normal", null, 0.1]);
  return ["GPUMONTECARLO", null, rows, 10, null, null, null, null, correlations];
};

const draws = (...rows: unknown[][]): unknown[] => ["GPUMONTECARLO", null, rows, 10];

test.each([
  [["GPUSENSITIVITY", "paybak"], '#N/A metric is "paybak": did you mean payback, yield, npv?'],
  [["GPUSENSITIVITY", 7], /^#N\/A metric is "7": did you mean /],
  [["GPUSENSITIVITY", null, "rat"], /^#N\/A rowKey is "rat": did you mean rate, /],
  [
    ["GPUSENSITIVITY", null, null, null, "utilisation"],
    /^#N\/A columnKey is "utilisation": did you mean utilization, /,
  ],
  [["GPUSENSITIVITY", null, "capex"], "#VALUE! rowValues is omitted: give the values of capex"],
  [["GPUSENSITIVITY", null, null, null, "rate"], "#VALUE! rowKey and columnKey are both rate: give two keys"],
  [
    ["GPUSENSITIVITY", null, "utilization", column(0.5, 85), "rate"],
    "#VALUE! rowValues: utilization is 85: write 0.85 or 85%",
  ],
  [["GPUSENSITIVITY", null, null, column(1, "two")], '#VALUE! rowValues is the text "two": it must be a number'],
  [["GPUSENSITIVITY", null, null, column(1, true)], "#VALUE! rowValues is TRUE: it must be a number"],
  [["GPUSENSITIVITY", null, "priceDecline", column(0, 1)], "#VALUE! rowValues: priceDecline is 1: it must be below 1"],
  [
    ["GPUSENSITIVITY", null, "opexFromYear", column(1.5)],
    "#VALUE! rowValues: opexFromYear is 1.5: it must be a whole number",
  ],
  [
    [
      "GPUSENSITIVITY",
      null,
      null,
      [
        [1, 2],
        [3, 4],
      ],
    ],
    "#VALUE! rowValues is a range of 2 × 2 cells: give one row or one column",
  ],
  [["GPUSENSITIVITY", null, null, null, null, null, "TNP-2052"], /^#N\/A there is no preset "TNP-2052"/],
  [
    ["GPUSENSITIVITY", null, null, null, null, null, null, "ratee=1"],
    /^#N\/A there is no key "ratee"; did you mean rate, /,
  ],

  [["GPUTORNADO", null, 0], "#VALUE! swing is 0: it must be above 0"],
  [["GPUTORNADO", null, 20], "#VALUE! swing is 20: write 0.2 or 20%"],
  [["GPUTORNADO", null, null, "rate;rat"], /^#N\/A keys is "rat": did you mean rate, /],
  [["GPUTORNADO", null, null, column("rate", "capex", "rate")], "#VALUE! keys names rate twice: keep one"],
  [["GPUTORNADO", null, null, column("rate", 5)], /^#N\/A keys is "5": did you mean /],
  [
    ["GPUTORNADO", null, null, "basis"],
    '#VALUE! keys is "basis", which takes whole numbers only: name a key that can move a little',
  ],

  [["GPUGOALSEEK", "irr"], "#VALUE! target is omitted: give the irr that is sought"],
  [["GPUGOALSEEK", null, "soon"], '#VALUE! target is the text "soon": it must be a number'],
  [
    ["GPUGOALSEEK", null, null, "opexFromYear"],
    '#VALUE! key is "opexFromYear", which takes whole numbers only: name a key that can move a little',
  ],
  [["GPUGOALSEEK", null, null, null, null, null, 5, 4], "#VALUE! low is 5 and high 4: high must be above low"],
  [["GPUGOALSEEK", null, null, null, null, null, -5], "#VALUE! low: rate is -5: it must be at least 0"],
  [
    ["GPUGOALSEEK", null, 4000],
    "#N/A no rate from 0 to 1000000 brings the payback to 4000 days: it is without an answer at 0 and 0.00385274 days at 1000000",
  ],

  [["GPUBREAKEVEN", "wacc"], /^#N\/A key is "wacc": did you mean /],
  [["GPUBREAKEVEN", null, 85], "#VALUE! irr is 85: write 0.85 or 85%"],
  [["GPUBREAKEVEN", null, -1], "#VALUE! irr is -1: it must be above -1"],
  [
    ["GPUBREAKEVEN", "utilization", null, "MARKET-2026", "rate=0.9"],
    "#N/A no utilization from 0 to 1 earns exactly 0 a year: the flows are then worth -1497730000 $ at 0 and -236294000 $ at 1",
  ],

  [["GPUMONTECARLO", null, null, 2_000_000], "#VALUE! trials is 2000000: it must be at most 1,000,000"],
  [["GPUMONTECARLO", null, null, 0], "#VALUE! trials is 0: it must be at least 1"],
  [["GPUMONTECARLO", null, null, null, 1.5], "#VALUE! seed is 1.5: it must be a whole number"],
  [
    ["GPUMONTECARLO", null, null, null, null, "mean"],
    '#VALUE! output is "mean": write "summary" or "percentiles" or "sample"',
  ],
  [
    ["GPUMONTECARLO", null, null, 10, 1, null, null, "rate=0"],
    "#VALUE! rate is 0: a lognormal needs a median above 0; give distributions",
  ],
  [
    ["GPUMONTECARLO", null, "rate, normal, 9, 1"],
    "#VALUE! distributions must be a range with a key, a kind and its parameters in each row",
  ],
  [
    ["GPUMONTECARLO", null, [["rate", "normal"]]],
    "#VALUE! distributions must be a range with a key, a kind and its parameters in each row",
  ],
  [
    draws(["rate", null, 9, 1]),
    "#VALUE! distributions, row 1 needs a key and a kind, such as rate, lognormal, 9.4, 0.25",
  ],
  [
    draws(["rate", "gauss", 9, 1]),
    '#VALUE! distributions, row 1 is "gauss": write "normal" or "lognormal" or "triangular" or "uniform" or "pert" or "discrete"',
  ],
  [draws(["ratio", "normal", 9, 1]), /^#N\/A distributions, row 1 is "ratio": did you mean rate, /],
  [
    draws(["rate", "normal", 9, 1], ["basis", "uniform", 0, 4]),
    '#VALUE! distributions, row 2 is "basis", which takes whole numbers only: name a key that can move a little',
  ],
  [draws(["rate", "normal", 9, 1], ["rate", "uniform", 1, 2]), "#VALUE! distributions names rate twice: keep one row"],
  [draws(["rate", "normal", 9, -1]), "#VALUE! distributions, row 1: sd is -1: it must be at least 0"],
  [draws(["rate", "normal", 9, null]), "#VALUE! distributions, row 1: normal takes mean, sd: sd is blank"],
  [draws(["rate", "normal", 9, 1, 2]), "#VALUE! distributions, row 1: normal takes mean, sd and nothing more"],
  [draws(["rate", "normal", "9", 1]), '#VALUE! distributions, row 1: mean is the text "9": it must be a number'],
  [
    draws(["rate", "normal", 1e16, 1]),
    "#VALUE! distributions, row 1: mean is 10000000000000000: it must be within 1000000000000000",
  ],
  [draws(["rate", "lognormal", 0, 0.2]), "#VALUE! distributions, row 1: median is 0: a lognormal needs one above 0"],
  [draws(["utilization", "normal", 85, 5]), "#VALUE! distributions, row 1: utilization is 85: write 0.85 or 85%"],
  [draws(["utilization", "uniform", 70, 95]), "#VALUE! distributions, row 1: utilization is 70: write 0.7 or 70%"],
  [draws(["rate", "uniform", -3, -1]), "#VALUE! distributions, row 1: rate is -1: it must be at least 0"],
  [draws(["rate", "uniform", 3, 1]), "#VALUE! distributions, row 1: low, high are 3, 1: they must not fall"],
  [
    draws(["rate", "triangular", 1, 5, 4]),
    "#VALUE! distributions, row 1: low, mode, high are 1, 5, 4: they must not fall",
  ],
  [draws(["rate", "pert", 1, 5, 4]), "#VALUE! distributions, row 1: low, mode, high are 1, 5, 4: they must not fall"],
  [
    draws(["rate", "discrete", 1, 0.5, null, 0.5]),
    "#VALUE! distributions, row 1: discrete takes value, probability, value, probability, ...: value 2 is blank",
  ],
  [
    draws(["rate", "discrete", 1, 0.5, 2]),
    "#VALUE! distributions, row 1: discrete takes value, probability, value, probability, ...: probability 2 is blank",
  ],
  [
    draws(["rate", "discrete", 1, 0.5, 2, 50]),
    "#VALUE! distributions, row 1: probability 2 is 50: it must be from 0 to 1",
  ],
  [
    draws(["rate", "discrete", 1, 0.5, 2, 0.4]),
    "#VALUE! distributions, row 1: the probabilities sum to 0.9: they must sum to 1",
  ],
  [draws(["utilization", "discrete", 85, 1]), "#VALUE! distributions, row 1: utilization is 85: write 0.85 or 85%"],
  [
    draws(["rate", "discrete", ...Array.from({ length: 101 }, (_, i) => [i + 1, 1 / 101]).flat()]),
    "#VALUE! distributions, row 1 has 101 values: at most 100",
  ],
  [
    correlated([[1, 0.5]]),
    "#VALUE! correlations is a range of 1 × 2 cells: it must be 2 × 2, a row and a column for each row of distributions",
  ],
  [
    correlated(0.5),
    "#VALUE! correlations is a range of 1 × 1 cells: it must be 2 × 2, a row and a column for each row of distributions",
  ],
  [
    correlated([
      [1, 0.5],
      [0.5, 0],
    ]),
    "#VALUE! correlations, row 2, column 2 is 0: a key and itself have a correlation of 1",
  ],
  [
    correlated([
      [1, 5],
      [5, 1],
    ]),
    "#VALUE! correlations, row 1, column 2 is 5: it must be from -1 to 1",
  ],
  [
    correlated([
      [1, 0.5],
      [0.4, 1],
    ]),
    "#VALUE! correlations, row 1, column 2 is 0.5: write the same in row 2, column 1",
  ],
  [
    correlated([
      [1, "half"],
      [0.4, 1],
    ]),
    '#VALUE! correlations, row 1, column 2 is the text "half": it must be a number',
  ],
  [
    correlated([
      [1, 0.9, -0.9],
      [0.9, 1, 0.5],
      [-0.9, 0.5, 1],
    ]),
    "#VALUE! correlations, row 3, column 1 is -0.9: no numbers are correlated so, as the rows above leave no room for it; bring it nearer to what they say",
  ],
  [
    ["GPUMONTECARLO", null, null, 10, 1, null, null, null, null, "low"],
    '#VALUE! target is the text "low": it must be a number',
  ],
] as [unknown[], string | RegExp][])("%j is %s", ([id, ...args], expected) => {
  expect(call(id as string, ...args)).toEqual(
    typeof expected === "string" ? expected : expect.stringMatching(expected),
  );
});

test("omitted values are the article's or the scenario's", () => {
  const written = [
    [
      "GPUSENSITIVITY",
      "payback",
      "rate",
      column(2.35, 4.7, 6.88, 9.4, 12.29),
      "utilization",
      [[0.4, 0.6, 0.8, 1]],
      "TNP-2025",
    ],
    ["GPUTORNADO", "payback", 0.2, [["rate", "utilization", "capex", "gpus", "otherOpexPerGpu"]], "TNP-2025"],
    ["GPUGOALSEEK", "payback", 365, "rate", "TNP-2025", null, 0, 1e6],
    ["GPUBREAKEVEN", "rate", 0, "TNP-2025"],
    ["GPUMONTECARLO", "payback", [["rate", "lognormal", 9.4, 0.25]], 10000, 1, "summary", "TNP-2025"],
  ] as [string, ...unknown[]][];
  for (const [id, ...args] of written) expect(call(id)).toEqual(call(id, ...args));
  expect(call("GPUSENSITIVITY", null, "utilization", null, "rate")).toEqual(
    call("GPUSENSITIVITY", null, "utilization", column(0.4, 0.6, 0.8, 1), "rate", column(2.35, 4.7, 6.88, 9.4, 12.29)),
  );
  const blankCentre = [
    ["rate", "lognormal", null, 0.3, null],
    [null, null, null, null, null],
    ["itLife", "triangular", 1, "", 20],
  ];
  const told = [
    ["rate", "lognormal", 2.35, 0.3, ""],
    ["itLife", "triangular", 1, 10, 20],
  ];
  expect(call("GPUMONTECARLO", null, blankCentre, 50, 1, null, "MARKET-2026")).toEqual(
    call("GPUMONTECARLO", null, told, 50, 1, null, "MARKET-2026"),
  );
});

test("keys may come as a row, a column or a text; names in any case", () => {
  const asText = call("GPUTORNADO", "NPV", 0.1, "Rate; capex,GPUS");
  expect(call("GPUTORNADO", "npv", 0.1, column("rate", "", "capex", "gpus"))).toEqual(asText);
  expect(call("GPUTORNADO", "npv", 0.1, [["rate", "capex", "gpus"]])).toEqual(asText);
});

test("what a search finds, the other functions agree with", () => {
  const rate = call("GPUBREAKEVEN", "rate", 0.15, "NEOCLOUD") as number;
  expect(call("GPUIRR", "NEOCLOUD", `rate=${rate}`)).toBeCloseTo(0.15, 9);
  const capex = call("GPUGOALSEEK", "npv", 0, "capex", "NEOCLOUD") as number;
  expect(Math.abs(call("GPUNPV", null, "NEOCLOUD", `capex=${capex}`) as number)).toBeLessThan(1e-9 * capex);
  const life = call("GPUGOALSEEK", "multiple", 1, "horizon", "TNP-2025") as number;
  expect(call("GPUMULTIPLE", "TNP-2025", `horizon=${life}`)).toBeCloseTo(1, 9);
});

/** The step or input that a cell of the answer names. */
function holder(trail: Trail, path: readonly string[], key: string): Input | Step | undefined {
  let entries: readonly Entry[] = trail.entries;
  for (const scope of path) {
    const found = entries.find((entry) => entry.kind === "case" && entry.key === scope);
    entries = found?.kind === "case" ? found.entries : [];
  }
  return entries.find((entry): entry is Input | Step => entry.kind !== "case" && entry.key === key);
}

/** Runs a call under watch; each cell of the answer must be the value of the step or input it names. */
function holdSpill(id: string, args: readonly unknown[], at: Focus): Trail | undefined {
  const trail = newTrail();
  let answer: unknown[][];
  try {
    answer = watch(trail, () => runnable(id)?.(...args) as unknown[][], at);
  } catch (error) {
    if (!(error instanceof ExcelError)) throw error;
    return undefined;
  }
  const codes = (rows: unknown[][]): unknown[][] =>
    rows.map((row) => row.map((cell) => (cell instanceof ExcelError ? cell.code : cell)));
  expect(codes(answer)).toEqual(codes(runnable(id)?.(...args) as unknown[][]));
  expect(trail.spill).toHaveLength(answer.length);
  trail.spill?.forEach((row, i) =>
    row.forEach((cell, j) => {
      const shown = answer[i][j];
      if ("text" in cell) {
        expect(cell.text).toBe(shown instanceof ExcelError ? shown.code : shown);
        return;
      }
      const found = holder(trail, cell.path, cell.key);
      const value = found?.kind === "input" ? found.value : found?.result;
      const [down, across] = cell.index;
      expect(Array.isArray(value) ? value[down + across] : value).toBe(shown);
    }),
  );
  return trail;
}

const WHATIF = ["GPUSENSITIVITY", "GPUTORNADO", "GPUGOALSEEK", "GPUBREAKEVEN", "GPUMONTECARLO"];

test.each(WHATIF)(
  "%s: every cell of the answer is the value of the step it names, and explaining changes no bit",
  (id) => {
    holdSpill(id, [], { row: 0, column: 0 });
    fc.assert(
      fc.property(CASES[id], fc.nat(8), fc.nat(8), (args, row, column) => void holdSpill(id, args, { row, column })),
      { numRuns: 60 },
    );
  },
);

const cases = (trail: Trail | undefined): string[] =>
  (trail?.entries ?? []).flatMap((entry) => (entry.kind === "case" ? [entry.key] : []));

test("a small grid is explained whole, a large one in the cell that is asked for; a heading stands for the cell beside it", () => {
  const seven = column(1, 2, 3, 4, 5, 6, 7);
  const at = (row: number, column: number): string[] =>
    cases(holdSpill("GPUSENSITIVITY", [null, null, seven], { row, column }));
  expect(cases(holdSpill("GPUSENSITIVITY", [], { row: 0, column: 0 }))).toHaveLength(20);
  expect(at(6, 3)).toEqual(["row6column3"]);
  expect(at(0, 2)).toEqual(["row1column2"]);
  expect(at(0, 0)).toEqual(["row1column1"]);
});

test("a long tornado is explained in the row that is asked for", () => {
  const keys = "rate;capex;gpus;utilization;otherOpexPerGpu;horizon";
  const answer = call("GPUTORNADO", null, null, keys) as unknown[][];
  const trail = holdSpill("GPUTORNADO", [null, null, keys], { row: 4, column: 1 });
  expect(cases(trail)).toEqual(["base", answer[4][0]]);
  expect(trail?.notes.join()).toContain("the steps are those of one key: select another row to see its own");
});

test("of a sample the first ten trials are explained, and the one that is asked for", () => {
  const ten = Array.from({ length: 10 }, (_, i) => `trial${i + 1}`);
  const args = ["npv", null, 500, 1, "sample"];
  expect(cases(holdSpill("GPUMONTECARLO", args, { row: 0, column: 0 }))).toEqual(ten);
  expect(cases(holdSpill("GPUMONTECARLO", args, { row: 7, column: 2 }))).toEqual(ten);
  expect(cases(holdSpill("GPUMONTECARLO", args, { row: 321, column: 2 }))).toEqual([...ten, "trial321"]);
  expect(cases(holdSpill("GPUMONTECARLO", [null, null, 3], { row: 0, column: 0 }))).toEqual(ten.slice(0, 3));
});

test("a sentence about a case names the case", () => {
  const trail = holdSpill("GPUSENSITIVITY", [null, null, column(9.4), null, column(1)], { row: 1, column: 1 });
  expect(trail?.notes).toEqual(["rate = 9.4, utilization = 1: 409.87 days of a 360-day year = 415.56 calendar days"]);
});

test("where flows have several rates of return, the rate rises with the rent, and its sign is that of what is left", () => {
  const overrides = "priceDecline=0.5;otherOpexPerGpu=6000";
  const rents = [22, 23, 24, 25, 26, 28, 32];
  const grid = call("GPUSENSITIVITY", "irr", "rate", column(...rents), "utilization", column(1), null, overrides);
  const rates = (grid as unknown[][]).slice(1).map(([, rate]) => rate as number);
  for (const [i, rate] of rates.entries()) {
    if (i > 0) expect(rate).toBeGreaterThan(rates[i - 1] as number);
    const told = `${overrides};rate=${rents[i]}`;
    expect(call("GPUIRR", null, told)).toBe(rate);
    const worth = (discount: number): number => call("GPUNPV", discount, null, told) as number;
    expect([rents[i], worth(rate - 1e-4) > 0, worth(rate + 1e-4) < 0]).toEqual([rents[i], true, true]);
    const found = call("GPUGOALSEEK", "irr", rate, "rate", null, overrides, 20, 40) as number;
    expect(found).toBeCloseTo(rents[i] as number, 6);
  }
});
