// Words that another language can take the place of while the page is open: each vocabulary is one object for good and is filled anew, so whoever holds a part of it speaks along.

interface Vocabulary {
  readonly live: object;
  readonly english: object;
}

const vocabularies = new Map<string, Vocabulary>();
let spoken: Readonly<Record<string, object>> = {};

const isRecord = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** English words under a name, by which a language brings its own; one that is spoken already is put in at once. */
export function vocabulary<W extends object>(name: string, english: W): W {
  const live = Object.assign({}, english);
  fill(live, english);
  fill(live, spoken[name] ?? english);
  vocabularies.set(name, { live, english });
  return live;
}

/** Fills every vocabulary, those that are loaded later too; what a language does not bring is English. */
export function fillVocabularies(words: Readonly<Record<string, object>>): void {
  spoken = words;
  for (const [name, { live, english }] of vocabularies) fill(live, words[name] ?? english);
}

function fill(into: object, from: object): void {
  for (const key of Object.keys(into)) if (!Object.hasOwn(from, key)) Reflect.deleteProperty(into, key);
  for (const [key, value] of Object.entries(from)) {
    if (!isRecord(value)) {
      Reflect.set(into, key, value);
      continue;
    }
    const held: unknown = Reflect.get(into, key);
    const own = isRecord(held) && held !== value ? held : {};
    fill(own, value);
    Reflect.set(into, key, own);
  }
}
