// How Excel turns numbers into text and text into numbers, and compares: with 15 digits, where JavaScript has 17.
import { isError, type Scalar } from "./grid";

const DIGITS = 15;

/** A number of 15 digits: what Excel shows and compares. */
export const shortened = (value: number): number => Number(value.toPrecision(DIGITS));

/** The longest text that Excel writes without a power of ten. */
const LONGEST = 21;

/** A number joined to a text, as General writes it: 15 digits, a power of ten where more than 20 places would be needed. */
export function numberText(value: number): string {
  const [mantissa = "", power = "0"] = shortened(value).toExponential().split("e");
  const digits = mantissa.replace(/[-.]/g, "");
  const sign = value < 0 ? "-" : "";
  const exponent = Number(power);
  const whole = exponent + 1;
  const plain =
    whole <= 0
      ? `0.${"0".repeat(Math.max(0, -whole))}${digits}`
      : whole >= digits.length
        ? digits.padEnd(whole, "0")
        : `${digits.slice(0, whole)}.${digits.slice(whole)}`;
  if (value === 0) return "0";
  if (plain.length <= LONGEST && exponent < LONGEST) return sign + plain;
  const tail = digits.length > 1 ? `.${digits.slice(1)}` : "";
  return `${sign}${digits[0]}${tail}E${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

export const textOf = (value: Exclude<Scalar, object> | null): string =>
  value === null
    ? ""
    : typeof value === "boolean"
      ? String(value).toUpperCase()
      : typeof value === "number"
        ? numberText(value)
        : value;

const AMOUNT = /^([+-]?)\$?([+-]?)((?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)(?:E([+-]?\d+))?(%?)$/i;
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const TIME = /^(\d{1,4}):([0-5]?\d)(?::([0-5]?\d(?:\.\d+)?))?( ?[AP]M)?$/i;
const DAY = 86_400_000;
/** Excel counts a 29 February 1900 that was none: days before March 1900 are one fewer. */
const FIRST_DAY = Date.UTC(1899, 11, 30);
const FIRST_TRUE_DAY = 61;

/** The number that Excel takes a text for in arithmetic; undefined where it takes it for none. Dates are read in their ISO form, whose meaning no language changes. */
export function numberInText(text: string): number | undefined {
  const trimmed = text.trim();
  const inner = /^\((.*)\)$/.exec(trimmed)?.[1];
  const match = AMOUNT.exec((inner ?? trimmed).replace(/ (?=%$)|(?<=\$) /g, ""));
  if (match !== null) {
    const [, before = "", after = "", digits = "", exponent = "0", percent] = match;
    if ((before !== "" && after !== "") || (inner !== undefined && before + after !== "")) return undefined;
    const value = Number(`${digits.replaceAll(",", "")}e${Number(exponent) - (percent === "%" ? 2 : 0)}`);
    return Number.isFinite(value) ? (before + after === "-" || inner !== undefined ? 0 - value : value) : undefined;
  }
  const [day = "", ...rest] = trimmed.split(/ (?![AP]M$)/i);
  const date = dateOf(day);
  if (date === undefined) return timeOf(trimmed);
  const time = rest.length === 0 ? 0 : timeOf(rest.join(" "));
  return time === undefined ? undefined : date + time;
}

function dateOf(text: string): number | undefined {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined;
  const serial = (at.getTime() - FIRST_DAY) / DAY;
  return serial >= FIRST_TRUE_DAY ? serial : serial > 1 ? serial - 1 : undefined;
}

function timeOf(text: string): number | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes, seconds = "0", half] = match;
  const clock = half?.trim().toUpperCase();
  if (clock !== undefined && (Number(hours) < 1 || Number(hours) > 12)) return undefined;
  const hour = clock === undefined ? Number(hours) : (Number(hours) % 12) + (clock === "PM" ? 12 : 0);
  return (hour * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
}

/** A number as arithmetic takes it: blanks are 0, truths 1 or 0, texts what they read as; undefined for none. */
export function numberOf(value: Scalar): number | undefined {
  if (typeof value === "number") return value;
  if (value === null) return 0;
  if (typeof value === "boolean") return Number(value);
  return isError(value) ? undefined : numberInText(value);
}

/** Numbers come before texts, and those before truths; a blank is whatever it is compared with. Numbers are compared by 15 digits, texts without case. */
export function order(left: Scalar, right: Scalar): number {
  const [a, b] = [fill(left, right), fill(right, left)];
  const ranks = rank(a) - rank(b);
  if (ranks !== 0) return ranks;
  if (a === b) return 0;
  return a !== null && b !== null && a < b ? -1 : 1;
}

const fill = (value: Scalar, beside: Scalar): Scalar => {
  if (typeof value === "string") return value.toLowerCase();
  if (typeof value === "number") return shortened(value);
  if (value !== null) return value;
  return typeof beside === "string" ? "" : typeof beside === "boolean" ? false : 0;
};

const rank = (value: Scalar): number => (typeof value === "number" ? 0 : typeof value === "string" ? 1 : 2);
