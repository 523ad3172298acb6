// A line of the explorer: a cell, a range, or a value that stands in a formula, and what it opens into.
import type { Ref } from "../../host/host";

/** Where a value that nothing calculates comes from. */
export interface Source {
  readonly kind: "figure" | "assumption" | "typed" | "name" | "spill" | "unread" | "blank";
  /** In words; "" where the kind says all. */
  readonly text: string;
  /** The cell that says it. */
  readonly ref: Ref | null;
}

export interface Draft {
  readonly kind: "cell" | "range" | "value" | "more";
  /** What is selected in the grid; null for what stands in no cell. */
  readonly ref: Ref | null;
  readonly label: string;
  /** What its row and column are called. */
  readonly heading: string;
  readonly formula: string | null;
  readonly value: string;
  readonly source: Source | null;
  /** Where it stands in the formula above it. */
  readonly span: { readonly from: number; readonly to: number } | null;
  /** What it opens into; null for a leaf. Of "more" the lines that stand in its place. */
  readonly grow: (() => Promise<readonly Draft[]>) | null;
}

export interface Line extends Draft {
  readonly id: number;
  readonly depth: number;
  readonly parent: Line | null;
  /** Of a cell: where on its sheet it stands. */
  readonly place: number | null;
  /** It leads back to a cell above: it is shown, and not followed. */
  readonly circle: boolean;
}

/** Lines that are shown at a time; the rest waits behind a line of its own. */
export const CHUNK = 100;

/** A place that grows by chunks: made when they are asked for. */
export async function inChunks<T>(
  items: readonly T[],
  made: (items: readonly T[]) => Promise<readonly Draft[]>,
  from = 0,
): Promise<readonly Draft[]> {
  const lines = await made(items.slice(from, from + CHUNK));
  const left = items.length - from - CHUNK;
  return left <= 0 ? lines : [...lines, more(left, () => inChunks(items, made, from + CHUNK))];
}

/** How many are left, where that is known. */
export const more = (left: number | null, grow: () => Promise<readonly Draft[]>): Draft => ({
  kind: "more",
  ref: null,
  label: left === null ? "" : String(left),
  heading: "",
  formula: null,
  value: "",
  source: null,
  span: null,
  grow,
});
