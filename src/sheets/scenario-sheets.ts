// A scenario as the sheets that it loads as: its assumptions with their results; of a cash flow the table of its years and a grid of what if.
import { type Preset, presets } from "../data/presets";
import { legalName } from "../host/defined-names";
import type { SheetPlan } from "../host/host";
import { sheetTexts } from "../languages/sheets";
import { cashflowSheet } from "./cashflow-sheet";
import { placesOf, type PresetRequest, presetSheet } from "./preset-sheet";
import { resultsOf } from "./results";
import { sensitivitySheet } from "./sensitivity-sheet";
import type { Stamp } from "./stamp";

export { blockToSave } from "./assumption-block";
export { mustBeFit, mustBeFree, mustBeUnused, ownScenarios } from "./own-scenario";

/** The name under which a scenario from elsewhere stands in the workbook; a preset's own name stays the preset's. */
export const nameFor = ({ name }: Preset): string =>
  presets().some((each) => each.name.toLowerCase() === legalName(name).toLowerCase())
    ? `${legalName(name)}_2`
    : legalName(name);

/** The assumptions of a cash flow alone, under a name that the workbook gives to their keys and values. */
export const namedSheet = (preset: Preset, sheet: string, stamp: Stamp, named: string): SheetPlan => ({
  ...presetSheet(preset, sheet, stamp, resultsOf(preset), { imported: preset.name }),
  named: { name: named, range: placesOf(preset).scenario },
});

/** `named` is the name that the workbook gives to keys and values of a cash flow. */
export function scenarioSheets(
  preset: Preset,
  stamp: Stamp,
  request: PresetRequest = { preset: preset.name },
  named?: string,
): { readonly names: readonly string[]; plans(names: readonly string[]): SheetPlan[] } {
  const cash = preset.kind === "cash";
  return {
    names: [
      preset.name,
      ...(cash ? [sheetTexts.cashflow.sheet(preset.name), sheetTexts.sensitivity.sheet(preset.name)] : []),
    ],
    plans: ([name, flow, grid]) => {
      const assumptions = presetSheet(preset, name, stamp, resultsOf(preset), request);
      if (!cash) return [assumptions];
      return [
        named === undefined
          ? assumptions
          : { ...assumptions, named: { name: named, range: placesOf(preset).scenario } },
        cashflowSheet(preset, flow, name, stamp, request),
        sensitivitySheet(preset, grid, name, stamp, request),
      ];
    },
  };
}
