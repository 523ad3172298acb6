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

/** Average price of each year when it steps down once a year. */
export const steppedPrice = step(
  "price",
  "Average rent of the year",
  "$/GPU-hour",
  "=rate * (1 - priceDecline) ^ (year - 1)",
  ({ rate, priceDecline, year }: { rate: number; priceDecline: number; year: Series }) =>
    along(year.length, (i) => rate * power(1 - priceDecline, year[i] - 1)),
);

/** Average price of each year when it falls all the time at the same yearly rate: the integral of the path over the year. */
export const continuousPrice = step(
  "price",
  "Average rent of the year",
  "$/GPU-hour",
  "=IF(priceDecline = 0, rate, rate * (1 - priceDecline) ^ (year - 1) * priceDecline / (-LN(1 - priceDecline)))",
  ({ rate, priceDecline, year }: { rate: number; priceDecline: number; year: Series }) =>
    along(year.length, (i) =>
      priceDecline === 0 ? rate : (rate * power(1 - priceDecline, year[i] - 1) * priceDecline) / -log(1 - priceDecline),
    ),
);

/** Yearly average rents, by either method. */
export function pricePath(path: { rate: number; priceDecline: number; years: number; continuous: boolean }): Series {
  const year = yearNumber({ years: path.years });
  return (path.continuous ? continuousPrice : steppedPrice)({ rate: path.rate, priceDecline: path.priceDecline, year });
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
