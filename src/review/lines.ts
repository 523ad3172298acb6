// The rows and columns of a sheet as lines of cells: typed numbers, texts, and formulas with their patterns.
import type { Ref } from "../host/host";
import { type Expression, namesCells, parts } from "../explain/formula";
import { type Page, type Pages, type Placed, refAt } from "./pages";
import { patternOf } from "./relative";

export type Along = "row" | "column";

export interface Spot {
  readonly row: number;
  readonly column: number;
  readonly holds: "blank" | "number" | "text" | "formula";
  /** Of a typed number. */
  readonly value: number;
  readonly placed: Placed | undefined;
  /** Of a formula: equal ones are filled from each other, but for their numbers. */
  readonly shape: string;
}

export interface Line {
  readonly page: Page;
  readonly along: Along;
  readonly spots: readonly Spot[];
}

/** A sheet with its rows and columns, blank ones left out. */
export interface Sheet {
  readonly page: Page;
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
}

export function sheetOf(page: Page, pages: Pages): Sheet {
  const { top, left, bottom, right } = page.outer;
  const grid: Spot[][] = [];
  for (let row = top; row <= bottom; row++) {
    const spots: Spot[] = [];
    for (let column = left; column <= right; column++) spots.push(spotAt(page, pages, row, column));
    grid.push(spots);
  }
  const columns: Spot[][] = [];
  for (let column = 0; column <= right - left; column++) columns.push(grid.map((spots) => spots[column]));
  const filled = (along: Along, all: readonly Spot[][]): Line[] =>
    all.filter((spots) => spots.some(({ holds }) => holds !== "blank")).map((spots) => ({ page, along, spots }));
  return { page, rows: filled("row", grid), columns: filled("column", columns) };
}

export const linesOf = ({ rows, columns }: Sheet): readonly Line[] => [...rows, ...columns];

const BLANK = { holds: "blank", value: 0, placed: undefined, shape: "" } as const;

export function spotAt(page: Page, pages: Pages, row: number, column: number): Spot {
  const placed = pages.at(page.sheet, row, column);
  if (placed !== undefined) {
    const constant = constantOf(placed);
    if (constant !== null) return { row, column, holds: "number", value: constant, placed, shape: "" };
    return { row, column, holds: "formula", value: 0, placed, shape: shapeOf(placed) };
  }
  const value = page.value(row, column);
  if (typeof value === "number" && pages.shown(page.sheet, row, column) === undefined)
    return { row, column, holds: "number", value, placed: undefined, shape: "" };
  if (value === null || value === "") return { row, column, ...BLANK };
  return { row, column, holds: "text", value: 0, placed: undefined, shape: "" };
}

/** A formula that reads nothing, such as =500 or =1200+300, is a typed number. */
function constantOf({ root, cell }: Placed): number | null {
  if (typeof cell.value !== "number") return null;
  return parts(root).some((part) => namesCells(part) || part.kind === "call" || part.kind === "unread")
    ? null
    : cell.value;
}

const shapes = new WeakMap<Placed, string>();

export function shapeOf(placed: Placed): string {
  const known = shapes.get(placed);
  if (known !== undefined) return known;
  const { shape } = patternOf(placed.cell, placed.root, placed);
  shapes.set(placed, shape);
  return shape;
}

/** "=D5" in E5: what was before is carried on. */
export const carriesOn = (
  { root }: Placed,
  { row, column }: Pick<Spot, "row" | "column">,
  pages: Pages,
  home: Ref,
): boolean => {
  const read = root.kind === "reference" ? pages.reading(root, home) : null;
  if (read === null || read.sheet.toLowerCase() !== home.sheet.toLowerCase()) return false;
  const { top, left, bottom, right } = read.area;
  return top === bottom && left === right && Math.abs(top - row) + Math.abs(left - column) === 1;
};

export const refOf = ({ sheet }: Pick<Page, "sheet">, { row, column }: Pick<Spot, "row" | "column">): Ref =>
  refAt(sheet, row, column);

/** The first text to the left in the row: what the row is called. */
export function rowLabel(page: Page, row: number, column: number): string {
  for (let at = page.outer.left; at < column; at++) {
    const value = page.value(row, at);
    if (typeof value === "string" && value.trim() !== "" && page.formula(row, at) === null) return value;
  }
  return "";
}

/** The nearest text, year or date above a cell that heads its column; the head of a table stands above numbers. */
export function columnHead(page: Page, row: number, column: number): string {
  for (let at = row - 1; at >= page.outer.top; at--) {
    const value = page.value(at, column);
    if (typeof value === "string" && value.trim() !== "" && !/^#/.test(value)) return page.text(at, column) || value;
    if (typeof value === "number" && isYear(value) && at <= page.outer.top + HEAD_ROWS) return String(value);
  }
  return "";
}

const HEAD_ROWS = 6;
export const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1950 && value <= 2100;

/** The calls and references at the top of a sum such as a+b-c, each with its sign. */
export function terms(expression: Expression, sign = 1): { readonly part: Expression; readonly sign: number }[] {
  if (expression.kind === "binary" && (expression.operator === "+" || expression.operator === "-"))
    return [...terms(expression.left, sign), ...terms(expression.right, expression.operator === "-" ? -sign : sign)];
  if (expression.kind === "unary" && (expression.operator === "+" || expression.operator === "-"))
    return terms(expression.operand, expression.operator === "-" ? -sign : sign);
  return [{ part: expression, sign }];
}
