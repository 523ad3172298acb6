// A preset as the sheets that it loads as: its assumptions with their results; of a cash preset its cash flow and a grid of what if.
import type { Preset } from "../data/presets";
import type { SheetPlan } from "../host/host";
import { texts } from "../languages";
import { cashflowSheet } from "./cashflow-sheet";
import { type PresetRequest, presetSheet } from "./preset-sheet";
import { resultsOf } from "./results";
import { sensitivitySheet } from "./sensitivity-sheet";
import type { Stamp } from "./stamp";

export function scenarioSheets(
  preset: Preset,
  stamp: Stamp,
  request: PresetRequest = { preset: preset.name },
): { readonly names: readonly string[]; plans(names: readonly string[]): SheetPlan[] } {
  const cash = preset.kind === "cash";
  return {
    names: [preset.name, ...(cash ? [texts.cashflow.sheet(preset.name), texts.sensitivity.sheet(preset.name)] : [])],
    plans: ([name, flow, grid]) => [
      presetSheet(preset, name, stamp, resultsOf(preset), request),
      ...(cash
        ? [cashflowSheet(preset, flow, name, stamp, request), sensitivitySheet(preset, grid, name, stamp, request)]
        : []),
    ],
  };
}
