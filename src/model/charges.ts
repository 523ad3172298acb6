// What each method charges for a full period of an asset's life, before any convention moves it: Excel's SLN, SYD, DB, DDB and VDB.
import { power } from "./numbers/exact";
import { along, type Series } from "./numbers/series";
import { step } from "./steps/trace";

/** What is charged with a method: cost and salvage in $, life in periods, which may be broken. */
export interface Asset {
  readonly cost: number;
  readonly salvage: number;
  readonly life: number;
}

/** The part of the period before `end` that lies within start and finish. */
export const overlap = (end: number, start: number, finish: number): number =>
  Math.max(0, Math.min(end, finish) - Math.max(end - 1, start));

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
export const ROUNDING = 1e-9;

export const periodsOf = (life: number): number => Math.ceil(life - ROUNDING);

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
