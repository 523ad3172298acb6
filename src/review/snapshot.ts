// A workbook as it stood at one moment: each sheet is read once, and whatever follows cells then reads from memory.
import { type Area, area } from "../host/a1";
import {
  CANCELLED,
  type FormulaCell,
  HostError,
  type Host,
  type Named,
  type Progress,
  type RangeData,
  type SheetInfo,
  type TableInfo,
} from "../host/host";
import { pauses } from "../host/breath";
import { texts } from "../languages";
import { reviewTexts } from "../languages/review";

export interface Snapshot extends Pick<
  Host,
  "kind" | "read" | "extent" | "named" | "tables" | "findFormulas" | "unseen"
> {
  readonly sheets: readonly SheetInfo[];
  /** Every formula, on hidden sheets too. */
  readonly formulas: readonly FormulaCell[];
}

/** What a sheet holds, and where. */
interface Used {
  readonly data: RangeData;
  readonly outer: Area;
}

const NOWHERE: Area = { top: 0, left: 0, bottom: -1, right: -1 };

/** How much of the whole work the reading is. */
const READING = 0.2;

/** Work that follows the reading. */
export const afterReading = (progress: Progress): Progress => stage(progress, READING, 1);

const stage = ({ signal, onProgress }: Progress, from: number, to: number): Progress => ({
  signal,
  onProgress: (share) => onProgress?.(from + (to - from) * share),
});

export async function snapshot(host: Host, progress: Progress = {}): Promise<Snapshot> {
  const { signal } = progress;
  const sheets = await host.sheets();
  const formulas = await host.findFormulas(/^=/, stage(progress, 0, READING));
  const used = new Map<string, Promise<Used>>();
  const names = new Map<string, Promise<Named | null>>();
  const areas = new Map<string, Area | null>();
  let tables: Promise<TableInfo[]> | undefined;

  const readUsed = async (sheet: string): Promise<Used> => {
    const data = await host.read({ sheet, address: "" }, { signal });
    return { data, outer: area(data.address) ?? NOWHERE };
  };
  const sheet = (name: string): Promise<Used> => {
    const key = name.toLowerCase();
    const reading = used.get(key) ?? readUsed(name);
    used.set(key, reading);
    return reading;
  };
  return {
    kind: host.kind,
    sheets,
    formulas,
    async read(ref) {
      const own = await sheet(ref.sheet);
      if (ref.address === "") return own.data;
      const inner = areas.get(ref.address) ?? area(ref.address);
      areas.set(ref.address, inner);
      if (inner === null) throw new HostError("InvalidAddress", texts.work.noRange(ref.address));
      return cut(own, ref.address, inner);
    },
    named(name, sheet) {
      const key = `${sheet}!${name}`.toLowerCase();
      const finding = names.get(key) ?? host.named(name, sheet);
      names.set(key, finding);
      return finding;
    },
    unseen: (names) => host.unseen(names, { signal }),
    extent: (name) => host.extent(name),
    tables: () => (tables ??= host.tables()),
    findFormulas: async (pattern) => formulas.filter(({ formula }) => formula.search(pattern) >= 0),
  };
}

/** A part of what was read; what lies outside of the used range is blank. */
function cut({ data, outer }: Used, address: string, inner: Area): RangeData {
  const [values, formulas, text] = [
    block(data.values, outer, inner, null),
    block(data.formulas, outer, inner, null),
    block(data.text, outer, inner, ""),
  ];
  return { sheet: data.sheet, address, values, formulas, text };
}

function block<T>(rows: readonly (readonly T[])[], outer: Area, inner: Area, blank: T): T[][] {
  const cells: T[][] = [];
  for (let row = inner.top; row <= inner.bottom; row++) {
    const line: T[] = [];
    for (let column = inner.left; column <= inner.right; column++)
      line.push(rows[row - outer.top]?.[column - outer.left] ?? blank);
    cells.push(line);
  }
  return cells;
}

/** Goes through items one by one, tells how far it is, lets the page breathe, and stops when it is told to. */
export async function eachInTurns<T>(
  items: readonly T[],
  { signal, onProgress }: Progress,
  visit: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const pause = pauses();
  for (const [index, item] of items.entries()) {
    await pause(() => onProgress?.(index / items.length));
    if (signal?.aborted) throw new HostError(CANCELLED, reviewTexts.cancelled);
    await visit(item, index);
  }
  onProgress?.(1);
}
