// Deliveries on one calendar: each phase is a scenario with a start of its own, and the fleet is their sum.
import { cashflow, CASHFLOW_COLUMNS, inTheMiddle, type PlainColumn } from "./cashflow";
import { must } from "./errors";
import { type Discounting, following, type ToDate } from "./flow";
import { MAX_YEARS, type Scenario } from "./keys";
import { along, type Series, total } from "./numbers/series";
import { recordOf } from "./records";
import { type Assumptions, type Change, type Home, inVariant } from "./scenario";
import { frozen, linkedInput, scope, step, watched } from "./steps/trace";

/** A delivery: what differs from the scenario, and when it starts, in years from now. */
export interface Phase {
  readonly name: string;
  readonly start: number;
  readonly changes: readonly Change[];
}

/** What is added up over the phases; the other columns follow from these. */
const ADDED = [
  "revenue",
  "opex",
  "ebitda",
  "depreciation",
  "ebit",
  "tax",
  "operatingCash",
  "capexFlow",
  "resale",
] as const;
type Added = (typeof ADDED)[number];

const LABELS: Readonly<Record<Added, string>> = {
  revenue: "Revenue",
  opex: "Opex",
  ebitda: "EBITDA",
  depreciation: "Depreciation",
  ebit: "EBIT",
  tax: "Tax",
  operatingCash: "Operating cash after tax",
  capexFlow: "Capital cost",
  resale: "Residual: cash from the sale",
};

const startPart = step(
  "startPart",
  "Part of a calendar year before the start",
  "years",
  "=start - startYear",
  ({ start, startYear }: { start: number; startYear: number }) => start - startYear,
);

const startRow = step(
  "startRow",
  "Calendar year of the first payment",
  "year",
  "=IF(startPart > 0, startYear + 1, startYear)",
  ({ startPart, startYear }: { startPart: number; startYear: number }) => (startPart > 0 ? startYear + 1 : startYear),
);

interface Spread {
  readonly calendar: Series;
  readonly startYear: number;
  readonly startPart: number;
  readonly startRow: number;
  readonly years: number;
}

const atStart = step(
  "atStart",
  "The year of the first payment (1: yes)",
  "code",
  "=IF(calendar = startRow, 1, 0)",
  ({ calendar, startRow: row }: Pick<Spread, "calendar" | "startRow">) =>
    along(calendar.length, (i) => (calendar[i] === row ? 1 : 0)),
);

const inside = (k: number, years: number): boolean => k >= 1 && k <= years;
const place = (k: number, years: number): number => Math.max(1, Math.min(years + 1, k + 1));

const shareOfYear = step(
  "shareNow",
  "Part of the phase's year that ends in this calendar year or with it",
  "years",
  "=IF(calendar - startYear >= 1, IF(calendar - startYear <= years, 1 - startPart, 0), 0)",
  ({ calendar, startYear, startPart: part, years }: Omit<Spread, "startRow">) =>
    along(calendar.length, (i) => (inside(calendar[i] - startYear, years) ? 1 - part : 0)),
);

const placeOfYear = step(
  "placeNow",
  "Place of that year in the phase",
  "position",
  "=MAX(1, MIN(years + 1, calendar - startYear + 1))",
  ({ calendar, startYear, years }: Pick<Spread, "calendar" | "startYear" | "years">) =>
    along(calendar.length, (i) => place(calendar[i] - startYear, years)),
);

const shareOfLast = step(
  "shareBefore",
  "Part of the phase's year before that falls into this calendar year",
  "years",
  "=IF(calendar - startYear - 1 >= 1, IF(calendar - startYear - 1 <= years, startPart, 0), 0)",
  ({ calendar, startYear, startPart: part, years }: Omit<Spread, "startRow">) =>
    along(calendar.length, (i) => (inside(calendar[i] - startYear - 1, years) ? part : 0)),
);

const placeOfLast = step(
  "placeBefore",
  "Place of that year in the phase",
  "position",
  "=MAX(1, MIN(years + 1, calendar - startYear))",
  ({ calendar, startYear, years }: Pick<Spread, "calendar" | "startYear" | "years">) =>
    along(calendar.length, (i) => place(calendar[i] - startYear - 1, years)),
);

interface Placed {
  readonly atStart: Series;
  readonly shareNow: Series;
  readonly placeNow: Series;
  readonly shareBefore: Series;
  readonly placeBefore: Series;
}

/** A column of a phase by calendar year. */
function onCalendar(key: Added, own: Series, placed: Placed): Series {
  const { atStart: first, shareNow, placeNow, shareBefore, placeBefore } = placed;
  const seen = along(
    first.length,
    (i) => first[i] * own[0] + shareNow[i] * own[placeNow[i] - 1] + shareBefore[i] * own[placeBefore[i] - 1],
  );
  if (!watched()) return seen;
  return step(
    `${key}OnCalendar`,
    `${LABELS[key]}, by calendar year`,
    "$",
    `=atStart * first(${key}) + shareNow * INDEX(${key}, placeNow) + shareBefore * INDEX(${key}, placeBefore)`,
    () => seen,
  )({ ...placed, [key]: own });
}

const saleOnCalendar = step(
  "resaleOnCalendar",
  `${LABELS.resale}, by calendar year`,
  "$",
  "=IF(calendar = startRow + years, last(resale), 0)",
  ({ calendar, startRow: row, years, resale }: Pick<Spread, "calendar" | "startRow" | "years"> & { resale: Series }) =>
    along(calendar.length, (i) => (calendar[i] === row + years ? resale[resale.length - 1] : 0)),
  { note: "the sale is at the end of the phase's last year" },
);

/** The cash flow of a phase or of the fleet by calendar year, year 0 now. */
export interface FleetFlow {
  readonly columns: Readonly<Record<PlainColumn, Series>>;
  readonly toDate: () => ToDate;
}

/** The fleet's cash flow, and each phase's. */
export interface Fleet {
  readonly total: FleetFlow;
  readonly phases: readonly FleetFlow[];
}

const calendarYear = step(
  "calendar",
  "Calendar year",
  "year",
  "=prior(calendar, (-1)) + 1",
  ({ years }: { years: number }) => along(years + 1, (i) => i),
);

type Columns = Readonly<Record<Added, Series>>;

/** The columns with what follows from them; `end` sets the names of a phase's columns apart from those of its scenario. */
function flowOf(
  calendar: Series,
  columns: Columns,
  { wacc, middle }: Omit<Discounting, "year">,
  end: string,
): FleetFlow {
  const { operatingCash, capexFlow, resale, ...others } = columns;
  const { freeCashFlow, toDate } = following(
    { end, year: "calendar" },
    { operatingCash, capexFlow, resale },
    { wacc, middle, year: calendar },
  );
  return {
    columns: { ...others, year: calendar, capex: capexFlow, residual: resale, freeCashFlow },
    toDate,
  };
}

/** One cash flow of deliveries that start at different times. */
export function fleet(assumptions: Assumptions, phases: readonly Phase[]): Fleet {
  const path = scope();
  const years = Math.max(
    ...phases.map(({ start, changes }) => {
      const horizon = changes.find(({ key }) => key === "horizon")?.value ?? assumptions.horizon;
      return Math.ceil(start) + Math.ceil(horizon);
    }),
  );
  must(
    years <= 2 * MAX_YEARS,
    `the phases last ${years} years in all: at most ${2 * MAX_YEARS}; bring start or horizon down`,
  );
  const calendar = calendarYear({ years });
  const home: Home = { assumptions, path };
  const parts = phases.map((phase, index) =>
    inVariant(
      home,
      `phase${index + 1}`,
      () => phase.name,
      phase.changes,
      (scenario) => {
        if (watched()) {
          const from = (key: string, name: string, unit: string, value: number | Series, origin: string): void =>
            linkedInput({ key, name, unit, value }, { path, key: origin });
          from("calendar", "Calendar year", "year", calendar, "calendar");
          from("start", "Start", "years", phase.start, `start${index + 1}`);
        }
        const added = spreadOut(phase, calendar, scenario);
        return {
          added,
          flow: flowOf(calendar, added, { wacc: scenario.wacc, middle: inTheMiddle(scenario) }, "OnCalendar"),
        };
      },
    ),
  );
  const whole = (key: Added): Series => {
    const all = parts.map(({ added }) => added[key]);
    if (!watched()) return total(all, calendar.length);
    const names = parts.map((_, i) => `${key}Phase${i + 1}`);
    names.forEach((name, i) =>
      linkedInput(
        { key: name, name: `${LABELS[key]} of ${phases[i].name}`, unit: "$", value: all[i] },
        { path: [...path, `phase${i + 1}`], key: `${key}OnCalendar` },
      ),
    );
    return step(key, LABELS[key], "$", `=${names.join(" + ")}`, () => total(all, calendar.length))(
      Object.fromEntries(names.map((name, i) => [name, all[i]])),
    );
  };
  const added: Columns = recordOf(ADDED, whole);
  const { wacc, timing } = assumptions;
  return {
    total: flowOf(calendar, added, { wacc, middle: timing === 1 }, ""),
    phases: parts.map(({ flow }) => flow),
  };
}

function spreadOut({ start }: Phase, calendar: Series, scenario: Scenario): Columns {
  const { columns, operatingCash } = cashflow(scenario);
  const years = columns.year.length - 1;
  const note = "what shapes the calendar";
  const startYear = frozen("startYear", "Full years before the start", "years", note, Math.floor(start));
  frozen("years", "Years of the phase", "years", note, years);
  const part = startPart({ start, startYear });
  const row = startRow({ startPart: part, startYear });
  const spread = { calendar, startYear, startPart: part, startRow: row, years };
  const placed: Placed = {
    atStart: atStart(spread),
    shareNow: shareOfYear(spread),
    placeNow: placeOfYear(spread),
    shareBefore: shareOfLast(spread),
    placeBefore: placeOfLast(spread),
  };
  const own: Columns = { ...columns, operatingCash, capexFlow: columns.capex, resale: columns.residual };
  const seen = (key: Added): Series =>
    key === "resale"
      ? saleOnCalendar({ calendar, startRow: row, years, resale: own.resale })
      : onCalendar(key, own[key], placed);
  return recordOf(ADDED, seen);
}

/** The step behind each column of the fleet. */
export const FLEET_STEPS = { ...CASHFLOW_COLUMNS, year: "calendar" } as const;
