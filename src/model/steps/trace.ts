// The audit trail: a step is a plain function that can be watched. Unwatched, it costs one comparison.

/** A scalar, a series (one value a period, or one an item: see Axis), or a table of items by periods. */
export type Value = number | readonly number[] | readonly (readonly number[])[];

/** Where a list of values runs in a sheet: periods go across, items (vintages, projects, trials) go down. */
export type Axis = "across" | "down";

/** Who chose an input: the user in the cell, our default, a preset, an override, or a figure of the dataset. */
export type Origin = "given" | "default" | "preset" | "override" | "data";

/** How well a value is known: the grade of a figure, an assumption of ours or of a preset, or the person's own. */
export type Support = "A" | "B" | "C" | "D" | "assumption" | "yours";

/** One named input of a trail. A structural input shapes the steps and is fixed once they are written out. */
export interface Input {
  readonly kind: "input";
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly value: Value | string | boolean;
  readonly origin: Origin;
  readonly source: string;
  readonly axis: Axis;
  readonly structural: boolean;
  /** Which argument of the cell's function it came from; scenario and overrides carry many inputs each. */
  readonly argument?: string;
  readonly link?: Link;
  /** Of what it is made of, where that is known. */
  readonly support?: readonly Support[];
}

/** The step or input of another scope that an input is; of a list, the element at this row and column of its extent. */
export interface Link {
  readonly path: readonly string[];
  readonly key: string;
  readonly index?: readonly [number, number];
}

export interface StepOptions {
  /** A list result goes across (periods) unless it says "down" (items). */
  readonly axis?: Axis;
  /** A sentence for the reader: a convention, a warning, a limit. */
  readonly note?: string;
  readonly source?: string;
  readonly support?: readonly Support[];
}

/** One watched calculation. A frozen step has no formula: its value came from a search and its proof stands beside it. */
export interface Step {
  readonly kind: "step";
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly formula: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly axis: Axis;
  readonly note: string;
  readonly source: string;
  readonly support?: readonly Support[];
  result?: Value;
  failure?: string;
}

/** A calculation repeated with other inputs (a cell of a grid, a proof): its keys live in a scope of their own. */
export interface Case {
  readonly kind: "case";
  readonly key: string;
  readonly name: string;
  readonly entries: Entry[];
}

export type Entry = Input | Step | Case;

/**
 * What one cell of a spilled answer shows: a heading, or the value of a step or an input in a scope,
 * at a row and column of its own extent (a series across has one row).
 */
export type SpillCell =
  | { readonly text: string | number | boolean }
  | { readonly key: string; readonly path: readonly string[]; readonly index: readonly [number, number] };

/** The record of one run. `spill` maps the answer's cells to steps; a scalar answer is its last step. */
export interface Trail {
  readonly entries: Entry[];
  readonly notes: string[];
  spill?: readonly (readonly SpillCell[])[];
}

export const newTrail = (): Trail => ({ entries: [], notes: [] });

/** Which element of a vector answer is explained: row and column, from 0. */
export interface Focus {
  readonly row: number;
  readonly column: number;
}

let trail: Trail | undefined;
let entries: Entry[] | undefined;
let path: readonly string[] = [];
let title = "";
let focus: Focus = { row: 0, column: 0 };

/** Names a calculation, with its unit, and states it as a formula over its inputs: see docs/steps.md for the notation. */
export function step<I extends object, R extends Value>(
  key: string,
  name: string,
  unit: string,
  formula: string,
  calculate: (inputs: I) => R,
  options: StepOptions = {},
): (inputs: I) => R {
  return (inputs) =>
    entries === undefined ? calculate(inputs) : record(key, name, unit, formula, inputs, calculate, options);
}

function record<I extends object, R extends Value>(
  key: string,
  name: string,
  unit: string,
  formula: string,
  inputs: I,
  calculate: (inputs: I) => R,
  { axis = "across", note = "", source = "" }: StepOptions,
): R {
  const own: Step = {
    kind: "step",
    key,
    name,
    unit,
    formula,
    inputs: Object.assign<Record<string, unknown>, I>({}, inputs),
    axis,
    note,
    source,
  };
  try {
    const result = calculate(inputs);
    own.result = result;
    return result;
  } catch (error) {
    own.failure = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    // After its children: a formula may name any step that stands before it.
    entries?.push(own);
  }
}

/** A value that was searched for or drawn: written as it is, with the note that says how, and proven by what follows. */
export function frozen<R extends Value>(
  key: string,
  name: string,
  unit: string,
  note: string,
  value: R,
  axis: Axis = "across",
): R {
  entries?.push({ kind: "step", key, name, unit, formula: "", inputs: {}, axis, note, source: "", result: value });
  return value;
}

/** A figure read from the dataset: a step whose formula is its source. */
export function figure<R extends Value>(
  key: string,
  name: string,
  unit: string,
  value: R,
  source: string,
  options: StepOptions = {},
): R {
  entries?.push({
    kind: "step",
    key,
    name,
    unit,
    formula: "",
    inputs: {},
    axis: options.axis ?? "across",
    note: options.note ?? "",
    source,
    support: options.support,
    result: value,
  });
  return value;
}

/** Notes an input of the run; does nothing unwatched. */
export function input(entry: Omit<Input, "kind">): void {
  entries?.push({ kind: "input", ...entry });
}

/** Notes an input of a case that is a value of another scope. */
export const linkedInput = (own: Pick<Input, "key" | "name" | "unit" | "value">, link: Link): void =>
  input({ ...own, origin: "given", source: "", axis: "across", structural: false, link });

/** A sentence about the whole run, such as a convention in words or a warning; in a case it names the case. */
export function remark(sentence: () => string): void {
  trail?.notes.push(path.length === 0 ? sentence() : `${title}: ${sentence()}`);
}

/** Runs a calculation whose keys live in a scope of their own. */
export function inCase<R>(key: string, name: () => string, calculate: () => R): R {
  if (entries === undefined) return calculate();
  const outer = entries;
  const outerPath = path;
  const outerTitle = title;
  const own: Case = { kind: "case", key, name: name(), entries: [] };
  outer.push(own);
  entries = own.entries;
  path = [...outerPath, key];
  title = own.name;
  try {
    return calculate();
  } finally {
    entries = outer;
    path = outerPath;
    title = outerTitle;
  }
}

/** Where the steps of this moment go: an input of a case links to what stands there. */
export const scope = (): readonly string[] => path;

/** Tells which steps the cells of a spilled answer come from; the callback runs only when watched. */
export function spills(cells: (at: readonly string[]) => readonly (readonly SpillCell[])[]): void {
  if (trail !== undefined && entries !== undefined) trail.spill = cells(path);
}

/** Runs a calculation and leaves its record in the trail, even when it fails. */
export function watch<R>(into: Trail, calculate: () => R, at: Focus = { row: 0, column: 0 }): R {
  return ambient(into, into.entries, [], at, calculate);
}

/** Runs a calculation whose steps would only be noise, such as a solver's trials. */
export function unwatched<R>(calculate: () => R): R {
  return entries === undefined ? calculate() : ambient(undefined, undefined, [], focus, calculate);
}

function ambient<R>(
  t: Trail | undefined,
  e: Entry[] | undefined,
  p: readonly string[],
  at: Focus,
  calculate: () => R,
): R {
  const outer = { trail, entries, path, focus };
  trail = t;
  entries = e;
  path = p;
  focus = at;
  try {
    return calculate();
  } finally {
    ({ trail, entries, path, focus } = outer);
  }
}

/** What may never be asked for: calculated once it is, or now for a watcher, who sees its steps in their order. */
export function onDemand<R>(calculate: () => R): () => R {
  let result = watched() ? calculate() : undefined;
  return () => (result ??= calculate());
}

/** Whether someone watches: builds explanations that would cost time otherwise. */
export const watched = (): boolean => entries !== undefined;

/** The element of a vector answer that the watcher asked for. */
export const focused = (): Focus => focus;
