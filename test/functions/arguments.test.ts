// What users give: omitted, blank, wrong, too much. Each gets its Excel error and a sentence that names the argument and the fix.
import fc from "fast-check";
import { ExcelError } from "./excel";
import { functionIds, runnable } from "../../src/functions";
import { CHOICES, KEY_NAMES } from "../../src/model/keys";
import { newTrail, watch } from "../../src/model/steps/trace";

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

test.each([
  [["GPUPAYBACK", "cheap"], '#VALUE! capex is the text "cheap": it must be a number'],
  [["GPUPAYBACK", [["1500000000"]]], '#VALUE! capex is the text "1500000000": it must be a number'],
  [["GPUPAYBACK", true], "#VALUE! capex is TRUE: it must be a number"],
  [["GPUPAYBACK", -1], "#VALUE! capex is -1: it must be above 0"],
  [["GPUPAYBACK", null, null, null, 85], "#VALUE! utilization is 85: write 0.85 or 85%"],
  [["GPUPAYBACK", [[]]], "#VALUE! capex is an empty range: give it at least one cell"],
  [["GPUPAYBACK", []], "#VALUE! capex is an empty range: give it at least one cell"],
  [["GPUPAYBACK", [[1, 2], [3]]], "#VALUE! capex is ragged: every row of the range needs 2 cells"],
  [
    ["GPUPAYBACK", column(1, 2), null, column(1, 2, 3)],
    "#VALUE! capex is 2 × 1 and rate is 3 × 1 (rows × columns): give both the same shape, or one value",
  ],
  [["GPUPAYBACK", new Array(1_000_000).fill([1])], "#VALUE! capex has 1000000 × 1 cells: a call takes at most 100000"],
  [
    ["GPUPAYBACK", new Array(400).fill([1]), null, [new Array(400).fill(1)]],
    "#VALUE! the answer has 400 × 400 cells: a call gives at most 100000",
  ],
  [["GPUPAYBACK", null, null, null, null, null, null, null, null, column(0, 3)], undefined],
  [
    ["GPUPAYBACK", null, null, null, null, null, null, null, null, null, "weeks"],
    '#VALUE! unit is "weeks": write "days" or "months" or "years"',
  ],
  [["GPUPAYBACK", null, null, null, null, null, 1], "#VALUE! priceDecline is 1: it must be below 1"],
  [["GPUREVENUE", null, null, null, column(1, 2)], "#VALUE! hoursPerYear is a range of 2 × 1 cells: give it one value"],
  [
    ["GPURATE", column(1, 2), [[0.5, 0.5, 0]]],
    "#VALUE! rates has 2 values and mix 3: give each rent its share of the hours",
  ],
  [
    [
      "GPURATE",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    "#VALUE! rates is a range of 2 × 2 cells: give one row or one column",
  ],
  [["DEPRECIATIONDELTA", 100, 0], "#DIV/0! oldLife is 0: it must be above 0"],
  [["DEPRECIATIONDELTA", 100, 6, 5, "old"], '#VALUE! age is "old": write "uniform"'],
  [
    ["DEPRECIATIONDELTA", column(1, 2), 6, 5, column(1, 2, 3)],
    "#VALUE! cost has 2 values and age 3: give each vintage its age",
  ],
  [
    ["DEPRECIATIONDELTA", 100, 6, 5, null, null, null, null, null, null, "eps"],
    '#VALUE! shares is omitted: measure "eps" needs the number of shares outstanding',
  ],
  [["DEPRECIATIONDELTA", 100, 6, 5, null, null, 1201], "#VALUE! periods is 1201: it must be at most 1,200"],
  [["GPUCASHFLOW", "TNP-2052"], expect.stringMatching(/^#N\/A there is no preset "TNP-2052".*TNP-2025/)],
  [["GPUCASHFLOW", "AMZN-CAPEX"], expect.stringMatching(/^#N\/A AMZN-CAPEX is a data sheet, not a scenario/)],
  [
    ["GPUCASHFLOW", "rate=2"],
    '#VALUE! scenario is "rate=2": that is an override; leave scenario empty and give it as overrides',
  ],
  [["GPUCASHFLOW", 5], '#VALUE! scenario is 5: give a preset\'s name such as "TNP-2025", or a range of key and value'],
  [["GPUCASHFLOW", null, "rat=2"], expect.stringMatching(/^#N\/A there is no key "rat"; did you mean rate/)],
  [["GPUCASHFLOW", null, "rate=2;RATE=3"], "#VALUE! overrides gives rate twice: keep one"],
  [["GPUCASHFLOW", null, "rate"], '#VALUE! overrides: "rate" has no value: write key=value, and ; between them'],
  [["GPUCASHFLOW", null, "rate=dear"], '#VALUE! overrides: rate is "dear": write a number such as rate=2.35'],
  [["GPUCASHFLOW", null, 7], '#VALUE! overrides is 7: write it as text, such as "rate=2.35;utilization=0.85"'],
  [["GPUCASHFLOW", null, "utilization=85"], "#VALUE! utilization is 85: write 0.85 or 85%"],
  [["GPUCASHFLOW", null, "utilization=1.1"], "#VALUE! utilization is 1.1: write 0.011 or 1.1%"],
  [["GPUCASHFLOW", null, "priceDecline=100"], "#VALUE! priceDecline is 100: it must be below 1"],
  [
    ["GPUCASHFLOW", null, "gpus=16,000"],
    '#VALUE! overrides: gpus is "16,000", which may be 16000 or 16.0000: write one of these',
  ],
  [
    ["GPUCASHFLOW", null, "GPUS = 16.000 "],
    '#VALUE! overrides: gpus is "16.000", which may be 16000 or 16.0000: write one of these',
  ],
  [
    ["GPUCASHFLOW", null, "capex=$1,500 M"],
    '#VALUE! overrides: capex is "$1,500 M", which may be $1500 M or $1.5000 M: write one of these',
  ],
  [
    ["GPUCASHFLOW", [["gpus", "8,760"]]],
    '#VALUE! scenario: gpus is "8,760", which may be 8760 or 8.7600: write one of these',
  ],
  [["GPUCASHFLOW", null, [["rate", 2, "$"]]], "#VALUE! overrides is a range of 3 columns: give two, key and value"],
  [
    [
      "GPUCASHFLOW",
      null,
      [
        ["rate", 2],
        [3, 4],
      ],
    ],
    "#VALUE! overrides: 3 stands where a key is due: the first column holds keys",
  ],
  [["GPUCASHFLOW", null, null, 101], "#VALUE! years is 101: it must be at most 100"],
  [
    ["GPUCASHFLOW", null, null, null, "profit"],
    expect.stringMatching(/^#VALUE! output is "profit": write "table" or "year"/),
  ],
  [["GPUNPV", 0.1, column(-1, 2), "rate=2"], "#VALUE! overrides change a scenario: leave them out when you give flows"],
  [["GPUNPV", 0.1, column(-1, 2), null, 5], "#VALUE! years is a scenario's horizon: leave it out when you give flows"],
  [["GPUNPV", 0.1, column(-1, "x", 3)], '#VALUE! flow 2 is the text "x": it must be a number'],
  [["GPUMULTIPLE", null, null, null, "maybe"], '#VALUE! net is "maybe": write TRUE or FALSE'],
  [
    ["CAPEXEXPLAIN", "GPUPAYBAK"],
    expect.stringMatching(/^#N\/A there is no function "GPUPAYBAK"; did you mean GPUPAYBACK/),
  ],
] as const)("%j", ([id, ...args], sentence) => {
  const answer = call(id, ...args);
  if (sentence === undefined) expect(answer).toMatch(/^#VALUE! basis is a range of 2 × 1 cells: give it one value$/);
  else expect(answer).toEqual(sentence);
});

/** The schedule with these overrides; bonus depreciation wants the tax method that knows it. */
const schedule = (overrides: string): unknown =>
  call("GPUCASHFLOW", null, overrides.startsWith("bonus") ? `${overrides};taxMethod=MACRS` : overrides);

test.each(KEY_NAMES.filter((key) => CHOICES[key] === undefined))(
  "the number that is proposed for %s is taken",
  (key) => {
    const [, proposed] = /such as (.*)$/.exec(String(schedule(`${key}=dear`))) ?? [];
    expect(proposed).toMatch(new RegExp(`^${key}=[0-9.]+$`));
    expect(schedule(String(proposed))).toEqual(expect.any(Array));
  },
);

test("a share that is proposed for a percentage is taken", () => {
  const proposals = KEY_NAMES.flatMap((key) =>
    [1.5, 4, 5, 8.5, 40, 85, 99, 100].flatMap((value) => {
      const [, proposed] = /: write ([0-9.]+) or/.exec(String(schedule(`${key}=${value}`))) ?? [];
      return proposed === undefined ? [] : [`${key}=${proposed}`];
    }),
  );
  expect(proposals.length).toBeGreaterThan(100);
  for (const proposal of proposals) expect([proposal, schedule(proposal)]).toEqual([proposal, expect.any(Array)]);
});

test("a text that goes on for ever is quoted in part", () => {
  expect(call("GPUPAYBACK", "x".repeat(1_000_000))).toBe(
    `#VALUE! capex is the text "${"x".repeat(40)}…": it must be a number`,
  );
});

test("an error in a cell passes on with the argument's name", () => {
  expect(call("GPUPAYBACK", new ExcelError("#N/A"))).toBe("#N/A capex is #N/A: mend that cell first");
  expect(call("GPUPAYBACK", [[{ errorCode: "#REF!" }]])).toBe("#VALUE! capex is #REF!: mend that cell first");
  expect(call("GPUPAYBACK", [[{ odd: 1 }]])).toBe("#VALUE! capex is an error: mend that cell first");
});

test("omitted, null, blank and empty text are the same; 0 is 0", () => {
  const expected = call("GPUPAYBACK");
  for (const blank of [undefined, null, "", [[null]], [[""]], [[undefined]]])
    expect(call("GPUPAYBACK", blank, blank, blank, blank)).toBe(expected);
  expect(call("GPUPAYBACK", 0)).toBe("#VALUE! capex is 0: it must be above 0");
});

test("a vector gives, cell by cell, what single calls give, and a bad row is an error in its own cell", () => {
  const rates = [9.4, 2.35, "x", 0, -1, null];
  const answers = (call("GPUPAYBACK", null, null, column(...rates)) as unknown[][]).map(([cell]) =>
    cell instanceof ExcelError ? `${cell.code} ${cell.message}` : cell,
  );
  expect(answers).toEqual(rates.map((rate) => call("GPUPAYBACK", null, null, rate)));
});

test("a column by a row makes a grid", () => {
  const grid = call("GPUREVENUE", column(1, 2), [[10, 20, 30]], 1, 100) as unknown[][];
  expect(grid).toEqual([
    [1000, 2000, 3000],
    [2000, 4000, 6000],
  ]);
});

test("a blank in a range of flows is a flow of 0, as null, empty text and 0 are", () => {
  const expected = call("GPUIRR", column(-100, 0, 121));
  expect(expected).toBeCloseTo(0.1, 12);
  for (const blank of [null, "", undefined]) expect(call("GPUIRR", column(-100, blank, 121))).toBe(expected);
});

test("several projects stand in rows; one bad project is an error in its own row", () => {
  const rows = [
    [-100, 110],
    [100, 110],
    [-100, "x"],
  ];
  const answers = call("GPUIRR", rows) as unknown[][];
  expect(answers[0][0]).toBeCloseTo(0.1, 12);
  expect(answers.slice(1).map(([cell]) => (cell as ExcelError).message)).toEqual([
    expect.stringContaining("never change sign"),
    'flow 2 is the text "x": it must be a number',
  ]);
});

test("a scenario may be a range of key and value; its heading, blank rows and blank values are left out", () => {
  const range = [
    ["Key", "Value"],
    ["rate", 2.35],
    [null, null],
    ["Utilization", "85%"],
    ["capex", ""],
  ];
  expect(call("GPUMULTIPLE", range)).toBe(call("GPUMULTIPLE", "TNP-2025", "rate=2.35;utilization=0.85"));
  expect(call("GPUMULTIPLE", "tnp-2025", "rate=2,35; utilization = 85% ;")).toBe(call("GPUMULTIPLE", range));
  expect(call("GPUMULTIPLE", null, "declineMethod=continuous;priceDecline=0.1")).toBe(
    call("GPUMULTIPLE", null, "declineMethod=1;priceDecline=0.1"),
  );
});

test("overrides win over the scenario, and years over both", () => {
  expect((call("GPUCASHFLOW", "NEOCLOUD", "horizon=3", null, "year") as unknown[][]).length).toBe(4);
  expect((call("GPUCASHFLOW", "NEOCLOUD", "horizon=3", 7, "year") as unknown[][]).length).toBe(8);
});

test("an explanation names every step and ends with the cell's value", () => {
  const rows = call("CAPEXEXPLAIN", "gpupayback", [[[1.5e9]], [[16000]], [[2.35]]]) as unknown[][];
  expect(rows[0]).toEqual(["Step", "Name", "Formula", "Inputs", "Value", "Unit", "Source"]);
  expect(rows.find((row) => row[1] === "Payback" && row[5] === "days")?.[4]).toBe(
    call("GPUPAYBACK", 1.5e9, 16000, 2.35),
  );
  expect(rows.map((row) => row[4])).toContain("1639.46 days of a 360-day year = 1662.23 calendar days");
});

test("an explanation of a call without an answer ends with its sentence", () => {
  const rows = call("CAPEXEXPLAIN", "GPUPAYBACK", [[[0]]]) as unknown[][];
  expect(rows.at(-1)).toEqual(["", "No answer", "", "", "#VALUE!", "", "capex is 0: it must be above 0"]);
});

test("watching one cell of a vector shows its steps and changes no value", () => {
  const trail = newTrail();
  const rates = column(9.4, 2.35);
  const watched = watch(trail, () => runnable("GPUPAYBACK")?.(null, null, rates), { row: 1, column: 0 });
  expect(watched).toEqual(call("GPUPAYBACK", null, null, rates));
  expect(trail.entries.find((entry) => entry.kind === "input" && entry.key === "rate")).toMatchObject({ value: 2.35 });
});

/** What Excel could hand to any parameter. */
const anyCell = fc.oneof(
  fc.double(),
  fc.integer({ min: -5, max: 2000 }),
  fc.constantFrom(
    null,
    undefined,
    "",
    true,
    false,
    0,
    1,
    -1,
    0.5,
    1e308,
    -1e308,
    5e-324,
    "uniform",
    "table",
    "TNP-2025",
    "rate=2",
    "AMZN",
    "2024Q4",
    "payback",
    "=1+1",
    "\u202E",
  ),
  fc.string({ maxLength: 12 }),
  fc.constant(new ExcelError("#DIV/0!")),
);
const anyArgument = fc.oneof(
  { weight: 3, arbitrary: anyCell },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.array(fc.array(anyCell, { maxLength: 3 }), { maxLength: 4 }) },
);

test.each(functionIds())(
  "%s never gives anything but full rows of numbers, texts, truths and errors with a sentence",
  (id) => {
    const parameters = runnable(id)?.length ?? 0;
    fc.assert(
      fc.property(fc.array(anyArgument, { maxLength: parameters }), (args) => {
        let rows: unknown[][];
        try {
          rows = runnable(id)?.(...args) as unknown[][];
        } catch (error) {
          expect(error).toBeInstanceOf(ExcelError);
          expect((error as ExcelError).message.length).toBeGreaterThan(5);
          return;
        }
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows) {
          expect(row.length).toBe(rows[0].length);
          for (const cell of row) {
            const fine =
              typeof cell === "string" ||
              typeof cell === "boolean" ||
              (typeof cell === "number" && Number.isFinite(cell) && !Object.is(cell, -0)) ||
              (cell instanceof ExcelError && cell.message.length > 5);
            if (!fine) throw new Error(`${id}: ${String(cell)} leaves`);
          }
        }
      }),
      { numRuns: 150 },
    );
  },
);

test("a text of overrides means what a person writes: signs of money, thousands, shares, full-width signs and line breaks", () => {
  const plain = call("GPUNPV", null, "NEOCLOUD", "gpus=16000;capex=210000000;utilization=0.82;rate=2.35");
  for (const text of [
    "gpus=16 000;capex=$210M;utilization=82 %;rate=2,35",
    "gpus = 16000 ; capex = 210,000,000.0 ; utilization = 82% ; rate = $2.35",
    "ｇｐｕｓ＝１６０００；capex＝２１０ million；utilization＝８２％；rate＝２．３５",
    "gpus=16'000\ncapex=0.21bn\nutilization=82\u00A0%\nrate=2.35",
  ])
    expect([text, call("GPUNPV", null, "NEOCLOUD", text)]).toEqual([text, plain]);
});
