// The yearly cash flow of a GPU fleet by the keys of a scenario, year 0 to the horizon. Costs are negative, so that columns add.
// Unlevered; book and tax depreciation are the same; losses are carried forward without limit; resale is untaxed.
import { power } from "./numbers/exact";
import type { Scenario } from "./keys";
import { rampPath } from "./payback";
import { price, pricePath } from "./price";
import { along, cumulative, type Series } from "./numbers/series";
import { remark, step, watched } from "./steps/trace";

/** Every hour of a year: power is paid at full load, whatever is sold. */
export const HOURS_OF_POWER = 8760;

/** A part of a scenario. */
type Of<K extends keyof Scenario> = Pick<Scenario, K>;

const yearFromZero = step("year", "Year", "year", "=prior(year, (-1)) + 1", ({ years }: { years: number }) =>
  along(years + 1, (i) => i),
);

const elapsed = step(
  "elapsed",
  "Years of operation to date",
  "years",
  "=MIN(year, horizon)",
  ({ year, horizon }: { year: Series; horizon: number }) => along(year.length, (i) => Math.min(year[i], horizon)),
);

const operating = step(
  "operating",
  "Part of the year in operation",
  "years",
  "=elapsed - prior(elapsed)",
  ({ elapsed }: { elapsed: Series }) => along(elapsed.length, (i) => elapsed[i] - before(elapsed, i)),
);

const before = (series: Series, i: number): number => (i === 0 ? 0 : series[i - 1]);

const revenue = step(
  "revenue",
  "Revenue",
  "$",
  "=gpus * price * hoursPerYear * utilization * ramp * operating",
  ({
    gpus,
    price,
    hoursPerYear,
    utilization,
    ramp,
    operating,
  }: Of<"gpus" | "hoursPerYear" | "utilization"> & { price: Series; ramp: Series; operating: Series }) =>
    along(price.length, (i) => gpus * price[i] * hoursPerYear * utilization * ramp[i] * operating[i]),
);

const powerCost = step(
  "powerCost",
  "Power at full load",
  "$/year",
  `=gpus * kwPerGpu * pue * ${HOURS_OF_POWER} * pricePerKwh`,
  ({ gpus, kwPerGpu, pue, pricePerKwh }: Of<"gpus" | "kwPerGpu" | "pue" | "pricePerKwh">) =>
    gpus * kwPerGpu * pue * HOURS_OF_POWER * pricePerKwh,
);

const yearlyOpex = step(
  "yearlyOpex",
  "Opex of a full year",
  "$/year",
  "=powerCost + gpus * otherOpexPerGpu + annualOpex",
  ({
    powerCost,
    gpus,
    otherOpexPerGpu,
    annualOpex,
  }: Of<"gpus" | "otherOpexPerGpu" | "annualOpex"> & { powerCost: number }) =>
    powerCost + gpus * otherOpexPerGpu + annualOpex,
);

const opex = step(
  "opex",
  "Opex",
  "$",
  "=IF(year >= opexFromYear, (0 - yearlyOpex) * operating, 0)",
  ({
    year,
    opexFromYear,
    yearlyOpex,
    operating,
  }: Of<"opexFromYear"> & { year: Series; yearlyOpex: number; operating: Series }) =>
    along(year.length, (i) => (year[i] >= opexFromYear ? (0 - yearlyOpex) * operating[i] : 0)),
);

const ebitda = step(
  "ebitda",
  "EBITDA",
  "$",
  "=revenue + opex",
  ({ revenue, opex }: { revenue: Series; opex: Series }) => along(revenue.length, (i) => revenue[i] + opex[i]),
);

const itCost = step(
  "itCost",
  "Cost of servers and network",
  "$",
  "=capex * itShare",
  ({ capex, itShare }: Of<"capex" | "itShare">) => capex * itShare,
);

const facilityCost = step(
  "facilityCost",
  "Cost of the facility",
  "$",
  "=capex * (1 - itShare)",
  ({ capex, itShare }: Of<"capex" | "itShare">) => capex * (1 - itShare),
);

const itDepreciation = step(
  "itDepreciation",
  "Book depreciation of IT",
  "$",
  "=(0 - itCost) * (1 - residual) * (MIN(elapsed, itLife) - MIN(prior(elapsed), itLife)) / itLife",
  ({ itCost, residual, elapsed, itLife }: Of<"residual" | "itLife"> & { itCost: number; elapsed: Series }) =>
    along(
      elapsed.length,
      (i) =>
        ((0 - itCost) * (1 - residual) * (Math.min(elapsed[i], itLife) - Math.min(before(elapsed, i), itLife))) /
        itLife,
    ),
);

const facilityDepreciation = step(
  "facilityDepreciation",
  "Book depreciation of the facility",
  "$",
  "=(0 - facilityCost) * (1 - facilityResidual) * (MIN(elapsed, facilityLife) - MIN(prior(elapsed), facilityLife)) / facilityLife",
  ({
    facilityCost,
    facilityResidual,
    elapsed,
    facilityLife,
  }: Of<"facilityResidual" | "facilityLife"> & { facilityCost: number; elapsed: Series }) =>
    along(
      elapsed.length,
      (i) =>
        ((0 - facilityCost) *
          (1 - facilityResidual) *
          (Math.min(elapsed[i], facilityLife) - Math.min(before(elapsed, i), facilityLife))) /
        facilityLife,
    ),
);

const depreciation = step(
  "depreciation",
  "Depreciation",
  "$",
  "=itDepreciation + facilityDepreciation",
  ({ itDepreciation, facilityDepreciation }: { itDepreciation: Series; facilityDepreciation: Series }) =>
    along(itDepreciation.length, (i) => itDepreciation[i] + facilityDepreciation[i]),
);

const ebit = step(
  "ebit",
  "EBIT",
  "$",
  "=ebitda + depreciation",
  ({ ebitda, depreciation }: { ebitda: Series; depreciation: Series }) =>
    along(ebitda.length, (i) => ebitda[i] + depreciation[i]),
);

const lossPool = step(
  "lossPool",
  "Losses carried forward",
  "$",
  "=MAX(0, prior(lossPool) - ebit)",
  ({ ebit }: { ebit: Series }) => {
    let pool = 0;
    return along(ebit.length, (i) => (pool = Math.max(0, pool - ebit[i])));
  },
);

const tax = step(
  "tax",
  "Tax",
  "$",
  "=(0 - taxRate) * MAX(0, ebit - prior(lossPool))",
  ({ taxRate, ebit, lossPool }: Of<"taxRate"> & { ebit: Series; lossPool: Series }) =>
    along(ebit.length, (i) => (0 - taxRate) * Math.max(0, ebit[i] - before(lossPool, i))),
  { note: "on book EBIT, losses carried forward without limit, no tax on resale" },
);

const capexFlow = step(
  "capexFlow",
  "Capital cost",
  "$",
  "=IF(year = 0, 0 - capex, 0)",
  ({ year, capex }: Of<"capex"> & { year: Series }) => along(year.length, (i) => (year[i] === 0 ? 0 - capex : 0)),
);

const itResale = step(
  "itResale",
  "Carrying amount of IT at the end, residual included",
  "$",
  "=itCost * (1 - (1 - residual) * MIN(horizon, itLife) / itLife)",
  ({ itCost, residual, horizon, itLife }: Of<"residual" | "horizon" | "itLife"> & { itCost: number }) =>
    itCost * (1 - ((1 - residual) * Math.min(horizon, itLife)) / itLife),
);

const facilityResale = step(
  "facilityResale",
  "Carrying amount of the facility at the end, residual included",
  "$",
  "=facilityCost * (1 - (1 - facilityResidual) * MIN(horizon, facilityLife) / facilityLife)",
  ({
    facilityCost,
    facilityResidual,
    horizon,
    facilityLife,
  }: Of<"facilityResidual" | "horizon" | "facilityLife"> & { facilityCost: number }) =>
    facilityCost * (1 - ((1 - facilityResidual) * Math.min(horizon, facilityLife)) / facilityLife),
);

const resale = step(
  "resale",
  "Residual",
  "$",
  "=IF(year = last(year), itResale + facilityResale, 0)",
  ({ year, itResale, facilityResale }: { year: Series; itResale: number; facilityResale: number }) =>
    along(year.length, (i) => (year[i] === year[year.length - 1] ? itResale + facilityResale : 0)),
  { note: "everything is sold at its carrying amount at the end of the last year" },
);

const operatingCash = step(
  "operatingCash",
  "Operating cash after tax",
  "$",
  "=ebitda + tax",
  ({ ebitda, tax }: { ebitda: Series; tax: Series }) => along(ebitda.length, (i) => ebitda[i] + tax[i]),
);

const freeCashFlow = step(
  "freeCashFlow",
  "Free cash flow",
  "$",
  "=operatingCash + capexFlow + resale",
  ({ operatingCash, capexFlow, resale }: { operatingCash: Series; capexFlow: Series; resale: Series }) =>
    along(operatingCash.length, (i) => operatingCash[i] + capexFlow[i] + resale[i]),
);

const cumulativeFlow = step(
  "cumulative",
  "Free cash flow to date",
  "$",
  "=cumulative(freeCashFlow)",
  ({ freeCashFlow }: { freeCashFlow: Series }) => cumulative(freeCashFlow),
);

const discounted = step(
  "discounted",
  "Discounted free cash flow",
  "$",
  "=freeCashFlow / (1 + wacc) ^ year",
  ({ freeCashFlow, wacc, year }: Of<"wacc"> & { freeCashFlow: Series; year: Series }) =>
    along(year.length, (i) => freeCashFlow[i] / power(1 + wacc, year[i])),
);

const discountedCumulative = step(
  "discountedCumulative",
  "Discounted free cash flow to date",
  "$",
  "=cumulative(discounted)",
  ({ discounted }: { discounted: Series }) => cumulative(discounted),
);

/** The columns that a cell can ask for, in order, and the step behind each. */
export const CASHFLOW_COLUMNS = {
  year: "year",
  revenue: "revenue",
  opex: "opex",
  ebitda: "ebitda",
  depreciation: "depreciation",
  ebit: "ebit",
  tax: "tax",
  capex: "capexFlow",
  residual: "resale",
  freeCashFlow: "freeCashFlow",
  cumulative: "cumulative",
  discountedCumulative: "discountedCumulative",
} as const;

export type CashflowColumn = keyof typeof CASHFLOW_COLUMNS;

/** Every series of the cash flow that a metric or a cell may use. */
export interface Cashflow {
  readonly elapsed: Series;
  readonly operating: Series;
  readonly ramp: Series;
  readonly priceShare: Series;
  readonly operatingCash: Series;
  readonly columns: Readonly<Record<CashflowColumn, Series>>;
}

/** The years of a table: a part of a last year counts as one. */
export const yearsOf = (horizon: number): number => Math.ceil(horizon);

/** The cash flow of a scenario, one value a year from year 0. */
export function cashflow(scenario: Scenario): Cashflow {
  const { capex, horizon } = scenario;
  const year = yearFromZero({ years: yearsOf(horizon) });
  const toDate = elapsed({ year, horizon });
  const part = operating({ elapsed: toDate });
  const priceShare = pricePath({ priceDecline: scenario.priceDecline, year }, scenario.declineMethod === 1);
  const rent = price({ rate: scenario.rate, priceShare });
  const share = rampPath({ rampMonths: scenario.rampMonths, year });
  const { gpus, hoursPerYear, utilization, kwPerGpu, pue, pricePerKwh, otherOpexPerGpu, annualOpex, opexFromYear } =
    scenario;
  const income = revenue({ gpus, price: rent, hoursPerYear, utilization, ramp: share, operating: part });
  const fullYear = yearlyOpex({
    powerCost: powerCost({ gpus, kwPerGpu, pue, pricePerKwh }),
    gpus,
    otherOpexPerGpu,
    annualOpex,
  });
  const costs = opex({ year, opexFromYear, yearlyOpex: fullYear, operating: part });
  const earnings = ebitda({ revenue: income, opex: costs });
  if (watched()) warnOfLosses(year, earnings);

  const { itShare, itLife, facilityLife, residual, facilityResidual, taxRate, wacc } = scenario;
  const servers = itCost({ capex, itShare });
  const building = facilityCost({ capex, itShare });
  const charge = depreciation({
    itDepreciation: itDepreciation({ itCost: servers, residual, elapsed: toDate, itLife }),
    facilityDepreciation: facilityDepreciation({
      facilityCost: building,
      facilityResidual,
      elapsed: toDate,
      facilityLife,
    }),
  });
  const profit = ebit({ ebitda: earnings, depreciation: charge });
  const taxes = tax({ taxRate, ebit: profit, lossPool: lossPool({ ebit: profit }) });
  const spent = capexFlow({ year, capex });
  const sold = resale({
    year,
    itResale: itResale({ itCost: servers, residual, horizon, itLife }),
    facilityResale: facilityResale({ facilityCost: building, facilityResidual, horizon, facilityLife }),
  });
  const cash = operatingCash({ ebitda: earnings, tax: taxes });
  const free = freeCashFlow({ operatingCash: cash, capexFlow: spent, resale: sold });
  return {
    elapsed: toDate,
    operating: part,
    ramp: share,
    priceShare,
    operatingCash: cash,
    columns: {
      year,
      revenue: income,
      opex: costs,
      ebitda: earnings,
      depreciation: charge,
      ebit: profit,
      tax: taxes,
      capex: spent,
      residual: sold,
      freeCashFlow: free,
      cumulative: cumulativeFlow({ freeCashFlow: free }),
      discountedCumulative: discountedCumulative({ discounted: discounted({ freeCashFlow: free, wacc, year }) }),
    },
  };
}

/** A fleet runs to the horizon even at a loss; the reader is told from when. */
function warnOfLosses(year: Series, ebitda: Series): void {
  const first = ebitda.findIndex((amount) => amount < 0);
  if (first >= 0)
    remark(() => `from year ${year[first]} on EBITDA is negative; the fleet runs to the horizon all the same`);
}
