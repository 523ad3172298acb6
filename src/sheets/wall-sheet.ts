// The depreciation wall: servers under lives of three to six years, by company, with a back-test. Method: docs/depreciation-wall.md.
import type { Cell, SheetPlan } from "../host/host";
import { wallTexts as words } from "../languages/wall";
import { address, ASSUMPTION, HEADER, paragraph, QUIET, type RangeStyle, type Row, SECTION, TITLE } from "./block";
import { imprint, marksOf } from "./imprint";
import { type Stamp, stamped } from "./stamp";
import { backTest } from "./wall-back-test";
import { figure } from "./wall-figure";

const COMPANIES = [
  { id: "AMZN", life: 6 },
  { id: "MSFT", life: 6 },
  { id: "GOOG", life: 6 },
  { id: "META", life: 5.5 },
] as const;
const LIVES = [6, 5, 4, 3];
const LATEST = 2025;
/** Servers are bought over so many years at most: the longest life in use. */
const YEARS_BOUGHT = [2020, 2021, 2022, 2023, 2024, 2025];
const AGES = [5.5, 4.5, 3.5, 2.5, 1.5, 0.5];
const YEARS = [2026, 2027, 2028, 2029, 2030];
const MONEY = "#,##0";
/** Functions take dollars, filings print millions. */
const MILLION = 1_000_000;
const WIDTHS = [40, 17, 17, 17, 26, 18, 17, 20, 17, 26, 60];
/** Beside the totals stands the chart, which needs so many rows below them. */
const CHART_ROWS = 10;

/** A row that stands under a heading of its own, as its part of the sheet. */
interface Part {
  readonly rows: readonly Row[];
  readonly styles: readonly RangeStyle[];
}

export function wallSheet(name: string, stamp: Stamp): SheetPlan {
  const cells: Row[] = [[words.title], ...paragraph(words.about), [stamped(stamp)], []];
  const styles: RangeStyle[] = [
    { range: "A1", ...TITLE },
    { range: `A2:A${cells.length - 1}`, ...QUIET },
  ];
  const add = ({ rows, styles: own }: Part): void => {
    cells.push(...rows, []);
    styles.push(...own);
  };
  const growth = cells.length + 2;
  add({
    rows: [[words.assumptions], [words.growth, 0, words.growthSource], [words.million, MILLION]],
    styles: [
      { range: `A${growth - 1}`, ...SECTION },
      { range: `B${growth}`, ...ASSUMPTION, numberFormat: "0.0%" },
      { range: `C${growth}`, ...QUIET },
      { range: `B${growth + 1}`, numberFormat: MONEY },
    ],
  });
  const total = cells.length + 2;
  const company = total + YEARS.length + CHART_ROWS + 3;
  const bought = company + COMPANIES.length + 3;
  const share = bought + COMPANIES.length + 3;
  const coming = share + COMPANIES.length + 3;
  const charge = coming + COMPANIES.length + 3;
  const income = charge + COMPANIES.length * (LIVES.length + 1) + 3;
  const places: Places = { growth, company, bought, share, coming, charge, income };
  add(totals(total, places));
  add(companies(places));
  add(purchases(places));
  add(shares(places));
  add(additions(places));
  add(depreciation(places));
  add(incomes(places));
  add(backTest(cells.length + 1, share, million(growth)));
  const range = `A${growth}:K${cells.length - 1}`;
  return {
    name,
    cells,
    widths: WIDTHS,
    styles,
    chart: {
      kind: "line",
      title: words.chart,
      labels: `A${total}:A${total + YEARS.length}`,
      series: ["B", "C", "D", "E"].map((column) => `${column}${total}:${column}${total + YEARS.length}`),
      at: `H${total - 1}`,
    },
    manifest: {
      kind: "dataset",
      sheet: name,
      range,
      rows: cells.length - growth,
      hash: imprint(marksOf(cells, range)),
      version: stamp.dataset,
      request: JSON.stringify({ wall: "lives" }),
    },
  };
}

/** The row of each part's headings; its companies follow in their order. */
interface Places {
  readonly growth: number;
  readonly company: number;
  readonly bought: number;
  readonly share: number;
  readonly coming: number;
  readonly charge: number;
  readonly income: number;
}

const heading = (row: number, last: string): RangeStyle[] => [
  { range: `A${row - 1}`, ...SECTION },
  { range: `A${row}:${last}${row}`, ...HEADER },
  // Above numbers stand headings to the right; what remains of a wider table is text.
  { range: `B${row}:${last > "H" ? "G" : last}${row}`, align: "right" },
];

/** What stands where a company's figures do not reach is nothing. */
const unlessBlank = (cell: string, formula: string): Cell => ({ formula: `=IF(${cell}="","",${formula})` });

function companies({ company }: Places): Part {
  const first = company + 1;
  const rows = COMPANIES.map(({ id, life }, index): Cell[] => {
    const row = first + index;
    const of = (field: string, year: number, attribute?: string): string => figure(id, field, `FY${year}`, attribute);
    const missing = id === "AMZN" ? words.missing.AMZN : words.missing.other;
    return [
      id,
      `FY${LATEST}`,
      { formula: `=IFERROR(${of("gross_servers_year_end", LATEST)},"")` },
      { formula: `=IFERROR(${of("gross_servers_year_end", LATEST - 1)},"")` },
      { formula: `=IF(OR(C${row}="",D${row}=""),"",C${row}-D${row})` },
      life,
      { formula: `=IFERROR(${of("total_operating_income", LATEST)},"")` },
      { formula: `=IFERROR(${of("gross_servers_year_end", LATEST, "grade")},"")` },
      { formula: `=IFERROR(${of("gross_servers_year_end", LATEST, "source")},"${missing}")&"; ${words.lives[id]}"` },
    ];
  });
  const last = company + COMPANIES.length;
  return {
    rows: [[words.companies], words.companyHeadings, ...rows],
    styles: [
      ...heading(company, "I"),
      { range: `C${first}:E${last}`, numberFormat: MONEY },
      { range: `F${first}:F${last}`, ...ASSUMPTION, numberFormat: "0.0" },
      { range: `G${first}:G${last}`, numberFormat: MONEY },
    ],
  };
}

/** Each company's purchases, oldest first, between its name and the ages of what was bought. */
function purchases({ bought }: Places): Part {
  const last = bought + COMPANIES.length;
  const rows = COMPANIES.map(({ id }): Cell[] => [
    id,
    ...YEARS_BOUGHT.map((year): Cell => ({ formula: `=${figure(id, "cash_capex_gross", `FY${year}`)}` })),
  ]);
  return {
    rows: [[words.purchases], [words.companyHeadings[0], ...YEARS_BOUGHT.map((year) => `FY${year}`)], ...rows],
    styles: [...heading(bought, "G"), { range: `B${bought + 1}:G${last}`, numberFormat: MONEY }],
  };
}

/** Servers on hand by the year of their purchase, in dollars, under their age at the year end. */
function shares({ share, bought, company, growth }: Places): Part {
  const rows = COMPANIES.map(({ id }, index): Cell[] => {
    const [row, gross] = [bought + 1 + index, `$C${company + 1 + index}`];
    const part = (column: number): Cell =>
      unlessBlank(gross, `${gross}*${million(growth)}*${address(column + 2, row)}/SUM($B${row}:$G${row})`);
    return [id, ...YEARS_BOUGHT.map((_, column) => part(column))];
  });
  return {
    rows: [[words.shares], [words.age, ...AGES], ...rows],
    styles: [
      ...heading(share, "G"),
      { range: `B${share}:G${share}`, numberFormat: "0.0" },
      { range: `B${share + 1}:G${share + COMPANIES.length}`, numberFormat: MONEY },
    ],
  };
}

/** The cell that holds how many dollars are a million. */
const million = (growth: number): string => `$B$${growth + 1}`;

function additions({ coming, company, growth }: Places): Part {
  const rows = COMPANIES.map(({ id }, index): Cell[] => {
    const added = `$E${company + 1 + index}`;
    return [
      id,
      ...YEARS.map((_, year) => unlessBlank(added, `MAX(0,${added})*${million(growth)}*(1+$B$${growth})^${year + 1}`)),
    ];
  });
  return {
    rows: [[words.additions], [words.companyHeadings[0], ...YEARS.map(String)], ...rows],
    styles: [...heading(coming, "F"), { range: `B${coming + 1}:F${coming + COMPANIES.length}`, numberFormat: MONEY }],
  };
}

/** Of a company: what is on hand under a life, and what comes, in one of the years ahead. */
function chargeOf(places: Places, index: number, life: string, year: number): string {
  const [own, share, coming] = [places.company, places.share, places.coming].map((row) => row + 1 + index);
  const ages = `$B$${places.share}:$G$${places.share}`;
  const years = `COLUMNS($D$${places.charge}:$H$${places.charge})`;
  const change = `DEPRECIATIONDELTA($B${share}:$G${share},$F${own},${life},${ages},,${years},,"prospective","expense","table")`;
  const toCome = `INDEX(DEPRECIATIONWATERFALL($B${coming}:$F${coming},${life},"half-year",,,,"total"),${year + 1})`;
  return `(INDEX(${change},${year + 2},3)+${toCome})/${million(places.growth)}`;
}

/** Each company in a row for the life in use and one for each of the others. */
const rowOf = (start: number, company: number, life: number): number => start + 1 + company * (LIVES.length + 1) + life;

function depreciation(places: Places): Part {
  const rows = COMPANIES.flatMap(({ id }, index): Cell[][] => {
    const own = places.company + 1 + index;
    const share = `$B${places.share + 1 + index}:$G${places.share + 1 + index}`;
    const latest = `INDEX(DEPRECIATIONWATERFALL(${share},$F${own},"half-year",,,,"total"),${YEARS_BOUGHT.length})/${million(places.growth)}`;
    return [{ formula: `=$F${own}` }, ...LIVES].map((life, which) => {
      const row = rowOf(places.charge, index, which);
      return [
        id,
        life,
        unlessBlank(`$C${own}`, latest),
        ...YEARS.map((_, year) => unlessBlank(`$E${own}`, chargeOf(places, index, `$B${row}`, year))),
      ];
    });
  });
  return grid(places.charge, words.depreciation, rows);
}

function incomes(places: Places): Part {
  const rows = COMPANIES.flatMap(({ id }, index): Cell[][] =>
    [0, ...LIVES].map((_, which) => {
      const from = rowOf(places.charge, index, which);
      const income = `$G${places.company + 1 + index}`;
      return [
        id,
        { formula: `=$B${from}` },
        { formula: `=${income}` },
        ...YEARS.map((_, year): Cell => {
          const charge = address(year + 4, from);
          return { formula: `=IF(OR(${charge}="",${income}=""),"",${income}-(${charge}-$C${from}))` };
        }),
      ];
    }),
  );
  return grid(places.income, words.income, rows);
}

function grid(at: number, title: string, rows: readonly Row[]): Part {
  return {
    rows: [
      [title, null, null, null, null, null, null, null, words.latestNote],
      [words.companyHeadings[0], words.lifeHeading, words.latest, ...YEARS.map(String)],
      ...rows,
    ],
    styles: [
      ...heading(at, "H"),
      { range: `I${at - 1}`, ...QUIET },
      { range: `B${at + 1}:B${at + rows.length}`, numberFormat: "0.0" },
      { range: `C${at + 1}:H${at + rows.length}`, numberFormat: MONEY },
    ],
  };
}

/** The sum over companies by life, years down, for the chart. */
function totals(at: number, { charge }: Places): Part {
  const rows = YEARS.map((year, index): Cell[] => {
    const row = at + 1 + index;
    const column = (which: number): Cell => {
      const own = COMPANIES.map((_, company) => address(index + 4, rowOf(charge, company, which + 1)));
      return { formula: `=SUM(${own.join(",")})` };
    };
    return [String(year), ...LIVES.map((_, which) => column(which)), { formula: `=C${row}-B${row}` }];
  });
  return {
    rows: [[words.total], words.totalHeadings, ...rows, ...new Array<Row>(CHART_ROWS).fill([])],
    styles: [...heading(at, "F"), { range: `B${at + 1}:F${at + YEARS.length}`, numberFormat: MONEY }],
  };
}
