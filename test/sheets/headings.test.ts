// Over an answer whose own headings are ids, the sheets that we write have words, one a column, in each language.
import "../functions/excel";
import { preset } from "../../src/data/presets";
import { runnable } from "../../src/functions";
import { areaOf } from "../../src/host/a1";
import type { Cell, SheetPlan } from "../../src/host/host";
import { speak } from "../../src/languages/chosen";
import { pictureSheet } from "../../src/pictures/picture-sheet";
import { cashflowSheet } from "../../src/sheets/cashflow-sheet";
import { ledgerSheet } from "../../src/sheets/claim-lines";
import { sensitivitySheet } from "../../src/sheets/sensitivity-sheet";
import { stampOf } from "../../src/sheets/stamp";

const STAMP = stampOf(new Date(2026, 10, 29));

const TNP = preset("TNP-2025");
const told = { preset: TNP, own: false };
const picture = (name: "tornado" | "monteCarlo"): SheetPlan =>
  pictureSheet({ picture: name, one: told, other: told, title: name }, "Picture", STAMP);

/** The sheet, the answer on it and how many of its columns have ids for headings. */
const ANSWERS: readonly (readonly [string, () => SheetPlan, RegExp, number])[] = [
  ["a cash flow", () => cashflowSheet(TNP, "Flow", "TNP-2025", STAMP), /^=GPUCASHFLOW\(/, widthOf("GPUCASHFLOW")],
  ["the ledger", () => ledgerSheet("Ledger", STAMP), /^=CAPEXRECONCILE\(/, widthOf("CAPEXRECONCILE")],
  ["a sensitivity", () => sensitivitySheet(TNP, "Grid", "TNP-2025", STAMP), /^=GPUSENSITIVITY\(/, 2],
  ["bars", () => picture("tornado"), /^=GPUTORNADO\(/, widthOf("GPUTORNADO", "npv", 0.2, "rate")],
  ["percentiles", () => picture("monteCarlo"), /^=GPUMONTECARLO\(/, 2],
];

function widthOf(id: string, ...args: unknown[]): number {
  const rows = runnable(id)?.(...args) as unknown[][];
  return rows[0].length;
}

const formulaOf = (cell: Cell | undefined): string =>
  typeof cell === "object" && cell !== null && "formula" in cell ? cell.formula : "";

describe.each(["en", "zh-CN"] as const)("in %s", (language) => {
  beforeAll(() => speak(language));
  afterAll(() => speak("en"));

  test.each(ANSWERS)("every column of %s has its words", (_, sheet, anchor, columns) => {
    const { cells } = sheet();
    const row = cells.findIndex((line) => line.some((cell) => anchor.test(formulaOf(cell))));
    const left = cells[row].findIndex((cell) => anchor.test(formulaOf(cell)));
    const words = cells[row - 1].slice(left, left + columns).map(String);
    expect(words).toHaveLength(columns);
    for (const word of words) expect(word).toMatch(/^[^a-z]/);
    if (language === "zh-CN") expect(words.join("")).toMatch(/\p{Script=Han}/u);
  });
});

test("the ids stay where formulas look for them: in the answer's own first row", () => {
  const { cells, manifest } = cashflowSheet(TNP, "Flow", "TNP-2025", STAMP);
  const { top, left } = areaOf(manifest?.range ?? "");
  expect(formulaOf(cells[top][left])).toMatch(/^=GPUCASHFLOW\(/);
  expect((runnable("GPUCASHFLOW")?.() as unknown[][])[0]).toContain("freeCashFlow");
});
