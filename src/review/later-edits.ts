// What a person has made of loaded sheets since: taking the load back would take it away, or leave it without what it reads.
import { addressOf, area, areaOf, spoken } from "../host/a1";
import type { Cell, Host, Manifest, RangeData, SheetPlan } from "../host/host";
import { marksOf, marksRead } from "../sheets/imprint";
import { holds } from "./edits";
import type { CellEdit } from "./finding";
import { spilledOn } from "./spills";

/** How many cells of a sheet were filled, changed or emptied, whether it has another name now, and how many formulas elsewhere read it. */
export interface LaterEdits {
  readonly sheet: string;
  readonly cells: number;
  readonly renamed: boolean;
  readonly readers: number;
}

/**
 * The sheets of a load that were changed by hand or are read from elsewhere; one that is gone is left out. What the same step
 * typed elsewhere goes back with it.
 */
export async function laterEdits(
  host: Host,
  plans: readonly SheetPlan[],
  edits: readonly CellEdit[] = [],
): Promise<readonly LaterEdits[]> {
  const there = new Set((await host.sheets()).map(({ name }) => name));
  const manifests = await host.manifests();
  const found: LaterEdits[] = [];
  const loaded = plans.flatMap((plan) => {
    const sheet = there.has(plan.name) ? plan.name : renamedOf(plan, plans, manifests);
    return sheet === undefined ? [] : [{ plan, sheet }];
  });
  if (loaded.length === 0) return [];
  const formulas = await host.findFormulas(/^/);
  const names = [...(await host.names()), ...(await host.tables())];
  const own = new Set(loaded.map(({ sheet }) => sheet));
  const typed = new Set(edits.map(spoken));
  const elsewhere = formulas.filter((cell) => !own.has(cell.sheet) && !typed.has(spoken(cell)));
  for (const { plan, sheet } of loaded) {
    const renamed = sheet !== plan.name;
    const isSpilled = spilledOn(formulas, sheet);
    const cells = changedCells(plan, await host.read({ sheet, address: "" })).filter(
      ({ row, column, filled }) => !filled || !isSpilled(row, column),
    ).length;
    const named = names.flatMap((each) => (each.sheet === sheet ? each.name : []));
    const readers = elsewhere.filter(({ formula }) => readsSheet(formula, sheet, named)).length;
    if (cells > 0 || renamed || readers > 0) found.push({ sheet, cells, renamed, readers });
  }
  return found;
}

const literal = (text: string): string => text.replace(/[.*+?^$()|[\]{}\\]/g, "\\$&");

/** Whether a formula speaks of a sheet, or by name of cells or a table on it. */
function readsSheet(formula: string, sheet: string, names: readonly string[]): boolean {
  const spoken = formula.replace(/"[^"]*"/g, '""');
  const quoted = `'${literal(sheet.replaceAll("'", "''"))}'!`;
  const words = [`${literal(sheet)}!`, ...names.map((name) => `${literal(name)}(?![\\p{L}\\p{N}_.(!])`)];
  return new RegExp(`${quoted}|(?<![\\p{L}\\p{N}_.'!])(?:${words.join("|")})`, "iu").test(spoken);
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
