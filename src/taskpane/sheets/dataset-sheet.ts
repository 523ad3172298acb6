// Figures of the dataset as a sheet: a table with one figure a row, its unit, basis, confidence and source beside it.

import { HASH, VERSION } from "../../data/dataset";
import type { Field, Figure } from "../../data/dataset";
import { hash } from "../../data/hash";
import type { Cell, SheetPlan } from "../../host/host";
import { HEADER, QUIET, TITLE } from "./block";
import type { RangeStyle } from "./block";

const COLUMNS = [
  "Entity",
  "Field",
  "Label",
  "Period",
  "Period end",
  "Value",
  "Unit",
  "Basis",
  "Confidence",
  "Source",
  "Note",
];
const WIDTHS = [10, 34, 38, 11, 14, 12, 13, 11, 14, 70, 60];
const HEADER_ROW = 4;

export function datasetSheet(
  figures: readonly Figure[],
  fields: readonly Field[],
  name: string,
  request: object,
): SheetPlan {
  const labels = new Map(fields.map(({ id, label }) => [id, label]));
  const rows = figures.map((figure): Cell[] => [
    figure.entity,
    figure.field,
    labels.get(figure.field) ?? figure.field,
    figure.period,
    serial(figure.end),
    figure.value,
    figure.unit,
    figure.basis,
    figure.confidence,
    figure.source,
    figure.note === "" ? null : figure.note,
  ]);
  const last = HEADER_ROW + rows.length;
  const table = `A${HEADER_ROW}:K${last}`;
  return {
    name,
    cells: [
      [name],
      [`Capex Functions dataset ${VERSION} (${HASH}): ${rows.length} figures, each with its source.`],
      [],
      COLUMNS,
      ...rows,
    ],
    widths: WIDTHS,
    styles: [
      { range: "A1", ...TITLE },
      { range: "A2", ...QUIET },
      { range: `A${HEADER_ROW}:K${HEADER_ROW}`, ...HEADER },
      { range: `E${HEADER_ROW + 1}:E${last}`, numberFormat: "yyyy-mm-dd" },
      ...formats(figures),
    ],
    table: { range: table, name: name.replace(/\W+/g, "_") },
    frozenRows: HEADER_ROW,
    manifest: {
      kind: "dataset",
      sheet: name,
      range: table,
      rows: rows.length,
      hash: hash(JSON.stringify(rows)),
      version: VERSION,
      request: JSON.stringify(request),
    },
  };
}

/** Whole numbers with separators, ratios with their digits: a range for each stretch of figures of one kind. */
function formats(figures: readonly Figure[]): RangeStyle[] {
  const styles: RangeStyle[] = [];
  let start = 0;
  for (let row = 0; row < figures.length; row++) {
    const whole = Number.isInteger(figures[row].value);
    if (row + 1 < figures.length && Number.isInteger(figures[row + 1].value) === whole) continue;
    const range = `F${HEADER_ROW + 1 + start}:F${HEADER_ROW + 1 + row}`;
    styles.push({ range, numberFormat: whole ? "#,##0" : "#,##0.0###" });
    start = row + 1;
  }
  return styles;
}

/** A date as spreadsheets count it: days since 30 December 1899. */
const serial = (iso: string): number => Date.parse(iso) / 86_400_000 + 25_569;
