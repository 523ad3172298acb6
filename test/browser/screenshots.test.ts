// How the pane and the workbench look: every main state as a picture, compared with the one that is kept and was looked at.
// KEEP=1 npx jest test/browser/screenshots renews what is kept; look at each that changed.
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Locator, Page } from "playwright-core";
import { fixedFonts } from "./fonts";
import { opened, openSite, selectCell, type Site } from "./page";

const KEPT = path.join(__dirname, "kept");
const KEEPING = process.env.KEEP !== undefined;
/** Megabytes. */
const MOST_KEPT = 4;

/** What another version of Chromium may draw otherwise: by how much a colour, and of how many pixels. */
const [COLOUR, SHARE] = [0.2, 0.005];
/** What is still on its way gets time: looks, and milliseconds between them. */
const [LOOKS, PAUSE] = [40, 150];

const WIDTHS = [1440, 320] as const;
type Theme = "light" | "dark" | "forced";

/** A state that is pictured: how one comes to it from the state before, and what of it. */
interface State {
  readonly name: string;
  readonly come: (page: Page) => Promise<void>;
  readonly part: "pane" | "page";
  /** What is to be in sight of the pane. */
  readonly at?: string;
}

let site: Site;
beforeAll(async () => {
  // Hinting is the machine's own.
  site = await openSite(["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"]);
});
afterAll(() => site.close());

const pane = (page: Page): Locator => page.locator("#pane");
const tab = (page: Page, id: string): Promise<void> => pane(page).locator(`#tab-${id}`).click();

const put = (page: Page, sheet: string, cells: Readonly<Record<string, string>>): Promise<void> =>
  page.evaluate(
    ([sheet, cells]) => {
      const model = window.workbench?.model;
      const sheetId = model?.getters.getSheetIdByName(sheet);
      if (model === undefined || sheetId === undefined) throw new Error(`no sheet ${sheet}`);
      for (const [address, content] of Object.entries(cells)) {
        const { left: col, top: row } = model.getters.getRangeFromSheetXC(sheetId, address).zone;
        model.dispatch("UPDATE_CELL", { sheetId, col, row, content });
      }
    },
    [sheet, cells] as const,
  );

/** The sheets that the workbench opens with, in the language of the page. */
const sheetAt = (page: Page, index: number): Promise<string> =>
  page.evaluate((index) => {
    const getters = window.workbench?.model.getters;
    return getters?.getSheetName(getters.getVisibleSheetIds()[index] ?? "") ?? "";
  }, index);

/** The first cell of a sheet whose formula holds a text. */
const formulaOf = (page: Page, sheet: string, text: string): Promise<string> =>
  page.evaluate(
    ([sheet, text]) => {
      const getters = window.workbench?.model.getters;
      const sheetId = getters?.getSheetIdByName(sheet) ?? "";
      for (const { id } of getters?.getCells(sheetId) ?? []) {
        const position = getters?.getCellPosition(id);
        if (position !== undefined && getters?.getCellText(position, { showFormula: true }).includes(text) === true)
          return `${String.fromCharCode(65 + position.col)}${position.row + 1}`;
      }
      throw new Error(`no cell of ${sheet} holds ${text}`);
    },
    [sheet, text] as const,
  );

const state = (name: string, part: State["part"], come: State["come"], at?: string): State => ({
  name,
  part,
  come,
  ...(at !== undefined && { at }),
});

const START = state("workbench-start", "page", () => Promise.resolve());
const PRESET = state("workbench-preset", "page", async (page) => selectCell(page, await sheetAt(page, 1), "A1"));
const DATA = state("pane-data", "pane", (page) => tab(page, "data"));
const SCENARIOS = state("pane-scenarios", "pane", async (page) => {
  await tab(page, "scenarios");
  await pane(page).locator(".card .curve").nth(3).waitFor();
});
const CARD = state(
  "pane-card",
  "pane",
  async (page) => {
    await pane(page).locator(".card details summary").first().click();
  },
  ".card:has(details[open]) summary",
);
const FUNCTIONS = state("pane-functions", "pane", async (page) => {
  await tab(page, "functions");
  await pane(page).locator(".function").first().waitFor();
});
const FORM = state("pane-form", "pane", async (page) => {
  await pane(page).locator(".function button", { hasText: "GPUPAYBACK" }).first().click();
  await pane(page).locator(".bottom .answer").waitFor();
});
const CELL = state("pane-cell", "pane", async (page) => {
  const sheet = await sheetAt(page, 1);
  await selectCell(page, sheet, await formulaOf(page, sheet, "GPUPAYBACK("));
  await tab(page, "audit");
  await pane(page).locator(".steps > li").first().waitFor();
});
const FINDINGS = state(
  "pane-findings",
  "pane",
  async (page) => {
    // The utilization and the rent as nobody means them, and a number typed over a formula.
    await put(page, await sheetAt(page, 1), { H2: "85", H3: "=GPUPAYBACK(1500000000,16000,9.4,H2)" });
    await pane(page).locator(".tabs > .at-hand:not(.language)").click();
    await pane(page).locator(".finding").first().waitFor();
  },
  ".finding",
);
const PICTURE = state(
  "pane-picture",
  "pane",
  async (page) => {
    await tab(page, "scenarios");
    await pane(page).locator(".card").first().locator(".curve").waitFor();
    await pane(page).locator("[aria-label='Pictures of TNP-2025']").click();
    await pane(page).locator("canvas").waitFor();
  },
  "canvas",
);

const EVERY = [START, PRESET, CELL, DATA, SCENARIOS, CARD, FUNCTIONS, FORM, FINDINGS, PICTURE];

const PAGES: readonly (readonly [string, string, "light" | "dark", readonly Theme[], readonly State[]])[] = [
  ["in light and in forced colours", "en-US", "light", ["light", "forced"], EVERY],
  ["in dark", "en-US", "dark", ["dark"], EVERY],
  ["in Chinese", "zh-CN", "light", ["light"], [START, PRESET, CELL, DATA, SCENARIOS, FINDINGS]],
];

const fileOf = (name: string, locale: string, theme: Theme, width: number): string =>
  `${name}-${width}-${locale === "zh-CN" ? "zh" : theme}.png`;

const ALL_FILES = PAGES.flatMap(([, locale, , themes, states]) =>
  states.flatMap(({ name }) => themes.flatMap((theme) => WIDTHS.map((width) => fileOf(name, locale, theme, width)))),
);

const shot = (page: Page, part: State["part"]): Promise<Buffer> =>
  (part === "pane" ? pane(page) : page).screenshot({ animations: "disabled", caret: "hide", scale: "css" });

const comparer = new Worker(path.join(__dirname, "compare.mjs"));
afterAll(() => comparer.terminate());

/** One at a time. */
async function ask<A>(work: string, given: object): Promise<A> {
  comparer.postMessage({ work, ...given });
  const [answer] = (await once(comparer, "message")) as [A];
  return answer;
}

const difference = (actual: Buffer, kept: Buffer): Promise<{ readonly share: number; readonly picture: Uint8Array }> =>
  ask("difference", { actual, kept, colour: COLOUR });

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE));

/** What it looks like once it has come to rest. */
async function atRest(page: Page, part: State["part"]): Promise<Buffer> {
  let before = await shot(page, part);
  for (let look = 0; look < LOOKS; look++) {
    await pause();
    const after = await shot(page, part);
    if (after.equals(before)) return after;
    before = after;
  }
  return before;
}

let folder: string | undefined;

/** Nothing where it looks as it was kept; else a sentence, with the pictures in a folder. */
async function complaint(page: Page, part: State["part"], file: string): Promise<string[]> {
  const place = path.join(KEPT, file);
  if (KEEPING) {
    const now = await atRest(page, part);
    // What looks the same stays the same file.
    const same = fs.existsSync(place) && (await difference(now, fs.readFileSync(place))).share === 0;
    if (!same) fs.writeFileSync(place, await ask<Uint8Array>("small", { picture: now }));
    return [];
  }
  if (!fs.existsSync(place)) return [`${file} is not kept yet`];
  const kept = fs.readFileSync(place);
  let actual = await shot(page, part);
  let seen = await difference(actual, kept);
  for (let look = 0; look < LOOKS && seen.share > SHARE; look++) {
    await pause();
    actual = await shot(page, part);
    seen = await difference(actual, kept);
  }
  if (seen.share <= SHARE) return [];
  folder ??= fs.mkdtempSync(path.join(os.tmpdir(), "looks-"));
  const name = path.join(folder, path.basename(file, ".png"));
  fs.writeFileSync(`${name}.actual.png`, actual);
  fs.writeFileSync(`${name}.diff.png`, seen.picture);
  return [`${file}: ${(100 * seen.share).toFixed(2)} % of the pixels differ, see ${name}.actual.png and .diff.png`];
}

test.each(PAGES)("every main state looks as it was kept: %s", async (_, locale, colorScheme, themes, states) => {
  const here = await site.visit("functions.json", {
    locale,
    colorScheme,
    reducedMotion: "reduce",
    viewport: { width: 1440, height: 800 },
  });
  const { page } = here;
  const draw = await fixedFonts(page, site.address, locale);
  await page.clock.setFixedTime(new Date("2026-11-29T12:00:00"));
  await page.goto(`${site.address}workbench.html`);
  await opened(page);
  await draw();
  const complaints: string[] = [];
  for (const { name, part, come, at } of states) {
    await come(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      if (at !== undefined)
        await pane(page)
          .locator(at)
          .first()
          .evaluate((element) => element.scrollIntoView({ block: "center" }));
      for (const theme of themes) {
        await page.emulateMedia({ forcedColors: theme === "forced" ? "active" : "none" });
        complaints.push(...(await complaint(page, part, fileOf(name, locale, theme, width))));
      }
    }
    await page.setViewportSize({ width: 1440, height: 800 });
    await page.emulateMedia({ forcedColors: "none" });
  }
  expect(complaints).toEqual([]);
  expect(here.troubles).toEqual([]);
  await here.close();
});

test("what is kept is what is looked at, and is light to carry", () => {
  const kept = fs.readdirSync(KEPT);
  expect(kept.sort()).toEqual([...ALL_FILES].sort());
  const bytes = kept.reduce((sum, file) => sum + fs.statSync(path.join(KEPT, file)).size, 0);
  expect(bytes / 1e6).toBeLessThan(MOST_KEPT);
});
