// What a key must be for a scenario to earn a given rate, and the rent that breaks even.
import fc from "fast-check";
import { breakeven, BREAKEVEN_KEYS, type BreakevenKey } from "../../../src/model/what-if/breakeven";
import { goalSeek } from "../../../src/model/what-if/goalseek";
import { cashflow } from "../../../src/model/cashflow";
import { ModelError } from "../../../src/model/errors";
import { reach, type Scenario } from "../../../src/model/keys";
import { measure } from "../../../src/model/metrics";
import { changed, complete } from "../../../src/model/scenario";
import { irr, irrRoots } from "../../../src/model/numbers/irr";
import { newTrail, watch } from "../../../src/model/steps/trace";
import { anyScenario } from "../../explain/cases";
import { BARE_FLEET, SMALL_FLEET, TNP_2025 } from "../fleets";

const NAMES = Object.keys(BREAKEVEN_KEYS) as BreakevenKey[];

const flows = (scenario: Scenario): readonly number[] => cashflow(scenario).columns.freeCashFlow;
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The answer, or undefined when there is none. */
function found(name: BreakevenKey, irr: number, scenario: Scenario): number | undefined {
  try {
    return breakeven(name, irr, scenario)[0][0] as number;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    expect(error.reason).toBe("#N/A");
    return undefined;
  }
}

test("by hand: 1.5 billion and 5 years of 192 million are 10 years of 140.16 million hours at 1.755137", () => {
  expect(found("rate", 0, TNP_2025)).toBeCloseTo(2.46e9 / (10 * 16000 * 8760), 12);
  expect(found("utilization", 0, TNP_2025)).toBeCloseTo(2.46e9 / (10 * 16000 * 8760 * 9.4), 12);
  expect(found("capex", 0, TNP_2025)).toBeCloseTo(10 * 16000 * 8760 * 9.4 - 5 * 192e6, 0);
});

test("by hand: a fraction of a year earns that fraction, whatever the books say", () => {
  const { itLife, facilityLife, ...rest } = TNP_2025;
  for (const told of [TNP_2025, { ...TNP_2025, itLife: 1, facilityLife: 1 }, rest])
    expect(breakeven("life", 0, told)[0][0]).toBeCloseTo(1.5e9 / 1.317504e9, 12);
  // At 10 % year 1 leaves 1.5 - 1.317504 / 1.1 billion, which a part of year 2 brings at its end.
  const part = ((1.5 - 1.317504 / 1.1) * 1.1 ** 2) / 1.317504;
  expect(breakeven("life", 0.1, rest)[0][0]).toBeCloseTo(1 + part, 9);
  expect([itLife, facilityLife]).toEqual([10, 10]);
});

test("by hand: with losses carried forward tax is paid on the largest profit to date", () => {
  // Rent 400 r, then half of it each year; opex 100, depreciation 185; 260 comes back; tax 25 % on 600 r - 570 by year 2.
  const falling = { ...SMALL_FLEET, priceDecline: 0.5 };
  expect(measure("breakevenRate", falling)).toBeCloseTo(997.5 / 600, 12);
  // Without decline the profit is 0 where the cash is 0.
  expect(measure("breakevenRate", SMALL_FLEET)).toBeCloseTo(285 / 400, 12);
});

test("the break-even rent is the rent at which the cash sums to 0: less brings less, more brings more", () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      fc.pre(scenario.capex / scenario.gpus < 1e6);
      const rate = measure("breakevenRate", scenario);
      const room = 1e-9 * total(flows({ ...scenario, rate }).map(Math.abs));
      expect(Math.abs(total(flows({ ...scenario, rate })))).toBeLessThanOrEqual(room);
      expect(total(flows({ ...scenario, rate: rate * 1.01 + 0.01 }))).toBeGreaterThan(0);
      fc.pre(rate > 0);
      expect(total(flows({ ...scenario, rate: rate * 0.99 }))).toBeLessThan(room);
      // Where costs come last, the flows may have another rate as well: their sum of 0 breaks even all the same.
      expect(found("rate", 0, scenario)).toBeCloseTo(rate, 7);
    }),
    { numRuns: 300 },
  );
});

test("round trip: at the answer the target is the rate of return of the flows, to 1e-9, or the sum is 0 where the target is", () => {
  fc.assert(
    fc.property(
      anyScenario,
      fc.constantFrom(...NAMES),
      fc.constantFrom(0, 0.05, 0.1, 0.25, -0.05),
      (scenario, name, irr) => {
        const answer = found(name, irr, scenario);
        fc.pre(answer !== undefined);
        const there = complete(changed(scenario, [{ key: BREAKEVEN_KEYS[name], value: answer as number }]));
        const cash = flows(there);
        const breaksEven = irr === 0 && Math.abs(total(cash)) <= 1e-9 * total(cash.map(Math.abs));
        if (!breaksEven) expect(Math.abs(measure("irr", there) - irr)).toBeLessThanOrEqual(1e-9);
      },
    ),
    { numRuns: 500 },
  );
});

test("a value that is known to earn the rate is found, or one nearer to the scenario's", () => {
  const moves = { rate: 12, utilization: 0.9, capex: 5e9, life: 12, priceDecline: 0.5 };
  fc.assert(
    fc.property(
      anyScenario,
      fc.constantFrom(...NAMES),
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      fc.boolean(),
      (scenario, name, share, whole) => {
        const key = BREAKEVEN_KEYS[name];
        const value = name === "life" && whole ? Math.ceil(moves[name] * share) : moves[name] * share;
        const rate = irr(flows(complete(changed(scenario, [{ key, value }]))));
        // At a high rate the last years weigh nothing, so that many values earn it.
        fc.pre(rate > -0.5 && rate < 1);
        const answer = found(name, rate, scenario);
        expect(answer).toBeDefined();
        expect(Math.abs((answer as number) - scenario[key])).toBeLessThanOrEqual(
          Math.abs(value - scenario[key]) * (1 + 1e-6) + 1e-9,
        );
      },
    ),
    { numRuns: 300 },
  );
});

/** A facility and no servers: 50,000 a year on a million, and what the facility's carrying amount brings at the end. */
const FACILITY: Scenario = {
  ...BARE_FLEET,
  capex: 1e6,
  itShare: 0,
  itLife: 0.5,
  facilityLife: 0.5,
  rate: 0.5,
  utilization: 0.1,
  hoursPerYear: 1000,
  horizon: 0.5,
  basis: 0,
};

test.each<[string, BreakevenKey, Partial<Scenario>, number]>([
  [
    "a book life that ends within a year, where the value touches 0",
    "life",
    { facilityLife: 11.99986120795475 },
    11.99986120795475,
  ],
  ["a full year, after which the value jumps over 0", "life", { facilityLife: 20, rate: 15 }, 7],
  ["a full year, which is the scenario's own", "life", { facilityLife: 20, rate: 12, horizon: 7 }, 7],
  ["the limit of the key", "utilization", { rate: 5, horizon: 10 }, 1],
])("the rate earned at a known value leads back to it: %s", (_, name, told, value) => {
  const key = BREAKEVEN_KEYS[name];
  const scenario = { ...FACILITY, ...told };
  const rates = irrRoots(flows({ ...scenario, [key]: value }));
  expect(rates).toHaveLength(1);
  expect(found(name, rates[0], scenario)).toBeCloseTo(value, 12);
});

test("no rent up to a million, or no hour sold: there is no break-even rent, and the sentence says why", () => {
  expect(() => measure("breakevenRate", { ...SMALL_FLEET, utilization: 0 })).toThrow("no GPU-hour is sold");
  expect(() => measure("breakevenRate", { ...SMALL_FLEET, gpus: 1e-9, capex: 1e15 })).toThrow("no rent up to 1000000");
});

/** Cash at once, costs later: 1.5 in year 1, then a loss at the end. */
const COSTS_LAST: Scenario = {
  ...SMALL_FLEET,
  taxRate: 0,
  residual: 0,
  facilityResidual: 0,
  itLife: 4,
  facilityLife: 4,
  priceDecline: 0.9,
  annualOpex: 300,
};

test("where the flows have several rates of return, the explanation says that the target is the one that is taken", () => {
  const trail = newTrail();
  watch(trail, () => breakeven("rate", 0.25, COSTS_LAST));
  expect(trail.notes.join()).toMatch(
    /Proof: the flows have 2 rates of return: -?[\d.]+ %, 25 %; the target is the one that GPUIRR takes/,
  );
});

test("cash that sums to 0 breaks even where it has another rate as well, and the explanation says so", () => {
  const told = complete({ ...COSTS_LAST, rate: measure("breakevenRate", COSTS_LAST) });
  const trail = newTrail();
  watch(trail, () => breakeven("rate", 0, complete(COSTS_LAST)));
  expect(found("rate", 0, COSTS_LAST)).toBeCloseTo(told.rate, 9);
  expect(irrRoots(flows(told))).toHaveLength(2);
  expect(trail.notes.join()).toContain("their sum is 0, which breaks even, though GPUIRR takes another");
});

test("a rate at which the flows are worth nothing, but which is not their rate of return, is not earned, and the sentence says so", () => {
  expect(() => breakeven("rate", 0.1, COSTS_LAST)).toThrow(
    /earns exactly 0.1 a year: at 4\.8777\d* the flows are worth nothing at that rate, but their rate of return is 17.4408 %/,
  );
});

/** The rent's answer of a search, or undefined where it has none. */
const rentOf = (search: () => readonly (readonly unknown[])[]): number | undefined => {
  try {
    return search()[0][0] as number;
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
};

test("break-even and goal seek agree on the rent that earns a rate, also where costs come last", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.2, max: 0.9, noNaN: true }),
      fc.double({ min: 10, max: 500, noNaN: true }),
      fc.double({ min: -0.5, max: 1, noNaN: true }),
      (priceDecline, annualOpex, target) => {
        const assumptions = complete({ ...COSTS_LAST, priceDecline, annualOpex });
        const even = rentOf(() => breakeven("rate", target, assumptions));
        const sought = rentOf(() => goalSeek({ metric: "irr", target, key: "rate", assumptions, ...reach("rate") }));
        expect([even === undefined, even]).toEqual([
          sought === undefined,
          sought === undefined ? undefined : expect.closeTo(sought, 6),
        ]);
      },
    ),
    { numRuns: 50 },
  );
});
