// Arguments by their names, as a program gives them, and as a cell would pass them.
import { catalogue, type FunctionHelp } from "../catalogue/catalogue";
import { packageWords } from "../languages/package.en";
import { brief, fail } from "../model/errors";
import { nearest } from "../model/keys";
import type { Arguments, Cell } from "./public";

export type Rows = readonly (readonly Cell[])[];

/** An argument as rows of cells; null where it is left out. */
export type Given = Rows | null;

/** More than this is no question for one cell. */
const MOST_CHARACTERS = 2_000_000;

/** A function by its id, in either case. */
export function helpOf(id: string): FunctionHelp {
  const wanted = id.trim().toUpperCase();
  const found = catalogue.find((help) => help.id === wanted);
  if (found !== undefined) return found;
  const ids = catalogue.map((help) => help.id);
  return fail("#N/A", packageWords.noFunction(brief(id), nearest(id, ids)));
}

/** The arguments in the function's own order; a repeating one takes a list of arguments. */
export function given(help: FunctionHelp, args: Arguments): (Given | Given[])[] {
  const names = help.parameters.map(({ name }) => name);
  for (const name of Object.keys(args))
    if (!names.includes(name)) fail("#VALUE!", packageWords.noArgument(help.id, brief(name), nearest(name, names)));
  let characters = 0;
  const counted = (cells: Given): Given => {
    for (const row of cells ?? [])
      for (const cell of row) {
        characters += typeof cell === "string" ? cell.length + 1 : 8;
        if (characters > MOST_CHARACTERS) fail("#VALUE!", packageWords.tooLarge(MOST_CHARACTERS));
      }
    return cells;
  };
  return help.parameters.map(({ name, repeating }) => {
    const value = args[name];
    if (!repeating) return counted(rowsOf(name, value));
    return Array.isArray(value) ? value.map((each) => counted(rowsOf(name, each))) : null;
  });
}

function rowsOf(name: string, value: unknown): Given {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) {
    const rows: readonly unknown[] = value;
    return rows.map((row) => (Array.isArray(row) ? row.map((cell) => cellOf(name, cell)) : [cellOf(name, row)]));
  }
  if (isRecord(value)) return Object.entries(value).map(([key, cell]) => [key, cellOf(`${name}.${key}`, cell)]);
  return [[cellOf(name, value)]];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));

function cellOf(name: string, value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "object") return fail("#VALUE!", packageWords.tooDeep(name));
  return fail("#VALUE!", packageWords.noCell(name, `a ${typeof value}`));
}
