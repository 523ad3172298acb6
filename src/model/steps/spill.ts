// Answers of many cells: their values, and for a watcher the step behind each cell.
import { ModelError } from "../errors";
import type { Series } from "../numbers/series";
import { type Axis, frozen, type SpillCell, spills } from "./trace";

export type SpillValue = number | string | boolean | ModelError;

/** The value of a step or an input: in this scope or a case within it; of a list, one element. */
export interface Source {
  readonly key: string;
  readonly value: number;
  readonly within?: readonly string[];
  readonly index?: readonly [number, number];
}

/** A heading, a value from a step or an input, or why there is none. */
export type SpillEntry = string | number | boolean | ModelError | Source;

/** Any cells in rows. */
export function spillTable(rows: readonly (readonly SpillEntry[])[]): SpillValue[][] {
  spills((path) =>
    rows.map((row) =>
      row.map((entry): SpillCell => {
        if (entry instanceof ModelError) return { text: entry.reason };
        if (typeof entry !== "object") return { text: entry };
        return { key: entry.key, path: [...path, ...(entry.within ?? [])], index: entry.index ?? [0, 0] };
      }),
    ),
  );
  return rows.map((row) =>
    row.map((entry) => (typeof entry === "object" && !(entry instanceof ModelError) ? entry.value : entry)),
  );
}

/** Values that are not explained one by one: a frozen list of those that are numbers. */
export function frozenEntries(
  own: { readonly key: string; readonly name: string; readonly unit: string; readonly note: string },
  values: readonly (number | ModelError)[],
  axis: Axis,
): SpillEntry[] {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length > 0) frozen(own.key, own.name, own.unit, own.note, numbers, axis);
  let place = 0;
  return values.map((value) => {
    if (typeof value !== "number") return value;
    const at = place++;
    return { key: own.key, value, index: axis === "down" ? [at, 0] : [0, at] };
  });
}

/** A named series as one column of the answer. */
export type Column = readonly [key: string, series: Series];

/** One series going down, without a heading. */
export const spillColumn = (key: string, series: Series): SpillValue[][] =>
  spillTable(series.map((value, i) => [{ key, value, index: [0, i] }]));

/** Series side by side under their headings, one row a period. */
export const spillColumns = (headings: readonly string[], columns: readonly Column[]): SpillValue[][] =>
  spillTable([
    headings,
    ...columns[0][1].map((_, i) => columns.map(([key, series]): Source => ({ key, value: series[i], index: [0, i] }))),
  ]);
