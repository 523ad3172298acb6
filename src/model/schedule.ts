// What one asset, or each year's purchases, are charged with, period by period. Lives, ages and shifts are in periods.
import { fail, must } from "./errors";
import { power } from "./exact";
import { along, type Series } from "./series";

export const METHODS = ["SL", "SYD", "DB", "DDB", "VDB", "MACRS"] as const;
export const CONVENTIONS = [
  "full-year",
  "half-year",
  "mid-quarter-1",
  "mid-quarter-2",
  "mid-quarter-3",
  "mid-quarter-4",
] as const;

export type Method = (typeof METHODS)[number];
export type Convention = (typeof CONVENTIONS)[number];

/** What is charged with a method: cost and salvage in $, life in periods, which may be broken. */
export interface Asset {
  readonly cost: number;
  readonly salvage: number;
  readonly life: number;
}

/** When an asset counts as bought, in years after the start of its first year. */
export const YEARS_BEFORE: Readonly<Record<Convention, number>> = {
  "full-year": 0,
  "half-year": 0.5,
  "mid-quarter-1": 0.125,
  "mid-quarter-2": 0.375,
  "mid-quarter-3": 0.625,
  "mid-quarter-4": 0.875,
};

/** The part of the period before `end` that lies within start and finish. */
const overlap = (end: number, start: number, finish: number): number =>
  Math.max(0, Math.min(end, finish) - Math.max(end - 1, start));

/** Straight line: Excel's SLN in each period. */
export const straightLine = ({ cost, salvage, life }: Asset): number[] =>
  along(Math.ceil(life), () => (cost - salvage) / life);

/** Sum of the years' digits: Excel's SYD in each period. */
export const sumOfYears = ({ cost, salvage, life }: Asset): number[] =>
  along(life, (i) => ((cost - salvage) * (life - i) * 2) / (life * (life + 1)));

/** Charges that depend on what is left of the cost at the start of each period. */
function declining({ cost, life }: Asset, charge: (opening: number, before: number) => number): number[] {
  let opening = cost;
  return along(Math.ceil(life), (before) => {
    const amount = charge(opening, before);
    opening -= amount;
    return amount;
  });
}

/** Fixed declining balance: Excel's DB from the first month of a year, its rate rounded to three digits as Excel does. */
export function fixedDeclining(asset: Asset): number[] {
  const rate = Math.round((1 - power(asset.salvage / asset.cost, 1 / asset.life)) * 1000) / 1000;
  return declining(asset, (opening) => opening * rate);
}

/** Declining balance at factor / life: Excel's DDB; it may end above salvage and never falls below. */
export const doubleDeclining = (asset: Asset, factor = 2): number[] =>
  declining(asset, (opening) => Math.min((opening * factor) / asset.life, Math.max(0, opening - asset.salvage)));

/** The same, and straight line over the rest of the life as soon as that is more: Excel's VDB in each period. */
export const variableDeclining = (asset: Asset, factor = 2): number[] =>
  declining(asset, (opening, before) => {
    const left = Math.max(0, opening - asset.salvage);
    return Math.max(Math.min((opening * factor) / asset.life, left), left / (asset.life - before));
  });

/** What falls between two moments, for charges that run evenly within each period and end with the life: Excel's VDB. */
export function chargedBetween(charges: Series, life: number, start: number, end: number): number {
  let total = 0;
  for (let i = Math.max(0, Math.floor(start)); i < Math.min(charges.length, Math.ceil(end)); i++)
    total += charges[i] * overlap(i + 1, start, Math.min(end, life));
  return total;
}

/** The charges when the asset is bought later by a number of periods, which may be broken. */
const shifted = (charges: Series, life: number, shift: number): number[] =>
  along(Math.ceil(life + shift), (i) => chargedBetween(charges, life, i - shift, i + 1 - shift));

// IRS Publication 946, tables, 5-year property: percent of cost.
const MACRS_FIVE_YEARS: Readonly<Partial<Record<Convention, Series>>> = {
  "half-year": [20, 32, 19.2, 11.52, 11.52, 5.76],
  "mid-quarter-1": [35, 26, 15.6, 11.01, 11.01, 1.38],
  "mid-quarter-2": [25, 30, 18, 11.37, 11.37, 4.26],
  "mid-quarter-3": [15, 34, 20.4, 12.24, 11.3, 7.06],
  "mid-quarter-4": [5, 38, 22.8, 13.68, 10.94, 9.58],
};

/** US tax depreciation of computers: 5-year property, by the IRS's rounded tables; salvage does not count. */
export function macrs(cost: number, convention: Convention): number[] {
  const percents = MACRS_FIVE_YEARS[convention];
  if (percents === undefined)
    fail("#VALUE!", `convention is ${convention}: MACRS needs half-year or mid-quarter-1 to mid-quarter-4`);
  return along(percents.length, (i) => (cost * percents[i]) / 100);
}

const CHARGES: Readonly<Record<Exclude<Method, "MACRS">, (asset: Asset) => number[]>> = {
  SL: straightLine,
  SYD: sumOfYears,
  DB: fixedDeclining,
  DDB: doubleDeclining,
  VDB: variableDeclining,
};

const MAX_YEARS = 100;
const MAX_PERIODS = 1200;

export interface Plan {
  readonly cost: number;
  /** In $, as in Excel's SLN. */
  readonly salvage: number;
  /** In years. */
  readonly life: number;
  readonly method: Method;
  /** The method's own if undefined: half-year for MACRS, else full-year. */
  readonly convention: Convention | undefined;
  readonly periodsPerYear: number;
}

/** The expense of each period until the asset is written off. */
export function depreciationSchedule({ cost, salvage, life, method, convention, periodsPerYear }: Plan): number[] {
  must(cost > 0, `cost is ${cost}: it must be above 0`);
  must(salvage >= 0 && salvage <= cost, `salvage is ${salvage}: it is in $, from 0 to the cost of ${cost}`);
  if (life === 0) fail("#DIV/0!", "life is 0: it must be above 0 years");
  must(
    life > 0 && life <= MAX_YEARS,
    `life is ${life}: the order is cost, salvage, life, which is from 0 to 100 years`,
  );
  must(
    Number.isInteger(periodsPerYear) && periodsPerYear > 0,
    `periodsPerYear is ${periodsPerYear}: write 1 for years, 4 for quarters, 12 for months`,
  );
  const periods = life * periodsPerYear;
  must(periods <= MAX_PERIODS, `life x periodsPerYear is ${periods}: a schedule has at most 1,200 periods`);
  if (method === "MACRS") {
    must(life === 5, `life is ${life}: MACRS is for 5-year property, write 5`);
    must(periodsPerYear === 1, `periodsPerYear is ${periodsPerYear}: MACRS charges by year, write 1`);
    return macrs(cost, convention ?? "half-year");
  }
  must(
    Number.isInteger(periods) || (method !== "SYD" && method !== "DB"),
    `life x periodsPerYear is ${periods}: ${method} needs a whole number of periods`,
  );
  const charges = CHARGES[method]({ cost, salvage, life: periods });
  return shifted(charges, periods, YEARS_BEFORE[convention ?? "full-year"] * periodsPerYear);
}

/** Fleets that buy in each of several periods: purchase v of fleet f stands at capex[f vintages + v]. */
export interface Fleets {
  readonly capex: Float64Array;
  readonly vintages: number;
  /** One for each fleet, in periods. */
  readonly life: ArrayLike<number>;
  /** One for each fleet, as a fraction of cost. */
  readonly salvage: ArrayLike<number>;
  /** How far into its period a purchase is made: 0 for its start, 0.5 for its middle. */
  readonly shift: number;
}

/** Straight line: how much of a full period's charge falls into the period that is `age` periods after the purchase. */
const share = (age: number, life: number, shift: number): number => overlap(age + 1, shift, shift + life);

/** The charge of each fleet, vintage and period, one after the other, into `out`. */
export function waterfallMatrix(fleets: Fleets, periods: number, out: Float64Array): void {
  const { capex, vintages, life, salvage, shift } = fleets;
  const shares = new Float64Array(periods);
  out.fill(0, 0, life.length * vintages * periods); // Most of the triangle is empty: one fill, then the charges alone.
  let row = 0;
  for (let fleet = 0; fleet < life.length; fleet++) {
    const ages = Math.min(periods, Math.ceil(shift + life[fleet]));
    for (let age = 0; age < ages; age++) shares[age] = share(age, life[fleet], shift);
    for (let vintage = 0; vintage < vintages; vintage++) {
      const charge = (capex[fleet * vintages + vintage] * (1 - salvage[fleet])) / life[fleet];
      const bought = row + vintage;
      const end = Math.min(ages, periods - vintage);
      for (let age = 0; age < end; age++) out[bought + age] = charge * shares[age];
      row += periods;
    }
  }
}

/**
 * The charge of each fleet and period, all vintages together, into `out`. The share of a full charge changes at four ages at
 * most; there it is multiplied with the running sum of all charges, so that no vintage is looked at twice.
 */
export function waterfallTotals(fleets: Fleets, periods: number, out: Float64Array): void {
  const { capex, vintages, life, salvage, shift } = fleets;
  const sums = new Float64Array(periods);
  out.fill(0, 0, life.length * periods);
  for (let fleet = 0; fleet < life.length; fleet++) {
    const first = fleet * vintages;
    let sum = 0;
    for (let period = 0; period < periods; period++) {
      if (period < vintages) sum += (capex[first + period] * (1 - salvage[fleet])) / life[fleet];
      sums[period] = sum;
    }
    const row = fleet * periods;
    const end = Math.floor(shift + life[fleet]);
    for (const age of end > 1 ? [0, 1, end, end + 1] : [0, 1, 2]) {
      const change = share(age, life[fleet], shift) - (age > 0 ? share(age - 1, life[fleet], shift) : 0);
      if (change !== 0)
        for (let period = age; period < periods; period++) out[row + period] += change * sums[period - age];
    }
  }
}
