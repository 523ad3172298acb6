// The types of the package: what src/package/public.ts and the form of a trace say, and every function with its arguments by name, from the JSDoc.

const comment = (words, indent = "") => `${indent}/** ${words.replaceAll("*/", "* /")} */\n`;

/** Names of functions' argument types: GpuIrrArguments would guess at words, GPUIRR_Arguments does not. */
function functionTypes({ id, description, returns, parameters, examples }) {
  const fields = parameters.map(({ name, description, repeating }) => {
    const type = repeating ? "readonly Argument[]" : "Argument";
    return `${comment(description, "  ")}  readonly ${name}?: ${type};\n`;
  });
  const shown = examples.map(([formula, answer]) => ` * @example ${formula} → ${answer}`).join("\n");
  return `export interface ${id}_Arguments {
${fields.join("")}}
/**
 * ${description}
 * @returns ${returns}
${shown.replaceAll("*/", "* /")}
 */
export declare function ${id}(args?: ${id}_Arguments): Answer;
`;
}

const ERROR = `/** Why there is no answer: Excel's code, and the sentence that names the argument and the fix. */
export declare class CapexError extends Error {
  readonly code: string;
  constructor(code: string, message?: string);
}
`;

function declarations(catalogue, types, members) {
  const own = types
    .map((text) =>
      text
        .replace(/^import .*\n/gm, "")
        .replace(/^\/\/.*\n/, "")
        .trim(),
    )
    .join("\n\n");
  const all = members.map((name) => `export declare const ${name}: Package["${name}"];`);
  return `${[own, ERROR, all.join("\n"), ...catalogue.map(functionTypes)].join("\n\n")}`;
}

/** The part with the figures, which hands them to the module. */
const datasetModule = (packed) => `import { provideDataset } from "./index.js";

export const dataset = JSON.parse(${JSON.stringify(JSON.stringify(packed))});

provideDataset(dataset);
`;

const DATASET_TYPES = `import { type Dataset } from "./index.js";

/** The built-in figures of companies; importing them is enough. */
export declare const dataset: Dataset;
`;

module.exports = { DATASET_TYPES, datasetModule, declarations };
