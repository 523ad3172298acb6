// The parts of the pane that are fetched after it is usable. Each is asked for when it is first needed, and all are fetched ahead
// once the page rests, so that everything goes on working where the network does not.
import { fetched, figures, tables, wallOnSheet, withFigures } from "../sheets/parts";

export { figures, tables, wallOnSheet };

/** What every function says of itself. */
export const functionsHelp = fetched(() => import(/* webpackChunkName: "help" */ "../catalogue/catalogue"));
/** Follows cells: brings its own copy of the functions and of the model. */
export const follower = withFigures(() => import(/* webpackChunkName: "auditing" */ "./audit/follower"));
/** What is done with the workbook as a whole, in the same file. */
export const workbook = withFigures(() => import(/* webpackChunkName: "auditing" */ "./audit/workbook-actions"));
/** Takes back what the pane changed, in the same file. */
export const undoing = withFigures(() => import(/* webpackChunkName: "auditing" */ "../review/undoing"));
/** Explores any cell, in the same file. */
export const explorer = withFigures(() => import(/* webpackChunkName: "auditing" */ "./audit/explorer-actions"));
/** Fills in functions. */
export const form = withFigures(() => import(/* webpackChunkName: "form" */ "./functions/form-actions"));
/** What earlier loads left. */
export const loadedSheets = withFigures(() => import(/* webpackChunkName: "loaded" */ "../sheets/loaded-sheets"));
/** The sheets of a scenario. */
export const scenarioSheets = fetched(() => import(/* webpackChunkName: "loaded" */ "../sheets/scenario-sheets"));
/** What scenarios come to, with their curves. */
export const outlooks = fetched(() => import(/* webpackChunkName: "loaded" */ "../pictures/outlook"));
/** A copy of a scenario, with fields and sliders. */
export const editing = fetched(() => import(/* webpackChunkName: "editing" */ "../controls/scenario-editor"));
/** Pictures, with what draws them. */
export const pictures = withFigures(() => import(/* webpackChunkName: "pictures" */ "../controls/picture-view"));
/** The article's claims, with what draws them. */
export const claims = withFigures(() => import(/* webpackChunkName: "ledger" */ "../controls/ledger-view"));
/** Scenarios as files, with the schema that they must fit. */
export const scenarioFiles = fetched(() => import(/* webpackChunkName: "files" */ "../sheets/scenario-file"));

/** Figures of one's own as files. */
export const figureFiles = withFigures(() => import(/* webpackChunkName: "files" */ "../sheets/figure-files"));

declare global {
  interface Window {
    /** What the functions fetch later, fetched now. */
    capexWhole?: () => Promise<void>;
  }
}

/** The page rests between them: one at a time is no long task. */
const PAUSE = 200;

/** Fetches every part that has not come yet; one that cannot be had is left until it is needed. */
export async function fetchAhead(): Promise<void> {
  // In Excel the functions live on this page, and fetch the ledger when a cell first asks for it.
  await window.capexWhole?.();
  const all = [
    functionsHelp,
    loadedSheets,
    follower,
    form,
    tables,
    claims,
    scenarioFiles,
    figureFiles,
    editing,
    pictures,
  ];
  for (const part of all) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    await part().catch(() => undefined);
  }
}
