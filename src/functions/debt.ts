// Custom functions for the debt of a scenario and what its owners get.
import { cashflow } from "../model/cashflow";
import { coverage } from "../model/debt/cover";
import {
  DEBT_COLUMNS,
  type DebtColumn,
  debtCapacity,
  debtOf,
  type Financing,
  financingOf,
} from "../model/debt/financing";
import { PROFILES } from "../model/debt/loan";
import type { Tranche } from "../model/debt/tranches";
import { fail, ModelError, must } from "../model/errors";
import { check } from "../model/keys";
import { equityMultiple, equityRate } from "../model/metrics";
import { complete } from "../model/scenario";
import { type SpillEntry, spillTable, type SpillValue } from "../model/steps/spill";
import { answer, type Cells, choice, isBlank, isNothing, numeric, omitted, rowsOf, wordIn } from "./edge";
import { readScenario } from "./scenario";

/** "llcr" is a column of the table; asked for alone it is one figure, as these are. */
const OUTPUTS = ["table", ...DEBT_COLUMNS, "minDscr", "averageDscr", "capacity"] as const;

/** Ratios that some rows have not. */
const RATIOS: Readonly<Partial<Record<DebtColumn, string>>> = {
  dscr: "no debt service is due in this year",
  llcr: "nothing is owed at the end of this year",
};

/** A column's cells; a ratio of nothing has none. */
const cellsOf = ({ columns }: Financing, name: DebtColumn): SpillEntry[] =>
  columns[name].map((value, i): SpillEntry => {
    const none = RATIOS[name];
    const has = name === "dscr" ? columns.service[i] > 0 : columns.closing[i] > 0;
    return none !== undefined && !has ? new ModelError("#N/A", none) : { key: name, value, index: [0, i] };
  });

const HEADINGS = ["name", "share", "rate", "years", "grace", "profile"] as const;

/** Tranches, one a row: name, share of the debt, rate, years, and grace and profile if they differ from the scenario's. */
function tranchesOf(cells: Cells): readonly Tranche[] {
  if (omitted(cells, isNothing)) return [];
  const rows = rowsOf("tranches", cells);
  must(
    rows[0].length >= 4 && rows[0].length <= HEADINGS.length,
    `tranches has ${rows[0].length} columns: give ${HEADINGS.join(", ")}`,
  );
  return rows
    .map((row, i) => ({ row, place: `tranches, row ${i + 1}` }))
    .filter(({ row }, i) => !row.every(isNothing) && !(i === 0 && isHeading(row)))
    .map(({ row: [name, share, rate, years, grace, profile], place }): Tranche => {
      const read = (key: "share" | "rate" | "years" | "grace", cell: unknown): number => {
        must(!isBlank(cell) || key === "grace", `${place}: ${key} is blank: give one to each tranche`);
        const limits = { share: "debtShare", rate: "debtRate", years: "debtYears", grace: "debtGrace" } as const;
        return check(limits[key], isBlank(cell) ? 0 : numeric(`${place}: ${key}`, cell), `${place}: ${key}`);
      };
      return {
        name: isBlank(name) ? place : String(name),
        share: read("share", share),
        rate: read("rate", rate),
        years: read("years", years),
        grace: read("grace", grace),
        profile: profileOf(place, profile),
      };
    });
}

const isHeading = ([name, share]: readonly unknown[]): boolean =>
  String(name).trim().toLowerCase() === HEADINGS[0] && String(share).trim().toLowerCase() === HEADINGS[1];

/** The word of a profile or its code. */
function profileOf(place: string, cell: unknown): Tranche["profile"] {
  if (isBlank(cell)) return "annuity";
  if (typeof cell === "number")
    return (
      PROFILES[cell] ?? fail("#VALUE!", `${place}: profile is ${cell}: write 0 to ${PROFILES.length - 1} or a word`)
    );
  return wordIn(`${place}: profile`, cell, PROFILES);
}

/**
 * Debt of a scenario year by year: what serves it, how it is covered, and what the owners get. Interest is yearly, in arrears, on the opening balance.
 * @customfunction GPUDEBT
 * @param [scenario] Name of a cash preset, or a two-column range of key and value (a blank value is left out, 0 means 0); "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "debtShare=0.7;debtRate=0.11"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @param [years] Horizon in years; the scenario's if omitted.
 * @param [output] "table" with headings, one column by its name such as "dscr", or "minDscr", "averageDscr", "llcr" (at the start) or "capacity" (the debt that dscrTarget allows); "table" if omitted.
 * @param [tranches] Range of name, share (of the debt), rate, years, grace (blank: 0) and profile (blank: annuity), one tranche a row, repaid in that order; one debt by the scenario's keys if omitted.
 * @returns Rows for year 0 to the horizon: year, cfads, opening, interest, principal, service, dscr, llcr, closing, shortfall, equityFlow, cumulativeEquity; a ratio is #N/A where nothing is due or owed.
 * @example =INDEX(GPUDEBT("NEOCLOUD", "debtShare=0.5;debtProfile=bullet",,"closing"), 1) → 25000000
 * @example =INDEX(GPUDEBT("NEOCLOUD", "debtShare=0.5;debtProfile=bullet",,"interest"), 2) → 2500000
 * @example =GPUDEBT("NEOCLOUD", "debtShare=1.2") → #VALUE!
 */
export function gpuDebt(
  scenario: unknown[][],
  overrides: unknown[][],
  years: unknown[][],
  output: unknown[][],
  tranches: unknown[][],
): unknown[][] {
  return answer((): number | SpillValue[][] => {
    const told = complete(readScenario({ scenario, overrides, years }));
    const wanted = choice("output", output, OUTPUTS, "table");
    const flow = cashflow(told);
    if (wanted === "capacity") return debtCapacity(flow, told);
    const parts = tranchesOf(tranches);
    if (wanted === "minDscr" || wanted === "averageDscr") return coverage(debtOf(flow, told, parts), wanted);
    const financing = financingOf(flow, told, parts);
    if (wanted === "llcr") {
      must(financing.columns.closing[0] > 0, "debtShare is 0: nothing is owed, so nothing covers it", "#N/A");
      return spillTable([[{ key: "llcr", value: financing.columns.llcr[0], index: [0, 0] }]]);
    }
    if (wanted !== "table") return spillTable(cellsOf(financing, wanted).map((cell) => [cell]));
    const columns = DEBT_COLUMNS.map((name) => cellsOf(financing, name));
    return spillTable([[...DEBT_COLUMNS], ...columns[0].map((_, i) => columns.map((column) => column[i]))]);
  });
}

/**
 * Internal rate of return of a scenario's owners: after debt service, and after tax that counts the interest.
 * @customfunction GPUEQUITYIRR
 * @param [scenario] Name of a cash preset, or a two-column range of key and value (a blank value is left out, 0 means 0); "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "debtShare=0.7;debtRate=0.11"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @param [years] Horizon in years; the scenario's if omitted.
 * @returns Yearly rate, as a fraction; without debt that of GPUIRR; #NUM! when the flows never change sign.
 * @example =GPUEQUITYIRR("NEOCLOUD") - GPUIRR("NEOCLOUD") → 0
 * @example =GPUEQUITYIRR("NEOCLOUD", "debtYears=9;debtShare=0.5") → #VALUE!
 */
export function gpuEquityIrr(scenario: unknown[][], overrides: unknown[][], years: unknown[][]): unknown[][] {
  return answer(() => {
    const told = complete(readScenario({ scenario, overrides, years }));
    return equityRate(cashflow(told), told);
  });
}

/**
 * Cash of a scenario's owners after year 0 for each dollar that they pay in: after debt service, and after tax that counts the interest.
 * @customfunction GPUEQUITYMULTIPLE
 * @param [scenario] Name of a cash preset, or a two-column range of key and value (a blank value is left out, 0 means 0); "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "debtShare=0.7;debtRate=0.11"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @param [years] Horizon in years; the scenario's if omitted.
 * @returns $ for each $ paid in; without debt that of GPUMULTIPLE(,,,FALSE); #N/A when the owners pay nothing in.
 * @example =GPUEQUITYMULTIPLE("TNP-2025") → 8.14336
 * @example =GPUEQUITYMULTIPLE("TNP-2025", "debtShare=1") → #N/A
 */
export function gpuEquityMultiple(scenario: unknown[][], overrides: unknown[][], years: unknown[][]): unknown[][] {
  return answer(() => {
    const told = complete(readScenario({ scenario, overrides, years }));
    return equityMultiple(cashflow(told), told);
  });
}
