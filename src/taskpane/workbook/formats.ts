// The number format behind what a cell shows, as far as its text tells: a sheet's values can be read, but not its formats.
import type { CellValue } from "../../host/host";

const NUMBER = /^[-−]?([$€£]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(%?)$/;

const MOST_DECIMALS = 10;

/** For a link, which would otherwise take the format of the cell it shows. */
export function linkFormat(value: CellValue, text: string): string | undefined {
  const [, decimals = ""] = /\.(\d+)$/.exec(text) ?? [];
  const plain = decimals === "" ? "0" : `0.${"0".repeat(Math.min(decimals.length, MOST_DECIMALS))}`;
  return typeof value === "number" ? (shownFormat(value, text) ?? plain) : undefined;
}

/** Undefined where the text is what any cell shows of such a number. */
export function shownFormat(value: CellValue, text: string): string | undefined {
  if (typeof value !== "number" || text === String(value)) return undefined;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return "yyyy-mm-dd";
  const [, currency, whole, decimals = "", percent] = NUMBER.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const plain = currency === "" && percent === "" && !whole.includes(",");
  // A cell without a format shows as many digits as it has room for.
  if (plain && decimals.length > 4) return undefined;
  const digits = whole.includes(",") ? "#,##0" : "0";
  return `${currency}${digits}${decimals === "" ? "" : `.${"0".repeat(decimals.length)}`}${percent}`;
}

export const NARROWEST = 10;
const WIDEST = 40;

/** Widths in characters by what each column shows; a text with nothing beside it may run on. */
export function shownWidths(rows: readonly (readonly string[])[]): number[] {
  const widths = new Array<number>(Math.max(0, ...rows.map((row) => row.length))).fill(NARROWEST);
  for (const row of rows)
    row.forEach((text, column) => {
      const runsOn = (row[column + 1] ?? "") === "" && text.length > WIDEST;
      if (!runsOn) widths[column] = Math.max(widths[column], Math.min(text.length + 2, WIDEST));
    });
  return widths;
}
