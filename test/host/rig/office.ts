// Microsoft's own Office.js, unmodified from node_modules, started in a window of ours over a workbook in memory.
// On Windows it finds its host through window.external and talks through the native bridge; on the web it does both by messages to the
// page around it (web.ts). Its Excel part it loads by script elements.

import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { Bridge, ON_THE_WEB, ON_WINDOWS } from "./bridge";
import { functionsListen, webWindow } from "./web";
import type { Workbook } from "./workbook";

/** Microsoft's files, as the script host serves them. */
export const OFFICE = path.join(path.dirname(require.resolve("@microsoft/office-js/package.json")), "dist");
const ORIGIN = "https://addin.test";
const SHARED_RUNTIME = 1;

/** What a current Excel supports; an older one has smaller numbers or lacks a set. */
export const REQUIREMENT_SETS: Readonly<Record<string, string>> = {
  ExcelApi: "1.17",
  CustomFunctions: "1.9",
  CustomFunctionsRuntime: "1.4",
  SharedRuntime: "1.2",
  KeyboardShortcuts: "1.1",
  RibbonApi: "1.2",
  RichApiRuntime: "1.2",
  DelayForCellEdit: "1.1",
};

export interface Client {
  readonly bridge: Bridge;
  readonly Excel: typeof Excel;
  readonly Office: typeof Office;
  readonly window: vm.Context;
  /** Every delay that a script of the window has asked for, in milliseconds. */
  readonly delays: number[];
  evaluate(code: string, filename: string): void;
  close(): void;
}

export interface Settings {
  /** Windows if omitted. */
  readonly platform?: "web";
  readonly sets?: Readonly<Record<string, string>>;
  /** Lets no time pass: for thousands of calls that the runtime would spread over half seconds. */
  readonly hurried?: boolean;
  /** Colours as Office gives them to its theme, 0xBBGGRR. */
  readonly theme?: Readonly<Record<string, number>>;
}

const compiled = new Map<string, vm.Script>();

function script(file: string): vm.Script {
  const known = compiled.get(file) ?? new vm.Script(fs.readFileSync(file, "utf8"), { filename: file });
  compiled.set(file, known);
  return known;
}

/** What Excel's Windows client answers when Office.js asks who it is. */
export function externalContext({ sets = REQUIREMENT_SETS, theme = {} }: Settings): Record<string, () => unknown> {
  return {
    GetAppType: () => 1,
    GetSolutionRef: () => "capex",
    GetAppVersionMajor: () => 16,
    GetAppVersionMinor: () => 1,
    GetAppUILocale: () => 1033,
    GetAppDataLocale: () => 1033,
    GetDocUrl: () => "",
    GetAppCapabilities: () => 0,
    GetActivationMode: () => 0,
    GetControlIntegrationLevel: () => 2,
    GetSettings: () => ({ Read: () => undefined, Write: () => undefined }),
    GetSupportedMatrix: () => JSON.stringify(sets),
    GetOfficeThemeInfo: () => JSON.stringify(theme),
  };
}

export const HOST_INFO = `Excel|Win32|16.01|en-US|||disableLogging|${SHARED_RUNTIME}`;

/** The services beside the workbook that a pane meets: start-up, showing the pane, and the custom functions' results. */
export function pageServices(bridge: Bridge, state = { startup: "Inactive", visible: "Inactive" }): void {
  Object.assign(bridge.services, {
    "Microsoft.InternalService.AddinInternalService": {
      kind: "AddinInternalService",
      run: { NotifyActionHandlerReady: () => null },
    },
    "Microsoft.AppRuntime.AppRuntimePersistenceService": {
      kind: "AppRuntimePersistenceService",
      run: {
        SetAppRuntimeStartState: (wanted: string) => void (state.startup = wanted),
        GetAppRuntimeStartState: () => state.startup,
      },
    },
    "Microsoft.AppRuntime.AppRuntimeService": {
      kind: "AppRuntimeService",
      run: {
        SetAppRuntimeState: (wanted: string) => void (state.visible = wanted),
        GetAppRuntimeState: () => state.visible,
      },
    },
  });
}

/** Opens the add-in's window on a workbook, as far as Office.onReady(). */
export async function openOffice(workbook: Workbook, settings: Settings = {}): Promise<Client> {
  const onTheWeb = settings.platform === "web";
  const bridge = new Bridge(workbook, onTheWeb ? ON_THE_WEB : ON_WINDOWS);
  pageServices(bridge);
  const listening = onTheWeb ? functionsListen(bridge) : undefined;
  const timers = new Set<NodeJS.Timeout>();
  const delays: number[] = [];
  const later =
    (repeat: boolean) =>
    (callback: (...values: unknown[]) => void, delay = 0, ...values: unknown[]) => {
      delays.push(delay);
      const timer = (repeat ? setInterval : setTimeout)(callback, settings.hurried ? 0 : delay, ...values);
      timers.add(timer);
      return timer;
    };
  const window: Record<string, unknown> = {
    console,
    performance,
    URL,
    setTimeout: later(false),
    setInterval: later(true),
    clearTimeout,
    clearInterval,
    location: new URL(`${ORIGIN}/taskpane.html`),
    navigator: { userAgent: "Excel", platform: "Win32", language: "en-US" },
    history: {},
    name: "",
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    postMessage: () => undefined,
  };
  Object.assign(window, { window, self: window, top: window, parent: window, document: page(load) });
  const host = onTheWeb ? webWindow(bridge, settings.sets ?? REQUIREMENT_SETS) : windowsWindow(bridge, settings);
  Object.assign(window, host);
  vm.createContext(window);

  function load(source: string): void {
    script(path.join(OFFICE, source.slice(`${ORIGIN}/office/`.length))).runInContext(window);
  }

  load(`${ORIGIN}/office/office.js`);
  const client: Client = {
    bridge,
    get Excel() {
      return window.Excel as typeof Excel;
    },
    get Office() {
      return window.Office as typeof Office;
    },
    window,
    delays,
    evaluate: (code, filename) => void new vm.Script(code, { filename }).runInContext(window),
    close: () => {
      bridge.close();
      timers.forEach((timer) => clearTimeout(timer));
    },
  };
  await client.Office.onReady();
  await listening;
  return client;
}

/** What Excel for Windows puts into an add-in's window. */
function windowsWindow(bridge: Bridge, settings: Settings): object {
  const context = externalContext(settings);
  return {
    external: {
      GetHostInfo: () => HOST_INFO,
      GetContext: () => context,
      GetLoggingAllowed: () => false,
      RegisterEvent: () => undefined,
      UnregisterEvent: () => undefined,
    },
    _richApiNativeBridge: bridge,
  };
}

/** As much of a document as a script loader needs, and, on the web, one who compares the origins of messages. */
function page(load: (source: string) => void): object {
  interface ScriptElement {
    src?: string;
    onload?: (event: object) => void;
  }
  const element = () => ({
    style: {},
    setAttribute: () => undefined,
    getAttribute: () => null,
    appendChild: () => undefined,
  });
  const head = {
    appendChild: (child: ScriptElement) => {
      const { src } = child;
      if (src !== undefined) {
        setImmediate(() => {
          load(src);
          child.onload?.({});
        });
      }
      return child;
    },
  };
  return {
    readyState: "complete",
    domain: new URL(ORIGIN).hostname,
    head,
    body: element(),
    documentElement: element(),
    createElement: (tag: string) => (tag === "a" ? new URL(ORIGIN) : element()),
    hasFocus: () => false,
    getElementById: () => null,
    querySelectorAll: () => [],
    getElementsByTagName: (tag: string) =>
      tag === "script" ? [{ src: `${ORIGIN}/office/office.js` }] : tag === "head" ? [head] : [],
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
}
