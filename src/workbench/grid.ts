// The workbench once the spreadsheet's scripts are here: the workbook in its grid, then the pane beside it.

import { type InformationNotification, Model } from "@odoo/o-spreadsheet";
import { catalogue } from "../catalogue/catalogue";
import { whenSpoken } from "../languages/chosen";
import { workbenchTexts } from "../languages/workbench";
import type { SheetPlan } from "../host/host";
import { openingFigures } from "../sheets/opening";
import { figures } from "../sheets/parts";
import type { Stamp } from "../sheets/stamp";
import { startSheets } from "../sheets/start-sheet";
import { breath } from "../host/breath";
import { begunWith } from "./beginning";
import { fetchCharts, letChartsWait } from "./charts";
import { element, nameFrame, offerDownloads, paneShell } from "./frame";
import { type FunctionMetadata, registerFunctions } from "./functions";
import { tellErrorsInWords } from "./error-tips";
import { openHints } from "./hints";
import { workbenchHost } from "./host";
import type { Implementation } from "./runtime";
import { showSpreadsheet, speakInSpreadsheet } from "./translation";
import { keepFastKeys, readTyping } from "./typing";
import { type Desk, openDesk } from "./workbooks/desk";
import { renewed, type Session } from "./workbooks/session";

declare global {
  interface Window {
    /** For whoever automates the page: the tests read cells here. */
    workbench?: { readonly model: Model };
  }
}

/** What the page has by then. */
export interface Arrived {
  readonly functions: readonly FunctionMetadata[];
  readonly implementations: ReadonlyMap<string, Implementation>;
  /** The spreadsheet's own. */
  readonly templates: string;
  readonly session: Session;
  readonly stamp: Stamp;
  /** What a new workbook begins with; none where the session has a workbook. */
  readonly sheets: readonly SheetPlan[] | undefined;
}

export async function openGrid(arrived: Arrived): Promise<void> {
  await speakInSpreadsheet();
  nameFrame();
  registerFunctions(arrived.functions, arrived.implementations, exampleOf);
  tellErrorsInWords();
  openHints();
  letChartsWait();
  readTyping();
  keepFastKeys();
  const { model, session, later } = await opened(arrived);
  // Two tasks: the page takes what is done meanwhile.
  await breath();
  const host = workbenchHost(model);
  const desk = openDesk({ bar: element("#workbook"), notice: element("#notice") }, model, session);
  offerDownloads(desk);
  const grid = element("#grid");
  grid.replaceChildren();
  // The spreadsheet takes its scheme when it is mounted: the page keeps to the same one.
  const colorScheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.style.colorScheme = colorScheme;
  await showSpreadsheet(grid, {
    props: { model, colorScheme, ...notifying(desk) },
    templates: arrived.templates,
  });
  whenSpoken(nameFrame);
  // By now one can type: the pane, the charts and the long table of figures come after the grid is drawn.
  await drawn();
  const charts = fetchCharts().catch(() => desk.say("warning", workbenchTexts.noCharts));
  const { mountPane } = await import(/* webpackChunkName: "pane" */ "../taskpane/mount");
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
  await charts;
  await drawn();
  // Who was quicker and loaded a sheet of that name keeps theirs.
  await later()
    .then((sheets) => host.addAside(sheets))
    .catch(() => undefined);
  window.workbench = { model };
}

/** What the spreadsheet wants to say or to ask is said on the page. */
const notifying = ({ say }: Desk) => ({
  raiseError: (text: string) => say("error", text),
  notifyUser: ({ text, type, sticky }: InformationNotification) =>
    say(type === "danger" ? "error" : type === "warning" || sticky ? "warning" : "success", text),
  askConfirmation: (question: string, yes: () => void, no?: () => void) => (confirm(question) ? yes() : no?.()),
});

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
  readonly later: () => Promise<readonly SheetPlan[]>;
}

/** The workbook of the session; one that cannot be read any more is left where it is kept. */
async function opened({ session, stamp, sheets }: Arrived): Promise<Opened> {
  const begun = async () => ({
    model: await begunWith(sheets ?? startSheets(stamp)),
    later: () => figures().then(() => [openingFigures(stamp)]),
  });
  if (session.contents === undefined) return { ...(await begun()), session };
  try {
    const model = new Model(session.contents.data);
    const { sheet } = session.contents;
    if (model.getters.getSheetIds().includes(sheet))
      model.dispatch("ACTIVATE_SHEET", { sheetIdFrom: model.getters.getActiveSheetId(), sheetIdTo: sheet });
    return { model, session, later: async () => [] };
  } catch {
    return { ...(await begun()), session: renewed(session) };
  }
}
