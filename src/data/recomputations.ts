// Long because it is one recomputation a claim: the article's claims over the dataset, the presets and the model, never a typed result.
import type { Amounts } from "../model/capex";
import { present } from "../model/errors";
import { power } from "../model/numbers/exact";
import { payback, rentalYield } from "../model/payback";
import { blend, yearNumber } from "../model/price";
import { along, type Series, sum } from "../model/numbers/series";
import { recordOf } from "../model/records";
import { findRoot } from "../model/numbers/solve";
import { figure, frozen, input, step } from "../model/steps/trace";
import { ALL_FIELDS, amountOf, keyOf, seriesOf } from "./derived";
import { periodOf, type Period, quarter, year } from "./period";
import { fact, type Parameter, preset } from "./presets";

type Named = Readonly<Record<string, Amounts>>;

/** What a claim is recomputed from; each call leaves its steps, and ends with the value and, of a claim between two bounds, the lower one. */
export type Recomputation = (
  end: <I extends Named>(formula: string, inputs: I, calculate: (inputs: I) => number, least?: number) => number,
) => number;

const years = (from: number, to: number): readonly Period[] =>
  Array.from({ length: to - from + 1 }, (_, i) => year(from + i));
const quartersIn = (fiscal: number): readonly Period[] => [1, 2, 3, 4].map((part) => quarter(fiscal, part));
/** Of 2023 and 2024. */
const EIGHT_QUARTERS: readonly Period[] = [2023, 2024].flatMap(quartersIn);
const at = (id: string): Period => present(periodOf(id));

/** Amazon's amount of a period in USD million, as the filings have it. */
const million = (field: string, id: string): number => amountOf("AMZN", field, at(id));
const millions = (field: string, periods: readonly Period[]): Series => seriesOf("AMZN", field, periods);

/** The same in USD billion, as the article has it: the one place of that conversion. */
const inBillion = <A extends Amounts>(key: string, field: string, convert: (amount: A) => A): ((amount: A) => A) => {
  const own = keyOf(field);
  const { label } = present(ALL_FIELDS.find(({ id }) => id === field));
  const converted = step(key, label, "USD billion", `=${own} / 1000`, (all: Record<string, A>) => convert(all[own]));
  return (amount) => converted({ [own]: amount });
};
const billion = (key: string, field: string, id: string): number =>
  inBillion<number>(key, field, (amount) => amount / 1000)(million(field, id));
const billions = (key: string, field: string, periods: readonly Period[]): Series =>
  inBillion<Series>(key, field, (amounts) => along(amounts.length, (i) => amounts[i] / 1000))(millions(field, periods));

const leave = ({ key, label, unit, value, source, status }: Parameter): number =>
  figure(key, label, unit, value, source, { note: status });

/** Facts of a preset by their keys. */
function facts<K extends string>(presetName: string, ...keys: readonly K[]): Record<K, number> {
  const sheet = preset(presetName);
  return recordOf(keys, (key) => leave(fact(sheet, key)));
}

const CLUSTER = ["gpus", "capex", "rate", "utilization", "hoursPerYear", "annualOpex", "otherOpexPerGpu"] as const;
const TERMS = [...CLUSTER, "priceDecline", "rampMonths", "basis"] as const;

const parameter = (presetName: string, key: string): number =>
  leave(present(preset(presetName).parameters.find((each) => each.key === key)));

/** Parameters of the article's cluster, in the preset's order. */
function cluster<K extends string>(keys: readonly K[]): Record<K, number> {
  const ordered = preset("TNP-2025").parameters.flatMap((each) => keys.filter((key) => key === each.key));
  return recordOf(ordered, (key) => parameter("TNP-2025", key));
}

const lateYield = step(
  "lateYield",
  "Yield once costs are paid",
  "$ per $ per year",
  "=capexYield - gpus * otherOpexPerGpu / capex",
  ({ capexYield, gpus, otherOpexPerGpu, capex }: Record<"capexYield" | "gpus" | "otherOpexPerGpu" | "capex", number>) =>
    capexYield - (gpus * otherOpexPerGpu) / capex,
);

const yields = (): { capexYield: number; lateYield: number } => {
  const terms = cluster(CLUSTER);
  const capexYield = rentalYield(terms);
  return { capexYield, lateYield: lateYield({ capexYield, ...terms }) };
};

const first = (series: Series): number => series[0];
const last = (series: Series): number => series[series.length - 1];

/** Rounds positive numbers as a spreadsheet does. */
const rounded = (value: number, scale: number): number => Math.round(value * scale) / scale;

const ratios = (periods: readonly Period[]): Record<"itSpendToAwsOperatingIncome", Series> => ({
  itSpendToAwsOperatingIncome: millions("it_spend_to_aws_operating_income", periods),
});

const meanRatio =
  (fiscal: number): Recomputation =>
  (end) =>
    end(
      "=sum(itSpendToAwsOperatingIncome) / 4",
      ratios(quartersIn(fiscal)),
      (all) => sum(all.itSpendToAwsOperatingIncome) / 4,
    );

/** The quarters before the one of which the article gives the ratio itself. */
const highestRatio: Recomputation = (end) =>
  end("=MAX(all(itSpendToAwsOperatingIncome))", ratios(EIGHT_QUARTERS.slice(0, -1)), (all) =>
    Math.max(...all.itSpendToAwsOperatingIncome),
  );

const lastRatio: Recomputation = (end) =>
  end(
    "=itSpendToAwsOperatingIncome",
    { itSpendToAwsOperatingIncome: million("it_spend_to_aws_operating_income", "2024Q4") },
    (all) => all.itSpendToAwsOperatingIncome,
  );

/** AI investment of Amazon in 2024, USD billion: what is left of the total. */
const ai2024 = (): Record<"invested" | "other2024" | "general2024", number> => ({
  invested: billion("invested", "total_investment", "FY2024"),
  ...facts("AMZN-CAPEX", "other2024", "general2024"),
});

const lowestAiRatio: Recomputation = (end) => {
  const general = facts("AMZN-CAPEX", "general2023", "general2024");
  const fiscal = figure(
    "fiscal",
    "Year",
    "year",
    along(8, (i) => (i < 4 ? 2023 : 2024)),
    "the calendar",
  );
  const generalPurpose = step(
    "generalPurpose",
    "General-purpose IT, a quarter of the year's",
    "USD million",
    "=IF(fiscal < 2024, general2023, general2024) * 1000 / 4",
    (all: typeof general & { fiscal: Series }): Series =>
      along(all.fiscal.length, (i) => ((all.fiscal[i] < 2024 ? all.general2023 : all.general2024) * 1000) / 4),
  )({ ...general, fiscal });
  const itSpend = millions("it_spend", EIGHT_QUARTERS);
  const awsOperatingIncome = millions("aws_operating_income", EIGHT_QUARTERS);
  const aiRatio = step(
    "aiRatio",
    "AI investment over AWS operating income",
    "ratio",
    "=(itSpend - generalPurpose) / awsOperatingIncome",
    (all: Record<"itSpend" | "generalPurpose" | "awsOperatingIncome", Series>): Series =>
      along(all.itSpend.length, (i) => (all.itSpend[i] - all.generalPurpose[i]) / all.awsOperatingIncome[i]),
  )({ itSpend, generalPurpose, awsOperatingIncome });
  return end("=MIN(all(aiRatio))", { aiRatio }, (all) => Math.min(...all.aiRatio));
};

/** AWS sales of a year, USD billion. */
const soldIn =
  (fiscal: number): Recomputation =>
  (end) =>
    end("=sold", { sold: billion("sold", "aws_net_sales", `FY${fiscal}`) }, ({ sold }) => sold);

/** A quarter's share of all of Amazon's purchases in a year, USD million. */
const boughtInQuarterOf =
  (fiscal: number): Recomputation =>
  (end) =>
    end(
      "=purchasesPpeGross / 4",
      { purchasesPpeGross: million("purchases_ppe_gross", `FY${fiscal}`) },
      ({ purchasesPpeGross }) => purchasesPpeGross / 4,
    );

const POT = ["MSFT", "GOOG", "META"] as const;

const announced: Recomputation = (end) =>
  end(
    "=MSFT + GOOG + META + amazonTotal",
    facts("HYPERSCALER-2025", ...POT, "amazonTotal"),
    ({ MSFT, GOOG, META, amazonTotal }) => MSFT + GOOG + META + amazonTotal,
  );

const pot = (): { pot: number } => ({
  pot: step(
    "pot",
    "The pot of the four",
    "USD billion",
    "=MSFT + GOOG + META + AMZN",
    ({ MSFT, GOOG, META, AMZN }: Record<"MSFT" | "GOOG" | "META" | "AMZN", number>) => MSFT + GOOG + META + AMZN,
  )(facts("HYPERSCALER-2025", ...POT, "AMZN")),
});

const inBillions =
  (key: string): Recomputation =>
  (end) =>
    end(`=${key} / 1000000000`, facts("AMZN-DEPRECIATION-2025", key), (all) => all[key] / 1e9);

/** Nine years of rent that falls from the second, costs with it: the yearly fall at which they give the softer output. */
function softerDecline(goal: { readonly pot: number; readonly softOutput: number }): void {
  const { capexYield, lateYield } = yields();
  const goalMultiple = step(
    "goalMultiple",
    "Softer output over the pot",
    "ratio",
    "=softOutput / pot",
    ({ softOutput, pot }: typeof goal) => softOutput / pot,
  )(goal);
  const earnedAt = (decline: number, year: Series): Series =>
    along(
      year.length,
      (i) => (year[i] <= 4 ? rounded(capexYield, 1000) : rounded(lateYield, 100)) * power(1 - decline, year[i] - 1),
    );
  const nine = along(9, (i) => i + 1);
  const root = findRoot((decline) => sum(earnedAt(decline, nine)) - 1 - goalMultiple, 0, 0.5);
  const decline = frozen(
    "decline",
    "Yearly fall of rent and costs",
    "fraction/year",
    "found by a search; its proof follows",
    root,
  );
  input({
    key: "years",
    name: "Years",
    unit: "years",
    value: 9,
    origin: "data",
    source: "the article's flows",
    axis: "across",
    structural: true,
  });
  const year = yearNumber({ years: 9 });
  const earned = step(
    "earned",
    "Earned in the year",
    "$ per $",
    "=IF(year <= 4, ROUND(capexYield, 3), ROUND(lateYield, 2)) * (1 - decline) ^ (year - 1)",
    ({ decline, year }: { capexYield: number; lateYield: number; decline: number; year: Series }) =>
      earnedAt(decline, year),
  )({ capexYield, lateYield, decline, year });
  step(
    "softMultipleProof",
    "Proof: the multiple at this fall",
    "ratio",
    "=sum(earned) - 1",
    ({ earned }: { earned: Series }) => sum(earned) - 1,
  )({ earned });
}

/** By the number of the claim. */
export const RECOMPUTATIONS: Readonly<Record<number, Recomputation>> = {
  1: (end) => {
    const bought = billion("bought", "purchases_ppe_gross", "2024Q4");
    const incentives = billion("incentives", "proceeds_ppe_sales_incentives", "2024Q4");
    const leases = billion("leases", "ppe_acquired_under_finance_leases", "2024Q4");
    const least = step(
      "least",
      "Without any finance leases",
      "USD billion",
      "=bought - incentives",
      (all: Record<"bought" | "incentives", number>) => all.bought - all.incentives,
    )({ bought, incentives });
    return end("=least + leases", { least, leases }, (all) => all.least + all.leases, least);
  },
  2: (end) =>
    end(
      "=invested * 4",
      { invested: billion("invested", "capital_investments_as_defined_by_mgmt", "2024Q4") },
      ({ invested }) => invested * 4,
    ),
  3: (end) => end("=bought", { bought: billion("bought", "purchases_ppe_gross", "FY2024") }, ({ bought }) => bought),
  4: boughtInQuarterOf(2006),
  5: (end) =>
    end("=sum(invested)", { invested: billions("invested", "total_investment", years(2008, 2024)) }, ({ invested }) =>
      sum(invested),
    ),
  6: (end) =>
    end(
      "=ppeGrossEquipmentYearEnd / ppeGrossTotalYearEnd",
      {
        ppeGrossEquipmentYearEnd: million("ppe_gross_equipment_year_end", "FY2024"),
        ppeGrossTotalYearEnd: million("ppe_gross_total_year_end", "FY2024"),
      },
      (all) => all.ppeGrossEquipmentYearEnd / all.ppeGrossTotalYearEnd,
    ),
  7: announced,
  8: announced,
  9: (end) => end("=spent", { spent: billion("spent", "it_spend", "FY2023") }, ({ spent }) => spent),
  10: (end) =>
    end("=ai2023 + general2023", facts("AMZN-CAPEX", "ai2023", "general2023"), (all) => all.ai2023 + all.general2023),
  11: (end) =>
    end(
      "=general2023 * (1 + generalGrowth2024)",
      facts("AMZN-CAPEX", "general2023", "generalGrowth2024"),
      (all) => all.general2023 * (1 + all.generalGrowth2024),
    ),
  12: (end) =>
    end(
      "=invested - other2024 - general2024",
      ai2024(),
      ({ invested, other2024, general2024 }) => invested - other2024 - general2024,
    ),
  13: (end) =>
    end(
      "=1 - other2024 / (invested - it2023)",
      {
        invested: billion("invested", "total_investment", "FY2023"),
        ...facts("AMZN-CAPEX", "other2024", "it2023"),
      },
      ({ invested, other2024, it2023 }) => 1 - other2024 / (invested - it2023),
    ),
  14: (end) =>
    end(
      "=last(awsNetSales) / first(awsNetSales) - 1",
      { awsNetSales: millions("aws_net_sales", years(2023, 2024)) },
      ({ awsNetSales }) => last(awsNetSales) / first(awsNetSales) - 1,
    ),
  15: (end) =>
    end(
      "=total2025Low / sold",
      { sold: billion("sold", "aws_net_sales", "FY2023"), ...facts("AMZN-CAPEX", "total2025Low") },
      ({ total2025Low, sold }) => total2025Low / sold,
    ),
  16: (end) => {
    const sold = billions("sold", "aws_net_sales", years(2018, 2024));
    const given = { sold, ...facts("AWS-SCENARIO-THREE", "goal", "goalYear") };
    step(
      "growthNeeded",
      "Yearly growth that it took from 2018",
      "fraction/year",
      "=(goal / first(sold)) ^ (1 / (goalYear - 2018)) - 1",
      ({ sold, goal, goalYear }: typeof given) => power(goal / first(sold), 1 / (goalYear - 2018)) - 1,
    )(given);
    step(
      "growthHad",
      "Yearly growth from 2018 to 2024",
      "fraction/year",
      "=(last(sold) / first(sold)) ^ (1 / 6) - 1",
      ({ sold }: { sold: Series }) => power(last(sold) / first(sold), 1 / 6) - 1,
    )({ sold });
    return end("=last(sold)", { sold }, (all) => last(all.sold));
  },
  17: (end) => {
    const sold = billions("sold", "aws_net_sales", years(2018, 2025));
    const { goal, goalYear } = facts("AWS-SCENARIO-THREE", "goal", "goalYear");
    const calendar: Series = along(8, (i) => 2018 + i);
    const fiscal = figure("fiscal", "Year", "year", calendar, "the calendar");
    const passed = step(
      "passed",
      "Year, if the goal is passed in it",
      "year",
      "=IF(sold > goal, fiscal, 9999)",
      (all: { sold: Series; goal: number; fiscal: Series }) =>
        along(all.sold.length, (i) => (all.sold[i] > all.goal ? all.fiscal[i] : 9999)),
    )({ sold, goal, fiscal });
    return end("=goalYear - MIN(all(passed))", { goalYear, passed }, (all) => all.goalYear - Math.min(...all.passed));
  },
  18: (end) => {
    const path = facts("AWS-SCENARIO-THREE", "forecast2023", "forecast2024", "actual2023", "actual2024");
    for (const fiscal of [2023, 2024] as const)
      step(
        `shortfall${fiscal}`,
        `Shortfall of AWS in ${fiscal}`,
        "fraction",
        `=1 - actual${fiscal} / forecast${fiscal}`,
        (all: typeof path) => 1 - all[`actual${fiscal}`] / all[`forecast${fiscal}`],
      )(path);
    return end("=actual2024", path, (all) => all.actual2024);
  },
  19: meanRatio(2024),
  20: meanRatio(2023),
  21: highestRatio,
  22: lastRatio,
  23: (end) => {
    const kinds = ["OnDemand", "OneYear", "ThreeYears"];
    const listed = (prefix: string, name: string, unit: string): Series => {
      const found = kinds.map((kind) => fact(preset("TNP-2025"), `${prefix}${kind}`));
      const key = prefix === "mix" ? "mix" : "rates";
      const values: Series = found.map(({ value }) => value);
      return figure(key, name, unit, values, found[1].source, { axis: "down" });
    };
    const rates = listed("rate", "Rents on demand, for one year and for three", "$/GPU-hour");
    const mix = listed("mix", "Their shares of the hours", "fraction");
    return end("=blendedRate", { blendedRate: blend({ rates, mix }) }, ({ blendedRate }) => blendedRate);
  },
  24: (end) => end("=capexYield", { capexYield: rentalYield(cluster(CLUSTER)) }, ({ capexYield }) => capexYield),
  25: (end) => {
    const discountRate = figure("discountRate", "Discount rate", "fraction/year", 0, "undiscounted, as the article");
    const terms = { ...cluster(TERMS), discountRate };
    const paybackDays = payback(terms, "days");
    step(
      "ordinary",
      "In calendar days",
      "days",
      "=paybackDays / 360 * 365",
      (all: { paybackDays: number }) => (all.paybackDays / 360) * 365,
    )({ paybackDays });
    return end("=paybackDays", { paybackDays }, (all) => all.paybackDays);
  },
  26: (end) => {
    const capexYield = rentalYield(cluster(CLUSTER));
    const profit = step(
      "profit",
      "Earned beyond the dollar in four years",
      "$ per $",
      "=4 * ROUND(capexYield, 3) - 1",
      (all: { capexYield: number }) => 4 * rounded(all.capexYield, 1000) - 1,
    )({ capexYield });
    return end("=profit / capexYield", { profit, capexYield }, (all) => all.profit / all.capexYield);
  },
  27: (end) => end("=lateYield", yields(), (all) => all.lateYield),
  28: (end) => {
    const both = yields();
    const after = (late: number) => (all: typeof both) =>
      4 * rounded(all.capexYield, 1000) - 1 + late * rounded(all.lateYield, 100);
    const formula = (late: number): string => `=4 * ROUND(capexYield, 3) - 1 + ${late} * ROUND(lateYield, 2)`;
    step("ordinary", "With ten yearly flows", "ratio", formula(6), after(6))(both);
    return end(formula(5), both, after(5));
  },
  29: (end) => end("=pot", pot(), (all) => all.pot),
  30: (end) =>
    end(
      "=total2025High * awsShare2025 * aiShare2025",
      facts("AMZN-CAPEX", "total2025High", "awsShare2025", "aiShare2025"),
      (all) => all.total2025High * all.awsShare2025 * all.aiShare2025,
    ),
  31: (end) =>
    end("=pot * multiple", { ...pot(), ...facts("HYPERSCALER-2025", "multiple") }, (all) => all.pot * all.multiple),
  32: (end) => {
    const given = { ...pot(), ...facts("HYPERSCALER-2025", "softMultiple", "softOutput") };
    parameter("TNP-SOFT", "priceDecline");
    softerDecline(given);
    return end("=pot * softMultiple", given, (all) => all.pot * all.softMultiple);
  },
  33: (end) => {
    const effect = facts("AMZN-DEPRECIATION-2025", "extension2024", "extensionQuarter1", "extensionQuarter2");
    const sold = billion("sold", "aws_net_sales", "2024Q4");
    const saved = step(
      "saved",
      "Effect on all of Amazon, a quarter of the second half",
      "$",
      "=(extension2024 - extensionQuarter1 - extensionQuarter2) / 2",
      (all: typeof effect) => (all.extension2024 - all.extensionQuarter1 - all.extensionQuarter2) / 2,
    )(effect);
    return end("=saved / 1000000000 / sold * 100", { saved, sold }, (all) => (all.saved / 1e9 / all.sold) * 100);
  },
  34: inBillions("effectShorterLife"),
  35: (end) =>
    end(
      "=(retirement2024 + retirement2025) / 1000000000",
      facts("AMZN-DEPRECIATION-2025", "retirement2024", "retirement2025"),
      (all) => (all.retirement2024 + all.retirement2025) / 1e9,
    ),
  36: inBillions("effectLongerLife"),
  37: (end) => {
    const effects = facts("AMZN-DEPRECIATION-2025", "effectLongerLife", "retirement2025", "effectShorterLife");
    step(
      "allThree",
      "Operating income of 2025, with the shorter life",
      "$",
      "=effectLongerLife - retirement2025 + effectShorterLife",
      (all: typeof effects) => all.effectLongerLife - all.retirement2025 + all.effectShorterLife,
    )(effects);
    return end("=effectLongerLife / 1000000000", effects, (all) => all.effectLongerLife / 1e9);
  },
  38: soldIn(2023),
  39: soldIn(2024),
  40: (end) =>
    end(
      "=(invested - other2024 - general2024) / ai2023",
      { ...ai2024(), ...facts("AMZN-CAPEX", "ai2023") },
      ({ invested, other2024, general2024, ai2023 }) => (invested - other2024 - general2024) / ai2023,
    ),
  41: boughtInQuarterOf(2010),
  42: (end) =>
    end(
      "=last(sold) - first(sold)",
      { sold: billions("sold", "aws_net_sales", years(2023, 2024)) },
      ({ sold }) => last(sold) - first(sold),
    ),
  43: lowestAiRatio,
};
