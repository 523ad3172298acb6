// Every word that the audit of the workbook shows or writes.
import type { Finding, Standing } from "../review/findings";

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;

export const words = {
  title: "The whole workbook",
  about: "Computes every cell of ours again and looks for doubtful inputs. It only reads, until you ask it to write.",
  run: "Audit the workbook",
  again: "Audit again",
  running: "Auditing the workbook",
  done: (cells: number, agreeing: number) =>
    cells === 0
      ? "This workbook holds none of our functions yet."
      : `${count(cells, "cell", "cells")} of ours: ${agreeing === cells ? "all agree" : `${agreeing.toLocaleString("en-US")} agree`}.`,
  filter: "Show",
  all: "Everything doubtful",
  notAudited: "Audit the workbook first.",
  refused: (list: readonly string[]) => `Left as they were: ${list.join("; ")}`,
  clean: "Nothing to show: every cell agrees, and nothing in it is doubtful.",
  more: (cells: number) => `and ${count(cells, "cell more", "cells more")}: write the report to see them all`,

  standings: {
    agrees: "Agrees",
    stale: "Stale",
    differs: "Differs",
    unsettled: "Not settled",
    unread: "Cannot read",
    error: "Error",
  } satisfies Record<Standing, string>,
  kinds: {
    literal: "Typed number",
    unit: "Unit",
    mixed: "Mixed convention",
    pattern: "Another pattern",
    name: "#NAME?",
    lost: "Lost reference",
    hidden: "Hidden sheet",
  } satisfies Record<Finding["kind"], string>,

  findings: {
    literals: (list: readonly string[]) => `Typed into the formula: ${list.join(", ")}.`,
    pattern: (others: number, line: string, usual: { address: string; formula: string }) =>
      `${count(others, "cell", "cells")} of this ${line} read by one pattern, such as ${usual.address}: ${usual.formula}; this one does not.`,
    mixed: (name: string, value: string, usual: string, where: string) =>
      `${name} is ${value} here and ${usual} elsewhere in this column, as in ${where}: the two cannot be compared.`,
    neverRan: "The spreadsheet did not know the function when the formula was typed: repair types it again.",
    unknown: (name: string, near: string) => `There is no function ${name}. Did you mean ${near}?`,
    lost: "The formula names a cell or sheet that was deleted (#REF!): point it to another.",
    hidden: (sheet: string, cells: number) =>
      `“${sheet}” is hidden; ${count(cells, "cell of ours there was", "cells of ours there were")} audited too. Show the sheet to see ${cells === 1 ? "it" : "them"}.`,
  },
  circle: (path: string) => `The cell depends on itself: ${path}. Break the circle first.`,
  failed: (message: string) => `The cell could not be followed: ${message}`,
  errorIs: (code: string) => `The formula gives ${code}.`,
  spillDiffers: (address: string, shown: string, recomputed: string) =>
    `${address} of its spill shows ${shown}, but computed again it is ${recomputed}. Recalculate.`,
  locked: "The workbook is protected, so no sheet can be added: unprotect it first (Review, Protect Workbook).",

  report: {
    sheet: "Audit report",
    button: "Write the report",
    running: "Writing the report",
    will: (cells: number) =>
      `Writes one new sheet, “Audit report”, with ${count(cells, "row", "rows")}. Nothing else is changed.`,
    title: "Audit of the workbook",
    about:
      "Every cell that calls one of our functions, computed again from its arguments. Agrees: the same value. Stale or differs: another value. Error: its sentence says why. A finding is a doubt about an input, not a mistake of the calculation.",
    headings: ["Sheet", "Cell", "Function", "Verdict", "Finding", "Sentence", "Formula", "Value"],
    summary: (cells: number, parts: readonly string[]) =>
      `${count(cells, "cell", "cells")} of ours: ${parts.join(", ")}.`,
  },

  lift: {
    button: "Lift typed numbers into cells",
    sheet: "Lifted inputs",
    will: ({ values, formulas }: { values: number; formulas: number }) =>
      `Writes ${count(values, "number", "numbers")} with their labels to one new sheet, “Lifted inputs”, and types ${count(formulas, "formula", "formulas")} again so that they read them. Their values stay as they are.`,
    title: "Inputs lifted out of formulas",
    about:
      "These numbers stood inside formulas. The formulas now read them here, so that each can be changed in one place.",
    headings: ["Input", "Value", "Unit", "Argument", "Read by"],
    more: (cells: number) => ` and ${count(cells, "cell more", "cells more")}`,
    running: "Lifting typed numbers",
    done: (values: number, formulas: number) =>
      `${count(values, "number", "numbers")} lifted; ${count(formulas, "formula reads", "formulas read")} them now.`,
  },

  repair: {
    button: "Repair formulas",
    will: (cells: number) =>
      `Types ${count(cells, "formula", "formulas")} again where #NAME? stands. Nothing else is changed.`,
    running: "Repairing formulas",
    done: (cells: number) => `${count(cells, "formula", "formulas")} typed again.`,
  },

  changes: {
    title: "Since this workbook's version",
    same: (version: string) => `This workbook was loaded with the present version (${version}).`,
    unknown: "Nothing in this workbook says with which version it was made.",
    none: (version: string) => `Loaded with ${version}. Every cell computes as it did then.`,
    some: (version: string, cells: number) =>
      `Loaded with ${version}. ${count(cells, "cell computes", "cells compute")} differently now:`,
    cell: (shown: string, recomputed: string) => `${shown} then, ${recomputed} now`,
  },

  independent: {
    title: "Without the add-in",
    about:
      "A copy that any spreadsheet recalculates: each formula of ours becomes ordinary formulas on a sheet of steps.",
    button: "Make this workbook independent",
    back: "Remove the copies",
    running: "Making an independent copy",
    removing: "Removing the copies",
    will: (sheets: number, steps: string) =>
      `Adds a copy of ${count(sheets, "sheet", "sheets")} with formats and widths, without charts, and one sheet “${steps}”. Your own sheets stay as they are.`,
    backWill: (sheets: readonly string[]) =>
      `Removes ${sheets.map((sheet) => `“${sheet}”`).join(", ")}, with whatever was changed there.`,
    // A sheet's name has at most 31 characters: the mark stays whole.
    copy: (sheet: string) => `${sheet.slice(0, 17).trimEnd()} (independent)`,
    steps: "Independent steps",
    stepsTitle: "The steps behind the copied sheets",
    stepsAbout:
      "Each block is the calculation of one cell in ordinary formulas over the copied sheets; the cell links to its last row. Changing an input on a copied sheet recalculates everything, without the add-in. Green inputs follow cells, blue ones are values, black is calculated.",
    of: (cell: string, formula: string) => `${cell}   ${formula}`,
    done: (sheets: number, cells: number) =>
      `${count(sheets, "sheet", "sheets")} copied; ${count(cells, "cell follows", "cells follow")} ordinary formulas now.`,
    left: (cells: number) => `${count(cells, "cell keeps", "cells keep")} its value or error:`,
    leftTitle: "Cells that are not living",
    removed: (sheets: number) => `${count(sheets, "sheet", "sheets")} removed. The originals are as they were.`,
    nothingToRemove: "There is no independent copy in this workbook.",
    nothing: "This workbook holds none of our functions, so it is independent already.",
    tooLong: (rows: number) => `The steps would take ${rows.toLocaleString("en-US")} rows, more than a sheet has.`,
    keptValue: (reason: string) => `Keeps its present value: ${reason}`,
    keptError: (code: string, reason: string) => `Keeps ${code}: ${reason}`,
    keptFormula: (reason: string) => `Keeps its formula: ${reason}`,
    noAnswer: "the function has no answer there.",
    tableLink: (part: string) => `${part} stands for no cells there.`,
  },
} as const;
