// An ordinary formula on the copy of its sheet: what it read on the sheets that are copied, it reads on their copies.
import { qualified, sheetMark } from "../host/a1";
import { tokenize } from "@borgar/fx";
import type { Ref } from "../host/host";
import { type Around, named, tableCells } from "../explain/cells";
import { UnreadPart } from "../explain/evaluate";
import { readTableReference } from "../explain/formula";
import { type Edit, edited } from "./literals";
import type { Snapshot } from "./snapshot";

export interface Copies {
  /** The copy's name by the original's in lower case. */
  readonly names: ReadonlyMap<string, string>;
  /** The range that a spill of ours filled, by sheet and anchor: on the copy nothing spills there. */
  readonly spills: ReadonlyMap<string, string>;
}

export const spillKey = ({ sheet, address }: Ref): string => `${sheet}!${address}`.toLowerCase();

/** The same place on the copy, or the place itself where its sheet is not copied. */
export const copied = (ref: Ref, { names }: Copies): Ref => ({
  ...ref,
  sheet: names.get(ref.sheet.toLowerCase()) ?? ref.sheet,
});

export interface CopiedFormula {
  readonly formula: string;
  /** A table reference that stands for no cells here, and so stays as it is. */
  readonly unresolved: string | null;
}

/** The formula of the cell at `home`, for the same cell of the copy. */
export async function copiedFormula(
  formula: string,
  home: Ref,
  book: Snapshot,
  copies: Copies,
): Promise<CopiedFormula> {
  const tokens = tokenize(formula, { withLocation: true });
  const edits: Edit[] = [];
  let unresolved: string | null = null;
  const around: Around = { host: book, home, tables: () => book.tables() };
  // What LET and LAMBDA name stands for no cells.
  const binds = /\b(LET|LAMBDA)\s*\(/i.test(formula);
  for (const [index, { type, value, loc }] of tokens.entries()) {
    const [from, to] = loc ?? [0, 0];
    // A copy has no tables: there the plain cells are named.
    if (type === "structured") {
      const place = await placeOfTable(value, around);
      if (place === null) unresolved ??= value;
      else edits.push({ from, to, text: qualified(copied(place, copies)) });
    }
    if (!type.startsWith("range")) continue;
    const mark = value.lastIndexOf("!");
    const sheet = mark < 0 ? null : value.slice(0, mark).replace(/^'|'$/g, "").replaceAll("''", "'");
    const copy = sheet === null ? undefined : copies.names.get(sheet.toLowerCase());
    if (type === "range_named") {
      const found = binds ? null : await named({ sheet, name: value.slice(mark + 1) }, around);
      if (found !== null && "cells" in found && copies.names.has(found.cells.sheet.toLowerCase()))
        edits.push({ from, to, text: qualified(copied(found.cells, copies)) });
      // A value of the original's sheet alone.
      else if (found !== null && "value" in found && found.sheet !== null && sheet === null)
        edits.push({ from, to: from, text: sheetMark(found.sheet) });
      continue;
    }
    const prefix = copy === undefined ? value.slice(0, mark + 1) : sheetMark(copy);
    const anchor = { sheet: sheet ?? home.sheet, address: value.slice(mark + 1).replaceAll("$", "") };
    const spill = tokens[index + 1]?.value === "#" ? copies.spills.get(spillKey(anchor)) : undefined;
    if (spill !== undefined) edits.push({ from, to: to + 1, text: prefix + spill });
    else if (copy !== undefined) edits.push({ from, to: from + mark + 1, text: prefix });
  }
  return { formula: edited(formula, edits), unresolved };
}

async function placeOfTable(text: string, around: Around): Promise<Ref | null> {
  const named = readTableReference(text);
  try {
    return named === null ? null : await tableCells(named, text, around);
  } catch (error) {
    if (error instanceof UnreadPart) return null;
    throw error;
  }
}
