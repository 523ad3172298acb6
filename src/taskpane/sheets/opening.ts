// The workbook that the workbench opens on: the article's scenario with its results, and the figures of Amazon and AWS.

import { FIELDS, figures } from "../../data/dataset";
import { preset } from "../../data/presets";
import type { SheetPlan } from "../../host/host";
import { datasetSheet } from "./dataset-sheet";
import { presetSheet, resultsOf } from "./preset-sheet";
import type { Result } from "./preset-sheet";

const DEPRECIATION: Result = {
  label: "Depreciation from shorter lives, 2025",
  formula: "=DEPRECIATIONDELTA()",
  unit: "$",
  format: "#,##0",
  note: "Amazon takes a subset of its servers from 6 to 5 years: what it disclosed, recomputed",
};

export function openingSheets(): SheetPlan[] {
  const scenario = preset("TNP-2025");
  const amazon = figures().filter((figure) => figure.entity === "AMZN");
  return [
    presetSheet(scenario, "Payback", [...resultsOf(scenario), DEPRECIATION]),
    datasetSheet(amazon, FIELDS, "AWS dataset", { entities: ["AMZN"] }),
  ];
}
