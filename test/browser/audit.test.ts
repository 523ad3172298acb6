// The audit of the whole workbook in the built workbench: what it finds, a copy without the add-in, and back.
import { axeFindings, brokenWords, cellAt, opened, selectCell, typeInto, visiting } from "./page";

const here = visiting("file");

test("the pane lists what is doubtful, and makes the workbook independent and back", async () => {
  const { page } = here;
  await typeInto(page, "Payback", "H20", "=GPUPAYBACK(1500,,9.4,85)");
  await selectCell(page, "Payback", "A1");
  await page.getByRole("tab", { name: "Audit" }).click();
  await page.getByText("The whole workbook").click();
  await page.locator("fluent-button", { hasText: "Audit the workbook" }).click();
  await page.getByText("16 cells of ours: 15 are what their inputs give.").first().waitFor();
  await page.getByText("capex is 1500, in dollars: if billions are meant write 1500e9").first().waitFor();
  await page.locator("fluent-button", { hasText: "Next" }).click();
  await page.locator("#pane .finding.current").waitFor();
  expect(await axeFindings(page, { exclude: ["#grid > *"] })).toEqual([]);

  await page.locator("fluent-button", { hasText: "Make this workbook independent" }).click();
  await page.getByText("3 sheets copied; 35 cells follow ordinary formulas now").first().waitFor();
  const [original, copy] = await Promise.all(
    ["Payback", "Payback (independent)"].map((sheet) => cellAt(page, sheet, "C11")),
  );
  expect(copy.value).toBeCloseTo(original.value as number, 9);
  await page.locator("fluent-button", { hasText: "Remove the copies" }).click();
  await page.getByText("4 sheets removed. The originals are as they were.").first().waitFor();
});

test("errors are listed by their reason, without a finding of axe, and a link leads to each", async () => {
  const { page } = here;
  await typeInto(page, "Payback", "H30", "=GPUYIELD(,,,85)");
  await typeInto(page, "Payback", "H31", "=GPUYIELD(,,,85)*2");
  await selectCell(page, "Payback", "A1");
  await page.getByRole("tab", { name: "Audit" }).click();
  await page.getByText("The whole workbook").click();
  await page.locator("summary", { hasText: "Errors" }).click();
  await page.locator("fluent-button", { hasText: "Explain all errors" }).click();
  await page.getByText(/^\d cells show errors, for /).waitFor();
  expect(await axeFindings(page, { exclude: ["#grid > *"] })).toEqual([]);
  await page.locator(".errors").getByRole("button", { name: "Go to Payback!H31" }).click();
  await page.getByRole("button", { name: "This cell" }).click();
  await page.getByText("The same error", { exact: true }).waitFor();
  for (const cell of ["H30", "H31"]) {
    await selectCell(page, "Payback", cell);
    await page.keyboard.press("Delete");
  }
});

/** Types a formula into Payback!H40, and opens Explore on that cell. */
async function explore(formula: string): Promise<void> {
  const { page } = here;
  await typeInto(page, "Payback", "H40", formula);
  await selectCell(page, "Payback", "H40");
  await page.getByRole("tab", { name: "Audit" }).click();
  await page.getByRole("button", { name: "Explore", exact: true }).click();
}

async function endExploring(): Promise<void> {
  const { page } = here;
  await selectCell(page, "Payback", "H40");
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "This cell" }).click();
}

test("any cell is explored by the arrow keys, each line selects its cell, and the formula stays in sight", async () => {
  const { page } = here;
  await explore("=SUM(C9:C11)*2");
  const tree = page.getByRole("tree");
  const selected = tree.locator("[aria-selected=true]");
  await tree.locator("[aria-level='2']").first().waitFor();
  await tree.focus();
  const walk = async (key: string, text: string, cell: string): Promise<void> => {
    await page.keyboard.press(key);
    await selected.filter({ hasText: text }).waitFor();
    await page.waitForFunction((address) => {
      const getters = window.workbench?.model.getters;
      const zone = getters?.getSelectedZone();
      return zone !== undefined && getters?.zoneToXC(getters.getActiveSheetId(), zone) === address;
    }, cell);
  };
  await walk("ArrowRight", "C9:C11", "C9:C11");
  await walk("ArrowRight", "C9", "C9");
  await walk("ArrowDown", "C10", "C10");
  await walk("ArrowRight", "C21", "C21");
  expect(await page.locator("#pane .pinned mark").innerText()).toBe("C21");
  expect(await selected.innerText()).toContain("The Next Platform, 2 May 2024");
  expect(await axeFindings(page, { exclude: ["#grid > *"] })).toEqual([]);
  await walk("ArrowLeft", "C10", "C10");
  await page.getByRole("button", { name: "What reads it" }).click();
  await tree.locator("[aria-level='2']", { hasText: "H40" }).waitFor();
  await endExploring();
});

test("in the list of what a cell reads no word of a value is broken", async () => {
  const { page } = here;
  await explore("=GPUNPV()");
  await page.getByRole("button", { name: "What it reads", exact: true }).click();
  await page.getByRole("treeitem").filter({ hasText: "Resale of the facility" }).waitFor();
  expect(await brokenWords(page.locator("#pane"))).toEqual([]);
  await endExploring();
});

test("a step that was changed on a written-out sheet is found and mended, the sheet folds back into its call, and comes back", async () => {
  const own = await here.site.visit();
  const { page } = own;
  await opened(page);
  await typeInto(page, "Payback", "H50", "=GPUYIELD(1500000000,16000,9.4)");
  await selectCell(page, "Payback", "H50");
  await page.getByRole("tab", { name: "Audit" }).click();
  const button = (text: string | RegExp) => page.locator("#pane fluent-button", { hasText: text });
  await button("Write out on a sheet").click();
  const sheet = "Audit GPUYIELD H50";
  const notice = page.locator("#pane .notice");
  await notice.filter({ hasText: sheet }).waitFor();
  let row = 1;
  while ((await cellAt(page, sheet, `B${row}`)).value !== "annualRevenue") row++;
  const step = (await cellAt(page, sheet, `F${row}`)).value;
  await typeInto(page, sheet, `F${row}`, "=500");
  await page.getByRole("button", { name: "The whole workbook", exact: true }).click();
  await button("Audit the workbook").click();
  await page.getByText(`${sheet}!F${row}, “Annual revenue”, is not the step of GPUYIELD that it was`).first().waitFor();
  expect(await axeFindings(page, { exclude: ["#grid > *"] })).toEqual([]);
  await button(/^Write =.* into/)
    .first()
    .click();
  await page.getByText(`“${sheet}” holds =GPUYIELD(1500000000,16000,9.4) step by step`).waitFor();
  expect((await cellAt(page, sheet, `F${row}`)).value).toBe(step);
  await button("Fold it back into its call").click();
  await notice.filter({ hasText: "Done: Fold it back into its call." }).waitFor();
  expect((await cellAt(page, sheet, "F6")).value).toBe((await cellAt(page, "Payback", "H50")).value);
  expect((await cellAt(page, sheet, `B${row}`)).value).toBeFalsy();
  await page.getByRole("button", { name: "Undo: Fold it back into its call" }).click();
  await notice.filter({ hasText: "Undone: Fold it back into its call." }).waitFor();
  expect((await cellAt(page, sheet, `F${row}`)).value).toBe(step);
  expect(own.troubles).toEqual([]);
  await own.close();
});

test("an audit of 5,000 cells shows how far it is and can be cancelled by a click", async () => {
  const own = await here.site.visit();
  const { page } = own;
  await opened(page);
  // One paste, as a person would fill a sheet: the rents, and formulas over them.
  await page.evaluate(() => {
    const model = window.workbench?.model;
    if (model === undefined) throw new Error("the workbench is not open");
    const sheetId = "many";
    const size = { rows: 1_010, cols: 26 };
    model.dispatch("CREATE_SHEET", { sheetId, name: "Many", position: 1, ...size });
    model.dispatch("ACTIVATE_SHEET", { sheetIdFrom: model.getters.getActiveSheetId(), sheetIdTo: sheetId });
    const line = (row: number) =>
      [
        String(2 + row / 100),
        `=GPUPAYBACK(,,A${row})`,
        `=GPUYIELD(,,A${row},90%)`,
        `=GPUTCO(,,,,,,,,,A${row}/100)`,
        `=GPUREVENUE(,A${row})*2`,
        `=DEPRECIATIONDELTA(A${row}*1E9)`,
      ].join("\t");
    const text = Array.from({ length: 1_000 }, (_, index) => line(index + 1)).join("\n");
    const target = [{ left: 0, right: 0, top: 0, bottom: 0 }];
    model.dispatch("PASTE_FROM_OS_CLIPBOARD", { target, clipboardContent: { text } } as never);
  });
  await page.getByRole("tab", { name: "Audit" }).click();
  await page.getByText("The whole workbook").click();
  const run = page.locator("fluent-button", { hasText: "Audit the workbook" });
  // However fast the machine is, there is something to cancel; and however busy, the button is pressed while it is there.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const pressed = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const pane = document.getElementById("pane");
        const timer = setInterval(() => {
          const button = (pane?.shadowRoot ?? pane)?.querySelector<HTMLElement>(".work fluent-button");
          if (!button) return;
          clearInterval(timer);
          const text = button.textContent.trim();
          button.click();
          resolve(text);
        }, 5);
      }),
  );
  await run.click();
  expect(await pressed).toBe("Cancel");
  await page.getByText("Cancelled. The workbook is as it was.").waitFor();
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  expect(await page.getByText("cells of ours").count()).toBe(0);
  const start = Date.now();
  await run.click();
  await page.getByText(/^5,015 cells of ours: /).waitFor();
  process.stdout.write(`5,015 cells audited in the browser in ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
  expect(own.troubles).toEqual([]);
  await own.close();
});
