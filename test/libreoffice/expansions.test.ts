// What we write out as ordinary formulas, another spreadsheet calculates to the same values.
import fc from "fast-check";
import "../functions/excel";
import { cashPresets } from "../../src/data/presets";
import type { Trail } from "../../src/model/steps/trace";
import { append, compare, newSheet, type Sheet, TOLERANCE } from "../explain/blocks";
import { CASES, trailOf } from "../explain/cases";
import { recalculate } from "./recalculate";

/** Random valid cases of each function, besides the article's own; EXPANSIONS=200 takes ten minutes. */
const CASES_EACH = Number(process.env.EXPANSIONS ?? 50);

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
const results = new Map<string, ReturnType<typeof compare>>();

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
    // Not all that a person would try has an answer.
    const tried = fc.sample(given, { numRuns: 3 * CASES_EACH, seed: 20250207 });
    let valid = 0;
    for (const args of tried) {
      const trail = valid < CASES_EACH ? trailOf(id, args) : undefined;
      if (trail === undefined) continue;
      append(sheet, trail);
      valid++;
    }
    if (valid < CASES_EACH) throw new Error(`${id}: only ${valid} of ${tried.length} random cases are valid`);
    sheets.set(id, sheet);
  }
  const values = recalculate(new Map([...sheets].map(([id, sheet]) => [id, sheet.rows])));
  for (const [id, sheet] of sheets)
    results.set(
      id,
      compare(sheet, (at) => values.get(id)?.get(at)),
    );
  const all = [...results];
  const [id, { gap }] = all.reduce((most, one) => (one[1].gap > most[1].gap ? one : most));
  const count = (key: "cells" | "residues"): string =>
    all.reduce((sum, [, worst]) => sum + worst[key], 0).toLocaleString("en-US");
  process.stdout.write(
    `LibreOffice recalculated ${count("cells")} cells: the worst, of ${id}, is off by ${gap} of its formula's largest term; ` +
      `${count("residues")} hold only what rounding left of larger terms\n`,
  );
}, 3_600_000);

test.each(Object.keys(CASES))(
  "%s: LibreOffice recalculates every written-out step to the model's value, to 1e-12 of its formula's largest term",
  (id) => {
    const { gap, where, cells } = results.get(id) as ReturnType<typeof compare>;
    expect(cells).toBeGreaterThan(0);
    if (gap > TOLERANCE) throw new Error(`${where}, off by ${gap} of the largest term`);
  },
);
