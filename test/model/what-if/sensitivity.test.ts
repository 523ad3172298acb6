// A metric over the values of two keys, and how far it moves with each.
import fc from "fast-check";
import { ModelError } from "../../../src/model/errors";
import { type Key, isContinuous, reach, type Scenario } from "../../../src/model/keys";
import { measure, METRIC_NAMES, METRICS, type Metric } from "../../../src/model/metrics";
import { changed, complete } from "../../../src/model/scenario";
import { sensitivity } from "../../../src/model/what-if/sensitivity";
import type { SpillValue } from "../../../src/model/steps/spill";
import { tornado } from "../../../src/model/what-if/tornado";
import { newTrail, watch } from "../../../src/model/steps/trace";
import { anyScenario } from "../../explain/cases";
import { SMALL_FLEET, TNP_2025, PLAIN_KEYS } from "../fleets";

/** The metric by its steps, or #N/A. */
function stepByStep(metric: Metric, scenario: Scenario): number | "#N/A" {
  try {
    return measure(metric, scenario) + 0;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return "#N/A";
  }
}

const shown = (cell: SpillValue): unknown =>
  cell instanceof ModelError ? cell.reason : typeof cell === "number" ? cell + 0 : cell;

const grid = (metric: Metric, rowKey: Key, rows: number[], columnKey: Key, columns: number[], assumptions: Scenario) =>
  sensitivity({
    metric,
    row: { key: rowKey, values: rows },
    column: { key: columnKey, values: columns },
    assumptions,
  }).map((row) => row.map(shown));

describe("sensitivity", () => {
  test("by hand: the payback of 1.5 billion is its quotient with rent, hours and utilization, in years of 360 days", () => {
    const days = (rate: number, utilization: number) => (1.5e9 / (16000 * 8760 * rate * utilization)) * 360;
    expect(grid("payback", "rate", [4.7, 9.4], "utilization", [0.5, 1], TNP_2025)).toEqual([
      ["payback: rate ↓ utilization →", 0.5, 1],
      [4.7, expect.closeTo(days(4.7, 0.5), 9), expect.closeTo(days(4.7, 1), 9)],
      [9.4, expect.closeTo(days(9.4, 0.5), 9), expect.closeTo(days(9.4, 1), 9)],
    ]);
  });

  test("a cell without an answer is #N/A with a sentence, whatever the metric's own reason", () => {
    // A tenth of the rent never pays back; no rent at all has no rate of return (#NUM! in a cell of its own).
    expect(grid("payback", "rate", [0.94], "utilization", [1], TNP_2025)[1][1]).toBe("#N/A");
    const [, [, none]] = sensitivity({
      metric: "irr",
      row: { key: "rate", values: [0] },
      column: { key: "utilization", values: [1] },
      assumptions: TNP_2025,
    });
    expect(none).toMatchObject({ reason: "#N/A", message: expect.stringContaining("the flows never change sign") });
  });

  test("every cell is the metric of the scenario with these two values", () => {
    fc.assert(
      fc.property(
        ...[anyScenario, fc.array(anyScenario, { minLength: 1, maxLength: 3 }), fc.constantFrom(...METRIC_NAMES)],
        fc.uniqueArray(fc.constantFrom(...PLAIN_KEYS), { minLength: 2, maxLength: 2 }),
        (scenario, others, metric, [rowKey, columnKey]) => {
          const rows = others.map((other) => other[rowKey]);
          const columns = others.map((other) => other[columnKey]);
          const values = grid(metric, rowKey, rows, columnKey, columns, scenario)
            .slice(1)
            .map((row) => row.slice(1));
          expect(values).toEqual(
            rows.map((row) =>
              columns.map((column) =>
                stepByStep(
                  metric,
                  complete(
                    changed(scenario, [
                      { key: rowKey, value: row },
                      { key: columnKey, value: column },
                    ]),
                  ),
                ),
              ),
            ),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  test("a defect of ours stays visible where a metric without an answer is #N/A", () => {
    const defect = jest.spyOn(METRICS.payback, "of").mockImplementation(() => {
      throw new TypeError("a defect");
    });
    expect(() => watch(newTrail(), () => grid("payback", "rate", [1], "capex", [1], TNP_2025))).toThrow(TypeError);
    defect.mockRestore();
  });

  test("one key on both sides, more cells than a call gives, and more work than a call does are refused", () => {
    const many = Array.from({ length: 400 }, (_, i) => 1 + i / 100);
    expect(() => grid("payback", "rate", [1], "rate", [1], TNP_2025)).toThrow(
      "rowKey and columnKey are both rate: give two keys",
    );
    expect(() => grid("payback", "rate", many, "capex", many, TNP_2025)).toThrow(
      "the grid has 401 × 401 cells: a call gives at most 100000",
    );
    const long = { ...TNP_2025, horizon: 100 };
    expect(() =>
      grid(
        "npv",
        "rate",
        many,
        "priceDecline",
        many.slice(0, 200).map((x) => x / 10),
        long,
      ),
    ).toThrow(/^the grid has 80000 values: with this horizon and metric a call gives at most \d{4}$/);
  });
});

describe("tornado", () => {
  const bars = (metric: Metric, swing: number, keys: Key[], assumptions: Scenario) =>
    tornado({ metric, swing, keys, assumptions })
      .slice(1)
      .map((row) => row.map(shown));

  test("by hand: payback moves against the rent, with the cost, and utilization stops at 1", () => {
    const base = (1.5e9 / (16000 * 8760 * 9.4)) * 360;
    const close = (value: number) => expect.closeTo(value, 9);
    expect(bars("payback", 0.2, ["capex", "otherOpexPerGpu", "utilization", "rate"], TNP_2025)).toEqual([
      [
        "rate",
        close(base / 0.8),
        close(base),
        close(base / 1.2),
        close(base / 0.8 - base / 1.2),
        "",
        close(2.46e9 / 13.17504e9 - 1),
      ],
      [
        "capex",
        close(base * 0.8),
        close(base),
        close(base * 1.2),
        close(base * 0.4),
        "",
        close((13.17504e9 - 0.96e9) / 1.5e9 - 1),
      ],
      [
        "utilization",
        close(base / 0.8),
        close(base),
        close(base),
        close(base / 0.8 - base),
        "high stops at 1",
        close(2.46e9 / 13.17504e9 - 1),
      ],
      ["otherOpexPerGpu", close(base), close(base), close(base), 0, "", close((13.17504e9 - 1.5e9) / 0.96e9 - 1)],
    ]);
  });

  test("no bar leaves its key's limits, and the table says where it was clipped", () => {
    fc.assert(
      fc.property(
        ...[anyScenario, fc.constantFrom(...METRIC_NAMES), fc.constantFrom(...PLAIN_KEYS.filter(isContinuous))],
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (scenario, metric, key, swing) => {
          const value = scenario[key];
          const { low, high } = reach(key);
          const step = Math.abs(value) * swing;
          const [[name, atLow, base, atHigh, , clipped]] = bars(metric, swing, [key], scenario);
          expect(name).toBe(key);
          expect(base).toBe(stepByStep(metric, scenario));
          const at = (moved: number) => {
            const changes: { key: Key; value: number }[] = [{ key, value: moved }];
            if (key === "gpus") changes.push({ key: "capex", value: (scenario.capex * moved) / value });
            return stepByStep(metric, complete(changed(scenario, changes)));
          };
          expect(atLow).toBe(at(Math.max(low, value - step)));
          expect(atHigh).toBe(at(Math.min(high, value + step)));
          expect(String(clipped).includes("low stops")).toBe(value - step < low);
          expect(String(clipped).includes("high stops")).toBe(value + step > high);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("the widest bar stands first, and one that reaches a value without an answer before all", () => {
    fc.assert(
      fc.property(anyScenario, fc.constantFrom(...METRIC_NAMES), (scenario, metric) => {
        const rows = bars(metric, 0.5, ["rate", "capex", "gpus", "wacc", "horizon"], scenario);
        const spans = rows.map(([, low, , high, span]) =>
          typeof span === "number" ? span : low === high ? 0 : Infinity,
        );
        expect(spans).toEqual([...spans].sort((a, b) => b - a));
      }),
      { numRuns: 100 },
    );
  });

  test("moved by its last column, a key leaves no cash", () => {
    fc.assert(
      fc.property(
        anyScenario,
        fc.constantFrom("rate" as const, "utilization", "capex", "annualOpex", "priceDecline"),
        (scenario, key) => {
          const [[, , , , , , move]] = bars("multiple", 0.1, [key], scenario);
          fc.pre(typeof move === "number");
          const there = complete(changed(scenario, [{ key, value: scenario[key] * (1 + (move as number)) }]));
          expect(Math.abs(measure("multiple", there))).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("a key that the scenario leaves out moves from what it is then, and the explanation says so", () => {
    const trail = newTrail();
    const scenario: Scenario = { ...SMALL_FLEET, debtShare: 0.5, debtYears: 4, contractShare: 0.5, contractYears: 2 };
    const keys: Key[] = ["debtRate", "contractRate"];
    const rows = watch(trail, () => tornado({ metric: "equityIrr", swing: 0.1, keys, assumptions: scenario }));
    for (const [key, low] of rows.slice(1)) {
      const value = key === "debtRate" ? 0.1 : scenario.rate;
      expect(low).toBe(measure("equityIrr", { ...scenario, [String(key)]: value * 0.9 }));
    }
    expect(JSON.stringify(trail.entries)).toContain("our default");
  });

  test("a key of 0 has no share to move by, and a move beyond the limits is none", () => {
    const move = (key: Key, scenario: Scenario): SpillValue =>
      tornado({ metric: "npv", swing: 0.1, keys: [key], assumptions: scenario })[1][6];
    expect(move("kwPerGpu", TNP_2025)).toMatchObject({
      reason: "#N/A",
      message: "kwPerGpu is 0: a share of it moves nothing",
    });
    expect(move("utilization", { ...SMALL_FLEET, rate: 0.5 })).toMatchObject({
      reason: "#N/A",
      message: "no utilization within its limits brings the net present value to 0",
    });
  });
});
