// What the pane knows of the workbook as a whole.
import type { Changes } from "../../review/changes";
import type { ErrorGroup } from "../../review/errors";
import type { Filter } from "../../review/finding-list";
import type { WorkbookAudit } from "../../review/findings";
import type { Left } from "../../review/independent";
import type { Remark } from "../../review/remarks";

export interface WorkbookState {
  readonly audit: WorkbookAudit | null;
  /** The workbook has changed since. */
  readonly outdated: boolean;
  readonly changes: Changes | null;
  readonly filter: Filter;
  /** The finding that is looked at, by its key. */
  readonly at: string | null;
  /** The finding that is being dismissed: its reason is asked for. */
  readonly asking: string | null;
  readonly dismissed: readonly Remark[];
  /** What a lift of the typed numbers would write. */
  readonly lift: { readonly values: number; readonly formulas: number };
  /** How many sheets a copy would have. */
  readonly originals: number;
  /** The sheets of an independent copy, and what in it does not live. */
  readonly copies: readonly string[];
  readonly left: readonly Left[];
  /** Every error of ours by its reason, once it was asked for; of one sheet or of all. */
  readonly errors: readonly ErrorGroup[] | null;
  readonly errorsOf: ErrorScope;
}

export type ErrorScope = "sheet" | "workbook";

export const NO_WORKBOOK: WorkbookState = {
  audit: null,
  outdated: false,
  changes: null,
  filter: "all",
  at: null,
  asking: null,
  dismissed: [],
  originals: 0,
  copies: [],
  left: [],
  errors: null,
  errorsOf: "workbook",
  lift: { values: 0, formulas: 0 },
};
