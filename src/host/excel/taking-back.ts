// How a load is undone, and how what a dead pane left is mended.

import { areaOf, overlap } from "../a1";
import { refOf } from "./cells";
import type { Task } from "./plan";
import { addTable, cells, furnish, loaded } from "./ranges";
import {
  INNER,
  isUnneeded,
  keepLast,
  LAST,
  leftovers,
  OPEN,
  OURS,
  partsOf,
  record,
  removeAdded,
  shownAs,
  UNDO,
  type Open,
  type Seen,
} from "./seen";
import * as say from "./sentences";
import type { HostError } from "../host";

/** What the lock tells whoever heals. */
export type Intent = Pick<Open, "load" | "prior" | "others">;

/**
 * Undoes a load; every action may be repeated after a death. Whoever holds the lock clears away all that no load needs, others
 * only what is their own. Says how many sheets it removed.
 */
export async function takeBack(
  context: Excel.RequestContext,
  seen: Seen,
  { load, prior, others }: Intent,
): Promise<number> {
  const { added, refreshed } = partsOf(seen, load);
  const locked = seen.open?.load === load;
  const tables = refreshed.map((sheet) => sheet.tables.map((table) => ({ table, range: loaded(table.getRange()) })));
  if (refreshed.length > 0) await context.sync();
  for (const [at, sheet] of refreshed.entries()) {
    const { proxy, undo } = sheet;
    const backup = seen.sheets.find(({ name }) => name === undo.backup);
    if (backup === undefined) continue;
    const area = areaOf(undo.area);
    // Such as the refresh made, perhaps without having named them yet, and such as it had not yet taken away.
    for (const { table, range } of tables[at])
      if (overlap(areaOf(refOf(range.address).address), area)) table.convertToRange();
    for (const chart of sheet.charts) if (!others.includes(chart.name)) chart.delete();
    cells(proxy, area).copyFrom(cells(backup.proxy, area));
    proxy.freezePanes.unfreeze();
    furnish(proxy, { ...undo.before, table: undefined });
    for (const spot of undo.tables) addTable(proxy, spot);
    record(proxy, OURS, undo.before, sheet.names);
    if (prior === null || undo.earlier === undefined) proxy.names.getItem(UNDO).delete();
    else record(proxy, UNDO, undo.earlier, sheet.names);
  }
  const kept = new Set(seen.sheets.map(({ undo }) => (undo?.load === load ? undo.earlier?.backup : undo?.backup)));
  const inner = seen.sheets.filter(
    (sheet) => isUnneeded(sheet, kept) && (locked || sheet.name.startsWith(`${INNER}${load}~`)),
  );
  const removed = [...new Set([...added, ...inner])];
  for (const sheet of removed) removeAdded(context, seen, sheet);
  // Another load may have happened meanwhile, and is the one to restore.
  if (seen.last === load && prior !== null) keepLast(context, prior, seen.last);
  else if (seen.last === load) context.workbook.names.getItem(LAST).delete();
  if (locked) context.workbook.names.getItem(OPEN).delete();
  await context.sync();
  return removed.length;
}

/** Takes back a load that was not completed, or completes what was left to show. Says how many sheets it removed. */
export async function mend(context: Excel.RequestContext, seen: Seen): Promise<number> {
  if (seen.open !== undefined) return takeBack(context, seen, seen.open);
  const removed = leftovers(seen).filter((sheet) => isUnneeded(sheet, new Set()));
  for (const sheet of leftovers(seen)) {
    if (removed.includes(sheet)) removeAdded(context, seen, sheet);
    else sheet.proxy.visibility = shownAs(sheet.ours ?? {});
  }
  await context.sync();
  return removed.length;
}

/** Why Excel refused a load, as far as the workbook tells after it. */
export function refusal(error: unknown, tasks: readonly Task[], seen: Seen): HostError {
  if (say.codeOf(error) === "ItemAlreadyExists") {
    const taken = tasks.find(({ plan, target, ours }) => {
      const sheet = seen.sheets.find(({ name }) => name.toLowerCase() === plan.name.toLowerCase());
      return target === undefined && sheet !== undefined && sheet.ours?.load !== ours.load;
    });
    // Else it was a name of the journal's.
    return taken === undefined ? say.otherPane() : say.nameTaken(taken.plan.name);
  }
  if (say.codeOf(error) === "InvalidArgument") {
    const defined = new Set(seen.definedNames.map((name) => name.toLowerCase()));
    const table = tasks.map(({ ours }) => ours.table?.name ?? "").find((name) => defined.has(name.toLowerCase()));
    if (table !== undefined) return say.tableNameTaken(table);
  }
  if (say.codeOf(error) === "AccessDenied") {
    if (seen.readOnly) return say.readOnly();
    if (seen.locked) return say.workbookProtected();
    const names = tasks.map(({ plan }) => plan.name);
    const sheet = seen.sheets.find((one) => one.protected && names.includes(one.name));
    if (sheet !== undefined) return say.sheetProtected(sheet.name);
  }
  return say.hostError(error);
}
