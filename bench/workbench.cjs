// The built workbench in Chromium, for what only a page does.
const { existsSync } = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");
const { createServer, listen } = require("../src/workbench/serve.cjs");

const DIST = path.resolve(__dirname, "..", process.env.ADDIN_DIST ?? "dist");
const CHROMIUMS = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const PATIENCE = 600_000;
const FLAGS = ["--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc"];

/** A browser, and where it finds the built files. */
async function browsing() {
  const server = createServer(DIST);
  const address = `http://localhost:${await listen(server, 0)}/`;
  const executablePath = CHROMIUMS.find((file) => file !== undefined && existsSync(file));
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const close = async () => {
    await browser.close();
    server.close();
    server.closeAllConnections();
  };
  return { browser, address, close };
}

/** An open page with its pane; its process ends with ours. */
async function workbench() {
  const { browser, address } = await browsing();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${address}workbench.html`);
  await page.waitForFunction(() => window.workbench !== undefined && document.querySelector(".o-grid") !== null);
  return page;
}

/** A new sheet of the page with these lines of cells, pasted in one go. */
const pasted = (page, columns, lines) =>
  page.evaluate(
    ({ columns, lines }) => {
      const { model } = window.workbench;
      const sheetId = "many";
      model.dispatch("CREATE_SHEET", { sheetId, name: "Many", position: 1, rows: lines.length + 10, cols: columns });
      model.dispatch("ACTIVATE_SHEET", { sheetIdFrom: model.getters.getActiveSheetId(), sheetIdTo: sheetId });
      const target = [{ left: 0, right: 0, top: 0, bottom: 0 }];
      model.dispatch("PASTE_FROM_OS_CLIPBOARD", { target, clipboardContent: { text: lines.join("\n") } });
      model.getters.getEvaluatedCell({ sheetId, col: 0, row: 0 });
    },
    { columns, lines },
  );

/** The time that a work takes on the page, that of one processor, and by how much its heap is larger after it. */
async function timed(page, work) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const told = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
    return { processor: of("ThreadTime"), memory: of("JSHeapUsedSize") };
  };
  return async () => {
    await page.evaluate(() => window.gc());
    const before = await told();
    const start = performance.now();
    await work();
    const time = performance.now() - start;
    const after = await told();
    return { time, processor: 1000 * (after.processor - before.processor), memory: after.memory - before.memory };
  };
}

module.exports = { browsing, pasted, timed, workbench };
