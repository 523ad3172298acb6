// Reporting periods: calendar quarters and halves, fiscal years, calendar years, and trailing twelve months to a quarter's end.
import { plainText } from "../model/numbers/written";

/** `year` is the fiscal year for "year" and the calendar year otherwise; `part` is the quarter or half, 0 where there is none. */
export interface Period {
  readonly kind: Kind;
  readonly year: number;
  readonly part: number;
}

export type Kind = "quarter" | "half" | "year" | "calendar" | "trailing";

const YEAR = "('?\\d{2}|\\d{4})";
/** As it was reported, or is expected. */
const STATE = "[AEF]?";
const TRAILING = "(?:TTM|LTM)";

type Form = readonly [RegExp, (year: number, part: number) => Period];

/** A period with its year first and with its part first: "2024Q4", "4Q24", "Q4'24"; `before` and `behind` stand around both. */
function partForms(parts: string, before: string, behind: string, read: Form[1]): Form[] {
  const [letter] = parts;
  const part = `(?:${letter} ?(?<part>[${parts.slice(1)}])|(?<other>[${parts.slice(1)}]) ?${letter})`;
  const year = `(?:CY ?)?(?<year>${YEAR})`;
  return [`${year} ?${part}`, `${part} ?${year}`].map((form) => [
    new RegExp(`^${before}${form}${STATE}${behind}$`),
    read,
  ]);
}

const yearForms = (letters: string, read: Form[1]): Form[] =>
  [`${letters} ?(?<year>${YEAR})${STATE}`, `(?<year>${YEAR}) ?${letters}${STATE}`].map((form) => [
    new RegExp(`^${form}$`),
    read,
  ]);

/** Two digits are of this century: no company here has figures before 2000. */
const fullYear = (text: string): number => {
  const digits = text.replace("'", "");
  return Number(digits) + (digits.length === 2 ? 2000 : 0);
};

/** A fiscal quarter, such as "Q4 FY24", is none of these: which quarter it is, only its company knows. */
const FORMS: readonly Form[] = [
  ...partForms("Q1234", "(?:CY? ?)?", "", (year, part) => quarter(year, part)),
  ...partForms("H12", "", "", (year, part) => ({ kind: "half", year, part })),
  ...yearForms("FY", (fiscal) => year(fiscal)),
  [new RegExp(`^(?<year>\\d{4})${STATE}$`), (fiscal) => year(fiscal)],
  ...yearForms("CY", (calendar) => ({ kind: "calendar", year: calendar, part: 0 })),
  ...partForms("Q1234", `${TRAILING} ?`, "", (year, part) => trailing(year, part)),
  ...partForms("Q1234", "", ` ?${TRAILING}`, (year, part) => trailing(year, part)),
];

/** Words, and what they are in short; "4TH" is "4". */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/(?:TRAILING|LAST) (?:TWELVE|12) MONTHS/, "TTM"],
  [/FISCAL(?: YEAR)?/, "FY"],
  [/CALENDAR(?: YEAR)?/, "CY"],
  [/(?:FIRST|1ST)(?= )/, "1"],
  [/(?:SECOND|2ND)(?= )/, "2"],
  [/(?:THIRD|3RD)(?= )/, "3"],
  [/(?:FOURTH|4TH)(?= )/, "4"],
  [/QUARTER/, "Q"],
  [/HALF/, "H"],
  [/ OF /, " "],
];

export const quarter = (year: number, part: number): Period => ({ kind: "quarter", year, part });
export const year = (fiscal: number): Period => ({ kind: "year", year: fiscal, part: 0 });
export const trailing = (year: number, part: number): Period => ({ kind: "trailing", year, part });

/** Reads "2024Q4", "Q4 2024", "4Q24", "Q4'24", "FY24", "2024", "CY2024", "2024H2", "TTM2024Q4", in either case; undefined for anything else. */
export function parsePeriod(text: string): Period | undefined {
  let wanted = plainText(text)
    .toUpperCase()
    .replace(/[\s,./_:-]+/g, " ")
    .trim();
  for (const [words, short] of SHORT) wanted = wanted.replace(words, short);
  for (const [form, read] of FORMS) {
    const { year, part, other } = form.exec(wanted)?.groups ?? {};
    if (year !== undefined) return read(fullYear(year), Number(part ?? other));
  }
  return undefined;
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
