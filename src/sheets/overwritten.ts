// Assumptions that someone has typed over, on any sheet of ours: the sheet itself keeps what each was, and the way back.
import { areaOf, cellAt } from "../host/a1";
import type { Cell, RangeData, Ref } from "../host/host";
import { numberText } from "../explain/figure-text";
import { YOURS } from "../languages/headings";

export interface Overwritten extends Ref {
  readonly label: string;
  /** What the cell shows now. */
  readonly now: string;
  /** "yours; was 2.35, SemiAnalysis" */
  readonly says: string;
  /** What it was, as it is written and in words. */
  readonly was: Cell;
  readonly wasText: string;
}

/** Columns of a sheet of assumptions, from the first of its record. */
const [LABEL, VALUE, STATUS, SOURCE] = [0, 2, 4, 5];

/** The status of an assumption compares its cell with what it was: a number, or the cell that it follows. */
const COMPARED = /^=IF\(\$?[A-Z]+\$?\d+=(?:(-?[\d.]+(?:E[+-]?\d+)?)|(\$?[A-Z]+\$?\d+)),/i;

/** Of the cells that a record of assumptions covers, those that say that they are someone's own by now. */
export function overwrittenIn({ sheet, address, values, formulas, text }: RangeData): Overwritten[] {
  const area = areaOf(address);
  return values.flatMap((row, index): Overwritten[] => {
    const says = row[SOURCE];
    const found = COMPARED.exec(formulas[index]?.[STATUS] ?? "");
    if (typeof says !== "string" || !YOURS.some((yours) => says.startsWith(`${yours}; `)) || found === null) return [];
    const [, number, cell] = found;
    return [
      {
        sheet,
        address: cellAt(area, index, VALUE),
        label: String(row[LABEL] ?? ""),
        now: text[index]?.[VALUE] ?? "",
        says,
        was: number === undefined ? { formula: `=${cell ?? ""}` } : Number(number),
        wasText: number === undefined ? (cell ?? "") : numberText(Number(number)),
      },
    ];
  });
}
