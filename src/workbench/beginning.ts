// A workbook that begins with sheets: made at once, as from a file, and not by loading them into a blank one, which takes several times as long.

import { helpers, type Format, Model, type Style, type UID } from "@odoo/o-spreadsheet";
import { addressOf, sheetMark } from "../host/a1";
import type { SheetPlan } from "../host/host";
import { planned, type SheetContents } from "./contents";
import { RECORDS, recordCells, recordsOf } from "./records";

const { createEmptySheet, createEmptyWorkbookData, toXC, UuidGenerator } = helpers;

type WorkbookData = ReturnType<Model["exportData"]>;
type SheetData = WorkbookData["sheets"][number];

interface Beginning {
  readonly plan: SheetPlan;
  readonly id: UID;
  readonly contents: SheetContents;
}

/** What several cells share, each under a number. */
class Shared<T> {
  private readonly numbers = new Map<string, number>();
  readonly items: Record<number, T> = {};

  numberOf(item: T): number {
    const key = JSON.stringify(item);
    const number = this.numbers.get(key) ?? this.numbers.size + 1;
    this.numbers.set(key, number);
    this.items[number] ??= item;
    return number;
  }
}

/** As the spreadsheet makes a sheet when it is asked for one. */
const created = (id: UID, name: string): SheetData => ({ ...createEmptySheet(id, name), isLocked: false });

/** The sheets in a workbook of their own, the first in front; there is nothing to undo. */
export async function begunWith(plans: readonly SheetPlan[]): Promise<Model> {
  const uuids = new UuidGenerator();
  const newId = () => uuids.smallUuid();
  const sheets: Beginning[] = [];
  for (const plan of plans) sheets.push({ plan, id: newId(), contents: await planned(plan, newId, async () => {}) });
  const styles = new Shared<Style>();
  const formats = new Shared<Format>();
  const data: WorkbookData = {
    ...createEmptyWorkbookData(),
    sheets: [...sheets.map((sheet) => sheetOf(sheet, styles, formats)), recordsSheet(sheets, newId())],
    styles: styles.items,
    formats: formats.items,
    namedRanges: Object.fromEntries(
      plans.flatMap(({ name, named }) =>
        named === undefined ? [] : [[named.name, `${sheetMark(name)}${named.range}`]],
      ),
    ),
  };
  return new Model(data);
}

function sheetOf({ plan, id, contents }: Beginning, styles: Shared<Style>, formats: Shared<Format>): SheetData {
  const sheet: SheetData = {
    ...created(id, plan.name),
    rowNumber: contents.rows,
    colNumber: contents.columns,
    isVisible: plan.hidden !== true,
    tables: contents.tables.map(({ zone, config }) => ({ range: addressOf(zone), type: "static", config })),
    figures: contents.charts.map(({ chartId, figureId, definition, col, row, offset, size }) => ({
      id: figureId,
      tag: "chart",
      col,
      row,
      offset,
      ...size,
      data: { ...definition, chartId },
    })),
    panes: { xSplit: contents.frozenColumns, ySplit: contents.frozenRows },
  };
  for (const { col, row, content, style, format } of contents.cells) {
    const at = toXC(col, row);
    if (content !== "") sheet.cells[at] = content;
    if (style !== undefined) sheet.styles[at] = styles.numberOf(style);
    if (format !== undefined && format !== "") sheet.formats[at] = formats.numberOf(format);
  }
  for (const [col, size] of contents.widths.entries()) if (size !== undefined) sheet.cols[col] = { size };
  return sheet;
}

function recordsSheet(sheets: readonly Beginning[], id: UID): SheetData {
  const cells = recordCells(recordsOf(sheets)).map(({ col, row, content }) => [toXC(col, row), content]);
  return { ...created(id, RECORDS), isVisible: false, cells: Object.fromEntries(cells) };
}
