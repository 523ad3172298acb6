import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const ENGINE_DEPENDENT = ["exp", "log", "pow", "expm1", "log1p", "log2", "log10", "sin", "cos", "tan", "random"];

export default defineConfig(
  globalIgnores(["dist/", "coverage/", "node_modules/", "bench/node_modules/"]),
  tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-console": "error",
      "@typescript-eslint/no-explicit-any": "error",
    },
  },
  {
    files: ["**/*.cjs", "**/*.mjs", "webpack.config.js", "bench/**", ".ci/**"],
    rules: { "@typescript-eslint/no-require-imports": "off", "no-console": "off" },
  },
  {
    files: ["src/model/**"],
    rules: {
      "no-restricted-globals": ["error", "Date", "fetch", "setTimeout", "Office", "Excel", "CustomFunctions"],
      "no-restricted-properties": [
        "error",
        ...ENGINE_DEPENDENT.map((property) => ({
          object: "Math",
          property,
          message:
            "Its last bits differ between JavaScript engines: use src/model/numbers/exact.ts or src/model/numbers/random.ts.",
        })),
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "BinaryExpression[operator='**']",
          message: "Its last bits differ between JavaScript engines: use power() of src/model/numbers/exact.ts.",
        },
      ],
    },
  },
  {
    files: ["src/**"],
    ignores: ["src/host/excel.ts", "src/functions/answers.ts"],
    rules: { "no-restricted-globals": ["error", "Office", "Excel", "CustomFunctions"] },
  },
);
