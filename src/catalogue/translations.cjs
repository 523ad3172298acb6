// What the build writes in other languages than English: descriptions of functions and the help. A language stands in a folder of src/languages; tables of sentences are keyed by the English one.
const fs = require("node:fs");
const path = require("node:path");
const topicsInEnglish = require("../languages/topics.en.json");
const wordsInEnglish = require("../languages/help.en.json");
const keysInEnglish = require("./scenario-keys.json");

const LANGUAGES = path.resolve(__dirname, "../languages");

/** The tags of the languages beside English. */
const translations = () =>
  fs
    .readdirSync(LANGUAGES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const tableOf = (tag, name) => JSON.parse(fs.readFileSync(path.join(LANGUAGES, tag, `${name}.json`), "utf8"));

/** Says an English sentence of the functions in that language; one that the table lacks stops the build. */
function inWordsOf(tag) {
  const table = tableOf(tag, "functions");
  return (english) => {
    if (!Object.hasOwn(table, english)) throw new Error(`src/languages/${tag}/functions.json lacks "${english}"`);
    return table[english];
  };
}

/** What a page about functions is written with. */
const ENGLISH = { words: wordsInEnglish, topics: topicsInEnglish, keys: keysInEnglish, inWords: (english) => english };

const languageOf = (tag) => ({
  words: tableOf(tag, "help"),
  topics: tableOf(tag, "topics"),
  keys: tableOf(tag, "keys"),
  inWords: inWordsOf(tag),
});

module.exports = { ENGLISH, inWordsOf, languageOf, translations };
