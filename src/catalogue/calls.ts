// How a call of one of our functions looks in the text of a formula.

/** Excel's own limit. */
export const LONGEST_FORMULA = 8192;

/** A call of any of these functions, whatever a spreadsheet puts before its name: a namespace, or the mark of one it does not know. */
export const callPattern = (ids: Iterable<string>): RegExp => called(ids, "[A-Za-z0-9]", "i");

/** Every call that carries no prefix yet. */
export const bareCalls = (ids: Iterable<string>): RegExp => called(ids, "[A-Za-z0-9_.]", "gi");

const called = (ids: Iterable<string>, notBefore: string, flags: string): RegExp =>
  new RegExp(`(?<!${notBefore})(${[...ids].join("|")})(?=\\s*\\()`, flags);
