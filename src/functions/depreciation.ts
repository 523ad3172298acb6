// Custom functions for depreciation (US GAAP).
import { AMAZON_2025, type Default, US_TAX_RATE } from "../data/defaults";
import * as model from "../model/depreciation";
import { must } from "../model/errors";
import { spillColumn, spillColumns } from "../model/spill";
import { figure, inCase } from "../model/trace";
import { answer, answerEach, choice, line, list, type ListDefault, number, optionalNumber } from "./edge";

const amazon = (key: "effect" | "oldLife" | "newLife"): Default => ({
  value: AMAZON_2025[key],
  source: AMAZON_2025.source,
});

/** The cost behind Amazon's disclosure, calculated in a scope of its own. */
function amazonCost(): ListDefault {
  const { effect, oldLife, newLife, source } = AMAZON_2025;
  const cost = inCase(
    "defaultCost",
    () => "Cost if omitted: what Amazon's disclosed effect implies",
    () =>
      model.impliedBase({
        effect: figure("effect", "Disclosed effect on expense", "$", effect, source),
        oldLife: figure("oldLife", "Old useful life", "years", oldLife, source),
        newLife: figure("newLife", "New useful life", "years", newLife, source),
        age: "uniform",
      }),
  );
  return {
    values: [cost],
    source: "DEPRECIATIONBASE(): the gross cost that Amazon's disclosed effect implies",
    link: { path: ["defaultCost"], key: "impliedCost" },
  };
}

/** "uniform", or the ages of vintages. */
function ages(age: unknown[][], length: number): readonly number[] | "uniform" {
  const cells = line("age", age);
  const isText =
    cells.length === 1 && typeof cells[0] !== "number" && typeof cells[0] !== "boolean" && typeof cells[0] !== "object";
  if (isText || (cells.length === 1 && cells[0] === null)) return choice("age", age, ["uniform"], "uniform");
  return list("age", age, () => ({ values: [0], source: "" }), length);
}

/**
 * Change in depreciation expense when the useful life changes, period by period; positive is more expense.
 * @customfunction DEPRECIATIONDELTA
 * @param [cost] Gross cost of the assets, $, one or a range of vintages; what Amazon's 2025 disclosure implies if omitted: 11.946 billion.
 * @param [oldLife] Useful life before the change, years; 6 if omitted.
 * @param [newLife] Useful life after the change, years; 5 if omitted.
 * @param [age] Age of each vintage at the change, years, or "uniform": cost spread evenly over ages 0 to oldLife; "uniform" if omitted.
 * @param [salvage] Value at the end of the life, as a fraction of cost; 0 if omitted.
 * @param [periods] Number of periods in the answer; 1 if omitted.
 * @param [periodsPerYear] 1 for years, 4 for quarters, 12 for months; 1 if omitted. Quarters of an even-age pool are illustrative: give vintages.
 * @param [mode] "prospective" for assets on hand (US GAAP), "additions" for assets bought at the change, "gross" for the press formula; "prospective" if omitted.
 * @param [agedOut] What happens to assets older than the new life: "expense" at once, or "keep" their schedule; "expense" if omitted.
 * @param [measure] "expense", "opincome", "netincome", "eps" or "table"; "expense" if omitted.
 * @param [taxRate] Tax rate for net income, as a fraction; 0.21 if omitted.
 * @param [shares] Shares outstanding, for "eps".
 * @returns A column, one row a period, in $; a table with headings for "table".
 * @example =DEPRECIATIONDELTA() → 700000000
 * @example =DEPRECIATIONDELTA(1000, 4, 6, 0) → -83.333333
 * @example =DEPRECIATIONDELTA(1000, 6, 5, 2) → 55.555556
 * @example =DEPRECIATIONDELTA(1000, 6, 0) → #DIV/0!
 */
export function depreciationDelta(
  cost: unknown[][],
  oldLife: unknown[][],
  newLife: unknown[][],
  age: unknown[][],
  salvage: unknown[][],
  periods: unknown[][],
  periodsPerYear: unknown[][],
  mode: unknown[][],
  agedOut: unknown[][],
  measure: unknown[][],
  taxRate: unknown[][],
  shares: unknown[][],
): unknown[][] {
  return answer(() => {
    const vintages = Math.max(line("cost", cost).length, line("age", age).length);
    const pool: model.Pool = {
      cost: list("cost", cost, amazonCost, vintages),
      salvage: number("salvage", salvage, { otherwise: 0 }),
      age: ages(age, vintages),
    };
    must(
      pool.age === "uniform" || pool.age.length === pool.cost.length,
      `cost has ${pool.cost.length} values and age ${pool.age.length}: give each vintage its age`,
    );
    const change: model.LifeChange = {
      oldLife: number("oldLife", oldLife, { otherwise: amazon("oldLife") }),
      newLife: number("newLife", newLife, { otherwise: amazon("newLife") }),
      agedOut: choice("agedOut", agedOut, model.AGED_OUT, "expense"),
    };
    const period = model.periodNumber({ periods: number("periods", periods, { otherwise: 1, structural: true }) });
    const perYear = number("periodsPerYear", periodsPerYear, { otherwise: 1 });
    const expense = model.lifeChangeExpense(
      pool,
      change,
      choice("mode", mode, model.DELTA_MODES, "prospective"),
      model.periodsAfter({ period, periodsPerYear: perYear }),
    );
    const delta = model.lifeChangeDelta(expense);
    const wanted = choice("measure", measure, model.DELTA_MEASURES, "expense");
    if (wanted === "expense") return spillColumn("expense", delta);
    const { operatingIncome, netIncome } = model.incomeEffect(
      delta,
      number("taxRate", taxRate, { otherwise: US_TAX_RATE }),
    );
    if (wanted === "opincome") return spillColumn("operatingIncome", operatingIncome);
    if (wanted === "netincome") return spillColumn("netIncome", netIncome);
    if (wanted === "eps") {
      const outstanding = optionalNumber("shares", shares);
      must(outstanding !== undefined, `shares is omitted: measure "eps" needs the number of shares outstanding`);
      return spillColumn("earningsPerShare", model.perShareEffect(netIncome, outstanding));
    }
    return spillColumns(
      ["period", "old", "new", "expense", "opincome", "netincome"],
      [
        ["period", period],
        ["oldExpense", expense.oldExpense],
        ["newExpense", expense.newExpense],
        ["expense", delta],
        ["operatingIncome", operatingIncome],
        ["netIncome", netIncome],
      ],
    );
  });
}

/**
 * Gross cost of the assets that a disclosed first-year effect of a change of useful life implies.
 * @customfunction DEPRECIATIONBASE
 * @param [effect] First-year change in depreciation expense, $, positive for a shorter life; Amazon's 0.7 billion for 2025 if omitted.
 * @param [oldLife] Useful life before the change, years; 6 if omitted.
 * @param [newLife] Useful life after the change, years; 5 if omitted.
 * @param [age] Age of the assets at the change, years, or "uniform": cost spread evenly over ages 0 to oldLife; "uniform" if omitted.
 * @returns Gross cost, $.
 * @example =DEPRECIATIONBASE()/1E9 → 11.946
 * @example =DEPRECIATIONBASE(100, 6, 5, 2) → 1800
 * @example =DEPRECIATIONBASE(-100, 6, 5) → #VALUE!
 * @example =DEPRECIATIONBASE(100, 5, 5) → #NUM!
 */
export function depreciationBase(
  effect: unknown[][],
  oldLife: unknown[][],
  newLife: unknown[][],
  age: unknown[][],
): unknown[][] {
  return answerEach({ effect, oldLife, newLife }, (one) =>
    model.impliedBase({
      effect: number("effect", one.effect, { otherwise: amazon("effect") }),
      oldLife: number("oldLife", one.oldLife, { otherwise: amazon("oldLife") }),
      newLife: number("newLife", one.newLife, { otherwise: amazon("newLife") }),
      age: ages(age, 1),
    }),
  );
}
