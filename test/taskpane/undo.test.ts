// Every action of the pane that changes the workbook is one step, which Undo names and takes back whole.
import { createStore } from "../../src/controls/store";
import { preset } from "../../src/data/presets";
import { present } from "../../src/model/errors";
import { figureFile, requested } from "../../src/sheets/figure-files";
import { linkOf, scenarioText } from "../../src/sheets/scenario-file";
import { type Actions, actionsOn } from "../../src/taskpane/actions";
import { initialState, type State } from "../../src/taskpane/state";
import type { Store } from "../../src/controls/store";
import { keyOf } from "../../src/review/finding";
import { catalogue, type Workbook, workbook } from "../review/workbook";

jest.mock("@fluentui/web-components/button.js", () => ({}));
jest.mock("@fluentui/web-components/progress-bar.js", () => ({}));
jest.mock("../../src/catalogue/catalogue", () => ({ catalogue: [] }));

interface Pane {
  readonly book: Workbook;
  readonly store: Store<State>;
  readonly actions: Actions;
}

interface Change {
  readonly name: string;
  readonly before?: (pane: Pane) => Promise<unknown>;
  readonly act: (pane: Pane) => Promise<unknown>;
  /** What Undo says that it takes back. */
  readonly what: string;
}

async function pane(): Promise<Pane> {
  const book = await workbook({ A1: 1.5e9 });
  const store = createStore<State>(initialState(await catalogue), () => undefined);
  let starts = false;
  const startup = {
    read: async () => starts,
    set: async (on: boolean) => void (starts = on),
  };
  const clock = (): Date => new Date("2026-11-29T00:00:00Z");
  const actions = actionsOn(store, book.host, clock, { startup });
  await actions.fetchFigures();
  return { book, store, actions };
}

/** All that a workbook holds, hidden sheets and formats too. */
async function contents({ book: { host }, store }: Pane): Promise<unknown> {
  const sheets = await host.sheets();
  const read = await Promise.all(sheets.map(({ name }) => host.read({ sheet: name, address: "" })));
  return { sheets, read, names: await host.names(), manifests: await host.manifests(), startup: store.get().startup };
}

const loading = (name: string, what: string, act: Change["act"]): Change => ({ name, act, what });

/** Types formulas and follows the first of them. */
const following =
  (cells: Readonly<Record<string, string | number>>, address: string) =>
  async ({ book, store, actions }: Pane): Promise<void> => {
    book.type(cells);
    store.set({ tab: "audit", auditPart: "cell" });
    await book.host.activate({ sheet: "Sheet1", address });
    await actions.follow();
  };

const auditing =
  (cells: Readonly<Record<string, string | number>>) =>
  async ({ book, actions }: Pane): Promise<void> => {
    book.type(cells);
    await actions.auditWorkbook();
  };

/** The first finding that offers such a fix, and which of its fixes that is. */
function offered({ store }: Pane, will: RegExp): readonly [key: string, fix: number] {
  for (const finding of present(store.get().workbook.audit ?? undefined).findings) {
    const fix = finding.fixes.findIndex((each) => will.test(each.will));
    if (fix >= 0) return [keyOf(finding), fix];
  }
  throw new Error(`no finding offers ${will}`);
}

const mending = (
  name: string,
  cells: Readonly<Record<string, string | number>>,
  will: RegExp,
  what: string,
): Change => ({
  name,
  before: auditing(cells),
  act: (pane) => pane.actions.mend(...offered(pane, will)),
  what,
});

const WRONG = { A2: 85, B1: "=GPUPAYBACK(1.5E9,16000,9.4,A2)" };
const first = ({ store }: Pane): string => keyOf(present(store.get().workbook.audit?.findings[0]));
const file = (name: string, text: string): File => new File([text], name);

/** Every action; what changes the workbook says how, the others change nothing. The compiler asks for a new one. */
const ACTIONS: Readonly<Record<keyof Actions, readonly Change[]>> = {
  loadData: [
    loading("figures", "load Amazon figures", ({ actions }) => actions.loadData()),
    loading("a table", "load Prices of a GPU-hour", async ({ actions, store }) => {
      actions.choose("prices");
      while (store.get().tables === null) await new Promise((resolve) => setImmediate(resolve));
      await actions.loadData();
    }),
  ],
  loadPreset: [loading("a preset", "load NEOCLOUD on 3 sheets", ({ actions }) => actions.loadPreset("NEOCLOUD"))],
  putPicture: [
    loading("a picture", "load Cash to date TNP-2025", async ({ actions }) => {
      await actions.openPictures("TNP-2025");
      await actions.putPicture();
    }),
  ],
  loadComparison: [
    loading("a comparison", "load Comparison", ({ actions }) => {
      actions.compare("NEOCLOUD", true);
      actions.compare("TNP-2025", true);
      return actions.loadComparison();
    }),
  ],
  importScenario: [
    loading("a file", "load NEOCLOUD on 3 sheets", ({ actions }) =>
      actions.importScenario(file("NEOCLOUD.json", scenarioText(preset("NEOCLOUD")))),
    ),
  ],
  openLink: [
    loading("a link", "load NEOCLOUD on 3 sheets", async ({ actions }) =>
      actions.openLink(await linkOf(preset("NEOCLOUD"))),
    ),
  ],
  importFigures: [
    loading("a file", "load Your figures", ({ actions, store }) => {
      actions.request({ fields: ["total_net_sales"] });
      return actions.importFigures(file("own.csv", figureFile(requested(store.get().request))));
    }),
  ],
  loadCopy: [
    {
      name: "a copy",
      before: async ({ actions }) => actions.loadData(),
      act: ({ actions, store }) => actions.loadCopy(present(store.get().loadedSheets[0])),
      what: "load Amazon figures (2)",
    },
  ],
  overwrite: [
    {
      name: "an edited sheet",
      before: async ({ actions, book }) => {
        await actions.loadData();
        book.type({ "Amazon figures!E8": 1 });
      },
      act: ({ actions, store }) => actions.overwrite(present(store.get().loadedSheets[0])),
      what: "write Amazon figures again",
    },
  ],
  goBack: [
    {
      name: "an assumption",
      before: async ({ actions, book }) => {
        await actions.loadPreset("TNP-2025");
        const { values } = await book.host.read({ sheet: "TNP-2025", address: "A1:C80" });
        const row = values.findIndex(([label]) => label === "Utilization");
        book.type({ [`TNP-2025!C${row + 1}`]: 0.5 });
        await actions.checkLoaded();
      },
      act: ({ actions, store }) =>
        actions.goBack(present(store.get().loadedSheets.flatMap(({ overwritten }) => overwritten)[0])),
      what: "bring back Utilization",
    },
  ],
  loadDraft: [
    {
      name: "a changed copy",
      before: ({ actions }) => actions.editCopy("NEOCLOUD"),
      act: ({ actions }) => actions.loadDraft(),
      what: "load My_NEOCLOUD on 3 sheets",
    },
  ],
  saveDraft: [
    {
      name: "a changed copy",
      before: ({ actions }) => actions.editCopy("NEOCLOUD"),
      act: ({ actions }) => actions.saveDraft(),
      what: "load My_NEOCLOUD",
    },
  ],
  saveScenario: [
    {
      name: "a name",
      before: async ({ actions, book }) => {
        book.type({ A1: "number of GPUs", B1: 4096, A2: "capex", B2: 2.1e8 });
        await book.host.activate({ sheet: "Sheet1", address: "A1" });
        actions.typeName("MyDeal");
      },
      act: ({ actions }) => actions.saveScenario(),
      what: "give cells the name MyDeal",
    },
  ],
  forgetScenario: [
    {
      name: "a name",
      before: async ({ book }) => {
        book.type({ A1: "number of GPUs", B1: 4096, A2: "capex", B2: 2.1e8 });
        book.define("MyDeal", "A1:B2");
      },
      act: ({ actions }) => actions.forgetScenario("MyDeal"),
      what: "forget the name MyDeal",
    },
  ],
  insert: [
    {
      name: "a formula, such as that of a published number",
      before: ({ book }) => book.host.activate({ sheet: "Sheet1", address: "C3" }),
      act: ({ actions }) => actions.insert("=GPUIRR(A1)"),
      what: "insert the formula of Sheet1!C3",
    },
  ],
  insertForm: [
    {
      name: "a form",
      before: async ({ actions, book }) => {
        await book.host.activate({ sheet: "Sheet1", address: "C3" });
        await actions.openForm("GPUYIELD");
      },
      act: ({ actions }) => actions.insertForm(),
      what: "insert the formula of Sheet1!C3",
    },
  ],
  startWithWorkbook: [
    {
      name: "the start",
      act: ({ actions }) => actions.startWithWorkbook(true),
      what: "start the functions with this workbook",
    },
  ],
  expand: [
    {
      name: "steps",
      before: following({ B1: "=GPUYIELD(A1)" }, "B1"),
      act: ({ actions }) => actions.expand(),
      what: "load Audit GPUYIELD B1",
    },
  ],
  repair: [
    {
      name: "a formula",
      before: following({ B1: "=_xldudf_GPUYIELD(A1)" }, "B1"),
      act: ({ actions }) => actions.repair(),
      what: "type the formula of Sheet1!B1 again",
    },
  ],
  writeAssumptions: [
    {
      name: "a formula",
      before: following({ B1: "=GPUYIELD(A1)" }, "B1"),
      act: ({ actions }) => actions.writeAssumptions("=GPUYIELD(A1,16000)"),
      what: "write the assumptions into Sheet1!B1",
    },
  ],
  mend: [
    mending("a cell", WRONG, /85/, "Write 0.85 into Sheet1!A2"),
    mending("typed numbers", WRONG, /cells? of/, "lift the numbers of 1 formula into cells"),
    {
      name: "steps that fold",
      before: async (own) => {
        await following({ B1: "=GPUYIELD(A1)" }, "B1")(own);
        await own.actions.expand();
        await own.actions.auditWorkbook();
      },
      act: (own) => own.actions.mend(...offered(own, /^Fold/)),
      what: "Fold it back into its call",
    },
  ],
  dismissFinding: [
    {
      name: "the first",
      before: auditing(WRONG),
      act: (own) => own.actions.dismissFinding(first(own), "Agreed"),
      what: "dismiss a finding",
    },
  ],
  reopenFinding: [
    {
      name: "the first",
      before: async (own) => {
        await auditing(WRONG)(own);
        await own.actions.dismissFinding(first(own), "Agreed");
      },
      act: (own) => own.actions.reopenFinding(first(own)),
      what: "open a finding again",
    },
  ],
  writeReport: [
    {
      name: "the findings",
      before: auditing(WRONG),
      act: ({ actions }) => actions.writeReport(),
      what: "load Audit report",
    },
  ],
  liftNumbers: [
    {
      name: "all",
      before: auditing({ B1: "=GPUPAYBACK(A1,,9.4)", B2: "=GPUYIELD(A1,16000)" }),
      act: ({ actions }) => actions.liftNumbers(),
      what: "lift the numbers of 2 formulas into cells",
    },
  ],
  repairAll: [
    {
      name: "all",
      before: async ({ book }) => book.type({ B1: "=_xldudf_GPUYIELD(A1)", "Plan!B1": "=CAPEX.GPUYIELD()" }),
      act: ({ actions }) => actions.repairAll(),
      what: "type 2 formulas again",
    },
  ],
  makeIndependent: [
    {
      name: "a copy",
      before: auditing({ B1: "=GPUYIELD(A1)" }),
      act: ({ actions }) => actions.makeIndependent(),
      what: "make the independent copy",
    },
  ],
  removeCopies: [
    {
      name: "a copy, with what was typed into it",
      before: async (own) => {
        await auditing({ B1: "=GPUYIELD(A1)" })(own);
        await own.actions.makeIndependent();
        own.book.type({ "Sheet1 (independent)!C5": "mine" });
      },
      act: ({ actions }) => actions.removeCopies(),
      what: "remove the independent copy",
    },
  ],
  // These read, choose, show or save a file.
  askReason: [],
  auditNow: [],
  auditWorkbook: [],
  checkLoaded: [],
  choose: [],
  chooseEntity: [],
  chooseMetric: [],
  closeDraft: [],
  closeForm: [],
  closePictures: [],
  compare: [],
  copy: [],
  copyLink: [],
  dismiss: [],
  editCopy: [],
  enter: [],
  explainErrors: [],
  explore: [],
  exportFigures: [],
  exportScenario: [],
  exportSteps: [],
  fetchFigures: [],
  fillIn: [],
  filterAudit: [],
  filterLedger: [],
  follow: [],
  followPicture: [],
  goTo: [],
  keep: [],
  leaveField: [],
  leaveUndo: [],
  lookAt: [],
  moveField: [],
  nameDraft: [],
  openClaim: [],
  openForm: [],
  openPictures: [],
  pick: [],
  readOwn: [],
  recalculate: [],
  refreshForm: [],
  request: [],
  resetDraft: [],
  search: [],
  seek: [],
  selectionMoved: [],
  show: [],
  showErrorsOf: [],
  showPart: [],
  showPicture: [],
  sift: [],
  speak: [],
  stepFinding: [],
  touch: [],
  typeField: [],
  typeName: [],
  undo: [],
  walk: [],
  workbookChanged: [],
};

const CHANGES = Object.entries(ACTIONS).flatMap(([action, changes]) =>
  changes.map((change) => [action, change.name, change] as const),
);

test.each(CHANGES)("%s: %s", async (_, __, { before, act, what }) => {
  const own = await pane();
  await before?.(own);
  const untouched = await contents(own);
  await act(own);
  expect(own.store.get().notice?.kind).not.toBe("error");
  expect(own.store.get().undo).toEqual({ what, asks: [] });
  expect(await contents(own)).not.toEqual(untouched);
  await own.actions.undo();
  expect(own.store.get().notice).toEqual({ kind: "success", text: `Undone: ${what}.` });
  expect(await contents(own)).toEqual(untouched);
});

test("steps are taken back one by one, as far as the host can: of several loads the last", async () => {
  const own = await pane();
  const shown = (): string | undefined => own.store.get().undo?.what;
  await own.actions.loadPreset("NEOCLOUD");
  await own.book.host.activate({ sheet: "Sheet1", address: "C3" });
  await own.actions.insert("=GPUYIELD(A1)");
  const untouched = await contents(own);
  await own.actions.loadData();
  await own.book.host.activate({ sheet: "Sheet1", address: "C4" });
  await own.actions.insert("=GPUIRR(A1)");
  for (const what of ["insert the formula of Sheet1!C4", "load Amazon figures"]) {
    expect(shown()).toBe(what);
    await own.actions.undo();
  }
  expect(await contents(own)).toEqual(untouched);
  // The first load was let go with all that was older when the second came: the host knows the second only.
  expect(shown()).toBe("insert the formula of Sheet1!C3");
  await own.actions.undo();
  expect(shown()).toBeUndefined();
});

test("edits of a person's own on a loaded sheet are asked about, kept, or taken away when they say so", async () => {
  const own = await pane();
  await own.actions.loadPreset("NEOCLOUD");
  own.book.type({ "NEOCLOUD!H3": "mine", "NEOCLOUD!H4": "=1+1" });
  const edited = await contents(own);
  await own.actions.undo();
  const asks = [{ sheet: "NEOCLOUD", cells: 2, renamed: false, readers: 0 }];
  expect(own.store.get().undo).toEqual({ what: "load NEOCLOUD on 3 sheets", asks });
  expect(await contents(own)).toEqual(edited);
  own.actions.leaveUndo();
  expect(own.store.get().undo).toEqual({ what: "load NEOCLOUD on 3 sheets", asks: [] });
  await own.actions.undo();
  await own.actions.undo(true);
  expect((await own.book.host.sheets()).map(({ name }) => name)).toEqual(["Sheet1"]);
  expect(own.store.get().undo).toBeNull();
});

test.each([
  [
    "insert",
    "C3",
    (own: Pane) => own.book.host.activate({ sheet: "Sheet1", address: "C3" }),
    (own: Pane) => own.actions.insert("=GPUYIELD(A1)"),
  ],
  [
    "repairAll",
    "B1",
    async (own: Pane) => own.book.type({ B1: "=_xldudf_GPUYIELD()" }),
    (own: Pane) => own.actions.repairAll(),
  ],
  ["liftNumbers", "B1", auditing({ B1: "=GPUPAYBACK(A1,,9.4)" }), (own: Pane) => own.actions.liftNumbers()],
])("%s is not taken back over a cell that a person has changed since", async (_, cell, before, act) => {
  const own = await pane();
  await before(own);
  await act(own);
  own.book.type({ [cell]: 7 });
  const changed = await contents(own);
  await own.actions.undo();
  expect(own.store.get().notice).toEqual({
    kind: "error",
    text: `Sheet1!${cell} has changed since: nothing was taken back, so that nothing of yours is lost.`,
  });
  expect(await contents(own)).toEqual(changed);
});
