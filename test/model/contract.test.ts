// Hours under contract: paid whether used or not, at a rent of their own, prepaid or not.
import fc from "fast-check";
import { cashflow } from "../../src/model/cashflow";
import type { Scenario } from "../../src/model/keys";
import { measure } from "../../src/model/metrics";
import { newTrail, watch } from "../../src/model/steps/trace";
import { anyScenario } from "../explain/cases";
import { SMALL_FLEET } from "./fleets";

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** 400 hours a year, sold at 1 where they are sold. */
const HALF_SOLD: Scenario = { ...SMALL_FLEET, taxRate: 0, utilization: 0.5 };

test("by hand: contracted hours are paid in full, the others by utilization, and all by the market after the contract", () => {
  const scenario = { ...HALF_SOLD, contractShare: 0.6, contractYears: 2, contractRate: 2, priceDecline: 0.1 };
  const { revenue } = cashflow(scenario).columns;
  const market = (year: number): number => 0.9 ** (year - 1);
  [1, 2].forEach((year) => expect(revenue[year]).toBeCloseTo(400 * (0.6 * 2 + 0.4 * 0.5 * market(year)), 9));
  [3, 4].forEach((year) => expect(revenue[year]).toBeCloseTo(400 * 0.5 * market(year), 9));
});

test("by hand: a contract that ends within a year covers that part of it, and its rent grows", () => {
  const scenario = { ...HALF_SOLD, contractShare: 1, contractYears: 1.5, contractEscalation: 0.1 };
  const { revenue } = cashflow(scenario).columns;
  expect(revenue[1]).toBeCloseTo(400, 9);
  expect(revenue[2]).toBeCloseTo(400 * (0.5 * 1.1 + 0.5 * 0.5), 9);
});

test("a contract over the whole of a broken horizon covers its last part", () => {
  const scenario = { ...HALF_SOLD, horizon: 2.5, contractShare: 1, contractYears: 2.5 };
  expect(cashflow(scenario).columns.revenue[3]).toBeCloseTo(200, 9);
});

test("by hand: what is prepaid comes in year 0 and is credited evenly, and revenue and tax stay where they are", () => {
  const scenario = { ...HALF_SOLD, contractShare: 1, contractYears: 2, prepayment: 0.5 };
  const { columns, operatingCash } = cashflow(scenario);
  expect(columns.revenue.slice(0, 3)).toEqual([0, 400, 400]);
  expect(operatingCash).toEqual([200, 300 - 100, 300 - 100, 100, 100]);
  expect(total(columns.freeCashFlow)).toBeCloseTo(
    total(cashflow({ ...scenario, prepayment: 0 }).columns.freeCashFlow),
    9,
  );
});

test("where customers pay the capital cost ahead, it is back at once", () => {
  const scenario: Scenario = { ...HALF_SOLD, capex: 100, contractShare: 1, contractYears: 2, prepayment: 0.5 };
  expect(measure("payback", scenario)).toBe(0);
});

test("a contract at the market's rent with every hour used changes nothing", () => {
  fc.assert(
    fc.property(anyScenario, fc.double({ min: 0.01, max: 1, noNaN: true }), (told, contractShare) => {
      const scenario = { ...told, utilization: 1, priceDecline: 0 };
      const plain = cashflow(scenario).columns.revenue;
      const under = cashflow({ ...scenario, contractShare, contractYears: told.horizon }).columns.revenue;
      plain.forEach((amount, i) => expect(Math.abs(under[i] - amount)).toBeLessThanOrEqual(1e-12 * amount));
    }),
    { numRuns: 300 },
  );
});

test("the cost of a sold hour counts the hours under contract", () => {
  const scenario = { ...HALF_SOLD, contractShare: 1, contractYears: 4 };
  expect(measure("tco", scenario)).toBeCloseTo(measure("tco", { ...HALF_SOLD, utilization: 1 }), 12);
});

test("the break-even rent of a deal leaves no cash, and none is needed where the contract covers everything", () => {
  const scenario = { ...HALF_SOLD, contractShare: 0.5, contractYears: 2, contractRate: 1.5 };
  const rate = measure("breakevenRate", scenario);
  expect(total(cashflow({ ...scenario, rate }).columns.freeCashFlow)).toBeCloseTo(0, 6);
  const watched = newTrail();
  expect(watch(watched, () => measure("breakevenRate", scenario))).toBe(rate);
  expect(() => measure("breakevenRate", { ...scenario, contractRate: 20 })).toThrow(
    "cash is left even at a market rent",
  );
  expect(() => measure("breakevenRate", { ...scenario, capex: 1e12, gpus: 1e-3 })).toThrow("no rent up to");
});

test("a contract beyond the horizon is refused, and one of no length is remarked", () => {
  expect(() => cashflow({ ...HALF_SOLD, contractShare: 0.5, contractYears: 5 })).toThrow(
    "contractYears is 5: the horizon is 4 years",
  );
  const trail = newTrail();
  watch(trail, () => cashflow({ ...HALF_SOLD, contractShare: 0.5, prepayment: 0.1 }));
  expect(trail.notes).toContain("contractYears is 0, so no hour is under contract");
});
