// What a scenario is judged by, a closed list: every metric is computed from the scenario's cash flow. A new metric is one line.
import { breakevenRate } from "./breakeven-rent";
import { cashflow, type Cashflow, inTheMiddle } from "./cashflow";
import { coverage } from "./debt/cover";
import { debtCapacity, debtOf, equityOf } from "./debt/financing";
import { fail } from "./errors";
import type { Scenario } from "./keys";
import { inUnit } from "./payback";
import {
  internalRate,
  middlePresentValue,
  middleRate,
  multiple,
  netPresentValue,
  proofAt,
  type RateNames,
  type Timed,
} from "./returns";
import { along, type Series, sum } from "./numbers/series";
import { npv } from "./numbers/irr";
import { namesOf } from "./records";
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

const paidAtOnce = step<{ cumulative: Series }, number>(
  "paybackYears",
  "Payback",
  "years",
  "=IF(first(cumulative) >= 0, 0, NA())",
  () => 0,
  { note: "what customers pay ahead covers the capital cost" },
);

/** Undiscounted payback of the free cash flow; beyond the horizon there is none. */
function payback({ elapsed, operatingCash, toDate }: Cashflow, { basis, horizon }: Scenario): number {
  const { cumulative } = toDate();
  const covered = reached({ cumulative });
  if (!covered.includes(1))
    fail(
      "#N/A",
      `the scenario does not pay back within its horizon of ${horizon} years: ${Math.max(...cumulative)} $ is the nearest it comes`,
    );
  if (covered[0] === 1) return inUnit(paidAtOnce({ cumulative }), "days", basis);
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

const hoursWithContract = step(
  "soldHours",
  "GPU-hours sold",
  "GPU-hours",
  "=gpus * hoursPerYear * ramp * (contracted + (operating - contracted) * utilization)",
  ({
    gpus,
    hoursPerYear,
    utilization,
    ramp,
    operating,
    contracted,
  }: Pick<Scenario, "gpus" | "hoursPerYear" | "utilization"> & {
    ramp: Series;
    operating: Series;
    contracted: Series;
  }) =>
    along(
      ramp.length,
      (i) => gpus * hoursPerYear * ramp[i] * (contracted[i] + (operating[i] - contracted[i]) * utilization),
    ),
  { note: "hours under contract are sold whether they are used or not" },
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

function tco(
  { ramp, operating, sales: { contracted }, columns }: Cashflow,
  { gpus, hoursPerYear, utilization, wacc }: Scenario,
): number {
  const { opex, capex: capexFlow, residual: resale } = columns;
  const terms = { gpus, hoursPerYear, utilization, ramp, operating };
  const sold = contracted === undefined ? soldHours(terms) : hoursWithContract({ ...terms, contracted });
  const hours = discountedHours({ soldHours: sold, wacc });
  if (!(hours > 0)) fail("#N/A", `utilization is ${utilization}: no GPU-hour is sold, so none has a cost`);
  return levelizedCost({
    discountedCost: discountedCost({ costFlow: costFlow({ opex, capexFlow, resale }), wacc }),
    discountedHours: hours,
  });
}

/** The project's flows where operating cash comes in the middle of each year. */
const middleOf = ({ operatingCash, columns: { freeCashFlow, residual } }: Cashflow): Timed => ({
  names: { flow: "freeCashFlow", middle: "operatingCash", end: "resale" },
  flow: freeCashFlow,
  middle: operatingCash,
  end: residual,
});

/** Net present value of a scenario at a rate. */
export const presentValueOf = (flow: Cashflow, scenario: Scenario, rate: number): number =>
  inTheMiddle(scenario) ? middlePresentValue(middleOf(flow), rate) : netPresentValue(flow.columns.freeCashFlow, rate);

/** That the project's flows are worth nothing at a rate, where operating cash comes in the middle of each year. */
export const middleProof = (flow: Cashflow, irr: number): number => proofAt(middleOf(flow), "irr", irr);

/** Internal rate of return of a scenario. */
export const rateOf = (flow: Cashflow, scenario: Scenario): number =>
  inTheMiddle(scenario) ? middleRate(middleOf(flow), "irr") : internalRate(flow.columns.freeCashFlow);

const OWNERS_RATE: RateNames = { flows: "equityFlow", rate: "equityIrr", proof: "equityIrrProof" };

/** Internal rate of return of a scenario's owners; without debt the project's own. */
export function equityRate(flow: Cashflow, scenario: Scenario): number {
  const { equityFlow, equityCash, equityEnd } = equityOf(flow, scenario, debtOf(flow, scenario));
  if (!inTheMiddle(scenario)) return internalRate(equityFlow, OWNERS_RATE);
  const names = { flow: "equityFlow", middle: "equityCash", end: "equityEnd" };
  return middleRate({ names, flow: equityFlow, middle: equityCash, end: equityEnd }, "equityIrr");
}

const equityMultipleStep = step(
  "equityMultiple",
  "Cash for each dollar that the owners pay in",
  "$ per $",
  "=SUM(rest(equityFlow)) / (0 - first(equityFlow))",
  ({ equityFlow }: { equityFlow: Series }) => sum(equityFlow.slice(1)) / (0 - equityFlow[0]),
  { note: "all cash of the owners after year 0 over what they pay in year 0" },
);

/** Cash of a scenario's owners for each dollar that they pay in. */
export function equityMultiple(flow: Cashflow, scenario: Scenario): number {
  const { equityFlow } = equityOf(flow, scenario, debtOf(flow, scenario));
  if (!(equityFlow[0] < 0))
    fail(
      "#N/A",
      `the owners pay nothing in: debt and prepayment cover the capital cost, and ${equityFlow[0]} $ is left`,
    );
  return equityMultipleStep({ equityFlow });
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
    of: (flow, scenario) => presentValueOf(flow, scenario, scenarioRate({ wacc: scenario.wacc })),
  },
  irr: {
    label: "Internal rate of return",
    unit: "fraction/year",
    key: "irr",
    rising: true,
    of: rateOf,
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
  equityIrr: {
    label: "Internal rate of return of the owners",
    unit: "fraction/year",
    key: "equityIrr",
    rising: true,
    of: equityRate,
  },
  equityMultiple: {
    label: "Multiple of the owners",
    unit: "$ per $",
    key: "equityMultiple",
    rising: true,
    of: equityMultiple,
  },
  minDscr: {
    label: "Lowest DSCR",
    unit: "ratio",
    key: "minDscr",
    rising: true,
    of: (flow, scenario) => coverage(debtOf(flow, scenario), "minDscr"),
  },
  averageDscr: {
    label: "Average DSCR",
    unit: "ratio",
    key: "averageDscr",
    rising: true,
    of: (flow, scenario) => coverage(debtOf(flow, scenario), "averageDscr"),
  },
  debtCapacity: {
    label: "Debt that the target DSCR allows",
    unit: "$",
    key: "debtCapacity",
    rising: true,
    of: debtCapacity,
  },
} as const satisfies Record<string, MetricDefinition>;

export type Metric = keyof typeof METRICS;

export const METRIC_NAMES = namesOf(METRICS);

/** A metric of a scenario. */
export const measure = (metric: Metric, scenario: Scenario): number => METRICS[metric].of(cashflow(scenario), scenario);
