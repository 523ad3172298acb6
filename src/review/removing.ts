// Independent copies are removed so that they can be written again as they were.
import { area, areaOf } from "../host/a1";
import { type Cell, type FormulaCell, type Host, HostError, type SheetPlan } from "../host/host";
import { reviewTexts } from "../languages/review";
import { VALUE_WIDTH, WIDTHS } from "../sheets/expansion-sheet";
import { cellIn } from "./edits";
import { copyOf, INDEPENDENT } from "./independent";
import { spilledOn } from "./spills";

/** Removes the copies; answers them, with the looks that they were planned with where that is known. */
export async function removeIndependent(host: Host, planned: readonly SheetPlan[]): Promise<readonly SheetPlan[]> {
  const copies = (await host.manifests()).filter(({ kind }) => kind === INDEPENDENT);
  if (copies.length === 0) throw new HostError("NoCopies", reviewTexts.independent.nothingToRemove);
  const sheets = await host.sheets();
  const formulas = await host.findFormulas(/^/);
  const standing = async (manifest: (typeof copies)[number]): Promise<SheetPlan> => {
    const name = manifest.sheet;
    const cells = await contentsOf(host, name, formulas);
    const known = planned.find((plan) => plan.name === name);
    if (known !== undefined) return { ...known, cells };
    const original = sheets.find((sheet) => copyOf(sheet.name) === manifest.request)?.name;
    const looks = original === undefined ? { widths: [...WIDTHS, VALUE_WIDTH] } : { likeSheet: original };
    const hidden = sheets.some((sheet) => sheet.name === name && !sheet.visible);
    return { name, cells, ...looks, hidden, manifest };
  };
  const plans: SheetPlan[] = [];
  for (const manifest of copies) plans.push(await standing(manifest));
  await host.remove(copies.map(({ sheet }) => sheet));
  return plans;
}

/** What was typed on a sheet, from A1: the rows of an answer come by themselves. */
async function contentsOf(host: Host, sheet: string, formulas: readonly FormulaCell[]): Promise<Cell[][]> {
  const data = await host.read({ sheet, address: "" });
  const used = area(data.address) ?? areaOf("A1");
  const isSpilled = spilledOn(formulas, sheet);
  const rows = data.values.map((line, row) => {
    const cells = line.map((_, column): Cell => {
      const cell = cellIn(data, row, column);
      const isTyped = cell === null || typeof cell !== "object";
      return isTyped && isSpilled(used.top + row, used.left + column) ? null : cell;
    });
    return new Array<Cell>(used.left).fill(null).concat(cells);
  });
  return Array.from({ length: used.top }, (): Cell[] => []).concat(rows);
}
