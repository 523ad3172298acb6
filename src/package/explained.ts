// An answer with everything behind it: the formula that a cell would hold, every step, the sources, and how well they are known.
import { isArticles } from "../data/standard";
import { unitOf } from "../explain/answer";
import { evidenceOf, ingredients, NOTHING } from "../explain/evidence";
import { scoped } from "../explain/scoped";
import { inputsOf, sourceOf } from "../explain/step-table";
import type { TraceDocument } from "../explain/trace-document";
import { documentOf, sourcesOf } from "../explain/trace-writing";
import { runnable } from "../functions";
import { present } from "../model/errors";
import { type Entry, newTrail, type Trail, watch } from "../model/steps/trace";
import { given, helpOf } from "./arguments";
import { answered, spoken } from "./calls";
import { formula } from "./formula";
import { plain } from "./plain";
import type { Answer, Arguments, Explained, ExplainedStep, Value } from "./public";
import { CapexError } from "./runtime";

/** A call that was watched. */
interface Watched {
  readonly id: string;
  readonly formula: string;
  readonly value: Answer | CapexError;
  /** Of a single value. */
  readonly unit: string;
  readonly trail: Trail;
}

function watched(id: string, args: Arguments): Watched {
  const help = spoken(() => helpOf(id));
  const cells = spoken(() => given(help, args));
  const trail = newTrail();
  const value = valueOf(() => answered(() => watch(trail, () => present(runnable(help.id))(...cells))));
  const unit = typeof value === "number" ? unitOf(trail, { row: 0, column: 0 }, value) : "";
  return { id: help.id, formula: typed(help.id, args), value, unit, trail };
}

export function explain(id: string, args: Arguments = {}): Explained {
  const { trail, ...told } = watched(id, args);
  const { entries, notes } = trail;
  const { grade, weakest, yours } = evidenceOf(ingredients(entries)) ?? NOTHING;
  return {
    ...told,
    steps: stepsOf(entries),
    notes,
    sources: sourcesOf(entries),
    grade,
    weakest,
    yours,
    assumptions: scoped(entries).filter(({ entry }) => entry.kind === "input" && isArticles(entry)).length,
  };
}

export function trace(id: string, args: Arguments = {}): TraceDocument {
  const { value, ...told } = watched(id, args);
  return documentOf({ ...told, value: plain(value) });
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

const stepsOf = (entries: readonly Entry[]): ExplainedStep[] =>
  scoped(entries).map(({ key, entry }) => {
    const { name, unit } = entry;
    const [formula, inputs, value] =
      entry.kind === "input" ? ["", "", entry.value] : [entry.formula, inputsOf(entry), entry.result ?? null];
    return { key, name, formula, inputs, value, unit, source: sourceOf(entry) };
  });
