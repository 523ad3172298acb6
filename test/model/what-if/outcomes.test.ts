// The fast calculation of many scenarios is the step-by-step one, to the last bit.
import fc from "fast-check";
import { ModelError } from "../../../src/model/errors";
import { type Key, KEY_NAMES, type Scenario } from "../../../src/model/keys";
import { measure, METRIC_NAMES, type Metric } from "../../../src/model/metrics";
import { outcomes, PLACE, worst } from "../../../src/model/what-if/outcomes";
import { type Assumptions, changed, complete } from "../../../src/model/scenario";
import { anyDeal, anyFullDeal, anyScenario } from "../../explain/cases";

/** The metric by its steps; the worst where it has no answer. */
function stepByStep(metric: Metric, assumptions: Assumptions): number {
  try {
    return measure(metric, complete(assumptions)) + 0;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return worst(metric);
  }
}

/** With or without book lives of their own. */
const anyAssumptions = fc
  .tuple(fc.oneof(anyScenario, anyDeal), fc.boolean(), fc.boolean())
  .map(([scenario, ownIt, ownFacility]) => {
    const { itLife, facilityLife, ...rest } = scenario;
    return { ...rest, ...(ownIt ? { itLife } : {}), ...(ownFacility ? { facilityLife } : {}) } satisfies Assumptions;
  });

const anyKeys = fc.uniqueArray(fc.constantFrom(...KEY_NAMES), { minLength: 1, maxLength: 5 });

test("every metric has the bits of the step-by-step cash flow, whatever keys moved there and back", () => {
  fc.assert(
    fc.property(
      anyAssumptions,
      anyKeys,
      fc.array(anyFullDeal, { minLength: 1, maxLength: 4 }),
      (start, keys, stops) => {
        const { values, flow, read } = outcomes(start, keys);
        for (const stop of stops) {
          const moved = keys.map((key) => ({ key, value: stop[key] }));
          for (const { key, value } of moved) values[PLACE[key]] = value;
          flow();
          const there = changed(start, moved);
          for (const metric of METRIC_NAMES)
            expect([metric, read(metric) + 0]).toEqual([metric, stepByStep(metric, there)]);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("what is no refusal of the model is not taken for a scenario without an answer", () => {
  const deal = outcomes({ ...fc.sample(anyScenario, { seed: 1, numRuns: 1 })[0], debtShare: 0.5 }, ["horizon"]);
  deal.values[PLACE.horizon] = NaN;
  expect(() => deal.flow()).toThrow("Invalid array length");
});

test("flows without an answer are worst of all: a fleet that sells nothing, a fleet that never earns", () => {
  const told = (value: Partial<Scenario>): Assumptions => ({
    ...fc.sample(anyScenario, { seed: 1, numRuns: 1 })[0],
    ...value,
  });
  const read = (metric: Metric, value: Partial<Scenario>): number => {
    const fleet = outcomes(told(value), []);
    fleet.flow();
    return fleet.read(metric);
  };
  expect(read("payback", { rate: 0, residual: 0, facilityResidual: 0, itLife: 1, facilityLife: 1 })).toBe(Infinity);
  expect(read("irr", { rate: 0, residual: 0, facilityResidual: 0, horizon: 5, itLife: 1, facilityLife: 1 })).toBe(
    -Infinity,
  );
  expect(read("tco", { utilization: 0 })).toBe(Infinity);
  expect(read("breakevenRate", { utilization: 0 })).toBe(Infinity);
  expect(read("breakevenRate", { utilization: 1e-9, capex: 1e15, horizon: 1, residual: 0 })).toBe(Infinity);
});

test("work is counted by years, by prices that move and by flows with several rates of return", () => {
  const spent = (start: Assumptions, keys: readonly Key[], metric: Metric): number => {
    const fleet = outcomes(start, keys);
    fleet.flow();
    fleet.read(metric);
    return fleet.work();
  };
  const [some] = fc.sample(anyScenario, { seed: 2, numRuns: 1 });
  const ten: Assumptions = {
    ...some,
    horizon: 10,
    taxRate: 0,
    rate: 10,
    otherOpexPerGpu: 0,
    kwPerGpu: 0,
    annualOpex: 0,
  };
  const twenty = { ...ten, horizon: 20 };
  expect(spent(twenty, ["rate"], "npv")).toBeGreaterThan(spent(ten, ["rate"], "npv"));
  expect(spent(ten, ["priceDecline"], "npv")).toBeGreaterThan(spent(ten, ["rate"], "npv"));
  const losing = {
    ...ten,
    priceDecline: 0.5,
    otherOpexPerGpu: 20000,
    opexFromYear: 5,
    residual: 0,
    facilityResidual: 0,
  };
  expect(spent(losing, ["rate"], "irr")).toBeGreaterThan(spent(losing, ["rate"], "npv"));
  const owing = { ...ten, debtShare: 0.5, timing: 0 };
  expect(spent(owing, ["rate"], "equityIrr")).toBeGreaterThan(spent(owing, ["rate"], "minDscr"));
  expect(spent(owing, ["rate"], "minDscr")).toBeGreaterThan(spent(owing, ["rate"], "multiple"));
  expect(spent(owing, ["rate"], "irr")).toBeGreaterThan(spent(owing, ["rate"], "tco"));
  const middle = { ...owing, timing: 1 };
  expect(spent(middle, ["rate"], "equityIrr")).toBeGreaterThan(spent(owing, ["rate"], "equityIrr"));
  const refused = { ...owing, debtShare: 1, debtProfile: 3, rate: 0 };
  expect(spent(refused, ["rate"], "minDscr")).toBeGreaterThan(spent(owing, ["rate"], "minDscr"));
});
