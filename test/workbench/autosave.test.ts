/** @jest-environment jsdom */
// How a workbook is kept as it changes, and what is said where the browser cannot.
import { Model } from "@odoo/o-spreadsheet";
import { workbenchTexts } from "../../src/languages/workbench";
import { autosave } from "../../src/workbench/workbooks/autosave";
import { freeName } from "../../src/workbench/workbooks/session";
import type { Contents, Entry, Shelf } from "../../src/workbench/workbooks/shelf";

jest.spyOn(console, "debug").mockImplementation(() => undefined);

const ENTRY: Entry = { id: "1", name: "Deal", changed: 0 };

function shelfThat(keep: () => Promise<void>): { shelf: Shelf; kept: [Entry, Contents][] } {
  const kept: [Entry, Contents][] = [];
  const shelf: Shelf = {
    list: async () => kept.map(([entry]) => entry),
    read: async () => undefined,
    async keep(entry, contents) {
      await keep();
      kept.push([entry, contents]);
    },
    remove: async () => undefined,
  };
  return { shelf, kept };
}

function keeping(shelf: Shelf | null) {
  const model = new Model();
  const told: string[] = [];
  const session = { shelf, entry: ENTRY, contents: undefined, notice: null };
  const saving = autosave(model, session, (kept) => told.push(workbenchTexts.workbooks[kept]));
  const type = (content: string) =>
    model.dispatch("UPDATE_CELL", { sheetId: model.getters.getActiveSheetId(), col: 0, row: 0, content });
  return { saving, told, type };
}

test("a workbook that nobody changed is not kept, one that changed is kept once, with what it holds", async () => {
  const { shelf, kept } = shelfThat(async () => undefined);
  const { saving, told, type } = keeping(shelf);
  expect(await saving.now()).toBe(true);
  expect(kept).toEqual([]);
  type("12");
  expect(await saving.now()).toBe(true);
  expect(await saving.now()).toBe(true);
  expect(kept.map(([{ name }, { data }]) => [name, data.sheets[0]?.cells])).toEqual([["Deal", { A1: "12" }]]);
  expect(told).toEqual(["Keeping…", "Kept in this browser"]);
});

test("where the storage is full that is said, and what is typed is kept once there is room", async () => {
  let isFull = true;
  const { shelf, kept } = shelfThat(async () => {
    if (isFull) throw new DOMException("no room", "QuotaExceededError");
  });
  const { saving, told, type } = keeping(shelf);
  type("12");
  expect(await saving.now()).toBe(false);
  expect(told.at(-1)).toBe(
    "Not kept: the browser's storage is full. Remove a workbook from the list, or download this one.",
  );
  const leaving = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(leaving);
  expect(leaving.defaultPrevented).toBe(true);
  isFull = false;
  expect(await saving.now()).toBe(true);
  expect(kept).toHaveLength(1);
  expect(told.at(-1)).toBe("Kept in this browser");
});

test("without storage the browser asks before a changed workbook is left, and not before", async () => {
  const { saving, told, type } = keeping(null);
  const leave = () => {
    const leaving = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(leaving);
    return leaving.defaultPrevented;
  };
  expect(told).toEqual(["Not kept: this browser gives no storage. Download before you leave."]);
  expect(await saving.now()).toBe(true);
  type("12");
  expect(await saving.now()).toBe(false);
  expect(leave()).toBe(true);
});

test("a name is kept with the workbook, and no two workbooks have the same", async () => {
  const { shelf, kept } = shelfThat(async () => undefined);
  const { saving } = keeping(shelf);
  await saving.rename("Deal of May");
  expect(kept.map(([{ name }]) => name)).toEqual(["Deal of May"]);
  expect(freeName("deal", [ENTRY, { ...ENTRY, name: "Deal 2" }])).toBe("deal 3");
});
