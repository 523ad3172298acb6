// What the cells of a load were, in few letters, so that a later session can tell whether someone has changed them.
import { areaOf } from "../host/a1";
import { hash } from "../data/hash";
import type { Cell, RangeData } from "../host/host";

/** Marks of cells, row by row. */
export type Marks = readonly (readonly string[])[];

/** Spreadsheets keep fifteen digits; a formula counts by being one, since each host writes it in its own way and moves its cells. */
function mark(cell: Cell): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "object") return "=";
  return typeof cell === "number" ? `n${Number(cell.toPrecision(15))}` : `${typeof cell}${cell}`;
}

/** Of the cells of a plan, those in a range. */
export function marksOf(cells: readonly (readonly Cell[])[], range: string): Marks {
  const { top, left, bottom, right } = areaOf(range);
  return Array.from({ length: bottom - top + 1 }, (_, row) =>
    Array.from({ length: right - left + 1 }, (_, column) => mark(cells[top + row]?.[left + column] ?? null)),
  );
}

/** Of cells as a host reads them. */
export const marksRead = ({ values, formulas }: RangeData): Marks =>
  values.map((row, i) =>
    row.map((value, j) => {
      const formula = formulas[i][j];
      return mark(formula === null ? value : { formula });
    }),
  );

export const imprint = (marks: Marks): string => hash(JSON.stringify(marks));

/** How many cells are not what they were. */
export const changes = (before: Marks, now: Marks): number =>
  now.reduce((sum, row, i) => sum + row.filter((cell, j) => cell !== before[i]?.[j]).length, 0);

/** Rows of which nothing is left. */
export const emptyRows = (marks: Marks): number => marks.filter((row) => row.every((cell) => cell === "")).length;
