// Every step's formula says what its code does.
import fc from "fast-check";
import "../functions/excel";
import { cashflow } from "../../src/model/cashflow";
import type { Scenario } from "../../src/model/keys";
import { input, newTrail, type Trail, watch } from "../../src/model/trace";
import { KEYS, type Key } from "../../src/model/keys";
import { CASES, some, trailOf } from "./cases";
import { holdTrail } from "./trail";

test.each(Object.keys(CASES))("%s: every step of the article's case holds", (id) =>
  holdTrail(trailOf(id, []) as Trail),
);

test.each(Object.entries(CASES))("%s: every step holds on any valid arguments", (id, given) => {
  fc.assert(
    fc.property(given, (args) => {
      const trail = trailOf(id, args);
      fc.pre(trail !== undefined);
      holdTrail(trail as Trail);
    }),
    { numRuns: 300 },
  );
});

export const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  gpus: some(100, 1e5),
  capex: some(1e6, 1e10),
  itShare: some(0, 1),
  itLife: some(0.5, 12),
  facilityLife: some(0.5, 30),
  residual: some(0, 0.5),
  facilityResidual: some(0, 0.5),
  rate: some(0.5, 15),
  utilization: some(0.1, 1),
  rampMonths: fc.oneof(fc.constant(0), some(0, 36)),
  priceDecline: fc.oneof(fc.constant(0), some(-0.2, 0.6)),
  declineMethod: fc.constantFrom(0, 1),
  hoursPerYear: some(1000, 8784),
  kwPerGpu: some(0, 3),
  pue: some(1, 2),
  pricePerKwh: some(0, 0.3),
  otherOpexPerGpu: some(0, 30000),
  annualOpex: some(0, 1e8),
  opexFromYear: fc.integer({ min: 1, max: 8 }),
  taxRate: some(0, 0.5),
  wacc: some(-0.05, 0.3),
  horizon: fc.oneof(fc.integer({ min: 1, max: 15 }), some(0.5, 15)),
  basis: fc.integer({ min: 0, max: 4 }),
});

/** Notes every key as an input and runs the cash flow. */
export function watchCashflow(scenario: Scenario): Trail {
  const trail = newTrail();
  watch(trail, () => {
    for (const [key, value] of Object.entries(scenario) as [Key, number][])
      input({
        key,
        name: KEYS[key].label,
        unit: KEYS[key].unit,
        value,
        origin: "given",
        source: "",
        axis: "across",
        structural: key === "declineMethod",
      });
    cashflow(scenario);
  });
  return trail;
}

test("GPUCASHFLOW: every step holds on any scenario", () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => holdTrail(watchCashflow(scenario))),
    { numRuns: 300 },
  );
});

test("a step whose formula does not say what the code does is caught", () => {
  const trail = trailOf("GPUREVENUE", []) as Trail;
  const entries = trail.entries.map((entry) =>
    entry.kind === "step" ? { ...entry, formula: entry.formula.replace("utilization", "(utilization + 1)") } : entry,
  );
  expect(() => holdTrail({ ...trail, entries })).toThrow("annualRevenue");
});

test("a link whose value is not that of the step it names is caught", () => {
  const trail = trailOf("GPUREVENUE", []) as Trail;
  const entries = trail.entries.map((entry) =>
    entry.kind === "input" && entry.key === "rate" ? { ...entry, value: 9.400000000000002 } : entry,
  );
  expect(() => holdTrail({ ...trail, entries })).toThrow("rate is not the value");
});
