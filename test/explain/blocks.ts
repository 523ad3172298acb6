// Many trails written out below one another on one sheet, and the check of what a spreadsheet makes of them.
import { columnName } from "../../src/host/a1";
import { type Block, type BlockCell, expand } from "../../src/explain/expand";
import { namesIn } from "../../src/explain/notation";
import type { Entry, Input, Trail } from "../../src/model/steps/trace";
import { growth } from "./trail";

/** The first value column: labels, keys and units stand before it. */
const VALUE_COLUMN = 3;

export interface Sheet {
  readonly rows: (BlockCell | undefined)[][];
  readonly blocks: { readonly block: Block; readonly trail: Trail }[];
}

export const newSheet = (): Sheet => ({ rows: [], blocks: [] });

/** Writes a trail below what the sheet holds. */
export function append(sheet: Sheet, trail: Trail): void {
  const block = expand(trail, { row: sheet.rows.length, column: VALUE_COLUMN });
  for (const row of block.rows)
    sheet.rows.push([{ value: row.name }, { value: row.key }, { value: row.unit }, ...row.cells]);
  sheet.blocks.push({ block, trail });
}

/** The largest difference found, and where. */
export interface Worst {
  /** Over the largest term of the cell's own formula. */
  gap: number;
  where: string;
  cells: number;
  /** Cells in which large terms left nothing but their rounding, such as a sum that should be 0: the spreadsheet has other noise there, or 0. */
  residues: number;
}

/** Two spreadsheets agree to this share of the largest term. */
export const TOLERANCE = 1e-12;

/** Below this share of the terms behind it a value is their rounding and nothing else: 45 units of their last binary place. */
const ROUNDING = 1e-14;

/** Holds what a spreadsheet calculated against the steps' results. */
export function compare(sheet: Sheet, valueAt: (reference: string) => unknown): Worst {
  const worst: Worst = { gap: 0, where: "", cells: 0, residues: 0 };
  for (const { block, trail } of sheet.blocks)
    compareScope({ block, valueAt, worst, sizes: new Map() }, trail.entries, []);
  return worst;
}

/** Values with the size of the terms behind each: where large terms cancelled, what is left is their noise, and so is what follows from it. */
interface Sized {
  readonly values: readonly number[];
  readonly terms: readonly number[];
}

const flat = (value: unknown): number[] =>
  ([value].flat(2) as unknown[]).map((item) => (typeof item === "number" ? item : 0));

const largest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** The size of the term that an input brings to element k: of a list of another length, the whole of it. */
const sizeAt = ({ values }: Sized, k: number, length: number): number =>
  values.length === length ? Math.abs(values[k]) : largest(values);

/** The terms behind element k of a step: its own inputs, times how much larger their terms were than they are. */
function termsBehind(value: number, k: number, length: number, inputs: readonly Sized[]): number {
  let terms = Math.abs(value);
  let cancelled = 1;
  for (const input of inputs) {
    const one = input.values.length === length ? k : undefined;
    const size = sizeAt(input, k, length);
    const behind = one === undefined ? largest(input.terms) : input.terms[one];
    terms = Math.max(terms, size);
    if (behind > size) cancelled = Math.max(cancelled, behind / size);
  }
  return terms * cancelled;
}

interface Comparison {
  readonly block: Block;
  readonly valueAt: (reference: string) => unknown;
  readonly worst: Worst;
  /** By path and key. */
  readonly sizes: Map<string, Sized>;
}

/** An input that is a step of another scope brings the terms behind that step. */
function sizeOfInput({ value, link }: Input, sizes: Comparison["sizes"]): Sized {
  const values = flat(value);
  const source = link && sizes.get([...link.path, link.key].join("/"));
  const at = link?.index && link.index[0] + link.index[1];
  const terms = at === undefined ? source?.terms : source?.terms.slice(at, at + 1);
  return { values, terms: terms?.length === values.length ? terms : values.map(Math.abs) };
}

function compareScope(comparison: Comparison, entries: readonly Entry[], path: readonly string[]): void {
  const { block, valueAt, worst, sizes } = comparison;
  const known = new Map<string, Sized>();
  const keep = (key: string, size: Sized): void => {
    known.set(key, size);
    sizes.set([...path, key].join("/"), size);
  };
  for (const entry of entries) {
    if (entry.kind === "case") {
      compareScope(comparison, entry.entries, [...path, entry.key]);
      continue;
    }
    if (entry.kind === "input") {
      keep(entry.key, sizeOfInput(entry, sizes));
      continue;
    }
    const values = flat(entry.result);
    const place = block.place(path, entry.key);
    if (entry.formula === "" || place === undefined) {
      keep(entry.key, { values, terms: values.map(Math.abs) });
      continue;
    }
    const inputs = namesIn(entry.formula).flatMap((name) => known.get(name) ?? []);
    const periods = Math.max(0, ...inputs.map((input) => input.values.length));
    const grown = growth(entry.formula, (name) => known.get(name)?.values[0] ?? 0, periods);
    const terms = values.map((value, k) => termsBehind(value, k, values.length, inputs) * grown);
    keep(entry.key, { values, terms });
    values.forEach((value, k) => {
      const [i, j] =
        place.shape === "table"
          ? [Math.floor(k / place.columns), k % place.columns]
          : place.shape === "down"
            ? [k, 0]
            : [0, k];
      const reference = `${columnName(place.column + j)}${place.row + i + 1}`;
      const other = valueAt(reference);
      worst.cells++;
      const own = Math.max(Math.abs(value), ...inputs.map((input) => sizeAt(input, k, values.length)));
      const gap =
        typeof other !== "number"
          ? Infinity
          : value === other
            ? 0
            : Math.abs(value - other) / Math.max(Math.abs(other), own);
      const largestOf = Math.max(Math.abs(value), typeof other === "number" ? Math.abs(other) : Infinity);
      if (gap > TOLERANCE && largestOf < ROUNDING * terms[k]) {
        worst.residues++;
        return;
      }
      if (gap > worst.gap)
        Object.assign(worst, {
          gap,
          where: `${[...path, entry.key].join("/")} ${reference}: ${entry.formula} = ${value}, the spreadsheet has ${String(other)}`,
        });
    });
  }
}
