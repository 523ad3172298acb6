// The page without Excel: a spreadsheet with the built functions, and the pane beside it.

import { type InformationNotification, Model } from "@odoo/o-spreadsheet";
import { catalogue } from "../catalogue/catalogue";
import { speakFor, whenSpoken } from "../languages/chosen";
import { workbenchTexts } from "../languages/workbench";
import type { SheetPlan } from "../host/host";
import { openingWorkbook } from "../sheets/start-sheet";
import { figures } from "../sheets/parts";
import { mountPane } from "../taskpane/mount";
import { breath } from "../host/breath";
import { forgetHistory } from "./bulk";
import { element, nameFrame, offerDownloads, paneShell } from "./frame";
import { provideRuntime, registerFunctions } from "./functions";
import type { FunctionMetadata } from "./functions";
import { tellErrorsInWords } from "./error-tips";
import { openHints } from "./hints";
import { workbenchHost } from "./host";
import { showSpreadsheet, speakInSpreadsheet } from "./translation";
import { readTyping } from "./typing";
import { type Desk, openDesk } from "./workbooks/desk";
import { begin, renewed, type Session } from "./workbooks/session";

declare global {
  interface Window {
    /** For whoever automates the page: the tests read cells here. */
    workbench?: { readonly model: Model };
  }
}

async function start(): Promise<void> {
  const grid = element("#grid");
  try {
    const [metadata, templates, , , begun] = await Promise.all([
      json<Metadata>("functions.json"),
      text(TEMPLATES),
      // Excel waits for what a function fetches, this spreadsheet does not.
      loadFunctions().then(() => window.capexWhole?.()),
      figures(),
      // The names of workbooks are words too.
      speakFor(navigator.languages).then(begin),
    ]);
    await speakInSpreadsheet();
    nameFrame();
    registerFunctions(metadata.functions, implementations, exampleOf);
    tellErrorsInWords();
    openHints();
    readTyping();
    const { model, session, later } = await opened(begun);
    const host = workbenchHost(model);
    const desk = openDesk({ bar: element("#workbook"), notice: element("#notice") }, model, session);
    offerDownloads(desk);
    grid.replaceChildren();
    // The spreadsheet takes its scheme when it is mounted: the page keeps to the same one.
    const colorScheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    document.documentElement.style.colorScheme = colorScheme;
    await showSpreadsheet(grid, {
      props: { model, colorScheme, ...notifying(desk) },
      templates,
    });
    whenSpoken(nameFrame);
    // The grid is drawn before the pane is made.
    await breath();
    const pane = mountPane(paneShell(model), host, {
      linking: (fragment) => new URL(fragment, location.href).href,
    });
    const openLink = (): void => {
      const { hash, pathname, search } = location;
      // The workbook is kept, so a page that is loaded anew must not load the scenario anew.
      if (hash !== "") history.replaceState(null, "", pathname + search);
      void pane.openLink(hash);
    };
    addEventListener("hashchange", openLink);
    openLink();
    // By now one can type: the long table of figures comes after. Who was quicker and loaded one of that name keeps theirs.
    await drawn();
    await host.addAside(later).catch(() => undefined);
    window.workbench = { model };
  } catch (error) {
    grid.textContent = workbenchTexts.notOpened;
    throw error;
  }
}

/** What the spreadsheet wants to say or to ask is said on the page. */
const notifying = ({ say }: Desk) => ({
  raiseError: (text: string) => say("error", text),
  notifyUser: ({ text, type, sticky }: InformationNotification) =>
    say(type === "danger" ? "error" : type === "warning" || sticky ? "warning" : "success", text),
  askConfirmation: (question: string, yes: () => void, no?: () => void) => (confirm(question) ? yes() : no?.()),
});

interface Metadata {
  readonly functions: readonly FunctionMetadata[];
}

/** So many sheets of the opening workbook are there at once: the one in sight, and the one that it reads. */
const SEEN_FIRST = 2;
const TEMPLATES = "vendor/o_spreadsheet.xml";
const implementations = provideRuntime();

/** functions.js is loaded as Excel does, by a script element. */
function loadFunctions(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "functions.js";
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("functions.js could not be loaded"));
    document.head.append(script);
  });
}

async function text(file: string): Promise<string> {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file} could not be loaded: ${response.status}`);
  return response.text();
}

const json = async <T>(file: string): Promise<T> => JSON.parse(await text(file));

function exampleOf(id: string): string {
  const example = catalogue.find((help) => help.id === id)?.examples[0];
  return example === undefined ? "" : workbenchTexts.example(...example);
}

/** Until the page has drawn. */
const drawn = (): Promise<void> => new Promise(requestAnimationFrame).then(breath);

interface Opened {
  readonly model: Model;
  readonly session: Session;
  /** Sheets of it that nobody looks at first. */
  readonly later: readonly SheetPlan[];
}

/** The workbook of the session; one that cannot be read any more is left where it is kept. */
async function opened(session: Session): Promise<Opened> {
  if (session.contents === undefined) return { ...(await openingModel()), session };
  try {
    const model = new Model(session.contents.data);
    const { sheet } = session.contents;
    if (model.getters.getSheetIds().includes(sheet))
      model.dispatch("ACTIVATE_SHEET", { sheetIdFrom: model.getters.getActiveSheetId(), sheetIdTo: sheet });
    return { model, session, later: [] };
  } catch {
    return { ...(await openingModel()), session: renewed(session) };
  }
}

/** A workbook that holds the opening sheets and nothing to undo. */
async function openingModel(): Promise<Pick<Opened, "model" | "later">> {
  const model = new Model();
  const blank = model.getters.getSheetIds();
  const sheets = openingWorkbook();
  await workbenchHost(model).commit(sheets.slice(0, SEEN_FIRST));
  for (const sheetId of blank)
    model.dispatch("DELETE_SHEET", { sheetId, sheetName: model.getters.getSheetName(sheetId) });
  forgetHistory(model);
  return { model, later: sheets.slice(SEEN_FIRST) };
}

void start();
