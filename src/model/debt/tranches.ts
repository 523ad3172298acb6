// A debt in several tranches, each with a schedule of its own; a later one has the CFADS that the earlier ones leave.
import { must } from "../errors";
import { KEYS } from "../keys";
import { along, type Series, sum } from "../numbers/series";
import { inCase, input, linkedInput, scope, step, watched } from "../steps/trace";
import type { CoverNames } from "./cover";
import { type Ledger, LEDGER_LABELS, ledgerOf, type Profile, type Shared } from "./loan";

const trancheAmount = step(
  "debt",
  "Amount of the tranche",
  "$",
  "=trancheShare * wholeDebt",
  ({ trancheShare, wholeDebt }: { trancheShare: number; wholeDebt: number }) => trancheShare * wholeDebt,
);

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

const TRANCHE_TOLERANCE = 1e-9;

/** A debt's schedule, and the rate and the term that stand for it, under their names. */
export interface Loaned {
  readonly ledger: Ledger;
  readonly debtRate: number;
  readonly debtYears: number;
  readonly names: CoverNames;
}

/** The arguments that a tranche is made of, for whoever is watching. */
function noteTranche({ share, rate, years, grace }: Tranche, n: number): void {
  const told = (key: string, name: string, unit: string, value: number): void =>
    input({
      key: `${key}${n}`,
      argument: "tranches",
      name: `${name} ${n}`,
      unit,
      value,
      origin: "given",
      source: "",
      axis: "across",
      structural: key === "years" || key === "grace",
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
export function inTranches(tranches: readonly Tranche[], wholeDebt: number, shape: Shared): Loaned {
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
          {
            profile: tranche.profile,
            debt: trancheAmount({ trancheShare: tranche.share, wholeDebt }),
            debtRate: tranche.rate,
            debtYears: tranche.years,
            debtGrace: tranche.grace,
          },
          { ...shape, cfads: left },
          `tranches, row ${n}: `,
        );
      },
    );
    if (watched())
      for (const [key, name] of Object.entries(LEDGER_LABELS))
        linkedInput(
          { key: `${key}${n}`, name: `${name}, ${tranche.name}`, unit: "$", value: own[key as keyof Ledger] },
          { path: [...path, `tranche${n}`], key },
        );
    if (n < tranches.length) left = leftAfter(n, leftName, left, own);
    return own;
  });
  const whole = (key: keyof Ledger): Series =>
    added(key, LEDGER_LABELS[key], Object.fromEntries(ledgers.map((own, i) => [`${key}${i + 1}`, own[key]])));
  const ledger = {
    opening: whole("opening"),
    interest: whole("interest"),
    principal: whole("principal"),
    closing: whole("closing"),
  };
  return {
    ledger,
    debtRate: averageRate(tranches),
    debtYears: longestTerm(tranches),
    names: { rate: "averageRate", years: "longestTerm" },
  };
}

function leftAfter(n: number, from: string, left: Series, { interest, principal }: Ledger): Series {
  return step(`cfadsAfter${n}`, `CFADS left after tranche ${n}`, "$", `=${from} - interest${n} - principal${n}`, () =>
    along(left.length, (i) => left[i] - interest[i] - principal[i]),
  )({ [from]: left, [`interest${n}`]: interest, [`principal${n}`]: principal });
}
