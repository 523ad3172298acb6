// What the references and names of a formula hold, read from the workbook once each.
import { HostError, type Host, type Ref, type TableInfo } from "../../host/host";
import { MAX_CELLS } from "../../model/keys";
import { area, columnsOf, rowsOf } from "./address";
import { UnreadPart } from "./evaluate";
import { type Expression, type NamesCells, namesCells, parts, type Reference, type TableReference } from "./formula";
import { fromCell, type Grid } from "./grid";
import { bareTable, cellsOfTable, tableNamed } from "./tables";

/** What following a cell needs of a workbook. */
export type CellReader = Pick<Host, "read" | "named" | "tables" | "findFormulas">;

export interface ReadCells {
  readonly ref: Ref;
  readonly grid: Grid;
  readonly formulas: readonly (readonly (string | null)[])[];
}

/** The cells of every reference and name, or why they cannot be read. */
export type CellsOf = ReadonlyMap<Expression, ReadCells | UnreadPart>;

/** Where a formula stands, and what it is read from. */
export interface Around {
  readonly host: Pick<CellReader, "read" | "named" | "findFormulas">;
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
  return new Map(found.map((part, index) => [part, read[index]]));
}

function keyOf(part: NamesCells, home: Ref): string {
  if (part.kind === "reference") return `${part.sheet ?? home.sheet}!${part.address}${part.spill ? "#" : ""}`;
  return `${part.kind} ${part.text}`;
}

async function readPart(part: NamesCells, around: Around): Promise<ReadCells | UnreadPart> {
  const { host, home } = around;
  try {
    const ref = part.kind === "reference" && !part.spill ? placeOf(part, home) : await lookUp(part, around);
    if (ref === null) return new UnreadPart(part.text, "name");
    const range = area(ref.address);
    if (range === null) return new UnreadPart(part.text, "cells");
    const [rows, columns] = [rowsOf(range), columnsOf(range)];
    // Our functions refuse such a range by its size alone, so its cells are not read.
    if (rows * columns > MAX_CELLS) return { ref, grid: blanks(rows, columns), formulas: [] };
    const { values, formulas } = await host.read(ref);
    return { ref, grid: values.map((row) => row.map(fromCell)), formulas };
  } catch (error) {
    if (error instanceof UnreadPart) return error;
    return new UnreadPart(part.text, "cells", error instanceof HostError ? error.message : String(error));
  }
}

const blanks = (rows: number, columns: number): Grid => new Array(rows).fill(new Array(columns).fill(null));

const placeOf = ({ sheet, address }: Reference, home: Ref): Ref => ({ sheet: sheet ?? home.sheet, address });

/** Where a part points that does not say its address itself; null for a name that stands for no cells. */
function lookUp(part: NamesCells, around: Around): Promise<Ref | null> {
  if (part.kind === "reference") return spillFrom(around.host, placeOf(part, around.home), part.text);
  return part.kind === "name" ? cellsNamed(part.name, around) : tableCells(part, part.text, around);
}

/** The cells of a defined name, or of a table's bare name. */
export async function cellsNamed(name: string, around: Around): Promise<Ref | null> {
  const ref = await around.host.named(name);
  if (ref !== null || tableNamed(name, await around.tables()) === undefined) return ref;
  return tableCells(bareTable(name), name, around);
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
