// Deliveries on one calendar: one at 0 is the scenario itself, and the fleet is the sum of its phases.
import fc from "fast-check";
import { cashflow, CASHFLOW_COLUMNS, type CashflowColumn, columnOf } from "../../src/model/cashflow";
import { fleet, type Phase } from "../../src/model/deliveries";
import type { Key } from "../../src/model/keys";
import { type Input, newTrail, watch } from "../../src/model/steps/trace";
import { anyScenario } from "../explain/cases";
import { SMALL_FLEET } from "./fleets";

const COLUMNS = Object.keys(CASHFLOW_COLUMNS) as CashflowColumn[];
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const phase = (start: number, changes: Readonly<Partial<Record<Key, number>>> = {}): Phase => ({
  name: `at ${start}`,
  start,
  changes: (Object.entries(changes) as [Key, number][]).map(([key, value]) => ({ key, value, is: "told" })),
});

test("one phase at 0 is the scenario's cash flow, to the last bit", () => {
  fc.assert(
    fc.property(anyScenario, fc.constantFrom(0, 1), (told, timing) => {
      const scenario = { ...told, timing };
      const { total: whole } = fleet(scenario, [phase(0)]);
      const flow = cashflow(scenario);
      for (const name of COLUMNS)
        expect([name, columnOf(whole, name).map((value) => value + 0)]).toEqual([
          name,
          columnOf(flow, name).map((value) => value + 0),
        ]);
    }),
    { numRuns: 200 },
  );
});

test("phases add, and a later start moves cash without changing it", () => {
  fc.assert(
    fc.property(
      anyScenario,
      fc.array(fc.double({ min: 0, max: 6, noNaN: true }), { minLength: 1, maxLength: 4 }),
      (scenario, starts) => {
        const { total: whole, phases } = fleet(
          scenario,
          starts.map((start) => phase(start)),
        );
        const own = total(cashflow(scenario).columns.freeCashFlow.map(Math.abs));
        for (const name of ["revenue", "opex", "tax", "capex", "residual", "freeCashFlow"] as const) {
          whole.columns[name].forEach((value, i) =>
            expect(Math.abs(value - total(phases.map((flow) => flow.columns[name][i])))).toBeLessThanOrEqual(
              1e-9 * own,
            ),
          );
          const alone = total(cashflow(scenario).columns[name]) * starts.length;
          expect(Math.abs(total(whole.columns[name]) - alone)).toBeLessThanOrEqual(1e-9 * own * starts.length);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("by hand: a start in the middle of a year spreads each of its years over two", () => {
  const { revenue, capex, residual } = fleet(SMALL_FLEET, [phase(1.5)]).total.columns;
  expect(capex).toEqual([0, 0, -1000, 0, 0, 0, 0].map((value) => value + 0));
  expect(revenue).toEqual([0, 0, 200, 400, 400, 400, 200]);
  expect(residual).toEqual([0, 0, 0, 0, 0, 0, 260]);
});

test("to be watched changes no bit of a fleet: each phase is a case, and what it adds is linked from there", () => {
  const phases = [phase(0.5), phase(1.5)];
  const trail = newTrail();
  const seen = watch(trail, () => fleet(SMALL_FLEET, phases));
  const alone = fleet(SMALL_FLEET, phases);
  for (const name of COLUMNS) expect([name, columnOf(seen.total, name)]).toEqual([name, columnOf(alone.total, name)]);
  expect(trail.entries.flatMap((entry) => (entry.kind === "case" ? entry.key : []))).toEqual(["phase1", "phase2"]);
  const linked = trail.entries.filter(
    (entry): entry is Input => entry.kind === "input" && /^revenuePhase/.test(entry.key),
  );
  expect(linked.map(({ value, link }) => [value, link?.path])).toEqual(
    alone.phases.map((flow, i) => [flow.columns.revenue, [`phase${i + 1}`]]),
  );
});

test("phases that last more than two centuries are refused", () => {
  expect(() => fleet(SMALL_FLEET, [phase(100.5, { horizon: 100 })])).toThrow("the phases last 201 years in all");
});
