// A picture as a sheet of the workbook: its numbers as formulas of ours over the scenario, and a native chart that follows them.
import { columnName } from "../host/a1";
import type { Preset } from "../data/presets";
import type { Cell, Chart, SheetPlan } from "../host/host";
import { inWords } from "../languages";
import { pictureTexts } from "../languages/pictures";
import { present } from "../model/errors";
import { type Key, KEYS, MAX_YEARS, type Scenario } from "../model/keys";
import { valueOf } from "../model/scenario";
import { ASSUMPTION, HEADER, paragraph, QUIET, type RangeStyle, type Row, TITLE } from "../sheets/block";
import { spilled, spilledRange } from "../sheets/spilled-chart";
import { scenarioOf } from "../sheets/own-scenario";
import { type Stamp, stamped } from "../sheets/stamp";
import { awsPicture, AWS_FIELDS } from "./capex-and-income";
import { axesOf } from "./heat-map";
import { SEED, TRIALS, uncertainIn } from "./monte-carlo-histogram";
import { differing } from "./npv-bridge";
import { toldOf } from "./picture";
import type { PictureName } from "./pictures";
import { pricePicture } from "./price-over-time";
import { SWING, widestBars } from "./tornado-bars";
import { LIVES } from "./two-lives";

const words = pictureTexts;

/** A scenario as a formula names it: a preset by its name in quotes, one of the person's own by the name of its cells. */
export interface Told {
  readonly preset: Preset;
  readonly own: boolean;
}

/** What stands below the chart: headings, rows that the chart shows, and what they stand on beside. */
interface Numbers {
  readonly headings: Row;
  /** Words over headings that an answer has of its own. */
  readonly above?: Row;
  readonly rows: readonly Row[];
  readonly kind: Chart["kind"];
  /** So many columns after the labels are drawn. */
  readonly drawn: number;
  /** So many rows, where a formula spills further than it is written. */
  readonly length?: number;
  /** Every column is spilled by the one formula at its top, over as many years as there are: the chart follows. */
  readonly follows?: boolean;
  readonly styles?: readonly RangeStyle[];
  readonly format?: string;
}

const CHART_ROWS = 18;
/** GPUMONTECARLO answers at every hundredth. */
const SHARES = 100;
const MONEY = "#,##0";

const called = ({ preset, own }: Told): string => (own ? preset.name : `"${preset.name}"`);

type Maker = (scenario: Scenario, given: string, top: number) => Numbers;

const cash: Maker = ({ horizon }, given) => ({
  headings: [words.cash.years, words.cash.toDate],
  rows: [[{ formula: `=GPUCASHFLOW(${given},,,"year")` }, { formula: `=GPUCASHFLOW(${given},,,"cumulative")` }]],
  kind: "line",
  drawn: 1,
  length: Math.ceil(horizon) + 1,
  follows: true,
});

/** The words for the key in a cell, whichever of these it becomes. */
const labelIn = (cell: string, keys: readonly Key[]): string =>
  keys.reduceRight((rest, key) => `IF(${cell}="${key}","${inWords(KEYS[key].label)}",${rest})`, cell);

const tornado: Maker = (scenario, given, top) => {
  const bars = widestBars(scenario);
  const keys = bars.map(({ key }) => key);
  const table: Cell = { formula: `=GPUTORNADO("npv",${SWING},"${keys.join(";")}",${given})` };
  return {
    headings: [words.tornado.assumption, words.tornado.down, words.tornado.up, null, ...words.sheet.bars],
    rows: bars.map((_, i) => {
      const row = top + 1 + i;
      return [
        { formula: `=${labelIn(`E${row + 1}`, keys)}` },
        { formula: `=F${row + 1}-G${row + 1}` },
        { formula: `=H${row + 1}-G${row + 1}` },
        null,
        ...(i === 0 ? [table] : []),
      ];
    }),
    kind: "column",
    drawn: 2,
  };
};

const heat: Maker = (scenario, given, top) => {
  const { rents, utilizations } = axesOf(scenario);
  const last = top + utilizations.length;
  const beyond = columnName(rents.length + 2);
  const grid = `GPUSENSITIVITY("npv","utilization",$A$${top + 1}:$A$${last},"rate",$${beyond}$${top + 1}:$${beyond}$${top + rents.length},${given})`;
  const base = `${columnName(rents.indexOf(scenario.rate) + 1)}${top + 1 + utilizations.indexOf(scenario.utilization)}`;
  return {
    headings: [inWords(KEYS.utilization.label), ...rents.map((rent) => `${Number(rent.toPrecision(3))} $`)],
    rows: rents.map((rent, i) => {
      const utilization = utilizations[i];
      const line = rents.map((_, j): Cell => ({ formula: `=INDEX(${grid},${i + 2},${j + 2})` }));
      return [utilization ?? null, ...(utilization === undefined ? rents.map(() => null) : line), null, rent];
    }),
    length: utilizations.length,
    kind: "line",
    drawn: rents.length,
    styles: [
      { range: `A${top + 1}:A${last}`, numberFormat: "0%", ...ASSUMPTION },
      { range: base, bold: true, fill: "#ffe9a8" },
    ],
  };
};

const monteCarlo: Maker = (scenario, given, top) => {
  const lines = uncertainIn(scenario).map(({ key, distribution }): Row =>
    distribution.kind === "triangular"
      ? [null, null, null, key, distribution.kind, distribution.low, distribution.mode, distribution.high]
      : [],
  );
  const last = top + lines.length;
  return {
    above: words.sheet.percentiles,
    headings: [
      { formula: `=GPUMONTECARLO("npv",D${top + 1}:H${last},${TRIALS},${SEED},"percentiles",${given})` },
      null,
      null,
      ...words.sheet.distributions,
    ],
    rows: lines,
    kind: "line",
    drawn: 1,
    length: SHARES + 1,
    styles: [
      { range: `F${top + 1}:H${last}`, ...ASSUMPTION, numberFormat: "0.00##" },
      { range: `A${top + 1}:A${top + SHARES + 1}`, numberFormat: "0%" },
    ],
  };
};

/** 1, 2, 3 and so on. */
const upTo = (length: number): readonly number[] => Array.from({ length }, (_, i) => i + 1);

const debt: Maker = ({ horizon }, given) => ({
  headings: [words.debt.year, words.debt.cfads, words.debt.service],
  rows: [["year", "cfads", "service"].map((output): Cell => ({ formula: `=GPUDEBT(${given},,,"${output}")` }))],
  kind: "column",
  drawn: 2,
  length: Math.ceil(horizon) + 1,
  follows: true,
});

// The facility keeps its life, which else would follow the horizon.
const lives: Maker = ({ facilityLife }, given) => ({
  headings: [words.lives.year, ...LIVES.map((life) => words.lives.life(String(life)))],
  rows: upTo(LIVES[0]).map((year) => [
    year,
    ...LIVES.map((life): Cell => ({
      formula: `=0-INDEX(GPUCASHFLOW(${given},"itLife=${life};horizon=${LIVES[0]};facilityLife=${facilityLife}",,"depreciation"),${year + 1})`,
    })),
  ]),
  kind: "column",
  drawn: 2,
});

/** Keys and values of the second scenario stand beside: each line takes one more of them over the first. */
function bridge(one: Told, first: Scenario, other: Told, second: Scenario, top: number): Numbers {
  const [from, to] = [called(one), called(other)];
  const keys = differing(first, second);
  const start = top + 2;
  const over = (last: number): string => (last < start ? "" : `,$D$${start}:$E$${last}`);
  const npv = (last: number): string => `GPUNPV(,${from}${over(last)})`;
  return {
    headings: [words.bridge.step, words.bridge.npv, null, words.sheet.key, words.sheet.value],
    rows: [
      [one.preset.name, { formula: `=${npv(0)}` }],
      ...keys.map((key, i): Row => {
        const row = start + i;
        const step = { formula: `=${npv(row)}-${npv(row - 1)}` };
        return [inWords(KEYS[key].label), step, null, key, valueOf(second, key)];
      }),
      [other.preset.name, { formula: `=GPUNPV(,${to})` }],
    ],
    kind: "column",
    drawn: 1,
    styles: [{ range: `E${start}:E${start + keys.length}`, ...ASSUMPTION, numberFormat: "General" }],
  };
}

function aws(): Numbers {
  const { labels, rows } = awsPicture();
  return {
    headings: [words.aws.year, ...rows.map(({ name }) => name)],
    rows: labels.map((year) => [
      Number(year),
      ...AWS_FIELDS.map((field): Cell => ({ formula: `=CAPEXDATA("AMZN","${field}",${year})` })),
    ]),
    kind: "column",
    drawn: rows.length,
  };
}

function prices(): Numbers {
  const { labels, rows } = pricePicture();
  return {
    headings: [words.prices.month, ...rows.map(({ name }) => name)],
    rows: labels.map((month, i) => [month, ...rows.map(({ values }) => toldOf(values[i] ?? null))]),
    kind: "line",
    drawn: rows.length,
    format: "0.00",
  };
}

const OF_ONE = { cash, tornado, heat, monteCarlo, debt, lives } satisfies Partial<Record<PictureName, Maker>>;

function numbersOf(picture: PictureName, one: Told, other: Told, top: number): Numbers {
  if (picture === "aws") return aws();
  if (picture === "prices") return prices();
  // What is no scenario has no picture to be put on a sheet.
  const [first, second] = [one, other].map(({ preset }) => present(scenarioOf(preset) ?? undefined));
  return picture === "bridge" ? bridge(one, first, other, second, top) : OF_ONE[picture](first, called(one), top);
}

/** A new sheet with a picture that there is. */
export function pictureSheet(
  { picture, one, other, title }: { picture: PictureName; one: Told; other: Told; title: string },
  name: string,
  stamp: Stamp,
): SheetPlan {
  const about = picture === "prices" ? words.sheet.typed : words.sheet.about;
  const head: Row[] = [[title], ...paragraph(about), [stamped(stamp)], []];
  const top = head.length + CHART_ROWS + 1;
  const numbers = numbersOf(picture, one, other, top);
  const { headings, rows, kind, drawn, length = rows.length, styles = [], format = MONEY, above = [] } = numbers;
  // Whatever the horizon becomes, its numbers look alike.
  const last = top + (numbers.follows === true ? MAX_YEARS + 1 : length);
  const cells = [...head, ...new Array<Row>(CHART_ROWS - 1).fill([]), above, headings, ...rows];
  const width = columnName(Math.max(headings.length, drawn + 1) - 1);
  return {
    name,
    cells,
    widths: [34, ...new Array<number>(8).fill(20)],
    styles: [
      { range: "A1", ...TITLE },
      { range: `A2:A${head.length - 1}`, ...QUIET },
      { range: `A${top}:${width}${top}`, ...HEADER },
      ...above.map((_, i) => ({ range: `${columnName(i)}${top - 1}`, ...HEADER })),
      { range: `B${top + 1}:${columnName(drawn)}${last}`, numberFormat: format },
      ...styles,
    ],
    chart: {
      kind,
      title,
      ...spilledRange(top, length + 1, drawn),
      at: `A${head.length + 1}`,
    },
    ...(numbers.follows === true ? { manifest: spilled({ name, cells, top, drawn }, stamp) } : {}),
  };
}
