// What the tab of scenarios does: loads presets and the person's own, compares several, and takes scenarios from files and links and to them.
import { HostError } from "../../host/host";
import type { Preset } from "../../data/presets";
import { texts } from "../../languages";
import type { Sieve } from "../../pictures/finding-scenarios";
import type { Metric } from "../../sheets/comparison-sheet";
import * as parts from "../parts";
import { saveFile } from "../../controls/save";
import type { Progress, Workshop } from "../workshop";
import { createEditing, type EditingActions } from "./editing";
import { createOwnActions, type OwnActions } from "./own-actions";
import { createViewing, type ViewingActions } from "./viewing";

/** A longer file is refused before it is read. */
const MOST_BYTES = 5_000_000;

/** Makes an address of the page of its part behind "#". */
export type Linking = (fragment: string) => string;

export interface ScenariosActions extends OwnActions, EditingActions, ViewingActions {
  loadPreset(name: string): Promise<void>;
  compare(name: string, chosen: boolean): void;
  chooseMetric(metric: Metric): void;
  seek(sought: string): void;
  sift(sieve: Sieve): void;
  loadComparison(): Promise<void>;
  importScenario(file: Blob): Promise<void>;
  exportScenario(name: string): Promise<void>;
  copyLink(name: string): Promise<void>;
  /** Loads the scenario that an address of the page holds, if it holds one. */
  openLink(fragment: string): Promise<void>;
}

export function createScenariosActions(workshop: Workshop, linking?: Linking): ScenariosActions {
  const { store, host, stamp, work, notify, load, loadSheet } = workshop;
  const own = createOwnActions(workshop);
  const presetNamed = (name: string): Preset => {
    const { presets, own } = store.get();
    const found =
      presets.find((preset) => preset.name === name) ?? own.find((scenario) => scenario.name === name)?.preset;
    if (found === undefined || found === null) throw new HostError("UnknownPreset", texts.work.noPreset(name));
    return found;
  };
  const viewing = createViewing(workshop, presetNamed);

  /** Into new sheets, under a name of the workbook. */
  async function loadRead(preset: Preset, progress: Progress): Promise<string> {
    const { nameFor, scenarioSheets } = await parts.scenarioSheets();
    const sheets = scenarioSheets(preset, stamp(), { imported: preset.name }, nameFor(preset));
    const names = await host.freeNames(sheets.names);
    const said = await load(names, sheets.plans, progress);
    await own.readOwn();
    const named = store.get().own.find(({ place }) => place.sheet === names[0]);
    return named === undefined ? said : `${said} ${texts.own.named(named.name)}`;
  }

  return {
    ...own,
    ...createEditing(workshop, presetNamed, own.readOwn),
    ...viewing,
    readOwn: () => own.readOwn().then(viewing.followPicture),
    loadPreset: (name) =>
      work(texts.work.loadingPreset(name), async (progress) => {
        const { scenarioSheets } = await parts.scenarioSheets();
        const isOwn = store.get().own.some((scenario) => scenario.name === name);
        const sheets = scenarioSheets(presetNamed(name), stamp(), isOwn ? { imported: name } : { preset: name });
        return load(sheets.names, sheets.plans, progress);
      }),
    compare: (name, chosen) =>
      store.set(({ compared }) => {
        const others = compared.filter((each) => each !== name);
        return { compared: chosen ? [...others, name] : others };
      }),
    chooseMetric: (metric) => store.set({ metric }),
    seek: (sought) => store.set({ sought }),
    sift: (sieve) => store.set({ sieve }),
    loadComparison: () =>
      work(texts.comparison.comparing, async (progress) => {
        await own.readOwn();
        const { compared, metric } = store.get();
        const { comparisonSheet } = await parts.loadedSheets();
        const presets = compared.map(presetNamed);
        return loadSheet(texts.comparison.sheet, (name) => comparisonSheet(presets, metric, name, stamp()), progress);
      }),
    importScenario: (file) =>
      work(texts.files.importing, async (progress) => {
        if (file.size > MOST_BYTES) throw new HostError("FileTooLarge", texts.files.tooLarge(file.size));
        const { scenarioFrom } = await parts.scenarioFiles();
        const { preset, byHand } = scenarioFrom(await file.text());
        const said = await loadRead(preset, progress);
        return byHand ? `${said} ${texts.own.changedByHand}` : said;
      }),
    exportScenario: (name) =>
      work(texts.files.exportNamed(name), async () => {
        const { scenarioText } = await parts.scenarioFiles();
        const file = `${name}.json`;
        saveFile(file, scenarioText(presetNamed(name)));
        return texts.files.exported(file);
      }),
    copyLink: (name) =>
      work(texts.own.linking(name), async () => {
        if (linking === undefined) return null;
        const { linkOf } = await parts.scenarioFiles();
        const link = await linkOf(presetNamed(name));
        try {
          await navigator.clipboard.writeText(linking(link));
          return texts.own.linked(name);
        } catch {
          history.replaceState(null, "", link);
          notify("warning", texts.own.linkShown);
          return null;
        }
      }),
    openLink: async (fragment) => {
      if (fragment === "" || fragment === "#") return;
      const { isScenarioLink, scenarioOfLink } = await parts.scenarioFiles();
      if (!isScenarioLink(fragment)) return;
      store.set({ tab: "scenarios" });
      await work(texts.files.importing, async (progress) => loadRead(await scenarioOfLink(fragment), progress));
    },
  };
}
