// Quantiles of the PERT distribution: a beta between two ends, whose mode weighs four times as much as each end.
import { exp, log, power } from "./exact";

export interface Pert {
  readonly low: number;
  readonly mode: number;
  readonly high: number;
}

/** The two shapes of the beta sum to this: one each, and four that the place of the mode divides. */
const SHAPES = 6;
const PEAK = SHAPES - 2;

const NEGLIGIBLE = Number.EPSILON / 4;
const LAST_STEP = 1e-9; // of the way: the step squares it.

/**
 * The integral of x^(a-1) (1-x)^(b-1) from 0 to x, over x^a (1-x)^b, for a + b = 6: Gauss's series 1/a + ..., each term the one
 * before times (6 + n) x / (a + 1 + n). Fast for x up to a half.
 */
function series(x: number, a: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 0; term > NEGLIGIBLE * sum; n++) {
    term *= ((SHAPES + n) / (a + 1 + n)) * x;
    sum += term;
  }
  return sum;
}

const weightAt = (x: number, a: number): number => exp(a * log(x) + (SHAPES - a) * log(1 - x));

/** The share below x, of a whole; `weight` is the one at x. */
const shareBelow = (x: number, a: number, weight: number, whole: number): number =>
  x <= 0.5 ? (series(x, a) * weight) / whole : 1 - (series(1 - x, SHAPES - a) * weight) / whole;

/**
 * Where the share below is `share`, which is no more than `most`, the share below the mode. Up to the mode the share is convex and
 * falls short of a power of x, so that Newton's method from that power's quantile comes down to the answer without overshooting.
 */
function quantile(share: number, a: number, whole: number, most: number): number {
  let x = ((a - 1) / PEAK) * power(share / most, 1 / a);
  for (;;) {
    const weight = weightAt(x, a);
    const move = ((shareBelow(x, a, weight, whole) - share) * whole * x * (1 - x)) / weight;
    if (!(move > 0)) return x;
    x -= move;
    if (move <= LAST_STEP * x) return x;
  }
}

/** Turns uniform numbers into those of the distribution, each the quantile of its own. */
export function shapePert({ low, mode, high }: Pert, values: Float64Array): void {
  const width = high - low;
  if (width === 0) {
    values.fill(low);
    return;
  }
  const peak = (mode - low) / width;
  const [a, b] = [1 + PEAK * peak, 1 + PEAK * (1 - peak)];
  const whole = (series(0.5, a) + series(0.5, b)) * weightAt(0.5, a);
  const below = peak === 0 ? 0 : shareBelow(peak, a, weightAt(peak, a), whole);
  for (let i = 0; i < values.length; i++) {
    const share = values[i];
    values[i] =
      share <= below
        ? low + width * quantile(share, a, whole, below)
        : high - width * quantile(1 - share, b, whole, 1 - below);
  }
}
