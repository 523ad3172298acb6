// What Excel's runtime gives the functions, for homes that have none: a build puts it in the place of the global.

/** Why there is no answer: Excel's code, and the sentence that names the argument and the fix. */
export class CapexError extends Error {
  constructor(
    readonly code: string,
    message = "",
  ) {
    super(message);
    this.name = "CapexError";
  }
}

export const runtime = { Error: CapexError };
