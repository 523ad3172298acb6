// Numbers and lists as a reader takes them in: grouped, and no longer than they need to be.
import { inRow, numbers } from "../languages/writing";
import { type Scalar, shownAs } from "./grid";

const precise = numbers({ maximumSignificantDigits: 12 });
/** In a list the digits that tell its values apart are enough. */
const inShort = numbers({ maximumSignificantDigits: 7 });
const LARGEST = 1e15;
const SMALLEST = 1e-6;
/** Of a longer list its ends are shown. */
const SHOWN = 6;

export function numberText(value: number, format = precise): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= LARGEST || size < SMALLEST)) return value.toExponential(6);
  return format(value + 0).replace("-", "−");
}

/** A value of a step or an argument: one, a list, or rows of a table. */
export function valueText(value: unknown): string {
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value).toUpperCase();
  if (value === null || value === undefined) return "";
  if (!Array.isArray(value)) return String(value);
  if (value.length > 0 && Array.isArray(value[0])) return rowsText(value);
  const texts = value.map((item) => (typeof item === "number" ? numberText(item, inShort) : valueText(item)));
  if (texts.length <= SHOWN) return inRow(texts);
  return inRow([...texts.slice(0, SHOWN - 1), `… ${texts.at(-1)}`]);
}

function rowsText(rows: readonly (readonly unknown[])[]): string {
  if (rows.length === 1) return valueText(rows[0].length === 1 ? rows[0][0] : rows[0]);
  if (rows.every((row) => row.length === 1)) return valueText(rows.map(([cell]) => cell));
  return `${rows.length} × ${rows[0].length}: ${valueText(rows[0])} …`;
}

/** What a cell would show, grouped. */
export const scalarText = (value: Scalar): string => valueText(shownAs(value));

export const gridText = (grid: readonly (readonly Scalar[])[]): string => rowsText(grid.map((row) => row.map(shownAs)));
