// How far a scenario's metric moves when each of its keys moves by the same share, and how far each may move until no cash is left.
import { cashflow } from "../cashflow";
import { ModelError } from "../errors";
import { type Key, KEYS, reach, type Scenario } from "../keys";
import { METRICS, type Metric } from "../metrics";
import { curveOf } from "./outcomes";
import { type Assumptions, type Home, inVariant, valueOf } from "../scenario";
import { seek } from "../numbers/search";
import { type Series, sum } from "../numbers/series";
import { frozenEntries, type SpillEntry, spillTable, type SpillValue } from "../steps/spill";
import { focused, frozen, inCase, linkedInput, remark, scope, step, unwatched, watched } from "../steps/trace";
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

/** A bar for each key, the widest first. */
export function tornado(asked: Tornado): SpillValue[][] {
  const { metric, keys, assumptions } = asked;
  const base = curveOf(metric, assumptions, keys[0])(valueOf(assumptions, keys[0]));
  const bars = unwatched(() => keys.map((key) => barOf(asked, key))).sort((a, b) => b.span - a.span);
  const rows = watched() ? explained(asked, bars) : bars.map((bar) => plain(metric, bar, outcomeEntry(metric, base)));
  return spillTable([HEADINGS, ...rows]);
}

function barOf({ metric, swing, assumptions }: Tornado, key: Key): Bar {
  const curve = curveOf(metric, assumptions, key);
  const value = valueOf(assumptions, key);
  const ends = { value, swing };
  const move = swings(key);
  const [lowValue, highValue] = [move.low(ends), move.high(ends)];
  const [low, high] = [curve(lowValue), curve(highValue)];
  const reached = Math.abs(value) * swing;
  const clipped = [
    ...(value - reached < lowValue ? [`low stops at ${lowValue}`] : []),
    ...(value + reached > highValue ? [`high stops at ${highValue}`] : []),
  ].join(", ");
  const zeroAt = seek(curveOf("multiple", assumptions, key), { key, assumptions }, 1);
  const span = low === high ? 0 : Math.abs(high - low);
  return { key, value, low, high, span, clipped, zeroAt, move: value === 0 ? NaN : zeroAt / value - 1 };
}

const spanOf = (metric: Metric, { low, high, span }: Bar): number | ModelError =>
  outcomeEntry(metric, Number.isFinite(low) && Number.isFinite(high) ? span : Infinity);

const moveOf = ({ key, value, move }: Bar): number | ModelError =>
  Number.isNaN(move)
    ? new ModelError(
        "#N/A",
        value === 0 ? `${key} is 0: a share of it moves nothing` : `no ${key} within its limits brings the cash to 0`,
      )
    : move;

function plain(metric: Metric, bar: Bar, base: SpillEntry): SpillEntry[] {
  const { key, low, high, clipped } = bar;
  return [key, outcomeEntry(metric, low), base, outcomeEntry(metric, high), spanOf(metric, bar), clipped, moveOf(bar)];
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
    { key: `${key}Move`, name: `Move of ${key} that leaves no cash`, unit: "fraction", note: NOTE },
    [moveOf(bar)],
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
  "Relative move that leaves no cash",
  "fraction",
  "=zeroAt / value - 1",
  ({ zeroAt, value }: { zeroAt: number; value: number }) => zeroAt / value - 1,
);

/** A bar in a case of its own, with a case for each end and for the value that leaves no cash. */
function explainedBar({ metric, swing, assumptions }: Tornado, home: Home, bar: Bar, base: SpillEntry): SpillEntry[] {
  const { key, value } = bar;
  const { label, unit } = KEYS[key];
  const path = [...home.path, key];
  const end = (name: string, title: string, from: string, to: number): SpillEntry =>
    measured({
      metric,
      home,
      name,
      title: () => `${label}: ${title}`,
      changes: [{ key, value: to, is: { path, key: from } }],
    });
  return inCase(
    key,
    () => label,
    () => {
      const told = assumptions[key] === undefined ? "horizon" : key;
      linkedInput({ key: "value", name: label, unit, value }, { path: home.path, key: told });
      linkedInput({ key: "swing", name: "Swing", unit: "fraction", value: swing }, { path: home.path, key: "swing" });
      const move = swings(key);
      const low = end("atLow", "moved down", "lowValue", move.low({ value, swing }));
      const high = end("atHigh", "moved up", "highValue", move.high({ value, swing }));
      return [key, low, base, high, explainedSpan(metric, bar, path), bar.clipped, explainedMove(home, bar, path)];
    },
  );
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

function explainedMove(home: Home, bar: Bar, path: readonly string[]): SpillEntry {
  const moved = moveOf(bar);
  if (typeof moved !== "number") return moved;
  const { key, value, zeroAt } = bar;
  const { label, unit } = KEYS[key];
  frozen("zeroAt", `${label} that leaves no cash`, unit, "found by a bracketed search; the proof follows", zeroAt);
  const changes = [{ key, value: zeroAt, is: { path, key: "zeroAt" } }];
  const proof = (scenario: Scenario): number => sumOfFlows({ freeCashFlow: cashflow(scenario).columns.freeCashFlow });
  inVariant(home, "atZero", () => `${label}: no cash left`, changes, proof);
  return { key: "breakEvenMove", value: breakEvenMove({ zeroAt, value }), within: [key] };
}
