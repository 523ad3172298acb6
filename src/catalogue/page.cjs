// Writes docs/functions.md from the JSDoc of src/functions: `node src/catalogue/page.cjs`.
const fs = require("node:fs");
const path = require("node:path");
const { readCatalogue } = require("./read.cjs");
const scenarioKeys = require("./scenario-keys.json");
const { byTopic, section } = require("./section.cjs");
const { ENGLISH } = require("./translations.cjs");

const PAGE = path.resolve(__dirname, "../../docs/functions.md");

const MARKS = {
  heading: (id) => `### ${id}`,
  call: (call) => `\`${call}\``,
  paragraph: (words) => words,
  terms: (terms) => terms.map(([name, words]) => `- \`${name}\`: ${words}`).join("\n"),
  examples: (examples) => ["```", ...examples.map(([formula, value]) => `${formula} → ${value}`), "```"].join("\n"),
};

/** The page as text. */
async function page() {
  const catalogue = await readCatalogue();
  const parts = byTopic(catalogue, ENGLISH).flatMap(([title, functions]) => [
    `## ${title}`,
    ...functions.flatMap((help) => section(help, MARKS, ENGLISH)),
  ]);
  const head =
    "# Functions\n\nGenerated from the source by `npm run docs`: change the JSDoc in `src/functions`, not this page.";
  const keys = Object.entries(scenarioKeys).map(([key, help]) => `- \`${key}\`: ${help}`);
  return `${[head, ...parts, "## Keys of a scenario", keys.join("\n")].join("\n\n")}\n`;
}

module.exports = { page };

if (require.main === module) page().then((text) => fs.writeFileSync(PAGE, text));
