// What one asset, or each year's purchases, are charged with, period by period. Lives, ages and shifts are in periods.
import { fail, must } from "./errors";
import { power } from "./numbers/exact";
import { MAX_PERIODS, MAX_YEARS } from "./keys";
import { along, type Series } from "./numbers/series";
import { figure, frozen, step } from "./steps/trace";

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

// The charges of a full period each, before any convention moves them.

const chargePeriod = step(
  "chargePeriod",
  "Period of the asset's life",
  "period",
  "=prior(chargePeriod) + 1",
  ({ periods }: { periods: number }) => along(periods, (i) => i + 1),
);

interface Charging {
  readonly cost: number;
  readonly salvage: number;
  readonly lifePeriods: number;
  readonly chargePeriod: Series;
}

/** A life that is a whole number but for rounding, such as 0.7 x 10, has no further period. */
const ROUNDING = 1e-9;

const periodsOf = (life: number): number => Math.ceil(life - ROUNDING);

const charging = ({ cost, salvage, life }: Asset): Charging => ({
  cost,
  salvage,
  lifePeriods: life,
  chargePeriod: chargePeriod({ periods: periodsOf(life) }),
});

const CHARGE = ["fullCharge", "Charge of a full period", "$"] as const;

const evenCharge = step(
  ...CHARGE,
  "=(cost - salvage) / lifePeriods",
  ({ cost, salvage, lifePeriods, chargePeriod }: Charging) =>
    along(chargePeriod.length, () => (cost - salvage) / lifePeriods),
  { note: "straight line: Excel's SLN" },
);

/** Straight line: Excel's SLN in each period. */
export const straightLine = (asset: Asset): Series => evenCharge(charging(asset));

const digitsCharge = step(
  ...CHARGE,
  "=(cost - salvage) * (lifePeriods - chargePeriod + 1) * 2 / (lifePeriods * (lifePeriods + 1))",
  ({ cost, salvage, lifePeriods, chargePeriod }: Charging) =>
    along(
      chargePeriod.length,
      (i) => ((cost - salvage) * (lifePeriods - chargePeriod[i] + 1) * 2) / (lifePeriods * (lifePeriods + 1)),
    ),
  { note: "sum of the years' digits: Excel's SYD" },
);

/** Sum of the years' digits: Excel's SYD in each period. */
export const sumOfYears = (asset: Asset): Series => digitsCharge(charging(asset));

/** What is left at the start of each period, where each charge depends on it. */
function balances(cost: number, periods: number, next: (opening: number, period: number) => number): number[] {
  let opening = cost;
  return along(periods, (i) => (opening = i === 0 ? cost : next(opening, i + 1)));
}

const OPENING = ["opening", "Carrying amount at the start", "$"] as const;

const fixedRate = step(
  "fixedRate",
  "Share written off each period",
  "fraction",
  "=ROUND(1 - (salvage / cost) ^ (1 / lifePeriods), 3)",
  ({ cost, salvage, lifePeriods }: Charging) => Math.round((1 - power(salvage / cost, 1 / lifePeriods)) * 1000) / 1000,
  { note: "rounded to three digits, as Excel's DB does" },
);

const fixedOpening = step(
  ...OPENING,
  "=IF(chargePeriod = 1, cost, prior(opening) * (1 - fixedRate))",
  ({ cost, chargePeriod, fixedRate }: Charging & { fixedRate: number }) =>
    balances(cost, chargePeriod.length, (opening) => opening * (1 - fixedRate)),
);

const fixedCharge = step(
  ...CHARGE,
  "=opening * fixedRate",
  ({ opening, fixedRate }: { opening: Series; fixedRate: number }) =>
    along(opening.length, (i) => opening[i] * fixedRate),
  { note: "fixed declining balance: Excel's DB" },
);

/** Fixed declining balance: Excel's DB from the first month of a year, its rate rounded to three digits as Excel does. */
export function fixedDeclining(asset: Asset): Series {
  const terms = charging(asset);
  const rate = fixedRate(terms);
  return fixedCharge({ opening: fixedOpening({ ...terms, fixedRate: rate }), fixedRate: rate });
}

const decliningFactor = step("factor", "Declining factor", "ratio", "=2", ({ factor }: { factor: number }) => factor, {
  note: "twice the straight line",
});

const doubleOpening = step(
  ...OPENING,
  "=IF(chargePeriod = 1, cost, prior(opening) - MIN(prior(opening) * factor / lifePeriods, MAX(0, prior(opening) - salvage)))",
  ({ cost, salvage, lifePeriods, chargePeriod, factor }: Charging & { factor: number }) =>
    balances(
      cost,
      chargePeriod.length,
      (opening) => opening - Math.min((opening * factor) / lifePeriods, Math.max(0, opening - salvage)),
    ),
);

interface Declining extends Charging {
  readonly opening: Series;
  readonly factor: number;
}

const doubleCharge = step(
  ...CHARGE,
  "=MIN(opening * factor / lifePeriods, MAX(0, opening - salvage))",
  ({ opening, salvage, lifePeriods, factor }: Declining) =>
    along(opening.length, (i) => Math.min((opening[i] * factor) / lifePeriods, Math.max(0, opening[i] - salvage))),
  { note: "declining balance: Excel's DDB" },
);

/** Declining balance at factor / life: Excel's DDB; it may end above salvage and never falls below. */
export function doubleDeclining(asset: Asset, given = 2): Series {
  const terms = { ...charging(asset), factor: decliningFactor({ factor: given }) };
  return doubleCharge({ ...terms, opening: doubleOpening(terms) });
}

/** The declining charge, or the straight line over the rest of the life as soon as that is more. */
function variable(
  opening: number,
  period: number,
  { salvage, lifePeriods, factor }: Omit<Declining, "opening">,
): number {
  const left = Math.max(0, opening - salvage);
  return Math.max(Math.min((opening * factor) / lifePeriods, left), left / (lifePeriods - period + 1));
}

const variableOpening = step(
  ...OPENING,
  "=IF(chargePeriod = 1, cost, prior(opening) - MAX(MIN(prior(opening) * factor / lifePeriods, MAX(0, prior(opening) - salvage)), MAX(0, prior(opening) - salvage) / (lifePeriods - chargePeriod + 2)))",
  (terms: Omit<Declining, "opening">) =>
    balances(
      terms.cost,
      terms.chargePeriod.length,
      (opening, period) => opening - variable(opening, period - 1, terms),
    ),
);

const variableCharge = step(
  ...CHARGE,
  "=MAX(MIN(opening * factor / lifePeriods, MAX(0, opening - salvage)), MAX(0, opening - salvage) / (lifePeriods - chargePeriod + 1))",
  (terms: Declining) => along(terms.opening.length, (i) => variable(terms.opening[i], terms.chargePeriod[i], terms)),
  { note: "declining balance, then straight line as soon as that is more: Excel's VDB" },
);

/** The same, and straight line over the rest of the life as soon as that is more: Excel's VDB in each period. */
export function variableDeclining(asset: Asset, given = 2): Series {
  const terms = { ...charging(asset), factor: decliningFactor({ factor: given }) };
  return variableCharge({ ...terms, opening: variableOpening(terms) });
}

/** What falls between two moments, for charges that run evenly within each period and end with the life: Excel's VDB. */
export function chargedBetween(charges: Series, life: number, start: number, end: number): number {
  let total = 0;
  for (let i = Math.max(0, Math.floor(start)); i < Math.min(charges.length, Math.ceil(end)); i++)
    total += charges[i] * overlap(i + 1, start, Math.min(end, life));
  return total;
}

// A convention: the asset is bought some periods later, which may be broken, so that a period takes parts of two charges.

const shiftPeriods = step(
  "shift",
  "Periods before the purchase",
  "periods",
  "=yearsBefore * periodsPerYear",
  ({ yearsBefore, periodsPerYear }: { yearsBefore: number; periodsPerYear: number }) => yearsBefore * periodsPerYear,
);

const wholeShift = step(
  "wholeShift",
  "Whole periods before it",
  "periods",
  "=ROUND(shift - 0.499, 0)",
  ({ shift }: { shift: number }) => Math.floor(shift),
);

const partShift = step(
  "partShift",
  "Part of a period before it",
  "periods",
  "=shift - wholeShift",
  ({ shift, wholeShift }: { shift: number; wholeShift: number }) => shift - wholeShift,
);

const bookPeriod = step("period", "Period", "period", "=prior(period) + 1", ({ periods }: { periods: number }) =>
  along(periods, (i) => i + 1),
);

const assetPeriod = step(
  "assetPeriod",
  "Period of the asset's life that ends in it",
  "period",
  "=period - wholeShift",
  ({ period, wholeShift }: { period: Series; wholeShift: number }) =>
    along(period.length, (i) => period[i] - wholeShift),
);

interface Shifted {
  readonly fullCharge: Series;
  readonly chargePeriod: Series;
  readonly assetPeriod: Series;
  readonly partShift: number;
  readonly lifePeriods: number;
}

const earlierPart = step(
  "earlierPart",
  "Part of the charge before",
  "$",
  "=IF(assetPeriod >= 2, IF(assetPeriod <= last(chargePeriod) + 1, INDEX(fullCharge, MAX(1, assetPeriod - 1)) * MAX(0, MIN(assetPeriod - 1, lifePeriods) - (assetPeriod - 1 - partShift)), 0), 0)",
  ({ fullCharge, assetPeriod, partShift, lifePeriods }: Shifted) =>
    along(assetPeriod.length, (i) => {
      const at = assetPeriod[i];
      if (at < 2 || at > fullCharge.length + 1) return 0;
      return fullCharge[at - 2] * Math.max(0, Math.min(at - 1, lifePeriods) - (at - 1 - partShift));
    }),
);

const laterPart = step(
  "laterPart",
  "Part of the charge that starts in it",
  "$",
  "=IF(assetPeriod >= 1, IF(assetPeriod <= last(chargePeriod), INDEX(fullCharge, MAX(1, assetPeriod)) * MAX(0, MIN(assetPeriod - partShift, lifePeriods) - (assetPeriod - 1)), 0), 0)",
  ({ fullCharge, assetPeriod, partShift, lifePeriods }: Shifted) =>
    along(assetPeriod.length, (i) => {
      const at = assetPeriod[i];
      if (at < 1 || at > fullCharge.length) return 0;
      return fullCharge[at - 1] * Math.max(0, Math.min(at - partShift, lifePeriods) - (at - 1));
    }),
);

const shiftedCharge = step(
  "expense",
  "Expense",
  "$",
  "=earlierPart + laterPart",
  ({ earlierPart, laterPart }: { earlierPart: Series; laterPart: Series }) =>
    along(earlierPart.length, (i) => earlierPart[i] + laterPart[i]),
);

/** The charges when the asset is bought later, or ends within a period. */
function shifted(fullCharge: Series, lifePeriods: number, yearsBefore: number, periodsPerYear: number): Series {
  const shift = shiftPeriods({ yearsBefore, periodsPerYear });
  const whole = wholeShift({ shift });
  const terms = {
    fullCharge,
    chargePeriod: along(fullCharge.length, (i) => i + 1),
    assetPeriod: assetPeriod({ period: bookPeriod({ periods: periodsOf(lifePeriods + shift) }), wholeShift: whole }),
    partShift: partShift({ shift, wholeShift: whole }),
    lifePeriods,
  };
  return shiftedCharge({ earlierPart: earlierPart(terms), laterPart: laterPart(terms) });
}

// IRS Publication 946, tables, 5-year property: percent of cost.
const MACRS_FIVE_YEARS: Readonly<Partial<Record<Convention, Series>>> = {
  "half-year": [20, 32, 19.2, 11.52, 11.52, 5.76],
  "mid-quarter-1": [35, 26, 15.6, 11.01, 11.01, 1.38],
  "mid-quarter-2": [25, 30, 18, 11.37, 11.37, 4.26],
  "mid-quarter-3": [15, 34, 20.4, 12.24, 11.3, 7.06],
  "mid-quarter-4": [5, 38, 22.8, 13.68, 10.94, 9.58],
};

const macrsCharge = step(
  "expense",
  "Expense",
  "$",
  "=cost * percent / 100",
  ({ cost, percent }: { cost: number; percent: Series }) => along(percent.length, (i) => (cost * percent[i]) / 100),
  { note: "salvage does not count" },
);

/** US tax depreciation of computers: 5-year property, by the IRS's rounded tables; salvage does not count. */
export function macrs(cost: number, convention: Convention): Series {
  const percents = MACRS_FIVE_YEARS[convention];
  if (percents === undefined)
    fail("#VALUE!", `convention is ${convention}: MACRS needs half-year or mid-quarter-1 to mid-quarter-4`);
  const percent = figure(
    "percent",
    `IRS table, ${convention}`,
    "percent",
    percents,
    "IRS Publication 946, appendix A, tables A-1 to A-5: 5-year property",
  );
  return macrsCharge({ cost, percent });
}

const CHARGES: Readonly<Record<Exclude<Method, "MACRS">, (asset: Asset) => Series>> = {
  SL: straightLine,
  SYD: sumOfYears,
  DB: fixedDeclining,
  DDB: doubleDeclining,
  VDB: variableDeclining,
};

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

const unmoved = step("expense", "Expense", "$", "=fullCharge", ({ fullCharge }: { fullCharge: Series }) => fullCharge);

const lifePeriods = step(
  "lifePeriods",
  "Life in periods",
  "periods",
  "=life * periodsPerYear",
  ({ life, periodsPerYear }: { life: number; periodsPerYear: number }) => life * periodsPerYear,
);

/** The expense of each period until the asset is written off: its step is "expense". */
export function depreciationSchedule({ cost, salvage, life, method, convention, periodsPerYear }: Plan): Series {
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
  const periods = method === "MACRS" ? life * periodsPerYear : lifePeriods({ life, periodsPerYear });
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
  const yearsBefore = YEARS_BEFORE[convention ?? "full-year"];
  if (yearsBefore === 0 && Math.abs(periods - Math.round(periods)) < ROUNDING) return unmoved({ fullCharge: charges });
  frozen(
    "yearsBefore",
    "Years before the purchase counts",
    "years",
    `by the convention ${convention ?? "full-year"}`,
    yearsBefore,
  );
  return shifted(charges, periods, yearsBefore, periodsPerYear);
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
