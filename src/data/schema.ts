// What a data file must be: closed lists of entities, fields, units and keys, a source for every figure.
// Used by the build, the tests and on import; functions never load it. Every issue is reported with its path.
import * as v from "valibot";
import { fail } from "../model/errors";
import type { Content } from "./dataset";
import registry from "./dataset/registry.json";
import { parsePeriod, periodId } from "./period";
import { unseal } from "./sealed";

/** What is wrong, and where: "documents.3.figures.0: …". */
export type Issue = string;

const Text = v.pipe(
  v.string("must be text"),
  v.check((text) => text.trim() === text && text !== "", "must not be empty or padded with blanks"),
);
const Finite = v.pipe(v.number("must be a number"), v.finite("must be a finite number"));

const oneOf = (what: string, known: readonly string[]) => v.picklist(known, (issue) => `${issue.received} is no known ${what}`);

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

const at = (input: unknown[], key: number): v.ArrayPathItem => ({ type: "array", origin: "value", input, key, value: input[key] });

const Entity = v.strictObject({
  id: Text,
  name: Text,
  also: v.array(Text),
  yearEnd: v.pipe(Finite, v.integer("must be a month"), v.minValue(1, "must be a month"), v.maxValue(12, "must be a month")),
});

const Field = v.strictObject({
  id: Text,
  label: Text,
  unit: oneOf("unit", registry.units),
  kind: oneOf("kind of field", ["flow", "stock", "guidance"]),
  about: Text,
});

const Registry = v.strictObject({
  entities: v.pipe(v.array(Entity), distinct("entity", ({ id }) => id.toLowerCase())),
  bases: v.record(Text, Text),
  confidences: v.record(Text, Text),
  units: v.array(Text),
  tableUnits: v.array(Text),
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
      const period = parsePeriod(text);
      return period !== undefined && periodId(period) === text;
    },
    (issue) => `${issue.input} is no period such as 2024Q4 or FY2024`,
  ),
);

const Values = v.pipe(
  v.record(PeriodId, Finite),
  v.check((values) => Object.keys(values).length > 0, "must hold a value"),
);

const entity = oneOf("entity", registry.entities.map(({ id }) => id));
const fields = registry.fields.map(({ id }) => id);
const field = oneOf("field", fields);

const Document = v.strictObject({
  entity,
  document: Text,
  basis: oneOf("basis", Object.keys(registry.bases)),
  confidence: oneOf("confidence", Object.keys(registry.confidences)),
  figures: v.array(v.strictObject({ field, section: v.optional(Text), note: v.optional(Text), values: Values })),
});

const Dataset = v.strictObject({
  registry: Registry,
  documents: v.pipe(
    v.array(Document),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const seen = new Set<string>();
      dataset.value.forEach((document, key) => {
        for (const { field, values } of document.figures)
          for (const period of Object.keys(values)) {
            const own = `${document.entity} ${field} ${period}`;
            if (seen.has(own)) addIssue({ message: `${own} stands twice`, path: [at(dataset.value, key)] });
            seen.add(own);
          }
      });
    }),
  ),
});

const Column = v.strictObject({ id: Text, label: Text, kind: v.picklist(["text", "number"]), unit: v.optional(oneOf("unit", registry.tableUnits)) });

/** Each row has a cell a column, of the column's kind, and says its unit, source and confidence. */
const Table = v.pipe(
  v.strictObject({
    title: Text,
    about: Text,
    columns: v.pipe(v.array(Column), distinct("column", ({ id }) => id)),
    rows: v.array(v.array(v.nullable(v.union([Finite, v.string()], "must be a number, a text or null")))),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { columns, rows } = dataset.value;
    const root: v.ObjectPathItem = { type: "object", origin: "value", input: dataset.value, key: "rows", value: rows };
    const refuse = (message: string, ...path: v.ArrayPathItem[]) => addIssue({ message, path: [root, ...path] });
    for (const required of ["source", "confidence", "unit"])
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
        const known = { unit: registry.tableUnits, confidence: Object.keys(registry.confidences) }[id];
        if (known !== undefined && !known.includes(String(cell))) refuse(`${cell} is no known ${id}`, ...there);
        if (id === "source" && cell === "") refuse("there is no source", ...there);
      });
    });
  }),
);

const issuesOf = (schema: v.GenericSchema, data: unknown): Issue[] =>
  (v.safeParse(schema, data).issues ?? []).map((issue) => {
    const path = v.getDotPath(issue);
    return path === null ? issue.message : `${path}: ${issue.message}`;
  });

export const datasetIssues = (content: unknown): Issue[] => issuesOf(Dataset, content);
export const tableIssues = (table: unknown): Issue[] => issuesOf(Table, table);

/** The dataset of a file that was exported, checked by its hash and by the schema. */
export function readDataset(text: string): Content {
  const { body } = unseal(text, "dataset");
  return checked(body, datasetIssues(body)) as Content;
}

const checked = (body: unknown, issues: readonly Issue[]): unknown =>
  issues.length === 0 ? body : fail("#VALUE!", `the file does not hold what it should: ${issues.join("; ")}`);
