// The spread of the net present value when rent, utilization and the price's decline are uncertain: a histogram of trials, with percentiles.
import { pauses } from "../host/breath";
import { pictureTexts } from "../languages/pictures";
import { numbers } from "../languages/writing";
import { reach, type Key, type Scenario } from "../model/keys";
import { type Distribution, percentiles } from "../model/numbers/random";
import { simulate, type Uncertain } from "../model/what-if/montecarlo";
import { moneyText } from "../sheets/headline";
import type { Picture } from "./picture";

const words = pictureTexts.monteCarlo;

export const TRIALS = 10_000;
export const SEED = 1;
const BINS = 24;
const SHARES = [0.05, 0.5, 0.95];

/** Of the scenario's own value so much less and more, at the least and at the most; the price's decline by ten points. */
const SPREAD = 0.3;

export function uncertainIn(scenario: Scenario): readonly Uncertain[] {
  const around = (key: Key, value: number, by: number): Uncertain => {
    const { low, high } = reach(key);
    const distribution: Distribution = {
      kind: "triangular",
      low: Math.max(low, value - by),
      mode: value,
      high: Math.min(high, value + by),
    };
    return { key, distribution };
  };
  return [
    around("rate", scenario.rate, SPREAD * scenario.rate),
    around("utilization", scenario.utilization, SPREAD * scenario.utilization),
    around("priceDecline", scenario.priceDecline, 0.1),
  ];
}

export interface Spread {
  readonly values: Float64Array;
  /** At 5, 50 and 95 in a hundred. */
  readonly percentiles: readonly number[];
  readonly negative: number;
}

/** Trials between two looks at the clock. */
const SLICE = 1000;

/** One division of the trials is as good as another: the page draws and takes clicks between them. */
export async function spreadOf(scenario: Scenario): Promise<Spread> {
  const values = new Float64Array(TRIALS);
  const asked = { uncertain: uncertainIn(scenario), seed: SEED, assumptions: scenario };
  const pause = pauses();
  for (let first = 0; first < TRIALS; first += SLICE) {
    simulate(asked, ["npv"], first, [values.subarray(first, first + SLICE)]);
    await pause();
  }
  const negative = values.filter((value) => value < 0).length / TRIALS;
  return { values, percentiles: percentiles(values.slice(), SHARES), negative };
}

const percent = numbers({ style: "percent", maximumFractionDigits: 0 });

export async function monteCarloPicture(name: string, scenario: Scenario): Promise<Picture> {
  const { values, percentiles: found, negative } = await spreadOf(scenario);
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const width = (high - low) / BINS || 1;
  const counts = new Array<number>(BINS).fill(0);
  for (const value of finite) counts[Math.min(BINS - 1, Math.floor((value - low) / width))] += 1;
  const middle = (bin: number): number => low + (bin + 0.5) * width;
  const [p5 = NaN, p50 = NaN, p95 = NaN] = found;
  return {
    kind: "bars",
    title: words.title(name),
    says: words.says(TRIALS, moneyText(p5), moneyText(p50), moneyText(p95), percent(negative)),
    across: words.npv,
    unit: words.trials,
    labels: counts.map((_, bin) => moneyText(middle(bin))),
    rows: [{ name: words.trials, values: counts }],
    points: [p5, p50, p95].map((value, index) => ({
      at: (value - low) / width - 0.5,
      value: 0,
      name: `P${SHARES[index] * 100}`,
      says: moneyText(value),
    })),
  };
}
