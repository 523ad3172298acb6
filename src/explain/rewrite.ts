// A part of the user's formula, written so that it means the same on another sheet.
import { area, cellAt, columnsOf, qualified, rowsOf } from "../host/a1";
import type { Focus } from "../model/steps/trace";
import type { CellsOf, ReadCells } from "./cells";
import { UnreadPart } from "./evaluate";
import { ELEMENTWISE } from "./explain";
import type { Call, Expression } from "./formula";

export interface Rewriting {
  readonly cells: CellsOf;
  /** The cells that hold the answer of a call of ours: one, or the whole of it where `at` is null. */
  answer(call: Call, at: Focus | null): string;
}

/** The text of a part; with `at`, of that element of it alone. */
export function rewrite(part: Expression, at: Focus | null, rewriting: Rewriting): string {
  const element = (inner: Expression): string => rewrite(inner, at, rewriting);
  const whole = (inner: Expression): string => rewrite(inner, null, rewriting);
  switch (part.kind) {
    case "constant":
    case "omitted":
      return part.text;
    case "error":
      return part.code;
    case "array": {
      if (at === null) return part.text;
      const row = part.rows[part.rows.length === 1 ? 0 : at.row];
      const item = row?.[row.length === 1 ? 0 : at.column];
      if (item === undefined) throw new UnreadPart(part.text, "cells");
      return element(item);
    }
    case "name":
    case "reference":
    case "table":
      return cellsText(readingOf(part, rewriting.cells), at);
    case "unary":
      return part.operator === "%"
        ? `(${element(part.operand)}%)`
        : `(${signOf(part.operator)}${element(part.operand)})`;
    case "binary":
      return `(${element(part.left)}${part.operator}${element(part.right)})`;
    case "call": {
      if (part.ours) return rewriting.answer(part, at);
      const inner = ELEMENTWISE.has(part.name) ? element : whole;
      return `${part.name}(${part.args.map(inner).join(",")})`;
    }
    case "unread":
      throw new UnreadPart(part.text, part.why);
  }
}

/** One element of a part whose whole value has several. */
export function rewriteElement(part: Expression, at: Focus, several: boolean, rewriting: Rewriting): string {
  const gathers = part.kind === "call" && !part.ours && !ELEMENTWISE.has(part.name);
  if (!gathers || !several) return rewrite(part, at, rewriting);
  return `INDEX(${rewrite(part, null, rewriting)},${at.row + 1},${at.column + 1})`;
}

/** A range of one cell needs no "@", and older spreadsheets do not know it. */
const signOf = (operator: string): string => (operator === "@" ? "" : operator);

function readingOf(part: Expression, cells: CellsOf): ReadCells {
  const read = cells.get(part);
  if (read === undefined || read instanceof Error) throw read ?? new UnreadPart(part.text, "cells");
  return read;
}

function cellsText({ ref, name = "" }: ReadCells, at: Focus | null): string {
  if (ref === null) return name;
  const place = area(ref.address);
  if (at === null || place === null) return qualified(ref);
  const row = rowsOf(place) === 1 ? 0 : at.row;
  const column = columnsOf(place) === 1 ? 0 : at.column;
  return qualified({ sheet: ref.sheet, address: cellAt(place, row, column) });
}
