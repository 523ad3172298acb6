// The five formulas of the README give what the README says.
import { readFileSync } from "node:fs";
import { helpers, Model } from "@odoo/o-spreadsheet";
import { registerBuilt, whole } from "../workbench/built";

// It reports every calculation there.
jest.spyOn(console, "debug").mockImplementation(() => undefined);

beforeAll(async () => {
  registerBuilt();
  await whole();
});

const rows = [...readFileSync("README.md", "utf8").matchAll(/^\|\s*`(=[^`]+)`\s*\|\s*([^|]+?)\s*\|/gm)].map(
  ([, formula, answer]) => [formula, answer.trim()],
);

test("there are five", () => expect(rows).toHaveLength(5));

test.each(rows)("%s is %s", (formula, answer) => {
  const model = new Model({ sheets: [{ id: "s", name: "Sheet1", cells: { A1: formula } }] });
  const at = (cell: string): unknown =>
    model.getters.getEvaluatedCell({ sheetId: "s", ...helpers.toCartesian(cell) }).value;
  if (answer === "a table") {
    expect([at("A2"), at("A9"), at("A10")]).toEqual(["2023Q1", "2024Q4", null]);
    return;
  }
  const last = 10 ** -(answer.split(".")[1]?.length ?? 0);
  expect(Math.abs((at("A1") as number) - Number(answer))).toBeLessThanOrEqual(0.5000001 * last);
});
