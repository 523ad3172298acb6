// The cost of capital as an annuity, and of a GPU.
import fc from "fast-check";
import { annualCapitalCost, hourlyCost, neededRevenue, type Ownership, perHour, yearlyCost } from "../../src/model/tco";
import { newTrail, watch } from "../../src/model/steps/trace";
import { some } from "../explain/cases";

const GPU: Ownership = {
  capexPerGpu: 93750,
  life: 5,
  wacc: 0.1,
  residual: 0,
  kwPerGpu: 1.4,
  pue: 1.25,
  pricePerKwh: 0.07,
  colocationPerKwMonth: 100,
  otherOpexPerGpu: 500,
  utilization: 0.8,
};

test("the present value of the annuity is what it recovers", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.oneof(some(-0.2, 0.4), some(-1e-3, 1e-3)),
      some(0, 0.9),
      (life, wacc, residual) => {
        const payment = annualCapitalCost({ capex: 1, life, wacc, residual });
        let value = residual / (1 + wacc) ** life;
        for (let year = 1; year <= life; year++) value += payment / (1 + wacc) ** year;
        expect(Math.abs(value - 1)).toBeLessThan(1e-11 * Math.max(1, (1 + wacc) ** -life));
      },
    ),
    { numRuns: 500 },
  );
});

test("near a zero cost of capital the annuity is the straight line and half the interest", () => {
  for (const wacc of [1e-14, 1e-9, 1e-6, 9.9e-5, 1.01e-4]) {
    // First terms of the annuity's expansion: (1 + (n + 1)/2 w + (n^2 - 1)/12 w^2) / n.
    const expected = (1 + 3 * wacc + 2 * wacc * wacc) / 5;
    expect(annualCapitalCost({ capex: 1, life: 5, wacc, residual: 0 }) / expected).toBeCloseTo(1, 11);
  }
  expect(annualCapitalCost({ capex: 10, life: 5, wacc: 0, residual: 0.5 })).toBe(1);
});

test("the annuity keeps its digits at every rate and life, by log1p and expm1", () => {
  for (const life of [0.05, 0.1, 1, 5, 40])
    for (const size of [1e-12, 1e-6, 9.9e-5, 1.01e-4, 1e-3, 0.1])
      for (const wacc of [size, 0 - size]) {
        const expected = wacc / -Math.expm1(-life * Math.log1p(wacc));
        const own = annualCapitalCost({ capex: 1, life, wacc, residual: 0 });
        expect([life, wacc, Math.abs(own / expected - 1) < 2e-15]).toEqual([life, wacc, true]);
      }
});

test("an annuity loses no digit to its residual: what remains whole costs its rate alone, and the rest is recovered", () => {
  // Nothing is lost of what remains: at a residual of 1 the cost is the rate on the capital.
  for (const wacc of [1e-9, 1e-4, 0.07, 3])
    for (const life of [1, 7.5, 100])
      expect(annualCapitalCost({ capex: 450368.1, life, wacc, residual: 1 }) / (450368.1 * wacc)).toBeCloseTo(1, 15);
  fc.assert(
    fc.property(some(1, 100), some(1e-12, 1), some(0, 1), (life, wacc, residual) => {
      // By another road: interest on the mean of what is owed, and what is lost, discounted with log1p and expm1.
      const lost = wacc / -Math.expm1(-life * Math.log1p(wacc));
      const expected = wacc + (1 - residual) * (lost - wacc);
      expect(Math.abs(annualCapitalCost({ capex: 1, life, wacc, residual }) / expected - 1)).toBeLessThan(4e-15);
    }),
    { numRuns: 1000 },
  );
});

test("what a year costs is the sum of its parts, and an hour its share of the hours sold", () => {
  const parts = yearlyCost(GPU);
  expect(parts.powerPerGpu).toBeCloseTo(1073.1, 9);
  expect(parts.colocationPerGpu).toBeCloseTo(1680, 9);
  expect(parts.annualCapital + parts.powerPerGpu + parts.colocationPerGpu + parts.otherOpexPerGpu).toBeCloseTo(
    parts.costPerYear,
    9,
  );
  expect(hourlyCost(GPU) * 8760 * 0.8).toBeCloseTo(parts.costPerYear, 9);
});

test("utilization changes the cost of an hour and not of a year; at 0 no hour has a cost", () => {
  expect(yearlyCost({ ...GPU, utilization: 0.1 })).toEqual(yearlyCost(GPU));
  expect(() => hourlyCost({ ...GPU, utilization: 0 })).toThrow(
    expect.objectContaining({ reason: "#N/A", message: expect.stringContaining("utilization is 0: no hour is sold") }),
  );
});

test("the revenue needed pays depreciation and the return out of gross profit", () => {
  const needed = neededRevenue({ capex: 1000, life: 8, roic: 0.12, grossMargin: 0.4 });
  expect(needed * 0.4).toBeCloseTo(1000 / 8 + 120, 9);
});

test("each part by the sold hour is a step of its own, and they add up to the cost of the hour", () => {
  const [parts, soldHoursPerGpu] = [yearlyCost(GPU), 8760 * 0.8];
  const trail = newTrail();
  const hourly = watch(trail, () =>
    (["annualCapital", "powerPerGpu", "colocationPerGpu", "otherOpexPerGpu"] as const).map((key) =>
      perHour(key)({ ...parts, soldHoursPerGpu }),
    ),
  );
  expect(hourly.reduce((sum, part) => sum + part, 0)).toBeCloseTo(hourlyCost(GPU), 12);
  expect(trail.entries[1]).toMatchObject({
    key: "powerPerGpuHour",
    name: "For each sold GPU-hour",
    unit: "$/GPU-hour",
    formula: "=powerPerGpu / soldHoursPerGpu",
  });
});
