// What a call of ours leaves to assumptions, and the same call with them written into the formula.
import { LONGEST_FORMULA } from "../catalogue/calls";
import type { FunctionHelp } from "../catalogue/catalogue";
import { isArticles, STANDARD_PRESET } from "../functions";
import type { Input } from "../model/steps/trace";
import type { CallExplanation } from "./explanation";

/** The formula in which the call gives what it leaves out, as far as a formula can say it; null where there is nothing to give. */
export function withAssumptions(formula: string, call: CallExplanation, help: FunctionHelp): string | null {
  const { from, to, text, args } = call.call;
  const inputs = call.trail.entries.filter((entry) => entry.kind === "input");
  let added = 0;
  const given = help.parameters.map(({ name, repeating }, at) => {
    const own = args[at];
    if (own !== undefined && own.kind !== "omitted") return own.text.trim();
    const said = repeating
      ? undefined
      : literalOf(
          name,
          inputs.filter(({ argument }) => argument === name),
        );
    if (said !== undefined) added++;
    return said ?? "";
  });
  // A repeating argument may have been given several times.
  given.push(...args.slice(given.length).map((each) => each.text.trim()));
  while (given.at(-1) === "") given.pop();
  const written = `${text.slice(0, text.indexOf("(") + 1)}${given.join(",")})`;
  const whole = formula.slice(0, from) + written + formula.slice(to);
  return added === 0 || whole.length > LONGEST_FORMULA ? null : whole;
}

/** An argument as one types it; undefined for what no literal says. */
function literalOf(name: string, inputs: readonly Input[]): string | undefined {
  // A scenario carries many inputs, and has a name.
  if (name === "scenario") return inputs.length > 0 && inputs.every(isArticles) ? `"${STANDARD_PRESET}"` : undefined;
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0) return undefined;
  const { value, axis } = input;
  if (!Array.isArray(value)) return scalar(value);
  const items = value.map((each: unknown) => scalar(each));
  return items.includes(undefined) ? undefined : `{${items.join(axis === "across" ? "," : ";")}}`;
}

function scalar(value: unknown): string | undefined {
  if (typeof value === "number") return String(value).replace("e+", "E").replace("e", "E");
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  // A longer text tells a reader what a range holds, and is no argument.
  return typeof value === "string" && /^[\w;-]+$/.test(value) ? `"${value}"` : undefined;
}
