// What a person has changed on loaded sheets: each edit is counted, and nothing is that came by itself.
import fc from "fast-check";
import { presets } from "../../src/data/presets";
import { TABLES } from "../../src/data/tables";
import type { SheetPlan } from "../../src/host/host";
import { laterEdits } from "../../src/review/later-edits";
import { comparisonSheet } from "../../src/sheets/comparison-sheet";
import { figuresName, figuresSheet, recordsSheet } from "../../src/sheets/dataset-sheet";
import { firstRequest } from "../../src/sheets/figures";
import { ledgerSheet } from "../../src/sheets/ledger-sheet";
import { scenarioSheets } from "../../src/sheets/scenario-sheets";
import { stampOf } from "../../src/sheets/stamp";
import { wallSheet } from "../../src/sheets/wall-sheet";
import { type Workbook, workbook } from "./workbook";

const STAMP = stampOf(new Date("2026-11-29"));
const PRESETS = presets();

const scenario = (at: number): readonly SheetPlan[] => {
  const { names, plans } = scenarioSheets(PRESETS[at], STAMP);
  return plans(names);
};

const LOADS: readonly (readonly [string, () => readonly SheetPlan[]])[] = [
  ...PRESETS.map(({ name }, at) => [name, () => scenario(at)] as const),
  ["figures", () => [figuresSheet(firstRequest("AMZN"), figuresName(firstRequest("AMZN")), STAMP)]],
  ["the ledger", () => [ledgerSheet("Ledger", STAMP)]],
  ["the wall", () => [wallSheet("Wall", STAMP)]],
  ["prices", () => [recordsSheet(TABLES.prices, "Prices", STAMP, { collection: "prices" })]],
  [
    "a comparison",
    () => [comparisonSheet(PRESETS.filter(({ kind }) => kind === "cash").slice(0, 3), "npv", "Comparison", STAMP)],
  ],
];

async function loaded(plans: readonly SheetPlan[]): Promise<Workbook> {
  const book = await workbook();
  await book.host.commit(plans);
  return book;
}

test.each(LOADS)("nothing has been changed on %s when it was just loaded", async (_, load) => {
  const plans = load();
  expect(await laterEdits((await loaded(plans)).host, plans)).toEqual([]);
});

test("every cell that is filled, changed or emptied by hand counts once, also a formula and one outside of what was loaded", async () => {
  const plans: SheetPlan[] = [
    { name: "Plan", cells: [["Rent", 9.4, { formula: "=B1*2" }], [], ["Life", true, "text"]] },
  ];
  const [{ cells }] = plans;
  const edit = fc.constantFrom<string | number>(7, "mine", "=1+41", "");
  const places = fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 12, selector: String });
  await fc.assert(
    fc.asyncProperty(places, fc.infiniteStream(edit), async (own, edits) => {
      const book = await loaded(plans);
      let changed = 0;
      for (const [row, column] of own) {
        const content = edits.next().value as string | number;
        if (content !== "" || (cells[row]?.[column] ?? null) !== null) changed++;
        book.type({ [`Plan!${String.fromCharCode(65 + column)}${row + 1}`]: content });
      }
      const expected = changed === 0 ? [] : [{ sheet: "Plan", cells: changed, renamed: false, readers: 0 }];
      expect(await laterEdits(book.host, plans)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

test("a formula that is spelled in another way is the same, and rows that an answer fills came by themselves", async () => {
  const plans: SheetPlan[] = [
    {
      name: "Plan",
      cells: [[{ formula: "=SUM(B1,B2)" }, 1], ["", 2], [{ formula: "=TRANSPOSE(B1:B2)" }]],
    },
  ];
  const book = await loaded(plans);
  expect((await book.host.read({ sheet: "Plan", address: "A3:C3" })).values).toEqual([[1, 2, null]]);
  book.type({ "Plan!A1": "= sum( $B$1 , B2 )" });
  expect(await laterEdits(book.host, plans)).toEqual([]);
});

test("a sheet that somebody has given a name of their own is still known, and that counts; one that is gone does not", async () => {
  const plans = scenario(PRESETS.findIndex(({ name }) => name === "NEOCLOUD"));
  const [, flow, grid] = plans.map(({ name }) => name);
  const book = await loaded(plans);
  const idOf = (name: string): string => book.model.getters.getSheetIdByName(name) ?? "";
  book.model.dispatch("RENAME_SHEET", { sheetId: idOf(flow), oldName: flow, newName: "Mine" });
  expect(await laterEdits(book.host, plans)).toEqual([{ sheet: "Mine", cells: 0, renamed: true, readers: 0 }]);
  book.type({ "Mine!Z90": 1 });
  await book.host.remove([grid]);
  expect(await laterEdits(book.host, plans)).toEqual([{ sheet: "Mine", cells: 1, renamed: true, readers: 0 }]);
});

test.each<[string, number]>([
  ["=Plan!B1*2", 1],
  ["='plan'!$B$1", 1],
  ["=SUM(Rents)", 1],
  ['=B1&"Plan!B1"', 0],
  ["=MyPlan!B1", 0],
  ["=RentsOfMine+1", 0],
  ["=Sheet1!B1", 0],
])("%s on another sheet reads the one that would go: %i", async (formula, readers) => {
  const plans: SheetPlan[] = [{ name: "Plan", cells: [["Rent", 9.4]] }];
  const book = await loaded(plans);
  await book.host.define({ name: "Rents", sheet: "Plan", address: "B1" });
  book.type({ "MyPlan!B1": 1, "Sheet1!D4": formula });
  const found = readers === 0 ? [] : [{ sheet: "Plan", cells: 0, renamed: false, readers }];
  expect(await laterEdits(book.host, plans)).toEqual(found);
});
