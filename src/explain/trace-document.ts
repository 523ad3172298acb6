// How an answer came about as a document that programs read, in types alone: version 1 of its form. trace-schema.ts checks it.

/** Why there is no value: a spreadsheet's code, and the sentence that says what to do. */
export interface TraceError {
  readonly code: string;
  readonly message: string;
}

/** What one cell shows; null is a blank. */
export type TraceScalar = number | string | boolean | null | TraceError;

/** One cell, or the rows of a spilled answer. */
export type TraceAnswer = TraceScalar | readonly (readonly TraceScalar[])[];

/** A number, a text, a series, or a table of items by periods. */
export type TraceValue = number | string | boolean | readonly number[] | readonly (readonly number[])[];

export interface TraceStep {
  /** Given, assumed or a figure; calculated; or searched for, and proven by what stands behind it. */
  readonly kind: "input" | "step" | "found";
  /** Scopes and key, parted by points: formulas of the same scope name the key alone. */
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  /** The formula over the keys of its inputs; empty where nothing is calculated. */
  readonly formula: string;
  /** What the formula names, with the values that went into it. */
  readonly inputs: Readonly<Record<string, TraceValue>>;
  /** Null where the step failed. */
  readonly value: TraceValue | null;
  /** Where a series runs in a sheet: periods go across, items go down. */
  readonly axis: "across" | "down";
  readonly source: string;
  /** A convention, a warning or a limit in words. */
  readonly note: string;
  readonly failure: string;
  /** Who chose an input: given, default, preset, override or data; empty for what is calculated. */
  readonly origin: string;
}

/** How well an answer is known: A to D as figures are, an assumption of ours or of a scenario, or all of it the caller's own; "none" where it rests on nothing that could be known better. */
export type Grade = "A" | "B" | "C" | "D" | "assumption" | "yours" | "none";

/** A call of one function with everything behind its answer. */
export interface TraceCall {
  /** The function; empty for a formula that is more than one call. */
  readonly id: string;
  /** As one types it into a cell; empty where it would be longer than a cell takes. */
  readonly formula: string;
  /** The argument of the outer call in which it stands; empty where it stands in none. */
  readonly argument: string;
  readonly value: TraceAnswer;
  /** Of a single value. */
  readonly unit: string;
  /** In the order in which they were calculated. */
  readonly steps: readonly TraceStep[];
  /** Remarks in words, such as a convention or a warning. */
  readonly notes: readonly string[];
  /** Where what was not given comes from, each once. */
  readonly sources: readonly string[];
  /** The weakest grade of what it rests on: assumption < D < C < B < A; "yours" where all was given, "none" where there is nothing. */
  readonly grade: Grade;
  /** The names of what is as weak as that. */
  readonly weakest: readonly string[];
  /** Whether values of the caller's own are among it. */
  readonly yours: boolean;
  /** Whether a figure from memory is among it. */
  readonly recalled: boolean;
  /** The calls inside the formula, or inside the arguments. */
  readonly calls: readonly TraceCall[];
}

export interface TraceDocument extends TraceCall {
  readonly format: "capex-functions/trace";
  readonly version: 1;
  /** Sheet and address, as in My sheet!B2; empty outside a workbook. */
  readonly cell: string;
}
