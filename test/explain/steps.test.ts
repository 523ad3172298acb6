// Every step's formula says what its code does.
import fc from "fast-check";
import "../functions/excel";
import { cashflow } from "../../src/model/cashflow";
import type { Scenario } from "../../src/model/keys";
import { input, newTrail, type Trail, watch } from "../../src/model/steps/trace";
import { KEYS, type Key } from "../../src/model/keys";
import { anyScenario, CASES, trailOf } from "./cases";
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
