// The built pane in Chinese, in a column of 320 pixels, beside the workbench and in Excel's frame: every tab with all that unfolds in it.
import type { Frame, Page } from "playwright-core";
import { pane as words } from "../../src/languages/zh-CN/pane";
import { openExcelOnTheWeb } from "./excel-web";
import { axeFindings, cutIn, cutOff, middleOf, opened, openSite, type Site, startBrowser } from "./page";

const TABS = ["data", "scenarios", "functions", "audit"] as const;
const WIDTH = 320;

interface Place {
  readonly pane: Page | Frame;
  close(): Promise<void>;
}

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

let here: Place | undefined;
afterEach(() => here?.close());

const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  "beside the workbench": async () => {
    const { page, troubles, close } = await site.visit("workbench.html", {
      viewport: { width: WIDTH, height: 720 },
      locale: "zh-CN",
      reducedMotion: "reduce",
    });
    await opened(page);
    await page.locator("#toggle").click();
    return {
      pane: page,
      close: async () => {
        await close();
        expect(troubles).toEqual([]);
      },
    };
  },
  "in Excel": async () => {
    const browser = await startBrowser();
    const excel = await openExcelOnTheWeb(browser, "https://usc-excel.officeapps.live.com", {
      language: "zh-CN",
      width: WIDTH,
    });
    return { pane: excel.pane, close: () => browser.close() };
  },
};

/** Everything that folds is opened, and what that fetches is there. */
async function unfold(pane: Page | Frame): Promise<void> {
  await pane.locator("#pane").evaluate(async (pane) => {
    const settled = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    for (let more = true; more; await settled()) {
      const folded = [...(pane.shadowRoot?.querySelectorAll("details:not([open])") ?? [])];
      for (const each of folded) each.setAttribute("open", "");
      more = folded.length > 0;
    }
  });
}

/** Runs of four English words, in what is read and in what is heard: outside formulas, ids and what is typed. */
const englishIn = (pane: Page | Frame): Promise<string[]> =>
  pane.locator("#pane").evaluate((pane) => {
    const root = pane.shadowRoot;
    if (root === null) return ["the pane has no shadow root"];
    const texts: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node.parentElement?.closest("style, script, code, pre, .formula, [lang=en]") === null)
        texts.push(node.textContent ?? "");
    for (const each of root.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
      for (const name of ["aria-label", "title", "placeholder", "alt"]) texts.push(each.getAttribute(name) ?? "");
    return [...new Set(texts.flatMap((text) => text.match(/(?:\b[A-Za-z][A-Za-z’'-]*[ ,;:.]+){3,}[A-Za-z]+/g) ?? []))];
  });

/** What a function refuses, as its form, its cell's audit and the tooltip beside the cell say it. */
const REFUSED = "utilization 为 85：请写 0.85 或 85%";

test("why a function has no answer is said in Chinese: in its form, in the audit and beside its cell", async () => {
  const { page, troubles, close } = await site.visit("workbench.html", { locale: "zh-CN", reducedMotion: "reduce" });
  here = { pane: page, close };
  await opened(page);
  const pane = page.locator("#pane");
  await pane.locator("#tab-functions").click();
  await pane.getByRole("button", { name: /^GPUPAYBACK/ }).click();
  await pane.locator("#argument-utilization").fill("85");
  await pane.locator("#argument-utilization").press("Tab");
  await pane.getByRole("alert").filter({ hasText: REFUSED }).waitFor();
  await page.evaluate(() => {
    const model = window.workbench?.model;
    const sheetId = model?.getters.getActiveSheetId() ?? "";
    model?.dispatch("UPDATE_CELL", { sheetId, col: 1, row: 3, content: "=GPUPAYBACK(,,,85)" });
  });
  const { x, y } = await middleOf(page, "B4");
  await page.mouse.move(x, y);
  await page.locator(".o-error-tooltip").filter({ hasText: REFUSED }).waitFor();
  await page.mouse.click(x, y);
  await pane.locator("#tab-audit").click();
  await pane.getByText(REFUSED).waitFor();
  expect(troubles).toEqual([]);
});

test.each(Object.keys(PLACES))("%s no tab of the pane is cut, nor has an English sentence left", async (place) => {
  here = await PLACES[place]();
  const { pane } = here;
  for (const tab of TABS) {
    await pane.getByRole("tab", { name: words.tabs[tab] }).click();
    await unfold(pane);
    expect([tab, await englishIn(pane)]).toEqual([tab, []]);
    expect([tab, await cutOff(pane), await cutIn(pane.locator("#pane"))]).toEqual([tab, 0, []]);
    expect([tab, await axeFindings(pane, { include: ["#pane"] })]).toEqual([tab, []]);
  }
});
