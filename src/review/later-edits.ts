// What a person has changed on loaded sheets since: taking the load back would take it away.
import { addressOf, area, areaOf } from "../host/a1";
import type { Cell, FormulaCell, Host, Manifest, RangeData, SheetPlan } from "../host/host";
import { marksOf, marksRead } from "../sheets/imprint";
import { holds } from "./edits";
import { spilledOn } from "./spills";

/** How many cells of a sheet were filled, changed or emptied, and whether it has another name now. */
export interface LaterEdits {
  readonly sheet: string;
  readonly cells: number;
  readonly renamed: boolean;
}

/** The sheets of a load that were changed by hand; one that is gone is left out. */
export async function laterEdits(host: Host, plans: readonly SheetPlan[]): Promise<readonly LaterEdits[]> {
  const there = new Set((await host.sheets()).map(({ name }) => name));
  const manifests = await host.manifests();
  const found: LaterEdits[] = [];
  // Asked for once, and only where a cell is filled that the load left blank.
  let asked: Promise<readonly FormulaCell[]> | undefined;
  const formulas = () => (asked ??= host.findFormulas(/^/));
  for (const plan of plans) {
    const sheet = there.has(plan.name) ? plan.name : renamedOf(plan, plans, manifests);
    if (sheet === undefined) continue;
    const renamed = sheet !== plan.name;
    const changed = changedCells(plan, await host.read({ sheet, address: "" }));
    const isSpilled = changed.some(({ filled }) => filled) ? spilledOn(await formulas(), sheet) : () => false;
    const cells = changed.filter(({ row, column, filled }) => !filled || !isSpilled(row, column)).length;
    if (cells > 0 || renamed) found.push({ sheet, cells, renamed });
  }
  return found;
}

/** The sheet of a plan under the name that somebody gave it. */
function renamedOf(
  { manifest }: SheetPlan,
  plans: readonly SheetPlan[],
  kept: readonly Manifest[],
): string | undefined {
  if (manifest === undefined) return undefined;
  const { kind, hash, range, request } = manifest;
  const names = new Set(plans.map(({ name }) => name));
  return kept.find(
    (each) =>
      each.kind === kind &&
      each.hash === hash &&
      each.range === range &&
      each.request === request &&
      !names.has(each.sheet),
  )?.sheet;
}

interface Changed {
  readonly row: number;
  readonly column: number;
  /** With a value, where the load left it blank. */
  readonly filled: boolean;
}

function changedCells({ name, cells }: SheetPlan, data: RangeData): Changed[] {
  const used = area(data.address) ?? areaOf("A1");
  const bottom = Math.max(used.bottom, cells.length - 1);
  const right = Math.max(used.right, ...cells.map((row) => row.length - 1));
  const before = marksOf(cells, addressOf({ top: 0, left: 0, bottom, right }));
  const now = marksRead(data);
  return before.flatMap((marks, row) =>
    marks.flatMap((mark, column): Changed[] => {
      const [down, along] = [row - used.top, column - used.left];
      const formula = data.formulas[down]?.[along] ?? null;
      const meant: Cell = cells[row]?.[column] ?? null;
      const same = (now[down]?.[along] ?? "") === mark && (formula === null || holds({ formula }, meant, name));
      return same ? [] : [{ row, column, filled: mark === "" && formula === null }];
    }),
  );
}
