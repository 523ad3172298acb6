// The built add-in in o-spreadsheet's registry, as the page has it.

import fs from "node:fs";
import path from "node:path";
import { registerFunctions } from "../../src/workbench/functions";
import { provideRuntime } from "../../src/workbench/runtime";
import type { FunctionMetadata } from "../../src/workbench/functions";

export const DIST = path.resolve(__dirname, "../..", process.env.ADDIN_DIST ?? "dist");

export const builtFile = (name: string): string => {
  const file = path.join(DIST, name);
  if (!fs.existsSync(file)) throw new Error(`${file} is missing: run npm run build first`);
  return fs.readFileSync(file, "utf8");
};

/** The part that functions.js fetches when a cell first asks for a figure. */
export const fetchedPart = (): string => {
  const found = fs.readdirSync(DIST).find((file) => /^fetched\..*\.js$/.test(file));
  if (found === undefined) throw new Error("the fetched part is missing: run npm run build first");
  return builtFile(found);
};

/** Fetches what the built functions would fetch when a cell first asks, as the workbench does before it opens. */
export const whole = (): Promise<void> =>
  (globalThis as unknown as { readonly capexWhole: () => Promise<void> }).capexWhole();

/** Registers the built functions once; the models made afterwards calculate with them. */
export function registerBuilt(): readonly FunctionMetadata[] {
  const { functions } = JSON.parse(builtFile("functions.json")) as { functions: FunctionMetadata[] };
  const implementations = provideRuntime();
  for (const script of [builtFile("functions.js"), fetchedPart()]) new Function(script)();
  registerFunctions(functions, implementations);
  return functions;
}
