// Nothing is lost in the built workbench: what is typed is kept, several workbooks live side by side, files come in and go out.

import fs from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { excelFile, formula, value } from "../workbench/excel-file";
import { cellAt, opened, PATIENCE, visiting } from "./page";

const here = visiting("test");

const notice = (page: Page) => page.locator("#notice");
const name = (page: Page) => page.locator("#workbooks .name");
const kept = (page: Page) => page.locator(".kept").getByText("Kept in this browser").waitFor();

/** Types into a cell beside the opening sheet's own, and waits until that is kept. */
async function note(page: Page, content: string): Promise<void> {
  await page.evaluate((content) => {
    const model = window.workbench?.model;
    model?.dispatch("UPDATE_CELL", { sheetId: model.getters.getActiveSheetId(), col: 8, row: 0, content });
  }, content);
  await kept(page);
}

const noted = async (page: Page, sheet = "Start"): Promise<unknown> => (await cellAt(page, sheet, "I1")).value;

/** Waits until the page has loaded anew and shows its workbook. */
async function reopened(page: Page, title: string): Promise<void> {
  await page.waitForFunction((title) => document.querySelector("#workbooks .name")?.textContent === title, title);
  await opened(page);
}

test("what was typed is there after a reload, and after the browser's tab was closed", async () => {
  const { page } = here;
  await note(page, "mine");
  await page.reload();
  await opened(page);
  expect(await noted(page)).toBe("mine");
  const address = page.url();
  const next = await page.context().newPage();
  await page.close();
  await next.goto(address);
  await opened(next);
  expect(await noted(next)).toBe("mine");
});

test("a second tab says that it has another workbook, and neither changes the other's", async () => {
  const { page } = here;
  await note(page, "first");
  const second = await page.context().newPage();
  second.setDefaultTimeout(PATIENCE);
  await second.goto(page.url());
  await opened(second);
  expect(await notice(second).innerText()).toContain("“Capex workbook” is open in another tab");
  expect(await name(second).innerText()).toBe("Capex workbook 2");
  await note(second, "second");
  await page.reload();
  await opened(page);
  expect(await noted(page)).toBe("first");
  await page.locator("#workbooks").click();
  await page.getByRole("button", { name: /^Capex workbook 2/ }).click();
  await notice(page).getByText("“Capex workbook 2” is open in another tab").waitFor();
  expect(await noted(page)).toBe("first");
});

test("a new workbook leaves the old one in the list, from where it comes back or goes for good", async () => {
  const { page } = here;
  await note(page, "old");
  await page.locator("#workbooks").click();
  await page.getByLabel("Name of this workbook").fill("Deal of May");
  await page.getByLabel("Name of this workbook").press("Enter");
  await reopened(page, "Deal of May");
  await menuAgain(page);
  await page.getByRole("button", { name: "New workbook" }).click();
  await reopened(page, "Capex workbook");
  expect(await noted(page)).toBe(null);
  await note(page, "new");
  await page.locator("#workbooks").click();
  await page.getByRole("button", { name: /^Deal of May/ }).click();
  await reopened(page, "Deal of May");
  expect(await noted(page)).toBe("old");
  await page.locator("#workbooks").click();
  await page.getByRole("button", { name: "Remove “Capex workbook”" }).click();
  await page.getByRole("button", { name: "Remove for good?" }).click();
  await page.getByText("No other workbook yet").waitFor();
});

test("a name that is being typed stays while the page draws what else has changed", async () => {
  const { page } = here;
  await page.locator("#workbooks").click();
  const field = page.getByLabel("Name of this workbook");
  await field.fill("Deal of June");
  await note(page, "meanwhile");
  expect(await field.inputValue()).toBe("Deal of June");
  await field.press("Enter");
  await reopened(page, "Deal of June");
});

/** The menu, whether or not it is open. */
async function menuAgain(page: Page): Promise<void> {
  if (!(await page.locator("#workbooks-menu").isVisible())) await page.locator("#workbooks").click();
}

test("a file of Excel's opens as a workbook of its own, with what it lost; another file is refused and changes nothing", async () => {
  const { page } = here;
  await note(page, "mine");
  const file = excelFile({
    sheets: [{ name: "Sheet1", cells: [value("A1", 2), formula("B1", "Rate*A1+_xldudf_GPUPAYBACK()*0", 0.2)] }],
    names: '<definedName name="Rate">0.1</definedName>',
    parts: { "xl/vbaProject.bin": ["", "application/vnd.ms-office.vbaProject"] },
  });
  const choose = (name: string, bytes: Uint8Array) =>
    page.locator("#workbooks-menu input[type=file]").setInputFiles({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(bytes),
    });
  await choose("notes.xlsx", Buffer.from("no workbook"));
  await notice(page).getByText("This is no .xlsx file").waitFor();
  expect(await noted(page)).toBe("mine");
  await choose("model.xlsx", file);
  await reopened(page, "model");
  expect(await cellAt(page, "Sheet1", "B1")).toMatchObject({ value: 0.2 });
  await notice(page).getByText("Macros are left out.").waitFor();
});

test("a download has our functions, or ordinary formulas alone under the same names of sheets", async () => {
  const { page } = here;
  const parts = async (kind: string) => {
    if (!(await page.locator("#download-menu").isVisible())) await page.locator("#download").click();
    const download = page.waitForEvent("download");
    await page.locator("#download-menu").getByText(kind, { exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("Capex workbook.xlsx");
    const files = unzipSync(fs.readFileSync(await file.path()));
    const text = (path: RegExp) =>
      Object.entries(files).flatMap(([name, bytes]) => (path.test(name) ? [strFromU8(bytes)] : []));
    return { book: text(/^xl\/workbook\.xml$/).join(""), sheets: text(/worksheets\/sheet\d+\.xml$/).join("") };
  };
  const ours = await parts("With our functions");
  expect(ours.sheets).toContain("GPUPAYBACK(");
  const ordinary = await parts("In ordinary formulas");
  expect(ordinary.sheets).not.toMatch(/>[^<]*(?:GPU|CAPEX|DEPRECIATION)[A-Z]+\(/);
  const names = (book: string) => [...book.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
  expect(names(ordinary.book)).toEqual([
    ...names(ours.book).filter((name) => name !== "Capex records"),
    "Independent steps",
  ]);
});

test("assistants of the browser get the tools when a person allows them, with our sentence for bad input, and lose them again", async () => {
  const { page, troubles, close } = await here.site.visit("functions.json");
  await page.addInitScript(() => {
    // What a browser with WebMCP has: tools by their names, taken back by their signal.
    const tools = new Map<string, { execute(input: unknown): Promise<unknown> }>();
    Object.assign(document, {
      modelContext: {
        tools,
        registerTool(
          tool: { name: string; execute(input: unknown): Promise<unknown> },
          { signal }: { signal: AbortSignal },
        ) {
          tools.set(tool.name, tool);
          signal.addEventListener("abort", () => tools.delete(tool.name));
        },
      },
    });
  });
  await page.goto(`${here.site.address}workbench.html`);
  await opened(page);
  type Tools = Map<string, { execute(input: unknown): Promise<{ content: { text: string }[]; isError?: boolean }> }>;
  const offered = () => page.evaluate(() => [...(document.modelContext as unknown as { tools: Tools }).tools.keys()]);
  const ask = (name: string, input: object) =>
    page.evaluate(
      ([name, input]) => (document.modelContext as unknown as { tools: Tools }).tools.get(name)?.execute(input),
      [name, input] as const,
    );
  expect(await offered()).toEqual([]);
  await page.locator("#workbooks").click();
  const allow = page.getByRole("checkbox", { name: "Let assistants in this browser use our functions" });
  await allow.check();
  await notice(page).filter({ hasText: "Assistants in this browser may use" }).waitFor();
  expect(await offered()).toEqual(expect.arrayContaining(["GPUPAYBACK", "search_dataset", "explain", "write_formula"]));
  expect(JSON.parse((await ask("GPUPAYBACK", {}))?.content[0]?.text ?? "")).toMatchObject({
    value: expect.closeTo(409.865928, 6),
  });
  const refused = await ask("GPUPAYBACK", { utilization: 85 });
  expect([refused?.isError, refused?.content[0]?.text]).toEqual([true, expect.stringMatching(/utilization.*0\.85/)]);
  await allow.uncheck();
  await notice(page).filter({ hasText: "may not use this page any more" }).waitFor();
  expect(await offered()).toEqual([]);
  expect(troubles).toEqual([]);
  await close();
});
