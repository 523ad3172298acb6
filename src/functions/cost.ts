// Custom functions for what a GPU costs and what a capital cost needs to earn.
import { CAPEX_PER_GPU, FOUR_COMPANIES } from "../data/defaults";
import { type SpillEntry, spillTable, type SpillValue } from "../model/steps/spill";
import * as model from "../model/tco";
import { answer, answerEach, type Cells, choice, numbers, says } from "./edge";

/**
 * Cost of owning and running a GPU: by sold hour, by year, or by component.
 * @customfunction GPUTCO
 * @param [capexPerGpu] Capital cost of one GPU with its share of everything, $; 93,750 if omitted.
 * @param [life] Years over which it is recovered; 5 if omitted.
 * @param [kwPerGpu] IT power of one GPU with its share of server and network, kW; 0 means a GPU without power; 1.4 if omitted.
 * @param [pue] Power of the facility over power of its IT; 1.25 if omitted.
 * @param [pricePerKwh] Price of power, $ per kWh; 0 means power for nothing; 0.07 if omitted.
 * @param [colocationPerKwMonth] Rent of the space, $ per kW of IT load a month; 0 if omitted.
 * @param [otherOpexPerGpu] Yearly cost of one GPU besides power, $; 0 if omitted.
 * @param [wacc] Cost of capital, as a fraction a year; 0 if omitted.
 * @param [residual] Resale value at the end of the life, as a fraction of cost; 0 if omitted.
 * @param [utilization] Share of the hours that are sold, as a fraction; 1 if omitted.
 * @param [output] "hour" for the cost of a sold GPU-hour, "year" for a GPU-year, "table" for the components; "hour" if omitted.
 * @returns $ per sold GPU-hour, $ per GPU a year, or a table of components.
 * @example =GPUTCO(,,,,,,,,,,"year") → 19823.1
 * @example =GPUTCO() → 2.262911
 * @example =GPUTCO(30000, 5, 0, , , , , 0.1,,,"year") → 7913.924424
 * @example =GPUTCO(30000, 0) → #DIV/0!
 */
export function gpuTco(
  capexPerGpu: unknown[][],
  life: unknown[][],
  kwPerGpu: unknown[][],
  pue: unknown[][],
  pricePerKwh: unknown[][],
  colocationPerKwMonth: unknown[][],
  otherOpexPerGpu: unknown[][],
  wacc: unknown[][],
  residual: unknown[][],
  utilization: unknown[][],
  output: unknown[][],
): unknown[][] {
  const vectors = {
    capexPerGpu,
    life,
    kwPerGpu,
    pue,
    pricePerKwh,
    colocationPerKwMonth,
    otherOpexPerGpu,
    wacc,
    residual,
    utilization,
  };
  const wanted = (): "hour" | "year" | "table" => choice("output", output, ["hour", "year", "table"], "hour");
  const terms = (one: Record<keyof typeof vectors, Cells>): model.Ownership =>
    numbers(one, {
      capexPerGpu: CAPEX_PER_GPU,
      life: 5,
      kwPerGpu: 1.4,
      pue: 1.25,
      pricePerKwh: 0.07,
      colocationPerKwMonth: 0,
      otherOpexPerGpu: 0,
      wacc: 0,
      residual: 0,
      utilization: 1,
    });
  if (says(output, "table"))
    return answer(() => {
      wanted();
      return componentTable(terms(vectors));
    });
  return answerEach(vectors, (one) => {
    const kind = wanted();
    const given = terms(one);
    return kind === "year" ? model.yearlyCost(given).costPerYear : model.hourlyCost(given);
  });
}

const COMPONENTS = [
  ["capital", "annualCapital"],
  ["power", "powerPerGpu"],
  ["colocation", "colocationPerGpu"],
  ["other", "otherOpexPerGpu"],
  ["total", "costPerYear"],
] as const;

function componentTable(terms: model.Ownership): SpillValue[][] {
  const parts = model.yearlyCost(terms);
  const soldHoursPerGpu = model.hoursSold(terms.utilization);
  const rows = COMPONENTS.map(([name, key]): SpillEntry[] => [
    name,
    { key, value: parts[key] },
    { key: `${key}Hour`, value: model.perHour(key)({ ...parts, soldHoursPerGpu }) },
  ]);
  return spillTable([["component", "$/GPU/year", "$/sold GPU-hour"], ...rows]);
}

/**
 * Yearly cost of a capital cost: the year-end payment that recovers it, less its residual, over its life.
 * @customfunction CAPEXANNUALCOST
 * @param [capex] Capital cost, $; 1.5 billion if omitted.
 * @param [life] Years over which it is recovered; 5 if omitted.
 * @param [wacc] Cost of capital, as a fraction a year; 0, a straight line, if omitted.
 * @param [residual] Resale value at the end of the life, as a fraction of cost; 0 if omitted.
 * @returns $ a year.
 * @example =CAPEXANNUALCOST() → 300000000
 * @example =CAPEXANNUALCOST(30000, 5, 0.1) → 7913.924424
 * @example =CAPEXANNUALCOST(1000, 0) → #DIV/0!
 */
export function capexAnnualCost(
  capex: unknown[][],
  life: unknown[][],
  wacc: unknown[][],
  residual: unknown[][],
): unknown[][] {
  return answerEach({ capex, life, wacc, residual }, (one) =>
    model.annualCapitalCost(numbers(one, { life: 5, wacc: 0, residual: 0 })),
  );
}

/**
 * Yearly revenue that a capital cost needs: its gross margin pays straight-line depreciation and a return on the gross cost.
 * @customfunction CAPEXREVENUENEEDED
 * @param [capex] Capital cost, $; 306 billion, the article's four companies in 2025, if omitted.
 * @param [life] Years over which it is depreciated; 10 if omitted.
 * @param [grossMargin] Gross profit before depreciation over revenue, as a fraction; 0.25 if omitted.
 * @param [roic] Yearly return asked for on gross capex, as a fraction; 0 if omitted.
 * @returns $ a year.
 * @example =CAPEXREVENUENEEDED() → 122400000000
 * @example =CAPEXREVENUENEEDED(1000, 5, 0.5, 0.1) → 600
 * @example =CAPEXREVENUENEEDED(1000, 5, 0) → #VALUE!
 */
export function capexRevenueNeeded(
  capex: unknown[][],
  life: unknown[][],
  grossMargin: unknown[][],
  roic: unknown[][],
): unknown[][] {
  return answerEach({ capex, life, grossMargin, roic }, (one) =>
    model.neededRevenue(numbers(one, { capex: FOUR_COMPANIES, life: 10, grossMargin: 0.25, roic: 0 })),
  );
}
