// The custom functions by their ids: for the pane, the tests, and what Excel loads.
import * as audit from "./audit";
import { type Runnable, byId } from "./registry";
import * as topics from "./topics";

/** Every custom function by its id. */
export const RUNNABLES = byId({ ...topics, ...audit });

export type { Runnable };
/** The preset that gives what a call leaves out. */
export { STANDARD_PRESET } from "../data/defaults";

/** The function behind an id such as "GPUPAYBACK", or undefined; it takes what Excel passes and answers or throws as in a cell. */
export const runnable = (id: string): Runnable | undefined => RUNNABLES.get(id.toUpperCase());

export const functionIds = (): string[] => [...RUNNABLES.keys()].sort();
