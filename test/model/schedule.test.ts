import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { ModelError } from "../../src/model/errors";
import { namesOf } from "../../src/model/records";
import { CONVENTIONS, depreciationSchedule, macrs, METHODS, type Plan } from "../../src/model/schedule";

const total = (values: Iterable<number>) => [...values].reduce((sum, x) => sum + x, 0);

const plan = (changes: Partial<Plan>): Plan => ({
  cost: 93750,
  salvage: 0,
  life: 6,
  method: "SL",
  convention: undefined,
  periodsPerYear: 1,
  ...changes,
});

const anyPlan = fc.record<Plan>({
  cost: fc.integer({ min: 1, max: 1e6 }),
  salvage: fc.constant(0),
  life: fc.integer({ min: 1, max: 30 }),
  method: fc.constantFrom(...METHODS.slice(0, 5)),
  convention: fc.constantFrom(undefined, ...CONVENTIONS),
  periodsPerYear: fc.constantFrom(1, 2, 4, 12),
});

describe("a schedule", () => {
  test("sums to cost less salvage, broken lives and all conventions included (DB and DDB excepted, as in Excel)", () => {
    fc.assert(
      fc.property(anyPlan, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (some, share, broken) => {
        fc.pre(some.method !== "DB" && some.method !== "DDB");
        const salvage = some.cost * share;
        const life = broken && some.method !== "SYD" ? some.life - 0.3 : some.life;
        const charges = depreciationSchedule({ ...some, salvage, life });
        expect(Math.abs(total(charges) - (some.cost - salvage))).toBeLessThanOrEqual(1e-9 * some.cost);
      }),
    );
  });

  test("never charges less than nothing, nor more than cost less salvage", () => {
    fc.assert(
      fc.property(anyPlan, fc.double({ min: 0, max: 1, noNaN: true }), (some, share) => {
        const salvage = some.cost * share;
        const charges = depreciationSchedule({ ...some, salvage });
        expect(charges.every((charge) => charge >= 0)).toBe(true);
        // DB aims at salvage with a rate of three digits only.
        if (some.method !== "DB") expect(total(charges)).toBeLessThanOrEqual((some.cost - salvage) * (1 + 1e-9) + 1e-9);
      }),
    );
  });

  test("a convention moves charges, it neither adds nor loses any", () => {
    fc.assert(
      fc.property(anyPlan, (some) => {
        const moved = depreciationSchedule(some);
        const whole = depreciationSchedule({ ...some, convention: "full-year" });
        expect(total(moved)).toBeCloseTo(total(whole), 6);
        expect(moved.length - whole.length).toBe(
          Math.ceil(
            {
              "full-year": 0,
              "half-year": 4,
              "mid-quarter-1": 1,
              "mid-quarter-2": 3,
              "mid-quarter-3": 5,
              "mid-quarter-4": 7,
            }[some.convention ?? "full-year"] *
              (some.periodsPerYear / 8),
          ),
        );
      }),
    );
  });

  test("half-year: half of the first charge, then half of two neighbours", () => {
    const whole = depreciationSchedule(plan({ method: "SYD" }));
    const half = depreciationSchedule(plan({ method: "SYD", convention: "half-year" }));
    expect(half).toEqual([0, ...whole].map((before, i) => expect.closeTo((before + (whole[i] ?? 0)) / 2, 9)));
  });

  test("mid-quarter: an asset bought in quarter q is charged from its middle", () => {
    const shares = [0.875, 0.625, 0.375, 0.125];
    shares.forEach((share, i) => {
      const charges = depreciationSchedule(plan({ convention: CONVENTIONS[2 + i] }));
      expect(charges[0]).toBeCloseTo((share * 93750) / 6, 9);
      expect(charges[6]).toBeCloseTo(((1 - share) * 93750) / 6, 9);
    });
  });

  test("quarters of a straight line sum to its years", () => {
    for (const convention of CONVENTIONS) {
      const years = depreciationSchedule(plan({ life: 5.5, convention }));
      const quarters = depreciationSchedule(plan({ life: 5.5, convention, periodsPerYear: 4 }));
      years.forEach((year, i) => expect(total(quarters.slice(4 * i, 4 * i + 4))).toBeCloseTo(year, 8));
    }
  });

  test("a broken life ends within its last period", () => {
    expect(depreciationSchedule(plan({ cost: 1100, life: 5.5 }))).toEqual([200, 200, 200, 200, 200, 100]);
    expect(depreciationSchedule(plan({ cost: 1100, life: 0.25 }))).toEqual([1100]);
    expect(depreciationSchedule(plan({ cost: 1100, life: 5.5, method: "DDB" }))).toHaveLength(6);
  });
});

// Each line: cost, salvage, life, convention, period, the same charge as a formula of a spreadsheet, and what LibreOffice 7.4 gives
// it, to its 15 digits: a VDB that never switches is DDB, over parts of its periods.
test("DDB over broken lives, under every convention, is VDB between the same moments of the asset's life", () => {
  const lines = readFileSync(join(__dirname, "schedule-witness.tsv"), "utf8").trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(250);
  for (const line of lines) {
    const [cost, salvage, life, convention, period, formula, value] = line.split("\t");
    const charges = depreciationSchedule(
      plan({
        cost: Number(cost),
        salvage: Number(salvage),
        life: Number(life),
        method: "DDB",
        convention: CONVENTIONS.find((each) => each === convention),
      }),
    );
    const charge = charges[Number(period) - 1];
    expect([formula, Math.abs(charge - Number(value)) <= 1e-12 * Number(cost)]).toEqual([formula, true]);
  }
});

describe("MACRS", () => {
  // IRS Publication 946 (2024), table A-1, and its worked example of a $10,000 asset.
  test("five-year property, half-year: 20, 32, 19.20, 11.52, 11.52, 5.76 percent", () => {
    expect(depreciationSchedule(plan({ cost: 10000, life: 5, method: "MACRS" }))).toEqual([
      2000, 3200, 1920, 1152, 1152, 576,
    ]);
  });

  /** As printed: IRS Publication 946 (2025), appendix A, tables. */
  const PRINTED = {
    "half-year": [
      [33.33, 44.45, 14.81, 7.41],
      [20, 32, 19.2, 11.52, 11.52, 5.76],
      [14.29, 24.49, 17.49, 12.49, 8.93, 8.92, 8.93, 4.46],
      [5, 9.5, 8.55, 7.7, 6.93, 6.23, 5.9, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 2.95],
    ],
    "mid-quarter-1": [
      [58.33, 27.78, 12.35, 1.54],
      [35, 26, 15.6, 11.01, 11.01, 1.38],
      [25, 21.43, 15.31, 10.93, 8.75, 8.74, 8.75, 1.09],
      [8.75, 9.13, 8.21, 7.39, 6.65, 5.99, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 0.74],
    ],
    "mid-quarter-2": [
      [41.67, 38.89, 14.14, 5.3],
      [25, 30, 18, 11.37, 11.37, 4.26],
      [17.85, 23.47, 16.76, 11.97, 8.87, 8.87, 8.87, 3.34],
      [6.25, 9.38, 8.44, 7.59, 6.83, 6.15, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 2.21],
    ],
    "mid-quarter-3": [
      [25, 50, 16.67, 8.33],
      [15, 34, 20.4, 12.24, 11.3, 7.06],
      [10.71, 25.51, 18.22, 13.02, 9.3, 8.85, 8.86, 5.53],
      [3.75, 9.63, 8.66, 7.8, 7.02, 6.31, 5.9, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 3.69],
    ],
    "mid-quarter-4": [
      [8.33, 61.11, 20.37, 10.19],
      [5, 38, 22.8, 13.68, 10.94, 9.58],
      [3.57, 27.55, 19.68, 14.06, 10.04, 8.73, 8.73, 7.64],
      [1.25, 9.88, 8.89, 8, 7.2, 6.48, 5.9, 5.9, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.17],
    ],
  };
  const FIRST_YEAR = {
    "half-year": 0.5,
    "mid-quarter-1": 0.875,
    "mid-quarter-2": 0.625,
    "mid-quarter-3": 0.375,
    "mid-quarter-4": 0.125,
  };
  const TABLES = namesOf(PRINTED).flatMap((convention) =>
    [3, 5, 7, 15].map((life, i) => ({ convention, life, printed: PRINTED[convention][i] })),
  );

  test.each(TABLES)("$life-year property, $convention: as the IRS prints it", ({ convention, life, printed }) => {
    expect(macrs(100, life, convention)).toEqual(printed);
    expect(total(printed)).toBeCloseTo(100, 9);
  });

  test("each table is a declining balance, 200 % or for 15 years 150 %, with a switch to straight line, in percent to two digits", () => {
    for (const { convention, life, printed } of TABLES) {
      let left = 100;
      let time = 0;
      const speed = (life === 15 ? 1.5 : 2) / life;
      printed.forEach((percent, year) => {
        const span = year === 0 ? FIRST_YEAR[convention] : Math.min(1, life - time);
        const charge = Math.max(left * speed * span, (left / (life - time)) * span);
        left -= charge;
        time += span;
        expect([convention, life, year, Math.abs(percent - charge) < 0.0151]).toEqual([convention, life, year, true]);
      });
    }
  });

  test("writes off all of the cost, whatever the salvage", () => {
    for (const { convention, life } of TABLES) {
      const charges = depreciationSchedule(plan({ life, method: "MACRS", salvage: 500, convention }));
      expect(total(charges)).toBeCloseTo(93750, 6);
    }
  });
});

describe("what a schedule refuses", () => {
  test.each<[Partial<Plan>, string, RegExp]>([
    [{ cost: 0 }, "#VALUE!", /^cost is 0/],
    [{ salvage: -1 }, "#VALUE!", /^salvage is -1/],
    [{ salvage: 93751 }, "#VALUE!", /in \$, from 0 to the cost of 93750/],
    [{ life: 0 }, "#DIV/0!", /^life is 0/],
    [{ life: -1 }, "#VALUE!", /^life is -1/],
    [{ life: 7500 }, "#VALUE!", /^life is 7500: the order is cost, salvage, life/],
    [{ life: NaN }, "#VALUE!", /^life is NaN/],
    [{ periodsPerYear: 0 }, "#VALUE!", /^periodsPerYear is 0/],
    [{ periodsPerYear: 1.5 }, "#VALUE!", /^periodsPerYear is 1.5/],
    [{ life: 100, periodsPerYear: 13 }, "#VALUE!", /is 1300: a schedule has at most 1,200 periods/],
    [{ method: "MACRS" }, "#VALUE!", /^life is 6: MACRS is for 3-, 5-, 7- or 15-year property/],
    [{ method: "MACRS", life: 5, periodsPerYear: 4 }, "#VALUE!", /^periodsPerYear is 4: MACRS/],
    [{ method: "MACRS", life: 5, convention: "full-year" }, "#VALUE!", /^convention is full-year: MACRS/],
    [{ method: "SYD", life: 5.5 }, "#VALUE!", /is 5.5: SYD needs a whole number of periods/],
    [{ method: "DB", life: 5.5 }, "#VALUE!", /is 5.5: DB needs a whole number of periods/],
  ])("%j", (changes, reason, message) => {
    const run = () => depreciationSchedule(plan(changes));
    expect(run).toThrow(ModelError);
    expect(run).toThrow(expect.objectContaining({ reason, message: expect.stringMatching(message) as string }));
  });
});
