// The spreadsheet's own words, which its package holds: what its menus and tools say has its word in every language.
import fs from "node:fs";
import { LANGUAGES } from "../../src/languages/chosen";
import { spreadsheetWords } from "../../src/languages/spreadsheet";
import { namesOf } from "../../src/model/records";

const PACKAGE = "node_modules/@odoo/o-spreadsheet/dist";
const source = fs.readFileSync(`${PACKAGE}/o_spreadsheet.esm.js`, "utf8");
const templates = fs.readFileSync(`${PACKAGE}/o_spreadsheet.xml`, "utf8");

/** Menus, their actions, the bars around the grid, what is asked before and said after; panels of charts and pivots stay English. */
const SEEN =
  /^src\/(actions|registries\/menus|components\/(top_bar|bottom_bar|small_bottom_bar|error_tooltip|named_range_selector|composer|filters|tables|spreadsheet)|components\/side_panel\/(find_and_replace|named_ranges|side_panel)|helpers\/(ui|links|sort_interactive)|types\/errors|registries\/side_panel_registry)/;

/** The words that the files of the package ask to be translated. */
const asked = source
  .split("//#region ")
  .flatMap((part) =>
    SEEN.test(part)
      ? [...part.matchAll(/_t\(\s*("(?:[^"\\]|\\.)*")/g)].map(([, text]) => JSON.parse(text) as string)
      : [],
  );
/** Names of functions are the same everywhere. */
const isName = (word: string): boolean => /^[A-Z]+$/.test(word);
const holes = (text: string): string[] => [...text.matchAll(/%(?:\(\w+\))?s/g)].map(([hole]) => hole).sort();

test.each(namesOf(LANGUAGES).filter((tag) => tag !== "en"))("%s has every word of menus and tools", async (tag) => {
  const words = await spreadsheetWords(tag);
  expect(asked.length).toBeGreaterThan(300);
  expect([...new Set(asked)].filter((word) => !Object.hasOwn(words, word) && !isName(word))).toEqual([]);
});

test.each(namesOf(LANGUAGES).filter((tag) => tag !== "en"))(
  "%s has no word that the spreadsheet does not say, and puts in what it is given",
  async (tag) => {
    const unescaped = templates.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
    for (const [english, own] of Object.entries(await spreadsheetWords(tag))) {
      const said = source.includes(JSON.stringify(english)) || unescaped.includes(english);
      expect([english, said, holes(own)]).toEqual([english, true, holes(english)]);
    }
  },
);
