// How a language says sentences that are held in English elsewhere: by tables of them, some with holes for what is put in.

/** Sentences by their English; what one has as {0}, {1} stands for anything. In the other language {0、} stands for its list, {0；} for its sentences, parted by that mark, and {0·} for the words of what could be an id. */
type Sentences = readonly (readonly [string, string])[];

/** English sentences with those of another language. */
export interface Tables {
  readonly whole: Readonly<Record<string, string>>;
  readonly parts: Sentences;
  /** Why there is no answer: such a sentence may begin with the name of what it is about. */
  readonly refusals: Sentences;
}

const HOLE = /( ?)\{(\d)([、；·]?)\}( ?)/g;
/** Between two of these stands no space. */
const HAN = /\p{Script=Han}/u;
/** A figure, a period, a preset, or keys with their values. */
const GIVEN =
  /^[-−]?[\d.,]+$|^(NEOCLOUD|[A-Z]\w*(-[A-Z0-9]+)+)$|^(FY|CY|TTM)?\d{4}([QH]\d)?$|^\w+ = [^ ]+(, \w+ = [^ ]+)*$/;
/** A cell, an argument, a key, a company's figure of a period. */
const NAMED = /^('[^']*'!)?[\p{L}\p{N}_.$!]+(: \w+)*$|^[A-Z0-9]+ [a-z_]+ \w*\d{4}\w*$/u;
/** An argument, or a key of one. */
const ID = /^[a-z]\w*(: \w+)*$/;
/** A claim behind its number. */
const NUMBERED = /^(\d+\. )(.+)$/su;
/** A figure with its unit. */
const AMOUNT = /^([-−]?\d[\d.,]*(?:e[-+]?\d+)?) (\D+)$/;
/** Nothing of ours is longer. */
const LONGEST = 2000;

interface Pattern {
  /** What a sentence must have in it, or the pattern need not be tried. */
  readonly letters: readonly string[];
  readonly pattern: RegExp;
  readonly as: string;
  /** It begins with what is put in. */
  readonly opens: boolean;
  readonly refuses: boolean;
}

const patternOf = ([english, as]: Sentences[number], refuses: boolean): Pattern => ({
  letters: english.split(/\{\d\}/).filter(Boolean),
  pattern: new RegExp(
    `^${english
      .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
      .replace(/(?<= (?:row|column|fact) )\{\d\}/g, "(\\d+)")
      .replace(/\{\d\}/g, "(.+)")}$`,
    "su",
  ),
  as,
  opens: english.startsWith("{0}"),
  refuses,
});

const takes = ([english]: Sentences[number]): boolean => english.includes("{0}");

/** Says a sentence by these tables; one that they lack stays English. */
export function sayBy({ whole, parts, refusals }: Tables): (english: string) => string {
  const exact = new Map([...refusals.filter((each) => !takes(each)), ...Object.entries(whole)]);
  /** Labels as they stand in the middle of a sentence. */
  const folded = new Map(Object.entries(whole).map(([key, value]) => [key.toLowerCase(), value]));
  // The more a pattern says itself, the earlier it is tried.
  const patterns = [
    ...parts.map((each) => patternOf(each, false)),
    ...refusals.filter(takes).map((each) => patternOf(each, true)),
  ].sort((one, other) => other.letters.join("").length - one.letters.join("").length);

  /** `ids` as they are typed, though a label may be the same word. */
  const say = (english: string, ids = false): string =>
    (ids && ID.test(english) ? english.replaceAll(": ", "：") : said(english, ids)) ?? english;

  function said(english: string, ids = false): string | undefined {
    const plain = exact.get(english);
    if (plain !== undefined || english.length > LONGEST) return plain;
    const [, number = "", rest = ""] = NUMBERED.exec(english) ?? [];
    const claimed = rest === "" ? undefined : said(rest, ids);
    if (claimed !== undefined) return `${number}${claimed}`;
    for (const pattern of patterns) {
      const held = pattern.letters.every((part) => english.includes(part))
        ? pattern.pattern.exec(english)?.slice(1)
        : undefined;
      if (held !== undefined && (!pattern.opens || mayOpen(held[0] ?? "", pattern))) return filled(pattern, held, ids);
    }
    const [, figure, unit = ""] = AMOUNT.exec(english) ?? [];
    const own = exact.get(unit);
    return own === undefined ? folded.get(english) : `${figure} ${own}`;
  }

  /** A sentence of somebody's own may look like one of ours: what opens it must be ours, or given. */
  const mayOpen = (first: string, { refuses }: Pattern): boolean =>
    GIVEN.test(first) || (refuses && NAMED.test(first)) || said(first) !== undefined;

  const filled = ({ as, refuses }: Pattern, held: readonly string[], ids: boolean): string =>
    as.replace(HOLE, (hole: string, before: string, at: string, mark: string, after: string, from: number) => {
      const own = put(held[Number(at)] ?? "", mark, ids || refuses);
      const joins = (outer: number, inner: number): boolean =>
        HAN.test(as.charAt(outer)) && HAN.test(own.at(inner) ?? "");
      return `${joins(from - 1, 0) ? "" : before}${own}${joins(from + hole.length, -1) ? "" : after}`;
    });

  /** What is put in, in words: one thing, a list or sentences. A refusal keeps ids. */
  function put(held: string, mark: string, ids: boolean): string {
    const word = (english: string): string => say(english, ids);
    if (mark === "；") return held.split("; ").map(word).join(mark);
    if (mark === "·") return say(held);
    if (mark === "") return word(held);
    const either = held.split(" or ").map((list) => list.split(", ").map(word).join(mark));
    return either.join(" 或 ");
  }

  return (english) => say(english);
}
