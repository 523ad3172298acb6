// Errors by their root: of all cells that show one, those that it did not come to from another cell.
import { spoken } from "../host/a1";
import type { FormulaCell, Ref } from "../host/host";
import { fromCell, isError } from "../explain/grid";
import { isCalculating } from "../explain/verdict";
import { clipped, type Page, type Pages, type Placed, refAt } from "./pages";

export interface Root {
  /** Where the error arises. */
  readonly culprit: Ref;
  readonly code: string;
  /** The formula there; undefined where the error itself was typed. */
  readonly placed: Placed | undefined;
  /** The cells that show an error because of it. */
  readonly breaks: FormulaCell[];
}

export function errorRoots(pages: Pages): Root[] {
  const failing = pages.formulas.filter(({ cell }) => fails(cell));
  const above = new Map<Placed, Input | null>();
  const known = new Map<Placed, Root>();
  for (const placed of failing) above.set(placed, failingInput(placed, pages));
  const roots = new Map<string, Root>();
  for (const placed of failing) {
    const root = rootOf(placed, above, known, pages);
    const own = roots.get(spoken(root.culprit)) ?? root;
    roots.set(spoken(root.culprit), own);
    if (root.placed !== placed) own.breaks.push(placed.cell);
  }
  return [...roots.values()];
}

const fails = ({ value }: FormulaCell): boolean => isError(fromCell(value)) && !isCalculating(value);

interface Input {
  readonly page: Page;
  readonly row: number;
  readonly column: number;
}

/** The first cell with an error that a formula reads. */
function failingInput(placed: Placed, pages: Pages): Input | null {
  for (const { sheet, area: read } of pages.reads(placed)) {
    const page = pages.page(sheet);
    if (page === undefined) continue;
    const { top, left, bottom, right } = clipped(read, page.outer);
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        const itself = row === placed.row && column === placed.column && page === pages.page(placed.cell.sheet);
        if (!itself && isError(fromCell(page.value(row, column)))) return { page, row, column };
      }
  }
  return null;
}

/** Each cell is gone through once, however long the chains. */
function rootOf(start: Placed, above: ReadonlyMap<Placed, Input | null>, known: Map<Placed, Root>, pages: Pages): Root {
  const path = new Set<Placed>();
  let found: Root | undefined;
  for (let placed = start; found === undefined;) {
    found = known.get(placed);
    if (found !== undefined) break;
    path.add(placed);
    const next = above.get(placed) ?? null;
    const formula = next === null ? undefined : pages.shown(next.page.sheet, next.row, next.column);
    if (next !== null && formula === undefined) {
      const { page, row, column } = next;
      const culprit = refAt(page.sheet, row, column);
      found = { culprit, code: String(page.value(row, column)), placed: undefined, breaks: [] };
    } else if (formula === undefined || path.has(formula)) {
      const { sheet, address, value } = placed.cell;
      found = { culprit: { sheet, address }, code: String(value), placed, breaks: [] };
    } else placed = formula;
  }
  for (const placed of path) known.set(placed, found);
  return found;
}
