// What the tab of scenarios does: loads a preset, compares several, and takes scenarios from files and to them.
import type { Preset } from "../../data/presets";
import { HostError } from "../../host/host";
import { texts } from "../../languages";
import type { Metric } from "../../sheets/comparison-sheet";
import * as parts from "../parts";
import { saveFile } from "../save";
import type { Workshop } from "../workshop";

/** A longer file is refused before it is read. */
const MOST_BYTES = 5_000_000;

export interface ScenariosActions {
  loadPreset(name: string): Promise<void>;
  compare(name: string, chosen: boolean): void;
  chooseMetric(metric: Metric): void;
  loadComparison(): Promise<void>;
  importScenario(file: Blob): Promise<void>;
  exportScenario(name: string): Promise<void>;
}

export function createScenariosActions({ store, stamp, work, load, loadSheet }: Workshop): ScenariosActions {
  const presetNamed = (name: string): Preset => {
    const found = store.get().presets.find((preset) => preset.name === name);
    if (found === undefined) throw new HostError("UnknownPreset", texts.work.noPreset(name));
    return found;
  };

  return {
    loadPreset: (name) =>
      work(texts.work.loadingPreset(name), async (progress) => {
        const { scenarioSheets } = await parts.scenarioSheets();
        const sheets = scenarioSheets(presetNamed(name), stamp());
        return load(sheets.names, sheets.plans, progress);
      }),
    compare: (name, chosen) =>
      store.set(({ compared }) => {
        const others = compared.filter((each) => each !== name);
        return { compared: chosen ? [...others, name] : others };
      }),
    chooseMetric: (metric) => store.set({ metric }),
    loadComparison: () =>
      work(texts.comparison.comparing, async (progress) => {
        const { compared, metric } = store.get();
        const { comparisonSheet } = await parts.loadedSheets();
        const presets = compared.map(presetNamed);
        return loadSheet(texts.comparison.sheet, (name) => comparisonSheet(presets, metric, name, stamp()), progress);
      }),
    importScenario: (file) =>
      work(texts.files.importing, async (progress) => {
        if (file.size > MOST_BYTES) throw new HostError("FileTooLarge", texts.files.tooLarge(file.size));
        const [{ scenarioFrom }, { scenarioSheets }] = await Promise.all([
          parts.scenarioFiles(),
          parts.scenarioSheets(),
        ]);
        const { preset } = scenarioFrom(await file.text());
        const sheets = scenarioSheets(preset, stamp(), { imported: preset.name });
        return load(sheets.names, sheets.plans, progress);
      }),
    exportScenario: (name) =>
      work(texts.files.exportNamed(name), async () => {
        const { scenarioText } = await parts.scenarioFiles();
        const file = `${name}.json`;
        saveFile(file, scenarioText(presetNamed(name)));
        return texts.files.exported(file);
      }),
  };
}
