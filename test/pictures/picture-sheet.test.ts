// A picture on a sheet shows, by formulas alone, what it shows in the pane; its chart stands over exactly these cells.
import "../../src/functions/fetched";
import { preset } from "../../src/data/presets";
import { areaOf } from "../../src/host/a1";
import type { CellValue, Host, SheetPlan } from "../../src/host/host";
import { pictureSheet } from "../../src/pictures/picture-sheet";
import { toldOf } from "../../src/pictures/picture";
import { pictureOf, PICTURES, type PictureName } from "../../src/pictures/pictures";
import { followCharts } from "../../src/sheets/chart-following";
import { openingResults } from "../../src/sheets/opening";
import { placesOf } from "../../src/sheets/preset-sheet";
import { openingWorkbook } from "../sheets/opening-workbook";
import { workbook } from "../review/workbook";

const STAMP = { addin: "1.0.0", dataset: "2026.1", hash: "0", date: "2026-11-29" };
const NAMES = ["COREWEAVE-LIKE", "TNP-2025", "STRESS-BEAR"];

/** What the chart's ranges hold below their headings: labels, and a column for each series. */
async function charted(picture: PictureName, one: string): Promise<{ labels: CellValue[]; series: CellValue[][] }> {
  const book = await workbook();
  const told = (name: string) => ({ preset: preset(name), own: false });
  const plan = pictureSheet({ picture, one: told(one), other: told("NEOCLOUD"), title: "Title" }, "Sheet", STAMP);
  await book.host.commit([plan]);
  const column = async (address: string): Promise<CellValue[]> =>
    (await book.host.read({ sheet: "Sheet", address })).values.slice(1).map(([value]) => value);
  const { labels = "", series = [] } = plan.chart ?? {};
  // A chart above its cells stands over none of them.
  expect(areaOf(labels).top).toBeGreaterThan(areaOf(plan.chart?.at ?? "").top + 15);
  return { labels: await column(labels), series: await Promise.all(series.map(column)) };
}

const close = (value: CellValue, witness: number): void =>
  expect(Math.abs(Number(value) - witness)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(witness)) + 1e-3);

const CASES = PICTURES.filter((picture) => picture !== "heat" && picture !== "monteCarlo").flatMap((picture) =>
  NAMES.map((name) => [picture, name] as const),
);

test.each(CASES)("%s of %s: the cells of the chart are the numbers of the picture", async (picture, name) => {
  const shown = await pictureOf(picture, preset(name), preset("NEOCLOUD"));
  if (typeof shown === "string" || shown.kind === "heat") throw new Error("no chart");
  const { labels, series } = await charted(picture, name);
  if (picture === "tornado") {
    // Bars begin at the value as it stands: on the sheet they are what a move adds.
    for (const [row, { values }] of shown.rows.entries())
      for (const [i, mark] of values.entries()) close(series[row][i], toldOf(mark, true) ?? NaN);
    return;
  }
  if (picture === "bridge") {
    // Every step stands there, the small ones too: from the first to the last they lead to the second scenario.
    const [column] = series;
    const last = Number(column[column.length - 1]);
    const sum = column.slice(0, -1).reduce((total: number, step) => total + Number(step), 0);
    expect(Math.abs(sum - last)).toBeLessThan(
      1e-9 * column.reduce((total: number, step) => total + Math.abs(Number(step)), 1),
    );
    close(column[0], toldOf(shown.rows[2].values[0], true) ?? NaN);
    close(last, toldOf(shown.rows[2].values[shown.labels.length - 1], true) ?? NaN);
    return;
  }
  // What is sold at the end is a second point of the last year in the pane, and part of it on the sheet.
  const end = picture === "cash" ? labels.length - 1 : labels.length;
  expect(end).toBeGreaterThan(2);
  // On the sheet the debt's years begin with the one in which it is drawn.
  const before = picture === "debt" ? 1 : 0;
  for (const [row, { values }] of shown.rows.entries())
    for (const [i, mark] of values.slice(0, end).entries()) {
      const told = toldOf(mark);
      if (told === null) expect(series[row][i + before]).toBeNull();
      else close(series[row][i + before], told);
    }
  if (picture === "cash") close(series[0][end], toldOf(shown.rows[0].values[shown.labels.length - 1]) ?? NaN);
});

test.each(NAMES)("%s: the grid on the sheet is the grid of the pane", async (name) => {
  const map = await pictureOf("heat", preset(name), preset("NEOCLOUD"));
  if (typeof map === "string" || map.kind !== "heat") throw new Error("no grid");
  const { series } = await charted("heat", name);
  for (const [i, row] of map.values.entries()) for (const [j, value] of row.entries()) close(series[j][i], value);
});

test("the spread on the sheet has the percentiles that the picture tells", async () => {
  const shown = await pictureOf("monteCarlo", preset("MARKET-2026"), preset("NEOCLOUD"));
  if (typeof shown === "string" || shown.kind === "heat") throw new Error("no chart");
  const { labels, series } = await charted("monteCarlo", "MARKET-2026");
  expect(labels).toHaveLength(101);
  const at = (share: number): number =>
    Number(series[0][labels.findIndex((label) => Math.abs(Number(label) - share) < 1e-9)]);
  const [low, mid, high] = [at(0.05), at(0.5), at(0.95)];
  for (const [i, value] of [low, mid, high].entries())
    expect(shown.points?.[i]?.says).toBe(
      new Intl.NumberFormat("en-US", {
        style: "currency",
        currency: "USD",
        notation: "compact",
        maximumSignificantDigits: 3,
      })
        .format(value)
        .replace("-", "−"),
    );
});

test("a scenario of one's own is named by the name of its cells", () => {
  const told = { preset: { ...preset("TNP-2025"), name: "MyDeal" }, own: true };
  const plan = pictureSheet({ picture: "cash", one: told, other: told, title: "Title" }, "Sheet", STAMP);
  expect(JSON.stringify(plan.cells)).toContain("GPUCASHFLOW(MyDeal,");
});

test("charts over what spills follow its years: on the sheet that opens, and of a picture of one's own scenario", async () => {
  const book = await workbook();
  const [start, payback, ...others] = openingWorkbook(new Date(2026, 10, 29));
  const row = payback.cells.findIndex(([, key]) => key === "horizon");
  const own = { preset: { ...preset("TNP-2025"), name: "MyDeal" }, own: true };
  const pictures = (["cash", "debt"] as const).map((picture) =>
    pictureSheet({ picture, one: own, other: own, title: picture }, picture, STAMP),
  );
  await book.host.commit([start, payback, ...others]);
  const { scenario } = placesOf(preset("TNP-2025"), openingResults(preset("TNP-2025")));
  await book.host.define({ name: "MyDeal", sheet: payback.name, address: scenario });
  await book.host.commit(pictures);
  book.type({ [`${payback.name}!C${row + 1}`]: 4 });
  const drawn = new Map<string, string>();
  const host: Host = {
    ...book.host,
    redraw: (sheet, { labels, series }) => Promise.resolve(void drawn.set(sheet, [labels, ...series].join())),
  };
  await followCharts(host, await host.manifests(), new Map());
  const columns = ({ manifest }: SheetPlan, drawnColumns: string): string => {
    const first = areaOf(manifest?.range ?? "").top + 1;
    // The headings, the year in which all is paid, and four more.
    return [...drawnColumns].map((column) => `${column}${first}:${column}${first + 5}`).join();
  };
  expect([...drawn]).toEqual([
    ["Start", columns(start, "AB")],
    ["cash", columns(pictures[0], "AB")],
    ["debt", columns(pictures[1], "ABC")],
  ]);
});

test("the sheet that the workbench opens on answers from the assumptions beside it, and moves with them", async () => {
  const book = await workbook();
  await book.host.commit(openingWorkbook(new Date(2026, 10, 29)));
  const read = async (address: string): Promise<CellValue> =>
    (await book.host.read({ sheet: "Start", address })).values[0][0];
  // The article: 1.5 billion over 16,000 x 9.40 x 8,760 a year, in years of 360 days; 0.7 billion of Amazon's 2025.
  const yearly = (16000 * 9.4 * 8760) / 1.5e9;
  close(await read("A6"), 360 / yearly);
  close(await read("B6"), yearly);
  close(await read("D6"), 0.7e9);
  const sheet = (await book.host.read({ sheet: "Payback", address: "A1:C60" })).values;
  const rate = sheet.findIndex(([, key]) => key === "rate") + 1;
  book.type({ [`Payback!C${rate}`]: 4.7 });
  close(await read("A6"), 720 / yearly);
});
