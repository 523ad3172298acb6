// The parts of the pane that are fetched after it is usable. Each is asked for when it is first needed, and all are fetched ahead
// once the page rests, so that everything goes on working where the network does not.
import { fetched, tables } from "../sheets/parts";

export { tables };

/** Follows cells: brings its own copy of the functions and of the model. */
export const auditing = fetched(() => import(/* webpackChunkName: "auditing" */ "./audit/auditing"));
/** What earlier loads left. */
export const loaded = fetched(() => import(/* webpackChunkName: "loaded" */ "../sheets/loaded"));
/** The article's claims. */
export const ledger = fetched(() => import(/* webpackChunkName: "ledger" */ "./data/ledger"));
/** Scenarios as files, with the schema that they must fit. */
export const files = fetched(() => import(/* webpackChunkName: "files" */ "./scenarios/scenario-file"));

/** The page rests between them: one at a time is no long task. */
const PAUSE = 200;

/** Fetches every part that has not come yet; one that cannot be had is left until it is needed. */
export async function fetchAhead(): Promise<void> {
  for (const part of [loaded, auditing, tables, ledger, files]) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    await part().catch(() => undefined);
  }
}
