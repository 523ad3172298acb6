// Custom functions that ask what if: Excel's Data Table, Goal Seek and Scenario Manager do not work with custom functions.
import { GRID_VALUES } from "../data/defaults";
import { must } from "../model/errors";
import { check, type Key, KEY_NAMES, KEYS, reach } from "../model/keys";
import { type Metric, METRIC_NAMES } from "../model/metrics";
import { breakeven, BREAKEVEN_KEYS, type BreakevenKey } from "../model/what-if/breakeven";
import { goalSeek } from "../model/what-if/goalseek";
import { described, monteCarlo, SIMULATION_OUTPUTS } from "../model/what-if/montecarlo";
import { type Assumptions, shapes } from "../model/scenario";
import { sensitivity, type Side } from "../model/what-if/sensitivity";
import { tornado } from "../model/what-if/tornado";
import { type Axis, watched } from "../model/steps/trace";
import {
  answer,
  type Cells,
  choice,
  isBlank,
  isNothing,
  line,
  named,
  nameIn,
  noteArgument,
  number,
  numeric,
  omitted,
  optionalNumber,
  single,
} from "./edge";
import { correlationsOf, distributionsOf } from "./distributions";
import { evenKey, readScenario } from "./scenario";

/** What is asked, and of which scenario. */
const questionOf = (
  metric: Cells,
  scenario: Cells,
  overrides: Cells,
): { assumptions: Assumptions; metric: Metric } => ({
  assumptions: readScenario({ scenario, overrides }),
  metric: named("metric", metric, METRIC_NAMES, "payback"),
});

/** The values of a key along one side of a grid. */
function sideOf(name: "rowValues" | "columnValues", cells: Cells, key: Key, axis: Axis): Side {
  const standard = omitted(cells) ? GRID_VALUES[key] : undefined;
  must(!omitted(cells) || standard !== undefined, `${name} is omitted: give the values of ${key}`);
  const values = standard?.values ?? readValues(name, cells, key);
  if (watched())
    noteArgument(name, values, standard?.source, {
      label: `${KEYS[key].label}: the values tried`,
      unit: KEYS[key].unit,
      axis,
      structural: shapes(key),
    });
  return { key, values };
}

/** Blank cells of a longer list are left out. */
const readValues = (name: string, cells: Cells, key: Key): number[] =>
  line(name, cells)
    .filter((cell) => !isBlank(cell))
    .map((cell) => check(key, numeric(name, cell), `${name}: ${key}`));

/**
 * A metric of a scenario for the values of two of its keys, as a grid; Excel's Data Table does not work with custom functions.
 * @customfunction GPUSENSITIVITY
 * @param [metric] "payback" (days), "yield", "npv", "irr", "multiple", "tco", "breakevenRate", "equityIrr", "equityMultiple", "minDscr", "averageDscr" or "debtCapacity"; "payback" if omitted.
 * @param [rowKey] Scenario key whose values go down; "rate" if omitted.
 * @param [rowValues] Its values; 0 means the value 0; for rate 2.35, 4.7, 6.88, 9.4, 12.29, for utilization 0.4, 0.6, 0.8, 1 if omitted.
 * @param [columnKey] Scenario key whose values go across; "utilization" if omitted.
 * @param [columnValues] Its values; 0 means the value 0; for utilization 0.4, 0.6, 0.8, 1, for rate 2.35, 4.7, 6.88, 9.4, 12.29 if omitted.
 * @param [scenario] Name of a cash preset, or a two-column range of key and value (a blank value is left out, 0 means 0); "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "rate=2.35;utilization=0.85"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @returns A grid with headings, one row a value of rowKey, one column a value of columnKey; #N/A where the metric has no answer.
 * @example =INDEX(GPUSENSITIVITY(), 5, 5) → 409.865928
 * @example =INDEX(GPUSENSITIVITY("yield", "capex", {1E9;3E9}, "gpus", {8000,16000}), 3, 3) → 0.439168
 * @example =GPUSENSITIVITY("paybak") → #N/A
 * @example =GPUSENSITIVITY(, "rate",, "rate") → #VALUE!
 */
export function gpuSensitivity(
  metric: unknown[][],
  rowKey: unknown[][],
  rowValues: unknown[][],
  columnKey: unknown[][],
  columnValues: unknown[][],
  scenario: unknown[][],
  overrides: unknown[][],
): unknown[][] {
  return answer(() => {
    const question = questionOf(metric, scenario, overrides);
    const down = named("rowKey", rowKey, KEY_NAMES, "rate");
    const across = named("columnKey", columnKey, KEY_NAMES, "utilization");
    return sensitivity({
      ...question,
      row: sideOf("rowValues", rowValues, down, "down"),
      column: sideOf("columnValues", columnValues, across, "across"),
    });
  });
}

/** The article's five, in the order in which they are named. */
const TORNADO_KEYS: readonly Key[] = ["rate", "utilization", "capex", "gpus", "otherOpexPerGpu"];

/** Keys from a row, a column, or one text with commas or semicolons. */
function keysOf(cells: Cells): readonly Key[] {
  const given = omitted(cells, isNothing) ? [...TORNADO_KEYS] : line("keys", cells).filter((cell) => !isNothing(cell));
  const names = given.flatMap((cell): unknown[] => (typeof cell === "string" ? cell.split(/[;,]/) : [cell]));
  const keys = names.map((name) => evenKey("keys", nameIn("keys", name, KEY_NAMES)));
  const twice = keys.find((key, i) => keys.indexOf(key) < i);
  must(twice === undefined, `keys names ${twice} twice: keep one`);
  return keys;
}

/**
 * How far a metric moves when each key moves down and up by the same share, the widest first, and the move of each key that leaves nothing; with gpus capex moves too.
 * @customfunction GPUTORNADO
 * @param [metric] "payback" (days), "yield", "npv", "irr", "multiple", "tco", "breakevenRate", "equityIrr", "equityMultiple", "minDscr", "averageDscr" or "debtCapacity"; "payback" if omitted.
 * @param [swing] Share by which each key moves, down and up, as a fraction; 0.2 if omitted.
 * @param [keys] Scenario keys in a row or column, or as text such as "rate;capex"; rate, utilization, capex, gpus, otherOpexPerGpu if omitted.
 * @param [scenario] Name of a cash preset, or a two-column range of key and value (a blank value is left out, 0 means 0); "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "rate=2.35;utilization=0.85"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @returns A table: key, low, base, high, span, where a limit clipped the swing, and the relative move of the key at which the undiscounted free cash flow, with metric npv the net present value, is 0.
 * @example =INDEX(GPUTORNADO(, , "rate"), 2, 2) → 512.332409
 * @example =INDEX(GPUTORNADO(, , "rate"), 2, 7) → -0.8132833
 * @example =INDEX(GPUTORNADO(, , "utilization"), 2, 6) → high stops at 1
 * @example =GPUTORNADO(, 0) → #VALUE!
 */
export function gpuTornado(
  metric: unknown[][],
  swing: unknown[][],
  keys: unknown[][],
  scenario: unknown[][],
  overrides: unknown[][],
): unknown[][] {
  return answer(() => {
    const question = questionOf(metric, scenario, overrides);
    const share = number("swing", swing, { otherwise: 0.2 });
    const moved = keysOf(keys);
    if (watched())
      noteArgument("keys", moved.join(", "), omitted(keys, isNothing) ? "our default" : undefined, {
        label: "Keys that move",
        unit: "",
        structural: true,
      });
    return tornado({ ...question, swing: share, keys: moved });
  });
}

/** A limit of the search. */
function limitOf(name: "low" | "high", cells: Cells, key: Key): number {
  const cell = single(name, cells);
  const given = !isBlank(cell);
  const value = given ? check(key, numeric(name, cell), `${name}: ${key}`) : reach(key)[name];
  noteArgument(name, value, given ? undefined : "the key's own limit", {
    label: name === "low" ? "Lowest value tried" : "Highest value tried",
    unit: KEYS[key].unit,
    structural: true,
  });
  return value;
}

/**
 * The value of a scenario key at which a metric is a target; Excel's Goal Seek does not work with custom functions.
 * @customfunction GPUGOALSEEK
 * @param [metric] "payback" (days), "yield", "npv", "irr", "multiple", "tco", "breakevenRate", "equityIrr", "equityMultiple", "minDscr", "averageDscr" or "debtCapacity"; "payback" if omitted.
 * @param [target] Value that the metric should have; 0 means a metric of 0; for payback 365 days if omitted, other metrics need one.
 * @param [key] Scenario key that is changed; "rate" if omitted.
 * @param [scenario] Name of a cash preset, or a two-column range of key and value (a blank value is left out, 0 means 0); "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "rate=2.35;utilization=0.85"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @param [low] Lowest value to try; 0 means the value 0; the key's own limit if omitted.
 * @param [high] Highest value to try; 0 means the value 0; the key's own limit if omitted.
 * @returns The value of the key, of several the nearest to the scenario's; #N/A when no value gives the target.
 * @example =GPUGOALSEEK() → 10.555451
 * @example =GPUGOALSEEK("multiple", 0) → 1.755137
 * @example =GPUGOALSEEK("yield", 1, "capex") → 1317504000
 * @example =GPUGOALSEEK("payback", 4000) → #N/A
 */
export function gpuGoalSeek(
  metric: unknown[][],
  target: unknown[][],
  key: unknown[][],
  scenario: unknown[][],
  overrides: unknown[][],
  low: unknown[][],
  high: unknown[][],
): unknown[][] {
  return answer(() => {
    const question = questionOf(metric, scenario, overrides);
    must(
      question.metric === "payback" || !omitted(target),
      `target is omitted: give the ${question.metric} that is sought`,
    );
    const sought = number("target", target, { otherwise: 365 });
    const moved = evenKey("key", named("key", key, KEY_NAMES, "rate"));
    return goalSeek({
      ...question,
      target: sought,
      key: moved,
      low: limitOf("low", low, moved),
      high: limitOf("high", high, moved),
    });
  });
}

const BREAKEVEN_NAMES = Object.keys(BREAKEVEN_KEYS) as BreakevenKey[];

/**
 * The value of a scenario key at which the scenario earns exactly a given internal rate of return.
 * @customfunction GPUBREAKEVEN
 * @param [key] "rate", "utilization", "capex", "life" (the horizon, which book lives follow unless they are told) or "priceDecline"; "rate" if omitted.
 * @param [irr] Rate of return that is earned, as a fraction a year; 0 if omitted.
 * @param [scenario] Name of a cash preset, or a two-column range of key and value (a blank value is left out, 0 means 0); "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "rate=2.35;utilization=0.85"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @returns The value of the key, of several the nearest to the scenario's; #N/A when no value earns that rate.
 * @example =GPUBREAKEVEN() → 1.755137
 * @example =GPUBREAKEVEN("capex") → 12215040000
 * @example =GPUBREAKEVEN("life") → 1.138516
 * @example =GPUBREAKEVEN("utilization",, "MARKET-2026", "rate=0.9") → #N/A
 */
export function gpuBreakeven(
  key: unknown[][],
  irr: unknown[][],
  scenario: unknown[][],
  overrides: unknown[][],
): unknown[][] {
  return answer(() => {
    const assumptions = readScenario({ scenario, overrides });
    const rate = number("irr", irr, { otherwise: 0 });
    return breakeven(named("key", key, BREAKEVEN_NAMES, "rate"), rate, assumptions);
  });
}

/**
 * How a metric is spread when keys of a scenario are uncertain: percentiles of random trials, the same for the same seed everywhere.
 * @customfunction GPUMONTECARLO
 * @param [metric] "payback" (days), "yield", "npv", "irr", "multiple", "tco", "breakevenRate", "equityIrr", "equityMultiple", "minDscr", "averageDscr" or "debtCapacity"; "payback" if omitted.
 * @param [distributions] Range of key, kind and parameters, one key a row: normal mean, sd; lognormal median, sd of the logarithm; triangular or pert low, mode, high; uniform low, high; discrete value, probability, value, probability and so on; 0 means the value 0, also where a blank mean, median or mode would be the scenario's own; the rate, lognormal around the scenario's with an sd of a quarter, if omitted.
 * @param [trials] Number of trials, at most 1,000,000; 10,000 if omitted.
 * @param [seed] Whole number that the random numbers start from; 0 means a seed of its own; 1 if omitted.
 * @param [output] "summary", "percentiles" (0 to 100 %) or "sample" (the trials one by one); "summary" if omitted.
 * @param [scenario] Name of a cash preset, or a two-column range of key and value (a blank value is left out, 0 means 0); "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "rate=2.35;utilization=0.85"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @param [correlations] Square range, a row and a column for each row of distributions: the correlations of the normal numbers behind the draws (a Gaussian copula), for lognormal keys those of their logarithms; none if omitted.
 * @param [target] Value of the metric whose chance to fall short of is told, where never is the worst; 0 means a target of 0; no such row if omitted.
 * @returns Rows of label and value: percentiles with never as the worst, mean and standard deviation of the rest, chance of never, share clipped, trials, standard error of the mean; with a target the chance below it and its standard error.
 * @example =INDEX(GPUMONTECARLO(, {"rate","normal",9.4,0}), 3, 2) → 409.865928
 * @example =INDEX(GPUMONTECARLO(, {"utilization","uniform",0,0}), 8, 2) → 1
 * @example =GPUMONTECARLO(,, 2000000) → #VALUE!
 */
export function gpuMonteCarlo(
  metric: unknown[][],
  distributions: unknown[][],
  trials: unknown[][],
  seed: unknown[][],
  output: unknown[][],
  scenario: unknown[][],
  overrides: unknown[][],
  correlations: unknown[][],
  target: unknown[][],
): unknown[][] {
  return answer(() => {
    const question = questionOf(metric, scenario, overrides);
    const uncertain = distributionsOf(distributions, question.assumptions);
    if (watched()) {
      const text = uncertain.map(({ key, distribution }) => `${key}: ${described(distribution)}`).join("; ");
      noteArgument("distributions", text, omitted(distributions, isNothing) ? "our default" : undefined, {
        label: "What is drawn at random",
        unit: "",
        structural: true,
      });
    }
    const together = correlationsOf(correlations, uncertain);
    if (watched() && together !== undefined) {
      const text = together.map((row) => row.join(", ")).join("; ");
      noteArgument("correlations", text, undefined, {
        label: "Correlations of what is drawn",
        unit: "",
        structural: true,
      });
    }
    return monteCarlo(
      {
        ...question,
        uncertain,
        trials: number("trials", trials, { otherwise: 10_000, structural: true }),
        seed: number("seed", seed, { otherwise: 1, structural: true }),
        correlations: together,
        target: optionalNumber("target", target, { structural: true }),
      },
      choice("output", output, SIMULATION_OUTPUTS, "summary"),
    );
  });
}
