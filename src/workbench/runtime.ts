// What Excel's runtime gives a page: functions.js asks for it when it runs.

export type Implementation = (...args: unknown[]) => unknown;

/** What Excel's runtime puts into the page before functions.js runs. */
export interface FunctionRuntime {
  readonly associate: (id: string, implementation: Implementation) => void;
  readonly Error: typeof FunctionError;
  readonly ErrorCode: typeof ERROR_CODES;
}

export const ERROR_CODES = {
  invalidValue: "#VALUE!",
  notAvailable: "#N/A",
  divisionByZero: "#DIV/0!",
  invalidNumber: "#NUM!",
  nullReference: "#NULL!",
  invalidName: "#NAME?",
  invalidReference: "#REF!",
} as const;

/** Excel's CustomFunctions.Error: what a function throws or answers, and what it is given for a cell that holds an error. */
export class FunctionError extends Error {
  readonly type = "Error";
  readonly basicType = "Error";
  readonly basicValue: string;

  constructor(
    readonly code: string = ERROR_CODES.invalidValue,
    message = "",
  ) {
    super(message);
    this.basicValue = code;
  }
}

/** Gives the page the runtime that functions.js asks for, and collects what it associates. */
export function provideRuntime(): ReadonlyMap<string, Implementation> {
  const implementations = new Map<string, Implementation>();
  const runtime: FunctionRuntime = {
    associate: (id, implementation) => implementations.set(id.toUpperCase(), implementation),
    Error: FunctionError,
    ErrorCode: ERROR_CODES,
  };
  Object.assign(globalThis, { CustomFunctions: runtime });
  return implementations;
}
