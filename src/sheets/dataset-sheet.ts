// Figures and tables of the dataset as sheets: a table whose every figure has its unit, basis, grade and source beside it.
import { present } from "../model/errors";
import { columnName } from "../host/a1";
import { type Field, type Figure } from "../data/dataset";
import { ALL_FIELDS } from "../data/derived";
import type { Table } from "../data/tables";
import type { Cell, Chart, SheetPlan } from "../host/host";
import { texts } from "../languages";
import { inWords } from "../languages/phrases";
import { CHART_ROWS, HEADER, paragraph, QUIET, type RangeStyle, type Row, TITLE, widthOf } from "./block";
import { entityOf, type FiguresRequest, requested } from "./figures";
import { imprint, marksOf } from "./imprint";
import { type Stamp, stamped } from "./stamp";

const DATE = "yyyy-mm-dd";
/** A chart shows no more lines than a reader can tell apart. */
const MOST_SERIES = 6;
const LONGEST_NAME = 20;
/** Beside a heading stands the table's filter. */
const FILTER = 4;

interface Column {
  readonly heading: string;
  readonly width: number;
  readonly numberFormat?: string;
}

/** A table below its title, what it holds, and where it came from. */
interface TablePart {
  readonly title: string;
  readonly about: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly request: object;
  /** Looks beside the columns' formats, once the first row is known. */
  readonly looks?: (firstRow: number) => readonly RangeStyle[];
  /** It stands above the table, whose header's row it is given. */
  readonly chart?: (header: number, lastRow: number, at: string) => Chart;
}

function tableSheet(
  { title, about, columns, rows, request, looks, chart }: TablePart,
  name: string,
  stamp: Stamp,
): SheetPlan {
  const text: Row[] = [[title], ...paragraph(about), [stamped(stamp)], []];
  const head = chart === undefined ? text : text.concat(new Array<Row>(CHART_ROWS).fill([]));
  const header = head.length + 1;
  const [first, last] = [header + 1, header + rows.length];
  const right = columnName(columns.length - 1);
  const range = `A${header}:${right}${last}`;
  const formats = columns.flatMap(({ numberFormat }, index): RangeStyle[] =>
    numberFormat === undefined
      ? []
      : [{ range: `${columnName(index)}${first}:${columnName(index)}${last}`, numberFormat }],
  );
  const cells = [...head, columns.map(({ heading }) => heading), ...rows];
  return {
    name,
    cells,
    // No heading is cut, in whichever language.
    widths: columns.map(({ heading, width }) => Math.max(width, widthOf(heading) + FILTER)),
    styles: [
      { range: "A1", ...TITLE },
      { range: `A2:A${text.length - 1}`, ...QUIET },
      { range: `A${header}:${right}${header}`, ...HEADER },
      ...formats,
      ...(looks?.(first) ?? []),
    ],
    table: { range, name: tableName(name) },
    // With the chart above it, the header would take the whole window.
    ...(chart === undefined ? { frozenRows: header } : { chart: chart(header, last, `A${text.length + 1}`) }),
    manifest: {
      kind: "dataset",
      sheet: name,
      range,
      rows: rows.length,
      hash: imprint(marksOf(cells, range)),
      version: stamp.dataset,
      request: JSON.stringify(request),
    },
  };
}

/** Letters of any script, digits and underscores, and nothing that could be a cell. */
const tableName = (sheet: string): string => `Capex_${sheet.replace(/[^\p{L}\p{N}_]+/gu, "_")}`;

/** A name that a tab can show in full. */
export function figuresName({ entity }: FiguresRequest): string {
  const { id, name } = entityOf(entity);
  return texts.figures.sheet(name.length <= LONGEST_NAME ? name : id);
}

export function figuresSheet(request: FiguresRequest, name: string, stamp: Stamp): SheetPlan {
  const figures = requested(request);
  const title = texts.figures.title(inWords(entityOf(request.entity).name));
  const about = texts.figures.about(figures.length, request.from, request.to);
  const part = request.form === "long" ? longForm(figures) : wideForm(figures, request);
  return tableSheet({ title, about, request, ...part }, name, stamp);
}

const fieldOf = (id: string): Field => present(ALL_FIELDS.find((field) => field.id === id));

/** A column of the long form; one that may be empty is left out where it is for every figure. */
interface FigureColumn extends Column {
  readonly of: (figure: Figure) => Cell;
  readonly optional?: boolean;
}

const figureColumns = (): readonly FigureColumn[] => {
  const { headings } = texts.figures;
  return [
    { heading: headings.entity, width: 12, of: ({ entity }) => entity },
    { heading: headings.label, width: 40, of: ({ field }) => inWords(fieldOf(field).label) },
    { heading: headings.period, width: 11, of: ({ period }) => period },
    {
      heading: headings.fiscal,
      width: 16,
      of: ({ entity, fiscal }) => (entityOf(entity).yearEnd === 12 ? null : fiscal),
      optional: true,
    },
    { heading: headings.end, width: 14, numberFormat: DATE, of: ({ end }) => serial(end) },
    { heading: headings.value, width: 14, of: ({ value }) => value },
    { heading: headings.first, width: 20, of: ({ first }) => first?.value ?? null, optional: true },
    { heading: headings.low, width: 12, of: ({ low }) => low ?? null, optional: true },
    { heading: headings.high, width: 12, of: ({ high }) => high ?? null, optional: true },
    { heading: headings.unit, width: 13, of: ({ unit }) => inWords(unit) },
    { heading: headings.basis, width: 11, of: ({ basis }) => basis },
    { heading: headings.grade, width: 10, of: ({ grade }) => grade },
    { heading: headings.source, width: 70, of: ({ source }) => source },
    { heading: headings.line, width: 40, of: ({ label }) => label || null, optional: true },
    { heading: headings.filing, width: 24, of: filingLink, optional: true },
    {
      heading: headings.filed,
      width: 12,
      numberFormat: DATE,
      of: ({ filed }) => (filed === "" ? null : serial(filed)),
      optional: true,
    },
    { heading: headings.note, width: 50, of: ({ note }) => note || null },
    { heading: headings.field, width: 34, of: ({ field }) => field },
  ];
};

/** The number of the filing, which opens it. */
const filingLink = ({ accession, url }: Figure): Cell =>
  url === "" ? accession || null : { formula: `=HYPERLINK("${url}","${accession}")` };

function longForm(figures: readonly Figure[]): Pick<TablePart, "columns" | "rows" | "looks"> {
  const columns = figureColumns().filter(
    ({ of, optional }) => optional !== true || figures.some((figure) => of(figure) !== null),
  );
  const rows = figures.map((figure) => columns.map(({ of }) => of(figure)));
  const value = columnName(columns.findIndex(({ heading }) => heading === texts.figures.headings.value));
  return { columns, rows, looks: (first) => formatsOf(figures, value, first) };
}

/** Whole numbers with separators, ratios with their digits: a range for each stretch of figures of one kind. */
function formatsOf(figures: readonly Figure[], column: string, first: number): RangeStyle[] {
  const styles: RangeStyle[] = [];
  let start = 0;
  for (let row = 0; row < figures.length; row++) {
    const whole = Number.isInteger(figures[row].value);
    if (row + 1 < figures.length && Number.isInteger(figures[row + 1].value) === whole) continue;
    const range = `${column}${first + start}:${column}${first + row}`;
    styles.push({ range, numberFormat: whole ? "#,##0" : "#,##0.0###" });
    start = row + 1;
  }
  return styles;
}

/** Values side by side, then for each field where its values come from. */
function wideForm(
  figures: readonly Figure[],
  { fields, chart }: FiguresRequest,
): Pick<TablePart, "columns" | "rows" | "chart"> {
  const { headings } = texts.figures;
  const shown = fields.map(fieldOf);
  const byKey = new Map(figures.map((figure) => [`${figure.field} ${figure.period}`, figure]));
  const periods = [...new Map(figures.map(({ period, end }) => [period, end]))].sort((a, b) => (a[1] < b[1] ? -1 : 1));
  const columns: Column[] = [
    { heading: headings.period, width: 11 },
    { heading: headings.end, width: 14, numberFormat: DATE },
    ...shown.map(({ label, unit }) => ({
      heading: texts.figures.inUnit(inWords(label), inWords(unit)),
      width: 24,
      numberFormat: unit === "fraction" ? "0.0%" : unit === "ratio" ? "0.00" : "#,##0",
    })),
    ...shown.map(({ label }) => ({ heading: `${headings.source}: ${inWords(label)}`, width: 60 })),
  ];
  const rows = periods.map(([period, end]): Cell[] => {
    const own = shown.map(({ id }) => byKey.get(`${id} ${period}`));
    return [period, serial(end), ...own.map((figure) => figure?.value ?? null), ...own.map(provenance)];
  });
  const unit = shown[0]?.unit;
  const series = shown.flatMap((field, index) => (field.unit === unit ? [index + 2] : [])).slice(0, MOST_SERIES);
  const drawn = (header: number, last: number, at: string): Chart => ({
    kind: "line",
    title: texts.figures.chart(inWords(unit)),
    labels: `A${header}:A${last}`,
    series: series.map((column) => `${columnName(column)}${header}:${columnName(column)}${last}`),
    at,
  });
  return { columns, rows, ...(chart && series.length > 0 ? { chart: drawn } : {}) };
}

const provenance = (figure: Figure | undefined): Cell =>
  figure === undefined ? null : `${figure.grade}, ${figure.basis}: ${figure.source}`;

/** One of the tables that are no company's figures; its own columns name units, sources and grades. */
export function recordsSheet(table: Table, name: string, stamp: Stamp, request: object): SheetPlan {
  const columns = table.columns.map(({ label, kind, unit }, index): Column => {
    const longest = Math.max(...table.rows.map((row) => widthOf(String(row[index] ?? ""))));
    const own = inWords(label);
    const heading = unit === undefined ? own : texts.figures.inUnit(own, inWords(unit));
    const width = Math.min(Math.max(longest + 2, widthOf(heading) + FILTER), 60);
    return kind === "number" ? { heading, width, numberFormat: "General" } : { heading, width };
  });
  return tableSheet(
    { title: inWords(table.title), about: inWords(table.about), columns, rows: table.rows, request },
    name,
    stamp,
  );
}

/** A date as spreadsheets count it: days since 30 December 1899. */
const serial = (iso: string): number => Date.parse(iso) / 86_400_000 + 25_569;
