// What spreadsheets put before a name of ours: told, and taken away.

/** What may stand before a name of ours that no spreadsheet of today needs: another workbook's name, Excel's mark of a function it did not know, a namespace. */
const BOOK = "(?:'(?:[^']|'')*'|\\[[^\\]]+\\][A-Za-z0-9_. ]*|[A-Za-z0-9_.]+)!";
/** A namespace ends in a dot, behind Excel's mark also in an underscore: MY_GPUYIELD is somebody else's function. */
const NAMESPACE = "(?:(?:_xl[a-z]+[._])+(?:[A-Za-z][A-Za-z0-9]*[._])*|(?:[A-Za-z][A-Za-z0-9]*\\.)*)";
const prefixed = (ids: Iterable<string>, book: string): string =>
  `(?<![A-Za-z0-9_.!'\\]])${book}${NAMESPACE}(${[...ids].join("|")})(?=\\s*\\()`;

/** Texts, names of sheets, and columns of tables: whatever is called so there is no call. */
const NO_CALLS = `"(?:[^"]|"")*"|'(?:[^']|'')*'!|(?<=[A-Za-z0-9_.])\\[(?:[^[\\]']|'.|\\[(?:[^[\\]']|'.)*\\])*\\]`;

/** Whether a call of ours is told to be another workbook's. */
export const isForeign = (formula: string, ids: Iterable<string>): boolean =>
  formula.includes("!") && new RegExp(prefixed(ids, BOOK), "i").test(formula);

/** The formula with bare names of ours, in capitals; what is quoted stays. */
export const unprefixed = (formula: string, ids: Iterable<string>): string =>
  formula.replace(
    new RegExp(`${prefixed(ids, `(?:${BOOK})?`)}|${NO_CALLS}`, "gi"),
    (whole, id: string | undefined) => id?.toUpperCase() ?? whole,
  );
