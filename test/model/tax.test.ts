// Tax as filed: MACRS, bonus depreciation, the sale at the end, and losses carried forward.
import fc from "fast-check";
import { cashflow } from "../../src/model/cashflow";
import type { Scenario } from "../../src/model/keys";
import { measure } from "../../src/model/metrics";
import { anyDeal } from "../explain/cases";
import { SMALL_FLEET } from "./fleets";

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** IT of 600 and a facility of 400, with nothing left to sell. */
const FILED: Scenario = { ...SMALL_FLEET, residual: 0, facilityResidual: 0, taxMethod: 1, horizon: 8 };

test("IRS Publication 946, table A-1: five-year and fifteen-year property by the half-year convention", () => {
  const { deducted } = cashflow({ ...FILED, itShare: 1 });
  const shares = [0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576, 0, 0];
  expect(deducted.slice(1).map((amount) => Number((-amount / 1000).toFixed(10)))).toEqual(shares);
  const facility = cashflow({ ...FILED, itShare: 0, horizon: 17 }).deducted.slice(1);
  expect(facility.slice(0, 3).map((amount) => -amount)).toEqual([50, 95, 85.5]);
  expect(-total(facility)).toBeCloseTo(1000, 9);
  expect(facility[16] + 0).toBe(0);
});

test("bonus depreciation comes in year 1, and the table applies to what it leaves", () => {
  const { deducted } = cashflow({ ...FILED, itShare: 1, bonusDepreciation: 0.4 });
  expect(-deducted[1]).toBeCloseTo(400 + 0.2 * 600, 9);
  expect(-deducted[2]).toBeCloseTo(0.32 * 600, 9);
});

test("whatever the method, a sale at the end brings what was deducted to what it cost", () => {
  fc.assert(
    fc.property(anyDeal, (deal) => {
      const scenario = { ...deal, contractShare: 0, ...(deal.taxMethod === 1 ? {} : { bonusDepreciation: 0 }) };
      const { columns, deducted, gain, taxableProfit } = cashflow(scenario);
      const size = total(columns.ebitda.map(Math.abs)) + 3 * scenario.capex;
      const cost = scenario.capex - total(columns.residual);
      expect(Math.abs(cost + total(deducted) + gain)).toBeLessThanOrEqual(1e-12 * size);
      expect(Math.abs(total(taxableProfit) - total(columns.ebitda) + cost)).toBeLessThanOrEqual(1e-12 * size);
    }),
    { numRuns: 500 },
  );
});

test("by hand: losses that cover 80 % of a profit leave a fifth of it to be taxed", () => {
  // EBIT -185, 15, 115, 115: by the limit 12 and 92 are covered, then the 81 that is left.
  const scenario: Scenario = { ...SMALL_FLEET, rampMonths: 24, lossLimit: 0.8 };
  const { tax } = cashflow(scenario).columns;
  expect(tax.map((amount) => Number((amount + 0).toFixed(9)))).toEqual([0, 0, -0.75, -5.75, -8.5]);
});

test("where losses cover a share, the break-even rent is searched for and leaves no cash", () => {
  const scenario: Scenario = { ...SMALL_FLEET, rampMonths: 24, lossLimit: 0.8 };
  const rate = measure("breakevenRate", scenario);
  expect(total(cashflow({ ...scenario, rate }).columns.freeCashFlow)).toBeCloseTo(0, 6);
});

test("by MACRS the break-even rent leaves no cash either", () => {
  const rate = measure("breakevenRate", FILED);
  expect(total(cashflow({ ...FILED, rate }).columns.freeCashFlow)).toBeCloseTo(0, 6);
});

test("bonus depreciation without MACRS is refused", () => {
  expect(() => cashflow({ ...SMALL_FLEET, bonusDepreciation: 0.4 })).toThrow(
    "bonusDepreciation is 0.4, which books do not know: write taxMethod=MACRS with it",
  );
});
