// Rows of formula, expected value and witness, calculated by the built functions in the workbench's spreadsheet.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { helpers, Model } from "@odoo/o-spreadsheet";
import { registerBuilt, whole } from "../workbench/built";

// It reports every calculation there.
jest.spyOn(console, "debug").mockImplementation(() => undefined);

const FOLDER = "test/golden";

beforeAll(async () => {
  registerBuilt();
  await whole();
});

const files = readdirSync(FOLDER).filter((file) => file.endsWith(".tsv"));

const rows = files.flatMap((file) =>
  readFileSync(join(FOLDER, file), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [...line.split("\t"), file]),
);

function calculate(formula: string): unknown {
  const model = new Model({ sheets: [{ id: "s", name: "Sheet1", cells: { J10: formula } }] });
  return model.getters.getEvaluatedCell({ sheetId: "s", ...helpers.toCartesian("J10") }).value;
}

/** The digits that are written are the digits that are checked. */
function agrees(actual: unknown, expected: string): boolean {
  if (typeof actual !== "number") return actual === expected;
  const [digits, exponent] = expected.toUpperCase().split("E");
  const last = 10 ** (Number(exponent ?? 0) - (digits.split(".")[1]?.length ?? 0));
  return Math.abs(actual - Number(expected)) <= 0.5 * last + 1e-12 * Math.abs(actual);
}

test.each(rows)("%s is %s: %s", (formula, expected, witness) => {
  expect(witness.length).toBeGreaterThan(5);
  const actual = calculate(formula);
  expect([formula, actual, agrees(actual, expected)]).toEqual([formula, actual, true]);
});
