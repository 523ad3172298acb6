// Where things stand on the page: measured in the built workbench, from a wide window to one that is magnified fourfold.
import type { Page } from "playwright-core";
import { brokenWords, cutIn, openSite, type Site, type Visit, visitPane } from "./page";

const LANGUAGES = ["en-US", "zh-CN"] as const;
const TABS = ["data", "scenarios", "functions", "audit"] as const;

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const visit = (width: number, height: number, locale = "en-US"): Promise<Visit> =>
  visitPane(site, width, { viewport: { width, height }, locale });

async function end({ troubles, close }: Visit): Promise<void> {
  expect(troubles).toEqual([]);
  await close();
}

const show = (page: Page, tab: string): Promise<void> => page.locator(`#pane #tab-${tab}`).click();

test.each([1440, 1024])("in a window of %d pixels the formula bar takes at least half of it", async (width) => {
  const here = await visit(width, 800);
  const bar = await here.page.locator(".o-topbar-composer, .o-small-composer").boundingBox();
  expect(bar?.width).toBeGreaterThanOrEqual(width / 2);
  await end(here);
});

test.each(LANGUAGES.flatMap((locale) => [320, 420, 1024, 1440].map((width) => [width, locale] as const)))(
  "in a window of %d pixels the tabs of the pane stand apart, the open one over its line: %s",
  async (width, locale) => {
    const here = await visit(width, 640, locale);
    for (const tab of TABS) {
      await show(here.page, tab);
      const words = await here.page.evaluate(() =>
        [...(document.getElementById("pane")?.shadowRoot?.querySelectorAll("[role=tab]") ?? [])].map((tab) => {
          const range = document.createRange();
          range.selectNodeContents(tab);
          const { left, right } = range.getBoundingClientRect();
          const line = parseFloat(getComputedStyle(tab, "::after").width);
          return { left, right, beyond: tab.getAttribute("aria-selected") === "true" ? right - left - line : 0 };
        }),
      );
      const gaps = words.slice(1).map(({ left }, index) => left - words[index].right);
      const beyond = Math.max(...words.map((word) => word.beyond));
      expect([tab, Math.min(...gaps) >= 6, beyond < 1, gaps, beyond]).toEqual([tab, true, true, gaps, beyond]);
    }
    await end(here);
  },
);

test("what stays in sight below a tab stands at the very edge: nothing shows through under it", async () => {
  const here = await visit(1440, 700);
  const edges = await here.page.locator("#pane .panel").evaluate((panel) => {
    const bottom = panel.querySelector(".bottom");
    return [
      panel.scrollHeight > panel.clientHeight,
      bottom?.getBoundingClientRect().bottom,
      panel.getBoundingClientRect().bottom,
    ];
  });
  expect(edges).toEqual([true, edges[2], edges[2]]);
  await end(here);
});

test.each([320, 1440])(
  "in a window of %d pixels a scenario's buttons stay where they are when its answers come",
  async (width) => {
    const here = await visit(width, 800);
    const places = () =>
      here.page.locator("#pane .panel").evaluate((panel) =>
        [...panel.querySelectorAll(".card")].slice(0, 8).map((card) => {
          const { top, bottom } = card.getBoundingClientRect();
          return [card.querySelector("h3")?.textContent, top + panel.scrollTop, bottom + panel.scrollTop];
        }),
      );
    // What the answers are made with comes only once the cards have been measured.
    let release = (): void => undefined;
    const measured = new Promise<void>((resolve) => (release = resolve));
    await here.page.route(/\/loaded\.[^/]*$/, async (route) => {
      await measured;
      await route.continue();
    });
    await show(here.page, "scenarios");
    await here.page.locator("#pane .card .awaited").nth(7).waitFor({ state: "attached" });
    const before = await places();
    release();
    await here.page.locator("#pane .card .curve[role=img]").nth(7).waitFor();
    expect(await places()).toEqual(before);
    await end(here);
  },
);

// 1280 x 1024 pixels, magnified twice and fourfold.
test.each(LANGUAGES.flatMap((locale) => [[640, 512, locale] as const, [320, 256, locale] as const]))(
  "at %d x %d pixels nothing of the pane is cut, and there is room to read: %s",
  async (width, height, locale) => {
    const here = await visit(width, height, locale);
    for (const tab of TABS) {
      await show(here.page, tab);
      expect([tab, await cutIn(here.page.locator("#pane"))]).toEqual([tab, []]);
      expect([tab, await brokenWords(here.page.locator("#pane"))]).toEqual([tab, []]);
      const room = await here.page.locator("#pane .panel").evaluate((panel) => {
        const stuck = [...panel.querySelectorAll(".bottom, .pinned, .walk")].filter(
          (part) => getComputedStyle(part).position === "sticky",
        );
        return panel.clientHeight - stuck.reduce((sum, part) => sum + part.getBoundingClientRect().height, 0);
      });
      expect(room).toBeGreaterThan(140);
    }
    await end(here);
  },
);
