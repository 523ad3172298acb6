// Makes the command line of dist/package: one program, its thread, and the server for agents, which is read when it is asked for.
const fs = require("node:fs");
const path = require("node:path");
const ts = require("typescript");
const { withoutExcel } = require("../package/build.cjs");

const ROOT = path.resolve(__dirname, "../..");

/** What the shell starts is a few lines, so that everything else can be asked by a program too. */
class Program {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap("Program", (compilation) => {
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: "Program", stage }, () => {
        const source = fs.readFileSync(path.join(__dirname, "program.ts"), "utf8");
        const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
        const text = ts.transpileModule(source, { compilerOptions }).outputText.replace('"./index"', '"./terminal.js"');
        compilation.emitAsset("command.js", new compiler.webpack.sources.RawSource(`#!/usr/bin/env node\n${text}`));
      });
    });
  }
}

/** The configuration for webpack, from what all bundles have in common; `notices` lists whose work is in it. */
const commandConfig = (common, built, notices) => ({
  ...common,
  name: "command",
  entry: { terminal: path.join(ROOT, "src/command/index.ts") },
  target: "node20",
  module: {
    ...common.module,
    parser: { javascript: { worker: ["Worker from node:worker_threads"] } },
  },
  experiments: { outputModule: true },
  optimization: { minimize: false },
  output: {
    path: path.join(common.output.path, "package"),
    filename: "[name].js",
    chunkFilename: "[name].js",
    module: true,
    chunkFormat: "module",
    library: { type: "module" },
  },
  plugins: [built, withoutExcel(), notices, new Program()],
});

module.exports = { commandConfig };
