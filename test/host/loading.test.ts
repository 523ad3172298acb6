// What the pane tells of loaded sheets and writes again, over Excel: the same promises as on the workbench.
import { preset } from "../../src/data/presets";
import { comparisonSheet, figuresPlan, loadedSheets, rewritten } from "../../src/sheets/loaded-sheets";
import { firstRequest } from "../../src/sheets/figures";
import { scenarioSheets } from "../../src/sheets/scenario-sheets";
import { stampOf } from "../../src/sheets/stamp";
import type { Manifest } from "../../src/host/host";
import { rejection, sitDown, standUp, visible } from "./rig/desk";

afterEach(standUp);
const STAMP = stampOf(new Date(2026, 10, 23));

test("figures, a scenario and a comparison are intact as loaded; an edit and a lost row are told", async () => {
  const { host } = await sitDown();
  const scenario = scenarioSheets(preset("NEOCLOUD"), STAMP);
  const figures = figuresPlan(firstRequest("META"), "Figures", STAMP);
  await host.commit([
    figures,
    ...scenario.plans(scenario.names),
    comparisonSheet([preset("TNP-2025"), preset("NEOCLOUD")], "npv", "Comparison", STAMP),
  ]);
  const conditions = async () =>
    Object.fromEntries((await loadedSheets(host, STAMP)).map(({ manifest, condition }) => [manifest.sheet, condition]));
  expect(await conditions()).toEqual({
    Figures: { kind: "intact" },
    NEOCLOUD: { kind: "intact" },
    "NEOCLOUD cash flow": { kind: "intact" },
    "NEOCLOUD sensitivity": { kind: "intact" },
    Comparison: { kind: "intact" },
  });
  await host.write({ sheet: "Figures", address: "E8" }, [[1, "EUR"]]);
  expect(await conditions()).toMatchObject({ Figures: { kind: "edited", cells: 2 }, NEOCLOUD: { kind: "intact" } });
  await host.write({ sheet: "Figures", address: "A9" }, [new Array<null>(11).fill(null)]);
  const rows = (figures.manifest?.rows ?? 0) + 1;
  expect(await conditions()).toMatchObject({ Figures: { kind: "partial", rows: rows - 1, of: rows } });
});

test.each([
  ["from a newer dataset", { version: "2099.1" }, "newer", /dataset 2099\.1, .*: update the add-in first\./],
  ["whose record is damaged", { request: "{" }, "same", /is damaged: load it anew\./],
])("a sheet %s is told, is not written again, and can be taken back", async (_, record, age, sentence) => {
  const { host, workbook } = await sitDown();
  const plan = figuresPlan(firstRequest("META"), "Figures", STAMP);
  const manifest = { ...(plan.manifest as Manifest), ...record };
  await host.commit([{ ...plan, manifest }]);
  const before = visible(workbook);
  const [found] = await loadedSheets(host, STAMP);
  expect([found.age, found.condition]).toEqual([age, { kind: "intact" }]);
  expect((await rejection(rewritten(found.manifest, STAMP))).message).toMatch(sentence);
  expect(visible(workbook)).toEqual(before);
  expect(await host.restore()).toBe(true);
  expect(workbook.sheets.map(({ name }) => name)).toEqual(["Sheet1"]);
});

test("an edited sheet is overwritten in place and restored", async () => {
  const { host } = await sitDown();
  await host.commit([figuresPlan(firstRequest("META"), "Figures", STAMP)]);
  const original = (await host.read({ sheet: "Figures", address: "E8" })).values[0][0];
  await host.write({ sheet: "Figures", address: "E8" }, [[1]]);
  await host.write({ sheet: "Sheet1", address: "A1" }, [[{ formula: "=Figures!E8" }]]);
  const [{ manifest }] = await loadedSheets(host, STAMP);
  await host.commit([await rewritten(manifest, STAMP)], { refresh: ["Figures"] });
  expect((await host.read({ sheet: "Figures", address: "E8" })).values).toEqual([[original]]);
  expect((await host.read({ sheet: "Sheet1", address: "A1" })).formulas).toEqual([["=Figures!E8"]]);
  expect((await loadedSheets(host, STAMP))[0].condition).toEqual({ kind: "intact" });
  expect(await host.restore()).toBe(true);
  expect((await host.read({ sheet: "Figures", address: "E8" })).values).toEqual([[1]]);
});
