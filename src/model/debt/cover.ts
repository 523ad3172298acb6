// How CFADS covers a debt: what is short, the ratio of each year, and the ratio over the life of the loan.
import { must } from "../errors";
import { power } from "../numbers/exact";
import { along, cumulative, type Series, sum } from "../numbers/series";
import { step } from "../steps/trace";

export const shortfallOf = step(
  "shortfall",
  "Debt service that CFADS does not cover",
  "$",
  "=MIN(service, MAX(0, service - cfads))",
  ({ service, cfads }: { service: Series; cfads: Series }) =>
    along(service.length, (i) => Math.min(service[i], Math.max(0, service[i] - cfads[i]))),
  { note: "the owners pay it in, or the debt is not served" },
);

const serving = step(
  "serving",
  "Debt is served (1: yes)",
  "code",
  "=IF(service > 0, 1, 0)",
  ({ service }: { service: Series }) => along(service.length, (i) => (service[i] > 0 ? 1 : 0)),
);

export const dscrOf = step(
  "dscr",
  "Debt service coverage ratio (DSCR)",
  "ratio",
  "=IF(service > 0, cfads / service, 0)",
  ({ service, cfads }: { service: Series; cfads: Series }) =>
    along(service.length, (i) => (service[i] > 0 ? cfads[i] / service[i] : 0)),
  { note: "0 where nothing is due" },
);

const averageOf = step(
  "averageDscr",
  "Average DSCR",
  "ratio",
  "=sum(dscr) / sum(serving)",
  ({ dscr, serving }: { dscr: Series; serving: Series }) => sum(dscr) / sum(serving),
  { note: "of the years in which something is due" },
);

const dscrDue = step(
  "dscrDue",
  "DSCR where something is due, else the average",
  "ratio",
  "=IF(service > 0, dscr, averageDscr)",
  ({ service, dscr, averageDscr }: { service: Series; dscr: Series; averageDscr: number }) =>
    along(service.length, (i) => (service[i] > 0 ? dscr[i] : averageDscr)),
);

const minimumOf = step("minDscr", "Lowest DSCR", "ratio", "=MIN(all(dscrDue))", ({ dscrDue }: { dscrDue: Series }) =>
  Math.min(...dscrDue),
);

/** Names of the rate and the term that the LLCR counts by: with tranches they are not the scenario's own. */
export interface CoverNames {
  readonly rate: "debtRate" | "averageRate";
  readonly years: "debtYears" | "longestTerm";
}

/** What CFADS still brings until maturity, at the end of each year. */
export function cfadsAhead(
  { rate, years }: CoverNames,
  { year, cfads: available, debtRate, debtYears }: { year: Series; cfads: Series; debtRate: number; debtYears: number },
): Series {
  const discounted = step(
    "discountedCfads",
    "CFADS until maturity, discounted",
    "$",
    `=IF(year <= ${years}, cfads / (1 + ${rate}) ^ year, 0)`,
    () => along(year.length, (i) => (year[i] <= debtYears ? available[i] / power(1 + debtRate, year[i]) : 0)),
  )({ year, [years]: debtYears, cfads: available, [rate]: debtRate });
  return step(
    "cfadsAhead",
    "Present value of the CFADS still to come until maturity",
    "$",
    `=(sum(discountedCfads) - cumulative(discountedCfads)) * (1 + ${rate}) ^ year`,
    () => {
      const whole = sum(discounted);
      const passed = cumulative(discounted);
      return along(year.length, (i) => (whole - passed[i]) * power(1 + debtRate, year[i]));
    },
  )({ discountedCfads: discounted, [rate]: debtRate, year });
}

export const llcrOf = step(
  "llcr",
  "Loan life coverage ratio (LLCR)",
  "ratio",
  "=IF(closing > 0, cfadsAhead / closing, 0)",
  ({ closing, cfadsAhead }: { closing: Series; cfadsAhead: Series }) =>
    along(closing.length, (i) => (closing[i] > 0 ? cfadsAhead[i] / closing[i] : 0)),
  { note: "of the balance at the end of the year; 0 where nothing is owed" },
);

/** The lowest or the average DSCR of the years in which something is due. */
export function coverage(
  { service, cfads }: { readonly service: Series; readonly cfads: Series },
  which: "minDscr" | "averageDscr",
): number {
  const dscr = dscrOf({ service, cfads });
  const due = serving({ service });
  must(sum(due) > 0, "debtShare is 0: there is no debt to serve; give a share of capex that is borrowed", "#N/A");
  const averageDscr = averageOf({ dscr, serving: due });
  return which === "averageDscr" ? averageDscr : minimumOf({ dscrDue: dscrDue({ service, dscr, averageDscr }) });
}
