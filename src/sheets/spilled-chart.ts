// A chart over columns that formulas spill under one row of headings: what it shows, and the record by which it follows them.
import { columnName } from "../host/a1";
import type { Chart, Manifest } from "../host/host";
import type { Row } from "./block";
import { imprint, marksOf } from "./imprint";
import type { Stamp } from "./stamp";

/** The kind of such a sheet, in its record. */
export const SPILLED = "spilled";

interface Spilled {
  readonly name: string;
  readonly cells: readonly Row[];
  /** The row of the headings, from 1. */
  readonly top: number;
  /** How many columns after the labels are drawn. */
  readonly drawn: number;
}

export function spilled({ name, cells, top, drawn }: Spilled, stamp: Stamp): Manifest {
  const range = `A${top}`;
  return {
    kind: SPILLED,
    sheet: name,
    range,
    rows: 1,
    hash: imprint(marksOf(cells, range)),
    version: stamp.dataset,
    request: JSON.stringify({ drawn }),
  };
}

/** What a chart shows of so many rows of columns, the headings at the top among them; the labels stand in the first. */
export function columnsFrom(top: number, rows: number, names: readonly string[]): Pick<Chart, "labels" | "series"> {
  const column = (name: string): string => `${name}${top}:${name}${top + rows - 1}`;
  return { labels: column("A"), series: names.map(column) };
}

/** The same of so many columns after the labels. */
export const spilledRange = (top: number, rows: number, drawn: number): Pick<Chart, "labels" | "series"> =>
  columnsFrom(
    top,
    rows,
    Array.from({ length: drawn }, (_, i) => columnName(i + 1)),
  );
