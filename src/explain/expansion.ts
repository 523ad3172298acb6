// A cell's calculation as rows of ordinary formulas: a section for each call of ours, then the formula over their answers, the cell, and the difference.
import { present } from "../model/errors";
import { qualified, spoken } from "../host/a1";
import { type Block, type BlockCell, type BlockRow, expand, type Index, reference } from "./expand";
import type { Focus, Input, SpillCell, Trail } from "../model/steps/trace";
import { entryOf, holderOf } from "./answer";
import { UnreadPart } from "./evaluate";
import { followsPosition } from "./explain";
import type { ArgumentReading, CallExplanation, Explanation } from "./explanation";
import { type Call, type Expression, namesCells, parts } from "./formula";
import { element, fromCell, type Grid, isError, type Scalar, shownAs, width } from "./grid";
import { rewriteElement, type Rewriting } from "./rewrite";

export type ExpansionRow =
  | { readonly kind: "blank" }
  | { readonly kind: "headings" }
  | { readonly kind: "section"; readonly text: string }
  | { readonly kind: "title"; readonly depth: number; readonly name: string }
  | ExpansionEntry;

export interface ExpansionEntry {
  readonly kind: "entry";
  readonly role: "input" | "step" | "frozen" | "answer" | "result" | "cell" | "difference";
  readonly depth: number;
  /** Empty for the further rows of a list or table, and where the role says it all. */
  readonly name: string;
  readonly key: string;
  readonly unit: string;
  readonly source: string;
  readonly formula: string;
  readonly cells: readonly BlockCell[];
}

/** What stands before the values: name, key, unit, source, formula in names. */
export const VALUE_COLUMN = 5;

/** More answers than this inside one formula are not written out, unless one run of steps holds them all. */
const MOST_ANSWERS = 40;

/** A spreadsheet function takes no more. */
const MOST_ARGUMENTS = 250;

/** Why a calculation cannot be written out. */
export class NotExpandable extends Error {
  constructor(
    readonly why: "error" | "unread" | "manyAnswers",
    readonly part: string,
  ) {
    super(`${why}: ${part}`);
    this.name = "NotExpandable";
  }
}

/** The rows from this sheet row on (from 0); throws NotExpandable. */
export function expansion(explanation: Explanation, firstRow: number): ExpansionRow[] {
  return refusing(() => new Writer(explanation, firstRow).write());
}

/** A calculation by itself, and the cells on its sheet that hold the answer: one, or all of a spill that one run of steps holds. */
export interface Calculation {
  readonly rows: readonly ExpansionRow[];
  /** Empty where something around the calls cannot be computed here, so that the formula itself must stay. */
  readonly answer: readonly (readonly string[])[];
  /** Then its outermost calls, and the cells that hold their answers. */
  readonly calls: readonly { readonly call: Call; readonly range: string }[];
}

/** The same without the cell and the comparison with it; throws NotExpandable. */
export function calculation(explanation: Explanation, firstRow: number): Calculation {
  return refusing(() => new Writer(explanation, firstRow).writeAlone());
}

function refusing<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof UnreadPart) throw new NotExpandable("unread", error.part);
    throw error;
  }
}

class Writer {
  private readonly rows: ExpansionRow[] = [];
  /** Which cell holds each element of an answer. */
  private readonly answers = new Map<Expression, (string | undefined)[][]>();
  private readonly rewriting: Rewriting;
  /** The value cells of every row with their unit: what an answer may have been added up from. */
  private readonly terms: { readonly unit: string; readonly range: string }[] = [];
  private readonly answerUnits = new Set<string>();

  constructor(
    private readonly own: Explanation,
    private readonly firstRow: number,
  ) {
    this.rewriting = { cells: own.cells, answer: (call, at) => this.answerText(call, at) };
  }

  write(): ExpansionRow[] {
    this.writeCalls(followsPosition(this.own.root, false));
    this.writeResult();
    this.writeCheck();
    return this.rows;
  }

  writeAlone(): Calculation {
    const { root, spill, every, calls, recomputed } = this.own;
    const whole = spill !== null && every.get(root)?.trail.spill !== undefined;
    const unread = recomputed === undefined && calls.length > 0 && calls.every(({ answer }) => answer !== null);
    if (unread) this.writeEvery(new Set());
    else this.writeCalls(whole ? new Set() : followsPosition(root, false));
    if (unread) {
      const ranges = calls.map(({ call }) => ({ call, range: this.answerText(call, null) }));
      return { rows: this.rows, answer: [], calls: ranges };
    }
    this.writeResult();
    const last = reference(this.nextRow - 1, VALUE_COLUMN, true);
    const answer = whole ? this.heldBy(root).map((row) => row.map((cell) => present(cell))) : [[last]];
    return { rows: this.rows, answer, calls: [] };
  }

  private writeCalls(oneElement: ReadonlySet<Expression>): void {
    if (this.own.recomputed === undefined) throw new NotExpandable("unread", this.own.formula);
    this.writeEvery(oneElement);
  }

  private writeEvery(oneElement: ReadonlySet<Expression>): void {
    const failed = this.own.calls.find(({ value }) => isError(value));
    if (failed !== undefined) throw new NotExpandable("error", failed.call.text);
    for (const call of this.own.every.values()) this.writeCall(call, oneElement.has(call.call));
  }

  private get nextRow(): number {
    return this.firstRow + this.rows.length;
  }

  private writeCall(call: CallExplanation, oneElement: boolean): void {
    const answer = answerOf(call);
    this.answers.set(
      call.call,
      answer.map((row) => row.map(() => undefined)),
    );
    const single = oneElement || (answer.length === 1 && width(answer) === 1);
    if (single) return this.writeSection(call, call.trail, call.focus, "");
    if (call.trail.spill !== undefined) return this.writeWhole(call, call.trail, call.trail.spill);
    const elements = answer.flatMap((row, i) => row.map((_, j) => ({ row: i, column: j })));
    if (elements.length > MOST_ANSWERS) throw new NotExpandable("manyAnswers", call.call.text);
    for (const at of elements) this.writeSection(call, call.trailOf(at), at, ` [${at.row + 1}, ${at.column + 1}]`);
    this.gather(call, answer);
  }

  /** The steps of one element, and a last row with its answer. */
  private writeSection(call: CallExplanation, trail: Trail, at: Focus, mark: string): void {
    const block = this.writeBlock(call, trail, at, mark);
    const value = element(answerOf(call), at.row, at.column);
    const holder = holderOf(trail, at, value);
    const unit = holder !== undefined && "key" in holder ? (entryOf(trail, holder)?.unit ?? "") : "";
    this.hold(call, at.row, at.column, VALUE_COLUMN);
    this.entry("answer", call.id + mark, [holder === undefined ? plain(value) : spillCell(holder, block, value)], unit);
  }

  /** Steps that hold every element of the answer, and below them the answer as it spills. */
  private writeWhole(call: CallExplanation, trail: Trail, spill: readonly (readonly SpillCell[])[]): void {
    const block = this.writeBlock(call, trail, call.focus, "");
    answerOf(call).forEach((row, i) => {
      row.forEach((_, j) => this.hold(call, i, j, VALUE_COLUMN + j));
      const cells = row.map((value, j) => spillCell(spill[i][j], block, value));
      this.entry("answer", i === 0 ? call.id : "", cells);
    });
  }

  /** The answers of several sections once more, as the range that the formula around them reads. */
  private gather(call: CallExplanation, answer: Grid): void {
    this.rows.push({ kind: "blank" });
    answer.forEach((row, i) => {
      const cells = row.map((_, j): BlockCell => ({
        formula: `=${this.answerText(call.call, { row: i, column: j })}`,
      }));
      row.forEach((_, j) => this.hold(call, i, j, VALUE_COLUMN + j));
      this.entry("answer", i === 0 ? call.id : "", cells);
    });
  }

  private heldBy(call: Expression): (string | undefined)[][] {
    return present(this.answers.get(call));
  }

  private hold(call: CallExplanation, row: number, column: number, sheetColumn: number): void {
    const answers = this.heldBy(call.call);
    answers[row][column] = reference(this.nextRow, sheetColumn, true);
  }

  private writeBlock(call: CallExplanation, trail: Trail, at: Focus, mark: string): Block {
    if (this.rows.length > 0) this.rows.push({ kind: "blank" });
    this.rows.push({ kind: "section", text: call.call.text + mark }, { kind: "headings" });
    const link = (input: Input, index: Index): string | undefined => this.linkOf(call, at, input, index);
    const block = expand(trail, { row: this.nextRow, column: VALUE_COLUMN, link });
    block.rows.forEach((row) => this.addRow(row));
    return block;
  }

  private addRow({ role, path, key, name, unit, source, formula, cells }: BlockRow): void {
    const depth = path.length;
    if (role === "title") this.rows.push({ kind: "title", depth: depth - 1, name });
    else if (role === "continued")
      this.push({ kind: "entry", role: "step", depth, name, key: "", unit: "", source, formula, cells }, this.lastUnit);
    else this.push({ kind: "entry", role, depth, name, key, unit, source, formula, cells }, unit);
  }

  private get lastUnit(): string {
    return this.terms.at(-1)?.unit ?? "";
  }

  private push(entry: ExpansionEntry, unit: string): void {
    const last = VALUE_COLUMN + Math.max(entry.cells.length, 1) - 1;
    const range = `${reference(this.nextRow, VALUE_COLUMN, true)}:${reference(this.nextRow, last, true)}`;
    // A value without an answer has no size, and would take it from all others.
    const answers = entry.cells.every((cell) => !("value" in cell) || !isError(fromCell(cell.value)));
    if (answers) this.terms.push({ unit: familyOf(unit), range });
    this.rows.push(entry);
  }

  private entry(role: ExpansionEntry["role"], name: string, cells: readonly BlockCell[], unit = ""): void {
    this.push({ kind: "entry", role, depth: 0, name, key: "", unit, source: "", formula: "", cells }, unit);
    if (role === "answer") this.answerUnits.add(familyOf(unit));
  }

  private answerText(call: Call, at: Focus | null): string {
    const answers = this.heldBy(call);
    if (at === null) {
      const [first, last] = [answers[0][0], answers.at(-1)?.at(-1)];
      return first === last ? `${first}` : `${first}:${last}`;
    }
    const row = answers[answers.length === 1 ? 0 : at.row];
    const cell = row?.[row.length === 1 ? 0 : at.column];
    if (cell === undefined) throw new UnreadPart(call.text, "cells");
    return cell;
  }

  /** The user's own cell behind an input, or a formula over their cells; none where it holds another value. */
  private linkOf(call: CallExplanation, at: Focus, input: Input, index: Index): string | undefined {
    const argument = call.arguments.find(({ name }) => name === input.argument);
    if (argument === undefined || argument.value === null || !isLive(argument)) return undefined;
    const grid = argument.value;
    const place = placeIn(grid, at, input, index);
    if (place === null || !holds(element(grid, place.row, place.column), valueOf(input, index))) return undefined;
    return rewriteElement(argument.expression, place, grid.length > 1 || width(grid) > 1, this.rewriting);
  }

  /** The formula over the answers, where it is more than one of them. */
  private writeResult(): void {
    const { root, at, spill } = this.own;
    if (root.kind === "call" && root.ours) return;
    this.rows.push({ kind: "blank" });
    const formula = rewriteElement(root, at, spill !== null, this.rewriting);
    this.entry("result", "", [{ formula: `=${formula}` }]);
  }

  /** The cell itself, and how far it is from what was written. */
  private writeCheck(): void {
    const { cell, recomputed } = this.own;
    const terms = this.terms.filter(({ unit }) => this.answerUnits.has(unit)).map(({ range }) => range);
    const answer = reference(this.nextRow - 1, VALUE_COLUMN, true);
    this.entry("cell", spoken(cell), [{ formula: `=${qualified(cell)}` }]);
    const shown = reference(this.nextRow - 1, VALUE_COLUMN, true);
    const all = [answer, shown, ...terms].slice(0, MOST_ARGUMENTS).join(",");
    const difference =
      typeof recomputed === "number"
        ? `=IF(MAX(${answer}-${shown},${shown}-${answer})<=1E-12*MAX(MAX(${all}),(-MIN(${all}))),0,${answer}-${shown})`
        : `=IF(${answer}=${shown},0,1)`;
    this.entry("difference", "", [{ formula: difference }]);
  }
}

/** Amounts of money are added whether of a year or at once. */
const familyOf = (unit: string): string => (unit === "$/year" ? "$" : unit);

/** What a cell of a spilled answer is: a text, or the cell of a step. */
function spillCell(cell: SpillCell, block: Block, value: Scalar): BlockCell {
  if ("text" in cell) return { value: cell.text };
  const place = block.place(cell.path, cell.key);
  if (place === undefined) return plain(value);
  return { formula: `=${reference(place.row + cell.index[0], place.column + cell.index[1], true)}` };
}

const plain = (value: Scalar): BlockCell => ({ value: shownAs(value) ?? "" });

const isLive = ({ expression }: ArgumentReading): boolean =>
  parts(expression).some((part) => namesCells(part) || (part.kind === "call" && part.ours));

/** Where in an argument's cells an element of an input stands. */
function placeIn(grid: Grid, { row, column }: Focus, input: Input, [i, j]: Index): Focus | null {
  if (input.key !== input.argument) return keyed(grid, input.key);
  if (Array.isArray(input.value)) {
    if (Array.isArray(input.value[0])) return { row: i, column: j };
    const along = i + j;
    if (grid.length === 1) return { row: 0, column: width(grid) === 1 ? 0 : along };
    return width(grid) === 1 ? { row: along, column: 0 } : null;
  }
  return { row: grid.length === 1 ? 0 : row, column: width(grid) === 1 ? 0 : column };
}

/** What was written out has been computed. */
const answerOf = ({ answer }: CallExplanation): Grid => present(answer ?? undefined);

/** A range of keys and values holds many inputs. */
function keyed(grid: Grid, key: string): Focus | null {
  const row = grid.findIndex(([name]) => typeof name === "string" && name.trim().toLowerCase() === key.toLowerCase());
  return row < 0 || width(grid) !== 2 ? null : { row, column: 1 };
}

function valueOf({ value }: Input, [i, j]: Index): unknown {
  if (typeof value !== "object") return value;
  const first: unknown = value[0];
  const row = value[Array.isArray(first) ? i : i + j];
  return typeof row === "object" ? row[j] : row;
}

const holds = (cell: Scalar, value: unknown): boolean => Object.is(cell, value) || (cell === null && value === 0);
