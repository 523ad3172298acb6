// What a GPU-hour earns: the blend of contract kinds, and its path over the years.
import { log1p, power } from "./numbers/exact";
import { must } from "./errors";
import { MAX_PERIODS } from "./keys";
import { along, type Series, sum } from "./numbers/series";
import { findRoot } from "./numbers/solve";
import { frozen, step, unwatched } from "./steps/trace";

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
export const yearNumber = step("year", "Year", "year", "=prior(year) + 1", ({ years }: { years: number }) => {
  must(Number.isInteger(years), `years is ${years}: it must be a whole number`);
  return along(years, (i) => i + 1);
});

interface Fall {
  readonly priceDecline: number;
  readonly year: Series;
}

const SHARE_NAME = "Average rent of the year for each dollar of the opening rent";

const steppedShare = step(
  "priceShare",
  SHARE_NAME,
  "$ per $",
  "=IF(year = 0, 0, (1 - priceDecline) ^ (year - 1))",
  ({ priceDecline, year }: Fall) =>
    along(year.length, (i) => (year[i] === 0 ? 0 : power(1 - priceDecline, year[i] - 1))),
);

/** Below this decline a spreadsheet, which has no log1p, would lose digits: a few terms of its series are exact. */
const SMALL_DECLINE = 0.1;

/** The average over a year of a price that starts at 1 and falls all the time at this yearly rate. */
export function averageOfYear(d: number): number {
  return d === 0 ? 1 : d / -log1p(0 - d);
}

const declineRatio = step(
  "declineRatio",
  "Decline to twice its middle",
  "ratio",
  "=priceDecline / (2 - priceDecline)",
  ({ priceDecline }: { priceDecline: number }) => priceDecline / (2 - priceDecline),
  { note: "-LN(1 - priceDecline) is twice the inverse hyperbolic tangent of it" },
);

const yearAverage = step(
  "yearAverage",
  "Average over a year as a share of its opening price",
  "fraction",
  `=IF(MAX(priceDecline, 0 - priceDecline) < ${SMALL_DECLINE}, (1 - priceDecline / 2) / (1 + declineRatio ^ 2 / 3 + declineRatio ^ 4 / 5 + declineRatio ^ 6 / 7 + declineRatio ^ 8 / 9 + declineRatio ^ 10 / 11 + declineRatio ^ 12 / 13), priceDecline / (-LN(1 - priceDecline)))`,
  ({ priceDecline }: { priceDecline: number; declineRatio: number }) => averageOfYear(priceDecline),
  { note: "the integral over a year of a price that falls all the time at the same yearly rate" },
);

const continuousShare = step(
  "priceShare",
  SHARE_NAME,
  "$ per $",
  "=IF(year = 0, 0, yearAverage * (1 - priceDecline) ^ (year - 1))",
  ({ yearAverage, priceDecline, year }: Fall & { yearAverage: number }) =>
    along(year.length, (i) => (year[i] === 0 ? 0 : yearAverage * power(1 - priceDecline, year[i] - 1))),
);

/** What each year's rent averages for a dollar at the start: it steps down once a year, or falls all the time. Year 0 has none. */
export function pricePath(fall: Fall, continuous: boolean): Series {
  if (!continuous) return steppedShare(fall);
  return continuousShare({ ...fall, yearAverage: yearAverage({ ...fall, declineRatio: declineRatio(fall) }) });
}

/** Average rent of each year. */
export const price = step(
  "price",
  "Average rent of the year",
  "$/GPU-hour",
  "=rate * priceShare",
  ({ rate, priceShare }: { rate: number; priceShare: Series }) => along(priceShare.length, (i) => rate * priceShare[i]),
);

export const DECLINE_METHODS = ["annual", "continuous"] as const;

export interface Contracts {
  readonly shortRate: number;
  readonly longRate: number;
  readonly shortYears: number;
  readonly longYears: number;
}

const contractNumber = step(
  "contract",
  "Short contract",
  "number",
  "=prior(contract) + 1",
  ({ contracts }: { contracts: number }) => along(contracts, (i) => i + 1),
);

const contractRate = step(
  "contractRate",
  "Rent of each short contract at this decline",
  "$/GPU-hour",
  "=shortRate * (1 - decline) ^ ((contract - 1) * shortYears)",
  ({
    shortRate,
    decline,
    contract,
    shortYears,
  }: {
    shortRate: number;
    decline: number;
    contract: Series;
    shortYears: number;
  }) => along(contract.length, (i) => shortRate * power(1 - decline, (contract[i] - 1) * shortYears)),
);

const excess = step(
  "excess",
  "Proof: average of the short contracts less the long one",
  "$/GPU-hour",
  "=sum(contractRate) / last(contract) - longRate",
  ({ contractRate, contract, longRate }: { contractRate: Series; contract: Series; longRate: number }) =>
    sum(contractRate) / contract[contract.length - 1] - longRate,
  { note: "0 but for rounding" },
);

/** 0.3 / 0.1 is a whole number to a reader. */
const WHOLE_TOLERANCE = 1e-9;

/** Prices that rise a thousandfold a year are not looked for. */
const MOST_GROWTH = 1e3;

/** The decline at which a row of short contracts costs the same as the long one: unique, since every later price falls with it. */
export function impliedDecline({ shortRate, longRate, shortYears, longYears }: Contracts): number {
  const contracts = Math.round(longYears / shortYears);
  must(
    contracts >= 1 && Math.abs(longYears / shortYears - contracts) <= WHOLE_TOLERANCE,
    `longYears is ${longYears} and shortYears ${shortYears}: the long contract must be a whole number of short ones`,
  );
  must(contracts <= MAX_PERIODS, `longYears holds ${contracts} short contracts: at most ${MAX_PERIODS}`);
  const search = (decline: number): number => {
    const contract = contractNumber({ contracts });
    return excess({ contractRate: contractRate({ shortRate, decline, contract, shortYears }), contract, longRate });
  };
  const prove = (decline: number): number => {
    search(
      frozen(
        "decline",
        "Decline that makes both cost the same",
        "fraction/year",
        "found by a bracketed search; the proof follows",
        decline,
      ),
    );
    return decline;
  };
  if (shortRate === longRate) return prove(0);
  must(
    contracts > 1,
    "longYears and shortYears are the same: two contracts of one length say nothing about later prices",
    "#NUM!",
  );
  must(
    shortRate < longRate * contracts,
    `shortRate is ${shortRate}: one short contract alone costs as much as ${contracts} at the long rate of ${longRate}, so no decline makes them equal`,
    "#NUM!",
  );
  const decline = findRoot(
    (d) => unwatched(() => search(d)),
    shortRate < longRate ? -MOST_GROWTH : 0,
    shortRate < longRate ? 0 : 1,
  );
  must(!Number.isNaN(decline), `longRate is ${longRate}: it implies a growth beyond ${MOST_GROWTH} a year`, "#NUM!");
  return prove(decline);
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
