// The keeper's path: what a file brings, what it contradicts, and what is refused.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileOf, merged, read } from "../../src/data/keeping";
import { DOCUMENTS } from "../../src/data/pack";

const HEADINGS = "entity,field,period,value,document,basis,grade,accession,operands";
const SOURCE = '"Amazon 10-Q Q3 2026, page 4",reported,A,0001018724-26-000099,';

test("a table's new figure is shown and becomes a document, what is known already is nothing new", () => {
  const rows = read(
    `${HEADINGS}\nAMZN,aws_net_sales,2026Q3,45000,${SOURCE}\nAMZN,aws_net_sales,FY2024,107556,${SOURCE}`,
  );
  const { lines, issues, added } = merged(DOCUMENTS, rows);
  expect(issues).toEqual([]);
  expect(lines).toEqual(["new: AMZN aws_net_sales 2026Q3 = 45000 (A, Amazon 10-Q Q3 2026, page 4)"]);
  expect(added).toEqual([
    {
      entity: "AMZN",
      document: "Amazon 10-Q Q3 2026, page 4",
      accession: "0001018724-26-000099",
      basis: "reported",
      grade: "A",
      figures: [{ field: "aws_net_sales", values: { "2026Q3": 45000 } }],
    },
  ]);
});

test("rows of one line of a document become one line of it, in the layout in which the file stands", () => {
  const rows = read(
    `${HEADINGS}\nAMZN,aws_net_sales,2026Q3,45000,${SOURCE}\nAMZN,aws_net_sales,2026Q4,48000,${SOURCE}\nAMZN,rpo,2026Q3,500000,${SOURCE}`,
  );
  const { added } = merged(DOCUMENTS, rows);
  expect(added.map(({ figures }) => figures)).toEqual([
    [
      { field: "aws_net_sales", values: { "2026Q3": 45000, "2026Q4": 48000 } },
      { field: "rpo", values: { "2026Q3": 500_000 } },
    ],
  ]);
  const file = readFileSync(join(__dirname, "../../src/data/dataset/hyperscalers.json"), "utf8");
  expect(fileOf(JSON.parse(file))).toBe(file);
});

test("what contradicts a figure is refused by its row, and so are two rows for one figure", () => {
  const known = read(`${HEADINGS}\nAMZN,aws_net_sales,FY2024,107557,${SOURCE}`);
  expect(merged(DOCUMENTS, known).issues).toEqual([
    "row 2: AMZN aws_net_sales FY2024 is 107557, and 107556 is known: say which is restated, or mend it",
  ]);
  const twice = read(`${HEADINGS}\nAMZN,rpo,2026Q3,1,${SOURCE}\nAMZN,rpo,2026Q3,2,${SOURCE}`);
  expect(merged(DOCUMENTS, twice).issues).toHaveLength(1);
});

test.each([
  ["entity,field,period\nAMZN,rpo,2026Q3", /the first row has no heading "value"/],
  [`${HEADINGS}\nAMZN,rpo,2026Q3,"1,000",${SOURCE}`, /row 2 has the value "1,000": write a number/],
  [`${HEADINGS}\nAMZN,rpo,2026Q3,,${SOURCE}`, /row 2 has the value ""/],
  [`${HEADINGS}\nAMZN,rpo,2026Q3,1,memory,recalled,D,,`, /row 2 has grade D, from memory: leave the figure out/],
  [`${HEADINGS}\nAMZN,rpo`, /row 2 has 2 cells for 9 headings/],
  ['{"cik": 1, "facts": {}}', /the company with the number 1 at the SEC is none of AMZN, /],
])("a spoiled file is refused: %j", (text, sentence) => {
  expect(() => read(text)).toThrow(sentence);
});

/** Amazon's purchases of 2019 as its filings gave them: 3,290 and 3,562 by quarter, 11,549 for nine months, 16,861 for the year. */
test("companyfacts: quarters stand alone, year-to-date amounts are differenced, and what was restated stands beside the first", () => {
  const fact = (start: string, end: string, val: number, form: string, filed: string) => {
    return { start, end, val: val * 1e6, accn: "0001018724-19-000043", form, filed };
  };
  const USD = [
    fact("2019-01-01", "2019-03-31", 3290, "10-Q", "2019-04-26"),
    fact("2019-01-01", "2019-06-30", 6852, "10-Q", "2019-07-26"),
    fact("2019-01-01", "2019-09-30", 11549, "10-Q", "2019-10-25"),
    fact("2019-01-01", "2019-12-31", 16861, "10-K", "2020-01-31"),
    fact("2019-01-01", "2019-12-31", 16862, "10-K", "2021-01-29"),
    fact("2018-04-01", "2019-03-31", 13619, "10-Q", "2019-04-26"),
  ];
  const rows = read(
    JSON.stringify({ cik: 1018724, facts: { "us-gaap": { PaymentsToAcquireProductiveAssets: { units: { USD } } } } }),
  );
  expect(rows.map(({ value }) => value)).not.toContain(13619);
  expect(
    rows.map(({ period, value, said }) => [period, value, said.grade, said.operands ?? said.vintage ?? ""]),
  ).toEqual(
    expect.arrayContaining([
      ["2019Q1", 3290, "A", ""],
      ["2019Q2", 3562, "C", "6852 - 3290"],
      ["2019Q3", 4697, "C", "11549 - 6852"],
      ["2019Q4", 5313, "C", "16862 - 11549"],
      ["FY2019", 16861, "A", "first reported"],
      ["FY2019", 16862, "A", "restated"],
    ]),
  );
});
