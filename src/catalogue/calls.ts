// How a call of one of our functions looks in the text of a formula.

/** A call of any of these functions, whatever a spreadsheet puts before its name: a namespace, or the mark of one it does not know. */
export const callPattern = (ids: Iterable<string>): RegExp => called(ids, "[A-Za-z0-9]", "i");

/** Every call that carries no prefix yet. */
export const bareCalls = (ids: Iterable<string>): RegExp => called(ids, "[A-Za-z0-9_.]", "gi");

const called = (ids: Iterable<string>, notBefore: string, flags: string): RegExp =>
  new RegExp(`(?<!${notBefore})(${[...ids].join("|")})(?=\\s*\\()`, flags);

/** What may stand before a name of ours that no spreadsheet of today needs: another workbook's name, Excel's mark of a function it did not know, a namespace. */
const BOOK = "(?:'(?:[^']|'')*'|\\[[^\\]]+\\][A-Za-z0-9_. ]*|[A-Za-z0-9_.]+)!";
const prefixes = (ids: Iterable<string>, book: string): RegExp =>
  new RegExp(`(?<![A-Za-z0-9_.!'\\]])${book}(?:_?[A-Za-z][A-Za-z0-9]*[._])*(${[...ids].join("|")})(?=\\s*\\()`, "gi");

/** Whether a call of ours is told to be another workbook's. */
export const isForeign = (formula: string, ids: Iterable<string>): boolean =>
  formula.includes("!") && prefixes(ids, BOOK).test(formula);

/** The formula with bare names of ours, in capitals; what stands in quotes stays. */
export function unprefixed(formula: string, ids: Iterable<string>): string {
  const ours = prefixes(ids, `(?:${BOOK})?`);
  return formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(ours, (_, id: string) => id.toUpperCase())))
    .join("");
}
