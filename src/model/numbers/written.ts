// A number as a person writes it: with signs of money, thousands, shares and size; never read as another number.

/** What stands for another character in what people type, paste, or get from an input method. */
const SAME: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, ""],
  // Full-width forms of ASCII.
  [/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)],
  [/[\u2010-\u2015\u2212\uFE58\uFE63]/g, "-"],
  [/[\u0060\u00B4\u2018\u2019\u02BC\u2032]/g, "'"],
  [/\u066A|\uFE6A/g, "%"],
  [/[^\S\n]|[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, " "],
];

/** The text with every sign in its plain form: spaces, minus, digits, = ; , . % and $. */
export const plainText = (text: string): string =>
  SAME.reduce((plain, [sign, stands]) => plain.replace(sign, stands as string), text);

/** The parts of a text such as "rate=2.35;utilization=0.85": what stands before the first = and behind it, null where there is none. */
export const writtenPairs = (text: string): (readonly [name: string, value: string | null])[] =>
  plainText(text)
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      return at < 0 ? [part, null] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    });

const SIZES: Readonly<Record<string, number>> = {
  "": 0,
  usd: 0,
  k: 3,
  thousand: 3,
  m: 6,
  mn: 6,
  mm: 6,
  mio: 6,
  million: 6,
  millions: 6,
  b: 9,
  bn: 9,
  billion: 9,
  billions: 9,
  t: 12,
  tn: 12,
  trillion: 12,
  trillions: 12,
};

const SHARES: Readonly<Record<string, number>> = { "": 0, "%": -2, percent: -2, "‰": -3 };

const SIGN = "([+-]?)";
const MONEY = "(?:us\\$|usd|\\$)?";
const DIGITS = "((?:\\d[\\d .,'_]*)?\\d|[.,]\\d+)";
const WRITTEN = new RegExp(
  `^${SIGN} *${MONEY} *${SIGN} *${DIGITS}[.,]?(?:e([+-]?\\d+))? *([a-z]*|[%‰]) *${MONEY}$`,
  "i",
);

const GROUPS = { ",": "\\d{1,3}(?:,\\d{3})+|\\d{1,2}(?:,\\d{2})+,\\d{3}", ".": "\\d{1,3}(?:\\.\\d{3})+" } as const;
/** Thousands apart, by a sign that nobody takes for a decimal one. */
const SPACED = /^\d{1,3}(?:([ '_])\d{3})(?:\1\d{3})*(?![\d '_])/;

/** A text is no number, or might be either of two: how to write the one and the other. */
export type Unreadable =
  { readonly why: "no number" } | { readonly why: "doubtful"; readonly whole: string; readonly broken: string };

const NO_NUMBER: Unreadable = { why: "no number" };

/** One comma or point before exactly three digits, and something other than 0 before it. */
const LONE = /^(?!0+[.,])(\d{1,3})([.,])(\d{3})$/;

/**
 * The number that a text means, or why it is not read: 2.35, 2,35, 85 %, 16 000, 1,234,567.8, 1.234.567,8, $210M, (5), 1.5E9.
 * A lone comma before exactly three digits is a thousand to one reader and a decimal comma to another: it is doubtful. So is a lone
 * point where the number is of a kind that goes into the thousands, such as GPUs or dollars, unless its size follows, as in $1.125B.
 */
export function writtenNumber(text: string, inThousands = false): number | Unreadable {
  const plain = plainText(text).trim();
  const inParentheses = /^\((.*)\)$/.exec(plain);
  const match = WRITTEN.exec(inParentheses === null ? plain : inParentheses[1].trim());
  if (match === null) return NO_NUMBER;
  const [, outer, inner, digits, exponent = "0", suffix] = match;
  if (outer !== "" && inner !== "") return NO_NUMBER;
  const size = SIZES[suffix.toLowerCase()] ?? SHARES[suffix.toLowerCase()];
  if (size === undefined || (inParentheses !== null && outer + inner !== "")) return NO_NUMBER;
  const [, before, mark, after] = LONE.exec(digits) ?? [];
  if (mark === "," || (mark === "." && inThousands && match[4] === undefined && size === 0)) {
    const written = (plainly: string): string => plain.replace(digits, plainly);
    return { why: "doubtful", whole: written(before + after), broken: written(`${before}.${after}0`) };
  }
  const decimal = decimalOf(digits);
  if (decimal === undefined) return NO_NUMBER;
  const negative = inParentheses !== null || outer + inner === "-";
  // One reading of the decimal text: no division rounds a second time.
  const value = Number(`${decimal}e${Number(exponent) + size}`);
  if (!Number.isFinite(value)) return NO_NUMBER;
  return negative && value !== 0 ? -value : value;
}

/** A number with its decimal point moved, as one writes it: 1.1 and -2 give 0.011, where a division leaves 0.011000000000000001. */
export const shifted = (value: number, places: number): number =>
  Number(value.toExponential().replace(/e(.*)$/, (_, power: string) => `e${Number(power) + places}`));

/** Digits with their thousands and their decimal sign, as JavaScript writes them; undefined if they are set apart in no known way. */
function decimalOf(digits: string): string | undefined {
  const spaced = SPACED.exec(digits);
  const rest = spaced === null ? digits : spaced[0].replace(/\D/g, "") + digits.slice(spaced[0].length);
  if (/[^\d.,]/.test(rest)) return undefined;
  const [commas, points] = [rest.split(",").length - 1, rest.split(".").length - 1];
  if (commas > 0 && points > 0) {
    const [group, mark] = rest.lastIndexOf(",") < rest.lastIndexOf(".") ? ([",", "."] as const) : ([".", ","] as const);
    const both = new RegExp(`^(${GROUPS[group]})\\${mark}(\\d+)$`).exec(rest);
    return both === null || spaced !== null ? undefined : `${both[1].replaceAll(group, "")}.${both[2]}`;
  }
  // With its thousands apart already, or more digits than a group before it, a comma is decimal; so it is behind a 0.
  if (commas <= 1 && points <= 1) return rest.replace(",", ".");
  const mark = commas > 1 ? "," : ".";
  return spaced === null && new RegExp(`^(?:${GROUPS[mark]})$`).test(rest) ? rest.replaceAll(mark, "") : undefined;
}
