// Everything that the pane can load, loaded in the built workbench: no error on the console, and an answer in every cell.
// SCREENSHOTS=<folder> keeps a picture of each sheet.
import fs from "node:fs";
import type { Locator, Page } from "playwright-core";
import { PRESET_FILES } from "../../src/data/presets";
import { cellAt, dismiss, selectCell, typeInto, valueOf, visiting } from "./page";

const here = visiting("test");
let page: Page;

beforeEach(() => {
  page = here.page;
});

const tab = (name: string): Locator => page.getByRole("tab", { name });
const button = (text: string): Locator => page.locator("#pane fluent-button", { hasText: text });
const labelled = (label: string): Locator => page.locator(`#pane fluent-button[aria-label="${label}"]`);
const notice = (): Locator => page.locator("#pane .notice");

async function done(text: string, name = text): Promise<void> {
  await notice().filter({ hasText: text }).waitFor();
  await picture(name);
  await dismiss(page);
}

async function picture(name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder === undefined) return;
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}/${name.replace(/\W+/g, "-")}.png` });
}

/** Fills cells: addresses and contents in turns. */
const put = (sheet: string, ...entries: readonly string[]): Promise<void> =>
  page.evaluate(
    ([sheet, entries]) => {
      const model = window.workbench?.model;
      const sheetId = model?.getters.getSheetIdByName(sheet);
      if (model === undefined || sheetId === undefined) throw new Error(`no sheet ${sheet}`);
      for (let at = 0; at < entries.length; at += 2) {
        const { left: col, top: row } = model.getters.getRangeFromSheetXC(sheetId, entries[at]).zone;
        model.dispatch("UPDATE_CELL", { sheetId, col, row, content: entries[at + 1] });
      }
    },
    [sheet, entries] as const,
  );

/** Cells of visible sheets that show an error, as "sheet!row label: error". */
const failures = (): Promise<string[]> =>
  page.evaluate(() => {
    const getters = window.workbench?.model.getters;
    if (getters === undefined) return ["the workbench is not open"];
    return getters.getVisibleSheetIds().flatMap((sheetId) =>
      getters.getEvaluatedCellsPositions(sheetId).flatMap((position) => {
        const { value } = getters.getEvaluatedCell(position);
        if (typeof value !== "string" || !/^#[A-Z]/.test(value)) return [];
        const label = getters.getEvaluatedCell({ sheetId, col: 0, row: position.row }).value;
        return [`${getters.getSheetName(sheetId)}!${String(label)}: ${value}`];
      }),
    );
  });

test("every company's figures and every table", async () => {
  const company = page.getByRole("combobox", { name: "Company" });
  const companies = await company.locator("option").allInnerTexts();
  expect(companies.length).toBeGreaterThanOrEqual(4);
  for (const name of companies) {
    await company.selectOption({ label: name });
    await button("Load into a new sheet").click();
    await done("figures”", name);
  }
  for (const collection of ["prices", "clusters", "useful-lives"]) {
    await page.getByRole("combobox", { name: "Data" }).selectOption(collection);
    await page.locator("#pane .scroll tbody tr").first().waitFor();
    await button("Load into a new sheet").click();
    await notice().filter({ hasText: "Loaded" }).waitFor();
    await picture(collection);
    await dismiss(page);
  }
  expect(await failures()).toEqual([]);
});

test("every preset", async () => {
  await tab("Scenarios").click();
  const load = page.locator("#pane fluent-button[aria-label^='Load ']");
  const count = await load.count();
  expect(count).toBe(PRESET_FILES.length);
  for (let index = 0; index < count; index++) {
    await load.nth(index).click();
    const text = await notice().locator("p").innerText();
    await picture(text);
    await dismiss(page);
    if (text.includes("cash flow")) {
      await page.locator(".o-sheet", { hasText: "cash flow" }).last().click();
      await picture(`${text} 2`);
      await page.locator(".o-sheet", { hasText: "sensitivity" }).last().click();
      await picture(`${text} 3`);
    }
  }
  // What never earns its costs says so in words.
  expect(await failures()).toEqual([]);
});

test("the ledger shows the 43 claims by verdict, each step by step, and loads as one formula", async () => {
  await page.getByRole("combobox", { name: "Data" }).selectOption("ledger");
  const claims = page.locator("#pane .lines > li");
  await claims.nth(42).waitFor();
  expect(await claims.count()).toBe(43);
  await claims.nth(4).locator("summary").click();
  await claims.nth(4).locator(".steps > li").first().waitFor();
  await picture("ledger claim");
  expect(await claims.nth(4).innerText()).toContain("469.53");
  await page.getByRole("combobox", { name: "Verdict" }).selectOption("inconsistent");
  const shown = await claims.count();
  expect(shown).toBeGreaterThan(0);
  expect(await page.locator("#pane .lines > li .tag", { hasText: "Inconsistent" }).count()).toBe(shown);
  await button("Load ledger into a sheet").click();
  await done("Ledger of claims");
  expect((await cellAt(page, "Ledger of claims", "C12")).value).toBe(469.7);
  expect(await failures()).toEqual([]);
});

test("scenarios stand side by side, and what was edited is told and written again", async () => {
  await tab("Scenarios").click();
  for (const name of ["TNP-2025", "AWS-CUT-2025"]) await page.getByLabel(`Compare ${name}`, { exact: true }).check();
  await picture("choose to compare");
  await button("Compare 2 side by side").click();
  await done("Comparison");
  expect(await failures()).toEqual([]);
  await typeInto(page, "AWS dataset", "E9", "1");
  await tab("Scenarios").click();
  await labelled("Load NVIDIA-5X into new sheets").click();
  await notice().filter({ hasText: "NVIDIA-5X" }).waitFor();
  await tab("Data").click();
  await page.getByText("Edited: 1 cell changed").waitFor();
  // At once, with the tab in sight, and with the way back.
  const rent = await valueOf(page, "Payback", "Rent of a GPU-hour");
  await put("Payback", rent, "3.1");
  await page.getByText("yours; was 9.4, The Next Platform").first().waitFor();
  await picture("edited");
  await labelled("Rent of a GPU-hour: back to 9.4").click();
  await notice().filter({ hasText: "Rent of a GPU-hour is 9.4 again" }).waitFor();
  expect((await cellAt(page, "Payback", rent)).value).toBe(9.4);
  await page.getByRole("button", { name: "Undo: bring back Rent of a GPU-hour" }).click();
  await notice().filter({ hasText: "Undone" }).waitFor();
  expect((await cellAt(page, "Payback", rent)).value).toBe(3.1);
  // The chart follows the horizon, and goes back with it in one step.
  await put("NVIDIA-5X", await valueOf(page, "NVIDIA-5X", "Horizon"), "8");
  const points = (rows: number, sheet = "NVIDIA-5X cash flow") =>
    page.waitForFunction(
      ([rows, sheet]) => {
        const getters = window.workbench?.model.getters;
        const sheetId = getters?.getSheetIdByName(sheet) ?? "";
        const [chart] = getters?.getChartIds(sheetId) ?? [];
        const [, first, last] = /"A(\d+):A(\d+)"/.exec(JSON.stringify(getters?.getChartDefinition(chart))) ?? [];
        return Number(last) - Number(first) === rows;
      },
      [rows, sheet] as const,
    );
  await points(9);
  await page.evaluate(() => window.workbench?.model.dispatch("REQUEST_UNDO"));
  await points(5);
  await put("Payback", await valueOf(page, "Payback", "Horizon"), "8");
  await points(9, "Start");
  await page.evaluate(() => window.workbench?.model.dispatch("REQUEST_UNDO"));
  await points(11, "Start");
  await labelled("Overwrite the table of AWS dataset").click();
  await notice().filter({ hasText: "as it was loaded" }).waitFor();
  // That of the assumptions is left.
  expect(await page.getByText("Edited: 1 cell changed").count()).toBe(1);
});

test("figures are saved as a file, changed and read again as one's own; a file that contradicts us loads nothing", async () => {
  await tab("Data").click();
  await page.getByRole("combobox", { name: "Data" }).selectOption("figures");
  await page.getByRole("combobox", { name: "Company" }).selectOption({ label: "Amazon" });
  const download = page.waitForEvent("download");
  await button("Export these as CSV").click();
  const text = fs.readFileSync(await (await download).path(), "utf8");
  await dismiss(page);
  const [headings] = text.split("\r\n");
  const choose = (...lines: readonly string[]): Promise<void> =>
    page.locator("#pane input[type=file]").setInputFiles({
      name: "figures.csv",
      mimeType: "text/csv",
      buffer: Buffer.from([headings, ...lines].join("\n")),
    });
  await choose("AMZN,aws_net_sales,2024Q4,38786,,,");
  await notice().filter({ hasText: "Nothing was loaded: AMZN aws_net_sales: the quarters of FY2024" }).waitFor();
  await picture("own figures refused");
  await choose("AMZN,aws_net_sales,2030Q3,60000,USD million,10-Q of 2030,");
  await done("Your figures");
  await picture("own figures");
  expect((await cellAt(page, "Your figures", "B5")).value).toBe(60_000);
  expect(await failures()).toEqual([]);
});

test("a scenario of one's own: typed, named, followed, compared, shared as a link, saved as a file and read again", async () => {
  await put("Payback", "H1", "number of GPUs", "H2", "Rent of a GPU-hour", "H3", "power price");
  await put("Payback", "I1", "4096", "I2", "7.2", "I3", "seven", "K1", "=GPUIRR(MyDeal)");
  await selectCell(page, "Payback", "H2");
  await tab("Scenarios").click();
  const name = page.locator("#pane input[type=text]");
  const save = async (wanted: string, said: string): Promise<void> => {
    await name.fill(wanted);
    await button("Save as scenario").click();
    await notice().filter({ hasText: said }).waitFor();
  };
  await save("My deal", "cannot name cells: write My_deal");
  await save("neocloud", "NEOCLOUD is a preset’s name");
  await save("MyDeal", 'Nothing was saved: Payback!I3: pricePerKwh is "seven": write a number');
  await put("Payback", "I3", "0.07");
  await save("MyDeal", "MyDeal stands for Payback!H1:I3 now (3 assumptions)");
  await save("mydeal", "The name mydeal is taken");
  const card = page.locator("#pane .card", { hasText: "Payback!H1:I3" });
  const shown = async (): Promise<string> =>
    `${(Number((await cellAt(page, "Payback", "K1")).value) * 100).toFixed(1)}%`.replace("-", "−");
  await card.filter({ hasText: await shown() }).waitFor();
  await put("Payback", "I2", "6.1");
  await card.filter({ hasText: await shown() }).waitFor();
  await labelled("Forget the name MyDeal; its cells stay").click();
  await notice().filter({ hasText: "1 formula uses MyDeal (Payback!K1)" }).waitFor();
  for (const each of ["TNP-2025", "MyDeal"]) await page.getByLabel(`Compare ${each}`, { exact: true }).check();
  await picture("own");
  await button("Compare 2 side by side").click();
  await done("Comparison");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByLabel("Details of MyDeal", { exact: true }).click();
  await labelled("Copy a link that opens MyDeal in the workbench").click();
  await notice().filter({ hasText: "whoever opens the link gets MyDeal" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const follow = (hash: string): Promise<void> => page.evaluate((hash) => void (location.hash = hash), hash);
  const { hash } = new URL(link);
  await follow(hash.replace(/.$/, (last) => (last === "A" ? "B" : "A")));
  await notice().filter({ hasText: "The link was changed or cut off on its way" }).waitFor();
  await follow(hash);
  await done("MyDeal_2 stands for its assumptions");
  await put("Payback", "K2", "=GPUIRR(MyDeal_2)");
  expect((await cellAt(page, "Payback", "K2")).value).toBe((await cellAt(page, "Payback", "K1")).value);
  expect(await page.evaluate(() => location.hash)).toBe("");
  const download = page.waitForEvent("download");
  await page.getByLabel("Details of NEOCLOUD").click();
  await labelled("Export NEOCLOUD as a file").click();
  const text = fs.readFileSync(await (await download).path(), "utf8");
  await dismiss(page);
  const choose = (content: string): Promise<void> =>
    page
      .locator("#pane input[type=file]")
      .setInputFiles({ name: "scenario.json", mimeType: "application/json", buffer: Buffer.from(content) });
  await choose(text.replace('"value":2.35', '"value":-2.35'));
  await notice().filter({ hasText: "Nothing was loaded: the file does not hold what it should" }).waitFor();
  await choose(text);
  await done("NEOCLOUD");
  expect((await cellAt(page, "NEOCLOUD cash flow", "A22")).value).toBe("year");
  await choose(text.replace('"value":2.35', '"value":"2,45"'));
  await done("NEOCLOUD_2_2 stands for its assumptions: write =GPUIRR(NEOCLOUD_2_2) in any cell. Changed by hand");
  expect((await cellAt(page, "NEOCLOUD (2)", await valueOf(page, "NEOCLOUD (2)", "Rent of a GPU-hour"))).value).toBe(
    2.45,
  );
  expect(await failures()).toEqual([]);
});
