// All that the audit tells of a workbook, read in one go.
import type { KnownFunctions } from "../explain/explanation";
import type { Host, Progress } from "../host/host";
import type { Stamp } from "../sheets/stamp";
import { type Changes, changesSince } from "./changes";
import { auditWorkbook, type WorkbookAudit } from "./findings";
import { independentSheets, originalsIn } from "./independent";
import { liftSize } from "./literals";
import { type Remark, remarksIn } from "./remarks";

export interface WorkbookReading {
  readonly audit: WorkbookAudit;
  readonly changes: Changes;
  /** What a lift of the typed numbers would write. */
  readonly lift: { readonly values: number; readonly formulas: number };
  /** The sheets of an independent copy. */
  readonly copies: readonly string[];
  /** How many sheets a copy would have. */
  readonly originals: number;
  readonly dismissed: readonly Remark[];
}

export async function readWorkbook(
  host: Host,
  functions: KnownFunctions,
  stamp: Stamp,
  progress: Progress,
): Promise<WorkbookReading> {
  const audit = await auditWorkbook(host, functions, progress);
  const manifests = await host.manifests();
  return {
    audit,
    changes: changesSince(manifests, audit.cells, stamp),
    lift: liftSize(audit.cells),
    copies: independentSheets(manifests),
    originals: originalsIn(await host.sheets(), manifests).length,
    dismissed: await remarksIn(host),
  };
}
