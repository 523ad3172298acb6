// What the actions of all tabs have in common: one piece of work at a time, its notices, and loads that are all or nothing.
import type { FunctionHelp } from "../catalogue/catalogue";
import { CANCELLED, type Cell, type Host, HostError, type Ref, type SheetPlan } from "../host/host";
import { breath } from "../host/breath";
import { inWords, texts } from "../languages";
import { ModelError } from "../model/errors";
import { prefixedPlan } from "../sheets/prefix";
import { type Stamp, stampOf } from "../sheets/stamp";
import * as parts from "./parts";
import { type Notice, sentence } from "../controls/progress";
import type { State } from "./state";
import type { Store } from "../controls/store";
import { stepsShown } from "../review/steps";
import type { Step } from "../review/undoing";

/** A load that takes longer says so. */
const SLOW = 300;

export interface Progress {
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
}

export interface Workshop {
  readonly store: Store<State>;
  readonly host: Host;
  stamp(): Stamp;
  /** What every function says of itself, fetched and put into the state when it is first asked for. */
  catalogue(): Promise<readonly FunctionHelp[]>;
  notify(kind: Notice["kind"], text: string): void;
  /** Runs one thing at a time; a refusal of the host becomes a plain sentence. */
  work(what: string, run: (progress: Progress) => Promise<string | null>): Promise<void>;
  /** What goes on beside the work: when it is refused, the pane says so. */
  beside(run: () => Promise<void>): Promise<void>;
  /** New sheets under free names, all or nothing. */
  load(
    wanted: readonly string[],
    plans: (names: readonly string[]) => readonly SheetPlan[],
    progress: Progress,
  ): Promise<string>;
  /** The same of one sheet. */
  loadSheet(wanted: string, plan: (name: string) => SheetPlan, progress: Progress): Promise<string>;
  /** Compares loaded sheets with what was written. */
  checkLoaded(): Promise<void>;
  /** Types into one cell, as one step for undo. */
  overwrite(ref: Ref, cell: Cell, what: string): Promise<void>;
  /** Every action of the pane that changes the workbook says how it is taken back. */
  keepUndo(step: Step<Progress>): void;
  /** Takes back what was changed last; asks first where edits of the person's own would go with it, unless they are sure. */
  undo(sure?: boolean): Promise<void>;
}

export function createWorkshop(store: Store<State>, host: Host, clock: () => Date): Workshop {
  const notify = (kind: Notice["kind"], text: string): void => store.set({ notice: { kind, text } });
  const stamp = (): Stamp => stampOf(clock());

  async function catalogue(): Promise<readonly FunctionHelp[]> {
    if (store.get().catalogue.length === 0) store.set({ catalogue: (await parts.functionsHelp()).catalogue });
    return store.get().catalogue;
  }

  async function work(what: string, run: (progress: Progress) => Promise<string | null>): Promise<void> {
    if (store.get().work !== null) return;
    const controller = new AbortController();
    const cancel = (): void => controller.abort();
    store.set({ work: { what, share: 0, slow: false, cancel }, notice: null });
    const update = (change: Partial<NonNullable<State["work"]>>): void =>
      store.set(({ work }) => ({ work: work && { ...work, ...change } }));
    const timer = setTimeout(() => update({ slow: true }), SLOW);
    try {
      const done = await run({ signal: controller.signal, onProgress: (share) => update({ share }) });
      if (done !== null) notify("success", done);
    } catch (error) {
      if (error instanceof HostError && error.code === CANCELLED) notify("warning", texts.work.cancelled);
      else notify("error", problem(error));
    } finally {
      clearTimeout(timer);
      store.set({ work: null });
    }
  }

  const beside = (run: () => Promise<void>): Promise<void> => run().catch((error) => notify("error", problem(error)));

  const checkLoaded = (): Promise<void> =>
    beside(async () => {
      const { loadedSheets } = await parts.loadedSheets();
      // A workbook that cannot be read says so where the selected cell is read.
      const records = await host.manifests().catch(() => []);
      store.set({ records, loadedSheets: await loadedSheets(host, stamp(), records).catch(() => []) });
    });

  async function load(
    wanted: readonly string[],
    plans: (names: readonly string[]) => readonly SheetPlan[],
    progress: Progress,
  ): Promise<string> {
    const names = await host.freeNames(wanted);
    // Lets the pane show that something is under way before the sheets are made.
    await breath();
    const made = plans(names).map(prefixedPlan);
    await host.commit(made, progress);
    keepUndo({ what: texts.undo.load(names), sheets: made });
    await checkLoaded();
    return texts.work.loaded(names);
  }

  const loadSheet: Workshop["loadSheet"] = (wanted, plan, progress) =>
    load([wanted], (names) => names.map(plan), progress);

  async function overwrite(ref: Ref, after: Cell, what: string): Promise<void> {
    const before = await (await parts.undoing()).heldAt(host, ref);
    await host.write(ref, [[after]]);
    keepUndo({ what, edits: [{ ...ref, before, after }] });
  }

  const steps = stepsShown<Progress>((shown) => store.set({ undo: shown }), parts.undoing);

  function keepUndo(step: Step<Progress>): void {
    if (step.sheets !== undefined) store.set({ clearsUndo: false });
    steps.keep(step);
  }

  const undo = (sure = false): Promise<void> =>
    work(texts.undo.doing, async (progress) => {
      const what = await steps.takeBack(host, sure, progress);
      if (what === null) return null;
      await checkLoaded();
      return texts.undo.done(what);
    });

  return {
    keepUndo,
    undo,
    overwrite,
    store,
    host,
    stamp,
    catalogue,
    notify,
    work,
    beside,
    load,
    loadSheet,
    checkLoaded,
  };
}

/** What went wrong, as a sentence. */
export function problem(error: unknown): string {
  if (error instanceof HostError) return error.message;
  if (error instanceof ModelError) return sentence(inWords(error.message));
  return texts.work.defect(error instanceof Error ? error.message : String(error));
}
