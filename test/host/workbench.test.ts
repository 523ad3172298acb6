// The workbench's host on o-spreadsheet's own model, without a page.

import { helpers, isCoreCommand, Model, registries, UIPlugin } from "@odoo/o-spreadsheet";
import type { Command, CommandResult } from "@odoo/o-spreadsheet";
import type { Ref, SheetPlan } from "../../src/host/host";
import { addressOf, areaOf } from "../../src/host/a1";
import { workbenchHost } from "../../src/workbench/host";
import { typed } from "../../src/workbench/contents";
import { contract } from "./contract";
import type { Fresh } from "./contract";

// o-spreadsheet announces every model on the console.
jest.spyOn(console, "debug").mockImplementation(() => undefined);

let refusals: { left: number; refused: boolean } | null = null;

class Refusing extends UIPlugin {
  override allowDispatch(command: Command): CommandResult | CommandResult[] {
    if (refusals === null || !isCoreCommand(command)) return super.allowDispatch(command);
    if (refusals.left-- > 0) return super.allowDispatch(command);
    refusals.refused = true;
    return "CancelledForTests" as CommandResult;
  }
}
registries.featurePluginRegistry.add("refusing", Refusing);

const fresh = async (): Promise<Fresh> => over(new Model());

function over(model: Model): Fresh {
  const { getters } = model;
  const idOf = (sheet: string) => {
    const id = getters.getSheetIdByName(sheet);
    if (id === undefined) throw new Error(`no sheet ${sheet}`);
    return id;
  };
  const position = ({ sheet, address }: Ref) => ({ sheetId: idOf(sheet), ...helpers.toCartesian(address) });
  const must = (result: { isSuccessful: boolean; reasons: readonly string[] }) => {
    if (!result.isSuccessful) throw new Error(result.reasons.join(", "));
  };
  return {
    host: workbenchHost(model),
    namesTables: false,
    refuse(after) {
      refusals = { left: after, refused: false };
      return () => {
        const refused = refusals?.refused ?? false;
        refusals = null;
        return refused;
      };
    },
    person: {
      async type(ref, cell) {
        must(model.dispatch("UPDATE_CELL", { ...position(ref), content: typed(cell) }));
      },
      async select({ sheet, address }) {
        const sheetIdTo = idOf(sheet);
        const sheetIdFrom = getters.getActiveSheetId();
        if (sheetIdFrom !== sheetIdTo) must(model.dispatch("ACTIVATE_SHEET", { sheetIdFrom, sheetIdTo }));
        const zone = helpers.toZone(address);
        model.selection.selectZone({ cell: { col: zone.left, row: zone.top }, zone });
      },
      async addSheet(name) {
        must(
          model.dispatch("CREATE_SHEET", { sheetId: `id of ${name}`, name, position: getters.getSheetIds().length }),
        );
      },
      async renameSheet(from, to) {
        must(model.dispatch("RENAME_SHEET", { sheetId: idOf(from), oldName: from, newName: to }));
      },
      async deleteSheet(name) {
        must(model.dispatch("DELETE_SHEET", { sheetId: idOf(name), sheetName: name }));
      },
      async hideSheet(name) {
        must(model.dispatch("HIDE_SHEET", { sheetId: idOf(name) }));
      },
      async hideLines(sheet, line, from, to) {
        const elements = Array.from({ length: to - from + 1 }, (_, at) => from + at);
        const dimension = line === "rows" ? "ROW" : "COL";
        must(model.dispatch("HIDE_COLUMNS_ROWS", { sheetId: idOf(sheet), dimension, elements }));
      },
      async protectSheet(name) {
        must(model.dispatch("LOCK_SHEET", { sheetId: idOf(name) }));
      },
      async lock() {
        model.updateMode("readonly");
      },
      async define(name, { sheet, address }) {
        const ranges = [getters.getRangeDataFromXc(idOf(sheet), address)];
        must(model.dispatch("CREATE_NAMED_RANGE", { name, ranges }));
      },
      async tabulate(_, { sheet, address }, totals) {
        const sheetId = idOf(sheet);
        const ranges = [getters.getRangeDataFromXc(sheetId, address)];
        const plain = { hasFilters: true, firstColumn: false, lastColumn: false, numberOfHeaders: 1 };
        const config = { ...plain, bandedRows: false, bandedColumns: false, styleId: "None", totalRow: totals };
        must(model.dispatch("CREATE_TABLE", { sheetId, ranges, config, tableType: "static" }));
      },
      async look(ref) {
        const cell = getters.getCell(position(ref));
        const { bold, italic, wrapping, align, textColor, fillColor, fontSize } = cell?.style ?? {};
        return {
          bold,
          italic,
          wrap: wrapping === "wrap",
          align,
          color: textColor?.toLowerCase(),
          fill: fillColor?.toLowerCase(),
          fontSize,
          numberFormat: cell?.format,
        };
      },
      async plotted(sheet) {
        const id = idOf(sheet);
        return getters.getChartIds(id).map((chartId) => {
          const definition = getters.getChartDefinition(chartId);
          if (definition.type !== "line" && definition.type !== "bar") return [];
          const { dataSource } = definition;
          if (dataSource.type !== "range") return [];
          const ranges = [dataSource.labelRange ?? "", ...dataSource.dataSets.map(({ dataRange }) => dataRange)];
          return ranges.map((range) => {
            const area = areaOf(range);
            return addressOf({ ...area, top: area.top + 1 });
          });
        });
      },
      async furniture(sheet) {
        const id = idOf(sheet);
        return {
          frozenRows: getters.getPaneDivisions(id).ySplit,
          widths: [0, 1].map((col) => getters.getColSize(id, col)),
          tables: getters.getCoreTables(id).map(({ range }) => getters.getRangeString(range, id)),
          charts: getters.getChartIds(id).map((chartId) => {
            const definition = getters.getChartDefinition(chartId);
            return { kind: definition.type === "bar" ? "column" : definition.type, title: definition.title.text ?? "" };
          }),
        };
      },
    },
  };
}

contract("the workbench's host", fresh);

describe("the workbench's host, beyond the contract", () => {
  const sheetNames = (model: Model) => model.getters.getSheetIds().map((id) => model.getters.getSheetName(id));
  const small: SheetPlan = {
    name: "Loaded",
    cells: [
      ["a", "b"],
      [1, { formula: "=A2*2" }],
    ],
    table: { range: "A1:B2", name: "small" },
    manifest: { kind: "dataset", sheet: "Loaded", range: "A1:B2", rows: 1, hash: "1", version: "1", request: "" },
  };

  test("a load of 100,000 cells arrives whole, and what it takes of a processor is told (goal 2 s)", async () => {
    const model = new Model();
    const host = workbenchHost(model);
    const rows = Array.from({ length: 10000 }, (_, row) =>
      Array.from({ length: 10 }, (_, col) => (col < 3 ? `text ${row}` : row * 1.5 + col)),
    );
    const styles = [{ range: "D1:J10000", numberFormat: "#,##0.00" }];
    const shares: number[] = [];
    const before = process.cpuUsage();
    await host.commit([{ name: "Big", cells: rows, styles }], { onProgress: (share) => shares.push(share) });
    const seconds = process.cpuUsage(before).user / 1e6;
    expect((await host.read({ sheet: "Big", address: "J10000" })).text).toEqual([["15,007.50"]]);
    process.stdout.write(
      `100,000 cells loaded in ${seconds.toFixed(2)} s of one processor, progress told ${shares.length} times\n`,
    );
  });

  test("a load is one step for undo and redo, and what was undone is not restored", async () => {
    const model = new Model();
    const host = workbenchHost(model);
    await host.write({ sheet: "Sheet1", address: "A1" }, [["typed"]]);
    await host.commit([small, { ...small, name: "Second" }]);
    model.dispatch("REQUEST_UNDO");
    expect(sheetNames(model)).toEqual(["Sheet1"]);
    expect(await host.manifests()).toEqual([]);
    expect(await host.restore()).toBe(false);
    model.dispatch("REQUEST_REDO");
    expect(sheetNames(model)).toEqual(["Sheet1", "Loaded", "Second", "Capex records"]);
    expect((await host.manifests()).length).toBe(2);
    expect((await host.read({ sheet: "Loaded", address: "B2" })).values).toEqual([[2]]);
    model.dispatch("REQUEST_UNDO");
    model.dispatch("REQUEST_UNDO");
    expect((await host.read({ sheet: "Sheet1", address: "A1" })).values).toEqual([[null]]);
  });

  test("a load that failed leaves nothing to redo and takes nothing else back", async () => {
    const model = new Model();
    const { host, refuse } = over(model);
    await host.write({ sheet: "Sheet1", address: "A1" }, [["typed"]]);
    for (const after of [0, 1, 4]) {
      const mend = refuse(after);
      await expect(host.commit([small])).rejects.toThrow("nothing was changed");
      expect(mend()).toBe(true);
      expect(model.getters.canRedo()).toBe(false);
      expect((await host.read({ sheet: "Sheet1", address: "A1" })).values).toEqual([["typed"]]);
      expect(sheetNames(model)).toEqual(["Sheet1"]);
    }
    model.dispatch("REQUEST_UNDO");
    expect((await host.read({ sheet: "Sheet1", address: "A1" })).values).toEqual([[null]]);
  });

  test("a load goes on while a protected sheet is in sight", async () => {
    const model = new Model();
    const { host, person } = over(model);
    await person.protectSheet("Sheet1");
    await host.commit([small]);
    expect(sheetNames(model)).toContain("Loaded");
  });
});
