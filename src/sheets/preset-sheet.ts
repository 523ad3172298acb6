// A preset as sheets: results by formulas over its assumptions with their units and sources; its cash flow beside them.

import { columnName } from "../explain/expand";
import type { Parameter, Preset } from "../data/presets";
import type { Cell, SheetPlan } from "../host/host";
import { qualified } from "../explain/address";
import { texts } from "../languages";
import { ASSUMPTION, formatOf, HEADER, paragraph, QUIET, TITLE } from "./block";
import type { RangeStyle, Row } from "./block";
import { imprint, marksOf } from "./imprint";
import { type Stamp, stamped } from "./stamp";

/** A line of the results; the formula names assumptions by their keys in braces, and all of a cash preset's as {scenario}. */
export interface Result {
  readonly label: string;
  readonly formula: string;
  readonly unit: string;
  readonly format: string;
  readonly note: string;
}

/** Money in whole dollars, but of a preset for a single dollar of cost. */
const WHOLE = "#,##0";
const wholeOf = ({ parameters }: Preset): string =>
  (parameters.find(({ key }) => key === "capex")?.value ?? Infinity) < 1000 ? "#,##0.00" : WHOLE;

const RENTAL = "{gpus}, {rate}, {utilization}";
const OPEX_NOTE = "Opex that is due from the first year; later opex is in the assumptions";
const FIRST_YEAR_OPEX =
  "{annualOpex}+IF({opexFromYear}<=1,{gpus}*({otherOpexPerGpu}+{kwPerGpu}*{pue}*{hoursPerYear}*{pricePerKwh}),0)";
const payback = (basis: string) =>
  `=GPUPAYBACK({capex}, ${RENTAL}, ${FIRST_YEAR_OPEX}, {priceDecline}, {rampMonths}, , ${basis}, "days", {hoursPerYear})`;

const CASH_RESULTS: readonly Result[] = [
  {
    label: "Rent, mix of contracts",
    formula: "=GPURATE({rateOnDemand:rateThreeYears}, {mixOnDemand:mixThreeYears})",
    unit: "$/GPU-hour",
    format: "0.00####",
    note: "The published rate is this, rounded",
  },
  {
    label: "Revenue of a year",
    formula: `=GPUREVENUE(${RENTAL}, {hoursPerYear})`,
    unit: "$/year",
    format: WHOLE,
    note: "Every sold hour at the rent",
  },
  {
    label: "Yield on capital cost",
    formula: `=GPUYIELD({capex}, ${RENTAL}, ${FIRST_YEAR_OPEX}, {hoursPerYear})`,
    unit: "$/$/year",
    format: "0.000000",
    note: OPEX_NOTE,
  },
  {
    label: "Payback, in the preset's days",
    formula: payback("{basis}"),
    unit: "days",
    format: "0.000000",
    note: "Basis 0 counts a year as 360 days",
  },
  {
    label: "Payback, in calendar days",
    formula: payback("3"),
    unit: "days",
    format: "0.000000",
    note: "Basis 3 counts a year as 365 days",
  },
  {
    label: "Net present value of the cash flow",
    formula: "=GPUNPV(, {scenario})",
    unit: "$",
    format: WHOLE,
    note: "All opex, tax and resale counted, at the preset's wacc",
  },
  {
    label: "Internal rate of return",
    formula: "=GPUIRR({scenario})",
    unit: "fraction/year",
    format: "0.00%",
    note: "Of the same cash flow",
  },
  {
    label: "Profit for each dollar of capital cost",
    formula: "=GPUMULTIPLE({scenario})",
    unit: "$/$",
    format: "0.000000",
    note: "Sum of the same cash flow over the capital cost",
  },
];

const DEPRECIATION_RESULTS: readonly Result[] = [
  {
    label: "Gross cost behind the effect",
    formula: "=DEPRECIATIONBASE(-{effectShorterLife}, {oldLife}, {newLife})",
    unit: "$",
    format: WHOLE,
    note: "Of assets of even age",
  },
  {
    label: "More depreciation in the first year",
    formula: "=DEPRECIATIONDELTA(DEPRECIATIONBASE(-{effectShorterLife}, {oldLife}, {newLife}), {oldLife}, {newLife})",
    unit: "$",
    format: WHOLE,
    note: "Prospective change of estimate (ASC 250)",
  },
  {
    label: "Operating income 2025, all three",
    formula: "={effectLongerLife}-{retirement2025}+{effectShorterLife}",
    unit: "$",
    format: WHOLE,
    note: "Longer life less retirement less shorter life",
  },
];

const POT = "({MSFT}+{GOOG}+{META}+{AMZN})";

const PUBLISHED_RESULTS: readonly Result[] = [
  {
    label: "The pot of the four",
    formula: `=${POT}`,
    unit: "USD billion",
    format: "#,##0.0",
    note: "Amazon by its AI share alone, as the article has it",
  },
  {
    label: "What the four announced",
    formula: "={MSFT}+{GOOG}+{META}+{amazonTotal}",
    unit: "USD billion",
    format: "#,##0.0",
    note: "Amazon in full",
  },
  {
    label: "Output in ten years, recomputed",
    formula: `=${POT}*{multiple}`,
    unit: "USD billion",
    format: "#,##0.0",
    note: "The pot at the ten-year multiple",
  },
  {
    label: "Output if prices fall, recomputed",
    formula: `=${POT}*{softMultiple}`,
    unit: "USD billion",
    format: "#,##0.0",
    note: "The article rounds it to 1,500",
  },
  {
    label: "Yearly revenue that the pot needs",
    formula: `=CAPEXREVENUENEEDED(${POT}*1000000000)/1000000000`,
    unit: "USD billion/year",
    format: "#,##0.0",
    note: "To recover it over ten years at a gross margin of 25%",
  },
  {
    label: "IT, 2024",
    formula: "={ai2024}+{general2024}",
    unit: "USD billion",
    format: "#,##0.00",
    note: "AI and general-purpose servers",
  },
  {
    label: "Growth of AI, 2024",
    formula: "={ai2024}/{ai2023}-1",
    unit: "fraction",
    format: "0.0%",
    note: "The article says doubled",
  },
  {
    label: "Capital spending, 2024",
    formula: "={ai2024}+{general2024}+{other2024}",
    unit: "USD billion",
    format: "#,##0.00",
    note: "The three parts; the filings give the total of which they are parts",
  },
  {
    label: "AI, 2025, recomputed",
    formula: "={total2025High}*{awsShare2025}*{aiShare2025}",
    unit: "USD billion",
    format: "#,##0.00",
    note: "The article says 86",
  },
  {
    label: "Shortfall of AWS sales, 2023",
    formula: "=1-{actual2023}/{forecast2023}",
    unit: "fraction",
    format: "0.0%",
    note: "What was sold below the forecast of 2019",
  },
  {
    label: "Shortfall of AWS sales, 2024",
    formula: "=1-{actual2024}/{forecast2024}",
    unit: "fraction",
    format: "0.0%",
    note: "What was sold below the forecast of 2019",
  },
  {
    label: "Growth in 2024, forecast",
    formula: "={forecast2024}/{forecast2023}-1",
    unit: "fraction",
    format: "0.0%",
    note: "Scenario three",
  },
  {
    label: "Growth in 2024, actual",
    formula: "={actual2024}/{actual2023}-1",
    unit: "fraction",
    format: "0.0%",
    note: "AWS net sales",
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

const COLUMNS = ["", "Key", "Value", "Unit", "Status", "Source"];
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
  if (results.length > 0) rows.push(["Result", null, "Value", "Unit", null, "How"]);
  for (const { label, formula, unit, note } of results) {
    rows.push([label, null, { formula: located(formula, cellOf) }, unit, null, note]);
  }
  if (results.length > 0) rows.push([]);
  rows.push(["Assumption", ...COLUMNS.slice(1)]);
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
    widths: [Math.max(LEAST_LABEL, ...[...given, ...results].map(({ label }) => label.length)), ...WIDTHS],
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
const CUMULATIVE = 10;

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
  const cells: Row[] = [
    ...head,
    [{ formula: `=GPUCASHFLOW(${qualified({ sheet: assumptions, address: scenario })})` }],
  ];
  const cumulative = columnName(CUMULATIVE);
  return {
    name,
    cells,
    widths: [10, ...new Array<number>(CASHFLOW_COLUMNS - 1).fill(17)],
    styles: [
      { range: "A1", ...TITLE },
      { range: `A2:A${head.length - 1}`, ...QUIET },
      { range: `A${first}:${right}${first}`, ...HEADER },
      { range: `B${first + 1}:${right}${last}`, numberFormat: wholeOf(preset) },
    ],
    chart: {
      kind: "line",
      title: texts.cashflow.chart(preset.name),
      labels: `A${first}:A${last}`,
      series: [`${cumulative}${first}:${cumulative}${last}`],
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
