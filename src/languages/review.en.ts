// What the review of a whole workbook says, in English: the pane fetches these words with what uses them.
import { count, figure } from "./counting.en";

export const review = {
  title: "The whole workbook",
  about: "Computes every cell of ours again and looks for doubtful inputs. It only reads, until you ask it to write.",
  run: "Audit the workbook",
  again: "Audit again",
  running: "Auditing the workbook",
  done: (cells: number, agreeing: number) =>
    cells === 0
      ? "This workbook holds none of our functions yet."
      : `${count(cells, "cell", "cells")} of ours: ${agreeing === cells ? "all are what their inputs give" : `${figure(agreeing)} are what their inputs give`}.`,
  filter: "Show",
  /** The list of findings, walked and worked off. */
  list: {
    none: "Nothing doubtful was found.",
    place: (at: number, of: number) => (at === 0 ? count(of, "finding", "findings") : `${figure(at)} of ${figure(of)}`),
    next: "Next",
    previous: "Previous",
    andMore: (cells: number) => `and ${count(cells, "cell more", "cells more")}`,
    mending: "Mending",
    mended: (will: string) => `Done: ${will}.`,
    dismissUndone: "dismiss a finding",
    reopenUndone: "open a finding again",
    gone: "This finding is no longer there: audit again.",
    changed: (cell: string) => `${cell} has changed since the audit: audit again.`,
    dismiss: "Dismiss",
    reason: "Why it is right as it is",
    keep: "Keep the reason",
    keeping: "Keeping the reason in the workbook",
    dismissed: "Dismissed",
    because: (reason: string, date: string) => `Dismissed on ${date}: ${reason}`,
    reopen: "Open again",
    remarks: {
      sheet: "Audit remarks",
      title: "Findings that were dismissed, with the reason",
      headings: ["Finding", "Reason", "Date", "Key"],
    },
  },
  all: "Everything doubtful",
  notAudited: "Audit the workbook first.",
  cancelled: "Cancelled: nothing was changed.",
  refused: (list: readonly string[]) => `Left as they were: ${list.join("; ")}`,
  clean: "Nothing to show: every cell is what its inputs give, and nothing in it is doubtful.",
  more: (cells: number) => `and ${count(cells, "cell more", "cells more")}: write the report to see them all`,

  standings: {
    agrees: "Recomputed",
    stale: "Stale",
    differs: "Differs",
    otherwise: "Read otherwise",
    unsettled: "Not settled",
    unread: "Cannot read",
    error: "Error",
  },
  kinds: {
    error: "Error",
    differs: "Another value",
    lost: "Lost reference",
    name: "#NAME?",
    circle: "Circle",
    unread: "Not checked",
    unit: "Unit",
    scale: "Millions or dollars",
    share: "Share",
    twin: "Changed step",
    written: "Written out",
    pasted: "Number over a formula",
    plug: "Plug",
    short: "Range stops short",
    doubled: "Counted twice",
    unseen: "Hidden rows or columns",
    sign: "Sign",
    periods: "Mixed periods",
    textNumber: "Text, not a number",
    pattern: "Another pattern",
    mixed: "Mixed convention",
    external: "Other workbook",
    volatile: "Volatile",
    known: "Published figure",
    unused: "Unused input",
    literal: "Typed number",
    hidden: "Hidden sheet",
  },
  severities: { wrong: "Wrong", doubtful: "Doubtful", note: "Note" },

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
  /** An argument whose value most likely meant another unit. */
  units: {
    share: (key: string, value: number, share: number) => `${key} is ${value}: write ${share} or ${value}%`,
    perMille: (key: string, value: number, share: number, percent: number) =>
      `${key} is ${value}: if it is per mille write ${share} or ${percent}%`,
    billions: (key: string, value: number) =>
      `${key} is ${value}, in dollars: if billions are meant write ${value}e9, if millions ${value}e6`,
    thousands: (key: string, value: number) =>
      `${key} is ${value}, in dollars: if thousands are meant write ${value}e3`,
    costOfOne: (key: string, value: number) =>
      `${key} is ${value}: it is the cost of one GPU; divide the cluster's by its GPUs`,
    powerOfOne: (key: string, value: number, ofNode: number) =>
      `${key} is ${value}: it is the power of one GPU; for a node of ${ofNode} write ${value}/${ofNode}`,
    watts: (key: string, value: number) => `${key} is ${value}, in kW: if watts are meant write ${value}/1000`,
    cents: (key: string, value: number, dollars: number) =>
      `${key} is ${value}, in dollars: if cents are meant write ${dollars}`,
    rentOfOne: (key: string, value: number, ofNode: number) =>
      `${key} is ${value}: it is the rent of one GPU for an hour; for a node of ${ofNode} write ${value}/${ofNode}`,
    hours: (key: string, value: number) => `${key} is ${value}: a year has 8760 hours`,
    months: (key: string, value: number) => `${key} is ${value}, in years: if months are meant write ${value}/12`,
    facility: (key: string, value: number) =>
      `${key} is ${value}: it is the power of the facility over that of its IT, such as 1.25`,
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
      "Every cell that calls one of our functions, computed again from its arguments. Recomputed: the same value, which says nothing of the inputs. Stale or differs: another value. Error: its sentence says why. A finding is a doubt about an input, not a mistake of the calculation.",
    headings: [
      "Sheet",
      "Cell",
      "Function",
      "Verdict",
      "Finding",
      "Sentence",
      "Formula",
      "Value",
      "Severity",
      "Dismissed because",
    ],
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
    undone: (cells: number) => `lift the numbers of ${count(cells, "formula", "formulas")} into cells`,
    done: (values: number, formulas: number) =>
      `${count(values, "number", "numbers")} lifted; ${count(formulas, "formula reads", "formulas read")} them now.`,
  },

  errors: {
    title: "Errors",
    about: "Lists every cell of ours that shows an error, by its reason. It only reads.",
    run: "Explain all errors",
    again: "Look again",
    running: "Looking for errors",
    found: (cells: number, reasons: number) =>
      `${count(cells, "cell shows an error", "cells show errors")}, for ${count(reasons, "reason", "reasons")}.`,
    scope: "Show errors of",
    allSheets: "All sheets",
  },

  repair: {
    undone: (cells: number) => `type ${count(cells, "formula", "formulas")} again`,
    all: "Repair all such formulas",
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
    undone: "make the independent copy",
    removeUndone: "remove the independent copy",
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
    tooLong: (rows: number) => `The steps would take ${figure(rows)} rows, more than a sheet has.`,
    keptValue: (reason: string) => `Keeps its present value: ${reason}`,
    keptError: (code: string, reason: string) => `Keeps ${code}: ${reason}`,
    keptFormula: (reason: string) => `Keeps its formula: ${reason}`,
    noAnswer: "the function has no answer there.",
    tableLink: (part: string) => `${part} stands for no cells there.`,
  },
};
