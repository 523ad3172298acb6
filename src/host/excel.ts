// The port over Excel, and the only file that calls Office.js, which is looked up when called. How loads happen: excel/load.ts.

import { areaOf, qualified, rowsOf } from "./a1";
import { Asking, type AskingOptions, type OfficeWindow } from "./excel/asking";
import { grid, refOf } from "./excel/cells";
import { Loads } from "./excel/load";
import { cells, CHART, mustFit, plot } from "./excel/ranges";
import { READ_CELLS, READ_CELLS_ON_THE_WEB, Reads } from "./excel/reading";
import { isInner, look } from "./excel/seen";
import * as say from "./excel/sentences";
import { unseenLines } from "./excel/unseen";
import { isLegalName } from "./defined-names";
import { freeSheetNames } from "./sheet-names";
import type {
  Cell,
  CommitOptions,
  FormulaCell,
  Host,
  Manifest,
  Named,
  NamedCells,
  NumberLook,
  Chart,
  Off,
  Progress,
  RangeData,
  Ref,
  Selection,
  SheetInfo,
  SheetPlan,
  TableInfo,
  Unseen,
} from "./host";

export interface ExcelOptions extends AskingOptions {
  readonly now?: () => number;
}

/** How long a recalculation is waited for, and how long between two looks, in milliseconds. */
const RECALCULATION = 30_000;
const BETWEEN_LOOKS = 100;

const AFTER_LEASE = 1_000;

/** Null leaves a cell the format that it has. */
const chosen = (cells: readonly (readonly boolean[])[], numberFormat: string): (string | null)[][] =>
  cells.map((row) => row.map((one) => (one ? numberFormat : null)));

interface Writing {
  readonly ref: Ref;
  readonly rows: readonly (readonly Cell[])[];
  resolve(): void;
  reject(error: unknown): void;
}

export class ExcelHost implements Host {
  readonly kind = "excel";

  private readonly asking: Asking;
  private readonly reads: Reads;
  private readonly loads: Loads;

  constructor(
    private readonly office: OfficeWindow,
    { now = () => Date.now(), ...options }: ExcelOptions = {},
  ) {
    this.asking = new Asking(office, options);
    const { platform } = office.Office.context;
    const onTheWeb = platform === office.Office.PlatformType?.OfficeOnline;
    this.reads = new Reads(this.asking, onTheWeb ? READ_CELLS_ON_THE_WEB : READ_CELLS);
    this.loads = new Loads(this.asking, now);
  }

  // Reading

  selection(): Promise<Selection> {
    return this.reads.selection();
  }

  selected(): Promise<Ref> {
    return this.asking.run(async (context) => {
      const range = context.workbook.getSelectedRange();
      range.load("address");
      await context.sync();
      return refOf(range.address);
    });
  }

  read(ref: Ref, progress?: Progress): Promise<RangeData> {
    return this.reads.read(ref, progress);
  }

  async extent(): Promise<{ rows: number; columns: number }> {
    return { rows: 1_048_576, columns: 16_384 };
  }

  named(name: string, sheet: string): Promise<Named | null> {
    return this.reads.named(name, sheet);
  }

  tables(): Promise<TableInfo[]> {
    return this.reads.tables();
  }

  names(): Promise<NamedCells[]> {
    return this.reads.names();
  }

  define({ name, sheet, address }: NamedCells): Promise<void> {
    return this.asking.run(async (context) => {
      const { names } = context.workbook;
      const taken = names.getItemOrNullObject(name);
      taken.load("name");
      context.workbook.worksheets.getItem(sheet).load("name");
      await this.asking.about(context, sheet);
      if (!isLegalName(name)) throw say.definedNameRefused(name);
      if (!taken.isNullObject) throw say.definedNameTaken(name);
      names.add(name, `=${qualified({ sheet, address })}`);
      await context.sync().catch((error: unknown) => {
        throw say.codeOf(error) === "InvalidArgument" ? say.definedNameRefused(name) : error;
      });
    });
  }

  undefine(name: string): Promise<void> {
    return this.asking.run(async (context) => {
      const found = context.workbook.names.getItemOrNullObject(name);
      found.load("name");
      await context.sync();
      if (found.isNullObject) return;
      found.delete();
      await context.sync();
    });
  }

  findFormulas(pattern: RegExp, progress?: Progress): Promise<FormulaCell[]> {
    return this.reads.findFormulas(pattern, progress);
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

  unseen(sheets: readonly string[], { signal }: Progress = {}): Promise<Unseen[]> {
    return this.asking.run((context) => unseenLines(context, sheets, signal));
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

  insert({ sheet, address }: Ref, formula: string, looks: readonly NumberLook[]): Promise<() => Promise<void>> {
    return this.asking.run(async (context) => {
      const on = (request: Excel.RequestContext, range: string): Excel.Range =>
        request.workbook.worksheets.getItem(sheet).getRange(range);
      const cell = on(context, address).load("formulas");
      const dressed = looks.map((look) => ({ ...look, cells: on(context, look.range).load("numberFormat") }));
      await this.asking.about(context, sheet);
      const before = cell.formulas;
      cell.formulas = [[formula]];
      const given = dressed.map(({ range, numberFormat, cells }) => {
        const plain = cells.numberFormat.map((row) => row.map((format) => format === "General"));
        cells.numberFormat = chosen(plain, numberFormat);
        return { range, plain };
      });
      await this.asking.about(context, sheet);
      return () =>
        this.asking.run(async (request) => {
          on(request, address).formulas = before;
          for (const { range, plain } of given) on(request, range).numberFormat = chosen(plain, "General");
          await this.asking.about(request, sheet);
        });
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

  redraw(sheet: string, chart: Pick<Chart, "labels" | "series">): Promise<void> {
    return this.asking.run(async (context) => {
      const { charts } = context.workbook.worksheets.getItem(sheet);
      charts.load("items/name");
      await this.asking.about(context, sheet);
      const ours = charts.items.find(({ name }) => name === CHART);
      if (ours === undefined) return;
      // Whatever is written clears Excel's own undo, so nothing is that stands there already.
      const { points } = ours.series.getItemAt(0);
      points.load("count");
      await context.sync();
      if (points.count === rowsOf(areaOf(chart.labels)) - 1) return;
      plot(context.workbook.worksheets.getItem(sheet), ours, chart);
      await context.sync();
    });
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

  /** Heals now, and again after whatever may have brought a half-made load back, such as Excel's own undo. */
  async keepWhole(): Promise<Off> {
    const offs = [
      this.onChange(() => this.look(false)),
      this.listen(
        () => this.look(true),
        ({ workbook: { worksheets } }, tell) => [worksheets.onAdded.add(tell), worksheets.onDeleted.add(tell)],
      ),
    ];
    await this.heal();
    return () => {
      clearTimeout(this.later);
      offs.forEach((off) => off());
    };
  }

  /** What has happened since the last look began: nothing, cells have changed, or sheets have come or gone. */
  private happened: "nothing" | "cells" | "sheets" = "nothing";
  private looking = false;
  /** The look when another pane's load, if it never ends, is taken for dead. */
  private later: ReturnType<typeof setTimeout> | undefined;

  private look(sheets: boolean): void {
    // What this pane is at itself it takes back or completes itself.
    if (this.loads.busy) return;
    if (sheets || this.happened === "nothing") this.happened = sheets ? "sheets" : "cells";
    if (this.looking) return;
    this.looking = true;
    void this.lookAll()
      // Another change will come, or another start.
      .catch(() => undefined)
      .finally(() => (this.looking = false));
  }

  private async lookAll(): Promise<void> {
    while (this.happened !== "nothing") {
      const { happened } = this;
      this.happened = "nothing";
      const left = await this.loads.pending();
      if (left === 0 || (left === null && happened === "sheets")) await this.heal();
      else if (left !== null) {
        clearTimeout(this.later);
        this.later = setTimeout(() => this.look(false), left + AFTER_LEASE);
      }
    }
  }

  // Events

  onSelection(callback: () => void): Off {
    return this.listen(callback, ({ workbook }, tell) => [workbook.onSelectionChanged.add(tell)]);
  }

  onChange(callback: () => void): Off {
    return this.listen(callback, ({ workbook }, tell) => [workbook.worksheets.onChanged.add(tell)]);
  }

  onCalculated(callback: () => void): Off {
    return this.listen(callback, ({ workbook }, tell) => [workbook.worksheets.onCalculated.add(tell)]);
  }

  private listen(
    callback: () => void,
    add: (context: Excel.RequestContext, tell: () => Promise<void>) => OfficeExtension.EventHandlerResult<unknown>[],
  ): Off {
    let on = true;
    const tell = async () => {
      if (on) callback();
    };
    const added = this.asking.run(async (context) => {
      const handlers = add(context, tell);
      await context.sync();
      return handlers;
    });
    // A host that cannot tell is no reason to stop: the pane has its own button.
    added.catch(() => undefined);
    return () => {
      if (!on) return;
      on = false;
      added
        .then((handlers) =>
          this.office.Excel.run(handlers[0].context as Excel.RequestContext, async (context) => {
            for (const handler of handlers) handler.remove();
            await context.sync();
          }),
        )
        .catch(() => undefined);
    };
  }
}
