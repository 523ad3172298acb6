// Writes the trace of an answer down as a document that programs read.
import { spoken } from "../host/a1";
import type { Entry, Input, Step, Trail } from "../model/steps/trace";
import { unitOf } from "./answer";
import { type Evidence, evidenceOf, ingredients, NOTHING } from "./evidence";
import { evidenceOfCalls } from "./evidence-of-call";
import type { ArgumentReading, CallExplanation, Explanation } from "./explanation";
import { isError, type Scalar } from "./grid";
import { namesIn } from "./notation";
import { scoped } from "./scoped";
import { sourceOf } from "./step-table";
import type { TraceAnswer, TraceCall, TraceDocument, TraceScalar, TraceStep, TraceValue } from "./trace-document";

const FORM = { format: "capex-functions/trace", version: 1 } as const;

/** What is known of a call beside its trail. */
interface Told {
  readonly id: string;
  readonly formula: string;
  readonly value: TraceAnswer;
  readonly unit: string;
  readonly trail: Trail;
}

/** A call that stands in no workbook. */
export const documentOf = (told: Told): TraceDocument => ({
  ...FORM,
  cell: "",
  ...written(told, evidenceOf(ingredients(told.trail.entries))),
});

/** A cell of a workbook: its formula, with each call of ours in it. */
export function documentOfCell(explanation: Explanation): TraceDocument {
  const { anchor, calls, formula, value, root } = explanation;
  const [only] = calls;
  const cell = spoken(anchor);
  if (only !== undefined && root.kind === "call" && root.ours) return { ...FORM, cell, ...callOf(only, ""), formula };
  const own = { id: "", formula, value, unit: "", trail: { entries: [], notes: [] } };
  return {
    ...FORM,
    cell,
    ...written(
      own,
      evidenceOfCalls(calls),
      calls.map((call) => callOf(call, "")),
    ),
  };
}

/** Name and text of a file of it. */
export function traceFile(explanation: Explanation): [name: string, text: string] {
  const { sheet, address } = explanation.anchor;
  const name = `${sheet} ${address}`.replace(/[^\p{L}\p{N}]+/gu, "-");
  return [`${name}.trace.json`, `${JSON.stringify(documentOfCell(explanation), null, 2)}\n`];
}

const callOf = (call: CallExplanation, argument: string): TraceCall => ({
  ...written(
    {
      id: call.id,
      formula: `=${call.call.text}`,
      value: answerOf(call),
      unit: unitOf(call.trail, call.focus, call.value),
      trail: call.trail,
    },
    evidenceOfCalls([call]),
    call.arguments.flatMap(insideOf),
  ),
  argument,
});

const insideOf = ({ name, calls }: ArgumentReading): TraceCall[] => calls.map((call) => callOf(call, name));

function answerOf({ answer, value }: CallExplanation): TraceAnswer {
  if (answer === null || (answer.length === 1 && answer[0].length === 1)) return scalarOf(value);
  return answer.map((row) => row.map(scalarOf));
}

const scalarOf = (value: Scalar): TraceScalar =>
  isError(value) ? { code: value.code, message: value.message ?? "" } : value;

function written(
  { trail, ...told }: Told,
  evidence: Evidence | undefined,
  calls: readonly TraceCall[] = [],
): TraceCall {
  const { grade, weakest, yours, recalled } = evidence ?? NOTHING;
  return {
    ...told,
    argument: "",
    steps: stepsOf(trail.entries),
    notes: trail.notes,
    sources: sourcesOf(trail.entries),
    grade,
    weakest,
    yours,
    recalled,
    calls,
  };
}

/** Where figures and assumptions of a trail come from, each once. */
export const sourcesOf = (entries: readonly Entry[]): string[] => [
  ...new Set(scoped(entries).flatMap(({ entry: { source } }) => (source === "" ? [] : [source]))),
];

const stepsOf = (entries: readonly Entry[]): TraceStep[] =>
  scoped(entries).map(({ key, entry }) => {
    const { name, unit, axis } = entry;
    return { key, name, unit, axis, ...(entry.kind === "input" ? given(entry) : calculated(entry)) };
  });

type Rest = Omit<TraceStep, "key" | "name" | "unit" | "axis">;

const given = (input: Input): Rest => ({
  kind: "input",
  formula: "",
  inputs: {},
  value: input.value,
  source: sourceOf(input),
  note: "",
  failure: "",
  origin: input.origin,
});

const isValue = (value: unknown): value is TraceValue =>
  ["number", "string", "boolean"].includes(typeof value) || Array.isArray(value);

const calculated = ({ formula, inputs, result, source, note, failure }: Step): Rest => ({
  kind: formula === "" ? "found" : "step",
  formula,
  inputs: Object.fromEntries(
    namesIn(formula).flatMap((name) => {
      const value = inputs[name];
      return isValue(value) ? [[name, value] as const] : [];
    }),
  ),
  value: result ?? null,
  source,
  note,
  failure: failure ?? "",
  origin: "",
});
