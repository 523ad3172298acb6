// What a column of flows is worth: flows at year ends, the first one now.
import { fail, must } from "./errors";
import { type Series, sum } from "./numbers/series";
import { irr as exactIrr, irrRoots, isProven, npv } from "./numbers/irr";
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

const rateOfReturn = step(
  "irr",
  "Internal rate of return",
  "fraction/year",
  "=IRR(freeCashFlow, irrStart)",
  ({ freeCashFlow }: { freeCashFlow: Series; irrStart: number }) => exactIrr(freeCashFlow),
);

export const presentValueAt = step(
  "npvAtIrr",
  "Proof: net present value at this rate",
  "$",
  "=first(freeCashFlow) + NPV(irr, rest(freeCashFlow))",
  ({ freeCashFlow, irr }: { freeCashFlow: Series; irr: number }) => npv(irr, freeCashFlow),
  { note: "0 but for rounding" },
);

/** Digits of 1 + rate that a spreadsheet's own search starts from: the step that it then takes doubles them. */
const START_DIGITS = 8;

/** A rate as a reader takes it in. */
export const percent = (rate: number): string => `${Number((100 * rate).toPrecision(6))} %`;

/** Rate at which the flows are worth nothing now; of several, an investment's: their value falls through 0 there as the rate rises. */
export function internalRate(freeCashFlow: Series): number {
  must(
    freeCashFlow.some((flow) => flow > 0) && freeCashFlow.some((flow) => flow < 0),
    "the flows never change sign: a rate of return needs a payment and a receipt",
    "#NUM!",
  );
  const rate = exactIrr(freeCashFlow);
  if (Number.isNaN(rate))
    fail("#NUM!", "no rate above -100% makes these flows worth nothing: look at their net present value instead");
  if (!isProven(rate, freeCashFlow))
    fail(
      "#NUM!",
      `the flows are worth nothing only at a rate of ${rate}, where the last of them weigh so much that no number has the digits to prove it: look at their net present value instead`,
    );
  if (!watched()) return rate;
  const start = frozen(
    "irrStart",
    "Start of the spreadsheet's search",
    "fraction/year",
    "our answer to eight digits; our own search needs no start",
    Number((1 + rate).toPrecision(START_DIGITS)) - 1,
  );
  presentValueAt({ freeCashFlow, irr: rateOfReturn({ freeCashFlow, irrStart: start }) });
  const roots = irrRoots(freeCashFlow);
  if (roots.length > 1)
    remark(
      () =>
        `the flows change sign more than once and have ${roots.length} rates of return: ${roots.map(percent).join(", ")}; this is ${percent(rate)}, ${reasonFor(rate, freeCashFlow)}`,
    );
  return rate;
}

/** Why this rate was taken of several. */
function reasonFor(rate: number, flows: Series): string {
  const nudge = (1 + rate) * 1e-6;
  return npv(rate - nudge, flows) > 0 && npv(rate + nudge, flows) < 0
    ? "where the net present value falls through 0 as the rate rises, as an investment's does; of several such the nearest to 10 %"
    : "the nearest to 10 %, as at none the net present value falls through 0 while the rate rises";
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
