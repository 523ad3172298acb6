// A second reading of the notation: evaluates a formula over plain values, independently of how it is written out as cells.
import { type Node, parse } from "../../src/explain/notation";

export type Plain = number | readonly number[] | readonly (readonly number[])[];

/** How a list runs: over periods, or over items. */
export interface Named {
  readonly value: Plain;
  readonly axis: "across" | "down";
}

/** A formula without an answer, such as NA() or MATCH without a match. */
export class NoAnswer extends Error {}

/** The value of one element of a formula: row i of items, column j of periods. */
function evaluate(
  node: Node,
  named: (name: string) => Named,
  own: { key: string; axis: "across" | "down"; soFar: (i: number, j: number) => number },
  i: number,
  j: number,
): number {
  const at = (n: Node): number => evaluate(n, named, own, i, j);
  const element = ({ value, axis }: Named, row: number, column: number): number => {
    if (typeof value === "number") return value;
    const line = value[Array.isArray(value[0]) || axis === "down" ? row : column] as number | readonly number[];
    return typeof line === "number" ? line : line[column];
  };
  const listOf = (n: Node): readonly number[] => {
    if (n.kind === "call" && n.name === "rest") return listOf(n.args[0]).slice(1);
    if (n.kind === "call" && n.name === "all") return listOf(n.args[0]);
    if (n.kind !== "name") throw new Error("a range is the name of a series");
    const { value } = named(n.name);
    return [value].flat(2) as number[];
  };
  switch (node.kind) {
    case "number":
      return Number(node.text);
    case "name":
      return element(named(node.name), i, j);
    case "group":
      return at(node.inner);
    case "negative":
      return -at(node.operand);
    case "binary":
      return operate(node.operator, at(node.left), at(node.right));
    case "call":
      break;
  }
  const { name, args } = node;
  const series = (): Named => named((args[0] as { name: string }).name);
  switch (name) {
    case "IF":
      return at(at(args[0]) !== 0 ? args[1] : args[2]);
    case "MIN":
    case "MAX": {
      const values = args.flatMap((arg) => (arg.kind === "call" && arg.name === "all" ? listOf(arg) : [at(arg)]));
      return values.reduce((a, b) => (name === "MIN" ? Math.min(a, b) : Math.max(a, b)));
    }
    case "SUM":
      return args.flatMap(listOf).reduce((a, b) => a + b, 0);
    case "LN":
      return Math.log(at(args[0]));
    case "EXP":
      return Math.exp(at(args[0]));
    case "ROUND": {
      const scale = 10 ** at(args[1]);
      return Math.round(at(args[0]) * scale) / scale;
    }
    case "NA":
      throw new NoAnswer("NA()");
    case "INDEX":
      return listOf(args[0])[at(args[1]) - 1];
    case "MATCH": {
      const wanted = at(args[0]);
      const position = listOf(args[1]).indexOf(wanted);
      if (position < 0) throw new NoAnswer("MATCH");
      return position + 1;
    }
    case "NPV": {
      const rate = at(args[0]);
      return listOf(args[1]).reduce((sum, flow, k) => sum + flow / (1 + rate) ** (k + 1), 0);
    }
    case "IRR":
      return irr(listOf(args[0]), args[1] === undefined ? 0.1 : at(args[1]));
    case "sum":
      return ([series().value].flat(2) as number[]).reduce((a, b) => a + b, 0);
    case "first":
      return ([series().value].flat(2) as number[])[0];
    case "last":
      return ([series().value].flat(2) as number[]).at(-1) as number;
    case "total":
      return (series().value as readonly (readonly number[])[]).reduce((sum, line) => sum + line[j], 0);
    case "prior": {
      const recursive = (args[0] as { name: string }).name === own.key;
      const down = recursive
        ? own.axis === "down"
        : series().axis === "down" && !Array.isArray((series().value as readonly unknown[])[0]);
      if ((down ? i : j) === 0) return args[1] === undefined ? 0 : at(args[1]);
      if (recursive) return own.axis === "down" ? own.soFar(i - 1, j) : own.soFar(i, j - 1);
      return down ? element(series(), i - 1, j) : element(series(), i, j - 1);
    }
    case "cumulative": {
      const { value, axis } = series();
      if (Array.isArray((value as readonly unknown[])[0]))
        return (value as readonly (readonly number[])[])[i].slice(0, j + 1).reduce((a, b) => a + b, 0);
      return (value as readonly number[]).slice(0, (axis === "down" ? i : j) + 1).reduce((a, b) => a + b, 0);
    }
    default:
      throw new Error(`${name} cannot be evaluated`);
  }
}

function operate(operator: string, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "^":
      return left ** right;
    case "=":
      return Number(left === right);
    case "<>":
      return Number(left !== right);
    case "<":
      return Number(left < right);
    case ">":
      return Number(left > right);
    case "<=":
      return Number(left <= right);
    default:
      return Number(left >= right);
  }
}

/** Newton from a guess, as spreadsheets do it. */
function irr(flows: readonly number[], guess: number): number {
  let rate = guess;
  for (let k = 0; k < 200; k++) {
    let value = 0;
    let slope = 0;
    flows.forEach((flow, t) => {
      value += flow / (1 + rate) ** t;
      slope -= (t * flow) / (1 + rate) ** (t + 1);
    });
    const next = rate - value / slope;
    if (Math.abs(next - rate) <= 1e-15 * (1 + Math.abs(next))) return next;
    rate = next;
  }
  return rate;
}

/** The whole of a step's formula in the shape of its result. */
export function evaluateStep(
  key: string,
  formula: string,
  shape: Plain,
  axis: "across" | "down",
  named: (name: string) => Named,
): Plain {
  const tree = parse(formula);
  const done: number[][] = [];
  const own = { key, axis, soFar: (i: number, j: number): number => done[i][j] };
  const at = (i: number, j: number): number => {
    const value = evaluate(tree, named, own, i, j);
    (done[i] ??= [])[j] = value;
    return value;
  };
  if (!Array.isArray(shape)) return at(0, 0);
  if (Array.isArray(shape[0]))
    return (shape as readonly (readonly number[])[]).map((row, i) => row.map((_, j) => at(i, j)));
  return shape.map((_, k) => (axis === "down" ? at(k, 0) : at(0, k)));
}
