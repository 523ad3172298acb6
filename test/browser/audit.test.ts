// The audit of the whole workbook in the built workbench: what it finds, a copy without the add-in, and back.
import fs from "node:fs";
import { cellAt, opened, openSite, selectCell, typeInto } from "./page";
import type { Site, Visit } from "./page";

jest.setTimeout(60_000);

interface Axe {
  run(context: object): Promise<{ violations: readonly { id: string }[] }>;
}
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

let site: Site;
let visit: Visit;

beforeAll(async () => {
  site = await openSite();
  visit = await site.visit();
  await opened(visit.page);
});
afterAll(async () => {
  expect(visit.troubles).toEqual([]);
  await visit.close();
  await site.close();
});

test("the pane lists what is doubtful, and makes the workbook independent and back", async () => {
  const { page } = visit;
  await typeInto(page, "Payback", "H20", "=GPUPAYBACK(1500,,9.4,85)");
  await selectCell(page, "Payback", "A1");
  await page.getByRole("tab", { name: "Audit" }).click();
  await page.getByText("The whole workbook").click();
  await page.locator("fluent-button", { hasText: "Audit the workbook" }).click();
  await page.getByText("10 cells of ours: 9 agree.").first().waitFor();
  await page.getByText("capex is 1500, in dollars: if billions are meant write 1500e9").first().waitFor();
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: Axe }).axe.run({ exclude: ["#grid > *"] }),
  );
  expect(violations.map(({ id }) => id)).toEqual([]);

  await page.locator("fluent-button", { hasText: "Make this workbook independent" }).click();
  await page.getByText("9 cells follow ordinary formulas now").first().waitFor();
  const [original, copy] = await Promise.all(
    ["Payback", "Payback (independent)"].map((sheet) => cellAt(page, sheet, "C11")),
  );
  expect(copy.value).toBeCloseTo(original.value as number, 9);
  await page.locator("fluent-button", { hasText: "Remove the copies" }).click();
  await page.getByText("3 sheets removed. The originals are as they were.").first().waitFor();
});
