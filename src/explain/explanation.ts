// What is known of a cell after it was followed: its calls, their arguments and steps, and the verdict.
import type { CellValue, Ref } from "../host/host";
import type { Focus, Trail } from "../model/steps/trace";
import type { CellsOf } from "./cells";
import type { UnreadPart } from "./evaluate";
import type { Call, Expression } from "./formula";
import { type Grid, isError, type Scalar } from "./grid";
import type { Verdict } from "./verdict";

/** A function as the pane knows it: how to run it, and the names of its parameters. */
export interface KnownFunction {
  readonly parameters: readonly { readonly name: string; readonly repeating: boolean }[];
  readonly run: (...args: unknown[]) => unknown[][];
}

export type KnownFunctions = ReadonlyMap<string, KnownFunction>;

export interface ArgumentReading {
  readonly name: string;
  readonly expression: Expression;
  /** As it stands in the formula; "" when it is omitted. */
  readonly text: string;
  /** The cells it names, in order. */
  readonly refs: readonly Ref[];
  /** Null when it is omitted or cannot be read. */
  readonly value: Grid | null;
  readonly unread: UnreadPart | null;
  /** The calls of ours inside it, the outermost first. */
  readonly calls: readonly CallExplanation[];
  /** Cells it names that hold formulas of ours themselves. */
  readonly calculated: readonly Ref[];
}

export interface CallExplanation {
  readonly id: string;
  readonly call: Call;
  readonly arguments: readonly ArgumentReading[];
  /** What the run left; empty when an argument could not be read. */
  readonly trail: Trail;
  readonly answer: Grid | null;
  /** Which element of the answer is explained. */
  readonly focus: Focus;
  readonly value: Scalar;
  /** The trail of another element of the answer. */
  trailOf(element: Focus): Trail;
}

export interface Explanation {
  readonly cell: Ref;
  /** Where the formula stands: another cell when the explained one belongs to a spill. */
  readonly anchor: Ref;
  readonly spill: string | null;
  readonly formula: string;
  readonly value: CellValue;
  readonly text: string;
  readonly root: Expression;
  /** Which element of the formula's answer the cell shows. */
  readonly at: Focus;
  readonly cells: CellsOf;
  /** Every call of ours, the inner before the outer. */
  readonly every: ReadonlyMap<Expression, CallExplanation>;
  /** The calls of ours that stand in no other, in the order of the formula. */
  readonly calls: readonly CallExplanation[];
  readonly recomputed: CellValue | undefined;
  readonly verdict: Verdict;
}

/** A cell that has no formula of ours. */
export interface NoExplanation {
  readonly cell: Ref;
  readonly formula: string | null;
  /** Names in the formula that no function has, where the cell shows #NAME?. */
  readonly unknownNames: readonly string[];
}

export interface Target extends Ref {
  readonly spill: { readonly anchor: string; readonly range: string } | null;
}

/** Whether there is a calculation to write out: nothing unread, and no error. */
export const expandable = ({ recomputed, calls }: Explanation): boolean =>
  recomputed !== undefined && !calls.some(({ value }) => isError(value));

export const explained = (result: Explanation | NoExplanation): result is Explanation => "verdict" in result;
