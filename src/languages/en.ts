// Long because a language is one file: every word of ours that a person reads in English; the titles of topics, which pages made at build time print too, stand beside it.
import { count, figure } from "./counting.en";
import topics from "./topics.en.json";

const titles: Readonly<Record<string, string>> = topics;

export const en = {
  name: "Capex Functions",
  /** A whole number as the language writes it. */
  figure,
  tabs: { data: "Data", scenarios: "Scenarios", functions: "Functions", audit: "Audit" },
  tablist: "Parts of the pane",
  stamp: (addin: string, dataset: string, hash: string, date: string) =>
    `Capex Functions ${addin}, dataset ${dataset} (hash ${hash}), written on ${date}`,

  marks: { list: ", ", row: "; " },
  work: {
    cancel: "Cancel",
    dismiss: "Dismiss",
    cancelled: "Cancelled. The workbook is as it was.",
    noRange: (address: string) => `"${address}" is not a range of cells.`,
    loadingData: "Loading figures",
    loadingPreset: (name: string) => `Loading ${name}`,
    noPreset: (name: string) => `There is no preset ${name}.`,
    partMissing: "A part of the pane did not arrive: check the network, then try again. The workbook is as it was.",
    fetching: "Fetching this part of the pane",
    notYet: "The table is still being fetched: try again in a moment.",
    inserting: "Inserting",
    selecting: "Selecting",
    expanding: "Writing out the calculation",
    recalculating: "Recalculating",
    repairing: "Typing the formula again",
    clearsUndo: "A load clears Excel’s own Undo; “Undo” in the pane takes it back.",
    loaded: (names: readonly string[]) =>
      names.length === 1
        ? `Loaded into the new sheet “${names[0]}”.`
        : `Loaded into the new sheets ${names.map((name) => `“${name}”`).join(" and ")}.`,
    defect: (message: string) =>
      `This should not have happened; the workbook was left as it is. Please report: ${message}`,
  },

  /** Taking back what the pane changed last, said in the middle of a sentence. */
  undo: {
    title: (what: string) => `Undo: ${what}`,
    doing: "Undoing",
    done: (what: string) => `Undone: ${what}.`,
    changed: (cell: string) => `${cell} has changed since: nothing was taken back, so that nothing of yours is lost.`,
    cells: (cells: number, sheet: string) => `${count(cells, "cell", "cells")} of “${sheet}”`,
    renamed: (sheet: string) => `the name of “${sheet}”`,
    readers: (formulas: number, sheet: string) => `${count(formulas, "formula", "formulas")} that read “${sheet}”`,
    asks: (edits: readonly string[]) => `Changed by hand since: ${edits.join(", ")}. Undo takes that away too.`,
    anyway: "Undo, and lose the edits",
    leave: "Keep everything",
    load: ([first = "", ...others]: readonly string[]) =>
      others.length === 0 ? `load ${first}` : `load ${first} on ${others.length + 1} sheets`,
    loadAgain: (sheet: string) => `write ${sheet} again`,
    goBack: (label: string) => `bring back ${label}`,
    insert: (cell: string) => `insert the formula of ${cell}`,
    assumptions: (cell: string) => `write the assumptions into ${cell}`,
    retype: (cell: string) => `type the formula of ${cell} again`,
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
      debts: "Debt by facility and maturity",
      wall: "Depreciation of servers to 2030",
      ledger: "The article’s claims, recomputed",
    },
    wall: "Depreciation wall",
    wallAbout:
      "Depreciation and operating income to 2030 if servers last six, five, four or three years, by company, and how far the model missed in FY2023 to FY2025.",
    entity: "Company",
    kind: "Periods",
    kinds: {
      quarter: "Quarters",
      fiscal: "Fiscal quarters",
      half: "Half-years",
      trailing: "Twelve months to each quarter",
      year: "Fiscal years",
      calendar: "Calendar years",
      all: "All, as published",
    },
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
    dataset: (version: string, last: string) => `Dataset ${version}; last quarter included: ${last}`,
    lastOf: (company: string, quarter: string, end: string) => `, of ${company} ${quarter} (to ${end})`,
    changes: "What changed",
  },

  figures: {
    sheet: (company: string) => `${company} figures`,
    title: (company: string) => `${company}: figures with their sources`,
    about: (figures: number, from: string, to: string) =>
      `${count(figures, "figure", "figures")}, ${from} to ${to}. Each keeps its unit, basis, grade and source beside it: A was read in the primary document, B is quoted by a named second source, C is derived from listed operands. A missing figure is missing, never 0.`,
    inUnit: (label: string, unit: string) => `${label}, ${unit}`,
    chart: (unit: string) => `Chosen figures, ${unit}`,
    noFigures: (entity: string, from: string, to: string) =>
      `The dataset has no such figures of ${entity} from ${from} to ${to}: choose other figures or periods. The workbook is as it was.`,
    headings: {
      entity: "Company",
      label: "Figure",
      period: "Period",
      fiscal: "Fiscal period",
      end: "Period end",
      value: "Value",
      first: "As first reported",
      low: "Low",
      high: "High",
      unit: "Unit",
      basis: "Basis",
      grade: "Grade",
      source: "Source",
      line: "Line as printed",
      filing: "Filing",
      filed: "Filed",
      note: "Note",
      field: "Field",
    },
  },

  scenarios: {
    title: "Scenarios",
    about: "Each loads as assumptions with their sources, and live formulas over them, into new sheets.",
    kinds: { cash: "Cash flow", data: "Published figures" },
    presets: "Presets",
    search: "Find",
    sieve: "Show",
    sieves: {
      all: "All",
      gains: "Earn their cost of capital",
      loses: "Do not earn it",
      debt: "With debt",
      data: "Published figures",
    },
    found: (found: number, all: number) => `${figure(found)} of ${count(all, "preset", "presets")}`,
    details: "Details",
    detailsOf: (name: string) => `Details of ${name}`,
    was: (value: string) => `was ${value}`,
    pictures: "Pictures",
    picturesOf: (name: string) => `Pictures of ${name}`,
    edit: "Edit a copy",
    editNamed: (name: string) => `Edit a copy of ${name}`,
    opening: "Opening the copy",
    loadingCopy: "Loading the copy",
    /** A curve to whoever does not see it. */
    curve: (start: string, payback: string | null, end: string, years: string) =>
      `Cash to date after tax: ${start} at the start, ${payback === null ? "not paid back" : `paid back after ${payback} years`}, ${end} after ${years} years`,
    base: (base: string, changes: number) => ` (${base} with ${count(changes, "change", "changes")})`,
    assumptions: (number: number) => count(number, "assumption", "assumptions"),
    headings: ["Assumption", "Value", "Unit", "Status"],
    load: "Load",
    loadNamed: (name: string) => `Load ${name} into new sheets`,
  },

  ledger: {
    sheet: "Ledger of claims",
    sheetTitle: "The article’s claims, each computed again",
    sheetAbout:
      "One formula, spilled; every recomputed figure follows from the filings and assumptions of the built-in dataset. Difference is recomputed less published; tolerance is half a unit of the last printed digit, and a claim is “rounding” only where the recomputed value rounds to the printed one.",
    about:
      "Every figure of the article beside the same computed from filings and assumptions. Open one to see each step.",
    filter: "Verdict",
    all: (number: number) => `All ${number}`,
    verdicts: {
      reproduces: "Reproduces",
      rounding: "Rounding",
      holds: "Holds",
      reported: "Reported",
      convention: "Convention",
      differs: "Differs",
      inconsistent: "Inconsistent",
      "not testable": "Not testable",
    },
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
    payback: "Payback after tax",
    breakevenRate: "Rent that breaks even",
  },

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

  ownFigures: {
    heading: "Your own figures",
    hint: "A CSV file with the columns entity, field, period and value, or the SEC’s companyfacts of a company. It is checked first: quarters against years, parts against wholes, units, doubles. Give the table to CAPEXDATA and its kin as their last argument.",
    import: "Import figures",
    export: "Export these as CSV",
    sheet: "Your figures",
    title: "Your own figures",
    about:
      "These rows come before ours in every call of CAPEXDATA, CAPEXHISTORY, CAPEXSPLIT and CAPEXRATIO that is given this table, headings included. Change them, add rows, name your source: answers say “yours”.",
    example: "For example",
    tooLarge: (bytes: number) =>
      `The file has ${count(Math.round(bytes / 1e6), "megabyte", "megabytes")}: at most 30 are read. Nothing was loaded.`,
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

  opening: { scenario: "Payback", figures: "AWS dataset" },

  preset: {
    resultHeadings: ["Result", null, "Value", "Unit", null, "How"],
    assumptionHeadings: ["Assumption", "Key", "Value", "Unit", "Status", "Source"],
    /** Above the keys of contract, debt, tax and growth that a preset leaves out. */
    terms: "Terms of a deal: without effect until you type over them",
    facts: "Published beside them",
    factsAbout: "No function takes these as a scenario",
    leftOut: "left out",
    ours: "our default",
    follows: (label: string) => `follows: ${label}`,
    choices: (words: readonly string[]) => `our default; or write ${words.map((word) => `“${word}”`).join(", ")}`,
    yours: "yours",
    was: (value: string) => `yours; was ${value}, `,
  },

  /** Scenarios that stand in the workbook, under names of its own. */
  own: {
    title: "Yours",
    about: "A range of keys and values under a name: =GPUIRR(MyDeal) works on every sheet.",
    none: "None yet. Select a cell of your assumptions (a loaded sheet that you changed, or keys and values typed side by side), and save them.",
    name: "Name",
    placeholder: "MyDeal",
    save: "Save as scenario",
    saving: "Saving the scenario",
    saved: (name: string, place: string, changes: number) =>
      `${name} stands for ${place} now (${count(changes, "assumption", "assumptions")}): write =GPUIRR(${name}) in any cell.`,
    noName: "Write a name first, such as MyDeal.",
    badName: (name: string, near: string) => `“${name}” cannot name cells: write ${near}. Nothing was changed.`,
    taken: (name: string) => `The name ${name} is taken in this workbook: choose another. Nothing was changed.`,
    presetName: (name: string) => `${name} is a preset’s name: choose another. Nothing was changed.`,
    of: (told: number, base: string) => `${count(told, "assumption", "assumptions")}; the others are those of ${base}`,
    typed: (cell: string) => `typed in ${cell}`,
    description: (place: string) => `Assumptions of your own, from ${place}.`,
    headline: { irr: "IRR", npv: "NPV", payback: "Payback after tax", equityIrr: "Return on equity" },
    noResult: "none",
    days: (days: string) => `${days} days`,
    broken: (why: string) => `Cannot be read: ${why}`,
    remove: "Forget",
    removeNamed: (name: string) => `Forget the name ${name}; its cells stay`,
    removing: (name: string) => `Forgetting ${name}`,
    removed: (name: string) => `The name ${name} is gone; its cells stay as they are.`,
    named: (name: string) => `${name} stands for its assumptions: write =GPUIRR(${name}) in any cell.`,
    inUse: (name: string, cells: readonly string[], all: number) =>
      `${count(all, "formula uses", "formulas use")} ${name} (${cells.join(", ")}${all > cells.length ? ", …" : ""}): change ${all === 1 ? "it" : "them"} first. Nothing was changed.`,
    noBlock: (sheet: string) =>
      `“${sheet}” holds no assumptions: write keys such as rate in one column and their values beside them, then select one of these cells.`,
    manyBlocks: (ranges: readonly string[]) =>
      `There are several ranges of assumptions on this sheet (${ranges.join(", ")}): select a cell in one of them.`,
    noKey: (cell: string) => `${cell} has no key: write what its value is`,
    twice: (label: string, one: string, other: string) => `${label} stands twice, in ${one} and ${other}: keep one`,
    refused: (why: string) => `Nothing was saved: ${why}.`,
    link: "Copy link",
    linkNamed: (name: string) => `Copy a link that opens ${name} in the workbench`,
    linking: (name: string) => `Making a link to ${name}`,
    linked: (name: string) => `Copied: whoever opens the link gets ${name} in new sheets of the workbench.`,
    linkShown: "The clipboard is not open to the pane: the link stands in the address bar.",
    badLink: "The link was changed or cut off on its way: ask for it again. Nothing was loaded.",
    changedByHand: "Changed by hand after it was exported.",
    back: (value: string) => `Back to ${value}`,
    backNamed: (label: string, value: string) => `${label}: back to ${value}`,
    goingBack: (label: string) => `Bringing back ${label}`,
    isBack: (label: string, value: string) => `${label} is ${value} again.`,
    saveUndone: (name: string) => `give cells the name ${name}`,
    removeUndone: (name: string) => `forget the name ${name}`,
  },

  /** Instead of a payback: of the model as a whole, or of a cash flow that ends. */
  never: {
    ever: "never",
    within: (horizon: string): readonly [string, string, string] => ["never within ", horizon, " years"],
  },

  functions: {
    title: "Functions",
    search: "Search functions",
    placeholder: "Name, argument or purpose",
    found: (number: number) => count(number, "function", "functions"),
    none: (query: string) => `No function matches “${query}”.`,
    topics: titles,
    parameters: "Arguments",
    returns: "Returns",
    examples: "Examples",
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
    part: "Part of the audit",
    parts: { cell: "This cell", explore: "Explore", workbook: "The whole workbook", claim: "A published number" },
    auditNow: "Audit the whole workbook now",
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
    argument: (number: number) => `argument ${number}`,
    defaults: (number: number) => `${count(number, "input", "inputs")} from defaults and presets`,
    assumed: (all: number, articles: number, named: readonly string[]) =>
      `Uses ${count(all, "assumption", "assumptions")} that the formula does not give${
        articles === 0 ? "" : articles === all ? ", all the article’s" : `, ${articles} of them the article’s`
      }: ${named.join(", ")}${all > named.length ? ` and ${all - named.length} more` : ""}.`,
    assumption: (label: string, value: string, unit: string) => `${label} ${value}${unit === "" ? "" : ` ${unit}`}`,
    writeAssumptions: "Write them into the formula",
    writingAssumptions: "Typing the formula with its assumptions",
    assumptionsWritten: (cell: string) => `${cell} gives its assumptions itself now.`,
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
    exportSteps: "Export the steps",
    exportStepsAbout: "A JSON file with every step, input and source, whose form keeps its version.",
    recalculate: "Recalculate",
    repair: "Repair the formula",
    reading: "Reading the cell",
    goTo: (cell: string) => `Go to ${cell}`,
    verdicts: {
      sound: "Recomputed, no doubt",
      recomputed: "Recomputed",
      doubtful: "Recomputed, doubtful",
      stale: "Stale",
      differs: "Differs",
      otherwise: "Read otherwise",
      unsettled: "Not settled",
      unread: "Cannot read an argument",
      error: "The same error",
    },
    /** Why a recomputed value is green or amber. */
    badges: {
      sound: "Computed again it is the same, every input is given, and the audit of the workbook doubts nothing here.",
      covered: (part: string) => `But ${part} in it answers an error, which the formula covers.`,
      doubt: (sentence: string) => `But the audit doubts it: ${sentence}.`,
      articles: (all: number, named: readonly string[]) =>
        `But ${count(all, "input is", "inputs are")} the article’s, not the formula’s: ${named.join(", ")}${all > named.length ? ` and ${all - named.length} more` : ""}.`,
    },
    reasons: {
      agrees: {
        exactly: "Computed again from its arguments, the value is the same to the last bit.",
        rounded: "Computed again from its arguments, the value is the same to the digits that a spreadsheet keeps.",
        error: "Computed again from its arguments, the answer is the same error.",
      },
      stale: {
        neverRan: (recomputed: string) =>
          `The formula was typed before the add-in was ready; it gives ${recomputed}. Repair types it again.`,
        inputsChanged: (recomputed: string) =>
          `An argument has changed since the cell was calculated; it now gives ${recomputed}. Recalculate.`,
      },
      differs: {
        noRoom: "The answer has no room to spill: empty the cells below and to the right of it.",
        value: (shown: string, recomputed: string) =>
          `The cell shows ${shown}, but computed again from its arguments it is ${recomputed}. Recalculate; if they still differ, the cell was calculated by another version.`,
      },
      /** This spreadsheet and Excel do not read the formula alike. */
      otherwise: {
        reading: (of: readonly ("sign" | "join" | "number" | "truth" | "compare" | "round")[], excel: string) => {
          const differences = {
            sign: "a sign before a power or product (-2^2 is −4 here, 4 in Excel: write brackets)",
            join: "a number joined to a text (17 digits here, 15 in Excel)",
            number: "a text that stands for a number",
            truth: "a text that stands for TRUE or FALSE",
            compare: "a comparison (by 15 digits in Excel)",
            round: "a half in ROUND (1.005 to two places is 1 here, 1.01 in Excel)",
          };
          return `The cell is right by this spreadsheet’s own rules, but they read ${of.map((each) => differences[each]).join(", and ")} otherwise than Excel, which gives ${excel}.`;
        },
        lacks: (name: string, excel: string) =>
          `This spreadsheet has no function ${name}; Excel, which has it, gives ${excel}.`,
      },
      unsettled: {
        calculating: "The cell is still being calculated.",
        changed: "The cell changed while it was read. It is read again as soon as it rests.",
      },
    },
    /** What could not be followed, and what can be done: by the part of the formula, and what is known of it. */
    unread: {
      otherWorkbook: (part: string) => `${part} is in another workbook, which the pane cannot read.`,
      noTable: (part: string, detail: string) =>
        detail === ""
          ? `${part} names no table, and its cell stands in none.`
          : `There is no table ${detail} in this workbook, so ${part} stands for no cells.`,
      noColumn: (part: string, detail: string) => `The table of ${part} has no column “${detail}”.`,
      noSection: (part: string, detail: string) => `The table of ${part} shows no ${detail}.`,
      otherRow: (part: string, detail: string) =>
        `${part} is #VALUE! here: the formula stands beside none of the table’s rows of data (${detail}).`,
      sheets: (part: string) => `${part} reaches over several sheets.`,
      union: (part: string) => `${part} joins or cuts ranges, which is not followed.`,
      trim: (part: string) => `${part} is a trimmed range, which is not followed.`,
      lambda: (part: string) => `${part} is a LAMBDA, which is not followed.`,
      syntax: () => "The formula could not be read.",
      long: () => "The formula is longer than Excel’s 8,192 characters.",
      function: (_part: string, detail: string) =>
        `${detail} is not one of the spreadsheet functions that this check computes.`,
      name: (part: string) => `The name ${part} stands for neither cells nor one value of this workbook.`,
      intersection: (part: string) => `${part} takes one of many cells, which is not followed.`,
      size: (part: string) => `${part} has too many cells to follow.`,
      text: (part: string) =>
        `${part} is a number in some languages and on some days only: write the number or the date (DATE) itself.`,
      cells: (part: string, detail: string) =>
        detail === "" ? `${part} could not be read.` : `${part} could not be read: ${detail}`,
    },
  },

  start: {
    noFunctions:
      "The functions did not arrive: cells show #NAME? until they do. Check the network, then close the pane and open it again.",
    otherFunctions: (functions: string, pane: string) =>
      `The functions here are of version ${functions}, this pane is of version ${pane}: Excel keeps functions for up to a day after an update. To have both of one version now, close Excel and open it again.`,
    waiting: "Waiting for Excel",
  },

  startup: {
    choose: "Start the functions with this workbook",
    about:
      "Formulas then answer as soon as the workbook is opened, without the pane. The choice is kept in the workbook.",
    changing: "Changing the start",
    on: "The functions start with this workbook from now on. Save it to keep the choice.",
    off: "The functions start when the pane is opened.",
    undone: (on: boolean) => `start the functions with ${on ? "this workbook" : "the pane"}`,
  },

  /** Excel's refusals: by its own codes, then by what the pane was at. */
  excel: {
    codes: {
      InvalidOperationInCellEditMode:
        "Excel is waiting for you to finish typing in a cell: press Enter or Esc, then try again.",
      RequestPayloadSizeLimitExceeded: "Excel refused the size of this load even in parts: load fewer rows.",
      ResponsePayloadSizeLimitExceeded: "The range is too large to be read at once: select a smaller one.",
      ActivityLimitReached: "Excel is busy: wait a moment, then try again.",
      WriteNotSupportedWhenModalDialogOpen: "A dialog is open in Excel: close it, then try again.",
      ConnectionFailure: "The connection to the workbook was lost: check the network, then try again.",
      Timeout: "Excel took too long to answer: wait a moment, then try again.",
      InvalidOrTimedOutSession: "The session with the workbook has ended: reload the page or reopen the pane.",
      GeneralException:
        "Excel could not do it, as where another workbook or window is in front: click into a cell of this workbook, then try again.",
      InvalidSelection:
        "No cell of this workbook is selected, as where another workbook is in front or a chart is selected: click into a cell, then try again.",
      AccessDenied:
        "Excel refused the change: the workbook is read-only or protected. Switch to editing or save a copy, then try again.",
      ItemAlreadyExists: "The name is taken in this workbook: try again, and a free one is chosen.",
    },
    other: (code: string, message: string) => `Excel could not do it (${code}: ${message}): try again.`,
    recalculationCancelled: "No longer waiting: Excel goes on with its recalculation.",
    stillCalculating: "Excel is still calculating after half a minute: look again when its status bar says Ready.",
    cancelled: "The load was cancelled: nothing has changed.",
    readingCancelled: "Cancelled: nothing was changed.",
    noSheet: (sheet: string) =>
      `There is no sheet named "${sheet}" in this workbook: it may have been renamed or deleted.`,
    sheetHidden: (sheet: string) =>
      `The sheet "${sheet}" is hidden: show it first (right-click a sheet's tab, Unhide).`,
    noEntry: (sheet: string) =>
      `Excel refused to change the sheet "${sheet}": it is protected (Review, Unprotect Sheet), or the workbook is read-only.`,
    sheetProtected: (sheet: string) =>
      `The sheet "${sheet}" is protected: unprotect it (Review, Unprotect Sheet), then try again.`,
    workbookProtected:
      "The workbook is protected, so no sheet can be added: unprotect it (Review, Protect Workbook), then try again.",
    readOnly: "This workbook is read-only: switch to editing or save a copy, then try again.",
    nameTaken: (sheet: string) =>
      `A sheet named "${sheet}" has appeared meanwhile: load again, and a free name is chosen.`,
    notOurs: (sheet: string) =>
      `The sheet "${sheet}" was not made by Capex Functions, so it is not rewritten: load into a new sheet.`,
    inTheWay: (sheet: string, address: string) =>
      `On the sheet "${sheet}", ${address} holds something of yours where new rows must go: move it, then try again.`,
    tableNameTaken: (table: string) =>
      `The name ${table} has been defined in this workbook meanwhile: load again, and the table gets a free name.`,
    definedNameTaken: (name: string) =>
      `The name ${name} is taken in this workbook: choose another. Nothing was changed.`,
    definedNameRefused: (name: string) => `Excel does not allow the name ${name}: choose another. Nothing was changed.`,
    tooManyCharts: (count: number) =>
      `The sheets to load again hold ${count} charts of yours, more than can be noted for an undoing: move some to another sheet, or load into a new one.`,
    otherPane: "Another Capex pane is loading into this workbook: wait until it is done, then try again.",
    tooOld: (version: string, what: string) =>
      `This Excel is too old to ${what} (it lacks ExcelApi ${version}): update Office.`,
    badText: (sheet: string, length: number) =>
      `The sheet "${sheet}" would hold a text of ${length} characters: a cell takes 32,767.`,
    unreachable:
      "Excel's script (office.js) did not arrive from Microsoft: check the network or ask whether a filter blocks appsforoffice.microsoft.com, then reopen the pane.",
    untrusted:
      "Microsoft's script does not know the Excel around this pane (a server of an organization or of another company?), or it did not answer: open the workbook in Excel on the web of Microsoft 365 or in Excel for Windows or Mac, then reopen the pane.",
    notExcel: "This page is the pane of an Excel add-in: open it in Excel from the Capex tab.",
    waiting: "Excel has not answered yet: if you are typing in a cell, press Enter or Esc.",
  },
};
