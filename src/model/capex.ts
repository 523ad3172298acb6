// What a company spends on property and equipment, and what the article makes of Amazon's part of it.
// Amounts are one number, or a series with one value a period.
import { must } from "./errors";
import { along, type Series, sum, total } from "./numbers/series";
import { step } from "./steps/trace";

export type Amounts = number | Series;

/** Applies arithmetic element by element; single numbers give a single number. */
function each(of: (...values: number[]) => number, ...amounts: Amounts[]): Amounts {
  const series = amounts.find((amount) => typeof amount !== "number");
  if (series === undefined) return of(...amounts.filter((amount) => typeof amount === "number"));
  return along(series.length, (i) => of(...amounts.map((amount) => (typeof amount === "number" ? amount : amount[i]))));
}

export const totalInvestment = step(
  "totalInvestment",
  "Total investment",
  "USD million",
  "=purchasesPpeGross + ppeAcquiredUnderFinanceLeases + ppeBuildToSuit",
  ({
    purchasesPpeGross,
    ppeAcquiredUnderFinanceLeases,
    ppeBuildToSuit,
  }: Record<"purchasesPpeGross" | "ppeAcquiredUnderFinanceLeases" | "ppeBuildToSuit", Amounts>) =>
    each(
      (bought, leased, built) => bought + leased + built,
      purchasesPpeGross,
      ppeAcquiredUnderFinanceLeases,
      ppeBuildToSuit,
    ),
);

export const otherInvestment = step(
  "otherInvestment",
  "Investment in all but IT",
  "USD million",
  "=(quarters2024 * other2024 + quarters2023 * other2024 / (1 - otherDecline2024)) / 4 * 1000",
  ({
    quarters2024,
    quarters2023,
    other2024,
    otherDecline2024,
  }: Record<"quarters2024" | "quarters2023" | "other2024" | "otherDecline2024", Amounts>) =>
    each(
      (now, before, other, decline) => ((now * other + (before * other) / (1 - decline)) / 4) * 1000,
      quarters2024,
      quarters2023,
      other2024,
      otherDecline2024,
    ),
  { note: "the article's yearly figure in USD billion, a quarter of it each quarter; 2023 from 2024 and its decline" },
);

export const itSpend = step(
  "itSpend",
  "IT spend",
  "USD million",
  "=totalInvestment - otherInvestment",
  ({ totalInvestment, otherInvestment }: Record<"totalInvestment" | "otherInvestment", Amounts>) =>
    each((all, other) => all - other, totalInvestment, otherInvestment),
);

export const capexWithFinanceLeases = step(
  "capexWithFinanceLeases",
  "Cash capex and finance leases",
  "USD million",
  "=cashCapexGross + financeLeaseRouObtained",
  ({ cashCapexGross, financeLeaseRouObtained }: Record<"cashCapexGross" | "financeLeaseRouObtained", Amounts>) =>
    each((cash, leases) => cash + leases, cashCapexGross, financeLeaseRouObtained),
);

/** One amount over another, by their keys. */
export const quotient = <Top extends string, Bottom extends string>(
  key: string,
  name: string,
  unit: string,
  top: Top,
  bottom: Bottom,
) =>
  step(key, name, unit, `=${top} / ${bottom}`, (amounts: Record<Top | Bottom, Amounts>) => {
    const divide = (above: number, below: number): number => {
      must(below !== 0, `${bottom} is 0: there is no ratio to it`, "#DIV/0!");
      return above / below;
    };
    return each(divide, amounts[top], amounts[bottom]);
  });

/** Growth of an amount over the same period a year before. */
export const growth = <Now extends string>(key: string, name: string, now: Now) =>
  step(key, name, "fraction", `=${now} / yearBefore - 1`, (amounts: Record<Now | "yearBefore", Amounts>) => {
    const grow = (after: number, before: number): number => {
      must(before !== 0, `${now} was 0 a year before: there is no growth`, "#DIV/0!");
      return after / before - 1;
    };
    return each(grow, amounts[now], amounts.yearBefore);
  });

/** The four quarters of twelve months, added up. */
export const trailingSum = (key: string, name: string, unit: string) =>
  step(key, name, unit, `=sum(${key}Quarters)`, (quarters: Record<string, Series>) => sum(quarters[`${key}Quarters`]));

/** The same for several periods at once: one row a quarter, one column a period. */
export const trailingSums = (key: string, name: string, unit: string) =>
  step(key, name, unit, `=total(${key}Quarters)`, (quarters: Record<string, readonly Series[]>) => {
    const rows = quarters[`${key}Quarters`];
    return total(rows, rows[0].length);
  });

/** The article's split: the rest of the total is IT, and what is not general-purpose in it is AI. */
export const SPLIT_BUCKETS = ["ai", "general", "other", "it", "total"] as const;
export type SplitBucket = (typeof SPLIT_BUCKETS)[number];

/** What the company's filings and the article give for a year. */
export interface SplitBasis {
  /** USD million. */
  readonly totalInvestment: number;
  /** USD million. */
  readonly otherInvestment: number;
  /** USD billion, as the article has it. */
  readonly generalPurpose: number;
  /** Dollars in one unit of the answer. */
  readonly unit: number;
}

const splitTotal = step(
  "total",
  "Total",
  "in the unit asked for",
  "=totalInvestment * 1000000 / unit",
  ({ totalInvestment, unit }: Pick<SplitBasis, "totalInvestment" | "unit">) => (totalInvestment * 1e6) / unit,
);

const splitOther = step(
  "other",
  "All but IT: fulfilment, transport, offices",
  "in the unit asked for",
  "=otherInvestment * 1000000 / unit",
  ({ otherInvestment, unit }: Pick<SplitBasis, "otherInvestment" | "unit">) => (otherInvestment * 1e6) / unit,
);

const splitIt = step(
  "it",
  "IT and its datacenters",
  "in the unit asked for",
  "=total - other",
  ({ total, other }: { total: number; other: number }) => total - other,
);

const splitGeneral = step(
  "general",
  "General-purpose IT",
  "in the unit asked for",
  "=generalPurpose * 1000000000 / unit",
  ({ generalPurpose, unit }: Pick<SplitBasis, "generalPurpose" | "unit">) => (generalPurpose * 1e9) / unit,
);

const splitAi = step(
  "ai",
  "AI servers and their datacenters",
  "in the unit asked for",
  "=it - general",
  ({ it, general }: { it: number; general: number }) => it - general,
);

/** Every bucket of the split. */
export function split({
  totalInvestment,
  otherInvestment,
  generalPurpose,
  unit,
}: SplitBasis): Record<SplitBucket, number> {
  const total = splitTotal({ totalInvestment, unit });
  const other = splitOther({ otherInvestment, unit });
  const it = splitIt({ total, other });
  const general = splitGeneral({ generalPurpose, unit });
  return { ai: splitAi({ it, general }), general, other, it, total };
}

export const RATIO_MODES = ["mean", "pooled"] as const;
export type RatioMode = (typeof RATIO_MODES)[number];

const ratioOf = step(
  "ratio",
  "Capex over operating income",
  "ratio",
  "=capex / income",
  ({ capex, income }: { capex: Series; income: Series }) => along(capex.length, (i) => capex[i] / income[i]),
  { axis: "down" },
);

const meanRatio = step(
  "meanRatio",
  "Mean of the ratios",
  "ratio",
  "=sum(ratio) / sum(counted)",
  ({ ratio, counted }: { ratio: Series; counted: Series }) => sum(ratio) / sum(counted),
);

const counted = step(
  "counted",
  "Counted once each",
  "periods",
  "=1 + 0 * capex",
  ({ capex }: { capex: Series }) => along(capex.length, (i) => 1 + 0 * capex[i]),
  { axis: "down" },
);

const pooledRatio = step(
  "pooledRatio",
  "Ratio of the sums",
  "ratio",
  "=sum(capex) / sum(income)",
  ({ capex, income }: { capex: Series; income: Series }) => sum(capex) / sum(income),
);

/** Capex over income, period by period: the mean of the ratios, or the ratio of the sums. */
export function capexRatio({ capex, income }: { capex: Series; income: Series }, mode: RatioMode): number {
  must(
    capex.length === income.length,
    `capex has ${capex.length} values and income ${income.length}: give each period its income`,
  );
  if (mode === "pooled") {
    must(sum(income) !== 0, "income sums to 0: there is no ratio to it", "#DIV/0!");
    return pooledRatio({ capex, income });
  }
  const zero = income.indexOf(0);
  must(zero === -1, `income ${zero + 1} is 0: there is no ratio to it`, "#DIV/0!");
  return meanRatio({ ratio: ratioOf({ capex, income }), counted: counted({ capex }) });
}
