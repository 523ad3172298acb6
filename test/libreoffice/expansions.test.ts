// What we write out as ordinary formulas, another spreadsheet calculates to the same values.
import fc from "fast-check";
import "../functions/excel";
import { cashPresets } from "../../src/data/presets";
import type { Trail } from "../../src/model/trace";
import { append, compare, newSheet, type Sheet } from "../audit/blocks";
import { CASES, trailOf } from "../audit/cases";
import { recalculate } from "./recalculate";

/** Random cases of each function, besides the article's own. */
const CASES_EACH = Number(process.env.EXPANSIONS ?? 200);
const TOLERANCE = 1e-12;

/** Where each function takes its scenario: every cash preset is written out. */
const ON_PRESET: Readonly<Record<string, (preset: string) => unknown[]>> = {
  GPUCASHFLOW: (preset) => [preset],
  GPUNPV: (preset) => [null, preset],
  GPUIRR: (preset) => [preset],
  GPUMULTIPLE: (preset) => [preset],
  GPUBREAKEVEN: (preset) => [null, null, preset],
  GPUSENSITIVITY: (preset) => ["multiple", null, null, null, null, preset],
  GPUTORNADO: (preset) => ["multiple", null, null, preset],
  GPUGOALSEEK: (preset) => ["multiple", 1, "rate", preset],
  GPUMONTECARLO: (preset) => ["multiple", null, 100, null, null, preset],
  CAPEXSCENARIO: (preset) => [preset],
};

const sheets = new Map<string, Sheet>();

beforeAll(() => {
  for (const [id, given] of Object.entries(CASES)) {
    const sheet = newSheet();
    append(sheet, trailOf(id, []) as Trail);
    const onPreset = ON_PRESET[id];
    if (onPreset !== undefined)
      for (const { name } of cashPresets()) {
        const trail = trailOf(id, onPreset(name));
        if (trail !== undefined) append(sheet, trail);
      }
    for (const args of fc.sample(given, { numRuns: CASES_EACH, seed: 20250207 })) {
      const trail = trailOf(id, args);
      if (trail !== undefined) append(sheet, trail);
    }
    sheets.set(id, sheet);
  }
  const values = recalculate(new Map([...sheets].map(([id, sheet]) => [id, sheet.rows])));
  for (const [id, sheet] of sheets)
    results.set(
      id,
      compare(sheet, (at) => values.get(id)?.get(at)),
    );
}, 900_000);

const results = new Map<string, ReturnType<typeof compare>>();

test.each(Object.keys(CASES))("%s: LibreOffice recalculates every written-out step to the model's value", (id) => {
  const { gap, where, cells } = results.get(id) as ReturnType<typeof compare>;
  expect(cells).toBeGreaterThan(0);
  if (gap > TOLERANCE) throw new Error(`${where}, off by ${gap} of the largest term`);
});
