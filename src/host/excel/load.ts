// A load happens whole or not at all. Its journal is made of names and very hidden sheets, so that a death at any action leaves
// the old data or the new:
//   look      read every sheet, table, protection and record; refuse before anything changes
//   prepare   add the name OPEN (Excel refuses a second one: the lock), then every sheet, very hidden
//   fill      write cells and formats into the hidden sheets; with every request see whether the lock is still ours: two people who
//             save by themselves add the name each to a copy of their own, and when the copies are merged one of the names stays
//   switch    copy over the sheets to refresh, after a copy of what they hold; delete OPEN: from here on the load has happened
//   show      show the new sheets, delete what is no longer needed
// Until OPEN is deleted, healing takes everything back; afterwards it completes what was left to show.

import { qualified, addressOf } from "../a1";
import type { Asking } from "./asking";
import { written } from "./cells";
import { jobsOf, REQUEST_BYTES, type Staged } from "./jobs";
import { planned, type Task } from "./plan";
import { cells, CHART, furnish, mustFit, setWidths, untracked } from "./ranges";
import {
  INNER,
  isInner,
  keepLast,
  leftovers,
  look,
  mustBeWritable,
  OPEN,
  OURS,
  partsOf,
  record,
  remove,
  shownAs,
  standing,
  UNDO,
  type Open,
  type Ours,
  type Seen,
  type SeenSheet,
  type Standing,
  type Undo,
} from "./seen";
import * as say from "./sentences";
import { type Intent, mend, refusal, takeBack } from "./taking-back";
import type { CommitOptions, HostError, Manifest, SheetPlan } from "../host";

/**
 * A pane that has been silent for so long is taken for dead. With clocks a minute apart and requests of 50 seconds a pane that lives
 * has renewed its lease before.
 */
const LEASE = 180_000;
const RENEWAL = 15_000;
/** A name stands for no longer formula. */
const LONGEST_FORMULA = 8_192;

export class Loads {
  private readonly owner = newId();
  /** When the lock was last written. */
  private leased = 0;

  constructor(
    private readonly asking: Asking,
    private readonly now: () => number,
  ) {}

  commit(plans: readonly SheetPlan[], options: CommitOptions = {}): Promise<void> {
    return this.inTurn(() => this.load(plans, options));
  }

  private async load(plans: readonly SheetPlan[], { onProgress, signal, refresh = [] }: CommitOptions): Promise<void> {
    if (signal?.aborted) throw say.cancelled();
    if (plans.length === 0) return;
    for (const { name, cells } of plans) mustFit(name, cells);
    let told = 0;
    const progress = (share: number) => onProgress?.((told = Math.max(told, share)));
    progress(0);
    await this.asking.run(async (context) => {
      this.asking.need("1.9", "load data");
      let seen = await this.settled(context);
      const load = newId();
      const tasks = await planned(context, plans, refresh, seen, load).catch(async (error: unknown) => {
        // A table or a sheet was there at the look: someone has changed it, so it is looked at again.
        if (say.codeOf(error) !== "ItemNotFound") throw error;
        seen = await this.settled(context);
        return planned(context, plans, refresh, seen, load);
      });
      const targets = tasks.flatMap(({ target }) => target ?? []);
      const intent = { load, prior: seen.last, others: otherCharts(targets) };
      if (this.opened(intent).length > LONGEST_FORMULA) throw say.tooManyCharts(intent.others.length);
      let staged: Staged[] | undefined;
      try {
        mustGoOn(signal);
        staged = await this.prepare(context, tasks, intent);
        progress(0.2);
        mustGoOn(signal);
        await this.fill(context, staged, intent, (share) => {
          progress(0.2 + 0.6 * share);
          mustGoOn(signal);
        });
        await this.switch(context, staged, seen);
      } catch (error) {
        throw await this.takenBack(context, error, tasks, intent, staged !== undefined);
      }
      // The load has happened. What is left is to show it: when that fails twice, healing does it later.
      await this.show(context, staged, seen)
        .catch(async () => mend(context, await look(context)))
        .catch(() => undefined);
    });
    progress(1);
  }

  restore(): Promise<boolean> {
    return this.inTurn(() =>
      this.asking.run(async (context) => {
        const seen = await this.settled(context);
        if (seen.last === null) return false;
        const { added, refreshed } = partsOf(seen, seen.last);
        mustBeWritable(seen, added.length > 0, refreshed);
        // From here on it is a load that was never completed, so a death on the way is healed like any other.
        const intent = { load: seen.last, prior: null, others: otherCharts(refreshed) };
        this.lock(context, intent);
        await context.sync().catch((error: unknown) => {
          throw say.codeOf(error) === "ItemAlreadyExists" ? say.otherPane() : error;
        });
        await this.undo(context, intent).catch((error: unknown) => {
          // A table or a sheet was there at the look: someone has changed it, so it is looked at again.
          if (say.codeOf(error) !== "ItemNotFound") throw error;
          return this.undo(context, intent);
        });
        return added.length + refreshed.length > 0;
      }),
    );
  }

  private async undo(context: Excel.RequestContext, intent: Intent): Promise<void> {
    const seen = await look(context);
    if (!this.holds(seen, intent)) throw say.otherPane();
    if (seen.last === intent.load) return void (await takeBack(context, seen, intent));
    // Another load has happened meanwhile, and is the one to restore.
    context.workbook.names.getItem(OPEN).delete();
    await context.sync();
    throw say.otherPane();
  }

  remove(names: readonly string[]): Promise<void> {
    return this.inTurn(() =>
      this.asking.run(async (context) => {
        const seen = await this.settled(context);
        const gone = names.map((name) => {
          const sheet = seen.sheets.find((one) => one.name === name);
          if (sheet === undefined) throw say.noSheet(name);
          if (sheet.ours?.manifest === undefined) throw say.notOurs(name);
          return sheet;
        });
        mustBeWritable(seen, gone.length > 0, gone);
        for (const { proxy } of gone) remove(proxy);
        await context.sync();
      }),
    );
  }

  manifests(): Promise<Manifest[]> {
    return this.asking.run(async (context) => {
      const { sheets, open } = await look(context);
      return sheets
        .filter((sheet) => !isInner(sheet, open))
        .flatMap(({ name, ours }) => (ours?.manifest === undefined ? [] : [{ ...ours.manifest, sheet: name }]));
    });
  }

  heal(): Promise<number> {
    return this.inTurn(() =>
      this.asking.run(async (context) => {
        const seen = await look(context);
        // Another pane is at work, or died less than a lease ago: a later look will tell.
        return this.leaseLeft(seen.open) > 0 ? 0 : mend(context, seen);
      }),
    );
  }

  /** How long a load in the workbook may still be under way in another pane, in milliseconds; null where no load is. */
  pending(): Promise<number | null> {
    return this.asking.run(async (context) => {
      const stands = standing(context);
      await context.sync();
      const { open } = stands();
      return open === undefined ? null : this.leaseLeft(open);
    });
  }

  /** The workbook after whatever a dead pane left is gone; refuses while another pane is at work. */
  private async settled(context: Excel.RequestContext): Promise<Seen> {
    const seen = await look(context);
    if (this.leaseLeft(seen.open) > 0) throw say.otherPane();
    if (isSettled(seen)) return seen;
    // Another pane may be showing its load at this moment, and takes away what we mean to take away.
    const failed = await mend(context, seen).then(
      () => undefined,
      (error: unknown) => error,
    );
    const settled = await look(context);
    if (failed !== undefined && !isSettled(settled)) throw failed;
    return settled;
  }

  private leaseLeft(open: Open | undefined): number {
    return open === undefined || open.owner === this.owner ? 0 : Math.max(0, open.until - this.now());
  }

  private holds({ open }: Standing, { load }: Intent): boolean {
    return open?.load === load && open.owner === this.owner;
  }

  private opened(intent: Intent): string {
    const open: Open = { ...intent, owner: this.owner, until: this.now() + LEASE };
    return written(open);
  }

  /** Excel refuses a name that exists, so only one pane gets past this. */
  private lock(context: Excel.RequestContext, intent: Intent): void {
    this.leased = this.now();
    context.workbook.names.add(OPEN, this.opened(intent)).visible = false;
  }

  private async prepare(context: Excel.RequestContext, tasks: readonly Task[], intent: Intent): Promise<Staged[]> {
    this.lock(context, intent);
    const hidden = (name: string) => {
      const sheet = context.workbook.worksheets.add(name);
      sheet.visibility = "VeryHidden";
      return sheet;
    };
    const staged = tasks.map((task): Staged => {
      const sheet = hidden(task.stage);
      if (task.target === undefined) {
        record(sheet, OURS, { ...task.ours, unfinished: true } satisfies Ours, []);
        // Named before anything is written, so that the formulas of a load find its sheets.
        sheet.name = task.plan.name;
      }
      return { ...task, sheet };
    });
    for (const { target, backup } of tasks) if (target !== undefined) hidden(backup);
    await context.sync();
    return staged;
  }

  private async fill(
    context: Excel.RequestContext,
    tasks: readonly Staged[],
    intent: Intent,
    onShare: (share: number) => void,
  ): Promise<void> {
    const jobs = tasks.flatMap(jobsOf);
    const total = jobs.length;
    // Very many cells take several requests, and an Excel that takes less than we think gets smaller ones.
    for (let bytes = REQUEST_BYTES; jobs.length > 0;) {
      let count = 1;
      for (let sum = jobs[0].bytes; count < jobs.length && sum + jobs[count].bytes <= bytes; count++)
        sum += jobs[count].bytes;
      const batch = jobs.slice(0, count);
      for (const job of batch) job.add();
      const stands = standing(context);
      for (const { sheet } of tasks) sheet.load("name");
      // Not with every request: where it has just been merged away, it would take the lock from its owner.
      const asked = this.now();
      const renews = asked - this.leased > RENEWAL;
      if (renews) context.workbook.names.getItem(OPEN).formula = this.opened(intent);
      try {
        await context.sync();
      } catch (error) {
        const halves = batch.length > 1 ? batch : batch[0].halves();
        if (say.codeOf(error) !== "RequestPayloadSizeLimitExceeded" || halves.length === 0) throw error;
        jobs.splice(0, count, ...halves);
        bytes /= 2;
        continue;
      }
      if (renews) this.leased = asked;
      const now = stands();
      const renamed = tasks.some(({ plan, target, sheet }) => target === undefined && sheet.name !== plan.name);
      if (!this.holds(now, intent) || now.last !== intent.prior || renamed) throw say.otherPane();
      jobs.splice(0, count);
      onShare(1 - jobs.length / Math.max(total, jobs.length + 1));
    }
  }

  /** The one request that makes the load happen: its last action deletes OPEN. */
  private async switch(context: Excel.RequestContext, tasks: readonly Staged[], seen: Seen): Promise<void> {
    const { worksheets, names } = context.workbook;
    // Fails, before anything has changed, when another pane took this one for dead or a merge has taken the lock away.
    names.getItem(OPEN).load("formula");
    for (const { table } of tasks.flatMap(({ overlapping }) => overlapping)) table.load("name");
    for (const { plan, target, sheet, overlapping, backup, area, ours } of tasks) {
      sheet.visibility = "VeryHidden";
      if (target === undefined) {
        record(sheet, OURS, ours, [OURS]);
        if (ours.named !== undefined)
          names.add(ours.named.name, `=${qualified({ sheet: plan.name, address: ours.named.range })}`);
        continue;
      }
      const { proxy, ours: before, undo } = target;
      const tables = overlapping.map(({ spot }) => spot);
      const earlier = undo?.load === seen.last ? withoutEarlier(undo) : undefined;
      const now: Undo = { load: ours.load, name: plan.name, backup, area: addressOf(area), tables, before, earlier };
      // In this very request, so that nobody's edit falls between the copy and what overwrites it.
      cells(worksheets.getItem(backup), area).copyFrom(cells(proxy, area));
      record(proxy, UNDO, now, target.names);
      for (const { table } of overlapping) table.convertToRange();
      for (const chart of target.charts) if (chart.name === CHART) chart.delete();
      cells(proxy, area).copyFrom(cells(sheet, area));
      setWidths(proxy, plan.widths);
      if (ours.frozenRows === undefined) proxy.freezePanes.unfreeze();
      furnish(proxy, ours);
      record(proxy, OURS, { ...ours, load: before.load, name: before.name }, target.names);
    }
    keepLast(context, tasks[0].ours.load, seen.last);
    names.getItem(OPEN).delete();
    await context.sync();
  }

  private async show(context: Excel.RequestContext, tasks: readonly Staged[], seen: Seen): Promise<void> {
    for (const { target, sheet, ours } of tasks) if (target === undefined) sheet.visibility = shownAs(ours);
    const shown = tasks.find(({ plan }) => plan.hidden !== true);
    if (shown !== undefined) {
      const first = shown.target?.proxy ?? shown.sheet;
      first.activate();
      untracked(first, "A1").select();
    }
    for (const { target, sheet } of tasks) if (target !== undefined) remove(sheet);
    // What the load before this one had kept for its own undoing.
    const refreshed = new Set(tasks.map(({ target }) => target?.name));
    for (const { name, proxy, names } of seen.sheets) {
      if (name.startsWith(INNER)) remove(proxy);
      else if (names.includes(UNDO) && !refreshed.has(name)) proxy.names.getItem(UNDO).delete();
    }
    await context.sync();
  }

  /** After an error: takes the load back if Excel lets us, and says what went wrong. */
  private async takenBack(
    context: Excel.RequestContext,
    error: unknown,
    tasks: readonly Task[],
    intent: Intent,
    prepared: boolean,
  ): Promise<HostError> {
    const { load } = intent;
    let seen: Seen;
    try {
      seen = await look(context);
      const held = this.holds(seen, intent);
      if (held || prepared) await takeBack(context, seen, intent);
      const overtaken = seen.last !== load && seen.last !== intent.prior;
      if (overtaken || (!held && (prepared || seen.open !== undefined))) return say.otherPane();
    } catch {
      // Healing will do it.
      return say.hostError(error);
    }
    return refusal(error, tasks, seen);
  }

  /** One load, restoring or healing at a time in this pane; between panes the name OPEN sees to it. */
  private turn: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** Whether this pane is at one of them. */
  get busy(): boolean {
    return this.waiting > 0;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.waiting++;
    const next = this.turn.then(work, work).finally(() => this.waiting--);
    this.turn = next.catch(() => undefined);
    return next;
  }
}

const isSettled = (seen: Seen): boolean => seen.open === undefined && leftovers(seen).length === 0;

const withoutEarlier = (undo: Undo): Undo => ({ ...undo, earlier: undefined });

const otherCharts = (sheets: readonly SeenSheet[]): string[] =>
  sheets.flatMap(({ charts }) => charts.map(({ name }) => name).filter((name) => name !== CHART));

function mustGoOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw say.cancelled();
}

const newId = (): string => Math.random().toString(36).slice(2, 10).padEnd(8, "0");
