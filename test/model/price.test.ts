// The price of a GPU-hour: blends and declines.
import fc from "fast-check";
import { ModelError } from "../../src/model/errors";
import {
  annualRevenue,
  averageOfYear,
  blend,
  impliedDecline,
  price,
  pricePath,
  yearNumber,
} from "../../src/model/price";
import { newTrail, type Step, watch } from "../../src/model/steps/trace";
import { some } from "../explain/cases";

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

test("the average of a price that falls all the time is its integral, by the series near 0 as by the logarithm", () => {
  const integral = (decline: number): number => decline / -Math.log1p(-decline);
  for (const decline of [1e-12, 1e-6, 0.0004, 0.00099, -1e-12, -1e-6, -0.0004, -0.00099])
    expect(Math.abs(averageOfYear(decline) / integral(decline) - 1)).toBeLessThan(1e-15);
  for (const decline of [0.001, 0.01, 0.3, 0.9, -0.001, -0.01, -0.5])
    expect(Math.abs(averageOfYear(decline) / integral(decline) - 1)).toBeLessThan(1e-15);
  expect(averageOfYear(0)).toBe(1);
});

test("by hand: 16,000 GPUs at 9.40 earn 1,317,504,000 in 8,760 hours, and half of it at half the utilization", () => {
  const terms = { gpus: 16000, rate: 9.4, hoursPerYear: 8760 };
  expect(annualRevenue({ ...terms, utilization: 1 })).toBe(1_317_504_000);
  expect(annualRevenue({ ...terms, utilization: 0.5 })).toBe(658_752_000);
});

test("by hand: 8 dollars that halve each year are 8, 4 and 2", () => {
  const year = yearNumber({ years: 3 });
  expect(year).toEqual([1, 2, 3]);
  expect(price({ rate: 8, priceShare: pricePath({ priceDecline: 0.5, year }, false) })).toEqual([8, 4, 2]);
  expect(() => yearNumber({ years: 2.5 })).toThrow("years is 2.5: it must be a whole number");
});

test("by hand: half-year contracts of 5 and 4 average 4.5, a fall of a fifth in half a year and of 36% in one", () => {
  expect(impliedDecline({ shortRate: 5, longRate: 4.5, shortYears: 0.5, longYears: 1 })).toBeCloseTo(0.36, 12);
  // The second of two contracts at 4 and 6 is half as dear again: growth of half in half a year.
  expect(impliedDecline({ shortRate: 4, longRate: 5, shortYears: 0.5, longYears: 1 })).toBeCloseTo(-1.25, 12);
});

test("a decline that no prices can have is #NUM!, a contract of the wrong length #VALUE!", () => {
  const reason = (shortRate: number, longRate: number, longYears: number): string => {
    try {
      return String(impliedDecline({ shortRate, longRate, shortYears: 1, longYears }));
    } catch (error) {
      return (error as ModelError).reason;
    }
  };
  expect(reason(5, 6, 1)).toBe("#NUM!");
  expect(reason(6, 2, 3)).toBe("#NUM!");
  expect(reason(1e-3, 1e6, 2)).toBe("#NUM!");
  expect(reason(5, 4, 2.5)).toBe("#VALUE!");
  expect(reason(5, 5, 1200)).toBe("0");
  expect(reason(5, 5, 1201)).toBe("#VALUE!");
});

test("an implied decline is a frozen value that says how it was found, and its proof follows", () => {
  const trail = newTrail();
  const decline = watch(trail, () => impliedDecline({ shortRate: 7.2, longRate: 5.4, shortYears: 1, longYears: 3 }));
  const steps = trail.entries as Step[];
  expect(steps[0]).toMatchObject({ key: "decline", unit: "fraction/year", formula: "", result: decline });
  expect([steps[0].name, steps[0].note]).toEqual([
    "Decline that makes both cost the same",
    "found by a bracketed search; the proof follows",
  ]);
  expect(Math.abs(steps.at(-1)?.result as number)).toBeLessThan(1e-12);
});
