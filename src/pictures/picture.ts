// What a picture shows, apart from how it is drawn: the same numbers stand in its table.
import { shortText } from "../sheets/headline";
import { numbers } from "../languages/writing";

/** A value, the two ends of a bar, or nothing. */
export type Mark = number | readonly [from: number, to: number] | null;

export interface Row {
  readonly name: string;
  readonly values: readonly Mark[];
}

/** What stands out, by its place (of bars, counted from the first) and its value; its name is drawn, and what it says is read. */
export interface Point {
  readonly at: number;
  readonly value: number;
  readonly name: string;
  readonly says: string;
}

export interface Picture {
  /** Lines go by their places along the axis; bars stand beside each other, or lie where their labels are long. */
  readonly kind: "line" | "bars" | "lying";
  readonly title: string;
  /** In a sentence, what it shows. */
  readonly says: string;
  /** What the labels are, and what the values are. */
  readonly across: string;
  readonly unit: string;
  readonly labels: readonly string[];
  /** Where the labels stand, of a line whose points are not evenly apart. */
  readonly places?: readonly number[];
  readonly rows: readonly Row[];
  /** Bars lead from one level to the next: each says by how much. */
  readonly leading?: boolean;
  readonly points?: readonly Point[];
}

/** A grid of values with the case that it starts from. */
export interface HeatMap {
  readonly kind: "heat";
  readonly title: string;
  readonly says: string;
  /** The key that goes down, and the one that goes across. */
  readonly corner: string;
  readonly down: readonly string[];
  readonly across: readonly string[];
  readonly values: readonly (readonly number[])[];
  readonly base: readonly [row: number, column: number];
}

/** What a mark says: of a bar between two values where it ends, or how far it leads. */
export function toldOf(mark: Mark, leading = false): number | null {
  if (typeof mark === "number" || mark === null) return mark;
  return leading ? mark[1] - mark[0] : mark[1];
}

export const DOLLARS = "$";

const plain = numbers({ maximumFractionDigits: 2 });

/** A value beside an axis that says the unit: dollars shortly, all else whole. */
export const amountText = (value: number, unit: string): string => (unit === DOLLARS ? shortText(value) : plain(value));
