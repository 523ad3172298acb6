// Reporting periods: calendar quarters and halves, fiscal years, calendar years, and trailing twelve months to a quarter's end.
// A quarter that is none of the calendar's, as Oracle's to August, is a fiscal one.

/** `year` is the fiscal year for "year" and "fiscal" and the calendar year otherwise; `part` is the quarter or half, 0 where there is none. */
export interface Period {
  readonly kind: Kind;
  readonly year: number;
  readonly part: number;
}

export type Kind = "quarter" | "fiscal" | "half" | "year" | "calendar" | "trailing";

export const quarter = (year: number, part: number): Period => ({ kind: "quarter", year, part });
export const year = (fiscal: number): Period => ({ kind: "year", year: fiscal, part: 0 });
/** A quarter of a fiscal year. */
export const fiscalQuarter = (year: number, part: number): Period => ({ kind: "fiscal", year, part });
export const trailing = (year: number, part: number): Period => ({ kind: "trailing", year, part });

const ID = /^(?:(FY|CY)(\d{4})|FY(\d{4})Q([1-4])|(TTM)?(\d{4})([QH])([1-4]))$/;

/** The period of an id as periodId writes it; undefined for any other text. */
export function periodOf(id: string): Period | undefined {
  const [, years, year = "", fiscal, own = "", trailing, start = "", letter, part = ""] = ID.exec(id) ?? [];
  if (fiscal !== undefined) return fiscalQuarter(Number(fiscal), Number(own));
  if (years !== undefined) return { kind: years === "FY" ? "year" : "calendar", year: Number(year), part: 0 };
  if (letter === undefined || (letter === "H" && (trailing !== undefined || Number(part) > 2))) return undefined;
  const kind = letter === "H" ? "half" : trailing === undefined ? "quarter" : "trailing";
  return { kind, year: Number(start), part: Number(part) };
}

/** The one way in which a period is written. */
export function periodId({ kind, year, part }: Period): string {
  switch (kind) {
    case "quarter":
      return `${year}Q${part}`;
    case "fiscal":
      return `FY${year}Q${part}`;
    case "half":
      return `${year}H${part}`;
    case "year":
      return `FY${year}`;
    case "calendar":
      return `CY${year}`;
    case "trailing":
      return `TTM${year}Q${part}`;
  }
}

const MONTHS: Readonly<Record<Kind, number>> = { quarter: 3, fiscal: 3, half: 6, year: 12, calendar: 12, trailing: 12 };

/** The month with which a period ends, counted from the year 0; a fiscal year ends with the month in which the company's does. */
function lastMonth({ kind, year, part }: Period, yearEnd: number): number {
  if (kind === "fiscal") return (year - 1) * 12 + yearEnd + part * 3;
  const month = kind === "year" ? yearEnd : kind === "calendar" ? 12 : part * (kind === "half" ? 6 : 3);
  return year * 12 + month;
}

const yearAndMonth = (count: number): readonly [year: number, month: number] => {
  const year = Math.floor((count - 1) / 12);
  return [year, count - year * 12];
};

const date = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** The last day, as an ISO date. */
export function periodEnd(period: Period, yearEnd: number): string {
  const [year, month] = yearAndMonth(lastMonth(period, yearEnd));
  return date(year, month, daysOf(year, month));
}

/** The first day, as an ISO date. */
export function periodStart(period: Period, yearEnd: number): string {
  const [year, month] = yearAndMonth(lastMonth(period, yearEnd) - MONTHS[period.kind] + 1);
  return date(year, month, 1);
}

/** Whether the company's quarters are the calendar's. */
export const keepsCalendarQuarters = (yearEnd: number): boolean => yearEnd % 3 === 0;

/** The fiscal quarter that has most of a calendar quarter: the one of its middle month. */
function fiscalQuarterOf({ year, part }: Period, yearEnd: number): Period {
  const month = part * 3 - 1;
  const into = (month - yearEnd + 11) % 12;
  return fiscalQuarter(month > yearEnd ? year + 1 : year, Math.floor(into / 3) + 1);
}

/** A fiscal quarter that is one of the calendar's as that; any other period as it is. */
export function inCalendar(period: Period, yearEnd: number): Period {
  if (period.kind !== "fiscal" || !keepsCalendarQuarters(yearEnd)) return period;
  const [year, month] = yearAndMonth(lastMonth(period, yearEnd));
  return quarter(year, month / 3);
}

/** A period as the company names it: Microsoft's 2025Q3 is FY2026Q1. */
export function fiscalLabel(period: Period, yearEnd: number): string {
  const { kind, year, part } = period;
  if (kind === "quarter") return periodId(fiscalQuarterOf(period, yearEnd));
  if (kind === "trailing") return `TTM ${periodId(fiscalQuarterOf(period, yearEnd))}`;
  if (kind === "half") {
    const last = fiscalQuarterOf(quarter(year, part * 2), yearEnd);
    return `FY${last.year}H${Math.ceil(last.part / 2)}`;
  }
  return kind === "calendar" && yearEnd === 12 ? `FY${year}` : periodId(period);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The quarter that is `count` quarters later, or earlier when negative. */
export function quartersLater({ kind, year, part }: Period, count: number): Period {
  const index = year * 4 + part - 1 + count;
  return {
    kind: kind === "fiscal" ? kind : "quarter",
    year: Math.floor(index / 4),
    part: (((index % 4) + 4) % 4) + 1,
  };
}

/** The next period of the same kind. */
export function following(period: Period): Period {
  const { kind, year, part } = period;
  if (kind === "quarter" || kind === "fiscal" || kind === "trailing") return { ...quartersLater(period, 1), kind };
  if (kind === "half" && part === 1) return { ...period, part: 2 };
  return { kind, year: year + 1, part: kind === "half" ? 1 : 0 };
}

/** The same period a year earlier. */
export const yearBefore = (period: Period): Period => ({ ...period, year: period.year - 1 });

/** The four quarters of twelve trailing months, oldest first. */
export const quartersOf = (period: Period): Period[] => [-3, -2, -1, 0].map((back) => quartersLater(period, back));

/** The first and last quarter of a period, the company's own; twelve trailing months count as the quarter they end with. */
export function quarterSpan(period: Period, yearEnd: number): readonly [Period, Period] {
  const [first, last] = calendarSpan(period, yearEnd);
  if (keepsCalendarQuarters(yearEnd)) return [first, last];
  if (period.kind === "fiscal") return [period, period];
  if (period.kind === "year") return [fiscalQuarter(period.year, 1), fiscalQuarter(period.year, 4)];
  return [fiscalQuarterOf(first, yearEnd), fiscalQuarterOf(last, yearEnd)];
}

function calendarSpan(period: Period, yearEnd: number): readonly [Period, Period] {
  const { kind, year, part } = inCalendar(period, yearEnd);
  if (kind === "quarter" || kind === "fiscal" || kind === "trailing") return [quarter(year, part), quarter(year, part)];
  if (kind === "half") return [quarter(year, 2 * part - 1), quarter(year, 2 * part)];
  const last = quarter(year, kind === "year" ? Math.ceil(yearEnd / 3) : 4);
  return [quartersLater(last, -3), last];
}

/** The fiscal year in which a quarter ends. */
export const fiscalYearOf = (period: Period, yearEnd: number): Period =>
  year(period.kind === "fiscal" ? period.year : fiscalQuarterOf(period, yearEnd).year);

const RANK: Readonly<Record<Kind, number>> = { quarter: 0, fiscal: 0, half: 1, trailing: 2, year: 3, calendar: 4 };

/** Sorts as text: by the last day, the shorter period first. */
export const sortKey = (period: Period, yearEnd: number): string => `${periodEnd(period, yearEnd)}${RANK[period.kind]}`;

const KINDS: readonly Kind[] = ["quarter", "fiscal", "half", "trailing", "year", "calendar"];

/** Kind by kind, each in order and once: how a series is stored. */
export function inOrder(periods: readonly Period[], yearEnd: number): Period[] {
  const keyed = new Map(periods.map((period) => [storedKey(period, yearEnd), period]));
  return [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, period]) => period);
}

export const storedKey = (period: Period, yearEnd: number): string =>
  `${KINDS.indexOf(period.kind)}${sortKey(period, yearEnd)}`;
