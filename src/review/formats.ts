// The number format of a link, which would otherwise take that of the cell it shows.
import type { CellValue } from "../host/host";

const PLAIN = /^[-−]?\d+(?:\.(\d+))?$/;
const MOST_DECIMALS = 10;

/** As many digits as the cell showed; undefined where its text tells of a format, which the copy has anyway. */
export function linkFormat(value: CellValue, text: string): string | undefined {
  const plain = PLAIN.exec(text);
  if (typeof value !== "number" || plain === null) return undefined;
  const decimals = Math.min(plain[1]?.length ?? 0, MOST_DECIMALS);
  return decimals === 0 ? "0" : `0.${"0".repeat(decimals)}`;
}
