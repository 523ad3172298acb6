// All that the pane shows follows from this: what its frame knows, and each tab's own part.
import type { FunctionHelp } from "../catalogue/catalogue";
import type { Notice, Work } from "../controls/progress";
import { spokenLanguage, type Tag as Language } from "../languages/chosen";
import type { Undo } from "../review/steps";
import { type AuditState, initialAudit } from "./audit/state";
import { type DataState, initialData } from "./data/state";
import { type FunctionsState, initialFunctions } from "./functions/state";
import { initialScenarios, type ScenariosState } from "./scenarios/state";

export const TABS = ["data", "scenarios", "functions", "audit"] as const;
export type Tab = (typeof TABS)[number];

export interface State extends DataState, ScenariosState, FunctionsState, AuditState {
  readonly tab: Tab;
  readonly language: Language;
  readonly work: Work | null;
  /** What the host is waiting for, such as the end of typing in a cell. */
  readonly waiting: string | null;
  readonly notice: Notice | null;
  readonly undo: Undo | null;
  /** The next load clears the host's own undo, and nobody has been told yet. */
  readonly clearsUndo: boolean;
}

export const initialState = (catalogue: readonly FunctionHelp[] = []): State => ({
  ...initialData(),
  ...initialScenarios(),
  ...initialFunctions(catalogue),
  ...initialAudit(),
  tab: "data",
  language: spokenLanguage(),
  work: null,
  waiting: null,
  notice: null,
  undo: null,
  clearsUndo: false,
});
