// The evaluator's functions of dates and texts, and those that tell what a value is.
import { textOf } from "./conversion";
import { each, eachNumber, type Known, noNumber, withNumbers } from "./evaluate-terms";
import { isError, type Scalar } from "./grid";

const VALUE = { code: "#VALUE!" } as const;
const NUM = { code: "#NUM!" } as const;

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(1899, 11, 30);
/** Before 1 March 1900 Excel counts a day more than there was. */
const FIRST_TRUE_DAY = 61;

const dayOf = (serial: number): Date => {
  const whole = Math.floor(serial);
  return new Date(FIRST_DAY + (whole < FIRST_TRUE_DAY ? whole + 1 : whole) * DAY);
};

function serialOf(year: number, month: number, day: number): Scalar {
  const days = (Date.UTC(year, month, day) - FIRST_DAY) / DAY;
  const serial = days < FIRST_TRUE_DAY ? days - 1 : days;
  return serial < 0 ? NUM : serial;
}

/** A part of a date; there are none below 0. */
const ofDate = (part: (date: Date) => number): Known =>
  eachNumber((serial) => (serial < 0 ? NUM : part(dayOf(serial))));

/** The same day of another month, or its last where that has fewer. */
function monthsLater(serial: number, months: number, last: boolean): Scalar {
  if (serial < 0) return NUM;
  const from = dayOf(serial);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + Math.trunc(months)];
  const end = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return serialOf(year, month, last ? end : Math.min(from.getUTCDate(), end));
}

/** Days of the week by the number that says which is the first. */
const WEEK: Readonly<Record<number, number>> = { 1: 0, 2: 1, 17: 0, 11: 1 };

const texts = (operation: (values: string[]) => Scalar): Known =>
  each((conventions, ...values) => {
    const said: string[] = [];
    for (const value of values) {
      if (isError(value)) return value;
      said.push(textOf(value, conventions));
    }
    return operation(said);
  });

/** A text and how much of it. */
const pieces = (cut: (text: string, numbers: readonly number[]) => Scalar): Known =>
  each((conventions, text, ...numbers) => {
    if (isError(text)) return text;
    let cutText: Scalar = "";
    const failed = withNumbers(
      numbers,
      (given) => {
        cutText = cut(textOf(text, conventions), given);
        return 0;
      },
      conventions,
    );
    return isError(failed) ? failed : cutText;
  });

const tells = (holds: (value: Scalar) => boolean): Known => each((_, value) => holds(value));

export const TEXTS: Readonly<Record<string, Known>> = {
  DATE: eachNumber((year, month, day) =>
    serialOf(
      Math.trunc(year) < 1900 ? Math.trunc(year) + 1900 : Math.trunc(year),
      Math.trunc(month) - 1,
      Math.trunc(day),
    ),
  ),
  YEAR: ofDate((date) => date.getUTCFullYear()),
  MONTH: ofDate((date) => date.getUTCMonth() + 1),
  DAY: ofDate((date) => date.getUTCDate()),
  EDATE: eachNumber((serial, months = 0) => monthsLater(serial, months, false)),
  EOMONTH: eachNumber((serial, months = 0) => monthsLater(serial, months, true)),
  DAYS: eachNumber((end, start) => Math.trunc(end) - Math.trunc(start)),
  WEEKDAY: eachNumber((serial, type = 1) => {
    const first = WEEK[Math.trunc(type)];
    if (Math.trunc(type) === 3) return (dayOf(serial).getUTCDay() + 6) % 7;
    return first === undefined ? NUM : ((dayOf(serial).getUTCDay() - first + 7) % 7) + 1;
  }),
  LEN: texts(([text]) => text.length),
  LEFT: pieces((text, [count = 1]) => (count < 0 ? VALUE : text.slice(0, Math.trunc(count)))),
  RIGHT: pieces((text, [count = 1]) => (count < 0 ? VALUE : text.slice(Math.max(text.length - Math.trunc(count), 0)))),
  MID: pieces((text, [from = 1, count = 0]) =>
    from < 1 || count < 0 ? VALUE : text.slice(Math.trunc(from) - 1, Math.trunc(from) - 1 + Math.trunc(count)),
  ),
  UPPER: texts(([text]) => text.toUpperCase()),
  LOWER: texts(([text]) => text.toLowerCase()),
  TRIM: texts(([text]) => text.replace(/ +/g, " ").replace(/^ | $/g, "")),
  EXACT: texts(([one, other = ""]) => one === other),
  CONCATENATE: texts((all) => all.join("")),
  VALUE: each((conventions, value) => {
    if (isError(value) || typeof value === "number") return value;
    const number = typeof value === "string" ? conventions.numberInText(value) : undefined;
    return number ?? noNumber(value);
  }),
  ISBLANK: tells((value) => value === null),
  ISTEXT: tells((value) => typeof value === "string"),
  ISNONTEXT: tells((value) => typeof value !== "string"),
  ISLOGICAL: tells((value) => typeof value === "boolean"),
  ISERR: tells((value) => isError(value) && value.code !== "#N/A"),
};
