// Three bundles: functions.js (what cells run), the task pane, and the workbench. `ADDIN_URL` says where dist/ will be served.
const fs = require("node:fs");
const path = require("node:path");
const CustomFunctionsMetadataPlugin = require("custom-functions-metadata-plugin");
const CopyWebpackPlugin = require("copy-webpack-plugin");
const { functionFiles } = require("./src/catalogue/read.cjs");
const { DEVELOPMENT_URL, buildManifest, servedAt } = require("./src/host/manifest.cjs");

const url = servedAt();
const dist = path.resolve(__dirname, process.env.ADDIN_DIST || "dist");

/** Lets cells with errors reach our functions, so that they can answer with a sentence; Microsoft's plugin has no switch for it. */
class FunctionsJson {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap("FunctionsJson", (compilation) => {
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_ADDITIONS;
      compilation.hooks.processAssets.tap({ name: "FunctionsJson", stage }, (assets) => {
        if (!assets["functions.json"]) return;
        const metadata = { allowErrorForDataTypeAny: true, ...JSON.parse(assets["functions.json"].source().toString()) };
        const text = JSON.stringify(metadata, null, 2).replaceAll(DEVELOPMENT_URL, url);
        compilation.updateAsset("functions.json", new compiler.webpack.sources.RawSource(text));
      });
    });
  }
}

const common = {
  mode: process.env.NODE_ENV === "development" ? "development" : "production",
  devtool: false,
  resolve: { extensions: [".ts", ".js"] },
  module: { rules: [{ test: /\.ts$/, exclude: /node_modules/, loader: "ts-loader", options: { transpileOnly: true, compilerOptions: { noEmit: false } } }] },
  output: { path: dist, filename: "[name].js" },
  performance: { hints: false },
};

module.exports = [
  {
    ...common,
    name: "functions",
    entry: { functions: functionFiles() },
    plugins: [
      new CustomFunctionsMetadataPlugin({ input: functionFiles(), output: "functions.json" }),
      new FunctionsJson(),
      new CopyWebpackPlugin({
        patterns: [
          { from: "assets/*.png", to: "assets/[name][ext]" },
          { from: "manifest.xml", transform: (text) => buildManifest(text.toString()) },
          { from: "src/host/shortcuts.json" },
        ],
      }),
    ],
  },
];
void fs;
