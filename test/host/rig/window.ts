// The built pane in Chromium as Excel on Windows shows it: Microsoft's script host is answered from node_modules, the native
// bridge leads to a workbook in this process.

import fs from "node:fs";
import path from "node:path";
import type { Server } from "node:http";
import type { Browser, Page } from "playwright-core";
import { PATIENCE, startBrowser } from "../../browser/page";
import { Bridge } from "./bridge";
import { DIST, metadata } from "./built";
import { Calculator } from "./calculator";
import { FunctionHost } from "./functions";
import { externalContext, HOST_INFO, OFFICE, pageServices, type Settings } from "./office";
import type { Workbook } from "./workbook";

const CDN = "https://appsforoffice.microsoft.com/lib/1/hosted/";

const { createServer, listen } = jest.requireActual<{
  createServer(folder: string): Server;
  listen(server: Server, port: number): Promise<number>;
}>("../../../src/workbench/serve.cjs");

export interface PaneSettings extends Settings {
  /** False: nothing comes from Microsoft. */
  readonly reachable?: boolean;
  /** False: an ordinary browser tab. */
  readonly inExcel?: boolean;
  /** Before every function, as the manifest says. */
  readonly prefix?: string;
}

export interface PaneWindow {
  readonly page: Page;
  readonly bridge: Bridge;
  readonly calculator: Calculator;
  /** Errors on the console, exceptions, refusals of the page's policy. */
  readonly troubles: string[];
  /** Every address asked for, but ours. */
  readonly elsewhere: string[];
  close(): Promise<void>;
}

export interface Excel {
  open(workbook: Workbook, settings?: PaneSettings): Promise<PaneWindow>;
  close(): Promise<void>;
}

/** Serves a build and starts the browser, once a test file. */
export async function startExcel(folder = DIST): Promise<Excel> {
  const server = createServer(folder);
  const address = `http://localhost:${await listen(server, 0)}/`;
  const browser = await startBrowser();
  return {
    open: (workbook, settings = {}) => openWindow(browser, address, workbook, settings),
    close: async () => {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function openWindow(
  browser: Browser,
  address: string,
  workbook: Workbook,
  settings: PaneSettings,
): Promise<PaneWindow> {
  const { reachable = true, inExcel = true, prefix = "" } = settings;
  const context = await browser.newContext({ viewport: { width: 350, height: 900 } });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const bridge = new Bridge(workbook);
  pageServices(bridge);
  const calculator = new Calculator(workbook, new FunctionHost({ bridge }, metadata()), metadata(), prefix);
  const troubles: string[] = [];
  const elsewhere: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`exception: ${error.message}`));
  await page.route(
    (url) => !["data:", "blob:"].includes(url.protocol) && url.origin !== new URL(address).origin,
    async (route) => {
      const url = route.request().url();
      elsewhere.push(url);
      const file = path.join(OFFICE, url.slice(CDN.length));
      if (!reachable || !url.startsWith(CDN) || !fs.existsSync(file)) return route.abort();
      return route.fulfill({ contentType: "text/javascript", body: fs.readFileSync(file, "utf8") });
    },
  );
  if (inExcel) {
    await page.exposeFunction("toHost", (text: string) => bridge.sendMessageToHost(text));
    bridge.onMessageFromHost = (text) => {
      page
        .evaluate((message) => window._richApiNativeBridge?.onMessageFromHost?.(message), text)
        .catch(() => undefined);
    };
    const answers = Object.entries(externalContext(settings)).map(([name, answer]) => [name, answer()] as const);
    await page.addInitScript(excelWindow, { hostInfo: HOST_INFO, answers });
  }
  await page.exposeFunction("refused", (what: string) => void troubles.push(`policy: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener(
      "securitypolicyviolation",
      ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
        window.refused?.(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`);
      },
    );
  });
  await page.goto(`${address}taskpane.html`);
  return {
    page,
    bridge,
    calculator,
    troubles,
    elsewhere,
    close: async () => {
      bridge.close();
      await context.close();
    },
  };
}

declare global {
  interface Window {
    toHost?(text: string): void;
    refused?(what: string): void;
    /** What Excel answers when Office.js asks about itself. */
    excelAnswers?: Record<string, unknown>;
    _richApiNativeBridge?: { sendMessageToHost(text: string): void; onMessageFromHost?(text: string): void };
  }
}

/** What Excel puts into the window before the page's own scripts; runs there. */
function excelWindow({ hostInfo, answers }: { hostInfo: string; answers: (readonly [string, unknown])[] }): void {
  window._richApiNativeBridge = { sendMessageToHost: (text) => window.toHost?.(text) };
  window.excelAnswers = Object.fromEntries(answers);
  const context = Object.fromEntries(answers.map(([name]) => [name, () => window.excelAnswers?.[name]]));
  context.GetSettings = () => ({ Read: () => undefined, Write: () => undefined });
  Object.assign(window.external, {
    GetHostInfo: () => hostInfo,
    GetContext: () => context,
    GetLoggingAllowed: () => false,
    RegisterEvent: () => undefined,
    UnregisterEvent: () => undefined,
  });
}
