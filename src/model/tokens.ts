// What a million tokens cost and earn on a GPU that serves them: by the hour, at one mix of output, input and cached input.
import { attempt, must } from "./errors";
import { type SpillEntry, spillTable, type SpillValue } from "./steps/spill";
import { step } from "./steps/trace";

/** A GPU that serves tokens; each of its hours costs, and those that are sold earn. */
export interface Serving {
  readonly costPerHour: number;
  /** Input and output together. */
  readonly tokensPerSecond: number;
  readonly utilization: number;
}

/** How its tokens are priced, $ per million. Cached input without a price is sold at that of input, input at that of output. */
export interface TokenSale extends Serving {
  readonly price: number;
  readonly inputPrice: number | undefined;
  /** Of all tokens. */
  readonly inputShare: number;
  readonly cachedPrice: number | undefined;
  /** Of the input tokens. */
  readonly cachedShare: number;
}

const PER_MILLION = "$/million tokens";

const millionTokens = step(
  "millionTokens",
  "Tokens of an hour in full use",
  "million tokens/GPU-hour",
  "=tokensPerSecond * 3600 / 1000000",
  ({ tokensPerSecond }: { tokensPerSecond: number }) => (tokensPerSecond * 3600) / 1e6,
);

const soldTokens = step(
  "soldTokens",
  "Tokens sold",
  "million tokens/GPU-hour",
  "=millionTokens * utilization",
  ({ millionTokens, utilization }: { millionTokens: number; utilization: number }) => millionTokens * utilization,
);

const tokenCost = step(
  "tokenCost",
  "Cost of a million tokens",
  PER_MILLION,
  "=costPerHour / soldTokens",
  ({ costPerHour, soldTokens }: { costPerHour: number; soldTokens: number }) => costPerHour / soldTokens,
);

/** What a million sold tokens cost; those of no hour have no cost. */
function costOfSold(serving: Serving & { soldTokens: number }): number {
  must(serving.utilization > 0, "utilization is 0: no token is sold, so none has a cost", "#N/A");
  return tokenCost(serving);
}

/** What a million tokens cost, $. */
export const costOfTokens = (serving: Serving): number =>
  costOfSold({ ...serving, soldTokens: soldTokens({ ...serving, millionTokens: millionTokens(serving) }) });

const LEFT_OUT = { note: "it was left out" };

const sameInputPrice = step(
  "inputPrice",
  "Price of input tokens",
  PER_MILLION,
  "=price",
  ({ price }: { price: number }) => price,
  LEFT_OUT,
);

const sameCachedPrice = step(
  "cachedPrice",
  "Price of cached input tokens",
  PER_MILLION,
  "=inputPrice",
  ({ inputPrice }: { inputPrice: number }) => inputPrice,
  LEFT_OUT,
);

interface Sold extends TokenSale {
  readonly inputPrice: number;
  readonly cachedPrice: number;
  readonly millionTokens: number;
  readonly soldTokens: number;
  readonly averagePrice: number;
}

const averagePrice = step(
  "averagePrice",
  "Average price",
  PER_MILLION,
  "=(1 - inputShare) * price + inputShare * ((1 - cachedShare) * inputPrice + cachedShare * cachedPrice)",
  ({ inputShare, price, cachedShare, inputPrice, cachedPrice }: Omit<Sold, `${string}Tokens` | "averagePrice">) =>
    (1 - inputShare) * price + inputShare * ((1 - cachedShare) * inputPrice + cachedShare * cachedPrice),
);

function sold(terms: TokenSale): Sold {
  const inputPrice = terms.inputPrice ?? sameInputPrice(terms);
  const sale = { ...terms, inputPrice, cachedPrice: terms.cachedPrice ?? sameCachedPrice({ inputPrice }) };
  const served = { ...sale, millionTokens: millionTokens(sale) };
  return { ...served, soldTokens: soldTokens(served), averagePrice: averagePrice(sale) };
}

const revenuePerHour = step(
  "revenuePerHour",
  "Revenue",
  "$/GPU-hour",
  "=soldTokens * averagePrice",
  ({ soldTokens, averagePrice }: Sold) => soldTokens * averagePrice,
);

interface Earned {
  readonly revenuePerHour: number;
  readonly costPerHour: number;
}

const profitPerHour = step(
  "profitPerHour",
  "Gross profit",
  "$/GPU-hour",
  "=revenuePerHour - costPerHour",
  ({ revenuePerHour, costPerHour }: Earned) => revenuePerHour - costPerHour,
);

const grossMargin = step(
  "grossMargin",
  "Gross margin",
  "fraction",
  "=(revenuePerHour - costPerHour) / revenuePerHour",
  ({ revenuePerHour, costPerHour }: Earned) => (revenuePerHour - costPerHour) / revenuePerHour,
);

function positive<E extends Earned>(earned: E): E {
  must(earned.revenuePerHour > 0, "the revenue is 0: nothing is a share of it", "#N/A");
  return earned;
}

const breakevenUtilization = step(
  "breakevenUtilization",
  "Utilization at which revenue is the cost",
  "fraction",
  "=costPerHour / (millionTokens * averagePrice)",
  ({ costPerHour, millionTokens, averagePrice }: Sold) => costPerHour / (millionTokens * averagePrice),
);

function leastUtilization(sale: Sold): number {
  const most = sale.millionTokens * sale.averagePrice;
  must(
    most > 0 && most >= sale.costPerHour,
    `never: an hour in full use costs ${sale.costPerHour} $ and brings ${most} $`,
    "#N/A",
  );
  return breakevenUtilization(sale);
}

const breakevenPrice = step(
  "breakevenPrice",
  "Price at which revenue is the cost",
  PER_MILLION,
  "=price * costPerHour / revenuePerHour",
  ({ price, costPerHour, revenuePerHour }: Earned & { price: number }) => (price * costPerHour) / revenuePerHour,
  { note: "the other prices keep their proportion to it" },
);

function leastPrice(earned: Earned & { price: number }): number {
  must(earned.price > 0, "price is 0: no other price is in proportion to it", "#N/A");
  return breakevenPrice(positive(earned));
}

export const TOKEN_OUTPUTS = ["table", "revenue", "margin", "breakevenUtilization", "breakevenPrice"] as const;

export type TokenOutput = (typeof TOKEN_OUTPUTS)[number];

/** One figure of a GPU that sells tokens, its last step: the margin unless another is named. */
export function tokenFigure(terms: TokenSale, wanted: TokenOutput): number {
  const sale = sold(terms);
  if (wanted === "breakevenUtilization") return leastUtilization(sale);
  const earned = { ...sale, revenuePerHour: revenuePerHour(sale) };
  if (wanted === "revenue") return earned.revenuePerHour;
  return wanted === "breakevenPrice" ? leastPrice(earned) : grossMargin(positive(earned));
}

/** Every figure in a row of its own; one that does not exist says why. */
export function tokenTable(terms: TokenSale): SpillValue[][] {
  const sale = sold(terms);
  const earned = { ...sale, revenuePerHour: revenuePerHour(sale) };
  const row = (label: string, key: string, calculate: () => number): SpillEntry[] => [
    label,
    attempt(() => ({ key, value: calculate() })),
  ];
  return spillTable([
    row("revenue", "revenuePerHour", () => earned.revenuePerHour),
    row("profit", "profitPerHour", () => profitPerHour(earned)),
    row("margin", "grossMargin", () => grossMargin(positive(earned))),
    row("cost", "tokenCost", () => costOfSold(sale)),
    row("breakevenUtilization", "breakevenUtilization", () => leastUtilization(sale)),
    row("breakevenPrice", "breakevenPrice", () => leastPrice(earned)),
  ]);
}
