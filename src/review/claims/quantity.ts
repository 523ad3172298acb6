// Quantities in a published sentence: value, unit, and how precisely each is printed.
import { plainText } from "../../model/numbers/written";

/** What a number counts. Money is in dollars, shares are fractions, powers in kW. */
export const UNITS = [
  "days",
  "months",
  "years",
  "$/hour",
  "$/million tokens",
  "$/kWh",
  "$/kW/month",
  "$",
  "share",
  "times",
  "GPUs",
  "kW",
  "kWh",
  "tokens/second",
  "number",
] as const;
export type Unit = (typeof UNITS)[number];

export interface Quantity {
  /** As it is printed, with its unit. */
  readonly text: string;
  readonly unit: Unit;
  readonly value: number;
  /** Half a unit of the last printed digit. */
  readonly half: number;
  /** Where it stands in the sentence. */
  readonly start: number;
  readonly end: number;
  /** It is said to be about this much, so its zeros at the end are no digits. */
  readonly about: boolean;
}

const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};

const SIZES: readonly (readonly [RegExp, number])[] = [
  [/^[ -]?(?:trillion|tn\b|t\b(?!ok))/i, 12],
  [/^[ -]?(?:billion|bn\b|b\b)/i, 9],
  [/^[ -]?(?:million|mn\b|mm\b|m\b)/i, 6],
  [/^[ -]?(?:thousand|k\b(?!w))/i, 3],
  [/^ ?万亿/, 12],
  [/^ ?十亿/, 9],
  [/^ ?亿/, 8],
  [/^ ?百万/, 6],
  [/^ ?万/, 4],
];

const TOKENS = "(?:output |input |generated )?tok(?:en)?s?\\b";
const MILLION = "(?:(?:1 ?|one |a )?(?:million|mln|mn|m)) ?";
const GPU = "(?:(?:[a-z]+ )?(?:gpu|chip|accelerator|[a-z]{1,2}\\d{2,3}[a-z]?)s?[- ]?)";
const PER = "(?:\\/ ?|-? ?per[- ]|-?an? |-?each |-?every |-?for (?:a|an|every|each) )";

/** What follows an amount of money. */
const BY: readonly (readonly [RegExp, Unit])[] = [
  [new RegExp(`^ ?${PER}${MILLION}${TOKENS}`, "i"), "$/million tokens"],
  [/^ ?\/ ?m ?tok(?:en)?s?\b/i, "$/million tokens"],
  [/^ ?(?:\/|per |a |an )?(?:kwh|kilowatt[- ]hour)s?/i, "$/kWh"],
  [/^ ?(?:\/|per |a )kw(?:\/| per | a |-)month/i, "$/kW/month"],
  [new RegExp(`^ ?${PER}${GPU}?(?:an |per |\\/ ?)?(?:hour|hr)s?\\b`, "i"), "$/hour"],
  [new RegExp(`^ ?${PER}${GPU}?h\\b`, "i"), "$/hour"],
  [/^[- ]?hourly/i, "$/hour"],
];

/** What follows a number that is no money. */
const COUNTED: readonly (readonly [RegExp, Unit, number])[] = [
  [/^ ?(?:%|percent(?!age point)|per cent)/i, "share", -2],
  [/^(?:x\b|[- ]?times\b|[- ]?fold\b|×)/i, "times", 0],
  [/^ ?倍/, "times", 0],
  [/^[- ]?(?:days?\b)/i, "days", 0],
  [/^ ?(?:个)?天/, "days", 0],
  [/^[- ]?(?:months?\b)/i, "months", 0],
  [/^ ?个月/, "months", 0],
  [/^[- ]?(?:years?\b|yrs?\b)/i, "years", 0],
  [/^ ?年(?!\d)/, "years", 0],
  [/^ ?(?:gwh)\b/i, "kWh", 6],
  [/^ ?(?:mwh)\b/i, "kWh", 3],
  [/^ ?kwh\b/i, "kWh", 0],
  [/^[- ]?(?:gw|gigawatts?)\b/i, "kW", 6],
  [/^[- ]?(?:mw|megawatts?)\b/i, "kW", 3],
  [/^[- ]?(?:kw|kilowatts?)\b/i, "kW", 0],
  [/^[- ]?(?:w|watts?)\b/i, "kW", -3],
  [/^ ?(?:tokens?|tok)(?:\/| per | a )s(?:ec(?:ond)?)?\b|^ ?(?:tok\/s|tps)\b/i, "tokens/second", 0],
  [/^ (?:nvidia )?(?:[a-z]{1,2}\d{2,3}[a-z]? )?(?:gpus?|accelerators?|chips?)\b/i, "GPUs", 0],
  [/^ (?:nvidia )?[a-z]{1,2}\d{2,3}[a-z]?s\b/i, "GPUs", 0],
  [/^ ?(?:块|张|个)? ?(?:gpu|芯片)/i, "GPUs", 0],
];

/** Chinese puts the price's measure before it. */
const BEFORE: readonly (readonly [RegExp, Unit])[] = [
  [/每百万 ?(?:个)? ?(?:tokens?|词元)[^\d]{0,6}$/i, "$/million tokens"],
  [/每 ?(?:GPU)? ?(?:个)?小时[^\d]{0,6}$/i, "$/hour"],
  [/每(?:千瓦时|度电)[^\d]{0,6}$/, "$/kWh"],
];

const NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+";
const SPELLED = Object.keys(WORDS).join("|");
const FOUND = new RegExp(`(?<![\\w.])(?<![A-Za-z]-)(US\\$|USD ?|\\$ ?)?(-?)(${NUMBER})(?![\\d])`, "gi");
const SPELLED_OUT = new RegExp(
  `(?<![\\w])(${SPELLED})(?=[- ]?(?:(?:to|or) [\\w.]+[- ])?(?:years?|months?|days?|times|fold|年|个月|天|倍))`,
  "gi",
);

const ABOUT =
  /(?:about|around|roughly|approximately|approx\.?|nearly|almost|some|up to|over|more than|north of|~|≈|大约|约|近|超过) ?$/i;

/** A dollar of cost to which other amounts are put in proportion. */
const EACH_DOLLAR =
  /(?:(?:for|from|per|on|of|every|each) (?:every |each |a |one )?(?:\$ ?1|1 dollar|one dollar|dollar)(?![\d.,]*\d| ?(?:billion|million|bn|b|m|k)\b))|每(?:投入)?1?美元/i;

interface Found {
  readonly at: number;
  readonly end: number;
  readonly digits: string;
  readonly money: boolean;
}

/** Every quantity of a sentence, in order. Years of the calendar and names such as H100 are none. */
export function quantitiesIn(sentence: string): Quantity[] {
  const text = plainText(sentence).replace(/\n/g, " ");
  const dollar = EACH_DOLLAR.exec(text);
  const found = [...numbersIn(text), ...spelledIn(text)]
    .filter(({ at }) => dollar === null || at < dollar.index || at >= dollar.index + dollar[0].length)
    .sort((a, b) => a.at - b.at);
  const read = found.flatMap((each) => quantityAt(text, each, dollar !== null));
  return joined(text, read);
}

const numbersIn = (text: string): Found[] =>
  [...text.matchAll(FOUND)].map(({ 0: whole, 1: sign, 2: minus, 3: digits, index }) => ({
    at: index,
    end: index + whole.length,
    digits: minus + digits.replace(/,/g, ""),
    money: sign !== undefined,
  }));

const spelledIn = (text: string): Found[] =>
  [...text.matchAll(SPELLED_OUT)].map(({ 0: whole, index }) => ({
    at: index,
    end: index + whole.length,
    digits: String(WORDS[whole.toLowerCase()]),
    money: false,
  }));

function quantityAt(text: string, { at, end, digits, money }: Found, perDollar: boolean): Quantity[] {
  let rest = text.slice(end);
  let size = 0;
  for (const [pattern, power] of SIZES) {
    const word = pattern.exec(rest)?.[0];
    if (word === undefined) continue;
    [size, rest] = [power, rest.slice(word.length)];
    break;
  }
  const currency = /^ ?(?:dollars?\b|USD\b|美元)/i.exec(rest)?.[0];
  const cents = /^ ?(?:cents?\b|¢|美分)/i.exec(rest)?.[0];
  rest = rest.slice((currency ?? cents ?? "").length);
  const isMoney = money || currency !== undefined || cents !== undefined;
  if (cents !== undefined) size -= 2;
  const [unit, said, shift] = unitOf(text.slice(0, at), rest, isMoney, perDollar && size <= 0);
  const isCalendar = unit === "number" && !money && /^(?:19|20)\d\d$/.test(digits);
  if (isCalendar || /^Q[1-4]$/i.test(text.slice(at - 1, end))) return [];
  const power = size + shift;
  const decimals = digits.split(".")[1]?.length ?? 0;
  const lasts = unit === "years" || unit === "months";
  const about = ABOUT.test(text.slice(0, at)) && !(lasts && /over ?$/i.test(text.slice(0, at)));
  const zeros = about && decimals === 0 ? (/[1-9](0+)$/.exec(digits)?.[1].length ?? 0) : 0;
  const start = text.length - text.slice(at).length;
  const stop = text.length - rest.length + said;
  return [
    {
      text: text.slice(start, stop).trim(),
      unit,
      value: Number(`${digits}e${power}`),
      half: Number(`5e${power + zeros - decimals - 1}`),
      start,
      end: stop,
      about,
    },
  ];
}

function unitOf(before: string, rest: string, money: boolean, perDollar: boolean): [Unit, number, number] {
  for (const [pattern, unit] of BEFORE) if (money && pattern.test(before)) return [unit, 0, 0];
  if (!money) {
    for (const [pattern, unit, power] of COUNTED) {
      const said = pattern.exec(rest)?.[0];
      if (said !== undefined) return [unit, said.length, power];
    }
    return ["number", 0, 0];
  }
  for (const [pattern, unit] of BY) {
    const said = pattern.exec(rest)?.[0];
    if (said !== undefined) return [unit, said.length, 0];
  }
  return [perDollar ? "times" : "$", 0, 0];
}

/** Of "5 to 5.5 years" and "from four to six years" the first number counts what the second does. */
function joined(text: string, read: readonly Quantity[]): Quantity[] {
  return read
    .map((quantity, i) => {
      const next = read[i + 1];
      if (quantity.unit !== "number" || next === undefined) return quantity;
      const between = text.slice(quantity.end, next.start);
      if (!/^ ?(?:to|-|or|到|至|延长至|缩短至) ?\$?$/i.test(between)) return quantity;
      const scale = next.unit === "share" ? 0.01 : 1;
      return { ...quantity, unit: next.unit, value: quantity.value * scale, half: quantity.half * scale };
    })
    .filter(({ unit, value }) => unit !== "number" || value !== 0);
}
