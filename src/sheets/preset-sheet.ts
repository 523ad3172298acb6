// A preset as sheets: results by formulas over its assumptions with their units and sources; its cash flow beside them.

import { columnName, qualified } from "../host/a1";
import type { Parameter, Preset } from "../data/presets";
import type { Cell, SheetPlan } from "../host/host";
import { texts, type Words } from "../languages";
import { ASSUMPTION, formatOf, HEADER, paragraph, QUIET, TITLE } from "./block";
import type { RangeStyle, Row } from "./block";
import { imprint, marksOf } from "./imprint";
import { neverWithin, orNever, PAYBACK_AFTER_TAX } from "./payback";
import { type Stamp, stamped } from "./stamp";

/** A line of the results; the formula names assumptions by their keys in braces, and all of a cash preset's as {scenario}. */
export interface Result {
  /** Its label and note stand under this id in every language. */
  readonly id: keyof Words["results"];
  readonly formula: string;
  readonly unit: string;
  readonly format: string;
}

/** Money in whole dollars, but of a preset for a single dollar of cost. */
const WHOLE = "#,##0";
const wholeOf = ({ parameters }: Preset): string =>
  (parameters.find(({ key }) => key === "capex")?.value ?? Infinity) < 1000 ? "#,##0.00" : WHOLE;

const RENTAL = "{gpus}, {rate}, {utilization}";
const FIRST_YEAR_OPEX =
  "{annualOpex}+IF({opexFromYear}<=1,{gpus}*({otherOpexPerGpu}+{kwPerGpu}*{pue}*{hoursPerYear}*{pricePerKwh}),0)";
const payback = (basis: string) =>
  `=${orNever(
    `GPUPAYBACK({capex}, ${RENTAL}, ${FIRST_YEAR_OPEX}, {priceDecline}, {rampMonths}, , ${basis}, "days", {hoursPerYear})`,
    `"${texts.never.ever}"`,
  )}`;

const CASH_RESULTS: readonly Result[] = [
  {
    id: "mixedRent",
    formula: "=GPURATE({rateOnDemand:rateThreeYears}, {mixOnDemand:mixThreeYears})",
    unit: "$/GPU-hour",
    format: "0.00####",
  },
  {
    id: "yearRevenue",
    formula: `=GPUREVENUE(${RENTAL}, {hoursPerYear})`,
    unit: "$/year",
    format: WHOLE,
  },
  {
    id: "capexYield",
    formula: `=GPUYIELD({capex}, ${RENTAL}, ${FIRST_YEAR_OPEX}, {hoursPerYear})`,
    unit: "$/$/year",
    format: "0.000000",
  },
  {
    id: "payback",
    formula: payback("{basis}"),
    unit: "days",
    format: "0.000000",
  },
  {
    id: "calendarPayback",
    formula: payback("3"),
    unit: "days",
    format: "0.000000",
  },
  {
    id: "paybackAfterTax",
    formula: `=${orNever(PAYBACK_AFTER_TAX, neverWithin("{horizon}"))}`,
    unit: "days",
    format: "0.000000",
  },
  {
    id: "npv",
    formula: "=GPUNPV(, {scenario})",
    unit: "$",
    format: WHOLE,
  },
  {
    id: "irr",
    formula: "=GPUIRR({scenario})",
    unit: "fraction/year",
    format: "0.00%",
  },
  {
    id: "multiple",
    formula: "=GPUMULTIPLE({scenario})",
    unit: "$/$",
    format: "0.000000",
  },
];

const DEPRECIATION_RESULTS: readonly Result[] = [
  {
    id: "grossCost",
    formula: "=DEPRECIATIONBASE(-{effectShorterLife}, {oldLife}, {newLife})",
    unit: "$",
    format: WHOLE,
  },
  {
    id: "firstYearDepreciation",
    formula: "=DEPRECIATIONDELTA(DEPRECIATIONBASE(-{effectShorterLife}, {oldLife}, {newLife}), {oldLife}, {newLife})",
    unit: "$",
    format: WHOLE,
  },
  {
    id: "operatingIncome2025",
    formula: "={effectLongerLife}-{retirement2025}+{effectShorterLife}",
    unit: "$",
    format: WHOLE,
  },
];

const POT = "({MSFT}+{GOOG}+{META}+{AMZN})";

const PUBLISHED_RESULTS: readonly Result[] = [
  {
    id: "pot",
    formula: `=${POT}`,
    unit: "USD billion",
    format: "#,##0.0",
  },
  {
    id: "announced",
    formula: "={MSFT}+{GOOG}+{META}+{amazonTotal}",
    unit: "USD billion",
    format: "#,##0.0",
  },
  {
    id: "tenYearOutput",
    formula: `=${POT}*{multiple}`,
    unit: "USD billion",
    format: "#,##0.0",
  },
  {
    id: "outputIfPricesFall",
    formula: `=${POT}*{softMultiple}`,
    unit: "USD billion",
    format: "#,##0.0",
  },
  {
    id: "revenueNeeded",
    formula: `=CAPEXREVENUENEEDED(${POT}*1000000000)/1000000000`,
    unit: "USD billion/year",
    format: "#,##0.0",
  },
  {
    id: "it2024",
    formula: "={ai2024}+{general2024}",
    unit: "USD billion",
    format: "#,##0.00",
  },
  {
    id: "aiGrowth2024",
    formula: "={ai2024}/{ai2023}-1",
    unit: "fraction",
    format: "0.0%",
  },
  {
    id: "capex2024",
    formula: "={ai2024}+{general2024}+{other2024}",
    unit: "USD billion",
    format: "#,##0.00",
  },
  {
    id: "ai2025",
    formula: "={total2025High}*{awsShare2025}*{aiShare2025}",
    unit: "USD billion",
    format: "#,##0.00",
  },
  {
    id: "shortfall2023",
    formula: "=1-{actual2023}/{forecast2023}",
    unit: "fraction",
    format: "0.0%",
  },
  {
    id: "shortfall2024",
    formula: "=1-{actual2024}/{forecast2024}",
    unit: "fraction",
    format: "0.0%",
  },
  {
    id: "forecastGrowth2024",
    formula: "={forecast2024}/{forecast2023}-1",
    unit: "fraction",
    format: "0.0%",
  },
  {
    id: "actualGrowth2024",
    formula: "={actual2024}/{actual2023}-1",
    unit: "fraction",
    format: "0.0%",
  },
];

/** The results whose assumptions the preset holds. */
export function resultsOf(preset: Preset): readonly Result[] {
  const known = new Set([...preset.parameters, ...preset.facts].map((parameter) => parameter.key));
  if (preset.kind === "cash") known.add("scenario");
  return [...CASH_RESULTS, ...DEPRECIATION_RESULTS, ...PUBLISHED_RESULTS].filter((result) =>
    keysIn(result.formula).every((key) => known.has(key)),
  );
}

const keysIn = (formula: string): string[] => [...formula.matchAll(/[{:](\w+)(?=[}:])/g)].map((match) => match[1]);

const WIDTHS = [18, 18, 17, 11, 90];
const LEAST_LABEL = 34;

/** Where the assumptions begin, below the title and the results. */
const givenRow = (preset: Preset, results: readonly Result[]): number =>
  paragraph(preset.about).length + 4 + (results.length > 0 ? results.length + 2 : 0);

/** Where a preset's sheet has an assumption, and where all of a scenario's. */
export function placesOf(preset: Preset): { cell(key: string): string; readonly scenario: string } {
  const givenAt = givenRow(preset, resultsOf(preset));
  const keys = [...preset.parameters, ...preset.facts].map(({ key }) => key);
  return {
    cell: (key) => `C${givenAt + 1 + keys.indexOf(key)}`,
    scenario: scenarioRange(preset, givenAt),
  };
}

/** Key and value of every scenario key, as the functions take them. */
const scenarioRange = ({ parameters }: Preset, givenAt: number): string =>
  `B${givenAt + 1}:C${givenAt + parameters.length}`;

export function presetSheet(
  preset: Preset,
  name: string,
  stamp: Stamp,
  results = resultsOf(preset),
  request: PresetRequest = { preset: preset.name },
): SheetPlan {
  const given = [...preset.parameters, ...preset.facts];
  const rows: Row[] = [[preset.name], ...paragraph(preset.about), [stamped(stamp)], []];
  const resultsAt = rows.length + 1;
  const givenAt = givenRow(preset, results);
  const cellOf = new Map(given.map(({ key }, index) => [key, `C${givenAt + 1 + index}`]));
  cellOf.set("scenario", scenarioRange(preset, givenAt));
  if (results.length > 0) rows.push(texts.preset.resultHeadings);
  for (const { id, formula, unit } of results) {
    const { label, note } = texts.results[id];
    rows.push([label, null, { formula: located(formula, cellOf) }, unit, null, note]);
  }
  if (results.length > 0) rows.push([]);
  rows.push(texts.preset.assumptionHeadings);
  rows.push(...given.map(assumption));
  const last = rows.length;
  const styles: RangeStyle[] = [
    { range: "A1", ...TITLE },
    { range: `A${resultsAt - 2}`, ...QUIET },
    { range: `A${resultsAt}:F${resultsAt}`, ...HEADER },
    { range: `A${givenAt}:F${givenAt}`, ...HEADER },
    { range: `C${givenAt + 1}:C${last}`, ...ASSUMPTION },
    { range: `B${givenAt + 1}:B${last}`, ...QUIET },
    ...results.map(({ format }, index) => ({
      range: `C${resultsAt + 1 + index}`,
      bold: true,
      numberFormat: format === WHOLE ? wholeOf(preset) : format,
    })),
    ...given.map(({ unit, value }, index) => ({
      range: `C${givenAt + 1 + index}`,
      numberFormat: formatOf(unit, value),
    })),
  ];
  const range = `A${givenAt}:F${last}`;
  return {
    name,
    cells: rows,
    widths: [
      Math.max(
        LEAST_LABEL,
        ...[...given, ...results.map(({ id }) => texts.results[id])].map(({ label }) => label.length),
      ),
      ...WIDTHS,
    ],
    styles,
    manifest: {
      kind: "preset",
      sheet: name,
      range,
      rows: given.length,
      hash: imprint(marksOf(rows, range)),
      version: stamp.dataset,
      request: JSON.stringify(request),
    },
  };
}

const assumption = ({ label, key, value, unit, status, source }: Parameter): Cell[] => [
  label,
  key,
  value,
  unit,
  status,
  source,
];

/** How a preset is found again: by its name, unless it came from a file. */
export type PresetRequest = { readonly preset: string } | { readonly imported: string } | { readonly opening: string };

const CASHFLOW_COLUMNS = 12;
/** Beside the table, whose thirteenth column is what is prepaid, where something is. */
const BEFORE_SALE = 14;

/** The cash flow as one spilled formula over the assumptions on their own sheet, and a chart of cumulative cash. */
export function cashflowSheet(
  preset: Preset,
  name: string,
  assumptions: string,
  stamp: Stamp,
  request: PresetRequest = { preset: preset.name },
): SheetPlan {
  const { scenario } = placesOf(preset);
  const horizon = preset.parameters.find(({ key }) => key === "horizon")?.value ?? 0;
  const head: Row[] = [[texts.cashflow.title(preset.name)], ...paragraph(texts.cashflow.about), [stamped(stamp)], []];
  const first = head.length + 1;
  const last = first + Math.ceil(horizon) + 1;
  const right = columnName(CASHFLOW_COLUMNS - 1);
  const given = qualified({ sheet: assumptions, address: scenario });
  const column = (output: string): string => `GPUCASHFLOW(${given},,,"${output}")`;
  const beside = new Array<null>(BEFORE_SALE - 1).fill(null);
  const cells: Row[] = [
    ...head,
    [{ formula: `=GPUCASHFLOW(${given})` }, ...beside, texts.cashflow.beforeSale],
    // The sale comes once, at the end, so that what is left out of the last year is left out of its sum.
    [null, ...beside, { formula: `=${column("cumulative")}-${column("residual")}` }],
  ];
  const beforeSale = columnName(BEFORE_SALE);
  return {
    name,
    cells,
    widths: [10, ...new Array<number>(CASHFLOW_COLUMNS - 1).fill(17), 17, 3, 26],
    styles: [
      { range: "A1", ...TITLE },
      { range: `A2:A${head.length - 1}`, ...QUIET },
      { range: `A${first}:${right}${first}`, ...HEADER },
      { range: `${beforeSale}${first}`, ...HEADER },
      { range: `B${first + 1}:${right}${last}`, numberFormat: wholeOf(preset) },
      { range: `${beforeSale}${first + 1}:${beforeSale}${last}`, numberFormat: wholeOf(preset) },
    ],
    chart: {
      kind: "line",
      title: texts.cashflow.chart(preset.name),
      labels: `A${first}:A${last}`,
      series: [`${beforeSale}${first}:${beforeSale}${last}`],
      at: `B${last + 2}`,
    },
    manifest: {
      kind: "preset",
      sheet: name,
      range: `A${first}`,
      rows: 1,
      hash: imprint(marksOf(cells, `A${first}`)),
      version: stamp.dataset,
      request: JSON.stringify({ ...request, part: "cashflow", of: assumptions }),
    },
  };
}

/** The formula over the cells that hold the assumptions. */
function located(formula: string, cellOf: ReadonlyMap<string, string>): string {
  const cell = (key: string) => cellOf.get(key) ?? fallback(key);
  return formula.replace(/\{(\w+)(?::(\w+))?\}/g, (_, first: string, last?: string) =>
    last === undefined ? cell(first) : `${cell(first)}:${cell(last)}`,
  );
}

function fallback(key: string): never {
  throw new Error(`the preset holds no ${key}`);
}
