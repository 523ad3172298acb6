// What the pane does with the ledger, with comparisons, with scenario files and with what was loaded before.
import type { Preset } from "../../data/presets";
import { type Host, HostError, type SheetPlan } from "../../host/host";
import type { LoadedSheet } from "../../sheets/loaded";
import * as parts from "../parts";
import { prefixedPlan } from "../../sheets/prefix";
import type { Metric } from "../../sheets/comparison-sheet";
import { scenarioSheets } from "../../sheets/scenario-sheets";
import type { Stamp } from "../../sheets/stamp";
import type { Ledger, State } from "../state";
import type { Store } from "../store";
import { texts } from "../../languages";

/** A longer file is refused before it is read. */
const MOST_BYTES = 5_000_000;

export interface Loading {
  openLedger(): Promise<void>;
  loadLedger(progress: Progress): Promise<string>;
  filterLedger(filter: Ledger["filter"]): void;
  openClaim(claim: number): Promise<void>;
  compare(name: string, chosen: boolean): void;
  chooseMetric(metric: Metric): void;
  loadComparison(): Promise<void>;
  importScenario(file: Blob): Promise<void>;
  exportScenario(name: string): Promise<void>;
  /** Compares loaded sheets with what was written. */
  checkLoaded(): Promise<void>;
  keep(sheet: string): void;
  loadCopy(loaded: LoadedSheet): Promise<void>;
  overwrite(loaded: LoadedSheet): Promise<void>;
}

export interface Progress {
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
}

/** What the pane's actions have in common. */
export interface Workshop {
  readonly store: Store<State>;
  readonly host: Host;
  stamp(): Stamp;
  work(what: string, run: (progress: Progress) => Promise<string | null>): Promise<void>;
  /** What goes on beside the work: when it is refused, the pane says so. */
  beside(run: () => Promise<void>): Promise<void>;
  /** New sheets under free names, all or nothing. */
  load(
    wanted: readonly string[],
    plans: (names: readonly string[]) => readonly SheetPlan[],
    progress: Progress,
  ): Promise<string>;
  /** Hands a text to the person as a file. */
  save(file: string, text: string): void;
}

export function createLoading({ store, host, stamp, work, beside, load, save }: Workshop): Loading {
  const presetNamed = (name: string): Preset => {
    const found = store.get().presets.find((preset) => preset.name === name);
    if (found === undefined) throw new HostError("UnknownPreset", texts.work.noPreset(name));
    return found;
  };

  const loading: Loading = {
    openLedger: () =>
      beside(async () => {
        const { ledgerLines } = await parts.ledger();
        store.set(({ ledger }) => ({ ledger: { ...ledger, lines: ledger.lines ?? ledgerLines() } }));
      }),
    loadLedger: async (progress) => {
      const { ledgerSheet } = await parts.ledger();
      return load([texts.ledger.sheet], ([name]) => [ledgerSheet(name, stamp())], progress);
    },
    filterLedger: (filter) => store.set(({ ledger }) => ({ ledger: { ...ledger, filter } })),
    openClaim: (claim) =>
      beside(async () => {
        if (store.get().ledger.steps[claim] !== undefined) return;
        const { claimSteps } = await parts.ledger();
        const steps = claimSteps(claim);
        store.set(({ ledger }) => ({ ledger: { ...ledger, steps: { ...ledger.steps, [claim]: steps } } }));
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
        const { comparisonSheet } = await parts.loaded();
        const presets = compared.map(presetNamed);
        return load([texts.comparison.sheet], ([name]) => [comparisonSheet(presets, metric, name, stamp())], progress);
      }),

    importScenario: (file) =>
      work(texts.files.importing, async (progress) => {
        if (file.size > MOST_BYTES) throw new HostError("FileTooLarge", texts.files.tooLarge(file.size));
        const { scenarioFrom } = await parts.files();
        const preset = scenarioFrom(await file.text());
        const sheets = scenarioSheets(preset, stamp(), { imported: preset.name });
        return load(sheets.names, sheets.plans, progress);
      }),
    exportScenario: (name) =>
      work(texts.files.exportNamed(name), async () => {
        const { scenarioText } = await parts.files();
        const file = `${name}.json`;
        save(file, scenarioText(presetNamed(name)));
        return texts.files.exported(file);
      }),

    checkLoaded: () =>
      beside(async () => {
        const { loadedSheets } = await parts.loaded();
        // A workbook that cannot be read says so where the selected cell is read.
        const loaded = await loadedSheets(host, stamp()).catch(() => []);
        store.set({ loaded });
      }),
    keep: (sheet) => store.set(({ kept }) => ({ kept: [...kept, sheet] })),
    loadCopy: ({ manifest }) =>
      work(texts.loaded.refreshing(manifest.sheet), async (progress) => {
        const { mustStandOn, rewritten } = await parts.loaded();
        await mustStandOn(manifest, host);
        // Made once under its old name, so that a refusal comes before anything is asked of the host.
        const plan = await rewritten(manifest, stamp());
        const [name] = await host.freeNames([plan.name]);
        const copy = await rewritten(manifest, stamp(), name);
        return load([name], () => [copy], progress);
      }),
    overwrite: ({ manifest }) =>
      work(texts.loaded.refreshing(manifest.sheet), async (progress) => {
        const { mustStandOn, rewritten } = await parts.loaded();
        await mustStandOn(manifest, host);
        const plan = await rewritten(manifest, stamp());
        await host.commit([prefixedPlan(plan)], { ...progress, refresh: [plan.name] });
        store.set({ restorable: true });
        await loading.checkLoaded();
        return texts.loaded.refreshed(plan.name);
      }),
  };
  return loading;
}
