// What the columns of a cash flow come to, of one scenario as of a fleet: operating cash, free cash flow, to date and discounted.
import { power } from "./numbers/exact";
import { along, cumulative, type Series } from "./numbers/series";
import { step } from "./steps/trace";

/** Under which names operating cash and the tax behind it are steps. */
interface CashNames {
  readonly key: string;
  readonly name: string;
  readonly tax: string;
}

/** What is left of operations after a tax, with what customers pay ahead if they do. */
export function cashAfterTax(
  { key, name, tax }: CashNames,
  ebitda: Series,
  taxes: Series,
  prepaymentFlow: Series | undefined,
): Series {
  const own = { ebitda, [tax]: taxes };
  if (prepaymentFlow === undefined)
    return step(key, name, "$", `=ebitda + ${tax}`, () => along(ebitda.length, (i) => ebitda[i] + taxes[i]))(own);
  return step(key, name, "$", `=ebitda + ${tax} + prepaymentFlow`, () =>
    along(ebitda.length, (i) => ebitda[i] + taxes[i] + prepaymentFlow[i]),
  )({ ...own, prepaymentFlow });
}

/** The columns that add up to free cash flow. */
export interface CashColumns {
  readonly operatingCash: Series;
  readonly capexFlow: Series;
  readonly resale: Series;
}

/** How a flow is discounted, and by which years. */
export interface Discounting {
  readonly wacc: number;
  readonly year: Series;
  /** Operating cash comes in the middle of each year, else at its end. */
  readonly middle: boolean;
}

/** Free cash flow and what follows from it. */
export interface Following {
  readonly freeCashFlow: Series;
  readonly cumulative: Series;
  readonly discountedCumulative: Series;
}

/** The names of the steps: `end` sets those of a part apart from its own scenario's, `year` is the step that counts the years. */
export interface FlowNames {
  readonly end: string;
  readonly year: string;
}

/** What follows from the columns that add up, whatever their names. */
export function following(
  { end, year: time }: FlowNames,
  { operatingCash, capexFlow, resale }: CashColumns,
  { wacc, year, middle }: Discounting,
): Following {
  const [cash, spent, sold] = [`operatingCash${end}`, `capexFlow${end}`, `resale${end}`];
  const [free, discounted] = [`freeCashFlow${end}`, `discounted${end}`];
  const parts = { [cash]: operatingCash, [spent]: capexFlow, [sold]: resale };
  const freeCashFlow = step(free, "Free cash flow", "$", `=${cash} + ${spent} + ${sold}`, () =>
    along(year.length, (i) => operatingCash[i] + capexFlow[i] + resale[i]),
  )(parts);
  const present = middle
    ? step(
        discounted,
        "Discounted free cash flow",
        "$",
        `=${cash} / (1 + wacc) ^ MAX(0, ${time} - 0.5) + (${spent} + ${sold}) / (1 + wacc) ^ ${time}`,
        () =>
          along(
            year.length,
            (i) =>
              operatingCash[i] / power(1 + wacc, Math.max(0, year[i] - 0.5)) +
              (capexFlow[i] + resale[i]) / power(1 + wacc, year[i]),
          ),
        { note: "operating cash comes in the middle of each year, the sale at the end of the last" },
      )({ ...parts, wacc, [time]: year })
    : step(discounted, "Discounted free cash flow", "$", `=${free} / (1 + wacc) ^ ${time}`, () =>
        along(year.length, (i) => freeCashFlow[i] / power(1 + wacc, year[i])),
      )({ [free]: freeCashFlow, wacc, [time]: year });
  return {
    freeCashFlow,
    cumulative: step(`cumulative${end}`, "Free cash flow to date", "$", `=cumulative(${free})`, () =>
      cumulative(freeCashFlow),
    )({ [free]: freeCashFlow }),
    discountedCumulative: step(
      `discountedCumulative${end}`,
      "Discounted free cash flow to date",
      "$",
      `=cumulative(${discounted})`,
      () => cumulative(present),
    )({ [discounted]: present }),
  };
}
