// The built pane in the frame of Excel on the web, with Microsoft's office.js: how the keyboard comes in and goes out, and whom it trusts.

import type { Browser } from "playwright-core";
import { type ExcelOnTheWeb, openExcelOnTheWeb, TAB_IN } from "./excel-web";
import { startBrowser } from "./page";

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
  excel = await openExcelOnTheWeb(browser, KNOWN, "zh-CN");
  await excel.pane.getByRole("tab", { name: "数据" }).waitFor();
  expect(await excel.pane.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
});
