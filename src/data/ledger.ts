// The article's claims: what is printed beside what comes out when it is computed again, and the verdict, which follows from the two.
import { fail } from "../model/errors";
import { figure, inCase, step } from "../model/steps/trace";
import claims from "./claims/claims.json";
import { RECOMPUTATIONS } from "./recomputations";
import { shipped } from "./shipped";

export type Verdict =
  "reproduces" | "rounding" | "holds" | "convention" | "reported" | "differs" | "inconsistent" | "not testable";

/** A claim as its file has it. */
export interface WrittenClaim {
  readonly claim: number;
  /** What the article says, in our words. */
  readonly about: string;
  /** The digits as they are printed, in the claim's unit ("1.5e3" is 1.5 trillion in billions); null where it gives no number. */
  readonly printed: string | null;
  readonly unit: string;
  /** The recomputed value is to be at least the printed one, or the printed one lies between the steps "least" and "computed". */
  readonly relation?: "at least" | "between";
  /** A company's own figure; one that holds by a convention of the article only (the steps show the ordinary value); one that cannot fail. */
  readonly kind?: "reported" | "convention" | "not testable";
  readonly reason: string;
  readonly source: string;
}

export interface Claim extends WrittenClaim {
  readonly published: number | null;
  /** Half a unit of the last printed digit; null where there is no number, or an inequality. */
  readonly tolerance: number | null;
}

/** What a claim comes to. */
export interface Recomputed {
  readonly computed: number;
  readonly difference: number | null;
  readonly verdict: Verdict;
}

export const WRITTEN_CLAIMS = shipped<readonly WrittenClaim[]>(claims);

export const CLAIMS: readonly Claim[] = WRITTEN_CLAIMS.map((claim) => {
  const { printed, relation } = claim;
  return {
    ...claim,
    published: printed === null ? null : Number(printed),
    tolerance: printed === null || relation !== undefined ? null : halfAUnit(printed),
  };
});

/** Half a unit of the last digit of a number as it is printed: 0.005 of 1.72, 50 of 1.5e3. */
function halfAUnit(printed: string): number {
  const [digits, exponent = "0"] = printed.split("e");
  const decimals = digits.split(".")[1]?.length ?? 0;
  return Number(`5e${Number(exponent) - decimals - 1}`);
}

/** The claim of a number. */
export const claimNumbered = (number: number): Claim =>
  CLAIMS.find(({ claim }) => claim === number) ??
  fail("#N/A", `claim is ${number}: the article's claims are numbered 1 to ${CLAIMS.length}`);

/** Recomputes a claim in a scope of its own; the last step but one bears the key "published", the one before it "computed", the last "difference". */
export function recompute(claim: Claim): Recomputed {
  const { about, published, unit, source, relation } = claim;
  return inCase(
    scopeOf(claim),
    () => `${claim.claim}. ${about}`,
    () => {
      let least = 0;
      const computed = RECOMPUTATIONS[claim.claim]((formula, inputs, calculate, floor) => {
        least = floor ?? 0;
        return step("computed", about, unit, formula, calculate)(inputs);
      });
      if (published === null) return { computed, difference: null, verdict: verdictOn(claim, 0) };
      const printed = figure("published", "Published", unit, published, source);
      const all = { least, computed, published: printed };
      const difference = relation === "between" ? outside(unit)(all) : gap(unit)(all);
      return { computed, difference, verdict: verdictOn(claim, difference) };
    },
  );
}

export const scopeOf = ({ claim }: Pick<Claim, "claim">): string => `claim${claim}`;

type Compared = Readonly<Record<"least" | "computed" | "published", number>>;

const gap = (unit: string) =>
  step(
    "difference",
    "Difference",
    unit,
    "=computed - published",
    ({ computed, published }: Compared) => computed - published,
  );

const outside = (unit: string) =>
  step(
    "difference",
    "How far outside the bounds it is",
    unit,
    "=MIN(published - least, 0) + MAX(published - computed, 0)",
    ({ least, computed, published }: Compared) => Math.min(published - least, 0) + Math.max(published - computed, 0),
  );

/** What is beyond this share of the printed figure is no small difference. */
const CONTRADICTION = 0.05;
/** The last bits of a recomputation. */
const BITS = 1e-12;

/** A claim "rounds" only where the recomputed value rounds to the printed one; any other difference stands in the ledger. */
export function verdictOn({ kind, relation, published, tolerance }: Claim, difference: number): Verdict {
  if (kind === "not testable" || published === null) return "not testable";
  if (relation === "at least") return difference >= 0 ? "holds" : "inconsistent";
  if (relation === "between") return difference === 0 ? "holds" : "inconsistent";
  const missed = Math.abs(difference);
  const size = Math.abs(published);
  if (missed > (tolerance ?? 0)) return missed > CONTRADICTION * size ? "inconsistent" : "differs";
  return kind ?? (missed <= BITS * size ? "reproduces" : "rounding");
}
