// What the pane's buttons for the whole workbook do, and what they leave as it was.
import { createStore } from "../../../src/controls/store";
import { initialState, type State } from "../../../src/taskpane/state";
import { createWorkbookActions } from "../../../src/taskpane/audit/workbook-actions";
import { present } from "../../../src/model/errors";
import { keyOf } from "../../../src/review/finding";
import { type Step, takeStepBack } from "../../../src/review/undoing";
import { errorsOn } from "../../../src/review/errors";
import { passes, shownFindings } from "../../../src/review/finding-list";
import { catalogue, type Workbook, workbook } from "../../review/workbook";

// The build puts the catalogue into the page; here the state is given it.
jest.mock("../../../src/catalogue/catalogue", () => ({ catalogue: [] }));
const STAMP = { addin: "0.1.0", dataset: "2026.11", hash: "abc", date: "2026-11-23" };
const PROGRESS = { signal: new AbortController().signal, onProgress: () => undefined };

async function pane({ host }: Workbook) {
  const store = createStore<State>(initialState(await catalogue), () => undefined);
  const told: string[] = [];
  const steps: Step<typeof PROGRESS>[] = [];
  const actions = createWorkbookActions({
    store,
    host,
    stamp: () => STAMP,
    work: async (_, run) => {
      const done = await run(PROGRESS).catch((error: Error) => error.message);
      if (done !== null) told.push(done);
    },
    keepUndo: (step) => void steps.push(step),
    loadSheet: async (wanted, plan) => {
      const names = await host.freeNames([wanted]);
      await host.commit(names.map(plan));
      return names.join(", ");
    },
  });
  const undo = async (): Promise<string> => {
    const step = present(steps.pop());
    expect(await takeStepBack(host, step, false, PROGRESS)).toEqual([]);
    return step.what;
  };
  return { store, told, actions, undo };
}

const sheetNames = async ({ host }: Workbook): Promise<string[]> => (await host.sheets()).map(({ name }) => name);

test("an audit reads only; the report, the lift, the repair and the copy write what they said", async () => {
  const book = await workbook({
    A1: 1.5e9,
    B1: "=GPUPAYBACK(A1,,9.4)",
    B2: "=CAPEX.GPUYIELD(A1)",
    B3: "=GPUPAYBACK(A1,,85)",
  });
  const { store, told, actions } = await pane(book);
  const before = await book.host.read({ sheet: "Sheet1", address: "" });
  await actions.auditWorkbook();
  expect(await book.host.read({ sheet: "Sheet1", address: "" })).toEqual(before);
  expect(told).toEqual([]);
  const { audit, lift, originals } = store.get().workbook;
  expect(audit?.cells.map(({ standing }) => standing)).toEqual(["agrees", "stale", "agrees"]);
  expect(audit?.findings.filter((finding) => passes(finding, "unit")).map(({ culprit }) => culprit.address)).toEqual([
    "B3",
  ]);
  expect([lift, originals]).toEqual([{ values: 2, formulas: 2 }, 1]);

  await actions.writeReport();
  expect(await sheetNames(book)).toEqual(["Sheet1", "Audit report"]);
  expect(await book.host.read({ sheet: "Sheet1", address: "" })).toEqual(before);

  await actions.repairAll();
  expect(told.pop()).toBe("1 formula typed again.");
  await actions.liftNumbers();
  expect(told.pop()).toBe("2 numbers lifted; 2 formulas read them now.");
  expect(store.get().workbook.audit?.cells.map(({ standing, literals }) => [standing, literals.length])).toEqual([
    ["agrees", 0],
    ["agrees", 0],
    ["agrees", 0],
  ]);
  const lifted = await book.host.read({ sheet: "Sheet1", address: "" });
  expect([lifted.values[0], lifted.values[2]]).toEqual([before.values[0], before.values[2]]);

  await actions.makeIndependent();
  const copies = ["Sheet1 (independent)", "Lifted inputs (independent)", "Independent steps"];
  expect(await sheetNames(book)).toEqual(["Sheet1", "Audit report", "Lifted inputs", ...copies]);
  expect(store.get().workbook.copies).toEqual(copies);
  const copy = await book.host.read({ sheet: copies[0], address: "B1:B3" });
  copy.values.forEach(([value], row) => expect(value).toBeCloseTo(lifted.values[row][1] as number, 6));
  await actions.removeCopies();
  expect(await sheetNames(book)).toEqual(["Sheet1", "Audit report", "Lifted inputs"]);
  await actions.removeCopies();
  expect(told.pop()).toBe("There is no independent copy in this workbook.");
});

test("a protected sheet is named and the others are written", async () => {
  const book = await workbook({ B1: "=CAPEX.GPUPAYBACK()", "Closed!B1": "=CAPEX.GPUPAYBACK()" });
  book.model.dispatch("LOCK_SHEET", { sheetId: book.model.getters.getSheetIdByName("Closed") as string });
  const { told, actions } = await pane(book);
  await actions.auditWorkbook();
  await actions.repairAll();
  expect(told.pop()).toMatch(/^1 formula typed again\. Left as they were: Closed!B1: .*protected/);
});

test("all formulas that were typed too early are repaired at once, in one step for undo, without an audit before", async () => {
  const typed = {
    A1: "=_xldudf_GPUYIELD()",
    A2: '=CAPEX.GPUPAYBACK()&"_xldudf_GPUYIELD()"',
    A3: "=GPUYEILD()",
    "Plan!A1": "=_XLDUDF_CAPEX_GPUYIELD()+_xldudf_GPUYIELD()",
    B1: "=GPUYIELD()",
  };
  const book = await workbook(typed);
  const { store, told, actions } = await pane(book);
  const formulas = async (): Promise<unknown> => [
    (await book.host.read({ sheet: "Sheet1", address: "A1:B3" })).formulas,
    (await book.host.read({ sheet: "Plan", address: "A1" })).formulas,
  ];
  const before = await formulas();
  await actions.repairAll();
  expect(told).toEqual(["3 formulas typed again."]);
  expect(await formulas()).toEqual([
    [
      ["=GPUYIELD()", "=GPUYIELD()"],
      ['=GPUPAYBACK()&"_xldudf_GPUYIELD()"', null],
      ["=GPUYEILD()", null],
    ],
    [["=GPUYIELD()+GPUYIELD()"]],
  ]);
  expect(store.get().workbook.audit).toBeNull();
  book.model.dispatch("REQUEST_UNDO");
  expect(await formulas()).toEqual(before);
});

test("the list of errors is of the sheet or of the workbook, and repair takes what it mends off it", async () => {
  const book = await workbook({ A1: "=GPUYIELD(,,,85)", A2: "=_xldudf_GPUYIELD()", "Plan!A1": "=GPUYIELD(,,,85)" });
  const { store, told, actions } = await pane(book);
  await actions.explainErrors();
  const listed = (sheet: string | null): string[][] =>
    errorsOn(store.get().workbook.errors ?? [], sheet).map(({ cells }) =>
      cells.map(({ sheet, address }) => `${sheet}!${address}`),
    );
  expect(listed(null)).toEqual([["Sheet1!A1", "Plan!A1"], ["Sheet1!A2"]]);
  expect(listed("Plan")).toEqual([["Plan!A1"]]);
  actions.showErrorsOf("sheet");
  expect(store.get().workbook.errorsOf).toBe("sheet");
  await actions.repairAll();
  expect(told).toEqual(["1 formula typed again."]);
  expect(listed(null)).toEqual([["Sheet1!A1", "Plan!A1"]]);
});

test("a finding is mended and taken back, and one that is dismissed stays so in the workbook, with its reason", async () => {
  const book = await workbook({ A1: 85, B1: "=GPUPAYBACK(1.5E9,16000,9.4,A1)", B2: "=B1*2", D1: "=GPUYIELD(,,,85)" });
  const { store, told, actions, undo } = await pane(book);
  await actions.auditWorkbook();
  const shown = () => shownFindings(store.get().workbook);
  const [first] = shown();
  expect([first.severity, first.culprit.address]).toEqual(["wrong", "A1"]);
  await actions.stepFinding(1);
  expect(store.get().workbook.at).toBe(keyOf(first));
  expect((await book.host.selection()).address).toBe("A1");

  await actions.mend(keyOf(first), 0);
  expect((await book.host.read({ sheet: "Sheet1", address: "A1" })).values).toEqual([[0.85]]);
  expect(shown().map(keyOf)).not.toContain(keyOf(first));
  // The place in the list is kept.
  expect(store.get().workbook.at).toBe(keyOf(shown()[0]));
  expect(await undo()).toBe(first.fixes[0]?.will);
  expect((await book.host.read({ sheet: "Sheet1", address: "A1" })).values).toEqual([[85]]);
  expect(keyOf(shown()[0])).toBe(keyOf(first));

  // What was changed meanwhile is not written over.
  book.type({ A1: 90 });
  await actions.mend(keyOf(first), 0);
  expect(told.pop()).toBe("Sheet1!A1 has changed since the audit: audit again.");
  book.type({ A1: 85 });

  await actions.dismissFinding(keyOf(first), "Agreed with the client");
  expect(shown().map(keyOf)).not.toContain(keyOf(first));
  const again = await pane(book);
  await again.actions.auditWorkbook();
  expect(shownFindings(again.store.get().workbook).map(keyOf)).not.toContain(keyOf(first));
  again.actions.filterAudit("dismissed");
  expect(shownFindings(again.store.get().workbook).map(keyOf)).toEqual([keyOf(first)]);
  expect(again.store.get().workbook.dismissed).toMatchObject([
    { reason: "Agreed with the client", date: "2026-11-23" },
  ]);
  await again.actions.reopenFinding(keyOf(first));
  expect(again.told).toEqual([]);
  again.actions.filterAudit("all");
  expect(shownFindings(again.store.get().workbook).map(keyOf)).toContain(keyOf(first));
});
