// P3: a million random paths of ten years, payback and net present value of each, and their percentiles.

const { isMainThread, Worker, workerData } = require("node:worker_threads");
require("../../src/data/typescript.cjs").register(); // A worker starts here.
const { cashflow } = require("../../src/model/cashflow.ts");
const { METRICS } = require("../../src/model/metrics.ts");
const { simulate } = require("../../src/model/what-if/montecarlo.ts");
const { CHUNK, draw, percentiles } = require("../../src/model/numbers/random.ts");
const { TNP_2025 } = require("../../test/model/fleets.ts");
const { fastest, mustAgree } = require("../timing.cjs");

const TRIALS = 1000000;
const SLICE = 2 * CHUNK; // Trials of ours in each turn, another slice each time,
const SAMPLE = 500; // and of the peer: about as many milliseconds. Both times are scaled up; percentiles are those of all trials.
const PAIRED = 16 * CHUNK; // Trials of two workers in each turn, and of one thread beside them.
const TURNS = 120;
const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95];
const METRIC_NAMES = ["payback", "npv"];

const asked = {
  uncertain: [
    { key: "rate", distribution: { kind: "lognormal", median: 9.4, sd: 0.25 } },
    { key: "utilization", distribution: { kind: "triangular", low: 0.5, mode: 0.8, high: 1 } },
  ],
  seed: 1,
  assumptions: TNP_2025,
};

const spread = (outcomes) => outcomes.map((values) => percentiles(values, SHARES));

/** Each trial by the steps of the cash flow, then sorted: what a first program would do. */
function plainly(draws, count) {
  const outcomes = METRIC_NAMES.map(() => []);
  for (let trial = 0; trial < count; trial++) {
    const scenario = { ...TNP_2025, rate: draws[0][trial], utilization: draws[1][trial] };
    const flow = cashflow(scenario);
    METRIC_NAMES.forEach((metric, m) => outcomes[m].push(METRICS[metric].of(flow, scenario)));
  }
  return outcomes.map((values) => values.sort((a, b) => a - b));
}

/** What the first trials draw. */
const drawn = (count) =>
  asked.uncertain.map(({ distribution }, stream) => {
    const values = new Float64Array(count);
    draw(distribution, asked.seed, stream, 0, values);
    return values;
  });

/** Two threads that each simulate half of the trials into shared memory, and then find the percentiles of one metric. */
function pair() {
  const shared = (length) => new Float64Array(new SharedArrayBuffer(8 * length));
  const signals = new Int32Array(new SharedArrayBuffer(4 * SIGNALS));
  const outcomes = METRIC_NAMES.map(() => shared(PAIRED));
  const found = METRIC_NAMES.map(() => shared(SHARES.length));
  const half = Math.ceil(PAIRED / 2 / CHUNK) * CHUNK;
  const ends = [0, half, PAIRED];
  const workers = METRIC_NAMES.map((_, i) => {
    const trials = [ends[i], ends[i + 1]];
    return new Worker(__filename, { workerData: { signals, outcomes, trials, own: outcomes[i], found: found[i] } });
  });
  let turns = 0;
  const run = () => {
    turns++;
    Atomics.store(signals, TURN, turns);
    Atomics.notify(signals, TURN);
    awaitBoth(signals, FOUND, turns);
    return found;
  };
  return { run, end: () => workers.forEach((worker) => worker.terminate()) };
}

const [TURN, SIMULATED, FOUND, SIGNALS] = [0, 1, 2, 3];

/** Waits until both workers have come so far for this turn. */
function awaitBoth(signals, stage, turn) {
  for (let count = 0; count < 2 * turn; count = Atomics.load(signals, stage)) Atomics.wait(signals, stage, count);
}

function arrive(signals, stage) {
  Atomics.add(signals, stage, 1);
  Atomics.notify(signals, stage);
}

function work({ signals, outcomes, trials, own, found }) {
  const part = outcomes.map((values) => values.subarray(...trials));
  for (let turn = 1; ; turn++) {
    Atomics.wait(signals, TURN, turn - 1);
    simulate(asked, METRIC_NAMES, trials[0], part);
    arrive(signals, SIMULATED);
    awaitBoth(signals, SIMULATED, turn);
    found.set(percentiles(own, SHARES));
    arrive(signals, FOUND);
  }
}

function run() {
  const outcomes = METRIC_NAMES.map(() => new Float64Array(TRIALS));
  const part = (from, count) => outcomes.map((values) => values.subarray(from, from + count));
  const alone = (count) => {
    const own = part(0, count);
    simulate(asked, METRIC_NAMES, 0, own);
    return spread(own);
  };
  const two = pair();
  const shared = two.run();
  const sameBits = alone(PAIRED).every((shares, m) => shares.every((value, i) => Object.is(value, shared[m][i])));
  const [single, pairs] = fastest([() => alone(PAIRED), two.run], TURNS);
  two.end();

  const draws = drawn(SAMPLE);
  const sorted = plainly(draws, SAMPLE);
  simulate(asked, METRIC_NAMES, 0, outcomes);
  part(0, SAMPLE).forEach((values, m) => {
    const own = values.slice().sort();
    own.forEach((value, i) => mustAgree(`${METRIC_NAMES[m]} ${i}`, value, sorted[m][i], 0));
  });
  const slices = Math.floor(TRIALS / SLICE);
  const slice = (turn) => {
    const from = (turn % slices) * SLICE;
    simulate(asked, METRIC_NAMES, from, part(from, SLICE));
  };
  const [plain, trials, found] = fastest([() => plainly(draws, SAMPLE), slice, () => spread(outcomes)], TURNS);
  const one = (trials * TRIALS) / SLICE + found;
  const name = "P3  1,000,000 paths of 10 years";
  return [
    { work: name, ours: one, most: 250 },
    { work: name, ours: one, peer: "step by step, sorted", theirs: (plain * TRIALS) / SAMPLE },
    { work: "P3  65,536 of them, two workers", ours: pairs, peer: "one thread", theirs: single, times: 0.52 },
    { work: `${name}: the same bits`, reached: sameBits },
  ];
}

if (!isMainThread) work(workerData);

module.exports = { run };
