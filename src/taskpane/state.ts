// All that the pane shows follows from this.
import type { FunctionHelp } from "../catalogue/catalogue";
import { presets, type Preset } from "../data/presets";
import type { Table } from "../data/tables";
import type { FormulaCell, Selection } from "../host/host";
import type { Explanation, NoExplanation } from "./audit/explanation";
import type { CallReading } from "./audit/reading";
import { type FiguresOffer, type FiguresRequest, firstRequest, settle } from "./sheets/figures";

export const TABS = ["data", "scenarios", "functions", "audit"] as const;
export type Tab = (typeof TABS)[number];

export const COLLECTIONS = ["figures", "prices", "clusters", "useful-lives"] as const;
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

export interface State {
  readonly tab: Tab;
  readonly catalogue: readonly FunctionHelp[];
  readonly presets: readonly Preset[];
  readonly collection: Collection;
  /** Fetched when one of them is first chosen. */
  readonly tables: Readonly<Record<Exclude<Collection, "figures">, Table>> | null;
  readonly request: FiguresRequest;
  readonly offer: FiguresOffer;
  readonly query: string;
  readonly selection: Selection | null;
  readonly audit: Audit;
  readonly work: Work | null;
  /** What the host is waiting for, such as the end of typing in a cell. */
  readonly waiting: string | null;
  readonly notice: Notice | null;
  /** The last load can be taken back. */
  readonly restorable: boolean;
}

export function initialState(catalogue: readonly FunctionHelp[]): State {
  const { request, offer } = settle(firstRequest("AMZN"));
  return {
    ...{ tab: "data", catalogue, presets: presets(), collection: "figures", tables: null, request, offer, query: "" },
    ...{ selection: null, work: null, waiting: null, notice: null, restorable: false },
    audit: { result: null, calls: [], ours: [], reading: false },
  };
}
