// All that the pane shows follows from this.
import type { FunctionHelp } from "../catalogue/catalogue";
import type { Verdict } from "../data/ledger";
import { presets, type Preset } from "../data/presets";
import type { Table } from "../data/tables";
import type { FormulaCell, Selection } from "../host/host";
import type { Explanation, NoExplanation } from "../explain/explanation";
import type { CallReading, StepLine } from "../explain/reading";
import type { LedgerLine } from "./data/ledger";
import type { LoadedSheet } from "../sheets/loaded";
import type { Metric } from "../sheets/comparison-sheet";
import type { TableName } from "../sheets/request";
import { NO_WORKBOOK, type WorkbookState } from "./audit/workbook-state";
import { type FiguresOffer, type FiguresRequest, firstRequest, settle } from "../sheets/figures";

export const TABS = ["data", "scenarios", "functions", "audit"] as const;
export type Tab = (typeof TABS)[number];

export const COLLECTIONS = ["figures", "prices", "clusters", "useful-lives", "ledger"] as const satisfies readonly (
  TableName | "figures" | "ledger"
)[];
export type Collection = (typeof COLLECTIONS)[number];

/** Something under way: its share, when it is known, and how to end it. */
export interface Work {
  readonly what: string;
  readonly share: number;
  /** It has taken long enough to be worth a word. */
  readonly slow: boolean;
  readonly cancel: (() => void) | null;
}

export interface Notice {
  readonly kind: "success" | "warning" | "error";
  readonly text: string;
}

export interface Audit {
  readonly result: Explanation | NoExplanation | null;
  readonly calls: readonly CallReading[];
  /** Cells of the workbook that hold formulas of ours, for whoever has selected none. */
  readonly ours: readonly FormulaCell[];
  readonly reading: boolean;
}

/** The article's claims, once they are computed. */
export interface Ledger {
  readonly lines: readonly LedgerLine[] | null;
  readonly filter: Verdict | "all";
  /** The steps of the claims that were opened. */
  readonly steps: Readonly<Record<number, readonly StepLine[]>>;
}

export interface State {
  readonly tab: Tab;
  readonly catalogue: readonly FunctionHelp[];
  readonly presets: readonly Preset[];
  readonly collection: Collection;
  /** Fetched when one of them is first chosen. */
  readonly tables: Readonly<Record<TableName, Table>> | null;
  readonly request: FiguresRequest;
  readonly offer: FiguresOffer;
  readonly query: string;
  readonly ledger: Ledger;
  /** What earlier loads left in the workbook. */
  readonly loaded: readonly LoadedSheet[];
  /** Edited sheets that are to stay as they are. */
  readonly kept: readonly string[];
  /** Presets to compare, the first to hold the others against. */
  readonly compared: readonly string[];
  readonly metric: Metric;
  readonly selection: Selection | null;
  readonly audit: Audit;
  readonly workbook: WorkbookState;
  readonly work: Work | null;
  /** What the host is waiting for, such as the end of typing in a cell. */
  readonly waiting: string | null;
  readonly notice: Notice | null;
  /** The last load can be taken back. */
  readonly restorable: boolean;
  /** Whether the functions start with this workbook; null where the host has no such choice. */
  readonly startup: boolean | null;
}

export function initialState(catalogue: readonly FunctionHelp[]): State {
  const { request, offer } = settle(firstRequest("AMZN"));
  return {
    ...{ tab: "data", catalogue, presets: presets(), collection: "figures", tables: null, request, offer, query: "" },
    ...{ selection: null, work: null, waiting: null, notice: null, restorable: false, startup: null },
    audit: { result: null, calls: [], ours: [], reading: false },
    workbook: NO_WORKBOOK,
    ledger: { lines: null, filter: "all", steps: {} },
    ...{ loaded: [], kept: [], compared: [], metric: "npv" },
  };
}
