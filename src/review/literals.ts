// Numbers that are typed into the calls of our functions, and how they become labelled cells.
import { present } from "../model/errors";
import { inWords } from "../languages/phrases";
import { qualified, spoken } from "../host/a1";
import { hash } from "../data/hash";
import type { Cell, Ref, SheetPlan } from "../host/host";
import { goesIntoThousands, keyNamed, quantity } from "../model/keys";
import { writtenNumber, writtenPairs } from "../model/numbers/written";
import type { CallExplanation } from "../explain/explanation";
import type { Expression } from "../explain/formula";
import { formatOf, HEADER, paragraph, QUIET, type Row, TITLE } from "../sheets/block";
import { type Stamp, stamped } from "../sheets/stamp";
import { reviewTexts } from "../languages/review";
import { inList } from "../languages/writing";

const words = reviewTexts;

/** A number in a formula: for which argument, and where it stands in the text. */
export interface Literal {
  readonly argument: string;
  readonly value: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Conversions, not assumptions. */
const CONVERSIONS = new Set([1, 4, 12, 100]);

export function literalsOf(calls: Iterable<CallExplanation>): Literal[] {
  const found = new Map<number, Literal>();
  for (const { arguments: readings } of calls)
    for (const { name, expression } of readings) {
      const known = quantity(name);
      if (known === undefined || known.unit === "code") continue;
      for (const { part, value } of numbersIn(expression, true))
        found.set(part.from, { argument: name, value, text: part.text, from: part.from, to: part.to });
    }
  return [...found.values()].sort((a, b) => a.from - b.from);
}

/** The numbers of texts such as "rate=2.35;utilization=0.85" in a formula. They stay where they are: joined to a text, a cell would lose digits. */
export const textNumbersOf = (calls: Iterable<CallExplanation>): string[] =>
  [...calls].flatMap(({ arguments: readings }) =>
    readings.flatMap(({ name, expression }) =>
      quantity(name) === undefined && expression.kind === "constant" && typeof expression.value === "string"
        ? writtenPairs(expression.value).flatMap(([name, text]) => {
            const key = keyNamed(name);
            if (key === undefined || text === null || quantity(key)?.unit === "code") return [];
            return typeof writtenNumber(text, goesIntoThousands(key)) === "number" ? [`${key} ${text}`] : [];
          })
        : [],
    ),
  );

interface Found {
  readonly part: Expression;
  readonly value: number;
}

/** The largest parts that are numbers by themselves: "85%" rather than 85. A bare 0 says that there is none of it. */
function numbersIn(part: Expression, whole: boolean): Found[] {
  const value = numberOf(part);
  if (value !== undefined) return value === 0 || (!whole && isConversion(value)) ? [] : [{ part, value }];
  if (part.kind === "unary") return numbersIn(part.operand, false);
  if (part.kind === "binary" && "+-*/^".includes(part.operator))
    return [part.left, part.right].flatMap((side) => numbersIn(side, false));
  return [];
}

/** The number that a part is by itself, such as 85%. */
export function numberOf(part: Expression): number | undefined {
  if (part.kind === "constant") return typeof part.value === "number" ? part.value : undefined;
  if (part.kind !== "unary") return undefined;
  const inner = numberOf(part.operand);
  if (inner === undefined) return undefined;
  return part.operator === "%" ? inner / 100 : part.operator === "-" ? -inner : inner;
}

const isConversion = (value: number): boolean =>
  CONVERSIONS.has(Math.abs(value)) || /^1(e[+-]?\d+)$/.test(Math.abs(value).toExponential());

export interface Lift {
  readonly sheet: SheetPlan;
  /** The formulas over the new cells. */
  readonly rewrites: readonly (Ref & Readonly<Record<"before" | "after", { readonly formula: string }>>)[];
}

export interface Holding extends Ref {
  readonly formula: string;
  readonly literals: readonly Literal[];
}

/** How many cells and formulas a lift would write. */
export function liftSize(cells: readonly Holding[]): { values: number; formulas: number } {
  const holding = cells.filter(({ literals }) => literals.length > 0);
  return { values: assumptions(holding).size, formulas: holding.length };
}

interface Assumption {
  readonly literal: Literal;
  readonly users: Holding[];
}

/** One cell for each argument and value. */
function assumptions(cells: readonly Holding[]): Map<string, Assumption> {
  const found = new Map<string, Assumption>();
  for (const cell of cells)
    for (const literal of cell.literals) {
      const key = keyOf(literal);
      const own = found.get(key) ?? { literal, users: [] };
      if (own.users.at(-1) !== cell) own.users.push(cell);
      found.set(key, own);
    }
  return found;
}

const keyOf = ({ argument, value }: Literal): string => `${argument} ${value}`;

const MOST_USERS = 12;

/** The sheet of labelled cells, and the formulas over them: nothing is written yet. */
export function lift(cells: readonly Holding[], name: string, stamp: Stamp): Lift {
  const holding = cells.filter(({ literals }) => literals.length > 0);
  const found = [...assumptions(holding)];
  const head: Row[] = [[words.lift.title], ...paragraph(words.lift.about), [stamped(stamp)], []];
  const first = head.length + 2;
  const places = new Map(found.map(([key], index) => [key, qualified({ sheet: name, address: `B${first + index}` })]));
  const rows = found.map(([, { literal, users }]): Cell[] => {
    const known = quantity(literal.argument);
    const shown = inList(users.slice(0, MOST_USERS).map(spoken));
    const more = users.length > MOST_USERS ? words.lift.more(users.length - MOST_USERS) : "";
    return [
      inWords(known?.label ?? literal.argument),
      literal.value,
      inWords(known?.unit ?? ""),
      literal.argument,
      shown + more,
    ];
  });
  const last = first + rows.length - 1;
  const range = `A${first - 1}:E${last}`;
  return {
    sheet: {
      name,
      cells: [...head, [...words.lift.headings], ...rows],
      widths: [32, 18, 16, 20, 60],
      styles: [
        { range: "A1", ...TITLE },
        { range: `A2:A${head.length - 1}`, ...QUIET },
        { range: `A${first - 1}:E${first - 1}`, ...HEADER },
        ...found.map(([, { literal }], index) => ({
          range: `B${first + index}`,
          color: "#0000ff",
          numberFormat: formatOf(quantity(literal.argument)?.unit ?? "", literal.value),
        })),
      ],
      manifest: {
        kind: "lift",
        sheet: name,
        range,
        rows: rows.length,
        hash: hash(JSON.stringify(rows)),
        version: stamp.dataset,
        request: "",
      },
    },
    rewrites: holding.map((cell) => ({
      sheet: cell.sheet,
      address: cell.address,
      before: { formula: cell.formula },
      after: {
        formula: edited(
          cell.formula,
          cell.literals.map((literal) => ({ ...literal, text: present(places.get(keyOf(literal))) })),
        ),
      },
    })),
  };
}

export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text with some of its parts replaced. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { from, to, text: put } of [...edits].sort((a, b) => b.from - a.from))
    result = result.slice(0, from) + put + result.slice(to);
  return result;
}
