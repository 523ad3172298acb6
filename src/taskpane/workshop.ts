// What the actions of all tabs have in common: one piece of work at a time, its notices, and loads that are all or nothing.
import type { FunctionHelp } from "../catalogue/catalogue";
import { CANCELLED, type Cell, type Host, HostError, type Ref, type SheetPlan } from "../host/host";
import { breath } from "../host/breath";
import { texts } from "../languages";
import { ModelError } from "../model/errors";
import { prefixedPlan } from "../sheets/prefix";
import { type Stamp, stampOf } from "../sheets/stamp";
import * as parts from "./parts";
import { type Notice, sentence } from "../controls/progress";
import type { State } from "./state";
import type { Store } from "../controls/store";

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
  /** Types into one cell what the person can take back with one click. */
  overwrite(ref: Ref, cell: Cell): Promise<void>;
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
    store.set({ work: { what, share: 0, slow: false, cancel }, notice: null, written: null });
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
      store.set({ loadedSheets: await loadedSheets(host, stamp()).catch(() => []) });
    });

  async function load(
    wanted: readonly string[],
    plans: (names: readonly string[]) => readonly SheetPlan[],
    progress: Progress,
  ): Promise<string> {
    const names = await host.freeNames(wanted);
    // Lets the pane show that something is under way before the sheets are made.
    await breath();
    await host.commit(plans(names).map(prefixedPlan), progress);
    store.set({ restorable: true, clearsUndo: false });
    await checkLoaded();
    return texts.work.loaded(names);
  }

  const loadSheet: Workshop["loadSheet"] = (wanted, plan, progress) =>
    load([wanted], (names) => names.map(plan), progress);

  async function overwrite(ref: Ref, cell: Cell): Promise<void> {
    const { values, formulas } = await host.read(ref);
    const [[formula], [value]] = [formulas[0] ?? [null], values[0] ?? [null]];
    const before: Cell = formula === null || formula === undefined ? (value ?? null) : { formula };
    await host.write(ref, [[cell]]);
    store.set({ written: { ref, before } });
  }

  return { overwrite, store, host, stamp, catalogue, notify, work, beside, load, loadSheet, checkLoaded };
}

/** What went wrong, as a sentence. */
export function problem(error: unknown): string {
  if (error instanceof HostError) return error.message;
  if (error instanceof ModelError) return sentence(error.message);
  return texts.work.defect(error instanceof Error ? error.message : String(error));
}
