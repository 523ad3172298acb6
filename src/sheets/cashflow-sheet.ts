// A cash preset's cash flow: one spilled formula over its assumptions, and above it a chart of its cash to date.
import { columnName, qualified } from "../host/a1";
import type { Preset } from "../data/presets";
import type { Chart, SheetPlan } from "../host/host";
import { sheetTexts } from "../languages/sheets";
import { MAX_YEARS } from "../model/keys";
import { CHART_ROWS, HEADER, paragraph, QUIET, type Row, TITLE, widthOf } from "./block";
import { imprint, marksOf } from "./imprint";
import { placesOf, type PresetRequest } from "./preset-sheet";
import { wholeOf } from "./results";
import { columnsFrom } from "./spilled-chart";
import { type Stamp, stamped } from "./stamp";

const CASHFLOW_COLUMNS = 12;
/** Beside the table, whose thirteenth column is what is prepaid, where something is. */
const BEFORE_SALE = 14;

/** The cash flow as one spilled formula over the assumptions on their own sheet, and a chart of cumulative cash. */
export function cashflowSheet(
  preset: Preset,
  name: string,
  assumptions: string,
  stamp: Stamp,
  request: PresetRequest = { preset: preset.name },
): SheetPlan {
  const words = sheetTexts.cashflow;
  const { scenario } = placesOf(preset);
  const horizon = preset.parameters.find(({ key }) => key === "horizon")?.value ?? 0;
  const head: Row[] = [[words.title(preset.name)], ...paragraph(words.about), [stamped(stamp)], []];
  const first = head.length + CHART_ROWS + 1;
  // Whatever the horizon becomes, its rows are there.
  const last = first + MAX_YEARS + 1;
  const right = columnName(CASHFLOW_COLUMNS - 1);
  const given = qualified({ sheet: assumptions, address: scenario });
  const column = (output: string): string => `GPUCASHFLOW(${given},,,"${output}")`;
  const prepaid = `${columnName(CASHFLOW_COLUMNS)}${first}`;
  const beside = new Array<null>(BEFORE_SALE - 1).fill(null);
  const cells: Row[] = [
    ...head,
    // The chart leaves its last row to the headings in words; below them stand the ids that the answer has.
    ...new Array<Row>(CHART_ROWS - 1).fill([]),
    [...words.columns, { formula: `=IF(${prepaid}="","","${words.prepayment}")` }],
    [{ formula: `=GPUCASHFLOW(${given})` }, ...beside, words.beforeSale],
    // The sale comes once, at the end, so that what is left out of the last year is left out of its sum.
    [null, ...beside, { formula: `=${column("cumulative")}-${column("residual")}` }],
  ];
  const beforeSale = columnName(BEFORE_SALE);
  return {
    name,
    cells,
    widths: [10, ...words.columns.slice(1).map((heading) => Math.max(17, widthOf(heading) + 2)), 17, 3, 26],
    styles: [
      { range: "A1", ...TITLE },
      { range: `A2:A${head.length - 1}`, ...QUIET },
      { range: `A${first - 1}:${right}${first - 1}`, ...HEADER },
      { range: `A${first}:${right}${first}`, ...QUIET },
      { range: `${beforeSale}${first}`, ...HEADER },
      { range: `B${first + 1}:${right}${last}`, numberFormat: wholeOf(preset) },
      { range: `${beforeSale}${first + 1}:${beforeSale}${last}`, numberFormat: wholeOf(preset) },
    ],
    chart: {
      kind: "line",
      title: words.chart(preset.name),
      at: `A${head.length + 1}`,
      ...plotted(first, Math.ceil(horizon) + 2),
    },
    manifest: {
      kind: "preset",
      sheet: name,
      range: `A${first}`,
      rows: 1,
      hash: imprint(marksOf(cells, `A${first}`)),
      version: stamp.dataset,
      request: JSON.stringify({ ...request, part: "cashflow", of: assumptions }),
    },
  };
}

/** What the chart shows of so many rows of the table, its headings among them. */
export const plotted = (first: number, rows: number): Pick<Chart, "labels" | "series"> =>
  columnsFrom(first, rows, [columnName(BEFORE_SALE)]);
