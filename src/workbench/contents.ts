// What a sheet holds, in the form o-spreadsheet is given: from a plan of the pane, or captured from a sheet that is about to be replaced.

import { helpers } from "@odoo/o-spreadsheet";
import type { ChartDefinition, Format, Model, Style as CellStyle, TableConfig, UID, Zone } from "@odoo/o-spreadsheet";
import type { Cell, Chart, SheetPlan, Style } from "../host/host";
import { fillSheet } from "./bulk";
import type { CellEntry, Run } from "./bulk";

const { isDateTime, isNumber, toCartesian, toZone } = helpers;

/** All that a load writes, replaces and brings back. */
export interface SheetContents {
  readonly cells: readonly CellEntry[];
  readonly rows: number;
  readonly columns: number;
  readonly widths: readonly (number | undefined)[];
  /** Rows whose height follows their text. */
  readonly tallRows: readonly number[];
  readonly tables: readonly { readonly zone: Zone; readonly config: TableConfig }[];
  readonly charts: readonly ChartFigure[];
  readonly merges: readonly Zone[];
  readonly frozenRows: number;
  readonly frozenColumns: number;
}

interface ChartFigure {
  readonly chartId: UID;
  readonly figureId: UID;
  readonly definition: ChartDefinition;
  readonly col: number;
  readonly row: number;
  readonly offset: { readonly x: number; readonly y: number };
  readonly size: { readonly width: number; readonly height: number };
}

const TABLE: TableConfig = {
  hasFilters: true,
  totalRow: false,
  firstColumn: false,
  lastColumn: false,
  numberOfHeaders: 1,
  bandedRows: false,
  bandedColumns: false,
  styleId: "TableStyleLight1",
};
const CHART_SIZE = { width: 620, height: 320 };
const SERIES_COLORS = ["#0e8c86", "#c4602d", "#5b5fc7", "#8a6d00", "#a4262c", "#3a7d44"];
/** A character of Excel's default font is 7 pixels wide, and a cell has 5 pixels of padding. */
const pixels = (characters: number) => Math.round(characters * 7 + 5);
/** What is written on shows in a row of its own height. */
const SPARE_ROWS = 40;
const LEAST_ROWS = 100;
const LEAST_COLUMNS = 26;

/** What must be typed so that the cell holds exactly this: text that reads as something else takes an apostrophe. */
export function typed(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "object") return cell.formula;
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (typeof cell === "number") return String(cell);
  return readsAsText(cell) ? cell : `'${cell}`;
}

/** o-spreadsheet's own. */
export const LOCALE = {
  name: "English (US)",
  code: "en_US",
  thousandsSeparator: ",",
  decimalSeparator: ".",
  dateFormat: "m/d/yyyy",
  timeFormat: "hh:mm:ss a",
  formulaArgSeparator: ",",
  weekStart: 7,
};

function readsAsText(text: string): boolean {
  if (text === "" || /^[='+@-]/.test(text) || /^(true|false)$/i.test(text.trim())) return false;
  return !isNumber(text, LOCALE) && !isDateTime(text, LOCALE);
}

export function cellStyle(style: Style): CellStyle {
  return {
    ...(style.bold !== undefined && { bold: style.bold }),
    ...(style.italic !== undefined && { italic: style.italic }),
    // Text of one line and of two, side by side, begin on the same line.
    ...(style.wrap !== undefined && { wrapping: style.wrap ? "wrap" : "overflow" }),
    ...(style.wrap === true && { verticalAlign: "top" }),
    ...(style.align !== undefined && { align: style.align }),
    ...(style.color !== undefined && { textColor: style.color }),
    ...(style.fill !== undefined && { fillColor: style.fill }),
    ...(style.fontSize !== undefined && { fontSize: style.fontSize }),
  };
}

/** Excel's name for no format is none here. */
export const cellFormat = (numberFormat: string): Format => (numberFormat === "General" ? "" : numberFormat);

/** The contents that a plan asks for, over the look of another sheet's; `tick` is called now and then with the share that is done. */
export async function planned(
  plan: SheetPlan,
  newId: () => string,
  tick: (share: number) => Promise<void>,
  like?: SheetContents,
): Promise<SheetContents> {
  const looks = paint(plan, like);
  const cells: CellEntry[] = [];
  const height = Math.max(plan.cells.length, looks.length);
  let columns = 0;
  for (let row = 0; row < height; row++) {
    const line = plan.cells[row] ?? [];
    const lookOf = looks[row] ?? [];
    columns = Math.max(columns, line.length);
    for (let col = 0; col < Math.max(line.length, lookOf.length); col++) {
      const content = typed(line[col] ?? null);
      const look = lookOf[col];
      if (content !== "" || look !== undefined) cells.push({ col, row, content, ...look });
    }
    if (row % 500 === 499) await tick(row / height);
  }
  return {
    cells,
    rows: Math.max(LEAST_ROWS, height + SPARE_ROWS),
    columns: Math.max(LEAST_COLUMNS, columns + 2),
    widths: [...(plan.widths ?? []).map(pixels), ...(like?.widths ?? []).slice(plan.widths?.length ?? 0)],
    tallRows: [...looks.keys()].filter((row) =>
      looks[row]?.some((look) => look?.style?.wrapping || look?.style?.fontSize),
    ),
    tables: plan.table ? [{ zone: toZone(plan.table.range), config: TABLE }] : [],
    charts: plan.chart ? [chartFigure(plan.chart, newId)] : [],
    merges: like?.merges ?? [],
    frozenRows: plan.frozenRows ?? 0,
    frozenColumns: 0,
  };
}

type Look = Pick<CellEntry, "style" | "format">;

/** The look of each cell, by row and column: styles may overlap, later ones over earlier. */
function paint(plan: SheetPlan, like: SheetContents | undefined): (Look | undefined)[][] {
  const looks: (Look | undefined)[][] = [];
  for (const { row, col, style, format } of like?.cells ?? [])
    if (style !== undefined || format !== undefined) (looks[row] ??= [])[col] = { style, format };
  for (const { range, numberFormat, ...rest } of plan.styles ?? []) {
    const { left, right, top, bottom } = toZone(range);
    const added: Look = {
      ...(Object.keys(rest).length > 0 && { style: cellStyle(rest) }),
      ...(numberFormat !== undefined && { format: cellFormat(numberFormat) }),
    };
    for (let row = top; row <= bottom; row++) {
      const line = (looks[row] ??= []);
      for (let col = left; col <= right; col++) {
        const under = line[col];
        line[col] = under === undefined ? added : { ...under, ...added, style: { ...under.style, ...added.style } };
      }
    }
  }
  return looks;
}

function chartFigure(chart: Chart, newId: () => string): ChartFigure {
  const sets = chart.series.map((dataRange, index) => ({ dataSetId: `series${index + 1}`, dataRange }));
  const common = {
    title: { text: chart.title },
    dataSource: { type: "range" as const, dataSets: sets, dataSetsHaveTitle: true, labelRange: chart.labels },
    dataSetStyles: Object.fromEntries(
      sets.map(({ dataSetId }, index) => [dataSetId, { backgroundColor: SERIES_COLORS[index % SERIES_COLORS.length] }]),
    ),
    legendPosition: sets.length > 1 ? ("bottom" as const) : ("none" as const),
    stacked: false,
  };
  const definition: ChartDefinition =
    chart.kind === "line"
      ? { ...common, type: "line", labelsAsText: true, cumulative: false, hideDataMarkers: true }
      : { ...common, type: "bar" };
  return {
    chartId: newId(),
    figureId: newId(),
    definition,
    ...toCartesian(chart.at),
    offset: { x: 0, y: 0 },
    size: CHART_SIZE,
  };
}

const corner = (range: string | undefined): string => range?.split(":")[0] ?? "";

/** A chart of ours over other ranges from the same corners; undefined where it is another chart, or shows them already. */
export function replotted(
  definition: ChartDefinition,
  labelRange: string,
  series: readonly string[],
): ChartDefinition | undefined {
  if (definition.type !== "line" && definition.type !== "bar") return undefined;
  const { dataSource } = definition;
  if (dataSource.type !== "range" || dataSource.dataSets.length !== series.length) return undefined;
  const before = [dataSource.labelRange, ...dataSource.dataSets.map(({ dataRange }) => dataRange)];
  const after = [labelRange, ...series];
  if (before.some((range, at) => corner(range) !== corner(after[at])) || before.join() === after.join())
    return undefined;
  const dataSets = dataSource.dataSets.map((set, index) => ({ ...set, dataRange: series[index] ?? set.dataRange }));
  return { ...definition, dataSource: { ...dataSource, dataSets, labelRange } };
}

/** What a sheet holds now. */
export function captured(model: Model, sheetId: UID): SheetContents {
  const { getters } = model;
  const cells = getters.getCells(sheetId).map((cell): CellEntry => {
    const { col, row } = getters.getCellPosition(cell.id);
    const content = cell.isFormula ? cell.compiledFormula.toFormulaString(getters) : cell.content;
    return { col, row, content, style: cell.style, format: cell.format };
  });
  const columns = getters.getNumberCols(sheetId);
  const panes = getters.getPaneDivisions(sheetId);
  return {
    cells,
    rows: getters.getNumberRows(sheetId),
    columns,
    widths: Array.from({ length: columns }, (_, col) => getters.getColSize(sheetId, col)),
    tallRows: [],
    tables: getters.getCoreTables(sheetId).map(({ range, config }) => ({ zone: range.zone, config })),
    charts: getters.getChartIds(sheetId).flatMap((chartId) => {
      const figureId = getters.getFigureIdFromChartId(chartId);
      const figure = getters.getFigure(sheetId, figureId);
      if (figure === undefined) return [];
      const { col, row, offset, width, height } = figure;
      const definition = getters.getChartDefinition(chartId);
      return [{ chartId, figureId, definition, col, row, offset, size: { width, height } }];
    }),
    merges: getters.getMerges(sheetId).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })),
    frozenRows: panes.ySplit,
    frozenColumns: panes.xSplit,
  };
}

/** Makes a sheet hold this and nothing else, as part of a transaction. */
export function put(model: Model, run: Run, sheetId: UID, contents: SheetContents): void {
  clear(model, run, sheetId);
  grow(model, run, sheetId, contents);
  for (const [size, elements] of widthsBySize(contents.widths)) {
    run("RESIZE_COLUMNS_ROWS", { dimension: "COL", sheetId, elements, size });
  }
  fillSheet(run, sheetId, contents.cells);
  if (contents.tallRows.length > 0) {
    run("RESIZE_COLUMNS_ROWS", { dimension: "ROW", sheetId, elements: [...contents.tallRows], size: null });
  }
  if (contents.merges.length > 0) run("ADD_MERGE", { sheetId, target: [...contents.merges], force: true });
  for (const { zone, config } of contents.tables) {
    const ranges = [model.getters.getRangeDataFromZone(sheetId, zone)];
    run("CREATE_TABLE", { sheetId, ranges, config, tableType: "static" });
  }
  for (const chart of contents.charts) run("CREATE_CHART", { sheetId, ...chart });
  if (contents.frozenRows > 0) run("FREEZE_ROWS", { sheetId, quantity: contents.frozenRows });
  if (contents.frozenColumns > 0) run("FREEZE_COLUMNS", { sheetId, quantity: contents.frozenColumns });
}

function clear(model: Model, run: Run, sheetId: UID): void {
  const { getters } = model;
  for (const chartId of getters.getChartIds(sheetId)) {
    run("DELETE_FIGURE", { sheetId, figureId: getters.getFigureIdFromChartId(chartId) });
  }
  const tables = getters.getCoreTables(sheetId).map((table) => table.range.zone);
  if (tables.length > 0) run("REMOVE_TABLE", { sheetId, target: tables });
  const merges = getters.getMerges(sheetId);
  if (merges.length > 0) run("REMOVE_MERGE", { sheetId, target: merges });
  run("UNFREEZE_COLUMNS_ROWS", { sheetId });
}

/** A sheet grows to what it is to hold and never shrinks: formulas elsewhere may point at any of its cells. */
function grow(model: Model, run: Run, sheetId: UID, { rows, columns }: SheetContents): void {
  const sheetName = model.getters.getSheetName(sheetId);
  const missing = [
    { dimension: "ROW" as const, has: model.getters.getNumberRows(sheetId), needs: rows },
    { dimension: "COL" as const, has: model.getters.getNumberCols(sheetId), needs: columns },
  ];
  for (const { dimension, has, needs } of missing) {
    if (needs <= has) continue;
    const quantity = needs - has;
    run("ADD_COLUMNS_ROWS", { dimension, sheetId, sheetName, base: has - 1, position: "after", quantity });
  }
}

function widthsBySize(widths: SheetContents["widths"]): Map<number, number[]> {
  const bySize = new Map<number, number[]>();
  for (const [col, size] of widths.entries()) {
    if (size !== undefined) bySize.set(size, [...(bySize.get(size) ?? []), col]);
  }
  return bySize;
}
