// The help in every language: the same pages, with every sentence of that language.
import type { FunctionHelp } from "../../src/catalogue/catalogue";
import scenarioKeys from "../../src/catalogue/scenario-keys.json";
import { helpAddress, speak } from "../../src/languages/chosen";
import wordsInEnglish from "../../src/languages/help.en.json";
import functions from "../../src/languages/zh-CN/functions.json";
import words from "../../src/languages/zh-CN/help.json";
import keys from "../../src/languages/zh-CN/keys.json";

const { readCatalogue } = jest.requireActual<{ readCatalogue(): Promise<FunctionHelp[]> }>(
  "../../src/catalogue/read.cjs",
);
const { helpFiles } = jest.requireActual<{
  helpFiles(catalogue: readonly FunctionHelp[], changes: readonly object[]): [string, string][];
}>("../../src/catalogue/help.cjs");

const pages = readCatalogue().then((catalogue) => new Map(helpFiles(catalogue, [])));
const CHINESE = "zh-CN/";
/** What changed in the figures is told in English. */
const CHANGES = "figures.html";

test("every page stands in every language, and says which it is", async () => {
  const names = [...(await pages).keys()];
  const english = names.filter((name) => !name.startsWith(CHINESE) && name !== CHANGES);
  expect(english.length).toBeGreaterThan(30);
  expect(names.filter((name) => name.startsWith(CHINESE))).toEqual(english.map((name) => `${CHINESE}${name}`));
  for (const [name, page] of await pages)
    expect([name, /<html lang="([\w-]+)">/.exec(page)?.[1]]).toEqual([name, name.startsWith(CHINESE) ? "zh-CN" : "en"]);
});

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[character] ?? "&quot;");

test("the Chinese help says every sentence in Chinese and none in English", async () => {
  const page = (await pages).get(`${CHINESE}index.html`) ?? "";
  for (const [english, chinese] of Object.entries(functions)) {
    expect(page).toContain(escaped(chinese));
    expect(page).not.toContain(escaped(english));
  }
  for (const help of Object.values(keys)) expect(page).toContain(escaped(help));
  expect(page).not.toContain("Returns:");
});

test("the words and keys of the help are those of English", () => {
  expect(Object.keys(words)).toEqual(Object.keys(wordsInEnglish));
  expect(Object.keys(keys)).toEqual(Object.keys(scenarioKeys));
});

test("a page of a folder finds the icon and the licences where they are", async () => {
  for (const [name, page] of await pages) {
    const up = name.startsWith(CHINESE) ? "../../" : "../";
    expect(page).toContain(`<link rel="icon" href="${up}assets/icon-32.png">`);
  }
});

test("help is asked for in the language that is spoken", async () => {
  expect(helpAddress()).toBe("help/index.html");
  await speak("zh-CN");
  expect(helpAddress()).toBe("help/zh-CN/index.html");
  await speak("en");
});
