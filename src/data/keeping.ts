// What the keeper of the data merges: rows of a table, or the SEC's companyfacts, as documents beside those that there are.
import { cellsOf } from "./csv";
import { ENTITIES } from "./dataset";
import type { Grade } from "./grade";
import type { Document } from "./pack";
import { fiscalQuarter, inCalendar, periodId, year } from "./period";
import { fail, must, present } from "../model/errors";

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
  text.trimStart().startsWith("{") ? ofCompanyFacts(JSON.parse(text)) : ofTable(text);

function ofTable(text: string): readonly Row[] {
  const [headings = [], ...lines] = cellsOf(text.trim(), ",");
  for (const name of NEEDED) must(headings.includes(name), `the first row has no heading "${name}"`);
  return lines.map((cells, i) => {
    const place = `row ${i + 2}`;
    must(cells.length === headings.length, `${place} has ${cells.length} cells for ${headings.length} headings`);
    const said = Object.fromEntries(headings.map((name, j) => [name, cells[j].trim()]));
    const value = said.value === "" ? NaN : Number(said.value);
    must(Number.isFinite(value), `${place} has the value "${said.value}": write a number without separators`);
    return { place, entity: said.entity, field: said.field, period: said.period, value, said };
  });
}

interface Fact {
  readonly start: string;
  readonly end: string;
  readonly val: number;
  readonly accn: string;
  readonly form: string;
  readonly filed: string;
}

interface CompanyFacts {
  readonly cik: number;
  readonly facts: {
    readonly "us-gaap"?: Readonly<Record<string, { readonly units: { readonly USD?: readonly Fact[] } }>>;
  };
}

/** Amazon's purchases bear another tag than those of the others. */
const TAGS: Readonly<Record<string, string>> = {
  PaymentsToAcquireProductiveAssets: "purchases_ppe_gross",
  PaymentsToAcquirePropertyPlantAndEquipment: "cash_capex_gross",
};

function ofCompanyFacts({ cik, facts }: CompanyFacts): readonly Row[] {
  const company = ENTITIES.find((entity) => entity.cik === Number(cik));
  if (company === undefined) return fail("#N/A", `no company here has the number ${cik} at the SEC`);
  const { id: entity, yearEnd } = company;
  return Object.entries(TAGS).flatMap(([name, field]) => {
    const amounts = (facts["us-gaap"]?.[name]?.units.USD ?? []).filter(({ form }) => /^10-[KQ]/.test(form));
    const spans = new Map<string, Fact[]>();
    for (const fact of amounts)
      spans.set(`${fact.start} ${fact.end}`, [...(spans.get(`${fact.start} ${fact.end}`) ?? []), fact]);
    return [...spans.values()].flatMap((same): Row[] => {
      const told = [...same].sort((a, b) => (a.filed < b.filed ? -1 : 1));
      const [first, last] = [told[0], told[told.length - 1]];
      const months = monthsOf(first);
      const part = months / 3;
      // Twelve months that are no fiscal year, as filings show them beside each quarter, are none of ours.
      if (![1, 2, 3, 4].includes(part) || (part > 1 && Number(first.start.slice(5, 7)) !== (yearEnd % 12) + 1))
        return [];
      const row = (period: string, { val, accn, form, filed }: Fact, said: Record<string, string>): Row => ({
        place: `${name} ${first.start} to ${first.end}`,
        entity,
        field,
        period,
        value: val / 1e6,
        said: {
          document: `${company.name} ${form}`,
          accession: accn,
          filed,
          tag: `us-gaap:${name}`,
          basis: "reported",
          grade: "A",
          ...said,
        },
      });
      const { quarter, fiscalYear } = endsIn(first, yearEnd);
      const period = part === 4 ? periodId(year(fiscalYear)) : quarter;
      if (part === 1 || part === 4)
        return first.val === last.val
          ? [row(period, first, {})]
          : [row(period, first, { vintage: "first reported" }), row(period, last, { vintage: "restated" })];
      const before = amounts.findLast((fact) => fact.start === first.start && monthsOf(fact) === months - 3);
      const alone = amounts.some((fact) => fact.end === first.end && monthsOf(fact) === 3);
      if (before === undefined || alone) return [];
      const operands = `${last.val / 1e6} - ${before.val / 1e6}`;
      return [
        { ...row(quarter, last, { basis: "derived", grade: "C", operands }), value: (last.val - before.val) / 1e6 },
      ];
    });
  });
}

const DAY = 86_400_000;
const monthsOf = ({ start, end }: Fact): number => Math.round((Date.parse(end) - Date.parse(start)) / DAY / 30.4);

/** The fiscal year and the quarter, the calendar's where it is one, with which a fact ends. */
function endsIn({ end }: Fact, yearEnd: number): { readonly quarter: string; readonly fiscalYear: number } {
  const [of, month] = end.split("-").map(Number);
  const fiscalYear = month > yearEnd ? of + 1 : of;
  const part = Math.ceil((((month - yearEnd + 11) % 12) + 1) / 3);
  return { quarter: periodId(inCalendar(fiscalQuarter(fiscalYear, part), yearEnd)), fiscalYear };
}

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
