// The workbook as one request reads it, with the records that our loads leave in hidden names.

import { readRecord, refOf, written } from "./cells";
import type { DrawnChart, TableSpot } from "./ranges";
import * as say from "./sentences";
import type { Manifest } from "../host";

// Sheets and names of ours that the user does not see.
export const INNER = "capex~";
export const OPEN = "capex_load_open";
export const LAST = "capex_load_last";
export const OURS = "capex_sheet";
export const UNDO = "capex_undo";

/** The load under way, or the one being taken back. */
export interface Open {
  readonly load: string;
  readonly owner: string;
  readonly until: number;
  /** The load that could be restored before it. */
  readonly prior: string | null;
  /** Charts on the sheets to refresh that are not ours: a chart of ours has no name yet for one action. */
  readonly others: readonly string[];
}

/** On each sheet of ours: which load made it, and what we put there. */
export interface Ours {
  readonly load: string;
  /** The sheet's name then, which tells it from copies that someone has made of it: they carry the record too. */
  readonly name: string;
  readonly block: string;
  readonly manifest?: Manifest;
  readonly table?: TableSpot;
  readonly chart?: DrawnChart;
  readonly frozenRows?: number;
  readonly hidden?: boolean;
  /** The name of the workbook that stands for cells of the sheet. */
  readonly named?: TableSpot;
  /** Until its load has happened: nobody may show it, and once its load has ended otherwise it can go. */
  readonly unfinished?: true;
}

/** What a sheet of ours becomes when its load has happened. */
export const shownAs = ({ hidden }: Pick<Ours, "hidden">): "Visible" | "Hidden" => (hidden ? "Hidden" : "Visible");

/** On a refreshed sheet: how it was. */
export interface Undo {
  readonly load: string;
  readonly name: string;
  readonly backup: string;
  readonly area: string;
  readonly tables: readonly TableSpot[];
  readonly before: Ours;
  /** What could be undone before that, for a refresh that is itself taken back. */
  readonly earlier?: Undo;
}

export interface SeenSheet {
  readonly name: string;
  readonly proxy: Excel.Worksheet;
  readonly visibility: string;
  readonly protected: boolean;
  readonly names: readonly string[];
  readonly ours?: Ours;
  readonly undo?: Undo;
  readonly tables: readonly Excel.Table[];
  readonly charts: readonly Excel.Chart[];
}

/** What tells the panes of a workbook from one another's loads. */
export interface Standing {
  readonly open?: Open;
  /** The load that can be restored. */
  readonly last: string | null;
}

/** The workbook as one request reads it. */
export interface Seen extends Standing {
  readonly sheets: readonly SeenSheet[];
  readonly locked: boolean;
  readonly readOnly: boolean;
  readonly tableNames: readonly string[];
  /** Of the whole workbook and of its sheets: no table can have one of them. */
  readonly definedNames: readonly string[];
  /** Of the whole workbook: what each stands for. */
  readonly workbookNames: ReadonlyMap<string, string>;
}

/** Asks how things stand; the answer is there after the next request. */
export function standing({ workbook: { names } }: Excel.RequestContext): () => Standing {
  const open = names.getItemOrNullObject(OPEN);
  const last = names.getItemOrNullObject(LAST);
  open.load("formula");
  last.load("formula");
  return () => ({
    open: open.isNullObject
      ? undefined
      : (readRecord<Open>(open.formula) ?? { load: "", owner: "", until: 0, prior: null, others: [] }),
    last: last.isNullObject ? null : (readRecord<{ load: string }>(last.formula)?.load ?? ""),
  });
}

/** Everything that decides about a load, in one request. */
export async function look(context: Excel.RequestContext): Promise<Seen> {
  const { workbook } = context;
  const { worksheets, protection, tables, names } = workbook;
  worksheets.load(
    "items/name,items/visibility,items/protection/protected,items/names/items/name,items/names/items/formula," +
      "items/tables/items/name,items/charts/items/name",
  );
  protection.load("protected");
  tables.load("items/name");
  names.load("items/name,items/formula");
  const stands = standing(context);
  workbook.load("readOnly");
  await context.sync();
  return {
    ...stands(),
    sheets: worksheets.items.map((proxy) => {
      const record = <T extends object>(name: string) =>
        readRecord<T>(proxy.names.items.find((item) => item.name === name)?.formula);
      return {
        name: proxy.name,
        proxy,
        visibility: proxy.visibility,
        protected: proxy.protection.protected,
        names: proxy.names.items.map(({ name }) => name),
        ours: record<Ours>(OURS),
        undo: record<Undo>(UNDO),
        tables: proxy.tables.items,
        charts: proxy.charts.items,
      };
    }),
    locked: protection.protected,
    readOnly: workbook.readOnly,
    tableNames: tables.items.map(({ name }) => name),
    definedNames: [names, ...worksheets.items.map((sheet) => sheet.names)].flatMap(({ items }) =>
      items.map(({ name }) => name),
    ),
    workbookNames: new Map(names.items.map(({ name, formula }) => [name.toLowerCase(), String(formula)])),
  };
}

export const isInner = ({ name, visibility, ours }: SeenSheet, open: Open | undefined): boolean =>
  name.startsWith(INNER) || (visibility === "VeryHidden" && ours !== undefined && ours.load === open?.load);

/** What a load added and refreshed; of a sheet and its copies the one that still has its name, and none if none has. */
export function partsOf({ sheets }: Seen, load: string) {
  const added = sheets.filter(
    ({ name, ours, undo }) => !name.startsWith(INNER) && ours?.load === load && undo?.load !== load,
  );
  const refreshed = sheets.flatMap((sheet) => (sheet.undo?.load === load ? [{ ...sheet, undo: sheet.undo }] : []));
  const original = (own: string, sheet: SeenSheet, names: readonly string[]) =>
    sheet.name === own || names.filter((name) => name === own).length === 1;
  const addedNames = added.map(({ ours }) => ours?.name ?? "");
  const refreshedNames = refreshed.map(({ undo }) => undo.name);
  return {
    added: added.filter((sheet, at) => original(addedNames[at], sheet, addedNames)),
    refreshed: refreshed.filter((sheet, at) => original(refreshedNames[at], sheet, refreshedNames)),
  };
}

/** A hidden sheet of ours that nothing needs any more, unless its load is under way; the kept ones serve an undoing. */
export const isUnneeded = ({ name, visibility, ours }: SeenSheet, kept: ReadonlySet<string | undefined>): boolean =>
  name.startsWith(INNER) ? !kept.has(name) : visibility === "VeryHidden" && ours?.unfinished === true;

/** Hidden sheets that no load under way and no possible restoring needs, and new sheets that were not yet shown. */
export function leftovers({ sheets, open, last }: Seen): SeenSheet[] {
  if (open !== undefined) return [];
  const kept = new Set(sheets.map(({ undo }) => (undo?.load === last ? undo?.backup : undefined)));
  return sheets.filter(({ name, visibility, ours }) =>
    name.startsWith(INNER) ? !kept.has(name) : visibility === "VeryHidden" && ours !== undefined,
  );
}

export function mustBeWritable(seen: Seen, adds: boolean, refreshed: readonly SeenSheet[]): void {
  if (seen.readOnly) throw say.readOnly();
  // Copies of what is replaced are sheets too.
  if (seen.locked && (adds || refreshed.length > 0)) throw say.workbookProtected();
  const closed = refreshed.find((sheet) => sheet.protected);
  if (closed !== undefined) throw say.sheetProtected(closed.name);
}

export function record(sheet: Excel.Worksheet, name: string, value: object, existing: readonly string[]): void {
  if (existing.includes(name)) sheet.names.getItem(name).formula = written(value);
  else sheet.names.add(name, written(value)).visible = false;
}

export function keepLast({ workbook }: Excel.RequestContext, load: string, existing: string | null): void {
  if (existing === null) workbook.names.add(LAST, written({ load })).visible = false;
  else workbook.names.getItem(LAST).formula = written({ load });
}

/** A sheet that a load added, with the name that came with it, unless someone has given that to other cells. */
export function removeAdded({ workbook }: Excel.RequestContext, seen: Seen, { name, proxy, ours }: SeenSheet): void {
  const formula = ours?.named && seen.workbookNames.get(ours.named.name.toLowerCase());
  if (ours?.named !== undefined && formula !== undefined && refOf(formula.slice(1)).sheet === name)
    workbook.names.getItem(ours.named.name).delete();
  remove(proxy);
}

/** Excel does not delete a very hidden sheet. */
export function remove(sheet: Excel.Worksheet): void {
  sheet.visibility = "Hidden";
  sheet.delete();
}
