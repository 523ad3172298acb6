// The workbench's own spreadsheet calculates what we write out as ordinary formulas to the model's values.
import fc from "fast-check";
import { Model } from "@odoo/o-spreadsheet";
import "../functions/excel";
import { type BlockCell, reference } from "../../src/explain/expand";
import type { Trail } from "../../src/model/steps/trace";
import { append, compare, newSheet, TOLERANCE } from "./blocks";
import { CASES, trailOf } from "./cases";

const CASES_EACH = 10;

// It reports every calculation there.
jest.spyOn(console, "debug").mockImplementation(() => undefined);

const content = (cell: BlockCell): string => ("formula" in cell ? cell.formula : String(cell.value));

function calculate(rows: readonly (readonly (BlockCell | undefined)[])[]): (at: string) => unknown {
  const cells: Record<string, string> = {};
  rows.forEach((row, i) => row.forEach((cell, j) => cell !== undefined && (cells[reference(i, j)] = content(cell))));
  const columns = Math.max(...rows.map((row) => row.length));
  const model = new Model({ sheets: [{ id: "s", name: "s", rowNumber: rows.length, colNumber: columns, cells }] });
  return (at) => {
    const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(at) as RegExpExecArray;
    const col = [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    return model.getters.getEvaluatedCell({ sheetId: "s", col, row: Number(digits) - 1 }).value;
  };
}

test.each(Object.entries(CASES))(
  "%s: o-spreadsheet recalculates every written-out step to the model's value",
  (id, given) => {
    const sheet = newSheet();
    append(sheet, trailOf(id, []) as Trail);
    for (const args of fc.sample(given, { numRuns: CASES_EACH, seed: 20250207 })) {
      const trail = trailOf(id, args);
      if (trail !== undefined) append(sheet, trail);
    }
    const { gap, where, cells } = compare(sheet, calculate(sheet.rows));
    expect(cells).toBeGreaterThan(0);
    if (gap > TOLERANCE) throw new Error(`${where}, off by ${gap} of the largest term`);
  },
);
