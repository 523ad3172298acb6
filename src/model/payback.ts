// When the rent of a cluster has paid back its capital cost, and what each dollar of it earns in a year.
import { fail, present } from "./errors";
import { power } from "./numbers/exact";
import { MAX_YEARS } from "./keys";
import { annualRevenue, price, pricePath, yearNumber } from "./price";
import { along, before, cumulative, type Series } from "./numbers/series";
import { remark, step, unwatched, watched } from "./steps/trace";

export interface Rental {
  readonly capex: number;
  readonly gpus: number;
  readonly rate: number;
  readonly utilization: number;
  readonly annualOpex: number;
  readonly hoursPerYear: number;
}

export interface PaybackTerms extends Rental {
  readonly priceDecline: number;
  readonly rampMonths: number;
  readonly discountRate: number;
  readonly basis: number;
}

export const TIME_UNITS = ["days", "months", "years"] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

const annualCash = step(
  "annualCash",
  "Annual operating cash",
  "$/year",
  "=annualRevenue - annualOpex",
  ({ annualRevenue, annualOpex }: { annualRevenue: number; annualOpex: number }) => annualRevenue - annualOpex,
);

const capexYield = step(
  "capexYield",
  "Yield on capital cost",
  "$ per $ per year",
  "=annualCash / capex",
  ({ annualCash, capex }: { annualCash: number; capex: number }) => annualCash / capex,
);

/** What a dollar of capital cost earns in a year. */
export function rentalYield({ annualOpex, capex, ...rental }: Rental): number {
  return capexYield({ annualCash: annualCash({ annualRevenue: annualRevenue(rental), annualOpex }), capex });
}

/** 1 while nothing changes from year to year: then a quotient is the answer. */
const constantCash = step(
  "constantCash",
  "The same cash every year (1: yes)",
  "code",
  "=IF(priceDecline = 0, IF(rampMonths = 0, IF(discountRate = 0, 1, 0), 0), 0)",
  ({ priceDecline, rampMonths, discountRate }: Pick<PaybackTerms, "priceDecline" | "rampMonths" | "discountRate">) =>
    priceDecline === 0 ? (rampMonths === 0 ? (discountRate === 0 ? 1 : 0) : 0) : 0,
);

const simplePayback = step(
  "paybackYears",
  "Payback",
  "years",
  "=IF(constantCash = 1, capex / annualCash, NA())",
  ({ capex, annualCash }: { capex: number; annualCash: number; constantCash: number }) => capex / annualCash,
);

/** Months' worth of full utilization sold by the end of each year, while it grows evenly from 0. */
const soldMonths = step(
  "soldMonths",
  "Months sold at full utilization, to date",
  "months",
  "=IF(rampMonths = 0, 12 * year, MIN(12 * year, rampMonths) ^ 2 / (2 * rampMonths) + MAX(0, 12 * year - rampMonths))",
  ({ rampMonths, year }: { rampMonths: number; year: Series }) =>
    along(year.length, (i) => {
      if (rampMonths === 0) return 12 * year[i];
      const ramping = Math.min(12 * year[i], rampMonths);
      return (ramping * ramping) / (2 * rampMonths) + Math.max(0, 12 * year[i] - rampMonths);
    }),
);

const ramp = step(
  "ramp",
  "Share of full utilization",
  "fraction",
  "=(soldMonths - prior(soldMonths)) / 12",
  ({ soldMonths }: { soldMonths: Series }) =>
    along(soldMonths.length, (i) => (soldMonths[i] - before(soldMonths, i)) / 12),
);

/** The share of full utilization that each year sells. */
export const rampPath = ({ rampMonths, year }: { rampMonths: number; year: Series }): Series =>
  ramp({ soldMonths: soldMonths({ rampMonths, year }) });

const yearlyCash = step(
  "cash",
  "Operating cash of the year",
  "$",
  "=gpus * price * hoursPerYear * utilization * ramp - annualOpex",
  ({
    gpus,
    price,
    hoursPerYear,
    utilization,
    ramp,
    annualOpex,
  }: Omit<Rental, "capex" | "rate"> & { price: Series; ramp: Series }) =>
    along(price.length, (i) => gpus * price[i] * hoursPerYear * utilization * ramp[i] - annualOpex),
);

const discountedCash = step(
  "discountedCash",
  "Discounted cash of the year",
  "$",
  "=cash / (1 + discountRate) ^ year",
  ({ cash, discountRate, year }: { cash: Series; discountRate: number; year: Series }) =>
    along(year.length, (i) => cash[i] / power(1 + discountRate, year[i])),
);

const cumulativeCash = step(
  "cumulativeCash",
  "Cash to date",
  "$",
  "=cumulative(discountedCash)",
  ({ discountedCash }: { discountedCash: Series }) => cumulative(discountedCash),
);

const covered = step(
  "covered",
  "Capital cost is covered (1: yes)",
  "code",
  "=IF(cumulativeCash >= capex, 1, 0)",
  ({ cumulativeCash, capex }: { cumulativeCash: Series; capex: number }) =>
    along(cumulativeCash.length, (i) => (cumulativeCash[i] >= capex ? 1 : 0)),
);

const paybackYear = step(
  "paybackYear",
  "Year in which it is covered",
  "year",
  "=MATCH(1, covered, 0)",
  ({ covered }: { covered: Series }) => covered.indexOf(1) + 1,
);

const cashBefore = step(
  "cashBefore",
  "Cash to date before that year",
  "$",
  "=IF(paybackYear = 1, 0, INDEX(cumulativeCash, MAX(1, paybackYear - 1)))",
  ({ cumulativeCash, paybackYear }: { cumulativeCash: Series; paybackYear: number }) =>
    paybackYear === 1 ? 0 : cumulativeCash[paybackYear - 2],
);

const interpolatedPayback = step(
  "paybackYears",
  "Payback",
  "years",
  "=paybackYear - 1 + (capex - cashBefore) / INDEX(discountedCash, paybackYear)",
  ({
    paybackYear,
    capex,
    cashBefore,
    discountedCash,
  }: {
    paybackYear: number;
    capex: number;
    cashBefore: number;
    discountedCash: Series;
  }) => paybackYear - 1 + (capex - cashBefore) / discountedCash[paybackYear - 1],
);

/** How many years a table shows: the shortest of these that holds the answer, so that the steps stay readable. */
const TABLE_YEARS = [10, 25, MAX_YEARS] as const;

/** Years until cumulative cash covers capital cost, each year's cash spread evenly within it. */
function paybackYears(terms: PaybackTerms): number {
  const flat = unwatched(() => constantCash(terms)) === 1;
  if (flat) {
    const cash = annualCash({ annualRevenue: annualRevenue(terms), annualOpex: terms.annualOpex });
    if (!(cash > 0))
      fail(
        "#N/A",
        `operating cash is ${cash} a year: the cluster never pays back; raise rate or utilization, or lower annualOpex`,
      );
    const years = simplePayback({ capex: terms.capex, annualCash: cash, constantCash: constantCash(terms) });
    if (years > MAX_YEARS) never(terms.capex, cash * MAX_YEARS);
    return years;
  }
  const found = crossing(terms);
  if (!watched()) return found.years;
  const path = cumulativePath(terms, present(TABLE_YEARS.find((most) => found.year <= most)));
  const year = paybackYear({ covered: covered({ cumulativeCash: path.cumulativeCash, capex: terms.capex }) });
  const before = cashBefore({ cumulativeCash: path.cumulativeCash, paybackYear: year });
  return interpolatedPayback({
    paybackYear: year,
    capex: terms.capex,
    cashBefore: before,
    discountedCash: path.discountedCash,
  });
}

/** The steps of `cumulativePath`, operation for operation and so with the same bits, year by year until the cost is covered. */
function crossing(terms: PaybackTerms): { year: number; years: number } {
  const { capex, gpus, rate, utilization, annualOpex, hoursPerYear, priceDecline, rampMonths, discountRate } = terms;
  let soldBefore = 0;
  let before = 0;
  let most = -Infinity;
  for (let year = 1; year <= MAX_YEARS; year++) {
    const rent = rate * (priceDecline === 0 ? 1 : power(1 - priceDecline, year - 1));
    const ramping = Math.min(12 * year, rampMonths);
    const sold =
      rampMonths === 0 ? 12 * year : (ramping * ramping) / (2 * rampMonths) + Math.max(0, 12 * year - rampMonths);
    const cash = gpus * rent * hoursPerYear * utilization * ((sold - soldBefore) / 12) - annualOpex;
    const discounted = discountRate === 0 ? cash : cash / power(1 + discountRate, year);
    const toDate = before + discounted;
    if (toDate >= capex) return { year, years: year - 1 + (capex - before) / discounted };
    most = Math.max(most, toDate);
    before = toDate;
    soldBefore = sold;
  }
  return never(capex, most);
}

function never(capex: number, most: number): never {
  return fail(
    "#N/A",
    `the cluster never pays back: within ${MAX_YEARS} years its cash covers at most ${most} of the capital cost of ${capex}`,
  );
}

function cumulativePath(terms: PaybackTerms, years: number): { cumulativeCash: Series; discountedCash: Series } {
  const year = yearNumber({ years });
  const priceShare = pricePath({ priceDecline: terms.priceDecline, year }, false);
  const share = rampPath({ rampMonths: terms.rampMonths, year });
  const { gpus, rate, hoursPerYear, utilization, annualOpex, discountRate } = terms;
  const rent = price({ rate, priceShare });
  const cash = yearlyCash({ gpus, price: rent, hoursPerYear, utilization, ramp: share, annualOpex });
  const discounted = discountedCash({ cash, discountRate, year });
  return { cumulativeCash: cumulativeCash({ discountedCash: discounted }), discountedCash: discounted };
}

/** Days that each basis code counts in a year, as Excel's code orders them. */
export const DAYS_IN_YEAR = [360, 365.25, 360, 365, 360] as const;
const CALENDAR_DAYS = 365;

const daysPerYear = step(
  "daysPerYear",
  "Days in a year",
  "days/year",
  "=IF(basis = 1, 365.25, IF(basis = 3, 365, 360))",
  ({ basis }: { basis: number }) => DAYS_IN_YEAR[basis],
);

const paybackDays = step(
  "paybackDays",
  "Payback",
  "days",
  "=paybackYears * daysPerYear",
  ({ paybackYears, daysPerYear }: { paybackYears: number; daysPerYear: number }) => paybackYears * daysPerYear,
);

const paybackMonths = step(
  "paybackMonths",
  "Payback",
  "months",
  "=paybackYears * 12",
  ({ paybackYears }: { paybackYears: number }) => paybackYears * 12,
);

/** A time in years, in the unit that is asked for; days by the basis. */
export function inUnit(years: number, unit: TimeUnit, basis: number): number {
  if (unit === "years") return years;
  if (unit === "months") return paybackMonths({ paybackYears: years });
  const days = daysPerYear({ basis });
  const answer = paybackDays({ paybackYears: years, daysPerYear: days });
  remark(() => `${round(answer)} days of a ${days}-day year = ${round(years * CALENDAR_DAYS)} calendar days`);
  return answer;
}

const round = (value: number): string => value.toFixed(2);

/** Time until the rent of a cluster has paid back its capital cost. */
export const payback = (terms: PaybackTerms, unit: TimeUnit): number => inUnit(paybackYears(terms), unit, terms.basis);
