// Checks every data file before a build: node src/data/check.cjs. A data file that does not fit does not build.
// With --write it packs the dataset anew from what is written down by document.
const fs = require("node:fs");
const path = require("node:path");
const { register } = require("./typescript.cjs");

const DATASET = path.join(__dirname, "dataset");

/** The checks of build.ts; loads the TypeScript of src/ as it is. */
function build() {
  const end = register();
  try {
    return require(path.join(__dirname, "build.ts"));
  } finally {
    end();
  }
}

/** Every issue of the data files, with its path. */
const dataIssues = () => build().buildIssues();

module.exports = { dataIssues };

if (require.main === module) {
  const { buildIssues, packedNow, writtenIssues } = build();
  const write = process.argv.includes("--write");
  const issues = write ? writtenIssues() : buildIssues();
  for (const issue of issues) console.error(issue);
  process.exitCode = issues.length === 0 ? 0 : 1;
  if (write && issues.length === 0)
    for (const [file, text] of Object.entries(packedNow())) fs.writeFileSync(path.join(DATASET, file), text);
}
