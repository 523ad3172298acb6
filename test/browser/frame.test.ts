// The frame of the built workbench around grid and pane, what the page is served with, and what is not served.
import { axeFindings, opened, visiting } from "./page";

const here = visiting("none");

test("the frame has no finding of axe, in light and in dark", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    const themed = await here.site.visit("workbench.html", { colorScheme });
    await opened(themed.page);
    for (const menu of ["#workbooks", "#download"]) {
      await themed.page.locator(menu).click();
      expect(await axeFindings(themed.page, { exclude: ["#grid > *", "#pane"] })).toEqual([]);
      await themed.page.keyboard.press("Escape");
    }
    expect(themed.troubles).toEqual([]);
    await themed.close();
  }
});

test("on a page of 320 pixels nothing of the frame is cut off", async () => {
  const narrow = await here.site.visit("workbench.html", { viewport: { width: 320, height: 640 } });
  await opened(narrow.page);
  await narrow.page.getByRole("button", { name: "Pane" }).click();
  for (const name of ["#pane", "#toggle", "#workbooks", "#download", "#grid"]) {
    const box = await narrow.page.locator(name).boundingBox();
    expect([name, box !== null && box.x >= 0 && box.x + box.width <= 320 && box.height > 20]).toEqual([name, true]);
  }
  expect(narrow.troubles).toEqual([]);
  await narrow.close();
});

test("unknown files are refused with the same care as pages", async () => {
  const home = await fetch(here.site.address);
  expect(home.headers.get("content-security-policy")).toContain("script-src 'self' 'unsafe-eval'");
  const pane = await fetch(`${here.site.address}taskpane.html`);
  expect(pane.headers.get("content-security-policy")).not.toContain("unsafe-eval");
  for (const path of ["nothing.js", "..%2fpackage.json", "%2e%2e/package.json", "vendor", "%"]) {
    const answer = await fetch(here.site.address + path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  }
  expect((await fetch(here.site.address, { method: "POST" })).status).toBe(405);
});
