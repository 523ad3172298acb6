// The value of a key at which a metric is a target.
import fc from "fast-check";
import { ModelError } from "../../src/model/errors";
import { goalSeek } from "../../src/model/goalseek";
import { clipped, type Key, KEY_NAMES, isContinuous, reach, type Scenario } from "../../src/model/keys";
import { measure, METRIC_NAMES, type Metric } from "../../src/model/metrics";
import { changed, complete } from "../../src/model/scenario";
import { anyScenario } from "../audit/cases";
import { TNP_2025 } from "./fleets";

const seek = (metric: Metric, target: number, key: Key, assumptions: Scenario, limits = reach(key)): number =>
  goalSeek({ metric, target, key, assumptions, ...limits })[0][0] as number;

const at = (metric: Metric, scenario: Scenario, key: Key, value: number): number =>
  measure(metric, complete(changed(scenario, [{ key, value }])));

test("by hand: 365 days of 360-day years need a rent of 1.5 billion over 140.16 million hours times 365/360", () => {
  expect(seek("payback", 365, "rate", TNP_2025)).toBeCloseTo((1.5e9 / (16000 * 8760 * 365)) * 360, 11);
});

test("by hand: a yield of 1 asks for a capital cost of one year's revenue", () => {
  expect(seek("yield", 1, "capex", TNP_2025)).toBeCloseTo(16000 * 9.4 * 8760, 4);
});

const KEYS = KEY_NAMES.filter(isContinuous);

test("round trip: at the answer the metric is the target to 1e-9, and the answer is no farther than a value known to give it", () => {
  fc.assert(
    fc.property(
      anyScenario,
      anyScenario,
      fc.constantFrom(...KEYS),
      fc.constantFrom(...METRIC_NAMES),
      (scenario, other, key, metric) => {
        const target = outcome(() => at(metric, scenario, key, other[key]));
        const before = outcome(() => measure(metric, scenario));
        fc.pre(target !== undefined && before !== undefined && Math.abs(target - before) > 1e-6 * Math.abs(before));
        const aside = [0.999, 1.001].map((part) =>
          outcome(() => at(metric, scenario, key, clipped(key, other[key] * part))),
        );
        fc.pre(aside.every((value) => value !== undefined));
        fc.pre(((aside[0] as number) - (target as number)) * ((aside[1] as number) - (target as number)) < 0);
        const answer = outcome(() => seek(metric, target as number, key, scenario));
        expect(answer).toBeDefined();
        const size = Math.max(Math.abs(target as number), metric === "npv" ? scenario.capex : 1);
        expect(Math.abs(at(metric, scenario, key, answer as number) - (target as number))).toBeLessThanOrEqual(
          1e-9 * size,
        );
        const room = Math.abs(other[key] - scenario[key]) * (1 + 1e-6);
        expect(Math.abs((answer as number) - scenario[key])).toBeLessThanOrEqual(room);
      },
    ),
    { numRuns: 500 },
  );
});

function outcome(calculate: () => number): number | undefined {
  try {
    return calculate();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return undefined;
  }
}

test("the search stays between low and high", () => {
  expect(seek("payback", 365, "rate", TNP_2025, { low: 10, high: 11 })).toBeCloseTo(10.555451, 6);
  expect(() => seek("payback", 365, "rate", TNP_2025, { low: 1, high: 10 })).toThrow(
    "no rate from 1 to 10 brings the payback to 365 days",
  );
  expect(() => seek("payback", 365, "rate", TNP_2025, { low: 11, high: 11 })).toThrow(
    "low is 11 and high 11: high must be above low",
  );
});

test("a key that does not move the metric has no answer, nor has a metric without one", () => {
  expect(() => seek("irr", 0.2, "wacc", TNP_2025)).toThrow(/^no wacc .* it is 0\.87\d* fraction\/year at/);
  expect(() => seek("tco", 1, "rate", { ...TNP_2025, utilization: 0 })).toThrow("it is without an answer at 0");
});

test("a jump over the target is no answer", () => {
  // With each year begun the resale comes a year later, so that the value falls at once there.
  const scenario = { ...TNP_2025, itLife: 20, facilityLife: 20, wacc: 0.5, horizon: 3 };
  const [before, after] = [at("npv", scenario, "horizon", 3), at("npv", scenario, "horizon", 3.0001)];
  expect(after).toBeLessThan(before);
  const limits = { low: 2.9999, high: 3.0001 };
  expect(() => seek("npv", (before + after) / 2, "horizon", scenario, limits)).toThrow(
    "no horizon from 2.9999 to 3.0001",
  );
});

test("a key that changes nothing is the scenario's own where the metric is the target already", () => {
  const irr = measure("irr", TNP_2025);
  expect(seek("irr", irr, "pue", TNP_2025)).toBe(1.25);
});
