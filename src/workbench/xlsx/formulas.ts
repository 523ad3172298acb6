// The formulas of a sheet in Excel's file, each written so that o-spreadsheet reads what Excel means: its own reading moves shared
// formulas by pattern, takes one mark off a formula, and makes other functions of SUBTOTAL.
import {
  type AstExpression,
  type Identifier,
  isReference,
  parse,
  tokenize,
  translateFormulaToA1,
  translateFormulaToR1C1,
} from "@borgar/fx";
import { unprefixed } from "../../catalogue/prefixes";

/** Rewrites them in place; the ids are those of our functions, which the file may have under a namespace. */
export function plainFormulas(sheetXml: Document, ids: readonly string[]): void {
  const shared = new Map<string, string>();
  for (const element of sheetXml.getElementsByTagNameNS("*", "f")) {
    const address = element.parentElement?.getAttribute("r");
    if (address === null || address === undefined) continue;
    let formula = element.textContent;
    const index = element.getAttribute("t") === "shared" ? element.getAttribute("si") : null;
    if (index !== null) {
      const first = shared.get(index);
      if (formula !== "") shared.set(index, translateFormulaToR1C1(`=${formula}`, address));
      else if (first !== undefined) formula = translateFormulaToA1(first, address).slice(1);
      for (const attribute of ["t", "si", "ref"]) element.removeAttribute(attribute);
    }
    element.textContent = plain(unprefixed(formula, ids));
  }
}

/** Without the marks that a file has before what came after Excel 2007, and with a spill as it is typed. */
function plain(formula: string): string {
  const tokens = tokenize(formula);
  let text = "";
  /** Parentheses that are open, and whether each is that of a spill. */
  const open: boolean[] = [];
  let spill = false;
  for (const { type, value } of tokens) {
    if (type === "func" || type === "range_named") {
      const name = value.replace(MARKS, "");
      spill = type === "func" && name.toUpperCase() === "ANCHORARRAY";
      if (!spill) text += name;
    } else if (value === "(") {
      open.push(spill);
      if (!spill) text += text.toUpperCase().endsWith("SUBTOTAL") ? "( " : "(";
      spill = false;
    } else if (value === ")") text += open.pop() === true ? "#" : ")";
    else text += value;
  }
  return text;
}

const MARKS = /^(?:_xlfn\.|_xlws\.|_xlpm\.)+/i;

/** The formula as a file has it, from o-spreadsheet's writing: with a spill as a function, and its own names and two functions marked. */
export function marked(formula: string): string {
  const tokens = tokenize(formula, { mergeRefs: true });
  const own = declared(formula);
  return tokens
    .map((token, index) => {
      const { type, value } = token;
      if (type === "func" && DOUBLY_MARKED.test(value)) return value.replace(DOUBLY_MARKED, "_xlfn._xlws.$1");
      if (type === "range_named" && own.has(value.toLowerCase())) return `_xlpm.${value}`;
      if (isReference(token) && tokens[index + 1]?.value === "#") return `_xlfn.ANCHORARRAY(${value})`;
      return value === "#" ? "" : value;
    })
    .join("");
}

const DOUBLY_MARKED = /^(?:_xlfn\.)?(SORT|FILTER)$/i;

/** The names that LET and LAMBDA give within a formula, in small letters. */
function declared(formula: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (!/LET|LAMBDA/i.test(formula)) return names;
  const visit = (node: AstExpression | Identifier | null): void => {
    switch (node?.type) {
      case "LetExpression":
        for (const { id, init } of node.declarations) {
          names.add(id.name.toLowerCase());
          visit(init);
        }
        return visit(node.body);
      case "LambdaExpression":
        for (const { name } of node.params) names.add(name.toLowerCase());
        return visit(node.body);
      case "CallExpression":
        visit(node.callee);
        return node.arguments.forEach(visit);
      case "UnaryExpression":
      case "BinaryExpression":
        return node.arguments.forEach(visit);
    }
  };
  try {
    visit(parse(tokenize(`=${formula.replaceAll("_xlfn.", "")}`, { mergeRefs: true })));
  } catch {
    // What fx does not read keeps its names as they are.
  }
  return names;
}
