// What a change of useful life does to depreciation expense. A change of estimate is prospective (ASC 250-10-45-17):
// the carrying amount at the change is spread over the new remaining life, and nothing already booked changes.
import { fail, must } from "./errors";
import { along, type Series } from "./numbers/series";
import {
  depreciable,
  evenAgeExpense,
  type Expense,
  type LifeChange,
  periodNumber,
  type Periods,
  periodsAfter,
  spread,
  vintageExpense,
} from "./pools";
import { step, type StepOptions } from "./steps/trace";

export const DELTA_MODES = ["prospective", "additions", "gross"] as const;
export const DELTA_MEASURES = ["expense", "opincome", "netincome", "eps", "table"] as const;

export type DeltaMode = (typeof DELTA_MODES)[number];

/** A schedule of each life for one cost at the change, by the same rule. */
function underBoth(
  formula: (life: string) => string,
  charge: (depreciable: number, life: number, start: number, end: number) => number,
  options?: StepOptions,
): (pool: { cost: Series; salvage: number }, change: LifeChange, periods: Periods) => Expense {
  const under = <L extends "oldLife" | "newLife">(life: L, key: string, name: string) =>
    step(
      key,
      name,
      "$",
      formula(life),
      (inputs: Periods & { depreciable: number } & Record<L, number>) =>
        along(inputs.end.length, (i) => charge(inputs.depreciable, inputs[life], inputs.start[i], inputs.end[i])),
      options,
    );
  const oldExpense = under("oldLife", "oldExpense", "Expense, old life");
  const newExpense = under("newLife", "newExpense", "Expense, new life");
  return (pool, { oldLife, newLife }, periods) => {
    const amount = depreciable(pool);
    return {
      oldExpense: oldExpense({ ...periods, depreciable: amount, oldLife }),
      newExpense: newExpense({ ...periods, depreciable: amount, newLife }),
    };
  };
}

/** Both schedules of assets bought at the change. */
const additionsExpense = underBoth(
  (life) => `=depreciable * (MIN(end, ${life}) - MIN(start, ${life})) / ${life}`,
  spread,
);

/** The press formula: cost over life, whatever the age. */
const grossExpense = underBoth(
  (life) => `=depreciable / ${life} * (end - start)`,
  (depreciable, life, start, end) => (depreciable / life) * (end - start),
  { note: "not GAAP: the press formula, which ignores age and never ends" },
);

const expenseChange = step(
  "expense",
  "Change in depreciation expense",
  "$",
  "=newExpense - oldExpense",
  ({ newExpense, oldExpense }: Expense) => along(newExpense.length, (i) => newExpense[i] - oldExpense[i]),
  { note: "positive: more expense" },
);

const operatingIncome = step(
  "operatingIncome",
  "Change in operating income",
  "$",
  "=0 - expense",
  ({ expense }: { expense: Series }) => along(expense.length, (i) => 0 - expense[i]),
);

const netIncome = step(
  "netIncome",
  "Change in net income",
  "$",
  "=operatingIncome * (1 - taxRate)",
  ({ operatingIncome, taxRate }: { operatingIncome: Series; taxRate: number }) =>
    along(operatingIncome.length, (i) => operatingIncome[i] * (1 - taxRate)),
);

const earningsPerShare = step(
  "earningsPerShare",
  "Change in earnings per share",
  "$/share",
  "=netIncome / shares",
  ({ netIncome, shares }: { netIncome: Series; shares: number }) =>
    along(netIncome.length, (i) => netIncome[i] / shares),
);

/** A pool of assets: even age, or one age for each cost. */
export interface Pool {
  readonly cost: Series;
  readonly salvage: number;
  readonly age: Series | "uniform";
}

/** Expense of each period under both lives. */
export function lifeChangeExpense(pool: Pool, change: LifeChange, mode: DeltaMode, periods: Periods): Expense {
  if (mode === "additions") return additionsExpense(pool, change, periods);
  if (mode === "gross") return grossExpense(pool, change, periods);
  const { cost, salvage, age } = pool;
  return age === "uniform"
    ? evenAgeExpense({ cost, salvage }, change, periods)
    : vintageExpense({ cost, salvage, age }, change, periods);
}

/** The change in expense of each period; positive is more expense. */
export const lifeChangeDelta = (expense: Expense): Series => expenseChange(expense);

/** What the change does to operating income, and after tax to net income. */
export function incomeEffect(expense: Series, taxRate: number): { operatingIncome: Series; netIncome: Series } {
  const operating = operatingIncome({ expense });
  return { operatingIncome: operating, netIncome: netIncome({ operatingIncome: operating, taxRate }) };
}

export const perShareEffect = (netIncome: Series, shares: number): Series => earningsPerShare({ netIncome, shares });

const firstYearShare = step(
  "firstYearShare",
  "First-year change in expense for each dollar of cost",
  "share of cost",
  "=first(expense)",
  ({ expense }: { expense: Series }) => expense[0],
);

const impliedCost = step(
  "impliedCost",
  "Gross cost that the effect implies",
  "$",
  "=effect / firstYearShare",
  ({ effect, firstYearShare }: { effect: number; firstYearShare: number }) => effect / firstYearShare,
);

/** One dollar of cost, so that an expense is a share of it. */
const unitCost = step("cost", "One dollar of cost", "$", "=1", (): Series => [1], { axis: "down" });
const noSalvage = step("salvage", "No salvage", "fraction", "=0", () => 0);
const oneYear = step("periodsPerYear", "Periods per year", "periods/year", "=1", () => 1);

/** The gross cost whose change of life has this first-year effect on expense. */
export function impliedBase({
  effect,
  oldLife,
  newLife,
  age,
}: {
  effect: number;
  oldLife: number;
  newLife: number;
  age: Series | "uniform";
}): number {
  must(effect !== 0, "effect is 0: it implies no cost; give the change that was disclosed");
  must(oldLife !== newLife, `oldLife and newLife are both ${oldLife}: a change of life needs two`, "#NUM!");
  const pool: Pool = { cost: unitCost({}), salvage: noSalvage({}), age };
  const periods = periodsAfter({ period: periodNumber({ periods: 1 }), periodsPerYear: oneYear({}) });
  const expense = lifeChangeDelta(
    lifeChangeExpense(pool, { oldLife, newLife, agedOut: "expense" }, "prospective", periods),
  );
  const share = firstYearShare({ expense });
  if (share === 0)
    fail(
      "#NUM!",
      `age is ${String(age)}: under both lives these assets are written off within the year, so no cost gives a first-year effect`,
    );
  const cost = impliedCost({ effect, firstYearShare: share });
  if (cost < 0)
    fail(
      "#VALUE!",
      `effect is ${effect}: ${newLife < oldLife ? "a shorter" : "a longer"} life ${newLife < oldLife ? "adds" : "lowers"} expense, so turn the sign`,
    );
  return cost;
}
