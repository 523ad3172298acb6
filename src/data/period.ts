// Reporting periods: calendar quarters and halves, fiscal years, calendar years, and trailing twelve months to a quarter's end.

/** `year` is the fiscal year for "year" and the calendar year otherwise; `part` is the quarter or half, 0 where there is none. */
export interface Period {
  readonly kind: Kind;
  readonly year: number;
  readonly part: number;
}

export type Kind = "quarter" | "half" | "year" | "calendar" | "trailing";

export const quarter = (year: number, part: number): Period => ({ kind: "quarter", year, part });
export const year = (fiscal: number): Period => ({ kind: "year", year: fiscal, part: 0 });
export const trailing = (year: number, part: number): Period => ({ kind: "trailing", year, part });

const ID = /^(?:(FY|CY)(\d{4})|(TTM)?(\d{4})([QH])([1-4]))$/;

/** The period of an id as periodId writes it; undefined for any other text. */
export function periodOf(id: string): Period | undefined {
  const [, years, year = "", trailing, start = "", letter, part = ""] = ID.exec(id) ?? [];
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

/** The last day, as an ISO date. A fiscal year ends with the month in which the company's year ends. */
export function periodEnd({ kind, year, part }: Period, yearEnd: number): string {
  const month =
    kind === "quarter" || kind === "trailing" ? part * 3 : kind === "half" ? part * 6 : kind === "year" ? yearEnd : 12;
  return `${year}-${String(month).padStart(2, "0")}-${daysOf(year, month)}`;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The quarter that is `count` quarters later, or earlier when negative. */
export function quartersLater({ year, part }: Period, count: number): Period {
  const index = year * 4 + part - 1 + count;
  return quarter(Math.floor(index / 4), (((index % 4) + 4) % 4) + 1);
}

/** The next period of the same kind. */
export function following(period: Period): Period {
  const { kind, year, part } = period;
  if (kind === "quarter" || kind === "trailing") return { ...quartersLater(period, 1), kind };
  if (kind === "half" && part === 1) return { ...period, part: 2 };
  return { kind, year: year + 1, part: kind === "half" ? 1 : 0 };
}

/** The same period a year earlier. */
export const yearBefore = (period: Period): Period => ({ ...period, year: period.year - 1 });

/** The four quarters of twelve trailing months, oldest first. */
export const quartersOf = (period: Period): Period[] => [-3, -2, -1, 0].map((back) => quartersLater(period, back));

/** The first and last calendar quarter of a period; twelve trailing months count as the quarter they end with. */
export function quarterSpan(period: Period, yearEnd: number): readonly [Period, Period] {
  const { kind, year, part } = period;
  if (kind === "quarter" || kind === "trailing") return [quarter(year, part), quarter(year, part)];
  if (kind === "half") return [quarter(year, 2 * part - 1), quarter(year, 2 * part)];
  const last = quarter(year, kind === "year" ? Math.ceil(yearEnd / 3) : 4);
  return [quartersLater(last, -3), last];
}

/** The fiscal year in which a quarter ends. */
export const fiscalYearOf = ({ year: calendar, part }: Period, yearEnd: number): Period =>
  year(part * 3 > Math.ceil(yearEnd / 3) * 3 ? calendar + 1 : calendar);

const RANK: Readonly<Record<Kind, number>> = { quarter: 0, half: 1, trailing: 2, year: 3, calendar: 4 };

/** Sorts as text: by the last day, the shorter period first. */
export const sortKey = (period: Period, yearEnd: number): string => `${periodEnd(period, yearEnd)}${RANK[period.kind]}`;
