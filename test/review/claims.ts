// Claims as the tests make, judge and check them.
import "../functions/excel";
import { evaluator } from "../../src/explain/evaluate";
import type { KnownFunctions } from "../../src/explain/explanation";
import { type Call, readFormula } from "../../src/explain/formula";
import type { Scalar } from "../../src/explain/grid";
import { readClaim } from "../../src/review/claims/sentence";
import { search, type Verdict } from "../../src/review/claims/search";

/** The whole search at once. */
export function judged(sentence: string, functions: KnownFunctions, chosen?: number): Verdict {
  const searching = search(readClaim(sentence, chosen), functions);
  for (;;) {
    const { done, value } = searching.next();
    if (done === true) return value;
  }
}

/** What a cell with this formula holds: read as a text and calculated call by call, without the search. */
export function calculated(formula: string, functions: KnownFunctions): Scalar {
  const root = readFormula(formula, (name) => functions.has(name));
  const compute = evaluator({
    cells: (part) => {
      throw new Error(`${formula} reads ${part.text}`);
    },
    answer: (call: Call) => {
      const known = functions.get(call.name);
      if (known === undefined) throw new Error(`${call.name} is no function`);
      return known.run(...call.args.map((arg) => (arg.kind === "omitted" ? null : compute(arg)))) as Scalar[][];
    },
  });
  return compute(root)[0][0];
}

/** Numbers that look random and are the same in every run. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

/** A value as a publisher prints it, to so many digits. */
export function printed(value: number, unit: string, digits: number): string {
  const size = Math.abs(value);
  const [amount, word] =
    unit === "$" && size >= 1e9
      ? [value / 1e9, " billion"]
      : unit === "$" && size >= 1e6
        ? [value / 1e6, " million"]
        : [unit === "share" ? value * 100 : value, ""];
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(amount))));
  const text = amount.toFixed(decimals).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
  switch (unit) {
    case "$":
      return `$${text}${word}`;
    case "$/hour":
      return `$${text} per GPU-hour`;
    case "$/million tokens":
      return `$${text} per million tokens`;
    case "share":
      return `${text}%`;
    case "times":
      return `${text}x`;
    default:
      return `${text} ${unit}`;
  }
}
