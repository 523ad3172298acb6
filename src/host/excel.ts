// The port over Excel, and the only file that calls Office.js, which is looked up when called.
//
// A load is a journal of names and hidden sheets, so that a death at any action leaves the old data or the new:
//   look      read every sheet, table, protection and record; refuse before anything changes
//   prepare   add the name OPEN (Excel refuses a second one: the lock), then every sheet, very hidden, and copies of what is replaced
//   fill      write cells and formats into the hidden sheets
//   switch    copy over the sheets to refresh, delete OPEN: from here on the load has happened
//   show      show the new sheets, delete what is no longer needed
// Until OPEN is deleted, healing takes everything back; afterwards it completes what was left to show.

import {
  addressOf,
  areaOf,
  around,
  blockOf,
  grid,
  isFormula,
  letters,
  readRecord,
  refOf,
  refsOf,
  slices,
  valueOf,
  written,
  type Area,
} from "./excel-cells";
import * as say from "./excel-sentences";
import { freeSheetNames } from "./sheet-names";
import {
  HostError,
  type Cell,
  type Chart,
  type CommitOptions,
  type FormulaCell,
  type Host,
  type Manifest,
  type Off,
  type RangeData,
  type Ref,
  type Selection,
  type SheetInfo,
  type SheetPlan,
  type Style,
} from "./host";

/** The window whose Office.js is called. */
export interface OfficeWindow {
  readonly Office: typeof Office;
  readonly Excel: typeof Excel;
}

export interface ExcelOptions {
  /** Told a sentence while Excel keeps us waiting, then null. */
  readonly onWaiting?: (sentence: string | null) => void;
  readonly now?: () => number;
  /** How long a request may go unanswered before we say so, in milliseconds. */
  readonly patience?: number;
}

// Sheets and names of ours that the user does not see.
const INNER = "capex~";
const OPEN = "capex_load_open";
const LAST = "capex_load_last";
const OURS = "capex_sheet";
const UNDO = "capex_undo";
const CHART = "Capex chart";

/** A pane that has been silent for so long is taken for dead. */
const LEASE = 15_000;
const PATIENCE = 1_500;
const CELL_EDIT_RETRY = 500;
/** Below the 5 MB that Excel on the web takes. */
const REQUEST_BYTES = 3_500_000;
const READ_CELLS = 100_000;
const LONGEST_TEXT = 32_767;

/** The load under way, or the one being taken back. */
interface Open {
  readonly load: string;
  readonly owner: string;
  readonly until: number;
  /** The load that could be restored before it. */
  readonly prior: string | null;
}

interface TableSpot {
  readonly name: string;
  readonly range: string;
}

/** On each sheet of ours: which load made it, and what we put there. */
interface Ours {
  readonly load: string;
  readonly block: string;
  readonly manifest?: Manifest;
  readonly table?: TableSpot;
  readonly chart?: DrawnChart;
  readonly frozenRows?: number;
}

/** A chart with the names of its series, as it can be drawn again without the plan. */
type DrawnChart = Chart & { readonly names: readonly string[] };

/** On a refreshed sheet: how it was. */
interface Undo {
  readonly load: string;
  readonly backup: string;
  readonly area: string;
  readonly tables: readonly TableSpot[];
  readonly before: Ours;
  /** What could be undone before that, for a refresh that is itself taken back. */
  readonly earlier?: Undo;
}

interface SeenSheet {
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

/** The workbook as one request reads it. */
interface Seen {
  readonly sheets: readonly SeenSheet[];
  readonly locked: boolean;
  readonly readOnly: boolean;
  readonly tableNames: readonly string[];
  readonly open?: Open;
  readonly last: string | null;
}

/** What a load will do with one sheet. */
interface Task {
  readonly plan: SheetPlan;
  /** The sheet to rewrite with its tables there, or undefined for a new one. */
  readonly target?: SeenSheet & { readonly ours: Ours };
  readonly overlapping: readonly { readonly table: Excel.Table; readonly spot: TableSpot }[];
  /** The hidden sheet that is filled; a new sheet is made of it. */
  readonly stage: string;
  readonly backup: string;
  /** All cells that change. */
  readonly area: Area;
  readonly ours: Ours;
}

/** A piece of a load for one request. */
interface Job {
  readonly bytes: number;
  add(): void;
  /** The same in two, when Excel refuses the size; empty when it cannot be cut. */
  halves(): Job[];
}

export class ExcelHost implements Host {
  readonly kind = "excel";

  private readonly owner = newId();
  private readonly now: () => number;
  private readonly patience: number;

  constructor(
    private readonly office: OfficeWindow,
    private readonly options: ExcelOptions = {},
  ) {
    this.now = options.now ?? (() => Date.now());
    this.patience = options.patience ?? PATIENCE;
  }

  // Reading

  selection(): Promise<Selection> {
    return this.run(async (context) => {
      const cell = context.workbook.getActiveCell();
      cell.load("address,values,formulas,text");
      const spills = this.supports("1.12");
      const parent = spills ? cell.getSpillParentOrNullObject() : undefined;
      const area = parent?.getSpillingToRangeOrNullObject();
      parent?.load("address");
      area?.load("address");
      await context.sync();
      const data = rangeData(cell);
      if (parent === undefined || area === undefined || parent.isNullObject || area.isNullObject)
        return { ...data, spill: null };
      const spill = { anchor: refOf(parent.address).address, range: refOf(area.address).address };
      return { ...data, formulas: spill.anchor === data.address ? data.formulas : [[null]], spill };
    });
  }

  read({ sheet, address }: Ref): Promise<RangeData> {
    return this.run(async (context) => {
      const worksheet = context.workbook.worksheets.getItem(sheet);
      let range = address === "" ? worksheet.getUsedRangeOrNullObject(true) : worksheet.getRange(address);
      range.load("address,values,formulas,text");
      await this.about(context, sheet);
      if (range.isNullObject) {
        range = worksheet.getRange("A1");
        range.load("address,values,formulas,text");
        await context.sync();
      }
      const data = rangeData(range);
      const doubtful = (row: number, column: number) => {
        const formula = data.formulas[row][column];
        const again =
          formula !== null && [data.formulas[row][column + 1], data.formulas[row + 1]?.[column]].includes(formula);
        return again || (formula !== null && (row === 0 || column === 0));
      };
      const spills = await this.spills(context, worksheet, data, doubtful);
      for (const spill of spills) maskSpill(data, spill);
      return data;
    });
  }

  named(name: string): Promise<Ref | null> {
    return this.run(async (context) => {
      const range = context.workbook.names.getItemOrNullObject(name).getRangeOrNullObject();
      range.load("address");
      await context.sync();
      return range.isNullObject ? null : refOf(range.address);
    });
  }

  findFormulas(pattern: RegExp): Promise<FormulaCell[]> {
    return this.run(async (context) => {
      const found: FormulaCell[] = [];
      for (const part of await this.parts(context)) {
        for (const { range } of part) range.load("address,values,formulas");
        await context.sync();
        for (const { worksheet, range } of part)
          found.push(...(await this.matches(context, worksheet, range, pattern)));
      }
      return found;
    });
  }

  /** The used ranges of the visible sheets, cut so that an answer stays within Excel's limit. */
  private async parts(context: Excel.RequestContext): Promise<{ worksheet: Excel.Worksheet; range: Excel.Range }[][]> {
    const { sheets } = await this.look(context);
    const visible = sheets.filter(({ visibility }) => visibility === "Visible");
    const used = visible.map(({ proxy }) => proxy.getUsedRangeOrNullObject(true));
    used.forEach((range) => range.load("address"));
    await context.sync();
    const parts: { worksheet: Excel.Worksheet; range: Excel.Range }[][] = [[]];
    let count = 0;
    visible.forEach(({ proxy }, at) => {
      if (used[at].isNullObject) return;
      const { top, left, bottom, right } = areaOf(refOf(used[at].address).address);
      const columns = right - left + 1;
      const rows = Math.max(1, Math.floor(READ_CELLS / columns));
      for (let row = top; row <= bottom; row += rows) {
        const last = Math.min(bottom, row + rows - 1);
        const own = (last - row + 1) * columns;
        if (count > 0 && count + own > READ_CELLS) {
          parts.push([]);
          count = 0;
        }
        count += own;
        parts[parts.length - 1].push({
          worksheet: proxy,
          range: cells(proxy, { top: row, left, bottom: last, right }),
        });
      }
    });
    return parts;
  }

  private async matches(
    context: Excel.RequestContext,
    worksheet: Excel.Worksheet,
    range: Excel.Range,
    pattern: RegExp,
  ): Promise<FormulaCell[]> {
    const { sheet, address } = refOf(range.address);
    const { top, left } = areaOf(address);
    const test = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
    const data = contents(range);
    const hit = (row: number, column: number) => test.test(data.formulas[row][column] ?? "");
    const spills = data.formulas.some((row, r) => row.some((_, c) => hit(r, c)))
      ? await this.spills(context, worksheet, data, hit)
      : [];
    for (const spill of spills) maskSpill(data, spill);
    return data.formulas.flatMap((row, r) =>
      row.flatMap((formula, c): FormulaCell[] => {
        if (formula === null || !hit(r, c)) return [];
        const at = addressOf({ top: top + r, left: left + c, bottom: top + r, right: left + c });
        const spill = spills.find(({ anchor }) => anchor === at)?.area ?? null;
        return [{ sheet, address: at, formula, value: data.values[r][c], spill }];
      }),
    );
  }

  /**
   * The spills that the asked cells belong to. Excel does not say whether it reports a spilled cell's formula as the anchor's,
   * so of cells with the same formula side by side the first is asked, and the others only when its spill does not cover them.
   */
  private async spills(
    context: Excel.RequestContext,
    worksheet: Excel.Worksheet,
    { address, formulas }: Contents,
    asked: (row: number, column: number) => boolean,
  ): Promise<{ anchor: string; area: string }[]> {
    if (!this.supports("1.12")) return [];
    const { top, left } = areaOf(address);
    const open = new Set<string>();
    formulas.forEach((row, r) => row.forEach((_, c) => asked(r, c) && open.add(`${r},${c}`)));
    const spills: { anchor: string; area: string }[] = [];
    for (let round = 0; open.size > 0; round++) {
      const same = (r: number, c: number, formula: string | null) =>
        open.has(`${r},${c}`) && formulas[r][c] === formula;
      const leads = [...open].filter((key) => {
        const [r, c] = key.split(",").map(Number);
        return round > 1 || !(same(r - 1, c, formulas[r][c]) || same(r, c - 1, formulas[r][c]));
      });
      const answers = leads.map((key) => {
        open.delete(key);
        const [r, c] = key.split(",").map(Number);
        const parent = cells(worksheet, {
          top: top + r,
          left: left + c,
          bottom: top + r,
          right: left + c,
        }).getSpillParentOrNullObject();
        const area = parent.getSpillingToRangeOrNullObject();
        parent.load("address");
        area.load("address");
        return { parent, area };
      });
      await context.sync();
      for (const { parent, area } of answers) {
        if (parent.isNullObject || area.isNullObject) continue;
        const spill = { anchor: refOf(parent.address).address, area: refOf(area.address).address };
        if (spills.some(({ anchor }) => anchor === spill.anchor)) continue;
        spills.push(spill);
        const covered = areaOf(spill.area);
        for (let r = covered.top - top; r <= covered.bottom - top; r++) {
          for (let c = covered.left - left; c <= covered.right - left; c++) open.delete(`${r},${c}`);
        }
      }
    }
    return spills;
  }

  precedents({ sheet, address }: Ref): Promise<Ref[]> {
    return this.run(async (context) => {
      this.need("1.12", "follow a cell's inputs");
      const worksheet = context.workbook.worksheets.getItem(sheet);
      worksheet.load("name");
      await this.about(context, sheet);
      const areas = worksheet.getRange(address).getDirectPrecedents();
      areas.load("addresses");
      try {
        await context.sync();
      } catch (error) {
        // Excel's way to say that there are none.
        if (say.codeOf(error) === "ItemNotFound") return [];
        throw error;
      }
      return areas.addresses.flatMap(refsOf);
    });
  }

  // Sheets

  sheets(): Promise<SheetInfo[]> {
    return this.run(async (context) => {
      const { sheets, open } = await this.look(context);
      return sheets
        .filter((sheet) => !isInner(sheet, open))
        .map((sheet) => ({ name: sheet.name, visible: sheet.visibility === "Visible", protected: sheet.protected }));
    });
  }

  freeNames(wanted: readonly string[]): Promise<string[]> {
    return this.run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load("items/name");
      await context.sync();
      return freeSheetNames(
        wanted,
        worksheets.items.map(({ name }) => name),
      );
    });
  }

  activate({ sheet, address }: Ref): Promise<void> {
    return this.run(async (context) => {
      const worksheet = context.workbook.worksheets.getItem(sheet);
      worksheet.activate();
      worksheet.getRange(address).select();
      await this.about(context, sheet);
    });
  }

  write({ sheet, address }: Ref, rows: readonly (readonly Cell[])[]): Promise<void> {
    return this.run(async (context) => {
      if (rows.length === 0) return;
      mustFit(sheet, rows);
      const inputs = grid(rows, "");
      const { top, left } = areaOf(address);
      const area = { top, left, bottom: top + inputs.length - 1, right: left + inputs[0].length - 1 };
      cells(context.workbook.worksheets.getItem(sheet), area).formulas = inputs;
      await this.about(context, sheet);
    });
  }

  style({ sheet, address }: Ref, style: Style): Promise<void> {
    return this.run(async (context) => {
      applyStyle(context.workbook.worksheets.getItem(sheet).getRange(address), style);
      await this.about(context, sheet);
    });
  }

  locked(): Promise<boolean> {
    return this.run(async (context) => {
      const { protection } = context.workbook;
      protection.load("protected");
      await context.sync();
      return protection.protected;
    });
  }

  recalculate(): Promise<void> {
    return this.run(async (context) => {
      const { application } = context.workbook;
      application.calculate("Full");
      do {
        application.load("calculationState");
        await context.sync();
      } while (application.calculationState !== "Done");
    });
  }

  // Loading

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
    const done = await this.run(async (context) => {
      this.need("1.9", "load data");
      const seen = await this.settled(context);
      const tasks = await this.planned(context, plans, refresh, seen);
      const load = tasks[0].ours.load;
      try {
        mustGoOn(signal);
        await this.prepare(context, tasks, seen.last);
        progress(0.2);
        mustGoOn(signal);
        await this.fill(context, tasks, seen.last, (share) => {
          progress(0.2 + 0.6 * share);
          mustGoOn(signal);
        });
        await this.switch(context, tasks, seen);
      } catch (error) {
        throw await this.takenBack(context, error, tasks, load);
      }
      return { seen, tasks };
    });
    // The load has happened. What is left is to show it: when that fails, healing does it later.
    await this.run((context) => this.show(context, done.tasks, done.seen))
      .catch(() => this.run(async (context) => this.mend(context, await this.look(context))))
      .catch(() => undefined);
    progress(1);
  }

  restore(): Promise<boolean> {
    return this.inTurn(() =>
      this.run(async (context) => {
        const seen = await this.settled(context);
        if (seen.last === null) return false;
        const { added, refreshed } = partsOf(seen, seen.last);
        mustBeWritable(seen, added.length > 0, refreshed);
        // From here on it is a load that was never completed, so a death on the way is healed like any other.
        this.lock(context, seen.last, null);
        await context.sync();
        await this.takeBack(context, await this.look(context));
        return added.length + refreshed.length > 0;
      }),
    );
  }

  manifests(): Promise<Manifest[]> {
    return this.run(async (context) => {
      const { sheets, open } = await this.look(context);
      return sheets
        .filter((sheet) => !isInner(sheet, open))
        .flatMap(({ name, ours }) => (ours?.manifest === undefined ? [] : [{ ...ours.manifest, sheet: name }]));
    });
  }

  heal(): Promise<number> {
    return this.inTurn(() =>
      this.run(async (context) => {
        let seen = await this.look(context);
        const left = this.leaseLeft(seen.open);
        if (left > 0) {
          // Another pane is at work, or died less than a lease ago.
          await new Promise((resolve) => setTimeout(resolve, left));
          seen = await this.look(context);
          if (this.leaseLeft(seen.open) > 0) return 0;
        }
        return this.mend(context, seen);
      }),
    );
  }

  /** The workbook after whatever a dead pane left is gone; refuses while another pane is at work. */
  private async settled(context: Excel.RequestContext): Promise<Seen> {
    const seen = await this.look(context);
    if (this.leaseLeft(seen.open) > 0) throw say.otherPane();
    if (seen.open === undefined && leftovers(seen).length === 0) return seen;
    await this.mend(context, seen);
    return this.look(context);
  }

  private leaseLeft(open: Open | undefined): number {
    return open === undefined || open.owner === this.owner ? 0 : Math.max(0, open.until - this.now());
  }

  private opened(load: string, prior: string | null): string {
    const open: Open = { load, owner: this.owner, until: this.now() + LEASE, prior };
    return written(open);
  }

  /** Excel refuses a name that exists, so only one pane gets past this. */
  private lock(context: Excel.RequestContext, load: string, prior: string | null): void {
    context.workbook.names.add(OPEN, this.opened(load, prior)).visible = false;
  }

  /** Everything that decides about a load, in one request. */
  private async look(context: Excel.RequestContext): Promise<Seen> {
    const { workbook } = context;
    const { worksheets, protection, tables, names } = workbook;
    worksheets.load(
      "items/name,items/visibility,items/protection/protected,items/names/items/name,items/names/items/formula," +
        "items/tables/items/name,items/charts/items/name",
    );
    protection.load("protected");
    tables.load("items/name");
    const open = names.getItemOrNullObject(OPEN);
    const last = names.getItemOrNullObject(LAST);
    open.load("formula");
    last.load("formula");
    workbook.load("readOnly");
    await context.sync();
    return {
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
      open: open.isNullObject
        ? undefined
        : (readRecord<Open>(open.formula) ?? { load: "", owner: "", until: 0, prior: null }),
      last: last.isNullObject ? null : (readRecord<{ load: string }>(last.formula)?.load ?? ""),
    };
  }

  /** Refuses what cannot work; for a refresh also looks at tables in the way and at cells into which it would grow. */
  private async planned(
    context: Excel.RequestContext,
    plans: readonly SheetPlan[],
    refresh: readonly string[],
    seen: Seen,
  ): Promise<Task[]> {
    const load = newId();
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
    if (refreshed.length > 0) await context.sync();
    const taken = new Set(seen.tableNames.map((name) => name.toLowerCase()));
    return plans.map((plan, at) => {
      const blocked = filled[at].find((range) => !range.isNullObject);
      if (blocked !== undefined) throw say.inTheWay(plan.name, refOf(blocked.address).address);
      const overlapping = tables[at]
        .map(({ table, range }) => ({ table, spot: { name: table.name, range: refOf(range.address).address } }))
        .filter(({ spot }) => overlap(areaOf(spot.range), areas[at]));
      for (const { spot } of overlapping) taken.delete(spot.name.toLowerCase());
      const stage = `${INNER}${load}~${at}`;
      const ours: Ours = {
        load,
        block: addressOf(blockOf(plan)),
        manifest: plan.manifest,
        table: plan.table && { ...plan.table, name: freeTableName(plan.table.name, taken) },
        chart: plan.chart && drawn(plan.chart, plan.cells),
        frozenRows: plan.frozenRows,
      };
      return { plan, target: targets[at], overlapping, stage, backup: `${stage}~old`, area: areas[at], ours };
    });
  }

  private async prepare(context: Excel.RequestContext, tasks: readonly Task[], last: string | null): Promise<void> {
    this.lock(context, tasks[0].ours.load, last);
    const hidden = (name: string) => {
      const sheet = context.workbook.worksheets.add(name);
      sheet.visibility = "VeryHidden";
      return sheet;
    };
    for (const { plan, target, stage, ours } of tasks) {
      const sheet = hidden(stage);
      if (target !== undefined) continue;
      record(sheet, OURS, ours, []);
      // Named before anything is written, so that the formulas of a load find its sheets.
      sheet.name = plan.name;
    }
    for (const { target, backup, area } of tasks) {
      if (target !== undefined) cells(hidden(backup), area).copyFrom(cells(target.proxy, area));
    }
    await context.sync();
  }

  private async fill(
    context: Excel.RequestContext,
    tasks: readonly Task[],
    last: string | null,
    onShare: (share: number) => void,
  ): Promise<void> {
    const jobs = tasks.flatMap((task) => [...dataJobs(context, task), styleJob(context, task)]);
    const total = jobs.length;
    // Very many cells take several requests, and an Excel that takes less than we think gets smaller ones.
    for (let bytes = REQUEST_BYTES; jobs.length > 0;) {
      let count = 1;
      for (let sum = jobs[0].bytes; count < jobs.length && sum + jobs[count].bytes <= bytes; count++)
        sum += jobs[count].bytes;
      const batch = jobs.slice(0, count);
      for (const job of batch) job.add();
      // Last: when another pane took this one for dead and cleared its sheets away, the request ends before it.
      context.workbook.names.getItem(OPEN).formula = this.opened(tasks[0].ours.load, last);
      try {
        await context.sync();
      } catch (error) {
        const halves = batch.length > 1 ? batch : batch[0].halves();
        if (say.codeOf(error) !== "RequestPayloadSizeLimitExceeded" || halves.length === 0) throw error;
        jobs.splice(0, count, ...halves);
        bytes /= 2;
        continue;
      }
      jobs.splice(0, count);
      onShare(1 - jobs.length / Math.max(total, jobs.length + 1));
    }
  }

  /** The one request that makes the load happen: its last action deletes OPEN. */
  private async switch(context: Excel.RequestContext, tasks: readonly Task[], seen: Seen): Promise<void> {
    const { worksheets, names } = context.workbook;
    for (const { plan, target, overlapping, stage, backup, area, ours } of tasks) {
      const staged = worksheets.getItem(target === undefined ? plan.name : stage);
      // Fails when another pane took this one for dead and cleared its sheets away.
      staged.visibility = "VeryHidden";
      if (target === undefined) continue;
      const { proxy, ours: before, undo } = target;
      const tables = overlapping.map(({ spot }) => spot);
      const earlier = undo?.load === seen.last ? withoutEarlier(undo) : undefined;
      const now: Undo = { load: ours.load, backup, area: addressOf(area), tables, before, earlier };
      record(proxy, UNDO, now, target.names);
      for (const { table } of overlapping) table.convertToRange();
      for (const chart of target.charts) if (chart.name === CHART) chart.delete();
      cells(proxy, area).copyFrom(cells(staged, area));
      setWidths(proxy, plan.widths);
      if (ours.frozenRows === undefined) proxy.freezePanes.unfreeze();
      furnish(proxy, ours);
      record(proxy, OURS, { ...ours, load: before.load }, target.names);
    }
    keepLast(context, tasks[0].ours.load, seen.last);
    names.getItem(OPEN).delete();
    await context.sync();
  }

  private async show(context: Excel.RequestContext, tasks: readonly Task[], seen: Seen): Promise<void> {
    const { worksheets } = context.workbook;
    for (const { plan, target } of tasks)
      if (target === undefined) worksheets.getItem(plan.name).visibility = "Visible";
    const first = worksheets.getItem(tasks[0].plan.name);
    first.activate();
    first.getRange("A1").select();
    for (const { target, stage } of tasks) if (target !== undefined) remove(worksheets.getItem(stage));
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
    load: string,
  ): Promise<HostError> {
    let seen: Seen;
    try {
      seen = await this.look(context);
      if (seen.open?.load === load) await this.takeBack(context, seen);
    } catch {
      // Healing will do it.
      return say.hostError(error);
    }
    if (seen.open !== undefined && seen.open.load !== load) return say.otherPane();
    if (say.codeOf(error) === "ItemAlreadyExists") {
      const taken = tasks.find(({ plan, target }) => {
        const sheet = seen.sheets.find(({ name }) => name.toLowerCase() === plan.name.toLowerCase());
        return target === undefined && sheet !== undefined && sheet.ours?.load !== load;
      });
      if (taken !== undefined) return say.nameTaken(taken.plan.name);
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

  /** Undoes the load that OPEN names; every action may be repeated after a death. Says how many sheets it removed. */
  private async takeBack(context: Excel.RequestContext, seen: Seen): Promise<number> {
    if (seen.open === undefined) return 0;
    const { load, prior } = seen.open;
    const { added, refreshed } = partsOf(seen, load);
    for (const sheet of refreshed) {
      const { proxy, undo } = sheet;
      const backup = seen.sheets.find(({ name }) => name === undo.backup);
      if (backup === undefined) continue;
      const area = areaOf(undo.area);
      // Every table of ours there now is one that the refresh made, or one of before that was not yet taken away.
      for (const table of sheet.tables) if (isOurTable(table.name, sheet)) table.convertToRange();
      for (const chart of sheet.charts) if (chart.name === CHART) chart.delete();
      cells(proxy, area).copyFrom(cells(backup.proxy, area));
      proxy.freezePanes.unfreeze();
      furnish(proxy, { ...undo.before, table: undefined });
      for (const spot of undo.tables) addTable(proxy, spot);
      record(proxy, OURS, undo.before, sheet.names);
      if (undo.earlier === undefined) proxy.names.getItem(UNDO).delete();
      else record(proxy, UNDO, undo.earlier, sheet.names);
    }
    const kept = new Set(seen.sheets.map(({ undo }) => (undo?.load === load ? undo.earlier?.backup : undo?.backup)));
    const inner = seen.sheets.filter(({ name }) => name.startsWith(INNER) && !kept.has(name));
    const removed = [...added, ...inner];
    for (const { proxy } of removed) remove(proxy);
    if (prior === null) context.workbook.names.getItemOrNullObject(LAST).delete();
    else keepLast(context, prior, seen.last);
    context.workbook.names.getItem(OPEN).delete();
    await context.sync();
    return removed.length;
  }

  /** Takes back a load that was not completed, or completes what was left to show. Says how many sheets it removed. */
  private async mend(context: Excel.RequestContext, seen: Seen): Promise<number> {
    if (seen.open !== undefined) return this.takeBack(context, seen);
    const removed = leftovers(seen).filter(({ name }) => name.startsWith(INNER));
    for (const sheet of leftovers(seen)) {
      if (removed.includes(sheet)) remove(sheet.proxy);
      else sheet.proxy.visibility = "Visible";
    }
    await context.sync();
    return removed.length;
  }

  // Events

  onSelection(callback: () => void): Off {
    return this.listen(callback, ({ workbook }, tell) => workbook.onSelectionChanged.add(tell));
  }

  onChange(callback: () => void): Off {
    return this.listen(callback, ({ workbook }, tell) => workbook.worksheets.onChanged.add(tell));
  }

  onCalculated(callback: () => void): Off {
    return this.listen(callback, ({ workbook }, tell) => workbook.worksheets.onCalculated.add(tell));
  }

  private listen(
    callback: () => void,
    add: (context: Excel.RequestContext, tell: () => Promise<void>) => OfficeExtension.EventHandlerResult<unknown>,
  ): Off {
    let on = true;
    const tell = async () => {
      if (on) callback();
    };
    const added = this.run(async (context) => {
      const handler = add(context, tell);
      await context.sync();
      return handler;
    });
    // A host that cannot tell is no reason to stop: the pane has its own button.
    added.catch(() => undefined);
    return () => {
      if (!on) return;
      on = false;
      added
        .then((handler) =>
          this.office.Excel.run(handler.context as Excel.RequestContext, async (context) => {
            handler.remove();
            await context.sync();
          }),
        )
        .catch(() => undefined);
    };
  }

  // Asking Excel

  /** One load, restoring or healing at a time in this pane; between panes the name OPEN sees to it. */
  private turn: Promise<unknown> = Promise.resolve();

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.turn.then(work, work);
    this.turn = next.catch(() => undefined);
    return next;
  }

  private async run<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
    let told = false;
    const tell = (sentence: string | null) => {
      told = sentence !== null;
      this.options.onWaiting?.(sentence);
    };
    const timer = setTimeout(() => tell(say.WAITING), this.patience);
    try {
      for (;;) {
        try {
          return await this.office.Excel.run({ delayForCellEdit: true }, work);
        } catch (error) {
          // An Excel that cannot queue a request while a cell is edited refuses it whole.
          if (say.codeOf(error) !== "InvalidOperationInCellEditMode") throw say.hostError(error);
          tell(say.WAITING);
          await new Promise((resolve) => setTimeout(resolve, CELL_EDIT_RETRY));
        }
      }
    } finally {
      clearTimeout(timer);
      if (told) tell(null);
    }
  }

  /** Sends a request about one sheet, and names it when Excel refuses. */
  private async about(context: Excel.RequestContext, sheet: string): Promise<void> {
    try {
      await context.sync();
    } catch (error) {
      const code = say.codeOf(error);
      if (code === "ItemNotFound") throw say.noSheet(sheet);
      if (code === "AccessDenied") throw say.noEntry(sheet);
      throw error;
    }
  }

  private supports(version: string): boolean {
    return this.office.Office.context.requirements.isSetSupported("ExcelApi", version);
  }

  private need(version: string, what: string): void {
    if (!this.supports(version)) throw say.tooOld(version, what);
  }
}

// Sheets and records

const isInner = ({ name, visibility, ours }: SeenSheet, open: Open | undefined): boolean =>
  name.startsWith(INNER) || (visibility === "VeryHidden" && ours !== undefined && ours.load === open?.load);

/** What a load added and refreshed. */
function partsOf({ sheets }: Seen, load: string) {
  return {
    added: sheets.filter(
      ({ name, ours, undo }) => !name.startsWith(INNER) && ours?.load === load && undo?.load !== load,
    ),
    refreshed: sheets.flatMap((sheet) => (sheet.undo?.load === load ? [{ ...sheet, undo: sheet.undo }] : [])),
  };
}

/** Hidden sheets that no load under way and no possible restoring needs, and new sheets that were not yet shown. */
function leftovers({ sheets, open, last }: Seen): SeenSheet[] {
  if (open !== undefined) return [];
  const kept = new Set(sheets.map(({ undo }) => (undo?.load === last ? undo?.backup : undefined)));
  return sheets.filter(({ name, visibility, ours }) =>
    name.startsWith(INNER) ? !kept.has(name) : visibility === "VeryHidden" && ours !== undefined,
  );
}

function mustBeWritable(seen: Seen, adds: boolean, refreshed: readonly SeenSheet[]): void {
  if (seen.readOnly) throw say.readOnly();
  // Copies of what is replaced are sheets too.
  if (seen.locked && (adds || refreshed.length > 0)) throw say.workbookProtected();
  const closed = refreshed.find((sheet) => sheet.protected);
  if (closed !== undefined) throw say.sheetProtected(closed.name);
}

function record(sheet: Excel.Worksheet, name: string, value: object, existing: readonly string[]): void {
  if (existing.includes(name)) sheet.names.getItem(name).formula = written(value);
  else sheet.names.add(name, written(value)).visible = false;
}

function keepLast({ workbook }: Excel.RequestContext, load: string, existing: string | null): void {
  if (existing === null) workbook.names.add(LAST, written({ load })).visible = false;
  else workbook.names.getItem(LAST).formula = written({ load });
}

/** Excel does not delete a very hidden sheet. */
function remove(sheet: Excel.Worksheet): void {
  sheet.visibility = "Hidden";
  sheet.delete();
}

const withoutEarlier = ({ load, backup, area, tables, before }: Undo): Undo => ({ load, backup, area, tables, before });

const isOurTable = (name: string, { ours, undo }: SeenSheet): boolean =>
  name === ours?.table?.name || (undo?.tables ?? []).some((spot) => spot.name === name);

function freeTableName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${wanted}_${copy}`;
  taken.add(name.toLowerCase());
  return name;
}

function mustGoOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw say.cancelled();
}

function mustFit(sheet: string, rows: readonly (readonly Cell[])[]): void {
  for (const row of rows) {
    for (const cell of row) {
      if (typeof cell === "string" && cell.length > LONGEST_TEXT) throw say.badText(sheet, cell.length);
      if (typeof cell === "number" && !Number.isFinite(cell))
        throw new RangeError(`${sheet} holds ${cell}: a cell takes finite numbers`);
    }
  }
}

const newId = (): string => Math.random().toString(36).slice(2, 10).padEnd(8, "0");

// Ranges

/** A range that Excel need not keep for us after the request: no tracking, no request to end it. */
function cells(sheet: Excel.Worksheet, area: Area): Excel.Range {
  const range = sheet.getRange(addressOf(area));
  range.untrack();
  return range;
}

const filledCells = (sheet: Excel.Worksheet, area: Area): Excel.Range =>
  cells(sheet, area).getUsedRangeOrNullObject(true);

function loaded(range: Excel.Range): Excel.Range {
  range.load("address");
  return range;
}

const overlap = (a: Area, b: Area): boolean =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;

/** The part of an area that lies below and beside what we had written before. */
function growth(area: Area, before: Area): Area[] {
  const below = { ...area, top: before.bottom + 1 };
  const beside = { ...area, left: before.right + 1, bottom: Math.min(area.bottom, before.bottom) };
  return [below, beside].filter(({ top, left, bottom, right }) => top <= bottom && left <= right);
}

type Contents = Omit<RangeData, "text">;

function contents({ address, values, formulas }: Excel.Range): Contents {
  return {
    ...refOf(address),
    values: values.map((row, r) => row.map((value, c) => valueOf(value, formulas[r][c]))),
    // Of a text that looks like a formula Excel reports the text as both.
    formulas: formulas.map((row, r) =>
      row.map((formula, c) => (isFormula(formula) && formula !== values[r][c] ? formula : null)),
    ),
  };
}

const rangeData = (range: Excel.Range): RangeData => ({ ...contents(range), text: range.text });

/** Only the first cell of a spill holds a formula, whatever Excel reports. */
function maskSpill({ address, formulas }: Contents, { anchor, area }: { anchor: string; area: string }): void {
  const { top, left } = areaOf(address);
  const at = areaOf(anchor);
  const { top: first, left: from, bottom, right } = areaOf(area);
  for (let row = Math.max(first, top); row <= Math.min(bottom, top + formulas.length - 1); row++) {
    for (let column = Math.max(from, left); column <= Math.min(right, left + formulas[0].length - 1); column++) {
      if (row !== at.top || column !== at.left) formulas[row - top][column - left] = null;
    }
  }
}

// Writing

function dataJobs({ workbook }: Excel.RequestContext, { plan, target, stage }: Task): Job[] {
  const inputs = grid(plan.cells, null);
  const job = (first: number, end: number): Job => ({
    bytes: (end - first) * inputs[0].length * 8,
    add: () => {
      const area = { top: first, left: 0, bottom: end - 1, right: inputs[0].length - 1 };
      const sheet = workbook.worksheets.getItem(target === undefined ? plan.name : stage);
      cells(sheet, area).formulas = inputs.slice(first, end);
    },
    halves: () => {
      const middle = (first + end) >> 1;
      return middle === first ? [] : [job(first, middle), job(middle, end)];
    },
  });
  return slices(inputs, REQUEST_BYTES).map(([first, end, bytes]) => ({ ...job(first, end), bytes }));
}

function styleJob({ workbook }: Excel.RequestContext, { plan, target, stage, ours }: Task): Job {
  return {
    bytes: 0,
    add: () => {
      const sheet = workbook.worksheets.getItem(target === undefined ? plan.name : stage);
      for (const { range, ...style } of plan.styles ?? []) applyStyle(untracked(sheet, range), style);
      if (target !== undefined) return;
      setWidths(sheet, plan.widths);
      furnish(sheet, ours);
    },
    halves: () => [],
  };
}

function untracked(sheet: Excel.Worksheet, address: string): Excel.Range {
  const range = sheet.getRange(address);
  range.untrack();
  return range;
}

function applyStyle(range: Excel.Range, style: Style): void {
  const { format } = range;
  if (style.bold !== undefined) format.font.bold = style.bold;
  if (style.italic !== undefined) format.font.italic = style.italic;
  if (style.color !== undefined) format.font.color = style.color;
  if (style.fontSize !== undefined) format.font.size = style.fontSize;
  if (style.fill !== undefined) format.fill.color = style.fill;
  if (style.wrap !== undefined) format.wrapText = style.wrap;
  if (style.align !== undefined) format.horizontalAlignment = ALIGNMENTS[style.align];
  // One format for all cells of the range: Excel takes it as such.
  if (style.numberFormat !== undefined) range.numberFormat = style.numberFormat as unknown as string[][];
}

const ALIGNMENTS = { left: "Left", center: "Center", right: "Right" } as const;

/** Widths in characters; Excel wants points, 7 pixels a character and 5 beside them. */
function setWidths(sheet: Excel.Worksheet, widths: readonly number[] = []): void {
  widths.forEach((width, column) => {
    untracked(sheet, `${letters(column)}:${letters(column)}`).format.columnWidth = (width * 7 + 5) * 0.75;
  });
}

function furnish(sheet: Excel.Worksheet, { table, chart, frozenRows }: Ours): void {
  if (frozenRows !== undefined && frozenRows > 0) sheet.freezePanes.freezeRows(frozenRows);
  if (table !== undefined) addTable(sheet, table);
  if (chart !== undefined) addChart(sheet, chart);
}

function addTable(sheet: Excel.Worksheet, { name, range }: TableSpot): void {
  sheet.tables.add(range, true).name = name;
}

function drawn(chart: Chart, rows: readonly (readonly Cell[])[]): DrawnChart {
  const names = chart.series.map((range) => {
    const { top, left } = areaOf(range);
    return String(rows[top]?.[left] ?? "");
  });
  return { ...chart, names };
}

function addChart(sheet: Excel.Worksheet, { kind, title, labels, series, at, names }: DrawnChart): void {
  const below = (range: string) => {
    const area = areaOf(range);
    return cells(sheet, { ...area, top: area.top + 1 });
  };
  const chart = sheet.charts.add(kind === "line" ? "Line" : "ColumnClustered", untracked(sheet, series[0]), "Columns");
  chart.name = CHART;
  chart.title.text = title;
  chart.setPosition(at);
  series.forEach((range, index) => {
    const one = index === 0 ? chart.series.getItemAt(0) : chart.series.add(names[index]);
    if (index > 0) one.setValues(below(range));
    one.setXAxisValues(below(labels));
  });
}
