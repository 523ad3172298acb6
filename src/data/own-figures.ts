// Figures of the person at the workbook, read from a table with headings: they extend and override the dataset's for one call.
import { type Entity, type Field, type Figure, knownEntity, type OwnFigures } from "./dataset";
import { DERIVED, fieldNamed } from "./derived";
import { fiscalLabel, inCalendar, type Period, periodEnd, periodId, periodStart, year } from "./period";
import { parsePeriod } from "./written-period";
import { brief, fail, ModelError, must } from "../model/errors";
import { namesOf } from "../model/records";

type Column = "entity" | "field" | "period" | "value" | "unit" | "source" | "note";

/** The columns of a table, by any of their names. */
const COLUMNS: Readonly<Record<Column, readonly string[]>> = {
  entity: ["entity", "company"],
  field: ["field", "figure"],
  period: ["period"],
  value: ["value"],
  unit: ["unit"],
  source: ["source"],
  note: ["note"],
};

const NEEDED: readonly Column[] = ["entity", "field", "period", "value"];

/** A company of whom we have nothing: it keeps the calendar. */
const stranger = (name: string): Entity => ({ id: name, name, also: [], yearEnd: 12 });

const textOf = (cell: unknown): string => (cell === null || cell === undefined ? "" : String(cell).trim());

/** The figures of a table whose first row names its columns; every row is right, or the first that is not is named. */
export function ownFigures(rows: readonly (readonly unknown[])[], what = "table"): OwnFigures {
  const at = columnsOf(rows[0], what);
  const byKey = new Map<string, Figure>();
  const periods = new Map<string, Period[]>();
  const entities = new Map<string, Entity>();
  const places = new Map<string, number>();
  rows.forEach((row, index) => {
    const place = index + 1;
    const cell = (column: Column): unknown => (at[column] === undefined ? null : row[at[column]]);
    if (index === 0 || NEEDED.every((column) => textOf(cell(column)) === "")) return;
    const { entity, period, figure } = read(cell, `${what}: row ${place}`, `row ${place} of the ${what}`);
    const key = `${figure.entity}/${figure.field}/${figure.period}`;
    const twin = places.get(key);
    must(twin === undefined, `${what}: rows ${twin} and ${place} are both ${key.replaceAll("/", " ")}: keep one`);
    places.set(key, place);
    byKey.set(key, figure);
    const series = `${figure.entity}/${figure.field}`;
    periods.set(series, [...(periods.get(series) ?? []), period]);
    if (knownEntity(entity.id) === undefined) entities.set(entity.id, entity);
  });
  must(byKey.size > 0, `${what} has headings and no figures: give it at least one row`);
  return { byKey, periods, entities: [...entities.values()] };
}

function columnsOf(headings: readonly unknown[], what: string): Readonly<Partial<Record<Column, number>>> {
  const names = headings.map((cell) => textOf(cell).toLowerCase());
  const found: Partial<Record<Column, number>> = {};
  for (const column of namesOf(COLUMNS)) {
    const places = names.flatMap((name, i) => (COLUMNS[column].includes(name) ? [i] : []));
    // Our own sheet has a figure's label and its id beside each other.
    const place = places.find((i) => names[i] === column) ?? places[0];
    if (place !== undefined) found[column] = place;
  }
  const missing = NEEDED.filter((column) => found[column] === undefined);
  must(
    missing.length === 0,
    `${what} has no heading ${missing.map((column) => `"${column}"`).join(", ")}: its first row names entity, field, period and value, and if you like unit, source and note`,
  );
  return found;
}

interface ReadRow {
  readonly entity: Entity;
  readonly period: Period;
  readonly figure: Figure;
}

function read(cell: (column: Column) => unknown, row: string, place: string): ReadRow {
  for (const column of NEEDED) must(textOf(cell(column)) !== "", `${row} has no ${column}`);
  const name = textOf(cell("entity"));
  const entity = knownEntity(name) ?? stranger(name.toUpperCase());
  const field = fieldIn(textOf(cell("field")), row);
  const written = textOf(cell("period"));
  const parsed = parsePeriod(written);
  if (parsed === undefined)
    return fail("#VALUE!", `${row} has the period "${brief(written)}": write it like 2026Q3, FY2026 or TTM2026Q3`);
  const period =
    parsed.kind === "calendar" && entity.yearEnd === 12 ? year(parsed.year) : inCalendar(parsed, entity.yearEnd);
  const value = cell("value");
  must(
    typeof value === "number" && Number.isFinite(value),
    `${row} has the value "${brief(textOf(value))}": write a number, or leave the row out`,
  );
  const unit = textOf(cell("unit"));
  must(
    unit === "" || unit === field.unit,
    `${row} is in ${brief(unit)}: ${field.id} is in ${field.unit}; convert it, or leave unit empty`,
  );
  const source = textOf(cell("source"));
  const figure: Figure = {
    entity: entity.id,
    field: field.id,
    period: periodId(period),
    fiscal: fiscalLabel(period, entity.yearEnd),
    start: field.kind === "stock" ? periodEnd(period, entity.yearEnd) : periodStart(period, entity.yearEnd),
    end: periodEnd(period, entity.yearEnd),
    value,
    unit: field.unit,
    basis: "yours",
    grade: "yours",
    source: `yours: ${source === "" ? place : source}`,
    note: textOf(cell("note")),
    label: "",
    accession: "",
    url: "",
    filed: "",
    vintage: "",
  };
  return { entity, period, figure };
}

function named(name: string, row: string): Field {
  try {
    return fieldNamed(name);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return fail(error.reason, `${row}: ${error.message}`);
  }
}

function fieldIn(name: string, row: string): Field {
  const found = named(name, row);
  const derived = DERIVED.find(({ id }) => id === found.id);
  if (derived === undefined) return found;
  const parts = derived.from.map((fields) => fields.at(-1)).join(", ");
  return fail("#VALUE!", `${row}: ${found.id} is computed${parts === "" ? "" : `; give ${parts}`}`);
}
