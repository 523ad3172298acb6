// The port between the task pane and a spreadsheet: plain data, row-major, A1 addresses without "$" and without the sheet's name.
// Two adapters pass one contract test (test/host/contract.ts): Excel (excel.ts) and the workbench.

/** What a cell shows: an error is its text ("#N/A"), a blank is null (a formula that gives "" is not blank). */
export type CellValue = number | string | boolean | null;

/** What a cell is given: a string is always text, even "=1+1"; a formula says so; null empties the cell. */
export type Cell = CellValue | { readonly formula: string };

export interface Ref {
  readonly sheet: string;
  readonly address: string;
}

export interface RangeData extends Ref {
  readonly values: CellValue[][];
  /** The formula with its "=", or null where the cell holds none (also for the cells of a spill but its first). */
  readonly formulas: (string | null)[][];
  /** What the reader sees, by the number format. */
  readonly text: string[][];
}

/** The active cell (one, also where a range is selected), and the spill it belongs to: the anchor holds the formula. */
export interface Selection extends RangeData {
  readonly spill: { readonly anchor: string; readonly range: string } | null;
}

/** A number format for cells. */
export interface NumberLook {
  readonly range: string;
  /** An Excel number format, such as "#,##0.00". */
  readonly numberFormat: string;
}

export interface SheetInfo {
  readonly name: string;
  readonly visible: boolean;
  readonly protected: boolean;
}

/** Rows or columns from one to another, both included, counted from 0. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What of a sheet's used range nobody sees: rows and columns that are hidden, filtered away or folded into a group. */
export interface Unseen {
  readonly sheet: string;
  readonly rows: readonly Span[];
  readonly columns: readonly Span[];
}

/** A cell that holds a formula, found by a search over the workbook. */
export interface FormulaCell extends Ref {
  readonly formula: string;
  readonly value: CellValue;
  /** The range of its spill, itself included, when it spills. */
  readonly spill: string | null;
}

/** A defined name stands for cells, or for a value of its own such as 21%. A name of one sheet only tells which. */
export type Named = { readonly cells: Ref } | { readonly value: CellValue; readonly sheet: string | null };

/** A name of the whole workbook that stands for cells: formulas on every sheet know it. */
export interface NamedCells extends Ref {
  readonly name: string;
}

/** A table that formulas can name: Deals in =SUM(Deals[Rate]). The address is its whole range. */
export interface TableInfo extends Ref {
  readonly name: string;
  /** Whether the first row of the range holds the columns' names, and the last one totals. */
  readonly headers: boolean;
  readonly totals: boolean;
  readonly columns: readonly string[];
}

export interface Style {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly wrap?: boolean;
  readonly align?: "left" | "center" | "right";
  /** Colours as #rrggbb. */
  readonly color?: string;
  readonly fill?: string;
  readonly fontSize?: number;
  /** An Excel number format, such as "#,##0.00". */
  readonly numberFormat?: string;
}

export interface Chart {
  readonly kind: "line" | "column";
  readonly title: string;
  /** One column of labels and one or more of numbers, first row headers. */
  readonly labels: string;
  readonly series: readonly string[];
  /** The cell under the chart's top left corner. */
  readonly at: string;
}

/** A sheet as a load writes it; formulas may name other sheets of the same load. */
export interface SheetPlan {
  /** A name that freeNames() gave: the load fails if it has been taken since. */
  readonly name: string;
  /** Rows from A1; rows may differ in length. */
  readonly cells: readonly (readonly Cell[])[];
  /** Widths in characters, by column from A. */
  readonly widths?: readonly number[];
  readonly styles?: readonly (Style & { readonly range: string })[];
  readonly table?: { readonly range: string; readonly name: string };
  /** A name of the workbook for cells of a new sheet; where it is taken it becomes "Name_2". */
  readonly named?: { readonly range: string; readonly name: string };
  /** The sheet whose look the new one takes before its own widths and styles: formats, fonts, fills and column widths of the same cells. */
  readonly likeSheet?: string;
  /** Kept out of sight: the user can show it. The first sheet of a load that is not is the one shown. */
  readonly hidden?: boolean;
  /** Rows that stay in sight. */
  readonly frozenRows?: number;
  readonly chart?: Chart;
  /** What was loaded, so that a later session can tell intact, edited and partial: kept with the workbook, out of sight. */
  readonly manifest?: Manifest;
}

export interface Manifest {
  /** "dataset", "preset", "audit", "independent", "report", "comparison". */
  readonly kind: string;
  readonly sheet: string;
  /** The table or block that the hash covers. */
  readonly range: string;
  readonly rows: number;
  readonly hash: string;
  readonly version: string;
  /** What was chosen when it was loaded, to load it again. */
  readonly request: string;
}

/** Follows work that takes a while, and ends it. */
export interface Progress {
  /** Called with 0..1 while the work goes on. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

export interface CommitOptions extends Progress {
  /** Sheets that are rewritten in place instead of added; each must carry our manifest. */
  readonly refresh?: readonly string[];
}

/** A host's refusal in a plain sentence for the pane; `code` is the host's own, but CANCELLED is the same everywhere. */
export class HostError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "HostError";
  }
}

/** The code of a load that its signal ended. */
export const CANCELLED = "Cancelled";

export type Off = () => void;

export interface Host {
  readonly kind: "excel" | "workbench";

  selection(): Promise<Selection>;
  /** All that is selected: one range. */
  selected(): Promise<Ref>;
  /** Reads a range; the address "" stands for the sheet's used range, the smallest that holds every filled cell (A1 when empty). */
  read(ref: Ref, progress?: Progress): Promise<RangeData>;
  /** How many rows and columns a sheet has: as far as A:A and 1:3 reach. */
  extent(sheet: string): Promise<{ readonly rows: number; readonly columns: number }>;
  /** What a name means in the formulas of a sheet, whose own names come before the workbook's; null when there is none. */
  named(name: string, sheet: string): Promise<Named | null>;
  /** Every visible name of the workbook that stands for cells, hidden sheets' too. */
  names(): Promise<NamedCells[]>;
  /** Gives cells a name of the workbook; one that is taken, or that the host does not allow, is refused. */
  define(named: NamedCells): Promise<void>;
  /** Takes a name of the workbook away; its cells stay. */
  undefine(name: string): Promise<void>;
  /** The tables that formulas can name; none where the host's tables have no names. */
  tables(): Promise<TableInfo[]>;
  /** Every formula cell whose text matches, on hidden sheets too. */
  findFormulas(pattern: RegExp, progress?: Progress): Promise<FormulaCell[]>;

  sheets(): Promise<SheetInfo[]>;
  /** Which rows and columns of these sheets nobody sees; a sheet that shows everything is left out. */
  unseen(sheets: readonly string[], progress?: Progress): Promise<Unseen[]>;
  /** Names that no sheet and no other of the answer has, near the wanted: "AWS dataset (2)"; freeSheetNames() makes them. */
  freeNames(wanted: readonly string[]): Promise<string[]>;
  /** Shows and selects a cell; a hidden sheet is refused by name. */
  activate(ref: Ref): Promise<void>;
  /** Writes cells from the top left corner of the address; all rows have one length. */
  write(ref: Ref, cells: readonly (readonly Cell[])[]): Promise<void>;
  /** Types a formula into a cell and gives number formats to those cells of its sheet that have none of their own, in one step; what it answers takes all of that back. */
  insert(ref: Ref, formula: string, looks: readonly NumberLook[]): Promise<() => Promise<void>>;

  /** Adds the sheets (or rewrites those to refresh), all or nothing, and shows the first that is not hidden. */
  commit(sheets: readonly SheetPlan[], options?: CommitOptions): Promise<void>;
  /** Gives the chart that a load put on a sheet other ranges; nothing where it is gone. */
  redraw(sheet: string, chart: Pick<Chart, "labels" | "series">): Promise<void>;
  /** Brings back what the last commit of this workbook replaced, or removes what it added; false when there is nothing to restore. */
  restore(): Promise<boolean>;
  /** Removes sheets that loads added, with whatever was changed on them; each must carry our manifest. */
  remove(sheets: readonly string[]): Promise<void>;
  /** What our loads left in this workbook. */
  manifests(): Promise<Manifest[]>;
  /** Removes what a broken load left behind; says how many sheets. */
  heal(): Promise<number>;

  /** The whole workbook's protection: no sheet can be added. */
  locked(): Promise<boolean>;
  /** Calculates everything again and waits for the answers. */
  recalculate(signal?: AbortSignal): Promise<void>;

  onSelection(callback: () => void): Off;
  onChange(callback: () => void): Off;
  onCalculated(callback: () => void): Off;
}
