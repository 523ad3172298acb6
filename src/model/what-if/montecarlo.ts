// A scenario whose uncertain keys are drawn at random, many times over: how its metric is spread.
// Trial t draws number t of a stream for each uncertain key, in the order of the rows given, so that a trial is the same for any
// division of the work. Draws beyond a key's limits are moved to the limit and counted.
import { fail, ModelError, must } from "../errors";
import { type Key, KEYS, MAX_CELLS, reach } from "../keys";
import { METRICS, type Metric } from "../metrics";
import { outcomes, PLACE } from "./outcomes";
import { triangleOf } from "../numbers/copula";
import { CHUNK, type Distribution, drawTogether, percentiles } from "../numbers/random";
import type { Series } from "../numbers/series";
import type { Assumptions, Change, Home } from "../scenario";
import { frozenEntries, type SpillEntry, spillTable, type SpillValue } from "../steps/spill";
import { focused, frozen, remark, scope, step, watched } from "../steps/trace";
import { measured, outcomeEntry } from "./variant";

/** A key that is drawn, and what the reader knows its distribution by. */
export interface Uncertain {
  readonly key: Key;
  readonly distribution: Distribution;
}

export interface Simulation {
  readonly metric: Metric;
  readonly uncertain: readonly Uncertain[];
  readonly trials: number;
  readonly seed: number;
  readonly assumptions: Assumptions;
  /** Of each two keys, in their order; undefined where each is drawn by itself. */
  readonly correlations?: readonly Series[];
  /** The share of the trials below it is told. */
  readonly target?: number;
}

/** What is drawn, from where. */
type Drawing = Pick<Simulation, "uncertain" | "seed" | "correlations">;

/** The work that a call may take: less than a second. */
const MOST_WORK = 1e8;

/** Of a draw, in units of about 10 ns, where it is no small part of a trial. */
const workOf = ({ kind }: Distribution, correlations: readonly Series[] | undefined): number =>
  (kind === "pert" ? 100 : 0) + (correlations === undefined ? 0 : 15);

/** How many trials are written out. */
const EXPLAINED = 10;

/** Draws of consecutive trials, one array a key, within the limits of the keys. */
interface Draws {
  readonly values: readonly Float64Array[];
  /** 1 where a draw of the trial was moved to a limit. */
  readonly clipped: Uint8Array;
}

function drawn({ uncertain, seed, correlations }: Drawing, first: number, count: number): Draws {
  const clipped = new Uint8Array(count);
  const values = uncertain.map(() => new Float64Array(count));
  const triangle = correlations && triangleOf(correlations);
  drawTogether(
    uncertain.map(({ distribution }) => distribution),
    triangle,
    seed,
    first,
    values,
  );
  uncertain.forEach(({ key }, k) => {
    const own = values[k];
    const { low, high } = reach(key);
    for (let i = 0; i < count; i++) {
      if (own[i] >= low && own[i] <= high) continue;
      own[i] = own[i] < low ? low : high;
      clipped[i] = 1;
    }
  });
  return { values, clipped };
}

/**
 * The metrics of as many consecutive trials as the arrays hold, from number `first`; how many of them had a draw clipped.
 * Trials without an answer are the infinity worse than any value. One division of the trials among workers is as good as another.
 */
export function simulate(
  { uncertain, seed, correlations, assumptions }: Omit<Simulation, "metric" | "trials">,
  metrics: readonly Metric[],
  first: number,
  out: readonly Float64Array[],
): number {
  const keys = uncertain.map(({ key }) => key);
  const places = keys.map((key) => PLACE[key]);
  const { values: scenario, flow, read, work } = outcomes(assumptions, keys);
  const trials = out[0].length;
  const workOfTrial = uncertain.reduce((all, { distribution }) => all + workOf(distribution, correlations), 0);
  let clippedTrials = 0;
  for (let from = 0; from < trials; from += CHUNK) {
    const count = Math.min(CHUNK, trials - from);
    const { values, clipped } = drawn({ uncertain, seed, correlations }, first + from, count);
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < places.length; k++) scenario[places[k]] = values[k][i];
      flow();
      for (let m = 0; m < metrics.length; m++) out[m][from + i] = read(metrics[m]);
      clippedTrials += clipped[i];
    }
    if (work() + (from + count) * workOfTrial > MOST_WORK && from + count < trials)
      fail("#VALUE!", `trials is ${trials}: with this horizon and metric a call makes at most ${from + count}`);
  }
  return clippedTrials;
}

export const SIMULATION_OUTPUTS = ["summary", "percentiles", "sample"] as const;
export type SimulationOutput = (typeof SIMULATION_OUTPUTS)[number];

/** The spread of a metric in one of three forms. */
export function monteCarlo(asked: Simulation, output: SimulationOutput): SpillValue[][] {
  if (output === "sample") return sample(asked);
  const { metric, trials, seed, target } = asked;
  const values = new Float64Array(trials);
  const clippedTrials = simulate(asked, [metric], 0, [values]);
  const note = `drawn at random: ${trials} trials from seed ${seed}; the first ${Math.min(EXPLAINED, trials)} follow`;
  const answer =
    output === "summary"
      ? summary(metric, values, clippedTrials / trials, target, note)
      : distribution(metric, values, note);
  if (watched()) for (const trial of firstTrials(asked)) explainedTrial(asked, trial);
  return spillTable(answer);
}

const SUMMARY_SHARES = [0.05, 0.25, 0.5, 0.75, 0.95];

const meanError = (unit: string) =>
  step(
    "meanError",
    "Standard error of the mean",
    unit,
    "=deviation / (trials * (1 - never)) ^ 0.5",
    ({ deviation, trials, never }: { deviation: number; trials: number; never: number }) =>
      deviation / Math.sqrt(trials * (1 - never)),
    { note: "two times in three the mean of so many trials lies no farther off the true one" },
  );

const chanceError = step(
  "chanceError",
  "Standard error of the chance below the target",
  "fraction",
  "=(chanceBelow * (1 - chanceBelow) / trials) ^ 0.5",
  ({ chanceBelow, trials }: { chanceBelow: number; trials: number }) =>
    Math.sqrt((chanceBelow * (1 - chanceBelow)) / trials),
);

function summary(
  metric: Metric,
  values: Float64Array,
  clippedShare: number,
  target: number | undefined,
  note: string,
): SpillEntry[][] {
  const { label, unit } = METRICS[metric];
  const finite = answers(values);
  const never = (values.length - finite.length) / values.length;
  const { mean, deviation } = moments(finite);
  const row = (heading: string, key: string, name: string, of: string, value: number | ModelError): SpillEntry[] => [
    heading,
    typeof value === "number" ? { key, value: frozen(key, name, of, note, value) } : value,
  ];
  const shares = percentiles(values, SUMMARY_SHARES).map((value, i) => {
    const percent = Math.round(SUMMARY_SHARES[i] * 100);
    return row(`P${percent}`, `percentile${percent}`, `${label}: percentile ${percent}`, unit, among(value, never));
  });
  const trials = values.length;
  const rows = [
    ...shares,
    row("mean without never", "mean", `${label}: mean of the trials with an answer`, unit, mean),
    row(
      "standard deviation without never",
      "deviation",
      `${label}: standard deviation of those trials`,
      unit,
      deviation,
    ),
    row("chance of never", "never", "Share of the trials without an answer", "fraction", never),
    row("share clipped", "clippedShare", "Share of the trials with a draw beyond a limit", "fraction", clippedShare),
    ["trials", { key: "trials", value: trials }],
    [
      "standard error of the mean",
      typeof deviation === "number"
        ? { key: "meanError", value: meanError(unit)({ deviation, trials, never }) }
        : deviation,
    ],
  ];
  if (target === undefined) return rows;
  const chanceBelow = values.reduce((count, value) => (value < target ? count + 1 : count), 0) / trials;
  const name = `${label}: share of the trials below the target`;
  return [
    ...rows,
    row("chance below target", "chanceBelow", name, "fraction", chanceBelow),
    ["standard error of that chance", { key: "chanceError", value: chanceError({ chanceBelow, trials }) }],
  ];
}

/** A percentile, unless it falls among the trials without an answer. */
const among = (value: number, never: number): number | ModelError =>
  Number.isFinite(value)
    ? value
    : new ModelError("#N/A", `it falls among the trials without an answer, which are ${never} of all`);

/** The outcomes that are numbers, in their order. */
function answers(values: Float64Array): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) finite[count++] = values[i];
  return finite.subarray(0, count);
}

/** Mean and standard deviation (n - 1); from the first value, so that equal values have exactly their mean. */
function moments(values: Float64Array): { mean: number | ModelError; deviation: number | ModelError } {
  const count = values.length;
  if (count === 0) {
    const none = new ModelError("#N/A", "no trial has an answer");
    return { mean: none, deviation: none };
  }
  const first = values[0];
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] - first;
  const mean = first + sum / count;
  if (count === 1)
    return { mean, deviation: new ModelError("#N/A", "one trial with an answer has no standard deviation") };
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (values[i] - mean) * (values[i] - mean);
  return { mean, deviation: Math.sqrt(squares / (count - 1)) };
}

/** Every percentile from 0 to 100. */
function distribution(metric: Metric, values: Float64Array, note: string): SpillEntry[][] {
  const { label, unit } = METRICS[metric];
  const never = 1 - answers(values).length / values.length;
  const shares = Array.from({ length: 101 }, (_, percent) => percent / 100);
  const entries = frozenEntries(
    { key: "percentiles", name: `${label}: percentiles that have an answer`, unit, note },
    percentiles(values, shares).map((value) => among(value, never)),
    "down",
  );
  return [["percentile", metric], ...shares.map((share, i): SpillEntry[] => [share, entries[i]])];
}

/** A trial by its number, from 0, and what it drew for each uncertain key. */
interface Trial {
  readonly number: number;
  readonly values: readonly number[];
}

const trialAt = (asked: Simulation, number: number): Trial => ({
  number,
  values: drawn(asked, number, 1).values.map(([value]) => value),
});

const firstTrials = (asked: Simulation): Trial[] =>
  Array.from({ length: Math.min(EXPLAINED, asked.trials) }, (_, number) => trialAt(asked, number));

/** A distribution as a reader knows it: "lognormal, median 9.4, sd 0.25". */
export function described(distribution: Distribution): string {
  if (distribution.kind === "discrete")
    return ["discrete", ...distribution.values.map((value, i) => `${value} (${distribution.probabilities[i]})`)].join(
      ", ",
    );
  const { kind, ...parameters } = distribution;
  return [kind, ...Object.entries(parameters).map(([name, value]) => `${name} ${value}`)].join(", ");
}

/** The metric of a trial with its steps, and its draws, as cells. */
function explainedTrial(
  { metric, uncertain, correlations, assumptions }: Simulation,
  { number, values }: Trial,
): SpillEntry[] {
  const home: Home = { assumptions, path: scope() };
  const name = `trial${number + 1}`;
  const changes = uncertain.map(({ key, distribution: from }, k): Change => ({
    key,
    value: values[k],
    is: `drawn at random: ${described(from)}${correlations === undefined ? "" : ", correlated with the others"}; kept within the limits of ${KEYS[key].label.toLowerCase()}`,
  }));
  const title = (): string => `Trial ${number + 1}`;
  const outcome = measured({ metric, home, name, title, changes });
  return [...changes.map(({ key, value }): SpillEntry => ({ key, value, within: [name] })), outcome];
}

/** The trials one by one: what each drew and what came of it. */
function sample(asked: Simulation): SpillValue[][] {
  const { metric, uncertain, trials } = asked;
  const columns = uncertain.length + 2;
  const most = Math.floor(MAX_CELLS / columns) - 1;
  must(trials <= most, `trials is ${trials}: a sample of ${columns} columns shows at most ${most}`);
  const results = new Float64Array(trials);
  simulate(asked, [metric], 0, [results]);
  const { values } = drawn(asked, 0, trials);
  const explained = watched() ? explainedSample(asked) : undefined;
  return spillTable([
    ["trial", ...uncertain.map(({ key }) => key), metric],
    ...Array.from(results, (result, i): SpillEntry[] => [
      i + 1,
      ...(explained?.get(i) ?? [...values.map((own) => own[i]), outcomeEntry(metric, result)]),
    ]),
  ]);
}

/** The first trials, and the one that is asked for. */
function explainedSample(asked: Simulation): ReadonlyMap<number, SpillEntry[]> {
  const asks = focused().row - 1;
  const first = firstTrials(asked);
  const trials = asks >= first.length && asks < asked.trials ? [...first, trialAt(asked, asks)] : first;
  remark(() => `the first ${first.length} trials have their steps: select another to see its own`);
  return new Map(trials.map((trial) => [trial.number, explainedTrial(asked, trial)]));
}
