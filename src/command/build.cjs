// Makes the command line of dist/package: one program, its thread, and the server for agents, which is read when it is asked for.
const path = require("node:path");
const { BannerPlugin } = require("webpack");
const { withoutExcel } = require("../package/build.cjs");

const ROOT = path.resolve(__dirname, "../..");

/** The configuration for webpack, from what all bundles have in common; `notices` lists whose work is in it. */
const commandConfig = (common, built, notices) => ({
  ...common,
  name: "command",
  entry: { command: path.join(ROOT, "src/command/program.ts") },
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
  plugins: [
    built,
    withoutExcel(),
    notices,
    new BannerPlugin({ banner: "#!/usr/bin/env node", raw: true, include: /^command\.js$/ }),
  ],
});

module.exports = { commandConfig };
