// What pictures and a scenario's copy say, in English: the pane fetches these words when the first is shown.
import { figure } from "./counting.en";

export const pictures = {
  draft: {
    title: (name: string) => `A copy of ${name}`,
    about: (name: string) => `${name} with changes of your own.`,
    hint: "Move a slider or type: 82%, 0.82, $1.2B. Nothing is in the workbook until you load or save.",
    groups: { main: "What matters most", others: "More assumptions", terms: "Contract, debt, tax and growth" },
    limits: (low: string, above: boolean, high: string, below: boolean) =>
      `${above ? "above" : "at least"} ${low}, ${below ? "below" : "at most"} ${high}`,
    doubtful: (typed: string, whole: string, broken: string) =>
      `${typed} may be ${whole} or ${broken}: type one of them`,
    outside: (value: string, limits: string) => `${value} is out of reach: ${limits}`,
    noNumber: "write a number",
    was: (value: string, source: string) => `was ${value}, ${source}`,
    added: "set in the pane",
    slider: (label: string) => `${label}, slider`,
    name: "Name of the copy",
    load: "Load on a sheet",
    save: "Save as scenario",
    reset: "Start again",
    close: "Back to the scenarios",
    results: "What it comes to",
    refused: (why: string) => `The model refuses this: ${why}.`,
  },
  start: {
    sheet: "Start",
    title: "Does a cluster of GPUs pay back?",
    about: (sheet: string) =>
      `The article’s cluster: every number here follows the assumptions on the sheet ${sheet}. Change one there, or choose another scenario in the pane. Select a number and open Audit in the pane to see it step by step.`,
    tiles: {
      payback: { label: "Payback", note: "days until revenue has brought the cost back, before tax" },
      capexYield: { label: "Return per dollar", note: "dollars a year for each dollar of capital cost" },
      npv: { label: "Net present value", note: "after tax, opex and resale, at the cost of capital" },
      shorterLives2025: {
        label: "What a five-year life costs",
        note: "Amazon’s servers at 5 years instead of 6, in 2025",
      },
    },
    tries: {
      title: "Three things to try",
      given: "Type another",
      formula: "Formula",
      answer: "Answer",
      rent: "Payback at this rent, in days",
      breakeven: "Rent that earns this much a year",
      figure: "AWS operating income, $M",
    },
    /** In the format of a number. */
    days: "d",
    curve: "Cash to date after tax",
    year: "Year",
    toDate: "Cash to date, $",
  },
  open: "Pictures",
  picture: "Picture",
  scenario: "Scenario",
  other: "And",
  close: "Back to the scenarios",
  asTable: "The same as a table",
  put: "Put on a sheet",
  putting: "Putting the picture on a sheet",
  sheet: {
    about: "The chart follows the cells below it, and these the scenario that their formulas name.",
    typed:
      "The chart follows the cells below it: prices of the built-in dataset, as they were when this sheet was made.",
    distributions: ["Key", "Kind", "Low", "Mode", "High"],
    percentiles: ["Share of the trials", "Net present value, at most"],
    bars: ["Key", "Moved down", "As it stands", "Moved up", "Span", "Kept within a limit", "Move that leaves nothing"],
    key: "Key",
    value: "Value",
  },
  noScenario: "This is no cash flow: choose another scenario.",
  none: (why: string) => `There is no such picture: ${why}.`,
  names: {
    cash: "Cash to date",
    bridge: "From one value to another",
    tornado: "What matters most",
    heat: "Rent and utilization",
    monteCarlo: "Spread of outcomes",
    debt: "Debt service and cash",
    lives: "Depreciation under two lives",
    aws: "AWS: additions and income",
    prices: "Price of a GPU-hour",
  },
  cash: {
    title: (name: string) => `${name}: cash to date after tax`,
    says: (payback: string | null, end: string, years: string) =>
      `${payback === null ? "It is never paid back" : `Paid back after ${payback} years`}; ${end} after ${years} years.`,
    years: "Years",
    toDate: "Cash to date",
    paidBack: "Paid back",
    sold: "After the sale",
    after: (years: string) => `after ${years} years`,
  },
  bridge: {
    same: "Choose two scenarios that differ.",
    title: (from: string, to: string) => `Net present value: from ${from} to ${to}`,
    says: (from: string, start: string, to: string, end: string) =>
      `${from} is worth ${start}, ${to} ${end}. Assumptions change one after the other; in another order they would share the way otherwise.`,
    step: "Assumption",
    npv: "Net present value",
    down: "Takes away",
    up: "Adds",
    others: "The others",
  },
  tornado: {
    title: (name: string) => `${name}: net present value when one assumption moves by 20%`,
    says: (widest: string, base: string) => `It is ${base} as it stands. Most depends on: ${widest}.`,
    nothing: "No assumption moves it.",
    assumption: "Assumption",
    down: "Moved down",
    up: "Moved up",
  },
  heat: {
    title: (name: string) => `${name}: net present value by rent and utilization`,
    says: (losing: number, all: number, base: string) =>
      `${base} as it stands, which is outlined; ${figure(losing)} of ${figure(all)} cases lose money.`,
    base: "as it stands",
  },
  monteCarlo: {
    title: (name: string) => `${name}: spread of the net present value`,
    says: (trials: number, p5: string, p50: string, p95: string, negative: string) =>
      `Of ${figure(trials)} trials with rent and utilization 30% up and down and the price’s decline by ten points, nine in ten lie between ${p5} and ${p95}, half above ${p50}; ${negative} lose money.`,
    npv: "Net present value",
    trials: "Trials",
  },
  debt: {
    title: (name: string) => `${name}: debt service against the cash for it`,
    says: (lowest: string) => `At the least, cash is ${lowest} times the debt service.`,
    nothing: "It has no debt.",
    year: "Year",
    cfads: "Cash available for debt service",
    service: "Interest and repayment",
  },
  lives: {
    title: (name: string) => `${name}: depreciation if IT lasts six years or four`,
    says: (
      long: string,
      short: string,
      [firstLong = "", firstShort = ""]: readonly string[],
      [lastLong = "", lastShort = ""]: readonly string[],
    ) =>
      `The same cost over ${long} years or over ${short}: in the first year ${firstLong} against ${firstShort}, in the last ${lastLong} against ${lastShort}.`,
    year: "Year",
    life: (years: string) => `${years} years`,
  },
  aws: {
    title: "AWS: what is added to its property against what it earns",
    says: (first: string, last: string) => `By the filings, ${first} to ${last}; additions are accrued.`,
    year: "Year",
    unit: "USD million",
    added: "Net additions to property and equipment",
    earned: "Operating income",
  },
  prices: {
    title: "H100: price of a GPU-hour",
    says: (prices: number) =>
      `${figure(prices)} prices of the built-in dataset, the median of each month by kind; kinds do not stand in one series.`,
    month: "Month",
    kinds: { list: "List price on demand", contract: "Contract", market: "Market" },
  },
};
