// Computes what stands around our functions in a formula: arithmetic, and the few spreadsheet functions that people wrap results in.
// Anything else is said to be unread, never guessed.
import { numberOf, order, textOf } from "./conversion";
import { type Call, type Expression, namesCells, type Unread } from "./formula";
import { combine, element, type Grid, isError, MOST_CELLS, type Scalar, width } from "./grid";

/** A part of a formula that this check cannot compute: which, and why. */
export class UnreadPart extends Error {
  constructor(
    readonly part: string,
    readonly why: Unread | "function" | "name" | "cells" | "intersection" | "size" | NoTableCells,
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
export function evaluator(surroundings: Surroundings): (expression: Expression) => Grid {
  const known = new Map<Expression, Grid>();
  const compute = (expression: Expression): Grid => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    const grid = evaluate(expression, surroundings, compute);
    known.set(expression, grid);
    return grid;
  };
  return compute;
}

type Compute = (part: Expression) => Grid;

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
      return unary(expression.operator, compute(expression.operand), expression);
    case "binary":
      return combine([compute(expression.left), compute(expression.right)], (left, right) =>
        binary(expression.operator, left, right),
      );
    case "call":
      return expression.ours ? surroundings.answer(expression) : call(expression, compute);
    case "unread":
      throw new UnreadPart(expression.text, expression.why);
  }
}

function unary(operator: string, operand: Grid, { text }: Expression): Grid {
  if (operator === "+") return operand;
  if (operator === "@") {
    if (operand.length > 1 || width(operand) > 1) throw new UnreadPart(text, "intersection");
    return operand;
  }
  return combine([operand], (value) => withNumbers([value], ([number]) => (operator === "%" ? number / 100 : -number)));
}

function binary(operator: string, left: Scalar, right: Scalar): Scalar {
  if (operator === "&") {
    if (isError(left)) return left;
    return isError(right) ? right : textOf(left) + textOf(right);
  }
  const compared = COMPARISONS[operator];
  if (compared !== undefined) {
    if (isError(left)) return left;
    return isError(right) ? right : compared(order(left, right));
  }
  return withNumbers([left, right], ([a, b]) => ARITHMETIC[operator](a, b));
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => Scalar>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? { code: "#DIV/0!" } : a / b),
  "^": (a, b) => Math.pow(a, b),
};

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "<": (order) => order < 0,
  ">": (order) => order > 0,
  "<=": (order) => order <= 0,
  ">=": (order) => order >= 0,
};

function withNumbers(values: readonly Scalar[], operation: (numbers: number[]) => Scalar): Scalar {
  const error = values.find(isError);
  if (error !== undefined) return error;
  const numbers = values.map(numberOf);
  if (numbers.some((number) => number === undefined)) return { code: "#VALUE!" };
  const result = operation(numbers as number[]);
  return typeof result === "number" && !Number.isFinite(result) ? { code: "#NUM!" } : result;
}

function call({ name, args, text }: Call, compute: Compute): Grid {
  const known = FUNCTIONS[name];
  if (known === undefined) throw new UnreadPart(text, "function", name);
  return known(args, compute);
}

const OMITTED: Expression = { kind: "omitted", text: "", from: 0, to: 0 };
const NUMBER = (value: number): Expression => ({ ...OMITTED, kind: "constant", value });

/** Element by element over all its arguments. */
const each =
  (operation: (...values: Scalar[]) => Scalar, ...defaults: Expression[]) =>
  (args: readonly Expression[], compute: Compute): Grid => {
    const all = [...args, ...defaults.slice(args.length)];
    return combine((all.length === 0 ? [OMITTED] : all).map(compute), operation);
  };

/** One value out of all numbers; in ranges texts, truths and blanks do not count. */
const overall =
  (operation: (numbers: number[]) => Scalar) =>
  (args: readonly Expression[], compute: Compute): Grid => {
    const numbers: number[] = [];
    for (const argument of args) {
      const direct = !namesCells(argument);
      const grid = compute(argument);
      if (grid.length * width(grid) > MOST_CELLS) throw new RangeError(`${argument.text} has too many cells`);
      for (const value of grid.flat()) {
        if (isError(value)) return [[value]];
        const number = typeof value === "number" || direct ? numberOf(value) : undefined;
        if (number !== undefined) numbers.push(number);
        else if (direct && typeof value === "string") return [[{ code: "#VALUE!" }]];
      }
    }
    const result = operation(numbers);
    return [[typeof result === "number" && !Number.isFinite(result) ? { code: "#NUM!" } : result]];
  };

const truth = (value: Scalar): boolean | undefined => {
  const number = typeof value === "string" ? undefined : isError(value) ? undefined : numberOf(value);
  return number === undefined ? undefined : number !== 0;
};

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** The first argument, or the second where the first is an error that counts. */
const instead = (counts: (code: string) => boolean) =>
  each((value, otherwise) => (isError(value) && counts(value.code) ? (otherwise ?? 0) : value));

const logical = (join: (truths: readonly boolean[]) => boolean) =>
  overall((numbers) => (numbers.length === 0 ? { code: "#VALUE!" } : join(numbers.map((number) => number !== 0))));

function rounded(value: number, digits: number): number {
  const shifted = Number(`${Math.abs(value)}e${Math.trunc(digits)}`);
  return Math.sign(value) * Number(`${Math.round(shifted)}e${-Math.trunc(digits)}`);
}

const FUNCTIONS: Readonly<Record<string, (args: readonly Expression[], compute: Compute) => Grid>> = {
  SUM: overall(total),
  PRODUCT: overall((numbers) => numbers.reduce((product, number) => product * number, 1)),
  MIN: overall((numbers) => (numbers.length === 0 ? 0 : Math.min(...numbers))),
  MAX: overall((numbers) => (numbers.length === 0 ? 0 : Math.max(...numbers))),
  AVERAGE: overall((numbers) => (numbers.length === 0 ? { code: "#DIV/0!" } : total(numbers) / numbers.length)),
  AND: logical((truths) => truths.every(Boolean)),
  OR: logical((truths) => truths.some(Boolean)),
  NOT: each((value) => (isError(value) ? value : truth(value) === undefined ? { code: "#VALUE!" } : !truth(value))),
  ABS: each((value) => withNumbers([value], ([number]) => Math.abs(number))),
  INT: each((value) => withNumbers([value], ([number]) => Math.floor(number))),
  SQRT: each((value) => withNumbers([value], ([number]) => Math.sqrt(number))),
  ROUND: each((value, digits) => withNumbers([value, digits], ([number, places]) => rounded(number, places))),
  N: each((value) => (isError(value) || typeof value === "number" ? value : value === true ? 1 : 0)),
  NA: () => [[{ code: "#N/A" }]],
  TRUE: () => [[true]],
  FALSE: () => [[false]],
  PI: () => [[Math.PI]],
  ISERROR: each((value) => isError(value)),
  ISNA: each((value) => isError(value) && value.code === "#N/A"),
  ISNUMBER: each((value) => typeof value === "number"),
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

/** Only the branch that is taken is computed. */
function condition([test = OMITTED, yes = NUMBER(1), no]: readonly Expression[], compute: Compute): Grid {
  const tests = compute(test);
  const otherwise: Expression = no ?? { ...OMITTED, kind: "constant", value: false };
  const choose = (value: Scalar): Grid => {
    if (isError(value)) return [[value]];
    const holds = truth(value);
    if (holds === undefined) return [[{ code: "#VALUE!" }]];
    const chosen = holds ? yes : otherwise;
    return chosen.kind === "omitted" ? [[0]] : compute(chosen);
  };
  if (tests.length === 1 && tests[0].length === 1) return choose(tests[0][0]);
  return tests.map((row, i) => row.map((value, j) => element(choose(value), i, j)));
}

function indexed([range = OMITTED, row = NUMBER(0), column]: readonly Expression[], compute: Compute): Grid {
  const grid = compute(range);
  const numbers = [row, column ?? OMITTED].map((part) => numberOf(compute(part)[0][0]));
  const [first, second] = numbers.map((number) => Math.trunc(number ?? -1));
  // One number counts along a single row.
  const [i, j] = column === undefined && grid.length === 1 ? [1, first] : [first, second];
  const rows = i === 0 ? grid : i > 0 ? grid.slice(i - 1, i) : [];
  const chosen = rows.map((cells) => (j === 0 ? cells : j > 0 ? cells.slice(j - 1, j) : []));
  return chosen.length === 0 || chosen[0].length === 0 ? [[{ code: "#REF!" }]] : chosen;
}
