// Custom functions for the rent of a GPU-hour.
import { ARTICLE_MIX, ARTICLE_RATES } from "../data/defaults";
import * as model from "../model/price";
import { answer, answerEach, list, number } from "./edge";

/**
 * Blended rent of a GPU-hour from the rents of several contract kinds and their shares of the hours.
 * @customfunction GPURATE
 * @param [rates] Rent of each contract kind, $ per GPU-hour; AWS on demand, one year, three years if omitted: 12.29, 7.20375, 5.395.
 * @param [mix] Share of the hours sold at each rent, summing to 1; 0.5, 0.3, 0.2 if omitted.
 * @returns Average rent, $ per GPU-hour.
 * @example =GPURATE() → 9.385125
 * @example =GPURATE({4;2}, {0.25;0.75}) → 2.5
 * @example =GPURATE({4;2}, {0.25;0.25}) → #VALUE!
 */
export function gpuRate(rates: unknown[][], mix: unknown[][]): unknown[][] {
  return answer(() =>
    model.blend({ rates: list("rates", rates, () => ARTICLE_RATES), mix: list("mix", mix, () => ARTICLE_MIX) }),
  );
}

/**
 * Yearly rental revenue of a GPU cluster.
 * @customfunction GPUREVENUE
 * @param [gpus] Number of GPUs; 16,000 if omitted.
 * @param [rate] Rent of one GPU for an hour, $; 9.40 if omitted.
 * @param [utilization] Share of the hours that are sold, as a fraction; 1 if omitted.
 * @param [hoursPerYear] Hours that a year can sell; 8,760 if omitted.
 * @returns Revenue, $ a year.
 * @example =GPUREVENUE() → 1317504000
 * @example =GPUREVENUE(1000, 2.35, 0.8) → 16468800
 * @example =GPUREVENUE(16000, 9.4, 85) → #VALUE!
 */
export function gpuRevenue(
  gpus: unknown[][],
  rate: unknown[][],
  utilization: unknown[][],
  hoursPerYear: unknown[][],
): unknown[][] {
  return answerEach({ gpus, rate, utilization }, (one) =>
    model.annualRevenue({
      gpus: number("gpus", one.gpus),
      rate: number("rate", one.rate),
      utilization: number("utilization", one.utilization),
      hoursPerYear: number("hoursPerYear", hoursPerYear),
    }),
  );
}
