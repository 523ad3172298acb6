// How a spreadsheet turns numbers into text and text into numbers, and compares: Excel with 15 digits, where JavaScript has 17.
import { shifted } from "../model/numbers/written";
import { isError, type Scalar } from "./grid";

const DIGITS = 15;

/** A number of 15 digits: what Excel shows and compares. */
export const shortened = (value: number): number => Number(value.toPrecision(DIGITS));

/** How numbers and dates are written in the language of the spreadsheet. */
export interface Writing {
  readonly decimal: "." | ",";
  readonly dayFirst: boolean;
}

export const ENGLISH: Writing = { decimal: ".", dayFirst: false };

/** The longest text that Excel writes without a power of ten. */
const LONGEST = 21;

/** A number joined to a text, as General writes it: 15 digits, a power of ten where more than 20 places would be needed. */
export function numberText(value: number, { decimal }: Writing = ENGLISH): string {
  const [mantissa = "", power = "0"] = shortened(value).toExponential().split("e");
  const digits = mantissa.replace(/[-.]/g, "");
  const sign = value < 0 ? "-" : "";
  const exponent = Number(power);
  const whole = exponent + 1;
  const plain =
    whole <= 0
      ? `0${decimal}${"0".repeat(Math.max(0, -whole))}${digits}`
      : whole >= digits.length
        ? digits.padEnd(whole, "0")
        : `${digits.slice(0, whole)}${decimal}${digits.slice(whole)}`;
  if (value === 0) return "0";
  if (plain.length <= LONGEST && exponent < LONGEST) return sign + plain;
  const tail = digits.length > 1 ? `${decimal}${digits.slice(1)}` : "";
  return `${sign}${digits[0]}${tail}E${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

const AMOUNT = /^([+-]?)\$?([+-]?)((?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)(?:E([+-]?\d+))?(%?)$/i;
const MIXED = /^([+-]?)(\d+) (\d+)\/(\d+)$/;
const TIME = /^(\d{1,4})(?::([0-5]?\d)(?::([0-5]?\d(?:\.\d+)?))?)?( ?[AP]M)?$/i;
const OUTER_SPACES = /^ +| +$/g;

/** The number that Excel takes a text for in arithmetic; undefined where it takes it for none, or where only the spreadsheet can tell. */
export function numberInText(text: string, writing: Writing = ENGLISH): number | undefined {
  const trimmed = text.replace(OUTER_SPACES, "");
  const english = writing.decimal === "." ? trimmed : trimmed.replace(/[.,]/g, (mark) => (mark === "." ? "," : "."));
  const inner = /^\((.*)\)$/.exec(english)?.[1];
  const match = AMOUNT.exec((inner ?? english).replace(/ (?=%$)|(?<=\$) /g, ""));
  if (match !== null) {
    const [, before = "", after = "", digits = "", exponent = "0", percent] = match;
    if ((before !== "" && after !== "") || (inner !== undefined && before + after !== "")) return undefined;
    const value = Number(`${digits.replaceAll(",", "")}e${Number(exponent) - (percent === "%" ? 2 : 0)}`);
    return Number.isFinite(value) ? (before + after === "-" || inner !== undefined ? 0 - value : value) : undefined;
  }
  const mixed = MIXED.exec(trimmed);
  if (mixed !== null && Number(mixed[4]) !== 0)
    return (mixed[1] === "-" ? -1 : 1) * (Number(mixed[2]) + Number(mixed[3]) / Number(mixed[4]));
  const clock = /^(.*\S) (\d{1,4}:[\d:.]+(?: ?[AP]M)?|\d{1,2} ?[AP]M)$/i.exec(trimmed);
  const date = dateOf(clock?.[1] ?? trimmed, writing);
  if (date === undefined) return timeOf(trimmed);
  const time = clock === null ? 0 : timeOf(clock[2] ?? "");
  return time === undefined ? undefined : date + time;
}

/**
 * Texts of which the reading depends on the day, the language or the currency of the spreadsheet, or on its version, as with %5, 5$,
 * 0:75 and full-width digits: nobody else can tell.
 */
export const isDoubtful = (text: string): boolean =>
  numberInText(text) === undefined &&
  /^[+-]?\d+(?:,\d+)+(?:\.\d*)?%?$|^\d+ ?[/.-] ?\d+(?: ?[/.-] ?\d+)?\.?(?: .*)?$|[€£¥₩₹]|\d.*[A-Z]{3}|[A-Z]{3}.*\d|^[+-]?%|\d ?\$$|^\d+:\d|[\uFF10-\uFF19]/i.test(
    text.replace(OUTER_SPACES, ""),
  );

const MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec".split("|");
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const ISO = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/;
const NUMERIC = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{2})$/;
const DAY_MONTH = new RegExp(`^(\\d{1,2})[- ]${MONTH}[- ,]+(\\d{4}|\\d{2})$`, "i");
const MONTH_DAY = new RegExp(`^${MONTH} (\\d{1,2}),? +(\\d{4})$`, "i");
const MONTH_YEAR = new RegExp(`^${MONTH}[- ](\\d{4})$`, "i");

function dateOf(text: string, { dayFirst }: Writing): number | undefined {
  const iso = ISO.exec(text);
  if (iso !== null) return serial(Number(iso[1]), Number(iso[3]), Number(iso[4]));
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) {
    const [first, second] = [Number(numeric[1]), Number(numeric[3])];
    return dayFirst ? serial(yearOf(numeric[4] ?? ""), second, first) : serial(yearOf(numeric[4] ?? ""), first, second);
  }
  const [, day = "", month = "", year = ""] = DAY_MONTH.exec(text) ?? [];
  if (day !== "") return serial(yearOf(year), monthOf(month), Number(day));
  const [, named = "", second = "", last = ""] = MONTH_DAY.exec(text) ?? [];
  if (named !== "") return serial(yearOf(last), monthOf(named), Number(second));
  const [, only = "", of = ""] = MONTH_YEAR.exec(text) ?? [];
  return only === "" ? undefined : serial(yearOf(of), monthOf(only), 1);
}

/** Two digits mean 2000 to 2029 and 1930 to 1999. */
const yearOf = (digits: string): number =>
  digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) < 30 ? 2000 : 1900);

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(1899, 11, 30);
const FIRST_TRUE_DAY = 61;
const FIRST_YEAR = 1900;

/** Excel counts a 29 February 1900 that was none: days before March 1900 are one fewer. */
function serial(year: number, month: number, day: number): number | undefined {
  if (year === FIRST_YEAR && month === 2 && day === 29) return FIRST_TRUE_DAY - 1;
  if (year < FIRST_YEAR) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined;
  const days = (at.getTime() - FIRST_DAY) / DAY;
  return days >= FIRST_TRUE_DAY ? days : days - 1;
}

function timeOf(text: string): number | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes, seconds = "0", half] = match;
  const clock = half?.trim().toUpperCase();
  if (minutes === undefined && clock === undefined) return undefined;
  if (clock !== undefined && (Number(hours) < 1 || Number(hours) > 12)) return undefined;
  const hour = clock === undefined ? Number(hours) : (Number(hours) % 12) + (clock === "PM" ? 12 : 0);
  return (hour * 3600 + Number(minutes ?? 0) * 60 + Number(seconds)) / 86_400;
}

/** Numbers come before texts, and those before truths; a blank is whatever it is compared with. Numbers are compared by 15 digits, texts without case. */
export function order(left: Scalar, right: Scalar): number {
  const [a, b] = [fill(left, right), fill(right, left)];
  const ranks = rank(a) - rank(b);
  if (ranks !== 0) return ranks;
  if (a === b) return 0;
  if (typeof a === "string" && typeof b === "string") {
    const collated = BY_ALPHABET.compare(a, b);
    if (collated !== 0) return collated;
  }
  return a !== null && b !== null && a < b ? -1 : 1;
}

/** An é stands beside the e, as in a dictionary. */
const BY_ALPHABET = new Intl.Collator("en");

const fill = (value: Scalar, beside: Scalar): Scalar => {
  if (typeof value === "string") return value.toLowerCase();
  if (typeof value === "number") return shortened(value);
  if (value !== null) return value;
  return typeof beside === "string" ? "" : typeof beside === "boolean" ? false : 0;
};

const rank = (value: Scalar): number => (typeof value === "number" ? 0 : typeof value === "string" ? 1 : 2);

/** A text where a truth is wanted: TRUE and FALSE in any case; no number. */
export function truthInText(text: string): boolean | undefined {
  const upper = text.toUpperCase();
  return upper === "TRUE" ? true : upper === "FALSE" ? false : undefined;
}

/** To so many places, by the digits that are written; `whole` makes a size without its sign a whole number. */
export function toPlaces(value: number, places: number, whole: (size: number) => number): number {
  const digits = Math.trunc(places);
  return Math.sign(value) * shifted(whole(shifted(Math.abs(value), digits)), -digits);
}

/** Half away from zero: 1.005 to two places is 1.01. */
export const rounded = (value: number, places: number): number => toPlaces(value, places, Math.round);

/** What of a formula is read in several ways. */
export interface Conventions {
  numberText(value: number): string;
  numberInText(text: string): number | undefined;
  truthInText(text: string): boolean | undefined;
  order(left: Scalar, right: Scalar): number;
  rounded(value: number, places: number): number;
  floor(value: number): number;
}

export const EXCEL: Conventions = {
  numberText,
  numberInText: (text) => numberInText(text),
  truthInText,
  order,
  rounded,
  floor: Math.floor,
};

export const textOf = (value: Exclude<Scalar, object> | null, conventions: Conventions = EXCEL): string =>
  value === null
    ? ""
    : typeof value === "boolean"
      ? String(value).toUpperCase()
      : typeof value === "number"
        ? conventions.numberText(value)
        : value;

/** A number as arithmetic takes it: blanks are 0, truths 1 or 0, texts what they read as; undefined for none. */
export function numberOf(value: Scalar, conventions: Conventions = EXCEL): number | undefined {
  if (typeof value === "number") return value;
  if (value === null) return 0;
  if (typeof value === "boolean") return Number(value);
  return isError(value) ? undefined : conventions.numberInText(value);
}
