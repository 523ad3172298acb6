// A metric of a changed scenario as one cell of an answer, with its steps in a case of their own.
import { attempt, ModelError } from "../errors";
import { measure, METRICS, type Metric } from "../metrics";
import { type Change, type Home, inVariant } from "../scenario";
import type { SpillEntry } from "../steps/spill";
import { scope } from "../steps/trace";

export interface Variant {
  readonly metric: Metric;
  readonly home: Home;
  /** Key and title of the case. */
  readonly name: string;
  readonly title: () => string;
  readonly changes: readonly Change[];
}

/** The metric, or why it has no answer there. */
export function measured({ metric, home, name, title, changes }: Variant): SpillEntry {
  const within = [...scope().slice(home.path.length), name];
  return inVariant(home, name, title, changes, (scenario): SpillEntry => {
    const value = attempt(() => measure(metric, scenario));
    if (value instanceof ModelError) return new ModelError("#N/A", value.message);
    return { key: METRICS[metric].key, value, within };
  });
}

/** Why a metric has no answer, where one sentence must do for many cells. */
const NEVER: Readonly<Partial<Record<Metric, string>>> = {
  payback: "the scenario does not pay back within its horizon",
  irr: "the flows never change sign, or no rate of return makes them worth nothing",
  tco: "no GPU-hour is sold, so none has a cost",
  breakevenRate: "no GPU-hour is sold, or no rent within its limits breaks even",
  equityIrr: "the owners' flows never change sign, or CFADS cannot carry the debt",
  equityMultiple: "the owners pay nothing in, or CFADS cannot carry the debt",
  minDscr: "there is no debt to serve, or CFADS cannot carry it",
  averageDscr: "there is no debt to serve, or CFADS cannot carry it",
  debtCapacity: "the term of the debt does not fit the horizon",
};

/** A metric's outcome, where an infinity stands for no answer. */
export const outcomeEntry = (metric: Metric, outcome: number): number | ModelError =>
  Number.isFinite(outcome) ? outcome : new ModelError("#N/A", NEVER[metric] ?? "the result is too large for a number");
