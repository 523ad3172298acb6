// How far a scenario's metric moves when each of its keys moves by the same share, and how far each may move until no cash is left.
import { cashflow } from "../cashflow";
import { ModelError } from "../errors";
import { type Key, KEYS, otherwiseOf, reach, type Scenario } from "../keys";
import { measure, METRICS, type Metric } from "../metrics";
import { curveOf, outcomes, PLACE } from "./outcomes";
import { type Assumptions, type Change, type Home, inVariant, valueOf } from "../scenario";
import { seek } from "../numbers/search";
import { type Series, sum } from "../numbers/series";
import { frozenEntries, type SpillEntry, spillTable, type SpillValue } from "../steps/spill";
import { focused, frozen, inCase, input, linkedInput, remark, scope, step, unwatched, watched } from "../steps/trace";
import { measured, outcomeEntry } from "./variant";

export interface Tornado {
  readonly metric: Metric;
  readonly swing: number;
  readonly keys: readonly Key[];
  readonly assumptions: Assumptions;
}

const HEADINGS = ["key", "low", "base", "high", "span", "clipped", "breakEvenMove"];

/** One key's outcomes; an infinity where the metric has no answer. */
interface Bar {
  readonly key: Key;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly span: number;
  readonly clipped: string;
  /** The key's value at which no cash is left, and how far it is from the scenario's. */
  readonly zeroAt: number;
  readonly move: number;
}

interface Swing {
  readonly value: number;
  readonly swing: number;
}

/** What moves with a key by the same share: more GPUs cost more. */
const COMPANION: Readonly<Partial<Record<Key, Key>>> = { gpus: "capex" };

const literal = (value: number): string => (value < 0 ? `(${value})` : String(value));

/** A key's value moved down and up, no further than its limits. */
function swings(key: Key) {
  const { low, high } = reach(key);
  const unit = KEYS[key].unit;
  return {
    low: step(
      "lowValue",
      "Moved down",
      unit,
      `=MAX(${literal(low)}, value - MAX(value, 0 - value) * swing)`,
      ({ value, swing }: Swing) => Math.max(low, value - Math.max(value, 0 - value) * swing),
      { note: "no further than the key's limit" },
    ),
    high: step(
      "highValue",
      "Moved up",
      unit,
      `=MIN(${literal(high)}, value + MAX(value, 0 - value) * swing)`,
      ({ value, swing }: Swing) => Math.min(high, value + Math.max(value, 0 - value) * swing),
      { note: "no further than the key's limit" },
    ),
  };
}

/** A metric over the values of a key, with what moves along with it. */
function curveAlong(metric: Metric, assumptions: Assumptions, key: Key): (value: number) => number {
  const companion = COMPANION[key];
  if (companion === undefined) return curveOf(metric, assumptions, key);
  const [own, other] = [valueOf(assumptions, key), valueOf(assumptions, companion)];
  const { values, flow, read } = outcomes(assumptions, [key, companion]);
  return (value) => {
    values[PLACE[key]] = value;
    values[PLACE[companion]] = (other * value) / own;
    flow();
    return read(metric);
  };
}

/** What is 0 where a move leaves nothing: the net present value where that is asked for, else the cash. */
const nothingLeft = (metric: Metric): Metric => (metric === "npv" ? "npv" : "multiple");

/** A bar for each key, the widest first. */
export function tornado(asked: Tornado): SpillValue[][] {
  const { metric, keys, assumptions } = asked;
  const base = curveOf(metric, assumptions, keys[0])(valueOf(assumptions, keys[0]));
  const bars = unwatched(() => keys.map((key) => barOf(asked, key))).sort((a, b) => b.span - a.span);
  const rows = watched() ? explained(asked, bars) : bars.map((bar) => plain(metric, bar, outcomeEntry(metric, base)));
  return spillTable([HEADINGS, ...rows]);
}

/** The metric where a key is moved down and up by a share of itself, no further than its limits. */
export function swung({ metric, swing, assumptions }: Omit<Tornado, "keys">, key: Key) {
  const curve = curveAlong(metric, assumptions, key);
  const value = valueOf(assumptions, key);
  const ends = { value, swing };
  const move = swings(key);
  const [lowValue, highValue] = [move.low(ends), move.high(ends)];
  return { value, lowValue, highValue, low: curve(lowValue), high: curve(highValue) };
}

function barOf(asked: Tornado, key: Key): Bar {
  const { metric, swing, assumptions } = asked;
  const { value, lowValue, highValue, low, high } = swung(asked, key);
  const reached = Math.abs(value) * swing;
  const clipped = [
    ...(value - reached < lowValue ? [`low stops at ${lowValue}`] : []),
    ...(value + reached > highValue ? [`high stops at ${highValue}`] : []),
  ].join(", ");
  const zero = nothingLeft(metric);
  const zeroAt = seek(curveAlong(zero, assumptions, key), { key, assumptions }, zero === "npv" ? assumptions.capex : 1);
  const span = low === high ? 0 : Math.abs(high - low);
  return { key, value, low, high, span, clipped, zeroAt, move: value === 0 ? NaN : zeroAt / value - 1 };
}

const spanOf = (metric: Metric, { low, high, span }: Bar): number | ModelError =>
  outcomeEntry(metric, Number.isFinite(low) && Number.isFinite(high) ? span : Infinity);

const moveOf = (metric: Metric, { key, value, move }: Bar): number | ModelError =>
  Number.isNaN(move)
    ? new ModelError(
        "#N/A",
        value === 0
          ? `${key} is 0: a share of it moves nothing`
          : `no ${key} within its limits brings the ${metric === "npv" ? "net present value" : "cash"} to 0`,
      )
    : move;

function plain(metric: Metric, bar: Bar, base: SpillEntry): SpillEntry[] {
  const { key, low, high, clipped } = bar;
  return [
    key,
    outcomeEntry(metric, low),
    base,
    outcomeEntry(metric, high),
    spanOf(metric, bar),
    clipped,
    moveOf(metric, bar),
  ];
}

/** A table up to this long is explained whole, a longer one in the row that is asked for. */
const EXPLAINED = 5;

function explained(asked: Tornado, bars: readonly Bar[]): SpillEntry[][] {
  const { metric, assumptions } = asked;
  const home: Home = { assumptions, path: scope() };
  const base = measured({ metric, home, name: "base", title: () => "The scenario as it is", changes: [] });
  const whole = bars.length <= EXPLAINED;
  if (!whole) remark(() => "the steps are those of one key: select another row to see its own");
  const asks = Math.max(focused().row - 1, 0);
  return bars.map((bar, i) => (whole || i === asks ? explainedBar(asked, home, bar, base) : listed(metric, bar, base)));
}

const NOTE = "calculated like the key whose steps are shown: select its row to see its own";

function listed(metric: Metric, bar: Bar, base: SpillEntry): SpillEntry[] {
  const { key, low, high, clipped } = bar;
  const { label, unit } = METRICS[metric];
  const [lowEntry, highEntry, span] = frozenEntries(
    { key: `${key}Outcomes`, name: `${label}: low, high and span of ${key}`, unit, note: NOTE },
    [outcomeEntry(metric, low), outcomeEntry(metric, high), spanOf(metric, bar)],
    "across",
  );
  const [move] = frozenEntries(
    { key: `${key}Move`, name: `Move of ${key} that leaves nothing`, unit: "fraction", note: NOTE },
    [moveOf(metric, bar)],
    "across",
  );
  return [key, lowEntry, base, highEntry, span, clipped, move];
}

const spanBetween = (unit: string) =>
  step(
    "span",
    "Span",
    unit,
    "=MAX(low, high) - MIN(low, high)",
    ({ low, high }: { low: number; high: number }) => Math.max(low, high) - Math.min(low, high),
  );

/** Places in a bar to which a key is moved. */
type Place = "lowValue" | "highValue" | "zeroAt";

const companionMoved = (at: Place, key: Key, inputs: { companion: number; moved: number; value: number }): number =>
  step(
    `${key}At${at}`,
    `${KEYS[key].label}, moved by the same share`,
    KEYS[key].unit,
    `=companion * ${at} / value`,
    () => (inputs.companion * inputs.moved) / inputs.value,
  )({ companion: inputs.companion, [at]: inputs.moved, value: inputs.value });

const sumOfFlows = step(
  "sumOfFlows",
  "Proof: sum of the free cash flow",
  "$",
  "=sum(freeCashFlow)",
  ({ freeCashFlow }: { freeCashFlow: Series }) => sum(freeCashFlow),
  { note: "0 but for rounding" },
);

const breakEvenMove = step(
  "breakEvenMove",
  "Relative move that leaves nothing",
  "fraction",
  "=zeroAt / value - 1",
  ({ zeroAt, value }: { zeroAt: number; value: number }) => zeroAt / value - 1,
);

/** A bar in a case of its own, with a case for each end and for the value that leaves nothing. */
function explainedBar({ metric, swing, assumptions }: Tornado, home: Home, bar: Bar, base: SpillEntry): SpillEntry[] {
  const { key, value } = bar;
  const { label } = KEYS[key];
  const path = [...home.path, key];
  const end = (name: string, title: string, from: "lowValue" | "highValue", to: number): SpillEntry =>
    measured({
      metric,
      home,
      name,
      title: () => `${label}: ${title}`,
      changes: [{ key, value: to, is: { path, key: from } }, ...alongWith(home, bar, from, to)],
    });
  return inCase(
    key,
    () => label,
    () => {
      noteValue(home, "value", key, value);
      const companion = COMPANION[key];
      if (companion !== undefined) noteValue(home, "companion", companion, valueOf(assumptions, companion));
      linkedInput({ key: "swing", name: "Swing", unit: "fraction", value: swing }, { path: home.path, key: "swing" });
      const move = swings(key);
      const low = end("atLow", "moved down", "lowValue", move.low({ value, swing }));
      const high = end("atHigh", "moved up", "highValue", move.high({ value, swing }));
      return [
        key,
        low,
        base,
        high,
        explainedSpan(metric, bar, path),
        bar.clipped,
        explainedMove(metric, home, bar, path),
      ];
    },
  );
}

/** A key's value as an input of a bar: the scenario's own, or what the key is where it is left out. */
function noteValue({ assumptions, path }: Home, name: string, key: Key, value: number): void {
  const { label, unit } = KEYS[key];
  let from = key;
  for (let other = otherwiseOf(key); assumptions[from] === undefined; other = otherwiseOf(from)) {
    if (typeof other !== "string") {
      input({
        key: name,
        name: label,
        unit,
        value,
        origin: "default",
        source: "our default",
        axis: "across",
        structural: false,
      });
      return;
    }
    from = other;
  }
  linkedInput({ key: name, name: label, unit, value }, { path, key: from });
}

/** What moves with the key of a bar, as a change of its own. */
function alongWith({ assumptions, path }: Home, { key, value }: Bar, at: Place, moved: number): Change[] {
  const companion = COMPANION[key];
  if (companion === undefined) return [];
  const own = valueOf(assumptions, companion);
  const to = companionMoved(at, companion, { companion: own, moved, value });
  return [{ key: companion, value: to, is: { path: [...path, key], key: `${companion}At${at}` } }];
}

function explainedSpan(metric: Metric, bar: Bar, path: readonly string[]): SpillEntry {
  const wide = spanOf(metric, bar);
  if (typeof wide !== "number") return wide;
  const { key, label, unit } = METRICS[metric];
  const { low, high } = bar;
  linkedInput({ key: "low", name: `${label}, moved down`, unit, value: low }, { path: [...path, "atLow"], key });
  linkedInput({ key: "high", name: `${label}, moved up`, unit, value: high }, { path: [...path, "atHigh"], key });
  return { key: "span", value: spanBetween(unit)({ low, high }), within: [bar.key] };
}

function explainedMove(metric: Metric, home: Home, bar: Bar, path: readonly string[]): SpillEntry {
  const moved = moveOf(metric, bar);
  if (typeof moved !== "number") return moved;
  const { key, value, zeroAt } = bar;
  const { label, unit } = KEYS[key];
  frozen("zeroAt", `${label} that leaves nothing`, unit, "found by a bracketed search; the proof follows", zeroAt);
  const changes = [{ key, value: zeroAt, is: { path, key: "zeroAt" } }, ...alongWith(home, bar, "zeroAt", zeroAt)];
  const proof = (scenario: Scenario): number =>
    metric === "npv" ? measure("npv", scenario) : sumOfFlows({ freeCashFlow: cashflow(scenario).columns.freeCashFlow });
  inVariant(home, "atZero", () => `${label}: nothing left`, changes, proof);
  return { key: "breakEvenMove", value: breakEvenMove({ zeroAt, value }), within: [key] };
}
