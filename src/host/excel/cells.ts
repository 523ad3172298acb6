// What travels to and from Excel: addresses, cells as Excel's own input, and records kept as the formula of a hidden name.

import type { Area } from "../a1";
import type { Cell, CellValue, Ref, SheetPlan } from "../host";

/** An area in pieces of whole rows, each of so many cells at most unless it is one row. */
export function rowsWithin(area: Area, most: number): Area[] {
  const rows = Math.max(1, Math.floor(most / (area.right - area.left + 1)));
  const pieces: Area[] = [];
  for (let top = area.top; top <= area.bottom; top += rows)
    pieces.push({ ...area, top, bottom: Math.min(area.bottom, top + rows - 1) });
  return pieces;
}

/** Pieces in groups of so many cells at most, in their order. */
export function batches<T extends { readonly area: Area }>(pieces: readonly T[], most: number): T[][] {
  const groups: T[][] = [];
  let room = 0;
  for (const piece of pieces) {
    const { top, left, bottom, right } = piece.area;
    const size = (bottom - top + 1) * (right - left + 1);
    if (size <= room) groups[groups.length - 1].push(piece);
    else {
      groups.push([piece]);
      room = most;
    }
    room -= size;
  }
  return groups;
}

/** The part of an area that lies below and beside what we had written before. */
export function growth(area: Area, before: Area): Area[] {
  const below = { ...area, top: before.bottom + 1 };
  const beside = { ...area, left: before.right + 1, bottom: Math.min(area.bottom, before.bottom) };
  return [below, beside].filter(({ top, left, bottom, right }) => top <= bottom && left <= right);
}

/** "'Bob''s data'!$A$1:$B$2" as Excel writes it. */
export function refOf(address: string): Ref {
  const mark = address.lastIndexOf("!");
  const sheet = address
    .slice(0, mark)
    .replace(/^'(.*)'$/s, "$1")
    .replace(/''/g, "'");
  return { sheet, address: address.slice(mark + 1).replace(/\$/g, "") };
}

// A text that Excel might take for a number, a date, a truth, an error or a formula is typed with an apostrophe before it.
const MISTAKABLE = /^\s*(?:[=+\-@'#]|(?:true|false)\s*$)|\d/i;

/** A cell as one would type it; "" empties a cell, null leaves it. */
export function typed(cell: Cell, blank: "" | null): string | number | boolean | null {
  if (cell === null || cell === "") return blank;
  if (typeof cell === "object") return cell.formula;
  return typeof cell === "string" && MISTAKABLE.test(cell) ? `'${cell}` : cell;
}

/** Rows of one length, as one assignment needs them. */
export function grid(cells: readonly (readonly Cell[])[], blank: "" | null): (string | number | boolean | null)[][] {
  const width = Math.max(1, ...cells.map((row) => row.length));
  return cells.map((row) => Array.from({ length: width }, (_, column) => typed(row[column] ?? null, blank)));
}

export const blockOf = ({ cells }: SheetPlan): Area => ({
  top: 0,
  left: 0,
  bottom: Math.max(0, cells.length - 1),
  right: Math.max(0, ...cells.map((row) => row.length - 1)),
});

/** Rows as they fit into requests of so many bytes, at least one row each: [first, one past the last, bytes]. */
export function slices(rows: readonly (readonly unknown[])[], limit: number): [number, number, number][] {
  const cuts: [number, number, number][] = [];
  let start = 0;
  let bytes = 0;
  rows.forEach((row, at) => {
    const own = weight(row);
    if (at > start && bytes + own > limit) {
      cuts.push([start, at, bytes]);
      start = at;
      bytes = 0;
    }
    bytes += own;
  });
  if (rows.length > start) cuts.push([start, rows.length, bytes]);
  return cuts;
}

/** Bytes of a row on its way, near enough. */
const weight = (row: readonly unknown[]): number => row.reduce((sum: number, cell) => sum + String(cell).length + 3, 2);

/** A cell as Excel reports it: "" is a blank unless a formula gives it. */
export const valueOf = (value: unknown, formula: unknown): CellValue =>
  value === "" && formula === "" ? null : (value as CellValue);

export const isFormula = (formula: unknown): formula is string =>
  typeof formula === "string" && formula.startsWith("=");

// A text within a formula holds at most 255 characters, a formula 8,192.
const PIECE = 250;

/** A record as the formula of a name: ="..."&"...". */
export function written(record: object): string {
  const text = JSON.stringify(record).replace(/"/g, '""');
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = Math.min(at + PIECE, text.length);
    // A doubled quote must not be cut in two.
    if (end < text.length && /(?:^|[^"])(?:"")*"$/.test(text.slice(at, end))) end--;
    pieces.push(`"${text.slice(at, end)}"`);
    at = end;
  }
  return `=${pieces.join("&")}`;
}

/** The record in a name's formula; undefined when someone else has changed it. */
export function readRecord<T extends object>(formula: unknown): T | undefined {
  if (!isFormula(formula)) return undefined;
  const text = (formula.match(/"(?:[^"]|"")*"/g) ?? []).map((piece) => piece.slice(1, -1).replace(/""/g, '"')).join("");
  try {
    const record: unknown = JSON.parse(text);
    return typeof record === "object" && record !== null ? (record as T) : undefined;
  } catch {
    return undefined;
  }
}
