// Follows one cell: reads its formula and arguments, runs our functions again under watch, and compares the answer with the cell.
import { type Focus, newTrail, type Trail, watch } from "../../model/trace";
import { within } from "./address";
import { type CellReader, type CellsOf, readCells } from "./cells";
import { evaluator, UnreadPart } from "./evaluate";
import { type Call, type Expression, ourCalls, parts, readFormula } from "./formula";
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
import { verdict } from "./verdict";

export async function explain(
  host: CellReader,
  { sheet, address, spill }: Target,
  functions: KnownFunctions,
  before?: Explanation,
): Promise<Explanation | NoExplanation> {
  const cell = { sheet, address };
  const anchor = { sheet, address: spill?.anchor ?? address };
  const [first, { values, text }] = await Promise.all([host.read(anchor), host.read(cell)]);
  const formula = first.formulas[0][0];
  const value = values[0][0];
  const root = formula === null ? null : readFormula(formula, (name) => functions.has(name));
  if (formula === null || root === null || (ourCalls(root).length === 0 && !mayBeOurs(root, formula, functions)))
    return { cell, formula, unknownNames: root === null || value !== "#NAME?" ? [] : otherCalls(root) };

  const cells = await readCells(host, root, sheet);
  const at = spill === null ? { row: 0, column: 0 } : within(spill.range, address);
  const run = rerun(root, cells, functions, at);
  const [anchorNow, cellNow] = await Promise.all([host.read(anchor), host.read(cell)]);
  const [formulaNow, valueNow] = [anchorNow.formulas[0][0], cellNow.values[0][0]];
  const inputs = JSON.stringify([...cells.values()].map((read) => (read instanceof Error ? read.message : read.grid)));
  const agreedBefore =
    before?.verdict.kind === "agrees" &&
    before.formula === formula &&
    Object.is(before.value, value) &&
    before.inputs !== inputs;
  return {
    ...{ cell, anchor, spill: spill?.range ?? null, formula, value, text: text[0][0], root, at, cells, inputs },
    every: run.every,
    calls: outermost(root, run.every),
    recomputed: run.value instanceof Error ? undefined : shownAs(run.value),
    verdict: verdict({
      cell: value,
      recomputed: run.value,
      bare: root.kind === "call",
      changed: formulaNow !== formula || !Object.is(valueNow, value),
      agreedBefore:
        agreedBefore || (before?.verdict.kind === "stale" && before.inputs === inputs && before.value === value),
    }),
  };
}

/** A formula that cannot be read whole is still ours when it names one of our functions. */
function mayBeOurs(root: Expression, formula: string, functions: KnownFunctions): boolean {
  if (!parts(root).some((part) => part.kind === "unread")) return false;
  return [...formula.toUpperCase().matchAll(/([A-Z]+)\s*\(/g)].some(([, name]) => functions.has(name));
}

const otherCalls = (root: Expression): string[] =>
  parts(root).flatMap((part) => (part.kind === "call" ? [part.name] : []));

interface Rerun {
  readonly every: ReadonlyMap<Expression, CallExplanation>;
  readonly value: Scalar | UnreadPart;
}

/** Runs every call of ours again, the inner first, and what stands around them. */
function rerun(root: Expression, cells: CellsOf, functions: KnownFunctions, at: Focus): Rerun {
  const done = new Map<Expression, CallExplanation>();
  const compute = evaluator({
    cells(part) {
      const read = cells.get(part);
      if (read === undefined || read instanceof Error) throw read ?? new UnreadPart(part.text, "cells");
      return read.grid;
    },
    answer(call) {
      const answer = done.get(call)?.answer;
      if (answer === undefined || answer === null)
        throw firstUnread(done.get(call)) ?? new UnreadPart(call.text, "cells");
      return answer;
    },
  });
  const read = (part: Expression): Grid | UnreadPart => {
    try {
      return compute(part);
    } catch (error) {
      if (error instanceof UnreadPart) return error;
      return new UnreadPart(part.text, "size", error instanceof Error ? error.message : "");
    }
  };
  const elementwise = followsPosition(root, true);
  for (const call of ourCalls(root)) {
    const known = functions.get(call.name) as KnownFunction;
    const readings = call.args.map((argument, index) =>
      readArgument(nameOf(known, index), argument, argument.kind === "omitted" ? null : read(argument), {
        cells,
        done,
        functions,
      }),
    );
    done.set(call, explainCall(call, known, readings, elementwise.has(call) ? at : { row: 0, column: 0 }));
  }
  const answer = read(root);
  return {
    every: done,
    value: answer instanceof Error ? answer : element(answer, at.row, at.column),
  };
}

function nameOf({ parameters }: KnownFunction, index: number): string {
  const last = parameters.at(-1);
  if (index < parameters.length - 1 || !last?.repeating) return parameters[index]?.name ?? `argument ${index + 1}`;
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
  const inner = new Set(calls.flatMap((call) => call.args.flatMap(ourCalls)));
  return calls
    .filter((call) => !inner.has(call))
    .sort((a, b) => a.from - b.from)
    .flatMap((call) => done.get(call) ?? []);
}

interface Readings {
  readonly cells: CellsOf;
  readonly done: ReadonlyMap<Expression, CallExplanation>;
  readonly functions: KnownFunctions;
}

function readArgument(
  name: string,
  argument: Expression,
  value: Grid | UnreadPart | null,
  { cells, done, functions }: Readings,
): ArgumentReading {
  const own = parts(argument).flatMap((part) => cells.get(part) ?? []);
  const readable = own.flatMap((read) => (read instanceof Error ? [] : [read]));
  const calculated = readable
    .filter(({ formulas }) => formulas.length === 1 && formulas[0].length === 1)
    .filter(
      ({ formulas }) =>
        formulas[0][0] !== null && ourCalls(readFormula(formulas[0][0], (id) => functions.has(id))).length > 0,
    )
    .map(({ ref }) => ref);
  return {
    name,
    expression: argument,
    text: argument.text,
    refs: readable.map(({ ref }) => ref),
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
  const own = { id: call.name, call, arguments: readings };
  if (readings.some(({ unread }) => unread !== null))
    return { ...own, trail: newTrail(), answer: null, focus: { row: 0, column: 0 }, value: null, trailOf: newTrail };
  const args = passed(known, readings);
  const answer = calculate(() => known.run(...args));
  // A single row or column is repeated over the cells of the formula, and so is one value.
  const focus = { row: answer.length === 1 ? 0 : at.row, column: width(answer) === 1 ? 0 : at.column };
  const trailOf = (element: Focus): Trail => {
    const trail = newTrail();
    calculate(() => watch(trail, () => known.run(...args), element));
    return trail;
  };
  return { ...own, trail: trailOf(focus), answer, focus, value: element(answer, focus.row, focus.column), trailOf };
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
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return {
    code: typeof code === "string" ? code : "#VALUE!",
    message: typeof message === "string" ? message : String(error),
  };
}
