// What holds for every language beside English.
import { LANGUAGES, languageFor, speak, spokenLanguage, type Tag } from "../../src/languages/chosen";
import { texts } from "../../src/languages";
import { en } from "../../src/languages/en";
import { claims } from "../../src/languages/claims.en";
import { explorer } from "../../src/languages/explorer.en";
import { findings } from "../../src/languages/findings.en";
import { pictures } from "../../src/languages/pictures.en";
import { results } from "../../src/languages/results.en";
import { review } from "../../src/languages/review.en";
import { answers } from "../../src/languages/answers.en";
import { sheets } from "../../src/languages/sheets.en";
import { fillVocabularies, vocabulary } from "../../src/languages/vocabulary";
import { wall } from "../../src/languages/wall.en";
import { workbench } from "../../src/languages/workbench.en";
import { namesOf } from "../../src/model/records";

const ENGLISH: Readonly<Record<string, object>> = {
  pane: en,
  review,
  results,
  findings,
  wall,
  explorer,
  pictures,
  sheets,
  answers,
  workbench,
  claims,
};
const OTHERS: readonly Tag[] = namesOf(LANGUAGES).filter((tag) => tag !== "en");

afterEach(() => speak("en"));

/** The paths of a vocabulary's words: texts, sentences, and lists with their lengths. */
function pathsOf(words: object, before = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    const path = `${before}.${key}`;
    if (Array.isArray(value)) return [`${path}[${value.length}]`];
    return typeof value === "object" && value !== null ? pathsOf(value, path) : [`${path}: ${typeof value}`];
  });
}

describe.each(OTHERS)("%s", (tag) => {
  test("has every word of English and no other", async () => {
    const words: Readonly<Record<string, object>> = await LANGUAGES[tag].words();
    for (const [name, english] of Object.entries(ENGLISH))
      expect([name, pathsOf(words[name] ?? {}).sort()]).toEqual([name, pathsOf(english).sort()]);
  });

  test("takes no fewer arguments into a sentence than it is given by name", async () => {
    await speak(tag);
    expect(texts.work.loaded(["A1", "B2"])).toMatch(/A1.*B2/);
    expect(texts.never.within("H").join("")).toContain("H");
  });
});

test("what a part of the pane holds speaks along, and English comes back", async () => {
  const part = texts.work;
  await speak("zh-CN");
  expect([part.cancel, spokenLanguage()]).toEqual(["取消", "zh-CN"]);
  await speak("en");
  expect([part.cancel, texts.data.kinds, spokenLanguage()]).toEqual(["Cancel", en.data.kinds, "en"]);
});

test("words that are fetched later are of the language that is spoken by then", () => {
  fillVocabularies({ later: { a: { b: "乙" } } });
  const words = vocabulary("later", { a: { b: "b" } });
  expect(words).toEqual({ a: { b: "乙" } });
  fillVocabularies({});
  expect(words).toEqual({ a: { b: "b" } });
});

test.each<[readonly string[], Tag]>([
  [["zh-CN"], "zh-CN"],
  [["zh-Hans-SG", "en"], "zh-CN"],
  [["zh"], "zh-CN"],
  [["de-DE", "zh-TW"], "zh-CN"],
  [["en-GB", "zh-CN"], "en"],
  [["fr"], "en"],
  [[], "en"],
])("a reader of %j gets %s", (wanted, tag) => {
  expect(languageFor(wanted)).toBe(tag);
});
