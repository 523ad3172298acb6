// What answers: model values become cells; the one place that catches an error.
import { attempt, fail, ModelError, must, type Reason } from "../model/errors";
import { MAX_CELLS, MAX_PERIODS } from "../model/keys";
import { along, type Series } from "../model/numbers/series";
import { namesOf, recordOf } from "../model/records";
import { focused, type SpillCell, spills, unwatched, watched } from "../model/steps/trace";
import { type Cells, line, readFlows, rowsOf, shape } from "./arguments";

export type Answer = (number | string | boolean | CustomFunctions.Error)[][];

/** Excel's codes are our reasons; its list of them stands in no bundle. */
const excelCode = (reason: Reason): CustomFunctions.ErrorCode => reason as CustomFunctions.ErrorCode;

/** Tells Excel which function answers to an id. */
export const associate = (run: (...args: unknown[]) => unknown, id: string): void => CustomFunctions.associate(id, run);

/** Runs a model function for a cell: a number, a column (list) or rows of cells out; an Excel error for a ModelError. */
export function answer(calculate: () => unknown): Answer {
  weight = 0;
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
  return new CustomFunctions.Error(excelCode(reason), message);
}

/**
 * Runs a model function for each element of its vector arguments: scalars repeat, a column by a row makes a grid,
 * and a bad element gives an error in its own cell. A lone call throws its error instead, so that the cell shows the sentence.
 */
export function answerEach<N extends string>(
  vectors: Readonly<Record<N, Cells>>,
  calculate: (one: Readonly<Record<N, Cells>>) => number | number[],
): Answer {
  const names = namesOf(vectors);
  const given = names.map((name) => {
    const cells = vectors[name];
    return Array.isArray(cells) && (cells.length !== 1 || cells[0]?.length !== 1) ? cells : undefined;
  });
  if (given.every((cells) => cells === undefined)) return answer(() => calculate(vectors));
  return answer(() => {
    const { rows, columns } = commonShape(names, given);
    const at = focused();
    const one: Record<N, Cells> = { ...vectors };
    const run = (): number => scalar(calculate(one));
    const cellAt = (i: number, j: number): number | ModelError => {
      names.forEach((name, k) => {
        const cells = given[k];
        if (cells !== undefined) one[name] = cells[cells.length === 1 ? 0 : i][cells[0].length === 1 ? 0 : j];
      });
      return attempt(watched() && !(at.row === i && at.column === j) ? () => unwatched(run) : run);
    };
    return new Rows(rows, columns, (i) => Array.from({ length: columns }, (_, j) => cellAt(i, j)));
  });
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
      const run = (): number => one(rows[i]);
      return [attempt(watched() && at.row !== i ? () => unwatched(run) : run)];
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
  const names = namesOf(vectors);
  const lines = recordOf<N, readonly unknown[]>(names, (name) => line(name, vectors[name]));
  const projects = Math.max(...names.map((name) => lines[name].length));
  names.forEach((name) =>
    must(
      lines[name].length === 1 || lines[name].length === projects,
      `${name} has ${lines[name].length} values where another argument has ${projects}: give each project one, or one for all`,
    ),
  );
  const at = Math.min(focused().column, projects - 1);
  const columns = along(projects, (j) => j).map((j): Series | ModelError => {
    const terms = recordOf<N, unknown>(names, (name) => lines[name][lines[name].length === 1 ? 0 : j]);
    const run = (): Series => calculate(terms);
    if (projects === 1) return run();
    return attempt(watched() && at !== j ? () => unwatched(run) : run);
  });
  const periods = Math.max(1, ...columns.map(heightOf));
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
        if (j === at && i < heightOf(columns[j])) return { key, path, index: [0, i] };
        return { text: typeof cell === "number" ? cell : cell.message };
      }),
    ),
  );
  return rows;
}

const heightOf = (column: Series | ModelError): number => ("length" in column ? column.length : 0);

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

/** What the last answer weighs on its way, in bytes; an error that was thrown weighs nothing worth counting. */
let weight = 0;
export const weightOfLast = (): number => weight;
/** What surrounds one value in a message of many. */
const BESIDES = 40;

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
  const left = Array.from({ length: height }, (_, i) => {
    bytes += 2;
    return at(i).map((cell, j) => {
      let leaving: number | string | boolean | CustomFunctions.Error;
      if (typeof cell === "number") bytes += String((leaving = finite(cell))).length + 1;
      else if (typeof cell === "string")
        bytes += bytesOf((leaving = cell.length > LONGEST_TEXT ? `${cell.slice(0, LONGEST_TEXT - 1)}…` : cell)) + 1;
      else if (typeof cell === "boolean") {
        leaving = cell;
        bytes += 6;
      } else if (cell instanceof CustomFunctions.Error) {
        // What is explained has passed this gate before.
        leaving = cell;
        bytes += BYTES_OF_ERROR + bytesOf(cell.message ?? "");
      } else {
        const { reason, message } = modelError(cell);
        bytes += BYTES_OF_ERROR;
        if (
          spoken++ < SPOKEN ||
          (focus && i === Math.min(focus.row, height - 1) && j === Math.min(focus.column, width - 1))
        ) {
          bytes += bytesOf(message);
          leaving = excelError(cell);
        } else {
          leaving = mute.get(reason) ?? new CustomFunctions.Error(excelCode(reason));
          mute.set(reason, leaving);
        }
      }
      if (bytes > MOST_BYTES)
        fail(
          "#VALUE!",
          `${size}: its first ${i > 0 ? `${i} rows` : `${j} columns`} are all that reaches Excel, which takes 1 MB of one call; ask for no more`,
        );
      return leaving;
    });
  });
  weight = bytes - ENVELOPE + BESIDES;
  return left;
}

/** Excel knows no -0, and no cell may show an infinity. */
function finite(value: number): number {
  if (!Number.isFinite(value)) fail("#NUM!", "the result is too large for a number: check the units of the arguments");
  return value + 0;
}
