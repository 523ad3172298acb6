// What the tab of functions does: finds them, types an example into the selected cell, and keeps how they start.
import { spoken } from "../../host/a1";
import { HostError } from "../../host/host";
import { texts } from "../../languages";
import { prefixed } from "../../sheets/prefix";
import type { Workshop } from "../workshop";

/** Whether the host starts the functions with this workbook, before the pane is opened. */
export interface Startup {
  read(): Promise<boolean>;
  set(on: boolean): Promise<void>;
}

export interface FunctionsActions {
  search(query: string): void;
  insert(formula: string): Promise<void>;
  copy(text: string): Promise<void>;
  startWithWorkbook(on: boolean): Promise<void>;
}

export function createFunctionsActions({ store, host, work, notify }: Workshop, startup?: Startup): FunctionsActions {
  // A host that cannot tell offers no choice.
  startup?.read().then(
    (on) => store.set({ startup: on }),
    () => undefined,
  );
  return {
    search: (query) => store.set({ query }),
    insert: (formula) =>
      work(texts.work.inserting, async () => {
        const { sheet, address, values, formulas, spill } = await host.selection();
        const at = { sheet, address };
        if ([...values, ...formulas].flat().some((content) => content !== null) || spill !== null)
          throw new HostError("NotEmpty", texts.functions.notEmpty(spoken(at)));
        await host.write(at, [[{ formula: prefixed(formula) }]]);
        return texts.functions.inserted(spoken(at));
      }),
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
        await startup?.set(on);
        store.set({ startup: on });
        return on ? texts.startup.on : texts.startup.off;
      }),
  };
}
