// The built add-in in o-spreadsheet's registry, as the page has it.

import fs from "node:fs";
import path from "node:path";
import { provideRuntime, registerFunctions } from "../../src/workbench/functions";
import type { FunctionMetadata } from "../../src/workbench/functions";

export const DIST = path.resolve(__dirname, "../..", process.env.ADDIN_DIST ?? "dist");

export const builtFile = (name: string): string => {
  const file = path.join(DIST, name);
  if (!fs.existsSync(file)) throw new Error(`${file} is missing: run npm run build first`);
  return fs.readFileSync(file, "utf8");
};

/** Registers the built functions once; the models made afterwards calculate with them. */
export function registerBuilt(): readonly FunctionMetadata[] {
  const { functions } = JSON.parse(builtFile("functions.json")) as { functions: FunctionMetadata[] };
  const implementations = provideRuntime();
  new Function(builtFile("functions.js"))();
  registerFunctions(functions, implementations);
  return functions;
}
