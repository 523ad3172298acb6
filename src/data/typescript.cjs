// Node reads our TypeScript as it stands.
const fs = require("node:fs");
const ts = require("typescript");

const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };

/** A file of TypeScript as a module for require(). */
const commonJs = (file) => ts.transpileModule(fs.readFileSync(file, "utf8"), { compilerOptions }).outputText;

/** From now on require() takes TypeScript. Gives back what ends it. */
function register() {
  const before = require.extensions[".ts"];
  require.extensions[".ts"] = (module, file) => module._compile(commonJs(file), file);
  return () => {
    if (before === undefined) delete require.extensions[".ts"];
    else require.extensions[".ts"] = before;
  };
}

module.exports = { commonJs, register };
