// One's own figures come before ours, for one call, and are named as one's own wherever they count.
import "./excel";
import { table as stepTable } from "../../src/explain/step-table";
import { runnable } from "../../src/functions";
import { newTrail, watch } from "../../src/model/steps/trace";
import { ExcelError } from "./excel";

const call = (id: string, ...args: unknown[]): unknown[][] => runnable(id)?.(...args) ?? [];
const cell = (id: string, ...args: unknown[]): unknown => call(id, ...args)[0][0];

function refusal(...args: readonly [string, ...unknown[]]): string {
  try {
    call(...args);
    return "";
  } catch (error) {
    if (!(error instanceof ExcelError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

const HEADINGS = ["entity", "field", "period", "value"];
const QUARTER = ["AMZN", "aws_net_sales", "2030Q3", 60_000];

test("a table adds a quarter that we have not, and the next call knows nothing of it", () => {
  expect(cell("CAPEXDATA", "AMZN", "aws_net_sales", "2030Q3", null, [HEADINGS, QUARTER])).toBe(60_000);
  expect(refusal("CAPEXDATA", "AMZN", "aws_net_sales", "2030Q3")).toMatch(/^#N\/A: AMZN has no aws_net_sales/);
});

test("a table overrides a figure of ours, and what is computed from it", () => {
  const own = [HEADINGS, ["Amazon", "AWS net sales", "Q4 2024", 30_000]];
  expect(cell("CAPEXDATA", "AMZN", "aws_net_sales", "2024Q4", null, own)).toBe(30_000);
  // 10,632 is AWS's operating income of that quarter (Amazon 10-K FY2024).
  expect(cell("CAPEXDATA", "AMZN", "aws_operating_margin", "2024Q4", null, own)).toBeCloseTo(10_632 / 30_000, 12);
  // 25,037, 26,281 and 27,452 are the three quarters before it.
  expect(cell("CAPEXDATA", "AMZN", "aws_net_sales", "TTM2024Q4", null, own)).toBe(25_037 + 26_281 + 27_452 + 30_000);
  expect(cell("CAPEXDATA", "AMZN", "aws_net_sales", "2024Q4", "basis", own)).toBe("yours");
  expect(cell("CAPEXDATA", "AMZN", "aws_operating_margin", "2024Q4", "grade", own)).toBe("yours");
  expect(cell("CAPEXDATA", "AMZN", "aws_net_sales", "FY2024", "basis", own)).toBe("reported");
});

test("a history goes on with one's own quarters, in their order", () => {
  const own = [HEADINGS, QUARTER, ["AMZN", "aws_net_sales", "2030Q2", 59_000]];
  const rows = call("CAPEXHISTORY", "AMZN", "aws_net_sales", "2030Q1", null, null, own);
  expect(rows.slice(2)).toEqual([
    ["2030Q2", 59_000],
    ["2030Q3", 60_000],
  ]);
  expect(rows[1][1]).toBeInstanceOf(ExcelError);
});

test("a company of whom we have nothing is known by its table", () => {
  const own = [HEADINGS, ["Lambda", "cash_capex_gross", "2026Q2", 2_000], ["Lambda", "Cash capex", "2026Q3", 2_500]];
  expect(cell("CAPEXDATA", "lambda", "cash_capex_gross", "2026Q3", null, own)).toBe(2_500);
  expect(call("CAPEXHISTORY", "LAMBDA", null, null, null, null, own)).toHaveLength(3);
  expect(refusal("CAPEXDATA", "LAMBDA", "cash_capex_gross", "2026Q3")).toMatch(/^#N\/A: there is no entity "LAMBDA"/);
});

test("the split and the ratio take one's own figures", () => {
  // Amazon's purchases of 2024 were 82,999 million; a thousand more is a billion more of AI.
  const bought = [HEADINGS, ["AMZN", "purchases_ppe_gross", "FY2024", 83_999]];
  expect(cell("CAPEXSPLIT", null, 2024, "ai", null, bought)).toBeCloseTo(61.02, 9);
  expect(cell("CAPEXSPLIT", null, 2024, "ai")).toBeCloseTo(60.02, 9);
  const income = [HEADINGS, ["AMZN", "aws_operating_income", "2024Q4", 2 * 10_632]];
  const [plain, halved] = [cell("CAPEXRATIO"), cell("CAPEXRATIO", null, null, null, income)] as number[];
  // (28,293.5 - 3,650) / 10,632 is the last of four ratios.
  expect(plain - halved).toBeCloseTo(24_643.5 / 10_632 / 2 / 4, 9);
});

test("a range may hold our own sheet's headings, blank rows, units, sources and notes", () => {
  const own = [
    ["Company", "Figure", "Period", "Period end", "Value", "Unit", "Basis", "Source", "Note", "Field"],
    [null, "", "", "", "", "", "", "", "", ""],
    ["AMZN", "AWS net sales", "2030Q3", "", 60_000, "USD million", "reported", "10-Q Q3 2030", "mine", "aws_net_sales"],
  ];
  const of = (attribute: string): unknown => cell("CAPEXDATA", "AMZN", "aws_net_sales", "2030Q3", attribute, own);
  expect(of("source")).toBe("yours: 10-Q Q3 2030");
  expect(of("note")).toBe("mine");
});

test("the steps name what is one's own", () => {
  const trail = newTrail();
  const own = [HEADINGS, ["AMZN", "aws_net_sales", "2024Q4", 30_000]];
  const answer = watch(trail, () => call("CAPEXDATA", "AMZN", "aws_operating_margin", "2024Q4", null, own));
  const text = JSON.stringify(stepTable(trail, answer));
  expect(text).toContain("yours: row 2 of the table");
  expect(text).toContain("1 figure of yours");
});

test.each([
  [
    "a table without headings",
    [QUARTER],
    /^#VALUE!: table has no heading "entity", "field", "period", "value": its first row/,
  ],
  ["a heading misspelt", [["entity", "feild", "period", "value"], QUARTER], /^#VALUE!: table has no heading "field": /],
  ["headings alone", [HEADINGS], /^#VALUE!: table has headings and no figures/],
  [
    "an unknown field",
    [HEADINGS, ["AMZN", "aws_sales", "2030Q3", 1]],
    /^#N\/A: table: row 2: there is no field "aws_sales"; did you mean/,
  ],
  [
    "a computed field",
    [HEADINGS, ["AMZN", "it_spend", "2030Q3", 1]],
    /^#VALUE!: table: row 2: it_spend is computed; give total_investment, other_investment/,
  ],
  [
    "an unreadable period",
    [HEADINGS, ["AMZN", "aws_net_sales", "autumn", 1]],
    /^#VALUE!: table: row 2 has the period "autumn": write it like 2026Q3/,
  ],
  [
    "a text for a number",
    [HEADINGS, ["AMZN", "aws_net_sales", "2030Q3", "n/a"]],
    /^#VALUE!: table: row 2 has the value "n\/a": write a number/,
  ],
  [
    "a number for TRUE",
    [HEADINGS, ["AMZN", "aws_net_sales", "2030Q3", true]],
    /^#VALUE!: table: row 2 has the value "true"/,
  ],
  [
    "a row without a value",
    [HEADINGS, QUARTER, ["AMZN", "aws_net_sales", "2030Q4", ""]],
    /^#VALUE!: table: row 3 has no value/,
  ],
  ["a row without a company", [HEADINGS, ["", "aws_net_sales", "2030Q4", 1]], /^#VALUE!: table: row 2 has no entity/],
  [
    "another unit",
    [
      [...HEADINGS, "unit"],
      [...QUARTER, "USD billion"],
    ],
    /^#VALUE!: table: row 2 is in USD billion: aws_net_sales is in USD million; convert it/,
  ],
  [
    "two rows for one figure",
    [HEADINGS, QUARTER, ["Amazon", "AWS net sales", "3Q30", 1]],
    /^#VALUE!: table: rows 2 and 3 are both AMZN aws_net_sales 2030Q3: keep one/,
  ],
  [
    "an error in a cell",
    [HEADINGS, ["AMZN", "aws_net_sales", "2030Q3", new ExcelError("#DIV/0!")]],
    /^#DIV\/0!: table is #DIV\/0!: mend that cell first/,
  ],
  ["a ragged table", [HEADINGS, ["AMZN"]], /^#VALUE!: table is ragged/],
])("%s is refused in a sentence that names the row", (_, own, sentence) => {
  expect(refusal("CAPEXDATA", "AMZN", "aws_net_sales", "2030Q3", null, own)).toMatch(sentence);
  // Nothing of a refused table stays.
  expect(cell("CAPEXDATA", "AMZN", "aws_net_sales", "2024Q4")).toBe(28_786);
});
