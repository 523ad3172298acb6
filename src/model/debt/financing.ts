// Debt of a scenario and what it leaves to the owners. What operations leave after the tax of the project without debt (CFADS) serves
// it; since that tax knows no interest, repayment can be shaped by CFADS without a circle.
import { type Cashflow, inTheMiddle } from "../cashflow";
import { cashAfterTax } from "../flow";
import type { Scenario } from "../keys";
import { along, cumulative, type Series } from "../numbers/series";
import { termsOf } from "../scenario";
import { remark, step, watched } from "../steps/trace";
import { leveredTax } from "../tax";
import { cfadsAhead, type CoverNames, dscrOf, llcrOf, shortfallOf } from "./cover";
import { carried, checkTerm, ledgerOf, PROFILES } from "./loan";
import { inTranches, type Loaned, type Tranche } from "./tranches";

const OTHERWISE_YEARS = 5;

const omittedTerm = step(
  "debtYears",
  "Term of the debt",
  "years",
  `=MIN(${OTHERWISE_YEARS}, last(year))`,
  ({ year }: { year: Series }) => Math.min(OTHERWISE_YEARS, year[year.length - 1]),
  { note: `${OTHERWISE_YEARS} years if omitted, or the horizon where it is shorter` },
);

const cfads = step(
  "cfads",
  "Cash flow available for debt service (CFADS)",
  "$",
  "=IF(year = 0, 0, operatingCash)",
  ({ year, operatingCash }: { year: Series; operatingCash: Series }) =>
    along(year.length, (i) => (year[i] === 0 ? 0 : operatingCash[i])),
  { note: "EBITDA less the tax of the project without debt, so that what shapes the debt does not depend on it" },
);

const borrowed = step(
  "debt",
  "Debt",
  "$",
  "=debtShare * capex",
  ({ debtShare, capex }: { debtShare: number; capex: number }) => debtShare * capex,
);

const serviceOf = step(
  "service",
  "Debt service",
  "$",
  "=interest + principal",
  ({ interest, principal }: { interest: Series; principal: Series }) =>
    along(interest.length, (i) => interest[i] + principal[i]),
);

const drawOf = step(
  "draw",
  "Debt drawn",
  "$",
  "=IF(year = 0, debt, 0)",
  ({ year, debt }: { year: Series; debt: number }) => along(year.length, (i) => (year[i] === 0 ? debt : 0)),
);

const feeOf = step(
  "fee",
  "Fee on the debt",
  "$",
  "=debtFee * draw",
  ({ debtFee, draw }: { debtFee: number; draw: Series }) => along(draw.length, (i) => debtFee * draw[i]),
  { note: "paid when it is drawn; tax does not count it" },
);

const EQUITY_CASH = { key: "equityCash", name: "Operating cash after the tax of the owners", tax: "leveredTax" };

const financing = step(
  "financing",
  "Drawn less fee and service",
  "$",
  "=draw - fee - interest - principal",
  ({ draw, fee, interest, principal }: { draw: Series; fee: Series; interest: Series; principal: Series }) =>
    along(draw.length, (i) => draw[i] - fee[i] - interest[i] - principal[i]),
);

const equityFlowOf = step(
  "equityFlow",
  "Cash flow of the owners",
  "$",
  "=equityCash + capexFlow + resale + financing",
  ({
    equityCash,
    capexFlow,
    resale,
    financing,
  }: {
    equityCash: Series;
    capexFlow: Series;
    resale: Series;
    financing: Series;
  }) => along(equityCash.length, (i) => equityCash[i] + capexFlow[i] + resale[i] + financing[i]),
);

const equityEndOf = step(
  "equityEnd",
  "Of it, at the end of the year",
  "$",
  "=resale + financing",
  ({ resale, financing }: { resale: Series; financing: Series }) =>
    along(resale.length, (i) => resale[i] + financing[i]),
);

const cumulativeEquityOf = step(
  "cumulativeEquity",
  "Cash flow of the owners to date",
  "$",
  "=cumulative(equityFlow)",
  ({ equityFlow }: { equityFlow: Series }) => cumulative(equityFlow),
);

/** The columns of the debt's table, in their order. */
export const DEBT_COLUMNS = [
  "year",
  "cfads",
  "opening",
  "interest",
  "principal",
  "service",
  "dscr",
  "llcr",
  "closing",
  "shortfall",
  "equityFlow",
  "cumulativeEquity",
] as const;
export type DebtColumn = (typeof DEBT_COLUMNS)[number];

/** A debt from its draw to its end, and the CFADS that serves it. */
export interface Served {
  readonly loaned: Loaned;
  readonly cfads: Series;
  readonly debt: number;
  readonly service: Series;
  readonly shortfall: Series;
}

/** What a scenario's owners get. */
export interface Equity {
  readonly equityFlow: Series;
  /** Operating cash of the owners, and what they get or pay at the end of each year. */
  readonly equityCash: Series;
  readonly equityEnd: Series;
}

/** Debt of a scenario and what its owners get. */
export interface Financing {
  readonly columns: Readonly<Record<DebtColumn, Series>>;
  readonly debtYears: number;
}

const termOf = (scenario: Scenario, year: Series): number => scenario.debtYears ?? omittedTerm({ year });

/** The debt that the target DSCR allows over the term, whatever the scenario borrows. */
export function debtCapacity({ columns: { year }, operatingCash }: Cashflow, scenario: Scenario): number {
  const { debtRate, debtGrace, dscrTarget } = termsOf(scenario, ["debtRate", "debtGrace", "dscrTarget"]);
  const debtYears = termOf(scenario, year);
  checkTerm({ year, debtYears, debtGrace }, "");
  return carried({ year, debtYears, debtGrace, debtRate, dscrTarget, cfads: cfads({ year, operatingCash }) })
    .debtCapacity;
}

const DEBT_TERMS = ["debtShare", "debtRate", "debtGrace", "debtProfile", "dscrTarget", "cashSweep"] as const;

/** Of one debt by the scenario's own keys. */
const ALONE: CoverNames = { rate: "debtRate", years: "debtYears" };

/** The debt of a scenario; with tranches, of each a schedule of its own, repaid in their order. */
export function debtOf(flow: Cashflow, scenario: Scenario, tranches: readonly Tranche[] = []): Served {
  const { year } = flow.columns;
  const { debtShare, debtRate, debtGrace, debtProfile, dscrTarget, cashSweep } = termsOf(scenario, DEBT_TERMS);
  const debtYears = termOf(scenario, year);
  const { capex } = scenario;
  const available = cfads({ year, operatingCash: flow.operatingCash });
  const debt = borrowed({ debtShare, capex });
  const shape = { year, cfads: available, dscrTarget, capex, cashSweep };
  const loaned =
    tranches.length > 0
      ? inTranches(tranches, debt, shape)
      : {
          ledger: ledgerOf({ profile: PROFILES[debtProfile], debt, debtRate, debtYears, debtGrace }, shape, ""),
          debtRate,
          debtYears,
          names: ALONE,
        };
  const { interest, principal } = loaned.ledger;
  const service = serviceOf({ interest, principal });
  const shortfall = shortfallOf({ service, cfads: available });
  if (watched() && shortfall.some((amount) => amount > 0))
    remark(() => {
      const short = year.filter((_, i) => shortfall[i] > 0);
      return `CFADS does not cover the debt service of year ${short.join(", ")}: the owners pay the rest in, or the debt is not served`;
    });
  return { loaned, cfads: available, debt, service, shortfall };
}

/** What a debt leaves to the owners. */
export function equityOf(flow: Cashflow, scenario: Scenario, { debt, loaned }: Served): Equity {
  const { year, ebitda, residual: resale, capex: capexFlow } = flow.columns;
  const { interest, principal } = loaned.ledger;
  const tax = leveredTax(scenario, { taxableProfit: flow.taxableProfit, interest });
  const equityCash = cashAfterTax(EQUITY_CASH, ebitda, tax, flow.sales.prepaymentFlow);
  const draw = drawOf({ year, debt });
  const { debtFee } = termsOf(scenario, ["debtFee"]);
  const financed = financing({ draw, fee: feeOf({ debtFee, draw }), interest, principal });
  return {
    equityFlow: equityFlowOf({ equityCash, capexFlow, resale, financing: financed }),
    equityCash,
    equityEnd: inTheMiddle(scenario) ? equityEndOf({ resale, financing: financed }) : [],
  };
}

/** The debt of a scenario, how it is covered, and what it leaves to the owners. */
export function financingOf(flow: Cashflow, scenario: Scenario, tranches?: readonly Tranche[]): Financing {
  const { year } = flow.columns;
  const served = debtOf(flow, scenario, tranches);
  const { cfads: available, service, shortfall } = served;
  const { ledger, debtRate, debtYears, names } = served.loaned;
  const dscr = dscrOf({ service, cfads: available });
  const ahead = cfadsAhead(names, { year, cfads: available, debtRate, debtYears });
  const llcr = llcrOf({ closing: ledger.closing, cfadsAhead: ahead });
  const { equityFlow } = equityOf(flow, scenario, served);
  return {
    columns: {
      year,
      cfads: available,
      ...ledger,
      service,
      dscr,
      llcr,
      shortfall,
      equityFlow,
      cumulativeEquity: cumulativeEquityOf({ equityFlow }),
    },
    debtYears,
  };
}
