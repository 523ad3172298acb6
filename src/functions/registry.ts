// The custom functions of a module, by the ids that Excel knows: the name in capitals.

/** A custom function as Excel calls it: one value or null an argument, rows of cells out. */
export type Runnable = (...args: unknown[]) => unknown[][];

/** What CAPEXEXPLAIN explains, by id: filled by whoever brings the functions together. */
export const EXPLAINED = new Map<string, Runnable>();

export const byId = (module: Readonly<Record<string, unknown>>): ReadonlyMap<string, Runnable> =>
  new Map(Object.entries(module).map(([name, run]) => [name.toUpperCase(), run as Runnable]));

/** The functions of modules by their ids, known to CAPEXEXPLAIN from now on. */
export function explained(...modules: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, Runnable> {
  for (const module of modules) for (const [id, run] of byId(module)) EXPLAINED.set(id, run);
  return EXPLAINED;
}
