// A preset's assumptions as lines of its sheet: each says whose it is, and what it was once someone has typed over it.
import type { Parameter, Preset } from "../data/presets";
import { numberText } from "../explain/figure-text";
import { textLiteral } from "../explain/formula-text";
import type { Cell } from "../host/host";
import { texts } from "../languages";
import { inWords } from "../languages/phrases";
import { CHOICES, isTerm, type Key, KEY_NAMES, KEYS, otherwiseOf } from "../model/keys";
import { formatOf } from "./block";

const words = texts.preset;

/** An assumption, whose value may be that of another key: a contracted rent is the rent. */
export interface AssumptionLine extends Pick<Parameter, "label" | "unit" | "source"> {
  readonly key: string;
  readonly value: number | Key;
  readonly status: string;
}

/** The lines in their order, a text where a part begins; of a cash preset the terms of a deal that it leaves out, to be typed over. */
export function linesOf({ kind, parameters, facts }: Preset): readonly (AssumptionLine | string)[] {
  const left = KEY_NAMES.filter((key) => isTerm(key) && !parameters.some((own) => own.key === key)).map(leftOut);
  return [
    ...parameters,
    ...(kind === "cash" && left.length > 0 ? [words.terms, ...left] : []),
    // Two rows without key and value: a scenario ends here.
    ...(kind === "cash" && facts.length > 0 ? [words.facts, words.factsAbout] : []),
    ...facts,
  ];
}

function leftOut(key: Key): AssumptionLine {
  const otherwise = otherwiseOf(key) ?? 0;
  const { label, unit } = KEYS[key];
  const choices = CHOICES[key];
  const source =
    typeof otherwise === "string"
      ? words.follows(inWords(KEYS[otherwise].label))
      : choices === undefined
        ? words.ours
        : words.choices(choices);
  return { key, label, unit, value: otherwise, status: words.leftOut, source };
}

/** A line as cells of its row; `cellOf` says where a key's value stands. */
export function rowOf(line: AssumptionLine | string, cellOf: (key: string) => string): Cell[] {
  if (typeof line === "string") return [line];
  const { key, value } = line;
  const [label, unit, status, source] = [line.label, line.unit, line.status, line.source].map(inWords);
  const followed = typeof value === "string" ? cellOf(value) : undefined;
  const as = `${cellOf(key)}=${followed ?? String(value)}`;
  const was = typeof value === "string" ? inWords(KEYS[value].label) : numberText(value);
  return [
    label,
    key,
    typeof value === "number" ? value : { formula: `=${cellOf(value)}` },
    unit,
    { formula: `=IF(${as},${textLiteral(status)},${textLiteral(words.yours)})` },
    { formula: `=IF(${as},"",${textLiteral(words.was(was))})&${textLiteral(source)}` },
  ];
}

export const lookOf = ({ unit, value }: AssumptionLine): string =>
  typeof value === "number" ? formatOf(unit, value) : "General";
