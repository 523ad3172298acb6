// The part of the pane that follows cells, fetched when it is first needed: it brings its own copy of the functions and of the model.
import type { FunctionHelp } from "../catalogue/catalogue";
import { runnable } from "../functions";
import { HostError, type SheetPlan } from "../host/host";
import type { Explanation, KnownFunctions } from "./audit/explanation";
import { NotExpandable } from "./audit/expansion";
import { expansionSheet } from "./sheets/expansion-sheet";
import type { Stamp } from "./sheets/stamp";
import { texts } from "./texts";

export { explain } from "./audit/explain";
export { readingOf } from "./audit/reading";
export { expansionName } from "./sheets/expansion-sheet";
export { auditWorkbook, bareFormula } from "./workbook/audit";
export { changesSince } from "./workbook/changes";
export { independentCopy, independentSheets, originalsIn } from "./workbook/independent";
export { lift, liftSize } from "./workbook/literals";
export { reportSheet } from "./workbook/report-sheet";

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
      throw new HostError("NotExpandable", texts.expand.refused(error.why, error.part));
    throw error;
  }
}
