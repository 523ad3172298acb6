// A1 addresses as numbers, counted from 0, and back: the one place that knows how a column's letters count.
import type { Ref } from "./host";

/** Rows and columns from 0, ends included. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Of a spreadsheet, from 0. */
export const LAST_ROW = 1_048_575;
export const LAST_COLUMN = 16_383;

/** A column's letters from its number. */
export function columnName(column: number): string {
  let name = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/** A column's number from its letters. */
export function columnNumber(letters: string): number {
  const capitals = letters.toUpperCase();
  let number = 0;
  for (let i = 0; i < capitals.length; i++) number = number * 26 + capitals.charCodeAt(i) - 64;
  return number - 1;
}

/** Reads "B2", "$B$2:C9", "A:A", "1:3"; null for anything else. */
export function area(address: string): Area | null {
  const colon = address.indexOf(":");
  if (colon < 0) {
    const { row, column } = corner(address) ?? NOWHERE;
    return row === null || column === null ? null : { top: row, left: column, bottom: row, right: column };
  }
  const one = corner(address.slice(0, colon));
  const other = corner(address.slice(colon + 1));
  if (one === null || other === null || (one.row === null && one.column === null)) return null;
  return {
    top: Math.min(one.row ?? 0, other.row ?? 0),
    left: Math.min(one.column ?? 0, other.column ?? 0),
    bottom: Math.max(one.row ?? LAST_ROW, other.row ?? LAST_ROW),
    right: Math.max(one.column ?? LAST_COLUMN, other.column ?? LAST_COLUMN),
  };
}

interface Corner {
  readonly row: number | null;
  readonly column: number | null;
}

const NOWHERE: Corner = { row: null, column: null };

function corner(text: string): Corner | null {
  const found = /^\$?([A-Z]{0,3})\$?(\d{0,7})$/i.exec(text);
  if (found === null) return null;
  const column = found[1] === "" ? null : columnNumber(found[1]);
  const row = found[2] === "" ? null : Number(found[2]) - 1;
  return row !== null && row < 0 ? null : { row, column };
}

/** The same of an address that must be one of cells. */
export function areaOf(address: string): Area {
  const found = area(address);
  if (found === null) throw new RangeError(`${address} is not a range of cells such as A1:C3`);
  return found;
}

export function addressOf({ top, left, bottom, right }: Area): string {
  const first = `${columnName(left)}${top + 1}`;
  return top === bottom && left === right ? first : `${first}:${columnName(right)}${bottom + 1}`;
}

export const rowsOf = ({ top, bottom }: Area): number => bottom - top + 1;
export const columnsOf = ({ left, right }: Area): number => right - left + 1;

/** One cell of an area, by its row and column inside it. */
export const cellAt = ({ top, left }: Area, row: number, column: number): string =>
  `${columnName(left + column)}${top + row + 1}`;

export const around = (a: Area, b: Area): Area => ({
  top: Math.min(a.top, b.top),
  left: Math.min(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.max(a.right, b.right),
});

export const overlap = (a: Area, b: Area): boolean =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;

/** Where a cell stands inside an area. */
export function within(range: string, address: string): { row: number; column: number } {
  const [outer, inner] = [area(range), area(address)];
  if (outer === null || inner === null) return { row: 0, column: 0 };
  return { row: inner.top - outer.top, column: inner.left - outer.left };
}

const pinned = (address: string): string => address.replace(/[A-Z]+(?=\d)|\d+/g, (part) => `$${part}`);

/** "'My sheet'!", before what stands on it. */
export const sheetMark = (sheet: string): string => `'${sheet.replaceAll("'", "''")}'!`;

/** "'My sheet'!$B$2": the same cells from any sheet. */
export const qualified = ({ sheet, address }: Ref): string => `${sheetMark(sheet)}${pinned(address)}`;

/** "My sheet!B2", for people. */
export const spoken = ({ sheet, address }: Ref): string => `${sheet}!${address}`;
