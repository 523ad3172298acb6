// What the spreadsheet functions of the evaluator have in common: how they take their arguments, and how a number comes out.
import { type Conventions, isDoubtful, numberOf } from "./conversion";
import { type Expression, namesCells, type Unread } from "./formula";
import { combine, type Grid, isError, MOST_CELLS, type Scalar, width } from "./grid";

/** A part of a formula that this check cannot compute: which, and why. */
export class UnreadPart extends Error {
  constructor(
    readonly part: string,
    readonly why: Unread | "function" | "name" | "cells" | "intersection" | "size" | "text" | NoTableCells,
    /** The host's sentence, the name of the function, or what of a table is missing. */
    readonly detail = "",
  ) {
    super(`${part}: ${why} ${detail}`);
    this.name = "UnreadPart";
  }
}

/** Why a table reference stands for no cells. */
type NoTableCells = "noTable" | "noColumn" | "noSection" | "otherRow";

/** Computes a part of the formula, by the conventions of a spreadsheet. */
export type Compute = ((part: Expression) => Grid) & {
  readonly conventions: Conventions;
  /** Where the cells of a part stand, and the formula itself, counted from 0; undefined where nobody knows. */
  readonly place?: (part: Expression | null) => { readonly row: number; readonly column: number } | undefined;
};

/** A spreadsheet function. */
export type Known = (args: readonly Expression[], compute: Compute) => Grid;

/** What is nearer to zero is zero to a spreadsheet. */
const SMALLEST = 2.2250738585072014e-308;

export function withNumbers(
  values: readonly Scalar[],
  operation: (numbers: number[]) => Scalar,
  conventions: Conventions,
): Scalar {
  const error = values.find(isError);
  if (error !== undefined) return error;
  const numbers: number[] = [];
  for (const value of values) {
    const number = numberOf(value, conventions);
    if (number === undefined) return noNumber(value);
    numbers.push(number);
  }
  return inRange(operation(numbers));
}

/** Some texts are numbers in one language or on one day alone: those are not judged. */
export function noNumber(value: Scalar): Scalar {
  if (typeof value === "string" && isDoubtful(value)) throw new UnreadPart(`“${value}”`, "text");
  return { code: "#VALUE!" };
}

export function inRange(result: Scalar): Scalar {
  if (typeof result !== "number") return result;
  if (!Number.isFinite(result)) return { code: "#NUM!" };
  return Math.abs(result) < SMALLEST ? 0 : result;
}

export const OMITTED: Expression = { kind: "omitted", text: "", from: 0, to: 0 };
export const NUMBER = (value: number): Expression => ({ ...OMITTED, kind: "constant", value });

/** Element by element over all its arguments. */
export const each =
  (operation: (conventions: Conventions, ...values: Scalar[]) => Scalar): Known =>
  (args, compute) =>
    combine((args.length === 0 ? [OMITTED] : args).map(compute), (...values) =>
      operation(compute.conventions, ...values),
    );

export const eachNumber = (operation: (...numbers: number[]) => Scalar): Known =>
  each((conventions, ...values) => withNumbers(values, (numbers) => operation(...numbers), conventions));

/** One value out of all that counts; in cells and lists, only what `counts` there does. */
export const overall =
  (
    counts: (value: Scalar) => boolean,
    direct: (value: Scalar, conventions: Conventions) => number | undefined,
    operation: (numbers: number[]) => Scalar,
  ): Known =>
  (args, compute) => {
    const numbers: number[] = [];
    for (const argument of args) {
      const grid = compute(argument);
      if (grid.length * width(grid) > MOST_CELLS) throw new RangeError(`${argument.text} has too many cells`);
      const listed = standsForCells(argument) || grid.length > 1 || width(grid) > 1 || argument.kind === "array";
      for (const row of grid)
        for (const value of row) {
          if (isError(value)) return [[value]];
          if (listed && !counts(value)) continue;
          const number = listed ? Number(value) : direct(value, compute.conventions);
          if (number === undefined) return [[noNumber(value)]];
          numbers.push(number);
        }
    }
    return [[inRange(operation(numbers))]];
  };

/** INDEX gives cells where it is given cells. */
export const standsForCells = (argument: Expression): boolean =>
  namesCells(argument) ||
  (argument.kind === "call" &&
    argument.name === "INDEX" &&
    argument.args[0] !== undefined &&
    standsForCells(argument.args[0]));

export const ofNumbers = (operation: (numbers: number[]) => Scalar): Known =>
  overall((value) => typeof value === "number", numberOf, operation);

export function truth(value: Scalar, conventions: Conventions): boolean | undefined {
  if (typeof value === "string") return conventions.truthInText(value);
  const number = isError(value) ? undefined : numberOf(value);
  return number === undefined ? undefined : number !== 0;
}

export const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
