// What the columns of a cash flow come to, of one scenario as of a fleet: operating cash, free cash flow, to date and discounted.
import { power } from "./numbers/exact";
import { along, cumulative, type Series } from "./numbers/series";
import { onDemand, step, watched } from "./steps/trace";

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
  const cash =
    prepaymentFlow === undefined
      ? along(ebitda.length, (i) => ebitda[i] + taxes[i])
      : along(ebitda.length, (i) => ebitda[i] + taxes[i] + prepaymentFlow[i]);
  if (!watched()) return cash;
  const own = { ebitda, [tax]: taxes };
  return prepaymentFlow === undefined
    ? step(key, name, "$", `=ebitda + ${tax}`, () => cash)(own)
    : step(key, name, "$", `=ebitda + ${tax} + prepaymentFlow`, () => cash)({ ...own, prepaymentFlow });
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

/** Free cash flow to date, undiscounted and discounted. */
export interface ToDate {
  readonly cumulative: Series;
  readonly discountedCumulative: Series;
}

/** Free cash flow and what follows from it. */
export interface Following {
  readonly freeCashFlow: Series;
  readonly toDate: () => ToDate;
}

/** The names of the steps: `end` sets those of a part apart from its own scenario's, `year` is the step that counts the years. */
export interface FlowNames {
  readonly end: string;
  readonly year: string;
}

/** What follows from the columns that add up, whatever their names. */
export function following(names: FlowNames, columns: CashColumns, discounting: Discounting): Following {
  const { operatingCash, capexFlow, resale } = columns;
  const flow = along(operatingCash.length, (i) => operatingCash[i] + capexFlow[i] + resale[i]);
  if (!watched()) return { freeCashFlow: flow, toDate: onDemand(() => toDateOf(names, columns, flow, discounting)) };
  const [cash, spent, sold] = partsOf(names);
  const freeCashFlow = step(
    `freeCashFlow${names.end}`,
    "Free cash flow",
    "$",
    `=${cash} + ${spent} + ${sold}`,
    () => flow,
  )({ [cash]: operatingCash, [spent]: capexFlow, [sold]: resale });
  return { freeCashFlow, toDate: onDemand(() => toDateOf(names, columns, freeCashFlow, discounting)) };
}

const partsOf = ({ end }: FlowNames): string[] => [`operatingCash${end}`, `capexFlow${end}`, `resale${end}`];

function toDateOf(
  names: FlowNames,
  { operatingCash, capexFlow, resale }: CashColumns,
  freeCashFlow: Series,
  { wacc, year, middle }: Discounting,
): ToDate {
  const { end, year: time } = names;
  const [cash, spent, sold] = partsOf(names);
  const [free, discounted] = [`freeCashFlow${end}`, `discounted${end}`];
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
      )({ [cash]: operatingCash, [spent]: capexFlow, [sold]: resale, wacc, [time]: year })
    : step(discounted, "Discounted free cash flow", "$", `=${free} / (1 + wacc) ^ ${time}`, () =>
        along(year.length, (i) => freeCashFlow[i] / power(1 + wacc, year[i])),
      )({ [free]: freeCashFlow, wacc, [time]: year });
  return {
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
