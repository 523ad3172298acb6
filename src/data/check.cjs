// Checks every data file before a build: node src/data/check.cjs. A data file that does not fit does not build.
// With --write it packs the dataset anew from what is written down by document.
const fs = require("node:fs");
const path = require("node:path");
const ts = require("typescript");

const OPTIONS = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
const PACKED = path.join(__dirname, "dataset", "packed.json");

/** The checks of build.ts; loads the TypeScript of src/ as it is. */
function build() {
  const before = require.extensions[".ts"];
  require.extensions[".ts"] = (module, file) =>
    module._compile(ts.transpileModule(fs.readFileSync(file, "utf8"), { compilerOptions: OPTIONS }).outputText, file);
  try {
    return require(path.join(__dirname, "build.ts"));
  } finally {
    if (before === undefined) delete require.extensions[".ts"];
    else require.extensions[".ts"] = before;
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
  if (write && issues.length === 0) fs.writeFileSync(PACKED, packedNow());
}
