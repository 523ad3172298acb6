// A custom function that holds the article to its own figures.
import { type Claim, CLAIMS, claimNumbered, recompute, scopeOf } from "../data/ledger";
import { fail } from "../model/errors";
import type { SpillValue } from "../model/spill";
import { type SpillCell, spills } from "../model/trace";
import { answer, optionalText } from "./edge";

const HEADINGS = [
  ...["claim", "about", "published", "recomputed", "difference", "tolerance"],
  ...["unit", "verdict", "reason", "source"],
];

/**
 * The figures that the article publishes beside the same recomputed from filings and assumptions, with a verdict and its reason.
 * @customfunction CAPEXRECONCILE
 * @param [claim] Number of the claim, 1 to 37; all of them if omitted.
 * @returns Table with headings: claim, about, published, recomputed, difference, tolerance, unit, verdict, reason, source.
 * @example =INDEX(CAPEXRECONCILE(25), 2, 8) → convention
 * @example =ROUND(INDEX(CAPEXRECONCILE(5), 2, 4), 3) → 469.532
 * @example =ROWS(CAPEXRECONCILE()) → 38
 * @example =CAPEXRECONCILE(38) → #N/A
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
    : fail("#VALUE!", `claim is "${text}": give its number, 1 to ${CLAIMS.length}`);
}

function ledger(claims: readonly Claim[]): SpillValue[][] {
  const rows = claims.map((claim) => ({ claim, ...recompute(claim) }));
  spills((path) => [
    HEADINGS.map((text) => ({ text })),
    ...rows.map(({ claim, difference }): SpillCell[] => {
      const at = (key: string): SpillCell => ({ path: [...path, scopeOf(claim)], key, index: [0, 0] });
      const [own, about, , , , tolerance, ...words] = texts(claim);
      const compared = difference === null ? { text: "" } : at("difference");
      const printed = difference === null ? { text: "" } : at("published");
      return [own, about, printed, at("computed"), compared, tolerance, ...words];
    }),
  ]);
  return [
    HEADINGS,
    ...rows.map(({ claim, computed, difference }) =>
      texts(claim).map(({ text }, i) => (i === 3 ? computed : i === 4 ? (difference ?? "") : text)),
    ),
  ];
}

const texts = ({
  claim,
  about,
  published,
  tolerance,
  unit,
  verdict,
  reason,
  source,
}: Claim): { text: string | number }[] =>
  [claim, about, published ?? "", "", "", tolerance ?? "", unit, verdict, reason, source].map((text) => ({ text }));
