// The value of a key at which a scenario earns exactly a given internal rate of return.
import { fail } from "../errors";
import { type Key, KEYS, reach } from "../keys";
import { cashflow, inTheMiddle } from "../cashflow";
import { middleProof } from "../metrics";
import { curveOf } from "./outcomes";
import { percent, presentValueAt, PROJECT_RATE } from "../returns";
import { type Assumptions, inVariant } from "../scenario";
import { seek } from "../numbers/search";
import { irr as rateOf, irrRoots } from "../numbers/irr";
import { spillTable, type SpillValue } from "../steps/spill";
import { frozen, linkedInput, remark, scope, watched } from "../steps/trace";

/** What can be asked for, and the scenario key that moves: a life is the horizon, which book lives follow unless they are told. */
export const BREAKEVEN_KEYS = {
  rate: "rate",
  utilization: "utilization",
  capex: "capex",
  life: "horizon",
  priceDecline: "priceDecline",
} as const satisfies Readonly<Record<string, Key>>;

export type BreakevenKey = keyof typeof BREAKEVEN_KEYS;

/** Two rates of a project that differ by less are one: where they meet, rounding parts them by so much. */
const SAME_RATE = 1e-6;

/**
 * The key's value, nearest to the scenario's, at which this is the internal rate of return. The value of the flows at this rate is
 * the better curve to search; but where flows have several rates, it is 0 also where another of them is taken, and where late flows
 * weigh much, rounding keeps it off 0. At a rate of 0 flows that sum to 0 are an answer even so: nobody loses money there.
 */
export function breakeven(name: BreakevenKey, irr: number, assumptions: Assumptions): SpillValue[][] {
  const key = BREAKEVEN_KEYS[name];
  const worth = curveOf("npv", { ...assumptions, wacc: irr }, key);
  const rateAt = curveOf("irr", assumptions, key);
  const search = { key, assumptions };
  const nearest = seek(worth, search, assumptions.capex);
  const earned = Number.isNaN(nearest) ? NaN : rateAt(nearest);
  const asTaken =
    Math.abs(earned - irr) <= SAME_RATE * (1 + irr) ? nearest : seek((value) => rateAt(value) - irr, search, 1);
  // Cash that sums to 0 breaks even, whatever other rate the flows have.
  const answer = Number.isNaN(asTaken) && irr === 0 ? nearest : asTaken;
  if (Number.isNaN(answer)) {
    const { low, high } = reach(key);
    const shown = (value: number): number => Number(worth(value).toPrecision(6));
    fail(
      "#N/A",
      `no ${name} from ${low} to ${high} earns exactly ${irr} a year: ${
        Number.isFinite(earned)
          ? `at ${nearest} the flows are worth nothing at that rate, but their rate of return is ${percent(earned)}`
          : `the flows are then worth ${shown(low)} $ at ${low} and ${shown(high)} $ at ${high}`
      }`,
    );
  }
  if (watched()) prove(key, answer, irr, assumptions);
  return spillTable([[{ key: "breakeven", value: answer }]]);
}

function prove(key: Key, answer: number, irr: number, assumptions: Assumptions): void {
  const path = scope();
  const { label, unit } = KEYS[key];
  frozen(
    "breakeven",
    `${label} that earns the target`,
    unit,
    "found by a bracketed search for the value nearest to the scenario's; the proof follows",
    answer,
  );
  const change = { key, value: answer, is: { path, key: "breakeven" } };
  inVariant(
    { assumptions, path },
    "proof",
    () => "Proof",
    [change],
    (scenario) => {
      const flow = cashflow(scenario);
      const { freeCashFlow } = flow.columns;
      linkedInput({ key: "irr", name: "Target IRR", unit: "fraction/year", value: irr }, { path, key: "irr" });
      if (inTheMiddle(scenario)) {
        middleProof(flow, irr);
        return;
      }
      presentValueAt(PROJECT_RATE, freeCashFlow, irr);
      const rates = irrRoots(freeCashFlow);
      if (rates.length > 1)
        remark(
          () =>
            `the flows have ${rates.length} rates of return: ${rates.map(percent).join(", ")}; ${
              Math.abs(rateOf(freeCashFlow) - irr) <= SAME_RATE * (1 + irr)
                ? "the target is the one that GPUIRR takes"
                : "their sum is 0, which breaks even, though GPUIRR takes another"
            }`,
        );
    },
  );
}
