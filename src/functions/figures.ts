// Which figures of which companies there are, for which periods: what CAPEXDATA and CAPEXHISTORY look up and lay out.
import { parsePeriod } from "../data/written-period";
import { didYouMean, type Entity, type Field, FIELDS, type Figure, find, knownEntities } from "../data/dataset";
import { fieldsOf, isKnown, keyOf, periodsOf, seriesOf } from "../data/derived";
import {
  fiscalYearOf,
  following,
  inCalendar,
  keepsCalendarQuarters,
  type Kind,
  type Period,
  periodId,
  periodOf,
  quartersLater,
  quarterSpan,
  sortKey,
  trailing,
  year as fiscalYear,
} from "../data/period";
import { brief, fail, ModelError, must, present } from "../model/errors";
import { MAX_PERIODS } from "../model/keys";
import { type SpillEntry, spillTable, type SpillValue } from "../model/steps/spill";
import { inCase } from "../model/steps/trace";
import { SPOKEN } from "./edge";

export function periodNamed(argument: string, text: string, { yearEnd }: Entity): Period {
  const found = parsePeriod(text);
  if (found === undefined)
    return fail("#N/A", `${argument} is "${brief(text)}": write it like 2024Q4, FY2024, 2024H2 or TTM2024Q4`);
  return found.kind === "calendar" && yearEnd === 12 ? fiscalYear(found.year) : inCalendar(found, yearEnd);
}

export const missing = (entity: Entity, field: Field, period: Period): never =>
  fail("#N/A", `${entity.id} has no ${field.id} for ${periodId(period)}: ${whatThereIs(entity, field)}`);

/** "there is 2014Q1 to 2026Q1, FY2013 to FY2025", or where else the field is found. */
function whatThereIs(entity: Entity, field: Field): string {
  const spans = spansOf(periodsOf(entity.id, field.id));
  if (spans !== "") return `there is ${spans}`;
  const others = knownEntities()
    .filter(({ id }) => periodsOf(id, field.id).length > 0)
    .map(({ id }) => id);
  const names = fieldsOf(entity.id).map(({ id }) => id);
  return `it is known for ${others.join(", ")}${names.length === 0 ? "" : `; ${didYouMean(field.id, names)}`}`;
}

/** First to last period of each unbroken run, kind by kind. */
function spansOf(periods: readonly Period[]): string {
  const kinds = [...new Set(periods.map(({ kind }) => kind))];
  const runs = kinds.flatMap((kind) => {
    const own: Period[][] = [];
    for (const period of periods.filter((each) => each.kind === kind)) {
      const run = own.at(-1);
      if (run !== undefined && periodId(following(run[run.length - 1])) === periodId(period)) run.push(period);
      else own.push([period]);
    }
    return own;
  });
  return runs
    .map((run) => (run.length === 1 ? periodId(run[0]) : `${periodId(run[0])} to ${periodId(run[run.length - 1])}`))
    .join(", ");
}

const CATALOGUE_HEADINGS = ["entity", "field", "label", "unit", "periods", "about"];

export function catalogue(entities: readonly Entity[], field: Field | undefined): SpillValue[][] {
  const rows = entities.flatMap((entity) =>
    fieldsOf(entity.id)
      .filter(({ id }) => field === undefined || id === field.id)
      .map(({ id, label, unit, about }) => [entity.id, id, label, unit, spansOf(periodsOf(entity.id, id)), about]),
  );
  if (rows.length > 0) return spillTable([CATALOGUE_HEADINGS, ...rows]);
  const [{ id }] = entities;
  if (field !== undefined) return fail("#N/A", `${id} has no ${field.id}: ${whatThereIs(entities[0], field)}`);
  return fail("#N/A", `there are no figures of ${id}: it is in the table of useful lives only`);
}

export const FREQUENCIES = ["quarter", "year", "ttm"] as const;
type Frequency = (typeof FREQUENCIES)[number];

/** What else is known of a figure, as CAPEXDATA gives it. */
export const ATTRIBUTES = [
  "value",
  "low",
  "high",
  "first",
  "restated",
  "unit",
  "basis",
  "grade",
  "source",
  "label",
  "note",
  "accession",
  "url",
  "filed",
  "vintage",
  "start",
  "end",
  "fiscal",
] as const;

/** One of them; what is not known is #N/A, and a note that is not there is empty. */
export function attributeOf(found: Figure, wanted: string): string | number {
  const other = vintages(found)[wanted] ?? Object.entries(found).find(([key]) => key === wanted)?.[1];
  if (typeof other === "number" || (typeof other === "string" && (other !== "" || wanted === "note"))) return other;
  const { entity, field, period } = found;
  return fail("#N/A", `no ${wanted} is known of ${entity} ${field} ${period}`);
}

/** A figure as it was first reported and as it was restated; what was never restated stands as it was first reported. */
function vintages({
  entity,
  field,
  period,
  value,
  vintage,
  first,
}: Figure): Readonly<Record<string, number | undefined>> {
  const at = present(periodOf(period));
  const later = FIELDS.find(({ id }) => id === field)?.restatedBy;
  const earlier = FIELDS.find(({ restatedBy }) => restatedBy === field)?.id;
  const restated = vintage === "restated" || earlier !== undefined;
  const before = first ?? (earlier === undefined ? undefined : find(entity, earlier, at));
  return {
    first: before?.value ?? (restated ? undefined : value),
    restated: restated ? value : later === undefined ? undefined : find(entity, later, at)?.value,
  };
}

/** The kind of period of a frequency: quarters are the company's own. */
const kindOf = (frequency: Frequency, yearEnd: number): Kind =>
  frequency === "year"
    ? "year"
    : frequency === "ttm"
      ? "trailing"
      : keepsCalendarQuarters(yearEnd)
        ? "quarter"
        : "fiscal";

/** The periods of a table: those asked for, or from the first to the last that any of the fields has. */
export function periodRange(
  entity: Entity,
  fields: readonly Field[],
  start: Period | undefined,
  end: Period | undefined,
  frequency: Frequency,
): readonly Period[] {
  const known = knownPeriods(entity, fields, frequency);
  const spans = fields.map((field) => whatThereIs(entity, field)).join("; ");
  if (known.length === 0)
    return fail("#N/A", `${entity.id} has no ${fields.map(({ id }) => id).join(", ")} by ${frequency}: ${spans}`);
  const [from] = quarterSpan(start ?? known[0], entity.yearEnd);
  const [, to] = quarterSpan(end ?? known[known.length - 1], entity.yearEnd);
  const count = quartersBetween(from, to) + 1;
  must(
    count > 0,
    `start is ${periodId(start ?? known[0])}, after the end, ${periodId(end ?? known[known.length - 1])}: give the earlier one first`,
  );
  must(count <= MAX_PERIODS, `start to end are ${count} quarters: at most ${MAX_PERIODS} are shown`);
  const quarters = Array.from({ length: count }, (_, i) => quartersLater(from, i));
  const all =
    frequency === "quarter"
      ? quarters
      : frequency === "ttm"
        ? quarters.map(({ year, part }) => trailing(year, part))
        : yearsOf(quarters, entity.yearEnd);
  const shown = new Set(known.map(periodId));
  must(
    all.some((period) => shown.has(periodId(period))),
    `there is nothing from ${periodId(from)} to ${periodId(to)}: ${spans}`,
    "#N/A",
  );
  return all;
}

const quartersBetween = (from: Period, to: Period): number => (to.year - from.year) * 4 + to.part - from.part;

const yearsOf = (quarters: readonly Period[], yearEnd: number): readonly Period[] => {
  const years = quarters.map((each) => fiscalYearOf(each, yearEnd).year);
  return [...new Set(years)].map(fiscalYear);
};

/** Every period at which any of the fields is known, in order. */
function knownPeriods({ id, yearEnd }: Entity, fields: readonly Field[], frequency: Frequency): readonly Period[] {
  const kind = kindOf(frequency, yearEnd);
  const found = new Map<string, Period>();
  for (const field of fields)
    for (const period of periodsOf(id, field.id)) {
      const candidate = kind === "trailing" && period.kind === "quarter" ? trailing(period.year, period.part) : period;
      if (candidate.kind === kind && isKnown(id, field.id, candidate))
        found.set(sortKey(candidate, yearEnd), candidate);
    }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, period]) => period);
}

/** Each field in a scope of its own, read at once for the periods that it has. */
export function history(
  entity: Entity,
  fields: readonly Field[],
  periods: readonly Period[],
  headings: readonly string[],
): SpillValue[][] {
  const columns = fields.map((field, i) => {
    const known = periods.filter((period) => isKnown(entity.id, field.id, period));
    const at = new Map(known.map((period, j) => [periodId(period), j]));
    const scope = `column${i + 1}`;
    if (known.length === 0) return { field, scope, at, values: [] };
    const values = inCase(
      scope,
      () => field.label,
      () => seriesOf(entity.id, field.id, known, [scope]),
    );
    return { field, scope, at, values };
  });
  // A sentence for each of a hundred thousand cells would take a second, and few of them reach Excel.
  const other = new ModelError("#N/A", `${entity.id} has no such figure for that period`);
  let missing = 0;
  return spillTable([
    headings,
    ...periods.map((period): SpillEntry[] => [
      periodId(period),
      ...columns.map(({ field, scope, at, values }) => {
        const j = at.get(periodId(period));
        return j === undefined
          ? missing++ >= SPOKEN
            ? other
            : new ModelError("#N/A", `${entity.id} has no ${field.id} for ${periodId(period)}`)
          : { within: [scope], key: keyOf(field.id), value: values[j], index: [0, j] as const };
      }),
    ]),
  ]);
}
