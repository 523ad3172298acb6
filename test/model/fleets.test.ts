// The waterfall of vintages of many fleets.
import fc from "fast-check";
import { type Fleets, waterfallMatrix, waterfallTotals } from "../../src/model/fleets";
import { CONVENTIONS, depreciationSchedule } from "../../src/model/schedule";

const total = (values: Iterable<number>) => [...values].reduce((sum, x) => sum + x, 0);

const anyFleets = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 0.125, 0.5, 0.875, 0.3))
  .chain(([count, vintages, shift]) =>
    fc.record<Fleets>({
      capex: fc
        .array(fc.integer({ min: 0, max: 1e9 }), {
          minLength: count * vintages,
          maxLength: count * vintages,
        })
        .map((amounts) => Float64Array.from(amounts)),
      vintages: fc.constant(vintages),
      life: fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.1, max: 20, noNaN: true })), {
        minLength: count,
        maxLength: count,
      }),
      salvage: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: count, maxLength: count }),
      shift: fc.constant(shift),
    }),
  );

const matrix = (fleets: Fleets, periods: number) => {
  const out = new Float64Array(fleets.life.length * fleets.vintages * periods).fill(NaN);
  waterfallMatrix(fleets, periods, out);
  return out;
};

const totals = (fleets: Fleets, periods: number) => {
  const out = new Float64Array(fleets.life.length * periods).fill(NaN);
  waterfallTotals(fleets, periods, out);
  return out;
};

test("a vintage is charged with its cost less salvage over its life, from the moment of purchase", () => {
  fc.assert(
    fc.property(anyFleets, fc.integer({ min: 1, max: 15 }), ({ capex, vintages, life, salvage, shift }, periods) => {
      const charges = matrix({ capex, vintages, life, salvage, shift }, periods);
      let at = 0;
      for (let fleet = 0; fleet < life.length; fleet++)
        for (let vintage = 0; vintage < vintages; vintage++)
          for (let period = 0; period < periods; period++) {
            const spent = (time: number) => Math.min(Math.max((time - vintage - shift) / life[fleet], 0), 1);
            const cost = capex[fleet * vintages + vintage] * (1 - salvage[fleet]);
            const expected = cost * (spent(period + 1) - spent(period));
            expect(Math.abs(charges[at++] - expected)).toBeLessThanOrEqual(1e-12 * cost * Math.max(1, 1 / life[fleet]));
          }
    }),
  );
});

test("the totals are the sums of the columns", () => {
  fc.assert(
    fc.property(anyFleets, fc.integer({ min: 1, max: 40 }), (fleets, periods) => {
      const charges = matrix(fleets, periods);
      const sums = totals(fleets, periods);
      for (let fleet = 0; fleet < fleets.life.length; fleet++) {
        let largest = 0;
        for (let v = 0; v < fleets.vintages; v++)
          largest = Math.max(largest, fleets.capex[fleet * fleets.vintages + v]);
        for (let period = 0; period < periods; period++) {
          let sum = 0;
          for (let v = 0; v < fleets.vintages; v++) sum += charges[(fleet * fleets.vintages + v) * periods + period];
          const slack = (1e-12 * largest) / Math.min(1, fleets.life[fleet]);
          expect(Math.abs(sums[fleet * periods + period] - sum)).toBeLessThanOrEqual(slack);
        }
      }
    }),
  );
});

test("all is charged once the last vintage is written off, and not a cent after", () => {
  const capex = Float64Array.of(11.1, 22.2, 33.3, 44.4, 55.5);
  for (const shift of [0, 0.5]) {
    const sums = totals({ capex, vintages: 5, life: [6], salvage: [0.1], shift }, 20);
    expect(total(sums)).toBeCloseTo(0.9 * total(capex), 10);
    expect([...sums.subarray(11)]).toEqual(new Array(9).fill(0));
  }
});

test("one vintage is the straight-line schedule of its asset", () => {
  for (const convention of CONVENTIONS.slice(0, 2)) {
    const schedule = depreciationSchedule({
      cost: 93750,
      salvage: 0,
      life: 6,
      method: "SL",
      convention,
      periodsPerYear: 1,
    });
    const charges = matrix(
      {
        capex: Float64Array.of(93750),
        vintages: 1,
        life: [6],
        salvage: [0],
        shift: convention === "half-year" ? 0.5 : 0,
      },
      schedule.length,
    );
    expect([...charges]).toEqual(schedule);
  }
});
