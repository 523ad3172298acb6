// The cells of a workbook as they are looked at: read a tile at a time and once, so that no look reads more than it shows.
import { addressOf, type Area } from "../../host/a1";
import type { CellValue, Host, RangeData } from "../../host/host";

export interface Held {
  readonly value: CellValue;
  readonly formula: string | null;
  readonly text: string;
}

const ROWS = 128;
const COLUMNS = 16;

const BLANK: Held = { value: null, formula: null, text: "" };

export class Tiles {
  private readonly reading = new Map<string, Promise<void>>();
  private readonly read = new Map<string, RangeData>();
  private readonly extents = new Map<string, Promise<{ readonly rows: number; readonly columns: number }>>();

  constructor(private readonly host: Pick<Host, "read" | "extent">) {}

  extent(sheet: string): Promise<{ readonly rows: number; readonly columns: number }> {
    const known = this.extents.get(sheet) ?? this.host.extent(sheet);
    this.extents.set(sheet, known);
    return known;
  }

  /** Reads what of these places is not read yet, in one breath. */
  async ensure(
    places: readonly { readonly sheet: string; readonly row: number; readonly column: number }[],
  ): Promise<void> {
    await Promise.all(places.map(({ sheet, row, column }) => this.tile(sheet, row, column)));
  }

  private tile(sheet: string, row: number, column: number): Promise<void> {
    const key = keyOf(sheet, row, column);
    const known = this.reading.get(key) ?? this.readTile(key, sheet, row, column);
    this.reading.set(key, known);
    return known;
  }

  private async readTile(key: string, sheet: string, row: number, column: number): Promise<void> {
    const { rows, columns } = await this.extent(sheet);
    const [top, left] = [row - (row % ROWS), column - (column % COLUMNS)];
    const tile: Area = {
      top,
      left,
      bottom: Math.min(top + ROWS, rows) - 1,
      right: Math.min(left + COLUMNS, columns) - 1,
    };
    if (tile.bottom < tile.top || tile.right < tile.left) return;
    this.read.set(key, await this.host.read({ sheet, address: addressOf(tile) }));
  }

  has(sheet: string, row: number, column: number): boolean {
    return this.read.has(keyOf(sheet, row, column));
  }

  /** A cell of a tile that has been read; beyond what was read everything is blank. */
  at(sheet: string, row: number, column: number): Held {
    const data = this.read.get(keyOf(sheet, row, column));
    if (data === undefined) return BLANK;
    const [r, c] = [row % ROWS, column % COLUMNS];
    const value = data.values[r]?.[c];
    return value === undefined
      ? BLANK
      : { value, formula: data.formulas[r]?.[c] ?? null, text: data.text[r]?.[c] ?? "" };
  }
}

const keyOf = (sheet: string, row: number, column: number): string =>
  `${sheet} ${Math.floor(row / ROWS)} ${Math.floor(column / COLUMNS)}`;
