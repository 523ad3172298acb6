// What our functions can be asked that a published number may answer.
import { textLiteral } from "../../explain/formula-text";
import type { Unit } from "./quantity";

/** Arguments or scenario keys that are told, by their names. */
export type Settings = Readonly<Record<string, number | string>>;

export const QUESTIONS = [
  "payback",
  "yield",
  "revenue",
  "rate",
  "ownership",
  "ownershipYear",
  "tokenCost",
  "tokenRevenue",
  "tokenMargin",
  "tokenUtilization",
  "tokenPrice",
  "annualCost",
  "revenueNeeded",
  "lifeChange",
  "lifeBase",
  "priceDecline",
  "capexRatio",
  "scenarioPayback",
  "scenarioYield",
  "scenarioRevenue",
  "scenarioCost",
  "npv",
  "irr",
  "multiple",
  "tco",
  "breakevenRate",
  "equityIrr",
  "equityMultiple",
  "minDscr",
  "averageDscr",
  "debtCapacity",
] as const;
export type QuestionName = (typeof QUESTIONS)[number];

export const CONVENTIONS = [
  "days360",
  "days365",
  "days36525",
  "hours8760",
  "hours8766",
  "hours8784",
  "perDay",
  "discounted",
  "undiscounted",
  "capitalTenPercent",
  "allSold",
  "beforeTax",
  "midYear",
  "continuous",
  "noOpex",
  "noResale",
  "macrs",
  "gross",
  "costOfCapital",
  "pressFormula",
  "additions",
  "newAssets",
  "keepAged",
  "netIncome",
  "pooled",
  "unrounded",
] as const;
export type ConventionName = (typeof CONVENTIONS)[number];

/** One way to count that publishers are known to use; two of an axis exclude each other. */
export interface Convention {
  readonly name: ConventionName;
  readonly axis: string;
  readonly set: Settings;
  /** The only unit of the claim to which it makes a difference. */
  readonly only?: Unit;
}

export interface Parameter {
  readonly name: string;
  readonly unit: Unit;
  /** Words beside a number that make it this; null where the unit says it already. */
  readonly cue: RegExp | null;
  /** Values between which a solution is looked for; none where it is not moved. */
  readonly tries: readonly number[];
  /** Values that presets and sources have. */
  readonly known: readonly number[];
  /** What it is unless it is told. */
  readonly start: number;
}

export interface Question {
  readonly name: QuestionName;
  readonly preset: string | null;
  /** The units in which it answers, with what must be told for it. */
  readonly units: Readonly<Partial<Record<Unit, Settings>>>;
  /** Words of a sentence that ask it. */
  readonly cue: RegExp;
  readonly parameters: readonly Parameter[];
  readonly conventions: readonly Convention[];
  /** NaN where it has no answer. */
  value(settings: Settings): number;
  /** The same as a function of one number; where it has no answer, no finite one. */
  curve(settings: Settings, name: string): (value: number) => number;
  formula(settings: Settings): string;
}

/** Words that a claim's inputs have beside them. */
export const CUES = {
  capex: /capex|capital|cost|invest|spen[dt]|build|worth|price|hardware|cluster|资本|投资|成本|造价/i,
  annualOpex: /opex|operating (?:cost|expens)|running cost|运营/i,
  utilization: /utili[sz]|occup|of (?:the )?(?:hours|time|capacity)|sold|busy|load|利用率|出租率/i,
  priceDecline: /declin|fall|drop|erosion|eroding|cheaper|deprecia\w+ of (?:rent|price)|下降|下跌/i,
  rampMonths: /ramp|爬坡/i,
  wacc: /discount|cost of capital|wacc|capital cost of|hurdle|interest|贴现|折现|资本成本/i,
  taxRate: /tax|税/i,
  residual: /residual|resale|salvage|terminal|left|残值/i,
  life: /life|lives|deprecia|amorti[sz]|recover|straight|spread|折旧|年限|寿命/i,
  horizon: /over|for|horizon|within|during|term|in total|cumulative|年内|期/i,
  pue: /\bPUE\b/i,
  margin: /margin|毛利/i,
  roic: /return|roic|回报/i,
  debtShare: /debt|leverage|loan|financ|负债|杠杆/i,
  debtRate: /interest|coupon|debt at|cost of debt|利率/i,
  pool: /cost|gross|assets|servers|base|balance|equipment|worth|原值|资产/i,
  effect: /effect|reduc|increas|lower|rais|add|sav|expense|影响|减少|增加/i,
} as const;

/** What values of a unit are multiples of, as people choose them. */
export const GRAIN: Readonly<Partial<Record<Unit, number>>> = {
  share: 0.001,
  years: 0.5,
  months: 1,
  kW: 0.01,
  "$/kWh": 0.001,
  GPUs: 1,
};

const FACTORS = [1 / 8, 1 / 4, 1 / 2, Math.SQRT1_2, 1, Math.SQRT2, 2, 4, 8];

/** Values around one that is known. */
export const around = (start: number): number[] => FACTORS.map((factor) => start * factor);

export const FRACTIONS = [0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
export const RATES = [0, 0.02, 0.05, 0.08, 0.12, 0.16, 0.2, 0.3, 0.4, 0.5];
export const LIVES = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 10, 12, 15, 20, 25];

/** A value as a formula has it. */
export const typed = (value: number | string): string =>
  typeof value === "number" ? String(value) : textLiteral(value);
