// Custom functions that show how the others got their answer.
import { table } from "../explain/step-table";
import { saidBy } from "../model/errors";
import { newTrail, watch } from "../model/steps/trace";
import { answer, optionalText, unknown } from "./edge";
import { EXPLAINED } from "./registry";

/**
 * Every step behind a custom function's answer: number, name, formula, inputs, value, unit and source.
 * @customfunction CAPEXEXPLAIN
 * @param [functionName] Name of the function to explain; "GPUPAYBACK" if omitted.
 * @param {any[][][]} [argument] The arguments that the function is given, in its own order.
 * @returns A table with headings, one row a step, the last of which is the answer; before it its grade, behind it remarks and the cells of a spilled answer.
 * @example =INDEX(CAPEXEXPLAIN(), 1, 2) → Name
 * @example =CAPEXEXPLAIN("GPUPAYBAK") → #N/A
 */
export function capexExplain(functionName: unknown[][], argument: unknown[][][]): unknown[][] {
  return answer(() => {
    const name = optionalText("functionName", functionName) ?? "GPUPAYBACK";
    const run = EXPLAINED.get(name.toUpperCase());
    if (run === undefined) return unknown("function", name, [...EXPLAINED.keys()]);
    const trail = newTrail();
    try {
      return table(
        trail,
        watch(trail, () => run(...(Array.isArray(argument) ? argument : []))),
      );
    } catch (error) {
      const { code, message = "" } = saidBy(error);
      if (code === undefined) throw error;
      return [...table(trail, []), ["", "No answer", "", "", code, "", message]];
    }
  });
}
