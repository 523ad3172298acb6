// What every custom function is for, takes and answers: read from the JSDoc when the add-in is built (read.cjs), and put here by the build.

export interface ParameterHelp {
  readonly name: string;
  readonly description: string;
  readonly repeating: boolean;
}

export interface FunctionHelp {
  readonly id: string;
  /** The file of src/functions, without its ending. */
  readonly topic: string;
  readonly description: string;
  readonly returns: string;
  readonly parameters: readonly ParameterHelp[];
  /** Formula and answer. */
  readonly examples: readonly (readonly [string, string])[];
}

declare const CATALOGUE: readonly FunctionHelp[];

export const catalogue: readonly FunctionHelp[] = CATALOGUE;
