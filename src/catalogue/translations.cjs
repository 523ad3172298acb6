// What the build writes in other languages than English: descriptions of functions and the help. A language stands in a folder of src/languages; the tables are keyed by the English sentence.
const fs = require("node:fs");
const path = require("node:path");

const LANGUAGES = path.resolve(__dirname, "../languages");

/** The tags of the languages beside English. */
const translations = () =>
  fs
    .readdirSync(LANGUAGES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Says an English sentence of the functions in that language; one that the table lacks stops the build. */
function inWordsOf(tag) {
  const table = JSON.parse(fs.readFileSync(path.join(LANGUAGES, tag, "functions.json"), "utf8"));
  return (english) => {
    if (!Object.hasOwn(table, english)) throw new Error(`src/languages/${tag}/functions.json lacks "${english}"`);
    return table[english];
  };
}

module.exports = { inWordsOf, translations };
