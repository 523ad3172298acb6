// Makes dist/package: the same functions for programs, as an ES module and CommonJS with types, and the dataset as a part of its own.
const fs = require("node:fs");
const path = require("node:path");
const ts = require("typescript");
const { ProvidePlugin } = require("webpack");
const edition = require("../data/dataset/edition.json");
const packed = require("../data/dataset/packed.json");
const { DATASET_TYPES, datasetModule, declarations } = require("./declarations.cjs");
const { packageJson } = require("./manifest.cjs");

const ROOT = path.resolve(__dirname, "../..");
const at = (file) => path.join(ROOT, file);
const source = (file) => fs.readFileSync(at(file), "utf8");

/** In the place of Excel's runtime. */
const withoutExcel = () => new ProvidePlugin({ CustomFunctions: [at("src/package/runtime.ts"), "runtime"] });

const MEMBERS = ["call", "explain", "trace", "formula", "functions", "scenarios", "search", "deals", "provideDataset"];

/** Every function by its name beside what the package has for all of them. */
function entry(catalogue) {
  const lines = [
    `import { capex, CapexError } from ${JSON.stringify(at("src/package/index.ts"))};`,
    `export { CapexError };`,
    `export const { ${MEMBERS.join(", ")} } = capex;`,
    ...catalogue.map(({ id }) => `export const ${id} = (args) => capex.call("${id}", args);`),
  ];
  return `data:text/javascript,${encodeURIComponent(lines.join("\n"))}`;
}

/** The same module for require(): only its last statement, which exports, reads otherwise. */
const commonJs = (text) =>
  ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } })
    .outputText;

/** What is written beside the module, some of it from the module itself. */
class Beside {
  constructor(catalogue, project) {
    this.catalogue = catalogue;
    this.project = project;
  }

  apply(compiler) {
    const { RawSource } = compiler.webpack.sources;
    compiler.hooks.thisCompilation.tap("Package", (compilation) => {
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: "Package", stage }, () => {
        const files = this.files(compilation.getAsset("index.js").source.source());
        for (const [name, text] of Object.entries(files)) compilation.emitAsset(name, new RawSource(text));
      });
    });
  }

  files(module) {
    const own = ["src/explain/trace-document.ts", "src/package/public.ts"].map(source);
    const types = declarations(this.catalogue, own, MEMBERS);
    const dataset = datasetModule({ ...edition, ...packed });
    const asCommonJs = (text) => text.replaceAll("./index.js", "./index.cjs");
    return {
      "index.cjs": commonJs(module),
      "index.d.ts": types,
      "index.d.cts": types,
      "dataset.js": dataset,
      "dataset.cjs": asCommonJs(commonJs(dataset)),
      "dataset.d.ts": DATASET_TYPES,
      "dataset.d.cts": asCommonJs(DATASET_TYPES),
      "package.json": packageJson(this.project),
      "README.md": source("src/package/README.md"),
      "SKILL.md": source("src/package/SKILL.md"),
      "trace.schema.json": source("docs/trace.schema.json"),
      LICENSE: source("LICENSE"),
    };
  }
}

/** The configuration for webpack, from what all bundles have in common and our own package.json; `more` is what else is made of it. */
const packageConfig = (common, built, catalogue, project, more) => ({
  ...common,
  name: "package",
  entry: { index: entry(catalogue) },
  target: ["es2022"],
  experiments: { outputModule: true },
  // A reader of node_modules sees what it runs.
  optimization: { minimize: false, concatenateModules: true },
  output: {
    path: path.join(common.output.path, "package"),
    filename: "[name].js",
    module: true,
    chunkFormat: "module",
    library: { type: "module" },
  },
  plugins: [built, withoutExcel(), new Beside(catalogue, project), ...more],
});

module.exports = { packageConfig, withoutExcel };
