// Which cells of a sheet are rows of an answer that spills: they come by themselves.
import { type Area, areaOf, overlap } from "../host/a1";
import type { FormulaCell } from "../host/host";

/** Whether a place belongs to an answer of the sheet. */
export function spilledOn(formulas: readonly FormulaCell[], sheet: string): (row: number, column: number) => boolean {
  const areas = formulas.flatMap((cell): Area[] =>
    cell.sheet === sheet && cell.spill !== null ? [areaOf(cell.spill)] : [],
  );
  return (row, column) => areas.some((area) => overlap(area, { top: row, left: column, bottom: row, right: column }));
}
