// Loads in the workbench: each is one transaction and one step for undo, and the last one can be taken back.

import type { Model, UID } from "@odoo/o-spreadsheet";
import type { Chart, CommitOptions, SheetPlan } from "../host/host";
import { pauses } from "../host/breath";
import { Refusal, transact, transactBeside } from "./bulk";
import type { Run } from "./bulk";
import type { Cells } from "./cells";
import { captured, planned, put, replotted } from "./contents";
import type { SheetContents } from "./contents";
import { recordsIn, recordsOf } from "./records";
import type { LoadRecord } from "./records";
import { cancelled, commandRefused, locked, nameTaken, notOurs, sheetProtected } from "./refusals";
import { unasked } from "./turns";

/** What the last load did, as far as it can be taken back. */
interface Undo {
  readonly added: readonly UID[];
  readonly replaced: readonly { readonly sheetId: UID; readonly contents: SheetContents }[];
  readonly records: readonly LoadRecord[];
}

/** A part of the load: what a sheet is to hold. */
interface Part {
  readonly plan: SheetPlan;
  readonly contents: SheetContents;
}

/** A transaction whose refusals are sentences. */
export function change(model: Model, body: (run: Run) => void, through = transact): void {
  try {
    through(model, body);
  } catch (reason) {
    throw reason instanceof Refusal ? commandRefused(reason) : reason;
  }
}

export function mustBeWritable({ getters }: Model, id: UID): void {
  if (getters.isReadonly()) throw locked();
  if (getters.isSheetLocked(id)) throw sheetProtected(getters.getSheetName(id));
}

export function show(model: Model, id: UID): void {
  const from = model.getters.getActiveSheetId();
  if (from !== id) model.dispatch("ACTIVATE_SHEET", { sheetIdFrom: from, sheetIdTo: id });
}

export function loadsInto(model: Model, cells: Cells) {
  const { getters } = model;
  const { sheetIdOf, sheetId } = cells;
  const records = recordsIn(model, cells);
  let undo: Undo | null = null;

  const newId = () => model.uuidGenerator.smallUuid();

  /** Says what keeps a load from being made, before anything is changed. */
  function mustBePossible(plans: readonly SheetPlan[], refresh: ReadonlySet<string>): void {
    if (getters.isReadonly()) throw locked();
    const ours = new Set(records.all().map((record) => record.manifest.sheet));
    for (const name of refresh) {
      const id = sheetIdOf(name);
      if (id === undefined || !ours.has(name)) throw notOurs(name);
      mustBeWritable(model, id);
    }
    for (const { name } of plans) if (!refresh.has(name) && sheetIdOf(name) !== undefined) throw nameTaken(name);
  }

  async function commit(plans: readonly SheetPlan[], options: CommitOptions = {}): Promise<void> {
    if (plans.length === 0) return;
    const { parts, undoing } = await written(plans, options, transact);
    undo = undoing;
    const shown = parts.find(({ plan }) => plan.hidden !== true);
    if (shown !== undefined) {
      show(model, shown.id);
      model.selection.selectCell(0, 0);
    }
    options.onProgress?.(1);
  }

  /** Adds sheets that nobody has asked for yet: what is in sight stays there, and there is nothing to undo. */
  async function addAside(plans: readonly SheetPlan[]): Promise<void> {
    const { recorded } = await written(plans, {}, (own, body) => unasked(() => transactBeside(own, body)));
    // A load that was quicker is taken back without them.
    if (undo !== null) undo = { ...undo, records: [...undo.records, ...recorded] };
  }

  async function written(plans: readonly SheetPlan[], options: CommitOptions, through: typeof transact) {
    const refresh = new Set(options.refresh ?? []);
    mustNotBeCancelled(options);
    mustBePossible(plans, refresh);
    const likeOf = ({ likeSheet }: SheetPlan): SheetContents | undefined => {
      const id = likeSheet === undefined ? undefined : sheetIdOf(likeSheet);
      return id === undefined ? undefined : captured(model, id);
    };
    const prepared = await prepare(plans, newId, options, likeOf);
    mustNotBeCancelled(options);
    mustBePossible(plans, refresh);

    const before = records.all();
    const parts = prepared.map((part) => {
      const replaces = refresh.has(part.plan.name);
      return { ...part, replaces, id: replaces ? sheetId({ sheet: part.plan.name }) : newId() };
    });
    const replaced = parts
      .filter(({ replaces }) => replaces)
      .map(({ id }) => ({ sheetId: id, contents: captured(model, id) }));
    const added = parts.filter(({ replaces }) => !replaces);
    const recorded = recordsOf(parts);
    change(
      model,
      (run) => {
        for (const { id, plan, contents } of added) {
          const position = getters.getSheetIds().length;
          const { rows, columns: cols } = contents;
          run("CREATE_SHEET", { sheetId: id, name: plan.name, position, rows, cols });
        }
        for (const { id, contents } of parts) put(model, run, id, contents);
        for (const { id, plan } of parts)
          if (plan.hidden && getters.isSheetVisible(id)) run("HIDE_SHEET", { sheetId: id });
        const taken = new Set(getters.getNamedRanges().map(({ name }) => name.toLowerCase()));
        for (const { id, plan } of added)
          if (plan.named !== undefined)
            run("CREATE_NAMED_RANGE", {
              name: freeName(plan.named.name, taken),
              ranges: [getters.getRangeDataFromXc(id, plan.named.range)],
            });
        const others = before.filter((record) => !recorded.some(({ sheetId }) => sheetId === record.sheetId));
        records.keep(run, [...others, ...recorded]);
      },
      through,
    );
    return { parts, recorded, undoing: { added: added.map(({ id }) => id), replaced, records: before } };
  }

  async function redraw(sheet: string, { labels, series }: Pick<Chart, "labels" | "series">): Promise<void> {
    const id = sheetId({ sheet });
    const drawn = getters
      .getChartIds(id)
      .map((chartId) => ({ chartId, definition: replotted(getters.getChartDefinition(chartId), labels, series) }))
      .find(({ definition }) => definition !== undefined);
    if (drawn?.definition === undefined) return;
    const { chartId, definition } = drawn;
    const figureId = getters.getFigureIdFromChartId(chartId);
    change(model, (run) => run("UPDATE_CHART", { figureId, chartId, definition, sheetId: id }), transactBeside);
  }

  /** The spreadsheet wants to keep a sheet in sight, and counts so where the one to delete is out of sight too. */
  function deleteSheet(run: Run, id: UID): void {
    if (!getters.isSheetVisible(id)) run("SHOW_SHEET", { sheetId: id });
    run("DELETE_SHEET", { sheetId: id, sheetName: getters.getSheetName(id) });
  }

  async function restore(): Promise<boolean> {
    if (undo === null) return false;
    const added = undo.added.filter((id) => getters.tryGetSheet(id) !== undefined);
    const replaced = undo.replaced.filter(({ sheetId }) => getters.tryGetSheet(sheetId) !== undefined);
    for (const id of [...added, ...replaced.map(({ sheetId }) => sheetId)]) mustBeWritable(model, id);
    const kept = undo.records;
    change(model, (run) => {
      for (const { sheetId, contents } of replaced) put(model, run, sheetId, contents);
      for (const id of added) deleteSheet(run, id);
      records.keep(run, kept);
    });
    undo = null;
    return added.length + replaced.length > 0;
  }

  async function remove(sheets: readonly string[]): Promise<void> {
    const before = records.all();
    const gone = new Set(
      sheets.map((name) => {
        const found = before.find(({ manifest }) => manifest.sheet === name);
        if (found === undefined) throw notOurs(name);
        mustBeWritable(model, found.sheetId);
        return found.sheetId;
      }),
    );
    const kept = before.filter((record) => !gone.has(record.sheetId));
    change(model, (run) => {
      for (const id of gone) deleteSheet(run, id);
      records.keep(run, kept);
    });
  }

  const manifests = async () => records.all().map((record) => record.manifest);

  return { commit, addAside, redraw, restore, remove, manifests };
}

/** A name that is not among those taken, which it joins. */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${wanted}_${copy}`;
  taken.add(name.toLowerCase());
  return name;
}

function mustNotBeCancelled({ signal }: CommitOptions): void {
  if (signal?.aborted) throw cancelled();
}

/** Builds everything in memory, in slices that leave the page alive. */
async function prepare(
  plans: readonly SheetPlan[],
  newId: () => string,
  options: CommitOptions,
  likeOf: (plan: SheetPlan) => SheetContents | undefined,
): Promise<Part[]> {
  const parts: Part[] = [];
  const pause = pauses();
  const tick = async (share: number) => {
    if (await pause(() => options.onProgress?.(((parts.length + share) / plans.length) * 0.5)))
      mustNotBeCancelled(options);
  };
  options.onProgress?.(0);
  for (const plan of plans) parts.push({ plan, contents: await planned(plan, newId, tick, likeOf(plan)) });
  return parts;
}
