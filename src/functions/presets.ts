// A custom function for the assumptions of the presets, each with its unit and source.
import { type Parameter, preset, presets, summary, supportOf } from "../data/presets";
import { brief, fail, must } from "../model/errors";
import { didYouMean, KEYS } from "../model/keys";
import { type SpillEntry, spillTable } from "../model/steps/spill";
import { figure } from "../model/steps/trace";
import { answer, optionalText } from "./edge";

/**
 * A parameter of a preset; without a key all its parameters with unit and source; without a name the list of presets.
 * @customfunction CAPEXSCENARIO
 * @param [name] Name of the preset, such as "TNP-2025"; the list of presets if omitted.
 * @param [key] Key of the parameter, such as "rate"; all parameters if omitted.
 * @returns The value, or a table with headings.
 * @example =CAPEXSCENARIO("TNP-2025", "rate") → 9.4
 * @example =CAPEXSCENARIO("AWS-CUT-2025", "rate") → 6.88
 * @example =CAPEXSCENARIO("AMZN-DEPRECIATION-2025", "retirement2024") → 920000000
 * @example =INDEX(CAPEXSCENARIO(), 2, 1) → TNP-2025
 * @example =CAPEXSCENARIO("TNP-2025", "price") → #N/A
 */
export function capexScenario(name: unknown[][], key: unknown[][]): unknown[][] {
  return answer(() => {
    const presetName = optionalText("name", name);
    const wanted = optionalText("key", key);
    if (presetName === undefined) {
      must(wanted === undefined, `name is omitted: name the preset of ${brief(wanted ?? "")}`);
      return spillTable([["name", "kind", "about"], ...presets().map((each) => [each.name, each.kind, summary(each)])]);
    }
    const found = preset(presetName);
    const all = [...found.parameters, ...found.facts];
    if (wanted !== undefined) return leave(parameterNamed(wanted, found.name, all));
    const rows = found.kind === "cash" ? found.parameters : found.facts;
    for (const parameter of rows) leave(parameter);
    return spillTable([
      ["key", "value", "unit", "source"],
      ...rows.map(({ key, value, unit, source }): SpillEntry[] => [key, { key, value }, unit, source]),
    ]);
  });
}

const leave = ({ key, label, unit, value, source, status, from }: Parameter): number =>
  figure(key, label, unit, value, source, { note: `${status}; preset ${from}`, support: supportOf(status) });

function parameterNamed(name: string, presetName: string, among: readonly Parameter[]): Parameter {
  const wanted = name.toLowerCase();
  const found = among.find(({ key, label }) => key.toLowerCase() === wanted || label.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const omitted = Object.keys(KEYS).find((key) => key.toLowerCase() === wanted);
  if (omitted !== undefined && among.some(({ key }) => key === "horizon"))
    return fail("#N/A", `${presetName} leaves ${omitted} out: it is the horizon then`);
  return fail(
    "#N/A",
    `${presetName} has no "${brief(name)}"; ${didYouMean(
      name,
      among.map(({ key }) => key),
    )}`,
  );
}
