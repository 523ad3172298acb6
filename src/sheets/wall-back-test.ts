// What filings said that lives and depreciation did in FY2023 to FY2025, beside what the model of the wall gives.
import { columnName } from "../host/a1";
import type { Cell } from "../host/host";
import { wallTexts as words } from "../languages/wall";
import { address, HEADER, paragraph, QUIET, type RangeStyle, type Row, SECTION } from "./block";
import { figure } from "./wall-figure";

interface Test {
  readonly company: string;
  readonly year: number;
  readonly from?: number;
  readonly to: number;
  /** The first year whose purchases are still on the books. */
  readonly since: number;
  /** False where what the model needs is not disclosed. */
  readonly possible: boolean;
  readonly why: string;
}

const { why } = words;
const TESTS: readonly Test[] = [
  { company: "MSFT", year: 2023, from: 4, to: 6, since: 2019, possible: true, why: why.MSFT2023 },
  { company: "GOOG", year: 2023, from: 4, to: 6, since: 2019, possible: true, why: why.GOOG2023 },
  { company: "AMZN", year: 2024, from: 5, to: 6, since: 2019, possible: false, why: why.AMZN2024 },
  { company: "AMZN", year: 2025, from: 6, to: 5, since: 2019, possible: false, why: why.AMZN2025 },
  { company: "META", year: 2025, from: 5, to: 5.5, since: 2020, possible: true, why: why.META2025 },
  { company: "ORCL", year: 2025, from: 5, to: 6, since: 2020, possible: false, why: why.ORCL2025 },
  { company: "META", year: 2023, to: 5, since: 2019, possible: false, why: why.charge2023 },
  { company: "META", year: 2024, to: 5, since: 2020, possible: true, why: why.charge2024 },
  { company: "META", year: 2025, to: 5.5, since: 2020, possible: true, why: why.charge2025 },
];
/** Beside the table stand the purchases that the model reads, from the column M on. */
const BESIDE = 13;
/** So many years of purchases at most, and after them the servers of each, in dollars. */
const MOST = 6;

/** `agesRow` holds the ages of the six years of purchase, oldest first, from column B to G; `million` is the cell of how many dollars that is. */
export function backTest(
  at: number,
  agesRow: number,
  million: string,
): { readonly rows: readonly Row[]; readonly styles: readonly RangeStyle[] } {
  const about = paragraph(words.backTestAbout);
  const header = at + about.length + 1;
  const first = header + 1;
  const last = header + TESTS.length;
  return {
    rows: [
      [words.backTest],
      ...about,
      [...words.backTestHeadings, null, words.purchases, ...new Array<null>(MOST - 1).fill(null), words.shares],
      ...TESTS.map((test, index) => rowOf(test, first + index, agesRow, million)),
    ],
    styles: [
      { range: `A${at}`, ...SECTION },
      { range: `A${at + 1}:A${header - 1}`, ...QUIET },
      { range: `A${header}:K${header}`, ...HEADER },
      { range: `D${header}:J${header}`, align: "right" },
      { range: `M${header}:X${header}`, ...HEADER },
      { range: `F${first}:I${last}`, numberFormat: "#,##0" },
      { range: `J${first}:J${last}`, numberFormat: "0.0%" },
      { range: `M${first}:R${last}`, numberFormat: "#,##0" },
      { range: `S${first}:X${last}`, numberFormat: "#,##0" },
    ],
  };
}

function rowOf(test: Test, row: number, agesRow: number, million: string): Row {
  const { company, year, from, to, since, possible } = test;
  const known = from === undefined ? year : year - 1;
  const field = from === undefined ? "server_depreciation" : "useful_life_effect_depreciation";
  const bought = Array.from({ length: known - since + 1 }, (_, index) => since + index);
  const all = `${address(BESIDE, row)}:${address(BESIDE + bought.length - 1, row)}`;
  const share = `${address(BESIDE + MOST, row)}:${address(BESIDE + MOST + bought.length - 1, row)}`;
  const ages = `$${columnName(MOST - bought.length + 1)}$${agesRow}:$G$${agesRow}`;
  const model =
    from === undefined
      ? `INDEX(DEPRECIATIONWATERFALL(${share},E${row},"half-year",,,,"total"),${bought.length})`
      : `DEPRECIATIONDELTA(${share},D${row},E${row},${ages})`;
  const purchases = bought.map((each): Cell => ({
    formula: `=${figure(company, "cash_capex_gross", `FY${each}`)}`,
  }));
  const empty = new Array<null>(MOST - bought.length).fill(null);
  const shares = bought.map((_, index): Cell => ({
    formula: `=$F${row}*${million}*${address(BESIDE + index, row)}/SUM(${all})`,
  }));
  const beside: Cell[] = possible ? [...purchases, ...empty, ...shares] : [];
  return [
    company,
    `FY${year}`,
    from === undefined ? words.charge : words.effect,
    from ?? null,
    to,
    possible ? { formula: `=${figure(company, "gross_servers_year_end", `FY${known}`)}` } : null,
    possible ? { formula: `=${model}/${million}` } : null,
    { formula: `=${figure(company, field, `FY${year}`)}` },
    possible ? { formula: `=G${row}-H${row}` } : null,
    possible ? { formula: `=I${row}/ABS(H${row})` } : null,
    test.why,
    null,
    ...beside,
  ];
}
