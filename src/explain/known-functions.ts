// Our functions as the audit runs them, by their names. It brings its own copy of the functions and of the model.
import type { FunctionHelp } from "../catalogue/catalogue";
import { runnable } from "../functions";
import type { KnownFunctions } from "./explanation";

export const knownFunctions = (catalogue: readonly FunctionHelp[]): KnownFunctions =>
  new Map(
    catalogue.flatMap(({ id, parameters }) => {
      const run = runnable(id);
      return run === undefined ? [] : [[id, { parameters, run }] as const];
    }),
  );
