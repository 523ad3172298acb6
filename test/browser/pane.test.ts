// The pane in the built workbench, as a person uses it: with the mouse and with the keyboard alone.
import fs from "node:fs";
import type { Locator, Page } from "playwright-core";
import * as v from "valibot";
import { traceSchema } from "../../src/explain/trace-schema";
import { axeFindings, cellAt, dismiss, selectCell, sheetNames, valueOf, visiting } from "./page";

const here = visiting("test");
let page: Page;

beforeEach(() => {
  page = here.page;
});

const tab = (name: string, on = page): Locator => on.getByRole("tab", { name });
const button = (text: string): Locator => page.locator("#pane fluent-button", { hasText: text });
const notice = (): Locator => page.locator("#pane .notice");
const sheets = (): Promise<string[]> => sheetNames(page);
const textOf = (selector: string): Promise<string> => page.locator(`#pane ${selector}`).first().innerText();

/** Fills a cell; typing into the grid is the workbench's own test. */
const put = (sheet: string, address: string, content: string): Promise<void> =>
  page.evaluate(
    ([sheet, address, content]) => {
      const model = window.workbench?.model;
      const sheetId = model?.getters.getSheetIdByName(sheet);
      if (model === undefined || sheetId === undefined) throw new Error(`no sheet ${sheet}`);
      const { left: col, top: row } = model.getters.getRangeFromSheetXC(sheetId, address).zone;
      model.dispatch("UPDATE_CELL", { sheetId, col, row, content });
    },
    [sheet, address, content] as const,
  );

/** Selects a cell and waits until the pane has followed it. */
async function audit(address: string, sheet = "Payback"): Promise<void> {
  await tab("Audit").click();
  await selectCell(page, sheet, address);
  await page.locator("#pane .where", { hasText: `${sheet}!${address}` }).waitFor();
}

test("figures are loaded into a new sheet as a table with their sources, and a second load overwrites nothing", async () => {
  await page.getByRole("combobox", { name: "From", exact: true }).selectOption("2023Q1");
  await page.getByRole("combobox", { name: "To", exact: true }).selectOption("2024Q4");
  await button("Load into a new sheet").click();
  await notice().filter({ hasText: "Amazon figures" }).waitFor();
  const headings = ["Company", "Figure", "Period", "Period end", "Value", "Unit", "Basis", "Grade", "Source"];
  for (const [index, heading] of headings.entries())
    expect((await cellAt(page, "Amazon figures", `${String.fromCharCode(65 + index)}6`)).value).toBe(heading);
  // Amazon 10-Q for the first quarter of 2023: AWS net sales of 21,354 million dollars.
  expect((await cellAt(page, "Amazon figures", "E7")).value).toBe(21354);
  expect(String((await cellAt(page, "Amazon figures", "I7")).value)).toContain("Amazon");
  await button("Load into a new sheet").click();
  await notice().filter({ hasText: "Amazon figures (2)" }).waitFor();
  expect(await sheets()).toEqual(["Start", "Payback", "AWS dataset", "Amazon figures", "Amazon figures (2)"]);
  await page.getByRole("button", { name: "Undo: load Amazon figures (2)" }).click();
  await notice().filter({ hasText: "Undone: load Amazon figures (2)." }).waitFor();
  expect(await sheets()).toEqual(["Start", "Payback", "AWS dataset", "Amazon figures"]);
});

test("the tab of data tells the dataset's version, its last quarter and a company's own, and leads to what changed", async () => {
  const line = page.locator("#pane .dataset");
  expect(await line.innerText()).toMatch(/^Dataset \d{4}\.\d+; last quarter included: 2026Q2\s+What changed$/);
  await page.getByRole("combobox", { name: "Company" }).selectOption("ORCL");
  expect(await line.innerText()).toContain("2026Q2, of Oracle FY2027Q1 (to 2026-08-31)");
  const link = await line.getByRole("link").evaluate((element) => (element as HTMLAnchorElement).href);
  expect(await (await page.request.get(link)).text()).toContain("What changed in the figures");
});

test("every collection and layout loads", async () => {
  for (const collection of ["prices", "clusters", "useful-lives"]) {
    await page.getByRole("combobox", { name: "Data" }).selectOption(collection);
    await page.locator("#pane .scroll tbody tr").first().waitFor();
    await button("Load into a new sheet").click();
    await notice().filter({ hasText: "Loaded" }).waitFor();
    await dismiss(page);
  }
  await page.getByRole("combobox", { name: "Data" }).selectOption("figures");
  await page.getByRole("combobox", { name: "Company" }).selectOption("MSFT");
  await page.getByLabel("One period a row").check();
  await page.getByLabel("With a chart").check();
  await button("Load into a new sheet").click();
  await notice().filter({ hasText: "Microsoft figures" }).waitFor();
  expect(await sheets()).toHaveLength(7);
});

test("nothing chosen is nothing to load", async () => {
  await page.locator("#pane").getByRole("button", { name: "None" }).click();
  expect(await textOf("section")).toContain("Choose at least one figure");
  expect(await button("Load into a new sheet").evaluate((element) => (element as HTMLButtonElement).disabled)).toBe(
    true,
  );
});

test("a scenario loads as assumptions with live formulas over them, and its cash flow", async () => {
  await tab("Scenarios").click();
  await page.locator("#pane fluent-button[aria-label='Load TNP-2025 into new sheets']").click();
  await notice().filter({ hasText: "TNP-2025 cash flow" }).waitFor();
  const rows = await page.evaluate(() => {
    const getters = window.workbench?.model.getters;
    const sheetId = getters?.getSheetIdByName("TNP-2025");
    if (getters === undefined || sheetId === undefined) return [];
    return Array.from({ length: 60 }, (_, row) =>
      [0, 1, 2].map((col) => getters.getEvaluatedCell({ sheetId, col, row }).value),
    );
  });
  const payback = rows.findIndex(([label]) => label === "Payback before tax, in the preset's days");
  const rate = rows.findIndex(([, key]) => key === "rate");
  expect(rows[payback][2]).toBeCloseTo(409.865928, 6);
  await put("TNP-2025", `C${rate + 1}`, "4.7");
  // Half the rent, twice the time.
  expect((await cellAt(page, "TNP-2025", `C${payback + 1}`)).value).toBeCloseTo(2 * 409.865928301, 6);
  expect((await cellAt(page, "TNP-2025 cash flow", "A22")).value).toBe("year");
});

test("scenarios show what they come to before any prose, and are found by words and by results", async () => {
  await tab("Scenarios").click();
  const cards = page.locator("#pane .card");
  const card = cards.filter({ has: page.getByRole("heading", { name: "TNP-2025", exact: true }) });
  // 1.5e9 $ over 16,000 GPUs x 9.40 $ x 8,760 hours, in years.
  const curve = card.getByRole("img", { name: "−$1.5B at the start, paid back after 1.1 years" });
  await curve.waitFor();
  const irr = await valueOf(page, "Payback", "Internal rate of return");
  const shown = `${(((await cellAt(page, "Payback", irr)).value as number) * 100).toFixed(1)}%`;
  expect(await card.locator(".headline").innerText()).toContain(shown);
  expect(await card.locator(".brief").innerText()).toContain("every hour sold at a mix");
  expect(await card.getByText("no idle hour, no falling price").isVisible()).toBe(false);
  await card.getByLabel("Details of TNP-2025", { exact: true }).click();
  expect(await card.getByText("no idle hour, no falling price").isVisible()).toBe(true);
  expect(await cards.count()).toBe(20);
  await page.getByLabel("Find").fill("coreweave lent");
  expect(await cards.locator("h3").allInnerTexts()).toEqual(["COREWEAVE-LIKE"]);
  await page.getByLabel("Find").fill("");
  await page.getByRole("combobox", { name: "Show" }).selectOption("loses");
  expect(await cards.locator("h3").allInnerTexts()).toContain("STRESS-BEAR");
  expect(await cards.locator("h3").allInnerTexts()).not.toContain("TNP-2025");
});

test("a copy of a scenario follows its sliders and fields, is saved under a name, and loads as sheets", async () => {
  await tab("Scenarios").click();
  await page.getByLabel("Edit a copy of TNP-2025", { exact: true }).click();
  await page.getByRole("heading", { name: "A copy of TNP-2025" }).waitFor();
  const days = (factor: number): string => `${Math.round(factor * 409.865928301).toLocaleString("en-US")} days`;
  const results = page.locator("#pane .pinned");
  await results.getByText(days(1), { exact: true }).waitFor();
  const rent = page.getByLabel("Rent of a GPU-hour", { exact: true });
  await rent.fill("4.7");
  // Half the rent, twice the time.
  await results.getByText(days(2), { exact: true }).waitFor();
  await results.getByText(`was ${days(1)}`).waitFor();
  await page.getByLabel("Utilization", { exact: true }).fill("120");
  await page.getByRole("alert").filter({ hasText: "120% is out of reach: at least 0%, at most 100%" }).waitFor();
  await page.getByLabel("Utilization, slider").fill("0.5");
  await results.getByText(days(4), { exact: true }).waitFor();
  expect(await page.getByLabel("Utilization", { exact: true }).inputValue()).toBe("50%");
  expect(await axeFindings(page, { include: ["#pane"] })).toEqual([]);
  await page.getByLabel("Name of the copy").fill("MyDeal");
  await button("Save as scenario").click();
  await notice().filter({ hasText: "MyDeal stands for its assumptions" }).waitFor();
  expect(await sheets()).toContain("MyDeal");
  await put("Payback", "H3", '=INDEX(GPUSENSITIVITY("payback","rate",4.7,"utilization",0.5,MyDeal),2,2)');
  expect((await cellAt(page, "Payback", "H3")).value).toBeCloseTo(4 * 409.865928301, 6);
  await page.locator("#pane .card", { hasText: "MyDeal" }).getByText(days(4), { exact: true }).waitFor();
  await page.getByLabel("Edit a copy of MyDeal", { exact: true }).click();
  await button("Load on a sheet").click();
  await notice().filter({ hasText: "My_MyDeal cash flow" }).waitFor();
});

test("a function is found, filled in from cells and by hand, and inserted into an empty cell as a formatted number", async () => {
  await tab("Functions").click();
  await page.locator("#pane fluent-text-input input").fill("payback");
  await page.locator("#pane .function button", { hasText: "GPUPAYBACK" }).click();
  const answer = page.locator("#pane .bottom .answer");
  const field = (name: string): Locator => page.locator(`#argument-${name}`);
  // The article's 410 days.
  await answer.filter({ hasText: "410 days" }).waitFor();
  expect(await field("capex").getAttribute("placeholder")).toBe("1,500,000,000");
  await field("utilization").fill("85");
  await page.locator("#argument-utilization-problem", { hasText: "utilization is 85: write 0.85 or 85%" }).waitFor();
  expect(await field("utilization").getAttribute("aria-invalid")).toBe("true");
  await field("utilization").fill("50 %");
  // Half the hours, twice the time.
  await answer.filter({ hasText: "820 days" }).waitFor();
  await selectCell(page, "Payback", "C25");
  await page.getByRole("button", { name: "Rent of a GPU-hour: put in the selected cells" }).click();
  expect(await field("rate").inputValue()).toBe("Payback!C25");
  await page.locator("#pane .formula", { hasText: "=GPUPAYBACK(,,C25,0.5)" }).waitFor();
  await selectCell(page, "Payback", "H3");
  await button("Insert into H3").click();
  await notice().filter({ hasText: "Inserted into Payback!H3" }).waitFor();
  const { value, text } = await cellAt(page, "Payback", "H3");
  // C25 holds the article's rounded rent of 9.40: 1.5 billion over 16,000 x 9.40 x 0.5 x 8,760, of 360 days.
  expect(value).toBeCloseTo((1.5e9 / (16000 * 9.4 * 0.5 * 8760)) * 360, 6);
  expect(text).toBe("820 days");
  await put("Payback", "C25", "4.7");
  await answer
    .filter({ hasText: "1,639 days" })
    .or(answer.filter({ hasText: "1,640 days" }))
    .waitFor();
  await page.getByRole("button", { name: /^Undo: insert the formula of/ }).click();
  await page.waitForFunction(() => {
    const getters = window.workbench?.model.getters;
    const sheetId = getters?.getSheetIdByName("Payback");
    return sheetId !== undefined && getters?.getEvaluatedCell({ sheetId, col: 7, row: 2 }).value === null;
  });
  await selectCell(page, "Payback", "C9");
  await button("Insert into C9").click();
  await notice().filter({ hasText: "Payback!C9 is not empty" }).waitFor();
});

test("an example fills the form in, and an answer of several cells shows its rows before it is inserted", async () => {
  await tab("Functions").click();
  await page.locator("#pane .function button", { hasText: "GPUYIELD" }).click();
  await page
    .locator("#pane fluent-button[aria-label='Fill the form in as in =GPUYIELD(1.5E9, 16000, 2.35, 0.85)']")
    .click();
  await page.locator("#pane .formula", { hasText: "=GPUYIELD(1500000000,16000,2.35,0.85)" }).waitFor();
  await page.getByRole("button", { name: "All functions" }).click();
  await page.locator("#pane .function button", { hasText: "GPUCASHFLOW" }).click();
  await page.locator("#pane .given", { hasText: "12 rows × 12 columns" }).waitFor();
  expect(await page.locator("#pane .given tr").first().innerText()).toContain("revenue");
  await selectCell(page, "Payback", "H8");
  await button("Insert into H8").click();
  await notice().filter({ hasText: "Inserted into Payback!H8" }).waitFor();
  expect((await cellAt(page, "Payback", "I10")).text).toBe("1,317,504,000");
  expect((await cellAt(page, "Payback", "H10")).text).toBe("1");
});

test("the audit follows the selected cell to its arguments and steps, and finds the same value", async () => {
  await audit("C11");
  expect(await textOf(".verdict")).toContain("Recomputed");
  expect(await textOf(".answer")).toContain("409.865928301");
  const steps = await page.locator("#pane .steps > li").allInnerTexts();
  expect(steps.some((text) => text.includes("Annual revenue") && text.includes("1,317,504,000"))).toBe(true);
  expect(steps.at(-1)).toContain("Payback");
  await page.locator("#pane").getByRole("button", { name: "Go to Payback!C21" }).first().click();
  await page.locator("#pane .quiet", { hasText: "Payback!C21 holds no formula" }).waitFor();
  await page.locator("#pane").getByRole("button", { name: "Go to Payback!C9" }).click();
  await page.locator("#pane .where", { hasText: "Payback!C9" }).waitFor();
});

test("an assumption that changes is followed", async () => {
  await audit("C9");
  await put("Payback", "C25", "4.7");
  await selectCell(page, "Payback", "C9");
  await page.locator("#pane .answer", { hasText: "658,752,000" }).waitFor();
  expect(await textOf(".verdict")).toContain("Recomputed");
});

test("an error shows its sentence with the fix", async () => {
  await put("Payback", "H3", "=GPUPAYBACK(1.5E9,16000,9.4,85)");
  await audit("H3");
  expect(await textOf(".problem")).toBe("utilization is 85: write 0.85 or 85%");
  expect(await textOf(".verdict.error")).toContain("The same error");
});

test("a cell of a spill is explained by its own place", async () => {
  await put("Payback", "H3", "=GPUREVENUE(16000,{2.35;4.7;9.4})");
  await audit("H5");
  expect(await textOf(".answer")).toContain("1,317,504,000");
  expect(await page.locator("#pane .head").innerText()).toContain("H5 belongs to the spill of H3");
});

test("a calculation is written out on a sheet of ordinary formulas whose difference is 0", async () => {
  await audit("C11");
  await button("Write out on a sheet").click();
  await notice().filter({ hasText: "Audit GPUPAYBACK C11" }).waitFor();
  const last = await page.evaluate(() => {
    const getters = window.workbench?.model.getters;
    const sheetId = getters?.getSheetIdByName("Audit GPUPAYBACK C11");
    if (getters === undefined || sheetId === undefined) return [];
    return Array.from({ length: 60 }, (_, row) =>
      [0, 5].map((col) => getters.getEvaluatedCell({ sheetId, col, row }).value),
    )
      .filter(([label]) => label !== null && label !== "")
      .slice(-3);
  });
  expect(last[0][1]).toBeCloseTo(409.865928, 6);
  expect(last[2]).toEqual(["Difference", 0]);
});

test("the steps of a cell are saved as a file of the published form, the calls inside its arguments too", async () => {
  await put("Payback", "H6", '=GPUPAYBACK(,,GPURATE())&" days"');
  await audit("H6");
  const download = page.waitForEvent("download");
  await button("Export the steps").click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("Payback-H6.trace.json");
  const { cell, formula, id, calls } = v.parse(traceSchema, JSON.parse(fs.readFileSync(await file.path(), "utf8")));
  expect([cell, formula, id]).toEqual(["Payback!H6", '=GPUPAYBACK(,,GPURATE())&" days"', ""]);
  const [payback] = calls;
  expect([payback?.id, payback?.formula]).toEqual(["GPUPAYBACK", "=GPUPAYBACK(,,GPURATE())"]);
  // The rate of the article's own mix of rents: $9.385125.
  const [rate] = payback?.calls ?? [];
  expect([rate?.id, rate?.argument]).toEqual(["GPURATE", "rate"]);
  expect(rate?.value).toBeCloseTo(9.385125, 12);
  expect(payback?.steps.some(({ key, value }) => key === "rate" && value === rate?.value)).toBe(true);
});

test("hostile text of cells shows as text", async () => {
  const hostile = "<img src=x onerror=alert(1)>\u202e";
  await page.evaluate((text) => {
    const model = window.workbench?.model;
    const sheetId = model?.getters.getSheetIdByName("Payback") as string;
    model?.dispatch("UPDATE_CELL", { sheetId, col: 7, row: 2, content: `'${text}` });
    model?.dispatch("UPDATE_CELL", { sheetId, col: 7, row: 3, content: "=GPUPAYBACK(H3)" });
  }, hostile);
  await audit("H4");
  expect(await textOf(".lines")).toContain("<img src=x");
  expect(await page.locator("#pane img").count()).toBe(0);
});

test("the tabs and a load work with the keyboard alone", async () => {
  await tab("Data").focus();
  await page.keyboard.press("ArrowRight");
  expect(await tab("Scenarios").getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("End");
  expect(await tab("Audit").getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("Home");
  await page.locator("#pane").getByRole("button", { name: "None" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  expect(await textOf("#fields")).toContain("1 of");
  await button("Load into a new sheet").focus();
  await page.keyboard.press("Enter");
  await notice().filter({ hasText: "Loaded" }).waitFor();
});

test("F6 and Ctrl+F6 go from the grid to the pane, to the bar and back, with Shift the other way", async () => {
  const region = (): Promise<string> =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at?.closest("#grid") ? "grid" : at?.id === "pane" ? "pane" : at?.closest("header") ? "bar" : "page";
    });
  await selectCell(page, "Payback", "H3");
  await tab("Data").focus();
  const met: string[] = [];
  for (const key of ["F6", "F6", "F6", "Control+F6", "Control+F6", "Control+F6", "Shift+F6", "Shift+F6", "Shift+F6"]) {
    await page.keyboard.press(key);
    met.push(await region());
  }
  const round = ["bar", "grid", "pane"];
  expect(met).toEqual([...round, ...round, "grid", "bar", "pane"]);
  expect(await tab("Data").evaluate((element) => element.matches(":focus"))).toBe(true);
  await page.keyboard.press("F6");
  await page.keyboard.press("F6");
  // What is typed on the way belongs to the place that has the focus: the grid now, and no cell before.
  await page.keyboard.type("77", { delay: 20 });
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => {
    const getters = window.workbench?.model.getters;
    const sheetId = getters?.getSheetIdByName("Payback");
    return sheetId !== undefined && getters?.getEvaluatedCell({ sheetId, col: 7, row: 2 }).value === 77;
  });
});

test("the page for Excel says plainly when office.js cannot be reached", async () => {
  const alone = await here.site.visit("taskpane.html");
  await alone.page.getByRole("status").filter({ hasText: "office.js" }).waitFor();
  // The functions, which Excel's runtime would have taken, find none either.
  const expected = /office\.js|ERR_FAILED|CustomFunctions is not defined/;
  expect(alone.troubles.filter((trouble) => !expected.test(trouble))).toEqual([]);
  await alone.close();
});

test("what is typed in the pane, or after its focused button went away, changes no cell", async () => {
  await tab("Functions").click();
  const search = page.locator("#pane fluent-text-input input");
  await search.focus();
  await page.keyboard.type("npv");
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await tab("Data").click();
  await button("Load into a new sheet").click();
  await notice().filter({ hasText: "Loaded" }).waitFor();
  await button("Dismiss").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("7777");
  await page.keyboard.press("Enter");
  expect((await cellAt(page, "Amazon figures", "A1")).value).toBe("Amazon: figures with their sources");
  expect((await cellAt(page, "Payback", "A1")).value).toBe("TNP-2025");
});
