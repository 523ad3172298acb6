// Every word that the pane shows or writes, in one place.
import type { Verdict as ClaimVerdict } from "../data/ledger";
import type { NotExpandable } from "../explain/expansion";
import type { UnreadPart } from "../explain/evaluate";
import type { Verdict } from "../explain/verdict";
import type { PeriodKind } from "../sheets/figures";
import type { Metric } from "../sheets/comparison-sheet";
import type { Collection, Tab } from "../taskpane/state";

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;

export const texts = {
  name: "Capex Functions",
  tabs: { data: "Data", scenarios: "Scenarios", functions: "Functions", audit: "Audit" } satisfies Record<Tab, string>,
  tablist: "Parts of the pane",
  stamp: (addin: string, dataset: string, hash: string, date: string) =>
    `Capex Functions ${addin}, dataset ${dataset} (hash ${hash}), written on ${date}`,

  work: {
    cancel: "Cancel",
    dismiss: "Dismiss",
    undo: "Restore previous",
    cancelled: "Cancelled. The workbook is as it was.",
    loadingData: "Loading figures",
    loadingPreset: (name: string) => `Loading ${name}`,
    noPreset: (name: string) => `There is no preset ${name}.`,
    partMissing: "A part of the pane did not arrive: check the network, then try again. The workbook is as it was.",
    notYet: "The table is still being fetched: try again in a moment.",
    inserting: "Inserting",
    selecting: "Selecting",
    expanding: "Writing out the calculation",
    recalculating: "Recalculating",
    repairing: "Typing the formula again",
    restoring: "Restoring",
    restored: "Restored: what the last load brought is gone, and what it replaced is back.",
    nothingToRestore: "There is nothing to restore.",
    loaded: (names: readonly string[]) =>
      names.length === 1
        ? `Loaded into the new sheet “${names[0]}”.`
        : `Loaded into the new sheets ${names.map((name) => `“${name}”`).join(" and ")}.`,
    defect: (message: string) =>
      `This should not have happened; the workbook was left as it is. Please report: ${message}`,
  },

  data: {
    title: "Figures with their sources",
    about: "Loads a table into a new sheet. Nothing in your workbook is overwritten.",
    collection: "Data",
    collections: {
      figures: "Companies: sales, income, capex",
      prices: "Prices of a GPU-hour",
      clusters: "Cost and power of clusters",
      "useful-lives": "Changes of useful life",
      ledger: "The article’s claims, recomputed",
    } satisfies Record<Collection, string>,
    entity: "Company",
    kind: "Periods",
    kinds: {
      quarter: "Quarters",
      half: "Half-years",
      trailing: "Twelve months to each quarter",
      year: "Fiscal years",
      calendar: "Calendar years",
      all: "All, as published",
    } satisfies Record<PeriodKind, string>,
    from: "From",
    to: "To",
    fields: "Figures",
    chosen: (chosen: number, all: number) => `${chosen} of ${all}`,
    all: "All",
    none: "None",
    form: "Layout",
    forms: { long: "One figure a row", wide: "One period a row" },
    chart: "With a chart",
    preview: "Preview",
    size: (rows: number, columns: number) => `${count(rows, "row", "rows")} × ${count(columns, "column", "columns")}`,
    more: (rows: number) => `and ${count(rows, "row more", "rows more")}`,
    nothing: "Choose at least one figure.",
    load: "Load into a new sheet",
  },

  figures: {
    sheet: (company: string) => `${company} figures`,
    title: (company: string) => `${company}: figures with their sources`,
    about: (figures: number, from: string, to: string) =>
      `${count(figures, "figure", "figures")}, ${from} to ${to}. Each keeps its unit, basis (reported, derived, estimated), confidence and source beside it; a missing figure is missing, never 0.`,
    chart: (unit: string) => `Chosen figures, ${unit}`,
    noFigures: (entity: string, from: string, to: string) =>
      `The dataset has no such figures of ${entity} from ${from} to ${to}: choose other figures or periods. The workbook is as it was.`,
    headings: {
      entity: "Company",
      label: "Figure",
      period: "Period",
      end: "Period end",
      value: "Value",
      unit: "Unit",
      basis: "Basis",
      confidence: "Confidence",
      source: "Source",
      note: "Note",
      field: "Field",
    },
  },

  scenarios: {
    title: "Scenarios",
    about: "Each loads as assumptions with their sources, and live formulas over them, into new sheets.",
    kinds: { cash: "Cash flow", data: "Published figures" },
    base: (base: string, changes: number) => `${base} with ${count(changes, "change", "changes")}`,
    assumptions: (number: number) => count(number, "assumption", "assumptions"),
    headings: ["Assumption", "Value", "Unit", "Status"],
    load: "Load",
    loadNamed: (name: string) => `Load ${name} into new sheets`,
  },

  ledger: {
    sheet: "Ledger of claims",
    sheetTitle: "The article’s claims, each computed again",
    sheetAbout:
      "One formula, spilled; every recomputed figure follows from the filings and assumptions of the built-in dataset. Difference is recomputed less published; tolerance is what the printed digits leave open.",
    about:
      "Every figure of the article beside the same computed from filings and assumptions. Open one to see each step.",
    filter: "Verdict",
    all: (number: number) => `All ${number}`,
    verdicts: {
      reproduces: "Reproduces",
      rounding: "Rounding",
      convention: "Convention",
      inconsistent: "Inconsistent",
      reported: "Reported",
    } satisfies Record<ClaimVerdict, string>,
    counted: (verdict: string, number: number) => `${verdict} (${number})`,
    fetching: "Computing the claims",
    published: "Published",
    recomputed: "Recomputed",
    difference: "Difference",
    tolerance: "Tolerance",
    noNumber: "no number",
    atLeast: "at least",
    reason: "Why",
    source: "Source",
    steps: "Step by step",
    load: "Load ledger into a sheet",
  },

  metrics: {
    npv: "Net present value",
    irr: "Internal rate of return",
    multiple: "Profit for each dollar of capital cost",
    payback: "Payback",
    breakevenRate: "Rent that breaks even",
  } satisfies Record<Metric, string>,

  comparison: {
    sheet: "Comparison",
    title: (names: readonly string[]) => `${names.join(" and ")}, side by side`,
    about: (base: string, metric: string) =>
      `Assumptions in blue; a shaded one is not that of ${base}. Beside each scenario stands how much its single difference moves the result (${metric}) when it alone is put into ${base}; together the differences may do more or less than their sum, which is the interaction. Change any assumption and everything follows.`,
    parameter: "Assumption",
    unit: "Unit",
    differs: "Differs",
    key: "Key",
    moves: (metric: string) => `Moves: ${metric}`,
    result: "Result",
    difference: "Difference",
    sum: "Sum of single moves",
    interaction: "Interaction",
    whole: "Whole difference",
    choose: "Compare",
    chooseNamed: (name: string) => `Compare ${name}`,
    metric: "Result to explain",
    second: (first: string) => `Choose what to compare ${first} with.`,
    compare: (number: number) => `Compare ${number} side by side`,
    comparing: "Comparing",
  },

  files: {
    import: "Import a scenario",
    importing: "Reading the file",
    export: "Export",
    exportNamed: (name: string) => `Export ${name} as a file`,
    exported: (file: string) => `Saved as ${file}.`,
    tooLarge: (bytes: number) =>
      `The file has ${count(Math.round(bytes / 1e6), "megabyte", "megabytes")}: a scenario has a few kilobytes, at most 5 megabytes are read. Nothing was loaded.`,
    refused: (why: string) => `Nothing was loaded: ${why}.`,
  },

  loaded: {
    title: "Loaded sheets",
    intact: "Intact",
    edited: (cells: number | null) => (cells === null ? "Edited" : `Edited: ${count(cells, "cell", "cells")} changed`),
    partial: (rows: number, of: number) => `Partial: ${rows} of ${count(of, "row", "rows")} left`,
    unreadable: "Cannot be compared",
    older: (version: string) => `From dataset ${version}`,
    newerVersion: (version: string) => `From the newer dataset ${version}`,
    keep: "Keep",
    keepNamed: (sheet: string) => `Keep ${sheet} as it is`,
    copy: "New copy",
    copyNamed: (sheet: string) => `Load ${sheet} again into a new sheet`,
    overwrite: "Overwrite",
    overwriteNamed: (sheet: string) => `Overwrite the table of ${sheet}`,
    refresh: "Refresh",
    refreshNamed: (sheet: string) => `Refresh ${sheet} from the built-in dataset`,
    checking: "Comparing loaded sheets",
    refreshing: (sheet: string) => `Writing ${sheet} again`,
    refreshed: (sheet: string) => `“${sheet}” is as it was loaded; formulas that look at it go on working.`,
    newer: (version: string, own: string) =>
      `The sheet was loaded from dataset ${version}, and this add-in has ${own}: update the add-in first. The workbook is as it was.`,
    damaged: (sheet: string) =>
      `The record of what “${sheet}” was loaded from is damaged: load it anew. The workbook is as it was.`,
    unknown: (sheet: string, why: string) => `“${sheet}” cannot be loaded again (${why}). The workbook is as it was.`,
    imported: (scenario: string) => `${scenario} came from a file: import the file again. The workbook is as it was.`,
    noAssumptions: (sheet: string) =>
      `The sheet “${sheet}” with the assumptions of this cash flow is gone: load the scenario anew. The workbook is as it was.`,
  },

  cashflow: {
    sheet: (preset: string) => `${preset} cash flow`,
    title: (preset: string) => `${preset}: yearly cash flow, $`,
    about:
      "One formula, spilled; it follows the assumptions on their own sheet. Costs are negative, so that columns add up. Year 0 is the investment.",
    chart: (preset: string) => `${preset}: cumulative free cash flow, $`,
  },

  sensitivity: {
    sheet: (preset: string) => `${preset} sensitivity`,
    title: (preset: string) => `${preset}: what if rent and utilization were others`,
    about:
      "One formula, spilled, over the assumptions on their own sheet. Write another metric (payback, yield, npv, irr, multiple, tco, breakevenRate) or other values. Where there is no answer, such as a payback beyond the horizon, it is #N/A.",
    metric: "Metric",
  },

  functions: {
    title: "Functions",
    search: "Search functions",
    placeholder: "Search by name, argument or purpose",
    found: (number: number) => count(number, "function", "functions"),
    none: (query: string) => `No function matches “${query}”.`,
    topics: {
      price: "The rent of a GPU-hour",
      payback: "What a cluster earns on its cost",
      cost: "What a GPU costs",
      cashflow: "Cash flow and return",
      depreciation: "Depreciation (US GAAP)",
      capex: "Company data",
      whatif: "What if",
      audit: "Audit",
    } as Readonly<Record<string, string>>,
    parameters: "Arguments",
    returns: "Returns",
    examples: "Examples",
    repeats: "may be repeated",
    insert: "Insert",
    insertAt: (cell: string) => `Insert into ${cell}`,
    insertNamed: (formula: string, cell: string) => `Insert ${formula} into ${cell}`,
    copy: "Copy",
    copyNamed: (formula: string) => `Copy ${formula}`,
    notEmpty: (cell: string) =>
      `${cell} is not empty, so nothing was written. Select an empty cell, or copy the formula.`,
    inserted: (cell: string) => `Inserted into ${cell}.`,
    copied: (formula: string) => `Copied: ${formula}`,
    notCopied: "The clipboard is not open to the pane: mark the formula and copy it by keyboard.",
  },

  audit: {
    title: "Audit",
    empty: "Select a cell with one of our functions",
    emptyAbout:
      "Its arguments, every step and its sources show here, and whether computing it again gives the cell’s value.",
    noFormula: (cell: string) => `${cell} holds no formula.`,
    noneOfOurs: (cell: string) => `The formula of ${cell} holds none of our functions.`,
    unknown: (name: string, near: string) => `There is no function ${name}. Did you mean ${near}?`,
    inWorkbook: "In this workbook",
    noneInWorkbook: "This workbook holds none of our functions yet.",
    tryFunctions: "See the functions",
    shows: "shows",
    explains: (cell: string, anchor: string) =>
      `${cell} belongs to the spill of ${anchor}; its own row and column are explained.`,
    nothing: "There is no calculation to write out.",
    arguments: "Arguments",
    defaults: (number: number) => `${count(number, "input", "inputs")} from defaults and presets`,
    values: (number: number) => count(number, "value", "values"),
    inFormula: "written in the formula",
    inName: "a name’s own value",
    calculated: "calculated by our functions there",
    steps: "Steps",
    notes: "In words",
    answer: "Answer",
    element: (row: number, column: number, rows: number, columns: number) =>
      `row ${row}, column ${column} of ${rows} × ${columns}`,
    where: "where",
    source: "Source:",
    frozen: "found by a search or drawn; what follows proves it",
    expand: "Write out on a sheet",
    expandAbout: "A new sheet with every step as an ordinary formula over your own cells.",
    recalculate: "Recalculate",
    repair: "Repair the formula",
    reading: "Reading the cell",
    goTo: (cell: string) => `Go to ${cell}`,
    verdicts: {
      agrees: "Agrees",
      stale: "Stale",
      differs: "Differs",
      unsettled: "Not settled",
      unread: "Cannot read an argument",
    } satisfies Record<Verdict["kind"], string>,
    reason,
  },

  expand: {
    sheet: "Audit",
    title: (cell: string) => `How ${cell} is calculated`,
    about:
      "Every row is an ordinary formula over the rows above it; any spreadsheet recalculates it without this add-in. Green inputs follow your own cells, blue ones are values, black is calculated.",
    headings: ["Label", "Key", "Unit", "Source", "Formula in words", "Value"],
    answer: (name: string) => `Answer of ${name}`,
    result: "The formula over these answers",
    cell: (cell: string) => `The cell ${cell}`,
    difference: "Difference",
    tolerance: "0 when they agree to 1e-12 of the largest term",
    yourCell: "your cell",
    yourValue: "written in the formula",
    refused,
  },

  start: {
    waiting: "Waiting for Excel",
  },

  startup: {
    choose: "Start the functions with this workbook",
    about:
      "Formulas then answer as soon as the workbook is opened, without the pane. The choice is kept in the workbook.",
    changing: "Changing the start",
    on: "The functions start with this workbook from now on. Save it to keep the choice.",
    off: "The functions start when the pane is opened.",
  },
} as const;

/** Why a cell got its verdict. */
function reason(verdict: Verdict, shown: string, recomputed: string): string {
  switch (verdict.kind) {
    case "agrees":
      if (shown.startsWith("#")) return "Computed again from its arguments, the answer is the same error.";
      return verdict.how === "exactly"
        ? "Computed again from its arguments, the value is the same to the last bit."
        : "Computed again from its arguments, the value is the same to the digits that a spreadsheet keeps.";
    case "stale":
      return verdict.why === "neverRan"
        ? `The formula was typed before the add-in was ready; it gives ${recomputed}. Repair types it again.`
        : `An argument has changed since the cell was calculated; it now gives ${recomputed}. Recalculate.`;
    case "differs":
      return verdict.why === "noRoom"
        ? "The answer has no room to spill: empty the cells below and to the right of it."
        : `The cell shows ${shown}, but computed again from its arguments it is ${recomputed}. Recalculate; if they still differ, the cell was calculated by another version.`;
    case "unsettled":
      return verdict.why === "calculating"
        ? "The cell is still being calculated."
        : "The cell changed while it was read. It is read again as soon as it rests.";
    case "unread":
      return unread(verdict.part);
  }
}

/** What could not be followed, and what can be done. */
function unread({ part, why, detail }: UnreadPart): string {
  switch (why) {
    case "otherWorkbook":
      return `${part} is in another workbook, which the pane cannot read.`;
    case "noTable":
      return detail === ""
        ? `${part} names no table, and its cell stands in none.`
        : `There is no table ${detail} in this workbook, so ${part} stands for no cells.`;
    case "noColumn":
      return `The table of ${part} has no column “${detail}”.`;
    case "noSection":
      return `The table of ${part} shows no ${detail}.`;
    case "otherRow":
      return `${part} is #VALUE! here: the formula stands beside none of the table’s rows of data (${detail}).`;
    case "sheets":
      return `${part} reaches over several sheets.`;
    case "union":
      return `${part} joins or cuts ranges, which is not followed.`;
    case "trim":
      return `${part} is a trimmed range, which is not followed.`;
    case "lambda":
      return `${part} is a LAMBDA, which is not followed.`;
    case "syntax":
      return "The formula could not be read.";
    case "long":
      return "The formula is longer than Excel’s 8,192 characters.";
    case "function":
      return `${detail} is not one of the spreadsheet functions that this check computes.`;
    case "name":
      return `The name ${part} stands for neither cells nor one value of this workbook.`;
    case "intersection":
      return `${part} takes one of many cells, which is not followed.`;
    case "size":
      return `${part} has too many cells to follow.`;
    case "cells":
      return detail === "" ? `${part} could not be read.` : `${part} could not be read: ${detail}`;
  }
}

function refused(why: NotExpandable["why"], part: string): string {
  switch (why) {
    case "error":
      return `${part} answers an error: mend it first, then write it out.`;
    case "unread":
      return `${part} could not be followed, so the calculation is not written out.`;
    case "manyAnswers":
      return `${part} gives too many answers inside one formula: write out a cell of its own for each.`;
  }
}
