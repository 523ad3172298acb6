// What the pane changed in the workbook as one step, and how it is taken back.
import type { Host, SheetPlan } from "../host/host";
import { heldAt, takeBack } from "./edits";
import type { CellEdit } from "./finding";
import { type LaterEdits, laterEdits } from "./later-edits";

export { heldAt };

export interface Step<Progress> {
  /** What was done, in the middle of a sentence: "load NEOCLOUD on 2 sheets". */
  readonly what: string;
  /** Cells that it typed into. */
  readonly edits?: readonly CellEdit[];
  /** Sheets that a load wrote; none where taking the step back is a load itself. A host takes back its last load only. */
  readonly sheets?: readonly SheetPlan[];
  /** What takes the rest back, or looks at the workbook again. */
  back?(progress: Progress): Promise<unknown>;
}

/** Answers the person's own edits that would go with it: then nothing is taken back, unless they are sure. */
export async function takeStepBack<Progress>(
  host: Host,
  { edits = [], sheets = [], back }: Step<Progress>,
  sure: boolean,
  progress: Progress,
): Promise<readonly LaterEdits[]> {
  const asks = sure ? [] : await laterEdits(host, sheets, edits);
  if (asks.length > 0) return asks;
  // The formulas first: without the sheet they would have lost what they read.
  await takeBack(host, edits);
  if (sheets.length > 0) await host.restore();
  await back?.(progress);
  return [];
}
