// A call written out on a sheet, in a workbook that stands still: no spreadsheet is asked.
import fc from "fast-check";
import type { Cell } from "../../src/host/host";
import { columnName } from "../../src/host/a1";
import { explainStill, followingWith } from "../../src/explain/explain";
import { explained, type KnownFunctions } from "../../src/explain/explanation";
import { NotExpandable } from "../../src/explain/expansion";
import { Pages } from "../../src/review/pages";
import type { Book } from "../../src/review/written-out";
import { expansionSheet } from "../../src/sheets/expansion-sheet";
import { stampOf } from "../../src/sheets/stamp";
import { CASES } from "../explain/cases";
import type { ForeignSheet } from "./foreign";
import { still } from "./still";

const STAMP = stampOf(new Date("2026-11-29"));

export const HOME = "Model";
export const STEPS = "Steps";
const NAMES = { home: HOME, steps: STEPS };

/** A call as a person would type it: its ranges stand in cells, all else in the formula. */
export interface Typed {
  readonly formula: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** Spreadsheets keep fifteen digits, and nobody types more than twelve. */
const asTyped = <T>(value: T): T | number => (typeof value === "number" ? Number(value.toPrecision(12)) : value);

const literal = (value: unknown): string =>
  value === null || value === undefined
    ? ""
    : typeof value === "string"
      ? `"${value.replaceAll('"', '""')}"`
      : String(asTyped(value)).toUpperCase();

export function typedCall(id: string, args: readonly unknown[]): Typed {
  // The formula stands in A1, and each range below what stands there.
  const rows: Cell[][] = [[]];
  const texts = args.map((value) => {
    if (!Array.isArray(value)) return literal(value);
    const first = rows.length + 1;
    const lines = (value as Cell[][]).map((line) => line.map(asTyped));
    rows.push(...lines);
    const width = Math.max(...lines.map((line) => line.length));
    return `A${first}:${columnName(width - 1)}${rows.length}`;
  });
  const formula = `=${id}(${texts.join(",").replace(/,+$/, "")})`;
  rows[0][0] = { formula };
  return { formula, rows };
}

/** The sheet with the call, and the one with its steps; null where the call has no answer to write out. */
export async function writtenOut(
  { rows }: Typed,
  functions: KnownFunctions,
  { home, steps } = NAMES,
): Promise<readonly ForeignSheet[] | null> {
  const model = { name: home, rows };
  const book = still([model], () => 0);
  const [{ formula }] = book.formulas;
  const target = { sheet: home, address: "A1", spill: null };
  const result = await explainStill(book, target, { formula, value: 0, text: "0" }, followingWith(functions));
  if (!explained(result)) return null;
  try {
    return [model, { name: steps, rows: expansionSheet(result, steps, STAMP).cells }];
  } catch (error) {
    if (error instanceof NotExpandable) return null;
    throw error;
  }
}

export async function bookOf(sheets: readonly ForeignSheet[], functions: KnownFunctions): Promise<Book> {
  const following = followingWith(functions);
  const snapshot = still(sheets, () => 0);
  return { snapshot, following, manifests: [], pages: await Pages.of(snapshot, following.readFormula) };
}

/** So many valid cases of a function. */
export async function* casesOf(
  id: string,
  number: number,
  functions: KnownFunctions,
  names = NAMES,
): AsyncGenerator<{ readonly call: Typed; readonly sheets: readonly ForeignSheet[] }> {
  let valid = 0;
  for (const args of fc.sample(CASES[id], { numRuns: 6 * number + 20, seed: 20261129 })) {
    const call = typedCall(id, args);
    const sheets = valid < number ? await writtenOut(call, functions, names) : null;
    if (sheets === null) continue;
    valid++;
    yield { call, sheets };
  }
  if (valid < number) throw new Error(`${id}: only ${valid} cases are valid`);
}
