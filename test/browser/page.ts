// The built workbench in Chromium: served on a free port, watched for errors and for requests to anywhere else.

import fs from "node:fs";
import path from "node:path";
import type { IncomingMessage, Server } from "node:http";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Frame, Locator, Page } from "playwright-core";

/** A busy machine gets time, in milliseconds. */
export const PATIENCE = 180_000;

export const DIST = path.resolve(__dirname, "../..", process.env.ADDIN_DIST ?? "dist");

const { createServer, listen } = jest.requireActual<{
  createServer(folder: string): Server;
  listen(server: Server, port: number): Promise<number>;
}>("../../src/workbench/serve.cjs");

/** The shell without windows of its own takes about half the processor. */
const CHROMIUMS = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
];

function chromiumPath(): string {
  const found = CHROMIUMS.find((file) => file !== undefined && fs.existsSync(file));
  if (found === undefined) {
    throw new Error("the browser tests need Chromium: run apt-get install chromium, or name a Chrome in CHROMIUM_PATH");
  }
  return found;
}

export const startBrowser = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS, ...flags] });

export interface Visit {
  readonly page: Page;
  /** What went wrong so far: errors on the console, exceptions, requests that failed or went elsewhere. */
  readonly troubles: string[];
  close(): Promise<void>;
}

export interface Site {
  readonly address: string;
  /** Opens a page of dist/ in a profile of its own. */
  visit(file?: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** Serves dist/ and starts the browser; to be called once a test file. */
export async function openSite(flags: readonly string[] = []): Promise<Site> {
  if (!fs.existsSync(path.join(DIST, "workbench.html")))
    throw new Error(`${DIST} is not built: run npm run build first`);
  const server = createServer(DIST);
  // How it compresses is held by its own tests, and the pane over Excel is read so: here it would cost a second of each file.
  server.prependListener("request", ({ headers }: IncomingMessage) => delete headers["accept-encoding"]);
  const address = `http://localhost:${await listen(server, 0)}/`;
  const browser = await startBrowser(flags);
  return {
    address,
    async visit(file = "workbench.html", options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      const troubles: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") troubles.push(`console: ${message.text()}`);
      });
      page.on("pageerror", (error) => troubles.push(`exception: ${error.message}`));
      page.on("requestfailed", (request) => {
        // A page that is left gives up what it was fetching.
        if (request.failure()?.errorText !== "net::ERR_ABORTED") troubles.push(`failed: ${request.url()}`);
      });
      page.on("response", (response) => {
        if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
      });
      await page.route(
        (url) => !["data:", "blob:"].includes(url.protocol) && url.origin !== new URL(address).origin,
        (route) => {
          troubles.push(`elsewhere: ${route.request().url()}`);
          return route.abort();
        },
      );
      await page.goto(address + file);
      return { page, troubles, close: () => context.close() };
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Waits until the workbench shows its workbook. */
export const opened = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => window.workbench !== undefined && document.querySelector(".o-grid") !== null);

/** The workbench with its pane in sight, which a narrow page folds away. A colour that is still changing would be measured on its way. */
export async function visitPane(site: Site, width: number, options: BrowserContextOptions = {}): Promise<Visit> {
  const viewport = { width, height: 800 };
  const visit = await site.visit("workbench.html", { viewport, reducedMotion: "reduce", ...options });
  await opened(visit.page);
  if (width < 720) await visit.page.locator("#toggle").click();
  return visit;
}

/** A visit to the workbench for each test, one for the whole file, or none where tests open their own; what goes wrong on the page fails it. */
export function visiting(each: "test" | "file" | "none"): Pick<Visit, "page" | "troubles"> & { readonly site: Site } {
  let site: Site;
  let visit: Visit;
  const start = async (): Promise<void> => {
    visit = await site.visit();
    await opened(visit.page);
  };
  const end = async (): Promise<void> => {
    expect(visit.troubles).toEqual([]);
    await visit.close();
  };
  beforeAll(async () => {
    site = await openSite();
    if (each === "file") await start();
  });
  if (each === "test") {
    beforeEach(start);
    afterEach(end);
  }
  afterAll(async () => {
    if (each === "file") await end();
    await site.close();
  });
  return {
    get site() {
      return site;
    },
    get page() {
      return visit.page;
    },
    get troubles() {
      return visit.troubles;
    },
  };
}

interface Axe {
  run(
    context: object,
    options: object,
  ): Promise<{
    violations: readonly { id: string; nodes: readonly { target: readonly unknown[]; failureSummary: string }[] }[];
  }>;
}
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds against the page, or a part of it. */
export async function axeFindings(page: Page | Frame, context: object): Promise<unknown[]> {
  // Into the page's own context: its policy lets no foreign script in.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const found = await page.evaluate(
    (context) =>
      (globalThis as unknown as { axe: Axe }).axe.run(context, { resultTypes: ["violations"], preload: false }),
    context,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => [id, target, failureSummary]),
  );
}

/** The sheets that a person sees, in their order. */
export const sheetNames = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const getters = window.workbench?.model.getters;
    return getters?.getVisibleSheetIds().map((id) => getters.getSheetName(id)) ?? [];
  });

/** How many pixels of the pane stand beyond its width. */
export const cutOff = (page: Page | Frame): Promise<number> =>
  page.evaluate(() => {
    const pane = document.getElementById("pane") as HTMLElement;
    const parts = [pane, ...(pane.shadowRoot?.querySelectorAll(".panel, .status") ?? [])];
    return Math.max(...parts.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  });

/** Takes the pane's message away, if it has not left by itself. */
export const dismiss = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const button = document.getElementById("pane")?.shadowRoot?.querySelector(".notice fluent-button");
    if (button instanceof HTMLElement) button.click();
  });

/** The words of what sticks out of the pane, or does not fit into its own box, where nothing scrolls. */
export const cutIn = (pane: Locator): Promise<string[]> =>
  pane.evaluate((pane) => {
    const edge = pane.getBoundingClientRect().right + 0.5;
    return [...(pane.shadowRoot?.querySelectorAll<HTMLElement>("*") ?? [])].flatMap((part) => {
      const { right, width } = part.getBoundingClientRect();
      // What is for the ear alone, what scrolls, and what ends in dots by design.
      if (width <= 1 || part.closest(".scroll, .clip, .brief, .hidden, style") !== null) return [];
      const words = part.textContent.trim();
      const cut =
        part.matches("h2, h3, h4, button, [role=tab], legend, label") && part.scrollWidth > part.clientWidth + 1;
      return right > edge || cut ? [`${part.tagName} ${part.className} ${words.slice(0, 40)}`] : [];
    });
  });

/** The words of values in the pane that go on in another line. */
export const brokenWords = (pane: Locator): Promise<string[]> =>
  pane.evaluate((pane) =>
    [...(pane.shadowRoot?.querySelectorAll<HTMLElement>(".number") ?? [])].flatMap((part) => {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      const broken: string[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
        for (const { index, 0: word } of (node.textContent ?? "").matchAll(/\S+/g)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word);
        }
      return broken;
    }),
  );

/** What a cell holds in the page's model: its value, its sentence when it is an error, and how it shows. */
export const cellAt = (
  page: Page,
  sheet: string,
  address: string,
): Promise<{ value: unknown; message?: string; text: string }> =>
  page.evaluate(
    ([sheet, address]) => {
      const getters = window.workbench?.model.getters;
      const sheetId = getters?.getSheetIdByName(sheet);
      if (getters === undefined || sheetId === undefined) throw new Error(`no sheet ${sheet}`);
      const { zone } = getters.getRangeFromSheetXC(sheetId, address);
      const cell = getters.getEvaluatedCell({ sheetId, col: zone.left, row: zone.top });
      return { value: cell.value, message: cell.message, text: cell.formattedValue };
    },
    [sheet, address] as const,
  );

/** The value cell beside a label in column A: rows may move when the sheet gains one. */
export const valueOf = (page: Page, sheet: string, label: string): Promise<string> =>
  page.evaluate(
    ([sheet, label]) => {
      const getters = window.workbench?.model.getters;
      const sheetId = getters?.getSheetIdByName(sheet);
      if (getters === undefined || sheetId === undefined) throw new Error(`no sheet ${sheet}`);
      for (let row = 0; row < getters.getNumberRows(sheetId); row++)
        if (getters.getEvaluatedCell({ sheetId, col: 0, row }).value === label) return `C${row + 1}`;
      throw new Error(`no row ${label}`);
    },
    [sheet, label] as const,
  );

/** The middle of a cell that is in sight, on the page. */
export async function middleOf(page: Page, address: string): Promise<{ x: number; y: number }> {
  const cell = await page.evaluate((address) => {
    const getters = window.workbench?.model.getters;
    if (getters === undefined) throw new Error("the workbench is not open");
    return getters.getVisibleRect(getters.getRangeFromSheetXC(getters.getActiveSheetId(), address).zone);
  }, address);
  const grid = await page.locator(".o-grid").boundingBox();
  if (grid === null) throw new Error("the grid is not in sight");
  return { x: grid.x + cell.x + cell.width / 2, y: grid.y + cell.y + cell.height / 2 };
}

/** Selects a cell with the mouse, its sheet shown and scrolled to before. */
export async function selectCell(page: Page, sheet: string, address: string): Promise<void> {
  await page.evaluate(
    ([sheet, address]) => {
      const model = window.workbench?.model;
      const sheetIdTo = model?.getters.getSheetIdByName(sheet);
      if (model === undefined || sheetIdTo === undefined) throw new Error(`no sheet ${sheet}`);
      const sheetIdFrom = model.getters.getActiveSheetId();
      if (sheetIdFrom !== sheetIdTo) model.dispatch("ACTIVATE_SHEET", { sheetIdFrom, sheetIdTo });
      const { zone } = model.getters.getRangeFromSheetXC(sheetIdTo, address);
      model.selection.selectCell(zone.left, zone.top);
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    },
    [sheet, address] as const,
  );
  const { x, y } = await middleOf(page, address);
  await page.mouse.click(x, y);
}

/** What a cell was given: its formula or text. */
const contentOf = (page: Page, sheet: string, address: string): Promise<string> =>
  page.evaluate(
    ([sheet, address]) => {
      const getters = window.workbench?.model.getters;
      const sheetId = getters?.getSheetIdByName(sheet);
      if (getters === undefined || sheetId === undefined) throw new Error(`no sheet ${sheet}`);
      const { left: col, top: row } = getters.getRangeFromSheetXC(sheetId, address).zone;
      return getters.getCellText({ sheetId, col, row }, { showFormula: true });
    },
    [sheet, address] as const,
  );

/** Two clicks within this time are a double click, which edits what the cell holds. */
export const DOUBLE_CLICK = 600;
const plain = (text: string): string => text.replaceAll(" ", "").toUpperCase();

/** Types into a cell with the keyboard, as a person does: on a busy machine again, where the editor lost a key. */
export async function typeInto(page: Page, sheet: string, address: string, text: string): Promise<void> {
  for (let tries = 0; tries < 4; tries++) {
    await page.waitForTimeout(DOUBLE_CLICK);
    await selectCell(page, sheet, address);
    await page.waitForTimeout(DOUBLE_CLICK);
    await page.keyboard.type(text, { delay: 20 });
    await page.keyboard.press("Enter");
    await page.waitForTimeout(100);
    if (plain(await contentOf(page, sheet, address)) === plain(text)) return;
    await page.keyboard.press("Escape");
  }
  throw new Error(`${text} was typed into ${address}, which holds ${await contentOf(page, sheet, address)}`);
}
