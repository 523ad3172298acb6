// The page without Excel: a spreadsheet with the built functions, and the pane beside it. This script runs before the spreadsheet's own:
// what needs no spreadsheet is done while the browser fetches that.

import { speakFor } from "../languages/chosen";
import { workbenchTexts } from "../languages/workbench";
import { stampOf } from "../sheets/stamp";
import { startSheets } from "../sheets/start-sheet";
import type { Arrived } from "./grid";
import { provideRuntime } from "./runtime";
import { script } from "./script";
import { begin } from "./workbooks/session";

const TEMPLATES = "vendor/o_spreadsheet.xml";

/** The page's scripts have run, the spreadsheet's among them. */
const scriptsRun = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
const implementations = provideRuntime();

async function start(): Promise<void> {
  try {
    const [{ functions }, templates, began] = await Promise.all([
      json<Pick<Arrived, "functions">>("functions.json"),
      text(TEMPLATES),
      // The names of workbooks are words too.
      speakFor(navigator.languages).then(begin).then(begun),
      // Excel waits for what a function fetches, this spreadsheet does not.
      script("functions.js").then(() => window.capexWhole?.()),
      import(/* webpackChunkName: "grid" */ "./grid-ahead"),
      scriptsRun,
    ]);
    const { openGrid } = await import(/* webpackChunkName: "grid" */ "./grid");
    await openGrid({ functions, implementations, templates, ...began });
  } catch (error) {
    const grid = document.querySelector("#grid");
    if (grid !== null) grid.textContent = workbenchTexts.notOpened;
    throw error;
  }
}

function begun(session: Arrived["session"]): Pick<Arrived, "session" | "stamp" | "sheets"> {
  const stamp = stampOf(new Date());
  return { session, stamp, sheets: session.contents === undefined ? startSheets(stamp) : undefined };
}

async function text(file: string): Promise<string> {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file} could not be loaded: ${response.status}`);
  return response.text();
}

const json = async <T>(file: string): Promise<T> => JSON.parse(await text(file));

void start();
