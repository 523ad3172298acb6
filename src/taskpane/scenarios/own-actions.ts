// What the tab does with scenarios of the person's own: gives a range of keys and values a name, reads what has one, and lets a name go.
import { spoken } from "../../host/a1";
import { texts } from "../../languages";
import * as parts from "../parts";
import type { Workshop } from "../workshop";

const words = texts.own;

export interface OwnActions {
  typeName(name: string): void;
  /** Gives the range of assumptions at the selected cell the name that was typed. */
  saveScenario(): Promise<void>;
  forgetScenario(name: string): Promise<void>;
  /** Reads the workbook's own scenarios again, and what each comes to. */
  readOwn(): Promise<void>;
}

export function createOwnActions({ store, host, work, beside, keepUndo }: Workshop): OwnActions {
  let latest = 0;
  const readOwn = (): Promise<void> =>
    beside(async () => {
      const mine = ++latest;
      const [{ ownScenarios }, { outlookOf }] = await Promise.all([parts.scenarioSheets(), parts.outlooks()]);
      // A workbook that cannot be read says so where the selected cell is read.
      const own = await ownScenarios(host).catch(() => []);
      if (mine !== latest) return;
      const { presets, outlooks } = store.get();
      const cash = presets.filter(({ kind }) => kind === "cash");
      const fixed = cash.map((preset) => [preset.name, outlooks[preset.name] ?? outlookOf(preset)] as const);
      const moving = own.flatMap(({ name, preset }) => (preset === null ? [] : [[name, outlookOf(preset)] as const]));
      const known = new Set([...cash.map(({ name }) => name), ...moving.map(([name]) => name)]);
      store.set(({ compared }) => ({
        own,
        outlooks: Object.fromEntries([...fixed, ...moving]),
        compared: compared.filter((name) => known.has(name)),
      }));
    });

  return {
    readOwn,
    typeName: (ownName) => store.set({ ownName }),
    saveScenario: () =>
      work(words.saving, async (progress) => {
        const name = store.get().ownName.trim();
        const { blockToSave, mustBeFit } = await parts.scenarioSheets();
        mustBeFit(name);
        const { sheet, address } = await host.selection();
        const { told, ...place } = await blockToSave(host, { sheet, address }, progress);
        await host.define({ name, ...place });
        store.set({ ownName: "" });
        keepUndo({ what: words.saveUndone(name), back: () => host.undefine(name).then(readOwn) });
        await readOwn();
        return words.saved(name, spoken(place), told.length);
      }),
    forgetScenario: (name) =>
      work(words.removing(name), async (progress) => {
        const { mustBeUnused } = await parts.scenarioSheets();
        await mustBeUnused(host, name, progress);
        const named = (await host.names()).find((each) => each.name.toLowerCase() === name.toLowerCase());
        await host.undefine(name);
        if (named !== undefined)
          keepUndo({ what: words.removeUndone(name), back: () => host.define(named).then(readOwn) });
        await readOwn();
        return words.removed(name);
      }),
  };
}
