// Edits of single cells: written, and taken back, in one breath each, which is one step for undo.
import { area, areaOf, spoken } from "../host/a1";
import { type Cell, type CellValue, type Host, HostError, type RangeData, type Ref } from "../host/host";
import { readFormula } from "../explain/formula";
import { texts } from "../languages";
import { reviewTexts } from "../languages/review";
import type { CellEdit } from "./finding";
import { sameFormula, sameValue } from "./same-formula";

type Reader = Pick<Host, "read">;
type Writer = Pick<Host, "read" | "write">;

/** Of more cells of one sheet than these the whole sheet is read: a host reads one range for each request. */
const FEW = 8;

/** Writes edits; refused as a whole where a cell no longer holds what it is to be changed from. */
export async function write(host: Writer, edits: readonly CellEdit[]): Promise<void> {
  const held = await heldIn(host, edits);
  const changed = edits.find(({ sheet, before }, at) => !holds(held[at] ?? null, before, sheet));
  if (changed !== undefined) throw new HostError("Changed", reviewTexts.list.changed(spoken(changed)));
  await Promise.all(edits.map(({ sheet, address, after }) => host.write({ sheet, address }, [[after]])));
}

/** Takes edits back; refused as a whole where a person has changed a cell since, unless to what it was before. */
export async function takeBack(host: Writer, edits: readonly CellEdit[]): Promise<void> {
  await mustBeUnchanged(host, edits);
  await Promise.all(edits.map(({ sheet, address, before }) => host.write({ sheet, address }, [[before]])));
}

export async function mustBeUnchanged(host: Reader, edits: readonly CellEdit[]): Promise<void> {
  const held = await heldIn(host, edits);
  const changed = edits.find(
    ({ sheet, before, after }, at) => !holds(held[at] ?? null, after, sheet) && !holds(held[at] ?? null, before, sheet),
  );
  if (changed !== undefined) throw new HostError("Changed", texts.undo.changed(spoken(changed)));
}

/** What a cell holds, to be written there again. */
export const heldAt = async (host: Reader, ref: Ref): Promise<Cell> => (await heldIn(host, [ref]))[0] ?? null;

async function heldIn(host: Reader, refs: readonly Ref[]): Promise<Cell[]> {
  const many = [...new Set(refs.map(({ sheet }) => sheet))].filter(
    (sheet) => refs.filter((ref) => ref.sheet === sheet).length > FEW,
  );
  const sheets = new Map(
    await Promise.all(many.map(async (sheet) => [sheet, await host.read({ sheet, address: "" })] as const)),
  );
  return Promise.all(
    refs.map(async ({ sheet, address }) => {
      const data = sheets.get(sheet) ?? (await host.read({ sheet, address }));
      const { top, left } = areaOf(address);
      const from = area(data.address) ?? areaOf("A1");
      const [row, column] = [top - from.top, left - from.left];
      return cellIn(data, row, column);
    }),
  );
}

/** What a range holds at a place, to be written there again. */
export function cellIn({ formulas, values }: RangeData, row: number, column: number): Cell {
  const formula = formulas[row]?.[column] ?? null;
  return formula === null ? (values[row]?.[column] ?? null) : { formula };
}

/** Whether a cell of a sheet holds what was meant; a spreadsheet may have spelled a formula in its own way. */
export function holds(held: Cell, meant: Cell, sheet: string): boolean {
  const [[one, value], [other, wanted]] = [splitOf(held), splitOf(meant)];
  if (one === null || other === null) return one === other && sameValue(value, wanted);
  return one === other || sameFormula(readFormula(one, noneOurs), readFormula(other, noneOurs), sheet);
}

const splitOf = (cell: Cell): readonly [formula: string | null, value: CellValue] =>
  cell !== null && typeof cell === "object" ? [cell.formula, null] : [null, cell];

const noneOurs = (): boolean => false;
