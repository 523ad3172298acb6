// What the tab of data does: loads figures and tables, shows the ledger, and writes again what was loaded before.
import { HostError } from "../../host/host";
import { inWords, texts } from "../../languages";
import { figuresName, figuresSheet, recordsSheet } from "../../sheets/dataset-sheet";
import { type FiguresRequest, firstFigures, firstRequest, haveCome, settle } from "../../sheets/figures";
import type { LoadedSheet, Overwritten } from "../../sheets/loaded-sheets";
import { prefixedPlan } from "../../sheets/prefix";
import * as parts from "../parts";
import { saveFile } from "../../controls/save";
import type { Progress, Workshop } from "../workshop";
import type { Collection } from "../../sheets/preview";
import type { LedgerActions } from "../../controls/ledger-view";

export interface DataActions extends LedgerActions {
  /** Brings the figures of companies, where they have not come. */
  fetchFigures(): Promise<void>;
  choose(collection: Collection): void;
  chooseEntity(entity: string): void;
  request(change: Partial<FiguresRequest>): void;
  keep(sheet: string): void;
  importFigures(file: Blob): Promise<void>;
  exportFigures(): Promise<void>;
  loadCopy(sheet: LoadedSheet): Promise<void>;
  overwrite(sheet: LoadedSheet): Promise<void>;
  /** Types what an assumption was before someone typed over it. */
  goBack(overwritten: Overwritten): Promise<void>;
}

export const createDataActions = (workshop: Workshop): DataActions => ({
  ...choosing(workshop),
  ...loadingAgain(workshop),
  ...ownFigures(workshop),

  loadData: () =>
    workshop.work(texts.work.loadingData, (progress) => {
      const { collection } = workshop.store.get();
      if (collection === "ledger") return loadLedger(workshop, progress);
      if (collection === "wall") return loadWall(workshop, progress);
      return collection === "figures" ? loadFigures(workshop, progress) : loadTable(workshop, collection, progress);
    }),
});

/** A longer file is refused before it is read; the SEC's of a large company has eight megabytes. */
const MOST_BYTES = 30_000_000;

const ownFigures = ({
  store,
  stamp,
  work,
  loadSheet,
}: Workshop): Pick<DataActions, "importFigures" | "exportFigures"> => ({
  importFigures: (file) =>
    work(texts.files.importing, async (progress) => {
      if (file.size > MOST_BYTES) throw new HostError("FileTooLarge", texts.ownFigures.tooLarge(file.size));
      const { figuresFrom, ownFiguresSheet } = await parts.figureFiles();
      const rows = figuresFrom(await file.text());
      return loadSheet(texts.ownFigures.sheet, (name) => ownFiguresSheet(rows, name, stamp()), progress);
    }),
  exportFigures: () =>
    work(texts.ownFigures.export, async () => {
      const { figureFile, requested } = await parts.figureFiles();
      const { request } = store.get();
      const file = `${request.entity}.csv`;
      saveFile(file, figureFile(requested(request)), "text/csv");
      return texts.files.exported(file);
    }),
});

async function loadLedger({ loadSheet, stamp }: Workshop, progress: Progress): Promise<string> {
  const { ledgerSheet } = await parts.claims();
  return loadSheet(texts.ledger.sheet, (name) => ledgerSheet(name, stamp()), progress);
}

async function loadWall({ loadSheet, stamp }: Workshop, progress: Progress): Promise<string> {
  const { wallSheet } = await parts.wallOnSheet();
  return loadSheet(texts.data.wall, (name) => wallSheet(name, stamp()), progress);
}

function loadFigures({ store, loadSheet, stamp }: Workshop, progress: Progress): Promise<string> {
  const { request } = store.get();
  return loadSheet(figuresName(request), (name) => figuresSheet(request, name, stamp()), progress);
}

function loadTable(
  { store, loadSheet, stamp }: Workshop,
  collection: Exclude<Collection, "figures" | "wall" | "ledger">,
  progress: Progress,
): Promise<string> {
  const { tables } = store.get();
  if (tables === null) throw new HostError("NotYet", texts.work.notYet);
  const table = tables[collection];
  return loadSheet(inWords(table.title), (name) => recordsSheet(table, name, stamp(), { collection }), progress);
}

function choosing({
  store,
  beside,
}: Workshop): Pick<
  DataActions,
  "fetchFigures" | "choose" | "chooseEntity" | "request" | "filterLedger" | "openClaim" | "keep"
> {
  const openLedger = (): Promise<void> =>
    beside(async () => {
      const { claimLines, ledgerView: view } = await parts.claims();
      store.set(({ ledger }) => ({ ledger: { ...ledger, open: ledger.open ?? { lines: claimLines(), view } } }));
    });
  const fetchTables = (): Promise<void> =>
    beside(async () => {
      const { TABLES } = await parts.tables();
      store.set({ tables: TABLES });
    });
  const fetchFigures = (): Promise<void> =>
    beside(async () => {
      await parts.figures();
      store.set(({ offer }) => (haveCome(offer) ? {} : firstFigures()));
    });
  return {
    fetchFigures,
    choose: (collection) => {
      store.set({ collection });
      if (collection === "ledger") void openLedger();
      else if (collection !== "figures" && collection !== "wall") void fetchTables();
    },
    chooseEntity: (entity) => store.set(settle({ ...firstRequest(entity), form: store.get().request.form })),
    request: (change) => store.set(({ request }) => settle({ ...request, ...change })),
    filterLedger: (filter) => store.set(({ ledger }) => ({ ledger: { ...ledger, filter } })),
    openClaim: (claim) =>
      beside(async () => {
        if (store.get().ledger.steps[claim] !== undefined) return;
        const { claimSteps } = await parts.claims();
        const steps = claimSteps(claim);
        store.set(({ ledger }) => ({ ledger: { ...ledger, steps: { ...ledger.steps, [claim]: steps } } }));
      }),
    keep: (sheet) => store.set(({ kept }) => ({ kept: [...kept, sheet] })),
  };
}

const loadingAgain = ({
  host,
  stamp,
  work,
  load,
  checkLoaded,
  overwrite,
  keepUndo,
}: Workshop): Pick<DataActions, "loadCopy" | "overwrite" | "goBack"> => ({
  goBack: ({ label, was, wasText, ...place }) =>
    work(texts.own.goingBack(label), async () => {
      await overwrite({ sheet: place.sheet, address: place.address }, was, texts.undo.goBack(label));
      await checkLoaded();
      return texts.own.isBack(label, wasText);
    }),
  loadCopy: ({ manifest }) =>
    work(texts.loaded.refreshing(manifest.sheet), async (progress) => {
      const { copyAnew } = await parts.loadedSheets();
      const { names, plans } = await copyAnew(manifest, stamp(), host);
      return load(names, () => plans, progress);
    }),
  overwrite: ({ manifest }) =>
    work(texts.loaded.refreshing(manifest.sheet), async (progress) => {
      const { anew } = await parts.loadedSheets();
      const plan = await anew(manifest, stamp(), host);
      const made = [prefixedPlan(plan)];
      await host.commit(made, { ...progress, refresh: [plan.name] });
      keepUndo({ what: texts.undo.loadAgain(plan.name), sheets: made });
      await checkLoaded();
      return texts.loaded.refreshed(plan.name);
    }),
});
