// What the pane knows of every function: the help that its JSDoc gives, and how to run it.
import { runnable } from "../functions";
import type { KnownFunctions } from "./audit/explain";

export interface ParameterHelp {
  readonly name: string;
  readonly description: string;
  readonly repeating: boolean;
}

export interface FunctionHelp {
  readonly id: string;
  readonly topic: string;
  readonly description: string;
  readonly returns: string;
  readonly parameters: readonly ParameterHelp[];
  /** Formulas with their answers, as people read them. */
  readonly examples: readonly (readonly [formula: string, answer: string])[];
}

export const knownFunctions = (catalogue: readonly FunctionHelp[]): KnownFunctions =>
  new Map(
    catalogue.flatMap(({ id, parameters }) => {
      const run = runnable(id);
      return run === undefined ? [] : [[id, { parameters, run }] as const];
    }),
  );
