// Where cells become model values and model values become cells; the one place that catches an error.
import { ModelError, type Reason, brief, fail, must } from "../model/errors";
import { type ArgumentName, type Key, MAX_CELLS, MAX_PERIODS, check, nearest, quantity } from "../model/keys";
import { along, type Series } from "../model/numbers/series";
import { plainText } from "../model/numbers/written";
import { focused, type Input, input, type SpillCell, spills, unwatched, watched } from "../model/steps/trace";
import { type Default, standard } from "../data/defaults";

/** What Excel gives for one argument: rows of cells, one cell, or null when it is omitted. */
export type Cells = unknown;

export type Answer = (number | string | boolean | CustomFunctions.Error)[][];

const EXCEL_CODES: Readonly<Record<Reason, CustomFunctions.ErrorCode>> = {
  "#VALUE!": "#VALUE!" as CustomFunctions.ErrorCode.invalidValue,
  "#NUM!": "#NUM!" as CustomFunctions.ErrorCode.invalidNumber,
  "#DIV/0!": "#DIV/0!" as CustomFunctions.ErrorCode.divisionByZero,
  "#N/A": "#N/A" as CustomFunctions.ErrorCode.notAvailable,
};

/** Tells Excel which function answers to an id. */
export const associate = (run: (...args: unknown[]) => unknown, id: string): void => CustomFunctions.associate(id, run);

/** Runs a model function for a cell: a number, a column (list) or rows of cells out; an Excel error for a ModelError. */
export function answer(calculate: () => unknown): Answer {
  try {
    return gate(calculate());
  } catch (error) {
    throw excelError(error);
  }
}

/** Anything but a ModelError is a defect and stays visible. */
function modelError(error: unknown): ModelError {
  if (!(error instanceof ModelError)) throw error;
  return error;
}

function excelError(error: unknown): CustomFunctions.Error {
  const { reason, message } = modelError(error);
  return new CustomFunctions.Error(EXCEL_CODES[reason], message);
}

/**
 * Runs a model function for each element of its vector arguments: scalars repeat, a column by a row makes a grid,
 * and a bad element gives an error in its own cell. A lone call throws its error instead, so that the cell shows the sentence.
 */
export function answerEach<N extends string>(
  vectors: Readonly<Record<N, Cells>>,
  calculate: (one: Readonly<Record<N, Cells>>) => number | number[],
): Answer {
  const names = Object.keys(vectors) as N[];
  const given = names.map((name) => {
    const cells = vectors[name];
    return Array.isArray(cells) && (cells.length !== 1 || cells[0]?.length !== 1) ? cells : undefined;
  });
  if (given.every((cells) => cells === undefined)) return answer(() => calculate(vectors));
  return answer(() => {
    const { rows, columns } = commonShape(names, given as (unknown[][] | undefined)[]);
    const at = focused();
    const one = { ...vectors } as Record<N, Cells>;
    const run = (): number => scalar(calculate(one));
    const cellAt = (i: number, j: number): number | ModelError => {
      names.forEach((name, k) => {
        const cells = given[k] as unknown[][] | undefined;
        if (cells !== undefined) one[name] = cells[cells.length === 1 ? 0 : i][cells[0].length === 1 ? 0 : j];
      });
      try {
        return watched() && !(at.row === i && at.column === j) ? unwatched(run) : run();
      } catch (error) {
        return modelError(error);
      }
    };
    return new Rows(rows, columns, (i) => Array.from({ length: columns }, (_, j) => cellAt(i, j)));
  });
}

/** Whether a scenario's place holds flows: numbers, not a name and not a two-column range of key and value. */
export function isFlows(cells: Cells): boolean {
  const rows: unknown[][] = Array.isArray(cells) ? (cells as unknown[][]) : [[cells]];
  if (rows.length <= 1 && (rows[0]?.length ?? 0) <= 1)
    return typeof rows[0]?.[0] === "number" || typeof rows[0]?.[0] === "boolean";
  return !(rows[0]?.length === 2 && rows.some((row) => typeof row?.[0] === "string" && row[0] !== ""));
}

/**
 * Runs a model function for each project of a range of flows: a single column or row is one project, otherwise each row is one.
 * A bad project gives an error in its own cell; what `prepare` refuses is the whole answer's error.
 */
export function answerProjects<P>(
  cells: Cells,
  prepare: () => P,
  calculate: (flows: Series, prepared: P) => number,
): Answer {
  return answer(() => {
    const rows = rowsOf("flows", cells);
    const [height, width] = [rows.length, rows[0].length];
    must(
      Math.max(width, width === 1 ? height : 0) <= MAX_PERIODS + 1,
      `flows has ${Math.max(width, height)} periods: at most ${MAX_PERIODS + 1}`,
    );
    must(
      width * height > 1 || rows[0][0] !== 0,
      "scenario is 0: that is one flow of nothing; give a scenario, or a range of flows",
    );
    const prepared = prepare();
    const one = (line: unknown[]): number => finite(calculate(readFlows(line), prepared));
    if (width === 1 || height === 1) return one(rows.flat());
    const at = focused();
    return new Rows(height, 1, (i) => {
      const line = rows[i];
      try {
        return [watched() && at.row !== i ? unwatched(() => one(line)) : one(line)];
      } catch (error) {
        return [modelError(error)];
      }
    });
  });
}

/**
 * One column for each project, whose terms are the elements of vectors in rows or columns (scalars repeat). A shorter column goes
 * on with 0; a bad project gives its error in every cell of its column. `key` is the step that a column shows.
 */
export function columnsOf<N extends string>(
  vectors: Readonly<Record<N, Cells>>,
  key: string,
  calculate: (one: Readonly<Record<N, unknown>>) => Series,
): (number | ModelError)[][] {
  const names = Object.keys(vectors) as N[];
  const lines = names.map((name) => line(name, vectors[name]));
  const projects = Math.max(...lines.map((cells) => cells.length));
  lines.forEach((cells, k) =>
    must(
      cells.length === 1 || cells.length === projects,
      `${names[k]} has ${cells.length} values where another argument has ${projects}: give each project one, or one for all`,
    ),
  );
  const at = Math.min(focused().column, projects - 1);
  const columns = along(projects, (j) => j).map((j): Series | ModelError => {
    const terms = names.map((name, k) => [name, lines[k][lines[k].length === 1 ? 0 : j]]);
    const run = (): Series => calculate(Object.fromEntries(terms) as Record<N, unknown>);
    if (projects === 1) return run();
    try {
      return watched() && at !== j ? unwatched(run) : run();
    } catch (error) {
      return modelError(error);
    }
  });
  const periods = Math.max(1, ...columns.map((column) => ("length" in column ? column.length : 1)));
  must(
    periods * projects <= MAX_CELLS,
    `the answer has ${periods} × ${projects} cells: a call gives at most ${MAX_CELLS}`,
  );
  const rows = along(periods, (i) => i).map((i) =>
    columns.map((column) => ("length" in column ? (column[i] ?? 0) : column)),
  );
  spills((path) =>
    rows.map((row, i) =>
      row.map((cell, j): SpillCell => {
        if (j === at && i < (columns[j] as Series).length) return { key, path, index: [0, i] };
        return { text: typeof cell === "number" ? cell : cell.message };
      }),
    ),
  );
  return rows;
}

/** A blank is a period without a flow. */
function readFlows(line: readonly unknown[]): Series {
  const values = along(line.length, (i) => {
    const cell = line[i];
    return typeof cell === "number" ? cell : isBlank(cell) ? 0 : numeric(`flow ${i + 1}`, cell);
  });
  if (watched())
    input({
      key: "freeCashFlow",
      argument: "scenario",
      name: "Flows",
      unit: "$",
      value: values,
      origin: "given",
      source: "",
      axis: "across",
      structural: false,
    });
  return values;
}

function scalar(value: number | number[]): number {
  if (typeof value === "number") return finite(value);
  return finite(value[0]);
}

/** The shape that all vectors fit: rows and columns match, or are 1. */
function commonShape(
  names: readonly string[],
  given: readonly (unknown[][] | undefined)[],
): { rows: number; columns: number } {
  let rows = 1;
  let columns = 1;
  let first = "";
  given.forEach((cells, k) => {
    if (cells === undefined) return;
    const [height, width] = shape(names[k], cells);
    const fits = (height === 1 || rows === 1 || height === rows) && (width === 1 || columns === 1 || width === columns);
    must(
      fits,
      `${first} is ${rows} × ${columns} and ${names[k]} is ${height} × ${width} (rows × columns): give both the same shape, or one value`,
    );
    if (height > 1 || width > 1) first = names[k];
    rows = Math.max(rows, height);
    columns = Math.max(columns, width);
  });
  must(rows * columns <= MAX_CELLS, `the answer has ${rows} × ${columns} cells: a call gives at most ${MAX_CELLS}`);
  return { rows, columns };
}

/** Rows and columns of a range, which must be a full rectangle. */
function shape(name: string, cells: unknown[][]): readonly [number, number] {
  const width = cells.length === 0 ? 0 : (cells.find((row) => Array.isArray(row))?.length ?? 1);
  must(width > 0, `${name} is an empty range: give it at least one cell`);
  must(
    cells.length * width <= MAX_CELLS,
    `${name} has ${cells.length} × ${width} cells: a call takes at most ${MAX_CELLS}`,
  );
  must(
    cells.every((row) => Array.isArray(row) && row.length === width),
    `${name} is ragged: every row of the range needs ${width} cells`,
  );
  return [cells.length, width];
}

/** The rows of a range, which must be a full rectangle; one cell is a range of one. */
export function rowsOf(name: string, cells: Cells): unknown[][] {
  if (!Array.isArray(cells)) return [[cells]];
  shape(name, cells);
  return cells as unknown[][];
}

/** Rows that are calculated one by one, so that an answer too large for Excel ends early. */
class Rows {
  constructor(
    readonly height: number,
    readonly width: number,
    readonly at: (row: number) => readonly unknown[],
  ) {}
}

/** What one answer may weigh on its way to Excel: a message above 5 MB never arrives, and many answers share one. */
const MOST_BYTES = 1e6;
/** What surrounds an answer in its message. */
const ENVELOPE = 1000;
/** What Excel is told of an error: its code, several times over. */
const BYTES_OF_ERROR = 140;
/** A cell holds no longer text. */
const LONGEST_TEXT = 32_767;
/** So many errors of a grid have their sentence; the others have their code alone. */
export const SPOKEN = 300;

/** The bytes of a text in a message. */
const bytesOf = (text: string): number => JSON.stringify(text).replace(/[^\0-\x7f]/g, "xxx").length;

/** Finite numbers, texts and truths in full rows leave, and no more of them than reach Excel; nothing else does. */
function gate(value: unknown): Answer {
  const rows: unknown[][] = Array.isArray(value) ? value.map((row) => (Array.isArray(row) ? row : [row])) : [[value]];
  const { height, width, at } =
    value instanceof Rows ? value : new Rows(rows.length, rows[0]?.length ?? 0, (i) => rows[i]);
  const size = `the answer has ${height} × ${width} cells`;
  must(height > 0 && width > 0, "there is nothing to show", "#N/A");
  must(height * width <= MAX_CELLS, `${size}: a call gives at most ${MAX_CELLS}`);
  const focus = watched() ? focused() : undefined;
  const mute = new Map<Reason, CustomFunctions.Error>();
  let bytes = ENVELOPE;
  let spoken = 0;
  return Array.from({ length: height }, (_, i) => {
    bytes += 2;
    return at(i).map((cell, j) => {
      let left = cell as number | string | boolean | CustomFunctions.Error;
      if (typeof cell === "number") bytes += String((left = finite(cell))).length + 1;
      else if (typeof cell === "string")
        bytes += bytesOf((left = cell.length > LONGEST_TEXT ? `${cell.slice(0, LONGEST_TEXT - 1)}…` : cell)) + 1;
      else if (typeof cell === "boolean") bytes += 6;
      // What is explained has passed this gate before.
      else if (cell instanceof CustomFunctions.Error) bytes += BYTES_OF_ERROR + bytesOf(cell.message ?? "");
      else {
        const { reason, message } = modelError(cell);
        bytes += BYTES_OF_ERROR;
        if (
          spoken++ < SPOKEN ||
          (focus && i === Math.min(focus.row, height - 1) && j === Math.min(focus.column, width - 1))
        ) {
          bytes += bytesOf(message);
          left = excelError(cell);
        } else {
          left = mute.get(reason) ?? new CustomFunctions.Error(EXCEL_CODES[reason]);
          mute.set(reason, left);
        }
      }
      if (bytes > MOST_BYTES)
        fail(
          "#VALUE!",
          `${size}: its first ${i > 0 ? `${i} rows` : `${j} columns`} are all that reaches Excel, which takes 1 MB of one call; ask for no more`,
        );
      return left;
    });
  });
}

/** Excel knows no -0, and no cell may show an infinity. */
function finite(value: number): number {
  if (!Number.isFinite(value)) fail("#NUM!", "the result is too large for a number: check the units of the arguments");
  return value + 0;
}

// Arguments. A reader takes the argument's name and its cells; it notes what it read for whoever explains the cell.

/** Omitted: null, a blank cell, or an empty text. */
export const isBlank = (cell: unknown): boolean => cell === null || cell === undefined || cell === "";

/** Omitted, or what a blank cell is in Excel 2021: no name, no key and no row of both is 0. */
export const isNothing = (cell: unknown): boolean => isBlank(cell) || cell === 0;

/** The one cell of an argument that takes one value. */
export function single(name: string, cells: Cells): unknown {
  if (!Array.isArray(cells)) return cells;
  if (cells.length === 1 && Array.isArray(cells[0]) && cells[0].length === 1) return cells[0][0];
  const [rows, columns] = shape(name, cells);
  must(rows === 1 && columns === 1, `${name} is a range of ${rows} × ${columns} cells: give it one value`);
  return cells[0][0];
}

/** An error in a cell that we read passes on, with the name of the argument. */
export function refuseError(name: string, cell: unknown): void {
  if (typeof cell !== "object" || cell === null) return;
  const { code, errorCode, basicValue } = cell as { code?: unknown; errorCode?: unknown; basicValue?: unknown };
  const shown = [code, errorCode, basicValue].find((text): text is string => typeof text === "string") ?? "an error";
  const reason = shown in EXCEL_CODES ? (shown as Reason) : "#VALUE!";
  fail(reason, `${name} is ${shown}: mend that cell first`);
}

export function numeric(name: string, cell: unknown): number {
  if (typeof cell === "number") return cell;
  refuseError(name, cell);
  if (typeof cell === "boolean")
    return fail("#VALUE!", `${name} is ${String(cell).toUpperCase()}: it must be a number`);
  return fail("#VALUE!", `${name} is the text "${brief(String(cell))}": it must be a number`);
}

export interface NumberOptions {
  /** The value if omitted; without it the article's scenario gives it. */
  readonly otherwise?: number | Default;
  /** It shapes the steps (how many columns), so that a written-out block is fixed to it. */
  readonly structural?: boolean;
  /** The name by which the steps know it, where it is not the argument's own. */
  readonly key?: string;
  /** Whose limits hold, where another function gives the argument's name another unit; "model" if the model says it better. */
  readonly limits?: ArgumentName | "model";
  /** Its reader notes it in another form. */
  readonly silent?: boolean;
}

/** One number, in the limits of its argument. */
export function number(
  name: Key | ArgumentName,
  cells: Cells,
  { otherwise, structural = false, silent = false, key, limits }: NumberOptions = {},
): number {
  const cell = single(name, cells);
  const blank = isBlank(cell);
  const chosen = blank ? fallback(name, otherwise) : { value: numeric(name, cell), source: "" };
  const value = limits === "model" ? chosen.value : check(limits ?? name, chosen.value, name);
  if (watched() && !silent)
    note(name, value, blank ? chosen.source : undefined, {
      structural,
      key,
      unit: quantity(limits === undefined || limits === "model" ? name : limits)?.unit,
    });
  return value;
}

/** Several numbers by their names; `otherwise` says what those are if omitted that the article's scenario does not give. */
export function numbers<N extends Key | ArgumentName>(
  cells: Readonly<Record<N, Cells>>,
  otherwise?: Readonly<Partial<Record<NoInfer<N>, number | Default>>>,
): Record<N, number> {
  const values = {} as Record<N, number>;
  for (const name of Object.keys(cells) as N[])
    values[name] = number(name, cells[name], { otherwise: otherwise?.[name] });
  return values;
}

/** Whether an argument was left out, or is one blank cell. */
export const omitted = (cells: Cells, nothing: (cell: unknown) => boolean = isBlank): boolean =>
  [cells].flat(2).every((cell) => nothing(cell));

/** One number, or undefined when it is omitted. */
export const optionalNumber = (
  name: Key | ArgumentName,
  cells: Cells,
  options: NumberOptions = {},
): number | undefined => (isBlank(single(name, cells)) ? undefined : number(name, cells, options));

function fallback(name: Key | ArgumentName, otherwise: number | Default | undefined): Default {
  if (otherwise === undefined) return standard(name);
  return typeof otherwise === "number" ? { value: otherwise, source: "our default" } : otherwise;
}

type NoteOptions = Partial<Pick<Input, "structural" | "axis" | "link" | "key" | "unit">>;

function note(
  name: string,
  value: Input["value"],
  source: string | undefined,
  { structural = false, axis = "across", link, key = name, unit }: NoteOptions = {},
): void {
  const known = quantity(name);
  input({
    key,
    argument: name,
    name: known?.label ?? name,
    unit: unit ?? known?.unit ?? "",
    value,
    origin: source === undefined ? "given" : "default",
    source: source ?? "",
    axis,
    structural,
    link,
  });
}

/** What an omitted list is, where it comes from, and the step that calculated it, if one did. */
export interface ListDefault {
  readonly values: readonly number[];
  readonly source: string;
  readonly link?: Input["link"];
}

export interface ListOptions {
  /** How often one value repeats. */
  readonly length?: number;
  /** Whose limits hold for each value, where they are not the argument's own. */
  readonly limits?: Key | ArgumentName;
}

/** A list of numbers: a row, a column or one value, which repeats to the length asked for; a blank in a longer list is 0. */
export function list(
  name: Key | ArgumentName,
  cells: Cells,
  otherwise: () => ListDefault,
  { length = 1, limits = name }: ListOptions = {},
): readonly number[] {
  const flat = line(name, cells);
  const blank = flat.length === 1 && isBlank(flat[0]);
  const chosen = blank
    ? otherwise()
    : { values: flat.map((cell) => (isBlank(cell) ? 0 : numeric(name, cell))), source: "" };
  for (const value of chosen.values) check(limits, value, name);
  const values = chosen.values.length === 1 ? new Array<number>(length).fill(chosen.values[0]) : chosen.values;
  if (watched()) note(name, values, blank ? chosen.source : undefined, { axis: "down", link: chosen.link });
  return values;
}

/** The cells of one row or one column. */
export function line(name: string, cells: Cells): readonly unknown[] {
  if (!Array.isArray(cells)) return [cells];
  const [rows, columns] = shape(name, cells);
  must(rows === 1 || columns === 1, `${name} is a range of ${rows} × ${columns} cells: give one row or one column`);
  return cells.flat();
}

/** The word of a closed list that a cell holds, in any case. */
export const wordIn = <const C extends string>(name: string, cell: unknown, words: readonly C[]): C =>
  found(name, cell, words) ??
  fail("#VALUE!", `${name} is "${brief(String(cell))}": write ${words.map((word) => `"${word}"`).join(" or ")}`);

/** The name of a list that a cell holds, in any case; for one that is misspelt it offers the nearest. */
export const nameIn = <const C extends string>(name: string, cell: unknown, names: readonly C[]): C =>
  found(name, cell, names) ??
  fail("#N/A", `${name} is "${brief(String(cell))}": did you mean ${nearest(String(cell), names).join(", ")}?`);

function found<C extends string>(name: string, cell: unknown, words: readonly C[]): C | undefined {
  refuseError(name, cell);
  const wanted = plainText(String(cell)).trim().toLowerCase();
  return words.find((word) => word.toLowerCase() === wanted);
}

/** An argument that is one of a closed list of words. */
export const choice = <const C extends string>(name: string, cells: Cells, words: readonly C[], otherwise: C): C =>
  oneOf(name, cells, words, otherwise, wordIn);

/** An argument that is one of a list of names, which a user may misspell. */
export const named = <const C extends string>(name: string, cells: Cells, names: readonly C[], otherwise: C): C =>
  oneOf(name, cells, names, otherwise, nameIn);

function oneOf<C extends string>(
  name: string,
  cells: Cells,
  words: readonly C[],
  otherwise: C,
  read: (name: string, cell: unknown, words: readonly C[]) => C,
): C {
  const cell = single(name, cells);
  const blank = isBlank(cell);
  const chosen = blank ? otherwise : read(name, cell, words);
  if (watched()) note(name, chosen, blank ? "our default" : undefined, { structural: true });
  return chosen;
}

/** A text, or undefined when it is omitted. */
export function optionalText(name: string, cells: Cells): string | undefined {
  const cell = single(name, cells);
  if (isBlank(cell)) return undefined;
  refuseError(name, cell);
  const text = String(cell).trim();
  if (watched()) note(name, text, undefined, { structural: true });
  return text;
}

/** A row or column of names without its blanks; none when it is omitted. */
export function texts(name: string, cells: Cells): readonly string[] {
  const given = line(name, cells).filter((cell) => !isNothing(cell));
  for (const cell of given) refuseError(name, cell);
  const found = given.map((cell) => String(cell).trim());
  if (watched() && found.length > 0) note(name, found.join(", "), undefined, { structural: true });
  return found;
}

/** TRUE or FALSE; 1 and 0 count as well. */
export function flag(name: string, cells: Cells, otherwise: boolean): boolean {
  const cell = single(name, cells);
  const blank = isBlank(cell);
  refuseError(name, cell);
  const value = blank ? otherwise : cell === 1 ? true : cell === 0 ? false : cell;
  if (typeof value !== "boolean") return fail("#VALUE!", `${name} is "${brief(String(cell))}": write TRUE or FALSE`);
  if (watched()) note(name, value, blank ? "our default" : undefined, { structural: true });
  return value;
}

/** Refuses an unknown name and offers the nearest. */
export function unknown(what: string, name: string, known: readonly string[]): never {
  return fail("#N/A", `there is no ${what} "${brief(name)}"; did you mean ${nearest(name, known).join(", ")}?`);
}
