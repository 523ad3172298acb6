// CSV as people have it: commas, semicolons or tabs, quotes, and either end of line. What nobody means is refused with its row.
import { commandWords } from "../languages/command.en";
import { mistake } from "./words";

/** A cell of a spreadsheet holds no more; a quote that never ends would take the rest of the file. */
const LONGEST = 32_767;

const SEPARATORS = [",", ";", "\t"];

/** Takes a file piece by piece, and gives its rows as they become whole. */
export class CsvReader {
  private rest = "";
  private separator: string | undefined;
  private row = 0;

  /** The rows that this piece completes. */
  take(piece: string): string[][] {
    // A mark of the byte order stands before the first column's name.
    const text = this.rest + (this.row === 0 && this.rest === "" ? piece.replace(/^\ufeff/, "") : piece);
    return this.rowsIn(text, false);
  }

  /** The last row, where the file ends without an end of line. */
  end(): string[][] {
    return this.rest === "" ? [] : this.rowsIn(this.rest, true);
  }

  private rowsIn(text: string, whole: boolean): string[][] {
    const rows: string[][] = [];
    let at = 0;
    while (at < text.length) {
      const next = this.endOfRow(text, at, whole);
      if (next === undefined) break;
      const line = text.slice(at, next).replace(/\r$/, "");
      at = next + 1;
      this.row++;
      if (line !== "") rows.push(this.cells(line));
    }
    this.rest = text.slice(at);
    if (this.rest.length > 64 * LONGEST) throw mistake(commandWords.batch.openQuote(this.row + 1));
    return rows;
  }

  /** The end of the row that begins here, outside quotes; undefined where the text ends first. */
  private endOfRow(text: string, from: number, whole: boolean): number | undefined {
    let end = text.indexOf("\n", from);
    let quotes = 0;
    for (let seen = from; ; end = text.indexOf("\n", end + 1)) {
      const stop = end < 0 ? text.length : end;
      for (let at = text.indexOf('"', seen); at >= 0 && at < stop; at = text.indexOf('"', at + 1)) quotes++;
      if (quotes % 2 === 0) return end >= 0 ? end : whole ? text.length : undefined;
      if (end < 0) {
        if (whole) throw mistake(commandWords.batch.openQuote(this.row + 1));
        return undefined;
      }
      if (end - from > 64 * LONGEST) throw mistake(commandWords.batch.openQuote(this.row + 1));
      seen = end;
    }
  }

  private cells(line: string): string[] {
    this.separator ??= SEPARATORS.reduce((best, each) =>
      line.split(each).length > line.split(best).length ? each : best,
    );
    const cells = line.includes('"') ? quoted(line, this.separator) : line.split(this.separator);
    if (line.length > LONGEST && cells.some((cell) => cell.length > LONGEST))
      throw mistake(commandWords.batch.longCell(this.row));
    return cells;
  }
}

function quoted(line: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    let cell = "";
    if (line[at] === '"') {
      at++;
      for (;;) {
        const end = line.indexOf('"', at);
        cell += line.slice(at, end < 0 ? line.length : end);
        at = end < 0 ? line.length : end + 1;
        if (line[at] !== '"') break;
        cell += '"';
        at++;
      }
    }
    const next = line.indexOf(separator, at);
    const end = next < 0 ? line.length : next;
    cells.push(cell + line.slice(at, end));
    at = end + 1;
  }
  return cells;
}

/** One row of a file; a text that holds a sign of the format stands in quotes. */
export const csvLine = (cells: readonly unknown[]): string => `${cells.map(csvCell).join(",")}\n`;

function csvCell(cell: unknown): string {
  const text = cell === null || cell === undefined ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
