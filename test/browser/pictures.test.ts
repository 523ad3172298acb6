// The pictures in the built workbench: opened from a scenario's card, drawn in the page's colours, and read as tables.
import type { Locator, Page } from "playwright-core";
import { axeFindings, cutOff, visiting, visitPane } from "./page";

const there = visiting("none");

/** By name the rows of its table, as the dataset and a horizon of six years have them; the grid is a table itself. */
const ROWS = { cash: 8, bridge: 11, tornado: 10, monteCarlo: 24, debt: 6, lives: 6, aws: 12, prices: 21 };
const PICTURES = ["cash", "bridge", "tornado", "heat", "monteCarlo", "debt", "lives", "aws", "prices"] as const;

async function openPictures(page: Page, scenario: string): Promise<void> {
  await page.getByRole("tab", { name: "Scenarios" }).click();
  await page.getByLabel(`Pictures of ${scenario}`, { exact: true }).click();
  await page.locator("#pane canvas").waitFor();
}

const choose = (page: Page, picture: string): Promise<unknown> =>
  page.getByRole("combobox", { name: "Picture", exact: true }).selectOption(picture);

/** Asks again until it holds; the time of a test is the limit. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}

const canvasOf = (page: Page): Locator => page.locator("#pane canvas");

/** Waits until the canvas shows something: one that is blank has one colour. */
const drawn = (page: Page): Promise<void> =>
  until(() =>
    canvasOf(page).evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width || 1, canvas.height || 1) ?? {
        data: [],
      };
      const pixels = new Uint32Array(Uint8ClampedArray.from(data).buffer);
      return new Set(pixels).size > 3;
    }),
  );

test.each([
  ["light", 1280, "none"],
  ["dark", 320, "none"],
  ["light", 320, "active"],
] as const)(
  "every picture draws, is the same as a table, and is free of findings of axe: %s, %d pixels, forced colours %s",
  async (colorScheme, width, forcedColors) => {
    const themed = await visitPane(there.site, width, { colorScheme, forcedColors });
    const { page } = themed;
    await openPictures(page, "COREWEAVE-LIKE");
    for (const picture of PICTURES) {
      await choose(page, picture);
      if (picture === "heat") {
        const grid = page.locator("#pane table.heat");
        await grid.waitFor();
        expect(await grid.locator("td.number").count()).toBe(25);
        expect(await grid.locator("td.base").innerText()).toContain("as it stands");
      } else {
        await until(async () => (await page.locator("#pane details tbody tr").count()) === ROWS[picture]);
        await drawn(page);
        const image = page.locator("#pane").getByRole("img");
        expect(await image.getAttribute("aria-label")).toContain(await page.locator("#pane section h3").innerText());
        await page.getByText("The same as a table").click();
        expect(await page.locator("#pane details table").innerText()).toMatch(/\d/);
        await page.getByText("The same as a table").click();
      }
      expect([picture, await axeFindings(page, { include: ["#pane"] })]).toEqual([picture, []]);
      const overflow = await cutOff(page);
      expect([picture, overflow]).toEqual([picture, 0]);
    }
    await page.getByRole("button", { name: "Back to the scenarios" }).click();
    await page.getByRole("heading", { name: "Scenarios" }).waitFor();
    expect(themed.troubles).toEqual([]);
    await themed.close();
  },
);

describe("from a card", () => {
  const here = visiting("test");

  test("a picture follows the page from light to dark", async () => {
    const { page } = here;
    await openPictures(page, "TNP-2025");
    await drawn(page);
    const shown = (): Promise<string> => canvasOf(page).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const light = await shown();
    await page.emulateMedia({ colorScheme: "dark" });
    await until(async () => (await shown()) !== light);
  });

  test("the picture of a scenario of one's own follows the cells that it stands in", async () => {
    const { page } = here;
    await page.getByRole("tab", { name: "Scenarios" }).click();
    await page.getByLabel("Edit a copy of TNP-2025", { exact: true }).click();
    await page.getByLabel("Name of the copy").fill("MyDeal");
    await page.locator("#pane fluent-button", { hasText: "Save as scenario" }).click();
    await page.getByLabel("Pictures of MyDeal", { exact: true }).click();
    await page.getByText("Paid back after 1.1 years").waitFor();
    await page.evaluate(() => {
      const model = window.workbench?.model;
      const sheetId = model?.getters.getSheetIdByName("MyDeal");
      if (model === undefined || sheetId === undefined) throw new Error("no sheet");
      for (let row = 0; row < 60; row++)
        for (let col = 0; col < 3; col++)
          if (model.getters.getEvaluatedCell({ sheetId, col, row }).value === "rate")
            model.dispatch("UPDATE_CELL", { sheetId, col: col + 1, row, content: "4.7" });
    });
    // Half the rent, twice the time.
    await page.getByText("Paid back after 2.3 years").waitFor();
  });

  test("a picture is put on a new sheet, with a chart over formulas of ours", async () => {
    const { page } = here;
    await openPictures(page, "COREWEAVE-LIKE");
    await choose(page, "debt");
    await page.locator("#pane h3", { hasText: "debt service against the cash for it" }).waitFor();
    await page.locator("#pane fluent-button", { hasText: "Put on a sheet" }).click();
    await page.locator("#pane .notice", { hasText: "Loaded" }).waitFor();
    const charts = await page.evaluate(() => {
      const getters = window.workbench?.model.getters;
      const sheetId = getters?.getActiveSheetId() ?? "";
      return [getters?.getSheetName(sheetId), getters?.getChartIds(sheetId).length];
    });
    expect(charts).toEqual(["Debt service and cash COREWEAVE", 1]);
  });
});
