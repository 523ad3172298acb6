// The language that is spoken: as somebody chose by hand, else as the spreadsheet or the browser asks. All but English are fetched when they are chosen.
import { fillVocabularies } from "./vocabulary";

interface Language {
  /** What a screen reader says holds what the button shows. */
  readonly name: string;
  /** On a small button. */
  readonly short: string;
  readonly words: () => Promise<Readonly<Record<string, object>>>;
}

/** The languages by their tags (BCP 47). */
export const LANGUAGES = {
  en: { name: "EN, English", short: "EN", words: async () => ({}) },
  "zh-CN": {
    name: "简体中文",
    short: "中",
    words: async () => (await import(/* webpackChunkName: "zh-CN" */ "./zh-CN")).chinese,
  },
} satisfies Record<string, Language>;

export type Tag = keyof typeof LANGUAGES;

const KEPT = "capex-language";

let spoken: Tag = "en";

export const spokenLanguage = (): Tag => spoken;

/** Where the help stands, from the page's own place. */
export const helpAddress = (): string => `help/${spoken === "en" ? "" : `${spoken}/`}index.html`;

const listeners = new Set<() => void>();

/** Is called whenever another language is spoken: for what is drawn outside the pane. */
export const whenSpoken = (listener: () => void): void => void listeners.add(listener);

/** Every word is of this language from now on, and the page says so. */
export async function speak(tag: Tag): Promise<void> {
  if (tag === spoken) return;
  fillVocabularies(await LANGUAGES[tag].words());
  spoken = tag;
  if (typeof document !== "undefined") document.documentElement.lang = tag;
  for (const listener of listeners) listener();
}

/** What somebody chose in this browser, else the first of the wanted languages that there is. */
export function languageFor(wanted: readonly string[]): Tag {
  const kept = keptChoice();
  for (const each of kept === null ? wanted : [kept]) for (const tag of tags) if (sameLanguage(each, tag)) return tag;
  return "en";
}

/** Speaks it where its words can be had; else English stays. */
export const speakFor = (wanted: readonly string[]): Promise<void> => speak(languageFor(wanted)).catch(() => undefined);

const tags: readonly Tag[] = ["en", "zh-CN"];

const sameLanguage = (one: string, other: string): boolean =>
  one.toLowerCase().split(/[-_]/)[0] === other.toLowerCase().split("-")[0];

/** The next one of the languages, for a button that goes round. */
export const languageAfter = (tag: Tag): Tag => tags[(tags.indexOf(tag) + 1) % tags.length] ?? "en";

/** A browser may give a page no storage. */
function keptChoice(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

export function keepChoice(tag: Tag): void {
  try {
    localStorage.setItem(KEPT, tag);
  } catch {
    // The choice holds for this page then.
  }
}
