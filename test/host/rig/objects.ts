// The workbook as Office.js sees it: objects with properties, navigations and methods, under the names that travel.
// What is not here is not known, and asking for it fails the test that asks.

import { addressOf, areaOf, cellAt, LAST_COLUMN, LAST_ROW, letters, quoted, type Area } from "./address";
import { CellError, evaluate, tokens, type Value } from "./formula";
import {
  OfficeFault,
  shown,
  textOf,
  type Chart,
  type Format,
  type Input,
  type Name,
  type Sheet,
  type Table,
  type Visibility,
  type Workbook,
} from "./workbook";

export interface Remote {
  readonly kind: string;
  /** Travels as Id: later requests find the object by it. */
  readonly id?: string;
  readonly get?: Readonly<Record<string, () => unknown>>;
  readonly set?: Readonly<Record<string, (value: never) => void>>;
  readonly to?: Readonly<Record<string, () => Remote>>;
  /** Methods that give objects; null is Office's null object. */
  readonly find?: Readonly<Record<string, (...values: never[]) => Remote | null>>;
  readonly run?: Readonly<Record<string, (...values: never[]) => unknown>>;
  readonly items?: () => Remote[];
  readonly item?: (key: string | number) => Remote | null;
}

/** Points, as Excel gives a column that nobody has widened. */
const DEFAULT_WIDTH = 48;

const missing = (what: string): never => {
  throw new OfficeFault("ItemNotFound", `${what} does not exist`);
};

export function workbookRemote(workbook: Workbook, tell: (event: string) => void): Remote {
  return {
    kind: "Workbook",
    get: { ReadOnly: () => workbook.readOnly },
    to: {
      Worksheets: () => sheetsRemote(workbook, tell),
      Names: () => namesRemote(workbook, workbook.names, undefined),
      Tables: () => tablesRemote(workbook, undefined),
      Protection: () => ({
        kind: "WorkbookProtection",
        get: { Protected: () => workbook.locked },
        run: { Unprotect: () => void (workbook.locked = false) },
      }),
      Application: () => ({
        kind: "Application",
        get: {
          CalculationState: () => {
            workbook.calculate();
            return workbook.calculationState;
          },
        },
        run: { Calculate: () => workbook.calculate(true) },
      }),
    },
    find: {
      GetActiveCell: () => {
        if (!workbook.inFocus) throw new OfficeFault("InvalidSelection", "The current selection is invalid.");
        return rangeRemote(workbook, workbook.active, cellAt(workbook.selected.top, workbook.selected.left));
      },
      GetSelectedRange: () => rangeRemote(workbook, workbook.active, workbook.selected),
    },
    run: { _RemoveReference: () => null },
  };
}

function sheetsRemote(workbook: Workbook, tell: (event: string) => void): Remote {
  const remote = (sheet: Sheet | undefined, name: string) =>
    sheetRemote(workbook, sheet ?? missing(`a sheet named ${name}`));
  return {
    kind: "WorksheetCollection",
    items: () => workbook.sheets.map((sheet) => sheetRemote(workbook, sheet)),
    item: (name) => remote(workbook.sheet(String(name)), String(name)),
    find: {
      Add: (name?: string) => sheetRemote(workbook, workbook.add(name ?? `Sheet${workbook.sheets.length + 1}`)),
      GetItem: (name: string) => remote(workbook.sheet(name), name),
      GetItemOrNullObject: (name: string) => {
        const sheet = workbook.sheet(name);
        return sheet === undefined ? null : sheetRemote(workbook, sheet);
      },
      GetActiveWorksheet: () => sheetRemote(workbook, workbook.active),
    },
    run: {
      _RegisterDataChangedEvent: () => tell("+changed"),
      _UnregisterDataChangedEvent: () => tell("-changed"),
      _RegisterCalculatedEvent: () => tell("+calculated"),
      _UnregisterCalculatedEvent: () => tell("-calculated"),
      _RegisterAddedEvent: () => tell("+added"),
      _UnregisterAddedEvent: () => tell("-added"),
      _RegisterDeletedEvent: () => tell("+deleted"),
      _UnregisterDeletedEvent: () => tell("-deleted"),
    },
  };
}

function sheetRemote(workbook: Workbook, sheet: Sheet): Remote {
  if (!workbook.sheets.includes(sheet)) missing(`the sheet ${sheet.name}`);
  const range = (address?: string) => {
    if (address === undefined)
      return rangeRemote(workbook, sheet, { top: 0, left: 0, bottom: LAST_ROW, right: LAST_COLUMN });
    return rangeRemote(workbook, sheet, areaOf(address) ?? invalid(`${address} is no range`));
  };
  return {
    kind: "Worksheet",
    id: sheet.id,
    get: { Id: () => sheet.id, Name: () => sheet.name, Visibility: () => sheet.visibility },
    set: {
      Name: (name: string) => workbook.rename(sheet, name),
      Visibility: (visibility: Visibility) => workbook.setVisibility(sheet, visibility),
    },
    to: {
      Names: () => namesRemote(workbook, sheet.names, sheet),
      Tables: () => tablesRemote(workbook, sheet),
      Charts: () => chartsRemote(workbook, sheet),
      Protection: () => ({
        kind: "WorksheetProtection",
        get: { Protected: () => sheet.protected },
        run: { Unprotect: () => void (sheet.protected = false) },
      }),
      FreezePanes: () => ({
        kind: "FreezePanes",
        run: {
          FreezeRows: (rows: number) => {
            workbook.mustBeInFocus();
            workbook.mustBeWritable(sheet);
            sheet.frozenRows = rows;
          },
          Unfreeze: () => {
            workbook.mustBeInFocus();
            workbook.mustBeWritable(sheet);
            sheet.frozenRows = 0;
          },
        },
      }),
    },
    find: {
      GetRange: range,
      GetRanges: (list: string) => areasRemote(list.split(",").map((address) => range(address))),
      GetUsedRangeOrNullObject: (valuesOnly?: boolean) => {
        workbook.calculate();
        const area = sheet.used(valuesOnly === true);
        return area === undefined ? null : rangeRemote(workbook, sheet, area);
      },
    },
    run: {
      Activate: () => workbook.show(sheet, cellAt(0, 0)),
      Delete: () => workbook.remove(sheet),
    },
  };
}

/** Several ranges at once: what is set is set for each. */
function areasRemote(ranges: readonly Remote[]): Remote {
  const each = (properties: Readonly<Record<string, (value: never) => void>>[]) =>
    Object.fromEntries(
      Object.keys(properties[0] ?? {}).map((name) => [
        name,
        (value: never) => properties.forEach((own) => own[name](value)),
      ]),
    );
  const all = (remotes: readonly Remote[], kind: string): Remote => ({
    kind,
    set: each(remotes.map(({ set = {} }) => set)),
    to: Object.fromEntries(
      Object.entries(remotes[0]?.to ?? {}).map(([name]) => [
        name,
        () =>
          all(
            remotes.map(({ to = {} }) => to[name]()),
            name,
          ),
      ]),
    ),
  });
  return {
    kind: "RangeAreas",
    to: {
      Format: () =>
        all(
          ranges.map(({ to = {} }) => to.Format()),
          "RangeFormat",
        ),
    },
  };
}

const invalid = (what: string): never => {
  throw new OfficeFault("InvalidArgument", what);
};

/** Whether lines are hidden: null where some are and some are not. */
function hiddenOf(hidden: ReadonlySet<number>, from: number, to: number): boolean | null {
  let count = 0;
  for (let at = from; at <= to; at++) if (hidden.has(at)) count++;
  return count === 0 ? false : count === to - from + 1 ? true : null;
}

const remoteRanges = new WeakMap<Remote, { sheet: Sheet; area: Area }>();

function rangeRemote(workbook: Workbook, sheet: Sheet, area: Area): Remote {
  const grid = <T>(cell: (row: number, column: number) => T): T[][] => {
    workbook.calculate();
    const rows = area.bottom - area.top + 1;
    const columns = area.right - area.left + 1;
    if (rows * columns > 5_000_000) throw new OfficeFault("InvalidArgument", "the range is too large to load");
    return Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (_, c) => cell(area.top + r, area.left + c)),
    );
  };
  const travels = (value: Value): unknown => (value instanceof CellError ? value.code : (value ?? ""));
  const size = [area.bottom - area.top + 1, area.right - area.left + 1];
  const spread = (value: unknown): Input[][] =>
    Array.isArray(value)
      ? (value as Input[][])
      : Array.from({ length: size[0] }, () => Array<Input>(size[1]).fill(value as Input));
  const set = (change: (format: Format) => void) => workbook.format(sheet, area, change);
  const spillArea = () => {
    workbook.calculate();
    if (size[0] * size[1] > 1) throw new OfficeFault("InvalidArgument", "a spill is asked for one cell");
    return sheet.spillAt(area.top, area.left);
  };
  const isAnchor = (spill: { anchor: Area } | undefined) =>
    spill?.anchor.top === area.top && spill.anchor.left === area.left;
  const remote: Remote = {
    kind: "Range",
    get: {
      Address: () => `${quoted(sheet.name)}!${addressOf(area)}`,
      Values: () => grid((row, column) => travels(sheet.valueAt(row, column))),
      Formulas: () =>
        grid((row, column) => sheet.formulaAt(row, column, workbook.ghosts) ?? travels(sheet.valueAt(row, column))),
      Text: () => grid((row, column) => shown(sheet.valueAt(row, column), sheet.formatAt(row, column).numberFormat)),
      NumberFormat: () => grid((row, column) => sheet.formatAt(row, column).numberFormat ?? "General"),
      HasSpill: () => {
        const flags = new Set(grid((row, column) => sheet.spillAt(row, column) !== undefined).flat());
        return flags.size > 1 ? null : [...flags][0];
      },
      RowHidden: () => hiddenOf(sheet.hiddenRows, area.top, area.bottom),
      ColumnHidden: () => hiddenOf(sheet.hiddenColumns, area.left, area.right),
      RowCount: () => size[0],
      ColumnCount: () => size[1],
    },
    set: {
      Values: (value: unknown) => workbook.enter(sheet, area, spread(value)),
      Formulas: (value: unknown) => workbook.enter(sheet, area, spread(value)),
      NumberFormat: (value: unknown) => {
        const formats = spread(value);
        workbook.format(sheet, area, (format, row, column) => {
          const wanted = formats[row][column];
          if (wanted !== null) format.numberFormat = String(wanted);
        });
      },
    },
    to: {
      Worksheet: () => sheetRemote(workbook, sheet),
      Format: () => ({
        kind: "RangeFormat",
        get: { ColumnWidth: () => sheet.widths.get(area.left) ?? DEFAULT_WIDTH },
        set: {
          WrapText: (wrap: boolean) => set((format) => (format.wrap = wrap)),
          HorizontalAlignment: (align: string) => set((format) => (format.align = align)),
          ColumnWidth: (width: number) => {
            workbook.mustBeWritable(sheet);
            for (let column = area.left; column <= area.right; column++) sheet.widths.set(column, width);
          },
        },
        to: {
          Font: () => ({
            kind: "RangeFont",
            set: {
              Bold: (bold: boolean) => set((format) => (format.bold = bold)),
              Italic: (italic: boolean) => set((format) => (format.italic = italic)),
              Color: (color: string) => set((format) => (format.color = color)),
              Size: (points: number) => set((format) => (format.size = points)),
            },
          }),
          Fill: () => ({
            kind: "RangeFill",
            set: { Color: (color: string) => set((format) => (format.fill = color)) },
          }),
        },
      }),
    },
    find: {
      GetRow: (row: number) => rangeRemote(workbook, sheet, { ...area, top: area.top + row, bottom: area.top + row }),
      GetBoundingRect: (other: Remote) => {
        const { area: far } = remoteRanges.get(other) ?? invalid("not a range");
        const top = Math.min(area.top, far.top);
        const left = Math.min(area.left, far.left);
        const bottom = Math.max(area.bottom, far.bottom);
        return rangeRemote(workbook, sheet, { top, left, bottom, right: Math.max(area.right, far.right) });
      },
      GetUsedRangeOrNullObject: () => {
        workbook.calculate();
        let filled: Area | undefined;
        for (let row = area.top; row <= area.bottom; row++) {
          for (let column = area.left; column <= area.right; column++) {
            if (sheet.valueAt(row, column) === null) continue;
            filled = {
              top: Math.min(filled?.top ?? row, row),
              left: Math.min(filled?.left ?? column, column),
              bottom: row,
              right: Math.max(filled?.right ?? column, column),
            };
          }
        }
        return filled === undefined ? null : rangeRemote(workbook, sheet, filled);
      },
      GetSpillParentOrNullObject: () => {
        const spill = spillArea();
        return spill === undefined ? null : rangeRemote(workbook, sheet, spill.anchor);
      },
      GetSpillingToRangeOrNullObject: () => {
        const spill = spillArea();
        return spill === undefined || !isAnchor(spill) ? null : rangeRemote(workbook, sheet, spill.area);
      },
    },
    run: {
      _KeepReference: () => null,
      _ValidateArraySize: (rows: number, columns: number) => {
        if (rows !== size[0] || columns !== size[1])
          invalid(`${rows} rows of ${columns} do not fit ${addressOf(area)}`);
      },
      Select: () => workbook.show(sheet, area),
      Clear: (what?: string) => workbook.clear(sheet, area, (what ?? "All") as "All" | "Formats" | "Contents"),
      CopyFrom: (source: Remote | string, what: string | null = null) => {
        if (typeof source === "string") return invalid("the rig copies from range objects only");
        const from = remoteRanges.get(source) ?? invalid("not a range");
        if (![null, "All", "Formats"].includes(what)) return invalid("the rig copies all or formats only");
        return workbook.copy(from.sheet, from.area, sheet, area, (what ?? "All") as "All" | "Formats");
      },
    },
  };
  remoteRanges.set(remote, { sheet, area });
  return remote;
}

/** What a name without cells stands for. */
function valueOf({ formula }: Name): Value {
  const none = () => [[new CellError("#NAME?")]];
  return evaluate(formula, { sheet: "", range: none, name: none, table: none, call: () => undefined })[0][0];
}

const valueText = (value: Value): unknown => (value instanceof CellError ? value.code : value);

function namesRemote(workbook: Workbook, names: Name[], sheet: Sheet | undefined): Remote {
  const remote = (name: Name): Remote => ({
    kind: "NamedItem",
    id: name.name,
    get: {
      Name: () => name.name,
      Formula: () => name.formula,
      Visible: () => name.visible,
      Scope: () => (sheet === undefined ? "Workbook" : "Worksheet"),
      Type: () => {
        if (tokens(name.formula)[0]?.area !== undefined) return "Range";
        const value = valueOf(name);
        if (value instanceof CellError) return "Error";
        if (typeof value === "number") return Number.isInteger(value) ? "Integer" : "Double";
        return typeof value === "boolean" ? "Boolean" : "String";
      },
      Value: () => (tokens(name.formula)[0]?.area === undefined ? valueText(valueOf(name)) : name.formula.slice(1)),
    },
    set: {
      Formula: (formula: string) => {
        if (sheet === undefined) workbook.mustBeWritable(workbook.active);
        workbook.defineName(name, formula);
      },
      Visible: (visible: boolean) => void (name.visible = visible),
    },
    find: {
      GetRangeOrNullObject: () => {
        const [token, ...more] = tokens(name.formula);
        const target = token?.sheet === undefined ? sheet : workbook.sheet(token.sheet);
        if (more.length > 0 || token?.area === undefined || target === undefined) return null;
        return rangeRemote(workbook, target, token.area);
      },
    },
    run: { Delete: () => void names.splice(names.indexOf(name), 1) },
  });
  const found = (key: string) => names.find((name) => name.name.toLowerCase() === key.toLowerCase());
  return {
    kind: "NamedItemCollection",
    items: () => names.map(remote),
    item: (key) => remote(found(String(key)) ?? missing(`the name ${key}`)),
    find: {
      Add: (name: string, formula: string) => {
        if (workbook.readOnly) throw new OfficeFault("AccessDenied", "the workbook is read-only");
        return remote(workbook.addName(names, name, formula));
      },
      GetItem: (key: string) => remote(found(key) ?? missing(`the name ${key}`)),
      GetItemOrNullObject: (key: string) => {
        const name = found(key);
        return name === undefined ? null : remote(name);
      },
    },
  };
}

function tablesRemote(workbook: Workbook, sheet: Sheet | undefined): Remote {
  const owner = (table: Table) =>
    workbook.sheets.find((each) => each.tables.includes(table)) ?? missing(`the table ${table.name}`);
  const remote = (table: Table): Remote => ({
    kind: "Table",
    id: table.id,
    get: {
      Id: () => table.id,
      Name: () => table.name,
      Style: () => table.style,
      ShowHeaders: () => table.headers,
      ShowTotals: () => table.totals,
    },
    to: {
      Columns: () => ({
        kind: "TableColumnCollection",
        items: () => workbook.columnsOf(table).map((name) => ({ kind: "TableColumn", get: { Name: () => name } })),
      }),
    },
    set: {
      Name: (name: string) => {
        workbook.mustBeWritable(owner(table));
        workbook.renameTable(table, name);
      },
      Style: (style: string) => void (table.style = style),
    },
    find: {
      GetRange: () => rangeRemote(workbook, owner(table), table.area),
      ConvertToRange: () => {
        const home = owner(table);
        workbook.mustBeWritable(home);
        home.tables.splice(home.tables.indexOf(table), 1);
        return rangeRemote(workbook, home, table.area);
      },
    },
  });
  const list = () => (sheet === undefined ? workbook.tables() : sheet.tables);
  const found = (key: string) =>
    list().find((table) => table.id === key || table.name.toLowerCase() === key.toLowerCase());
  return {
    kind: "TableCollection",
    items: () => list().map(remote),
    item: (key) => remote(found(String(key)) ?? missing(`the table ${key}`)),
    find: {
      Add: (address: string) => {
        const home = sheet ?? workbook.active;
        return remote(workbook.addTable(home, areaOf(address) ?? invalid(`${address} is no range`)));
      },
      GetItemOrNullObject: (key: string) => {
        const table = found(key);
        return table === undefined ? null : remote(table);
      },
    },
  };
}

let nextChart = 0;

/** How many cells a series shows. */
function pointsOf(range: string): number {
  const { top, bottom, left, right } = areaOf(range.slice(range.lastIndexOf("!") + 1)) ?? missing("the range");
  return (bottom - top + 1) * (right - left + 1);
}

function chartsRemote(workbook: Workbook, sheet: Sheet): Remote {
  const addressOfRange = (range: Remote) => {
    const { sheet: home, area } = remoteRanges.get(range) ?? invalid("not a range");
    return `${home.name}!${addressOf(area)}`;
  };
  const seriesRemote = (chart: Chart, at: number): Remote => ({
    kind: "ChartSeries",
    to: { Points: () => ({ kind: "ChartPointsCollection", get: { Count: () => pointsOf(chart.series[at].values) } }) },
    run: {
      SetValues: (range: Remote) => void (chart.series[at].values = addressOfRange(range)),
      SetXAxisValues: (range: Remote) => void (chart.series[at].labels = addressOfRange(range)),
    },
  });
  const remote = (chart: Chart): Remote => ({
    kind: "Chart",
    id: chart.id,
    get: { Id: () => chart.id, Name: () => chart.name },
    set: { Name: (name: string) => void (chart.name = name) },
    to: {
      Title: () => ({ kind: "ChartTitle", set: { Text: (text: string) => void (chart.title = text) } }),
      Series: () => ({
        kind: "ChartSeriesCollection",
        items: () => chart.series.map((_, at) => seriesRemote(chart, at)),
        find: {
          Add: (name?: string) => {
            chart.series.push({ name: name ?? "", values: "", labels: "" });
            return seriesRemote(chart, chart.series.length - 1);
          },
          GetItemAt: (at: number) => (chart.series[at] === undefined ? missing("the series") : seriesRemote(chart, at)),
        },
      }),
    },
    run: {
      SetPosition: (at: Remote | string) => void (chart.at = typeof at === "string" ? at : addressOfRange(at)),
      Delete: () => {
        workbook.mustBeWritable(sheet);
        sheet.charts.splice(sheet.charts.indexOf(chart), 1);
      },
    },
  });
  return {
    kind: "ChartCollection",
    items: () => sheet.charts.map(remote),
    item: (key) => remote(sheet.charts.find((chart) => chart.id === key) ?? missing("the chart")),
    find: {
      Add: (type: string, source: Remote) => {
        workbook.mustBeWritable(sheet);
        const { area } = remoteRanges.get(source) ?? invalid("not a range");
        const header = sheet.valueAt(area.top, area.left);
        const values = `${sheet.name}!${letters(area.left)}${area.top + 2}:${letters(area.right)}${area.bottom + 1}`;
        const chart: Chart = {
          id: `{chart ${(nextChart += 1)}}`,
          name: `Chart ${sheet.charts.length + 1}`,
          type,
          title: "",
          at: "A1",
          series: [{ name: textOf(header), values, labels: "" }],
        };
        sheet.charts.push(chart);
        return remote(chart);
      },
    },
  };
}
