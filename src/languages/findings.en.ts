// What the audit says of a workbook, in English: the pane fetches these words with the audit itself.
const figure = (number: number): string => number.toLocaleString("en-US");
const count = (number: number, one: string, many: string): string => `${figure(number)} ${number === 1 ? one : many}`;

const formulas = (number: number): string => count(number, "formula", "formulas");

/** "and breaks 4 formulas", or nothing. */
const breaking = (others: number): string => (others === 0 ? "" : ` and breaks ${formulas(others)}`);

const errorWhy: Readonly<Record<string, string>> = {
  "#DIV/0!": "It divides by what is 0 or blank.",
  "#N/A": "What it looks up is not there.",
  "#NAME?": "It names a function or a name that this spreadsheet does not know.",
  "#REF!": "It names cells that are gone, or beyond a range.",
  "#VALUE!": "It calculates with a text, or with a range where one value is wanted.",
  "#NUM!": "It has no answer, or one that is too large.",
  "#SPILL!": "There is no room below or beside it for its answer.",
};

export const findings = {
  /** The head of a finding: where, and how many others it breaks. */
  typed: (where: string, value: string, others: number) =>
    others === 0 ? `${where} = ${value} is doubtful` : `${where} = ${value} breaks ${formulas(others)}`,
  inFormula: (where: string, part: string, others: number) => `${part} in ${where} is doubtful${breaking(others)}`,
  error: (where: string, code: string, others: number) => `${where} is ${code}${breaking(others)}`,
  pattern: (where: string, line: string) => `${where} reads otherwise than the rest of its ${line}`,
  mixed: (where: string) => `${where} counts by another convention than its column`,
  lost: (where: string) => `${where} names cells that are gone (#REF!)`,
  circle: (where: string) => `${where} depends on itself`,
  never: (where: string, code: string) => `${where} is ${code}: the function was not known when it was typed`,
  otherwise: (where: string) => `${where} is read otherwise here than by Excel`,
  unread: (where: string) => `${where} could not be computed again`,
  literals: (where: string, numbers: number) => `${where} holds ${count(numbers, "typed number", "typed numbers")}`,
  differs: (where: string) => `${where} does not show what its formula gives`,

  errorWhy,
  errorIs: (code: string) => `The formula gives ${code}.`,

  write: (value: string, where: string) => `Write ${value} into ${where}`,
  retype: (where: string) => `Type ${where} again`,
  rewrite: (where: string, formula: string) => `Write ${formula} into ${where}`,
  lift: (numbers: number) => `Move ${count(numbers, "number", "numbers")} into labelled cells of a new sheet`,
};
