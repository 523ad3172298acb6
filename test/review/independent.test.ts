// The independent copy of a workbook, recalculated by LibreOffice, which has none of our functions.
import { columnName, area, rowsOf } from "../../src/host/a1";
import type { CellValue } from "../../src/host/host";
import { type IndependentCopy, independentCopy, independentSheets } from "../../src/review/independent";
import { type Rows, recalculate, type Values } from "../libreoffice/recalculate";
import { catalogue, DEAL, knownFunctions, type Workbook, workbook } from "./workbook";

const STAMP = { addin: "0.1.0", dataset: "2026.11", hash: "abc", date: "2026-11-23" };
const OURS = /GPU[A-Z]+\(|CAPEX[A-Z]+\(|DEPRECIATION[A-Z]+\(/;
const TOLERANCE = 1e-12;

const INPUTS = {
  ...DEAL,
  A8: "rate",
  B8: 3,
};

const MODEL = {
  ...INPUTS,
  F1: "=GPUPAYBACK(A1,A2,A3,A4,A5,A6,A7,0.08,3)",
  F2: "=GPUPAYBACK($A$1,,GPURATE(C1:C3,D1:D3)*A4)",
  F3: "=GPUREVENUE(A2,A3,85%)*2+IF(A4>0,GPUYIELD(A1),0)",
  F4: "=F1*2+SUM(C1:C3)",
  F5: "=GPUYIELD(A1,A2,F6)",
  F6: "=GPURATE(C1:C3,D1:D3)",
  F7: "=SUM(DEPRECIATIONDELTA(A1,,,,,4))",
  F8: "=GPUNPV(0.08,,A8:B8)",
  F9: "=GPUIRR(,A8:B8)",
  F10: "=GPUYIELD(cost,A2,A3)",
  F12: '=TEXT(GPUPAYBACK(A1),"0")&" days"',
  F13: "=SUMPRODUCT(C1:C3,D1:D3)*ROUNDUP(GPUPAYBACK(A1,Sheet1!A2),0)",
  F14: "=LARGE(DEPRECIATIONDELTA(A1,,,,,4),2)",
  F11: "=SUM(H1:H3)+SUM(J1:J4)",
  H1: "=GPUYIELD(A1,A2,C1:C3)",
  J1: "=DEPRECIATIONDELTA(A1,,,,,4)",
  L1: "=GPUCASHFLOW(,A8:B8)",
  "Second!A1": "=GPUYIELD(Sheet1!A1,Sheet1!A2,Sheet1!C1)*Sheet1!F1",
  "Second!A2": "=Sheet1!A1/Sheet1!$A$2",
  "Second!A3": "=A1+A2+cost",
  "Second!A4": '=IF(Sheet1!A4>0.5,"busy","idle")',
};

interface Copied extends IndependentCopy {
  /** The copy's name for each original. */
  readonly names: ReadonlyMap<string, string>;
}

async function copy(book: Workbook): Promise<Copied> {
  const planned = await independentCopy(book.host, await knownFunctions(), STAMP);
  await book.host.commit(planned.plans);
  const names = new Map(
    planned.plans.map(({ name, manifest }) => [(JSON.parse(manifest?.request ?? "{}") as { of: string }).of, name]),
  );
  return { ...planned, names };
}

/** A sheet as another spreadsheet gets it: formulas without their values. */
async function rowsOfSheet({ host }: Workbook, sheet: string): Promise<Rows> {
  const { address, values, formulas } = await host.read({ sheet, address: "" });
  expect(area(address)).toMatchObject({ top: 0, left: 0 });
  expect(rowsOf(area(address) as NonNullable<ReturnType<typeof area>>)).toBe(values.length);
  return values.map((row, i) =>
    row.map((value, j) => {
      const formula = formulas[i][j];
      return formula !== null ? { formula } : value === null ? undefined : { value };
    }),
  );
}

async function elsewhere(book: Workbook, { plans }: IndependentCopy): Promise<Values> {
  const sheets = new Map<string, Rows>();
  for (const { name } of plans) sheets.set(name, await rowsOfSheet(book, name));
  for (const cell of [...sheets.values()].flat(2))
    if (cell !== undefined && "formula" in cell) expect(cell.formula).not.toMatch(OURS);
  return recalculate(sheets);
}

/** Every cell of an original against the same cell of its copy; says how many numbers, and the widest gap. */
async function compare(book: Workbook, copied: Copied, values: Values): Promise<{ numbers: number; gap: number }> {
  let [numbers, gap] = [0, 0];
  for (const [original, name] of copied.names) {
    if (original === "") continue;
    const data = await book.host.read({ sheet: original, address: "" });
    data.values.forEach((row, i) =>
      row.forEach((value: CellValue, j) => {
        const at = `${columnName(j)}${i + 1}`;
        const other = values.get(name)?.get(at);
        if (typeof value !== "number") {
          if (value !== null && value !== "") expect([at, other]).toEqual([at, value]);
          return;
        }
        if (typeof other !== "number") throw new Error(`${original}!${at} is ${value}, its copy ${String(other)}`);
        const largest = Math.max(Math.abs(value), Math.abs(other), 1e-300);
        numbers++;
        gap = Math.max(gap, Math.abs(value - other) / largest);
        if (gap > TOLERANCE) throw new Error(`${original}!${at} is ${value}, its copy ${other}`);
      }),
    );
  }
  return { numbers, gap };
}

async function model(): Promise<Workbook> {
  const book = await workbook();
  book.type(INPUTS);
  book.define("cost", "A1");
  book.type(MODEL);
  return book;
}

test("the copy lives in LibreOffice without our functions, and follows its own inputs as the original does", async () => {
  const book = await model();
  const copied = await copy(book);
  expect(copied.left).toEqual([]);
  expect(copied.names.get("Sheet1")).toBe("Sheet1 (independent)");
  const first = await compare(book, copied, await elsewhere(book, copied));
  const changes = { A1: 2.25e9, A3: 11.5, A4: 0.7, C1: 20, A7: 12, B8: 4 };
  const before = await book.host.read({ sheet: "Sheet1", address: "F1:F14" });
  for (const [address, value] of Object.entries(changes))
    for (const sheet of ["Sheet1", copied.names.get("Sheet1") as string])
      await book.host.write({ sheet, address }, [[value]]);
  const after = await book.host.read({ sheet: "Sheet1", address: "F1:F14" });
  after.values.forEach(([value], row) => expect([row, value]).not.toEqual([row, before.values[row][0]]));
  const second = await compare(book, copied, await elsewhere(book, copied));
  process.stdout.write(
    `${first.numbers} numbers of the copy agree with the original to ${first.gap}, and to ${second.gap} after its inputs changed\n`,
  );
});

test("every documented example lives on the copy, or is named with the reason", async () => {
  const book = await workbook();
  const examples = (await catalogue).flatMap(({ examples: own }) => own.map(([formula]) => formula));
  const plans = examples.map((formula, index) => ({ name: `E${index}`, cells: [[{ formula }]] }));
  await book.host.commit(plans);
  const copied = await copy(book);
  const { numbers, gap } = await compare(book, copied, await elsewhere(book, copied));
  const frozen = copied.left
    .filter(({ reason }) => !/^Keeps #/.test(reason))
    .map(({ sheet }) => examples[Number(sheet.slice(1))]);
  // An explanation is a table of texts, which has no calculation of its own.
  expect([...new Set(frozen)].filter((formula) => !formula.includes("CAPEXEXPLAIN"))).toEqual([]);
  for (const { reason } of copied.left) expect(reason.length).toBeGreaterThan("Keeps #N/A: ".length);
  process.stdout.write(`${examples.length} examples: ${numbers} numbers of the copy agree to ${gap}\n`);
});

test("what-if functions live on the copy and follow its inputs, or are frozen with their proof", async () => {
  const book = await workbook({
    A1: "rate",
    B1: 3,
    A2: "utilization",
    B2: 0.8,
    A3: "opexFromYear",
    B3: 1,
    D1: '=GPUSENSITIVITY("npv","rate",{2,3,4},"utilization",{0.5,1},"NEOCLOUD",A1:B3)',
    D10: '=GPUTORNADO("npv",0.2,{"rate","capex"},"NEOCLOUD",A1:B3)',
    D20: '=GPUGOALSEEK("npv",0,"rate","NEOCLOUD",A1:B3)',
    D21: '=GPUBREAKEVEN("rate",0.1,"NEOCLOUD",A1:B3)',
    D22: '=GPUMONTECARLO("npv",{"rate","uniform",2,4},500,7,"summary","NEOCLOUD",A1:B3)',
  });
  const copied = await copy(book);
  expect(copied.left).toEqual([]);
  const { numbers, gap } = await compare(book, copied, await elsewhere(book, copied));
  process.stdout.write(`${numbers} numbers of what-if functions on the copy agree to ${gap}\n`);
  const sheets = ["Sheet1", copied.names.get("Sheet1") as string];
  const grid = async (sheet: string) => (await book.host.read({ sheet, address: "E2:F4" })).values;
  const before = await grid(sheets[0]);
  for (const sheet of sheets) await book.host.write({ sheet, address: "B3" }, [[2]]);
  const [original, twin] = [await grid(sheets[0]), await grid(sheets[1])];
  expect(original).not.toEqual(before);
  const gaps = twin.flat().map((value, at) => Math.abs((value as number) / (original.flat()[at] as number) - 1));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(TOLERANCE);
});

test("a hidden sheet is copied out of sight, and the copy looks like its original", async () => {
  const book = await workbook({
    "Calc!A1": 1.5e9,
    "Calc!B1": "=GPUYIELD(A1)",
    A1: "=Calc!B1*2",
    A2: "=GPUPAYBACK(Calc!A1)",
  });
  const { getters } = book.model;
  const calc = getters.getSheetIdByName("Calc") as string;
  book.model.dispatch("RESIZE_COLUMNS_ROWS", { sheetId: calc, dimension: "COL", elements: [0], size: 222 });
  const target = [{ left: 1, right: 1, top: 0, bottom: 0 }];
  book.model.dispatch("SET_FORMATTING", {
    sheetId: calc,
    target,
    style: { bold: true, fillColor: "#ffff00" },
    format: "0.00%",
  });
  book.model.dispatch("HIDE_SHEET", { sheetId: calc });
  const copied = await copy(book);
  expect((await book.host.sheets()).map(({ name, visible }) => [name, visible])).toEqual([
    ["Sheet1", true],
    ["Calc", false],
    ["Sheet1 (independent)", true],
    ["Calc (independent)", false],
    ["Independent steps", true],
  ]);
  const twin = copied.names.get("Calc") as string;
  const id = getters.getSheetIdByName(twin) as string;
  expect((await book.host.read({ sheet: twin, address: "B1" })).text).toEqual([["87.83%"]]);
  expect(getters.getCell({ sheetId: id, col: 1, row: 0 })?.style).toMatchObject({ bold: true, fillColor: "#ffff00" });
  expect(getters.getColSize(id, 0)).toBe(222);
  await compare(book, copied, await elsewhere(book, copied));
  await book.host.write({ sheet: twin, address: "A1" }, [[3e9]]);
  const [[yielded]] = (await book.host.read({ sheet: copied.names.get("Sheet1") as string, address: "A1" })).values;
  expect(yielded).toBeCloseTo(0.878336, 6);
});

test("the originals stay as they are, and removing the copies leaves nothing of them", async () => {
  const book = await model();
  const sheets = await book.host.sheets();
  const read = async () => [
    await book.host.read({ sheet: "Sheet1", address: "" }),
    await book.host.read({ sheet: "Second", address: "" }),
  ];
  const before = await read();
  const { plans } = await copy(book);
  expect(await read()).toEqual(before);
  expect(independentSheets(await book.host.manifests())).toEqual(plans.map(({ name }) => name));
  await book.host.remove(independentSheets(await book.host.manifests()));
  expect(await book.host.sheets()).toEqual(sheets);
  expect(await book.host.manifests()).toEqual([]);
  expect(await read()).toEqual(before);
});

test("cells without an answer keep their error and are listed, and the rest lives", async () => {
  const book = await workbook({
    A1: 0,
    A2: "=NA()",
    B1: "=GPUYIELD(A1)",
    B2: "=GPUPAYBACK(A2)",
    B3: '=IFERROR(GPUYIELD(A1),"none")',
    B4: "=GPUPAYBACK()",
    B5: "=GPUYIELD(CUBEVALUE(1.5E9,A5:A5,1))",
    A5: 1.5e9,
    B6: "=B6+GPUYIELD()",
    B7: "=A1+1",
    B8: "=GPUYIELD([other.xlsx]Sheet1!A1)",
  });
  const copied = await copy(book);
  expect(copied.left.map(({ address }) => address)).toEqual(["B1", "B2", "B3", "B5", "B6", "B8"]);
  expect(copied.left[0].reason).toBe("Keeps #VALUE!: capex is 0: it must be above 0");
  expect(copied.living).toBe(1);
  const values = (await elsewhere(book, copied)).get(copied.names.get("Sheet1") as string);
  expect(values?.get("B2")).toBe("#N/A");
  expect(values?.get("B3")).toBe("none");
  const { values: shown } = await book.host.read({ sheet: "Sheet1", address: "B4:B5" });
  expect([values?.get("B4"), values?.get("B5")]).toEqual([expect.closeTo(shown[0][0] as number, 9), shown[1][0]]);
});

test("a protected workbook and one without our functions are refused in a sentence", async () => {
  const locked = await workbook({ A1: "=GPUPAYBACK()" });
  locked.model.updateMode("readonly");
  const functions = await knownFunctions();
  await expect(independentCopy(locked.host, functions, STAMP)).rejects.toThrow("The workbook is protected");
  const other = await workbook({ A1: "=1+1" });
  await expect(independentCopy(other.host, functions, STAMP)).rejects.toThrow("none of our functions");
});
