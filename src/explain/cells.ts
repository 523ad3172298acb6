// What the references and names of a formula hold, read from the workbook once each.
import { type Area, area, cellAt, columnsOf, LAST_COLUMN, LAST_ROW, rowsOf, sheetMark } from "../host/a1";
import { HostError, type Host, type Named, type Ref, type TableInfo } from "../host/host";
import { MAX_CELLS } from "../model/keys";
import { UnreadPart } from "./evaluate";
import { type Expression, type NamesCells, namesCells, parts, type Reference, type TableReference } from "./formula";
import { fromCell, type Grid, MOST_CELLS } from "./grid";
import { bareTable, cellsOfTable, tableNamed } from "./table-references";

/** What following a cell needs of a workbook. */
export type CellReader = Pick<Host, "kind" | "read" | "extent" | "named" | "tables" | "findFormulas">;

export interface ReadCells {
  /** Null for a name that stands for a value of its own. */
  readonly ref: Ref | null;
  /** Then the name, as any sheet of the workbook can write it. */
  readonly name?: string;
  readonly grid: Grid;
  readonly formulas: readonly (readonly (string | null)[])[];
}

/** The cells of every reference and name, or why they cannot be read. */
export type CellsOf = ReadonlyMap<Expression, ReadCells | UnreadPart>;

/** Where a formula stands, and what it is read from. */
export interface Around {
  readonly host: Pick<CellReader, "read" | "extent" | "named" | "findFormulas">;
  readonly home: Ref;
  readonly tables: () => Promise<readonly TableInfo[]>;
}

/** Reads what a formula at `home` names. */
export async function readCells(host: CellReader, root: Expression, home: Ref): Promise<CellsOf> {
  const known = new Map<string, Promise<ReadCells | UnreadPart>>();
  const found: Expression[] = [];
  const readings: Promise<ReadCells | UnreadPart>[] = [];
  // The tables are asked for once, and only where one may be named.
  let listed: Promise<readonly TableInfo[]> | undefined;
  const around: Around = { host, home, tables: () => (listed ??= host.tables()) };
  for (const part of parts(root)) {
    if (!namesCells(part)) continue;
    const key = keyOf(part, home);
    const reading = known.get(key) ?? readPart(part, around);
    known.set(key, reading);
    found.push(part);
    readings.push(reading);
  }
  // Asked in one breath: Excel answers them in one request.
  const read = await Promise.all(readings);
  const cells = new Map<Expression, ReadCells | UnreadPart>();
  found.forEach((part, index) => cells.set(part, read[index]));
  return cells;
}

function keyOf(part: NamesCells, home: Ref): string {
  if (part.kind === "reference") return `${part.sheet ?? home.sheet}!${part.address}${part.spill ? "#" : ""}`;
  return `${part.kind} ${part.text.toLowerCase()}`;
}

async function readPart(part: NamesCells, around: Around): Promise<ReadCells | UnreadPart> {
  const { host } = around;
  try {
    const place = await placeNamed(part, around);
    if (place === null) return new UnreadPart(part.text, "name");
    if ("value" in place)
      return { ref: null, name: nameFrom(part, place), grid: [[fromCell(place.value)]], formulas: [] };
    const ref = "cells" in place ? place.cells : place;
    const named = area(ref.address);
    if (named === null) return new UnreadPart(part.text, "cells");
    const range = await within(named, ref.sheet, host);
    const [rows, columns] = [rowsOf(range), columnsOf(range)];
    // Our functions refuse such a range by its size alone; others may add up a whole column, which is mostly blank.
    if (rows * columns > MAX_CELLS) return { ref, grid: await sparse(host, ref.sheet, range), formulas: [] };
    const address = range === named ? ref.address : `${cellAt(range, 0, 0)}:${cellAt(range, rows - 1, columns - 1)}`;
    const { values, formulas } = await host.read({ sheet: ref.sheet, address });
    return { ref, grid: values.map((row) => row.map(fromCell)), formulas };
  } catch (error) {
    if (error instanceof UnreadPart) return error;
    return new UnreadPart(part.text, "cells", error instanceof HostError ? error.message : String(error));
  }
}

/** Cuts a whole column or row where the sheet ends. */
async function within(range: Area, sheet: string, host: Around["host"]): Promise<Area> {
  if (range.bottom < LAST_ROW && range.right < LAST_COLUMN) return range;
  const { rows, columns } = await host.extent(sheet);
  return { ...range, bottom: Math.min(range.bottom, rows - 1), right: Math.min(range.right, columns - 1) };
}

/** A large range, read as far as its sheet is filled; one that no function of a spreadsheet goes through is left blank. */
async function sparse(host: Around["host"], sheet: string, range: Area): Promise<Grid> {
  const [rows, columns] = [rowsOf(range), columnsOf(range)];
  const blank = new Array<null>(columns).fill(null);
  const grid = new Array<Grid[number]>(rows).fill(blank);
  const used = rows * columns > MOST_CELLS ? undefined : await host.read({ sheet, address: "" });
  const filled = used && area(used.address);
  if (used === undefined || filled === null || filled === undefined) return grid;
  for (let row = Math.max(filled.top, range.top); row <= Math.min(filled.bottom, range.bottom); row++) {
    const values = used.values[row - filled.top];
    grid[row - range.top] = blank.map((_, column) => fromCell(values[column + range.left - filled.left] ?? null));
  }
  return grid;
}

const nameFrom = (part: NamesCells, { sheet }: { readonly sheet: string | null }): string => {
  const name = part.text.slice(part.text.lastIndexOf("!") + 1);
  return sheet === null ? name : `${sheetMark(sheet)}${name}`;
};

const placeOf = ({ sheet, address }: Reference, home: Ref): Ref => ({ sheet: sheet ?? home.sheet, address });

/** What a part stands for: cells, or a name's own value; null for an unknown name. Throws UnreadPart where there are none. */
export const placeNamed = async (part: NamesCells, around: Around): Promise<Ref | Named | null> =>
  part.kind === "reference" && !part.spill ? placeOf(part, around.home) : lookUp(part, around);

function lookUp(part: NamesCells, around: Around): Promise<Ref | Named | null> {
  if (part.kind === "reference") return spillFrom(around.host, placeOf(part, around.home), part.text);
  return part.kind === "name" ? named(part, around) : tableCells(part, part.text, around);
}

/** What a defined name, or a table's bare name, stands for. */
export async function named(
  { sheet, name }: { readonly sheet: string | null; readonly name: string },
  around: Around,
): Promise<Named | null> {
  const found = await around.host.named(name, sheet ?? around.home.sheet);
  if (found !== null || tableNamed(name, await around.tables()) === undefined) return found;
  return { cells: await tableCells(bareTable(name), name, around) };
}

export const tableCells = async (named: TableReference, text: string, { home, tables }: Around): Promise<Ref> =>
  cellsOfTable(named, text, home, await tables());

/** The whole range that spills from an anchor. */
async function spillFrom(host: Around["host"], ref: Ref, text: string): Promise<Ref> {
  const formula = (await host.read(ref)).formulas[0][0];
  if (formula === null) throw new UnreadPart(text, "cells");
  const same = new RegExp(`^${formula.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
  const anchors = await host.findFormulas(same);
  const anchor = anchors.find((cell) => cell.sheet === ref.sheet && cell.address === ref.address);
  return { sheet: ref.sheet, address: anchor?.spill ?? ref.address };
}
