// The functions as one plain script, for the JavaScript functions of SQL engines: texts and numbers in and out, nothing around it.
import { catalogue } from "../catalogue/catalogue";
import { engineWords } from "../languages/engines.en";
import { call } from "../package/calls";
import { type Deals, deals } from "../package/deals";
import { ModelError } from "../model/errors";
import type { Answer } from "../package/public";
import { CapexError } from "../package/runtime";

/** Arguments as a JSON text, or as what an engine makes of one. */
type Told = string | Readonly<Record<string, unknown>> | null | undefined;

const read = (told: Told): Readonly<Record<string, unknown>> =>
  typeof told === "string" ? JSON.parse(told) : (told ?? {});

/** The answer as it is: a value, or rows of values in which an error is its code. */
export function answer(id: string, told?: Told): number | string | boolean | (number | string | boolean)[][] {
  const given: Answer = call(id, read(told));
  return Array.isArray(given)
    ? given.map((row) => row.map((cell) => (cell instanceof CapexError ? cell.code : cell)))
    : given;
}

/** The same where it must be a number. */
export function number(id: string, told?: Told): number {
  const value = answer(id, told);
  if (typeof value === "number") return value;
  throw new CapexError("#VALUE!", engineWords.noNumber(id));
}

/** The functions that are here. */
export const ids = (): string[] => catalogue.map(({ id }) => id);

/** The answer as a JSON text; what has none says why, as {"error": code, "message": sentence}. */
export function json(id: string, told?: Told): string {
  try {
    return JSON.stringify(answer(id, told));
  } catch (error) {
    if (!(error instanceof CapexError)) throw error;
    return JSON.stringify({ error: error.code, message: error.message });
  }
}

/** A deal by its keys, which many rows share. */
const known = new Map<string, Deals>();
/** Of the last row: the next one is mostly like it. */
let last:
  | { readonly keys: readonly string[]; readonly metrics: readonly string[] | undefined; readonly deals: Deals }
  | undefined;

function dealsOf(keys: readonly string[], metrics: readonly string[] | undefined): Deals {
  if (last?.keys === keys && last.metrics === metrics) return last.deals;
  const form = JSON.stringify([keys, metrics]);
  const own = known.get(form) ?? deals(keys, metrics);
  known.set(form, own);
  last = { keys, metrics, deals: own };
  return own;
}

export interface Judgement {
  readonly values: readonly (number | null)[];
  readonly error: string | null;
}

/** Metrics of the deal that a row of keys makes; null where one has no answer, and why. */
export function judge(
  keys: readonly string[],
  row: readonly unknown[],
  metrics?: readonly string[],
  scenario?: string,
): Judgement {
  let error: string | null = null;
  const values = dealsOf(keys, metrics)
    .judge(row, scenario)
    .map((value) => {
      if (!(value instanceof ModelError)) return value;
      error ??= value.message;
      return null;
    });
  return { values, error };
}

/** The same of keys with their values; "scenario" among them names what else holds. */
export function deal(told: Told): Readonly<Record<string, number | string | null>> {
  const { scenario, ...keys } = read(told);
  const names = Object.keys(keys);
  const { values, error } = judge(
    names,
    Object.values(keys),
    undefined,
    typeof scenario === "string" ? scenario : undefined,
  );
  const [payback, npv, irr, equityIrr] = values;
  return { payback, npv, irr, equityIrr, error };
}
