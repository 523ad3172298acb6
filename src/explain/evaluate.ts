// Computes what stands around our functions in a formula: arithmetic, and the spreadsheet functions that models use.
// Anything else is said to be unread, never guessed.
import { type Conventions, EXCEL, numberOf, textOf } from "./conversion";
import { LOOKUPS } from "./evaluate-lookups";
import { NUMBERS } from "./evaluate-numbers";
import {
  type Compute,
  each,
  eachNumber,
  type Known,
  NUMBER,
  ofNumbers,
  OMITTED,
  overall,
  total,
  truth,
  UnreadPart,
  withNumbers,
} from "./evaluate-terms";
import { TEXTS } from "./evaluate-texts";
import type { Call, Expression } from "./formula";
import { combine, element, type Grid, isError, type Scalar, width } from "./grid";

export { UnreadPart } from "./evaluate-terms";

/** What the tree cannot know by itself. */
export interface Surroundings {
  /** The cells behind a reference, a name or a table, or an UnreadPart thrown. */
  cells(part: Expression): Grid;
  /** The answer of a call of ours. */
  answer(call: Call): Grid;
  /** Where a part's cells, or the formula, stand: what ROW and COLUMN ask for. */
  readonly place?: Compute["place"];
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
  const computing: Compute = Object.assign(compute, { conventions, place: surroundings.place });
  return compute;
}

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

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "<": (order) => order < 0,
  ">": (order) => order > 0,
  "<=": (order) => order <= 0,
  ">=": (order) => order >= 0,
};

function call({ name, args, text }: Call, compute: Compute): Grid {
  const known = FUNCTIONS[name];
  if (known === undefined) throw new UnreadPart(text, "function", name);
  return known(args, compute);
}

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
  ...NUMBERS,
  ...LOOKUPS,
  ...TEXTS,
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
