// Ranges of Excel: what they hold, how they are formatted, and what lies over them.

import { addressOf, areaOf, around, columnName, type Area } from "../a1";
import { isFormula, refOf, valueOf } from "./cells";
import * as say from "./sentences";
import type { Cell, Chart, RangeData, Style } from "../host";

/** How our charts are named, so that others on the sheet are left alone. */
export const CHART = "Capex chart";
const LONGEST_TEXT = 32_767;

export interface TableSpot {
  readonly name: string;
  readonly range: string;
}

/** A chart with the names of its series, as it can be drawn again without the plan. */
export type DrawnChart = Chart & { readonly names: readonly string[] };

/** What lies over the cells of a sheet. */
export interface Furniture {
  readonly table?: TableSpot;
  readonly chart?: DrawnChart;
  readonly frozenRows?: number;
}

/** A range that Excel need not keep for us after the request: no tracking, no request to end it. */
export function cells(sheet: Excel.Worksheet, area: Area): Excel.Range {
  const range = sheet.getRange(addressOf(area));
  range.untrack();
  return range;
}

export const filledCells = (sheet: Excel.Worksheet, area: Area): Excel.Range =>
  cells(sheet, area).getUsedRangeOrNullObject(true);

/** A range of which only the address is asked, and which Excel need not keep either. */
export function loaded(range: Excel.Range): Excel.Range {
  range.untrack();
  range.load("address");
  return range;
}

export type Contents = Omit<RangeData, "text">;

export function contents({ address, values, formulas }: Excel.Range): Contents {
  return {
    ...refOf(address),
    values: values.map((row, r) => row.map((value, c) => valueOf(value, formulas[r][c]))),
    // Of a text that looks like a formula Excel reports the text as both.
    formulas: formulas.map((row, r) =>
      row.map((formula, c) => (isFormula(formula) && formula !== values[r][c] ? formula : null)),
    ),
  };
}

export const rangeData = (range: Excel.Range): RangeData => ({ ...contents(range), text: range.text });

/** Pieces of a range that lie below one another, as one. */
export function joined(pieces: readonly RangeData[]): RangeData {
  const [first, ...more] = pieces;
  if (more.length === 0) return first;
  const [top, bottom] = [areaOf(first.address), areaOf(pieces[pieces.length - 1].address)];
  return {
    sheet: first.sheet,
    address: addressOf(around(top, bottom)),
    values: pieces.flatMap(({ values }) => values),
    formulas: pieces.flatMap(({ formulas }) => formulas),
    text: pieces.flatMap(({ text }) => text),
  };
}

export function untracked(sheet: Excel.Worksheet, address: string): Excel.Range {
  const range = sheet.getRange(address);
  range.untrack();
  return range;
}

export function applyStyle(range: Excel.Range, style: Style): void {
  applyLook(range.format, style);
  // One format for all cells of the range: Excel takes it as such.
  if (style.numberFormat !== undefined) range.numberFormat = style.numberFormat as unknown as string[][];
}

export function applyLook(format: Excel.RangeFormat, style: Omit<Style, "numberFormat">): void {
  if (style.bold !== undefined) format.font.bold = style.bold;
  if (style.italic !== undefined) format.font.italic = style.italic;
  if (style.color !== undefined) format.font.color = style.color;
  if (style.fontSize !== undefined) format.font.size = style.fontSize;
  if (style.fill !== undefined) format.fill.color = style.fill;
  if (style.wrap !== undefined) format.wrapText = style.wrap;
  if (style.align !== undefined) format.horizontalAlignment = ALIGNMENTS[style.align];
}

export const ALIGNMENTS = { left: "Left", center: "Center", right: "Right" } as const;

/** Widths in characters; Excel wants points, 7 pixels a character and 5 beside them. */
export function setWidths(sheet: Excel.Worksheet, widths: readonly number[] = []): void {
  setColumns(
    sheet,
    widths.map((width) => (width * 7 + 5) * 0.75),
  );
}

/** Widths in points. */
export function setColumns(sheet: Excel.Worksheet, points: readonly number[]): void {
  points.forEach((width, column) => {
    untracked(sheet, `${columnName(column)}:${columnName(column)}`).format.columnWidth = width;
  });
}

export function furnish(sheet: Excel.Worksheet, { table, chart, frozenRows }: Furniture): void {
  if (frozenRows !== undefined && frozenRows > 0) sheet.freezePanes.freezeRows(frozenRows);
  if (table !== undefined) addTable(sheet, table);
  if (chart !== undefined) addChart(sheet, chart);
}

export function addTable(sheet: Excel.Worksheet, { name, range }: TableSpot): void {
  sheet.tables.add(range, true).name = name;
}

export function drawn(chart: Chart, rows: readonly (readonly Cell[])[]): DrawnChart {
  const names = chart.series.map((range) => {
    const { top, left } = areaOf(range);
    return String(rows[top]?.[left] ?? "");
  });
  return { ...chart, names };
}

export function addChart(sheet: Excel.Worksheet, { kind, title, labels, series, at, names }: DrawnChart): void {
  const chart = sheet.charts.add(kind === "line" ? "Line" : "ColumnClustered", untracked(sheet, series[0]), "Columns");
  chart.name = CHART;
  chart.title.text = title;
  chart.setPosition(at);
  series.forEach((range, index) => {
    const one = index === 0 ? chart.series.getItemAt(0) : chart.series.add(names[index]);
    if (index > 0) one.setValues(below(sheet, range));
    one.setXAxisValues(below(sheet, labels));
  });
}

/** What a chart shows of a range: all but its first row, which is the heading. */
function below(sheet: Excel.Worksheet, range: string): Excel.Range {
  const area = areaOf(range);
  return cells(sheet, { ...area, top: area.top + 1 });
}

/** Gives a chart other ranges, as many as it has. */
export function plot(
  sheet: Excel.Worksheet,
  chart: Excel.Chart,
  { labels, series }: Pick<Chart, "labels" | "series">,
): void {
  series.forEach((range, index) => {
    const one = chart.series.getItemAt(index);
    one.setValues(below(sheet, range));
    one.setXAxisValues(below(sheet, labels));
  });
}

export function mustFit(sheet: string, rows: readonly (readonly Cell[])[]): void {
  for (const row of rows) {
    for (const cell of row) {
      if (typeof cell === "string" && cell.length > LONGEST_TEXT) throw say.badText(sheet, cell.length);
      if (typeof cell === "number" && !Number.isFinite(cell))
        throw new RangeError(`${sheet} holds ${cell}: a cell takes finite numbers`);
    }
  }
}
