// Writes docs/functions.md from the JSDoc of src/functions: `node src/catalogue/page.cjs`.
const fs = require("node:fs");
const path = require("node:path");
const { readCatalogue } = require("./read.cjs");
const scenarioKeys = require("./scenario-keys.json");
const TOPICS = require("../languages/topics.en.json");

const PAGE = path.resolve(__dirname, "../../docs/functions.md");

function section({ id, description, parameters, returns, examples }) {
  const list = parameters.map(
    ({ name, description: text, repeating }) => `- \`${name}\`${repeating ? " …" : ""}: ${text}`,
  );
  const shown = examples.map(([formula, value]) => `${formula} → ${value}`);
  const call = `${id}(${parameters.map(({ name, repeating }) => `[${name}]${repeating ? " …" : ""}`).join(", ")})`;
  return [
    `### ${id}`,
    description,
    `\`${call}\``,
    list.join("\n"),
    `Returns: ${returns}`,
    ["```", ...shown, "```"].join("\n"),
  ].join("\n\n");
}

/** The page as text. */
async function page() {
  const catalogue = await readCatalogue();
  const parts = Object.entries(TOPICS).flatMap(([topic, title]) => {
    const entries = catalogue.filter((entry) => entry.topic === topic);
    return entries.length === 0 ? [] : [`## ${title}`, ...entries.map(section)];
  });
  const head =
    "# Functions\n\nGenerated from the source by `npm run docs`: change the JSDoc in `src/functions`, not this page.";
  const keys = Object.entries(scenarioKeys).map(([key, help]) => `- \`${key}\`: ${help}`);
  return `${[head, ...parts, "## Keys of a scenario", keys.join("\n")].join("\n\n")}\n`;
}

module.exports = { page };

if (require.main === module) page().then((text) => fs.writeFileSync(PAGE, text));
