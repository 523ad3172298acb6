// The built-in figures of companies: each with entity, field, period, unit, basis, confidence and source.
// The files of dataset/ are written by document, as one would check them; here they are turned into figures.
import { fail, must } from "../model/errors";
import { nearest } from "../model/keys";
import amazon from "./dataset/amazon.json";
import hyperscalers from "./dataset/hyperscalers.json";
import registry from "./dataset/registry.json";
import stamp from "./dataset/version.json";
import { hash } from "./hash";
import { parsePeriod, periodEnd, periodId, sortKey, type Period } from "./period";

export interface Figure {
  readonly entity: string;
  readonly field: string;
  readonly period: string;
  /** Last day of the period, as an ISO date. */
  readonly end: string;
  readonly value: number;
  readonly unit: string;
  readonly basis: string;
  readonly confidence: string;
  readonly source: string;
  readonly note: string;
}

export interface Entity {
  readonly id: string;
  readonly name: string;
  /** Other names by which it is found. */
  readonly also: readonly string[];
  /** Month in which the fiscal year ends. */
  readonly yearEnd: number;
}

export interface Field {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** A flow adds up over periods; a stock stands at a period's end; guidance is a word, not a result. */
  readonly kind: string;
  readonly about: string;
}

/** Figures that were taken from one document. */
interface Document {
  readonly entity: string;
  readonly document: string;
  readonly basis: string;
  readonly confidence: string;
  readonly figures: readonly Series[];
}

/** Values of a field by period, from one section of a document. */
interface Series {
  readonly field: string;
  readonly section?: string;
  readonly note?: string;
  readonly values: Readonly<Record<string, number>>;
}

/** All that the hash covers, in the order in which it is written to a file. */
export interface Content {
  readonly registry: typeof registry;
  readonly documents: readonly Document[];
}

export const VERSION: string = stamp.version;
export const HASH: string = stamp.hash;

export const ENTITIES: readonly Entity[] = registry.entities;
export const FIELDS: readonly Field[] = registry.fields;

export const content = (): Content => ({
  registry,
  documents: [...amazon, ...hyperscalers] as unknown as readonly Document[],
});

interface Index {
  readonly all: readonly Figure[];
  readonly byKey: ReadonlyMap<string, Figure>;
  readonly periods: ReadonlyMap<string, readonly Period[]>;
}

let index: Index | undefined;

/** Built when a figure is first asked for, and only from content that bears its hash. */
function read(): Index {
  if (index !== undefined) return index;
  const own = content();
  must(hash(JSON.stringify(own)) === HASH, `the built-in dataset ${VERSION} is damaged: load the add-in again`);
  index = build(own);
  return index;
}

function build({ documents }: Content): Index {
  const found: { figure: Figure; at: Period; series: number; key: string }[] = [];
  const entityOrder = new Map(ENTITIES.map(({ id }, i) => [id, i]));
  const fieldOrder = new Map(FIELDS.map(({ id }, i) => [id, i]));
  for (const { entity, document, basis, confidence, figures } of documents) {
    const company = entityOrder.get(entity) as number;
    const { yearEnd } = ENTITIES[company];
    for (const { field, section, note = "", values } of figures) {
      const source = section === undefined ? document : `${document}, ${section}`;
      const place = fieldOrder.get(field) as number;
      const { unit } = FIELDS[place];
      for (const [period, value] of Object.entries(values)) {
        const at = parsePeriod(period) as Period;
        const key = sortKey(at, yearEnd);
        const figure = {
          entity,
          field,
          period,
          end: periodEnd(at, yearEnd),
          value,
          unit,
          basis,
          confidence,
          source,
          note,
        };
        found.push({ figure, at, series: company * FIELDS.length + place, key });
      }
    }
  }
  found.sort((a, b) => a.series - b.series || (a.key < b.key ? -1 : 1));
  const byKey = new Map<string, Figure>();
  const periods = new Map<string, Period[]>();
  for (const { figure, at } of found) {
    byKey.set(`${figure.entity}/${figure.field}/${figure.period}`, figure);
    const series = `${figure.entity}/${figure.field}`;
    const known = periods.get(series);
    if (known === undefined) periods.set(series, [at]);
    else known.push(at);
  }
  return { all: found.map(({ figure }) => figure), byKey, periods };
}

/** Every figure, by entity, field and period. */
export const figures = (): readonly Figure[] => read().all;

/** The figure, or undefined where the dataset has none: a missing figure is missing, never 0. */
export const find = (entity: string, field: string, period: Period): Figure | undefined =>
  read().byKey.get(`${entity}/${field}/${periodId(period)}`);

/** The periods for which the dataset holds a figure of its own, in order. */
export const periodsOf = (entity: string, field: string): readonly Period[] =>
  read().periods.get(`${entity}/${field}`) ?? [];

/** The entity of an id or a name, in either case. */
export function entityNamed(name: string): Entity {
  const wanted = name.trim().toLowerCase();
  const found = ENTITIES.find(({ id, name, also }) =>
    [id, name, ...also].some((known) => known.toLowerCase() === wanted),
  );
  return (
    found ??
    fail(
      "#N/A",
      `there is no entity "${name}"; ${didYouMean(
        name,
        ENTITIES.map(({ id }) => id),
      )}`,
    )
  );
}

/** Names the nearest of what is known. */
export const didYouMean = (name: string, known: readonly string[]): string =>
  `did you mean ${nearest(name, known).join(", ")}?`;
