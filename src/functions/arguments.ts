// What reads the arguments of a function: each takes the argument's name and its cells, and notes what it read for whoever explains the cell.
import { brief, fail, must, REASONS, saidBy } from "../model/errors";
import { type ArgumentName, check, type Key, MAX_CELLS, nearest, quantity } from "../model/keys";
import { along, type Series } from "../model/numbers/series";
import { plainText } from "../model/numbers/written";
import { namesOf, recordOf } from "../model/records";
import { type Input, input, watched } from "../model/steps/trace";
import { type Default, standard } from "../data/defaults";

/** What Excel gives for one argument: rows of cells, one cell, or null when it is omitted. */
export type Cells = unknown;

/** Rows and columns of a range, which must be a full rectangle. */
export function shape(name: string, cells: unknown[][]): readonly [number, number] {
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
  return cells;
}

/** A blank is a period without a flow. */
export function readFlows(line: readonly unknown[]): Series {
  const values = along(line.length, (i) => {
    const cell = line[i];
    return typeof cell === "number" ? cell : isBlank(cell) ? 0 : numeric(`flow ${i + 1}`, cell);
  });
  if (watched()) noteArgument("scenario", values, undefined, { key: "freeCashFlow", label: "Flows", unit: "$" });
  return values;
}

/** Whether a scenario's place holds flows: numbers, not a name and not a two-column range of key and value. */
export function isFlows(cells: Cells): boolean {
  const rows: unknown[][] = Array.isArray(cells) ? cells : [[cells]];
  if (rows.length <= 1 && (rows[0]?.length ?? 0) <= 1)
    return typeof rows[0]?.[0] === "number" || typeof rows[0]?.[0] === "boolean";
  return !(rows[0]?.length === 2 && rows.some((row) => typeof row?.[0] === "string" && row[0] !== ""));
}

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
  const { code, errorCode, basicValue } = saidBy(cell);
  const shown = [code, errorCode, basicValue].find((text): text is string => typeof text === "string") ?? "an error";
  fail(REASONS.find((reason) => reason === shown) ?? "#VALUE!", `${name} is ${shown}: mend that cell first`);
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
  /** Where it is not that of the limits. */
  readonly unit?: string;
  /** Its reader notes it in another form. */
  readonly silent?: boolean;
}

/** One number, in the limits of its argument. */
export function number(
  name: Key | ArgumentName,
  cells: Cells,
  { otherwise, structural = false, silent = false, key, limits, unit }: NumberOptions = {},
): number {
  const cell = single(name, cells);
  const blank = isBlank(cell);
  const chosen: Default = blank ? fallback(name, otherwise) : { value: numeric(name, cell), source: "" };
  const value = limits === "model" ? chosen.value : check(limits ?? name, chosen.value, name);
  if (watched() && !silent)
    noteArgument(name, value, blank ? chosen.source : undefined, {
      structural,
      key,
      support: chosen.support,
      unit: unit ?? quantity(limits === undefined || limits === "model" ? name : limits)?.unit,
    });
  return value;
}

/** Several numbers by their names; `otherwise` says what those are if omitted that the article's scenario does not give. */
export function numbers<N extends Key | ArgumentName>(
  cells: Readonly<Record<N, Cells>>,
  otherwise?: Readonly<Partial<Record<NoInfer<N>, number | Default>>>,
): Record<N, number> {
  return recordOf<N, number>(namesOf(cells), (name) => number(name, cells[name], { otherwise: otherwise?.[name] }));
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

type NoteOptions = Partial<
  Pick<Input, "structural" | "axis" | "link" | "key" | "unit" | "support"> & { readonly label: string }
>;

/** Leaves what an argument was read as, for whoever explains the cell; `source` says where an omitted one comes from. */
export function noteArgument(
  name: string,
  value: Input["value"],
  source: string | undefined,
  { structural = false, axis = "across", link, key = name, unit, label, support }: NoteOptions = {},
): void {
  const known = quantity(name);
  input({
    key,
    argument: name,
    name: label ?? known?.label ?? name,
    unit: unit ?? known?.unit ?? "",
    value,
    origin: source === undefined ? "given" : "default",
    source: source ?? "",
    axis,
    structural,
    link,
    support,
  });
}

/** What an omitted list is, where it comes from, and the step that calculated it, if one did. */
export interface ListDefault {
  readonly values: readonly number[];
  readonly source: string;
  readonly link?: Input["link"];
  readonly support?: Input["support"];
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
  const chosen: ListDefault = blank
    ? otherwise()
    : { values: flat.map((cell) => (isBlank(cell) ? 0 : numeric(name, cell))), source: "" };
  for (const value of chosen.values) check(limits, value, name);
  const values = chosen.values.length === 1 ? new Array<number>(length).fill(chosen.values[0]) : chosen.values;
  if (watched())
    noteArgument(name, values, blank ? chosen.source : undefined, {
      axis: "down",
      link: chosen.link,
      support: chosen.support,
    });
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

/** Whether an argument is this word, before it is read: a table is one answer where other outputs have one for each element. */
export const says = (cells: Cells, word: string): boolean =>
  [cells].flat(2).some((cell) => typeof cell === "string" && cell.trim().toLowerCase() === word);

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
  if (watched()) noteArgument(name, chosen, blank ? "our default" : undefined, { structural: true });
  return chosen;
}

/** A text, or undefined when it is omitted. */
export function optionalText(name: string, cells: Cells): string | undefined {
  const cell = single(name, cells);
  if (isBlank(cell)) return undefined;
  refuseError(name, cell);
  const text = String(cell).trim();
  if (watched()) noteArgument(name, text, undefined, { structural: true });
  return text;
}

/** A row or column of names without its blanks; none when it is omitted. */
export function texts(name: string, cells: Cells): readonly string[] {
  const given = line(name, cells).filter((cell) => !isNothing(cell));
  for (const cell of given) refuseError(name, cell);
  const found = given.map((cell) => String(cell).trim());
  if (watched() && found.length > 0) noteArgument(name, found.join(", "), undefined, { structural: true });
  return found;
}

/** TRUE or FALSE; 1 and 0 count as well. */
export function flag(name: string, cells: Cells, otherwise: boolean): boolean {
  const cell = single(name, cells);
  const blank = isBlank(cell);
  refuseError(name, cell);
  const value = blank ? otherwise : cell === 1 ? true : cell === 0 ? false : cell;
  if (typeof value !== "boolean") return fail("#VALUE!", `${name} is "${brief(String(cell))}": write TRUE or FALSE`);
  if (watched()) noteArgument(name, value, blank ? "our default" : undefined, { structural: true });
  return value;
}

/** Refuses an unknown name and offers the nearest. */
export function unknown(what: string, name: string, known: readonly string[]): never {
  return fail("#N/A", `there is no ${what} "${brief(name)}"; did you mean ${nearest(name, known).join(", ")}?`);
}
