// Payback: the laws that any reader expects, and the ways it has no answer.
import fc from "fast-check";
import * as exact from "../../src/model/numbers/exact";
import { payback, type PaybackTerms, rentalYield } from "../../src/model/payback";
import { newTrail, watch } from "../../src/model/steps/trace";
import { some } from "../explain/cases";

const ARTICLE: PaybackTerms = {
  capex: 1.5e9,
  gpus: 16000,
  rate: 9.4,
  utilization: 1,
  annualOpex: 0,
  hoursPerYear: 8760,
  priceDecline: 0,
  rampMonths: 0,
  discountRate: 0,
  basis: 0,
};

const anyTerms: fc.Arbitrary<PaybackTerms> = fc.record({
  capex: some(1e8, 3e9),
  gpus: some(5e3, 1e5),
  rate: some(2, 12),
  utilization: some(0.3, 1),
  annualOpex: some(0, 1e7),
  hoursPerYear: fc.constant(8760),
  priceDecline: fc.oneof(fc.constant(0), some(-0.1, 0.3)),
  rampMonths: fc.oneof(fc.constant(0), some(0, 30)),
  discountRate: fc.oneof(fc.constant(0), some(0, 0.15)),
  basis: fc.constant(0),
});

/** Years, or infinity where it never pays back. */
function years(terms: PaybackTerms): number {
  try {
    return payback(terms, "years");
  } catch {
    return Infinity;
  }
}

/** A second method: adds up the cash of each year by its definition and finds where it crosses. */
function byHand(t: PaybackTerms): number {
  let covered = 0;
  const sold = (months: number): number =>
    t.rampMonths === 0 ? months : months < t.rampMonths ? months ** 2 / (2 * t.rampMonths) : months - t.rampMonths / 2;
  for (let year = 1; year <= 100; year++) {
    const share = (sold(12 * year) - sold(12 * year - 12)) / 12;
    const cash =
      t.gpus * t.rate * (1 - t.priceDecline) ** (year - 1) * t.hoursPerYear * t.utilization * share - t.annualOpex;
    const discounted = cash / (1 + t.discountRate) ** year;
    if (covered + discounted >= t.capex) return year - 1 + (t.capex - covered) / discounted;
    covered += discounted;
  }
  return Infinity;
}

const holds = (property: (terms: PaybackTerms) => void): void =>
  fc.assert(fc.property(anyTerms, property), { numRuns: 300 });
const near = (actual: number, expected: number): void => {
  if (actual === expected) return;
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
};

test("payback is where the yearly cash, added up, covers the capital cost", () =>
  holds((terms) => near(years(terms), byHand(terms))));

test("the steps that explain a payback give it to the last bit, however late it comes", () => {
  const late = fc.tuple(anyTerms, some(0.01, 1)).map(([terms, share]) => ({ ...terms, rate: terms.rate * share }));
  fc.assert(
    fc.property(late, (terms) => {
      const value = years(terms);
      const trail = newTrail();
      expect(watch(trail, () => years(terms))).toBe(value);
      const last = trail.entries.at(-1);
      if (value < Infinity) expect(last).toMatchObject({ key: "paybackYears", result: value });
    }),
    { numRuns: 500 },
  );
});

test("a payback takes a power of the price and one of the discount a year until it is reached, and no more", () => {
  const powers = jest.spyOn(exact, "power");
  holds((terms) => {
    powers.mockClear();
    const value = years(terms);
    expect(powers.mock.calls.length).toBeLessThanOrEqual(2 * Math.max(1, Math.ceil(Math.min(value, 100))));
  });
  powers.mockRestore();
});

test("without ramp, decline and discounting, payback is the inverse of the yield", () =>
  holds((terms) => {
    const flat = { ...terms, priceDecline: 0, rampMonths: 0, discountRate: 0 };
    const value = years(flat);
    if (value < Infinity) near(value * rentalYield(flat), 1);
  }));

test("the table and the quotient meet: a decline, a ramp and a rate near 0 change nothing", () => {
  const flat = years(ARTICLE);
  for (const change of [{ priceDecline: 1e-12 }, { rampMonths: 1e-9 }, { discountRate: 1e-12 }])
    near(years({ ...ARTICLE, ...change }), flat);
});

test("payback never falls when cost, opex, decline, ramp or the discount rate rise, nor rises when rent or utilization do", () =>
  holds((terms) => {
    const value = years(terms);
    for (const key of ["capex", "annualOpex", "rampMonths"] as const)
      expect(years({ ...terms, [key]: terms[key] * 1.1 + 1 })).toBeGreaterThanOrEqual(value - 1e-9);
    for (const key of ["priceDecline", "discountRate"] as const)
      expect(years({ ...terms, [key]: terms[key] + 0.02 })).toBeGreaterThanOrEqual(value - 1e-9);
    for (const key of ["rate", "gpus"] as const)
      expect(years({ ...terms, [key]: terms[key] * 1.1 })).toBeLessThanOrEqual(value + 1e-9);
    expect(years({ ...terms, utilization: Math.min(1, terms.utilization * 1.1) })).toBeLessThanOrEqual(value + 1e-9);
  }));

test("scaling all money changes no payback", () =>
  holds((terms) =>
    near(
      years({ ...terms, capex: terms.capex * 7, rate: terms.rate * 7, annualOpex: terms.annualOpex * 7 }),
      years(terms),
    ),
  ));

test("days follow Excel's day-count codes, months are twelfths of a year", () => {
  const value = payback(ARTICLE, "years");
  const days = [360, 365.25, 360, 365, 360];
  days.forEach((year, basis) => expect(payback({ ...ARTICLE, basis }, "days")).toBe(value * year));
  expect(payback(ARTICLE, "months")).toBe(value * 12);
});

test("a cluster whose cash is nothing or less never pays back, and says what to change", () => {
  expect(() => payback({ ...ARTICLE, annualOpex: 2e9 }, "days")).toThrow(
    /operating cash is -682496000 a year: the cluster never pays back; raise rate/,
  );
  expect(() => payback({ ...ARTICLE, rate: 0 }, "days")).toThrow(/operating cash is 0 a year/);
});

test("a payback beyond a hundred years is none", () => {
  expect(() => payback({ ...ARTICLE, rate: 0.01 }, "days")).toThrow(/within 100 years/);
  expect(() => payback({ ...ARTICLE, priceDecline: 0.9 }, "days")).toThrow(
    /covers at most 14638\d{5}\.?\d* of the capital cost of 1500000000/,
  );
});

test("never is #N/A, and says what a hundred years would bring: 1 GPU-hour a year at a dollar brings 100 dollars", () => {
  const terms = { ...ARTICLE, gpus: 1, rate: 1, hoursPerYear: 1 };
  expect(payback({ ...terms, capex: 100 }, "years")).toBe(100);
  expect(() => payback({ ...terms, capex: 101 }, "years")).toThrow(
    expect.objectContaining({
      reason: "#N/A",
      message: "the cluster never pays back: within 100 years its cash covers at most 100 of the capital cost of 101",
    }),
  );
  expect(() => payback({ ...ARTICLE, rate: 0 }, "years")).toThrow(expect.objectContaining({ reason: "#N/A" }));
});

test("a watcher is told the calendar days: 409.87 of a 360-day year are 415.56", () => {
  const trail = newTrail();
  watch(trail, () => payback(ARTICLE, "days"));
  expect(trail.notes).toEqual(["409.87 days of a 360-day year = 415.56 calendar days"]);
});
