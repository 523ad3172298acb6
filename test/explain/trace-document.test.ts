// An exported trace has the form that its schema says, and holds without us: its formulas give its values.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import * as v from "valibot";
import "../functions/excel";
import type { TraceDocument, TraceStep, TraceValue } from "../../src/explain/trace-document";
import { traceSchema } from "../../src/explain/trace-schema";
import { documentOf } from "../../src/explain/trace-writing";
import type { Entry, Trail, Value } from "../../src/model/steps/trace";
import { CASES, LOOKUP_CASES, trailOf } from "./cases";
import { holdTrail } from "./trail";

const FORM = JSON.parse(readFileSync("docs/trace.schema.json", "utf8")) as object;
/** The form as another program reads it. */
const fits = new Ajv2020({ allErrors: true }).compile(FORM);

const sent = (id: string, trail: Trail): TraceDocument =>
  JSON.parse(JSON.stringify(documentOf({ id, formula: `=${id}()`, value: 0, unit: "", trail }))) as TraceDocument;

/** A scope of the file as the trail that it was. */
const entryOf = ({ kind, key, name, unit, value, axis, formula, inputs, source, note }: TraceStep): Entry => {
  const own = { key: key.slice(key.lastIndexOf(".") + 1), name, unit, axis, source };
  return kind === "input"
    ? { ...own, kind, value: value as TraceValue, origin: "given", structural: false }
    : { ...own, kind: "step", formula, inputs, note, result: value as Value };
};

function scopesOf(steps: readonly TraceStep[]): Entry[][] {
  const scopes = new Map<string, Entry[]>();
  for (const step of steps) {
    const scope = step.key.slice(0, Math.max(0, step.key.lastIndexOf(".")));
    scopes.set(scope, [...(scopes.get(scope) ?? []), entryOf(step)]);
  }
  return [...scopes.values()];
}

test.each(Object.entries({ ...CASES, ...LOOKUP_CASES }))(
  "%s: the trace of any valid call is of the published form, by our schema and by another reader's",
  (id, given) => {
    fc.assert(
      fc.property(given, (args) => {
        const trail = trailOf(id, args);
        fc.pre(trail !== undefined);
        const document = sent(id, trail as Trail);
        expect(v.parse(traceSchema, document)).toEqual(document);
        expect([fits(document), fits.errors]).toEqual([true, null]);
      }),
      { numRuns: 8 },
    );
  },
);

test.each(Object.entries(CASES))(
  "%s: every formula in the file, read from the file alone, gives its value",
  (id, given) => {
    fc.assert(
      fc.property(given, (args) => {
        const trail = trailOf(id, args);
        fc.pre(trail !== undefined);
        for (const entries of scopesOf(sent(id, trail as Trail).steps)) holdTrail({ entries, notes: [] });
      }),
      { numRuns: 8 },
    );
  },
);

describe("what is of another form is refused by both readers", () => {
  const good = sent("GPUPAYBACK", trailOf("GPUPAYBACK", []) as Trail);
  const [first] = good.steps;
  test.each<[string, unknown]>([
    ["another version", { ...good, version: 2 }],
    ["another document", { ...good, format: "trace" }],
    ["more than the form has", { ...good, extra: 1 }],
    ["a grade that there is not", { ...good, grade: "E" }],
    ["a step without a key", { ...good, steps: [{ ...first, key: "" }] }],
    ["a step whose value is an object", { ...good, steps: [{ ...first, value: {} }] }],
    ["an error without a sentence", { ...good, value: { code: "#NUM!" } }],
    ["no steps at all", { ...good, steps: undefined }],
    ["a call inside that is none", { ...good, calls: [{ id: "GPURATE" }] }],
  ])("%s", (_, document) => {
    const read: unknown = JSON.parse(JSON.stringify(document));
    expect([v.safeParse(traceSchema, read).success, fits(read)]).toEqual([false, false]);
  });
  test("and the one that they are made of is taken", () => {
    expect([v.safeParse(traceSchema, good).success, fits(good)]).toEqual([true, true]);
  });
});
