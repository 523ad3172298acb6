// The number format behind what a cell shows, as far as its text tells: a sheet's values can be read, but not its formats.
import type { CellValue } from "../../host/host";

const NUMBER = /^[-−]?([$€£]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(%?)$/;

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
