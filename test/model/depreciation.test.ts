// A change of useful life under US GAAP: laws, integrals done a second way, and what companies disclosed.
import fc from "fast-check";
import {
  impliedBase,
  incomeEffect,
  lifeChangeDelta,
  lifeChangeExpense,
  type Pool,
  perShareEffect,
} from "../../src/model/depreciation";
import { type LifeChange, periodNumber, periodsAfter } from "../../src/model/pools";
import { some } from "../explain/cases";

interface Change {
  readonly oldLife: number;
  readonly newLife: number;
  readonly agedOut?: LifeChange["agedOut"];
}

/** The change in expense by period. */
function delta(
  pool: Pool,
  { oldLife, newLife, agedOut = "expense" }: Change,
  periods = 1,
  periodsPerYear = 1,
  mode: "prospective" | "additions" | "gross" = "prospective",
): readonly number[] {
  const after = periodsAfter({ period: periodNumber({ periods }), periodsPerYear });
  return lifeChangeDelta(lifeChangeExpense(pool, { oldLife, newLife, agedOut }, mode, after));
}

const even = (cost = 1): Pool => ({ cost: [cost], salvage: 0, age: "uniform" });
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const anyLives = fc.record({
  oldLife: some(0.5, 12),
  newLife: some(0.5, 12),
  agedOut: fc.constantFrom("expense" as const, "keep" as const),
});
const anyVintages: fc.Arbitrary<Pool> = fc
  .tuple(fc.array(fc.tuple(some(0, 1000), some(0, 14)), { minLength: 1, maxLength: 6 }), some(0, 0.5))
  .map(([vintages, salvage]) => ({
    cost: vintages.map(([cost]) => cost),
    age: vintages.map(([, age]) => age),
    salvage,
  }));
const anyPool = fc.oneof(
  anyVintages,
  fc.tuple(some(1, 1000), some(0, 0.5)).map(([cost, salvage]): Pool => ({ cost: [cost], salvage, age: "uniform" })),
);

const holds = (property: (pool: Pool, lives: Required<Change>) => void): void =>
  fc.assert(fc.property(anyPool, anyLives, property), { numRuns: 300 });
const sized = (pool: Pool): number => total(pool.cost) + 1;

test("the deltas of a fixed pool sum to 0 once every asset is written off", () =>
  holds((pool, lives) => expect(Math.abs(total(delta(pool, lives, 13)))).toBeLessThan(1e-12 * sized(pool))));

test("equal lives change nothing", () =>
  holds((pool, { oldLife, agedOut }) => {
    for (const value of delta(pool, { oldLife, newLife: oldLife, agedOut }, 13))
      expect(Math.abs(value)).toBeLessThan(1e-12 * sized(pool));
  }));

test("the delta is linear in cost", () =>
  holds((pool, lives) => {
    const once = delta(pool, lives, 3);
    const thrice = delta({ ...pool, cost: pool.cost.map((cost) => 3 * cost) }, lives, 3);
    once.forEach((value, i) => expect(Math.abs(thrice[i] - 3 * value)).toBeLessThan(1e-12 * sized(pool)));
  }));

test("quarters sum to the year", () =>
  holds((pool, lives) => {
    const [year] = delta(pool, lives);
    expect(Math.abs(total(delta(pool, lives, 4, 4)) - year)).toBeLessThan(1e-12 * sized(pool));
  }));

test("no carrying amount falls below salvage: what both schedules write off never exceeds what is left to write off", () =>
  holds((pool, lives) => {
    const after = periodsAfter({ period: periodNumber({ periods: 14 }), periodsPerYear: 1 });
    const { oldExpense, newExpense } = lifeChangeExpense(pool, lives, "prospective", after);
    const left =
      pool.age === "uniform"
        ? (total(pool.cost) * (1 - pool.salvage)) / 2
        : total(
            pool.cost.map(
              (cost, i) =>
                cost * (1 - pool.salvage) * Math.max(0, 1 - (pool.age as readonly number[])[i] / lives.oldLife),
            ),
          );
    for (const expense of [oldExpense, newExpense]) {
      expect(Math.min(...expense)).toBeGreaterThanOrEqual(-1e-12 * sized(pool));
      expect(Math.abs(total(expense) - left)).toBeLessThan(1e-11 * sized(pool));
    }
  }));

test("a pool of even age is the limit of many vintages of different ages", () => {
  const VINTAGES = 20_000;
  fc.assert(
    fc.property(anyLives, fc.integer({ min: 1, max: 4 }), (lives, periods) => {
      const cost = new Array<number>(VINTAGES).fill(1 / VINTAGES);
      const age = cost.map((_, i) => ((i + 0.5) / VINTAGES) * lives.oldLife);
      const many = delta({ cost, age, salvage: 0 }, lives, periods);
      delta(even(), lives, periods).forEach((value, i) => expect(Math.abs(value - many[i])).toBeLessThan(2e-4));
    }),
    { numRuns: 15 },
  );
});

test.each([
  [3, 4, -0.09848],
  [4, 5, -0.06934],
  [5, 6, -0.05167],
  [6, 5, 0.0586],
  [4, 6, -0.10608],
  [10, 13, -0.03899],
])("from %d to %d years, the first year of an even-age pool changes by %d of its cost", (oldLife, newLife, share) => {
  expect(delta(even(), { oldLife, newLife })[0]).toBeCloseTo(share, 5);
});

test("from 4 to 6 years, an even-age pool takes 30.5 % of the first year's benefit in the first quarter, as Microsoft's 1.1 of 3.7 billion; the naive formula takes 25 %", () => {
  const quarters = delta(even(), { oldLife: 4, newLife: 6 }, 4, 4);
  const share = quarters[0] / total(quarters);
  expect(share).toBeCloseTo(0.305, 3);
  const disclosed = 1.1 / 3.7;
  const naive = delta(even(), { oldLife: 4, newLife: 6 }, 4, 4, "gross");
  expect(naive[0] / total(naive)).toBeCloseTo(0.25, 12);
  expect(Math.abs(share - disclosed)).toBeLessThan(Math.abs(0.25 - disclosed));
});

test("assets bought at the change differ by the straight lines over both lives, until both have ended", () => {
  const values = delta({ cost: [60], salvage: 0, age: [0] }, { oldLife: 6, newLife: 5 }, 7, 1, "additions");
  expect(values.map((value) => value.toFixed(9))).toEqual([2, 2, 2, 2, 2, -10, 0].map((value) => value.toFixed(9)));
});

test("the press formula ignores age and never ends", () => {
  const values = delta({ cost: [60], salvage: 0.5, age: [3] }, { oldLife: 6, newLife: 5 }, 20, 1, "gross");
  values.forEach((value) => expect(value).toBeCloseTo(1, 12));
});

test("income falls by what expense rises, after tax in net income and by share", () => {
  const { operatingIncome, netIncome } = incomeEffect([700], 0.21);
  expect([operatingIncome, netIncome, perShareEffect(netIncome, 10)]).toEqual([[-700], [-553], [-55.3]]);
});

test("the cost that an effect implies gives the effect", () => {
  fc.assert(
    fc.property(
      some(1, 1e10),
      some(2, 10),
      some(2, 10),
      fc.constantFrom("uniform" as const, [0], [0.5]),
      (effect, oldLife, newLife, age) => {
        fc.pre(Math.abs(oldLife - newLife) > 0.01);
        const signed = newLife < oldLife ? effect : -effect;
        const cost = impliedBase({ effect: signed, oldLife, newLife, age });
        expect(cost).toBeGreaterThan(0);
        expect(Math.abs(delta({ cost: [cost], salvage: 0, age }, { oldLife, newLife })[0] - signed)).toBeLessThan(
          1e-9 * cost,
        );
      },
    ),
  );
});

test("an effect of the wrong sign, a change that is none, and assets past both lives have no cost", () => {
  expect(() => impliedBase({ effect: -1, oldLife: 6, newLife: 5, age: "uniform" })).toThrow(
    "effect is -1: a shorter life adds expense, so turn the sign",
  );
  expect(() => impliedBase({ effect: 1, oldLife: 5, newLife: 6, age: "uniform" })).toThrow(
    "a longer life lowers expense, so turn the sign",
  );
  expect(() => impliedBase({ effect: 1, oldLife: 5, newLife: 5, age: "uniform" })).toThrow("both 5");
  expect(() => impliedBase({ effect: 1, oldLife: 5, newLife: 4, age: [7] })).toThrow("written off within the year");
});

test("more vintages and periods than a call takes in a second are refused, with as many as fit", () => {
  const pool = (vintages: number): Pool => ({
    cost: new Array<number>(vintages).fill(1),
    age: new Array<number>(vintages).fill(1),
    salvage: 0,
  });
  const lives = { oldLife: 99, newLife: 98 };
  expect(() => delta(pool(834), lives, 1200, 12)).toThrow(
    /^cost has 834 vintages, and periods is 1200: a call takes at most 833 vintages over so many periods, or 1199 periods/,
  );
  expect(delta(pool(833), lives, 1200, 12).length).toBe(1200);
  expect(delta(pool(834), lives, 1199, 12).length).toBe(1199);
});
