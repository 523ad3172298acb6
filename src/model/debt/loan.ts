// One debt from its draw to its last repayment: yearly, in arrears, interest on the opening balance.
import { fail } from "../errors";
import { power } from "../numbers/exact";
import { npvAhead } from "../numbers/irr";
import { CHOICES } from "../keys";
import { along, before, type Series } from "../numbers/series";
import { step, watched } from "../steps/trace";

/** How a tranche is repaid, in the order of its codes. */
export const PROFILES = CHOICES.debtProfile as readonly ["annuity", "equal", "bullet", "sculpted"];
export type Profile = (typeof PROFILES)[number];

/** What each column of a ledger is called. */
export const LEDGER_LABELS = {
  opening: "Debt at the start of the year",
  interest: "Interest",
  principal: "Principal repaid",
  closing: "Debt at the end of the year",
} as const;

export interface Window {
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
  }) => (npvAhead(debtRate, payable) * power(1 + debtRate, debtGrace)) / dscrTarget,
  { note: "the present value of CFADS over the target, at the debt's own rate, when repayment begins" },
);

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
    const factor = npvAhead(debtRate, repaying) * power(1 + debtRate, debtGrace);
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
    LEDGER_LABELS.closing,
    "$",
    `=IF(year = 0, debt, IF(year >= debtYears, 0, ${cashSweep === 0 ? kept : swept}))`,
    balance,
    { note: cashSweep === 0 ? "" : "a share of what CFADS leaves after the planned service repays more" },
  )({ ...terms, payment });
}

const openingBalance = step(
  "opening",
  LEDGER_LABELS.opening,
  "$",
  "=prior(closing)",
  ({ closing }: { closing: Series }) => along(closing.length, (i) => before(closing, i)),
);

const interestOf = step(
  "interest",
  LEDGER_LABELS.interest,
  "$",
  "=opening * debtRate",
  ({ opening, debtRate }: { opening: Series; debtRate: number }) => along(opening.length, (i) => opening[i] * debtRate),
);

const principalOf = step(
  "principal",
  LEDGER_LABELS.principal,
  "$",
  "=IF(year = 0, 0, opening - closing)",
  ({ year, opening, closing }: { year: Series; opening: Series; closing: Series }) =>
    along(year.length, (i) => (year[i] === 0 ? 0 : opening[i] - closing[i])),
);

/** What a tranche or the whole debt does in each year. */
export interface Ledger {
  readonly opening: Series;
  readonly interest: Series;
  readonly principal: Series;
  readonly closing: Series;
}

/** One debt or one tranche. */
export interface Loan {
  readonly profile: Profile;
  readonly debt: number;
  readonly debtRate: number;
  readonly debtYears: number;
  readonly debtGrace: number;
}

/** What does not differ from tranche to tranche, but for the CFADS that is left. */
export interface Shared {
  readonly year: Series;
  readonly cfads: Series;
  readonly cashSweep: number;
  readonly dscrTarget: number;
  readonly capex: number;
}

export function checkTerm({ year, debtYears, debtGrace }: Window, place: string): void {
  const years = year[year.length - 1];
  if (debtYears > years)
    fail(
      "#VALUE!",
      `${place}debtYears is ${debtYears}: the horizon ends in year ${years}; write ${years} or less, or lengthen the horizon`,
    );
  if (debtGrace >= debtYears)
    fail(
      "#VALUE!",
      `${place}debtGrace is ${debtGrace}: it must be below debtYears, which is ${debtYears}, so that a year is left to repay in`,
    );
}

/** The CFADS that can repay a debt, and the debt that the target DSCR allows on it. */
export function carried({
  year,
  debtYears,
  debtGrace,
  debtRate,
  dscrTarget,
  cfads,
}: Window & Pick<Loan, "debtRate"> & Pick<Shared, "dscrTarget" | "cfads">): {
  readonly payable: Series;
  readonly debtCapacity: number;
} {
  const cash = payable({ repaying: repaying({ year, debtGrace, debtYears }), cfads });
  return { payable: cash, debtCapacity: capacityStep({ payable: cash, debtRate, debtGrace, dscrTarget }) };
}

/** A share that CFADS cannot carry is refused beyond rounding. */
const ROUNDING = 1e-9;

/** The years of a debt; `place` names it in a refusal. */
export function ledgerOf(loan: Loan, { dscrTarget, capex, year, cfads, cashSweep }: Shared, place: string): Ledger {
  const { debt, debtRate, debtGrace, debtYears } = loan;
  if (debt > 0) checkTerm({ year, debtYears, debtGrace }, place);
  // CFADS cannot shape a debt of nothing.
  const profile = debt === 0 ? "bullet" : loan.profile;
  let payment: Series = [];
  if (profile === "annuity")
    payment = annuityPayment({ repaying: repaying({ year, debtGrace, debtYears }), debt, debtRate, debtGrace });
  if (profile === "sculpted") {
    const { payable: cash, debtCapacity } = carried({ year, debtYears, debtGrace, debtRate, dscrTarget, cfads });
    if (debt > debtCapacity * (1 + ROUNDING))
      fail(
        "#VALUE!",
        `${place}debtShare makes a debt of ${debt} $: at a DSCR of ${dscrTarget} CFADS carries ${debtCapacity} $; write a share of ${Math.floor((debtCapacity / capex) * 1e4) / 1e4} of capex or less, or lower dscrTarget`,
      );
    payment = sculptedPayment({ payable: cash, debt, debtCapacity, dscrTarget });
  }
  const closing = closingBalance(profile, { debt, debtRate, debtYears, debtGrace, year, cashSweep, cfads }, payment);
  const opening = openingBalance({ closing });
  return {
    opening,
    interest: interestOf({ opening, debtRate }),
    principal: principalOf({ year, opening, closing }),
    closing,
  };
}
