// The value of a key at which a scenario earns exactly a given internal rate of return.
import { fail } from "../errors";
import { type Key, KEYS, reach } from "../keys";
import { cashflow } from "../cashflow";
import { curveOf } from "./outcomes";
import { presentValueAt } from "../returns";
import { type Assumptions, complete, inVariant } from "../scenario";
import { seek } from "../numbers/search";
import { irrRoots } from "../numbers/solve";
import { spillTable, type SpillValue } from "../steps/spill";
import { frozen, linkedInput, remark, scope, watched } from "../steps/trace";

/** What can be asked for, and the scenario key that moves: a life is the horizon, while the book lives stay. */
export const BREAKEVEN_KEYS = {
  rate: "rate",
  utilization: "utilization",
  capex: "capex",
  life: "horizon",
  priceDecline: "priceDecline",
} as const satisfies Readonly<Record<string, Key>>;

export type BreakevenKey = keyof typeof BREAKEVEN_KEYS;

/** The key's value, nearest to the scenario's, at which the free cash flow is worth nothing at this rate. */
export function breakeven(name: BreakevenKey, irr: number, told: Assumptions): SpillValue[][] {
  const assumptions = complete(told);
  const key = BREAKEVEN_KEYS[name];
  const curve = curveOf("npv", { ...assumptions, wacc: irr }, key);
  const answer = seek(curve, { key, assumptions }, assumptions.capex);
  if (Number.isNaN(answer)) {
    const { low, high } = reach(key);
    const shown = (value: number): number => Number(curve(value).toPrecision(6));
    fail(
      "#N/A",
      `no ${name} from ${low} to ${high} earns exactly ${irr} a year: the flows are then worth ${shown(low)} $ at ${low} and ${shown(high)} $ at ${high}`,
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
      const { freeCashFlow } = cashflow(scenario).columns;
      linkedInput({ key: "irr", name: "Target IRR", unit: "fraction/year", value: irr }, { path, key: "irr" });
      presentValueAt({ freeCashFlow, irr });
      const rates = irrRoots(freeCashFlow);
      if (rates.length > 1)
        remark(() => `the flows have ${rates.length} rates of return: ${rates.join(", ")}; the target is one of them`);
    },
  );
}
