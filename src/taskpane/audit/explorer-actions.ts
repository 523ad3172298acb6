// Explores cells: fetched with the explorer and its view when one is first asked for.
import { knownFunctions } from "../../explain/known-functions";
import { explorerView } from "../../controls/explorer-view";
import type { Host, Progress, Ref } from "../../host/host";
import { explorerTexts } from "../../languages/explorer";
import type { Direction } from "../../review/explorer/explorer";
import { createWalk } from "../../review/explorer/walk";
import type { State } from "../state";
import type { Store } from "../../controls/store";
import type { ExplorerActions } from "./state";

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
  const walk = createWalk({
    host,
    functions: () => knownFunctions(store.get().catalogue),
    shown: () => store.get().explored,
    show: (explored) => store.set({ explored: { ...explored, view: explorerView } }),
    begin,
  });

  async function begin(direction: Direction, from: Ref | null): Promise<void> {
    const selected = store.get().selection ?? (await host.selection());
    const ref = from ?? { sheet: selected.sheet, address: selected.address };
    if (direction === "precedents") return walk.start(direction, ref);
    await work(explorerTexts.running, async (progress) => {
      await walk.start(direction, ref, progress);
      return null;
    });
  }

  return {
    explore: (direction, from) => beside(() => begin(direction, from ?? null)),
    walk: (key) => beside(() => walk.step(key)),
    touch: (id) => beside(() => walk.touch(id)),
    forget: walk.forget,
  };
}
