// What axe finds in the pane of the built workbench: light and dark, wide and narrow, with colours forced, in what loads leave.
import { axeFindings, cutOff, dismiss, visiting, visitPane } from "./page";

const TABS = ["Data", "Scenarios", "Functions", "Audit"];

const here = visiting("none");

test.each([
  ["light", 1280, "none"],
  ["dark", 1280, "none"],
  ["light", 320, "none"],
  ["dark", 320, "none"],
  ["light", 1280, "active"],
  ["dark", 320, "active"],
] as const)(
  "axe finds nothing in the pane: %s, %d pixels, forced colours %s",
  async (colorScheme, width, forcedColors) => {
    const themed = await visitPane(here.site, width, { colorScheme, forcedColors });
    const own = themed.page;
    const check = async (): Promise<void> => {
      expect(await axeFindings(own, { include: ["#pane"] })).toEqual([]);
      const overflow = await cutOff(own);
      expect(overflow).toBeLessThanOrEqual(0);
    };
    for (const name of TABS) {
      await own.getByRole("tab", { name }).click();
      await check();
    }
    await own.getByRole("tab", { name: "Scenarios" }).click();
    await own.getByLabel("Edit a copy of COREWEAVE-LIKE").click();
    await own.getByText("More assumptions").click();
    await check();
    await own.getByRole("button", { name: "Back to the scenarios" }).click();
    await own.getByRole("tab", { name: "Audit" }).click();
    for (const part of ["Explore", "The whole workbook", "This cell"]) {
      await own.getByRole("button", { name: part, exact: true }).click();
      if (part === "Explore") await own.getByRole("tree").waitFor();
      await check();
    }
    await own.locator("#pane").getByRole("button", { name: "Go to Payback!C11" }).click();
    await own.locator("#pane .steps").waitFor();
    await check();
    // Where colours are forced, a link cannot tell itself by one of ours.
    const lines = await own
      .locator("#pane .link")
      .first()
      .evaluate((link) => getComputedStyle(link).textDecorationLine);
    expect(lines).toBe(forcedColors === "active" ? "underline" : "none");
    await own.locator("#pane fluent-button", { hasText: "Write out" }).click();
    await own.locator("#pane .notice").waitFor();
    await check();
    await own.getByRole("tab", { name: "Functions" }).click();
    await own.locator("#pane .function button").first().click();
    await own.locator("#pane .given").waitFor();
    await check();
    await own.locator("#pane .argument input").first().fill("=SUM(");
    await own.locator("#pane .problem:not([hidden])").first().waitFor();
    await check();
    expect(themed.troubles).toEqual([]);
    await themed.close();
  },
);

test.each([
  ["light", 1280],
  ["dark", 320],
] as const)(
  "axe finds nothing in the ledger, the loaded sheets and the comparison: %s, %d pixels",
  async (colorScheme, width) => {
    const themed = await visitPane(here.site, width, { colorScheme });
    const own = themed.page;
    const check = async (name: string): Promise<void> => {
      expect([name, await axeFindings(own, { include: ["#pane"] })]).toEqual([name, []]);
      const overflow = await cutOff(own);
      expect([name, overflow <= 0]).toEqual([name, true]);
      const folder = process.env.SCREENSHOTS;
      if (folder !== undefined) await own.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png` });
    };
    const loaded = own.locator("#loaded");
    await loaded.waitFor();
    await own.evaluate(() => {
      const model = window.workbench?.model;
      const sheetId = model?.getters.getSheetIdByName("AWS dataset") ?? "";
      model?.dispatch("UPDATE_CELL", { sheetId, col: 4, row: 8, content: "1" });
    });
    await own.getByRole("tab", { name: "Scenarios" }).click();
    await own.locator("#pane fluent-button[aria-label='Load AMZN-CAPEX into new sheets']").click();
    await own.locator("#pane .notice").filter({ hasText: "AMZN-CAPEX" }).waitFor();
    await dismiss(own);
    await own.getByLabel("Compare TNP-2025", { exact: true }).check();
    await check("one chosen");
    await own.getByLabel("Compare TNP-SOFT", { exact: true }).check();
    await check("compare");
    await own.getByRole("tab", { name: "Data" }).click();
    await own.getByText("Edited: 1 cell changed").scrollIntoViewIfNeeded();
    await check("loaded");
    await own.getByRole("combobox", { name: "Data" }).selectOption("ledger");
    const claim = own.locator("#pane .lines > li").nth(24);
    await claim.locator("summary").click();
    await claim.locator(".steps > li").first().waitFor();
    await check("ledger");
    expect(themed.troubles).toEqual([]);
    await themed.close();
  },
);
