// Whether a cell shows what its formula gives when it is computed again from its inputs.
import type { CellValue } from "../host/host";
import type { Difference } from "./dialects";
import type { UnreadPart } from "./evaluate";
import { isError, type Scalar, shownAs } from "./grid";

export type Verdict =
  | { readonly kind: "agrees"; readonly how: "exactly" | "rounded" }
  | { readonly kind: "stale"; readonly why: "inputsChanged" | "neverRan" }
  | { readonly kind: "differs"; readonly why: "value" | "noRoom" }
  /** By Excel's reading of the formula it would be another value. */
  | { readonly kind: "otherwise"; readonly of: readonly Difference[] }
  | { readonly kind: "otherwise"; readonly lacks: string }
  | { readonly kind: "unsettled"; readonly why: "calculating" | "changed" }
  | { readonly kind: "unread"; readonly part: UnreadPart };

export interface Evidence {
  readonly cell: CellValue;
  readonly recomputed: Scalar | UnreadPart;
  /** The formula is one call of ours, and the spreadsheet itself calculates nothing of it: then no bit may differ. */
  readonly bare: boolean;
  /** The formula or the value changed while the arguments were read. */
  readonly changed: boolean;
  /** The cell agreed before, with other arguments, and still shows the same value. */
  readonly agreedBefore: boolean;
  /** The largest term that the value was added up from. */
  readonly largest?: number;
  /** A function in the formula that this spreadsheet does not have. */
  readonly lacks?: string;
}

const CALCULATING = new Set(["#BUSY!", "#GETTING_DATA", "Loading..."]);

export const isCalculating = (cell: CellValue): boolean => typeof cell === "string" && CALCULATING.has(cell);

export function verdict({ cell, recomputed, bare, changed, agreedBefore, largest = 0, lacks }: Evidence): Verdict {
  if (changed) return { kind: "unsettled", why: "changed" };
  if (isCalculating(cell)) return { kind: "unsettled", why: "calculating" };
  if (recomputed instanceof Error) return { kind: "unread", part: recomputed };
  if (Object.is(shownAs(recomputed), cell) || (recomputed === null && showsBlank(cell)))
    return { kind: "agrees", how: "exactly" };
  if (cell === "#SPILL!") return { kind: "differs", why: "noRoom" };
  if (cell === "#NAME?") return lacks === undefined ? { kind: "stale", why: "neverRan" } : { kind: "otherwise", lacks };
  if (cell === ANY_ERROR && isError(recomputed)) return { kind: "agrees", how: "exactly" };
  if (!bare && sameDigits(cell, recomputed, largest)) return { kind: "agrees", how: "rounded" };
  return agreedBefore ? { kind: "stale", why: "inputsChanged" } : { kind: "differs", why: "value" };
}

/** What the workbench's spreadsheet shows for most errors of its own. */
const ANY_ERROR = "#ERROR";

/** A formula that gives a blank cell shows 0. */
const showsBlank = (cell: CellValue): boolean => cell === null || cell === "" || cell === 0;

/** A spreadsheet shows at most 15 digits and rounds its own sums and powers in the last bits. */
function sameDigits(cell: CellValue, recomputed: Scalar, largest: number): boolean {
  if (typeof cell !== "number" || typeof recomputed !== "number" || isError(recomputed)) return false;
  return Math.abs(cell - recomputed) <= 1e-14 * Math.max(Math.abs(cell), Math.abs(recomputed), largest);
}
