// Follows one cell: reads its formula and arguments, runs our functions again under watch, and compares the answer with the cell.
import { present, saidBy } from "../model/errors";
import { within } from "../host/a1";
import type { CellValue, Ref } from "../host/host";
import { type Focus, newTrail, type Trail, watch } from "../model/steps/trace";
import { type CellReader, type CellsOf, readCells } from "./cells";
import { isForeign, unprefixed } from "../catalogue/prefixes";
import { texts } from "../languages";
import { type Conventions, EXCEL } from "./conversion";
import { type Dialect, withLateSigns } from "./dialects";
import { evaluator, largestTerm, UnreadPart } from "./evaluate";
import { type Call, type Expression, namesCells, ourCalls, parts, readFormula } from "./formula";
import type {
  ArgumentReading,
  CallExplanation,
  Explanation,
  KnownFunction,
  KnownFunctions,
  NoExplanation,
  Target,
} from "./explanation";
import { type CellError, element, type Grid, type Scalar, shownAs, width } from "./grid";
import { byOwnReading, calculates, isDoubted, lackedBy } from "./own-reading";
import { type Evidence, verdict } from "./verdict";

/** What the cells of one workbook are followed with. */
export interface Following {
  readonly functions: KnownFunctions;
  readonly readFormula: (formula: string) => Expression;
}

/** Formulas are read once each: neighbours name the same cells, and those are looked into again and again. */
export function followingWith(functions: KnownFunctions): Following {
  const known = new Map<string, Expression>();
  const isOurs = (name: string): boolean => functions.has(name);
  return {
    functions,
    readFormula(formula) {
      const own = isForeign(formula, functions.keys()) ? unprefixed(formula, functions.keys()) : formula;
      const root = known.get(formula) ?? readFormula(own, isOurs);
      known.set(formula, root);
      return root;
    },
  };
}

/** What a cell holds: the formula may stand at the anchor of its spill. */
export interface Held {
  readonly formula: string | null;
  readonly value: CellValue;
  readonly text: string;
}

export async function explain(
  host: CellReader,
  target: Target,
  functions: KnownFunctions,
  before?: Explanation,
): Promise<Explanation | NoExplanation> {
  const held = await holding(host, target);
  return follow(host, target, held, followingWith(functions), async (cells) => {
    const now = await holding(host, target);
    return {
      changed: now.formula !== held.formula || !Object.is(now.value, held.value),
      agreedBefore: before !== undefined && agreedBefore(before, held, cells),
    };
  });
}

/** A cell of a workbook that stands still, such as a snapshot: nothing needs to be looked at twice. */
export const explainStill = (
  book: CellReader,
  target: Target,
  held: Held,
  following: Following,
): Promise<Explanation | NoExplanation> => follow(book, target, held, following, () => STILL);

const STILL = { changed: false, agreedBefore: false };

const anchorOf = ({ sheet, address, spill }: Target): Ref => ({ sheet, address: spill?.anchor ?? address });

async function holding(host: CellReader, target: Target): Promise<Held> {
  const { sheet, address } = target;
  const [{ formulas }, { values, text }] = await Promise.all([
    host.read(anchorOf(target)),
    host.read({ sheet, address }),
  ]);
  return { formula: formulas[0][0], value: values[0][0], text: text[0][0] };
}

type Meanwhile = Pick<Evidence, "changed" | "agreedBefore">;

async function follow(
  host: CellReader,
  target: Target,
  { formula, value, text }: Held,
  { functions, readFormula }: Following,
  meanwhile: (cells: CellsOf) => Meanwhile | Promise<Meanwhile>,
): Promise<Explanation | NoExplanation> {
  const { sheet, address, spill } = target;
  const cell = { sheet, address };
  const root = formula === null ? null : readFormula(formula);
  if (formula === null || root === null || (ourCalls(root).length === 0 && !mayBeOurs(root, formula, functions)))
    return { cell, formula, unknownNames: root === null || value !== "#NAME?" ? [] : otherCalls(root) };

  const cells = await readCells(host, root, anchorOf(target));
  const at = spill === null ? { row: 0, column: 0 } : within(spill.range, address);
  const following = { functions, readFormula };
  const { every, recomputed, largest } = rerun(root, cells, following, at);
  const { changed, agreedBefore } = await meanwhile(cells);
  const bare = root.kind === "call" && root.ours && !calculates(root);
  const lacks = lackedBy(host.kind, formula);
  const plain = verdict({ cell: value, recomputed, bare, changed, agreedBefore, largest, lacks });
  return {
    cell,
    anchor: anchorOf(target),
    spill: spill?.range ?? null,
    formula,
    value,
    text,
    root,
    at,
    cells,
    every,
    calls: outermost(root, every),
    recomputed: recomputed instanceof Error ? undefined : shownAs(recomputed),
    verdict:
      isDoubted(plain) && calculates(root)
        ? (byOwnReading(host.kind, value, (dialect) => rerunAs(dialect, { formula, root, cells }, following, at)) ??
          plain)
        : plain,
  };
}

/** The formula computed by the rules of a dialect, over the same cells. */
function rerunAs(
  { conventions, lateSigns }: Dialect,
  { formula, root, cells }: { readonly formula: string; readonly root: Expression; readonly cells: CellsOf },
  following: Following,
  at: Focus,
): Rerun {
  if (!lateSigns) return rerun(root, cells, following, at, conventions);
  const read = following.readFormula(withLateSigns(formula));
  const [own, same] = [read, root].map((expression) => parts(expression).filter(namesCells));
  const moved = new Map(
    own.flatMap((part, index) => {
      const known = cells.get(same[index]);
      return known === undefined ? [] : [[part, known] as const];
    }),
  );
  return rerun(read, moved, following, at, conventions);
}

/** Whether the cell stands still while its inputs have moved, now or since it was last followed. */
function agreedBefore(before: Explanation, { formula, value }: Held, cells: CellsOf): boolean {
  const sameInputs = inputsOf(before.cells) === inputsOf(cells);
  if (before.verdict.kind === "agrees" || before.verdict.kind === "otherwise")
    return before.formula === formula && Object.is(before.value, value) && !sameInputs;
  return before.verdict.kind === "stale" && sameInputs && before.value === value;
}

/** All that an answer depends on, as text. */
const inputsOf = (cells: CellsOf): string =>
  JSON.stringify([...cells.values()].map((read) => (read instanceof Error ? read.message : read.grid)));

/** A formula that cannot be read whole is still ours when it names one of our functions. */
function mayBeOurs(root: Expression, formula: string, functions: KnownFunctions): boolean {
  if (!parts(root).some((part) => part.kind === "unread")) return false;
  return [...formula.toUpperCase().matchAll(/([A-Z]+)\s*\(/g)].some(([, name]) => functions.has(name));
}

const otherCalls = (root: Expression): string[] =>
  parts(root).flatMap((part) => (part.kind === "call" ? [part.name] : []));

interface Rerun {
  readonly every: ReadonlyMap<Expression, CallExplanation>;
  readonly recomputed: Scalar | UnreadPart;
  readonly largest: number;
}

/** Runs every call of ours again, the inner first, and what stands around them. */
function rerun(
  root: Expression,
  cells: CellsOf,
  following: Following,
  at: Focus,
  conventions: Conventions = EXCEL,
): Rerun {
  const done = new Map<Expression, CallExplanation>();
  const surroundings = {
    cells(part: Expression): Grid {
      const read = cells.get(part);
      if (read === undefined || read instanceof Error) throw read ?? new UnreadPart(part.text, "cells");
      return read.grid;
    },
    answer(call: Call): Grid {
      const answer = done.get(call)?.answer;
      if (answer === undefined || answer === null)
        throw firstUnread(done.get(call)) ?? new UnreadPart(call.text, "cells");
      return answer;
    },
  };
  const compute = evaluator(surroundings, conventions);
  const read = (part: Expression): Grid | UnreadPart => {
    try {
      return compute(part);
    } catch (error) {
      if (error instanceof UnreadPart) return error;
      return new UnreadPart(part.text, "size", error instanceof Error ? error.message : "");
    }
  };
  const elementwise = followsPosition(root, true);
  const readings = { cells, done, readFormula: following.readFormula };
  for (const call of ourCalls(root)) {
    const known = present(following.functions.get(call.name));
    const given = call.args.map((argument, index) =>
      readArgument(nameOf(known, index), argument, argument.kind === "omitted" ? null : read(argument), readings),
    );
    done.set(call, explainCall(call, known, given, elementwise.has(call) ? at : { row: 0, column: 0 }));
  }
  const answer = read(root);
  return {
    every: done,
    recomputed: answer instanceof Error ? answer : element(answer, at.row, at.column),
    largest: answer instanceof Error ? 0 : largestTerm(root, compute, at.row, at.column),
  };
}

function nameOf({ parameters }: KnownFunction, index: number): string {
  const last = parameters.at(-1);
  if (index < parameters.length - 1 || !last?.repeating)
    return parameters[index]?.name ?? texts.audit.argument(index + 1);
  return `${last.name} ${index - parameters.length + 2}`;
}

/** Functions that work element by element, as operators do. */
export const ELEMENTWISE: ReadonlySet<string> = new Set(["IFERROR", "IFNA", "ROUND"]);

/** The calls of ours whose elements stand where those of the whole formula do; with `inside`, also those within the arguments of such a call. */
export function followsPosition(root: Expression, inside: boolean): ReadonlySet<Expression> {
  const found = new Set<Expression>();
  const visit = (part: Expression): void => {
    if (part.kind === "unary") visit(part.operand);
    else if (part.kind === "binary") [part.left, part.right].forEach(visit);
    else if (part.kind === "call" && ELEMENTWISE.has(part.name)) part.args.forEach(visit);
    else if (part.kind === "call" && part.ours) {
      found.add(part);
      if (inside) part.args.forEach(visit);
    }
  };
  visit(root);
  return found;
}

/** The calls of ours in a part that stand in no other call of ours, in the order of the formula. */
function outermost(part: Expression, done: ReadonlyMap<Expression, CallExplanation>): CallExplanation[] {
  const calls = ourCalls(part);
  if (calls.length === 0) return [];
  if (calls.length === 1) return calls.flatMap((call) => done.get(call) ?? []);
  const inner = new Set(calls.flatMap((call) => call.args.flatMap(ourCalls)));
  return calls
    .filter((call) => !inner.has(call))
    .sort((a, b) => a.from - b.from)
    .flatMap((call) => done.get(call) ?? []);
}

interface Readings extends Pick<Following, "readFormula"> {
  readonly cells: CellsOf;
  readonly done: ReadonlyMap<Expression, CallExplanation>;
}

function readArgument(
  name: string,
  argument: Expression,
  value: Grid | UnreadPart | null,
  { cells, done, readFormula }: Readings,
): ArgumentReading {
  const refs: Ref[] = [];
  const calculated: Ref[] = [];
  for (const part of parts(argument)) {
    const read = cells.get(part);
    if (read === undefined || read instanceof Error) continue;
    const { ref, formulas } = read;
    if (ref === null) continue;
    refs.push(ref);
    const formula = formulas.length === 1 && formulas[0].length === 1 ? formulas[0][0] : null;
    if (formula !== null && ourCalls(readFormula(formula)).length > 0) calculated.push(ref);
  }
  return {
    name,
    expression: argument,
    text: argument.text,
    refs,
    value: value instanceof Error ? null : value,
    unread: value instanceof Error ? value : null,
    calls: outermost(argument, done),
    calculated,
  };
}

const firstUnread = (explanation: CallExplanation | undefined): UnreadPart | undefined =>
  explanation?.arguments.find(({ unread }) => unread !== null)?.unread ?? undefined;

function explainCall(
  call: Call,
  known: KnownFunction,
  readings: readonly ArgumentReading[],
  at: Focus,
): CallExplanation {
  const id = call.name;
  if (readings.some(({ unread }) => unread !== null)) {
    const nothing = { trail: newTrail(), answer: null, focus: { row: 0, column: 0 }, value: null, trailOf: newTrail };
    return { id, call, arguments: readings, ...nothing };
  }
  const args = passed(known, readings);
  const run = (trail: Trail, element: Focus): Grid => calculate(() => watch(trail, () => known.run(...args), element));
  const trailOf = (element: Focus): Trail => {
    const trail = newTrail();
    run(trail, element);
    return trail;
  };
  // The run that leaves the steps is the one whose answer is compared with the cell.
  const trail = newTrail();
  const answer = run(trail, at);
  // A single row or column is repeated over the cells of the formula, and so is one value.
  const focus = { row: answer.length === 1 ? 0 : at.row, column: width(answer) === 1 ? 0 : at.column };
  const watched = focus.row === at.row && focus.column === at.column;
  return {
    id,
    call,
    arguments: readings,
    trail: watched ? trail : trailOf(focus),
    answer,
    focus,
    value: element(answer, focus.row, focus.column),
    trailOf,
  };
}

/** The arguments as Excel passes them: rows of cells, null for what is omitted, and a list of such for a repeating one. */
function passed({ parameters }: KnownFunction, readings: readonly ArgumentReading[]): unknown[] {
  const values = readings.map(({ value }) => value);
  const last = parameters.length - 1;
  if (!parameters[last]?.repeating) return parameters.map((_, index) => values[index] ?? null);
  const rest = values.slice(last);
  return [...parameters.slice(0, last).map((_, index) => values[index] ?? null), rest.length > 0 ? rest : null];
}

function calculate(run: () => unknown[][]): Grid {
  try {
    return run().map((row) => row.map(toScalar));
  } catch (error) {
    return [[toError(error)]];
  }
}

const toScalar = (value: unknown): Scalar =>
  typeof value === "number" || typeof value === "string" || typeof value === "boolean" ? value : toError(value);

/** What a function threw, or put into an element: Excel's error with its sentence. Anything else would be a defect of ours, and shows. */
function toError(error: unknown): CellError {
  const { code, message } = saidBy(error);
  return {
    code: typeof code === "string" ? code : "#VALUE!",
    message: typeof message === "string" ? message : String(error),
  };
}
