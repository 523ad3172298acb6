// A copy of a scenario that is being changed: its fields with their limits and units, and the preset that it makes.
import type { KeyParameter, Preset } from "../data/presets";
import { numberText } from "../explain/figure-text";
import { inWords } from "../languages";
import { pictureTexts } from "../languages/pictures";
import { numbers } from "../languages/writing";
import { attempt, ModelError } from "../model/errors";
import { check, CHOICES, goesIntoThousands, isTerm, type Key, KEY_NAMES, KEYS, type Quantity } from "../model/keys";
import { shifted, writtenNumber } from "../model/numbers/written";
import { valueOf } from "../model/scenario";
import { scenarioOf } from "../sheets/own-scenario";

const words = pictureTexts.draft;

export interface Draft {
  /** What it is a copy of. */
  readonly of: Preset;
  readonly name: string;
  /** What was changed. */
  readonly values: Readonly<Partial<Record<Key, number>>>;
}

/** A slider's ends and step: within the limits of its key, and no wider than a hand can tell apart. */
export interface Slide {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

export interface Field {
  readonly key: Key;
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  /** As a person reads and types it: a share is a percentage. */
  readonly text: string;
  readonly changed: boolean;
  /** The limits of the key, in words. */
  readonly limits: string;
  readonly slide: Slide;
  /** Of a code the words for it, 0 first. */
  readonly choices: readonly string[] | undefined;
}

/** Those that people ask about first. */
const MAIN: readonly Key[] = [
  "rate",
  "utilization",
  "capex",
  "gpus",
  "priceDecline",
  "residual",
  "horizon",
  "pricePerKwh",
  "taxRate",
  "wacc",
];

export type FieldGroup = "main" | "others" | "terms";

export const groupOf = (key: Key): FieldGroup => (MAIN.includes(key) ? "main" : isTerm(key) ? "terms" : "others");

export const draftOf = (of: Preset, name: string): Draft => ({ of, name, values: {} });

/** The fields of a draft, those that people ask about first. */
export function fieldsOf(draft: Draft): readonly Field[] {
  const before = scenarioOf(draft.of);
  const now = scenarioOf(presetOf(draft));
  if (before === null || now === null) return [];
  const keys = [...MAIN, ...KEY_NAMES.filter((key) => !MAIN.includes(key))];
  return keys.map((key) => {
    const value = valueOf(now, key);
    const { label, unit } = KEYS[key];
    return {
      key,
      label: inWords(label),
      // The field itself says the percent.
      unit: inWords(unit.replace("fraction", "")),
      value,
      text: written(key, value),
      changed: draft.values[key] !== undefined,
      limits: limitsOf(key),
      slide: slideOf(key, valueOf(before, key), value),
      choices: CHOICES[key],
    };
  });
}

const isShare = (key: Key): boolean => KEYS[key].unit.startsWith("fraction");

const LARGE = 1e9;
const short = numbers({ notation: "compact" });
const percent = numbers({ maximumSignificantDigits: 6 });

const written = (key: Key, value: number): string =>
  isShare(key) ? `${numberText(value * 100, percent)}%` : numberText(value);

function limitsOf(key: Key): string {
  const { low, high, above = false, below = false }: Quantity = KEYS[key];
  const most = high >= LARGE ? short(high) : written(key, high);
  return words.limits(written(key, low), above, most, below);
}

/** The next of 1, 2, 5, 10, 20, … */
function roundUp(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((lead) => lead * size >= value * (1 - 1e-12)) ?? 10) * size;
}

const STEPS = 100;
/** A yearly rate that a slider reaches; the field beside it takes any that the key allows. */
const YEARLY = 0.5;

function slideOf(key: Key, base: number, value: number): Slide {
  const { unit, low, high, above = false, below = false, whole = false }: Quantity = KEYS[key];
  const yearly = unit === "fraction/year";
  const [from, to] = yearly
    ? [Math.max(low, key === "wacc" || key === "debtRate" ? 0 : -YEARLY), Math.min(high, YEARLY)]
    : [low, base > 0 && high > 10 ? Math.min(high, roundUp(2 * base)) : Math.min(high, 10)];
  const ends = [Math.min(from, value), Math.max(to, value)] as const;
  const step = whole ? 1 : roundUp((to - from) / STEPS);
  return {
    low: above && ends[0] === low ? low + step : ends[0],
    high: below && ends[1] === high ? high - step : ends[1],
    step,
  };
}

/** What was typed into a field, or why it cannot be. */
export type Typed = { readonly value: number } | { readonly problem: string };

/** Reads what a person typed: a share over 1 is a percentage, as 82 is 82 %. */
export function typed(key: Key, text: string): Typed {
  const read = writtenNumber(text, goesIntoThousands(key));
  if (typeof read !== "number")
    return { problem: read.why === "doubtful" ? words.doubtful(text, read.whole, read.broken) : words.noNumber };
  const bare = /^[\s+\d.,-]+$/.test(text);
  const value = isShare(key) && bare && Math.abs(read) > 1 ? shifted(read, -2) : read;
  const refused = attempt(() => check(key, value, KEYS[key].label));
  if (!(refused instanceof ModelError)) return { value };
  return { problem: isShare(key) ? words.outside(written(key, value), limitsOf(key)) : inWords(refused.message) };
}

/** With one key changed; what is the original's again is no change. */
export function changed(draft: Draft, key: Key, value: number): Draft {
  const before = scenarioOf(draft.of);
  const values = { ...draft.values, [key]: value };
  if (before !== null && valueOf(before, key) === value) delete values[key];
  return { ...draft, values };
}

/** The draft as a preset: what was changed is the person's own and says what it was. */
export function presetOf({ of, name, values }: Draft): Preset {
  const parameters = KEY_NAMES.flatMap((key): KeyParameter[] => {
    const before = of.parameters.find((parameter) => parameter.key === key);
    const value = values[key];
    if (value === undefined) return before === undefined ? [] : [before];
    const { label, unit } = KEYS[key];
    const source = before === undefined ? words.added : words.was(written(key, before.value), before.source);
    return [{ key, label, unit, value, status: "yours", source, from: name }];
  });
  return { name, kind: "cash", base: of.name, about: words.about(of.name), parameters, facts: [] };
}
