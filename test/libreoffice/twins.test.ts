// What we wrote out is still known for its call after LibreOffice saved the file, and folds back into it.
import type { Cell } from "../../src/host/host";
import type { BlockCell } from "../../src/explain/expand";
import { readFormula } from "../../src/explain/formula";
import { foldOf } from "../../src/review/folding";
import { sameFormula } from "../../src/review/same-formula";
import { twinFindings } from "../../src/review/twins";
import { writtenOutOn } from "../../src/review/written-out";
import { CASES } from "../explain/cases";
import type { ForeignSheet } from "../review/foreign";
import { bookOf, casesOf } from "../review/written";
import { knownFunctions } from "../review/workbook";
import { resaved } from "./recalculate";

const blockCell = (cell: Cell): BlockCell | undefined =>
  cell === null ? undefined : typeof cell === "object" ? cell : { value: cell };

test("one file with every function written out, saved by LibreOffice: each is its call, and a changed step is still found", async () => {
  const functions = await knownFunctions();
  const read = (formula: string) => readFormula(formula, (name) => functions.has(name));
  const calls = new Map<string, string>();
  const all: ForeignSheet[] = [];
  for (const id of Object.keys(CASES))
    for await (const { call, sheets } of casesOf(id, 1, functions, { home: id, steps: `${id} steps` })) {
      calls.set(id, call.formula);
      all.push(...sheets);
    }
  const saved = resaved(new Map(all.map(({ name, rows }) => [name, rows.map((row) => row.map(blockCell))])));
  const book = await bookOf(
    [...saved].map(([name, rows]) => ({ name, rows })),
    functions,
  );
  for (const [id, call] of calls) {
    const page = book.pages.page(`${id} steps`);
    const twin = page && (await writtenOutOn(page, book));
    expect([id, twin?.changes, twin?.formula]).toEqual([id, [], call]);
    const folding = twin && (await foldOf(twin, book));
    if (folding?.kind !== "fold") throw new Error(`${call} is not folded: ${JSON.stringify(folding)}`);
    expect([call, sameFormula(read(folding.formula), read(call), id)]).toEqual([call, true]);
  }
  const name = "GPUYIELD steps";
  const rows = saved.get(name) ?? [];
  const step = rows.findIndex((row) => row[1] === "annualRevenue");
  const changed = new Map(saved).set(
    name,
    rows.map((row, i) => (i === step ? [...row.slice(0, 5), 5e8] : row)),
  );
  const found = await twinFindings(
    await bookOf(
      [...changed].map(([sheet, cells]) => ({ name: sheet, rows: cells })),
      functions,
    ),
  );
  expect(found.filter(({ kind }) => kind === "twin").map(({ culprit }) => culprit)).toEqual([
    { sheet: name, address: `F${step + 1}` },
  ]);
});
