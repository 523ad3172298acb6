// Every ordinary formula computed again from the values that the workbook holds: one that shows another value is found, one that cannot be read is named.
import { area, cellAt, columnsOf, LAST_COLUMN, LAST_ROW, rowsOf, spoken } from "../host/a1";
import type { CellValue, Progress } from "../host/host";
import type { Conventions } from "../explain/conversion";
import { DIFFERENCES, EXCELS, WORKBENCH_LACKS, withLateSigns, workbench } from "../explain/dialects";
import { evaluator, largestTerm, UnreadPart } from "../explain/evaluate";
import { type Expression, ourCalls, parts } from "../explain/formula";
import { element, fromCell, type Grid, isError, MOST_CELLS, type Scalar, shownAs, width } from "../explain/grid";
import { valueText } from "../explain/figure-text";
import { findingTexts } from "../languages/findings";
import { texts } from "../languages";
import type { Finding } from "./finding";
import { holds, type Page, type Pages, type Placed, refAt, sizeOf } from "./pages";
import { eachInTurns, type Snapshot } from "./snapshot";

const words = findingTexts;

/** The ordinary formulas of a workbook, and what came of computing them again. */
export interface Recomputed {
  readonly formulas: number;
  readonly agreeing: number;
  /** What could not be computed: a function's name or a part, and in how many formulas. */
  readonly unread: readonly { readonly what: string; readonly formulas: number }[];
  readonly findings: readonly Finding[];
}

/** Spreadsheets add up in another order, and their functions differ in the last bits. */
const NEAR = 1e-9;

export async function recompute(pages: Pages, kind: Snapshot["kind"], progress: Progress = {}): Promise<Recomputed> {
  const ordinary = pages.formulas.filter(({ root }) => ourCalls(root).length === 0);
  const unread = new Map<string, number>();
  const apart: (readonly [Placed, Apart])[] = [];
  const grids = new Grids(pages, new Map());
  let agreeing = 0;
  await eachInTurns(ordinary, progress, async (placed) => {
    const told = judged(placed, pages, grids, kind);
    if (told === true) agreeing++;
    else if (typeof told === "string") unread.set(told, (unread.get(told) ?? 0) + 1);
    else apart.push([placed, told]);
  });
  const findings = blamed(apart, pages, kind);
  return {
    formulas: ordinary.length,
    agreeing,
    unread: [...unread].map(([what, formulas]) => ({ what, formulas })).sort((a, b) => b.formulas - a.formulas),
    findings,
  };
}

/** Those to blame: a cell that follows the true value of another is not, whatever that one shows. */
function blamed(apart: readonly (readonly [Placed, Apart])[], pages: Pages, kind: Snapshot["kind"]): Finding[] {
  const byCell = new Map(apart.map(([placed, one]) => [placed, one]));
  const given = new Map<string, Scalar>();
  const findings: Finding[] = [];
  for (const placed of inOrder([...byCell.keys()], pages)) {
    // Each time anew: what was found before it counts.
    const told = given.size === 0 ? byCell.get(placed) : judged(placed, pages, new Grids(pages, given), kind);
    if (told === undefined || told === true || typeof told === "string") continue;
    findings.push(differing(placed, told));
    given.set(spoken({ sheet: placed.cell.sheet, address: told.address }), told.given);
  }
  return findings;
}

/** Formulas after those that they read. */
function inOrder(cells: readonly Placed[], pages: Pages): Placed[] {
  const among = new Set(cells);
  const done = new Set<Placed>();
  const open = new Set<Placed>();
  const ordered: Placed[] = [];
  for (const start of cells) {
    const path = [start];
    while (path.length > 0) {
      const placed = path[path.length - 1];
      const before = done.has(placed) || open.has(placed) ? [] : readAmong(placed, among, pages);
      open.add(placed);
      const next = before.filter((each) => !open.has(each) && !done.has(each));
      if (next.length > 0) path.push(...next);
      else {
        path.pop();
        if (!done.has(placed)) ordered.push(placed);
        done.add(placed);
      }
    }
  }
  return ordered;
}

const readAmong = (placed: Placed, among: ReadonlySet<Placed>, pages: Pages): Placed[] =>
  pages.reads(placed).flatMap(({ sheet, area: read }) => {
    if (sizeOf(read) > among.size)
      return [...among].filter(
        ({ cell, row, column }) => cell.sheet.toLowerCase() === sheet.toLowerCase() && holds(read, row, column),
      );
    const found: Placed[] = [];
    for (let row = read.top; row <= read.bottom; row++)
      for (let column = read.left; column <= read.right; column++) {
        const one = pages.at(sheet, row, column);
        if (one !== undefined && one !== placed && among.has(one)) found.push(one);
      }
    return found;
  });

/** True where a formula shows what it gives, a name where it cannot be told, otherwise what it gives. */
function judged(placed: Placed, pages: Pages, grids: Grids, kind: Snapshot["kind"]): true | string | Apart {
  try {
    const apart = difference(placed, pages, grids);
    // What shows an error is told as an error; where it would not be one, the spreadsheet lacks something.
    if (apart !== null && isError(fromCell(placed.cell.value))) return String(placed.cell.value);
    return apart === null || readOtherwise(placed, pages, grids, kind) ? true : apart;
  } catch (error) {
    if (error instanceof UnreadPart) return error.why === "function" ? error.detail : error.part;
    return error instanceof RangeError ? words.tooLarge : String(error);
  }
}

interface Apart {
  readonly address: string;
  readonly shown: CellValue;
  readonly given: Scalar;
}

/** The first cell that shows another value than the formula gives. */
function difference(
  placed: Placed,
  pages: Pages,
  grids: Grids,
  root = placed.root,
  conventions?: Conventions,
): Apart | null {
  const { cell, row, column } = placed;
  const compute = evaluator(
    {
      cells: (part) => grids.of(part, placed),
      answer: (call) => {
        throw new UnreadPart(call.text, "function", call.name);
      },
      place: (part) => {
        const read = part === null ? null : pages.reading(part, cell);
        if (part !== null && (read === null || sizeOf(read.area) !== 1)) return undefined;
        return read === null ? { row, column } : { row: read.area.top, column: read.area.left };
      },
    },
    conventions,
  );
  const grid = compute(root);
  const range = cell.spill === null ? null : area(cell.spill);
  // Without a spill one cell of a list is shown, and which one depends on how the formula was typed.
  if (range === null && (grid.length > 1 || width(grid) > 1))
    throw new UnreadPart(cell.formula, "function", words.list);
  const page = pages.page(cell.sheet);
  const [rows, columns] = range === null ? [1, 1] : [rowsOf(range), columnsOf(range)];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const shown = page?.value(row + i, column + j) ?? null;
      const given = element(grid, i, j);
      if (!same(shown, given, () => largestTerm(root, compute, i, j)))
        return { address: cellAt({ top: row, left: column, bottom: row, right: column }, i, j), shown, given };
    }
  return null;
}

function same(shown: CellValue, given: Scalar, largest: () => number): boolean {
  if (isError(given)) return isError(fromCell(shown));
  if (shown === given || ((given === null || given === "") && (shown === null || shown === "" || shown === 0)))
    return true;
  if (typeof shown !== "number" || typeof given !== "number") return false;
  const apart = Math.abs(shown - given);
  const size = Math.max(Math.abs(shown), Math.abs(given));
  return apart <= NEAR * size || apart <= 1e-14 * largest();
}

/** Whether the spreadsheet's own reading of the formula gives what it shows. */
function readOtherwise(placed: Placed, pages: Pages, grids: Grids, kind: Snapshot["kind"]): boolean {
  const dialects = kind === "excel" ? EXCELS : [workbench(DIFFERENCES)];
  if (kind === "workbench" && parts(placed.root).some((part) => part.kind === "call" && WORKBENCH_LACKS.has(part.name)))
    return true;
  return dialects.some(({ conventions, lateSigns }) => {
    const root = lateSigns ? pages.readFormula(withLateSigns(placed.cell.formula)) : placed.root;
    return difference(placed, pages, grids, root, conventions) === null;
  });
}

function differing({ cell }: Placed, { address, shown, given }: Apart): Finding {
  const { sheet, formula } = cell;
  const culprit = { sheet, address: cell.address };
  const edits = [{ ...culprit, before: { formula }, after: { formula } }];
  return {
    kind: "differs",
    severity: "wrong",
    culprit,
    sentence: words.differs(spoken({ sheet, address })),
    why: texts.audit.reasons.differs.value(valueText(shown), valueText(shownAs(given))),
    breaks: [],
    fixes: [{ kind: "edits", will: words.retype(spoken(culprit)), edits }],
  };
}

/** So many cells of ranges are kept for the next formula that names the same. */
const MOST_KEPT = 2_000_000;

/** The cells behind the parts of formulas, each range read once. */
class Grids {
  private readonly known = new Map<string, Grid>();
  private kept = 0;
  private readonly outer;

  constructor(
    private readonly pages: Pages,
    /** What cells give that show something else. */
    private readonly given: ReadonlyMap<string, Scalar>,
  ) {
    const all = pages.all().map(({ outer }) => outer);
    this.outer = {
      bottom: Math.max(0, ...all.map(({ bottom }) => bottom)),
      right: Math.max(0, ...all.map(({ right }) => right)),
    };
  }

  of(part: Expression, { cell }: Placed): Grid {
    const read = this.pages.reading(part, cell);
    if (read === null) {
      const value = this.pages.valueOfName(part, cell);
      if (value === undefined) throw new UnreadPart(part.text, part.kind === "name" ? "name" : "cells");
      return [[fromCell(value)]];
    }
    if (part.kind === "reference" && part.spill) return this.spilled(part, read.sheet, read.area.top, read.area.left);
    const key = `${read.sheet.toLowerCase()}!${part.kind === "reference" ? part.address : `${part.text} ${spoken(cell)}`}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const { top, left } = read.area;
    const bottom = read.area.bottom >= LAST_ROW ? Math.max(this.outer.bottom, top) : read.area.bottom;
    const right = read.area.right >= LAST_COLUMN ? Math.max(this.outer.right, left) : read.area.right;
    const grid = this.cells(read.sheet, top, left, bottom, right, part);
    const size = grid.length * width(grid);
    if (this.kept + size > MOST_KEPT) {
      this.known.clear();
      this.kept = 0;
    }
    this.kept += size;
    this.known.set(key, grid);
    return grid;
  }

  private spilled(part: Expression, sheet: string, row: number, column: number): Grid {
    const range = area(this.pages.at(sheet, row, column)?.cell.spill ?? "");
    if (range === null) throw new UnreadPart(part.text, "cells");
    return this.cells(sheet, range.top, range.left, range.bottom, range.right, part);
  }

  private cells(sheet: string, top: number, left: number, bottom: number, right: number, part: Expression): Grid {
    const page = this.pages.page(sheet);
    if (page === undefined) throw new UnreadPart(part.text, "cells");
    if ((bottom - top + 1) * (right - left + 1) > MOST_CELLS) throw new UnreadPart(part.text, "size");
    const rows: Scalar[][] = [];
    for (let row = top; row <= bottom; row++) {
      const cells: Scalar[] = [];
      for (let column = left; column <= right; column++) cells.push(this.valueAt(page, row, column));
      rows.push(cells);
    }
    return rows;
  }

  private valueAt(page: Page, row: number, column: number): Scalar {
    const held = fromCell(page.value(row, column));
    return this.given.size === 0 ? held : (this.given.get(spoken(refAt(page.sheet, row, column))) ?? held);
  }
}
