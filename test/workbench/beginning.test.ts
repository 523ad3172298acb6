// A workbook that begins with sheets is the one into which these sheets were loaded.

import { Model } from "@odoo/o-spreadsheet";
import "../../src/data/built-in";
import type { SheetPlan } from "../../src/host/host";
import { openingWorkbook } from "../sheets/opening-workbook";
import { begunWith } from "../../src/workbench/beginning";
import { workbenchHost } from "../../src/workbench/host";

// o-spreadsheet announces every model on the console.
jest.spyOn(console, "debug").mockImplementation(() => undefined);

/** The sheets loaded into a blank workbook, whose own sheet then goes. */
async function loaded(plans: readonly SheetPlan[]): Promise<Model> {
  const model = new Model();
  const [blank] = model.getters.getSheetIds();
  await workbenchHost(model).commit(plans);
  if (blank !== undefined) model.dispatch("DELETE_SHEET", { sheetId: blank, sheetName: "Sheet1" });
  return model;
}

/** All that is kept of a workbook, with ids that two workbooks cannot have in common told by their order. */
function kept(model: Model): unknown {
  const data = model.exportData();
  const ids = [
    ...data.sheets.map(({ id }) => id),
    ...data.sheets.flatMap(({ figures }) => figures.flatMap((figure) => [figure.id, figure.data.chartId])),
  ];
  const text = JSON.stringify({ ...data, revisionId: "" });
  return JSON.parse(ids.reduce((all, id, at) => all.replaceAll(id, `id ${at}`), text));
}

const EVERYTHING: readonly SheetPlan[] = [
  {
    name: "First",
    cells: [["Rate", 0.15], ["'text", { formula: "=B1*2" }], [], [true, null, "=no formula", "2024-01-01"]],
    widths: [30, 12],
    styles: [
      { range: "A1:B2", bold: true, fill: "#eeeeee" },
      { range: "B1:B3", numberFormat: "0.0%", wrap: true },
      { range: "D9", numberFormat: "General", italic: true },
    ],
    named: { range: "B1", name: "Rate" },
    table: { range: "A1:B2", name: "Rates" },
    chart: { kind: "line", title: "Rate", labels: "A1:A2", series: ["B1:B2"], at: "D2" },
    frozenRows: 1,
    manifest: { kind: "preset", sheet: "First", range: "A1:B2", rows: 2, hash: "h", version: "1", request: "{}" },
  },
  { name: "Out of sight", cells: [[{ formula: "=First!B1" }]], hidden: true },
];

test.each([
  ["the opening sheets", () => openingWorkbook(new Date(2026, 10, 29))],
  ["a sheet with everything that a plan can ask for", () => EVERYTHING],
])("begun with %s, a workbook is the one that loading them makes", async (_name, plans) => {
  const begun = await begunWith(plans());
  expect(kept(begun)).toEqual(kept(await loaded(plans())));
  expect(begun.getters.getActiveSheetName()).toBe(plans()[0]?.name);
  expect(begun.getters.canUndo()).toBe(false);
  expect(await workbenchHost(begun).manifests()).toEqual(await workbenchHost(await loaded(plans())).manifests());
});
