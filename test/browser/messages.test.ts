// What the pane and the page say stands where nothing is clicked, and leaves when it has been read.
import type { Page } from "playwright-core";
import { opened, openSite, type Site, type Visit } from "./page";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

interface Prepared extends Visit {
  /** Lets the part of the pane come that exports scenarios: until then, exporting one goes on. */
  release(): void;
}

async function visit(width: number): Promise<Prepared> {
  const visit = await site.visit("functions.json", { viewport: { width, height: 800 }, reducedMotion: "reduce" });
  const { page } = visit;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/files\.\w+\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  // A browser that lets nobody copy.
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
  });
  await page.goto(`${site.address}workbench.html`);
  await opened(page);
  if (width < 720) await page.locator("#toggle").click();
  return { ...visit, release };
}

async function end({ troubles, close }: Visit): Promise<void> {
  expect(troubles).toEqual([]);
  await close();
}

/** The buttons of the pane and of the page's bar that something else lies over, and all buttons over which a message lies. */
const covered = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const BUTTONS = "button, fluent-button, [role=tab], summary, a[href]";
    const pane = document.getElementById("pane")?.shadowRoot;
    if (pane === null || pane === undefined) return ["there is no pane"];
    const found: string[] = [];
    for (const root of [document, pane])
      for (const button of root.querySelectorAll<HTMLElement>(BUTTONS)) {
        if (!button.checkVisibility({ visibilityProperty: true })) continue;
        button.scrollIntoView({ block: "center", inline: "nearest" });
        // A link may be broken into lines.
        const [{ left, top, width, height }] = button.getClientRects();
        const hit = root.elementFromPoint(left + width / 2, top + height / 2);
        const ours = root === pane || button.closest("header, #notice") !== null;
        const under = hit !== button && !button.contains(hit);
        const message = hit?.closest(".status, #notice") ?? null;
        if (width > 1 && under && (ours || message !== null))
          found.push(
            `${button.getAttribute("aria-label") ?? button.textContent.trim()}: ${hit?.outerHTML.slice(0, 80)}`,
          );
      }
    return found;
  });

/** Reads a broken file as a workbook. */
const chooseBroken = (page: Page): Promise<void> =>
  page.locator("#workbooks-menu input[type=file]").setInputFiles({
    name: "notes.xlsx",
    mimeType: "application/octet-stream",
    buffer: Buffer.from("no workbook"),
  });

const edit = (page: Page, sheet: string): Promise<void> =>
  page.evaluate((sheet) => {
    const model = window.workbench?.model;
    const sheetId = model?.getters.getSheetIdByName(sheet) ?? "";
    model?.dispatch("UPDATE_CELL", { sheetId, col: 0, row: 2, content: "mine" });
  }, sheet);

test.each([320, 1440])("no message lies over a button, in a window of %d pixels", async (width) => {
  const here = await visit(width);
  const { page, release } = here;
  const pane = page.locator("#pane");
  const said = (kind: string, text: string) => pane.locator(`.status .${kind}`, { hasText: text }).waitFor();
  const onPage = (text: string) => page.locator("#notice").getByText(text).waitFor();
  const kinds: readonly (readonly [string, () => Promise<void>])[] = [
    ["none", async () => undefined],
    [
      "success",
      async () => {
        await page.getByRole("tab", { name: "Scenarios" }).click();
        await page.getByLabel("Load NEOCLOUD into new sheets").click();
        await said("success", "Loaded");
      },
    ],
    [
      "question",
      async () => {
        await edit(page, "NEOCLOUD");
        await page.getByRole("button", { name: "Undo: load NEOCLOUD on 3 sheets" }).click();
        await said("warning", "Changed by hand since");
      },
    ],
    [
      "work under way",
      async () => {
        await page.getByLabel("Details of NEOCLOUD").click();
        await page.getByLabel("Export NEOCLOUD as a file").click();
        await said("work", "…");
      },
    ],
    [
      "warning",
      async () => {
        release();
        await said("success", "NEOCLOUD.json");
        await page.getByLabel("Copy a link that opens NEOCLOUD in the workbench").click();
        await said("warning", "address");
      },
    ],
    [
      "error",
      async () => {
        await page.evaluate(() => void (location.hash = "#scenario=1.broken"));
        await said("error", "link");
      },
    ],
    [
      "error of the page",
      async () => {
        await chooseBroken(page);
        await onPage("This is no .xlsx file");
      },
    ],
    [
      "success of the page",
      async () => {
        await page.locator("#download").click();
        const download = page.waitForEvent("download");
        await page.locator("#download-menu .choice").first().click();
        await download;
        await onPage("Capex workbook.xlsx");
        await page.keyboard.press("Escape");
      },
    ],
  ];
  for (const [kind, show] of kinds) {
    await show();
    expect([kind, await covered(page)]).toEqual([kind, []]);
  }
  await end(here);
});

/** How long a message stays, in milliseconds. */
const stay = (text: string): number => 5_000 + 100 * text.length;

test("a success leaves by itself once there was time to read it, but not while it is pointed at or holds the focus", async () => {
  const here = await visit(1440);
  const { page } = here;
  const pane = page.locator("#pane");
  const success = pane.locator(".notice.success");
  expect(await pane.locator(".status").getAttribute("aria-live")).toBe("polite");
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 3_600_000);
  const load = async (): Promise<number> => {
    await pane.locator("fluent-button", { hasText: "Load into a new sheet" }).click();
    // The message may come to stand where the button was.
    await page.mouse.move(700, 500);
    while ((await success.count()) === 0) await page.clock.runFor(100);
    return stay(await success.locator("p").innerText());
  };
  const [enough, aMoment] = [await load(), 500];
  await page.clock.runFor(enough - aMoment);
  expect(await success.count()).toBe(1);
  await page.clock.runFor(2 * aMoment);
  expect(await success.count()).toBe(0);

  await load();
  await success.hover();
  await page.clock.runFor(60_000);
  expect(await success.count()).toBe(1);
  await page.mouse.move(700, 500);
  await page.clock.runFor(2_000);
  expect(await success.count()).toBe(0);

  await load();
  await success.locator("fluent-button").focus();
  await page.clock.runFor(60_000);
  expect(await success.count()).toBe(1);
  await page.locator("#pane .panel").focus();
  await page.clock.runFor(2_000);
  expect(await success.count()).toBe(0);
  await end(here);
});

test("errors and questions stay until they are answered; a success of the page leaves as those of the pane do", async () => {
  const here = await visit(1440);
  const { page } = here;
  await page.getByRole("tab", { name: "Scenarios" }).click();
  await page.getByLabel("Load NEOCLOUD into new sheets").click();
  await page.getByRole("button", { name: "Undo: load NEOCLOUD on 3 sheets" }).waitFor();
  await edit(page, "NEOCLOUD");
  await page.getByRole("button", { name: "Undo: load NEOCLOUD on 3 sheets" }).click();
  const question = page.locator("#pane .notice", { hasText: "Changed by hand since" });
  await question.waitFor();
  await chooseBroken(page);
  const error = page.locator("#notice").getByText("This is no .xlsx file");
  await error.waitFor();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await page.clock.runFor(600_000);
  expect([await question.count(), await error.count()]).toEqual([1, 1]);

  const download = page.waitForEvent("download");
  await page.locator("#download").click();
  await page.locator("#download-menu .choice").first().click();
  const success = page.locator("#notice p", { hasText: "Capex workbook.xlsx" });
  while ((await success.count()) === 0) await page.clock.runFor(100);
  await download;
  await page.clock.runFor(60_000);
  expect(await success.count()).toBe(0);
  await end(here);
});
