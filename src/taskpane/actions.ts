// What the pane does when it is asked: the actions of its tabs, and the few of its frame.
import type { Host, Ref } from "../host/host";
import { texts } from "../languages";
import { keepChoice, speak, type Tag as Language } from "../languages/chosen";
import { type AuditActions, createAuditActions } from "./audit/actions";
import { createDataActions, type DataActions } from "./data/actions";
import { createFunctionsActions, type FunctionsActions, type Startup } from "./functions/actions";
import { createInSight } from "./in-sight";
import { createScenariosActions, type Linking, type ScenariosActions } from "./scenarios/actions";
import type { State, Tab } from "./state";
import type { Store } from "../controls/store";
import type { UndoActions } from "../controls/undo-bar";
import { createWorkshop } from "./workshop";

export interface Actions extends DataActions, ScenariosActions, FunctionsActions, AuditActions, UndoActions {
  show(tab: Tab): void;
  dismiss(): void;
  /** Every word in another language from now on, here and when the page is opened again. */
  speak(language: Language): Promise<void>;
  goTo(ref: Ref): Promise<void>;
  /** Compares loaded sheets with what was written. */
  checkLoaded(): Promise<void>;
}

/** What the page around the pane can do for it. */
export interface Surroundings {
  /** Where the host lets people choose. */
  readonly startup?: Startup;
  /** Where a link can open the page. */
  readonly linking?: Linking;
  /** The page has words of its own. */
  readonly onLanguage?: () => void;
}

export function actionsOn(
  store: Store<State>,
  host: Host,
  clock: () => Date,
  { startup, linking, onLanguage }: Surroundings = {},
): Actions {
  const workshop = createWorkshop(store, host, clock);
  const { work, checkLoaded, beside, catalogue } = workshop;
  const learn = (): Promise<void> => beside(async () => void (await catalogue()));
  void learn();
  const audit = createAuditActions(workshop);
  const data = createDataActions(workshop);
  void data.fetchFigures();
  const scenarios = createScenariosActions(workshop, linking);
  const functions = createFunctionsActions(workshop, startup);
  const refreshed = { data: checkLoaded, scenarios: scenarios.readOwn, functions: functions.refreshForm };
  const inSight = createInSight(workshop, refreshed);
  return {
    ...data,
    ...scenarios,
    ...functions,
    ...audit,
    checkLoaded,
    workbookChanged() {
      audit.workbookChanged();
      inSight.changed();
    },
    show(tab) {
      // A success is old news elsewhere.
      store.set(({ notice }) => ({ tab, notice: notice?.kind === "success" ? null : notice }));
      // Asked for again where it did not arrive.
      if (tab === "functions") void learn();
      if (tab === "data") void data.fetchFigures();
      void audit.follow();
      inSight.changed();
    },
    dismiss: () => store.set({ notice: null }),
    async speak(language) {
      try {
        await speak(language);
      } catch {
        return workshop.notify("error", texts.work.partMissing);
      }
      keepChoice(language);
      // What is shown already was said in the other language.
      store.set({ language, notice: null });
      onLanguage?.();
      await audit.follow();
    },
    goTo: (ref) =>
      work(texts.work.selecting, async () => {
        await host.activate(ref);
        return null;
      }),
    undo: workshop.undo,
    leaveUndo: () => store.set(({ undo }) => ({ undo: undo && { ...undo, asks: [] } })),
  };
}
