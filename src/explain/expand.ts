// Writes a trail as ordinary spreadsheet cells: inputs as values or links, each step as a row of live formulas over them.
import { columnName } from "../host/a1";
import type { Axis, Case, Entry, Input, Step, Trail, Value } from "../model/steps/trace";
import { sheetTexts } from "../languages/sheets";
import { inWords } from "../languages/phrases";
import { inRow } from "../languages/writing";
import { type Node, parse, takesRange } from "./notation";

export type BlockCell = { readonly value: number | string | boolean } | { readonly formula: string };

/** One sheet row of a block. A table of items by periods, and a list that goes down, take one row an item. */
export interface BlockRow {
  readonly role: "title" | "input" | "step" | "frozen" | "continued";
  readonly path: readonly string[];
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  /** The formula in names, as text. */
  readonly formula: string;
  /** Source and note. */
  readonly source: string;
  readonly cells: readonly BlockCell[];
}

/** Where a key stands: the sheet row and column of its first cell, from 0, and how far it reaches. */
export interface Place {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly shape: "scalar" | "across" | "down" | "table";
}

export interface Block {
  readonly rows: readonly BlockRow[];
  /** The place of a key in a scope; undefined when there is none. */
  place(path: readonly string[], key: string): Place | undefined;
}

export interface ExpandOptions {
  /** Sheet row and column, from 0, of the first row's first value cell. */
  readonly row: number;
  readonly column: number;
  /** The user's own cell behind an input's element, as a reference that a formula of the block can use. */
  readonly link?: (input: Input, index: Index) => string | undefined;
}

/** Row and column inside a key's own extent. */
export type Index = readonly [number, number];

type Plain = Value | string | boolean;

/** An A1 reference; `fixed` pins row and column with $. */
export const reference = (row: number, column: number, fixed = false): string =>
  fixed ? `$${columnName(column)}$${row + 1}` : `${columnName(column)}${row + 1}`;

/** Lays a trail out as a block of cells. */
export function expand(trail: Trail, { row, column, link = () => undefined }: ExpandOptions): Block {
  const rows: BlockRow[] = [];
  const places = new Map<string, Place>();
  const find = (path: readonly string[], key: string): Place | undefined => places.get([...path, key].join("/"));

  function add(
    role: BlockRow["role"],
    path: readonly string[],
    entry: { key: string; name: string; unit: string; formula: string; source: string; value: Plain; axis: Axis },
    cell: (index: Index, own: Place) => BlockCell,
  ): void {
    const { key, name, unit, formula, source } = entry;
    const own: Place = { row: row + rows.length, column, ...extent(entry.value, entry.axis) };
    for (let i = 0; i < own.rows; i++) {
      const cells = Array.from({ length: own.columns }, (_, j) => cell([i, j], own));
      rows.push(
        i === 0
          ? { role, path, key, name, unit, formula, source, cells }
          : { role: "continued", path, key, name: "", unit: "", formula: "", source: "", cells },
      );
    }
    places.set([...path, key].join("/"), own);
  }

  function write(entries: readonly Entry[], path: readonly string[]): void {
    for (const entry of entries) {
      if (entry.kind === "input") writeInput(entry, path);
      else if (entry.kind === "case") writeCase(entry, path);
      else writeStep(entry, path);
    }
  }

  function writeCase({ key, name, entries }: Case, path: readonly string[]): void {
    const scope = [...path, key];
    rows.push({ role: "title", path: scope, key, name, unit: "", formula: "", source: "", cells: [] });
    write(entries, scope);
  }

  function writeInput(own: Input, path: readonly string[]): void {
    const origin = own.link && find(own.link.path, own.link.key);
    const fixed = own.structural ? sheetTexts.expand.fixed : "";
    const source = inRow([inWords(own.source), fixed].filter(Boolean));
    add("input", path, { ...own, formula: "", source }, (index) => {
      if (origin !== undefined) return { formula: `=${elementOf(origin, own.link?.index ?? index)}` };
      const cell = own.structural ? undefined : link(own, index);
      return cell === undefined ? { value: element(own.value, index) } : { formula: `=${cell}` };
    });
  }

  function writeStep(step: Step, path: readonly string[]): void {
    const value = step.result;
    if (value === undefined) return;
    const source = inRow([step.source, step.note].filter(Boolean).map(inWords));
    if (step.formula === "") {
      const role = step.source === "" ? "frozen" : "input";
      add(role, path, { ...step, source, value }, (index) => ({ value: element(value, index) }));
      return;
    }
    const tree = parse(step.formula);
    add("step", path, { ...step, source, value }, (index, own) => {
      const at = (name: string): Place => {
        const place = name === step.key ? own : find(path, name);
        if (place === undefined) throw new Error(`${step.key}: ${name} is neither an input nor an earlier step`);
        return place;
      };
      return { formula: `=${translate(tree, at, own, index)}` };
    });
  }

  write(trail.entries, []);
  return { rows, place: find };
}

/** The cell of a linked step that stands for an element: lists may go across there and down here. */
function elementOf({ row, column, shape }: Place, [i, j]: Index): string {
  if (shape === "table") return reference(row + i, column + j, true);
  return reference(row + (shape === "down" ? i + j : 0), column + (shape === "across" ? i + j : 0), true);
}

function extent(value: Plain, axis: Axis): Pick<Place, "rows" | "columns" | "shape"> {
  if (!Array.isArray(value)) return { rows: 1, columns: 1, shape: "scalar" };
  if (Array.isArray(value[0])) return { rows: value.length, columns: value[0].length, shape: "table" };
  return axis === "down"
    ? { rows: value.length, columns: 1, shape: "down" }
    : { rows: 1, columns: value.length, shape: "across" };
}

/** A list has one index that counts, whichever way it runs. */
function element(value: Plain, [i, j]: Index): number | string | boolean {
  if (typeof value !== "object") return value;
  const row = value[Array.isArray(value[0]) ? i : i + j];
  return typeof row === "number" ? row : row[j];
}

/** One cell's formula: every name becomes the reference that the cell at this index means. */
function translate(node: Node, at: (name: string) => Place, own: Place, index: Index): string {
  const text = (n: Node): string => translate(n, at, own, index);
  switch (node.kind) {
    case "number":
      return node.text;
    case "name":
      return cellOf(at(node.name), own, index);
    case "group":
      return `(${text(node.inner)})`;
    case "negative":
      return `-${text(node.operand)}`;
    case "binary":
      return `${text(node.left)}${node.operator}${text(node.right)}`;
    case "call": {
      const { name, args } = node;
      if (/^[a-z]/.test(name)) {
        if (args[0].kind !== "name") throw new Error(`${name} takes the name of a series`);
        return seriesText(name, at(args[0].name), args[1] && text(args[1]), index);
      }
      const argument = (arg: Node, position: number): string => {
        if (!takesRange(name, position) || arg.kind !== "name") return text(arg);
        const place = at(arg.name);
        // Not every spreadsheet reads the one index of a row as a column: the row is named.
        return name === "INDEX" && place.shape === "across" ? `${range(place)},1` : range(place);
      };
      return `${name}(${args.map(argument).join(",")})`;
    }
  }
}

/** The one cell of a series that stands beside the cell at this index. */
function cellOf(place: Place, own: Place, [i, j]: Index): string {
  const { row, column, shape } = place;
  const acrossFits = own.shape === "across" || own.shape === "table";
  const downFits = own.shape === "down" || own.shape === "table";
  if (shape === "scalar") return reference(row, column, true);
  if (shape === "across" && acrossFits && own.columns === place.columns) return reference(row, column + j);
  if (shape === "down" && downFits && own.rows === place.rows) return `$${reference(row + i, column)}`;
  if (shape === "table" && own.shape === "table" && own.rows === place.rows && own.columns === place.columns)
    return reference(row + i, column + j);
  throw new Error("a series of another length or direction stands where one value is due");
}

/** The whole of a series, or all but its first value. */
function range({ row, column, rows, columns, shape }: Place, skip = 0): string {
  const first = shape === "down" ? reference(row + skip, column, true) : reference(row, column + skip, true);
  return `${first}:${reference(row + rows - 1, column + columns - 1, true)}`;
}

function seriesText(name: string, place: Place, opening: string | undefined, [i, j]: Index): string {
  const { row, column, rows, columns, shape } = place;
  const down = shape === "down";
  const line = shape === "table" ? row + i : row;
  switch (name) {
    case "prior":
      if ((down ? i : j) === 0) return opening ?? "0";
      return down ? reference(row + i - 1, column) : reference(line, column + j - 1);
    case "sum":
      return `SUM(${range(place)})`;
    case "total":
      return `SUM(${reference(row, column + j)}:${reference(row + rows - 1, column + j)})`;
    case "cumulative":
      return down
        ? `SUM(${reference(row, column, true)}:${reference(row + i, column)})`
        : `SUM($${reference(line, column)}:${reference(line, column + j)})`;
    case "first":
      return reference(row, column, true);
    case "last":
      return reference(row + rows - 1, column + columns - 1, true);
    case "rest":
      return range(place, 1);
    default:
      return range(place);
  }
}
