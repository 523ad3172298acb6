// The depreciation of several years' purchases, each charged in a straight line from when it was bought. Lives in periods.
import { fail, must } from "./errors";
import { MAX_CELLS, MAX_PERIODS } from "./keys";
import { waterfallMatrix, waterfallTotals } from "./fleets";
import { along, cumulative, type Series } from "./numbers/series";
import { frozen, step, watched } from "./steps/trace";

export interface Purchases {
  readonly capex: Series;
  readonly life: number;
  /** How far into its period a purchase is made. */
  readonly shift: number;
  /** A fraction of cost. */
  readonly salvage: number;
  readonly openingNbv: number;
  readonly openingRemaining: number;
}

/** One row a vintage, one column a period, and what they add up to. */
export interface Waterfall {
  readonly vintage: Series;
  readonly period: Series;
  readonly openingCharge: Series;
  /** Empty unless it was asked for or is watched. */
  readonly charge: readonly Series[];
  readonly expense: Series;
}

const vintageNumber = step(
  "vintage",
  "Vintage: bought in period",
  "period",
  "=prior(vintage) + 1",
  ({ vintages }: { vintages: number }) => along(vintages, (i) => i + 1),
  { axis: "down" },
);

const periodNumber = step("period", "Period", "period", "=prior(period) + 1", ({ periods }: { periods: number }) =>
  along(periods, (i) => i + 1),
);

const openingCharge = step(
  "openingCharge",
  "Expense of what was there before",
  "$",
  "=IF(openingRemaining = 0, 0, openingNbv * MAX(0, MIN(period, openingRemaining) - (period - 1)) / openingRemaining)",
  ({ openingNbv, openingRemaining, period }: { openingNbv: number; openingRemaining: number; period: Series }) =>
    along(period.length, (i) =>
      openingRemaining === 0
        ? 0
        : (openingNbv * Math.max(0, Math.min(period[i], openingRemaining) - (period[i] - 1))) / openingRemaining,
    ),
  { note: "straight line over its remaining life, without salvage" },
);

const fullCharge = step(
  "fullCharge",
  "Charge of a full period",
  "$",
  "=capex * (1 - salvage) / life",
  ({ capex, salvage, life }: { capex: Series; salvage: number; life: number }) =>
    along(capex.length, (i) => (capex[i] * (1 - salvage)) / life),
  { axis: "down" },
);

interface Fleet {
  readonly capex: Series;
  readonly life: number;
  readonly salvage: number;
  readonly shift: number;
  readonly vintage: Series;
  readonly period: Series;
}

const fleets = ({ capex, life, salvage, shift }: Fleet) => ({
  capex: Float64Array.from(capex),
  vintages: capex.length,
  life: [life],
  salvage: [salvage],
  shift,
});

const vintageCharge = step(
  "charge",
  "Expense of each vintage",
  "$",
  "=fullCharge * MAX(0, MIN(period - vintage + 1, shift + life) - MAX(period - vintage, shift))",
  (fleet: Fleet & { fullCharge: Series }) => {
    const periods = fleet.period.length;
    const out = new Float64Array(fleet.capex.length * periods);
    waterfallMatrix(fleets(fleet), periods, out);
    return fleet.capex.map((_, i) => Array.from(out.subarray(i * periods, (i + 1) * periods)));
  },
);

const totalCharge = step(
  "expense",
  "Expense",
  "$",
  "=openingCharge + total(charge)",
  ({ openingCharge, ...fleet }: Fleet & { openingCharge: Series; charge: readonly Series[] }) => {
    const out = new Float64Array(fleet.period.length);
    waterfallTotals(fleets(fleet), fleet.period.length, out);
    return along(out.length, (i) => openingCharge[i] + out[i]);
  },
);

/** Every period until the last vintage and the opening amount are written off. */
export function waterfall(purchases: Purchases, withVintages: boolean): Waterfall {
  const { capex, life, shift, salvage, openingNbv, openingRemaining } = purchases;
  if (openingNbv > 0 && openingRemaining === 0)
    fail(
      "#VALUE!",
      `openingNbv is ${openingNbv} and openingRemaining 0: give the periods over which it is written off`,
    );
  const periods = Math.max(Math.ceil(capex.length - 1 + shift + life), Math.ceil(openingRemaining));
  must(
    periods <= MAX_PERIODS,
    `capex has ${capex.length} values and life is ${life}: the waterfall would run ${periods} periods, at most ${MAX_PERIODS}`,
  );
  if (withVintages)
    must(
      (capex.length + 3) * (periods + 1) <= MAX_CELLS,
      `capex has ${capex.length} values: the table would have more than ${MAX_CELLS} cells; ask for output "total"`,
    );
  const vintage = vintageNumber({ vintages: capex.length });
  const period = periodNumber({ periods });
  frozen("shift", "Part of a period before the purchase", "periods", "by the convention", shift);
  const opening = openingCharge({ openingNbv, openingRemaining, period });
  const fleet: Fleet = { capex, life, salvage, shift, vintage, period };
  const charge =
    withVintages || watched() ? vintageCharge({ ...fleet, fullCharge: fullCharge({ capex, salvage, life }) }) : [];
  return {
    vintage,
    period,
    openingCharge: opening,
    charge,
    expense: totalCharge({ ...fleet, openingCharge: opening, charge }),
  };
}

const additions = step(
  "additions",
  "Bought in the period",
  "$",
  "=IF(period <= last(vintage), INDEX(capex, MIN(period, last(vintage))), 0)",
  ({ period, vintage, capex }: { period: Series; vintage: Series; capex: Series }) =>
    along(period.length, (i) => (period[i] <= vintage.length ? capex[i] : 0)),
);

const bought = step("bought", "Bought to date", "$", "=cumulative(additions)", ({ additions }: { additions: Series }) =>
  cumulative(additions),
);

const written = step(
  "written",
  "Written off to date",
  "$",
  "=cumulative(expense)",
  ({ expense }: { expense: Series }) => cumulative(expense),
);

const carrying = step(
  "nbv",
  "Carrying amount at the end of the period",
  "$",
  "=openingNbv + bought - written",
  ({ openingNbv, bought, written }: { openingNbv: number; bought: Series; written: Series }) =>
    along(bought.length, (i) => openingNbv + bought[i] - written[i]),
  { note: "salvage stays in it" },
);

/** What is left on the books at the end of each period. */
export function carryingAmounts({ openingNbv, capex }: Purchases, { period, vintage, expense }: Waterfall): Series {
  const toDate = bought({ additions: additions({ period, vintage, capex }) });
  return carrying({ openingNbv, bought: toDate, written: written({ expense }) });
}
