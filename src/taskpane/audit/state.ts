// What the tab of the audit knows: the cell that is followed, and the workbook as a whole.
import type { Explanation, NoExplanation } from "../../explain/explanation";
import type { CallReading } from "../../explain/reading";
import type { FormulaCell, Selection } from "../../host/host";
import type { Explored } from "./explorer-state";
import { NO_WORKBOOK, type WorkbookState } from "./workbook-state";

/** The cell that is followed. */
export interface FollowedCell {
  readonly result: Explanation | NoExplanation | null;
  readonly calls: readonly CallReading[];
  /** Cells of the workbook that hold formulas of ours, for whoever has selected none. */
  readonly ours: readonly FormulaCell[];
  readonly reading: boolean;
}

/** The selected cell, the cells around it, and the workbook as a whole. */
export const AUDIT_PARTS = ["cell", "explore", "workbook"] as const;
export type AuditPart = (typeof AUDIT_PARTS)[number];

export interface AuditState {
  readonly auditPart: AuditPart;
  readonly explored: Explored | null;
  readonly selection: Selection | null;
  readonly followed: FollowedCell;
  readonly workbook: WorkbookState;
}

export const NOT_FOLLOWED: FollowedCell = { result: null, calls: [], ours: [], reading: false };

export const initialAudit = (): AuditState => ({
  auditPart: "cell",
  explored: null,
  selection: null,
  followed: NOT_FOLLOWED,
  workbook: NO_WORKBOOK,
});
