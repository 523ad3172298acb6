// A cell's formula as a tree, with the calls of our own functions marked. Nothing that a user types makes it throw.
import { type AstExpression, parse, type Token, tokenize } from "@borgar/fx";
import type { CellValue } from "../../host/host";

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
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "omitted" }
    | { readonly kind: "call"; readonly name: string; readonly ours: boolean; readonly args: readonly Expression[] }
    | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
    | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "unread"; readonly why: Unread }
  );

export type Call = Extract<Expression, { kind: "call" }>;
export type Reference = Extract<Expression, { kind: "reference" }>;

/** Why a part of a formula cannot be followed. */
export type Unread = "otherWorkbook" | "table" | "sheets" | "union" | "lambda" | "trim" | "syntax" | "long";

/** Excel's own limit. */
export const LONGEST_FORMULA = 8192;

/** Reads a formula with its "="; `isOurs` knows our functions by their bare names in capitals. */
export function readFormula(formula: string, isOurs: (name: string) => boolean): Expression {
  const whole: Part = { text: formula, from: 0, to: formula.length };
  if (formula.length > LONGEST_FORMULA) return { ...whole, kind: "unread", why: "long" };
  try {
    const tokens = mendLost(tokenize(formula, { withLocation: true }));
    return new Reader(formula, isOurs).read(parse(tokens));
  } catch {
    return { ...whole, kind: "unread", why: "syntax" };
  }
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

  read(node: AstExpression | null | undefined): Expression {
    if (node === null || node === undefined) return { text: "", from: 0, to: 0, kind: "omitted" };
    const part = this.part(node);
    switch (node.type) {
      case "Literal":
        return { ...part, kind: "constant", value: node.value };
      case "ErrorLiteral":
        return { ...part, kind: "error", code: node.value };
      case "ArrayExpression":
        return {
          ...part,
          kind: "array",
          rows: node.elements.map((row) => row.map((item) => this.read(item as AstExpression))),
        };
      case "ReferenceIdentifier":
        return this.reference(node.value, node.kind, part);
      case "UnaryExpression":
        return this.unary(node.operator, this.read(node.arguments[0]), part);
      case "BinaryExpression": {
        const [left, right] = node.arguments.map((argument) => this.read(argument));
        if (node.operator === ":" || node.operator === " " || node.operator === ",")
          return { ...part, kind: "unread", why: "union" };
        return { ...part, kind: "binary", operator: node.operator, left, right };
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
        return { ...part, kind: "unread", why: "lambda" };
    }
  }

  private part(node: AstExpression): Part {
    const [from, to] = node.loc ?? [0, 0];
    const first =
      node.type === "UnaryExpression" && node.operator === "#" ? (node.arguments[0].loc?.[0] ?? from) : from;
    return { text: this.formula.slice(first, to), from: first, to };
  }

  private named(name: string, part: Part): Expression {
    const bound = this.scope.findLast((binding) => binding.name === name.toLowerCase());
    return bound?.value ?? { ...part, kind: "name", name };
  }

  private unary(operator: string, operand: Expression, part: Part): Expression {
    if (operator !== "#") return { ...part, kind: "unary", operator, operand };
    return operand.kind === "reference"
      ? { ...part, ...spilled(operand), text: part.text }
      : { ...part, kind: "unread", why: "union" };
  }

  private call(callee: { name?: string }, args: readonly (AstExpression | null)[], part: Part): Expression {
    if (callee.name === undefined) return { ...part, kind: "unread", why: "lambda" };
    const name = bareName(callee.name, this.isOurs);
    const read = args.map((argument) => this.read(argument));
    if (name === "ANCHORARRAY" && read[0]?.kind === "reference") return { ...part, ...spilled(read[0]) };
    if (name === "SINGLE" && read.length === 1) return { ...part, kind: "unary", operator: "@", operand: read[0] };
    return { ...part, kind: "call", name, ours: this.isOurs(name), args: read };
  }

  private reference(value: string, kind: string, part: Part): Expression {
    if (value.includes("[") && kind !== "table") return { ...part, kind: "unread", why: "otherWorkbook" };
    if (kind === "table") return { ...part, kind: "unread", why: "table" };
    const mark = value.lastIndexOf("!");
    const sheet = mark < 0 ? null : value.slice(0, mark).replace(/^'|'$/g, "").replaceAll("''", "'");
    const address = value.slice(mark + 1);
    if (kind === "name") return this.named(address, part);
    if (sheet?.includes(":")) return { ...part, kind: "unread", why: "sheets" };
    if (address.includes(".")) return { ...part, kind: "unread", why: "trim" };
    return { ...part, kind: "reference", sheet, address: address.replaceAll("$", "").toUpperCase(), spill: false };
  }
}

const spilled = (reference: Reference): Omit<Reference, keyof Part> => ({
  kind: "reference",
  sheet: reference.sheet,
  address: reference.address,
  spill: true,
});

/** Excel files newer functions, and add-ins theirs, under prefixes. */
function bareName(name: string, isOurs: (name: string) => boolean): string {
  const plain = name.toUpperCase().replace(/^(_XLFN\.|_XLWS\.|_XLUDF\.|_XLDUDF_)+/, "");
  const last = plain.slice(Math.max(plain.lastIndexOf("."), plain.lastIndexOf("_")) + 1);
  return isOurs(last) ? last : plain;
}

/** Every part of a formula once, the inner before the outer. */
export function parts(expression: Expression): Expression[] {
  const seen = new Set<Expression>();
  const visit = (part: Expression): void => {
    if (seen.has(part)) return;
    children(part).forEach(visit);
    seen.add(part);
  };
  visit(expression);
  return [...seen];
}

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
      return [];
  }
}

/** The calls of our functions, the inner before the outer. */
export const ourCalls = (expression: Expression): Call[] =>
  parts(expression).filter((part): part is Call => part.kind === "call" && part.ours);
