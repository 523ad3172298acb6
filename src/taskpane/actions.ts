// What the pane does when it is asked: the actions of its tabs, and the few of its frame.
import type { Host, Ref } from "../host/host";
import { texts } from "../languages";
import { type AuditActions, createAuditActions } from "./audit/actions";
import { createDataActions, type DataActions } from "./data/actions";
import { createFunctionsActions, type FunctionsActions, type Startup } from "./functions/actions";
import { createScenariosActions, type ScenariosActions } from "./scenarios/actions";
import type { State, Tab } from "./state";
import type { Store } from "./store";
import { createWorkshop } from "./workshop";

export interface Actions extends DataActions, ScenariosActions, FunctionsActions, AuditActions {
  show(tab: Tab): void;
  dismiss(): void;
  goTo(ref: Ref): Promise<void>;
  /** Takes the last load back. */
  restore(): Promise<void>;
  /** Compares loaded sheets with what was written. */
  checkLoaded(): Promise<void>;
}

export function actionsOn(store: Store<State>, host: Host, clock: () => Date, startup?: Startup): Actions {
  const workshop = createWorkshop(store, host, clock);
  const { work, checkLoaded, beside, catalogue } = workshop;
  const learn = (): Promise<void> => beside(async () => void (await catalogue()));
  void learn();
  const audit = createAuditActions(workshop);
  return {
    ...createDataActions(workshop),
    ...createScenariosActions(workshop),
    ...createFunctionsActions(workshop, startup),
    ...audit,
    checkLoaded,
    show(tab) {
      // A success is old news elsewhere, unless it can still be taken back.
      store.set(({ notice, restorable }) => ({
        tab,
        notice: notice?.kind === "success" && !restorable ? null : notice,
      }));
      // Asked for again where it did not arrive.
      if (tab === "functions") void learn();
      void audit.follow();
    },
    dismiss: () => store.set({ notice: null }),
    goTo: (ref) =>
      work(texts.work.selecting, async () => {
        await host.activate(ref);
        return null;
      }),
    restore: () =>
      work(texts.work.restoring, async () => {
        const restored = await host.restore();
        store.set({ restorable: false });
        await checkLoaded();
        return restored ? texts.work.restored : texts.work.nothingToRestore;
      }),
  };
}
