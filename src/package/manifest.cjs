// package.json of the published package.

/** A module with its types, for import and for require(). */
const part = (name) => ({
  import: { types: `./${name}.d.ts`, default: `./${name}.js` },
  require: { types: `./${name}.d.cts`, default: `./${name}.cjs` },
});

const packageJson = ({ description, engines, license, version }) =>
  `${JSON.stringify(
    {
      name: "capex-functions",
      version,
      description,
      keywords: ["excel", "finance", "irr", "npv", "gpu", "datacenter", "depreciation", "capex", "mcp"],
      license,
      type: "module",
      engines,
      sideEffects: ["./dataset.js", "./dataset.cjs"],
      main: "./index.cjs",
      module: "./index.js",
      types: "./index.d.cts",
      bin: { "capex-functions": "./command.js" },
      exports: {
        ".": part("index"),
        "./dataset": part("dataset"),
        "./duckdb": part("duckdb"),
        "./sql/*": "./sql/*",
        "./package.json": "./package.json",
      },
    },
    null,
    2,
  )}\n`;

module.exports = { packageJson };
