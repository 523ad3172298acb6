// Every step's formula says what its code does.
import fc from "fast-check";
import "../functions/excel";
import { cashflow } from "../../src/model/cashflow";
import type { Scenario } from "../../src/model/keys";
import { input, newTrail, type Trail, watch } from "../../src/model/steps/trace";
import { KEYS, type Key } from "../../src/model/keys";
import { functionIds, runnable } from "../../src/functions";
import { anyScenario, CASES, EXPLAINED_CASES, LOOKUP_CASES, trailOf } from "./cases";
import { holdTrail } from "./trail";

test("every function but CAPEXEXPLAIN, which shows the others' steps, has valid arguments here", () => {
  expect([...Object.keys({ ...CASES, ...LOOKUP_CASES }), "CAPEXEXPLAIN"].sort()).toEqual(functionIds());
});

test("every function has an answer to most of its random arguments", () => {
  for (const [id, given] of Object.entries({ ...CASES, ...LOOKUP_CASES })) {
    const tried = fc.sample(given, { numRuns: 20, seed: 20250207 });
    const answered = tried.filter((args) => trailOf(id, args) !== undefined).length;
    expect([id, answered > 10]).toEqual([id, true]);
  }
});

test.each(Object.entries(LOOKUP_CASES))(
  "%s: any valid call leaves figures with their sources, and nothing computed",
  (id, given) => {
    fc.assert(
      fc.property(given, (args) => {
        const figures = (trailOf(id, args) as Trail).entries.filter(({ kind }) => kind === "step");
        expect(figures.length).toBeGreaterThan(0);
        for (const each of figures) expect(each).toMatchObject({ formula: "", source: expect.stringMatching(/./) });
      }),
      { numRuns: 50 },
    );
  },
);

test("CAPEXEXPLAIN: a row for each input and step of any valid call, as its trail has them", () => {
  fc.assert(
    fc.property(EXPLAINED_CASES, ([id, args]) => {
      const trail = trailOf(id, args);
      fc.pre(trail !== undefined);
      const rows = runnable("CAPEXEXPLAIN")?.(id, args) as unknown[][];
      expect(rows.length).toBeGreaterThan(trail?.entries.length as number);
    }),
    { numRuns: 100 },
  );
});

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
