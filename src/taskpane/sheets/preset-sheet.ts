// A preset as a sheet: results by formulas over its assumptions, then the assumptions with unit, status and source.

import { hash } from "../../data/hash";
import { VERSION } from "../../data/dataset";
import type { Parameter, Preset } from "../../data/presets";
import type { Cell, SheetPlan } from "../../host/host";
import { ASSUMPTION, formatOf, HEADER, paragraph, QUIET, TITLE } from "./block";
import type { RangeStyle, Row } from "./block";

/** A line of the results; the formula names assumptions by their keys in braces. */
export interface Result {
  readonly label: string;
  readonly formula: string;
  readonly unit: string;
  readonly format: string;
  readonly note: string;
}

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
    format: "#,##0",
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
];

const DEPRECIATION_RESULTS: readonly Result[] = [
  {
    label: "Gross cost behind the effect",
    formula: "=DEPRECIATIONBASE(-{effectShorterLife}, {oldLife}, {newLife})",
    unit: "$",
    format: "#,##0",
    note: "Of assets of even age",
  },
  {
    label: "More depreciation in the first year",
    formula: "=DEPRECIATIONDELTA(DEPRECIATIONBASE(-{effectShorterLife}, {oldLife}, {newLife}), {oldLife}, {newLife})",
    unit: "$",
    format: "#,##0",
    note: "Prospective change of estimate (ASC 250)",
  },
  {
    label: "Operating income 2025, all three",
    formula: "={effectLongerLife}-{retirement2025}+{effectShorterLife}",
    unit: "$",
    format: "#,##0",
    note: "Longer life less retirement less shorter life",
  },
];

/** The results whose assumptions the preset holds. */
export function resultsOf(preset: Preset): readonly Result[] {
  const known = new Set([...preset.parameters, ...preset.facts].map((parameter) => parameter.key));
  return [...CASH_RESULTS, ...DEPRECIATION_RESULTS].filter((result) =>
    keysIn(result.formula).every((key) => known.has(key)),
  );
}

const keysIn = (formula: string): string[] => [...formula.matchAll(/[{:](\w+)(?=[}:])/g)].map((match) => match[1]);

const COLUMNS = ["", "Key", "Value", "Unit", "Status", "Source"];
const WIDTHS = [34, 18, 18, 15, 11, 90];

export function presetSheet(preset: Preset, name: string, results = resultsOf(preset)): SheetPlan {
  const given = [...preset.parameters, ...preset.facts];
  const rows: Row[] = [[preset.name], ...paragraph(preset.about), []];
  const resultsAt = rows.length + 1;
  const givenAt = resultsAt + (results.length > 0 ? results.length + 2 : 0);
  const cellOf = new Map(given.map(({ key }, index) => [key, `C${givenAt + 1 + index}`]));
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
    { range: `A${resultsAt}:F${resultsAt}`, ...HEADER },
    { range: `A${givenAt}:F${givenAt}`, ...HEADER },
    { range: `C${givenAt + 1}:C${last}`, ...ASSUMPTION },
    { range: `B${givenAt + 1}:B${last}`, ...QUIET },
    ...results.map(({ format }, index) => ({ range: `C${resultsAt + 1 + index}`, bold: true, numberFormat: format })),
    ...given.map(({ unit, value }, index) => ({
      range: `C${givenAt + 1 + index}`,
      numberFormat: formatOf(unit, value),
    })),
  ];
  return {
    name,
    cells: rows,
    widths: WIDTHS,
    styles,
    manifest: {
      kind: "preset",
      sheet: name,
      range: `A${givenAt}:F${last}`,
      rows: given.length,
      hash: hash(JSON.stringify(given.map(assumption))),
      version: VERSION,
      request: JSON.stringify({ preset: preset.name }),
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
