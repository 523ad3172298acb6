// Makes the one script for SQL engines, and the statements that bring it into them.
const fs = require("node:fs");
const path = require("node:path");
const ts = require("typescript");
const { BannerPlugin, Compilation, DefinePlugin, NormalModuleReplacementPlugin } = require("webpack");
const { withoutExcel } = require("../package/build.cjs");
const { statements } = require("./statements.cjs");

const ROOT = path.resolve(__dirname, "../..");

/** Topics of tables that belong into a workbook, and of figures, which are not here. */
const LEFT_OUT = ["capex", "claims", "presets", "whatif", "fleet", "audit"];

const NOTHING = "data:text/javascript,export {}";

const leftOut = LEFT_OUT.map(
  (topic) =>
    new NormalModuleReplacementPlugin(new RegExp(`^\\./${topic}$`), (asked) => {
      if (asked.contextInfo.issuer.includes("src/functions")) asked.request = NOTHING;
    }),
);

const engines = (catalogue) => catalogue.filter(({ topic }) => !LEFT_OUT.includes(topic));

/** What is told of a function is its name and those of its arguments, as code that is short. */
function names(catalogue) {
  const lines = catalogue.map(({ id, parameters }) => [id, ...parameters.map(({ name }) => name)].join(" "));
  const read = "(l)=>{const [id,...p]=l.split(' ');return{id,parameters:p.map((name)=>({name}))}}";
  return `${JSON.stringify(lines.join(";"))}.split(";").map(${read})`;
}

/** An engine that looks globals up each time, as a sandbox does, takes three times as long. */
const atHand = [false, true].map(
  (footer) =>
    new BannerPlugin({
      banner: footer ? ";return capex})(Math,NaN,Number,Array)" : "var capex=((Math,NaN,Number,Array)=>{",
      footer,
      raw: true,
      stage: Compilation.PROCESS_ASSETS_STAGE_REPORT - 1,
    }),
);

/** The script with what registers it in DuckDB behind it, for import and for require(). */
function duckdb(script) {
  const file = path.join(__dirname, "duckdb.ts");
  const source = fs.readFileSync(file, "utf8");
  const as = (module) =>
    ts.transpileModule(source, { compilerOptions: { module, target: ts.ScriptTarget.ES2022 } }).outputText;
  const types = ts.transpileDeclaration(source, { fileName: file, compilerOptions: {} }).outputText;
  return {
    "duckdb.js": `${script}\n${as(ts.ModuleKind.ESNext)}`,
    "duckdb.cjs": `${script}\n${as(ts.ModuleKind.CommonJS)}`,
    "duckdb.d.ts": types,
    "duckdb.d.cts": types,
  };
}

class Statements {
  constructor(catalogue) {
    this.catalogue = catalogue;
  }

  apply(compiler) {
    const { RawSource } = compiler.webpack.sources;
    compiler.hooks.thisCompilation.tap("Statements", (compilation) => {
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: "Statements", stage }, () => {
        const script = compilation.getAsset("sql/capex-functions.js").source.source();
        for (const [name, text] of Object.entries(statements(engines(this.catalogue), script)))
          compilation.emitAsset(`sql/${name}`, new RawSource(text));
        for (const [name, text] of Object.entries(duckdb(script))) compilation.emitAsset(name, new RawSource(text));
      });
    });
  }
}

/** Names between our own modules that no text and no answer holds: short ones take their place, as Snowflake takes 100 kB. */
const OURS_ALONE =
  /^(otherwise|label|structural|elapsed|rising|facilityCost|facilityResale|priceShare|wholeShift|soldHoursPerGpu|fullCharge|lifePeriods|contractRevenue)$/;

const enginesConfig = (common, catalogue) => ({
  ...common,
  name: "engines",
  entry: { "capex-functions": path.join(ROOT, "src/engines/sql.ts") },
  target: ["es2020"],
  module: {
    rules: [
      { test: /\.ts$/, loader: path.join(__dirname, "plain.cjs") },
      { test: /scenarios\/[^/]+\.json$/, loader: path.join(__dirname, "values.cjs") },
    ],
  },
  optimization: {
    minimizeOptions: {
      javascript: {
        compress: { passes: 5, pure_getters: true, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false },
        mangle: { properties: { regex: OURS_ALONE } },
        format: { ascii_only: true },
      },
    },
  },
  output: {
    path: path.join(common.output.path, "package"),
    filename: "sql/[name].js",
    chunkFormat: false,
    library: { type: "var", name: "capex" },
  },
  plugins: [
    new DefinePlugin({
      CATALOGUE: names(engines(catalogue)),
      "process.env.npm_package_version": '""',
    }),
    withoutExcel(),
    ...leftOut,
    ...atHand,
    new Statements(catalogue),
  ],
});

module.exports = { enginesConfig };
