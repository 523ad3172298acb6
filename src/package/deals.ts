// Many deals at once: a row of keys each, the same metrics of all. A million take no more memory than one.
import { STANDARD_PRESET } from "../data/standard";
import { keyCell, readScenario } from "../functions/scenario";
import { packageWords } from "../languages/package.en";
import { cashflow } from "../model/cashflow";
import { attempt, brief, fail, ModelError, must } from "../model/errors";
import { check, type Key, keyNamed } from "../model/keys";
import { METRIC_NAMES, type Metric, METRICS } from "../model/metrics";
import { type Assumptions, changed, complete } from "../model/scenario";
import { outcomes, type Outcomes, PLACE } from "../model/what-if/outcomes";

/** What a deal is judged by where nothing is said. */
export const DEAL_METRICS = ["payback", "npv", "irr", "equityIrr"] as const satisfies readonly Metric[];

/** The metrics of one deal, each a number or why it has none. */
export type Judged = (number | ModelError)[];

export interface Deals {
  readonly metrics: readonly Metric[];
  /** Where each column that is a key stands among those given; others are not read. */
  readonly keys: readonly { readonly key: Key; readonly at: number }[];
  /** Judges one row; a cell that is blank takes the scenario's value. */
  judge(row: readonly unknown[], scenario?: string): Judged;
}

/** Columns may be called by a key, its label or a name in use; one that is none is passed by. */
export function deals(columns: readonly string[], wanted: readonly string[] = DEAL_METRICS): Deals {
  const metrics = wanted.map(metricNamed);
  const keys = columns.flatMap((column, at) => {
    const key = keyNamed(column);
    return key === undefined ? [] : [{ key, at }];
  });
  must(keys.length > 0, packageWords.noDeal);
  const twice = keys.find(({ key }, i) => keys.findIndex((each) => each.key === key) !== i);
  if (twice !== undefined) fail("#VALUE!", packageWords.twice(twice.key));
  const known = new Map<string, Calculator | ModelError>();
  const values = new Float64Array(keys.length);
  const calculator = (form: string, scenario: string): Calculator | ModelError => {
    const own = known.get(form) ?? attempt(() => calculatorOf(scenario, keys, values));
    known.set(form, own);
    return own;
  };
  return {
    metrics,
    keys,
    judge(row, scenario = STANDARD_PRESET) {
      // Rows with the same blanks share a calculator.
      let form = scenario;
      const wrong = attempt(() => {
        for (let i = 0; i < keys.length; i++) {
          const { key, at } = keys[i];
          const cell = row[at];
          const value = typeof cell === "number" ? check(key, cell) : keyCell("row", key, cell);
          if (value === undefined) form += `;${i}`;
          values[i] = value ?? NaN;
        }
        return undefined;
      });
      const own = wrong ?? calculator(form, scenario);
      return own instanceof ModelError ? metrics.map(() => own) : judged(own, values, metrics);
    },
  };
}

interface Calculator extends Outcomes {
  readonly base: Assumptions;
  /** What a row gives, and where among its values. */
  readonly moving: readonly { readonly key: Key; readonly i: number }[];
}

function calculatorOf(scenario: string, keys: readonly { readonly key: Key }[], values: Float64Array): Calculator {
  const base = readScenario({ scenario, overrides: null });
  const moving = keys.flatMap(({ key }, i) => (Number.isNaN(values[i]) ? [] : [{ key, i }]));
  return {
    base,
    moving,
    ...outcomes(
      base,
      moving.map(({ key }) => key),
    ),
  };
}

function judged(
  { base, moving, values, flow, read }: Calculator,
  given: Float64Array,
  metrics: readonly Metric[],
): Judged {
  for (const { key, i } of moving) values[PLACE[key]] = given[i];
  flow();
  return metrics.map((metric) => {
    const value = read(metric);
    if (Number.isFinite(value)) return value + 0;
    const scenario = complete(
      changed(
        base,
        moving.map(({ key, i }) => ({ key, value: given[i] })),
      ),
    );
    const said = attempt(() => METRICS[metric].of(cashflow(scenario), scenario));
    return typeof said === "number" && !Number.isFinite(said) ? new ModelError("#NUM!", packageWords.tooBig) : said;
  });
}

function metricNamed(name: string): Metric {
  const wanted = name.trim().toLowerCase();
  return (
    METRIC_NAMES.find((metric) => metric.toLowerCase() === wanted) ??
    fail("#N/A", packageWords.noMetric(brief(name), METRIC_NAMES))
  );
}
