// The port over Excel, and the only file that calls Office.js, which is looked up when called. How loads happen: excel/load.ts.

import { addressOf, areaOf } from "./a1";
import { Asking, type AskingOptions, type OfficeWindow } from "./excel/asking";
import { batches, grid, refOf, refsOf, rowsWithin } from "./excel/cells";
import { Loads } from "./excel/load";
import { applyStyle, cells, contents, joined, loaded, mustFit, rangeData } from "./excel/ranges";
import { isInner, look } from "./excel/seen";
import * as say from "./excel/sentences";
import { maskSpill, spillsOf } from "./excel/spills";
import { freeSheetNames } from "./sheet-names";
import { HostError } from "./host";
import type {
  Cell,
  CellValue,
  CommitOptions,
  FormulaCell,
  Host,
  Manifest,
  Named,
  Off,
  RangeData,
  Ref,
  Selection,
  SheetInfo,
  SheetPlan,
  Style,
  TableInfo,
} from "./host";

export interface ExcelOptions extends AskingOptions {
  readonly now?: () => number;
}

/** What Excel answers in one request: on the web no more than 5 MB, whatever the cells hold. */
const READ_CELLS = 100_000;
const READ_CELLS_ON_THE_WEB = 20_000;
/** A request for fewer is not tried: a row is read whole. */
const FEWEST_CELLS = 500;

/** Kinds of names that stand for one value. */
const VALUES: ReadonlySet<string> = new Set(["String", "Integer", "Double", "Boolean"]);

const usedAddress = (range: Excel.Range): string => (range.isNullObject ? "A1" : refOf(range.address).address);

interface Reading {
  readonly ref: Ref;
  resolve(data: RangeData): void;
  reject(error: unknown): void;
}

interface Writing {
  readonly ref: Ref;
  readonly rows: readonly (readonly Cell[])[];
  resolve(): void;
  reject(error: unknown): void;
}

export class ExcelHost implements Host {
  readonly kind = "excel";

  private readonly asking: Asking;
  private readonly loads: Loads;

  constructor(
    private readonly office: OfficeWindow,
    { now = () => Date.now(), ...options }: ExcelOptions = {},
  ) {
    this.asking = new Asking(office, options);
    const { platform } = office.Office.context;
    if (platform === office.Office.PlatformType?.OfficeOnline) this.readCells = READ_CELLS_ON_THE_WEB;
    this.loads = new Loads(this.asking, now);
  }

  // Reading

  selection(): Promise<Selection> {
    return this.asking.run(async (context) => {
      const cell = context.workbook.getActiveCell();
      cell.untrack();
      cell.load("address,values,formulas,text");
      const spills = this.asking.supports("1.12");
      const parent = spills ? cell.getSpillParentOrNullObject() : undefined;
      const area = parent?.getSpillingToRangeOrNullObject();
      for (const range of [parent, area]) {
        range?.untrack();
        range?.load("address");
      }
      await context.sync();
      const data = rangeData(cell);
      if (parent === undefined || area === undefined || parent.isNullObject || area.isNullObject)
        return { ...data, spill: null };
      const spill = { anchor: refOf(parent.address).address, range: refOf(area.address).address };
      return { ...data, formulas: spill.anchor === data.address ? data.formulas : [[null]], spill };
    });
  }

  /** What is asked in one breath is one request. */
  read(ref: Ref): Promise<RangeData> {
    return new Promise((resolve, reject) => {
      const asked = this.breath.push({ ref, resolve, reject });
      if (asked === 1) queueMicrotask(() => void this.exhale(this.breath.splice(0)));
    });
  }

  private readonly breath: Reading[] = [];

  private async exhale(readings: readonly Reading[]): Promise<void> {
    try {
      const all = await this.readAll(readings.map(({ ref }) => ref));
      readings.forEach(({ resolve }, at) => resolve(all[at]));
    } catch (error) {
      // One that fails must not fail the others.
      if (readings.length === 1) readings[0].reject(error);
      else await Promise.all(readings.map((one) => this.exhale([one])));
    }
  }

  /** How many cells a request asks for; fewer from the first answer on that Excel refuses as too large. */
  private readCells = READ_CELLS;

  /** Reads again in smaller parts where an answer is too large. */
  private async inParts<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await this.asking.run(work);
      } catch (error) {
        const tooLarge = error instanceof HostError && error.code === "ResponsePayloadSizeLimitExceeded";
        if (!tooLarge || this.readCells <= FEWEST_CELLS) throw error;
        this.readCells = Math.max(FEWEST_CELLS, Math.floor(this.readCells / 2));
      }
    }
  }

  private readAll(refs: readonly Ref[]): Promise<RangeData[]> {
    return this.inParts(async (context) => {
      const spilling = this.asking.supports("1.12");
      const asked = refs.map((ref) => ({ ref, worksheet: context.workbook.worksheets.getItem(ref.sheet) }));
      const used = asked.map(({ ref, worksheet }) =>
        ref.address === "" ? loaded(worksheet.getUsedRangeOrNullObject(true)) : undefined,
      );
      const first = refs.find(({ address }) => address === "");
      if (first !== undefined) await this.asking.about(context, first.sheet);
      const pieces = asked.flatMap((_, at) => {
        const address = used[at] === undefined ? refs[at].address : usedAddress(used[at]);
        return rowsWithin(areaOf(address), this.readCells).map((area) => ({ at, area }));
      });
      const ranges: Excel.Range[][] = refs.map(() => []);
      const wanted = spilling ? "address,values,formulas,text,hasSpill" : "address,values,formulas,text";
      for (const batch of batches(pieces, this.readCells)) {
        for (const { at, area } of batch) {
          const range = cells(asked[at].worksheet, area);
          range.load(wanted);
          ranges[at].push(range);
        }
        await this.asking.about(context, refs[batch[0].at].sheet);
      }
      const all: RangeData[] = [];
      for (const [at, { worksheet }] of asked.entries()) {
        const data = joined(ranges[at].map(rangeData));
        if (spilling && ranges[at].some(({ hasSpill }) => hasSpill !== false)) {
          const formulaAt = (row: number, column: number) => data.formulas[row][column] !== null;
          for (const spill of await spillsOf(this.asking, context, worksheet, data, formulaAt)) maskSpill(data, spill);
        }
        all.push(data);
      }
      return all;
    });
  }

  async extent(): Promise<{ rows: number; columns: number }> {
    return { rows: 1_048_576, columns: 16_384 };
  }

  named(name: string, sheet: string): Promise<Named | null> {
    return this.asking.run(async (context) => {
      const { workbook } = context;
      const worksheet = workbook.worksheets.getItem(sheet);
      worksheet.load("name");
      const found = [worksheet.names, workbook.names].map((names) => {
        const item = names.getItemOrNullObject(name);
        item.load("type,value");
        return { item, range: loaded(item.getRangeOrNullObject()) };
      });
      await this.asking.about(context, sheet);
      const at = found.findIndex(({ item }) => !item.isNullObject);
      if (at < 0) return null;
      const { item, range } = found[at];
      if (!range.isNullObject) return { cells: refOf(range.address) };
      if (!VALUES.has(item.type)) return null;
      return { value: item.value as CellValue, sheet: at === 0 ? worksheet.name : null };
    });
  }

  tables(): Promise<TableInfo[]> {
    return this.asking.run(async (context) => {
      const { tables } = context.workbook;
      tables.load("items/name,items/showHeaders,items/showTotals,items/columns/items/name");
      await context.sync();
      const ranges = tables.items.map((table) => loaded(table.getRange()));
      if (ranges.length > 0) await context.sync();
      return tables.items.map(({ name, showHeaders, showTotals, columns }, at) => ({
        ...refOf(ranges[at].address),
        name,
        headers: showHeaders,
        totals: showTotals,
        columns: columns.items.map((column) => column.name),
      }));
    });
  }

  findFormulas(pattern: RegExp): Promise<FormulaCell[]> {
    return this.inParts(async (context) => {
      const { sheets, open } = await look(context);
      const own = sheets.filter((sheet) => !isInner(sheet, open));
      const used = own.map(({ proxy }) => loaded(proxy.getUsedRangeOrNullObject(true)));
      await context.sync();
      const pieces = own.flatMap(({ proxy: worksheet }, at) =>
        used[at].isNullObject
          ? []
          : rowsWithin(areaOf(refOf(used[at].address).address), this.readCells).map((area) => ({ worksheet, area })),
      );
      const found: FormulaCell[] = [];
      for (const batch of batches(pieces, this.readCells)) {
        const ranges = batch.map(({ worksheet, area }) => cells(worksheet, area));
        for (const range of ranges) range.load("address,values,formulas");
        await context.sync();
        for (const [at, { worksheet }] of batch.entries())
          found.push(...(await this.matches(context, worksheet, ranges[at], pattern)));
      }
      return found;
    });
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
      ? await spillsOf(this.asking, context, worksheet, data, hit)
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

  precedents({ sheet, address }: Ref): Promise<Ref[]> {
    return this.asking.run(async (context) => {
      this.asking.need("1.12", "follow a cell's inputs");
      const worksheet = context.workbook.worksheets.getItem(sheet);
      worksheet.load("name");
      await this.asking.about(context, sheet);
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
    return this.asking.run(async (context) => {
      const { sheets, open } = await look(context);
      return sheets
        .filter((sheet) => !isInner(sheet, open))
        .map((sheet) => ({ name: sheet.name, visible: sheet.visibility === "Visible", protected: sheet.protected }));
    });
  }

  freeNames(wanted: readonly string[]): Promise<string[]> {
    return this.asking.run(async (context) => {
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
    return this.asking.run(async (context) => {
      const worksheet = context.workbook.worksheets.getItem(sheet);
      worksheet.load("visibility");
      await this.asking.about(context, sheet);
      if (worksheet.visibility !== "Visible") throw say.sheetHidden(sheet);
      worksheet.activate();
      worksheet.getRange(address).select();
      await this.asking.about(context, sheet);
    });
  }

  /** What is written in one breath is one request. */
  write(ref: Ref, rows: readonly (readonly Cell[])[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const asked = this.writings.push({ ref, rows, resolve, reject });
      if (asked === 1) queueMicrotask(() => void this.writeAll(this.writings.splice(0)));
    });
  }

  private readonly writings: Writing[] = [];

  private async writeAll(writings: readonly Writing[]): Promise<void> {
    try {
      await this.asking.run(async (context) => {
        for (const { ref, rows } of writings) {
          if (rows.length === 0) continue;
          mustFit(ref.sheet, rows);
          const inputs = grid(rows, "");
          const { top, left } = areaOf(ref.address);
          const area = { top, left, bottom: top + inputs.length - 1, right: left + inputs[0].length - 1 };
          cells(context.workbook.worksheets.getItem(ref.sheet), area).formulas = inputs;
        }
        await this.asking.about(context, writings[0].ref.sheet);
      });
      for (const { resolve } of writings) resolve();
    } catch (error) {
      // One that fails must not fail the others; what was written already is written again.
      if (writings.length === 1) writings[0].reject(error);
      else for (const one of writings) await this.writeAll([one]);
    }
  }

  style({ sheet, address }: Ref, style: Style): Promise<void> {
    return this.asking.run(async (context) => {
      applyStyle(context.workbook.worksheets.getItem(sheet).getRange(address), style);
      await this.asking.about(context, sheet);
    });
  }

  locked(): Promise<boolean> {
    return this.asking.run(async (context) => {
      const { protection } = context.workbook;
      protection.load("protected");
      await context.sync();
      return protection.protected;
    });
  }

  /** Excel may say Pending for ever, where a chart or a volatile function waits: only while it says Calculating there is something to wait for. */
  recalculate(signal?: AbortSignal): Promise<void> {
    return this.asking.run(async (context) => {
      const { application } = context.workbook;
      application.calculate("Full");
      for (let looks = 0; looks < RECALCULATION / BETWEEN_LOOKS; looks++) {
        if (signal?.aborted) throw say.recalculationCancelled();
        application.load("calculationState");
        await context.sync();
        if (application.calculationState !== "Calculating") return;
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
      }
      throw say.stillCalculating();
    });
  }

  // Loading

  commit(plans: readonly SheetPlan[], options?: CommitOptions): Promise<void> {
    return this.loads.commit(plans, options);
  }

  restore(): Promise<boolean> {
    return this.loads.restore();
  }

  remove(sheets: readonly string[]): Promise<void> {
    return this.loads.remove(sheets);
  }

  manifests(): Promise<Manifest[]> {
    return this.loads.manifests();
  }

  heal(): Promise<number> {
    return this.loads.heal();
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
    const added = this.asking.run(async (context) => {
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
}

export interface Theme {
  readonly dark: boolean;
  readonly background: string;
  readonly foreground: string;
}

/** What Excel offers a pane beside the workbook. */
export interface ExcelPane {
  readonly host: Host;
  /** Tells the colours of Office, now and when they have changed; never where Office does not tell them. */
  onTheme(callback: (theme: Theme) => void): void;
  /** The pane's own button alone opens it: Excel ignores showAsTaskpane of add-ins from its store. What a command does shows in the open pane. */
  onCommands(commands: Readonly<Record<string, () => void>>): void;
  /** Opens a page in the person's browser. */
  openPage(url: string): void;
  /** Whether Excel starts the functions with this workbook, before the pane is opened. */
  readonly startup: { read(): Promise<boolean>; set(on: boolean): Promise<void> };
}

/** How long a recalculation is waited for, and how long between two looks, in milliseconds. */
const RECALCULATION = 30_000;
const BETWEEN_LOOKS = 100;

/** How long office.js may take to find its host. */
const ARRIVAL = 20_000;

/** Finds Excel. Rejects with a sentence for the pane when office.js did not arrive, trusts no host or the page is open outside of Excel. */
export async function connect(
  page: Partial<OfficeWindow> = globalThis,
  options: ExcelOptions = {},
): Promise<ExcelPane> {
  const { Office: office } = page;
  if (office === undefined) throw say.unreachable();
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(say.untrusted()), ARRIVAL));
  const { host } = await Promise.race([office.onReady(), late]);
  if (host !== office.HostType.Excel) throw say.notExcel();
  return {
    host: new ExcelHost(page as OfficeWindow, options),
    onTheme: (callback) => followTheme(office, page, callback),
    onCommands: (commands) => {
      for (const [name, act] of Object.entries(commands)) {
        office.actions.associate(name, (event?: { completed?(): void }) => {
          try {
            act();
          } finally {
            event?.completed?.();
          }
        });
      }
    },
    openPage: (url) => {
      if (office.context.requirements.isSetSupported("OpenBrowserWindowApi", "1.1"))
        office.context.ui.openBrowserWindow(url);
      else (page as Partial<Pick<typeof globalThis, "open">>).open?.(url, "_blank", "noopener");
    },
    startup: {
      read: async () => (await office.addin.getStartupBehavior()) === office.StartupBehavior.load,
      set: (on) => office.addin.setStartupBehavior(on ? office.StartupBehavior.load : office.StartupBehavior.none),
    },
  };
}

/** Excel has no event for a new theme. To choose one a person leaves the pane, so it is read again when they are back. */
function followTheme(office: typeof Office, page: Partial<OfficeWindow>, callback: (theme: Theme) => void): void {
  let known = "";
  const look = (): void => {
    const theme = themeOf(office.context.officeTheme);
    if (theme === null || theme.background === known) return;
    known = theme.background;
    callback(theme);
  };
  const { window: own, document: shown } = page as Partial<Pick<typeof globalThis, "window" | "document">>;
  own?.addEventListener("focus", look);
  shown?.addEventListener("visibilitychange", look);
  shown?.documentElement.addEventListener("pointerenter", look);
  look();
}

function themeOf(theme: Office.OfficeTheme | undefined): Theme | null {
  const background = theme?.bodyBackgroundColor;
  const foreground = theme?.bodyForegroundColor;
  if (background === undefined || foreground === undefined) return null;
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(background.slice(at, at + 2), 16));
  return { dark: red * 0.299 + green * 0.587 + blue * 0.114 < 128, background, foreground };
}
