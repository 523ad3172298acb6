// What a data file must be: closed lists of entities, fields, units and keys, a source for every figure.
// Used by the build, the tests and on import; functions never load it. Every issue is reported with its path.
import * as v from "valibot";
import { fail } from "../model/errors";
import { check, type Key, KEY_NAMES, KEYS, nearest, otherwiseOf } from "../model/keys";
import { VERSION } from "./edition";
import { recordOf } from "../model/records";
import { GRADES } from "./grade";
import lists from "./dataset/lists.json";
import registry from "./dataset/registry.json";
import { periodOf, periodId } from "./period";
import { type Preset, PRESET_FILES, type PresetFile, resolve } from "./presets";
import { keysByHand } from "./by-hand";
import { opened, seal } from "./sealed";

/** What is wrong, and where: "documents.3.figures.0: …". */
export type Issue = string;

const Text = v.pipe(
  v.string("must be text"),
  v.check((text) => text.trim() === text && text !== "", "must not be empty or padded with blanks"),
);
const Finite = v.pipe(v.number("must be a number"), v.finite("must be a finite number"));

const oneOf = <const K extends string>(what: string, known: readonly K[]) =>
  v.picklist(known, (issue) => `${issue.received} is no known ${what}`);

/** Refuses a second entry with the same key, at its own path. */
const distinct = <T>(what: string, keyOf: (item: T) => string) =>
  v.rawCheck<T[]>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const seen = new Set<string>();
    dataset.value.forEach((item, key) => {
      const own = keyOf(item);
      if (seen.has(own)) addIssue({ message: `${what} ${own} stands twice`, path: [at(dataset.value, key)] });
      seen.add(own);
    });
  });

const at = (input: unknown[], key: number): v.ArrayPathItem => ({
  type: "array",
  origin: "value",
  input,
  key,
  value: input[key],
});

const Entity = v.strictObject({
  id: Text,
  name: Text,
  also: v.array(Text),
  yearEnd: v.pipe(
    Finite,
    v.integer("must be a month"),
    v.minValue(1, "must be a month"),
    v.maxValue(12, "must be a month"),
  ),
  cik: v.optional(v.pipe(Finite, v.integer("must be the company's number at the SEC"))),
});

const Field = v.strictObject({
  id: Text,
  label: Text,
  unit: oneOf("unit", lists.units),
  kind: oneOf("kind of field", ["flow", "stock", "guidance"]),
  about: Text,
  restatedBy: v.optional(Text),
});

const Registry = v.strictObject({
  entities: v.pipe(
    v.array(Entity),
    distinct("entity", ({ id }) => id.toLowerCase()),
  ),
  fields: v.pipe(
    v.array(Field),
    distinct("field", ({ id }) => id.toLowerCase()),
    distinct("label", ({ label }) => label.toLowerCase()),
  ),
});

const PeriodId = v.pipe(
  Text,
  v.check(
    (text) => {
      const period = periodOf(text);
      return period !== undefined && periodId(period) === text;
    },
    (issue) => `${issue.input} is no period such as 2024Q4 or FY2024`,
  ),
);

const LowHigh = v.pipe(
  v.tuple([Finite, Finite]),
  v.check(([low, high]) => low <= high, "must have its low end first"),
);

const Values = v.pipe(
  v.record(PeriodId, v.union([Finite, LowHigh], "must be a number, or a low and a high end")),
  v.check((values) => Object.keys(values).length > 0, "must hold a value"),
);

const entity = oneOf(
  "entity",
  registry.entities.map(({ id }) => id),
);
const fields = registry.fields.map(({ id }) => id);
const field = oneOf("field", fields);

const IsoDate = v.pipe(Text, v.isoDate("must be a date such as 2025-02-07"));
const Accession = v.pipe(
  Text,
  v.regex(/^\d{10}-\d{2}-\d{6}$/, "must be a filing's number such as 0001018724-25-000004"),
);
const Url = v.pipe(Text, v.regex(/^https:\/\/[^\s…]+$/, "must be an address that starts with https://"));

const Document = v.pipe(
  v.strictObject({
    entity,
    document: Text,
    accession: v.optional(Accession),
    url: v.optional(Url),
    filed: v.optional(IsoDate),
    quoted: v.optional(Text),
    basis: oneOf("basis", Object.keys(lists.bases)),
    grade: oneOf("grade", GRADES),
    figures: v.array(
      v.strictObject({
        field,
        section: v.optional(Text),
        label: v.optional(Text),
        tag: v.optional(v.pipe(Text, v.regex(/^[a-z-]+:[A-Za-z]+$/, "must be a tag such as us-gaap:Revenues"))),
        note: v.optional(Text),
        vintage: v.optional(v.picklist(["first reported", "restated"])),
        operands: v.optional(v.record(PeriodId, Text)),
        values: Values,
      }),
    ),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { grade, basis, accession, url, quoted, figures } = dataset.value;
    if (grade === "A" && accession === undefined && url === undefined)
      addIssue({ message: "grade A needs an accession or a url" });
    if (grade === "B" && quoted === undefined) addIssue({ message: "grade B names in quoted who quotes the document" });
    if (grade === "C")
      for (const { field, operands = {}, values } of figures)
        for (const period of Object.keys(values))
          if (!(period in operands)) addIssue({ message: `grade C lists the operands of ${field} ${period}` });
    if ((grade === "D") !== (basis === "recalled")) addIssue({ message: "grade D is recalled, and nothing else is" });
  }),
);

const Dataset = v.strictObject({
  registry: Registry,
  documents: v.pipe(
    v.array(Document),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const seen = new Set<string>();
      dataset.value.forEach((document, key) => {
        for (const { field, vintage, values } of document.figures)
          for (const period of Object.keys(values)) {
            const own = [document.entity, field, period, vintage].filter(Boolean).join(" ");
            if (seen.has(own)) addIssue({ message: `${own} stands twice`, path: [at(dataset.value, key)] });
            seen.add(own);
          }
      });
    }),
  ),
});

const Column = v.strictObject({
  id: Text,
  label: Text,
  kind: v.picklist(["text", "number"]),
  unit: v.optional(oneOf("unit", lists.tableUnits)),
});

const CLOSED: ReadonlyMap<string, readonly string[]> = new Map([
  ["unit", lists.tableUnits],
  ["grade", [...GRADES]],
]);

/** Each row has a cell a column, of the column's kind, and says its unit, source and grade. */
const Table = v.pipe(
  v.strictObject({
    title: Text,
    about: Text,
    columns: v.pipe(
      v.array(Column),
      distinct("column", ({ id }) => id),
    ),
    rows: v.array(v.array(v.nullable(v.union([Finite, v.string()], "must be a number, a text or null")))),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { columns, rows } = dataset.value;
    const root: v.ObjectPathItem = { type: "object", origin: "value", input: dataset.value, key: "rows", value: rows };
    const refuse = (message: string, ...path: v.ArrayPathItem[]) => addIssue({ message, path: [root, ...path] });
    for (const required of ["source", "grade", "unit"])
      if (!columns.some(({ id }) => id === required)) refuse(`there is no column ${required}`);
    rows.forEach((row, i) => {
      const here = at(rows, i);
      if (row.length !== columns.length) refuse(`has ${row.length} cells for ${columns.length} columns`, here);
      columns.forEach(({ id, kind }, j) => {
        const cell = row[j];
        if (cell === undefined) return;
        const there = [here, at(row, j)];
        if (kind === "number" && typeof cell === "string") refuse(`${id} must be a number or null`, ...there);
        if (kind === "text" && typeof cell !== "string") refuse(`${id} must be text`, ...there);
        const list = CLOSED.get(id);
        if (list !== undefined && !list.includes(String(cell))) refuse(`${cell} is no known ${id}`, ...there);
        if (id === "source" && cell === "") refuse("there is no source", ...there);
      });
    });
  }),
);

const STATUSES = ["reported", "estimated", "inferred", "yours"] as const;
const FACT_UNITS = ["$", "$/GPU-hour", "USD billion", "fraction", "ratio", "years", "year", "days"];

const AnyAssumption = v.strictObject({
  value: Finite,
  unit: Text,
  source: Text,
  status: oneOf("status", STATUSES),
});

/** A value of a scenario key, in the key's own unit and limits. */
const assumption = (key: Key) =>
  v.pipe(
    v.strictObject({
      ...AnyAssumption.entries,
      unit: v.optional(v.literal(KEYS[key].unit, `must be ${KEYS[key].unit}`)),
    }),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const message = refusal(key, dataset.value.value);
      const path: [v.ObjectPathItem] = [
        { type: "object", origin: "value", input: dataset.value, key: "value", value: dataset.value.value },
      ];
      if (message !== undefined) addIssue({ message, path });
    }),
  );

function refusal(key: Key, value: number): string | undefined {
  try {
    check(key, value);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const Parameters = v.strictObject(
  recordOf(KEY_NAMES, (key) => v.optional(assumption(key))),
  (issue) =>
    issue.expected === "never"
      ? `is no scenario key; did you mean ${nearest(String(keyIn(issue)), KEY_NAMES).join(", ")}?`
      : "must be an object",
);

const keyIn = (issue: v.BaseIssue<unknown>): unknown => issue.path?.at(-1)?.key;

const Facts = v.record(
  v.pipe(Text, v.regex(/^[A-Za-z][A-Za-z0-9]*$/, "must be a name of letters and digits")),
  v.strictObject({ label: Text, ...AnyAssumption.entries, unit: oneOf("unit", FACT_UNITS) }),
);

const PresetSchema = v.pipe(
  v.strictObject({
    name: Text,
    kind: v.picklist(["cash", "data"], "must be cash or data"),
    base: v.optional(
      oneOf(
        "cash preset",
        PRESET_FILES.filter(({ kind }) => kind === "cash").map(({ name }) => name),
      ),
    ),
    about: Text,
    parameters: v.optional(Parameters),
    facts: v.optional(Facts),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { kind, base, parameters = {}, facts = {} } = dataset.value;
    if (kind === "data") {
      if (base !== undefined || Object.keys(parameters).length > 0)
        addIssue({ message: "a data preset has facts alone" });
      if (Object.keys(facts).length === 0) addIssue({ message: "must hold a fact" });
    } else if (base === undefined) {
      const missing = KEY_NAMES.filter((key) => !(key in parameters) && otherwiseOf(key) === undefined);
      if (missing.length > 0)
        addIssue({ message: `a cash preset without a base gives every key: ${missing.join(", ")} is missing` });
    }
  }),
);

const Claims = v.pipe(
  v.array(
    v.strictObject({
      claim: v.pipe(Finite, v.integer("must be a whole number"), v.minValue(1, "must be above 0")),
      about: Text,
      printed: v.nullable(
        v.pipe(
          v.string("must be text, for its digits count"),
          v.regex(/^-?\d+(\.\d+)?(e-?\d+)?$/, "must be a number as it is printed"),
        ),
      ),
      unit: Text,
      relation: v.optional(oneOf("relation", ["at least", "between"])),
      kind: v.optional(oneOf("kind", ["reported", "convention", "not testable"])),
      reason: Text,
      source: Text,
    }),
  ),
  distinct("claim", ({ claim }) => String(claim)),
);

/** The newest version first. */
const Changes = v.pipe(
  v.array(
    v.strictObject({
      version: v.pipe(Text, v.regex(/^\d{4}\.\d{1,2}(\.\d+)?$/, "must be a version such as 2026.11")),
      changes: v.pipe(v.array(Text), v.minLength(1, "must say what changed")),
    }),
  ),
  distinct("version", ({ version }) => version),
  v.check((log) => log[0]?.version === VERSION, `must begin with the dataset's own version, ${VERSION}`),
);

const issuesOf = (schema: v.GenericSchema, data: unknown): Issue[] => written(v.safeParse(schema, data).issues ?? []);

const written = (issues: readonly v.BaseIssue<unknown>[]): Issue[] =>
  issues.map((issue) => {
    const path = v.getDotPath(issue);
    return path === null ? issue.message : `${path}: ${issue.message}`;
  });

export const datasetIssues = (written: unknown): Issue[] => issuesOf(Dataset, written);
export const tableIssues = (table: unknown): Issue[] => issuesOf(Table, table);
export const presetIssues = (file: unknown): Issue[] => issuesOf(PresetSchema, file);
export const claimIssues = (claims: unknown): Issue[] => issuesOf(Claims, claims);
export const changeIssues = (log: unknown): Issue[] => issuesOf(Changes, log);

/** The text of a file that holds a preset. */
export const writePreset = (file: PresetFile): string => seal("scenario", VERSION, file);

/** The preset of a file that was exported, checked by the schema; `byHand` where its hash says that someone has changed it since. */
export function readPreset(text: string): { readonly preset: Preset; readonly byHand: boolean } {
  const { body, intact } = opened(text, "scenario");
  const read = v.safeParse(PresetSchema, intact ? body : keysByHand(body));
  return read.success
    ? { preset: resolve(read.output), byHand: !intact }
    : fail("#VALUE!", `the file does not hold what it should: ${written(read.issues).join("; ")}`);
}
