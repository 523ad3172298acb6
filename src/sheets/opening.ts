// The workbook that the workbench opens on: the article's scenario with its results, and the figures of Amazon and AWS.

import { fieldsOf } from "../data/derived";
import { preset } from "../data/presets";
import type { SheetPlan } from "../host/host";
import { figuresSheet } from "./dataset-sheet";
import { firstRequest, settle } from "./figures";
import { presetSheet, resultsOf } from "./preset-sheet";
import type { Result } from "./preset-sheet";
import { type Stamp, stampOf } from "./stamp";

const DEPRECIATION: Result = {
  label: "Depreciation from shorter lives, 2025",
  formula: "=DEPRECIATIONDELTA()",
  unit: "$",
  format: "#,##0",
  note: "Amazon takes a subset of its servers from 6 to 5 years: what it disclosed, recomputed",
};

/** The article's scenario, with what it says of depreciation among the results. */
export function openingScenario(name: string, stamp: Stamp): SheetPlan {
  const scenario = preset("TNP-2025");
  const results = [...resultsOf(scenario), DEPRECIATION];
  return presetSheet(scenario, name, stamp, results, { opening: scenario.name });
}

export function openingSheets(now = new Date()): SheetPlan[] {
  const stamp = stampOf(now);
  const fields = fieldsOf("AMZN").map(({ id }) => id);
  const { request } = settle({ ...firstRequest("AMZN"), fields, kind: "all", from: "", to: "" });
  return [openingScenario("Payback", stamp), figuresSheet(request, "AWS dataset", stamp)];
}
