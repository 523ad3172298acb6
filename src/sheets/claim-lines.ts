// The part of the pane that shows the article's ledger, fetched when it is first opened: it recomputes every claim.
import { type Claim, claimNumbered, CLAIMS, recompute, type Recomputed } from "../data/ledger";
import { newTrail, watch } from "../model/steps/trace";
import { type StepLine, stepLines } from "../explain/reading";

export { ledgerSheet } from "./ledger-sheet";

/** A claim beside what comes out when it is computed again. */
export type ClaimLine = Claim & Recomputed;

export const claimLines = (): ClaimLine[] => CLAIMS.map((claim) => ({ ...claim, ...recompute(claim) }));

/** How a claim is computed, step by step. */
export function claimSteps(number: number): readonly StepLine[] {
  const trail = newTrail();
  watch(trail, () => recompute(claimNumbered(number)));
  return stepLines(trail);
}
