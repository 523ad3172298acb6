// Custom functions for depreciation (US GAAP).
import {
  AMAZON_2025,
  AMAZON_ADDITIONS,
  AMAZON_RETIREMENT,
  CAPEX_PER_GPU,
  type Default,
  US_TAX_RATE,
} from "../data/defaults";
import * as model from "../model/depreciation";
import { must } from "../model/errors";
import { AGED_OUT, type LifeChange, periodNumber, periodsAfter } from "../model/pools";
import { spillColumn, spillColumns, type SpillEntry, spillTable } from "../model/steps/spill";
import { figure, inCase } from "../model/steps/trace";
import { type Retirement, retireEarly } from "../model/retirement";
import * as schedule from "../model/schedule";
import type { Series } from "../model/numbers/series";
import { carryingAmounts, type Purchases, waterfall } from "../model/waterfall";
import {
  answer,
  answerEach,
  choice,
  columnsOf,
  line,
  list,
  type ListDefault,
  number,
  numbers,
  optionalNumber,
} from "./edge";

const amazon = (key: "effect" | "oldLife" | "newLife"): Default => ({
  value: AMAZON_2025[key],
  source: AMAZON_2025.source,
  support: AMAZON_2025.support,
});
const AMAZON = { effect: amazon("effect"), oldLife: amazon("oldLife"), newLife: amazon("newLife") };

/** The cost behind Amazon's disclosure, calculated in a scope of its own. */
function amazonCost(): ListDefault {
  const { effect, oldLife, newLife, source, support } = AMAZON_2025;
  const cost = inCase(
    "defaultCost",
    () => "Cost if omitted: what Amazon's disclosed effect implies",
    () =>
      model.impliedBase({
        effect: figure("effect", "Disclosed effect on expense", "$", effect, source, { support }),
        oldLife: figure("oldLife", "Old useful life", "years", oldLife, source, { support }),
        newLife: figure("newLife", "New useful life", "years", newLife, source, { support }),
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
  return list("age", age, () => ({ values: [0], source: "" }), { length });
}

/**
 * Change in depreciation expense when the useful life changes, period by period; positive is more expense.
 * @customfunction DEPRECIATIONDELTA
 * @param [cost] Gross cost of the assets, $, one or a range of vintages; 0 means nothing was bought; what Amazon's 2025 disclosure of 0.7 billion implies, so that no argument at all gives that back, if omitted: 11.946 billion.
 * @param [oldLife] Useful life before the change, years; 6 if omitted.
 * @param [newLife] Useful life after the change, years; 5 if omitted.
 * @param [age] Age of each vintage at the change, years, or "uniform": cost spread evenly over ages 0 to oldLife; 0 means new assets; "uniform" if omitted.
 * @param [salvage] Value at the end of the life, as a fraction of cost; 0 if omitted.
 * @param [periods] Number of periods in the answer; 1 if omitted.
 * @param [periodsPerYear] 1 for years, 4 for quarters, 12 for months; 1 if omitted. Quarters of an even-age pool are illustrative: give vintages.
 * @param [mode] "prospective" for assets on hand (US GAAP), "additions" for assets bought at the change, "gross" for the press formula; "prospective" if omitted.
 * @param [agedOut] What happens to assets older than the new life: "expense" at once, or "keep" their schedule; "expense" if omitted.
 * @param [measure] "expense", "opincome", "netincome", "eps" or "table"; "expense" if omitted.
 * @param [taxRate] Tax rate for net income, as a fraction; 0 means no tax; 0.21 if omitted.
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
      cost: list("cost", cost, amazonCost, { length: vintages }),
      salvage: number("salvage", salvage, { otherwise: 0 }),
      age: ages(age, vintages),
    };
    must(
      pool.age === "uniform" || pool.age.length === pool.cost.length,
      `cost has ${pool.cost.length} values and age ${pool.age.length}: give each vintage its age`,
    );
    const change: LifeChange = {
      ...numbers({ oldLife, newLife }, AMAZON),
      agedOut: choice("agedOut", agedOut, AGED_OUT, "expense"),
    };
    const period = periodNumber({ periods: number("periods", periods, { otherwise: 1, structural: true }) });
    const perYear = number("periodsPerYear", periodsPerYear, { otherwise: 1 });
    const expense = model.lifeChangeExpense(
      pool,
      change,
      choice("mode", mode, model.DELTA_MODES, "prospective"),
      periodsAfter({ period, periodsPerYear: perYear }),
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
 * @param [age] Age of the assets at the change, years, or "uniform": cost spread evenly over ages 0 to oldLife; 0 means new assets; "uniform" if omitted.
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
    model.impliedBase({ ...numbers(one, AMAZON), age: ages(age, 1) }),
  );
}

/**
 * Depreciation expense of one asset, period by period, until it is written off.
 * @customfunction DEPRECIATIONSCHEDULE
 * @param [cost] Gross cost, $; 93,750, a GPU of the article with its share of everything, if omitted.
 * @param [salvage] Value at the end of the life, in $ as in Excel's SLN; 0 if omitted.
 * @param [life] Useful life, years, for MACRS the class of property: 3, 5 (computers), 7 or 15; 6, with MACRS 5, if omitted.
 * @param [method] "SL", "SYD", "DB", "DDB", "VDB" as Excel's functions, or "MACRS" for US tax, by the tables of the IRS; "SL" if omitted.
 * @param [convention] "full-year", "half-year" or "mid-quarter-1" to "mid-quarter-4"; "full-year", with MACRS half-year, if omitted. With a broken first year the declining methods follow VDB over shifted periods.
 * @param [periodsPerYear] 1 for years, 4 for quarters, 12 for months; 1 if omitted.
 * @returns A column, one row a period, $.
 * @example =INDEX(DEPRECIATIONSCHEDULE(30000, 7500, 10), 1) → 2250
 * @example =INDEX(DEPRECIATIONSCHEDULE(2400, 300, 10, "DDB"), 1) → 480
 * @example =INDEX(DEPRECIATIONSCHEDULE(10000, 0, 5, "MACRS"), 2) → 3200
 * @example =INDEX(DEPRECIATIONSCHEDULE(10000, 0, 15, "MACRS", "mid-quarter-4"), 2) → 988
 * @example =DEPRECIATIONSCHEDULE(1000, 0, 0) → #DIV/0!
 * @example =DEPRECIATIONSCHEDULE(30000, 10, 7500) → #VALUE!
 */
export function depreciationSchedule(
  cost: unknown[][],
  salvage: unknown[][],
  life: unknown[][],
  method: unknown[][],
  convention: unknown[][],
  periodsPerYear: unknown[][],
): unknown[][] {
  return answer(() => {
    const chosen = choice("method", method, schedule.METHODS, "SL");
    const charges = schedule.depreciationSchedule({
      cost: number("cost", cost, { otherwise: CAPEX_PER_GPU, limits: "model" }),
      salvage: number("salvage", salvage, { otherwise: 0, limits: "model", unit: "$" }),
      life: number("life", life, { otherwise: chosen === "MACRS" ? 5 : 6, limits: "model", structural: true }),
      method: chosen,
      convention: choice(
        "convention",
        convention,
        schedule.CONVENTIONS,
        chosen === "MACRS" ? "half-year" : "full-year",
      ),
      periodsPerYear: number("periodsPerYear", periodsPerYear, { otherwise: 1, structural: true }),
    });
    return spillColumn("expense", charges);
  });
}

/**
 * Depreciation of several years' purchases: each vintage in a straight line, and what they add up to.
 * @customfunction DEPRECIATIONWATERFALL
 * @param [capex] Cost of each period's purchases, $, in order; 0 means a period without purchases; what Amazon added to AWS property and equipment in 2020 to 2024 if omitted: without what it bought before, with land and buildings.
 * @param [life] Useful life, in periods; 6 if omitted.
 * @param [convention] When in its period a purchase counts: "full-year", "half-year" or "mid-quarter-1" to "mid-quarter-4"; "half-year" if omitted.
 * @param [openingNbv] Carrying amount of what was bought before, $; 0 if omitted.
 * @param [openingRemaining] Periods over which that is written off; 0 if omitted.
 * @param [salvage] Value at the end of the life, as a fraction of cost; 0 if omitted.
 * @param [output] "table" of vintages by periods, "total" expense or "nbv", the carrying amount, as a column; "table" if omitted.
 * @returns A table with headings, or a column, one row a period, $.
 * @example =INDEX(DEPRECIATIONWATERFALL({600;1200}, 6,,,,, "total"), 2) → 200
 * @example =SUM(DEPRECIATIONWATERFALL({600;1200}, 5,,,, 0.1, "total")) → 1620
 * @example =INDEX(DEPRECIATIONWATERFALL({600;1200}, 6, "full-year",,,, "nbv"), 2) → 1400
 * @example =DEPRECIATIONWATERFALL({600;1200}, 0) → #DIV/0!
 */
export function depreciationWaterfall(
  capex: unknown[][],
  life: unknown[][],
  convention: unknown[][],
  openingNbv: unknown[][],
  openingRemaining: unknown[][],
  salvage: unknown[][],
  output: unknown[][],
): unknown[][] {
  return answer(() => {
    const wanted = choice("output", output, ["table", "total", "nbv"], "table");
    const purchases: Purchases = {
      capex: list("capex", capex, () => AMAZON_ADDITIONS, { limits: "cost" }),
      life: number("life", life, { otherwise: 6, structural: true }),
      shift: schedule.YEARS_BEFORE[choice("convention", convention, schedule.CONVENTIONS, "half-year")],
      openingNbv: number("openingNbv", openingNbv, { otherwise: 0 }),
      openingRemaining: number("openingRemaining", openingRemaining, { otherwise: 0, structural: true }),
      salvage: number("salvage", salvage, { otherwise: 0 }),
    };
    const flow = waterfall(purchases, wanted === "table");
    if (wanted === "total") return spillColumn("expense", flow.expense);
    if (wanted === "nbv") return spillColumn("nbv", carryingAmounts(purchases, flow));
    const row = (key: string, values: Series, index: number): SpillEntry[] =>
      values.map((value, j) => ({ key, value, index: [index, j] }));
    return spillTable([
      ["vintage", ...row("period", flow.period, 0)],
      ["opening", ...row("openingCharge", flow.openingCharge, 0)],
      ...flow.charge.map((values, i): SpillEntry[] => [
        { key: "vintage", value: flow.vintage[i], index: [i, 0] },
        ...row("charge", values, i),
      ]),
      ["total", ...row("expense", flow.expense, 0)],
    ]);
  });
}

/**
 * Expense of retiring assets early: their carrying amount is written off by the new date instead of the old.
 * @customfunction DEPRECIATIONACCELERATED
 * @param [nbv] Carrying amount when the retirement is decided, $; 0 means nothing is left to write off; Amazon's 0.92 billion of 2024 and 0.6 billion of 2025, 1.52 billion, if omitted.
 * @param [oldRemaining] Periods left under the old plan; 12, an illustration, if omitted.
 * @param [newRemaining] Periods left until the early retirement; 5, an illustration, if omitted.
 * @param [salvage] What the early retirement brings, in $; it lowers the new plan only; 0 if omitted.
 * @param [output] "incremental", "old" or "new" expense, one column a project, or a "table" of one; "incremental" if omitted.
 * @returns A column for each project, one row a period, $; the increments sum to the salvage with its sign turned.
 * @example =INDEX(DEPRECIATIONACCELERATED(), 1) → 177333333.333
 * @example =INDEX(DEPRECIATIONACCELERATED(1200, 12, 4), 1) → 200
 * @example =SUM(DEPRECIATIONACCELERATED(1200, 12, 4, 100)) → -100
 * @example =DEPRECIATIONACCELERATED(1200, 4, 12) → #VALUE!
 */
export function depreciationAccelerated(
  nbv: unknown[][],
  oldRemaining: unknown[][],
  newRemaining: unknown[][],
  salvage: unknown[][],
  output: unknown[][],
): unknown[][] {
  const vectors = { nbv, oldRemaining, newRemaining, salvage };
  const terms = (one: Readonly<Record<keyof typeof vectors, unknown>>): Retirement => ({
    nbv: number("nbv", one.nbv, { otherwise: AMAZON_RETIREMENT }),
    oldRemaining: number("oldRemaining", one.oldRemaining, { otherwise: 12, structural: true }),
    newRemaining: number("newRemaining", one.newRemaining, { otherwise: 5, structural: true }),
    salvage: number("salvage", one.salvage, { otherwise: 0, limits: "salvageAmount" }),
  });
  return answer(() => {
    const kind = choice("output", output, ["incremental", "old", "new", "table"], "incremental");
    if (kind !== "table") return columnsOf(vectors, kind, (one) => retireEarly(terms(one))[kind]);
    const { period, ...plans } = retireEarly(terms(vectors));
    return spillColumns(
      ["period", "old", "new", "incremental"],
      [
        ["period", period],
        ["old", plans.old],
        ["new", plans.new],
        ["incremental", plans.incremental],
      ],
    );
  });
}
