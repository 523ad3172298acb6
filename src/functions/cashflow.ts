// Custom functions for the cash flow of a scenario and what it returns.
import { standard } from "../data/defaults";
import { must } from "../model/errors";
import { cashflow, CASHFLOW_COLUMNS, type CashflowColumn, columnOf, PREPAYMENT_COLUMN } from "../model/cashflow";
import { presentValueOf, rateOf } from "../model/metrics";
import { namesOf } from "../model/records";
import { internalRate, multiple, netPresentValue } from "../model/returns";
import { type Assumptions, complete } from "../model/scenario";
import { type Column, spillColumn, spillColumns } from "../model/steps/spill";
import { watched } from "../model/steps/trace";
import { answer, answerProjects, type Cells, choice, flag, isFlows, noteArgument, number, omitted } from "./edge";
import { readScenario } from "./scenario";

const COLUMN_NAMES = namesOf(CASHFLOW_COLUMNS);

/**
 * Cash flow of a GPU fleet, year by year, from a scenario; costs are negative, so columns add.
 * @customfunction GPUCASHFLOW
 * @param [scenario] Name of a cash preset, or a two-column range of key and value (a blank value is left out, 0 means 0); "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "rate=2.35;utilization=0.85"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @param [years] Horizon in years; the scenario's if omitted.
 * @param [output] "table" with headings, or one column by its name, such as "freeCashFlow"; "table" if omitted.
 * @returns Rows for year 0 to the horizon: year, revenue, opex, ebitda, depreciation, ebit, tax, capex, residual (cash from the sale at the end), freeCashFlow, cumulative, discountedCumulative; where something is prepaid also prepayment.
 * @example =INDEX(GPUCASHFLOW(,,,"freeCashFlow"), 1) → -1500000000
 * @example =SUM(GPUCASHFLOW(,,,"revenue")) → 13175040000
 * @example =GPUCASHFLOW("TNP-2052") → #N/A
 */
export function gpuCashflow(
  scenario: unknown[][],
  overrides: unknown[][],
  years: unknown[][],
  output: unknown[][],
): unknown[][] {
  return answer(() => {
    const flow = cashflow(complete(readScenario({ scenario, overrides, years })));
    const { prepaymentFlow } = flow.sales;
    const more = prepaymentFlow === undefined ? [] : ([PREPAYMENT_COLUMN] as const);
    const wanted = choice("output", output, ["table", ...COLUMN_NAMES, ...more], "table");
    const column = (name: CashflowColumn | typeof PREPAYMENT_COLUMN): Column =>
      name === PREPAYMENT_COLUMN
        ? ["prepaymentFlow", prepaymentFlow ?? []]
        : [CASHFLOW_COLUMNS[name], columnOf(flow, name)];
    if (wanted !== "table") return spillColumn(...column(wanted));
    return spillColumns([...COLUMN_NAMES, ...more], [...COLUMN_NAMES, ...more].map(column));
  });
}

/** The arguments of a scenario, or flows in its place: then nothing else may change them. */
function refuseChanges(overrides: Cells, years: Cells): void {
  must(omitted(overrides), "overrides change a scenario: leave them out when you give flows");
  must(omitted(years), "years is a scenario's horizon: leave it out when you give flows");
}

/** The discount rate that is given, or the scenario's own cost of capital. */
function scenarioRate(discountRate: Cells, { wacc }: Assumptions): number {
  if (!omitted(discountRate)) return number("discountRate", discountRate);
  if (watched())
    noteArgument("discountRate", wacc, "the scenario's cost of capital", { link: { path: [], key: "wacc" } });
  return wacc;
}

/**
 * Net present value of a scenario's free cash flow, or of flows at year ends, the first one now and undiscounted.
 * @customfunction GPUNPV
 * @param [discountRate] Yearly rate, as a fraction; 0 means flows add up undiscounted; the scenario's wacc, for flows 0.10, if omitted.
 * @param [scenario] Name of a cash preset, a two-column range of key and value (a blank value is left out, 0 means 0), or numbers: one column of flows, or a project a row; "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "rate=2.35;utilization=0.85"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @param [years] Horizon in years; the scenario's if omitted.
 * @returns Value in $; for several projects a column.
 * @example =GPUNPV(0.1, {-100;60;60}) → 4.132231
 * @example =GPUNPV(0, {-100;60;60}) → 20
 * @example =GPUNPV(0.1, {-100,60,60;-100,55,55}) → 4.132231
 * @example =GPUNPV(-1) → #VALUE!
 */
export function gpuNpv(
  discountRate: unknown[][],
  scenario: unknown[][],
  overrides: unknown[][],
  years: unknown[][],
): unknown[][] {
  if (isFlows(scenario))
    return answerProjects(
      scenario,
      () => {
        refuseChanges(overrides, years);
        return number("discountRate", discountRate, { otherwise: standard("wacc") });
      },
      (flows, rate) => netPresentValue(flows, rate),
    );
  return answer(() => {
    const assumptions = readScenario({ scenario, overrides, years });
    const rate = scenarioRate(discountRate, assumptions);
    const told = complete(assumptions);
    return presentValueOf(cashflow(told), told, rate);
  });
}

/**
 * Internal rate of return of a scenario's free cash flow, or of flows at year ends; found without a guess.
 * @customfunction GPUIRR
 * @param [scenario] Name of a cash preset, a two-column range of key and value (a blank value is left out, 0 means 0), or numbers: one column of flows, or a project a row; "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "rate=2.35;utilization=0.85"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @param [years] Horizon in years; the scenario's if omitted.
 * @returns Yearly rate, as a fraction; of several rates one at which the net present value falls through 0 as the rate rises, the nearest to 10 %; #NUM! when the flows never change sign.
 * @example =GPUIRR({-100;110}) → 0.1
 * @example =GPUIRR({-70000;12000;15000;18000;21000;26000}) → 0.0866309
 * @example =GPUIRR({-100;300;-1}) → 1.996663
 * @example =GPUIRR({100;110}) → #NUM!
 */
export function gpuIrr(scenario: unknown[][], overrides: unknown[][], years: unknown[][]): unknown[][] {
  if (isFlows(scenario))
    return answerProjects(
      scenario,
      () => refuseChanges(overrides, years),
      (flows) => internalRate(flows),
    );
  return answer(() => {
    const told = complete(readScenario({ scenario, overrides, years }));
    return rateOf(cashflow(told), told);
  });
}

/**
 * Profit for each dollar of capital cost over the horizon of a scenario, undiscounted.
 * @customfunction GPUMULTIPLE
 * @param [scenario] Name of a cash preset, or a two-column range of key and value (a blank value is left out, 0 means 0); "TNP-2025-PUBLISHED" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "rate=2.35;utilization=0.85"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @param [years] Horizon in years; the scenario's if omitted.
 * @param [net] TRUE: the sum of all flows over capex, profit; FALSE: of the flows after year 0, cash; 0 means FALSE; TRUE if omitted.
 * @returns $ for each $ of capital cost.
 * @example =GPUMULTIPLE() → 6.265024
 * @example =GPUMULTIPLE(,,,FALSE) → 7.265024
 * @example =GPUMULTIPLE("TNP-2025") → 7.14336
 */
export function gpuMultiple(
  scenario: unknown[][],
  overrides: unknown[][],
  years: unknown[][],
  net: unknown[][],
): unknown[][] {
  return answer(() => {
    const told = complete(readScenario({ scenario, overrides, years, otherwise: "TNP-2025-PUBLISHED" }));
    return multiple(cashflow(told).columns.freeCashFlow, told.capex, flag("net", net, true));
  });
}
