// What a preset's sheet answers above its assumptions: formulas over them, each where the preset holds what it needs.
import type { Preset } from "../data/presets";
import { texts } from "../languages";
import type { ResultWords } from "../languages/results";
import type { Term } from "../model/keys";
import { neverWithin, orNever, PAYBACK_AFTER_TAX } from "./payback";

/** A line of the results; the formula names assumptions by their keys in braces, and all of a cash preset's as {scenario}. */
export interface Result {
  /** Its label and note stand under this id in every language. */
  readonly id: keyof ResultWords;
  readonly formula: string;
  readonly unit: string;
  readonly format: string;
  /** The term of a deal without which it says nothing new. */
  readonly term?: Term;
}

/** Money in whole dollars, but of a preset for a single dollar of cost. */
export const WHOLE = "#,##0";
export const wholeOf = ({ parameters }: Preset): string =>
  (parameters.find(({ key }) => key === "capex")?.value ?? Infinity) < 1000 ? "#,##0.00" : WHOLE;

const RENTAL = "{gpus}, {rate}, {utilization}";
const FIRST_YEAR_OPEX =
  "{annualOpex}+IF({opexFromYear}<=1,{gpus}*({otherOpexPerGpu}+{kwPerGpu}*{pue}*{hoursPerYear}*{pricePerKwh}),0)";
const payback = (basis: string) =>
  `=${orNever(
    `GPUPAYBACK({capex}, ${RENTAL}, ${FIRST_YEAR_OPEX}, {priceDecline}, {rampMonths}, , ${basis}, "days", {hoursPerYear})`,
    `"${texts.never.ever}"`,
  )}`;

const cashResults = (): readonly Result[] => [
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
  {
    id: "equityIrr",
    formula: "=GPUEQUITYIRR({scenario})",
    unit: "fraction/year",
    format: "0.00%",
    term: "debtShare",
  },
  {
    id: "minDscr",
    formula: '=GPUDEBT({scenario},,,"minDscr")',
    unit: "ratio",
    format: "0.00",
    term: "debtShare",
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
  const known = new Set<string>([...preset.parameters, ...preset.facts].map(({ key }) => key));
  if (preset.kind === "cash") known.add("scenario");
  return [...cashResults(), ...DEPRECIATION_RESULTS, ...PUBLISHED_RESULTS].filter(
    ({ formula, term }) => keysIn(formula).every((key) => known.has(key)) && (term === undefined || known.has(term)),
  );
}

const keysIn = (formula: string): string[] => [...formula.matchAll(/[{:](\w+)(?=[}:])/g)].map((match) => match[1]);

/** The formula over the cells that hold the assumptions. */
export const located = (formula: string, cellOf: (key: string) => string): string =>
  formula.replace(/\{(\w+)(?::(\w+))?\}/g, (_, first: string, last?: string) =>
    last === undefined ? cellOf(first) : `${cellOf(first)}:${cellOf(last)}`,
  );
