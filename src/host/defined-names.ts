// Names for cells that every spreadsheet allows, and the nearest such name to what someone wrote.
import { area } from "./a1";

const LONGEST = 255;
const SHAPE = /^[\p{L}_][\p{L}\p{N}_.]*$/u;
/** Rows and columns as Excel writes them in its other style. */
const R1C1 = /^(?:r\d*|c\d*|r\d*c\d*)$/i;

const isReserved = (name: string): boolean => area(name) !== null || R1C1.test(name) || /^(?:true|false)$/i.test(name);

/** Whether a name may stand for cells in Excel and elsewhere. */
export const isLegalName = (name: string): boolean => name.length <= LONGEST && SHAPE.test(name) && !isReserved(name);

/** "My deal (2)" as My_deal_2, "TNP-2025" as TNP_2025, "H100" as H100_. */
export function legalName(wanted: string): string {
  if (isLegalName(wanted)) return wanted;
  const joined = wanted
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}_.]+/gu, "_")
    .replace(/^[_.]+|[_.]+$/g, "")
    .slice(0, LONGEST - 1);
  const name = /^\p{L}/u.test(joined) ? joined : `_${joined}`;
  return isReserved(name) ? `${name}_` : name;
}
