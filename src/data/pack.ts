// From the figures as they are written down, by document, to what is shipped: half the size, and the same figures.
import { shipped } from "./shipped";
import { present } from "../model/errors";
import amazon from "./dataset/amazon.json";
import hyperscalers from "./dataset/hyperscalers.json";
import {
  ENTITIES,
  FIELDS,
  hashOf,
  type Packed,
  type PackedDocument,
  type PackedSection,
  type PackedSeries,
  type Value,
} from "./dataset";
import type { Grade } from "./grade";
import { following, periodOf, type Period, periodId, storedKey } from "./period";

/** Figures that were taken from one document. */
export interface Document {
  readonly entity: string;
  /** The primary document. */
  readonly document: string;
  /** Its number at the SEC, its own address, and the day on which it was filed, as an ISO date. */
  readonly accession?: string;
  readonly url?: string;
  readonly filed?: string;
  /** Who quotes it, where it was not read itself. */
  readonly quoted?: string;
  readonly basis: string;
  readonly grade: Grade;
  readonly figures: readonly Series[];
}

/** Values of a field by period, from one section of a document. */
interface Series {
  readonly field: string;
  readonly section?: string;
  /** The line as the document prints it, and its tag in the SEC's data. */
  readonly label?: string;
  readonly tag?: string;
  readonly note?: string;
  readonly vintage?: "first reported" | "restated";
  /** What a derived value is made of: "FY2019 - 25072" is its field's year less an amount that the document prints. */
  readonly operands?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Value>>;
}

export const DOCUMENTS = shipped<readonly Document[]>([...amazon, ...hyperscalers]);

interface Entry {
  readonly period: Period;
  readonly value: Value;
  readonly document: number;
  readonly section: number;
}

/** The figures of documents that fit the schema. */
export function pack(documents: readonly Document[]): Packed {
  const sources = new Interned<PackedDocument>();
  const sections = new Interned<PackedSection>();
  const found = new Map<string, Entry[]>();
  for (const { entity, document, basis, grade, accession = "", filed = "", figures } of documents) {
    const from = sources.index([document, basis, grade, accession, filed]);
    for (const { field, section = "", note = "", label = "", vintage = "", values } of figures) {
      const under = sections.index([section, note, label]);
      const key = `${entity}/${field}/${vintage}`;
      const own = found.get(key) ?? [];
      found.set(key, own);
      for (const [period, value] of Object.entries(values))
        own.push({ period: present(periodOf(period)), value, document: from, section: under });
    }
  }
  const series = ENTITIES.flatMap(({ id: entity, yearEnd }) =>
    FIELDS.flatMap(({ id: field }) =>
      VINTAGES.flatMap((vintage): PackedSeries[] => {
        const own = found.get(`${entity}/${field}/${vintage}`);
        if (own === undefined) return [];
        const series = packSeries(entity, field, yearEnd, own);
        return [vintage === "" ? series : [...series, vintage]];
      }),
    ),
  );
  return { documents: sources.all, sections: sections.all, series };
}

/** What was restated stands behind what it replaces. */
const VINTAGES = ["", "first reported", "restated"] as const;

type UndatedSeries = readonly [string, string, string, readonly Value[], readonly number[], readonly number[]];

function packSeries(entity: string, field: string, yearEnd: number, entries: readonly Entry[]): UndatedSeries {
  const order = ({ period }: Entry): string => storedKey(period, yearEnd);
  const own = [...entries].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const runs: { start: Period; next: string; count: number }[] = [];
  for (const { period } of own) {
    const run = runs.at(-1);
    const next = periodId(following(period));
    if (run !== undefined && run.next === periodId(period)) Object.assign(run, { next, count: run.count + 1 });
    else runs.push({ start: period, next, count: 1 });
  }
  return [
    entity,
    field,
    runs.map(({ start, count }) => `${periodId(start)}*${count}`).join(" "),
    own.map(({ value }) => value),
    counted(own.map(({ document }) => document)),
    counted(own.map(({ section }) => section)),
  ];
}

/** 7, 7, 7, 8 is [7, 3, 8, 1]. */
function counted(values: readonly number[]): readonly number[] {
  const runs: number[] = [];
  for (const value of values) {
    if (runs.length > 0 && runs[runs.length - 2] === value) runs[runs.length - 1]++;
    else runs.push(value, 1);
  }
  return runs;
}

/** Each distinct item once, by its place. */
class Interned<T> {
  readonly all: T[] = [];
  private readonly places = new Map<string, number>();

  index(item: T): number {
    const key = JSON.stringify(item);
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.all.length);
    return this.all.push(item) - 1;
  }
}

/** The text of dataset/packed.json: one series a line. */
export function packedText({ documents, sections, series }: Packed): string {
  const lines = (items: readonly unknown[]): string => items.map((item) => `    ${JSON.stringify(item)}`).join(",\n");
  const lists = Object.entries({ documents, sections, series }).map(
    ([key, items]) => `  "${key}": [\n${lines(items)}\n  ]`,
  );
  return `{\n${lists.join(",\n")}\n}\n`;
}

/** The text of dataset/edition.json: the version, and the hash that the figures must have. */
export const editionText = (version: string, packed: Packed): string =>
  `{ "version": "${version}", "hash": "${hashOf(packed)}" }\n`;
