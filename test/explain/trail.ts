// Holds a trail to its promises: every name is an input or an earlier step, every link carries the same bits,
// and every formula, read a second time, gives the step's result.
import { namesIn } from "../../src/explain/notation";
import type { Entry, Trail, Value } from "../../src/model/steps/trace";
import { evaluateStep, type Named, type Plain } from "./evaluate";

const TOLERANCE = 1e-12;

/** Throws on the first broken promise, naming the step. */
export function holdTrail(trail: Trail): void {
  holdScope(trail.entries);
}

function holdScope(entries: readonly Entry[]): void {
  const known = new Map<string, Named>();
  for (const entry of entries) {
    if (entry.kind === "case") {
      holdScope(entry.entries);
      continue;
    }
    if (known.has(entry.key)) throw new Error(`${entry.key} stands twice in one scope`);
    if (entry.kind === "input") {
      known.set(entry.key, { value: entry.value as Plain, axis: entry.axis });
      continue;
    }
    const { key, formula, result, axis } = entry;
    if (result === undefined) throw new Error(`${key} has no result: ${entry.failure}`);
    if (formula === "" && entry.source === "" && entry.note === "")
      throw new Error(`${key} has neither a formula nor a source nor a note`);
    if (formula !== "") {
      const named = (name: string): Named => {
        const found = known.get(name);
        if (found === undefined) throw new Error(`${key}: ${name} is neither an input nor an earlier step`);
        return found;
      };
      for (const name of namesIn(formula)) {
        if (name === key) continue;
        const link = named(name).value;
        if (!(name in entry.inputs)) throw new Error(`${key}: the formula names ${name}, which the code does not take`);
        if (!sameBits(link, entry.inputs[name]))
          throw new Error(`${key}: ${name} is not the value of the step it names`);
      }
      const again = evaluateStep(key, formula, result as Plain, axis, named);
      const terms = Math.max(largestTerm(formula, named, key), discountedTerms(key, formula, named));
      const gap = worst(result, again, terms);
      if (!(gap <= TOLERANCE))
        throw new Error(`${key}: ${formula} gives ${JSON.stringify(again)}, the code ${JSON.stringify(result)}`);
    }
    known.set(key, { value: result as Plain, axis });
  }
}

const flatten = (value: unknown): number[] => [value].flat(2) as number[];

const sameBits = (one: unknown, other: unknown): boolean => {
  const [left, right] = [flatten(one), flatten(other)];
  return (
    left.length === right.length &&
    left.every((value, i) => Object.is(value, right[i]) || (value === 0 && right[i] === 0))
  );
};

/** The size of what was added and subtracted: a difference of large terms may be off by their last bits. */
export function largestTerm(formula: string, named: (name: string) => Named, key = ""): number {
  const inputs = namesIn(formula)
    .filter((name) => name !== key)
    .map((name) => flatten(named(name).value).map(Math.abs).filter(Number.isFinite));
  const periods = Math.max(0, ...inputs.map((values) => values.length));
  return Math.max(0, ...inputs.flat()) * growth(formula, (name) => named(name).value as number, periods);
}

/** What discounting at a rate below 0 makes of a term. */
export function growth(formula: string, rateOf: (name: string) => number, periods: number): number {
  const rate = /NPV\((\w+),/.exec(formula)?.[1];
  return rate === undefined ? 1 : Math.max(1, (1 + rateOf(rate)) ** -periods);
}

/** What a present value adds up: at a rate below 0 the discounted flows are larger than the flows. */
function discountedTerms(key: string, formula: string, named: (name: string) => Named): number {
  if (!formula.includes("NPV(")) return 0;
  const absolute = (name: string): Named => {
    const { value, axis } = named(name);
    return Array.isArray(value) ? { value: flatten(value).map(Math.abs), axis } : { value, axis };
  };
  return Math.abs(evaluateStep(key, formula, 0, "across", absolute) as number);
}

function worst(one: Value, other: unknown, term: number): number {
  const [left, right] = [flatten(one), flatten(other)];
  if (left.length !== right.length) return Infinity;
  let gap = 0;
  left.forEach((value, i) => {
    const scale = Math.max(Math.abs(value), Math.abs(right[i]), term);
    if (value !== right[i]) gap = Math.max(gap, Math.abs(value - right[i]) / scale);
  });
  return gap;
}
