// The sheets of a snapshot as grids, and who reads whom: what every check over a whole workbook goes through.
import { addressOf, type Area, area, LAST_COLUMN, LAST_ROW } from "../host/a1";
import type { CellValue, FormulaCell, Named, Ref, TableInfo, Unseen } from "../host/host";
import { named } from "../explain/cells";
import { type Expression, namesCells, parts, valuesRead } from "../explain/formula";
import { cellsOfTable } from "../explain/table-references";
import { type Snapshot, eachInTurns } from "./snapshot";
import type { Progress } from "../host/host";

/** One sheet, by rows and columns from 0; outside of what it holds everything is blank. */
export interface Page {
  readonly sheet: string;
  readonly visible: boolean;
  readonly outer: Area;
  value(row: number, column: number): CellValue;
  formula(row: number, column: number): string | null;
  text(row: number, column: number): string;
  /** The lines of a visible sheet that nobody sees. */
  readonly unseen: Pick<Unseen, "rows" | "columns">;
}

/** Cells that a formula reads, and the part of it that names them. */
export interface Reading {
  readonly sheet: string;
  readonly area: Area;
  readonly part: Expression;
}

/** A formula with the place where it stands. */
export interface Placed {
  readonly cell: FormulaCell;
  readonly row: number;
  readonly column: number;
  readonly root: Expression;
}

const EMPTY: Area = { top: 0, left: 0, bottom: -1, right: -1 };
const NONE: readonly never[] = [];
const ALL_SEEN: Page["unseen"] = { rows: NONE, columns: NONE };

/** A range with more cells is kept as a range. */
const FEW_CELLS = 64;

export const placeOf = (row: number, column: number): number => row * (LAST_COLUMN + 1) + column;

export class Pages {
  /** By the sheet's name in lower case. */
  private readonly pages = new Map<string, Page>();
  private readonly byPlace = new Map<string, Map<number, Placed>>();
  private readonly readings = new Map<FormulaCell, readonly Reading[]>();
  private readonly readersOf = new Map<string, Map<number, Placed[]>>();
  private readonly wide = new Map<string, { readonly area: Area; readonly reader: Placed }[]>();
  private readonly spills = new Map<string, { readonly area: Area; readonly anchor: Placed }[]>();
  /** The range that spills from a cell. */
  private readonly spilledFrom = new Map<string, string>();
  readonly formulas: Placed[] = [];

  private constructor(
    readonly readFormula: (formula: string) => Expression,
    private readonly names: ReadonlyMap<string, Named | null>,
    private readonly tables: readonly TableInfo[],
  ) {}

  static async of(
    book: Snapshot,
    readFormula: (formula: string) => Expression,
    progress: Progress = {},
  ): Promise<Pages> {
    const tables = book.formulas.some(({ formula }) => formula.includes("[")) ? await book.tables() : [];
    const names = new Map<string, Named | null>();
    const made = new Pages(readFormula, names, tables);
    for (const { sheet, address, spill } of book.formulas)
      if (spill !== null) made.spilledFrom.set(`${sheet}!${address}`.toLowerCase(), spill);
    const unseen = await book.unseen(book.sheets.flatMap(({ name, visible }) => (visible ? [name] : [])));
    for (const { name, visible } of book.sheets) {
      const lines = unseen.find(({ sheet }) => sheet === name) ?? ALL_SEEN;
      made.pages.set(name.toLowerCase(), await pageOf(book, name, visible, lines));
    }
    await eachInTurns(book.formulas, progress, async (cell) => {
      const root = readFormula(cell.formula);
      for (const part of parts(root)) {
        if (part.kind !== "name") continue;
        const key = nameKey(part, cell.sheet);
        if (!names.has(key)) names.set(key, await named(part, { host: book, home: cell, tables: () => book.tables() }));
      }
      made.add(cell, root);
    });
    return made;
  }

  private add(cell: FormulaCell, root: Expression): void {
    const place = area(cell.address);
    if (place === null) return;
    const placed = { cell, row: place.top, column: place.left, root };
    this.formulas.push(placed);
    grown(this.byPlace, cell.sheet.toLowerCase(), newMap).set(placeOf(place.top, place.left), placed);
    const spill = cell.spill === null ? null : area(cell.spill);
    if (spill !== null) grown(this.spills, cell.sheet.toLowerCase(), newList).push({ area: spill, anchor: placed });
    const reads = valuesRead(root).flatMap((part) => this.reading(part, cell) ?? NONE);
    this.readings.set(cell, reads);
    for (const { sheet, area: read } of reads) {
      const key = sheet.toLowerCase();
      if (sizeOf(read) > FEW_CELLS) grown(this.wide, key, newList).push({ area: read, reader: placed });
      else
        for (const at of placesIn(read)) {
          const readers = grown(
            grown(this.readersOf, key, () => new Map<number, Placed[]>()),
            at,
            newList<Placed>,
          );
          if (readers.at(-1) !== placed) readers.push(placed);
        }
    }
  }

  /** The cells that a part stands for; null for a part that stands for none. */
  reading(part: Expression, home: Ref): Reading | null {
    const ref = namesCells(part) ? this.refOf(part, home) : null;
    const place = ref === null ? null : area(ref.address);
    return ref === null || place === null ? null : { sheet: ref.sheet, area: place, part };
  }

  private refOf(part: Expression, home: Ref): Ref | null {
    if (part.kind === "reference") {
      const ref = { sheet: part.sheet ?? home.sheet, address: part.address };
      const spilled = part.spill ? this.spilledFrom.get(`${ref.sheet}!${ref.address}`.toLowerCase()) : undefined;
      return spilled === undefined ? ref : { sheet: ref.sheet, address: spilled };
    }
    if (part.kind === "name") {
      const found = this.names.get(nameKey(part, home.sheet));
      return found !== null && found !== undefined && "cells" in found ? found.cells : null;
    }
    if (part.kind !== "table") return null;
    try {
      return cellsOfTable(part, part.text, home, this.tables);
    } catch {
      return null;
    }
  }

  /** A name's own value, such as 21%. */
  valueOfName(part: Expression, home: Ref): CellValue | undefined {
    if (part.kind !== "name") return undefined;
    const found = this.names.get(nameKey(part, home.sheet));
    return found !== null && found !== undefined && "value" in found ? found.value : undefined;
  }

  page(sheet: string): Page | undefined {
    return this.pages.get(sheet.toLowerCase());
  }

  all(): readonly Page[] {
    return [...this.pages.values()];
  }

  reads({ cell }: Placed): readonly Reading[] {
    return this.readings.get(cell) ?? NONE;
  }

  at(sheet: string, row: number, column: number): Placed | undefined {
    return this.byPlace.get(sheet.toLowerCase())?.get(placeOf(row, column));
  }

  /** The formula that a cell shows: its own, or that of the spill it belongs to. */
  shown(sheet: string, row: number, column: number): Placed | undefined {
    const spilling = this.spills.get(sheet.toLowerCase())?.find(({ area: range }) => holds(range, row, column));
    return this.at(sheet, row, column) ?? spilling?.anchor;
  }

  /** The formulas that read a cell. */
  readers(sheet: string, row: number, column: number): readonly Placed[] {
    const few = this.readersOf.get(sheet.toLowerCase())?.get(placeOf(row, column)) ?? NONE;
    const wide = this.wide.get(sheet.toLowerCase()) ?? NONE;
    return [...new Set([...few, ...wide.filter((each) => holds(each.area, row, column)).map(({ reader }) => reader)])];
  }

  /** The ranges with many cells that formulas read on a sheet. */
  wideReadings(sheet: string): readonly { readonly area: Area; readonly reader: Placed }[] {
    return this.wide.get(sheet.toLowerCase()) ?? NONE;
  }
}

async function pageOf(
  book: Snapshot,
  sheet: string,
  visible: boolean,
  { rows, columns }: Page["unseen"],
): Promise<Page> {
  const data = await book.read({ sheet, address: "" });
  const outer = area(data.address) ?? EMPTY;
  const { top, left } = outer;
  return {
    sheet,
    visible,
    outer,
    unseen: { rows, columns },
    value: (row, column) => data.values[row - top]?.[column - left] ?? null,
    formula: (row, column) => data.formulas[row - top]?.[column - left] ?? null,
    text: (row, column) => data.text[row - top]?.[column - left] ?? "",
  };
}

const nameKey = ({ text }: Expression, sheet: string): string => `${sheet}!${text}`.toLowerCase();

export const holds = ({ top, left, bottom, right }: Area, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

export const sizeOf = ({ top, left, bottom, right }: Area): number => (bottom - top + 1) * (right - left + 1);

function* placesIn({ top, left, bottom, right }: Area): Iterable<number> {
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) yield placeOf(row, column);
}

/** A range as far as anything stands in it. */
export const clipped = (range: Area, { bottom, right }: Area): Area =>
  range.bottom < LAST_ROW && range.right < LAST_COLUMN
    ? range
    : { ...range, bottom: Math.min(range.bottom, bottom), right: Math.min(range.right, right) };

export const refAt = (sheet: string, row: number, column: number): Ref => ({
  sheet,
  address: addressOf({ top: row, left: column, bottom: row, right: column }),
});

const newMap = <K, V>(): Map<K, V> => new Map<K, V>();
const newList = <T>(): T[] => [];

function grown<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
