// A cell's formula as a tree, with the calls of our own functions marked. Nothing that a user types makes it throw.
import { type AstExpression, parse, parseStructRef, type Token, tokenize } from "@borgar/fx";
import { LONGEST_FORMULA } from "../catalogue/calls";
import type { CellValue } from "../host/host";

export interface Part {
  /** What stands in the formula, as it was written. */
  readonly text: string;
  /** Where it stands: the first character, and the one after its last. */
  readonly from: number;
  readonly to: number;
}

export type Expression = Part &
  (
    | { readonly kind: "constant"; readonly value: CellValue }
    | { readonly kind: "error"; readonly code: string }
    | { readonly kind: "array"; readonly rows: readonly (readonly Expression[])[] }
    | { readonly kind: "reference"; readonly sheet: string | null; readonly address: string; readonly spill: boolean }
    | { readonly kind: "name"; readonly sheet: string | null; readonly name: string }
    | ({ readonly kind: "table" } & TableReference)
    | { readonly kind: "omitted" }
    | { readonly kind: "call"; readonly name: string; readonly ours: boolean; readonly args: readonly Expression[] }
    | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
    | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "unread"; readonly why: Unread }
  );

const SECTIONS = ["all", "data", "headers", "totals", "this row"] as const;
export type Section = (typeof SECTIONS)[number];

/** What Deals[[#Headers],[Capex]:[Rate]] says. */
export interface TableReference {
  /** Empty for the table that the formula itself stands in. */
  readonly table: string;
  /** None for all of them, two for the first and the last of several. */
  readonly columns: readonly string[];
  /** None for the rows of data. */
  readonly sections: readonly Section[];
}

export type Call = Extract<Expression, { kind: "call" }>;
export type Reference = Extract<Expression, { kind: "reference" }>;
/** What stands for cells of the workbook. */
export type NamesCells = Extract<Expression, { kind: "reference" | "name" | "table" }>;

/** Why a part of a formula cannot be followed. */
export type Unread = "otherWorkbook" | "sheets" | "union" | "lambda" | "trim" | "syntax" | "long";

/** Reads a formula with its "="; `isOurs` knows our functions by their bare names in capitals. */
export function readFormula(formula: string, isOurs: (name: string) => boolean): Expression {
  const whole: Part = { text: formula, from: 0, to: formula.length };
  if (formula.length > LONGEST_FORMULA) return unread(whole, "long");
  try {
    const tokens = mendLost(tokenize(formula, { withLocation: true }));
    return new Reader(formula, isOurs).read(parse(tokens));
  } catch {
    return unread(whole, "syntax");
  }
}

/** Null for a table of another workbook. */
export function readTableReference(text: string): TableReference | null {
  const { context = [], table = "", columns = [], sections = [] } = parseStructRef(text) ?? { context: [text] };
  const known = sections.flatMap((section) => SECTIONS.find((each) => each === section.toLowerCase()) ?? []);
  return context.length > 0 || known.length < sections.length ? null : { table, columns, sections: known };
}

/** A lost cell of a sheet, or of a lost sheet, comes as several tokens; it is one error. */
function mendLost(tokens: Token[]): Token[] {
  const mended: Token[] = [];
  for (const token of tokens) {
    const before = mended.at(-1);
    const lost = token.value === "#REF!";
    if (lost && before?.value === "!") {
      mended.pop();
      const sheet = mended.pop();
      mended.push({ ...token, loc: [sheet?.loc?.[0] ?? 0, token.loc?.[1] ?? 0] });
    } else if (before?.value === "#REF!" && /^(range|beam|range_named|name)/.test(token.type)) {
      mended.pop();
      mended.push({ ...before, loc: [before.loc?.[0] ?? 0, token.loc?.[1] ?? 0] });
    } else mended.push(token);
  }
  return mended;
}

class Reader {
  /** What the names of LET stand for: the same part wherever one is used. */
  private readonly scope: { readonly name: string; readonly value: Expression }[] = [];

  constructor(
    private readonly formula: string,
    private readonly isOurs: (name: string) => boolean,
  ) {}

  // The parts are written out field by field: a spread takes longer than the reading, and a workbook has thousands of formulas.
  read(node: AstExpression | null | undefined): Expression {
    if (node === null || node === undefined) return { text: "", from: 0, to: 0, kind: "omitted" };
    const part = this.part(node);
    const { text, from, to } = part;
    switch (node.type) {
      case "Literal":
        return { text, from, to, kind: "constant", value: node.value };
      case "ErrorLiteral":
        return { text, from, to, kind: "error", code: node.value };
      case "ArrayExpression": {
        const rows = node.elements.map((row) => row.map((item) => this.read(item as AstExpression)));
        return { text, from, to, kind: "array", rows };
      }
      case "ReferenceIdentifier":
        return this.reference(node.value, node.kind, part);
      case "UnaryExpression":
        return this.unary(node.operator, this.read(node.arguments[0]), part);
      case "BinaryExpression": {
        const { operator } = node;
        const left = this.read(node.arguments[0]);
        const right = this.read(node.arguments[1]);
        if (operator === ":" || operator === " " || operator === ",") return unread(part, "union");
        return { text, from, to, kind: "binary", operator, left, right };
      }
      case "CallExpression":
        return this.call(node.callee as { name?: string }, node.arguments, part);
      case "LetExpression": {
        const outer = this.scope.length;
        for (const { id, init } of node.declarations)
          this.scope.push({ name: id.name.toLowerCase(), value: this.read(init) });
        const body = this.read(node.body);
        this.scope.length = outer;
        return body;
      }
      default:
        return unread(part, "lambda");
    }
  }

  private part(node: AstExpression): Part {
    const [from, to] = node.loc ?? [0, 0];
    const first =
      node.type === "UnaryExpression" && node.operator === "#" ? (node.arguments[0].loc?.[0] ?? from) : from;
    return { text: this.formula.slice(first, to), from: first, to };
  }

  private named(sheet: string | null, name: string, { text, from, to }: Part): Expression {
    const bound = this.scope.findLast((binding) => sheet === null && binding.name === name.toLowerCase());
    return bound?.value ?? { text, from, to, kind: "name", sheet, name };
  }

  private unary(operator: string, operand: Expression, part: Part): Expression {
    if (operator === "#") return operand.kind === "reference" ? spilled(part, operand) : unread(part, "union");
    const { text, from, to } = part;
    return { text, from, to, kind: "unary", operator, operand };
  }

  private call(callee: { name?: string }, given: readonly (AstExpression | null)[], part: Part): Expression {
    if (callee.name === undefined) return unread(part, "lambda");
    const name = bareName(callee.name, this.isOurs);
    const args = given.map((argument) => this.read(argument));
    const { text, from, to } = part;
    if (name === "ANCHORARRAY" && args[0]?.kind === "reference") return spilled(part, args[0]);
    if (name === "SINGLE" && args.length === 1) return this.unary("@", args[0], part);
    return { text, from, to, kind: "call", name, ours: this.isOurs(name), args };
  }

  private reference(value: string, kind: string, part: Part): Expression {
    if (kind === "table") {
      const named = readTableReference(value);
      return named === null ? unread(part, "otherWorkbook") : { ...part, kind: "table", ...named };
    }
    if (value.includes("[")) return unread(part, "otherWorkbook");
    const mark = value.lastIndexOf("!");
    const sheet = mark < 0 ? null : value.slice(0, mark).replace(/^'|'$/g, "").replaceAll("''", "'");
    const cells = value.slice(mark + 1);
    if (kind === "name") return this.named(sheet, cells, part);
    if (sheet?.includes(":")) return unread(part, "sheets");
    if (cells.includes(".")) return unread(part, "trim");
    const { text, from, to } = part;
    const address = cells.replaceAll("$", "").toUpperCase();
    return { text, from, to, kind: "reference", sheet, address, spill: false };
  }
}

const unread = ({ text, from, to }: Part, why: Unread): Expression => ({ text, from, to, kind: "unread", why });

const spilled = ({ text, from, to }: Part, { sheet, address }: Reference): Reference => ({
  text,
  from,
  to,
  kind: "reference",
  sheet,
  address,
  spill: true,
});

/** Excel files newer functions, and add-ins theirs, under prefixes. */
function bareName(name: string, isOurs: (name: string) => boolean): string {
  const upper = name.toUpperCase();
  const plain = upper.replace(/^(_XLFN\.|_XLWS\.|_XLUDF\.|_XLDUDF_)+/, "");
  // Only behind its own mark does Excel end a namespace in an underscore.
  const end = plain === upper ? plain.lastIndexOf(".") : Math.max(plain.lastIndexOf("."), plain.lastIndexOf("_"));
  const last = plain.slice(end + 1);
  return isOurs(last) ? last : plain;
}

/** A tree never changes, and the list of its parts is asked for again and again. */
const listed = new WeakMap<Expression, readonly Expression[]>();

/** Every part of a formula once, the inner before the outer. */
export function parts(expression: Expression): readonly Expression[] {
  if (children(expression).length === 0) return [expression];
  const known = listed.get(expression);
  if (known !== undefined) return known;
  const seen = new Set<Expression>();
  const visit = (part: Expression): void => {
    if (seen.has(part)) return;
    for (const child of children(part)) visit(child);
    seen.add(part);
  };
  visit(expression);
  const all = [...seen];
  listed.set(expression, all);
  return all;
}

/** Functions that ask where cells are, not what they hold. */
const ADDRESS_ONLY = new Set([
  "ROW",
  "ROWS",
  "COLUMN",
  "COLUMNS",
  "AREAS",
  "SHEET",
  "ISREF",
  "ISFORMULA",
  "FORMULATEXT",
]);

/** The parts whose values a formula reads. */
export function valuesRead(expression: Expression): readonly Expression[] {
  const unread = parts(expression).flatMap((part) =>
    part.kind === "call" && ADDRESS_ONLY.has(part.name) ? part.args.filter(isCells) : [],
  );
  return unread.length === 0 ? parts(expression) : parts(expression).filter((part) => !unread.includes(part));
}

const isCells = ({ kind }: Expression): boolean => kind === "reference" || kind === "name" || kind === "table";

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "array":
      return expression.rows.flat();
    case "call":
      return expression.args;
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    default:
      return NONE;
  }
}

const NONE: readonly never[] = [];

export const namesCells = (part: Expression): part is NamesCells =>
  part.kind === "reference" || part.kind === "name" || part.kind === "table";

/** The calls of our functions, the inner before the outer. */
export const ourCalls = (expression: Expression): readonly Call[] =>
  children(expression).length === 0 && expression.kind !== "call"
    ? NONE
    : parts(expression).filter((part): part is Call => part.kind === "call" && part.ours);
