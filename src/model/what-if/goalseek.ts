// The value of a key at which a scenario's metric is a target: what Excel's Goal Seek would find, if it took custom functions.
import { fail, must } from "../errors";
import { KEYS, type Key } from "../keys";
import { measure, METRICS, type Metric } from "../metrics";
import { curveOf } from "./outcomes";
import { type Assumptions, inVariant } from "../scenario";
import { seek } from "../numbers/search";
import { spillTable, type SpillValue } from "../steps/spill";
import { frozen, linkedInput, scope, step, watched } from "../steps/trace";

export interface Goal {
  readonly metric: Metric;
  readonly target: number;
  readonly key: Key;
  readonly assumptions: Assumptions;
  readonly low: number;
  readonly high: number;
}

/** The metric's name in the steps differs; the difference does not. */
const differenceOf = (metric: Metric) => {
  const { key, unit } = METRICS[metric];
  return step(
    "difference",
    "Proof: the metric at this value less the target",
    unit,
    `=${key} - target`,
    (inputs: Readonly<Record<string, number>>) => inputs[key] - inputs.target,
    { note: "0 but for rounding" },
  );
};

/** The key's value, nearest to the scenario's, at which the metric is the target. */
export function goalSeek({ metric, target, key, assumptions, low, high }: Goal): SpillValue[][] {
  must(low < high, `low is ${low} and high ${high}: high must be above low`);
  const curve = curveOf(metric, assumptions, key);
  const size = Math.max(Math.abs(target), metric === "npv" ? assumptions.capex : 1);
  const goal = seek((value) => curve(value) - target, { key, assumptions, low, high }, size);
  if (Number.isNaN(goal)) {
    const { label, unit } = METRICS[metric];
    const shown = (value: number): string => {
      const outcome = curve(value);
      return Number.isFinite(outcome) ? `${Number(outcome.toPrecision(6))} ${unit}` : "without an answer";
    };
    fail(
      "#N/A",
      `no ${key} from ${low} to ${high} brings the ${label.toLowerCase()} to ${target} ${unit}: it is ${shown(low)} at ${low} and ${shown(high)} at ${high}`,
    );
  }
  if (watched()) prove({ metric, target, key, assumptions, low, high }, goal);
  return spillTable([[{ key: "goal", value: goal }]]);
}

function prove({ metric, target, key, assumptions }: Goal, goal: number): void {
  const path = scope();
  const { label, unit } = KEYS[key];
  frozen(
    "goal",
    `${label} that gives the target`,
    unit,
    "found by a bracketed search for the value nearest to the scenario's; the proof follows",
    goal,
  );
  inVariant(
    { assumptions, path },
    "proof",
    () => "Proof",
    [{ key, value: goal, is: { path, key: "goal" } }],
    (scenario) => {
      const reached = measure(metric, scenario);
      const { unit: own } = METRICS[metric];
      linkedInput({ key: "target", name: "Target", unit: own, value: target }, { path, key: "target" });
      differenceOf(metric)({ [METRICS[metric].key]: reached, target });
    },
  );
}
