// What the sheets that we load have in common: a title with its paragraph, header rows, and the look of them.

import { columnName } from "../host/a1";
import type { Cell, Style } from "../host/host";

export type Row = readonly Cell[];
export type RangeStyle = Style & { readonly range: string };

const LINE = 140;
/** Rows that a chart stands over, above its table: below or beside, what grows or is wide would run into it. */
export const CHART_ROWS = 17;

export const TITLE: Style = { bold: true, fontSize: 14 };
export const HEADER: Style = { bold: true, fill: "#d9efed", color: "#123f3c" };
export const SECTION: Style = { bold: true, fontSize: 12 };
export const ASSUMPTION: Style = { color: "#0000ff" };
export const LINK: Style = { color: "#00703c" };
export const QUIET: Style = { color: "#5c5c5c" };

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu;

/** In characters of a column's width: a Chinese one is twice as wide. */
export const widthOf = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0);

/** A word with the space behind it; Chinese has none, and breaks after a mark. */
const PIECES = /[^\s，。；：、]+(?:[，。；：、”）]+|\s|$)/gu;

/** A paragraph as rows of one line each, since a cell's text shows on one line. */
export function paragraph(text: string): Row[] {
  const lines: string[] = [];
  for (const piece of text.replace(/\s+/g, " ").match(PIECES) ?? []) {
    const line = lines.at(-1);
    if (line === undefined || widthOf(line.trimEnd()) + widthOf(piece.trimEnd()) >= LINE) lines.push(piece);
    else lines[lines.length - 1] = line + piece;
  }
  return lines.map((line) => [line.trimEnd()]);
}

/** The number format that suits a unit. */
export function formatOf(unit: string, value: number): string {
  if (unit === "code" || unit === "year") return "0";
  if (unit.startsWith("fraction")) return "0.0%";
  return Number.isInteger(value) && Math.abs(value) >= 1000 ? "#,##0" : "General";
}

/** The number format for what is calculated, of which only the unit is known. */
export function formatOfUnit(unit: string): string {
  if (unit === "code" || unit === "year") return "0";
  if (unit.startsWith("fraction")) return "0.0###%";
  return /^\$(\/year)?$/.test(unit) ? "#,##0.00" : "General";
}

/** Of a cell by its column and row as people count them, from 1. */
export const address = (column: number, row: number): string => `${columnName(column - 1)}${row}`;
