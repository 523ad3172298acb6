// What the tab does with scenarios of the person's own: gives a range of keys and values a name, reads what has one, and lets a name go.
import { spoken } from "../../host/a1";
import { isLegalName, legalName } from "../../host/defined-names";
import { HostError } from "../../host/host";
import { texts } from "../../languages";
import * as parts from "../parts";
import type { Workshop } from "../workshop";

const words = texts.own;

/** So many formulas that use a name are told by their cells. */
const CELLS_TOLD = 3;

export interface OwnActions {
  typeName(name: string): void;
  /** Gives the range of assumptions at the selected cell the name that was typed. */
  saveScenario(): Promise<void>;
  forgetScenario(name: string): Promise<void>;
  /** Reads the workbook's own scenarios again, and what each comes to. */
  readOwn(): Promise<void>;
}

export function createOwnActions({ store, host, work, beside }: Workshop): OwnActions {
  let latest = 0;
  const readOwn = (): Promise<void> =>
    beside(async () => {
      const mine = ++latest;
      const { headlineOf, ownScenarios } = await parts.scenarioSheets();
      // A workbook that cannot be read says so where the selected cell is read.
      const own = await ownScenarios(host).catch(() => []);
      if (mine !== latest) return;
      const { presets, headlines } = store.get();
      const cash = presets.filter(({ kind }) => kind === "cash");
      const fixed = cash.map((preset) => [preset.name, headlines[preset.name] ?? headlineOf(preset)] as const);
      const moving = own.flatMap(({ name, preset }) => (preset === null ? [] : [[name, headlineOf(preset)] as const]));
      const known = new Set([...cash.map(({ name }) => name), ...moving.map(([name]) => name)]);
      store.set(({ compared }) => ({
        own,
        headlines: Object.fromEntries([...fixed, ...moving]),
        compared: compared.filter((name) => known.has(name)),
      }));
    });

  function mustBeFit(name: string): void {
    if (name === "") throw new HostError("NoName", words.noName);
    if (!isLegalName(name)) throw new HostError("BadName", words.badName(name, legalName(name)));
    const preset = store.get().presets.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (preset !== undefined) throw new HostError("PresetName", words.presetName(preset.name));
  }

  return {
    readOwn,
    typeName: (ownName) => store.set({ ownName }),
    saveScenario: () =>
      work(words.saving, async (progress) => {
        const name = store.get().ownName.trim();
        mustBeFit(name);
        const { blockToSave } = await parts.scenarioSheets();
        const { sheet, address } = await host.selection();
        const { told, ...place } = await blockToSave(host, { sheet, address }, progress);
        await host.define({ name, ...place });
        store.set({ ownName: "" });
        await readOwn();
        return words.saved(name, spoken(place), told.length);
      }),
    forgetScenario: (name) =>
      work(words.removing(name), async (progress) => {
        const uses = await host.findFormulas(
          new RegExp(`(?<![\\w.])${name.replaceAll(".", "\\.")}(?![\\w.(!])`, "i"),
          progress,
        );
        if (uses.length > 0)
          throw new HostError("InUse", words.inUse(name, uses.slice(0, CELLS_TOLD).map(spoken), uses.length));
        await host.undefine(name);
        await readOwn();
        return words.removed(name);
      }),
  };
}
