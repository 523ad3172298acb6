// What a GPU-hour earns: the blend of contract kinds, and its path over the years.
import { log, power } from "./exact";
import { must } from "./errors";
import { along, type Series, sum } from "./series";
import { step } from "./trace";

const weightedRates = step(
  "weightedRates",
  "Rent times its share",
  "$/GPU-hour",
  "=rates * mix",
  ({ rates, mix }: { rates: Series; mix: Series }) => along(rates.length, (i) => rates[i] * mix[i]),
  { axis: "down" },
);

const blendedRate = step(
  "blendedRate",
  "Blended rent",
  "$/GPU-hour",
  "=sum(weightedRates)",
  ({ weightedRates }: { weightedRates: Series }) => sum(weightedRates),
);

const MIX_TOLERANCE = 1e-9;

/** Average rent of a GPU-hour, weighted by the share of hours sold at each rent. */
export function blend({ rates, mix }: { rates: Series; mix: Series }): number {
  must(
    rates.length === mix.length,
    `rates has ${rates.length} values and mix ${mix.length}: give each rent its share of the hours`,
  );
  const shares = sum(mix);
  must(Math.abs(shares - 1) <= MIX_TOLERANCE, `mix sums to ${shares}: the shares of the hours must sum to 1`);
  return blendedRate({ weightedRates: weightedRates({ rates, mix }) });
}

/** The year numbers 1, 2, 3 … of a series. */
export const yearNumber = step("year", "Year", "year", "=prior(year) + 1", ({ years }: { years: number }) =>
  along(years, (i) => i + 1),
);

interface PriceTerms {
  readonly rate: number;
  readonly priceDecline: number;
  readonly year: Series;
}

const steppedPrice = step(
  "price",
  "Average rent of the year",
  "$/GPU-hour",
  "=IF(year = 0, 0, rate * (1 - priceDecline) ^ (year - 1))",
  ({ rate, priceDecline, year }: PriceTerms) =>
    along(year.length, (i) => (year[i] === 0 ? 0 : rate * power(1 - priceDecline, year[i] - 1))),
);

/** Below this decline the quotient with the logarithm would lose digits, and four terms of its series are exact. */
const SMALL_DECLINE = 0.001;

const yearAverage = step(
  "yearAverage",
  "Average over a year as a share of its opening price",
  "fraction",
  `=IF(MAX(priceDecline, 0 - priceDecline) < ${SMALL_DECLINE}, 1 - priceDecline / 2 - priceDecline ^ 2 / 12 - priceDecline ^ 3 / 24 - 19 * priceDecline ^ 4 / 720, priceDecline / (-LN(1 - priceDecline)))`,
  ({ priceDecline }: { priceDecline: number }) => {
    const d = priceDecline;
    if (Math.max(d, 0 - d) < SMALL_DECLINE)
      return 1 - d / 2 - (d * d) / 12 - (d * d * d) / 24 - (19 * d * d * d * d) / 720;
    return d / -log(1 - d);
  },
  { note: "the integral over a year of a price that falls all the time at the same yearly rate" },
);

const continuousPrice = step(
  "price",
  "Average rent of the year",
  "$/GPU-hour",
  "=IF(year = 0, 0, rate * yearAverage * (1 - priceDecline) ^ (year - 1))",
  ({ rate, yearAverage, priceDecline, year }: PriceTerms & { yearAverage: number }) =>
    along(year.length, (i) => (year[i] === 0 ? 0 : rate * yearAverage * power(1 - priceDecline, year[i] - 1))),
);

/** Average rent of each year: it steps down once a year, or falls all the time. Year 0 has none. */
export function pricePath(terms: PriceTerms, continuous: boolean): Series {
  if (!continuous) return steppedPrice(terms);
  return continuousPrice({ ...terms, yearAverage: yearAverage(terms) });
}

export const annualRevenue = step(
  "annualRevenue",
  "Annual revenue",
  "$/year",
  "=gpus * rate * hoursPerYear * utilization",
  ({
    gpus,
    rate,
    hoursPerYear,
    utilization,
  }: {
    gpus: number;
    rate: number;
    hoursPerYear: number;
    utilization: number;
  }) => gpus * rate * hoursPerYear * utilization,
);
