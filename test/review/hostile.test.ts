// Workbooks that nobody made for us to read: the audit of each ends, says what it found, and changes nothing.
import { columnName } from "../../src/host/a1";
import type { Cell, CellValue, Host } from "../../src/host/host";
import { auditWorkbook, type WorkbookAudit } from "../../src/review/findings";
import type { ForeignSheet } from "./foreign";
import { still } from "./still";
import { knownFunctions, workbook } from "./workbook";

const formula = (text: string): Cell => ({ formula: text });
const place = (row: number, column: number): string => `${columnName(column)}${row + 1}`;

/** A host that holds these cells and refuses to be written to. */
async function audited(
  sheets: readonly ForeignSheet[],
  stored: (sheet: string, address: string) => CellValue = () => 0,
  locked = false,
): Promise<WorkbookAudit> {
  const book = still(sheets, stored);
  const { host } = await workbook();
  const refuse = async (): Promise<never> => {
    throw new Error("an audit writes nothing");
  };
  const hostile: Host = {
    ...host,
    kind: "excel",
    read: book.read,
    extent: book.extent,
    named: book.named,
    tables: book.tables,
    findFormulas: book.findFormulas,
    unseen: book.unseen,
    sheets: async () => book.sheets.map((sheet) => ({ ...sheet, protected: locked })),
    manifests: async () => [],
    locked: async () => locked,
    write: refuse,
    commit: refuse,
  };
  return auditWorkbook(hostile, await knownFunctions());
}

const grid = (rows: number, columns: number, cell: (row: number, column: number) => Cell): Cell[][] =>
  Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => cell(row, column)));

test("errors in every cell are told by what causes them, not one by one", async () => {
  const codes = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"];
  const rows = grid(30, 20, (row, column) =>
    row === 0 ? (codes[column % codes.length] ?? null) : formula(`=${place(row - 1, column)}+1`),
  );
  const { findings } = await audited([{ name: "Broken", rows }], (_, address) => {
    const column = address.charCodeAt(0) - 65;
    return codes[column % codes.length] ?? null;
  });
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.length).toBeLessThanOrEqual(20);
});

test("circles of one, two and a thousand cells are each told, and no cell is followed for ever", async () => {
  const long = grid(1000, 1, (row) => formula(`=A${row === 999 ? 1 : row + 2}+GPUPAYBACK(,,9.4)`));
  const short: Cell[][] = [[formula("=A1+GPUYIELD()")], [formula("=A3+GPUYIELD()")], [formula("=A2+1")]];
  const { findings, cells } = await audited([
    { name: "Long", rows: long },
    { name: "Short", rows: short },
  ]);
  const circular = findings.filter(({ kind }) => kind === "circle").map(({ culprit }) => culprit.sheet);
  expect(circular).toContain("Long");
  expect(circular.filter((sheet) => sheet === "Short").length).toBeGreaterThanOrEqual(2);
  expect(cells).toHaveLength(1002);
});

test("a protected workbook is audited like any other", async () => {
  const rows: Cell[][] = [[85, formula("=GPUPAYBACK(,,9.4,A1)")]];
  const open = await audited([{ name: "Deal", rows }]);
  const shut = await audited([{ name: "Deal", rows }], undefined, true);
  expect(shut.findings).toEqual(open.findings);
  expect(shut.findings.map(({ kind }) => kind)).toContain("unit");
});

test("formulas of 8,192 characters are read, whether they are wide, deep or nonsense", async () => {
  const wide = `=${Array.from({ length: 2048 }, (_, at) => (at % 9) + 1).join("+-")}`.slice(0, 8191);
  const deep = `=${"(".repeat(4000)}1${")".repeat(4000)}`;
  const nested = `=${"ABS(".repeat(1600)}A1${")".repeat(1600)}`;
  const text = `="${"x".repeat(8180)}"&GPUPAYBACK()`;
  const nonsense = `=${"SUM(,,".repeat(1300)}`;
  const signs = `=${"-".repeat(8000)}1`;
  const rows: Cell[][] = [wide, deep, nested, text, nonsense, signs].map((each) => [formula(each)]);
  const { cells } = await audited([{ name: "Long", rows }], () => 1);
  expect(cells.map(({ address }) => address)).toEqual(["A4"]);
});

test("what is written in another notation or with other separators is not taken for what it is not", async () => {
  const written = [
    "=SUMME(A1;A2)",
    "=R[-1]C*R1C1",
    "=SUM(R1C1:R3C1)",
    "=GPUPAYBACK(1,5E9;16000)",
    "=ЕСЛИ(A1>0;1;0)",
    "=@GPUYIELD()",
    "=GPUPAYBACK(1,,,,",
    "=",
    "==1",
    "={1;2\\3}",
  ];
  const { cells } = await audited([{ name: "Foreign", rows: written.map((each) => [formula(each)]) }], () => "#NAME?");
  const said = new Map(cells.map(({ address, standing }) => [address, standing]));
  // Typed before the functions were there: to be typed again.
  expect(said.get("A6")).toBe("stale");
  said.delete("A6");
  for (const standing of said.values()) expect(["error", "unread"]).toContain(standing);
});

test("a million filled cells beside a few formulas are read, and the formulas among them found", async () => {
  const rows = grid(10_000, 100, (row, column) => row * 100 + column);
  rows[9_999] = [...(rows[9_999] ?? []), formula("=SUM(A1:A9999)"), formula("=GPUPAYBACK(,,9.4,A1)")];
  const { cells, findings } = await audited([{ name: "Large", rows }], (_, address) =>
    address === "CW10000" ? 9998 * 9999 * 50 : "#VALUE!",
  );
  expect(cells.map(({ address }) => address)).toEqual(["CX10000"]);
  expect(findings.some(({ culprit }) => culprit.address === "CX10000" || culprit.address === "A1")).toBe(true);
});
