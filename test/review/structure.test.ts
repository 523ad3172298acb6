// What the audit says of how workbooks are built: mistakes planted in honest work are found, honest work is left alone.
import { areaOf, columnName } from "../../src/host/a1";
import type { Cell, Host, Unseen } from "../../src/host/host";
import { readFormula } from "../../src/explain/formula";
import { auditWorkbook } from "../../src/review/findings";
import type { Finding, Kind } from "../../src/review/finding";
import { patternOf } from "../../src/review/relative";
import { FOREIGN, type ForeignSheet, type ForeignWorkbook } from "./foreign";
import { knownFunctions, workbook } from "./workbook";

async function audited({ sheets }: ForeignWorkbook): Promise<{ findings: readonly Finding[]; formulas: number }> {
  const { host } = await workbook();
  await host.commit(sheets.map(({ name, rows }) => ({ name, cells: rows })));
  const { findings } = await auditWorkbook(host, await knownFunctions());
  const formulas = sheets
    .flatMap(({ rows }) => rows.flat())
    .filter((cell) => typeof cell === "object" && cell !== null);
  return { findings, formulas: formulas.length };
}

test("honest workbooks of other people have at most one finding in a hundred formulas", async () => {
  let [formulas, alarms] = [0, 0];
  for (const book of FOREIGN) {
    const audit = await audited(book);
    formulas += audit.formulas;
    alarms += audit.findings.length;
    if (process.env.SHOW)
      for (const f of audit.findings) process.stdout.write(`${book.name}: ${f.kind} ${f.sentence} | ${f.why}\n`);
  }
  process.stdout.write(`${FOREIGN.length} foreign workbooks, ${formulas} formulas, ${alarms} findings\n`);
  expect(formulas).toBeGreaterThanOrEqual(2000);
  expect(alarms / formulas).toBeLessThanOrEqual(0.01);
});

/** A mistake in one cell of an honest workbook. */
interface Planted {
  readonly book: ForeignWorkbook;
  readonly sheet: string;
  readonly address: string;
  readonly cell: Cell;
}

const formulaIn = (cell: Cell | undefined): string | null =>
  typeof cell === "object" && cell !== null ? cell.formula : null;

const isOurs = () => false;

const shapeAt = (rows: ForeignSheet["rows"], sheet: string, row: number, column: number): string | null => {
  const formula = formulaIn(rows[row]?.[column]);
  return formula === null ? null : patternOf({ formula, sheet }, readFormula(formula, isOurs), { row, column }).shape;
};

/** Every formula with two neighbours on either side, along its row or column, that were filled from it. */
function inRuns(visit: (formula: string, numbers: number) => Cell | null): Planted[] {
  const found: Planted[] = [];
  for (const book of FOREIGN)
    for (const { name: sheet, rows } of book.sheets)
      rows.forEach((cells, row) =>
        cells.forEach((cell, column) => {
          const own = shapeAt(rows, sheet, row, column);
          const formula = formulaIn(cell);
          if (own === null || formula === null || /^=\$?[A-Z]+\$?\d+$/.test(formula)) return;
          const same = (steps: readonly (readonly [number, number])[]): boolean =>
            steps.every(([down, right]) => shapeAt(rows, sheet, row + down, column + right) === own);
          const across = same([-2, -1, 1, 2].map((right) => [0, right] as const));
          const down = same([-2, -1, 1, 2].map((below) => [below, 0] as const));
          const put = across || down ? visit(formula, row * 31 + column) : null;
          if (put !== null) found.push({ book, sheet, address: `${columnName(column)}${row + 1}`, cell: put });
        }),
      );
  return found;
}

const EVERY = 12;

async function misses(planted: readonly Planted[], kinds: readonly Kind[]): Promise<string[]> {
  const chosen = planted.filter((_, i) => i % Math.max(1, Math.floor(planted.length / EVERY)) === 0);
  const missed: string[] = [];
  for (const { book, sheet, address, cell } of chosen) {
    const sheets = book.sheets.map((own) =>
      own.name === sheet ? { ...own, rows: replaced(own.rows, address, cell) } : own,
    );
    const { findings } = await audited({ name: book.name, sheets });
    const told = findings.some(
      ({ kind, culprit }) => kinds.includes(kind) && culprit.sheet === sheet && culprit.address === address,
    );
    if (!told) missed.push(`${book.name} ${sheet}!${address} ${JSON.stringify(cell)}`);
  }
  process.stdout.write(`${kinds[0]}: ${chosen.length - missed.length} of ${chosen.length} planted found\n`);
  return missed;
}

function replaced(rows: ForeignSheet["rows"], address: string, cell: Cell): Cell[][] {
  const { top, left } = areaOf(address);
  return rows.map((cells, row) => cells.map((own, column) => (row === top && column === left ? cell : own)));
}

test("a number typed over a formula of a row or column is found", async () => {
  expect(
    await misses(
      inRuns((_, seed) => 500 + seed),
      ["pasted"],
    ),
  ).toEqual([]);
});

test("a plug beside a formula of a row or column is found", async () => {
  expect(
    await misses(
      inRuns((formula) => ({ formula: `=(${formula.slice(1)})*1.05+30` })),
      ["plug", "error"],
    ),
  ).toEqual([]);
});

test("another sign in a formula of a row or column is found", async () => {
  const flipped = inRuns((formula) =>
    /^=[A-Z]+\d+[-+][A-Z]+\d+/.test(formula)
      ? { formula: formula.replace(/(?<=\d)[-+]/, (sign) => (sign === "+" ? "-" : "+")) }
      : null,
  );
  expect(await misses(flipped, ["sign"])).toEqual([]);
});

test("a range that stops before the list does is found", async () => {
  const shortened = inTotals((formula) => {
    const short = formula.replace(
      /(SUM\(\$?[A-Z]+\$?\d+:\$?[A-Z]+)(\d+)/,
      (_, head: string, last: string) => head + (Number(last) - 1),
    );
    return short === formula ? null : { formula: short };
  });
  expect(await misses(shortened, ["short"])).toEqual([]);
});

/** Every sum of four cells or more down a column that ends right above it. */
function inTotals(visit: (formula: string) => Cell | null): Planted[] {
  return FOREIGN.flatMap((book) =>
    book.sheets.flatMap(({ name: sheet, rows }) =>
      rows.flatMap((cells, row) =>
        cells.flatMap((cell, column): Planted[] => {
          const formula = formulaIn(cell) ?? "";
          const match = /^=SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)$/.exec(formula);
          if (
            match === null ||
            match[1] !== match[3] ||
            Number(match[4]) !== row ||
            Number(match[4]) - Number(match[2]) < 3
          )
            return [];
          const put = visit(formula);
          return put === null ? [] : [{ book, sheet, address: `${columnName(column)}${row + 1}`, cell: put }];
        }),
      ),
    ),
  );
}

test("a sum that holds a subtotal beside its parts is found", async () => {
  const cells = {
    A1: "Rent",
    A2: "Power",
    A3: "Opex",
    A4: "Staff",
    A5: "Fees",
    A6: "Other",
    A7: "Total",
    B1: 10,
    B2: 20,
    B3: "=B1+B2",
    B4: 5,
    B5: 7,
    B6: "=SUM(B4:B5)",
    B7: "=SUM(B1:B6)",
    C1: 10,
    C2: 20,
    C3: "=SUM(C1:C2)",
    C4: 5,
    C5: 7,
    C6: "=C4*2",
    C7: "=SUM(C3:C6)",
    D1: 3,
    E1: 4,
    F1: 5,
    G1: "=SUM(D1:F1)",
    H1: 6,
    I1: "=SUM(D1:H1)",
    K1: 10,
    K2: 20,
    K3: "=K1+K2",
    K4: "=SUM(K1:K3)/2",
  };
  const { findings } = await auditWorkbook((await workbook(cells)).host, await knownFunctions());
  const doubled = findings.filter(({ kind }) => kind === "doubled");
  expect(doubled.map(({ culprit, fixes }) => [culprit.address, fixes.map(({ will }) => will)])).toEqual([
    ["I1", ["Write =SUM(D1:F1,H1) into Sheet1!I1"]],
    ["B7", ["Write =SUM(B1:B2,B4:B5) into Sheet1!B7"]],
  ]);
});

test("500 among seven calls of ours is found and mended by their pattern; so is a plug beside a call, and nothing else", async () => {
  const cells: Record<string, string | number> = {};
  for (let row = 2; row <= 8; row++) {
    cells[`A${row}`] = 2 + row / 10;
    cells[`B${row}`] = row === 5 ? 500 : `=GPUPAYBACK(,,A${row})`;
    cells[`C${row}`] = row === 8 ? 500 : `=GPUYIELD(,,A${row})`;
    cells[`D${row}`] = row === 4 ? `=GPUYIELD(,,A${row})*1.05+30` : `=GPUYIELD(,,A${row})`;
  }
  cells.F2 = "=GPUYIELD(,,A2)*1.07";
  cells.F4 = "=GPUYIELD(,,A2)*12";
  cells.F6 = "=GPUYIELD(,,A2)-1";
  const { findings } = await auditWorkbook((await workbook(cells)).host, await knownFunctions());
  expect(
    findings
      .filter(({ severity }) => severity !== "note")
      .map(({ kind, culprit, fixes }) => [kind, culprit.address, fixes[0].will]),
  ).toEqual([
    ["pasted", "B5", "Write =GPUPAYBACK(,,A5) into Sheet1!B5"],
    ["pasted", "C8", "Write =GPUYIELD(,,A8) into Sheet1!C8"],
    ["plug", "D4", "Write =GPUYIELD(,,A4) into Sheet1!D4"],
    ["plug", "F2", "Write =GPUYIELD(,,A2) into Sheet1!F2"],
  ]);
});

test("texts that look like numbers, other signs and sizes, unused inputs, other workbooks and the clock are found", async () => {
  const cells: Record<string, string | number> = {
    A1: "Site",
    B1: "Q1",
    C1: "Q2",
    D1: "Q3",
    E1: "Q4",
    F1: "Q5",
    G1: "Total",
    A2: "Power",
    B2: 10,
    C2: 12,
    D2: 11,
    E2: 13,
    F2: 12,
    G2: "=SUM(B2:F2)",
    A3: "Cost",
    B3: -10,
    C3: -12,
    D3: 11,
    E3: -13,
    F3: -12,
    G3: "=SUM(B3:F3)",
    A4: "Share",
    B4: 0.4,
    C4: 0.5,
    D4: 0.45,
    E4: 42,
    F4: 0.5,
    G4: "=AVERAGE(B4:F4)",
    A5: "Per mille",
    B5: 0.4,
    C5: 0.5,
    D5: 0.45,
    E5: 0.42,
    F5: 480,
    G5: "=AVERAGE(B5:F5)",
    A6: "Spend",
    B6: 4100,
    C6: 4300,
    D6: 4.2,
    E6: 4400,
    F6: 4500,
    G6: "=SUM(B6:F6)",
    A10: "Hours",
    B10: 8760,
    A11: "Rent",
    B11: 2.5,
    A12: "Share",
    B12: 0.8,
    A13: "Old share",
    B13: 0.7,
    A14: "GPUs",
    B14: 40,
    A20: "=B10*B11*B12*B14",
    A21: "=TODAY()-45000",
    A22: "=[Prices.xlsx]List!A1*2",
  };
  const { host } = await workbook(cells);
  await host.write({ sheet: "Sheet1", address: "C2" }, [["12"]]);
  const { findings } = await auditWorkbook(host, await knownFunctions());
  const told = findings.map(({ kind, culprit }) => `${kind} ${culprit.address}`);
  for (const each of [
    "textNumber C2",
    "sign D3",
    "share E4",
    "share F5",
    "scale D6",
    "unused B13",
    "volatile A21",
    "external A22",
  ])
    expect(told).toContain(each);
});

describe("a total over cells that nobody sees", () => {
  const rows = Array.from({ length: 8 }, (_, row) => [`Site ${row + 1}`, row + 1, (row + 1) * 2]);
  const cells: Cell[][] = [
    ...rows,
    ["Total", { formula: "=SUM(B1:B8)" }, { formula: "=SUM(C1:C8)" }],
    ["Mean", { formula: "=AVERAGE(B1:B8)" }, { formula: "=SUM(B1:C1)" }],
    ["First", { formula: "=SUM(B1:B3)" }, { formula: "=SUM(B4:B6)" }],
  ];
  const unseen = async (hide: Pick<Unseen, "rows" | "columns">): Promise<Finding[]> => {
    const { host } = await workbook();
    await host.commit([{ name: "Sites", cells }]);
    const hiding: Host = { ...host, unseen: async () => [{ sheet: "Sites", ...hide }] };
    const { findings } = await auditWorkbook(hiding, await knownFunctions());
    return findings.filter(({ kind }) => kind === "unseen");
  };

  test("is found once for all totals through the same hidden rows, with the rows named", async () => {
    const [finding, ...more] = await unseen({ rows: [{ from: 3, to: 5 }], columns: [] });
    expect(more).toEqual([]);
    expect(finding?.culprit.address).toBe("B9");
    expect(finding?.breaks.map(({ address }) => address)).toEqual(["C9", "B10"]);
    expect(finding?.sentence).toBe("3 totals add up cells that nobody sees, the first in Sites!B9");
    expect(finding?.why).toContain("rows 4:6 are hidden");
    expect(finding?.severity).toBe("doubtful");
  });

  test("is none where what is hidden holds no number, or the whole list is hidden, or the total is hidden too", async () => {
    expect(await unseen({ rows: [], columns: [{ from: 0, to: 0 }] })).toEqual([]);
    expect(await unseen({ rows: [{ from: 0, to: 7 }], columns: [] })).toEqual([]);
    expect(await unseen({ rows: [{ from: 3, to: 10 }], columns: [] })).toEqual([]);
  });
});
