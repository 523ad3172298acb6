// What a cell is called by the sheet around it: the texts to its left, and the first text or year above it.
import { fromCell, isError } from "../../explain/grid";
import type { Held, Tiles } from "./tiles";

/** Farther away stands nothing that a reader would connect with the cell. */
const MOST_LEFT = 64;
const MOST_ABOVE = 1_024;
/** Of a row that begins with several texts, such as company, figure and period. */
const MOST_TEXTS = 3;
const LONGEST = 40;

/** What was looked for above: no heading stands between the rows, and one at the top unless it is null. */
interface Searched {
  readonly top: number;
  readonly to: number;
  readonly text: string | null;
}

export class Headings {
  /** By sheet and column: neighbours have one heading, and a long column is gone through once. */
  private readonly searched = new Map<string, Searched>();

  constructor(private readonly tiles: Tiles) {}

  async of(sheet: string, row: number, column: number): Promise<string> {
    const [left, above] = await Promise.all([this.left(sheet, row, column), this.above(sheet, row, column)]);
    return [left, above].filter((text) => text !== "").join(" · ");
  }

  private async left(sheet: string, row: number, column: number): Promise<string> {
    const found: string[] = [];
    for (let at = column - 1; at >= Math.max(0, column - MOST_LEFT) && found.length < MOST_TEXTS; at--) {
      if (!this.tiles.has(sheet, row, at)) await this.tiles.ensure([{ sheet, row, column: at }]);
      const text = textIn(this.tiles.at(sheet, row, at));
      if (text !== null) found.unshift(text);
      else if (found.length > 0) break;
    }
    return found.join(" ");
  }

  private async above(sheet: string, row: number, column: number): Promise<string> {
    const key = `${sheet} ${column}`;
    const before = this.searched.get(key);
    const known = before !== undefined && row > before.top && row <= before.to ? before : undefined;
    let text = known?.text ?? null;
    let at = known === undefined ? row - 1 : known.top - (text === null ? 1 : 0);
    for (; text === null && at >= Math.max(0, row - MOST_ABOVE); at--) {
      text = await this.headAt(sheet, at, column);
      if (text !== null) break;
    }
    this.searched.set(key, { top: text === null ? at + 1 : at, to: Math.max(row, known?.to ?? row), text });
    return text ?? "";
  }

  private headAt(sheet: string, row: number, column: number): string | null | Promise<string | null> {
    const { tiles } = this;
    const read = (): string | null => {
      const held = tiles.at(sheet, row, column);
      const text = textIn(held);
      if (text !== null || !isYear(held)) return text;
      const heads = row === 0 || typeof tiles.at(sheet, row - 1, column).value !== "number";
      return heads ? held.text || String(held.value) : null;
    };
    const above = Math.max(0, row - 1);
    if (tiles.has(sheet, row, column) && tiles.has(sheet, above, column)) return read();
    return tiles.ensure([row, above].map((each) => ({ sheet, row: each, column }))).then(read);
  }
}

function textIn({ value }: Held): string | null {
  if (typeof value !== "string" || isError(fromCell(value))) return null;
  const text = value.trim();
  if (text === "") return null;
  return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
}

const DATE = /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|[A-Za-z]{3}[- ]\d{2,4})$/;

/** Years head columns as numbers, and dates by their format. */
const isYear = ({ value, text }: Held): boolean =>
  typeof value === "number" && ((Number.isInteger(value) && value >= 1950 && value <= 2100) || DATE.test(text));
