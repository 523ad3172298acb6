// Walks through the explorer's lines: opens and closes them, and selects their cells in the grid.
import type { KnownFunctions } from "../../explain/explanation";
import type { Host, Progress, Ref } from "../../host/host";
import { present } from "../../model/errors";
import { type Direction, Explorer } from "./explorer";
import type { Line } from "./line";
import { closed, grown, isOpen, type Tree } from "./tree";

/** What a walk has come to: the lines, and the one that is selected. */
export interface Explored {
  readonly tree: Tree;
  /** The id of the selected line. */
  readonly at: number;
  readonly direction: Direction;
  /** A line is being opened. */
  readonly busy: boolean;
  /** The workbook has changed since. */
  readonly outdated: boolean;
}

/** How the arrow keys walk, and the others that a tree knows. */
export const STEPS = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End", "Enter"] as const;
export type Step = (typeof STEPS)[number];

/** Whoever walks, and what is shown of it. */
interface Walker {
  readonly host: Host;
  functions(): KnownFunctions;
  shown(): Explored | null;
  show(explored: Explored): void;
  /** Starts anew from a cell, when Enter is pressed on its line; from the selected one without it. */
  begin(direction: Direction, from: Ref | null): Promise<void>;
}

export interface Walk {
  /** Starts from a cell. */
  start(direction: Direction, from: Ref, progress?: Progress): Promise<void>;
  step(key: Step): Promise<void>;
  /** Selects a line, and opens or closes it where it was selected already. */
  touch(id: number): Promise<void>;
  /** The workbook changed: what was read may no longer hold. */
  forget(): void;
}

export function createWalk({ host, functions, shown, show, begin }: Walker): Walk {
  let explorer: Explorer | undefined;
  function set(change: (explored: Explored) => Partial<Explored>): void {
    const explored = shown();
    if (explored !== null) show({ ...explored, ...change(explored) });
  }

  async function start(direction: Direction, ref: Ref, progress?: Progress): Promise<void> {
    explorer ??= new Explorer(host, functions());
    const tree = await explorer.from(ref, direction, progress);
    show({ tree, at: 0, direction, busy: false, outdated: false });
    const root = present(tree.lines[0]);
    await Promise.all([open(root), select(root)]);
  }

  /** The last that was asked for wins: keys come faster than a grid selects. */
  let wanted: Ref | null = null;
  let selecting = false;
  async function select({ ref }: Line): Promise<void> {
    wanted = ref;
    if (selecting) return;
    selecting = true;
    try {
      while (wanted !== null) {
        const next: Ref = wanted;
        wanted = null;
        await host.activate(next);
      }
    } finally {
      selecting = false;
    }
  }

  function moveTo(line: Line | undefined): Promise<void> {
    if (line === undefined) return Promise.resolve();
    set(() => ({ at: line.id }));
    return select(line);
  }

  /** Opens a line, and answers the first that came of it. */
  async function open(line: Line): Promise<Line | undefined> {
    if (line.grow === null) return undefined;
    set(() => ({ busy: true }));
    try {
      const drafts = await line.grow();
      set(({ tree, at }) => {
        const next = grown(tree, line, drafts);
        const index = tree.lines.indexOf(line);
        // What stood for more is gone: the first of them is selected instead.
        return { tree: next, at: line.kind === "more" && at === line.id ? (next.lines[index]?.id ?? at) : at };
      });
    } finally {
      set(() => ({ busy: false }));
    }
    const tree = shown()?.tree;
    return tree?.lines[tree.lines.indexOf(line) + 1];
  }

  async function goIn({ tree }: Explored, line: Line, index: number): Promise<void> {
    if (isOpen(tree, line, index)) return moveTo(tree.lines[index + 1]);
    const first = await open(line);
    const current = shown();
    if (current?.at !== line.id || first === undefined || first.parent !== line) return;
    return moveTo(first);
  }

  function goBack({ tree }: Explored, line: Line, index: number): Promise<void> {
    if (isOpen(tree, line, index)) set(() => ({ tree: closed(tree, line) }));
    else if (line.parent !== null) return moveTo(line.parent);
    return Promise.resolve();
  }

  async function step(key: Step): Promise<void> {
    const explored = shown();
    if (explored === null) return;
    const { lines } = explored.tree;
    const index = lines.findIndex(({ id }) => id === explored.at);
    const line = lines[index];
    if (line === undefined) return;
    switch (key) {
      case "ArrowRight":
        return explored.busy ? undefined : goIn(explored, line, index);
      case "ArrowLeft":
        return goBack(explored, line, index);
      case "ArrowUp":
        return moveTo(lines[index - 1]);
      case "ArrowDown":
        return moveTo(lines[index + 1]);
      case "Home":
        return moveTo(lines[0]);
      case "End":
        return moveTo(lines.at(-1));
      case "Enter":
        return line.kind === "more" ? void (await open(line)) : begin(explored.direction, line.ref);
    }
  }

  async function touch(id: number): Promise<void> {
    const explored = shown();
    const line = explored?.tree.lines.find((each) => each.id === id);
    if (explored === null || line === undefined) return;
    if (line.kind === "more") return void (await open(line));
    if (explored.at !== id) return moveTo(line);
    if (isOpen(explored.tree, line)) set(({ tree }) => ({ tree: closed(tree, line) }));
    else await open(line);
  }

  return {
    start,
    step,
    touch,
    forget() {
      explorer = undefined;
      set(() => ({ outdated: true }));
    },
  };
}
