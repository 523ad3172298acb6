// Draws every icon of the manifest from its SVG: node assets/draw.cjs. Run by hand when a drawing changes; the PNGs are kept.
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const ADDIN_SIZES = [16, 32, 64, 80, 128];
const BUTTON_SIZES = [16, 32, 80];

async function draw() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
    ],
  });
  const page = await browser.newPage();
  for (const file of fs.readdirSync(__dirname).filter((name) => name.endsWith(".svg"))) {
    const name = path.basename(file, ".svg");
    const svg = fs.readFileSync(path.join(__dirname, file), "utf8");
    for (const size of name === "icon" ? ADDIN_SIZES : BUTTON_SIZES) {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(
        `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
      );
      await page.screenshot({ path: path.join(__dirname, `${name}-${size}.png`), omitBackground: true });
    }
  }
  await browser.close();
}

draw();
