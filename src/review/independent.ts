// A copy of the sheets in which each formula of ours is a link to its calculation in ordinary formulas: a model that lives without the add-in.
import { present } from "../model/errors";
import { columnName, type Area, area, cellAt, columnsOf, qualified, rowsOf, spoken, within } from "../host/a1";
import { callPattern } from "../catalogue/calls";
import { hash } from "../data/hash";
import {
  type Cell,
  type CellValue,
  type FormulaCell,
  HostError,
  type Host,
  type Manifest,
  type Progress,
  type Ref,
  type SheetInfo,
  type SheetPlan,
} from "../host/host";
import { calculation, type Calculation, type ExpansionRow, NotExpandable, VALUE_COLUMN } from "../explain/expansion";
import { explain, followingWith } from "../explain/explain";
import { type Explanation, explained, type KnownFunctions } from "../explain/explanation";
import { fromCell, isError } from "../explain/grid";
import { paragraph, QUIET, type RangeStyle, type Row, SECTION, TITLE } from "../sheets/block";
import { cellsOf, looks, VALUE_WIDTH, WIDTHS } from "../sheets/expansion-sheet";
import { type Stamp, stamped } from "../sheets/stamp";
import { sheetTexts } from "../languages/sheets";
import { inWords } from "../languages/phrases";
import { reviewTexts } from "../languages/review";
import { versionOf } from "./changes";
import { circles } from "./circles";
import { type Copies, copied, copiedFormula, spillKey } from "./copying";
import { edited } from "./literals";
import { linkFormat } from "./formats";
import { afterReading, eachInTurns, type Snapshot, snapshot } from "./snapshot";

const words = reviewTexts;

/** The kind of the manifests by which the copies are found again. */
export const INDEPENDENT = "independent";

/** Sheets that we wrote about the workbook are no part of its model. */
const NOT_COPIED = new Set([INDEPENDENT, "report"]);

const LAST_ROW = 1_048_576;
/** Beyond it only headings are styled: a look for each of very many rows takes longer than the rows. */
const MOST_STYLED = 20_000;

/** A cell that does not live on the copy, and why. */
export interface Left extends Ref {
  readonly reason: string;
}

export interface IndependentCopy {
  /** The copies, then the sheet of steps. */
  readonly plans: readonly SheetPlan[];
  /** Cells that were ours and follow ordinary formulas. */
  readonly living: number;
  readonly left: readonly Left[];
}

/** Reads the workbook and plans the copy; writes nothing. */
export async function independentCopy(
  host: Host,
  functions: KnownFunctions,
  stamp: Stamp,
  progress: Progress = {},
): Promise<IndependentCopy> {
  if (await host.locked()) throw new HostError("WorkbookProtected", words.locked);
  const book = await snapshot(host, progress);
  const own = await book.findFormulas(callPattern(functions.keys()));
  if (own.length === 0) throw new HostError("NothingOfOurs", words.independent.nothing);
  const sheets = originalsIn(book.sheets, await host.manifests());
  const originals = sheets.map(({ name }) => name);
  const free = await host.freeNames([...originals.map(words.independent.copy), words.independent.steps]);
  const copies: Copies = {
    names: new Map(originals.map((name, index) => [name.toLowerCase(), free[index]])),
    spills: new Map(own.flatMap((cell) => (cell.spill === null ? [] : [[spillKey(cell), cell.spill] as const]))),
  };
  const stepsName = free[free.length - 1];
  const steps = new StepsSheet(stepsName, stamp);
  const circular = await circles(book, own, followingWith(functions).readFormula);
  const writer = new CopyWriter(book, circular, functions, copies, steps);
  await eachInTurns(
    own.filter(({ sheet }) => copies.names.has(sheet.toLowerCase())),
    afterReading(progress),
    (cell) => writer.follow(cell),
  );
  const plans: SheetPlan[] = [];
  for (const sheet of sheets) plans.push(await writer.copyOf(sheet, stamp));
  return { plans: [...plans, steps.plan(writer.left)], living: writer.living, left: writer.left };
}

/** What a copy would have: the user's own sheets and those loaded for their model. */
export function originalsIn(sheets: readonly SheetInfo[], manifests: readonly Manifest[]): SheetInfo[] {
  const skipped = new Set(manifests.filter(({ kind }) => NOT_COPIED.has(kind)).map(({ sheet }) => sheet));
  return sheets.filter(({ name }) => !skipped.has(name));
}

/** The sheets of an earlier copy. */
export const independentSheets = (manifests: readonly Manifest[]): string[] =>
  manifests.filter(({ kind }) => kind === INDEPENDENT).map(({ sheet }) => sheet);

class CopyWriter {
  readonly left: Left[] = [];
  living = 0;
  /** What the cells of ours are on the copies, by sheet and address. */
  private readonly cells = new Map<string, Cell>();

  constructor(
    private readonly book: Snapshot,
    private readonly circular: ReadonlyMap<FormulaCell, string>,
    private readonly functions: KnownFunctions,
    private readonly copies: Copies,
    private readonly steps: StepsSheet,
  ) {}

  /** Writes out one formula of ours: once for a spill whose steps hold all of it, otherwise for each of its cells. */
  async follow(cell: FormulaCell): Promise<void> {
    const range = area(cell.spill ?? cell.address);
    if (range === null) return;
    const { values } = await this.book.read({ sheet: cell.sheet, address: cell.spill ?? cell.address });
    const circle = this.circular.get(cell);
    for (let row = 0; row < rowsOf(range); row++)
      for (let column = 0; column < columnsOf(range); column++) {
        const ref = { sheet: cell.sheet, address: cellAt(range, row, column) };
        if (this.cells.has(spillKey(ref))) continue;
        if (circle !== undefined) this.keep(ref, values[row][column], words.circle(circle));
        else await this.followOne(cell, ref, range, values);
      }
  }

  private async followOne(
    { address: anchor, spill, formula }: FormulaCell,
    ref: Ref,
    range: Area,
    values: readonly (readonly CellValue[])[],
  ): Promise<void> {
    const at = within(spill ?? anchor, ref.address);
    const value = values[at.row][at.column];
    let failure: string | undefined;
    try {
      const target = { ...ref, spill: spill === null ? null : { anchor, range: spill } };
      const result = await explain(this.book, target, this.functions);
      // A name in a text is no call.
      if (!explained(result)) return;
      failure = result.calls.flatMap(({ value: given }) => (isError(given) ? (given.message ?? []) : []))[0];
      const { answer, calls } = this.steps.add(this.onCopies(result));
      if (answer.length === 0) return await this.embed(formula, ref, range, calls);
      if (answer.length === 1 && answer[0].length === 1) return this.link(ref, answer[0][0]);
      for (const [i, row] of answer.entries())
        for (const [j, place] of row.entries()) {
          const own = { sheet: ref.sheet, address: cellAt(range, i, j) };
          const shown = values[i]?.[j] ?? null;
          if (isError(fromCell(shown))) this.keep(own, shown, words.independent.noAnswer);
          else this.link(own, place);
        }
    } catch (error) {
      this.keep(ref, value, failure === undefined ? whyNot(error) : inWords(failure));
    }
  }

  /** The formula itself, with its calls of ours turned into the cells of their answers. */
  private async embed(formula: string, ref: Ref, range: Area, calls: Calculation["calls"]): Promise<void> {
    const edits = calls.map(({ call: { from, to }, range: address }) => ({
      from,
      to,
      text: qualified({ sheet: this.steps.name, address: address.replaceAll("$", "") }),
    }));
    for (let row = 0; row < rowsOf(range); row++)
      for (let column = 0; column < columnsOf(range); column++)
        this.cells.set(spillKey({ sheet: ref.sheet, address: cellAt(range, row, column) }), null);
    this.cells.set(spillKey(ref), await this.ordinary(edited(formula, edits), ref));
    this.living++;
  }

  /** The explanation as if its cells stood on the copies. */
  private onCopies(explanation: Explanation): Explanation {
    const cells = new Map(
      [...explanation.cells].map(([part, read]) => [
        part,
        read instanceof Error || read.ref === null ? read : { ...read, ref: copied(read.ref, this.copies) },
      ]),
    );
    return { ...explanation, cell: copied(explanation.cell, this.copies), cells };
  }

  private link(ref: Ref, place: string): void {
    this.living++;
    this.cells.set(spillKey(ref), {
      formula: `=${qualified({ sheet: this.steps.name, address: place.replaceAll("$", "") })}`,
    });
  }

  private keep(ref: Ref, value: CellValue, why: string): void {
    const error = fromCell(value);
    this.cells.set(spillKey(ref), kept(value));
    const reason = isError(error) ? words.independent.keptError(error.code, why) : words.independent.keptValue(why);
    this.left.push({ ...ref, reason });
  }

  /** One sheet with its values, its ordinary formulas, and the links. */
  async copyOf({ name: sheet, visible }: SheetInfo, stamp: Stamp): Promise<SheetPlan> {
    const data = await this.book.read({ sheet, address: "" });
    const { top, left } = area(data.address) ?? { top: 0, left: 0 };
    const spilled = this.spilledOver(sheet);
    const rows: Cell[][] = Array.from({ length: top }, () => []);
    const styles: RangeStyle[] = [];
    for (const [i, line] of data.values.entries()) {
      const row: Cell[] = new Array<Cell>(left).fill(null);
      for (const [j, value] of line.entries()) {
        const address = `${columnName(left + j)}${top + i + 1}`;
        const ref = { sheet, address };
        const formula = data.formulas[i][j];
        const own = this.cells.get(spillKey(ref));
        const format = own === undefined ? undefined : linkFormat(value, data.text[i][j]);
        if (format !== undefined) styles.push({ range: address, numberFormat: format });
        if (own !== undefined) row.push(own);
        else if (formula !== null) row.push(await this.ordinary(formula, ref));
        else row.push(spilled.has(spillKey(ref)) ? null : kept(value));
      }
      rows.push(row);
    }
    const name = present(this.copies.names.get(sheet.toLowerCase()));
    const manifest = manifestOf(name, rows, stamp, sheet);
    return { name, cells: rows, likeSheet: sheet, hidden: !visible, styles, manifest };
  }

  private async ordinary(formula: string, ref: Ref): Promise<Cell> {
    const { formula: text, unresolved } = await copiedFormula(formula, ref, this.book, this.copies);
    if (unresolved !== null)
      this.left.push({ ...ref, reason: words.independent.keptFormula(words.independent.tableLink(unresolved)) });
    return { formula: text };
  }

  /** Cells that an ordinary formula fills: on the copy it fills them again. */
  private spilledOver(sheet: string): Set<string> {
    return new Set(
      this.book.formulas.flatMap((cell) => {
        const range = cell.sheet === sheet && cell.spill !== null ? area(cell.spill) : null;
        if (range === null) return [];
        return Array.from({ length: rowsOf(range) }, (_, i) =>
          Array.from({ length: columnsOf(range) }, (_, j) => spillKey({ sheet, address: cellAt(range, i, j) })),
        ).flat();
      }),
    );
  }
}

/** Formulas that any spreadsheet answers with the error; what has none keeps it as a text. */
const ERRORS: Readonly<Record<string, string>> = {
  "#N/A": "=NA()",
  "#DIV/0!": "=1/0",
  "#NUM!": "=10^999",
  "#VALUE!": '=VALUE("none")',
};

function kept(value: CellValue): Cell {
  const error = fromCell(value);
  const formula = isError(error) ? ERRORS[error.code] : undefined;
  return formula === undefined ? value : { formula };
}

function whyNot(error: unknown): string {
  if (error instanceof NotExpandable) return sheetTexts.expand.refused[error.why](error.part);
  return error instanceof Error ? error.message : String(error);
}

/** The calculations below each other, each under the cell that links to it. */
class StepsSheet {
  private readonly cells: Row[];
  private readonly styles: RangeStyle[];

  constructor(
    readonly name: string,
    private readonly stamp: Stamp,
  ) {
    this.cells = [[words.independent.stepsTitle], ...paragraph(words.independent.stepsAbout), [stamped(stamp)]];
    this.styles = [
      { range: "A1", ...TITLE },
      { range: `A2:A${this.cells.length}`, ...QUIET },
    ];
  }

  /** Where the answer stands; throws NotExpandable, and then nothing is added. */
  add(explanation: Explanation): Calculation {
    const start = this.cells.length + 2;
    const calculated = calculation(explanation, start);
    const { rows } = calculated;
    if (start + rows.length > LAST_ROW) throw new HostError("TooLong", words.independent.tooLong(start + rows.length));
    this.heading(spoken(explanation.cell), explanation.formula);
    this.write(rows);
    return calculated;
  }

  private heading(cell: string, formula: string): void {
    this.cells.push([], [words.independent.of(cell, formula)]);
    this.styles.push({ range: `A${this.cells.length}`, ...SECTION });
  }

  private write(rows: readonly ExpansionRow[]): void {
    for (const row of rows) {
      this.cells.push(cellsOf(row));
      if (this.cells.length <= MOST_STYLED) this.styles.push(...looks(row, this.cells.length));
    }
  }

  plan(left: readonly Left[]): SheetPlan {
    if (left.length > 0) {
      this.cells.push([], [words.independent.leftTitle]);
      this.styles.push({ range: `A${this.cells.length}`, ...SECTION });
      for (const { reason, ...ref } of left) this.cells.push([spoken(ref), null, null, reason]);
    }
    const widest = Math.max(...this.cells.map((row) => row.length));
    return {
      name: this.name,
      cells: this.cells,
      widths: [...WIDTHS, ...new Array<number>(Math.max(widest - VALUE_COLUMN, 1)).fill(VALUE_WIDTH)],
      styles: this.styles,
      manifest: manifestOf(this.name, this.cells, this.stamp, ""),
    };
  }
}

function manifestOf(sheet: string, cells: readonly Row[], stamp: Stamp, of: string): Manifest {
  const widest = Math.max(1, ...cells.map((row) => row.length));
  return {
    kind: INDEPENDENT,
    sheet,
    range: `A1:${columnName(widest - 1)}${Math.max(cells.length, 1)}`,
    rows: cells.length,
    hash: hash(JSON.stringify(cells)),
    version: versionOf(stamp),
    request: copyOf(of),
  };
}

/** What the record of a copy says of the sheet that it was made of. */
export const copyOf = (of: string): string => JSON.stringify({ of });
