// The workbook that the workbench opens on: the article's scenario with its results, and the figures of Amazon and AWS.

import { fieldsOf } from "../data/derived";
import { type Preset, preset } from "../data/presets";
import type { SheetPlan } from "../host/host";
import { figuresSheet } from "./dataset-sheet";
import { firstRequest, settle } from "./figures";
import { texts } from "../languages";
import { presetSheet } from "./preset-sheet";
import { type Result, resultsOf } from "./results";
import type { Stamp } from "./stamp";

const DEPRECIATION: Result = {
  id: "shorterLives2025",
  formula: "=DEPRECIATIONDELTA()",
  unit: "$",
  format: "#,##0",
};

/** What its sheet answers. */
export const openingResults = (scenario: Preset): readonly Result[] => [...resultsOf(scenario), DEPRECIATION];

/** The article's scenario, with what it says of depreciation among the results. */
export function openingScenario(name: string, stamp: Stamp): SheetPlan {
  const scenario = preset("TNP-2025");
  return presetSheet(scenario, name, stamp, openingResults(scenario), { opening: scenario.name });
}

/** All figures of Amazon and AWS: to be asked for once the figures of companies have come. */
export function openingFigures(stamp: Stamp): SheetPlan {
  const fields = fieldsOf("AMZN").map(({ id }) => id);
  const { request } = settle({ ...firstRequest("AMZN"), fields, kind: "all", from: "", to: "" });
  return figuresSheet(request, texts.opening.figures, stamp);
}
