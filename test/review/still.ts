// A workbook that stands still: formulas with the values that a spreadsheet stored for them.
import { addressOf, areaOf, columnName } from "../../src/host/a1";
import type { CellValue, FormulaCell, RangeData } from "../../src/host/host";
import type { Snapshot } from "../../src/review/snapshot";
import type { ForeignSheet } from "./foreign";

/** The value of each formula by sheet and A1 reference. */
export type Stored = (sheet: string, address: string) => CellValue;

export function still(sheets: readonly ForeignSheet[], stored: Stored): Snapshot {
  const grid = ({ name, rows }: ForeignSheet): RangeData => {
    const width = Math.max(1, ...rows.map((row) => row.length));
    const data: RangeData = {
      sheet: name,
      address: addressOf({ top: 0, left: 0, bottom: Math.max(rows.length - 1, 0), right: width - 1 }),
      values: [],
      formulas: [],
      text: [],
    };
    rows.forEach((row, i) => {
      const cells = Array.from({ length: width }, (_, j) => row[j] ?? null);
      const values = cells.map((cell, j) =>
        typeof cell === "object" && cell !== null ? stored(name, `${columnName(j)}${i + 1}`) : cell,
      );
      data.values.push(values);
      data.formulas.push(cells.map((cell) => (typeof cell === "object" && cell !== null ? cell.formula : null)));
      data.text.push(values.map((value) => (value === null ? "" : String(value))));
    });
    return data;
  };
  const read = new Map(sheets.map((sheet) => [sheet.name, grid(sheet)]));
  const dataOf = (name: string): RangeData => {
    const found = read.get(name);
    if (found === undefined) throw new Error(`no sheet ${name}`);
    return found;
  };
  const formulas = sheets.flatMap(({ name }): FormulaCell[] => {
    const data = dataOf(name);
    return data.formulas.flatMap((row, i) =>
      row.flatMap((formula, j) =>
        formula === null
          ? []
          : [{ sheet: name, address: `${columnName(j)}${i + 1}`, formula, value: data.values[i][j], spill: null }],
      ),
    );
  });
  return {
    kind: "excel",
    sheets: sheets.map(({ name }) => ({ name, visible: true, protected: false })),
    formulas,
    unseen: async () => [],
    read: async ({ sheet, address }) => {
      const data = dataOf(sheet);
      if (address === "") return data;
      const { top, left, bottom, right } = areaOf(address);
      const cut = <T>(rows: readonly (readonly T[])[], blank: T): T[][] =>
        Array.from({ length: bottom - top + 1 }, (_, i) =>
          Array.from({ length: right - left + 1 }, (_, j) => rows[top + i]?.[left + j] ?? blank),
        );
      return {
        sheet,
        address,
        values: cut(data.values, null),
        formulas: cut(data.formulas, null),
        text: cut(data.text, ""),
      };
    },
    extent: async () => ({ rows: 1_048_576, columns: 16_384 }),
    named: async () => null,
    tables: async () => [],
    findFormulas: async (pattern) => formulas.filter(({ formula }) => formula.search(pattern) >= 0),
  };
}
