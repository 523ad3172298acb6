// The price of a GPU-hour: blends and declines.
import fc from "fast-check";
import { blend, impliedDecline, pricePath } from "../../src/model/price";
import { some } from "../audit/cases";

test("a blend lies between its rents, and equals them when they are one", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(some(0, 20), some(0.01, 1)), { minLength: 1, maxLength: 5 }), (pairs) => {
      const all = pairs.reduce((sum, [, weight]) => sum + weight, 0);
      const rates = pairs.map(([rate]) => rate);
      const value = blend({ rates, mix: pairs.map(([, weight]) => weight / all) });
      expect(value).toBeGreaterThanOrEqual(Math.min(...rates) - 1e-9);
      expect(value).toBeLessThanOrEqual(Math.max(...rates) + 1e-9);
    }),
  );
});

test("shares that do not sum to 1, and lists of two lengths, are refused", () => {
  expect(() => blend({ rates: [1, 2], mix: [0.5, 0.6] })).toThrow(
    "mix sums to 1.1: the shares of the hours must sum to 1",
  );
  expect(() => blend({ rates: [1, 2], mix: [1] })).toThrow(
    "rates has 2 values and mix 1: give each rent its share of the hours",
  );
});

test("at the implied decline the short contracts cost what the long one does", () => {
  fc.assert(
    fc.property(some(1, 20), some(1, 20), fc.integer({ min: 2, max: 8 }), (shortRate, longRate, contracts) => {
      fc.pre(shortRate < 0.99 * longRate * contracts);
      const decline = impliedDecline({ shortRate, longRate, shortYears: 1, longYears: contracts });
      let paid = 0;
      for (let k = 0; k < contracts; k++) paid += shortRate * (1 - decline) ** k;
      expect(Math.abs(paid / contracts - longRate)).toBeLessThan(1e-9 * longRate);
    }),
  );
});

test("contracts of one length imply no decline unless they cost the same", () => {
  expect(impliedDecline({ shortRate: 5, longRate: 5, shortYears: 1, longYears: 1 })).toBe(0);
  expect(() => impliedDecline({ shortRate: 5, longRate: 6, shortYears: 1, longYears: 1 })).toThrow("the same");
  expect(() => impliedDecline({ shortRate: 10, longRate: 2, shortYears: 1, longYears: 3 })).toThrow(
    "one short contract alone costs as much as 3",
  );
});

test("a long contract is a whole number of short ones, and not too many", () => {
  expect(impliedDecline({ shortRate: 5, longRate: 5, shortYears: 0.1, longYears: 0.3 })).toBe(0);
  expect(() => impliedDecline({ shortRate: 5, longRate: 4, shortYears: 2, longYears: 3 })).toThrow("whole number");
  expect(() => impliedDecline({ shortRate: 5, longRate: 4, shortYears: 3, longYears: 1 })).toThrow("whole number");
  expect(() => impliedDecline({ shortRate: 5, longRate: 4, shortYears: 0.001, longYears: 3 })).toThrow(
    "3000 short contracts",
  );
  expect(() => impliedDecline({ shortRate: 1e-3, longRate: 1e6, shortYears: 1, longYears: 2 })).toThrow(
    "growth beyond 1000 a year",
  );
});

test("a price that falls in steps and one that falls all the time meet at the start of each year", () => {
  const year = [0, 1, 2, 3];
  const stepped = pricePath({ priceDecline: 0.2, year }, false);
  const smooth = pricePath({ priceDecline: 0.2, year }, true);
  expect([stepped[0], smooth[0]]).toEqual([0, 0]);
  for (const i of [1, 2, 3]) {
    expect(smooth[i]).toBeLessThan(stepped[i]);
    expect(smooth[i]).toBeGreaterThan(stepped[i] * 0.8);
    expect(smooth[i] / stepped[i]).toBeCloseTo(smooth[1] / stepped[1], 12);
  }
});
