// A published number in the built workbench: pasted, told, opened into its steps, and typed into a cell; and what is no number.
import type { Page } from "playwright-core";
import { axeFindings, cellAt, cutOff, selectCell, visiting, visitPane } from "./page";

const here = visiting("file");

const paste = async (page: Page, sentence: string): Promise<void> => {
  await page.getByRole("textbox", { name: "The sentence" }).fill(sentence);
  await page.locator("#pane fluent-button", { hasText: "Check" }).click();
};

test("a pasted number is told by the plainest call that gives it, which opens into steps and goes into a cell", async () => {
  const { page } = here;
  await selectCell(page, "Payback", "H20");
  await page.getByRole("tab", { name: "Audit" }).click();
  await page.getByRole("button", { name: "A published number" }).click();
  await paste(page, "The Next Platform: it pays back in 410 days");
  await page.getByText("410 days, printed to ± 0.5").waitFor();
  const first = page.locator("#pane .claims li").first();
  expect(await first.locator("code").first().innerText()).toBe("=GPUPAYBACK()");
  expect(await first.innerText()).toContain("nothing changed");
  await first.locator("summary").click();
  await first.locator(".steps li").first().waitFor();
  await first.locator("fluent-button", { hasText: "Insert" }).click();
  await page.locator("#pane .notice", { hasText: "Payback!H20" }).waitFor();
  // On a year of 360 days, 1.5 billion over 1.317504 a year.
  expect((await cellAt(page, "Payback", "H20")).value).toBeCloseTo((360 * 1.5) / 1.317504, 9);
});

test.each([
  ["what holds no number", "It pays back very soon", "No number with a unit stands in it."],
  ["what no call gives", "It pays back in 7 days", "None of our calls gives this number"],
])("of %s nothing is made up", async (_, sentence, said) => {
  const { page } = here;
  await page.getByRole("tab", { name: "Audit" }).click();
  await page.getByRole("button", { name: "A published number" }).click();
  await paste(page, sentence);
  await page.locator("#pane .claims").getByText(said).waitFor();
  expect(await page.locator("#pane .claims li code").count()).toBe(0);
});

test.each(["light", "dark"] as const)(
  "on 320 pixels nothing of it is cut, and axe finds nothing: %s",
  async (colorScheme) => {
    const narrow = await visitPane(here.site, 320, { colorScheme });
    const { page } = narrow;
    await page.getByRole("tab", { name: "Audit" }).click();
    await page.getByRole("button", { name: "A published number" }).click();
    await paste(page, "$1.41 an hour is $0.53 per million tokens");
    await page.locator("#pane .claims li").first().waitFor();
    for (const summary of await page.locator("#pane .claims > div > details > summary").all()) await summary.click();
    const cut = await cutOff(page);
    expect(cut).toBeLessThanOrEqual(0);
    expect(await axeFindings(page, { include: ["#pane"] })).toEqual([]);
    await narrow.close();
  },
);
