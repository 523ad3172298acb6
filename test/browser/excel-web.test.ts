// The built pane in the frame of Excel on the web, with Microsoft's office.js: how the keyboard comes in and goes out, and whom it trusts.

import type { Browser, Locator } from "playwright-core";
import { texts } from "../../src/languages";
import { type ExcelOnTheWeb, openExcelOnTheWeb, TAB_IN } from "./excel-web";
import { startBrowser } from "./page";

declare global {
  interface Window {
    /** What a person would have seen jump. */
    moved: readonly number[];
  }
}

const KNOWN = "https://usc-excel.officeapps.live.com";
const UNKNOWN = "https://office.bank.example";

let browser: Browser;
let excel: ExcelOnTheWeb | undefined;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
afterEach(() => excel?.close());

const focused = (): Promise<string | undefined> | undefined =>
  excel?.pane.evaluate(() => document.getElementById("pane")?.shadowRoot?.activeElement?.tagName);

async function opened(): Promise<ExcelOnTheWeb> {
  excel = await openExcelOnTheWeb(browser, KNOWN);
  await excel.pane.getByRole("tab", { name: "Data" }).waitFor();
  return excel;
}

test("Tab and Ctrl+F6 from Excel put the focus on the pane's first control", async () => {
  const { page, pane } = await opened();
  await page.evaluate((action) => window.notify(action), TAB_IN);
  await pane.waitForFunction(() => document.getElementById("pane")?.shadowRoot?.activeElement?.tagName === "BUTTON");
  expect(await focused()).toBe("BUTTON");
});

test("Ctrl+F6, Esc and F2 pressed in the pane reach Excel, and Tab goes on inside the pane", async () => {
  const { page, pane } = await opened();
  await pane.getByRole("tab", { name: "Data" }).focus();
  /** What office.js told Excel to do, by number; that the pane was selected (0) comes whenever the page gets the focus. */
  const told = () =>
    page.evaluate(() =>
      window.messages.flatMap(({ name, data }) =>
        name === "ContextActivationManager_notifyHost" && Array.isArray(data) ? [Number(data[1])] : [],
      ),
    );
  await page.keyboard.press("Tab");
  expect(await focused()).toBeDefined();
  for (const [key, action] of [
    ["Control+F6", 5],
    ["Escape", 15],
    ["F2", 16],
  ] as const) {
    expect(await told()).not.toContain(action);
    await pane.getByRole("tab", { name: "Data" }).focus();
    await page.keyboard.press(key);
    await page.waitForFunction(
      (action) => window.messages.some(({ data }) => Array.isArray(data) && data[1] === action),
      action,
    );
  }
  // 3 and 4 leave the pane by Tab: by now Excel would have been told.
  expect((await told()).filter((action) => action === 3 || action === 4)).toEqual([]);
});

test("a host that office.js does not know is asked about in Microsoft's own frame", async () => {
  excel = await openExcelOnTheWeb(browser, UNKNOWN);
  await excel.pane.locator("iframe[src^='https://appsforoffice.microsoft.com/']").waitFor({ state: "attached" });
  const { pane } = excel;
  const asked = await pane.locator("iframe").first().getAttribute("src");
  expect(asked).toContain("AgaveErrorUX/index.html");
  const policy = await pane.locator("meta[http-equiv='Content-Security-Policy']").getAttribute("content");
  expect(policy).toContain("frame-src https://appsforoffice.microsoft.com;");
});

test("the pane speaks Excel's language where it has it, whatever the browser's is", async () => {
  excel = await openExcelOnTheWeb(browser, KNOWN, { language: "zh-CN" });
  await excel.pane.getByRole("tab", { name: "数据" }).waitFor();
  expect(await excel.pane.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
});

const isFigures = (file: string): boolean => file.startsWith("figures.");
/** Of the offer of figures, which needs them. */
const fields = (): Locator | undefined => excel?.pane.getByRole("group", { name: texts.data.fields });

test("the pane stands before the figures have come, and nothing in it moves when they do", async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const delivery = async (file: string): Promise<"arrives"> => {
    if (isFigures(file)) await released;
    return "arrives";
  };
  excel = await openExcelOnTheWeb(browser, KNOWN, { delivery });
  const { pane } = excel;
  await pane.getByText(texts.work.fetching).waitFor();
  expect(await fields()?.count()).toBe(0);
  await pane.getByRole("tab", { name: texts.tabs.scenarios }).click();
  await pane.getByRole("tab", { name: texts.tabs.data }).click();
  await pane.evaluate(() => {
    const moved = (window.moved = [] as number[]);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift" });
  });
  release();
  await fields()?.waitFor();
  await pane.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await pane.evaluate(() => window.moved)).toEqual([]);
});

test("figures that do not arrive leave the rest of the pane as it is, and are asked for again", async () => {
  let refusals = 0;
  let refused = true;
  const delivery = (file: string): Promise<"arrives" | "is refused"> => {
    if (!isFigures(file) || !refused) return Promise.resolve("arrives");
    refusals++;
    return Promise.resolve("is refused");
  };
  excel = await openExcelOnTheWeb(browser, KNOWN, { delivery });
  const { pane } = excel;
  await pane.getByText(texts.work.partMissing).waitFor();
  await pane.getByRole("tab", { name: texts.tabs.scenarios }).click();
  await pane.getByText("TNP-2025").first().waitFor({ state: "attached" });
  expect(refusals).toBeGreaterThan(0);
  refused = false;
  await pane.getByRole("tab", { name: texts.tabs.data }).click();
  await fields()?.waitFor();
});
