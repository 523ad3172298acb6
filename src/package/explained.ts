// An answer with everything behind it: the formula that a cell would hold, every step, the sources, and how well they are known.
import { isArticles } from "../data/standard";
import { entryOf, holderOf } from "../explain/answer";
import { evidenceOf, ingredients } from "../explain/evidence";
import { inputsOf, sourceOf } from "../explain/step-table";
import { runnable } from "../functions";
import { present } from "../model/errors";
import { type Entry, type Input, newTrail, type Step, type Trail, watch } from "../model/steps/trace";
import { given, helpOf } from "./arguments";
import { answered, spoken } from "./calls";
import { formula } from "./formula";
import type { Answer, Arguments, Explained, ExplainedStep, Value } from "./public";
import { CapexError } from "./runtime";

const NOTHING = { grade: "none", weakest: [], yours: false } as const;

export function explain(id: string, args: Arguments = {}): Explained {
  const help = spoken(() => helpOf(id));
  const cells = spoken(() => given(help, args));
  const trail = newTrail();
  const value = valueOf(() => answered(() => watch(trail, () => present(runnable(help.id))(...cells))));
  const inputs = flat(trail.entries).filter((entry) => entry.kind === "input");
  const { grade, weakest, yours } = evidenceOf(ingredients(trail.entries)) ?? NOTHING;
  return {
    id: help.id,
    formula: typed(help.id, args),
    value,
    unit: unitOf(trail, value),
    steps: stepsOf(trail.entries, []),
    notes: trail.notes,
    sources: [...new Set(flat(trail.entries).map(told).filter(Boolean))],
    grade,
    weakest,
    yours,
    assumptions: inputs.filter(isArticles).length,
  };
}

function typed(id: string, args: Arguments): string {
  try {
    return formula(id, args);
  } catch (error) {
    if (error instanceof CapexError) return "";
    throw error;
  }
}

function valueOf(run: () => Value[][]): Answer | CapexError {
  try {
    const rows = run();
    return rows.length === 1 && rows[0].length === 1 ? rows[0][0] : rows;
  } catch (error) {
    if (error instanceof CapexError) return error;
    throw error;
  }
}

function unitOf(trail: Trail, value: Answer | CapexError): string {
  if (typeof value !== "number") return "";
  const holder = holderOf(trail, { row: 0, column: 0 }, value);
  return holder !== undefined && "key" in holder ? (entryOf(trail, holder)?.unit ?? "") : "";
}

const flat = (entries: readonly Entry[]): (Input | Step)[] =>
  entries.flatMap((entry) => (entry.kind === "case" ? flat(entry.entries) : [entry]));

const stepsOf = (entries: readonly Entry[], path: readonly string[]): ExplainedStep[] =>
  entries.flatMap((entry) => {
    if (entry.kind === "case") return stepsOf(entry.entries, [...path, entry.key]);
    const { key, name, unit } = entry;
    const [formula, inputs, value] =
      entry.kind === "input" ? ["", "", entry.value] : [entry.formula, inputsOf(entry), entry.result ?? null];
    return [{ key: [...path, key].join("."), name, formula, inputs, value, unit, source: sourceOf(entry) }];
  });

/** Where a figure comes from, which was not given. */
const told = (entry: Input | Step): string => (entry.source === "" ? "" : entry.source);
