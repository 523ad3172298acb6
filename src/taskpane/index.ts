// The page that Excel shows: finds Excel, mounts the pane, and answers the ribbon. It says plainly when there is no Excel to work with.
import { connect } from "../host/excel/connect";
import { BUILD } from "../data/edition";
import { present } from "../model/errors";
import { mountPane, type Pane } from "./mount";
import { sentence } from "../controls/progress";
import { texts } from "../languages";
import { helpAddress, speakFor } from "../languages/chosen";

const page = present(document.querySelector<HTMLElement>("#pane") ?? undefined);
const target = document.createElement("div");
// office.js looks for something to focus in the page alone, which sees no shadow root: the pane takes the focus and hands it on.
page.attachShadow({ mode: "open", delegatesFocus: true }).append(target);

/** office.js listens for them: with F6 and Esc a person goes back to the sheet. */
const LEAVING = ["F6", "F2", "Escape"];

function say(sentence: string): void {
  const text = document.createElement("p");
  text.setAttribute("role", "status");
  text.style.cssText = "margin: 24px; font: 14px/20px system-ui, sans-serif";
  text.textContent = sentence;
  target.replaceChildren(text);
}

async function start(): Promise<void> {
  await speakFor(navigator.languages);
  say(texts.start.waiting);
  try {
    const excel = await connect(globalThis, { onWaiting: (sentence) => pane?.wait(sentence) });
    await speakFor([excel.language]);
    target.replaceChildren();
    pane = mountPane(target, excel.host, { startup: excel.startup, leaving: LEAVING, clearsUndo: excel.clearsUndo });
    const { show, setTheme } = pane;
    excel.onTheme(({ dark }) => setTheme(dark ? "dark" : "light"));
    excel.onCommands({
      showFunctions: () => show("functions"),
      showHelp: () => excel.openPage(new URL(helpAddress(), location.href).href),
      showAudit: () => show("audit"),
    });
    checkFunctions(pane);
    await excel.keepWhole();
  } catch (error) {
    say(sentence(error instanceof Error ? error.message : String(error)));
  }
}

declare global {
  interface Window {
    /** What functions.js was built of; set when it has run. */
    capexFunctions?: string;
  }
}

/** Both stand on one page, but browsers keep functions.js for a while after an update. */
function checkFunctions({ warn }: Pane): void {
  const { capexFunctions } = window;
  if (capexFunctions === undefined) warn(texts.start.noFunctions);
  else if (capexFunctions !== BUILD) warn(texts.start.otherFunctions(capexFunctions, BUILD));
}

let pane: ReturnType<typeof mountPane> | undefined;

void start();
