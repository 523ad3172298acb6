// Walks through the explorer's lines: opens and closes them, and selects their cells in the grid.
import { present } from "../../model/errors";
import type { Host, Progress, Ref } from "../../host/host";
import { explorerTexts } from "../../languages/explorer";
import { type Direction, Explorer } from "../../review/explorer/explorer";
import type { Line } from "../../review/explorer/line";
import { closed, grown, isOpen } from "../../review/explorer/tree";
import type { State } from "../state";
import type { Store } from "../store";
import type { Explored, ExplorerActions, Step } from "./explorer-state";
import { explorerView } from "./explorer-view";
import { knownFunctions } from "./follower";

/** What it takes of the workshop, which fetches this part and so is not known here. */
interface Shop {
  readonly store: Store<State>;
  readonly host: Host;
  work(what: string, run: (progress: Required<Progress>) => Promise<string | null>): Promise<void>;
  beside(run: () => Promise<void>): Promise<void>;
}

export interface Walking extends ExplorerActions {
  /** The workbook changed: what was read may no longer hold. */
  forget(): void;
}

export function createExplorerActions({ store, host, work, beside }: Shop): Walking {
  let explorer: Explorer | undefined;
  const set = (change: (explored: Explored) => Partial<Explored>): void =>
    store.set(({ explored }) => (explored === null ? {} : { explored: { ...explored, ...change(explored) } }));

  async function start(direction: Direction, ref: Ref, progress?: Progress): Promise<void> {
    explorer ??= new Explorer(host, knownFunctions(store.get().catalogue));
    const tree = await explorer.from(ref, direction, progress);
    const explored = { tree, at: 0, direction, busy: false, outdated: false, view: explorerView };
    store.set({ explored });
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
    const tree = store.get().explored?.tree;
    return tree?.lines[tree.lines.indexOf(line) + 1];
  }

  async function goIn({ tree }: Explored, line: Line, index: number): Promise<void> {
    if (isOpen(tree, line, index)) return moveTo(tree.lines[index + 1]);
    const first = await open(line);
    const current = store.get().explored;
    if (current?.at !== line.id || first === undefined || first.parent !== line) return;
    return moveTo(first);
  }

  function goBack({ tree }: Explored, line: Line, index: number): Promise<void> {
    if (isOpen(tree, line, index)) set(() => ({ tree: closed(tree, line) }));
    else if (line.parent !== null) return moveTo(line.parent);
    return Promise.resolve();
  }

  async function step(key: Step): Promise<void> {
    const { explored } = store.get();
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

  async function begin(direction: Direction, from: Ref | null): Promise<void> {
    const selected = store.get().selection ?? (await host.selection());
    const ref = from ?? { sheet: selected.sheet, address: selected.address };
    if (direction === "precedents") return start(direction, ref);
    await work(explorerTexts.running, async (progress) => {
      await start(direction, ref, progress);
      return null;
    });
  }

  return {
    explore: (direction, from) => beside(() => begin(direction, from ?? null)),
    walk: (key) => beside(() => step(key)),
    touch: (id) =>
      beside(async () => {
        const { explored } = store.get();
        const line = explored?.tree.lines.find((each) => each.id === id);
        if (explored === null || line === undefined) return;
        if (line.kind === "more") return void (await open(line));
        if (explored.at !== id) return moveTo(line);
        if (isOpen(explored.tree, line)) set(({ tree }) => ({ tree: closed(tree, line) }));
        else await open(line);
      }),
    forget() {
      explorer = undefined;
      set(() => ({ outdated: true }));
    },
  };
}
