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
  const count = () => page.evaluate(() => window.messages.length);
  let before = await count();
  await page.keyboard.press("Tab");
  expect(await focused()).toBeDefined();
  expect(await count()).toBe(before);
  for (const key of ["Control+F6", "Escape", "F2"]) {
    before = await count();
    await pane.getByRole("tab", { name: "Data" }).focus();
    await page.keyboard.press(key);
    await page.waitForFunction((before) => window.messages.length > before, before);
  }
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
