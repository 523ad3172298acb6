// A calculation that we wrote out, beside its call: what someone changed on its sheet is found and goes back; nothing else is accused.
import { addressOf } from "../../src/host/a1";
import type { Cell } from "../../src/host/host";
import { explain } from "../../src/explain/explain";
import { explained } from "../../src/explain/explanation";
import { takeBack, write } from "../../src/review/edits";
import type { Finding } from "../../src/review/finding";
import { auditWorkbook } from "../../src/review/findings";
import { twinFindings } from "../../src/review/twins";
import { writtenOutOn } from "../../src/review/written-out";
import { expansionSheet } from "../../src/sheets/expansion-sheet";
import { stampOf } from "../../src/sheets/stamp";
import { CASES } from "../explain/cases";
import type { ForeignSheet } from "./foreign";
import { bookOf, casesOf, STEPS } from "./written";
import { DEAL, knownFunctions, type Workbook, workbook } from "./workbook";

/** Of every function; 200 take minutes. */
const CASES_EACH = Number(process.env.TWINS ?? 3);

test.each(Object.keys(CASES))(
  "%s: what was written out is recognized as its call, and nothing is said of it",
  async (id) => {
    const functions = await knownFunctions();
    for await (const { call, sheets } of casesOf(id, CASES_EACH, functions)) {
      const book = await bookOf(sheets, functions);
      const page = book.pages.page(STEPS);
      const twin = page && (await writtenOutOn(page, book));
      expect([twin?.formula, twin?.changes]).toEqual([call.formula, []]);
    }
  },
);

/** What somebody does to the formula of a step. */
const CHANGES: readonly ((formula: string) => Cell)[] = [
  () => 500,
  (formula) => ({ formula: `${formula}*1.05` }),
  (formula) => ({ formula: formula.replace(/(\d+)(?!.*\d)/, (digits) => String(Number(digits) + 1)) }),
  () => null,
];

const formulaOf = (cell: Cell | undefined): string | null =>
  typeof cell === "object" && cell !== null ? cell.formula : null;

const replaced = (sheets: readonly ForeignSheet[], row: number, column: number, cell: Cell): ForeignSheet[] =>
  sheets.map((sheet) =>
    sheet.name !== STEPS
      ? sheet
      : { name: STEPS, rows: sheet.rows.map((line, i) => (i === row ? line.with(column, cell) : line)) },
  );

test("a step that someone changed is found and named, of every function", async () => {
  const functions = await knownFunctions();
  let planted = 0;
  for (const [at, id] of Object.keys(CASES).entries())
    for await (const { sheets } of casesOf(id, 1, functions)) {
      const rows = sheets[1].rows;
      const steps = rows.flatMap((line, row) => {
        const formula = formulaOf(line[5]);
        return formula === null || typeof line[1] !== "string" || line[1] === "" ? [] : [{ row, formula, line }];
      });
      for (const [k, { row, formula, line }] of steps
        .filter((_, i) => i % Math.ceil(steps.length / 4) === 0)
        .entries()) {
        const book = await bookOf(replaced(sheets, row, 5, CHANGES[(at + k) % CHANGES.length](formula)), functions);
        const found = await twinFindings(book);
        const address = addressOf({ top: row, left: 5, bottom: row, right: 5 });
        expect([id, formula, found.map(({ culprit }) => culprit)]).toEqual([id, formula, [{ sheet: STEPS, address }]]);
        expect(found[0].severity).toBe("wrong");
        expect(found[0].sentence).toContain(`“${String(line[0]).trim()}”`);
        expect(found[0].why).toContain(formula);
        planted++;
      }
    }
  process.stdout.write(`twins: ${planted} changed steps, all found\n`);
  expect(planted).toBeGreaterThanOrEqual(60);
});

/** A workbook of o-spreadsheet's with a formula in J9 and its calculation on a sheet of its own. */
async function written(formula: string): Promise<Workbook> {
  const book = await workbook({ ...DEAL, J9: formula });
  await book.host.activate({ sheet: "Sheet1", address: "J9" });
  const explanation = await explain(book.host, await book.host.selection(), await knownFunctions());
  if (!explained(explanation)) throw new Error(`${formula} has no formula of ours`);
  await book.host.commit([expansionSheet(explanation, STEPS, stampOf(new Date("2026-11-29")))]);
  return book;
}

const twins = async ({ host }: Workbook): Promise<readonly Finding[]> =>
  (await auditWorkbook(host, await knownFunctions())).findings.filter(({ kind }) => kind === "twin");

/** Where a step stands, by its key. */
async function stepIn({ host }: Workbook, key: string): Promise<string> {
  const { values } = await host.read({ sheet: STEPS, address: "" });
  return `F${values.findIndex((row) => row[1] === key) + 1}`;
}

test("the first of several changed steps is named, goes back by one click, alone or with the others, and the click is taken back", async () => {
  const book = await written("=GPUYIELD(A1,A2,A3,A4,A5)");
  expect(await twins(book)).toEqual([]);
  const [rent, revenue] = [await stepIn(book, "rate"), await stepIn(book, "annualRevenue")];
  const before = (await book.host.read({ sheet: STEPS, address: revenue })).formulas[0][0];
  await book.host.write({ sheet: STEPS, address: revenue }, [[{ formula: "=1E9" }]]);
  await book.host.write({ sheet: STEPS, address: rent }, [[12]]);
  const [finding] = await twins(book);
  expect(finding).toMatchObject({
    culprit: { sheet: STEPS, address: rent },
    breaks: [{ sheet: STEPS, address: revenue }],
    sentence: `Steps!${rent}, “Rent of a GPU-hour”, is not the step of GPUYIELD that it was`,
  });
  expect(finding.why).toMatch(/gives ='Sheet1'!\$A\$3 here, and the sheet holds 12\..* After it 1 cell differs too\./);
  const [one, all] = finding.fixes;
  if (one.kind !== "edits" || all.kind !== "edits") throw new Error("steps go back by edits");
  await write(book.host, one.edits);
  expect((await twins(book)).map(({ culprit }) => culprit.address)).toEqual([revenue]);
  await takeBack(book.host, one.edits);
  expect((await book.host.read({ sheet: STEPS, address: rent })).values[0][0]).toBe(12);
  await write(book.host, all.edits);
  expect(await twins(book)).toEqual([]);
  expect((await book.host.read({ sheet: STEPS, address: revenue })).formulas[0][0]).toBe(before);
});

test("inputs that change, and rows that move them, change no step; another call in the cell is none of the block's", async () => {
  const book = await written("=GPUYIELD(A1,A2,A3)");
  book.type({ A1: 2e9, A3: 5 });
  expect(await twins(book)).toEqual([]);
  const sheetId = book.model.getters.getActiveSheetId();
  const first = book.model.getters.getSheetIdByName("Sheet1") ?? sheetId;
  book.model.dispatch("ADD_COLUMNS_ROWS", {
    sheetId: first,
    sheetName: "Sheet1",
    dimension: "ROW",
    base: 0,
    position: "before",
    quantity: 2,
  });
  book.model.dispatch("RENAME_SHEET", { sheetId: first, newName: "Deal", oldName: "Sheet1" });
  expect(await twins(book)).toEqual([]);
  await book.host.write({ sheet: "Deal", address: "J11" }, [[7]]);
  expect((await twins(book)).map(({ sentence }) => sentence)).toEqual([]);
});

test("a row that someone removed is named", async () => {
  const book = await written("=GPUYIELD(A1,A2,A3)");
  const revenue = await stepIn(book, "annualRevenue");
  const sheetId = book.model.getters.getSheetIdByName(STEPS) ?? "";
  const row = Number(revenue.slice(1)) - 1;
  book.model.dispatch("REMOVE_COLUMNS_ROWS", { sheetId, sheetName: STEPS, dimension: "ROW", elements: [row] });
  const [finding] = await twins(book);
  expect(finding.sentence).toContain("“Annual revenue”");
  expect(finding.why).toContain("Write the calculation out again");
  expect(finding.fixes).toEqual([]);
});
