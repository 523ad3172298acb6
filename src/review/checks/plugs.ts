// Numbers that are added to or multiplied with a result by hand: =GPUPAYBACK(A1)*1.05+30.
import { spoken } from "../../host/a1";
import type { Expression } from "../../explain/formula";
import { findingTexts } from "../../languages/findings";
import type { Finding } from "../finding";
import { rewriting } from "../rewriting";
import { edited } from "../literals";
import type { Pages, Placed } from "../pages";

const words = findingTexts;

export interface Plug {
  /** The sign with the number: "*1.05". */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Functions whose answer is a result, so that a number beside it is no part of a unit or a date. */
const RESULTS = new Set(
  "SUM SUMPRODUCT SUBTOTAL AVERAGE SUMIF SUMIFS AVERAGEIF AVERAGEIFS NPV IRR XNPV XIRR PMT VLOOKUP HLOOKUP XLOOKUP INDEX MEDIAN".split(
    " ",
  ),
);

/** Plugs beside calls of ours, and numbers added to a sum. */
export function plugged(pages: Pages): Finding[] {
  return pages.formulas.flatMap((placed): Finding[] => {
    const core = withoutPlugs(placed, pages);
    if (core === null) return [];
    const plugs = plugsIn(placed);
    const ours = core.root.kind === "call" && core.root.ours;
    const result =
      core.root.kind === "call" && RESULTS.has(core.root.name) && plugs.some(({ text }) => /^[+-]/.test(text));
    if (!ours && !result) return [];
    const { sheet, address, formula } = placed.cell;
    const culprit = { sheet, address };
    const texts = plugs.map(({ text }) => text);
    return [
      {
        kind: "plug",
        severity: "doubtful",
        culprit,
        sentence: words.outlier.plug(spoken(culprit)),
        why: words.plugs(texts),
        breaks: [],
        fixes: rewriting(culprit, { formula }, core.cell.formula),
      },
    ];
  });
}

/** What is added at the top of a formula to something that is no number, and what that is multiplied with, the outer first. */
export function plugsIn({ root, cell: { formula } }: Placed): Plug[] {
  const plugs: Plug[] = [];
  let core = root;
  while (core.kind === "binary" && "+-*/".includes(core.operator)) {
    const { operator, left, right } = core;
    const [number, rest] = isNumber(right) ? [right, left] : isNumber(left) ? [left, right] : [null, core];
    if (number === null || (number === left && "-/".includes(operator)) || !isPlug(operator, valueOf(number))) break;
    const from = number === right ? formula.lastIndexOf(operator, number.from - 1) : number.from;
    const to = number === right ? number.to : formula.indexOf(operator, number.to) + 1;
    plugs.push({ text: number === right ? operator + number.text : number.text + operator, from, to });
    core = rest;
  }
  return core.kind === "constant" ? [] : plugs;
}

const isNumber = (part: Expression): boolean =>
  (part.kind === "constant" && typeof part.value === "number") ||
  (part.kind === "unary" && (part.operator === "%" || part.operator === "-") && isNumber(part.operand));

function valueOf(part: Expression): number {
  if (part.kind === "constant") return Number(part.value);
  if (part.kind !== "unary") return NaN;
  return part.operator === "%" ? valueOf(part.operand) / 100 : -valueOf(part.operand);
}

/** 1 less or more is a rate; whole factors and powers of ten turn units. */
function isPlug(operator: string, value: number): boolean {
  const size = Math.abs(value);
  if (operator === "+" || operator === "-") return size !== 0 && size !== 1;
  return !Number.isInteger(size) && !/^1e/.test(size.toExponential());
}

/** The formula without its plugs, or without the outer ones alone; null where none can be taken away. */
export function withoutPlugs(placed: Placed, pages: Pages, plugs = plugsIn(placed)): Placed | null {
  if (plugs.length === 0) return null;
  const bare = unwrapped(
    edited(
      placed.cell.formula,
      plugs.map(({ from, to }) => ({ from, to, text: "" })),
    ),
  );
  const root = pages.readFormula(bare);
  return root.kind === "unread" ? null : { ...placed, cell: { ...placed.cell, formula: bare }, root };
}

/** Without brackets around the whole of it. */
function unwrapped(formula: string): string {
  const inner = /^=\s*\((.*)\)\s*$/s.exec(formula)?.[1];
  if (inner === undefined) return formula;
  let depth = 0;
  for (const piece of inner.match(/"(?:[^"]|"")*"|'(?:[^']|'')*'|[()]/g) ?? []) {
    if (piece === "(") depth++;
    else if (piece === ")" && --depth < 0) return formula;
  }
  return unwrapped(`=${inner}`);
}
