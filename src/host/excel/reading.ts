// What Excel is asked about cells, names and tables: in requests whose answers it does not refuse as too large.

import { addressOf, areaOf } from "../a1";
import type { Asking } from "./asking";
import { batches, refOf, rowsWithin } from "./cells";
import { cells, contents, joined, loaded, rangeData } from "./ranges";
import { isInner, look } from "./seen";
import * as say from "./sentences";
import { maskSpill, spillsOf } from "./spills";
import { HostError } from "../host";
import type {
  CellValue,
  FormulaCell,
  Named,
  NamedCells,
  Progress,
  RangeData,
  Ref,
  Selection,
  TableInfo,
} from "../host";

/** What Excel answers in one request: on the web no more than 5 MB, whatever the cells hold. */
export const READ_CELLS = 100_000;
export const READ_CELLS_ON_THE_WEB = 20_000;
/** A request for fewer is not tried: a row is read whole. */
const FEWEST_CELLS = 500;

/** Kinds of names that stand for one value. */
const VALUES: ReadonlySet<string> = new Set(["String", "Integer", "Double", "Boolean"]);

const usedAddress = (range: Excel.Range): string => (range.isNullObject ? "A1" : refOf(range.address).address);

/** How the one who asked follows a reading, and ends it. */
interface Watch {
  tell(share: number): void;
  goOn(): void;
}

function watch(asked: readonly Progress[]): Watch {
  let told = 0;
  return {
    // Never back, also where an answer was too large and is asked for again.
    tell: (share) => {
      told = Math.max(told, share);
      for (const { onProgress } of asked) onProgress?.(told);
    },
    goOn: () => {
      if (asked.every(({ signal }) => signal?.aborted === true)) throw say.readingCancelled();
    },
  };
}

interface Reading {
  readonly ref: Ref;
  readonly progress: Progress;
  resolve(data: RangeData): void;
  reject(error: unknown): void;
}

export class Reads {
  constructor(
    private readonly asking: Asking,
    /** How many cells a request asks for; fewer from the first answer on that Excel refuses as too large. */
    private readCells: number,
  ) {}

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
  read(ref: Ref, progress: Progress = {}): Promise<RangeData> {
    return new Promise((resolve, reject) => {
      const asked = this.breath.push({ ref, progress, resolve, reject });
      if (asked === 1) queueMicrotask(() => void this.exhale(this.breath.splice(0)));
    });
  }

  private readonly breath: Reading[] = [];

  private async exhale(readings: readonly Reading[]): Promise<void> {
    try {
      const all = await this.readAll(
        readings.map(({ ref }) => ref),
        watch(readings.map(({ progress }) => progress)),
      );
      readings.forEach(({ progress: { signal }, resolve, reject }, at) =>
        signal?.aborted ? reject(say.readingCancelled()) : resolve(all[at]),
      );
    } catch (error) {
      // One that fails must not fail the others.
      if (readings.length === 1) readings[0].reject(error);
      else await Promise.all(readings.map((one) => this.exhale([one])));
    }
  }

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

  /** Of every range that is read: also whether a spill is in it, where Excel can tell. */
  private get properties(): string {
    return this.asking.supports("1.12") ? "address,values,formulas,hasSpill" : "address,values,formulas";
  }

  private mayHoldSpills(range: Excel.Range): boolean {
    return this.asking.supports("1.12") && range.hasSpill !== false;
  }

  private readAll(refs: readonly Ref[], { tell, goOn }: Watch): Promise<RangeData[]> {
    return this.inParts(async (context) => {
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
      let read = 0;
      for (const batch of batches(pieces, this.readCells)) {
        goOn();
        for (const { at, area } of batch) {
          const range = cells(asked[at].worksheet, area);
          range.load(`${this.properties},text`);
          ranges[at].push(range);
        }
        await this.asking.about(context, refs[batch[0].at].sheet);
        tell((read += batch.length) / pieces.length);
      }
      const all: RangeData[] = [];
      for (const [at, { worksheet }] of asked.entries()) {
        const data = joined(ranges[at].map(rangeData));
        if (ranges[at].some((range) => this.mayHoldSpills(range))) {
          const formulaAt = (row: number, column: number) => data.formulas[row][column] !== null;
          for (const spill of await spillsOf(context, worksheet, data, formulaAt, goOn)) maskSpill(data, spill);
        }
        all.push(data);
      }
      return all;
    });
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

  names(): Promise<NamedCells[]> {
    return this.asking.run(async (context) => {
      const { names } = context.workbook;
      names.load("items/name,items/visible,items/type");
      await context.sync();
      const shown = names.items.filter(({ visible, type }) => visible && type === "Range");
      const ranges = shown.map((item) => loaded(item.getRangeOrNullObject()));
      if (ranges.length > 0) await context.sync();
      return shown.flatMap(({ name }, at) => (ranges[at].isNullObject ? [] : [{ name, ...refOf(ranges[at].address) }]));
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

  findFormulas(pattern: RegExp, progress: Progress = {}): Promise<FormulaCell[]> {
    const { tell, goOn } = watch([progress]);
    return this.inParts(async (context) => {
      goOn();
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
      let read = 0;
      for (const batch of batches(pieces, this.readCells)) {
        goOn();
        const ranges = batch.map(({ worksheet, area }) => cells(worksheet, area));
        for (const range of ranges) range.load(this.properties);
        await context.sync();
        for (const [at, { worksheet }] of batch.entries())
          found.push(...(await this.matches(context, worksheet, ranges[at], pattern, goOn)));
        tell((read += batch.length) / pieces.length);
      }
      tell(1);
      return found;
    });
  }

  private async matches(
    context: Excel.RequestContext,
    worksheet: Excel.Worksheet,
    range: Excel.Range,
    pattern: RegExp,
    goOn: () => void,
  ): Promise<FormulaCell[]> {
    const { sheet, address } = refOf(range.address);
    const { top, left } = areaOf(address);
    const test = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
    const data = contents(range);
    const hit = (row: number, column: number) => test.test(data.formulas[row][column] ?? "");
    const spills =
      this.mayHoldSpills(range) && data.formulas.some((row, r) => row.some((_, c) => hit(r, c)))
        ? await spillsOf(context, worksheet, data, hit, goOn)
        : [];
    for (const spill of spills) maskSpill(data, spill);
    const areas = new Map(spills.map(({ anchor, area }) => [anchor, area]));
    return data.formulas.flatMap((row, r) =>
      row.flatMap((formula, c): FormulaCell[] => {
        if (formula === null || !hit(r, c)) return [];
        const at = addressOf({ top: top + r, left: left + c, bottom: top + r, right: left + c });
        return [{ sheet, address: at, formula, value: data.values[r][c], spill: areas.get(at) ?? null }];
      }),
    );
  }
}
