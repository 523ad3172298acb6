// The steps of a formula that stands in no cell: those of its first call of ours.
import { evaluator } from "../../explain/evaluate";
import type { KnownFunctions } from "../../explain/explanation";
import { ourCalls, readFormula } from "../../explain/formula";
import { newTrail, type Trail, watch } from "../../model/steps/trace";

export function trailOf(formula: string, functions: KnownFunctions): Trail {
  const trail = newTrail();
  const compute = evaluator({ cells: () => [[null]], answer: () => [[null]] });
  const [call] = ourCalls(readFormula(formula, (name) => functions.has(name)));
  const known = call === undefined ? undefined : functions.get(call.name);
  if (call === undefined || known === undefined) return trail;
  const args = known.parameters.map((_, i) => {
    const arg = call.args[i];
    return arg === undefined || arg.kind === "omitted" ? null : compute(arg);
  });
  // In a grid the number stands behind the headings.
  const at = call.name === "GPUSENSITIVITY" ? { row: 1, column: 1 } : { row: 0, column: 0 };
  watch(trail, () => known.run(...args), at);
  return trail;
}
