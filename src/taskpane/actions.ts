// What the pane does when it is asked: reads and writes the workbook through the host, and tells the state what came of it.
import { CANCELLED, type FormulaCell, HostError, type Host, type Ref, type SheetPlan } from "../host/host";
import { spoken } from "../explain/address";
import { explained, type KnownFunctions } from "../explain/explanation";
import { createLoading, type Loading, type Progress } from "./data/loading";
import * as parts from "./parts";
import { prefixed, prefixedPlan } from "../sheets/prefix";
import { figuresName, figuresSheet, recordsSheet } from "../sheets/dataset-sheet";
import { type FiguresRequest, firstRequest, settle } from "../sheets/figures";
import { saveFile } from "./save";
import { scenarioSheets } from "../sheets/scenario-sheets";
import { type Stamp, stampOf } from "../sheets/stamp";
import type { Collection, Notice, State, Tab } from "./state";
import type { Store } from "./store";
import { texts } from "../languages";
import { createWorkbookWork, type WorkbookWork } from "./audit/workbook-actions";

/** A load that takes longer says so. */
const SLOW = 300;
/** The selection moves on quickly under the arrow keys. */
const REST = 80;

/** Whether the host starts the functions with this workbook, before the pane is opened. */
export interface Startup {
  read(): Promise<boolean>;
  set(on: boolean): Promise<void>;
}

export interface Actions extends Loading, WorkbookWork {
  show(tab: Tab): void;
  dismiss(): void;
  choose(collection: Collection): void;
  chooseEntity(entity: string): void;
  request(change: Partial<FiguresRequest>): void;
  loadData(): Promise<void>;
  loadPreset(name: string): Promise<void>;
  search(query: string): void;
  insert(formula: string): Promise<void>;
  copy(text: string): Promise<void>;
  goTo(ref: Ref): Promise<void>;
  expand(): Promise<void>;
  recalculate(): Promise<void>;
  repair(): Promise<void>;
  restore(): Promise<void>;
  startWithWorkbook(on: boolean): Promise<void>;
  selectionMoved(): void;
  workbookChanged(): void;
}

export function createActions(store: Store<State>, host: Host, clock: () => Date, startup?: Startup): Actions {
  const notify = (kind: Notice["kind"], text: string): void => store.set({ notice: { kind, text } });
  const stamp = (): Stamp => stampOf(clock());

  /** Runs one thing at a time; a refusal of the host becomes a plain sentence. */
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
      else notify("error", sentence(error));
    } finally {
      clearTimeout(timer);
      store.set({ work: null });
    }
  }

  /** What goes on beside the work: when it is refused, the pane says so. */
  const beside = (run: () => Promise<void>): Promise<void> => run().catch((error) => notify("error", sentence(error)));

  /** New sheets under free names, all or nothing. */
  async function load(
    wanted: readonly string[],
    plans: (names: readonly string[]) => readonly SheetPlan[],
    progress: Progress,
  ): Promise<string> {
    const names = await host.freeNames(wanted);
    // Lets the pane show that something is under way before the sheets are made.
    await new Promise((resolve) => setTimeout(resolve));
    await host.commit(plans(names).map(prefixedPlan), progress);
    store.set({ restorable: true });
    await loading.checkLoaded();
    return texts.work.loaded(names);
  }
  const loading = createLoading({ store, host, stamp, work, beside, load, save: saveFile });
  const workbook = createWorkbookWork({ store, host, stamp, work, load });

  /** Where our functions are; forgotten when the workbook changes. */
  let ours: FormulaCell[] | undefined;
  let functions: KnownFunctions | undefined;
  let following = 0;
  const fetchTables = (): Promise<void> =>
    beside(async () => {
      const { TABLES } = await parts.tables();
      store.set({ tables: TABLES });
    });

  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Explains the selected cell while the audit is in sight; a later call overtakes an earlier one. */
  async function follow(): Promise<void> {
    const mine = ++following;
    const overtaken = (): boolean => mine !== following;
    try {
      const selection = await host.selection();
      if (overtaken()) return;
      store.set({ selection });
      if (store.get().tab !== "audit") return;
      store.set(({ audit }) => ({ audit: { ...audit, reading: true } }));
      const { result: before } = store.get().audit;
      const same =
        before !== null &&
        explained(before) &&
        before.cell.sheet === selection.sheet &&
        before.cell.address === selection.address;
      const { catalogue } = store.get();
      const { explain, knownFunctions, readingOf } = await parts.auditing();
      functions ??= knownFunctions(catalogue);
      const result = await explain(host, selection, functions, same ? before : undefined);
      if (overtaken()) return;
      if (!explained(result)) ours ??= await host.findFormulas(callsOf(catalogue));
      if (overtaken()) return;
      const calls = explained(result) ? result.calls.map((call) => readingOf(call, catalogue)) : [];
      store.set({ audit: { result, calls, ours: ours ?? [], reading: false } });
    } catch (error) {
      if (overtaken()) return;
      store.set({ audit: { result: null, calls: [], ours: [], reading: false } });
      notify("error", sentence(error));
    }
  }

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void follow(), REST);
  }

  const actions: Actions = {
    ...loading,
    ...workbook,
    show(tab) {
      // A success is old news elsewhere, unless it can still be taken back.
      store.set(({ notice, restorable }) => ({
        tab,
        notice: notice?.kind === "success" && !restorable ? null : notice,
      }));
      void follow();
    },
    dismiss: () => store.set({ notice: null }),
    choose: (collection) => {
      store.set({ collection });
      if (collection === "ledger") void loading.openLedger();
      else if (collection !== "figures") void fetchTables();
    },
    chooseEntity: (entity) => store.set(settle({ ...firstRequest(entity), form: store.get().request.form })),
    request: (change) => store.set(({ request }) => settle({ ...request, ...change })),

    loadData: () =>
      work(texts.work.loadingData, (progress) => {
        const { collection, request } = store.get();
        if (collection === "ledger") return loading.loadLedger(progress);
        if (collection === "figures")
          return load([figuresName(request)], ([name]) => [figuresSheet(request, name, stamp())], progress);
        const { tables } = store.get();
        if (tables === null) throw new HostError("NotYet", texts.work.notYet);
        const table = tables[collection];
        return load([table.title], ([name]) => [recordsSheet(table, name, stamp(), { collection })], progress);
      }),

    loadPreset: (name) =>
      work(texts.work.loadingPreset(name), (progress) => {
        const preset = store.get().presets.find((each) => each.name === name);
        if (preset === undefined) throw new HostError("UnknownPreset", texts.work.noPreset(name));
        const sheets = scenarioSheets(preset, stamp());
        return load(sheets.names, sheets.plans, progress);
      }),

    search: (query) => store.set({ query }),

    insert: (formula) =>
      work(texts.work.inserting, async () => {
        const { sheet, address, values, formulas, spill } = await host.selection();
        const at = { sheet, address };
        if (values[0][0] !== null || formulas[0][0] !== null || spill !== null)
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

    goTo: (ref) =>
      work(texts.work.selecting, async () => {
        await host.activate(ref);
        return null;
      }),

    expand: () =>
      work(texts.work.expanding, async (progress) => {
        const { result } = store.get().audit;
        if (result === null || !explained(result)) throw new HostError("NothingToExpand", texts.audit.nothing);
        const { expansionName, writtenOut } = await parts.auditing();
        return load([expansionName(result)], ([name]) => [writtenOut(result, name, stamp())], progress);
      }),

    recalculate: () =>
      work(texts.work.recalculating, async () => {
        await host.recalculate();
        await follow();
        return null;
      }),

    repair: () =>
      work(texts.work.repairing, async () => {
        const { result } = store.get().audit;
        if (result === null || !explained(result)) return null;
        await host.write(result.anchor, [[{ formula: result.formula }]]);
        await follow();
        return null;
      }),

    restore: () =>
      work(texts.work.restoring, async () => {
        const restored = await host.restore();
        store.set({ restorable: false });
        await loading.checkLoaded();
        return restored ? texts.work.restored : texts.work.nothingToRestore;
      }),

    startWithWorkbook: (on) =>
      work(texts.startup.changing, async () => {
        await startup?.set(on);
        store.set({ startup: on });
        return on ? texts.startup.on : texts.startup.off;
      }),

    selectionMoved: soon,
    workbookChanged: () => {
      ours = undefined;
      soon();
    },
  };
  // A host that cannot tell offers no choice.
  startup?.read().then(
    (on) => store.set({ startup: on }),
    () => undefined,
  );
  return actions;
}

/** Formulas that call one of our functions. */
const callsOf = (catalogue: State["catalogue"]): RegExp =>
  new RegExp(`(^|[^A-Za-z0-9])(${catalogue.map(({ id }) => id).join("|")})\\s*\\(`, "i");

function sentence(error: unknown): string {
  if (error instanceof HostError) return error.message;
  return texts.work.defect(error instanceof Error ? error.message : String(error));
}
