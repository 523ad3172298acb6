// The custom functions of a module, by the ids that Excel knows: the name in capitals.

/** A custom function as Excel calls it: one value or null an argument, rows of cells out. */
export type Runnable = (...args: unknown[]) => unknown[][];

export const byId = (module: Readonly<Record<string, unknown>>): ReadonlyMap<string, Runnable> =>
  new Map(Object.entries(module).map(([name, run]) => [name.toUpperCase(), run as Runnable]));
