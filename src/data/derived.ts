// Series that are computed from the dataset's figures and never typed in, and the one way to read a figure of either kind.
import * as model from "../model/capex";
import type { Amounts } from "../model/capex";
import { brief, fail, present } from "../model/errors";
import type { Series } from "../model/numbers/series";
import { figure as leave, inCase, input, unwatched } from "../model/steps/trace";
import {
  didYouMean,
  type Entity,
  type Field,
  FIELDS,
  type Figure,
  find,
  periodsOf as storedPeriodsOf,
} from "./dataset";
import { weakest } from "./grade";
import { fiscalLabel, type Period, periodEnd, periodId, periodStart, quarter, quartersOf, yearBefore } from "./period";
import { fact, preset, supportOf } from "./presets";

/** A field that is computed: from which others, and how. */
interface Derived extends Field {
  /** Fields it is made of; the first that is known counts where there are several. */
  readonly from: readonly (readonly string[])[];
  /** The same field a year before is needed too. */
  readonly growing?: boolean;
  /** Only the article's years can be had. */
  readonly assumed?: boolean;
  /** A method, since each takes the amounts of its own fields alone. */
  calculate(amounts: Record<string, Amounts>): Amounts;
}

/** A field's name in formulas: aws_net_sales is awsNetSales. */
export const keyOf = (field: string): string => field.replace(/[_-]+(.)/g, (_, letter: string) => letter.toUpperCase());

const ratioField = (id: string, label: string, top: string, bottom: string, about: string): Derived => ({
  id,
  label,
  unit: "ratio",
  kind: "ratio",
  about,
  from: [[top], [bottom]],
  calculate: model.quotient(keyOf(id), label, "ratio", keyOf(top), keyOf(bottom)),
});

const growthField = (of: string, label: string): Derived => {
  const id = `${of}_growth`;
  const about = "Growth over the same period a year before.";
  const calculate = model.growth(keyOf(id), label, keyOf(of));
  return { id, label, unit: "fraction", kind: "ratio", about, from: [[of]], growing: true, calculate };
};

export const DERIVED: readonly Derived[] = [
  {
    id: "total_investment",
    label: "Total investment",
    unit: "USD million",
    kind: "flow",
    about: "Purchases of property and equipment, finance leases and build-to-suit leases (as recast where they were).",
    from: [
      ["purchases_ppe_gross"],
      ["ppe_acquired_under_finance_leases"],
      ["ppe_build_to_suit_recast", "ppe_build_to_suit"],
    ],
    calculate: model.totalInvestment,
  },
  {
    id: "other_investment",
    label: "Investment in all but IT",
    unit: "USD million",
    kind: "flow",
    about:
      "What the article takes for fulfilment, transport and offices: 14.6 billion in 2024, 4.7% less than in 2023.",
    from: [],
    assumed: true,
    calculate: model.otherInvestment,
  },
  {
    id: "it_spend",
    label: "IT spend",
    unit: "USD million",
    kind: "flow",
    about: "Total investment less all but IT: IT of the whole company, AI and its datacenters included.",
    from: [["total_investment"], ["other_investment"]],
    calculate: model.itSpend,
  },
  {
    id: "capex_with_finance_leases",
    label: "Cash capex and finance leases",
    unit: "USD million",
    kind: "flow",
    about: "Cash capex and the finance leases obtained: what Microsoft's guidance counts.",
    from: [["cash_capex_gross"], ["finance_lease_rou_obtained"]],
    calculate: model.capexWithFinanceLeases,
  },
  ratioField(
    "aws_operating_margin",
    "AWS operating margin",
    "aws_operating_income",
    "aws_net_sales",
    "AWS operating income over AWS net sales.",
  ),
  ratioField(
    "it_spend_to_aws_operating_income",
    "IT spend over AWS operating income",
    "it_spend",
    "aws_operating_income",
    "What the republished article calls IT spend over revenue.",
  ),
  ratioField(
    "it_spend_to_aws_net_sales",
    "IT spend over AWS net sales",
    "it_spend",
    "aws_net_sales",
    "IT spend over AWS net sales.",
  ),
  growthField("total_net_sales", "Growth of net sales"),
  growthField("aws_net_sales", "Growth of AWS net sales"),
  growthField("aws_operating_income", "Growth of AWS operating income"),
  growthField("purchases_ppe_gross", "Growth of purchases of property and equipment"),
  growthField("total_investment", "Growth of total investment"),
  growthField("cash_capex_gross", "Growth of cash capex"),
];

/** Stored and computed fields, in the order in which they are shown. */
export const ALL_FIELDS: readonly Field[] = [...FIELDS, ...DERIVED];

const derivedOf = (field: string): Derived | undefined => DERIVED.find(({ id }) => id === field);

/** The quarters of a period, as the calendar has them; a fiscal year counts as the calendar year it is named after. */
function calendarQuarters(period: Period): readonly Period[] {
  const { kind, year, part } = period;
  if (kind === "quarter" || kind === "fiscal") return [period];
  if (kind === "trailing") return quartersOf(period);
  const parts = kind === "half" ? [2 * part - 1, 2 * part] : [1, 2, 3, 4];
  return parts.map((own) => quarter(year, own));
}

const quartersIn = (wanted: number, period: Period): number =>
  calendarQuarters(period).filter(({ year }) => year === wanted).length;

/** The article says how much of Amazon's investment is not IT for two years only. */
const isAssumed = (entity: string, period: Period): boolean =>
  entity === "AMZN" && calendarQuarters(period).every(({ year }) => year === 2023 || year === 2024);

const isFlow = (field: string): boolean => FIELDS.find(({ id }) => id === field)?.kind === "flow";

/** The figures that a stored field has for a period: one, or the four quarters of twelve trailing months. */
function storedFigures(entity: string, field: string, period: Period): readonly Figure[] | undefined {
  if (period.kind === "trailing" && isFlow(field)) {
    const quarters = quartersOf(period).map((quarter) => find(entity, field, quarter));
    if (quarters.every((quarter) => quarter !== undefined)) return quarters;
  }
  const own = find(entity, field, period);
  return own && [own];
}

const firstKnown = (entity: string, fields: readonly string[], period: Period): string | undefined =>
  fields.find((field) => isKnown(entity, field, period));

/** Whether there is a figure, stored or computed. */
export function isKnown(entity: string, field: string, period: Period): boolean {
  const derived = derivedOf(field);
  if (derived === undefined) return storedFigures(entity, field, period) !== undefined;
  if (derived.assumed) return isAssumed(entity, period);
  const before = derived.growing ? [period, yearBefore(period)] : [period];
  return derived.from.every((fields) => before.every((at) => firstKnown(entity, fields, at) !== undefined));
}

/** Every figure of the dataset that a figure is made of. */
function ingredients(entity: string, field: string, period: Period): readonly Figure[] {
  const derived = derivedOf(field);
  if (derived === undefined) return present(storedFigures(entity, field, period));
  const at = derived.growing ? [yearBefore(period), period] : [period];
  return derived.from.flatMap((fields) =>
    at.flatMap((each) => ingredients(entity, present(firstKnown(entity, fields, each)), each)),
  );
}

/** Reads amounts of one field for periods that are all known, and leaves every step: one number for one period. */
export function amounts(
  entity: string,
  field: string,
  periods: readonly Period[],
  path: readonly string[] = [],
): Amounts {
  const derived = derivedOf(field);
  if (derived === undefined) return storedAmounts(entity, [field], periods);
  if (derived.assumed) return derived.calculate(assumption(periods));
  const inputs: Record<string, Amounts> = {};
  for (const fields of derived.from) {
    const of = present(fields.at(-1));
    inputs[keyOf(of)] =
      fields.length === 1 ? amounts(entity, of, periods, path) : storedAmounts(entity, fields, periods);
  }
  if (derived.growing) inputs.yearBefore = amountsBefore(entity, derived.from[0][0], periods, path);
  return derived.calculate(inputs);
}

/** The amount of one period. */
export function amountOf(entity: string, field: string, period: Period): number {
  const amount = amounts(entity, field, [period]);
  return typeof amount === "number" ? amount : amount[0];
}

/** The amounts of several periods; a lone one is a series too. */
export function seriesOf(entity: string, field: string, periods: readonly Period[], path?: readonly string[]): Series {
  const read = amounts(entity, field, periods, path);
  return typeof read === "number" ? [read] : read;
}

function amountsBefore(entity: string, field: string, periods: readonly Period[], path: readonly string[]): Amounts {
  const scope = [...path, "yearBefore"];
  const value = inCase(
    "yearBefore",
    () => "A year before",
    () => amounts(entity, field, periods.map(yearBefore), scope),
  );
  const { label, unit } = present(ALL_FIELDS.find(({ id }) => id === field));
  input({
    key: "yearBefore",
    name: `${label}, a year before`,
    unit,
    value,
    origin: "data",
    source: "calculated above",
    axis: "across",
    structural: false,
    link: { path: scope, key: keyOf(field) },
  });
  return value;
}

/** Of several fields, the first that is known counts, period by period; the last gives the name. */
function storedAmounts(entity: string, fields: readonly string[], periods: readonly Period[]): Amounts {
  const { id, label, unit } = present(FIELDS.find((each) => each.id === fields.at(-1)));
  const key = keyOf(id);
  const found = periods.map((period) => {
    const field = present(firstKnown(entity, fields, period));
    return present(storedFigures(entity, field, period));
  });
  const source = sources(found.flat());
  const told = { note: `${entity} ${spanOf(periods)}`, support: [...new Set(found.flat().map(({ grade }) => grade))] };
  if (found.every((figures) => figures.length === 1)) {
    const values = found.map(([figure]) => figure.value);
    return leave<Amounts>(key, label, unit, values.length === 1 ? values[0] : values, source, told);
  }
  // Where only the twelve months are known, they stand in the last row, and the rows before it hold nothing.
  const row = (at: number): Series =>
    found.map((figures) => (figures.length === 4 ? figures[at].value : at === 3 ? figures[0].value : 0));
  const [quarters, name, months] = [`${key}Quarters`, `${label}, by quarter`, `${label}, twelve months`];
  const rows = [0, 1, 2, 3].map(row);
  if (periods.length > 1)
    return model.trailingSums(key, months, unit)({ [quarters]: leave(quarters, name, unit, rows, source, told) });
  const column = rows.map(([value]) => value);
  return model.trailingSum(
    key,
    months,
    unit,
  )({ [quarters]: leave(quarters, name, unit, column, source, { ...told, axis: "down" }) });
}

const CERTAIN = { support: ["A"] } as const;

const spanOf = (periods: readonly Period[]): string => {
  const ids = periods.map(periodId);
  return ids.length > 3 ? `${ids[0]} to ${ids[ids.length - 1]}` : ids.join(", ");
};

function assumption(periods: readonly Period[]): Record<string, Amounts> {
  const article = preset("AMZN-CAPEX");
  const given = Object.fromEntries(
    ["other2024", "otherDecline2024"].map((key) => {
      const { label, value, unit, source, status } = fact(article, key);
      return [key, leave(key, label, unit, value, source, { support: supportOf(status) })];
    }),
  );
  const counts = Object.fromEntries(
    [2023, 2024].map((year) => {
      const values = periods.map((period) => quartersIn(year, period));
      const value: Amounts = values.length === 1 ? values[0] : values;
      const name = `Quarters of ${year} in the period`;
      return [`quarters${year}`, leave<Amounts>(`quarters${year}`, name, "quarters", value, "the calendar", CERTAIN)];
    }),
  );
  return { ...given, ...counts };
}

const sources = (figures: readonly Figure[]): string => [...new Set(figures.map(({ source }) => source))].join("; ");

/** From the firmest to the weakest. */
const BASES = ["reported", "derived", "guided", "estimated", "recalled", "yours"];

/** A figure with all that is known about it, stored or computed; undefined where it is missing. */
export function figureOf(entity: Entity, field: Field, period: Period): Figure | undefined {
  const stored = find(entity.id, field.id, period);
  if (stored !== undefined) return stored;
  if (!isKnown(entity.id, field.id, period)) return undefined;
  const made = ingredients(entity.id, field.id, period);
  const assumed = derivedOf(field.id) !== undefined && usesAssumption(field.id);
  const bases = ["derived", ...(assumed ? ["estimated"] : []), ...made.map(({ basis }) => basis)];
  return {
    entity: entity.id,
    field: field.id,
    period: periodId(period),
    fiscal: fiscalLabel(period, entity.yearEnd),
    start: periodStart(period, entity.yearEnd),
    end: periodEnd(period, entity.yearEnd),
    value: unwatched(() => amountOf(entity.id, field.id, period)),
    unit: field.unit,
    basis: bases.reduce((one, other) => (BASES.indexOf(other) > BASES.indexOf(one) ? other : one)),
    grade: gradeOf(made),
    source: `Computed from ${[sources(made), ...(assumed ? [fact(preset("AMZN-CAPEX"), "other2024").source] : [])].filter(Boolean).join("; ")}`,
    note: derivedOf(field.id) === undefined ? "The sum of four quarters." : field.about,
    label: "",
    accession: "",
    url: "",
    filed: "",
    vintage: "",
  };
}

/** Of one's own figures it is one's own; otherwise derived at best. */
const gradeOf = (made: readonly Figure[]): Figure["grade"] => {
  const grades = made.flatMap(({ grade }) => (grade === "yours" ? [] : [grade]));
  return grades.length < made.length ? "yours" : weakest(["C", ...grades]);
};

const usesAssumption = (field: string): boolean => {
  const derived = derivedOf(field);
  return derived !== undefined && (derived.assumed === true || derived.from.flat().some(usesAssumption));
};

/** The periods for which a field is known, in order; twelve trailing months only where they are published as such. */
export function periodsOf(entity: string, field: string): readonly Period[] {
  const derived = derivedOf(field);
  if (derived === undefined) return storedPeriodsOf(entity, field);
  const candidates = periodsOf(entity, derived.from[0]?.[0] ?? "total_investment");
  return candidates.filter((period) => isKnown(entity, field, period));
}

/** The fields, stored or computed, of which there is a figure for the entity. */
export const fieldsOf = (entity: string): readonly Field[] =>
  ALL_FIELDS.filter(({ id }) => periodsOf(entity, id).length > 0);

/** The field of an id or a label, in either case; the nearest names where there is none. */
export function fieldNamed(name: string, among: readonly Field[] = ALL_FIELDS): Field {
  const wanted = name.trim().toLowerCase();
  const found = among.find(({ id, label }) => id.toLowerCase() === wanted || label.toLowerCase() === wanted);
  return (
    found ??
    fail(
      "#N/A",
      `there is no field "${brief(name)}"; ${didYouMean(
        name,
        among.flatMap(({ id, label }) => [id, label]),
      )}`,
    )
  );
}
