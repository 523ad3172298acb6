// Waterfalls of vintages and early retirements: what they add up to.
import fc from "fast-check";
import { retireEarly } from "../../src/model/retirement";
import { carryingAmounts, type Purchases, waterfall } from "../../src/model/waterfall";
import { newTrail, watch } from "../../src/model/steps/trace";
import { some } from "../explain/cases";

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const anyPurchases: fc.Arbitrary<Purchases> = fc.record({
  capex: fc.array(some(0, 1e9), { minLength: 1, maxLength: 10 }),
  life: fc.oneof(fc.integer({ min: 1, max: 12 }), some(0.5, 12)),
  shift: fc.constantFrom(0, 0.5, 0.125, 0.875),
  salvage: some(0, 0.5),
  openingNbv: some(0, 1e9),
  openingRemaining: some(0.5, 8),
});

test("the total is the opening row and every vintage, column by column, whether or not the vintages are asked for", () => {
  fc.assert(
    fc.property(anyPurchases, (purchases) => {
      const { openingCharge, charge, expense } = waterfall(purchases, true);
      const size = total(purchases.capex) + purchases.openingNbv;
      expense.forEach((value, j) =>
        expect(Math.abs(value - openingCharge[j] - total(charge.map((row) => row[j])))).toBeLessThanOrEqual(
          1e-11 * size,
        ),
      );
      expect(waterfall(purchases, false).expense).toEqual(expense);
      expect(watch(newTrail(), () => waterfall(purchases, false).expense)).toEqual(expense);
    }),
  );
});

test("everything but salvage is written off, to the cent, and salvage is what stays on the books", () => {
  fc.assert(
    fc.property(anyPurchases, (purchases) => {
      const flow = waterfall(purchases, false);
      const bought = total(purchases.capex);
      expect(Math.abs(total(flow.expense) - bought * (1 - purchases.salvage) - purchases.openingNbv)).toBeLessThan(
        0.005,
      );
      const amounts = carryingAmounts(purchases, flow);
      expect(Math.abs(amounts[amounts.length - 1] - bought * purchases.salvage)).toBeLessThan(0.005);
    }),
  );
});

test("an opening amount needs the periods over which it is written off", () => {
  const purchases = { capex: [1], life: 3, shift: 0, salvage: 0, openingNbv: 5, openingRemaining: 0 };
  expect(() => waterfall(purchases, false)).toThrow("openingNbv is 5 and openingRemaining 0: give the periods");
  expect(waterfall({ ...purchases, openingNbv: 0 }, false).openingCharge).toEqual([0, 0, 0]);
});

test("a waterfall of too many periods or cells is refused with its size", () => {
  const purchases = {
    capex: new Array<number>(1150).fill(1),
    life: 60,
    shift: 0,
    salvage: 0,
    openingNbv: 0,
    openingRemaining: 0,
  };
  expect(() => waterfall(purchases, false)).toThrow("would run 1209 periods");
  expect(() => waterfall({ ...purchases, life: 5 }, true)).toThrow("more than 100000 cells");
});

test("the increments of an early retirement sum to its salvage with the sign turned", () => {
  fc.assert(
    fc.property(some(1, 1e10), some(1, 60), some(0.1, 1), some(0, 1), (nbv, oldRemaining, share, part) => {
      const salvage = nbv * part;
      const plans = retireEarly({ nbv, oldRemaining, newRemaining: Math.max(0.05, oldRemaining * share), salvage });
      expect(Math.abs(total(plans.incremental) + salvage)).toBeLessThan(1e-9 * nbv);
      expect(Math.abs(total(plans.old) - nbv)).toBeLessThan(1e-9 * nbv);
    }),
  );
});

test("a retirement on the planned day changes nothing, and one that brings back all leaves nothing to write off", () => {
  expect(retireEarly({ nbv: 100, oldRemaining: 4, newRemaining: 4, salvage: 0 }).incremental).toEqual([0, 0, 0, 0]);
  const sold = retireEarly({ nbv: 100, oldRemaining: 4, newRemaining: 2, salvage: 100 });
  expect([sold.new, sold.incremental]).toEqual([
    [0, 0, 0, 0],
    [-25, -25, -25, -25],
  ]);
});

test("an early retirement is no later than the plan and brings no more than is on the books", () => {
  const terms = { nbv: 100, oldRemaining: 4, newRemaining: 2, salvage: 0 };
  expect(() => retireEarly({ ...terms, newRemaining: 5 })).toThrow("retiring early shortens the life");
  expect(() => retireEarly({ ...terms, salvage: 101 })).toThrow("salvage is 101: it is in $");
  expect(retireEarly(terms).incremental).toEqual([25, 25, -25, -25]);
});
