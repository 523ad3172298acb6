const { availableParallelism } = require("node:os");

// Unit, property, golden, host, browser and LibreOffice tests. The built files must exist for the last three: npm test builds first.
module.exports = {
  testEnvironment: "node",
  // Anything else global is looked up anew each time it is read: a random trial takes four times as long.
  sandboxInjectedGlobals: ["Math", "Number", "Array", "Object", "Infinity"],
  setupFiles: ["<rootDir>/test/seed.ts", "<rootDir>/src/data/built-in.ts"],
  // Slow machines get time; what must be fast is measured and printed, not gated.
  testTimeout: 600_000,
  // One more than processors: the longest tests wait for other programs.
  maxWorkers: availableParallelism() + 1,
  testSequencer: "<rootDir>/test/sequencer.cjs",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "ts-jest",
      {
        tsconfig: { module: "commonjs", moduleResolution: "bundler", ignoreDeprecations: "6.0" },
        diagnostics: false,
        isolatedModules: true,
      },
    ],
    "node_modules/(lit|@lit|lit-html|lit-element|@lit-labs|@fluentui|@microsoft/fast)/.+\\.js$": [
      "ts-jest",
      {
        tsconfig: { allowJs: true, module: "commonjs", moduleResolution: "bundler", ignoreDeprecations: "6.0" },
        diagnostics: false,
        isolatedModules: true,
      },
    ],
  },
  transformIgnorePatterns: ["/node_modules/(?!(lit|@lit|lit-html|lit-element|@lit-labs|@fluentui|@microsoft/fast)/)"],
  coverageDirectory: "coverage",
  collectCoverageFrom: ["src/model/**/*.ts"],
  coverageThreshold: { global: { branches: 100 } },
};
