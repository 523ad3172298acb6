// The custom functions by their ids: for the pane and the tests.
import * as audit from "./audit";
import * as capex from "./capex";
import * as claims from "./claims";
import { byId, explained, type Runnable } from "./registry";
import * as topics from "./topics";

/** Every custom function by its id. */
const RUNNABLES = new Map([...explained(topics, capex, claims), ...byId(audit)]);

export type { Runnable };
/** The preset that gives what a call leaves out. */
export { isArticles, STANDARD_PRESET } from "../data/standard";

/** The function behind an id such as "GPUPAYBACK", or undefined; it takes what Excel passes and answers or throws as in a cell. */
export const runnable = (id: string): Runnable | undefined => RUNNABLES.get(id.toUpperCase());

export const functionIds = (): string[] => [...RUNNABLES.keys()].sort();
