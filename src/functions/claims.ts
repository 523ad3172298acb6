// A custom function that holds the article to its own figures.
import { type Claim, CLAIMS, claimNumbered, recompute, scopeOf } from "../data/ledger";
import { brief, fail } from "../model/errors";
import { type SpillEntry, spillTable, type SpillValue } from "../model/steps/spill";
import { answer, optionalText } from "./edge";

const HEADINGS = [
  "claim",
  "about",
  "published",
  "recomputed",
  "difference",
  "tolerance",
  "unit",
  "verdict",
  "reason",
  "source",
];

/**
 * The figures that the article publishes beside the same recomputed from filings and assumptions, with a verdict and its reason.
 * @customfunction CAPEXRECONCILE
 * @param [claim] Number of the claim, 1 to 43; all of them if omitted.
 * @returns Table with headings: claim, about, published, recomputed, difference, tolerance, unit, verdict, reason, source.
 * @example =INDEX(CAPEXRECONCILE(25), 2, 8) → convention
 * @example =ROUND(INDEX(CAPEXRECONCILE(5), 2, 4), 3) → 469.532
 * @example =ROWS(CAPEXRECONCILE()) → 44
 * @example =CAPEXRECONCILE(44) → #N/A
 */
export function capexReconcile(claim: unknown[][]): unknown[][] {
  return answer(() => {
    const wanted = optionalText("claim", claim);
    return ledger(wanted === undefined ? CLAIMS : [claimNumbered(numbered(wanted))]);
  });
}

function numbered(text: string): number {
  const number = Number(text);
  return Number.isInteger(number)
    ? number
    : fail("#VALUE!", `claim is "${brief(text)}": give its number, 1 to ${CLAIMS.length}`);
}

const ledger = (claims: readonly Claim[]): SpillValue[][] =>
  spillTable([
    HEADINGS,
    ...claims.map((claim): SpillEntry[] => {
      const { claim: number, about, published, tolerance, unit, reason, source } = claim;
      const { computed, difference, verdict } = recompute(claim);
      const within = [scopeOf(claim)];
      return [
        number,
        about,
        published === null ? "" : { within, key: "published", value: published },
        { within, key: "computed", value: computed },
        difference === null ? "" : { within, key: "difference", value: difference },
        tolerance ?? "",
        unit,
        verdict,
        reason,
        source,
      ];
    }),
  ]);
