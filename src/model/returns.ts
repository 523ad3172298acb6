// What a column of flows is worth: flows at year ends, the first one now.
import { fail, must } from "./errors";
import { type Series, sum } from "./numbers/series";
import { power } from "./numbers/exact";
import { irr as exactIrr, irrRoots, isProven, npv, npvAhead } from "./numbers/irr";
import { frozen, remark, step, watched } from "./steps/trace";

const presentValue = step(
  "npv",
  "Net present value",
  "$",
  "=first(freeCashFlow) + NPV(discountRate, rest(freeCashFlow))",
  ({ freeCashFlow, discountRate }: { freeCashFlow: Series; discountRate: number }) => npv(discountRate, freeCashFlow),
  { note: "year 0 is not discounted; in Excel's terms NPV(r, F0:Fn) (1 + r)" },
);

/** Net present value of flows at year ends, the first one now. */
export const netPresentValue = (freeCashFlow: Series, discountRate: number): number =>
  presentValue({ freeCashFlow, discountRate });

/** Under which names flows, their rate of return and its proof are steps. */
export interface RateNames {
  readonly flows: string;
  readonly rate: string;
  readonly proof: string;
}

/** Of a project. */
export const PROJECT_RATE: RateNames = { flows: "freeCashFlow", rate: "irr", proof: "npvAtIrr" };

const rateOfReturn = ({ flows, rate }: RateNames, values: Series, irrStart: number): number =>
  step(rate, "Internal rate of return", "fraction/year", `=IRR(${flows}, irrStart)`, () => exactIrr(values))({
    [flows]: values,
    irrStart,
  });

const PROOF = ["Proof: net present value at this rate", "$"] as const;
const PROVEN = { note: "0 but for rounding" };

/** That flows are worth nothing at a rate. */
export const presentValueAt = ({ flows, rate, proof }: RateNames, values: Series, at: number): number =>
  step(
    proof,
    ...PROOF,
    `=first(${flows}) + NPV(${rate}, rest(${flows}))`,
    () => npv(at, values),
    PROVEN,
  )({
    [flows]: values,
    [rate]: at,
  });

/** Digits of 1 + rate that a spreadsheet's own search starts from: the step that it then takes doubles them. */
const START_DIGITS = 8;

/** A rate as a reader takes it in. */
export const percent = (rate: number): string => `${Number((100 * rate).toPrecision(6))} %`;

/** Rate at which the flows are worth nothing now; of several, an investment's: their value falls through 0 there as the rate rises. */
export function internalRate(flows: Series, names: RateNames = PROJECT_RATE): number {
  const rate = rateOf(flows);
  if (!watched()) return rate;
  presentValueAt(names, flows, rateOfReturn(names, flows, startOf(rate)));
  remarkOthers(rate, flows);
  return rate;
}

const startOf = (rate: number): number =>
  frozen(
    "irrStart",
    "Start of the spreadsheet's search",
    "fraction/year",
    "our answer to eight digits; our own search needs no start",
    Number((1 + rate).toPrecision(START_DIGITS)) - 1,
  );

function remarkOthers(rate: number, flows: Series): void {
  const roots = irrRoots(flows);
  if (roots.length > 1)
    remark(
      () =>
        `the flows change sign more than once and have ${roots.length} rates of return: ${roots.map(percent).join(", ")}; this is ${percent(rate)}, ${reasonFor(rate, flows)}`,
    );
}

/** Why this rate was taken of several. */
function reasonFor(rate: number, flows: Series): string {
  const nudge = (1 + rate) * 1e-6;
  return npv(rate - nudge, flows) > 0 && npv(rate + nudge, flows) < 0
    ? "where the net present value falls through 0 as the rate rises, as an investment's does; of several such the nearest to 10 %"
    : "the nearest to 10 %, as at none the net present value falls through 0 while the rate rises";
}

/** Flows of which some come in the middle of each year and the others at its end; the sum of both is a year's flow. */
export interface Timed {
  /** The names of the steps that hold them. */
  readonly names: { readonly flow: string; readonly middle: string; readonly end: string };
  readonly flow: Series;
  readonly middle: Series;
  readonly end: Series;
}

/** Year 0, then by half-years: what comes in the middle of a year and what comes at its end. */
const byHalfYears = ({ flow, middle, end }: Timed): Series => [
  flow[0],
  ...middle.slice(1).flatMap((amount, i) => [amount, end[i + 1]]),
];

/** Their present value at a rate. */
const middleValue = ({ flow, middle, end }: Timed, rate: number): number =>
  flow[0] + power(1 + rate, 0.5) * npvAhead(rate, middle) + npvAhead(rate, end);

/** The same as a formula, the rate by its name, and what it takes. */
const middleFormula = ({ names: { flow, middle, end } }: Timed, rate: string): string =>
  `=first(${flow}) + (1 + ${rate}) ^ 0.5 * NPV(${rate}, rest(${middle})) + NPV(${rate}, rest(${end}))`;

const inputsOf = ({ names, flow, middle, end }: Timed): Record<string, Series> => ({
  [names.flow]: flow,
  [names.middle]: middle,
  [names.end]: end,
});

/** Net present value where operating cash comes in the middle of each year. */
export const middlePresentValue = (timed: Timed, discountRate: number): number =>
  step("npv", "Net present value", "$", middleFormula(timed, "discountRate"), () => middleValue(timed, discountRate), {
    note: "half a year nearer than the end of the year",
  })({ ...inputsOf(timed), discountRate });

/** That timed flows are worth nothing at a rate, which stands under a name. */
export const proofAt = (timed: Timed, key: string, rate: number): number =>
  step(
    `${key}Proof`,
    ...PROOF,
    middleFormula(timed, key),
    () => middleValue(timed, rate),
    PROVEN,
  )({
    ...inputsOf(timed),
    [key]: rate,
  });

/** Internal rate of return where operating cash comes in the middle of each year; `key` names the step. */
export function middleRate(timed: Timed, key: string): number {
  const half = rateOf(byHalfYears(timed));
  const rate = (1 + half) * (1 + half) - 1;
  if (!watched()) return rate;
  frozen(key, "Internal rate of return", "fraction/year", "found over half-years; the proof follows", rate);
  proofAt(timed, key, rate);
  return rate;
}

/** The rate of flows at even intervals, or why there is none. */
function rateOf(flows: Series): number {
  must(
    flows.some((flow) => flow > 0) && flows.some((flow) => flow < 0),
    "the flows never change sign: a rate of return needs a payment and a receipt",
    "#NUM!",
  );
  const rate = exactIrr(flows);
  if (Number.isNaN(rate))
    fail("#NUM!", "no rate above -100% makes these flows worth nothing: look at their net present value instead");
  if (!isProven(rate, flows))
    fail(
      "#NUM!",
      `the flows are worth nothing only at a rate of ${rate}, where the last of them weigh so much that no number has the digits to prove it: look at their net present value instead`,
    );
  return rate;
}

const netMultiple = step(
  "multiple",
  "Profit for each dollar of capital cost",
  "$ per $",
  "=sum(freeCashFlow) / capex",
  ({ freeCashFlow, capex }: { freeCashFlow: Series; capex: number }) => sum(freeCashFlow) / capex,
);

const grossMultiple = step(
  "multiple",
  "Cash for each dollar of capital cost",
  "$ per $",
  "=SUM(rest(freeCashFlow)) / capex",
  ({ freeCashFlow, capex }: { freeCashFlow: Series; capex: number }) => sum(freeCashFlow.slice(1)) / capex,
);

/** What a dollar of capital cost brings over the horizon: profit if net, all cash after year 0 if not. */
export const multiple = (freeCashFlow: Series, capex: number, net: boolean): number =>
  (net ? netMultiple : grossMultiple)({ freeCashFlow, capex });
