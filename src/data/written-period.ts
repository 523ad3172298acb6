// Periods as people write them: "4Q24", "Q4 2024", "FY24", "fourth quarter of 2024".
import { plainText } from "../model/numbers/written";
import { fiscalQuarter, type Period, quarter, trailing, year } from "./period";

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

/** A fiscal quarter, such as "Q4 FY24", is one of the calendar's only where its company's quarters are. */
const FORMS: readonly Form[] = [
  ...partForms("Q1234", "(?:CY? ?)?", "", (year, part) => quarter(year, part)),
  ...partForms("H12", "", "", (year, part) => ({ kind: "half", year, part })),
  ...[
    "FY ?(?<year>Y) ?Q ?(?<part>P)",
    "FY ?(?<year>Y) ?(?<part>P) ?Q",
    "Q ?(?<part>P) ?FY ?(?<year>Y)",
    "(?<part>P) ?Q ?FY ?(?<year>Y)",
  ].map((form): Form => [
    new RegExp(`^${form.replace("Y)", `${YEAR})`).replace("P)", "[1234])")}${STATE}$`),
    (year, part) => fiscalQuarter(year, part),
  ]),
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
