// The value of a key at which a metric is a target.
import fc from "fast-check";
import { ModelError } from "../../../src/model/errors";
import { goalSeek } from "../../../src/model/what-if/goalseek";
import { clipped, type Key, isContinuous, reach, type Scenario } from "../../../src/model/keys";
import { measure, METRIC_NAMES, type Metric } from "../../../src/model/metrics";
import { changed, complete } from "../../../src/model/scenario";
import { anyScenario } from "../../explain/cases";
import { seek as searched } from "../../../src/model/numbers/search";
import { BARE_FLEET, TNP_2025, PLAIN_KEYS } from "../fleets";

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

const KEYS = PLAIN_KEYS.filter(isContinuous);

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
        const size = Math.max(Math.abs(target as number), metric === "npv" ? scenario.capex : 1);
        const [below, above] = aside.map((value) => (value as number) - (target as number));
        fc.pre(below * above < 0);
        // Where the metric hardly moves, rounding alone says where it is the target.
        fc.pre(Math.min(Math.abs(below), Math.abs(above)) > 1e-9 * size);
        const answer = outcome(() => seek(metric, target as number, key, scenario));
        expect(answer).toBeDefined();
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
  // With each year begun the sale comes a year later, so that the value falls at once there.
  const scenario = { ...TNP_2025, residual: 0.9, facilityResidual: 0.9, wacc: 0.5, horizon: 3 };
  const [before, after] = [at("npv", scenario, "horizon", 3), at("npv", scenario, "horizon", 3.0001)];
  expect(after).toBeLessThan(before);
  const limits = { low: 2.9999, high: 3.0001 };
  expect(() => seek("npv", (before + after) / 2, "horizon", scenario, limits)).toThrow(
    "no horizon from 2.9999 to 3.0001",
  );
});

/** A facility that is written off at once, so that nothing is left to sell at the end. */
const WRITTEN_OFF: Scenario = {
  ...BARE_FLEET,
  gpus: 1000,
  capex: 1e6,
  itShare: 0,
  itLife: 0.5,
  facilityLife: 0.5,
  rate: 12,
  utilization: 0.3,
  hoursPerYear: 2000,
  horizon: 1.2,
  basis: 0,
};

test("a metric that hardly moves with the horizon still leads back to a full year", () => {
  // 720 % a year: year 12 adds to the rate 7.2 less than 1e-10, and year 13 no more than rounding at first.
  const told = { gpus: 1022.5796386011283, rate: 12.09659601515167, utilization: 0.3335593799536485 };
  const scenario = { ...WRITTEN_OFF, ...told, hoursPerYear: 1746.3920529706675, horizon: 1.188670994522048 };
  expect(seek("irr", at("irr", scenario, "horizon", 12), "horizon", scenario)).toBe(12);
});

test("the search goes on where a crossing is but rounding", () => {
  // As the horizon falls to 0, cost less resale is a difference of two numbers that are the same to the last bits, over no hours.
  const fleet = { gpus: 114.93605372347224, capex: 1421184681.5043197, utilization: 0.5800479112206861 };
  const time = { hoursPerYear: 1604.4960504022547, horizon: 0.9014115137597687, facilityLife: 2.8591564447657327 };
  const costs = { otherOpexPerGpu: 29999.99999999996, opexFromYear: 8, wacc: -2.9283890079568788e-9 };
  const scenario = { ...WRITTEN_OFF, ...fleet, ...time, ...costs };
  const known = 6.021939850151495;
  expect(seek("tco", at("tco", scenario, "horizon", known), "horizon", scenario)).toBeCloseTo(known, 9);
});

test("a key that changes nothing is the scenario's own where the metric is the target already", () => {
  const irr = measure("irr", TNP_2025);
  expect(seek("irr", irr, "pue", TNP_2025)).toBe(1.25);
});

test("where nothing but rounding keeps a curve off 0, the scenario's own value is the answer, however the rounding bends", () => {
  const noise = (rate: number): number => 1e-12 * (1 + (rate - 9.2) ** 2);
  expect(searched(noise, { key: "rate", assumptions: complete(TNP_2025) }, 1)).toBe(9.4);
  expect(searched((rate) => 1 + noise(rate), { key: "rate", assumptions: complete(TNP_2025) }, 1)).toBeNaN();
});
