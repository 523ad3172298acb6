// Checks every data file against the schema before a build: node src/data/check.cjs. A data file that does not fit does not build.
const fs = require("node:fs");
const path = require("node:path");
const ts = require("typescript");

const OPTIONS = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };

/** Every issue of the data files, with its path; loads the TypeScript of src/ as it is. */
function dataIssues() {
  const before = require.extensions[".ts"];
  require.extensions[".ts"] = (module, file) =>
    module._compile(ts.transpileModule(fs.readFileSync(file, "utf8"), { compilerOptions: OPTIONS }).outputText, file);
  try {
    return require(path.join(__dirname, "schema.ts")).buildIssues();
  } finally {
    if (before === undefined) delete require.extensions[".ts"];
    else require.extensions[".ts"] = before;
  }
}

module.exports = { dataIssues };

if (require.main === module) {
  const issues = dataIssues();
  for (const issue of issues) console.error(issue);
  process.exitCode = issues.length === 0 ? 0 : 1;
}
