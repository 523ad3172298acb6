// Which figures of the dataset are to be loaded: a company, its fields, the kind of period, and from when to when.
import { areProvided, ENTITIES, type Entity, type Field, type Figure, figures } from "../data/dataset";
import { ALL_FIELDS, figureOf, isKnown, periodsOf } from "../data/derived";
import { type Kind, type Period, periodId, periodOf, sortKey, trailing } from "../data/period";

/** One kind of period, or every period for which the dataset has a figure. */
export type PeriodKind = Kind | "all";

export interface FiguresRequest {
  readonly entity: string;
  readonly fields: readonly string[];
  readonly kind: PeriodKind;
  readonly from: string;
  readonly to: string;
  /** One figure a row, or one period a row. */
  readonly form: "long" | "wide";
  readonly chart: boolean;
}

/** What can be chosen beside a request. */
export interface FiguresOffer {
  readonly fields: readonly Field[];
  readonly kinds: readonly PeriodKind[];
  readonly periods: readonly string[];
}

export const KINDS: readonly PeriodKind[] = ["quarter", "fiscal", "half", "trailing", "year", "calendar", "all"];

/** The fields that a company's sheet starts with, where it has them. */
const FIRST_FIELDS = [
  "aws_net_sales",
  "aws_operating_income",
  "purchases_ppe_gross",
  "total_investment",
  "cash_capex_gross",
];

export const entityOf = (id: string): Entity => ENTITIES.find((entity) => entity.id === id) ?? ENTITIES[0];

/** The dataset does not change while the pane runs, so what it holds is looked up once. */
function remembered<R>(look: (entity: Entity, field: Field, kind: PeriodKind) => R): typeof look {
  const known = new Map<string, R>();
  return (entity, field, kind) => {
    const key = `${entity.id} ${field.id} ${kind}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = look(entity, field, kind);
    known.set(key, found);
    return found;
  };
}

const ofField = remembered((entity, field) => periodsOf(entity.id, field.id));

/** The periods of a kind for which a field is known; twelve months end with every quarter that has them. */
const ofFieldAndKind = remembered((entity, field, kind): readonly Period[] => {
  const stored = ofField(entity, field, "all");
  if (kind === "all") return stored;
  if (kind !== "trailing") return stored.filter((period) => period.kind === kind);
  const ending = stored.filter((period) => period.kind === "quarter").map(({ year, part }) => trailing(year, part));
  const summed = ending.filter((period) => isKnown(entity.id, field.id, period));
  const known = new Set(summed.map(periodId));
  return [...summed, ...stored.filter((period) => period.kind === kind && !known.has(periodId(period)))];
});

const fieldsOfEntity = (entity: Entity): readonly Field[] =>
  ALL_FIELDS.filter((field) => ofField(entity, field, "all").length > 0);

/** The companies of which there are figures. */
export const entities = (): readonly Entity[] => ENTITIES.filter((entity) => fieldsOfEntity(entity).length > 0);

/** The periods for which any of the fields is known, in order. */
function periodsOfKind(entity: Entity, fields: readonly Field[], kind: PeriodKind): Period[] {
  const found = new Map(
    fields.flatMap((field) => ofFieldAndKind(entity, field, kind)).map((period) => [periodId(period), period]),
  );
  const keyed = [...found.values()].map((period) => ({ period, key: sortKey(period, entity.yearEnd) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ period }) => period);
}

/** The last quarter of which a company reported a figure. */
export interface LastQuarter {
  readonly period: string;
  /** Its last day, as an ISO date. */
  readonly end: string;
}

let lasts: ReadonlyMap<string, LastQuarter> | undefined;

/** Company by company; what one only expects counts for nothing. */
function lastQuarters(): ReadonlyMap<string, LastQuarter> {
  if (lasts !== undefined) return lasts;
  const found = new Map<string, LastQuarter>();
  for (const { entity, period, end, basis } of figures()) {
    const kind = periodOf(period)?.kind;
    if (basis === "guided" || (kind !== "quarter" && kind !== "fiscal")) continue;
    if (end > (found.get(entity)?.end ?? "")) found.set(entity, { period, end });
  }
  return (lasts = found);
}

/** The last quarter of the calendar of which the dataset has figures. */
export const lastIncluded = (): string =>
  [...lastQuarters().values()]
    .flatMap(({ period }) => (period.startsWith("FY") ? [] : [period]))
    .sort()
    .at(-1) ?? "";

/** Of a company, where it is another than the dataset's. */
export function lastOf(entity: string): LastQuarter | undefined {
  const own = lastQuarters().get(entity);
  return own?.period === lastIncluded() ? undefined : own;
}

/** The nearest request that can be met, and what else could be chosen. */
export function settle(wanted: FiguresRequest): { readonly request: FiguresRequest; readonly offer: FiguresOffer } {
  const entity = entityOf(wanted.entity);
  const fields = fieldsOfEntity(entity);
  const kinds = KINDS.filter((kind) => fields.some((field) => ofFieldAndKind(entity, field, kind).length > 0));
  const kind = kinds.includes(wanted.kind) ? wanted.kind : kinds[0];
  const known = fields.filter((field) => ofFieldAndKind(entity, field, kind).length > 0);
  const chosen = known.filter(({ id }) => wanted.fields.includes(id));
  const periods = periodsOfKind(entity, chosen.length > 0 ? chosen : known, kind).map(periodId);
  const from = periods.includes(wanted.from) ? wanted.from : periods[0];
  const last = periods[periods.length - 1];
  const to = periods.includes(wanted.to) && periods.indexOf(wanted.to) >= periods.indexOf(from) ? wanted.to : last;
  const request = { ...wanted, entity: entity.id, fields: chosen.map(({ id }) => id), kind, from, to };
  return { request, offer: { fields: known, kinds, periods } };
}

/** A request for a company's most asked figures. */
export function firstRequest(entity: string): FiguresRequest {
  const fields = fieldsOfEntity(entityOf(entity)).map(({ id }) => id);
  const first = FIRST_FIELDS.filter((id) => fields.includes(id));
  const request = { entity, fields: first.length > 0 ? first : fields, kind: "quarter" as const, from: "", to: "" };
  return settle({ ...request, form: "long", chart: false }).request;
}

/** What is asked for and offered first: nothing until the figures have come. */
export const firstFigures = (): ReturnType<typeof settle> =>
  areProvided()
    ? settle(firstRequest("AMZN"))
    : {
        request: { entity: "AMZN", fields: [], kind: "quarter", from: "", to: "", form: "long", chart: false },
        offer: { fields: [], kinds: [], periods: [] },
      };

/** Whether the figures had come when this was offered. */
export const haveCome = (offer: FiguresOffer): boolean => offer.fields.length > 0;

/** The figures that a settled request asks for: by field, then by period. A missing figure is left out. */
export function requested({ entity, fields, kind, from, to }: FiguresRequest): Figure[] {
  const own = entityOf(entity);
  const chosen = fieldsOfEntity(own).filter(({ id }) => fields.includes(id));
  const periods = periodsOfKind(own, chosen, kind);
  const ids = periods.map(periodId);
  const range = periods.slice(Math.max(ids.indexOf(from), 0), ids.indexOf(to) + 1);
  return chosen.flatMap((field) => range.flatMap((period) => figureOf(own, field, period) ?? []));
}
