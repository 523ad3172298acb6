// Files of one's own figures: what is right is taken as it stands, and of what is spoiled nothing.
import fc from "fast-check";
import { figures } from "../../src/data/dataset";
import { FILE_COLUMNS, figureFile, readFigureFile } from "../../src/data/figure-file";

const MILLION = 1e6;

interface FactLine {
  readonly start: string;
  readonly end: string;
  readonly val: unknown;
  readonly filed: string;
}

const fact = (start: string, end: string, millions: number, filed: string): FactLine => ({
  start,
  end,
  val: millions * MILLION,
  filed,
});

/** A file as the SEC writes it. */
const companyFacts = (cik: number, tags: Readonly<Record<string, readonly FactLine[]>>, unit = "USD"): string =>
  JSON.stringify({
    cik,
    entityName: "COMPANY",
    facts: {
      "us-gaap": Object.fromEntries(
        Object.entries(tags).map(([tag, lines]) => [
          tag,
          {
            label: tag,
            units: { [unit]: lines.map((line) => ({ ...line, accn: "0001018724-26-000004", form: "10-Q" })) },
          },
        ]),
      ),
    },
  });

const AMAZON = 1018724;
const TAG = "PaymentsToAcquireProductiveAssets";
// Amazon's purchases of 2025 as filed: quarters of 25,019, 32,183, 35,095 and 39,522 million (10-Qs of 2025, 10-K FY2025).
const TO_DATE = [
  fact("2025-01-01", "2025-03-31", 25_019, "2025-05-02"),
  fact("2025-01-01", "2025-06-30", 57_202, "2025-08-01"),
  fact("2025-01-01", "2025-09-30", 92_297, "2025-10-31"),
  fact("2025-01-01", "2025-12-31", 131_819, "2026-02-06"),
];

const valuesOf = (text: string): Record<string, number> =>
  Object.fromEntries(readFigureFile(text).map(([, , period, value]) => [period, value]));

test("what is filed for the year to date becomes quarters, and durations are told apart", () => {
  const twelveMonths = fact("2024-04-01", "2025-03-31", 93_093, "2025-05-02");
  expect(valuesOf(companyFacts(AMAZON, { [TAG]: [...TO_DATE, twelveMonths] }))).toEqual({
    "2025Q1": 25_019,
    "2025Q2": 32_183,
    "2025Q3": 35_095,
    "2025Q4": 39_522,
    FY2025: 131_819,
  });
});

test("of what was restated the last filing counts, and the first stays in its source", () => {
  const restated = fact("2025-01-01", "2025-12-31", 131_820, "2027-02-05");
  const rows = readFigureFile(companyFacts(AMAZON, { [TAG]: [restated, TO_DATE[3]] }));
  expect(rows).toHaveLength(1);
  expect(rows[0].slice(2, 4)).toEqual(["FY2025", 131_820]);
  expect(rows[0][5]).toContain("restated: first reported 131819");
});

test("Amazon's purchases stand under its own tag, others' under the usual one", () => {
  const quarter = [fact("2026-07-01", "2026-09-30", 50_000, "2026-10-30")];
  const of = (cik: number, tag: string): string[] =>
    readFigureFile(companyFacts(cik, { [tag]: quarter })).map((row) => row[1]);
  expect(of(AMAZON, TAG)).toEqual(["purchases_ppe_gross"]);
  expect(of(1652044, "PaymentsToAcquirePropertyPlantAndEquipment")).toEqual(["cash_capex_gross"]);
  expect(() => of(AMAZON, "PaymentsToAcquirePropertyPlantAndEquipment")).toThrow(/none of the tags/);
});

test("a company whose quarters are not the calendar's has them by its own fiscal years", () => {
  const oracle = [
    fact("2025-06-01", "2025-08-31", 8_502, "2025-09-24"),
    fact("2025-06-01", "2026-05-31", 55_663, "2026-06-20"),
  ];
  expect(valuesOf(companyFacts(1341439, { PaymentsToAcquirePropertyPlantAndEquipment: oracle }))).toEqual({
    FY2026Q1: 8_502,
    FY2026: 55_663,
  });
});

test("a field whose tag changed has the years of both tags, of one period the tag in use now", () => {
  // Amazon 10-K FY2017 (SalesRevenueNet) and FY2018: net sales of 177,866 and 232,887 million.
  const of2017 = fact("2017-01-01", "2017-12-31", 177_866, "2018-02-02");
  const of2018 = fact("2018-01-01", "2018-12-31", 232_887, "2019-02-01");
  const file = companyFacts(AMAZON, {
    SalesRevenueNet: [of2017, { ...of2018, val: MILLION }],
    RevenueFromContractWithCustomerExcludingAssessedTax: [of2018],
  });
  expect(valuesOf(file)).toEqual({ FY2017: 177_866, FY2018: 232_887 });
});

test("what is exported is imported as it was, whatever its texts hold", () => {
  const some = figures().filter(({ entity, period }) => entity === "AMZN" && period.startsWith("2024Q"));
  expect(some.length).toBeGreaterThan(20);
  const back = readFigureFile(figureFile(some));
  expect(back.map((row) => row.slice(0, 6))).toEqual(
    some.map(({ entity, field, period, value, unit, source }) => [entity, field, period, value, unit, source]),
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (text) => {
      const note = text.replace(/[\u0000\r]/g, "").trim();
      const [[, , , , , , read]] = readFigureFile(figureFile([{ ...some[0], note }]));
      expect(read).toBe(/^'[=+\-@]/.test(note) ? note.slice(1) : note);
    }),
    { numRuns: 200 },
  );
});

test("semicolons, tabs, thousands and a mark of byte order are read", () => {
  const lines = (separator: string, value: string): string =>
    `\uFEFF${["entity", "field", "period", "value"].join(separator)}\r\n${["AMZN", "aws_net_sales", "2026Q3", value].join(separator)}\r\n`;
  for (const text of [lines(";", "45,000"), lines("\t", "45000"), lines(",", '"45,000"')])
    expect(readFigureFile(text).map((row) => row[3])).toEqual([45_000]);
});

const HEAD = FILE_COLUMNS.slice(0, 4).join(",");
const csv = (...lines: readonly string[]): string => [HEAD, ...lines].join("\n");
const amazon = (lines: readonly FactLine[]): string => companyFacts(AMAZON, { [TAG]: lines });

/** Each says why in a sentence that names the place. */
const SPOILED: readonly (readonly [string, string, RegExp])[] = [
  ["an empty file", "  \n", /^the file is empty$/],
  ["a workbook for a text", "PK\u0003\u0004\u0000\u0000", /^the file is not text/],
  ["half of a JSON file", amazon(TO_DATE).slice(0, 200), /^the file is damaged/],
  ["JSON of another kind", '{"rate": 3}', /^the file names no company: this is no companyfacts file/],
  ["a list", "[1, 2]", /^the file is not there: this is no companyfacts file/],
  ["another company's facts", companyFacts(320193, { [TAG]: TO_DATE }), /^the company with the number 320193/],
  ["facts without dollars", companyFacts(AMAZON, { [TAG]: TO_DATE }, "EUR"), /is in EUR, not in USD$/],
  [
    "a fact with a text for a value",
    amazon([{ ...TO_DATE[0], val: "25,019" }]),
    /fact 1 has the value "25,019": it must be a number$/,
  ],
  ["a fact without a date", amazon([{ ...TO_DATE[0], end: "soon" }]), /fact 1 has a date that cannot be read$/],
  [
    "a fact that ends before it begins",
    amazon([{ ...TO_DATE[0], end: "2024-01-01" }]),
    /fact 1 ends on 2024-01-01, before it begins$/,
  ],
  [
    "facts whose quarters miss their year",
    amazon([
      ...TO_DATE.slice(0, 3),
      fact("2025-01-01", "2025-12-31", 131_819, "2026-02-06"),
      fact("2025-10-01", "2025-12-31", 9_522, "2026-02-06"),
    ]),
    /the quarters of FY2025 add up to 101819, the year is 131819/,
  ],
  [
    "a table without headings",
    "AMZN,aws_net_sales,2026Q3,45000",
    /^file has no heading "entity", "field", "period", "value"/,
  ],
  ["headings alone", HEAD, /^file has headings and no figures/],
  ["an open quotation mark", csv('AMZN,aws_net_sales,"2026Q3,45000'), /^the file ends within quotation marks/],
  ["an unknown field", csv("AMZN,aws_sales,2026Q3,45000"), /^file: row 2: there is no field "aws_sales"; did you mean/],
  ["a computed field", csv("AMZN,it_spend,FY2025,1"), /^file: row 2: it_spend is computed/],
  ["an unreadable period", csv("AMZN,aws_net_sales,summer,1"), /^file: row 2 has the period "summer"/],
  [
    "a number as elsewhere",
    csv('AMZN,aws_net_sales,2026Q3,"45.000,5"'),
    /^file: row 2 has the value "45.000,5": write a number/,
  ],
  ["a row cut off", csv("AMZN,aws_net_sales,2026Q3,45000", "AMZN,aws_net_sales"), /^file: row 3 has no period/],
  [
    "two rows for one figure",
    csv("AMZN,aws_net_sales,2026Q3,45000", "Amazon,AWS net sales,Q3 2026,45001"),
    /^file: rows 2 and 3 are both AMZN aws_net_sales 2026Q3/,
  ],
  [
    "billions for millions",
    csv("AMZN,aws_net_sales,2026Q3,45"),
    /^AMZN aws_net_sales 2026Q3 is 45 and ours of the years before \d+: is it in USD million\?/,
  ],
  ["dollars for millions", csv("AMZN,aws_net_sales,2026Q3,45000000000"), /is it in USD million\?/],
  [
    "another unit",
    `${HEAD},unit\nAMZN,aws_net_sales,2026Q3,45,USD billion`,
    /^file: row 2 is in USD billion: aws_net_sales is in USD million/,
  ],
  [
    "a segment above its company",
    csv("AMZN,aws_net_sales,2026Q3,45000", "AMZN,total_net_sales,2026Q3,44000"),
    /aws_net_sales is 45000, more than total_net_sales, 44000/,
  ],
  [
    "a quarter against our year",
    csv("AMZN,aws_net_sales,2024Q4,38786"),
    /the quarters of FY2024 add up to 117556, the year is 107556/,
  ],
  [
    "a purchase with a minus",
    csv("AMZN,purchases_ppe_gross,2026Q3,-50000"),
    /purchases_ppe_gross 2026Q3 is -50000: it is given without a minus/,
  ],
];

test("there are more than twenty spoiled files", () => expect(SPOILED.length).toBeGreaterThan(20));

test.each(SPOILED)("%s loads nothing and says why", (_, text, why) => {
  expect(() => readFigureFile(text)).toThrow(why);
});
