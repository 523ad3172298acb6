// The yearly cash flow of a GPU fleet by the keys of a scenario, year 0 to the horizon. Costs are negative, so that columns add.
// Unlevered; the gain or loss on the sale at the end is taxed; losses are carried forward.
import { cashAfterTax, following, type ToDate } from "./flow";
import { contractSales, hasContract, type Sales } from "./contract";
import { power } from "./numbers/exact";
import type { Scenario } from "./keys";
import { rampPath } from "./payback";
import { price, pricePath } from "./price";
import { along, before, type Series } from "./numbers/series";
import { termsOf, valueOf } from "./scenario";
import { remark, step, watched } from "./steps/trace";
import { taxation } from "./tax";

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

const colocation = step(
  "colocation",
  "Colocation",
  "$/year",
  "=gpus * kwPerGpu * colocationPerKwMonth * 12",
  ({ gpus, kwPerGpu, colocationPerKwMonth }: Of<"gpus" | "kwPerGpu"> & { colocationPerKwMonth: number }) =>
    gpus * kwPerGpu * colocationPerKwMonth * 12,
  { note: "by kW of IT load, without PUE" },
);

const colocatedOpex = step(
  "yearlyOpex",
  "Opex of a full year",
  "$/year",
  "=powerCost + gpus * otherOpexPerGpu + annualOpex + colocation",
  ({
    powerCost,
    gpus,
    otherOpexPerGpu,
    annualOpex,
    colocation,
  }: Of<"gpus" | "otherOpexPerGpu" | "annualOpex"> & { powerCost: number; colocation: number }) =>
    powerCost + gpus * otherOpexPerGpu + annualOpex + colocation,
);

const growingOpex = step(
  "opex",
  "Opex",
  "$",
  "=IF(year >= opexFromYear, (0 - (powerCost * (1 + powerEscalation) ^ (year - 1) + (yearlyOpex - powerCost) * (1 + opexEscalation) ^ (year - 1))) * operating, 0)",
  ({
    year,
    opexFromYear,
    powerCost,
    yearlyOpex,
    powerEscalation,
    opexEscalation,
    operating,
  }: Of<"opexFromYear"> & {
    year: Series;
    powerCost: number;
    yearlyOpex: number;
    powerEscalation: number;
    opexEscalation: number;
    operating: Series;
  }) =>
    along(year.length, (i) =>
      year[i] >= opexFromYear
        ? (0 -
            (powerCost * power(1 + powerEscalation, year[i] - 1) +
              (yearlyOpex - powerCost) * power(1 + opexEscalation, year[i] - 1))) *
          operating[i]
        : 0,
    ),
  { note: "year 1 at the prices of the scenario" },
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

const capexFlow = step(
  "capexFlow",
  "Capital cost",
  "$",
  "=IF(year = 0, 0 - capex, 0)",
  ({ year, capex }: Of<"capex"> & { year: Series }) => along(year.length, (i) => (year[i] === 0 ? 0 - capex : 0)),
);

const OPERATING_CASH = { key: "operatingCash", name: "Operating cash after tax", tax: "tax" };

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

/** All but those to date, which are calculated when they are asked for. */
export type PlainColumn = Exclude<CashflowColumn, keyof ToDate>;

/** The column that a table shows besides, where something is prepaid. */
export const PREPAYMENT_COLUMN = "prepayment";

/** Every series of the cash flow that a metric or a cell may use. */
export interface Cashflow {
  readonly elapsed: Series;
  readonly operating: Series;
  readonly ramp: Series;
  readonly priceShare: Series;
  readonly operatingCash: Series;
  /** What the hours bring, and of those under contract how many they are. */
  readonly sales: Sales;
  /** Depreciation that tax counts, negative; the books' own unless a table says otherwise. */
  readonly deducted: Series;
  /** Of the sale at the end, as tax counts it. */
  readonly gain: number;
  readonly taxableProfit: Series;
  readonly columns: Readonly<Record<PlainColumn, Series>>;
  readonly toDate: () => ToDate;
}

/** A column, of those that are there or of those that are calculated when they are asked for. */
export const columnOf = ({ columns, toDate }: Pick<Cashflow, "columns" | "toDate">, name: CashflowColumn): Series =>
  name === "cumulative" || name === "discountedCumulative" ? toDate()[name] : columns[name];

/** The years of a table: a part of a last year counts as one. */
export const yearsOf = (horizon: number): number => Math.ceil(horizon);

/** Whether operating cash comes in the middle of each year. */
export const inTheMiddle = (scenario: Scenario): boolean => valueOf(scenario, "timing") === 1;

/** Opex of each year; what grows from year to year grows from year 2 on. */
function opexOf(scenario: Scenario, year: Series, part: Series): Series {
  const { gpus, kwPerGpu, pue, pricePerKwh, otherOpexPerGpu, annualOpex, opexFromYear } = scenario;
  const power = powerCost({ gpus, kwPerGpu, pue, pricePerKwh });
  const colocationPerKwMonth = valueOf(scenario, "colocationPerKwMonth");
  const fullYear =
    colocationPerKwMonth === 0
      ? yearlyOpex({ powerCost: power, gpus, otherOpexPerGpu, annualOpex })
      : colocatedOpex({
          powerCost: power,
          gpus,
          otherOpexPerGpu,
          annualOpex,
          colocation: colocation({ gpus, kwPerGpu, colocationPerKwMonth }),
        });
  if (valueOf(scenario, "opexEscalation") === 0 && valueOf(scenario, "powerEscalation") === 0)
    return opex({ year, opexFromYear, yearlyOpex: fullYear, operating: part });
  const { opexEscalation, powerEscalation } = termsOf(scenario, ["opexEscalation", "powerEscalation"]);
  return growingOpex({
    year,
    opexFromYear,
    powerCost: power,
    yearlyOpex: fullYear,
    powerEscalation,
    opexEscalation,
    operating: part,
  });
}

/** The cash flow of a scenario, one value a year from year 0. */
export function cashflow(scenario: Scenario): Cashflow {
  const { capex, horizon, gpus, hoursPerYear, utilization, wacc } = scenario;
  const year = yearFromZero({ years: yearsOf(horizon) });
  const toDate = elapsed({ year, horizon });
  const part = operating({ elapsed: toDate });
  const priceShare = pricePath({ priceDecline: scenario.priceDecline, year }, scenario.declineMethod === 1);
  const rent = price({ rate: scenario.rate, priceShare });
  const share = rampPath({ rampMonths: scenario.rampMonths, year });
  const sales: Sales = hasContract(scenario)
    ? contractSales(scenario, { year, elapsed: toDate, operating: part, ramp: share, price: rent })
    : { revenue: revenue({ gpus, price: rent, hoursPerYear, utilization, ramp: share, operating: part }) };
  const income = sales.revenue;
  const costs = opexOf(scenario, year, part);
  const earnings = ebitda({ revenue: income, opex: costs });
  if (watched()) warnOfLosses(year, earnings);
  const { depreciation, ebit, resale, deducted, gain, taxableProfit, tax } = taxation(scenario, {
    year,
    elapsed: toDate,
    ebitda: earnings,
  });
  const spent = capexFlow({ year, capex });
  const cash = cashAfterTax(OPERATING_CASH, earnings, tax, sales.prepaymentFlow);
  const { freeCashFlow, toDate: flowToDate } = following(
    { end: "", year: "year" },
    { operatingCash: cash, capexFlow: spent, resale },
    { wacc, year, middle: inTheMiddle(scenario) },
  );
  return {
    elapsed: toDate,
    operating: part,
    ramp: share,
    priceShare,
    operatingCash: cash,
    sales,
    deducted,
    gain,
    taxableProfit,
    columns: {
      year,
      revenue: income,
      opex: costs,
      ebitda: earnings,
      depreciation,
      ebit,
      tax,
      capex: spent,
      residual: resale,
      freeCashFlow,
    },
    toDate: flowToDate,
  };
}

/** A fleet runs to the horizon even at a loss; the reader is told from when. */
function warnOfLosses(year: Series, ebitda: Series): void {
  const first = ebitda.findIndex((amount) => amount < 0);
  if (first >= 0)
    remark(() => `from year ${year[first]} on EBITDA is negative; the fleet runs to the horizon all the same`);
}
