// The built functions.js in o-spreadsheet: found and called as Excel finds and calls them, by functions.json and CustomFunctions.associate.

import { addFunction, registries } from "@odoo/o-spreadsheet";
import type { Arg, ArgDefinition, FunctionResultObject, Matrix } from "@odoo/o-spreadsheet";
import { inWords } from "../languages/phrases";
import { workbenchTexts } from "../languages/workbench";
import { ERROR_CODES, FunctionError, type Implementation } from "./runtime";

/** What functions.json says of one function, as far as the workbench shows it. */
export interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly ParameterMetadata[];
}

interface ParameterMetadata {
  readonly name: string;
  readonly description: string;
  readonly optional?: boolean;
  readonly repeating?: boolean;
}

/** Teaches o-spreadsheet every function of functions.json; `example` is a line of help with a worked example. */
export function registerFunctions(
  functions: readonly FunctionMetadata[],
  implementations: ReadonlyMap<string, Implementation>,
  example: (id: string) => string = () => "",
): void {
  // Else an error with this text would be plain text in a cell: ISERROR, IFERROR and the sentence need it known.
  registries.errorTypes.add(ERROR_CODES.invalidValue).add(ERROR_CODES.nullReference);
  for (const { id, name, description, parameters } of functions) {
    const implementation = implementations.get(id.toUpperCase());
    if (implementation === undefined) throw new Error(`functions.js does not hold ${id}, which functions.json names`);
    addFunction(name, {
      // Read when it is shown, in the language of that moment.
      get description() {
        return [inWords(description), example(id)].filter(Boolean).join(" ");
      },
      category: "Capex",
      args: parameters.flatMap(argumentsOf),
      isExported: true,
      compute: (...args: Arg[]) => answer(name, () => implementation(...inputs(parameters, args))),
    });
  }
}

/** o-spreadsheet takes no repeating argument after optional ones: a repeating one stands there as often as our longest function has arguments. */
export const REPEATS = 12;

function argumentsOf(parameter: ParameterMetadata): ArgDefinition[] {
  const { name, description, optional, repeating } = parameter;
  const names = repeating ? Array.from({ length: REPEATS }, (_, index) => `${name}${index + 1}`) : [name];
  return names.map((each) => ({
    name: each,
    get description() {
      return inWords(description);
    },
    type: ["ANY", "RANGE"],
    acceptMatrix: true,
    acceptErrors: true,
    ...(optional && { optional: true }),
  }));
}

/** Excel gives rows of cells, and null for what is omitted; a repeating parameter is a list of such. */
function inputs(parameters: readonly ParameterMetadata[], args: readonly Arg[]): unknown[] {
  return parameters.map(({ repeating }, index) => {
    if (!repeating) return rows(args[index]);
    const rest = args.slice(index).map(rows);
    return rest.length > 0 ? rest : null;
  });
}

/** The one place that turns o-spreadsheet's columns into Excel's rows. */
function rows(arg: Arg): unknown[][] | null {
  if (arg === undefined) return null;
  if (!isMatrix(arg)) return arg.value === null ? null : [[input(arg)]];
  return transpose(arg, input);
}

const isMatrix = (arg: Exclude<Arg, undefined>): arg is Matrix<FunctionResultObject> => Array.isArray(arg);

function transpose<A, B>(lines: readonly (readonly A[])[], each: (item: A) => B): B[][] {
  const turned: B[][] = lines[0]?.map(() => []) ?? [];
  for (const line of lines) line.forEach((item, index) => turned[index]?.push(each(item)));
  return turned;
}

function input({ value }: FunctionResultObject): unknown {
  return typeof value === "string" && registries.errorTypes.has(value) ? new FunctionError(value) : value;
}

/** A cell or a spill; never throws, since o-spreadsheet would show its own maker's text. */
function answer(name: string, calculate: () => unknown): FunctionResultObject | Matrix<FunctionResultObject> {
  try {
    const result = calculate();
    if (!Array.isArray(result)) return output(result);
    const [[first]] = result;
    return result.length === 1 && result[0].length === 1 ? output(first) : transpose(result, output);
  } catch (error) {
    if (error instanceof FunctionError) return output(error);
    globalThis.reportError?.(error);
    return { value: ERROR_CODES.invalidValue, message: workbenchTexts.defect(name) };
  }
}

function output(value: unknown): FunctionResultObject {
  if (value instanceof FunctionError) return { value: value.code, message: value.message };
  return { value: isValue(value) ? value : null };
}

const isValue = (value: unknown): value is number | string | boolean =>
  ["number", "string", "boolean"].includes(typeof value);
