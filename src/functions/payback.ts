// Custom functions for what a GPU cluster earns on its capital cost.
import * as model from "../model/payback";
import { answerEach, choice, numbers } from "./edge";

/**
 * What each dollar of capital cost earns in a year: rent less opex, over cost.
 * @customfunction GPUYIELD
 * @param [capex] Capital cost of the cluster and its datacenter, $; 1.5 billion if omitted.
 * @param [gpus] Number of GPUs; 16,000 if omitted.
 * @param [rate] Rent of one GPU for an hour, $; 0 means GPUs that earn nothing; 9.40 if omitted.
 * @param [utilization] Share of the hours that are sold, as a fraction; 0 means no hour is sold; 1 if omitted.
 * @param [annualOpex] Operating cost of the whole cluster, $ a year; 0 if omitted.
 * @param [hoursPerYear] Hours that a year can sell; 8,760 if omitted.
 * @returns Dollars a year for each dollar of capital cost.
 * @example =GPUYIELD() → 0.878336
 * @example =GPUYIELD(1.5E9, 16000, 2.35, 0.85) → 0.1866464
 * @example =GPUYIELD(0) → #VALUE!
 */
export function gpuYield(
  capex: unknown[][],
  gpus: unknown[][],
  rate: unknown[][],
  utilization: unknown[][],
  annualOpex: unknown[][],
  hoursPerYear: unknown[][],
): unknown[][] {
  return answerEach({ capex, gpus, rate, utilization, annualOpex }, (one) =>
    model.rentalYield(numbers({ ...one, hoursPerYear })),
  );
}

/**
 * Time until the rent of a GPU cluster has paid back its capital cost; #N/A when it never does.
 * @customfunction GPUPAYBACK
 * @param [capex] Capital cost of the cluster and its datacenter, $; 1.5 billion if omitted.
 * @param [gpus] Number of GPUs; 16,000 if omitted.
 * @param [rate] Rent of one GPU for an hour, $; 9.40 if omitted.
 * @param [utilization] Share of the hours that are sold, as a fraction; 1 if omitted.
 * @param [annualOpex] Operating cost of the whole cluster, $ a year; 0 if omitted, which flatters: the preset MARKET-2026 counts opex.
 * @param [priceDecline] Yearly fall of the rent, stepping down once a year, as a fraction; 0 if omitted.
 * @param [rampMonths] Months in which utilization grows evenly from 0; 0 if omitted.
 * @param [discountRate] Yearly rate at which cash is discounted, as a fraction; 0 if omitted.
 * @param [basis] Days in a year, by Excel's code: 0 or 4 is 360, 1 is 365.25, 2 is 360, 3 is 365; 0, the article's, if omitted.
 * @param [unit] "days", "months" or "years"; "days" if omitted.
 * @param [hoursPerYear] Hours that a year can sell; 8,760 if omitted.
 * @returns Time until cumulative cash covers the capital cost.
 * @example =GPUPAYBACK() → 409.865928
 * @example =GPUPAYBACK(,,,,,,,,3) → 415.558510
 * @example =GPUPAYBACK(1.5E9, 16000, 2.35) → 1639.463713
 * @example =GPUPAYBACK(1.5E9, 16000, 9.4, 85) → #VALUE!
 * @example =GPUPAYBACK(1.5E9, 16000, 0) → #N/A
 */
export function gpuPayback(
  capex: unknown[][],
  gpus: unknown[][],
  rate: unknown[][],
  utilization: unknown[][],
  annualOpex: unknown[][],
  priceDecline: unknown[][],
  rampMonths: unknown[][],
  discountRate: unknown[][],
  basis: unknown[][],
  unit: unknown[][],
  hoursPerYear: unknown[][],
): unknown[][] {
  return answerEach({ capex, gpus, rate, utilization, annualOpex, priceDecline, rampMonths, discountRate }, (one) =>
    model.payback(
      numbers({ ...one, basis, hoursPerYear }, { discountRate: 0 }),
      choice("unit", unit, model.TIME_UNITS, "days"),
    ),
  );
}
