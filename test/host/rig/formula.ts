// Just enough of Excel's formulas for a workbook in memory: arithmetic, references, and a few functions; others are asked for.

import { areaOf, quoted, type Area } from "./address";
import { compared, general, round, worth } from "./arithmetic";

export class CellError {
  constructor(readonly code: string) {}
}

export type Value = number | string | boolean | null | CellError;
export type Matrix = Value[][];

export interface Token {
  readonly kind: "number" | "text" | "reference" | "table" | "name" | "call" | "operator" | "error";
  readonly text: string;
  readonly sheet?: string;
  readonly area?: Area;
}

const PATTERNS: readonly [Token["kind"], RegExp][] = [
  ["text", /^"(?:[^"]|"")*"/],
  // A sheet that is gone leaves its cells behind: #REF!A1.
  [
    "error",
    /^(?:(?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?#(?:DIV\/0!|N\/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|REF!(?:\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)?)/,
  ],
  [
    "reference",
    /^(?:(?:'((?:[^']|'')+)'|([A-Za-z_][\w.]*))!)?(\$?[A-Za-z]{1,3}\$?[1-9]\d*(?::\$?[A-Za-z]{1,3}\$?[1-9]\d*)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w(])/,
  ],
  // A call may name another workbook, whose functions nobody has.
  ["call", /^(?:(?:'(?:[^']|'')+'|\[\d+\][\w.]*|[A-Za-z_][\w.]*)!)?[A-Za-z_][\w.]*(?=\s*\()/],
  ["table", /^(?:[A-Za-z_\\][\w.]*)?\[(?:[^[\]']|'.|\[(?:[^[\]']|'.)*\])*\]/s],
  ["number", /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/],
  ["name", /^(?:(?:'((?:[^']|'')+)'|([A-Za-z_][\w.]*))!)?([A-Za-z_\\][\w.]*)/],
  ["operator", /^(?:<=|>=|<>|[-+*/^&=<>%(),;{}])/],
];

export function tokens(formula: string): Token[] {
  const found: Token[] = [];
  let rest = formula.replace(/^=/, "");
  while (rest !== "") {
    const space = /^\s+/.exec(rest);
    if (space !== null) {
      rest = rest.slice(space[0].length);
      continue;
    }
    const match = PATTERNS.map(([kind, pattern]) => [kind, pattern.exec(rest)] as const).find(
      ([, hit]) => hit !== null,
    );
    if (match === undefined || match[1] === null) throw new Error(`cannot read ${rest} of ${formula}`);
    const [kind, hit] = match;
    if (kind === "reference") {
      const sheet = hit[1]?.replace(/''/g, "'") ?? hit[2];
      found.push({ kind, text: hit[0], sheet, area: areaOf(hit[3]) });
    } else if (kind === "name") {
      found.push({ kind, text: hit[3], sheet: hit[1]?.replace(/''/g, "'") ?? hit[2] });
    } else {
      found.push({ kind, text: kind === "error" ? hit[0].replace(/^[^#]*(#REF!|#.*).*$/, "$1") : hit[0] });
    }
    rest = rest.slice(hit[0].length);
  }
  return found;
}

/** The formula after a sheet has another name. */
export function renamed(formula: string, from: string, to: string): string {
  const plain = from.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const quotedName = plain.replace(/'/g, "''");
  const pattern = new RegExp(`("(?:[^"]|"")*")|'${quotedName}'!|(?<![\\w.'])${plain}!`, "gi");
  return formula.replace(pattern, (hit, text: string | undefined) => (text === undefined ? `${quoted(to)}!` : hit));
}

export interface Surroundings {
  readonly sheet: string;
  range(sheet: string, area: Area): Matrix;
  name(name: string, sheet?: string): Matrix;
  /** A table reference such as Deals[Rate], as it stands in the formula. */
  table(text: string): Matrix;
  /** Other functions: the answer, or undefined when there is no such function. */
  call(name: string, values: readonly (Matrix | null)[]): Matrix | undefined;
}

/** The answer of a formula: one value or a matrix that spills. */
export function evaluate(formula: string, around: Surroundings): Matrix {
  const parser = new Parser(tokens(formula), around);
  return parser.whole();
}

const FUNCTIONS: Record<string, (values: readonly (Matrix | null)[]) => Matrix> = {
  SUM: (values) => one(fold(values, (a, b) => a + b, 0)),
  MIN: (values) => one(fold(values, Math.min, Infinity)),
  MAX: (values) => one(fold(values, Math.max, -Infinity)),
  AND: (values) => logical(values, (truths) => truths.every(Boolean)),
  OR: (values) => logical(values, (truths) => truths.some(Boolean)),
  NOT: ([value]) => {
    const holds = truth(scalar(value));
    return one(typeof holds === "boolean" ? !holds : holds);
  },
  ISNUMBER: ([value]) => one(typeof scalar(value) === "number"),
  ISTEXT: ([value]) => one(typeof scalar(value) === "string"),
  ISERROR: ([value]) => one(scalar(value) instanceof CellError),
  ISNA: ([value]) => {
    const inner = scalar(value);
    return one(inner instanceof CellError && inner.code === "#N/A");
  },
  COUNT: (values) => one(values.flat(2).filter((value) => typeof value === "number").length),
  ROWS: ([matrix]) => one(matrix?.length ?? 1),
  COLUMNS: ([matrix]) => one(matrix?.[0]?.length ?? 1),
  ROUND: ([value, places]) => {
    const [number, digits] = [arithmetic("+", scalar(value), 0), arithmetic("+", scalar(places), 0)];
    if (typeof number !== "number") return one(number);
    return one(typeof digits === "number" ? round(number, Math.trunc(digits)) : digits);
  },
  INT: ([value]) => {
    const number = arithmetic("+", scalar(value), 0);
    return one(typeof number === "number" ? Math.floor(number) : number);
  },
  N: ([value]) => {
    const inner = scalar(value);
    return one(inner instanceof CellError || typeof inner === "number" ? inner : inner === true ? 1 : 0);
  },
  TRANSPOSE: ([matrix]) => (matrix ?? one(null))[0].map((_, column) => (matrix ?? one(null)).map((row) => row[column])),
  IF: ([condition, yes, no]) => {
    const holds = truth(scalar(condition));
    if (holds instanceof CellError) return one(holds);
    return (holds ? yes : no) ?? one(holds);
  },
  IFERROR: ([value, other]) => (scalar(value) instanceof CellError ? (other ?? one(0)) : (value ?? one(0))),
  IFNA: ([value, other]) => {
    const inner = scalar(value);
    return inner instanceof CellError && inner.code === "#N/A" ? (other ?? one(0)) : (value ?? one(0));
  },
  ABS: ([value]) => one(arithmetic("abs", scalar(value), 0)),
  INDEX: ([matrix, row, column]) => {
    const at = (index: Matrix | null | undefined) => Number(scalar(index ?? null) ?? 1) - 1;
    const rows = matrix ?? one(null);
    const [r, c] = rows.length === 1 && column === undefined ? [0, at(row)] : [at(row), at(column)];
    return one(rows[r]?.[c] ?? new CellError("#REF!"));
  },
};

/** A text is a truth by its word alone. */
function truth(value: Value): boolean | CellError {
  if (value instanceof CellError || typeof value === "boolean") return value;
  if (typeof value !== "string") return value !== null && value !== 0;
  return /^(TRUE|FALSE)$/i.test(value) ? /^TRUE$/i.test(value) : new CellError("#VALUE!");
}

/** In cells and lists, texts and blanks do not count. */
function logical(values: readonly (Matrix | null)[], join: (truths: readonly boolean[]) => boolean): Matrix {
  const truths: boolean[] = [];
  for (const matrix of values) {
    const cells = matrix?.flat() ?? [];
    for (const cell of cells) {
      if (cells.length > 1 && !(cell instanceof CellError) && typeof cell !== "boolean" && typeof cell !== "number")
        continue;
      const holds = truth(cell);
      if (holds instanceof CellError) return one(holds);
      truths.push(holds);
    }
  }
  return one(truths.length === 0 ? new CellError("#VALUE!") : join(truths));
}

const one = (value: Value): Matrix => [[value]];
const scalar = (matrix: Matrix | null | undefined): Value => matrix?.[0]?.[0] ?? null;

function fold(values: readonly (Matrix | null)[], add: (a: number, b: number) => number, start: number): Value {
  let total = start;
  for (const cell of values.flatMap((matrix) => (matrix ?? []).flat())) {
    if (cell instanceof CellError) return cell;
    if (typeof cell === "number") total = add(total, cell);
  }
  return Number.isFinite(total) ? total : 0;
}

function arithmetic(operator: string, a: Value, b: Value): Value {
  if (a instanceof CellError) return a;
  if (b instanceof CellError) return b;
  if (operator === "&") return textOf(a) + textOf(b);
  if (["=", "<>", "<", ">", "<=", ">="].includes(operator)) return compare(operator, a, b);
  const [x, y] = [a, b].map((value) => (typeof value === "string" ? worth(value) : Number(value ?? 0)));
  if (x === undefined || y === undefined) return new CellError("#VALUE!");
  switch (operator) {
    case "+":
      return x + y;
    case "-":
      return x - y;
    case "*":
      return x * y;
    case "/":
      return y === 0 ? new CellError("#DIV/0!") : x / y;
    case "^": {
      const power = x === 0 && y === 0 ? NaN : Math.pow(x, y);
      return Number.isFinite(power) ? power : new CellError(x === 0 && y < 0 ? "#DIV/0!" : "#NUM!");
    }
    case "abs":
      return Math.abs(x);
    default:
      throw new Error(`no operator ${operator}`);
  }
}

const textOf = (value: Exclude<Value, CellError>): string =>
  typeof value === "number" ? general(value) : typeof value === "boolean" ? String(value).toUpperCase() : (value ?? "");

function compare(operator: string, a: Exclude<Value, CellError>, b: Exclude<Value, CellError>): boolean {
  const order = compared(a, b);
  if (operator === "=") return order === 0;
  if (operator === "<>") return order !== 0;
  if (operator === "<") return order < 0;
  if (operator === ">") return order > 0;
  return operator === "<=" ? order <= 0 : order >= 0;
}

function each(operator: string, a: Matrix, b: Matrix): Matrix {
  const rows = Math.max(a.length, b.length);
  const columns = Math.max(a[0].length, b[0].length);
  const pick = (m: Matrix, row: number, column: number) =>
    m[m.length === 1 ? 0 : row]?.[m[0].length === 1 ? 0 : column] ?? null;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => arithmetic(operator, pick(a, row, column), pick(b, row, column))),
  );
}

const LEVELS: readonly (readonly string[])[] = [
  ["=", "<>", "<", ">", "<=", ">="],
  ["&"],
  ["+", "-"],
  ["*", "/"],
  ["^"],
];

class Parser {
  private at = 0;
  /** What the names of LET stand for. */
  private readonly bound = new Map<string, Matrix>();

  constructor(
    private readonly list: readonly Token[],
    private readonly around: Surroundings,
  ) {}

  whole(): Matrix {
    const answer = this.level(0);
    if (this.at < this.list.length) throw new Error(`cannot read on from ${this.list[this.at].text}`);
    return answer;
  }

  private takes(...texts: string[]): boolean {
    const token = this.list[this.at];
    const hit = token?.kind === "operator" && texts.includes(token.text);
    if (hit) this.at++;
    return hit;
  }

  private level(depth: number): Matrix {
    if (depth === LEVELS.length) return this.signed();
    let left = this.level(depth + 1);
    for (;;) {
      const token = this.list[this.at];
      if (token?.kind !== "operator" || !LEVELS[depth].includes(token.text)) return left;
      this.at++;
      left = each(token.text, left, this.level(depth + 1));
    }
  }

  private signed(): Matrix {
    if (this.takes("-")) return each("-", one(0), this.signed());
    if (this.takes("+")) return this.signed();
    let value = this.atom();
    while (this.takes("%")) value = each("/", value, one(100));
    return value;
  }

  private atom(): Matrix {
    if (this.takes("(")) {
      const inner = this.level(0);
      if (!this.takes(")")) throw new Error("a ) is missing");
      return inner;
    }
    const token = this.list[this.at++];
    if (token === undefined) throw new Error("the formula ends too early");
    switch (token.kind) {
      case "number":
        return one(Number(token.text));
      case "text":
        return one(token.text.slice(1, -1).replace(/""/g, '"'));
      case "error":
        return one(new CellError(token.text));
      case "reference":
        return token.area === undefined
          ? one(new CellError("#REF!"))
          : this.around.range(token.sheet ?? this.around.sheet, token.area);
      case "table":
        return this.around.table(token.text);
      case "name":
        if (/^(TRUE|FALSE)$/i.test(token.text)) return one(/^TRUE$/i.test(token.text));
        return this.bound.get(token.text.toLowerCase()) ?? this.around.name(token.text, token.sheet);
      case "call":
        return this.call(token.text.toUpperCase());
      default:
        throw new Error(`cannot begin with ${token.text}`);
    }
  }

  private let(): Matrix {
    for (;;) {
      const [named, comma] = [this.list[this.at], this.list[this.at + 1]];
      if (named?.kind !== "name" || comma?.text !== ",") break;
      this.at += 2;
      this.bound.set(named.text.toLowerCase(), this.level(0));
      if (!this.takes(",")) throw new Error("LET has no last value");
    }
    const answer = this.level(0);
    if (!this.takes(")")) throw new Error("LET is not closed");
    return answer;
  }

  private call(name: string): Matrix {
    this.takes("(");
    if (name === "LET") return this.let();
    const values: (Matrix | null)[] = [];
    if (!this.takes(")")) {
      for (;;) {
        const token = this.list[this.at];
        const omitted = token?.kind === "operator" && (token.text === "," || token.text === ")");
        values.push(omitted ? null : this.level(0));
        if (this.takes(")")) break;
        if (!this.takes(",")) throw new Error(`${name} is not closed`);
      }
    }
    if (name in FUNCTIONS) return FUNCTIONS[name](values);
    return this.around.call(name, values) ?? one(new CellError("#NAME?"));
  }
}
