// The built-in figures of companies: each with entity, field, period, unit, basis, grade and source.
// They are written down by document, in dataset/amazon.json and hyperscalers.json, as one would check them; here the packed copy is
// read, which built-in.ts brings.
import { brief, fail, must, present } from "../model/errors";
import { didYouMean } from "../model/keys";
import { plainText } from "../model/numbers/written";
import { HASH, VERSION } from "./edition";
import { filingUrl } from "./filing";
import { type Grade } from "./grade";
import registry from "./dataset/registry.json";
import { hash } from "./hash";
import {
  fiscalLabel,
  following,
  inOrder,
  periodOf,
  type Period,
  periodEnd,
  periodId,
  periodStart,
  sortKey,
} from "./period";

export { didYouMean };

export interface Figure {
  readonly entity: string;
  readonly field: string;
  readonly period: string;
  /** The period as the company names it: Microsoft's quarter to September 2025 is FY2026Q1. */
  readonly fiscal: string;
  /** First day of the period, as an ISO date; the end where it is a stock. */
  readonly start: string;
  /** Last day of the period, as an ISO date. */
  readonly end: string;
  /** Of guidance with a low and a high end, the middle. */
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly basis: string;
  /** Or "yours", of a table of one's own. */
  readonly grade: Grade | "yours";
  readonly source: string;
  readonly note: string;
  /** The line as the document prints it; empty where it is not known. */
  readonly label: string;
  /** Number of the filing at the SEC, the address that follows from it, and the day it was filed; empty where unknown. */
  readonly accession: string;
  readonly url: string;
  readonly filed: string;
  /** "first reported" or "restated"; empty where it never changed. */
  readonly vintage: string;
  /** The figure as it stood before it was restated. */
  readonly first?: Figure;
}

export interface Entity {
  readonly id: string;
  readonly name: string;
  /** Other names by which it is found. */
  readonly also: readonly string[];
  /** Month in which the fiscal year ends. */
  readonly yearEnd: number;
  /** Its number at the SEC. */
  readonly cik?: number;
}

export interface Field {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** A flow adds up over periods; a stock stands at a period's end; guidance is a word, not a result. */
  readonly kind: string;
  readonly about: string;
  /** The field that holds this one's figures as later filings restated them. */
  readonly restatedBy?: string;
}

/** The figures as they are shipped: what repeats is named once, and runs are counted. See pack.ts. */
export interface Packed {
  readonly documents: readonly PackedDocument[];
  readonly sections: readonly PackedSection[];
  readonly series: readonly PackedSeries[];
}

export type PackedDocument = readonly [document: string, basis: string, grade: Grade, accession: string, filed: string];
export type PackedSection = readonly [section: string, note: string, label: string];

/** A figure, or the low and the high end of one. */
export type Value = number | readonly [low: number, high: number];

/** Periods as runs such as "2006Q1*4"; documents and sections as pairs of index and count. */
export type PackedSeries = readonly [
  entity: string,
  field: string,
  periods: string,
  values: readonly Value[],
  documents: readonly number[],
  sections: readonly number[],
  vintage?: "first reported" | "restated",
];

export const ENTITIES: readonly Entity[] = registry.entities;
export const FIELDS: readonly Field[] = registry.fields;

/** What the hash covers. */
export const hashOf = ({ documents, sections, series }: Packed): string =>
  hash(JSON.stringify([registry, documents, sections, series]));

interface Index {
  readonly all: readonly Figure[];
  readonly byKey: ReadonlyMap<string, Figure>;
  readonly periods: ReadonlyMap<string, readonly Period[]>;
}

let built: Packed | undefined;
let index: Index | undefined;

/** Brings the figures. */
export function provide(packed: Packed): void {
  built = packed;
  index = undefined;
}

/** Whether the figures have come. */
export const areProvided = (): boolean => built !== undefined;

/** Built when a figure is first asked for, and only from what bears its hash. */
function read(): Index {
  if (index !== undefined) return index;
  must(built !== undefined, "the figures are not here: import capex-functions/dataset as well", "#N/A");
  must(hashOf(built) === HASH, `the built-in dataset ${VERSION} is damaged: load the add-in again`);
  index = unpack(built);
  return index;
}

export function unpack({ documents, sections, series }: Packed): Index {
  const all: Figure[] = [];
  const byKey = new Map<string, Figure>();
  const periods = new Map<string, readonly Period[]>();
  for (const [entity, field, runs, values, documentRuns, sectionRuns, vintage = ""] of series) {
    const { yearEnd, cik } = present(ENTITIES.find(({ id }) => id === entity));
    const { unit, kind } = present(FIELDS.find(({ id }) => id === field));
    const own = periodsIn(runs);
    const documentOf = repeated(documentRuns);
    const sectionOf = repeated(sectionRuns);
    own.forEach((at, i) => {
      const [document, basis, grade, accession, filed] = documents[documentOf[i]];
      const [section, note, label] = sections[sectionOf[i]];
      const value = values[i];
      const [low, high] = typeof value === "number" ? [] : value;
      const [period, end] = [periodId(at), periodEnd(at, yearEnd)];
      const first = byKey.get(`${entity}/${field}/${period}`);
      const figure: Figure = {
        entity,
        field,
        period,
        fiscal: fiscalLabel(at, yearEnd),
        start: kind === "stock" ? end : periodStart(at, yearEnd),
        end,
        value: typeof value === "number" ? value : (value[0] + value[1]) / 2,
        low,
        high,
        unit,
        basis,
        grade,
        source: section === "" ? document : `${document}, ${section}`,
        note,
        label,
        accession,
        url: filingUrl(cik, accession),
        filed,
        vintage,
        first,
      };
      all.push(figure);
      byKey.set(`${entity}/${field}/${period}`, figure);
    });
    const key = `${entity}/${field}`;
    const before = periods.get(key);
    periods.set(key, before === undefined ? own : inOrder([...before, ...own], yearEnd));
  }
  return { all, byKey, periods };
}

function periodsIn(runs: string): readonly Period[] {
  const found: Period[] = [];
  for (const run of runs.split(" ")) {
    const [start, count] = run.split("*");
    let period = present(periodOf(start));
    for (let i = 0; i < Number(count); i++, period = following(period)) found.push(period);
  }
  return found;
}

/** [7, 3, 8, 1] is 7, 7, 7, 8. */
function repeated(runs: readonly number[]): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i < runs.length; i += 2) for (let j = 0; j < runs[i + 1]; j++) found.push(runs[i]);
  return found;
}

/** Every figure, by entity, field, kind of period and period. */
export const figures = (): readonly Figure[] => read().all;

/** Figures of the person at the workbook, and their companies of whom we have none. */
export interface OwnFigures extends Pick<Index, "byKey" | "periods"> {
  readonly entities: readonly Entity[];
}

let own: OwnFigures | undefined;

/** Runs a calculation in which these figures extend and override the dataset's. */
export function withOwn<R>(figures: OwnFigures | undefined, calculate: () => R): R {
  const outer = own;
  own = figures ?? outer;
  try {
    return calculate();
  } finally {
    own = outer;
  }
}

/** Every company of whom there are figures, the person's own at the end. */
export const knownEntities = (): readonly Entity[] => [...ENTITIES, ...(own?.entities ?? [])];

/** The figure, or undefined where the dataset has none: a missing figure is missing, never 0. */
export function find(entity: string, field: string, period: Period): Figure | undefined {
  const key = `${entity}/${field}/${periodId(period)}`;
  return own?.byKey.get(key) ?? read().byKey.get(key);
}

/** The periods for which the dataset holds a figure of its own, in order. */
export function periodsOf(entity: string, field: string): readonly Period[] {
  const ours = read().periods.get(`${entity}/${field}`) ?? [];
  const yours = own?.periods.get(`${entity}/${field}`) ?? [];
  if (yours.length === 0) return ours;
  const { yearEnd } = present(knownEntities().find(({ id }) => id === entity));
  const all = new Map([...ours, ...yours].map((period) => [sortKey(period, yearEnd), period]));
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, period]) => period);
}

/** What stands behind a company's name or ticker and names neither: its legal form, a class of its shares, an exchange. */
const BEHIND = [
  /[ ,-]+(?:(?:class|cl\.?|series) ?[a-c]|(?:common|capital) stock|ordinary shares|equity|adr)$/,
  /[ ,]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|plc|llc|n\.?v)\.?,?$/,
  /(?: u[anpqrsw]|\.(?:oq?|n|k|us)|-usa?)$/,
];

/** A company's name without its legal form and its signs: "Amazon.com, Inc." is amazoncom. */
function plainName(name: string): string {
  let rest = name.toLowerCase().replace(/^the /, "");
  for (let before = ""; before !== rest;) {
    before = rest;
    for (const part of BEHIND) rest = rest.replace(part, "").trim();
  }
  return rest.replace(/[^a-z0-9]/g, "");
}

/** More of a name is not read. */
const LONGEST_NAME = 120;

/** The company that a name means, by id, ticker or name. */
export function knownEntity(name: string): Entity | undefined {
  const wanted = plainName(name);
  return knownEntities().find(({ id, name, also }) => [id, name, ...also].some((known) => plainName(known) === wanted));
}

/** The parts of a name that each must mean the company: "Amazon (AMZN)" has two, "NASDAQ:AMZN" and "Alphabet (Class A)" one. */
function partsOf(name: string): readonly string[] {
  const [, outside = name, inside] = /^([^()]+)\(([^()]+)\)$/.exec(name) ?? [];
  const named = inside === undefined || /^(?:class|cl\.?) ?[a-c]$/i.test(inside) ? [outside] : [outside, inside];
  return named.map(withoutExchange);
}

/** "NASDAQ: AMZN" and "AMZN:US" are AMZN; where both sides are companies, or neither is, nothing is left out. */
function withoutExchange(name: string): string {
  const sides = name.split(":").map((side) => side.trim());
  const [left, right] = sides.map((side) => knownEntity(side) !== undefined);
  if (sides.length !== 2 || left === right) return name;
  const [company, exchange] = left ? sides : sides.reverse();
  return /^[a-z]{2,8}$/i.test(exchange) ? company : name;
}

/** The entity of an id, a ticker with its exchange, or a name with or without its legal form, in either case. */
export function entityNamed(name: string): Entity {
  const [found, ...others] = partsOf(plainText(name.slice(0, LONGEST_NAME)).trim()).map(knownEntity);
  if (found !== undefined && others.every((other) => other === found)) return found;
  return fail(
    "#N/A",
    `there is no entity "${brief(name)}"; ${didYouMean(
      name,
      knownEntities().map(({ id }) => id),
    )}`,
  );
}
