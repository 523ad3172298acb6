// A workbook in memory that keeps Excel's rules where a host could break them: what text becomes, what may be named,
// what protection and visibility forbid, how formulas follow a renamed sheet, how answers spill.

import { addressOf, areaOf, cellAt, LAST_COLUMN, LAST_ROW, overlap, quoted, type Area } from "./address";
import { CellError, evaluate, renamed, tokens, type Matrix, type Value } from "./formula";

/** An error with Excel's own code. */
export class OfficeFault extends Error {
  constructor(
    readonly code: string,
    message = code,
  ) {
    super(message);
  }
}

export interface Format {
  bold?: boolean;
  italic?: boolean;
  wrap?: boolean;
  align?: string;
  color?: string;
  fill?: string;
  size?: number;
  numberFormat?: string;
}

export interface Name {
  name: string;
  formula: string;
  visible: boolean;
}

export interface Table {
  readonly id: string;
  name: string;
  area: Area;
  style: string;
  headers: boolean;
  totals: boolean;
}

export interface Chart {
  readonly id: string;
  name: string;
  type: string;
  title: string;
  at: string;
  series: { name: string; values: string; labels: string }[];
}

interface Cell {
  formula?: string;
  value: Value;
  /** Typed while a function of it was unknown: stays #NAME? until it is typed again. */
  unknown?: boolean;
}

export type Visibility = "Visible" | "Hidden" | "VeryHidden";
export type Input = number | string | boolean | null;

const key = (row: number, column: number): number => row * (LAST_COLUMN + 1) + column;
let nextId = 1;
const newId = (): string => `{0000-${nextId++}}`;

export class Sheet {
  visibility: Visibility = "Visible";
  protected = false;
  frozenRows = 0;
  readonly cells = new Map<number, Cell>();
  readonly formats = new Map<number, Format>();
  readonly widths = new Map<number, number>();
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns = new Set<number>();
  readonly names: Name[] = [];
  readonly tables: Table[] = [];
  readonly charts: Chart[] = [];
  /** Where spilled answers lie: cell to the anchor of its spill. */
  readonly spills = new Map<number, { anchor: Area; area: Area; value: Value }>();

  constructor(
    public name: string,
    readonly id = newId(),
  ) {}

  valueAt(row: number, column: number): Value {
    return this.spills.get(key(row, column))?.value ?? this.cells.get(key(row, column))?.value ?? null;
  }

  /** With ghosts, the cells of a spill have the formula of its anchor. */
  formulaAt(row: number, column: number, ghosts = false): string | undefined {
    const spill = ghosts ? this.spills.get(key(row, column)) : undefined;
    return spill === undefined
      ? this.cells.get(key(row, column))?.formula
      : this.cells.get(key(spill.anchor.top, spill.anchor.left))?.formula;
  }

  formatAt(row: number, column: number): Format {
    return this.formats.get(key(row, column)) ?? {};
  }

  spillAt(row: number, column: number): { anchor: Area; area: Area } | undefined {
    return this.spills.get(key(row, column));
  }

  /** The smallest area of all filled cells; with formats too, as Excel counts them unless asked for values only. */
  used(valuesOnly: boolean): Area | undefined {
    let area: { top: number; left: number; bottom: number; right: number } | undefined;
    for (const keys of valuesOnly ? [this.cells, this.spills] : [this.cells, this.spills, this.formats]) {
      for (const at of keys.keys()) {
        const row = Math.floor(at / (LAST_COLUMN + 1));
        const column = at % (LAST_COLUMN + 1);
        area ??= { top: row, left: column, bottom: row, right: column };
        area.top = Math.min(area.top, row);
        area.left = Math.min(area.left, column);
        area.bottom = Math.max(area.bottom, row);
        area.right = Math.max(area.right, column);
      }
    }
    return area;
  }
}

export type Happening = "selection" | "changed" | "calculated" | "added" | "deleted";

export class Workbook {
  readonly sheets: Sheet[] = [new Sheet("Sheet1")];
  readonly names: Name[] = [];
  locked = false;
  /** What Excel says of its calculation: Pending may stay for ever where a chart waits for a volatile function. */
  calculationState: "Done" | "Calculating" | "Pending" = "Done";
  readOnly = false;
  /** Whether this is the workbook in front: Excel for Windows and Mac adds, deletes, shows and freezes only there. */
  inFocus = true;
  /** Microsoft does not say what a spilled cell's formula is: nothing, or its anchor's. */
  ghosts = false;
  /** Whether a blank cell reaches our functions as 0, as in Excel 2021, or as nothing. */
  blanksAsZero = false;
  active = this.sheets[0];
  selected: Area = cellAt(0, 0);
  /** Functions that are not Excel's: the answer, or undefined when unknown. */
  functions: (name: string, values: readonly (Matrix | null)[]) => Matrix | undefined = () => undefined;

  private stale = false;
  /** Whether a formula was ever typed. */
  private calculates = false;
  private readonly listeners = new Set<(what: Happening, sheet: Sheet, address: string) => void>();

  listen(listener: (what: Happening, sheet: Sheet, address: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(what: Happening, sheet: Sheet, address: string): void {
    for (const listener of [...this.listeners]) listener(what, sheet, address);
  }

  sheet(name: string): Sheet | undefined {
    return this.sheets.find((sheet) => sheet.id === name || sheet.name.toLowerCase() === name.toLowerCase());
  }

  add(name: string): Sheet {
    this.mustBeOpen();
    this.mustBeFreeName(name);
    this.mustBeInFocus();
    const sheet = new Sheet(name);
    this.sheets.push(sheet);
    this.tell("added", sheet, "");
    return sheet;
  }

  /** What "Move or Copy" with "Create a copy" does: hidden names go along. */
  duplicate(sheet: Sheet): Sheet {
    let number = 2;
    while (this.sheet(`${sheet.name} (${number})`) !== undefined) number++;
    const copy = this.add(`${sheet.name} (${number})`);
    for (const [at, cell] of sheet.cells) copy.cells.set(at, { ...cell });
    for (const [at, format] of sheet.formats) copy.formats.set(at, { ...format });
    copy.names.push(...sheet.names.map((name) => ({ ...name })));
    this.stale = true;
    return copy;
  }

  rename(sheet: Sheet, name: string): void {
    this.mustBeOpen();
    if (name.toLowerCase() !== sheet.name.toLowerCase()) this.mustBeFreeName(name);
    const old = sheet.name;
    sheet.name = name;
    for (const each of this.sheets) {
      for (const cell of each.cells.values())
        if (cell.formula !== undefined) cell.formula = renamed(cell.formula, old, name);
    }
    for (const each of [...this.names, ...this.sheets.flatMap((s) => s.names)])
      each.formula = renamed(each.formula, old, name);
    this.stale = true;
  }

  remove(sheet: Sheet): void {
    this.mustBeOpen();
    if (sheet.visibility === "VeryHidden")
      throw new OfficeFault("InvalidOperation", "a very hidden sheet cannot be deleted");
    this.mustLeaveOneVisible(sheet);
    this.mustBeInFocus();
    const at = this.sheets.indexOf(sheet);
    this.sheets.splice(at, 1);
    this.tell("deleted", sheet, "");
    for (const each of this.sheets) {
      for (const cell of each.cells.values()) {
        if (cell.formula !== undefined) cell.formula = broken(cell.formula, sheet.name);
      }
    }
    for (const each of this.names) each.formula = broken(each.formula, sheet.name);
    if (this.active === sheet) {
      const visible = this.sheets.filter((each) => each.visibility === "Visible");
      this.show(
        this.sheets
          .slice(0, at)
          .reverse()
          .find((each) => each.visibility === "Visible") ?? visible[0],
        cellAt(0, 0),
      );
    }
    this.stale = true;
  }

  setVisibility(sheet: Sheet, visibility: Visibility): void {
    this.mustBeOpen();
    if (visibility !== "Visible") {
      this.mustLeaveOneVisible(sheet);
      if (this.active === sheet) {
        this.show(this.sheets.find((each) => each !== sheet && each.visibility === "Visible") ?? sheet, cellAt(0, 0));
      }
    }
    sheet.visibility = visibility;
  }

  show(sheet: Sheet, area: Area): void {
    this.mustBeInFocus();
    if (sheet.visibility !== "Visible") throw new OfficeFault("InvalidOperation", "a hidden sheet cannot be shown");
    this.active = sheet;
    this.selected = area;
    this.tell("selection", sheet, addressOf(area));
  }

  /** What typing does: null leaves the cell, "" empties it, a text becomes what Excel takes it for. */
  enter(sheet: Sheet, area: Area, inputs: readonly (readonly Input[])[]): void {
    this.mustBeWritable(sheet);
    const rows = area.bottom - area.top + 1;
    const columns = area.right - area.left + 1;
    if (inputs.length !== rows || inputs.some((row) => row.length !== columns)) {
      throw new OfficeFault("InvalidArgument", `${inputs.length} rows do not fit ${addressOf(area)}`);
    }
    for (const input of inputs.flat())
      if (typeof input === "string" && input.startsWith("=")) this.mustBeFormula(input);
    inputs.forEach((row, r) =>
      row.forEach((input, c) => {
        if (input === null) return;
        const at = key(area.top + r, area.left + c);
        const cell = typed(input, sheet.formats.get(at)?.numberFormat === "@");
        if (cell === undefined) sheet.cells.delete(at);
        else sheet.cells.set(at, cell);
        if (cell?.formula !== undefined) this.calculates = true;
      }),
    );
    this.changed(sheet, area);
  }

  /** What pasting everything does: contents and formats, blanks too; relative references move along. */
  copy(from: Sheet, source: Area, to: Sheet, target: Area, what: "All" | "Formats" = "All"): void {
    this.mustBeWritable(to);
    if (source.top !== target.top || source.left !== target.left)
      throw new Error("the rig copies to the same address only");
    for (let row = source.top; row <= source.bottom; row++) {
      for (let column = source.left; column <= source.right; column++) {
        const at = key(row, column);
        const cell = from.cells.get(at);
        if (what === "All" && cell === undefined) to.cells.delete(at);
        else if (what === "All" && cell !== undefined) to.cells.set(at, { ...cell });
        const format = from.formats.get(at);
        if (format === undefined) to.formats.delete(at);
        else to.formats.set(at, { ...format });
      }
    }
    this.changed(to, target);
  }

  clear(sheet: Sheet, area: Area, what: "All" | "Formats" | "Contents"): void {
    this.mustBeWritable(sheet);
    for (let row = area.top; row <= area.bottom; row++) {
      for (let column = area.left; column <= area.right; column++) {
        if (what !== "Formats") sheet.cells.delete(key(row, column));
        if (what !== "Contents") sheet.formats.delete(key(row, column));
      }
    }
    this.changed(sheet, area);
  }

  format(sheet: Sheet, area: Area, change: (format: Format, row: number, column: number) => void): void {
    this.mustBeWritable(sheet);
    for (let row = area.top; row <= area.bottom; row++) {
      for (let column = area.left; column <= area.right; column++) {
        const format = sheet.formats.get(key(row, column)) ?? {};
        change(format, row - area.top, column - area.left);
        sheet.formats.set(key(row, column), format);
      }
    }
  }

  addTable(sheet: Sheet, area: Area, name?: string): Table {
    this.mustBeWritable(sheet);
    if (sheet.tables.some((table) => overlap(table.area, area))) {
      throw new OfficeFault("InvalidArgument", "a table cannot overlap another table");
    }
    const table: Table = {
      ...{ id: newId(), name: this.freeTableName(name), area, style: "TableStyleMedium2" },
      ...{ headers: true, totals: false },
    };
    for (let column = area.left; column <= area.right; column++) {
      const header = sheet.cells.get(key(area.top, column));
      if (header === undefined) sheet.cells.set(key(area.top, column), { value: `Column${column - area.left + 1}` });
      else sheet.cells.set(key(area.top, column), { value: textOf(header.value) });
    }
    sheet.tables.push(table);
    return table;
  }

  renameTable(table: Table, name: string): void {
    const same = this.tables().find((other) => other !== table && other.name.toLowerCase() === name.toLowerCase());
    const named = this.names.some((other) => other.name.toLowerCase() === name.toLowerCase());
    if (same !== undefined || named || areaOf(name) !== undefined || !/^[A-Za-z_\\][\w.]*$/.test(name)) {
      throw new OfficeFault("InvalidArgument", `${name} cannot name a table`);
    }
    table.name = name;
  }

  /** The columns' names; without a header row Excel goes on knowing them, which the rig does not. */
  columnsOf(table: Table): string[] {
    const sheet = this.sheets.find((each) => each.tables.includes(table));
    if (sheet === undefined || !table.headers) throw new Error(`the rig does not know the columns of ${table.name}`);
    const { top, left, right } = table.area;
    return Array.from({ length: right - left + 1 }, (_, column) => textOf(sheet.valueAt(top, left + column)));
  }

  /** What "Deals[Rate]" stands for in a formula: the sheet and its cells, or the error that Excel shows. */
  private structured(text: string, home: Sheet, row: number, column: number): { sheet: Sheet; area: Area } | CellError {
    const bracket = text.indexOf("[");
    const name = text.slice(0, bracket).toLowerCase();
    const table =
      name === ""
        ? home.tables.find(({ area }) => overlap(area, cellAt(row, column)))
        : this.tables().find((each) => each.name.toLowerCase() === name);
    if (table === undefined) return new CellError("#REF!");
    const sheet = this.sheets.find((each) => each.tables.includes(table)) ?? home;
    const words = structuredWords(text.slice(bracket + 1, -1));
    const columns = this.columnsOf(table).map((each) => each.toLowerCase());
    const places = words.filter((word) => !word.startsWith("#")).map((word) => columns.indexOf(word.toLowerCase()));
    if (places.includes(-1)) return new CellError("#REF!");
    const { top, bottom, left, right } = table.area;
    const [first, last] = [top + 1, table.totals ? bottom - 1 : bottom];
    const rows = words.flatMap((word): number[] => {
      const section = word.toLowerCase();
      if (section === "#all") return [top, bottom];
      if (section === "#headers") return [top];
      if (section === "#totals") return table.totals ? [bottom] : [-1];
      if (section === "#data") return [first, last];
      if (section === "#this row") return row < first || row > last ? [-2] : [row];
      return [];
    });
    if (rows.includes(-2)) return new CellError("#VALUE!");
    if (rows.includes(-1)) return new CellError("#REF!");
    const tall = rows.length === 0 ? [first, last] : rows;
    const wide = places.length === 0 ? [left, right] : places.map((place) => left + place);
    const area = {
      top: Math.min(...tall),
      bottom: Math.max(...tall),
      left: Math.min(...wide),
      right: Math.max(...wide),
    };
    return { sheet, area };
  }

  tables(): Table[] {
    return this.sheets.flatMap((sheet) => sheet.tables);
  }

  private freeTableName(wanted?: string): string {
    if (wanted !== undefined) return wanted;
    const names = new Set(this.tables().map((table) => table.name));
    let number = 1;
    while (names.has(`Table${number}`)) number++;
    return `Table${number}`;
  }

  addName(names: Name[], name: string, formula: string): Name {
    if (names.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
      throw new OfficeFault("ItemAlreadyExists", `the name ${name} exists`);
    }
    if (!/^[A-Za-z_\\][\w.]*$/.test(name) || areaOf(name) !== undefined) {
      throw new OfficeFault("InvalidArgument", `${name} cannot be a name`);
    }
    const added = { name, formula: "=", visible: true };
    this.defineName(added, formula);
    names.push(added);
    return added;
  }

  /** A formula may hold 8,192 characters, a text in it 255. */
  defineName(name: Name, formula: string): void {
    const texts = formula.match(/"(?:[^"]|"")*"/g) ?? [];
    if (
      !formula.startsWith("=") ||
      formula.length > 8192 ||
      texts.some((text) => text.length - 2 > 255 + doubled(text))
    ) {
      throw new OfficeFault("InvalidArgument", `${name.name} cannot stand for ${formula.slice(0, 40)}`);
    }
    tokens(formula);
    name.formula = formula;
  }

  mustBeWritable(sheet: Sheet): void {
    if (this.readOnly) throw new OfficeFault("AccessDenied", "the workbook is read-only");
    if (sheet.protected) throw new OfficeFault("AccessDenied", "the sheet is protected");
  }

  private mustBeFormula(formula: string): void {
    try {
      for (const { sheet } of tokens(formula))
        if (sheet !== undefined && this.sheet(sheet) === undefined) throw new Error(sheet);
    } catch {
      throw new OfficeFault("InvalidArgument", `${formula} is no formula here`);
    }
  }

  private mustBeOpen(): void {
    if (this.readOnly) throw new OfficeFault("AccessDenied", "the workbook is read-only");
    if (this.locked) throw new OfficeFault("AccessDenied", "the workbook is protected");
  }

  mustBeInFocus(): void {
    if (!this.inFocus)
      throw new OfficeFault("GeneralException", "There was an internal error while processing the request.");
  }

  private mustBeFreeName(name: string): void {
    if (this.sheet(name) !== undefined) throw new OfficeFault("ItemAlreadyExists", `a sheet named ${name} exists`);
    if (name === "" || name.length > 31 || /[\\/?*[\]:]/.test(name) || /^'|'$/.test(name) || /^history$/i.test(name)) {
      throw new OfficeFault("InvalidArgument", `${name} cannot name a sheet`);
    }
  }

  private mustLeaveOneVisible(sheet: Sheet): void {
    if (!this.sheets.some((other) => other !== sheet && other.visibility === "Visible")) {
      throw new OfficeFault("InvalidOperation", "a workbook needs one visible sheet");
    }
  }

  private changed(sheet: Sheet, area: Area): void {
    this.stale = true;
    this.tell("changed", sheet, addressOf(area));
    if (this.calculates) {
      this.tell("calculated", sheet, addressOf(area));
    }
  }

  /** What a coauthor changed, or an undo, has arrived. */
  merged(before: readonly Sheet[]): void {
    for (const sheet of this.sheets) if (!before.includes(sheet)) this.tell("added", sheet, "");
    for (const sheet of before) if (!this.sheets.includes(sheet)) this.tell("deleted", sheet, "");
    if (!this.sheets.includes(this.active)) {
      this.active = this.sheets.find(({ visibility }) => visibility === "Visible") ?? this.sheets[0];
      this.selected = cellAt(0, 0);
    }
    this.changed(this.active, cellAt(0, 0));
  }

  /** New answers of functions that are not Excel's have come. */
  recalculated(): void {
    this.calculate(true);
    this.tell("calculated", this.active, addressOf(this.selected));
  }

  /** Every formula anew, in as many rounds as spills that feed formulas need. */
  calculate(force = false): void {
    if (!this.stale && !force) return;
    this.stale = false;
    for (let round = 0; round < 4; round++) {
      if (!this.round()) return;
    }
  }

  private round(): boolean {
    const done = new Set<Cell>();
    const running = new Set<Cell>();
    const answers = new Map<Cell, Matrix>();
    const value = (sheet: Sheet, row: number, column: number): Value => {
      const cell = sheet.cells.get(key(row, column));
      if (cell?.formula !== undefined) run(sheet, row, column, cell);
      return sheet.valueAt(row, column);
    };
    const run = (sheet: Sheet, row: number, column: number, cell: Cell): void => {
      if (done.has(cell) || running.has(cell) || cell.unknown === true) return;
      running.add(cell);
      const structured = (text: string): Matrix => {
        const found = this.structured(text, sheet, row, column);
        if (found instanceof CellError) return [[found]];
        const { top, left, bottom, right } = found.area;
        return Array.from({ length: bottom - top + 1 }, (_, r) =>
          Array.from({ length: right - left + 1 }, (_, c) => value(found.sheet, top + r, left + c)),
        );
      };
      const range = (name: string, area: Area): Matrix => {
        const target = this.sheet(name);
        if (target === undefined) return [[new CellError("#REF!")]];
        // Whole columns are read as far as they are filled.
        const { bottom, right } = area.bottom === LAST_ROW ? (target.used(true) ?? area) : area;
        const rows = Math.max(1, Math.min(area.bottom, Math.max(bottom, area.top)) - area.top + 1);
        const columns = Math.max(1, Math.min(area.right, Math.max(right, area.left)) - area.left + 1);
        return Array.from({ length: rows }, (_, r) =>
          Array.from({ length: columns }, (_, c) => value(target, area.top + r, area.left + c)),
        );
      };
      let answer: Matrix;
      try {
        answer = evaluate(cell.formula ?? "", {
          sheet: sheet.name,
          range,
          name: (name, own) => {
            const scope = own === undefined ? sheet : this.sheet(own);
            const found = [...(scope?.names ?? []), ...this.names].find(
              (each) => each.name.toLowerCase() === name.toLowerCase(),
            );
            if (found === undefined) {
              const table = this.tables().some((each) => each.name.toLowerCase() === name.toLowerCase());
              return table ? structured(`${name}[]`) : [[new CellError("#NAME?")]];
            }
            return evaluate(found.formula, {
              sheet: sheet.name,
              range,
              name: () => [[new CellError("#NAME?")]],
              table: () => [[new CellError("#REF!")]],
              call: () => undefined,
            });
          },
          table: structured,
          call: (name, values) => this.functions(name, values),
        });
      } catch (error) {
        throw new Error(`${sheet.name}!${addressOf(cellAt(row, column))} ${cell.formula}: ${String(error)}`);
      }
      answers.set(cell, answer);
      cell.value = answer[0]?.[0] ?? 0;
      cell.unknown = cell.value instanceof CellError && cell.value.code === "#NAME?";
      running.delete(cell);
      done.add(cell);
    };
    const before = JSON.stringify(this.sheets.map((sheet) => [...sheet.spills]));
    for (const sheet of this.sheets) {
      for (const [at, cell] of sheet.cells) {
        if (cell.formula !== undefined) run(sheet, Math.floor(at / (LAST_COLUMN + 1)), at % (LAST_COLUMN + 1), cell);
      }
    }
    for (const sheet of this.sheets) {
      sheet.spills.clear();
      for (const [at, cell] of sheet.cells) {
        const answer = answers.get(cell);
        if (answer === undefined || (answer.length <= 1 && (answer[0]?.length ?? 0) <= 1)) continue;
        this.spill(sheet, Math.floor(at / (LAST_COLUMN + 1)), at % (LAST_COLUMN + 1), cell, answer);
      }
    }
    return JSON.stringify(this.sheets.map((sheet) => [...sheet.spills])) !== before;
  }

  private spill(sheet: Sheet, row: number, column: number, cell: Cell, answer: Matrix): void {
    const area = { top: row, left: column, bottom: row + answer.length - 1, right: column + answer[0].length - 1 };
    const places = answer.flatMap((values, r) => values.map((value, c) => ({ at: key(row + r, column + c), value })));
    const blocked = places.some(({ at }) => at !== key(row, column) && (sheet.cells.has(at) || sheet.spills.has(at)));
    if (blocked || area.bottom > LAST_ROW || area.right > LAST_COLUMN) {
      cell.value = new CellError("#SPILL!");
      return;
    }
    for (const { at, value } of places) sheet.spills.set(at, { anchor: cellAt(row, column), area, value: value ?? 0 });
  }
}

/** "[#This Row],[Rate]", "@Rate" or "Rate" as its words, "#" before those that are Excel's. */
function structuredWords(text: string): string[] {
  const inner = text.replace(/^@/, "");
  const pieces = inner.match(/\[(?:[^[\]']|'.)*\]/gs);
  const words = pieces?.map((piece) => piece.slice(1, -1)) ?? (inner === "" ? [] : [inner]);
  return [...(inner === text ? [] : ["#this row"]), ...words.map((word) => word.replace(/'(.)/gs, "$1"))];
}

const doubled = (text: string): number => (text.slice(1, -1).match(/""/g) ?? []).length;

const broken = (formula: string, sheet: string): string =>
  formula.includes(`${quoted(sheet)}!`) ? formula.split(`${quoted(sheet)}!`).join("#REF!") : formula;

export const textOf = (value: Value): string => {
  if (value instanceof CellError) return value.code;
  return typeof value === "boolean" ? String(value).toUpperCase() : String(value ?? "");
};

/** What Excel makes of what is typed; undefined empties the cell. */
export function typed(input: number | string | boolean, asText = false): Cell | undefined {
  if (typeof input !== "string") return { value: input };
  if (input === "") return undefined;
  if (input.startsWith("'")) return { value: input.slice(1) };
  if (asText) return { value: input };
  if (/^[=+@-]/.test(input) && input.length > 1 && !isNumber(input)) {
    if (!input.startsWith("=")) return { value: new CellError("#NAME?"), formula: `=${input}` };
    return { value: 0, formula: input };
  }
  const plain = input.trim();
  if (/^(true|false)$/i.test(plain)) return { value: /^true$/i.test(plain) };
  if (/^#(N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!)$/i.test(plain))
    return { value: new CellError(plain.toUpperCase()) };
  if (isNumber(plain)) return { value: Number(plain.replace(/[$,]/g, "")) };
  if (isNumber(plain.replace(/%$/, "")) && plain.endsWith("%")) return { value: Number(plain.slice(0, -1)) / 100 };
  if (DATES.some((date) => date.test(plain))) return { value: serial(plain) };
  return { value: input };
}

const isNumber = (text: string): boolean =>
  /^[+-]?\$?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[+-]?\d+)?$/i.test(text) && /\d/.test(text);

const DATES = [
  /^\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?$/,
  /^\d{1,2}[- ](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*([- ]\d{2,4})?$/i,
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ]\d{1,4}$/i,
  /^\d{1,2}:\d{2}(:\d{2})?( ?[ap]m)?$/i,
];

const serial = (text: string): number => {
  const time = Date.parse(`${text} UTC`);
  return Number.isNaN(time) ? 45292 : time / 86400000 + 25569;
};

/** What the reader sees. */
export function shown(value: Value, format = "General"): string {
  if (typeof value !== "number") return textOf(value);
  const [, grouped, decimals, percent] = /^"?\$?"?(#,##)?0(\.0+)?(%)?$/.exec(format) ?? [];
  if (decimals === undefined && grouped === undefined && percent === undefined && format !== "0") return general(value);
  const digits = decimals === undefined ? 0 : decimals.length - 1;
  const scaled = (percent === undefined ? value : value * 100).toFixed(digits);
  const [whole, fraction] = scaled.split(".");
  const separated = grouped === undefined ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${format.includes("$") ? "$" : ""}${separated}${fraction === undefined ? "" : `.${fraction}`}${percent ?? ""}`;
}

const general = (value: number): string =>
  Math.abs(value) >= 1e11 || (value !== 0 && Math.abs(value) < 1e-9)
    ? value.toExponential(5).replace("e", "E")
    : String(Number(value.toPrecision(10)));
