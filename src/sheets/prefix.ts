// The prefix that every function carries where the add-in was built with a namespace: =CAPEX.GPUPAYBACK() instead of =GPUPAYBACK().
import { bareCalls } from "../catalogue/calls";
import type { Cell, SheetPlan } from "../host/host";

/** Put here by the build: their help is fetched later. */
declare const FUNCTION_IDS: readonly string[];

export const PREFIX = process.env.ADDIN_NAMESPACE ? `${process.env.ADDIN_NAMESPACE}.` : "";

/** A formula with our functions as this workbook knows them. */
export function prefixed(formula: string, prefix = PREFIX): string {
  if (prefix === "") return formula;
  const ours = bareCalls(FUNCTION_IDS);
  return formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(ours, `${prefix}$1`)))
    .join("");
}

const prefixedCell = (cell: Cell): Cell =>
  typeof cell === "object" && cell !== null ? { formula: prefixed(cell.formula) } : cell;

export const prefixedPlan = (plan: SheetPlan): SheetPlan => ({
  ...plan,
  cells: plan.cells.map((row) => row.map(prefixedCell)),
});
