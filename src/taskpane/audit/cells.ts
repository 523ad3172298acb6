// What the references and names of a formula hold, read from the workbook once each.
import { HostError, type Host, type Ref } from "../../host/host";
import { MAX_CELLS } from "../../model/keys";
import { area, columnsOf, rowsOf } from "./address";
import { UnreadPart } from "./evaluate";
import { type Expression, parts, type Reference } from "./formula";
import { fromCell, type Grid } from "./grid";

/** What following a cell needs of a workbook. */
export type CellReader = Pick<Host, "read" | "named" | "findFormulas">;

export interface ReadCells {
  readonly ref: Ref;
  readonly grid: Grid;
  readonly formulas: readonly (readonly (string | null)[])[];
}

/** The cells of every reference and name, or why they cannot be read. */
export type CellsOf = ReadonlyMap<Expression, ReadCells | UnreadPart>;

export async function readCells(host: CellReader, root: Expression, sheet: string): Promise<CellsOf> {
  const known = new Map<string, Promise<ReadCells | UnreadPart>>();
  const found: Expression[] = [];
  const readings: Promise<ReadCells | UnreadPart>[] = [];
  for (const part of parts(root)) {
    if (part.kind !== "reference" && part.kind !== "name") continue;
    const key =
      part.kind === "name" ? `name ${part.name}` : `${part.sheet ?? sheet}!${part.address}${part.spill ? "#" : ""}`;
    const reading = known.get(key) ?? readPart(host, part, sheet);
    known.set(key, reading);
    found.push(part);
    readings.push(reading);
  }
  // Asked in one breath: Excel answers them in one request.
  const read = await Promise.all(readings);
  return new Map(found.map((part, index) => [part, read[index]]));
}

async function readPart(
  host: CellReader,
  part: Extract<Expression, { kind: "reference" | "name" }>,
  sheet: string,
): Promise<ReadCells | UnreadPart> {
  try {
    const ref = part.kind === "name" ? await host.named(part.name) : placeOf(part, sheet);
    if (ref === null) return new UnreadPart(part.text, "name");
    const place = part.kind === "reference" && part.spill ? await spillFrom(host, ref, part.text) : ref;
    const range = area(place.address);
    if (range === null) return new UnreadPart(part.text, "cells");
    const [rows, columns] = [rowsOf(range), columnsOf(range)];
    // Our functions refuse such a range by its size alone, so its cells are not read.
    if (rows * columns > MAX_CELLS) return { ref: place, grid: blanks(rows, columns), formulas: [] };
    const { values, formulas } = await host.read(place);
    return { ref: place, grid: values.map((row) => row.map(fromCell)), formulas };
  } catch (error) {
    if (error instanceof UnreadPart) return error;
    return new UnreadPart(part.text, "cells", error instanceof HostError ? error.message : String(error));
  }
}

const blanks = (rows: number, columns: number): Grid => new Array(rows).fill(new Array(columns).fill(null));

const placeOf = ({ sheet, address }: Reference, home: string): Ref => ({ sheet: sheet ?? home, address });

/** The whole range that spills from an anchor. */
async function spillFrom(host: CellReader, ref: Ref, text: string): Promise<Ref> {
  const formula = (await host.read(ref)).formulas[0][0];
  if (formula === null) throw new UnreadPart(text, "cells");
  const same = new RegExp(`^${formula.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
  const anchors = await host.findFormulas(same);
  const anchor = anchors.find((cell) => cell.sheet === ref.sheet && cell.address === ref.address);
  return { sheet: ref.sheet, address: anchor?.spill ?? ref.address };
}
