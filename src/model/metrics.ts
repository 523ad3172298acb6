// What a scenario is judged by, a closed list: every metric is computed from the scenario's cash flow. A new metric is one line.
import { cashflow, type Cashflow } from "./cashflow";
import { fail } from "./errors";
import { KEYS, type Scenario } from "./keys";
import { inUnit } from "./payback";
import { internalRate, multiple, netPresentValue } from "./returns";
import { along, cumulative, type Series, sum } from "./numbers/series";
import { npv } from "./numbers/irr";
import { step } from "./steps/trace";

const capexYield = step(
  "yield",
  "Yield: EBITDA of year 1 on capital cost",
  "$ per $ per year",
  "=INDEX(ebitda, 2) / capex",
  ({ ebitda, capex }: { ebitda: Series; capex: number }) => ebitda[1] / capex,
);

const reached = step(
  "reached",
  "Capital cost is covered (1: yes)",
  "code",
  "=IF(cumulative >= 0, 1, 0)",
  ({ cumulative }: { cumulative: Series }) => along(cumulative.length, (i) => (cumulative[i] >= 0 ? 1 : 0)),
);

const reachedAt = step(
  "reachedAt",
  "Position of the year in which it is covered",
  "position",
  "=MATCH(1, reached, 0)",
  ({ reached }: { reached: Series }) => reached.indexOf(1) + 1,
);

const owedBefore = step(
  "owedBefore",
  "Not yet covered before that year",
  "$",
  "=0 - INDEX(cumulative, reachedAt - 1)",
  ({ cumulative, reachedAt }: { cumulative: Series; reachedAt: number }) => 0 - cumulative[reachedAt - 2],
);

const paybackYears = step(
  "paybackYears",
  "Payback",
  "years",
  "=INDEX(elapsed, reachedAt - 1) + IF(INDEX(operatingCash, reachedAt) >= owedBefore, owedBefore / INDEX(operatingCash, reachedAt), 1) * (INDEX(elapsed, reachedAt) - INDEX(elapsed, reachedAt - 1))",
  ({
    elapsed,
    reachedAt,
    operatingCash,
    owedBefore,
  }: {
    elapsed: Series;
    reachedAt: number;
    operatingCash: Series;
    owedBefore: number;
  }) => {
    const cash = operatingCash[reachedAt - 1];
    const start = elapsed[reachedAt - 2];
    return start + (cash >= owedBefore ? owedBefore / cash : 1) * (elapsed[reachedAt - 1] - start);
  },
  { note: "operating cash comes evenly within the year, resale at its end" },
);

/** Undiscounted payback of the free cash flow; beyond the horizon there is none. */
function payback({ elapsed, operatingCash, columns: { cumulative } }: Cashflow, { basis, horizon }: Scenario): number {
  const covered = reached({ cumulative });
  if (!covered.includes(1))
    fail(
      "#N/A",
      `the scenario does not pay back within its horizon of ${horizon} years: ${Math.max(...cumulative)} $ is the nearest it comes`,
    );
  const position = reachedAt({ reached: covered });
  const owed = owedBefore({ cumulative, reachedAt: position });
  return inUnit(paybackYears({ elapsed, reachedAt: position, operatingCash, owedBefore: owed }), "days", basis);
}

const scenarioRate = step(
  "discountRate",
  "Discount rate",
  "fraction/year",
  "=wacc",
  ({ wacc }: Pick<Scenario, "wacc">) => wacc,
  { note: "the scenario's cost of capital" },
);

const costFlow = step(
  "costFlow",
  "What the fleet costs, less resale",
  "$",
  "=opex + capexFlow + resale",
  ({ opex, capexFlow, resale }: { opex: Series; capexFlow: Series; resale: Series }) =>
    along(opex.length, (i) => opex[i] + capexFlow[i] + resale[i]),
);

const soldHours = step(
  "soldHours",
  "GPU-hours sold",
  "GPU-hours",
  "=gpus * hoursPerYear * utilization * ramp * operating",
  ({
    gpus,
    hoursPerYear,
    utilization,
    ramp,
    operating,
  }: Pick<Scenario, "gpus" | "hoursPerYear" | "utilization"> & { ramp: Series; operating: Series }) =>
    along(ramp.length, (i) => gpus * hoursPerYear * utilization * ramp[i] * operating[i]),
);

const discountedCost = step(
  "discountedCost",
  "Present value of the costs",
  "$",
  "=0 - (first(costFlow) + NPV(wacc, rest(costFlow)))",
  ({ costFlow, wacc }: { costFlow: Series; wacc: number }) => 0 - npv(wacc, costFlow),
);

const discountedHours = step(
  "discountedHours",
  "Present value of the hours",
  "GPU-hours",
  "=first(soldHours) + NPV(wacc, rest(soldHours))",
  ({ soldHours, wacc }: { soldHours: Series; wacc: number }) => npv(wacc, soldHours),
);

const levelizedCost = step(
  "tco",
  "Cost of a sold GPU-hour",
  "$/GPU-hour",
  "=discountedCost / discountedHours",
  ({ discountedCost, discountedHours }: { discountedCost: number; discountedHours: number }) =>
    discountedCost / discountedHours,
  { note: "levelized at the scenario's cost of capital, before tax" },
);

function tco({ ramp, operating, columns }: Cashflow, { gpus, hoursPerYear, utilization, wacc }: Scenario): number {
  const { opex, capex: capexFlow, residual: resale } = columns;
  const hours = discountedHours({ soldHours: soldHours({ gpus, hoursPerYear, utilization, ramp, operating }), wacc });
  if (!(hours > 0)) fail("#N/A", `utilization is ${utilization}: no GPU-hour is sold, so none has a cost`);
  return levelizedCost({
    discountedCost: discountedCost({ costFlow: costFlow({ opex, capexFlow, resale }), wacc }),
    discountedHours: hours,
  });
}

const rentedHours = step(
  "rentedHours",
  "Revenue for each dollar of opening rent",
  "GPU-hours",
  "=gpus * priceShare * hoursPerYear * utilization * ramp * operating",
  ({
    gpus,
    priceShare,
    hoursPerYear,
    utilization,
    ramp,
    operating,
  }: Pick<Scenario, "gpus" | "hoursPerYear" | "utilization"> & {
    priceShare: Series;
    ramp: Series;
    operating: Series;
  }) => along(ramp.length, (i) => gpus * priceShare[i] * hoursPerYear * utilization * ramp[i] * operating[i]),
);

const breakevenRates = step(
  "breakevenRates",
  "Rent that leaves nothing, were the profit to date what tax is paid on in all",
  "$/GPU-hour",
  "=(capex - sum(resale) - sum(opex) + taxRate * (cumulative(opex) + cumulative(depreciation))) / (sum(rentedHours) - taxRate * cumulative(rentedHours))",
  ({
    capex,
    resale,
    opex,
    taxRate,
    depreciation,
    rentedHours,
  }: Pick<Scenario, "capex" | "taxRate"> & {
    resale: Series;
    opex: Series;
    depreciation: Series;
    rentedHours: Series;
  }) => {
    const owed = capex - sum(resale) - sum(opex);
    const hours = sum(rentedHours);
    const opexToDate = cumulative(opex);
    const depreciationToDate = cumulative(depreciation);
    const hoursToDate = cumulative(rentedHours);
    return along(
      opex.length,
      (i) => (owed + taxRate * (opexToDate[i] + depreciationToDate[i])) / (hours - taxRate * hoursToDate[i]),
    );
  },
  { note: "year 0 has no profit: it is the rent without tax" },
);

const breakevenRent = step(
  "breakevenRate",
  "Rent at which the undiscounted cash sums to 0",
  "$/GPU-hour",
  "=MAX(all(breakevenRates))",
  ({ breakevenRates }: { breakevenRates: Series }) => Math.max(...breakevenRates),
  { note: "with losses carried forward, tax is paid in all on the largest profit to date: the largest of these rents" },
);

/** The rent at which the undiscounted free cash flow sums to 0. */
function breakevenRate({ ramp, operating, priceShare, columns }: Cashflow, scenario: Scenario): number {
  const { capex, taxRate, gpus, hoursPerYear, utilization } = scenario;
  const { opex, depreciation, residual: resale } = columns;
  const hours = rentedHours({ gpus, priceShare, hoursPerYear, utilization, ramp, operating });
  if (!(sum(hours) > 0)) fail("#N/A", `utilization is ${utilization}: no GPU-hour is sold, so no rent breaks even`);
  const rates = breakevenRates({ capex, resale, opex, taxRate, depreciation, rentedHours: hours });
  const rate = breakevenRent({ breakevenRates: rates });
  if (!(rate <= KEYS.rate.high)) fail("#N/A", `no rent up to ${KEYS.rate.high} breaks even: it would take ${rate}`);
  return rate;
}

export interface MetricDefinition {
  readonly label: string;
  readonly unit: string;
  /** The step that is its value. */
  readonly key: string;
  /** Whether more is better: where "never" stands when outcomes are ranked. */
  readonly rising: boolean;
  of(flow: Cashflow, scenario: Scenario): number;
}

export const METRICS = {
  payback: { label: "Payback", unit: "days", key: "paybackDays", rising: false, of: payback },
  yield: {
    label: "Yield",
    unit: "$ per $ per year",
    key: "yield",
    rising: true,
    of: ({ columns: { ebitda } }, { capex }) => capexYield({ ebitda, capex }),
  },
  npv: {
    label: "Net present value",
    unit: "$",
    key: "npv",
    rising: true,
    of: ({ columns: { freeCashFlow } }, { wacc }) => netPresentValue(freeCashFlow, scenarioRate({ wacc })),
  },
  irr: {
    label: "Internal rate of return",
    unit: "fraction/year",
    key: "irr",
    rising: true,
    of: ({ columns: { freeCashFlow } }) => internalRate(freeCashFlow),
  },
  multiple: {
    label: "Net multiple",
    unit: "$ per $",
    key: "multiple",
    rising: true,
    of: ({ columns: { freeCashFlow } }, { capex }) => multiple(freeCashFlow, capex, true),
  },
  tco: { label: "Cost of a sold GPU-hour", unit: "$/GPU-hour", key: "tco", rising: false, of: tco },
  breakevenRate: {
    label: "Break-even rent",
    unit: "$/GPU-hour",
    key: "breakevenRate",
    rising: false,
    of: breakevenRate,
  },
} as const satisfies Record<string, MetricDefinition>;

export type Metric = keyof typeof METRICS;

export const METRIC_NAMES = Object.keys(METRICS) as Metric[];

/** A metric of a scenario. */
export const measure = (metric: Metric, scenario: Scenario): number => METRICS[metric].of(cashflow(scenario), scenario);
