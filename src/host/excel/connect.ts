// How the pane finds Excel, and what Excel offers it beside the workbook.

import { ExcelHost, type ExcelOptions } from "../excel";
import type { Host, Off } from "../host";
import type { OfficeWindow } from "./asking";
import * as say from "./sentences";

export interface Theme {
  readonly dark: boolean;
  readonly background: string;
  readonly foreground: string;
}

/** What Excel offers a pane beside the workbook. */
export interface ExcelPane {
  readonly host: Host;
  /** Takes back or completes what a load has left half done, now and whenever Excel's undo brings it back. */
  keepWhole(): Promise<Off>;
  /** Whether what an add-in does to sheets clears Excel's own undo, as on Windows and the Mac. */
  readonly clearsUndo: boolean;
  /** Tells the colours of Office, now and when they have changed; never where Office does not tell them. */
  onTheme(callback: (theme: Theme) => void): void;
  /** The pane's own button alone opens it: Excel ignores showAsTaskpane of add-ins from its store. What a command does shows in the open pane. */
  onCommands(commands: Readonly<Record<string, () => void>>): void;
  /** The language of Excel itself (BCP 47). */
  readonly language: string;
  /** Opens a page in the person's browser. */
  openPage(url: string): void;
  /** Whether Excel starts the functions with this workbook, before the pane is opened. */
  readonly startup: { read(): Promise<boolean>; set(on: boolean): Promise<void> };
}

/** How long office.js may take to find its host. */
const ARRIVAL = 20_000;

/** Finds Excel. Rejects with a sentence for the pane when office.js did not arrive, trusts no host or the page is open outside of Excel. */
export async function connect(
  page: Partial<OfficeWindow> = globalThis,
  options: ExcelOptions = {},
): Promise<ExcelPane> {
  const { Office: office } = page;
  if (office === undefined) throw say.unreachable();
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(say.untrusted()), ARRIVAL));
  const { host } = await Promise.race([office.onReady(), late]);
  if (host !== office.HostType.Excel) throw say.notExcel();
  const excel = new ExcelHost(page as OfficeWindow, options);
  const { platform, displayLanguage } = office.context;
  return {
    host: excel,
    // Not every host says it in letters: a number is no language that we know.
    language: String(displayLanguage || "en"),
    keepWhole: () => excel.keepWhole(),
    clearsUndo: platform === office.PlatformType.PC || platform === office.PlatformType.Mac,
    onTheme: (callback) => followTheme(office, page, callback),
    onCommands: (commands) => {
      for (const [name, act] of Object.entries(commands)) {
        office.actions.associate(name, (event?: { completed?(): void }) => {
          try {
            act();
          } finally {
            event?.completed?.();
          }
        });
      }
    },
    openPage: (url) => {
      if (office.context.requirements.isSetSupported("OpenBrowserWindowApi", "1.1"))
        office.context.ui.openBrowserWindow(url);
      else (page as Partial<Pick<typeof globalThis, "open">>).open?.(url, "_blank", "noopener");
    },
    startup: {
      read: async () => (await office.addin.getStartupBehavior()) === office.StartupBehavior.load,
      set: (on) => office.addin.setStartupBehavior(on ? office.StartupBehavior.load : office.StartupBehavior.none),
    },
  };
}

/** Excel has no event for a new theme. To choose one a person leaves the pane, so it is read again when they are back. */
function followTheme(office: typeof Office, page: Partial<OfficeWindow>, callback: (theme: Theme) => void): void {
  let known = "";
  const look = (): void => {
    const theme = themeOf(office.context.officeTheme);
    if (theme === null || theme.background === known) return;
    known = theme.background;
    callback(theme);
  };
  const { window: own, document: shown } = page as Partial<Pick<typeof globalThis, "window" | "document">>;
  own?.addEventListener("focus", look);
  shown?.addEventListener("visibilitychange", look);
  shown?.documentElement.addEventListener("pointerenter", look);
  look();
}

function themeOf(theme: Office.OfficeTheme | undefined): Theme | null {
  const background = theme?.bodyBackgroundColor;
  const foreground = theme?.bodyForegroundColor;
  if (background === undefined || foreground === undefined) return null;
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(background.slice(at, at + 2), 16));
  return { dark: red * 0.299 + green * 0.587 + blue * 0.114 < 128, background, foreground };
}
