// What the tab of the audit knows: the cell that is followed, and the workbook as a whole.
import type { Explanation, NoExplanation } from "../../explain/explanation";
import type { CallReading } from "../../explain/reading";
import type { View } from "../../controls/view";
import type { FormulaCell, Ref, Selection } from "../../host/host";
import type { Direction } from "../../review/explorer/explorer";
import type { Explored, Step } from "../../review/explorer/walk";
import { NO_WORKBOOK, type WorkbookState } from "./workbook-state";

/** The cell that is followed. */
export interface FollowedCell {
  readonly result: Explanation | NoExplanation | null;
  readonly calls: readonly CallReading[];
  /** Cells of the workbook that hold formulas of ours, for whoever has selected none. */
  readonly ours: readonly FormulaCell[];
  readonly reading: boolean;
}

/** What the explorer is asked for. */
export interface ExplorerActions {
  /** Starts from a cell; from the selected one without it. */
  explore(direction: Direction, from?: Ref): Promise<void>;
  walk(step: Step): Promise<void>;
  /** Selects a line, and opens or closes it where it was selected already. */
  touch(id: number): Promise<void>;
}

/** Cells that are explored, and how that looks, which is fetched with it. */
export interface ExploredCells extends Explored {
  readonly view: (explored: Explored, selection: Selection | null, actions: ExplorerActions) => View;
}

/** The selected cell, the cells around it, the workbook as a whole, and a number that somebody published. */
export const AUDIT_PARTS = ["cell", "explore", "workbook", "claim"] as const;
export type AuditPart = (typeof AUDIT_PARTS)[number];

export interface AuditState {
  readonly auditPart: AuditPart;
  readonly explored: ExploredCells | null;
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
