// Sentences that the model, the functions and the data hold themselves, in English: another language brings a table of them.
import { vocabulary } from "./vocabulary";

/** English sentences with those of another language; what a part has as {0}, {1} stands for anything. */
export interface Phrases {
  readonly whole: Readonly<Record<string, string>>;
  readonly parts: readonly (readonly [string, string])[];
}

const phrases: Phrases = vocabulary<Phrases>("phrases", { whole: {}, parts: [] });

/** Such a sentence as the reader wants it; one that the tables lack stays English. */
export const inWords = (english: string): string => said(english) ?? english;

const HOLE = /\{(\d)\}/g;
/** A figure, or keys with their values. */
const GIVEN = /^[-−]?[\d.,]+$|^\w+ = [^ ]+(, \w+ = [^ ]+)*$/;

function said(english: string): string | undefined {
  if (Object.hasOwn(phrases.whole, english)) return phrases.whole[english];
  const { patterns, folded } = tablesOf(phrases);
  for (const { pattern, as, opens } of patterns) {
    const [, ...held] = pattern.exec(english) ?? [];
    const [first] = held;
    // A sentence of somebody's own may look like one of ours: what opens it must be ours, or given.
    if (first === undefined || (opens && !GIVEN.test(first) && said(first) === undefined)) continue;
    return as.replace(HOLE, (_, at: string) => inWords(held[Number(at)] ?? ""));
  }
  return folded.get(english);
}

interface Tables {
  readonly patterns: readonly {
    readonly pattern: RegExp;
    readonly as: string;
    /** It begins with what is put in. */
    readonly opens: boolean;
  }[];
  /** Labels as they stand in the middle of a sentence. */
  readonly folded: ReadonlyMap<string, string>;
}

/** By the list of parts, which a language brings as a whole. */
const read = new WeakMap<Phrases["parts"], Tables>();

function tablesOf({ whole, parts }: Phrases): Tables {
  const known = read.get(parts);
  if (known !== undefined) return known;
  const patterns = parts.map(([english, as]) => ({
    pattern: new RegExp(`^${english.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(HOLE, "(.+)")}$`, "su"),
    as,
    opens: english.startsWith("{0}"),
  }));
  const tables = { patterns, folded: new Map(Object.entries(whole).map(([key, value]) => [key.toLowerCase(), value])) };
  read.set(parts, tables);
  return tables;
}
