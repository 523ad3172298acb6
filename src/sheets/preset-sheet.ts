// A preset as a sheet: results by formulas over its assumptions, with their units and where each comes from.

import type { Preset } from "../data/presets";
import type { SheetPlan } from "../host/host";
import { texts } from "../languages";
import { inWords } from "../languages/phrases";
import { resultTexts } from "../languages/results";
import { linesOf, lookOf, rowOf } from "./assumptions";
import { ASSUMPTION, HEADER, paragraph, QUIET, SECTION, TITLE, widthOf } from "./block";
import type { RangeStyle, Row } from "./block";
import { imprint, marksOf } from "./imprint";
import { located, type Result, resultsOf, WHOLE, wholeOf } from "./results";
import { type Stamp, stamped } from "./stamp";

const WIDTHS = [22, 18, 17, 11, 90];
const LEAST_LABEL = 34;

/** Where the assumptions begin, below the title and the results. */
const givenRow = (preset: Preset, results: readonly Result[]): number =>
  paragraph(inWords(preset.about)).length + 4 + (results.length > 0 ? results.length + 2 : 0);

export interface Places {
  /** The cell of an assumption's value. */
  cell(key: string): string;
  /** Key and value of every scenario key, as the functions take them. */
  readonly scenario: string;
  /** The cell of a result's value. */
  result(id: Result["id"]): string;
}

/** Where a preset's sheet has an assumption, and where all of a scenario's. */
export const placesOf = (preset: Preset, results = resultsOf(preset)): Places => {
  const givenAt = givenRow(preset, results);
  const keys = linesOf(preset).map((line) => (typeof line === "string" ? line : line.key));
  const { length } = keys;
  const beyond = preset.facts.length === 0 ? 0 : preset.facts.length + 2;
  return {
    cell: (key) => `C${givenAt + 1 + keys.indexOf(key)}`,
    scenario: `B${givenAt + 1}:C${givenAt + length - beyond}`,
    result: (id) => `C${givenAt - 1 - results.length + results.findIndex((result) => result.id === id)}`,
  };
};

export function presetSheet(
  preset: Preset,
  name: string,
  stamp: Stamp,
  results = resultsOf(preset),
  request: PresetRequest = { preset: preset.name },
): SheetPlan {
  const lines = linesOf(preset);
  const { cell, scenario } = placesOf(preset, results);
  const rows: Row[] = [[preset.name], ...paragraph(inWords(preset.about)), [stamped(stamp)], []];
  const resultsAt = rows.length + 1;
  const givenAt = givenRow(preset, results);
  if (results.length > 0) rows.push(texts.preset.resultHeadings);
  for (const { id, formula, unit } of results) {
    const { label, note } = resultTexts[id];
    rows.push([
      label,
      null,
      { formula: located(formula, (key) => (key === "scenario" ? scenario : cell(key))) },
      inWords(unit),
      null,
      note,
    ]);
  }
  if (results.length > 0) rows.push([]);
  rows.push(texts.preset.assumptionHeadings);
  rows.push(...lines.map((line) => rowOf(line, cell)));
  const last = rows.length;
  const styles: RangeStyle[] = [
    { range: "A1", ...TITLE },
    { range: `A${resultsAt - 2}`, ...QUIET },
    { range: `A${resultsAt}:F${resultsAt}`, ...HEADER },
    { range: `A${givenAt}:F${givenAt}`, ...HEADER },
    { range: `C${givenAt + 1}:C${last}`, ...ASSUMPTION },
    { range: `B${givenAt + 1}:B${last}`, ...QUIET },
    ...results.map(({ format }, index) => ({
      range: `C${resultsAt + 1 + index}`,
      bold: true,
      numberFormat: format === WHOLE ? wholeOf(preset) : format,
    })),
    ...lines.map((line, index): RangeStyle =>
      typeof line === "string"
        ? { range: `A${givenAt + 1 + index}`, ...(line === texts.preset.factsAbout ? QUIET : SECTION) }
        : { range: `C${givenAt + 1 + index}`, numberFormat: lookOf(line) },
    ),
  ];
  const range = `A${givenAt}:F${last}`;
  const labels = [
    ...lines.flatMap((line) => (typeof line === "string" ? [] : inWords(line.label))),
    ...results.map(({ id }) => resultTexts[id].label),
  ];
  return {
    name,
    cells: rows,
    widths: [Math.max(LEAST_LABEL, ...labels.map(widthOf)), ...WIDTHS],
    styles,
    manifest: {
      kind: "preset",
      sheet: name,
      range,
      rows: lines.length,
      hash: imprint(marksOf(rows, range)),
      version: stamp.dataset,
      request: JSON.stringify(request),
    },
  };
}

/** How a preset is found again: by its name, unless it came from a file. */
export type PresetRequest = { readonly preset: string } | { readonly imported: string } | { readonly opening: string };
