// A call of one of our functions by its name with named arguments, outside any spreadsheet.
import { runnable } from "../functions";
import { ModelError, present, saidBy } from "../model/errors";
import { given, helpOf } from "./arguments";
import type { Answer, Arguments, Value } from "./public";
import { CapexError } from "./runtime";

export function call(id: string, args: Arguments = {}): Answer {
  const rows = answered(() => {
    const help = helpOf(id);
    return present(runnable(help.id))(...given(help, args));
  });
  const [[first]] = rows;
  if (rows.length > 1 || rows[0].length > 1) return rows;
  if (first instanceof CapexError) throw first;
  return first;
}

/** Runs something whose errors have sentences for whoever calls. */
export function spoken<R>(run: () => R): R {
  try {
    return run();
  } catch (error) {
    throw capexError(error) ?? error;
  }
}

/** An answer as values. */
export const answered = (run: () => readonly (readonly unknown[])[]): Value[][] =>
  spoken(run).map((row) => row.map((cell) => (isPlain(cell) ? cell : valueOf(cell))));

const isPlain = (cell: unknown): cell is number | string | boolean =>
  typeof cell === "number" || typeof cell === "string" || typeof cell === "boolean";

/** A number, or why there is none. */
export const valueOf = (cell: unknown): number | CapexError =>
  typeof cell === "number" ? cell : (capexError(cell) ?? new CapexError("#VALUE!"));

/** What carries one of Excel's codes; anything else is a defect, and stays what it is. */
function capexError(error: unknown): CapexError | undefined {
  if (error instanceof CapexError) return error;
  if (error instanceof ModelError) return new CapexError(error.reason, error.message);
  const { code, message } = saidBy(error);
  return typeof code === "string" && code.startsWith("#")
    ? new CapexError(code, typeof message === "string" ? message : "")
    : undefined;
}
