// The form of an exported trace as a schema: docs/trace.schema.json is made of it, and the tests read every trace by it.
import * as v from "valibot";
import type { TraceAnswer, TraceCall, TraceDocument, TraceScalar, TraceStep, TraceValue } from "./trace-document";

const error = v.strictObject({ code: v.pipe(v.string(), v.startsWith("#")), message: v.string() });

const scalar: v.GenericSchema<TraceScalar> = v.union([v.number(), v.string(), v.boolean(), v.null(), error]);

const answer: v.GenericSchema<TraceAnswer> = v.union([scalar, v.array(v.array(scalar))]);

const value: v.GenericSchema<TraceValue> = v.union([
  v.number(),
  v.string(),
  v.boolean(),
  v.array(v.number()),
  v.array(v.array(v.number())),
]);

const step: v.GenericSchema<TraceStep> = v.strictObject({
  kind: v.picklist(["input", "step", "found"]),
  key: v.pipe(v.string(), v.nonEmpty()),
  name: v.pipe(v.string(), v.nonEmpty()),
  unit: v.string(),
  formula: v.string(),
  inputs: v.record(v.string(), value),
  value: v.nullable(value),
  axis: v.picklist(["across", "down"]),
  source: v.string(),
  note: v.string(),
  failure: v.string(),
  origin: v.picklist(["given", "default", "preset", "override", "data", ""]),
});

const callEntries = {
  id: v.string(),
  formula: v.string(),
  argument: v.string(),
  value: answer,
  unit: v.string(),
  steps: v.array(step),
  notes: v.array(v.string()),
  sources: v.array(v.string()),
  grade: v.picklist(["A", "B", "C", "D", "assumption", "yours", "none"]),
  weakest: v.array(v.string()),
  yours: v.boolean(),
  recalled: v.boolean(),
  calls: v.array(v.lazy(() => callSchema)),
};

/** Of a call inside a formula. */
export const callSchema: v.GenericSchema<TraceCall> = v.strictObject(callEntries);

export const traceSchema: v.GenericSchema<TraceDocument> = v.strictObject({
  format: v.literal("capex-functions/trace"),
  version: v.literal(1),
  cell: v.string(),
  ...callEntries,
});
