// Computes what stands around our functions in a formula: arithmetic, and the few spreadsheet functions that people wrap results in.
// Anything else is said to be unread, never guessed.
import { type Conventions, EXCEL, isDoubtful, numberOf, textOf } from "./conversion";
import { type Call, type Expression, namesCells, type Unread } from "./formula";
import { combine, element, type Grid, isError, MOST_CELLS, type Scalar, width } from "./grid";

/** A part of a formula that this check cannot compute: which, and why. */
export class UnreadPart extends Error {
  constructor(
    readonly part: string,
    readonly why: Unread | "function" | "name" | "cells" | "intersection" | "size" | "text" | NoTableCells,
    /** The host's sentence, the name of the function, or what of a table is missing. */
    readonly detail = "",
  ) {
    super(`${part}: ${why} ${detail}`);
    this.name = "UnreadPart";
  }
}

/** Why a table reference stands for no cells. */
type NoTableCells = "noTable" | "noColumn" | "noSection" | "otherRow";

/** What the tree cannot know by itself. */
export interface Surroundings {
  /** The cells behind a reference, a name or a table, or an UnreadPart thrown. */
  cells(part: Expression): Grid;
  /** The answer of a call of ours. */
  answer(call: Call): Grid;
}

/** Computes any part of a formula; a part that stands in several places is computed once. */
export function evaluator(
  surroundings: Surroundings,
  conventions: Conventions = EXCEL,
): (expression: Expression) => Grid {
  const known = new Map<Expression, Grid>();
  const compute = (expression: Expression): Grid => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    const grid = evaluate(expression, surroundings, computing);
    known.set(expression, grid);
    return grid;
  };
  const computing: Compute = Object.assign(compute, { conventions });
  return compute;
}

type Compute = ((part: Expression) => Grid) & { readonly conventions: Conventions };

function evaluate(expression: Expression, surroundings: Surroundings, compute: Compute): Grid {
  switch (expression.kind) {
    case "constant":
      return [[expression.value]];
    case "error":
      return [[{ code: expression.code }]];
    case "omitted":
      return [[null]];
    case "array":
      return expression.rows.map((row) => row.map((item) => compute(item)[0][0]));
    case "name":
    case "reference":
    case "table":
      return surroundings.cells(expression);
    case "unary":
      return unary(expression.operator, compute(expression.operand), expression, compute.conventions);
    case "binary":
      return combine([compute(expression.left), compute(expression.right)], (left, right) =>
        binary(expression.operator, left, right, compute.conventions),
      );
    case "call":
      return expression.ours ? surroundings.answer(expression) : call(expression, compute);
    case "unread":
      throw new UnreadPart(expression.text, expression.why);
  }
}

function unary(operator: string, operand: Grid, { text }: Expression, conventions: Conventions): Grid {
  if (operator === "+") return operand;
  if (operator === "@") {
    if (operand.length > 1 || width(operand) > 1) throw new UnreadPart(text, "intersection");
    return operand;
  }
  return combine([operand], (value) =>
    withNumbers([value], ([number]) => (operator === "%" ? number / 100 : -number), conventions),
  );
}

function binary(operator: string, left: Scalar, right: Scalar, conventions: Conventions): Scalar {
  if (operator === "&") {
    if (isError(left)) return left;
    return isError(right) ? right : textOf(left, conventions) + textOf(right, conventions);
  }
  const compared = COMPARISONS[operator];
  if (compared !== undefined) {
    if (isError(left)) return left;
    return isError(right) ? right : compared(conventions.order(left, right));
  }
  return withNumbers([left, right], ([a, b]) => ARITHMETIC[operator](a, b), conventions);
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => Scalar>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? { code: "#DIV/0!" } : a / b),
  "^": power,
};

function power(base: number, exponent: number): Scalar {
  if (base === 0 && exponent <= 0) return { code: exponent === 0 ? "#NUM!" : "#DIV/0!" };
  if (base >= 0 || Number.isInteger(exponent)) return Math.pow(base, exponent);
  // The third, fifth, ... root of what is below zero.
  const root = Math.round(1 / exponent);
  return Math.abs(root) % 2 === 1 && 1 / root === exponent ? -Math.pow(-base, exponent) : { code: "#NUM!" };
}

/** What is nearer to zero is zero to a spreadsheet. */
const SMALLEST = 2.2250738585072014e-308;

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "<": (order) => order < 0,
  ">": (order) => order > 0,
  "<=": (order) => order <= 0,
  ">=": (order) => order >= 0,
};

function withNumbers(
  values: readonly Scalar[],
  operation: (numbers: number[]) => Scalar,
  conventions: Conventions,
): Scalar {
  const error = values.find(isError);
  if (error !== undefined) return error;
  const numbers: number[] = [];
  for (const value of values) {
    const number = numberOf(value, conventions);
    if (number === undefined) return noNumber(value);
    numbers.push(number);
  }
  return inRange(operation(numbers));
}

/** Some texts are numbers in one language or on one day alone: those are not judged. */
function noNumber(value: Scalar): Scalar {
  if (typeof value === "string" && isDoubtful(value)) throw new UnreadPart(`“${value}”`, "text");
  return { code: "#VALUE!" };
}

function inRange(result: Scalar): Scalar {
  if (typeof result !== "number") return result;
  if (!Number.isFinite(result)) return { code: "#NUM!" };
  return Math.abs(result) < SMALLEST ? 0 : result;
}

function call({ name, args, text }: Call, compute: Compute): Grid {
  const known = FUNCTIONS[name];
  if (known === undefined) throw new UnreadPart(text, "function", name);
  return known(args, compute);
}

const OMITTED: Expression = { kind: "omitted", text: "", from: 0, to: 0 };
const NUMBER = (value: number): Expression => ({ ...OMITTED, kind: "constant", value });

type Known = (args: readonly Expression[], compute: Compute) => Grid;

/** Element by element over all its arguments. */
const each =
  (operation: (conventions: Conventions, ...values: Scalar[]) => Scalar): Known =>
  (args, compute) =>
    combine((args.length === 0 ? [OMITTED] : args).map(compute), (...values) =>
      operation(compute.conventions, ...values),
    );

const eachNumber = (operation: (...numbers: number[]) => Scalar): Known =>
  each((conventions, ...values) => withNumbers(values, (numbers) => operation(...numbers), conventions));

/** One value out of all that counts; in cells and lists, only what `counts` there does. */
const overall =
  (
    counts: (value: Scalar) => boolean,
    direct: (value: Scalar, conventions: Conventions) => number | undefined,
    operation: (numbers: number[]) => Scalar,
  ): Known =>
  (args, compute) => {
    const numbers: number[] = [];
    for (const argument of args) {
      const grid = compute(argument);
      if (grid.length * width(grid) > MOST_CELLS) throw new RangeError(`${argument.text} has too many cells`);
      const listed = standsForCells(argument) || grid.length > 1 || width(grid) > 1 || argument.kind === "array";
      for (const row of grid)
        for (const value of row) {
          if (isError(value)) return [[value]];
          if (listed && !counts(value)) continue;
          const number = listed ? Number(value) : direct(value, compute.conventions);
          if (number === undefined) return [[noNumber(value)]];
          numbers.push(number);
        }
    }
    return [[inRange(operation(numbers))]];
  };

/** INDEX gives cells where it is given cells. */
const standsForCells = (argument: Expression): boolean =>
  namesCells(argument) ||
  (argument.kind === "call" &&
    argument.name === "INDEX" &&
    argument.args[0] !== undefined &&
    standsForCells(argument.args[0]));

const ofNumbers = (operation: (numbers: number[]) => Scalar): Known =>
  overall((value) => typeof value === "number", numberOf, operation);

function truth(value: Scalar, conventions: Conventions): boolean | undefined {
  if (typeof value === "string") return conventions.truthInText(value);
  const number = isError(value) ? undefined : numberOf(value);
  return number === undefined ? undefined : number !== 0;
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const extreme = (better: (a: number, b: number) => number): Known =>
  ofNumbers((numbers) => (numbers.length === 0 ? 0 : numbers.reduce((best, number) => better(best, number))));

/** The first argument, or the second where the first is an error that counts. */
const instead = (counts: (code: string) => boolean): Known =>
  each((_, value, otherwise) => (isError(value) && counts(value.code) ? (otherwise ?? 0) : value));

const logical = (join: (truths: readonly boolean[]) => boolean): Known =>
  overall(
    (value) => typeof value === "number" || typeof value === "boolean",
    (value, conventions) => {
      const holds = truth(value, conventions);
      return holds === undefined ? undefined : Number(holds);
    },
    (numbers) => (numbers.length === 0 ? { code: "#VALUE!" } : join(numbers.map((number) => number !== 0))),
  );

const FUNCTIONS: Readonly<Record<string, Known>> = {
  SUM: ofNumbers(total),
  PRODUCT: ofNumbers((numbers) => (numbers.length === 0 ? 0 : numbers.reduce((product, number) => product * number))),
  MIN: extreme((a, b) => Math.min(a, b)),
  MAX: extreme((a, b) => Math.max(a, b)),
  AVERAGE: ofNumbers((numbers) => (numbers.length === 0 ? { code: "#DIV/0!" } : total(numbers) / numbers.length)),
  AND: logical((truths) => truths.every(Boolean)),
  OR: logical((truths) => truths.some(Boolean)),
  NOT: each((conventions, value) => {
    if (isError(value)) return value;
    const holds = truth(value, conventions);
    return holds === undefined ? { code: "#VALUE!" } : !holds;
  }),
  ABS: eachNumber((number) => Math.abs(number)),
  INT: each((conventions, value) => withNumbers([value], ([number]) => conventions.floor(number), conventions)),
  SQRT: eachNumber((number) => Math.sqrt(number)),
  ROUND: each((conventions, value, digits) =>
    withNumbers([value, digits ?? null], ([number, places]) => conventions.rounded(number, places), conventions),
  ),
  N: each((_, value) => (isError(value) || typeof value === "number" ? value : value === true ? 1 : 0)),
  NA: () => [[{ code: "#N/A" }]],
  TRUE: () => [[true]],
  FALSE: () => [[false]],
  PI: () => [[Math.PI]],
  ISERROR: each((_, value) => isError(value)),
  ISNA: each((_, value) => isError(value) && value.code === "#N/A"),
  ISNUMBER: each((_, value) => typeof value === "number"),
  IFERROR: instead(() => true),
  IFNA: instead((code) => code === "#N/A"),
  IF: condition,
  INDEX: indexed,
  TRANSPOSE: ([argument = OMITTED], compute) => {
    const grid = compute(argument);
    return grid[0].map((_, column) => grid.map((row) => row[column]));
  },
  ROWS: ([argument = OMITTED], compute) => [[compute(argument).length]],
  COLUMNS: ([argument = OMITTED], compute) => [[width(compute(argument))]],
};

/** The spreadsheet functions that are computed here. */
export const COMPUTED: readonly string[] = Object.keys(FUNCTIONS);

/** The size of the largest term that a value was added up from: what its last digits are measured by. */
export function largestTerm(
  expression: Expression,
  compute: (part: Expression) => Grid,
  row: number,
  column: number,
): number {
  const of = (part: Expression): number => largestTerm(part, compute, row, column);
  const value = (part: Expression): number => Math.abs(numberOf(element(compute(part), row, column)) ?? 0);
  if (expression.kind === "unary") return of(expression.operand) / (expression.operator === "%" ? 100 : 1);
  if (expression.kind === "call" && ["SUM", "AVERAGE"].includes(expression.name))
    return expression.args
      .flatMap((argument) => compute(argument).flat())
      .reduce<number>((largest, item) => Math.max(largest, typeof item === "number" ? Math.abs(item) : 0), 0);
  if (expression.kind !== "binary") return value(expression);
  const { operator, left, right } = expression;
  if (operator === "+" || operator === "-") return Math.max(of(left), of(right));
  if (operator === "*") return of(left) * of(right);
  return operator === "/" ? of(left) / value(right) : value(expression);
}

/** Only the branch that is taken is computed. */
function condition([test = OMITTED, yes = NUMBER(1), no]: readonly Expression[], compute: Compute): Grid {
  const tests = compute(test);
  const otherwise: Expression = no ?? { ...OMITTED, kind: "constant", value: false };
  const choose = (value: Scalar): Grid => {
    if (isError(value)) return [[value]];
    const holds = truth(value, compute.conventions);
    if (holds === undefined) return [[{ code: "#VALUE!" }]];
    const chosen = holds ? yes : otherwise;
    return chosen.kind === "omitted" ? [[0]] : compute(chosen);
  };
  if (tests.length === 1 && tests[0].length === 1) return choose(tests[0][0]);
  return tests.map((row, i) => row.map((value, j) => element(choose(value), i, j)));
}

function indexed([range = OMITTED, row = NUMBER(0), column]: readonly Expression[], compute: Compute): Grid {
  const grid = compute(range);
  const places = [row, column ?? OMITTED].map((part) => compute(part)[0][0]);
  const failed = places.find(isError);
  if (failed !== undefined) return [[failed]];
  const numbers = places.map((place) => numberOf(place, compute.conventions));
  const [first, second] = numbers.map((number) => Math.trunc(number ?? -1));
  if (first < 0 || second < 0) return [[{ code: "#VALUE!" }]];
  // One number counts along a single row.
  const [i, j] = column === undefined && grid.length === 1 ? [1, first] : [first, second];
  const rows = i === 0 ? grid : i > 0 ? grid.slice(i - 1, i) : [];
  const chosen = rows.map((cells) => (j === 0 ? cells : j > 0 ? cells.slice(j - 1, j) : []));
  return chosen.length === 0 || chosen[0].length === 0 ? [[{ code: "#REF!" }]] : chosen;
}
