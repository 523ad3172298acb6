// The same letters on every machine: the fonts that the pages name are served from node_modules, under the names that the pages use.
import fs from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";

/** What the pages, the grid's canvas and the pictures ask for first. */
const NAMES = ["Segoe UI", "Consolas", "Roboto", "Helvetica Neue", "system-ui"];
const FOLDER = "kept-fonts/";

interface Face {
  readonly file: string;
  readonly range: string;
}

/** The faces of a package's style sheet, each with the letters that it has. */
function facesOf(name: string): Face[] {
  const css = require.resolve(`${name}/index.css`);
  const faces = fs
    .readFileSync(css, "utf8")
    .matchAll(/url\(\.\/files\/([^)]+\.woff2)\)[^}]*?unicode-range:\s*([^;}]+)/g);
  return [...faces].map(([, file, range]) => ({ file: path.join(path.dirname(css), "files", file), range }));
}

/** Every Chinese letter of the pages' own words. */
function chinese(): string {
  const folder = path.resolve(__dirname, "../../src/languages/zh-CN");
  const texts = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
  return [...new Set(texts.join("").match(/[\u3000-\u9fff\uff00-\uffef]/g) ?? [])].join("");
}

/** To be called before the page is opened; what it gives waits until the letters are there. */
export async function fixedFonts(page: Page, address: string, locale: string): Promise<() => Promise<void>> {
  const letters = `Aa0 ${locale === "zh-CN" ? chinese() : "中文"}`;
  // Of two faces that have a letter, the later is taken.
  const faces = [...facesOf("@fontsource-variable/noto-sans-sc"), ...facesOf("@fontsource-variable/noto-sans")];
  const files = new Map(faces.map(({ file }) => [path.basename(file), file]));
  await page.route(`${address}${FOLDER}*`, (route) =>
    route.fulfill({ path: files.get(path.basename(new URL(route.request().url()).pathname)) }),
  );
  const wanted = faces.map(({ file, range }) => ({ file: path.basename(file), range }));
  await page.addInitScript(
    ({ names, folder, wanted }) => {
      for (const name of names)
        for (const { file, range } of wanted)
          document.fonts.add(new FontFace(name, `url(/${folder}${file})`, { weight: "100 900", unicodeRange: range }));
    },
    { names: NAMES, folder: FOLDER, wanted },
  );
  return async () => {
    await page.evaluate(
      async ({ names, letters }) => {
        await Promise.all(names.map((name) => document.fonts.load(`14px "${name}"`, letters)));
        // What a canvas has drawn before is drawn again.
        window.dispatchEvent(new Event("resize"));
      },
      { names: NAMES, letters },
    );
  };
}
