// Bundles: functions.js (what cells run), the task pane, the workbench, and the package for programs. `ADDIN_URL` says where dist/ will be served.
const fs = require("node:fs");
const path = require("node:path");
const CopyWebpackPlugin = require("copy-webpack-plugin");
const { generateCustomFunctionsMetadata } = require("custom-functions-metadata");
const HtmlWebpackPlugin = require("html-webpack-plugin");
const { BannerPlugin, Compilation, DefinePlugin } = require("webpack");
const { helpFiles } = require("./src/catalogue/help.cjs");
const { functionFiles, readCatalogue } = require("./src/catalogue/read.cjs");
const { inWordsOf, translations } = require("./src/catalogue/translations.cjs");
const { dataIssues } = require("./src/data/check.cjs");
const { FETCHED_TOPICS, handedOver } = require("./src/functions/fetched.cjs");
const changesOfFigures = require("./src/data/dataset/changes.json");
const project = require("./package.json");
const { commandConfig } = require("./src/command/build.cjs");
const { appsScript } = require("./src/engines/sheets.cjs");
const { enginesConfig } = require("./src/engines/build.cjs");
const { packageConfig, withoutExcel } = require("./src/package/build.cjs");
const { buildManifest, namespaceOf, servedAt } = require("./src/host/manifest.cjs");
const { PANE_POLICY, WORKBENCH_POLICY } = require("./src/workbench/policy.cjs");
const { notices, packageOf, vendorFiles } = require("./src/workbench/vendor.cjs");

const url = servedAt();
const dist = path.resolve(__dirname, process.env.ADDIN_DIST || "dist");

/** The same functions, described in other words, with help in them: ids and names stay. */
const described = (metadata, tag, inWords) => ({
  ...metadata,
  functions: metadata.functions.map(({ description, parameters, ...rest }) => ({
    ...rest,
    helpUrl: `${url}/help/${tag}/${rest.id}.html`,
    description: inWords(description),
    parameters: parameters.map((parameter) => ({ ...parameter, description: inWords(parameter.description) })),
  })),
});

/** functions.json as Microsoft's generator writes it, and what it has no switch for: cells with errors reach our functions, which answer with a sentence, and formatted values come as the plain numbers they are. Beside it the same in every other language, to which the manifest leads. */
class FunctionsJson {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap("FunctionsJson", (compilation) => {
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tapPromise({ name: "FunctionsJson", stage }, async () => {
        const files = functionFiles().map((file) => path.resolve(__dirname, file));
        const { metadataJson, errors } = await generateCustomFunctionsMetadata(files);
        if (errors.length > 0) throw new Error(errors.join("\n"));
        const written = JSON.parse(metadataJson);
        const functions = written.functions.map((one) => ({ ...one, helpUrl: `${url}/help/${one.id}.html` }));
        const metadata = {
          ...written,
          functions,
          allowErrorForDataTypeAny: true,
          allowCustomDataForDataTypeAny: false,
        };
        const emit = (name, value) =>
          compilation.emitAsset(name, new compiler.webpack.sources.RawSource(JSON.stringify(value, null, 2)));
        emit("functions.json", metadata);
        for (const tag of translations()) emit(`functions.${tag}.json`, described(metadata, tag, inWordsOf(tag)));
      });
    });
  }
}

/** The same functions for Google Sheets. */
class AppsScript {
  constructor(catalogue) {
    this.catalogue = catalogue;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap("AppsScript", (compilation) => {
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_REPORT + 1;
      compilation.hooks.processAssets.tap({ name: "AppsScript", stage }, () => {
        const [functions, dataset] = ["index.cjs", "dataset.cjs"].map((name) =>
          compilation.getAsset(name).source.source(),
        );
        const text = appsScript(this.catalogue, functions, dataset);
        compilation.emitAsset("google-sheets/Code.gs", new compiler.webpack.sources.RawSource(text));
      });
    });
  }
}

/** The help, page by page. */
class HelpPages {
  constructor(catalogue) {
    this.catalogue = catalogue;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap("HelpPages", (compilation) => {
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: "HelpPages", stage }, () => {
        for (const [name, page] of helpFiles(this.catalogue, changesOfFigures)) {
          compilation.emitAsset(`help/${name}`, new compiler.webpack.sources.RawSource(page));
        }
      });
    });
  }
}

/** The licences of what webpack put into a bundle and its parts: read from its own list of modules. */
class Notices {
  constructor(bundle, file = `${bundle}.NOTICES.txt`) {
    this.bundle = bundle;
    this.file = file;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap("Notices", (compilation) => {
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: "Notices", stage }, () => {
        const used = [...compilation.modules].filter((one) => compilation.chunkGraph.getNumberOfModuleChunks(one) > 0);
        const files = used.flatMap((one) => [...(one.modules ?? [one])].map(({ resource }) => resource));
        const packages = new Set(files.map((file) => packageOf(file)).filter((name) => name !== undefined));
        const text = notices(this.bundle, packages);
        compilation.emitAsset(this.file, new compiler.webpack.sources.RawSource(text));
      });
    });
  }
}

const common = {
  mode: process.env.NODE_ENV === "development" ? "development" : "production",
  devtool: false,
  // As our TypeScript: older targets make webpack write code that a strict policy refuses.
  target: ["web", "es2022"],
  resolve: { extensions: [".ts", ".js"] },
  module: {
    rules: [
      {
        test: /\.ts$/,
        exclude: /node_modules/,
        loader: "ts-loader",
        options: { transpileOnly: true, compilerOptions: { noEmit: false } },
      },
    ],
  },
  output: { path: dist, filename: "[name].js", chunkFilename: "[name].[contenthash:8].js" },
  performance: { hints: false },
};

/** A page that loads its bundle; the template says what else, and where among it the bundle stands if that matters. */
const page = (name, folder, csp, inject = true) =>
  new HtmlWebpackPlugin({
    filename: `${name}.html`,
    template: `src/${folder}/${name}.html`,
    templateParameters: { csp },
    chunks: [name],
    inject,
    minify: false,
  });

/** A script in a scope of its own (a frame's, a sandbox's) may look globals up each time, which makes a random trial ten times as long. */
const atHand = (...globals) =>
  [false, true].map(
    (footer) =>
      new BannerPlugin({
        banner: footer ? `})(${globals})` : `((${globals})=>{`,
        footer,
        raw: true,
        include: /^functions\.js$/,
        stage: Compilation.PROCESS_ASSETS_STAGE_REPORT,
      }),
  );

/** An entry with its presets side by side: gzip finds what texts share within 32 kB only. */
function dataFirst(entry) {
  const presets = fs.readdirSync(path.join(__dirname, "src/data/scenarios")).map((file) => `scenarios/${file}`);
  const files = [...presets.map((file) => `src/data/${file}`), entry];
  const imports = files.map((file) => `import ${JSON.stringify(path.resolve(__dirname, file))};`);
  return `data:text/javascript,${imports.join("")}`;
}

/** An old build must not leave files behind, and a folder of someone else's must not be emptied. */
function emptyDist() {
  if (!fs.existsSync(dist)) return;
  const files = fs.readdirSync(dist);
  if (files.length > 0 && !files.includes("functions.js"))
    throw new Error(`${dist} holds something else: name another ADDIN_DIST`);
  fs.rmSync(dist, { recursive: true });
}

module.exports = async () => {
  const issues = dataIssues();
  if (issues.length > 0) throw new Error(issues.join("\n"));
  const functions = await readCatalogue();
  const built = new DefinePlugin({
    CATALOGUE: JSON.stringify(functions),
    FUNCTION_IDS: JSON.stringify(functions.map(({ id }) => id)),
    FETCHED_IDS: JSON.stringify(functions.filter(({ topic }) => FETCHED_TOPICS.includes(topic)).map(({ id }) => id)),
    "process.env.ADDIN_NAMESPACE": JSON.stringify(namespaceOf()),
    "process.env.npm_package_version": JSON.stringify(project.version),
  });
  emptyDist();
  return [
    {
      ...common,
      name: "functions",
      entry: { functions: dataFirst("./src/functions/load.ts") },
      externals: [handedOver],
      // The page has another bundle with parts of its own, and a worker or a test no page at all.
      output: {
        ...common.output,
        uniqueName: "capex-cells",
        globalObject: "globalThis",
        publicPath: "",
      },
      module: { rules: [...common.module.rules, { test: /scenarios.*\.json$/, loader: "./src/data/summaries.cjs" }] },
      // Functions stand before the constants with a reader's words: like beside like packs better.
      optimization: { minimizeOptions: { javascript: { compress: { passes: 2, hoist_funs: true } } } },
      plugins: [
        built,
        new FunctionsJson(),
        new Notices("functions"),
        new HelpPages(functions),
        ...atHand("Math", "NaN", "Number", "Array"),
        new CopyWebpackPlugin({
          patterns: [
            { from: "assets/*.png", to: "assets/[name][ext]" },
            { from: "manifest.xml", transform: (text) => buildManifest(text.toString()) },
            { from: "src/host/shortcuts.json" },
          ],
        }),
      ],
    },
    {
      ...common,
      name: "taskpane",
      entry: { taskpane: "./src/taskpane/index.ts" },
      plugins: [built, new Notices("taskpane"), page("taskpane", "taskpane", PANE_POLICY)],
    },
    {
      ...common,
      name: "workbench",
      entry: { workbench: "./src/workbench/index.ts" },
      externals: { "@odoo/o-spreadsheet": "o_spreadsheet", "@odoo/owl": "owl" },
      plugins: [
        built,
        new Notices("workbench", "vendor/NOTICES.txt"),
        page("workbench", "workbench", WORKBENCH_POLICY, false),
        new CopyWebpackPlugin({
          patterns: [...vendorFiles(), { from: "src/workbench/workbench.css" }],
        }),
      ],
    },
    {
      ...common,
      name: "assistants",
      entry: { assistants: "./src/agents/page.ts" },
      plugins: [built, withoutExcel(), new Notices("assistants")],
    },
    packageConfig(common, built, functions, project, [new AppsScript(functions)]),
    commandConfig(common, built, new Notices("command")),
    enginesConfig(common, functions),
  ];
};
