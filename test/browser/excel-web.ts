// Excel on the web around the pane: a page of another origin that frames the built pane and speaks the messages of Microsoft's office.js.

import fs from "node:fs";
import path from "node:path";
import type { Browser, Frame, Page } from "playwright-core";
import { OFFICE, REQUIREMENT_SETS } from "../host/rig/office";
import { CONVERSATION, frameName, webContext } from "../host/rig/web";
import { DIST, PATIENCE } from "./page";

const CDN = "https://appsforoffice.microsoft.com/lib/1/hosted/";
const ADDIN = "https://addin.example";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
};

/** What Excel tells an add-in that has focus to take or to give: office.js's own numbers (OSF.AgaveHostAction). */
export const TAB_IN = 4;

/** The page of Excel, as far as office.js asks it: who it is, and every message that arrives, kept. */
const hostPage = (
  origin: string,
  { language, width = 350 }: Surroundings,
): string => `<!doctype html><title>Book.xlsx</title>
<input id="cell"><div id="box"></div>
<script>
  window.messages = [];
  addEventListener("message", ({ data, source }) => {
    let asked; try { asked = JSON.parse(data); } catch { return; }
    window.messages.push({ name: asked._actionName, data: asked._data });
    if (asked._messageType !== 0) return;
    source.postMessage(JSON.stringify({ _messageType: 1, _actionName: asked._actionName, _conversationId: asked._conversationId,
      _correlationId: asked._correlationId, _origin: location.origin, _errorCode: 0, _responseType: 0, _serializerVersion: 1,
      _data: asked._actionName === "ContextActivationManager_getAppContextAsync" ? ${JSON.stringify(webContext(REQUIREMENT_SETS, language))} : null }), "*");
  });
  const frame = document.createElement("iframe");
  frame.name = ${JSON.stringify(frameName("Excel|Web|16.01|en-US|c|||1", origin))};
  frame.style = "border: none; width: ${width}px; height: 700px";
  frame.src = "${ADDIN}/taskpane.html?_host_Info=Excel$Web$16.01$en-US$c$$$1";
  box.append(frame);
  window.notify = (action) => frame.contentWindow.postMessage(JSON.stringify({ _messageType: 0, _actionName: "Office_notifyAgave",
    _conversationId: "${CONVERSATION}_ntf", _correlationId: 99, _origin: location.origin, _data: [action], _actionType: 0,
    _serializerVersion: 1 }), "*");
</script>`;

declare global {
  interface Window {
    messages: { readonly name: string; readonly data: unknown }[];
    notify(action: number): void;
  }
}

export interface ExcelOnTheWeb {
  readonly page: Page;
  readonly pane: Frame;
  /** What the network was asked for that is neither the add-in nor office.js. */
  readonly elsewhere: readonly string[];
  close(): Promise<void>;
}

interface Surroundings {
  readonly language?: string;
  /** Of the pane, in pixels. */
  readonly width?: number;
  /** Said of each of our files before it arrives: one that is refused never does. */
  readonly delivery?: (file: string) => Promise<"arrives" | "is refused">;
}

/** Opens a workbook on a host of that origin and language, with the pane in its frame. */
export async function openExcelOnTheWeb(
  browser: Browser,
  origin: string,
  surroundings: Surroundings = {},
): Promise<ExcelOnTheWeb> {
  const { delivery = () => Promise.resolve("arrives") } = surroundings;
  const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const elsewhere: string[] = [];
  await page.route(
    () => true,
    async (route) => {
      const asked = new URL(route.request().url());
      if (asked.origin === origin)
        return route.fulfill({ contentType: "text/html", body: hostPage(origin, surroundings) });
      const file = fileOf(asked);
      if (file !== undefined) {
        if ((await delivery(path.basename(file))) === "is refused") return route.abort();
        const contentType = TYPES[path.extname(file)] ?? "application/octet-stream";
        return route.fulfill({ contentType, body: fs.readFileSync(file) });
      }
      elsewhere.push(asked.href);
      return route.abort();
    },
  );
  await page.goto(`${origin}/book`);
  const handle = await page.locator("iframe").elementHandle();
  const pane = await handle?.contentFrame();
  if (pane === null || pane === undefined) throw new Error("the page shows no pane");
  return { page, pane, elsewhere, close: () => context.close() };
}

function fileOf({ origin, href, pathname }: URL): string | undefined {
  const file =
    origin === ADDIN
      ? path.join(DIST, pathname)
      : path.join(OFFICE, decodeURIComponent(new URL(href).pathname.slice(new URL(CDN).pathname.length)));
  const ours = origin === ADDIN || href.startsWith(CDN);
  return ours && fs.existsSync(file) && fs.statSync(file).isFile() ? file : undefined;
}
