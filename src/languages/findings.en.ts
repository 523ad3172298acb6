// What the audit says of a workbook, in English: the pane fetches these words with the audit itself.
import { count, figure } from "./counting.en";

const formulas = (number: number): string => count(number, "formula", "formulas");

/** "and breaks 4 formulas", or nothing. */
const breaking = (others: number): string => (others === 0 ? "" : ` and breaks ${formulas(others)}`);

/** "rows 5:8, 12 are", "column C is"; nothing of none. */
const linesOf = (line: "row" | "column", spans: readonly string[]): string => {
  const one = spans.length === 1 && !spans[0]?.includes(":");
  return spans.length === 0 ? "" : `${line}${one ? "" : "s"} ${spans.join(", ")} ${one ? "is" : "are"}`;
};

const errorWhy: Readonly<Record<string, string>> = {
  "#DIV/0!": "It divides by what is 0 or blank.",
  "#N/A": "What it looks up is not there.",
  "#NAME?": "It names a function or a name that this spreadsheet does not know.",
  "#REF!": "It names cells that are gone, or beyond a range.",
  "#VALUE!": "It calculates with a text, or with a range where one value is wanted.",
  "#NUM!": "It has no answer, or one that is too large.",
  "#SPILL!": "There is no room below or beside it for its answer.",
};

const volatileWhy: Readonly<Record<string, string>> & { readonly OFFSET: string } = {
  NOW: "The clock decides: the same workbook gives other answers tomorrow.",
  TODAY: "The clock decides: the same workbook gives other answers tomorrow.",
  RAND: "Chance decides: every recalculation gives other answers.",
  RANDBETWEEN: "Chance decides: every recalculation gives other answers.",
  RANDARRAY: "Chance decides: every recalculation gives other answers.",
  OFFSET: "It is calculated at every change, and no audit can follow where it points.",
};

const units: Readonly<Record<number, string>> = { 1e3: "thousands", 1e6: "millions", 1e9: "billions" };

const lengths: Readonly<Record<string, string>> = {
  month: "months",
  quarter: "quarters",
  half: "half years",
  year: "years",
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

  pasted: (where: string, value: string, line: string) => `${where} = ${value} is typed into a ${line} of formulas`,
  pastedWhy: (line: string, address: string, formula: string) =>
    `The other cells of this ${line} are filled from each other, such as ${address}: ${formula}. The number follows nothing.`,
  outlier: {
    plug: (where: string) => `${where} holds a number beside its result`,
    sign: (where: string) => `${where} has another sign than its neighbours`,
    short: (where: string) => `${where} reads fewer cells than its neighbours`,
  },
  plugs: (texts: readonly string[]) =>
    `${texts.join(" and ")} is typed beside the result: nobody sees it there, and nothing says why.`,
  shorterRange: (address: string) => `It stops at ${address}.`,
  neighbour: (line: string, address: string, formula: string) =>
    `Its neighbours in the ${line} read by one pattern, such as ${address}: ${formula}.`,

  short: (where: string, range: string) => `${where} stops short: it reads ${range}`,
  shortWhy: (missed: string) => `The list goes on in ${missed}, which nothing in the formula reads.`,
  doubled: (where: string) => `${where} counts cells twice`,
  doubledWhy: (range: string, subtotals: readonly string[]) =>
    `${range} holds ${subtotals.slice(0, 5).join(", ")}, which ${subtotals.length === 1 ? "adds" : "add"} up other cells of it.`,
  unseen: (where: string, totals: number) =>
    totals === 1
      ? `${where} adds up cells that nobody sees`
      : `${count(totals, "total", "totals")} add up cells that nobody sees, the first in ${where}`,
  unseenWhy: (sheet: string, rows: readonly string[], columns: readonly string[]) =>
    `On “${sheet}” ${[linesOf("row", rows), linesOf("column", columns)].filter((text) => text !== "").join(" and ")} hidden, yet what stands there counts. Show them, or use SUBTOTAL(109, ...), which leaves hidden rows out.`,
  external: (where: string, book: string, users: number) =>
    users === 1
      ? `${where} reads the workbook ${book}`
      : `${formulas(users)} read the workbook ${book}, the first in ${where}`,
  externalWhy: "Whoever has not that file sees old values, and nobody sees when it changes.",
  keepValues: (cells: number) =>
    `Keep the present ${cells === 1 ? "value" : "values"} of ${count(cells, "cell", "cells")}`,
  volatile: (where: string, name: string, users: number) =>
    users === 1 ? `${where} calls ${name}` : `${formulas(users)} call ${name}, the first in ${where}`,
  volatileWhy,
  standsOut: {
    sign: (where: string, value: string, line: string) =>
      `${where} = ${value} has another sign than the rest of its ${line}`,
    scale: (where: string, value: string, line: string) =>
      `${where} = ${value} is of another size than the rest of its ${line}`,
    share: (where: string, value: string, line: string) => `${where} = ${value} stands among shares in its ${line}`,
  },
  signWhy: (negative: boolean) =>
    `It is ${negative ? "below" : "above"} zero, and every other one is ${negative ? "above" : "below"}.`,
  sizeWhy: (factor: number, large: boolean) =>
    factor === 100
      ? "In percent it would fit: the others are shares of 1."
      : `${large ? "Divided" : "Multiplied"} by ${figure(factor)} it would fit between the others.`,
  textNumber: (where: string, text: string) => `${where} holds “${text}” as text`,
  textNumberWhy: "Sums leave it out, and some formulas refuse it: it looks like a number and is none.",
  unused: (where: string, label: string, value: string) => `${where} = ${value} (${label}) is read by no formula`,
  unusedWhy: "The inputs around it are read: changing this one changes nothing.",

  inUnits: (where: string, unit: string, readers: number) =>
    readers === 0
      ? `${where} takes ${unit} for dollars`
      : `${where} is in ${unit}, and ${formulas(readers)} ${readers === 1 ? "takes" : "take"} it for dollars`,
  inUnitsWhy: (argument: string, says: string) => `${argument} is in dollars. ${says}`,
  units,
  datasetUnit: (unit: string) => `The dataset gives this figure in ${unit}.`,
  saidBy: (text: string) => `“${text}” stands beside it.`,
  multiply: (cells: number, power: string) => `Multiply it by ${power} in ${formulas(cells)}`,
  periods: (where: string, one: string, other: string) => `${where} mixes ${one} and ${other}`,
  periodsWhy: (parts: readonly string[]) =>
    `${parts.join(", ")}: periods of one length alone can be added or compared.`,
  lengths,
  jump: (where: string, value: string, before: string) => `${where} = ${value} follows ${before}`,
  jumpWhy: "Every other period of the line follows the one before it.",

  known: (where: string, whose: string, what: string, when: string) =>
    `${where} are published figures: ${whose}, ${what}, ${when}`,
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  knownWhy: (sources: string, recast: readonly string[]) =>
    `From ${sources}.${recast.length === 0 ? "" : ` Restated since: ${recast.join(", ")}.`}`,
  replaceByCalls: (where: string) => `Replace ${where} by calls of CAPEXDATA, which name their source`,
  source: (sources: string) => `Source: ${sources}`,
  noteSource: (where: string) => `Note the source in ${where}`,

  /** A calculation that we wrote out, and someone changed. */
  twin: (where: string, step: string, call: string) => `${where}, “${step}”, is not the step of ${call} that it was`,
  twinWas: (formula: string, was: string, is: string) =>
    `${formula === "" ? "The call" : `The step is ${formula}; the call`} gives ${was} here, and the sheet holds ${is}. Every step before it is what the call gives.`,
  twinMoved:
    "Another row stands in its place; every step before it is what the call gives. Write the calculation out again.",
  twinMore: (cells: number) => `After it ${count(cells, "cell differs", "cells differ")} too.`,
  twinOlder: "Another version wrote the sheet: its steps may have been others.",
  /** A calculation that we wrote out, and nobody changed. */
  written: (sheet: string, call: string) => `“${sheet}” holds ${call} step by step`,
  writtenWhy: "No step was changed since, so the sheet can hold the one call again; what reads its answer goes on.",
  fold: "Fold it back into its call",
  foldNew: "Write its call on a new sheet",
  folded: "The steps that stood here were folded back into their call.",
  foldRead: (by: string, step: string) => `No step was changed; they stay, since ${by} reads ${step}.`,
  foldOwn: (where: string) => `No step was changed; they stay, since ${where} was added to their sheet.`,
  blank: "nothing",
  restore: (cells: number) => `Write all ${figure(cells)} cells as they were`,

  /** What of a formula cannot be computed again. */
  tooLarge: "a range that is too large",
  list: "a list in one cell",

  write: (value: string, where: string) => `Write ${value} into ${where}`,
  retype: (where: string) => `Type ${where} again`,
  rewrite: (where: string, formula: string) => `Write ${formula} into ${where}`,
  lift: (numbers: number) => `Move ${count(numbers, "number", "numbers")} into labelled cells of a new sheet`,
};
