// Values as formulas see them: rows of cells, where an error is an object with its code, so that the text "#N/A" stays a text.
import type { CellValue } from "../host/host";

export interface CellError {
  readonly code: string;
  readonly message?: string;
}

export type Scalar = CellValue | CellError;

/** More cells than any answer of ours has, and no fewer than two whole columns; beyond it the check gives up. */
export const MOST_CELLS = 2 ** 21;

/** Full rows, at least one cell. */
export type Grid = readonly (readonly Scalar[])[];

const ERROR =
  /^#(N\/A|VALUE!|NUM!|DIV\/0!|REF!?|NAME\?|NULL!|SPILL!|CALC!|CYCLE|ERROR|BUSY!|GETTING_DATA|CONNECT!|FIELD!|UNKNOWN!|BLOCKED!|BAD_EXPR)$/;

export const isError = (value: Scalar): value is CellError => typeof value === "object" && value !== null;

/** The host tells an error by its text. */
export const fromCell = (value: CellValue): Scalar =>
  typeof value === "string" && ERROR.test(value) ? { code: value } : value;

/** What a cell would show. */
export const shownAs = (value: Scalar): CellValue => (isError(value) ? value.code : value);

export const width = (grid: Grid): number => grid[0]?.length ?? 0;

/** The element at a place, as spreadsheets repeat a single row or column; #N/A beyond the grid. */
export function element(grid: Grid, row: number, column: number): Scalar {
  const cells = grid[grid.length === 1 ? 0 : row];
  const value = cells?.[cells.length === 1 ? 0 : column];
  return value === undefined ? { code: "#N/A" } : value;
}

/** Applies an operation element by element. */
export function combine(grids: readonly Grid[], operation: (...values: Scalar[]) => Scalar): Grid {
  const rows = Math.max(...grids.map((grid) => grid.length));
  const columns = Math.max(...grids.map(width));
  if (rows * columns > MOST_CELLS) throw new RangeError(`${rows} × ${columns} cells`);
  const combined: Scalar[][] = [];
  for (let i = 0; i < rows; i++) {
    const row: Scalar[] = [];
    for (let j = 0; j < columns; j++) row.push(operation(...grids.map((grid) => element(grid, i, j))));
    combined.push(row);
  }
  return combined;
}
