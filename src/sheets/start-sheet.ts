// The sheet that the workbench opens on: four answers at once, the curve behind them, and what to try next. All of it follows the assumptions on the sheet beside.
import { preset } from "../data/presets";
import { qualified } from "../host/a1";
import type { SheetPlan } from "../host/host";
import { texts } from "../languages";
import { pictureTexts } from "../languages/pictures";
import { MAX_YEARS } from "../model/keys";
import { ASSUMPTION, HEADER, paragraph, QUIET, type RangeStyle, type Row, SECTION, TITLE } from "./block";
import { openingResults, openingScenario } from "./opening";
import { placesOf } from "./preset-sheet";
import { spilled, spilledRange } from "./spilled-chart";
import type { Stamp } from "./stamp";

const words = pictureTexts.start;

const TILES = [
  { id: "payback", format: '#,##0 "{days}"' },
  { id: "capexYield", format: "0.00" },
  { id: "npv", format: '$#,##0.00,,,"B"' },
  { id: "shorterLives2025", format: '$#,##0.00,,,"B"' },
] as const;

/** What is tried: a number to type over, and a formula that reads it and answers. */
const TRIES = [
  {
    id: "rent",
    given: 4.7,
    look: "$0.00",
    formula: (given: string) => `=GPUPAYBACK(,,${given})`,
    format: '#,##0 "{days}"',
  },
  {
    id: "breakeven",
    given: 0.15,
    look: "0%",
    formula: (given: string) => `=GPUBREAKEVEN("rate",${given})`,
    format: "$0.00",
  },
  {
    id: "figure",
    given: 2024,
    look: "0",
    formula: (given: string) => `=CAPEXDATA("AMZN","aws_operating_income",${given})`,
    format: "#,##0",
  },
] as const;

const worded = (format: string): string => format.replace("{days}", words.days);

const COLUMNS = ["A", "B", "C", "D"];
const CHART_ROWS = 19;

export function startSheet(name: string, scenario: string, stamp: Stamp): SheetPlan {
  const own = preset("TNP-2025");
  const results = openingResults(own);
  const places = placesOf(own, results);
  const onScenario = (address: string): string => qualified({ sheet: scenario, address });
  const given = onScenario(places.scenario);
  const head: Row[] = [[words.title], ...paragraph(words.about(scenario)), []];
  const tiles = head.length + 1;
  const tries = tiles + 5;
  const chart = tries + TRIES.length + 1;
  const numbers = chart + CHART_ROWS;
  const years = (own.parameters.find(({ key }) => key === "horizon")?.value ?? MAX_YEARS) + 1;
  const cells: Row[] = [
    ...head,
    TILES.map(({ id }) => words.tiles[id].label),
    TILES.map(({ id }) => ({ formula: `=${onScenario(places.result(id))}` })),
    TILES.map(({ id }) => words.tiles[id].note),
    [],
    [words.tries.title, words.tries.given, words.tries.answer, words.tries.formula],
    ...TRIES.map(({ id, given, formula }, at): Row => {
      const text = formula(`B${tries + at}`);
      return [words.tries[id], given, { formula: text }, text];
    }),
    [],
    ...new Array<Row>(CHART_ROWS).fill([]),
    [words.year, words.toDate],
    [{ formula: `=GPUCASHFLOW(${given},,,"year")` }, { formula: `=GPUCASHFLOW(${given},,,"cumulative")` }],
  ];
  const styles: RangeStyle[] = [
    { range: "A1", ...TITLE, fontSize: 18 },
    { range: `A2:A${head.length}`, ...QUIET },
    { range: `A${tiles}:D${tiles}`, ...HEADER },
    { range: `A${tiles + 1}:D${tiles + 1}`, bold: true, fontSize: 22, align: "left", color: "#0b6a65" },
    { range: `A${tiles + 2}:D${tiles + 2}`, ...QUIET, wrap: true },
    ...TILES.map(({ format }, at): RangeStyle => ({
      range: `${COLUMNS[at]}${tiles + 1}`,
      numberFormat: worded(format),
    })),
    { range: `A${tries - 1}`, ...SECTION },
    { range: `B${tries - 1}:D${tries - 1}`, ...QUIET },
    ...TRIES.flatMap(({ look, format }, at): RangeStyle[] => [
      { range: `B${tries + at}`, ...ASSUMPTION, align: "left", numberFormat: look },
      { range: `C${tries + at}`, bold: true, align: "left", numberFormat: worded(format) },
    ]),
    { range: `A${numbers}:B${numbers}`, ...HEADER },
    { range: `B${numbers + 1}:B${numbers + MAX_YEARS + 1}`, numberFormat: "#,##0" },
  ];
  return {
    name,
    cells,
    widths: [34, 34, 34, 34],
    styles,
    chart: {
      kind: "line",
      title: words.curve,
      ...spilledRange(numbers, years + 1, 1),
      at: `A${chart}`,
    },
    manifest: spilled({ name, cells, top: numbers, drawn: 1 }, stamp),
  };
}

/** What the workbench opens with: this sheet, and the scenario that it reads. */
export function startSheets(stamp: Stamp): SheetPlan[] {
  const scenario = openingScenario(texts.opening.scenario, stamp);
  return [startSheet(words.sheet, scenario.name, stamp), scenario];
}
