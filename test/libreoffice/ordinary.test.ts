// Ordinary formulas computed again: LibreOffice calculates workbooks of other people, and the audit agrees, or says what it cannot read.
import type { Cell } from "../../src/host/host";
import type { BlockCell } from "../../src/explain/expand";
import { readFormula } from "../../src/explain/formula";
import { Pages } from "../../src/review/pages";
import { recompute, type Recomputed } from "../../src/review/recompute";
import { FOREIGN, type ForeignSheet } from "../review/foreign";
import { still, type Stored } from "../review/still";
import { recalculate } from "./recalculate";

const f = (formula: string): Cell => ({ formula: `=${formula}` });

/** One column of values, and a formula of each function and its corners. */
const FORMULAS = [
  ...[
    "MOD(17,5)",
    "MOD(-17,5)",
    "MOD(17,-5)",
    "MOD(5.5,0.5)",
    "POWER(2,0.5)",
    "EXP(1.5)",
    "LN(7.5)",
    "LOG(8,2)",
    "LOG(1000)",
  ],
  ...[
    "LOG10(0.001)",
    "SIGN(-3)",
    "TRUNC(-2.987,1)",
    "ROUNDUP(2.341,2)",
    "ROUNDDOWN(-2.349,2)",
    "ROUNDUP(1250,-2)",
    "CEILING(7,3)",
  ],
  ...[
    "FLOOR(7,3)",
    "MROUND(7.3,0.5)",
    "SUMSQ(A1:A6)",
    "SUMPRODUCT(A1:A6,B1:B6)",
    "SUMPRODUCT((A1:A6>3)*B1:B6)",
    "COUNT(A1:C6)",
  ],
  ...[
    "COUNTA(A1:C8)",
    "COUNTBLANK(A1:C8)",
    "MEDIAN(A1:A6)",
    "MEDIAN(A1:A5)",
    "LARGE(A1:A6,2)",
    "SMALL(A1:A6,2)",
    "STDEV(A1:A6)",
  ],
  ...[
    "STDEVP(A1:A6)",
    "VAR(A1:A6)",
    "VARP(A1:A6)",
    "NPV(0.08,B1:B6)",
    "IRR(D1:D6)",
    "PMT(0.06/12,360,-250000)",
    "PMT(0,10,-100)",
  ],
  ...[
    "FV(0.05,10,-100,-1000,1)",
    "PV(0.05,10,-100,0,1)",
    "IPMT(0.06/12,7,36,-10000)",
    "PPMT(0.06/12,7,36,-10000)",
    "IPMT(0.01,1,12,-100,0,1)",
  ],
  ...[
    "SLN(10000,1000,6)",
    "VLOOKUP(4,A1:B6,2,FALSE)",
    "VLOOKUP(4.5,E1:F6,2)",
    'VLOOKUP("be*",C1:D6,2,FALSE)',
    "HLOOKUP(3,A1:D2,2,FALSE)",
  ],
  ...[
    "MATCH(4.5,E1:E6)",
    'MATCH("GAMMA",C1:C6,0)',
    "MATCH(2.5,G1:G6,-1)",
    "CHOOSE(2,10,20,30)",
    '_xlfn.IFS(A1>5,"a",A1>2,"b",TRUE,"c")',
  ],
  ...[
    '_xlfn.SWITCH(A2,1,"one",A2,"two")',
    '_xlfn.SWITCH(9,1,"one","other")',
    'SUMIF(C1:C6,"alpha",A1:A6)',
    'SUMIF(A1:A6,">3")',
  ],
  ...[
    'SUMIF(C1:C6,"*a",A1:A6)',
    'SUMIFS(A1:A6,B1:B6,">=2",C1:C6,"<>alpha")',
    'COUNTIF(C1:C6,"?eta")',
    'COUNTIF(A1:A6,"<>1")',
  ],
  ...[
    'COUNTIFS(A1:A6,">1",B1:B6,"<9")',
    'AVERAGEIF(A1:A6,"<5")',
    'AVERAGEIFS(A1:A6,B1:B6,">2")',
    '_xlfn.MAXIFS(A1:A6,C1:C6,"beta")',
  ],
  ...[
    '_xlfn.MINIFS(A1:A6,C1:C6,"beta")',
    "ROW()",
    "ROW(A5)",
    "COLUMN(C1)",
    "COLUMN()",
    "DATE(2024,2,29)",
    "DATE(2024,14,-3)",
    "YEAR(45350)",
  ],
  ...[
    "MONTH(45350)",
    "DAY(45350)",
    "EDATE(45322,1)",
    "EOMONTH(45322,-2)",
    "DAYS(45350,45000)",
    "WEEKDAY(45350)",
    "WEEKDAY(45350,2)",
  ],
  ...[
    "WEEKDAY(45350,3)",
    'LEN("abc")',
    'LEFT("capex",3)',
    'RIGHT("capex",2)',
    'MID("capex",2,3)',
    'UPPER("abC")',
    'LOWER("ABc")',
  ],
  ...[
    'TRIM("  a   b ")',
    'EXACT("a","A")',
    'CONCATENATE("a",1,"b")',
    'VALUE("12.5")',
    "ISBLANK(C7)",
    "ISBLANK(A1)",
    "ISTEXT(C1)",
  ],
  ...[
    "ISNONTEXT(C1)",
    "ISLOGICAL(TRUE)",
    "ISERR(1/0)",
    "ISERR(NA())",
    'IFERROR(VLOOKUP(99,A1:B6,2,FALSE),"none")',
    "INDEX(A1:B6,3,2)",
  ],
  ...[
    "SUM(A:A)-SUM(A1:A6)",
    "SUM(1:1)-SUM(A1:G1)",
    "MAX(A1:B6)-MIN(A1:B6)",
    "AVERAGE(A1:A6)",
    "AND(A1>0,B1>0)",
    "PRODUCT(A1:A3)",
  ],
];

const LISTS: readonly (readonly (string | number | null)[])[] = [
  [3, 2, "alpha", -100, 1, 10, 9],
  [4, 5, "beta", 30, 3, 20, 7],
  [1, 7, "gamma", 40, 4, 30, 5],
  [5, 1, "beta", 20, 5, 40, 3],
  [9, 3, "delta", 25, 7, 50, 2],
  [2, 8, "alpha", 12, 9, 60, 1],
  [null, null, null],
  [],
];

const FUNCTIONS: ForeignSheet = {
  name: "Functions",
  rows: [
    ...LISTS.map((row) => [...row]),
    ...FORMULAS.map((formula): Cell[] => [null, null, null, null, null, null, null, null, f(formula)]),
  ],
};

const SHEETS = [...FOREIGN.flatMap(({ sheets }) => sheets), FUNCTIONS];

const blockCell = (cell: Cell): BlockCell | undefined =>
  cell === null ? undefined : typeof cell === "object" ? cell : { value: cell };

const calculated = recalculate(new Map(SHEETS.map(({ name, rows }) => [name, rows.map((row) => row.map(blockCell))])));

const stored: Stored = (sheet, address) => calculated.get(sheet)?.get(address) ?? null;

async function recomputed(values: Stored): Promise<Recomputed> {
  const pages = await Pages.of(still(SHEETS, values), (formula) => readFormula(formula, () => false));
  return recompute(pages, "excel");
}

test("at least 95 in a hundred formulas of a dozen foreign workbooks agree with LibreOffice, and none differs", async () => {
  const { formulas, agreeing, unread, findings } = await recomputed(stored);
  process.stdout.write(
    `${agreeing} of ${formulas} ordinary formulas agree with LibreOffice; unread: ${JSON.stringify(unread)}\n`,
  );
  expect(findings.map(({ sentence, why }) => `${sentence}. ${why}`)).toEqual([]);
  expect(formulas).toBeGreaterThan(2000);
  expect(agreeing / formulas).toBeGreaterThanOrEqual(0.95);
});

test("fifty stored values that their formulas do not give are all found, and nothing else is blamed", async () => {
  const book = still(SHEETS, stored);
  const numbers = book.formulas.filter(({ value }) => typeof value === "number");
  const chosen = numbers.filter((_, i) => i % Math.floor(numbers.length / 50) === 7).slice(0, 50);
  const wrong = new Map(
    chosen.map(({ sheet, address, value }, i) => [`${sheet}!${address}`, Number(value) * 1.000001 + i + 1]),
  );
  const { findings } = await recomputed((sheet, address) => wrong.get(`${sheet}!${address}`) ?? stored(sheet, address));
  expect(chosen.length).toBe(50);
  expect(findings.map(({ culprit }) => `${culprit.sheet}!${culprit.address}`).sort()).toEqual([...wrong.keys()].sort());
});
