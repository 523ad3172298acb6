// What a GPU costs to own and run, by year and by sold hour; capital cost as a year-end annuity.
import { HOURS_OF_POWER } from "./cashflow";
import { expm1, log1p } from "./numbers/exact";
import { must } from "./errors";
import { step } from "./steps/trace";

/** Below these a spreadsheet, which has neither log1p nor expm1, would lose digits of a small rate: a few terms of their series are exact. */
const SMALL_RATE = 0.1;
const SMALL_GROWTH = 0.3;

const waccRatio = step(
  "waccRatio",
  "Cost of capital to twice its middle",
  "ratio",
  "=wacc / (2 + wacc)",
  ({ wacc }: { wacc: number }) => wacc / (2 + wacc),
  { note: "LN(1 + wacc) is twice the inverse hyperbolic tangent of it" },
);

const growthLog = step(
  "growthLog",
  "Continuous rate of the cost of capital",
  "fraction/year",
  `=IF(MAX(wacc, 0 - wacc) < ${SMALL_RATE}, 2 * waccRatio * (1 + waccRatio ^ 2 / 3 + waccRatio ^ 4 / 5 + waccRatio ^ 6 / 7 + waccRatio ^ 8 / 9 + waccRatio ^ 10 / 11 + waccRatio ^ 12 / 13), LN(1 + wacc))`,
  ({ wacc }: { wacc: number; waccRatio: number }) => log1p(wacc),
);

const growth = step(
  "growth",
  "Growth over the life",
  "logarithm",
  "=growthLog * life",
  ({ growthLog, life }: { growthLog: number; life: number }) => growthLog * life,
);

const recoveryFactor = step(
  "recoveryFactor",
  "Yearly payment for each dollar over the life",
  "fraction/year",
  `=IF(wacc = 0, 1 / life, IF(MAX(growth, 0 - growth) < ${SMALL_GROWTH}, wacc / growthLog * (1 + growth / 2 + growth ^ 2 / 12 - growth ^ 4 / 720 + growth ^ 6 / 30240 - growth ^ 8 / 1209600 + growth ^ 10 / 47900160) / life, wacc / (1 - EXP(0 - growth))))`,
  ({ wacc, life, growth }: { wacc: number; life: number; growth: number; growthLog: number }) =>
    wacc === 0 ? 1 / life : wacc / (0 - expm1(0 - growth)),
  { note: "a year-end annuity; at a zero cost of capital a straight line" },
);

/** The name under which a function takes its capital cost. */
type CostName = "capex" | "capexPerGpu";

const annualCostOf = <C extends CostName>(cost: C, unit: string) =>
  step(
    "annualCapital",
    "Yearly cost of capital spent",
    unit,
    `=${cost} * (1 - residual) * recoveryFactor + ${cost} * residual * wacc`,
    (inputs: Record<C, number> & { residual: number; wacc: number; life: number; recoveryFactor: number }) => {
      const spent = inputs[cost];
      return spent * (1 - inputs.residual) * inputs.recoveryFactor + spent * inputs.residual * inputs.wacc;
    },
    { note: "what is lost over the life is paid back; what remains bears the cost of capital alone" },
  );

const annualCapex = annualCostOf("capex", "$/year");
const annualCapexPerGpu = annualCostOf("capexPerGpu", "$/GPU/year");

interface Capital {
  readonly life: number;
  readonly wacc: number;
  readonly residual: number;
}

function recovery({ life, wacc }: Capital): number {
  const rate = growthLog({ wacc, waccRatio: waccRatio({ wacc }) });
  return recoveryFactor({ wacc, life, growthLog: rate, growth: growth({ growthLog: rate, life }) });
}

/** The yearly cost that recovers a capital cost less its residual over its life. */
export const annualCapitalCost = (terms: Capital & { capex: number }): number =>
  annualCapex({ ...terms, recoveryFactor: recovery(terms) });

const revenueNeeded = step(
  "revenueNeeded",
  "Revenue needed",
  "$/year",
  "=capex * (1 / life + roic) / grossMargin",
  ({ capex, life, roic, grossMargin }: { capex: number; life: number; roic: number; grossMargin: number }) =>
    (capex * (1 / life + roic)) / grossMargin,
);

/** Yearly revenue whose gross margin pays straight-line depreciation and a return on gross capex. */
export const neededRevenue = (terms: { capex: number; life: number; roic: number; grossMargin: number }): number =>
  revenueNeeded(terms);

export interface Ownership extends Capital {
  readonly capexPerGpu: number;
  readonly kwPerGpu: number;
  readonly pue: number;
  readonly pricePerKwh: number;
  readonly colocationPerKwMonth: number;
  readonly otherOpexPerGpu: number;
  readonly utilization: number;
}

const powerPerGpu = step(
  "powerPerGpu",
  "Power",
  "$/GPU/year",
  `=kwPerGpu * pue * ${HOURS_OF_POWER} * pricePerKwh`,
  ({ kwPerGpu, pue, pricePerKwh }: Pick<Ownership, "kwPerGpu" | "pue" | "pricePerKwh">) =>
    kwPerGpu * pue * HOURS_OF_POWER * pricePerKwh,
  { note: "at full load, whatever the utilization" },
);

const colocationPerGpu = step(
  "colocationPerGpu",
  "Colocation",
  "$/GPU/year",
  "=kwPerGpu * colocationPerKwMonth * 12",
  ({ kwPerGpu, colocationPerKwMonth }: Pick<Ownership, "kwPerGpu" | "colocationPerKwMonth">) =>
    kwPerGpu * colocationPerKwMonth * 12,
  { note: "by kW of IT load, without PUE" },
);

const costPerYear = step(
  "costPerYear",
  "Cost of a GPU",
  "$/GPU/year",
  "=annualCapital + powerPerGpu + colocationPerGpu + otherOpexPerGpu",
  ({
    annualCapital,
    powerPerGpu,
    colocationPerGpu,
    otherOpexPerGpu,
  }: {
    annualCapital: number;
    powerPerGpu: number;
    colocationPerGpu: number;
    otherOpexPerGpu: number;
  }) => annualCapital + powerPerGpu + colocationPerGpu + otherOpexPerGpu,
);

const soldHoursPerGpu = step(
  "soldHoursPerGpu",
  "Hours sold",
  "hours/year",
  `=${HOURS_OF_POWER} * utilization`,
  ({ utilization }: { utilization: number }) => HOURS_OF_POWER * utilization,
);

const costPerHour = step(
  "costPerHour",
  "Cost of a sold GPU-hour",
  "$/GPU-hour",
  "=costPerYear / soldHoursPerGpu",
  ({ costPerYear, soldHoursPerGpu }: { costPerYear: number; soldHoursPerGpu: number }) => costPerYear / soldHoursPerGpu,
);

/** The parts of a GPU's yearly cost, in the order of the table. */
export interface YearlyCost {
  readonly annualCapital: number;
  readonly powerPerGpu: number;
  readonly colocationPerGpu: number;
  readonly otherOpexPerGpu: number;
  readonly costPerYear: number;
}

/** What one GPU costs in a year. */
export function yearlyCost(terms: Ownership): YearlyCost {
  const parts = {
    annualCapital: annualCapexPerGpu({ ...terms, recoveryFactor: recovery(terms) }),
    powerPerGpu: powerPerGpu(terms),
    colocationPerGpu: colocationPerGpu(terms),
    otherOpexPerGpu: terms.otherOpexPerGpu,
  };
  return { ...parts, costPerYear: costPerYear(parts) };
}

/** The hours that a GPU sells in a year; a cost by the hour needs at least one. */
export function hoursSold(utilization: number): number {
  must(utilization > 0, 'utilization is 0: no hour is sold, so none has a cost; ask for output "year"', "#N/A");
  return soldHoursPerGpu({ utilization });
}

/** What each sold GPU-hour costs. */
export const hourlyCost = (terms: Ownership): number =>
  costPerHour({ costPerYear: yearlyCost(terms).costPerYear, soldHoursPerGpu: hoursSold(terms.utilization) });

/** The same part for each sold hour, as a step of its own. */
export const perHour = <K extends keyof YearlyCost>(key: K) =>
  step(
    `${key}Hour`,
    "For each sold GPU-hour",
    "$/GPU-hour",
    `=${key} / soldHoursPerGpu`,
    (inputs: Record<K, number> & { soldHoursPerGpu: number }) => inputs[key] / inputs.soldHoursPerGpu,
  );
