// What the tab of functions does: finds them, types an example into the selected cell, and keeps how they start.
import { spoken } from "../../host/a1";
import { texts } from "../../languages";
import { prefixed } from "../../sheets/prefix";
import type { FormActions } from "../../controls/form-view";
import * as parts from "../parts";
import type { Workshop } from "../workshop";
import type { Filling } from "../../review/filling";

/** Whether the host starts the functions with this workbook, before the pane is opened. */
export interface Startup {
  read(): Promise<boolean>;
  set(on: boolean): Promise<void>;
}

export interface FunctionsActions extends FormActions {
  search(query: string): void;
  openForm(id: string): Promise<void>;
  /** Computes the open form again. */
  refreshForm(): Promise<void>;
  startWithWorkbook(on: boolean): Promise<void>;
}

export function createFunctionsActions(workshop: Workshop, startup?: Startup): FunctionsActions {
  const { store, work, notify } = workshop;
  let made: Filling | undefined;
  const filling = async (): Promise<Filling> => {
    const { createFilling, formView } = await parts.form();
    return (made ??= createFilling({
      ...workshop,
      shown: () => store.get().form,
      show: (form) => store.set({ form: { ...form, view: formView } }),
      scenarios: () =>
        [...store.get().own, ...store.get().presets.filter(({ kind }) => kind === "cash")].map(({ name }) => name),
    }));
  };
  const beside = (act: (filling: Filling) => Promise<void> | void): Promise<void> =>
    workshop.beside(async () => act(await filling()));
  const insert = (formula?: string): Promise<void> =>
    work(texts.work.inserting, async () => {
      const { at, back } = await (await filling()).insert(formula);
      workshop.keepUndo({ what: texts.undo.insert(spoken(at)), back });
      return texts.functions.inserted(spoken(at));
    });
  async function start(on: boolean): Promise<void> {
    await startup?.set(on);
    store.set({ startup: on });
  }
  // A host that cannot tell offers no choice.
  startup?.read().then(
    (on) => store.set({ startup: on }),
    () => undefined,
  );
  return {
    search: (query) => store.set({ query }),
    openForm: (id) => beside(({ open }) => open(id)),
    closeForm: () => store.set({ form: null }),
    enter: (name, text) => beside(({ enter }) => enter({ [name]: text })),
    pick: (name) => beside(({ pick }) => pick(name)),
    fillIn: (formula) => beside(({ fillIn }) => fillIn(formula)),
    refreshForm: async () => (store.get().form === null ? undefined : beside(({ refresh }) => refresh())),
    insertForm: () => insert(),
    insert,
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(prefixed(text));
        notify("success", texts.functions.copied(prefixed(text)));
      } catch {
        notify("warning", texts.functions.notCopied);
      }
    },
    startWithWorkbook: (on) =>
      work(texts.startup.changing, async () => {
        await start(on);
        workshop.keepUndo({ what: texts.startup.undone(on), back: () => start(!on) });
        return on ? texts.startup.on : texts.startup.off;
      }),
  };
}
