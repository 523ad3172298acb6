// What the tab of scenarios knows: presets and the person's own, what each comes to, and which of them are compared by what.
import { presets, type Preset } from "../../data/presets";
import type { Metric } from "../../sheets/comparison-sheet";
import type { OpenPictures } from "../../controls/picture-view";
import type { OpenEditor } from "../../controls/scenario-editor";
import type { Sieve } from "../../pictures/finding-scenarios";
import type { Outlook } from "../../pictures/outlook";
import type { OwnScenario } from "../../sheets/own-scenario";

export interface ScenariosState {
  readonly presets: readonly Preset[];
  /** Ranges of the workbook that have a name and hold keys and values. */
  readonly own: readonly OwnScenario[];
  /** What a scenario comes to, by its name. */
  readonly outlooks: Readonly<Record<string, Outlook>>;
  /** Words to find presets by, and what they must come to. */
  readonly sought: string;
  readonly sieve: Sieve;
  /** A copy that is being changed, in place of the list. */
  readonly editing: OpenEditor | null;
  /** Pictures, in place of the list. */
  readonly viewing: OpenPictures | null;
  /** The name that is being typed for a new one. */
  readonly ownName: string;
  /** The page can be opened by a link that holds a scenario. */
  readonly linkable: boolean;
  /** Scenarios to compare, the first to hold the others against. */
  readonly compared: readonly string[];
  readonly metric: Metric;
}

export const initialScenarios = (): ScenariosState => ({
  presets: presets(),
  own: [],
  outlooks: {},
  sought: "",
  sieve: "all",
  editing: null,
  viewing: null,
  ownName: "",
  linkable: false,
  compared: [],
  metric: "npv",
});
