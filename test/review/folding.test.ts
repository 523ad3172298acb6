// A calculation that was written out becomes its call again, and one step takes that back.
import { readFormula } from "../../src/explain/formula";
import { explain } from "../../src/explain/explain";
import { explained } from "../../src/explain/explanation";
import { auditWorkbook } from "../../src/review/findings";
import type { Finding } from "../../src/review/finding";
import { fold, type Fold, foldOf } from "../../src/review/folding";
import { sameFormula } from "../../src/review/same-formula";
import { writtenOutOn } from "../../src/review/written-out";
import { expansionSheet } from "../../src/sheets/expansion-sheet";
import { stampOf } from "../../src/sheets/stamp";
import { CASES } from "../explain/cases";
import { bookOf, casesOf, HOME, STEPS } from "./written";
import { DEAL, knownFunctions, type Workbook, workbook } from "./workbook";

const STAMP = stampOf(new Date("2026-11-29"));
const PROGRESS = {};

test("a call that was written out folds back into the same call, of every function", async () => {
  const functions = await knownFunctions();
  const read = (formula: string) => readFormula(formula, (name) => functions.has(name));
  for (const id of Object.keys(CASES))
    for await (const { call, sheets } of casesOf(id, 1, functions)) {
      const book = await bookOf(sheets, functions);
      const page = book.pages.page(STEPS);
      const twin = page && (await writtenOutOn(page, book));
      const folding = twin && (await foldOf(twin, book));
      if (folding?.kind !== "fold") throw new Error(`${call.formula} is not folded: ${JSON.stringify(folding)}`);
      expect([call.formula, twin?.formula]).toEqual([call.formula, call.formula]);
      // On the sheet of its own it names the sheet of its ranges, and is the same but for that.
      expect([call.formula, sameFormula(read(folding.formula), read(call.formula), HOME)]).toEqual([
        call.formula,
        true,
      ]);
    }
});

/** A workbook of o-spreadsheet's with formulas, the first of them written out. */
async function written(address: string, cells: Readonly<Record<string, string | number>>): Promise<Workbook> {
  const book = await workbook({ ...DEAL, ...cells });
  await book.host.activate({ sheet: "Sheet1", address });
  const explanation = await explain(book.host, await book.host.selection(), await knownFunctions());
  if (!explained(explanation)) throw new Error(`${address} has no formula of ours`);
  await book.host.commit([expansionSheet(explanation, STEPS, STAMP)]);
  return book;
}

async function foldable({ host }: Workbook): Promise<Finding> {
  const { findings } = await auditWorkbook(host, await knownFunctions());
  const found = findings.filter(({ kind }) => kind === "written" || kind === "twin");
  expect(found).toHaveLength(1);
  return found[0];
}

const folded = ({ fixes: [fix] }: Finding): Fold => {
  if (fix?.kind !== "fold") throw new Error("it cannot be folded");
  return fix;
};

const contentsOf = async ({ host }: Workbook): Promise<unknown> => {
  const { values, formulas } = await host.read({ sheet: STEPS, address: "" });
  return [values, formulas];
};

const formulasOf = async ({ host }: Workbook): Promise<(string | null)[]> =>
  (await host.read({ sheet: STEPS, address: "" })).formulas.flat().filter((formula) => formula !== null);

test("the sheet holds the call alone, what it gives stays, and one step brings every step back", async () => {
  const book = await written("J9", { J9: "=GPUYIELD(A1,A2,A3)*2+IF(A4>0,GPURATE(C1:C3,D1:D3),0)" });
  const [steps, { values }] = [await contentsOf(book), await book.host.read({ sheet: "Sheet1", address: "J9" })];
  const finding = await foldable(book);
  expect(finding).toMatchObject({ kind: "written", severity: "note", culprit: { sheet: STEPS, address: "" } });
  await fold(book.host, folded(finding), STAMP, PROGRESS);
  const [call, ...others] = await formulasOf(book);
  expect(others).toEqual([]);
  expect(call).toBe("=GPUYIELD(Sheet1!A1,Sheet1!A2,Sheet1!A3)*2+IF(Sheet1!A4>0,GPURATE(Sheet1!C1:C3,Sheet1!D1:D3),0)");
  expect((await book.host.read({ sheet: STEPS, address: "F6" })).values).toEqual(values);
  book.type({ A3: 5 });
  expect((await book.host.read({ sheet: STEPS, address: "F6" })).values).toEqual(
    (await book.host.read({ sheet: "Sheet1", address: "J9" })).values,
  );
  book.type({ A3: DEAL.A3 });
  const { findings } = await auditWorkbook(book.host, await knownFunctions());
  expect(findings.filter(({ culprit }) => culprit.sheet === STEPS)).toEqual([]);
  await book.host.restore();
  expect(await contentsOf(book)).toEqual(steps);
  await foldable(book);
});

test("who reads the answer goes on reading it, though the call is gone from its cell; who reads a step keeps the steps", async () => {
  const book = await written("J9", { J9: "=GPUYIELD(A1,A2,A3)" });
  const { values } = await book.host.read({ sheet: STEPS, address: "" });
  const row = values.findIndex(([label]) => label === "Answer of GPUYIELD") + 1;
  const before = values[row - 1][5];
  book.type({ J9: `=${STEPS}!F${row}`, J10: `=${STEPS}!F${row}*2` });
  await fold(book.host, folded(await foldable(book)), STAMP, PROGRESS);
  expect((await book.host.read({ sheet: "Sheet1", address: "J9:J10" })).values).toEqual([
    [before],
    [Number(before) * 2],
  ]);
  expect(await formulasOf(book)).toEqual(["=GPUYIELD(Sheet1!A1,Sheet1!A2,Sheet1!A3)"]);
  await book.host.restore();
  book.type({ J11: `=${STEPS}!F${row - 1}` });
  const kept = await foldable(book);
  expect([kept.why, kept.fixes]).toEqual([
    `No step was changed; they stay, since Sheet1!J11 reads Steps!F${row - 1}.`,
    [],
  ]);
});

test("a note of one's own beside the steps keeps them, and so does a change since the audit", async () => {
  const book = await written("J9", { J9: "=GPUYIELD(A1,A2,A3)" });
  const folding = folded(await foldable(book));
  await book.host.write({ sheet: STEPS, address: "H9" }, [["checked by K."]]);
  await expect(fold(book.host, folding, STAMP, PROGRESS)).rejects.toThrow("Steps has changed since the audit");
  expect(await foldable(book)).toMatchObject({
    why: "No step was changed; they stay, since Steps!H9 was added to their sheet.",
    fixes: [],
  });
});

test("a cell of a spill folds into that cell of the call, the first one into the call that spills", async () => {
  for (const [address, call] of [
    ["L3", "=INDEX(GPUYIELD(Sheet1!A1,Sheet1!A2,Sheet1!C1:C3),3,1)"],
    ["L1", "=GPUYIELD(Sheet1!A1,Sheet1!A2,Sheet1!C1:C3)"],
  ]) {
    const book = await written(address, { L1: "=GPUYIELD(A1,A2,C1:C3)" });
    const { values } = await book.host.read({ sheet: "Sheet1", address });
    await fold(book.host, folded(await foldable(book)), STAMP, PROGRESS);
    expect((await formulasOf(book))[0]).toBe(call);
    expect((await book.host.read({ sheet: STEPS, address: "F6" })).values).toEqual(values);
  }
});
