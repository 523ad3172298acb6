// Debt of a scenario: yearly, in arrears, interest on the opening balance. What operations leave after the tax of the project without
// debt (CFADS) serves it; since that tax knows no interest, repayment can be shaped by CFADS without a circle.
import type { Cashflow } from "./cashflow";
import { fail, must } from "./errors";
import { power } from "./numbers/exact";
import { CHOICES, KEYS, type Scenario } from "./keys";
import { along, cumulative, type Series, sum } from "./numbers/series";
import { npv } from "./numbers/irr";
import { termsOf, valueOf } from "./scenario";
import { inCase, input, linkedInput, remark, scope, step, watched } from "./steps/trace";
import { leveredTax } from "./tax";

const before = (series: Series, i: number): number => (i === 0 ? 0 : series[i - 1]);

/** How a tranche is repaid, in the order of its codes. */
export const PROFILES = CHOICES.debtProfile as readonly ["annuity", "equal", "bullet", "sculpted"];
export type Profile = (typeof PROFILES)[number];

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

const trancheAmount = step(
  "debt",
  "Amount of the tranche",
  "$",
  "=trancheShare * wholeDebt",
  ({ trancheShare, wholeDebt }: { trancheShare: number; wholeDebt: number }) => trancheShare * wholeDebt,
);

interface Window {
  readonly year: Series;
  readonly debtYears: number;
  readonly debtGrace: number;
}

const repaying = step(
  "repaying",
  "Years of repayment (1: yes)",
  "code",
  "=IF(year > debtGrace, IF(year <= debtYears, 1, 0), 0)",
  ({ year, debtGrace, debtYears }: Window) =>
    along(year.length, (i) => (year[i] > debtGrace && year[i] <= debtYears ? 1 : 0)),
);

const payable = step(
  "payable",
  "CFADS of the years of repayment",
  "$",
  "=repaying * MAX(0, cfads)",
  ({ repaying, cfads }: { repaying: Series; cfads: Series }) =>
    along(cfads.length, (i) => repaying[i] * Math.max(0, cfads[i])),
);

const capacityStep = step(
  "debtCapacity",
  "Debt that the target DSCR allows",
  "$",
  "=NPV(debtRate, rest(payable)) * (1 + debtRate) ^ debtGrace / dscrTarget",
  ({
    payable,
    debtRate,
    debtGrace,
    dscrTarget,
  }: {
    payable: Series;
    debtRate: number;
    debtGrace: number;
    dscrTarget: number;
  }) => (npvOfRest(debtRate, payable) * power(1 + debtRate, debtGrace)) / dscrTarget,
  { note: "the present value of CFADS over the target, at the debt's own rate, when repayment begins" },
);

/** As a spreadsheet's NPV of all values but the first: the first of them lies one period ahead. */
const npvOfRest = (rate: number, values: Series): number => npv(rate, [0, ...values.slice(1)]);

const annuityPayment = step(
  "payment",
  "Yearly payment",
  "$",
  "=repaying * debt / (NPV(debtRate, rest(repaying)) * (1 + debtRate) ^ debtGrace)",
  ({
    repaying,
    debt,
    debtRate,
    debtGrace,
  }: {
    repaying: Series;
    debt: number;
    debtRate: number;
    debtGrace: number;
  }) => {
    const factor = npvOfRest(debtRate, repaying) * power(1 + debtRate, debtGrace);
    return along(repaying.length, (i) => (repaying[i] * debt) / factor);
  },
  { note: "level: interest and principal together, as Excel's PMT" },
);

const sculptedPayment = step(
  "payment",
  "Yearly payment",
  "$",
  "=payable * debt / (debtCapacity * dscrTarget)",
  ({
    payable,
    debt,
    debtCapacity,
    dscrTarget,
  }: {
    payable: Series;
    debt: number;
    debtCapacity: number;
    dscrTarget: number;
  }) => along(payable.length, (i) => (payable[i] * debt) / (debtCapacity * dscrTarget)),
  { note: "in step with CFADS, so that every year has the same DSCR" },
);

interface Balance extends Window {
  readonly debt: number;
  readonly debtRate: number;
}

/** What a year leaves of its opening balance by the plan, before any sweep: as code and as formula. */
interface Plan {
  readonly formula: string;
  left(opening: number, i: number): number;
}

const OPENING = "prior(closing)";

function planOf(profile: Profile, { debt, debtRate, debtYears, debtGrace }: Balance, payment: Series): Plan {
  switch (profile) {
    case "annuity":
    case "sculpted":
      return {
        formula: `MAX(0, ${OPENING} * (1 + debtRate) - payment)`,
        left: (opening, i) => Math.max(0, opening * (1 + debtRate) - payment[i]),
      };
    case "equal":
      return {
        formula: `MAX(0, ${OPENING} - debt / (debtYears - debtGrace))`,
        left: (opening) => Math.max(0, opening - debt / (debtYears - debtGrace)),
      };
    case "bullet":
      return { formula: OPENING, left: (opening) => opening };
  }
}

/** The balance at the end of each year; at the end of its term nothing is left. */
function closingBalance(
  profile: Profile,
  terms: Balance & { readonly cashSweep: number; readonly cfads: Series },
  payment: Series,
): Series {
  const { debt, debtRate, debtYears, debtGrace, year, cashSweep, cfads: available } = terms;
  const plan = planOf(profile, terms, payment);
  const left = (opening: number, i: number): number => (year[i] <= debtGrace ? opening : plan.left(opening, i));
  const balance = (): Series => {
    const closing = new Array<number>(year.length);
    let opening = 0;
    for (let i = 0; i < year.length; i++) {
      if (year[i] === 0) opening = debt;
      else if (year[i] >= debtYears) opening = 0;
      else {
        const planned = left(opening, i);
        const excess = available[i] - opening * debtRate - opening + planned;
        opening = cashSweep === 0 ? planned : Math.max(0, planned - cashSweep * Math.max(0, excess));
      }
      closing[i] = opening;
    }
    return closing;
  };
  if (!watched()) return balance();
  const kept = `IF(year <= debtGrace, ${OPENING}, ${plan.formula})`;
  const swept = `MAX(0, ${kept} - cashSweep * MAX(0, cfads - ${OPENING} * debtRate - ${OPENING} + ${kept}))`;
  return step(
    "closing",
    "Debt at the end of the year",
    "$",
    `=IF(year = 0, debt, IF(year >= debtYears, 0, ${cashSweep === 0 ? kept : swept}))`,
    balance,
    { note: cashSweep === 0 ? "" : "a share of what CFADS leaves after the planned service repays more" },
  )({ ...terms, payment });
}

const openingBalance = step(
  "opening",
  "Debt at the start of the year",
  "$",
  "=prior(closing)",
  ({ closing }: { closing: Series }) => along(closing.length, (i) => before(closing, i)),
);

const interestOf = step(
  "interest",
  "Interest",
  "$",
  "=opening * debtRate",
  ({ opening, debtRate }: { opening: Series; debtRate: number }) => along(opening.length, (i) => opening[i] * debtRate),
);

const principalOf = step(
  "principal",
  "Principal repaid",
  "$",
  "=IF(year = 0, 0, opening - closing)",
  ({ year, opening, closing }: { year: Series; opening: Series; closing: Series }) =>
    along(year.length, (i) => (year[i] === 0 ? 0 : opening[i] - closing[i])),
);

const serviceOf = step(
  "service",
  "Debt service",
  "$",
  "=interest + principal",
  ({ interest, principal }: { interest: Series; principal: Series }) =>
    along(interest.length, (i) => interest[i] + principal[i]),
);

/** What a tranche or the whole debt does in each year. */
interface Ledger {
  readonly opening: Series;
  readonly interest: Series;
  readonly principal: Series;
  readonly closing: Series;
}

/** One tranche of a debt, as a person writes it. */
export interface Tranche {
  readonly name: string;
  /** Of the whole debt. */
  readonly share: number;
  readonly rate: number;
  readonly years: number;
  readonly grace: number;
  readonly profile: Profile;
}

interface Shape extends Balance {
  readonly cfads: Series;
  readonly cashSweep: number;
  readonly dscrTarget: number;
  readonly capex: number;
}

function checkTerm({ year, debtYears, debtGrace }: Window, place: string): void {
  const years = year[year.length - 1];
  must(
    debtYears <= years,
    `${place}debtYears is ${debtYears}: the horizon ends in year ${years}; write ${years} or less, or lengthen the horizon`,
  );
  must(
    debtGrace < debtYears,
    `${place}debtGrace is ${debtGrace}: it must be below debtYears, which is ${debtYears}, so that a year is left to repay in`,
  );
}

/** A share that CFADS cannot carry is refused beyond rounding. */
const ROUNDING = 1e-9;

function ledgerOf(wanted: Profile, shape: Shape, place: string): Ledger {
  const { debt, debtRate, debtGrace, dscrTarget, capex, year, debtYears, cfads: available, cashSweep } = shape;
  if (debt > 0) checkTerm(shape, place);
  // CFADS cannot shape a debt of nothing.
  const profile = debt === 0 ? "bullet" : wanted;
  let payment: Series = [];
  if (profile === "annuity")
    payment = annuityPayment({ repaying: repaying({ year, debtGrace, debtYears }), debt, debtRate, debtGrace });
  if (profile === "sculpted") {
    const years = repaying({ year, debtGrace, debtYears });
    const cash = payable({ repaying: years, cfads: available });
    const debtCapacity = capacityStep({ payable: cash, debtRate, debtGrace, dscrTarget });
    if (debt > debtCapacity * (1 + ROUNDING))
      fail(
        "#VALUE!",
        `${place}debtShare makes a debt of ${debt} $: at a DSCR of ${dscrTarget} CFADS carries ${debtCapacity} $; write a share of ${Math.floor((debtCapacity / capex) * 1e4) / 1e4} of capex or less, or lower dscrTarget`,
      );
    payment = sculptedPayment({ payable: cash, debt, debtCapacity, dscrTarget });
  }
  const closing = closingBalance(
    profile,
    { debt, debtRate, debtYears, debtGrace, year, cashSweep, cfads: available },
    payment,
  );
  const opening = openingBalance({ closing });
  return {
    opening,
    interest: interestOf({ opening, debtRate }),
    principal: principalOf({ year, opening, closing }),
    closing,
  };
}

const shortfallOf = step(
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

const dscrOf = step(
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
interface CoverNames {
  readonly rate: "debtRate" | "averageRate";
  readonly years: "debtYears" | "longestTerm";
}

/** What CFADS still brings until maturity, at the end of each year. */
function cfadsAhead(
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

const llcrOf = step(
  "llcr",
  "Loan life coverage ratio (LLCR)",
  "ratio",
  "=IF(closing > 0, cfadsAhead / closing, 0)",
  ({ closing, cfadsAhead }: { closing: Series; cfadsAhead: Series }) =>
    along(closing.length, (i) => (closing[i] > 0 ? cfadsAhead[i] / closing[i] : 0)),
  { note: "of the balance at the end of the year; 0 where nothing is owed" },
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

const equityCash = step(
  "equityCash",
  "Operating cash after the tax of the owners",
  "$",
  "=ebitda + leveredTax",
  ({ ebitda, leveredTax }: { ebitda: Series; leveredTax: Series }) =>
    along(ebitda.length, (i) => ebitda[i] + leveredTax[i]),
);

const prepaidEquityCash = step(
  "equityCash",
  "Operating cash after the tax of the owners",
  "$",
  "=ebitda + leveredTax + prepaymentFlow",
  ({ ebitda, leveredTax, prepaymentFlow }: { ebitda: Series; leveredTax: Series; prepaymentFlow: Series }) =>
    along(ebitda.length, (i) => ebitda[i] + leveredTax[i] + prepaymentFlow[i]),
);

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

/** The lowest or the average DSCR of the years in which something is due. */
export function coverage({ columns: { service, dscr } }: Financing, which: "minDscr" | "averageDscr"): number {
  const due = serving({ service });
  must(sum(due) > 0, "debtShare is 0: there is no debt to serve; give a share of capex that is borrowed", "#N/A");
  const averageDscr = averageOf({ dscr, serving: due });
  return which === "averageDscr" ? averageDscr : minimumOf({ dscrDue: dscrDue({ service, dscr, averageDscr }) });
}

/** The columns of the debt's table, in their order. */
export const DEBT_COLUMNS = [
  ...(["year", "cfads", "opening", "interest", "principal", "service", "dscr", "llcr", "closing"] as const),
  ...(["shortfall", "equityFlow", "cumulativeEquity"] as const),
] as const;
export type DebtColumn = (typeof DEBT_COLUMNS)[number];

/** Single figures of a debt that a cell can ask for. */
export const DEBT_FIGURES = ["minDscr", "averageDscr", "llcr", "capacity"] as const;
export type DebtFigure = (typeof DEBT_FIGURES)[number];

/** Debt of a scenario and what its owners get. */
export interface Financing {
  readonly columns: Readonly<Record<DebtColumn, Series>>;
  /** Operating cash of the owners, and what they get or pay at the end of each year. */
  readonly equityCash: Series;
  readonly equityEnd: Series;
  readonly debtYears: number;
}

interface Terms {
  readonly debtShare: number;
  readonly debtRate: number;
  readonly debtYears: number;
  readonly debtGrace: number;
  readonly profile: Profile;
  readonly dscrTarget: number;
  readonly debtFee: number;
  readonly cashSweep: number;
}

function termsOfDebt(scenario: Scenario, year: Series): Terms {
  const { debtProfile, ...others } = termsOf(scenario, [
    ...(["debtShare", "debtRate", "debtGrace", "debtProfile", "dscrTarget", "debtFee", "cashSweep"] as const),
  ]);
  return { ...others, profile: PROFILES[debtProfile], debtYears: scenario.debtYears ?? omittedTerm({ year }) };
}

/** The debt that the target DSCR allows over the term, whatever the scenario borrows. */
export function debtCapacity({ columns: { year }, operatingCash }: Cashflow, scenario: Scenario): number {
  const { debtRate, debtGrace, dscrTarget } = termsOf(scenario, ["debtRate", "debtGrace", "dscrTarget"]);
  const debtYears = scenario.debtYears ?? omittedTerm({ year });
  checkTerm({ year, debtYears, debtGrace }, "");
  const years = repaying({ year, debtGrace, debtYears });
  return capacityStep({
    payable: payable({ repaying: years, cfads: cfads({ year, operatingCash }) }),
    debtRate,
    debtGrace,
    dscrTarget,
  });
}

const TRANCHE_TOLERANCE = 1e-9;

/** The debt of a scenario; with tranches, of each a schedule of its own, repaid in their order. */
export function financingOf(flow: Cashflow, scenario: Scenario, tranches: readonly Tranche[] = []): Financing {
  const { year, ebitda, residual: resale, capex: capexFlow } = flow.columns;
  const terms = termsOfDebt(scenario, year);
  const { debtShare, dscrTarget, debtFee, cashSweep, debtGrace, profile } = terms;
  const { capex } = scenario;
  const available = cfads({ year, operatingCash: flow.operatingCash });
  const debt = borrowed({ debtShare, capex });
  const shape = { year, cfads: available, dscrTarget, capex, cashSweep };
  const whole =
    tranches.length === 0
      ? {
          ledger: ledgerOf(
            profile,
            { ...shape, debt, debtRate: terms.debtRate, debtYears: terms.debtYears, debtGrace },
            "",
          ),
          debtRate: terms.debtRate,
          debtYears: terms.debtYears,
        }
      : inTranches(tranches, debt, shape);
  const { ledger, debtRate, debtYears } = whole;
  const { opening, interest, principal, closing } = ledger;
  const service = serviceOf({ interest, principal });
  const shortfall = shortfallOf({ service, cfads: available });
  if (watched() && shortfall.some((amount) => amount > 0))
    remark(() => {
      const short = year.filter((_, i) => shortfall[i] > 0);
      return `CFADS does not cover the debt service of year ${short.join(", ")}: the owners pay the rest in, or the debt is not served`;
    });
  const dscr = dscrOf({ service, cfads: available });
  const names: CoverNames =
    tranches.length === 0 ? { rate: "debtRate", years: "debtYears" } : { rate: "averageRate", years: "longestTerm" };
  const ahead = cfadsAhead(names, { year, cfads: available, debtRate, debtYears });
  const llcr = llcrOf({ closing, cfadsAhead: ahead });
  const tax = leveredTax(scenario, { taxableProfit: flow.taxableProfit, interest });
  const { prepaymentFlow } = flow.sales;
  const cash =
    prepaymentFlow === undefined
      ? equityCash({ ebitda, leveredTax: tax })
      : prepaidEquityCash({ ebitda, leveredTax: tax, prepaymentFlow });
  const draw = drawOf({ year, debt });
  const financed = financing({ draw, fee: feeOf({ debtFee, draw }), interest, principal });
  const equityFlow = equityFlowOf({ equityCash: cash, capexFlow, resale, financing: financed });
  return {
    columns: {
      ...{ year, cfads: available, opening, interest, principal, service, dscr, llcr, closing, shortfall, equityFlow },
      cumulativeEquity: cumulativeEquityOf({ equityFlow }),
    },
    equityCash: cash,
    equityEnd: valueOf(scenario, "timing") === 1 ? equityEndOf({ resale, financing: financed }) : [],
    debtYears,
  };
}

type Shared = Omit<Shape, "debt" | "debtRate" | "debtYears" | "debtGrace">;

const LEDGER_NAMES = {
  opening: "Debt at the start of the year",
  interest: "Interest",
  principal: "Principal repaid",
  closing: "Debt at the end of the year",
} as const;

/** The arguments that a tranche is made of, for whoever is watching. */
function noteTranche({ share, rate, years, grace }: Tranche, n: number): void {
  const told = (key: string, name: string, unit: string, value: number): void =>
    input({
      ...{ key: `${key}${n}`, argument: "tranches", name: `${name} ${n}`, unit, value },
      ...{ origin: "given", source: "", axis: "across", structural: key === "years" || key === "grace" },
    });
  told("share", "Share of tranche", "fraction", share);
  told("rate", "Interest rate of tranche", "fraction/year", rate);
  told("years", "Term of tranche", "years", years);
  told("grace", "Years of interest alone of tranche", "years", grace);
}

/** Series under their names added up, as a step. */
function added(key: string, name: string, series: Readonly<Record<string, Series>>): Series {
  const [first, ...others] = Object.values(series);
  return step(key, name, "$", `=${Object.keys(series).join(" + ")}`, () =>
    along(first.length, (i) => others.reduce((all, each) => all + each[i], first[i])),
  )(series);
}

/** The term of every tranche by its name and number. */
const numbered = (tranches: readonly Tranche[], name: "share" | "rate" | "years"): Record<string, number> =>
  Object.fromEntries(tranches.map((tranche, i) => [`${name}${i + 1}`, tranche[name]]));

const averageRate = (tranches: readonly Tranche[]): number =>
  step(
    "averageRate",
    "Average interest rate",
    "fraction/year",
    `=${tranches.map((_, i) => `share${i + 1} * rate${i + 1}`).join(" + ")}`,
    () => tranches.slice(1).reduce((all, { share, rate }) => all + share * rate, tranches[0].share * tranches[0].rate),
    { note: "weighted by the shares; the LLCR discounts with it" },
  )({ ...numbered(tranches, "share"), ...numbered(tranches, "rate") });

const longestTerm = (tranches: readonly Tranche[]): number =>
  step("longestTerm", "Longest term", "years", `=MAX(${tranches.map((_, i) => `years${i + 1}`).join(", ")})`, () =>
    Math.max(...tranches.map(({ years }) => years)),
  )(numbered(tranches, "years"));

/** Each tranche in a case of its own; a later one has the CFADS that the earlier ones leave. */
function inTranches(
  tranches: readonly Tranche[],
  wholeDebt: number,
  shape: Shared,
): { ledger: Ledger; debtRate: number; debtYears: number } {
  const shares = sum(tranches.map(({ share }) => share));
  must(
    Math.abs(shares - 1) <= TRANCHE_TOLERANCE,
    `tranches: the shares sum to ${shares}: they are shares of the whole debt and must sum to 1`,
  );
  const path = scope();
  if (watched()) tranches.forEach((tranche, i) => noteTranche(tranche, i + 1));
  let left = shape.cfads;
  const ledgers = tranches.map((tranche, index): Ledger => {
    const n = index + 1;
    const leftName = index === 0 ? "cfads" : `cfadsAfter${index}`;
    const own = inCase(
      `tranche${n}`,
      () => tranche.name,
      () => {
        const from = (key: string, name: string, unit: string, value: number | Series, origin: string): void =>
          linkedInput({ key, name, unit, value }, { path, key: origin });
        if (watched()) {
          from("year", "Year", "year", shape.year, "year");
          from("wholeDebt", "Debt", "$", wholeDebt, "debt");
          from("trancheShare", "Share of the tranche", "fraction", tranche.share, `share${n}`);
          from("debtRate", KEYS.debtRate.label, "fraction/year", tranche.rate, `rate${n}`);
          from("debtYears", KEYS.debtYears.label, "years", tranche.years, `years${n}`);
          from("debtGrace", KEYS.debtGrace.label, "years", tranche.grace, `grace${n}`);
          from("dscrTarget", KEYS.dscrTarget.label, "ratio", shape.dscrTarget, "dscrTarget");
          from("cashSweep", KEYS.cashSweep.label, "fraction", shape.cashSweep, "cashSweep");
          from("cfads", "CFADS that is left", "$", left, leftName);
        }
        return ledgerOf(
          tranche.profile,
          {
            ...shape,
            ...{ cfads: left, debtRate: tranche.rate, debtYears: tranche.years, debtGrace: tranche.grace },
            debt: trancheAmount({ trancheShare: tranche.share, wholeDebt }),
          },
          `tranches, row ${n}: `,
        );
      },
    );
    if (watched())
      for (const [key, name] of Object.entries(LEDGER_NAMES))
        linkedInput(
          { key: `${key}${n}`, name: `${name}, ${tranche.name}`, unit: "$", value: own[key as keyof Ledger] },
          { path: [...path, `tranche${n}`], key },
        );
    if (n < tranches.length) left = leftAfter(n, leftName, left, own);
    return own;
  });
  const whole = (key: keyof Ledger): Series =>
    added(key, LEDGER_NAMES[key], Object.fromEntries(ledgers.map((own, i) => [`${key}${i + 1}`, own[key]])));
  const ledger = {
    ...{ opening: whole("opening"), interest: whole("interest") },
    ...{ principal: whole("principal"), closing: whole("closing") },
  };
  return {
    ledger,
    debtRate: averageRate(tranches),
    debtYears: longestTerm(tranches),
  };
}

function leftAfter(n: number, from: string, left: Series, { interest, principal }: Ledger): Series {
  return step(`cfadsAfter${n}`, `CFADS left after tranche ${n}`, "$", `=${from} - interest${n} - principal${n}`, () =>
    along(left.length, (i) => left[i] - interest[i] - principal[i]),
  )({ [from]: left, [`interest${n}`]: interest, [`principal${n}`]: principal });
}
