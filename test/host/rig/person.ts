// Someone at a workbook in memory without the pane, and that workbook as the contract asks for one.

import type { Cell, Ref, Style } from "../../../src/host/host";
import type { Fresh, Person } from "../contract";
import { addressOf, areaOf, quoted } from "./address";
import { sitDown, standUp, type Desk } from "./desk";
import type { Settings } from "./office";
import { OfficeFault, Workbook, type Sheet } from "./workbook";

/** Someone at the same workbook, without the pane. */
function person(workbook: Workbook): Person {
  const sheetOf = (name: string): Sheet => {
    const sheet = workbook.sheet(name);
    if (sheet === undefined) throw new Error(`no sheet ${name}`);
    return sheet;
  };
  const place = ({ sheet, address }: Ref) => {
    const area = areaOf(address);
    if (area === undefined) throw new Error(`no address ${address}`);
    return { sheet: sheetOf(sheet), area };
  };
  const input = (cell: Cell) => {
    if (cell === null) return "";
    if (typeof cell === "object") return cell.formula;
    return typeof cell === "string" ? `'${cell}` : cell;
  };
  return {
    type: async (ref, cell) => {
      const { sheet, area } = place(ref);
      workbook.enter(sheet, area, [[input(cell)]]);
    },
    select: async (ref) => {
      const { sheet, area } = place(ref);
      workbook.show(sheet, area);
    },
    addSheet: async (name) => void workbook.add(name),
    renameSheet: async (from, to) => workbook.rename(sheetOf(from), to),
    deleteSheet: async (name) => workbook.remove(sheetOf(name)),
    hideSheet: async (name) => workbook.setVisibility(sheetOf(name), "Hidden"),
    hideLines: async (sheet, line, from, to) => {
      const { hiddenRows, hiddenColumns } = sheetOf(sheet);
      for (let at = from; at <= to; at++) (line === "rows" ? hiddenRows : hiddenColumns).add(at);
    },
    protectSheet: async (name) => void (sheetOf(name).protected = true),
    lock: async () => void (workbook.locked = true),
    define: async (name, ref) => {
      const { sheet, area } = place(ref);
      const absolute = addressOf(area).replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");
      workbook.addName(workbook.names, name, `=${quoted(sheet.name)}!${absolute}`);
    },
    tabulate: async (name, ref, totals) => {
      const { sheet, area } = place(ref);
      workbook.addTable(sheet, area, name).totals = totals;
    },
    look: async (ref) => {
      const { sheet, area } = place(ref);
      const { bold, italic, wrap, color, fill, size, align, numberFormat } = sheet.formatAt(area.top, area.left);
      const set = { bold, italic, wrap, color, fill, fontSize: size, align: align?.toLowerCase(), numberFormat };
      return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) as Style;
    },
    plotted: async (name) =>
      sheetOf(name).charts.map(({ series }) => {
        const ranges = [series[0]?.labels ?? "", ...series.map(({ values }) => values)];
        return ranges.map((range) => range.slice(range.lastIndexOf("!") + 1));
      }),
    furniture: async (name) => {
      const { frozenRows, tables, charts, widths } = sheetOf(name);
      return {
        frozenRows,
        widths: [0, 1].map((column) => widths.get(column) ?? 0),
        tables: tables.map(({ area }) => addressOf(area)),
        charts: charts.map(({ type, title }) => ({ kind: type === "Line" ? "line" : "column", title })),
      };
    },
  };
}

/** A new workbook in that Excel, changed as the test wants it. */
export const fresh =
  (settings: Settings = {}, change: (desk: Desk) => void = () => undefined) =>
  async (): Promise<Fresh> => {
    const desk = await sitDown(new Workbook(), {}, settings);
    change(desk);
    const { client, host, workbook } = desk;
    return {
      host,
      person: person(workbook),
      namesTables: true,
      refuse: (after) => {
        let left = after;
        let refused = false;
        client.bridge.beforeAction = ({ changes }) => {
          if (!changes || left-- > 0) return;
          refused = true;
          throw new OfficeFault("GeneralException", "refused");
        };
        return () => {
          client.bridge.beforeAction = () => undefined;
          return refused;
        };
      },
      close: async () => standUp(),
    };
  };
