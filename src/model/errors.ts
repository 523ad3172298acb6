// Why a model function has no answer.

export const REASONS = ["#VALUE!", "#NUM!", "#DIV/0!", "#N/A"] as const;

/** The reason in Excel's words. */
export type Reason = (typeof REASONS)[number];

/** The one error the model throws on purpose; anything else is a defect and stays visible. */
export class ModelError extends Error {
  constructor(
    readonly reason: Reason,
    message: string,
  ) {
    super(message);
    this.name = "ModelError";
  }
}

/** Ends a calculation with a sentence that names the argument, its value and the fix. */
export function fail(reason: Reason, message: string): never {
  throw new ModelError(reason, message);
}

/** What a calculation gives, or why it has no answer. */
export function attempt<R>(calculate: () => R): R | ModelError {
  try {
    return calculate();
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}

/** States what must hold before a formula may run. Hot paths test first and call fail(), which builds no text in vain. */
export function must(holds: boolean, message: string, reason: Reason = "#VALUE!"): asserts holds {
  if (!holds) fail(reason, message);
}

/** What an error or an object in a cell says of itself, whoever made it. */
export const saidBy = (
  thing: unknown,
): Readonly<Partial<Record<"code" | "message" | "errorCode" | "basicValue", unknown>>> =>
  typeof thing === "object" && thing !== null ? thing : {};

/** A value that the code itself makes sure of: where it is missing, that is a defect. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a value that is always there is missing");
  return value;
}

/** What a sentence quotes of a text: its start, as a cell may hold 32,767 characters. */
export const brief = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
