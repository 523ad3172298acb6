// The notation of steps: ordinary spreadsheet arithmetic over names. docs/steps.md is its description.

export type Node =
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "group"; readonly inner: Node }
  | { readonly kind: "negative"; readonly operand: Node }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Node[] };

/** What any spreadsheet knows and computes alike. */
const SPREADSHEET_FUNCTIONS = ["MIN", "MAX", "SUM", "IF", "INDEX", "MATCH", "ROUND", "NPV", "IRR", "LN", "EXP", "NA"];

/** What we say about series; each becomes references and the functions above. */
const SERIES_FUNCTIONS = ["prior", "sum", "total", "first", "last", "rest", "cumulative", "all"];

/** The arguments of these that take a whole range. */
const RANGE_ARGUMENTS: Readonly<Record<string, number>> = { NPV: 1, IRR: 0, INDEX: 0, MATCH: 1 };

export const takesRange = (name: string, position: number): boolean => RANGE_ARGUMENTS[name] === position;

const PRECEDENCE: Readonly<Record<string, number>> = {
  "=": 1,
  "<>": 1,
  "<": 1,
  ">": 1,
  "<=": 1,
  ">=": 1,
  "+": 2,
  "-": 2,
  "*": 3,
  "/": 3,
  "^": 4,
};

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z][A-Za-z0-9]*)|(<>|<=|>=|[-+*/^=<>(),]))/y;

/** Reads "=a * b" into a tree; throws on anything that is not of the notation: a defect of a step, never of a user. */
export function parse(formula: string): Node {
  const tokens = tokenize(formula);
  let at = 0;

  function expect(token: string): void {
    if (tokens[at++] !== token) throw new Error(`${formula}: expected ${token}`);
  }
  function expression(least: number): Node {
    let left = operand();
    for (;;) {
      const operator = tokens[at];
      const precedence = PRECEDENCE[operator] ?? 0;
      if (precedence === 0 || precedence < least) return left;
      at++;
      left = { kind: "binary", operator, left, right: expression(precedence + 1) };
    }
  }
  function operand(): Node {
    const token = tokens[at++];
    if (token === "(") {
      const inner = tokens[at] === "-" ? negative() : expression(1);
      expect(")");
      return { kind: "group", inner };
    }
    if (token === undefined) throw new Error(`${formula}: ends too early`);
    if (/^\d/.test(token)) return { kind: "number", text: token };
    if (!/^[A-Za-z]/.test(token)) throw new Error(`${formula}: ${token} is out of place`);
    if (tokens[at] !== "(") return { kind: "name", name: token };
    at++;
    return call(token);
  }
  // A unary minus has parentheses of its own, since spreadsheets read -2^2 differently.
  function negative(): Node {
    at++;
    return { kind: "negative", operand: operand() };
  }
  function call(name: string): Node {
    if (!SPREADSHEET_FUNCTIONS.includes(name) && !SERIES_FUNCTIONS.includes(name))
      throw new Error(`${formula}: ${name} is not of the notation`);
    const args: Node[] = [];
    while (tokens[at] !== ")") {
      if (args.length > 0) expect(",");
      args.push(expression(1));
    }
    at++;
    return { kind: "call", name, args };
  }

  const tree = expression(1);
  if (at < tokens.length) throw new Error(`${formula}: ${tokens[at]} is out of place`);
  return tree;
}

function tokenize(formula: string): string[] {
  if (!formula.startsWith("=")) throw new Error(`${formula}: a formula starts with =`);
  const tokens: string[] = [];
  TOKEN.lastIndex = 1;
  while (TOKEN.lastIndex < formula.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(formula);
    if (match === null) throw new Error(`${formula}: cannot be read at ${formula.slice(at)}`);
    tokens.push(match[1] ?? match[2] ?? match[3]);
  }
  return tokens;
}

/** A name, but neither a function nor the exponent of a number. */
const NAME = /\b[A-Za-z][A-Za-z0-9]*\b(?!\()/g;

/** Every name that a formula mentions, in order, once each. */
export const namesIn = (formula: string): string[] => [...new Set(formula.match(NAME))];
