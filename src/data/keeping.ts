// What the keeper of the data merges: rows of a table, or the SEC's companyfacts, as documents beside those that there are.
import { type Amount, companyFacts, type Fact, millions } from "./companyfacts";
import { cellsOf } from "./csv";
import type { Grade } from "./grade";
import type { Document } from "./pack";
import { must, present } from "../model/errors";

/** A figure with its document, as a row of the file gives it. */
export interface Row {
  readonly place: string;
  readonly entity: string;
  readonly field: string;
  readonly period: string;
  readonly value: number;
  /** Of the document and of the figure, as pack.ts names them; empty where unknown. */
  readonly said: Readonly<Record<string, string>>;
}

const NEEDED = ["entity", "field", "period", "value", "document", "basis", "grade"];
const OF_DOCUMENT = ["document", "accession", "url", "filed", "quoted", "basis", "grade"];
const OF_FIGURE = ["section", "label", "tag", "note", "vintage"];

/** The rows of a file's text, or a sentence that says what is wrong with it. */
export const read = (text: string): readonly Row[] =>
  text.trimStart().startsWith("{") ? companyFacts(text).flatMap(ofCompanyFacts) : ofTable(text);

function ofTable(text: string): readonly Row[] {
  const [headings = [], ...lines] = cellsOf(text.trim(), ",");
  for (const name of NEEDED) must(headings.includes(name), `the first row has no heading "${name}"`);
  return lines.map((cells, i) => {
    const place = `row ${i + 2}`;
    must(cells.length === headings.length, `${place} has ${cells.length} cells for ${headings.length} headings`);
    const said = Object.fromEntries(headings.map((name, j) => [name, cells[j].trim()]));
    const value = said.value === "" ? NaN : Number(said.value);
    must(said.grade !== "D", `${place} has grade D, from memory: leave the figure out until a document says it`);
    must(Number.isFinite(value), `${place} has the value "${said.value}": write a number without separators`);
    return { place, entity: said.entity, field: said.field, period: said.period, value, said };
  });
}

/** An amount as its filing gives it, or, restated, as the first and the last did; a part of a year to date is derived. */
const ofCompanyFacts = ({ entity, field, tag, period, value, fact, first, less }: Amount): readonly Row[] => {
  const row = (of: Fact, own: number, said: Record<string, string>): Row => ({
    place: `${tag} ${of.start} to ${of.end}`,
    entity: entity.id,
    field,
    period,
    value: own,
    said: {
      document: `${entity.name} ${of.form}`,
      accession: of.accession,
      filed: of.filed,
      tag: `us-gaap:${tag}`,
      basis: "reported",
      grade: "A",
      ...said,
    },
  });
  if (less !== undefined)
    return [row(fact, value, { basis: "derived", grade: "C", operands: `${millions(fact)} - ${millions(less)}` })];
  return first === undefined
    ? [row(fact, value, {})]
    : [row(first, millions(first), { vintage: "first reported" }), row(fact, value, { vintage: "restated" })];
};

export interface Merged {
  /** What the file brings, a line a figure that is new. */
  readonly lines: readonly string[];
  /** What it contradicts: nothing is merged while there is any. */
  readonly issues: readonly string[];
  readonly added: readonly Document[];
}

/** What rows bring beside documents that there are. */
export function merged(documents: readonly Document[], rows: readonly Row[]): Merged {
  const known = new Map<string, number>();
  for (const { entity, figures } of documents)
    for (const { field, vintage = "", values } of figures)
      for (const [period, value] of Object.entries(values))
        known.set(
          `${entity} ${field} ${period} ${vintage}`.trim(),
          typeof value === "number" ? value : (value[0] + value[1]) / 2,
        );
  const lines: string[] = [];
  const issues: string[] = [];
  const fresh = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.entity} ${row.field} ${row.period} ${row.said.vintage ?? ""}`.trim();
    const before = known.get(key) ?? fresh.get(key)?.value;
    if (before === undefined) {
      lines.push(`new: ${key} = ${row.value} (${row.said.grade}, ${row.said.document})`);
      fresh.set(key, row);
    } else if (before !== row.value)
      issues.push(`${row.place}: ${key} is ${row.value}, and ${before} is known: say which is restated, or mend it`);
  }
  return { lines, issues, added: together([...fresh.values()].map(documentOf)) };
}

/** Rows of one document, and of one line of it, as one. */
function together(documents: readonly Document[]): readonly Document[] {
  const found = new Map<string, Document>();
  for (const { figures, ...head } of documents) {
    const key = JSON.stringify(head);
    const held = found.get(key)?.figures ?? [];
    found.set(key, { ...head, figures: figures.reduce(withFigure, held) });
  }
  return [...found.values()];
}

type FigureLine = Document["figures"][number];

function withFigure(held: readonly FigureLine[], added: FigureLine): readonly FigureLine[] {
  const said = (line: FigureLine): string => JSON.stringify({ ...line, values: undefined, operands: undefined });
  const at = held.findIndex((each) => said(each) === said(added));
  if (at < 0) return [...held, added];
  const { values, operands, ...rest } = held[at];
  const all = { ...operands, ...added.operands };
  const joined = { ...rest, ...(Object.keys(all).length > 0 ? { operands: all } : {}) };
  return held.with(at, { ...joined, values: { ...values, ...added.values } });
}

/** Documents as their file has them: a line a figure, which a review can read. */
export function fileOf(documents: readonly Document[]): string {
  const line = (value: object): string =>
    JSON.stringify(value, null, 1)
      .replace(/\n */g, " ")
      .replace(/([[{]) | ([\]}])/g, "$1$2");
  const written = documents.map(({ figures, ...head }) => {
    const lines = figures.map((figure) => `    ${line(figure)}`);
    return `  ${line(head).slice(0, -1)}, "figures": [\n${lines.join(",\n")}\n  ]}`;
  });
  return `[\n${written.join(",\n")}\n]\n`;
}

function documentOf({ entity, field, period, value, said }: Row): Document {
  const picked = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.flatMap((name) => (said[name] ? [[name, said[name]]] : [])));
  const { document = "", basis = "", ...rest } = picked(OF_DOCUMENT);
  const operands = said.operands ? { operands: { [period]: said.operands } } : {};
  const figure = { field, ...picked(OF_FIGURE), ...operands, values: { [period]: value } };
  return { entity, document, ...rest, basis, grade: gradeOf(said.grade), figures: [figure] };
}

const GRADES_BY_NAME: ReadonlyMap<string, Grade> = new Map([
  ["A", "A"],
  ["B", "B"],
  ["C", "C"],
  ["D", "D"],
]);
const gradeOf = (written: string): Grade => present(GRADES_BY_NAME.get(written));
