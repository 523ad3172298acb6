// What the explorer shows: the lines, the one that is selected, and how it looks, which is fetched with it.
import type { Ref, Selection } from "../../host/host";
import type { Direction } from "../../review/explorer/explorer";
import type { Tree } from "../../review/explorer/tree";
import type { View } from "../view";

export interface Explored {
  readonly tree: Tree;
  /** The id of the selected line. */
  readonly at: number;
  readonly direction: Direction;
  /** A line is being opened. */
  readonly busy: boolean;
  /** The workbook has changed since. */
  readonly outdated: boolean;
  readonly view: (explored: Explored, selection: Selection | null, actions: ExplorerActions) => View;
}

/** How the arrow keys walk, and the others that a tree knows. */
export const STEPS = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End", "Enter"] as const;
export type Step = (typeof STEPS)[number];

export interface ExplorerActions {
  /** Starts from a cell; from the selected one without it. */
  explore(direction: Direction, from?: Ref): Promise<void>;
  walk(step: Step): Promise<void>;
  /** Selects a line, and opens or closes it where it was selected already. */
  touch(id: number): Promise<void>;
}
