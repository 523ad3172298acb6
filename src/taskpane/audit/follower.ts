// The part of the pane that follows cells, fetched when it is first needed: it brings its own copy of the functions and of the model.
import type { FunctionHelp } from "../../catalogue/catalogue";
import { runnable } from "../../functions";
import { HostError, type SheetPlan } from "../../host/host";
import type { Explanation, KnownFunctions } from "../../explain/explanation";
import { NotExpandable } from "../../explain/expansion";
import { expansionSheet } from "../../sheets/expansion-sheet";
import type { Stamp } from "../../sheets/stamp";
import { texts } from "../../languages";

export { explain } from "../../explain/explain";
export { readingOf } from "../../explain/reading";
export { expansionName } from "../../sheets/expansion-sheet";
export { bareFormula } from "../../review/findings";

export const knownFunctions = (catalogue: readonly FunctionHelp[]): KnownFunctions =>
  new Map(
    catalogue.flatMap(({ id, parameters }) => {
      const run = runnable(id);
      return run === undefined ? [] : [[id, { parameters, run }] as const];
    }),
  );

/** The sheet, or a refusal in words. */
export function writtenOut(explanation: Explanation, name: string, stamp: Stamp): SheetPlan {
  try {
    return expansionSheet(explanation, name, stamp);
  } catch (error) {
    if (error instanceof NotExpandable)
      throw new HostError("NotExpandable", texts.expand.refused[error.why](error.part));
    throw error;
  }
}
