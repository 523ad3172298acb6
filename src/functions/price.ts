// Custom functions for the rent of a GPU-hour.
import { ARTICLE_MIX, ARTICLE_RATES, CONTRACTS } from "../data/defaults";
import * as model from "../model/price";
import { spillColumn } from "../model/steps/spill";
import { answer, answerEach, choice, list, number, numbers } from "./edge";

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
 * @param [rate] Rent of one GPU for an hour, $; 0 means GPUs that earn nothing; 9.40 if omitted.
 * @param [utilization] Share of the hours that are sold, as a fraction; 0 means no hour is sold; 1 if omitted.
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
  return answerEach({ gpus, rate, utilization }, (one) => model.annualRevenue(numbers({ ...one, hoursPerYear })));
}

/**
 * Yearly fall of the rent at which a row of short contracts costs the same as the long one, undiscounted.
 * @customfunction GPUPRICEDECLINE
 * @param [shortRate] Rent under the short contract, $ per GPU-hour; 7.20, AWS for one year, if omitted.
 * @param [longRate] Rent under the long contract, $ per GPU-hour; 5.40, AWS for three years, if omitted.
 * @param [shortYears] Length of the short contract, years; 1 if omitted.
 * @param [longYears] Length of the long contract, years, a whole number of short ones; 3 if omitted.
 * @returns Decline as a fraction a year; negative when prices are expected to rise.
 * @example =GPUPRICEDECLINE() → 0.275255
 * @example =GPUPRICEDECLINE(10, 10) → 0
 * @example =GPUPRICEDECLINE(10, 9, 1, 2) → 0.2
 * @example =GPUPRICEDECLINE(10, 2, 1, 3) → #NUM!
 * @example =GPUPRICEDECLINE(10, 9, 2, 3) → #VALUE!
 */
export function gpuPriceDecline(
  shortRate: unknown[][],
  longRate: unknown[][],
  shortYears: unknown[][],
  longYears: unknown[][],
): unknown[][] {
  return answer(() =>
    model.impliedDecline({
      shortRate: number("shortRate", shortRate, { otherwise: CONTRACTS.shortRate }),
      longRate: number("longRate", longRate, { otherwise: CONTRACTS.longRate }),
      shortYears: number("shortYears", shortYears, { otherwise: 1, structural: true }),
      longYears: number("longYears", longYears, { otherwise: 3, structural: true }),
    }),
  );
}

/**
 * Average rent of each year while the price falls (or, with a negative decline, grows).
 * @customfunction GPUPRICEPATH
 * @param [rate] Rent of one GPU for an hour at the start, $; 0 means GPUs that earn nothing; 9.40 if omitted.
 * @param [decline] Yearly fall as a fraction; 0 if omitted.
 * @param [years] Number of years; 10 if omitted.
 * @param [method] "annual": the price steps down once a year; "continuous": it falls all the time; "annual" if omitted.
 * @returns A column, one row a year, $ per GPU-hour.
 * @example =INDEX(GPUPRICEPATH(10, 0.2, 3), 3) → 6.4
 * @example =INDEX(GPUPRICEPATH(10, 0.2, 3, "continuous"), 1) → 8.962840
 * @example =GPUPRICEPATH(10, 1) → #VALUE!
 */
export function gpuPricePath(
  rate: unknown[][],
  decline: unknown[][],
  years: unknown[][],
  method: unknown[][],
): unknown[][] {
  return answer(() => {
    const opening = number("rate", rate);
    const fall = {
      priceDecline: number("decline", decline, { otherwise: 0, key: "priceDecline" }),
      year: model.yearNumber({ years: number("years", years, { otherwise: 10, structural: true }) }),
    };
    const continuous = choice("method", method, model.DECLINE_METHODS, "annual") === "continuous";
    return spillColumn("price", model.price({ rate: opening, priceShare: model.pricePath(fall, continuous) }));
  });
}
