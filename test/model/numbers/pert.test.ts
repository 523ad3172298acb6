// Quantiles of the PERT distribution, against binomial sums, closed forms and an integral by Simpson's rule.
import fc from "fast-check";
import { type Pert, shapePert } from "../../../src/model/numbers/pert";

function quantile(pert: Pert, share: number): number {
  const values = Float64Array.of(share);
  shapePert(pert, values);
  return values[0];
}

const SHARES = [1e-12, 1e-6, 0.001, 0.02, 0.25, 0.5, 0.75, 0.98, 0.999, 1 - 1e-9];

/** That at least `least` of five tries succeed, each with chance x: the beta of shapes `least` and 6 - least. */
function binomial(x: number, least: number): number {
  const ways = [1, 5, 10, 10, 5, 1];
  return ways.reduce((sum, way, k) => (k < least ? sum : sum + way * x ** k * (1 - x) ** (5 - k)), 0);
}

test.each([
  [0.25, 2],
  [0.5, 3],
  [0.75, 4],
])("with the mode at %d the share below a quantile is a binomial sum", (mode, least) => {
  for (const share of SHARES) {
    const below = binomial(quantile({ low: 0, mode, high: 1 }, share), least);
    expect(Math.abs(below - share)).toBeLessThan(1e-13 * share + 1e-16);
  }
});

test("a mode at an end has a quantile in closed form", () => {
  for (const share of SHARES) {
    expect(quantile({ low: 0, mode: 1, high: 1 }, share)).toBeCloseTo(share ** 0.2, 14);
    const left = -Math.expm1(Math.log1p(-share) / 5);
    expect(Math.abs(quantile({ low: 0, mode: 0, high: 1 }, share) - left)).toBeLessThan(1e-14 * left + 1e-16);
  }
});

/** Share of the beta below x by Simpson's rule in t, x = t^4, which leaves no kink at 0. */
function simpson(x: number, a: number, b: number): number {
  const density = (t: number): number => 4 * t ** (4 * a - 1) * (1 - t ** 4) ** (b - 1);
  const sum = (end: number): number => {
    const steps = 4000;
    let all = density(0) + density(end);
    for (let i = 1; i < steps; i++) all += density((end * i) / steps) * (i % 2 === 1 ? 4 : 2);
    return (all * end) / (3 * steps);
  };
  return sum(x ** 0.25) / sum(1);
}

test("with any mode the integral up to a quantile is the share", () => {
  for (const mode of [0.3, 0.45, 0.6])
    for (const share of [0.001, 0.1, 0.5, 0.9, 0.99])
      expect(simpson(quantile({ low: 0, mode, high: 1 }, share), 1 + 4 * mode, 5 - 4 * mode)).toBeCloseTo(share, 7);
});

test("quantiles rise with the share and stay between the ends", () => {
  const ends = fc.integer({ min: -1e6, max: 1e6 });
  const share = fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(ends, ends, ends), share, share, (told, one, other) => {
      const [low, mode, high] = told.sort((a, b) => a - b);
      const [below, above] = [Math.min(one, other), Math.max(one, other)].map((at) =>
        quantile({ low, mode, high }, at),
      );
      const room = 1e-13 * (Math.abs(low) + Math.abs(high));
      expect(below).toBeGreaterThanOrEqual(low - room);
      expect(above).toBeLessThanOrEqual(high + room);
      expect(above - below).toBeGreaterThanOrEqual(-room);
    }),
    { numRuns: 2000 },
  );
});
