// The pictures say what the functions say: each is held by another function, by arithmetic over it, or by the filing.
import "../functions/excel";
import { cashPresets, preset } from "../../src/data/presets";
import { runnable } from "../../src/functions";
import "../../src/functions/fetched";
import { present } from "../../src/model/errors";
import { KEY_NAMES, KEYS } from "../../src/model/keys";
import { type HeatMap, type Picture, toldOf } from "../../src/pictures/picture";
import { uncertainIn } from "../../src/pictures/monte-carlo-histogram";
import { bridge } from "../../src/pictures/npv-bridge";
import { type PictureName, PICTURES, pictureOf } from "../../src/pictures/pictures";
import { h100Prices } from "../../src/pictures/price-over-time";
import { mayMove } from "../../src/pictures/tornado-bars";
import { scenarioOf } from "../../src/sheets/own-scenario";

const NAMES = cashPresets().map(({ name }) => name);
const scenario = (name: string) => present(scenarioOf(preset(name)) ?? undefined);

/** The cells of a function's answer. */
const call = (id: string, ...args: unknown[]): unknown[][] => runnable(id)?.(...args) as unknown[][];
const numbers = (id: string, ...args: unknown[]): number[] => call(id, ...args).map(([value]) => Number(value));
const npvOf = (name: string): number => numbers("GPUNPV", null, name)[0];

async function made(picture: PictureName, one: string, other = "TNP-2025"): Promise<Picture | HeatMap> {
  const shown = await pictureOf(picture, preset(one), preset(other));
  if (typeof shown === "string") throw new Error(shown);
  return shown;
}

async function drawn(picture: PictureName, one: string, other?: string): Promise<Picture> {
  const shown = await made(picture, one, other);
  if (shown.kind === "heat") throw new Error("a grid");
  return shown;
}

const near = (value: number, witness: number, size: number): void =>
  expect(Math.abs(value - witness)).toBeLessThanOrEqual(1e-9 * Math.max(size, 1));

test.each(NAMES)(
  "%s: cash to date stands each year where GPUCASHFLOW sums its free cash flow, and ends there",
  async (name) => {
    const { rows, labels } = await drawn("cash", name);
    const flows = numbers("GPUCASHFLOW", name, null, null, "freeCashFlow");
    const size = Math.max(...flows.map(Math.abs));
    const sums = flows.map((_, year) => flows.slice(0, year + 1).reduce((sum, flow) => sum + flow, 0));
    const values = rows[0].values.map(Number);
    expect(values).toHaveLength(labels.length);
    near(values[values.length - 1], sums[sums.length - 1], size);
    for (const [year, sum] of sums.slice(0, -1).entries()) near(values[year], sum, size);
  },
);

const PAIRS = NAMES.map((name, i) => [name, NAMES[(i + 1) % NAMES.length]] as const);

test.each(PAIRS)(
  "from %s to %s: the steps of the bridge sum to the difference of their two GPUNPV",
  async (from, to) => {
    const spans = bridge(scenario(from), scenario(to));
    const [start, end] = [npvOf(from), npvOf(to)];
    const size = Math.abs(start) + spans.reduce((sum, { by }) => sum + Math.abs(by), 0);
    near(
      spans.reduce((sum, { by }) => sum + by, start),
      end,
      size,
    );
    // What is drawn leads from one to the other without a gap.
    const { rows, labels } = await drawn("bridge", from, to);
    const bars = labels.map((_, i) =>
      present(rows.map(({ values }) => values[i]).find((mark) => mark !== null) ?? undefined),
    );
    const ends = bars.map((bar) => (typeof bar === "number" ? [0, bar] : [...bar]));
    near(ends[0][1], start, size);
    near(ends[ends.length - 1][1], end, size);
    for (const [i, [begins]] of ends.slice(1, -1).entries()) near(begins, ends[i][1], size);
    near(ends[ends.length - 2][1], end, size);
    expect(labels.length).toBeLessThanOrEqual(11);
  },
);

test("a bridge from a scenario to itself is none", async () => {
  expect(await pictureOf("bridge", preset("NEOCLOUD"), preset("NEOCLOUD"))).toBe("Choose two scenarios that differ.");
});

test.each(NAMES)(
  "%s: the bars are the widest that GPUTORNADO gives of the net present value, in its order",
  async (name) => {
    const keys = KEY_NAMES.filter((key) => mayMove(key, scenario(name)));
    const [, ...lines] = call("GPUTORNADO", "npv", 0.2, [[...keys]], name);
    const { rows, labels } = await drawn("tornado", name);
    const [down, up] = rows.map(({ values }) => values.map((mark) => toldOf(mark)));
    expect(labels.length).toBeGreaterThan(4);
    for (const [i, label] of labels.entries()) {
      const line = present(lines.find(([key]) => KEYS[key as keyof typeof KEYS].label === label));
      expect([down[i], up[i]]).toEqual([line[1], line[3]]);
      expect(rows[0].values[i]).toEqual([line[2], line[1]]);
      const wider = lines.filter((other) => Number(other[4]) > Number(line[4])).length;
      expect(wider).toBeLessThanOrEqual(i);
    }
  },
);

test.each(NAMES)("%s: the grid is GPUNPV of each rent and utilization, and outlines the scenario", async (name) => {
  const map = await made("heat", name);
  if (map.kind !== "heat") throw new Error("no grid");
  const { values, base } = map;
  const npv = npvOf(name);
  expect(values[base[0]][base[1]]).toBe(npv);
  const { rate, utilization } = scenario(name);
  const corner = numbers("GPUNPV", null, name, `rate=${rate * 0.5};utilization=${utilization * 0.4}`)[0];
  near(values[0][0], corner, Math.abs(corner));
  expect(map.down).toHaveLength(values.length);
  for (const row of values) expect(row).toHaveLength(map.across.length);
});

test.each(["MARKET-2026", "COREWEAVE-LIKE"])(
  "%s: the histogram holds every trial, and its percentiles are those of GPUMONTECARLO over the same distributions",
  async (name) => {
    const distributions = uncertainIn(scenario(name)).map(({ key, distribution }) =>
      distribution.kind === "triangular"
        ? [key, "triangular", distribution.low, distribution.mode, distribution.high]
        : [],
    );
    const { rows, labels, points = [], says } = await drawn("monteCarlo", name);
    const trials = call("GPUMONTECARLO", "npv", distributions, 10_000, 1, "sample", name).slice(1);
    const sample = trials.map((trial) => Number(trial[trial.length - 1]));
    const counts = rows[0].values.map(Number);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10_000);
    const [low, high] = [Math.min(...sample), Math.max(...sample)];
    const width = (high - low) / counts.length;
    const summary = new Map(
      call("GPUMONTECARLO", "npv", distributions, 10_000, 1, "summary", name).map(([label, value]) => [label, value]),
    );
    // A bar's middle is half a bar from its edge: where a percentile stands is told by its value alone.
    for (const { at, name: label } of points)
      near(low + (at + 0.5) * width, Number(summary.get(label)), Math.abs(high - low));
    expect(points.map(({ name: label }) => label)).toEqual(["P5", "P50", "P95"]);
    const below = sample.filter((value) => value < low + 5 * width).length;
    expect(Math.abs(counts.slice(0, 5).reduce((sum, count) => sum + count, 0) - below)).toBeLessThanOrEqual(1);
    const negative = sample.filter((value) => value < 0).length;
    expect(says).toContain(`${Math.round(negative / 100)}% lose money`);
    expect(labels).toHaveLength(counts.length);
  },
);

test("cash and service are the columns that GPUDEBT gives, and the least of their quotients is told", async () => {
  const { rows, says, labels } = await drawn("debt", "COREWEAVE-LIKE");
  const [cfads, service, dscr] = ["cfads", "service", "dscr"].map((output) =>
    call("GPUDEBT", "COREWEAVE-LIKE", null, null, output).map(([value]) => value),
  );
  expect(rows[0].values).toEqual(cfads.slice(-labels.length));
  expect(rows[1].values).toEqual(service.slice(-labels.length));
  const least = Math.min(...dscr.filter((value): value is number => typeof value === "number" && value > 0));
  expect(says).toContain(`${Math.round(least * 100) / 100} times`);
});

test("a scenario without debt says so", async () => {
  const { says, rows } = await drawn("debt", "TNP-2025");
  expect(says).toBe("It has no debt.");
  expect(rows[1].values.every((value) => value === 0)).toBe(true);
});

test.each(NAMES)(
  "%s: over six years the same cost is written off under either life, IT in equal parts of its own",
  async (name) => {
    const { rows } = await drawn("lives", name);
    const [long, short] = rows.map(({ values }) => values.map(Number));
    const own = scenario(name);
    const it = own.capex * own.itShare;
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    // The facility's part is the same in both; of IT a sixth a year against a quarter.
    if (own.residual === 0 && own.opexFromYear <= 1) near(short[0] - long[0], it / 4 - it / 6, own.capex);
    expect(short[0]).toBeGreaterThan(long[0]);
    near(sum(long), sum(short), own.capex);
  },
);

test("Amazon's additions to AWS and its operating income are the figures of the 10-K: 53,267 and 39,834 million in 2024", async () => {
  const { rows, labels } = await drawn("aws", "TNP-2025");
  const at = labels.indexOf("2024");
  expect(rows.map(({ values }) => values[at])).toEqual([53_267, 39_834]);
  for (const [i, year] of labels.entries()) {
    expect(rows[0].values[i]).toBe(numbers("CAPEXDATA", "AMZN", "aws_net_additions_ppe", year)[0]);
    expect(rows[1].values[i]).toBe(numbers("CAPEXDATA", "AMZN", "aws_operating_income", year)[0]);
  }
});

test("prices of an H100 are those of the table of prices, and a month with several shows the one in their middle", async () => {
  const { rows, labels, places = [] } = await drawn("prices", "TNP-2025");
  const prices = h100Prices();
  expect(prices.length).toBeGreaterThan(30);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
  const shown = rows.flatMap(({ values }) => values.filter((value) => value !== null));
  const monthsOfKinds = new Set(prices.map(({ month, kind }) => `${month} ${kind}`));
  expect(shown).toHaveLength(monthsOfKinds.size);
  for (const [at, month] of labels.entries())
    for (const [row, kind] of (["list", "contract", "market"] as const).entries()) {
      const own = prices.filter((price) => price.month === month && price.kind === kind).map(({ price }) => price);
      const value = rows[row].values[at];
      if (own.length === 0) expect(value).toBeNull();
      else if (own.length <= 2) expect(value).toBeCloseTo((Math.min(...own) + Math.max(...own)) / 2, 12);
      else {
        expect(own.filter((price) => price < Number(value)).length).toBeLessThanOrEqual(own.length / 2);
        expect(own.filter((price) => price > Number(value)).length).toBeLessThanOrEqual(own.length / 2);
      }
    }
});

test.each(PICTURES)("%s: every row has a value for every label, and a sentence says what it shows", async (picture) => {
  const shown = await made(picture, "COREWEAVE-LIKE");
  expect(shown.says).toMatch(/^[A-Z0-9−$].*\.$/);
  expect(shown.title).not.toBe("");
  if (shown.kind === "heat") return;
  for (const { values } of shown.rows) expect(values).toHaveLength(shown.labels.length);
  expect(new Set(shown.rows.map(({ name }) => name)).size).toBe(shown.rows.length);
});
