// What a load will do with each sheet, and what cannot work, before anything changes.

import { addressOf, areaOf, around, overlap, type Area } from "../a1";
import { blockOf, growth, refOf } from "./cells";
import { cells, drawn, filledCells, loaded, type TableSpot } from "./ranges";
import { INNER, mustBeWritable, type Ours, type Seen, type SeenSheet } from "./seen";
import * as say from "./sentences";
import type { SheetPlan } from "../host";

/** What a load will do with one sheet. */
export interface Task {
  readonly plan: SheetPlan;
  /** The sheet to rewrite with its tables there, or undefined for a new one. */
  readonly target?: SeenSheet & { readonly ours: Ours };
  readonly overlapping: readonly { readonly table: Excel.Table; readonly spot: TableSpot }[];
  /** The hidden sheet that is filled; a new sheet is made of it. */
  readonly stage: string;
  readonly backup: string;
  /** The sheet whose look a new one takes, and the widths of its columns in points. */
  readonly like?: { readonly sheet: Excel.Worksheet; readonly widths: readonly number[] };
  /** All cells that change. */
  readonly area: Area;
  readonly ours: Ours;
}

/** Refuses what cannot work; for a refresh also looks at tables in the way and at cells into which it would grow. */
export async function planned(
  context: Excel.RequestContext,
  plans: readonly SheetPlan[],
  refresh: readonly string[],
  seen: Seen,
  load: string,
): Promise<Task[]> {
  const targets = plans.map(({ name }) => {
    const sheet = seen.sheets.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!refresh.includes(name)) {
      if (sheet !== undefined) throw say.nameTaken(name);
      return undefined;
    }
    if (sheet === undefined) throw say.noSheet(name);
    if (sheet.ours === undefined) throw say.notOurs(name);
    return { ...sheet, ours: sheet.ours };
  });
  const refreshed = targets.filter((target) => target !== undefined);
  mustBeWritable(seen, targets.includes(undefined), refreshed);
  const areas = plans.map((plan, at) => {
    const target = targets[at];
    return target === undefined ? blockOf(plan) : around(blockOf(plan), areaOf(target.ours.block));
  });
  const tables = targets.map((target) =>
    (target?.tables ?? []).map((table) => ({ table, range: loaded(table.getRange()) })),
  );
  const filled = targets.map((target, at) =>
    target === undefined
      ? []
      : growth(areas[at], areaOf(target.ours.block)).map((area) => loaded(filledCells(target.proxy, area))),
  );
  const likes = plans.map((plan, at) => likeOf(plan, areas[at], seen));
  if (refreshed.length > 0 || likes.some((like) => like !== undefined)) await context.sync();
  const taken = new Set([...seen.tableNames, ...seen.definedNames].map((name) => name.toLowerCase()));
  return plans.map((plan, at) => {
    const blocked = filled[at].find((range) => !range.isNullObject);
    if (blocked !== undefined) throw say.inTheWay(plan.name, refOf(blocked.address).address);
    const overlapping = tables[at]
      .map(({ table, range }) => ({ table, spot: { name: table.name, range: refOf(range.address).address } }))
      .filter(({ spot }) => overlap(areaOf(spot.range), areas[at]));
    for (const { spot } of overlapping) taken.delete(spot.name.toLowerCase());
    const target = targets[at];
    const stage = `${INNER}${load}~${at}`;
    const ours: Ours = {
      load,
      name: plan.name,
      block: addressOf(blockOf(plan)),
      manifest: plan.manifest,
      table: plan.table && { ...plan.table, name: freeName(plan.table.name, taken) },
      named: target === undefined && plan.named ? { ...plan.named, name: freeName(plan.named.name, taken) } : undefined,
      chart: plan.chart && drawn(plan.chart, plan.cells),
      frozenRows: plan.frozenRows,
      hidden: plan.hidden,
    };
    const like = likes[at]?.();
    return { plan, target, overlapping, stage, backup: `${stage}~old`, area: areas[at], ours, like };
  });
}

/** Asks for what the sheet to look like tells only when it is asked; the answer is there after the next request. */
function likeOf({ likeSheet }: SheetPlan, area: Area, { sheets }: Seen): (() => Task["like"]) | undefined {
  const found = sheets.find(({ name }) => name === likeSheet);
  if (likeSheet === undefined || found === undefined) return undefined;
  const formats = Array.from({ length: area.right + 1 }, (_, column) => {
    const { format } = cells(found.proxy, { top: 0, bottom: 0, left: column, right: column });
    format.load("columnWidth");
    return format;
  });
  return () => ({ sheet: found.proxy, widths: formats.map(({ columnWidth }) => columnWidth) });
}

/** Tables and defined names share theirs. */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${wanted}_${copy}`;
  taken.add(name.toLowerCase());
  return name;
}
