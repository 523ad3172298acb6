// Everything that a program may count on, in types alone: the build writes them down beside the package.
import type { TraceCall, TraceDocument } from "../explain/trace-document";
import type { CapexError } from "./runtime";

/** What a cell holds; null is a blank. */
export type Cell = number | string | boolean | null;

/** One value, a column of values, rows of values, or keys with their values (a scenario, overrides). */
export type Argument = Cell | readonly Cell[] | readonly (readonly Cell[])[] | Readonly<Record<string, Cell>>;

/** Arguments by the names that a function's help gives; what is left out takes its default. A repeating argument takes a list of arguments. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One cell of an answer. A table may hold errors beside values. */
export type Value = number | string | boolean | CapexError;

/** One value, or rows of values where the answer spills. */
export type Answer = number | string | boolean | Value[][];

export interface ParameterHelp {
  readonly name: string;
  readonly description: string;
  readonly repeating: boolean;
}

export interface FunctionHelp {
  readonly id: string;
  readonly topic: string;
  readonly description: string;
  readonly returns: string;
  readonly parameters: readonly ParameterHelp[];
  /** Formula and answer. */
  readonly examples: readonly (readonly [string, string])[];
}

export interface ExplainedStep {
  /** Its scope and key, as formulas of the same scope name it. */
  readonly key: string;
  readonly name: string;
  /** Empty for what is given, assumed or searched for. */
  readonly formula: string;
  readonly inputs: string;
  readonly value: unknown;
  readonly unit: string;
  readonly source: string;
}

export interface Explained extends Pick<
  TraceCall,
  "id" | "formula" | "unit" | "notes" | "sources" | "grade" | "weakest" | "yours"
> {
  /** What call() gives; an error stands here instead of being thrown. */
  readonly value: Answer | CapexError;
  readonly steps: readonly ExplainedStep[];
  /** How many inputs are the article's, of which nothing was said. */
  readonly assumptions: number;
}

export interface FoundFigure {
  readonly entity: string;
  readonly field: string;
  readonly label: string;
  readonly period: string;
  /** Last day of the period, as an ISO date. */
  readonly end: string;
  readonly value: number;
  readonly unit: string;
  readonly basis: string;
  /** A read in the primary document, B quoted by a named second source, C derived, D from memory. */
  readonly grade: string;
  readonly source: string;
  /** Address of the filing; empty where it is not known. */
  readonly url: string;
  readonly note: string;
  /** The formula that gives it. */
  readonly formula: string;
}

export interface Found {
  readonly version: string;
  /** How many figures fit. */
  readonly count: number;
  /** The newest of them, as many as were asked for. */
  readonly figures: readonly FoundFigure[];
}

export interface Assumption {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly status: string;
}

export interface Scenario {
  readonly name: string;
  readonly about: string;
  readonly parameters: readonly Assumption[];
}

export interface Deals {
  readonly metrics: readonly string[];
  /** Judges one row by each metric: a number, or why there is none. A blank cell takes the scenario's value. */
  judge(row: readonly unknown[], scenario?: string): (number | CapexError)[];
}

/** The built-in figures as they are packed. */
export interface Dataset {
  readonly version: string;
  readonly hash: string;
}

export interface Package {
  /**
   * Calls a function by its name, such as "GPUPAYBACK".
   * @throws CapexError where there is no answer: its message names the argument and the fix.
   */
  call(id: string, args?: Arguments): Answer;
  /** Calls a function and keeps every step of it; a refusal of the model is its value. */
  explain(id: string, args?: Arguments): Explained;
  /** The same as a document to store or send: plain JSON of a form that keeps its version (trace.schema.json). */
  trace(id: string, args?: Arguments): TraceDocument;
  /**
   * The formula that a cell would hold, such as =GPUIRR("NEOCLOUD","rate=3"): ranges stand in it as literals.
   * @throws CapexError where a name is not known, or the formula would be longer than Excel takes.
   */
  formula(id: string, args?: Arguments): string;
  /** What every function is for, takes and answers, with examples. */
  functions(): readonly FunctionHelp[];
  /** The scenarios that have a name, with every assumption, its source and status. */
  scenarios(): readonly Scenario[];
  /**
   * Figures that fit a company and words, newest first: search("Amazon capex").
   * @param most How many are given back, at most 1,000.
   * @throws CapexError where nothing fits, or the dataset was not brought along.
   */
  search(query: string, most?: number): Found;
  /**
   * Reads columns, each called by a key of a scenario, and judges rows by metrics: payback, npv, irr and equityIrr if omitted.
   * @throws CapexError where no column is a key, or a metric is not known.
   */
  deals(columns: readonly string[], metrics?: readonly string[]): Deals;
  /** Takes the built-in figures: importing capex-functions/dataset does it. */
  provideDataset(dataset: Dataset): void;
}
