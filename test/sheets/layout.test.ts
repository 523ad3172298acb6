// How the sheets that we write are laid out: read from their plans, in both languages.
import { areaOf, columnsOf } from "../../src/host/a1";
import type { SheetPlan } from "../../src/host/host";
import { preset, PRESET_FILES } from "../../src/data/presets";
import { speak } from "../../src/languages/chosen";
import { HEADER, widthOf } from "../../src/sheets/block";
import { ledgerSheet } from "../../src/sheets/claim-lines";
import { comparisonSheet, METRICS } from "../../src/sheets/comparison-sheet";
import { figuresSheet } from "../../src/sheets/dataset-sheet";
import { firstRequest } from "../../src/sheets/figures";
import { openingSheets } from "./opening-workbook";
import { scenarioSheets } from "../../src/sheets/scenario-sheets";
import { stampOf } from "../../src/sheets/stamp";
import { wallSheet } from "../../src/sheets/wall-sheet";

const TODAY = new Date(2026, 10, 29);
const STAMP = stampOf(TODAY);
const LANGUAGES = ["en", "zh-CN"] as const;
const CASH = PRESET_FILES.filter(({ kind }) => kind === "cash").map(({ name }) => name);

function everySheet(): SheetPlan[] {
  const scenarios = PRESET_FILES.flatMap(({ name }) => {
    const { names, plans } = scenarioSheets(preset(name), STAMP);
    return plans(names);
  });
  const figures = (["long", "wide"] as const).flatMap((form) =>
    ["AMZN", "MSFT", "ORCL"].map((entity) =>
      figuresSheet({ ...firstRequest(entity), form, chart: form === "wide" }, `${entity} ${form}`, STAMP),
    ),
  );
  const comparisons = METRICS.map((metric) =>
    comparisonSheet(CASH.map(preset), metric, `Comparison, ${metric}`, STAMP),
  );
  const others = [ledgerSheet("Ledger", STAMP), wallSheet("Wall", STAMP)];
  return [openingSheets(TODAY), scenarios, figures, comparisons, others].flat();
}

afterEach(() => speak("en"));

describe.each(LANGUAGES)("in %s", (language) => {
  beforeEach(() => speak(language));

  test("no heading is cut: it fits its column, or what is beside it is empty", () => {
    const cut = everySheet().flatMap(({ name, cells, widths = [], styles = [], table }) =>
      styles
        .filter(({ fill, bold }) => fill === HEADER.fill && bold)
        .flatMap(({ range }) => {
          const { top, left, bottom, right } = areaOf(range);
          const headings = cells
            .slice(top, bottom + 1)
            .flatMap((row) =>
              row
                .slice(left, right + 1)
                .map((cell, at) => ({ cell, column: left + at, next: row[left + at + 1] ?? null })),
            );
          // The filter of a table stands in the cell.
          const filter = table !== undefined && areaOf(table.range).top === top ? 3 : 0;
          return headings.flatMap(({ cell, column, next }) =>
            typeof cell !== "string" ||
            (next === null && filter === 0) ||
            widthOf(cell) + filter <= (widths[column] ?? 9)
              ? []
              : [[name, cell, widthOf(cell) + filter, widths[column]]],
          );
        }),
    );
    expect(new Set(cut.map((each) => JSON.stringify(each)))).toEqual(new Set());
  });

  test("no chart covers a cell that holds something, or the rows into which an answer spills", () => {
    const charts = everySheet().flatMap(({ name, chart, cells, widths = [] }) => {
      if (chart === undefined) return [];
      const { top, left } = areaOf(chart.at);
      // The larger of two charts: 620 x 320 pixels in the workbench, 480 x 288 in Excel, over its lowest rows.
      const bottom = top + Math.ceil(320 / 20);
      let right = left;
      for (let covered = 0; covered < 620; right++) covered += 7 * (widths[right] ?? 9) + 5;
      const under = cells.slice(top, bottom).flatMap((row) => row.slice(left, right).filter((cell) => cell !== null));
      const drawn = areaOf(chart.labels).top;
      return [
        [
          name,
          under,
          drawn >= bottom || left > columnsOf(areaOf(`A1:${chart.series.at(-1)?.split(":")[1] ?? ""}`)) - 1,
        ],
      ];
    });
    expect(charts.length).toBeGreaterThan(10);
    expect(charts.filter(([, under, apart]) => apart !== true || (Array.isArray(under) && under.length > 0))).toEqual(
      [],
    );
  });
});

test("a comparison shows what each scenario comes to before what it assumes", () => {
  for (const metric of METRICS) {
    const { cells, frozenRows = 0 } = comparisonSheet(CASH.map(preset), metric, "Comparison", STAMP);
    const rowOf = (label: string) => cells.findIndex(([first]) => first === label);
    const [results, assumptions] = [rowOf("Result"), rowOf("Assumption")];
    expect(results).toBeGreaterThan(0);
    expect(assumptions).toBe(results + METRICS.length + 2);
    expect(cells[results].filter((cell) => CASH.includes(String(cell)))).toEqual(CASH);
    expect(frozenRows).toBe(results + 1);
  }
});

test.each(CASH)("the grid of %s marks the one cell where rent and utilization are the scenario's own", (name) => {
  const { names, plans } = scenarioSheets(preset(name), STAMP);
  const { cells, styles = [] } = plans(names)[2];
  const shares = (label: string) =>
    cells
      .find(([first]) => first === label)
      ?.slice(1)
      .map((cell) => /\*([\d.]+)$/.exec(JSON.stringify(cell).replace(/"}$/, ""))?.[1]) ?? [];
  const header = cells.length;
  const marked = styles.filter(({ fill }) => fill === "#fff4ce").map(({ range }) => areaOf(range));
  const cell = marked.filter(({ top, left }) => top >= header && left > 0);
  expect(cell).toHaveLength(1);
  expect(shares("Rent of a GPU-hour")[cell[0].top - header]).toBe("1");
  expect(shares("Utilization")[cell[0].left - 1]).toBe("1");
  expect(marked.map(({ top, left }) => [top, left])).toEqual(
    expect.arrayContaining([
      [header - 1, cell[0].left],
      [cell[0].top, 0],
    ]),
  );
});
