// What the tab of scenarios knows: the presets, and which of them are compared by what.
import { presets, type Preset } from "../../data/presets";
import type { Metric } from "../../sheets/comparison-sheet";

export interface ScenariosState {
  readonly presets: readonly Preset[];
  /** Presets to compare, the first to hold the others against. */
  readonly compared: readonly string[];
  readonly metric: Metric;
}

export const initialScenarios = (): ScenariosState => ({ presets: presets(), compared: [], metric: "npv" });
