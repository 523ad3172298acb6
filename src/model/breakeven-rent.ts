// The rent at which the undiscounted cash of a scenario sums to 0: by a formula where tax follows the largest profit to date, else by a search.
import { cashflow, type Cashflow } from "./cashflow";
import { hasContract } from "./contract";
import { fail } from "./errors";
import { KEYS, type Scenario } from "./keys";
import { along, cumulative, type Series, sum } from "./numbers/series";
import { findRoot } from "./numbers/solve";
import { inVariant, valueOf } from "./scenario";
import { frozen, scope, step, unwatched, watched } from "./steps/trace";

const rentedHours = step(
  "rentedHours",
  "Revenue for each dollar of opening rent",
  "GPU-hours",
  "=gpus * priceShare * hoursPerYear * utilization * ramp * operating",
  ({
    gpus,
    priceShare,
    hoursPerYear,
    utilization,
    ramp,
    operating,
  }: Pick<Scenario, "gpus" | "hoursPerYear" | "utilization"> & {
    priceShare: Series;
    ramp: Series;
    operating: Series;
  }) => along(ramp.length, (i) => gpus * priceShare[i] * hoursPerYear * utilization * ramp[i] * operating[i]),
);

interface BreakevenTerms extends Pick<Scenario, "capex" | "taxRate"> {
  readonly resale: Series;
  readonly opex: Series;
  readonly charged: Series;
  readonly year: Series;
  readonly gain: number;
  readonly rentedHours: Series;
}

/** For each year the rent that leaves nothing, were tax paid in all on the profit until then. */
function breakevenRates(charge: "depreciation" | "taxDepreciation", terms: BreakevenTerms): Series {
  const { charged, ...others } = terms;
  return step(
    "breakevenRates",
    "Rent that leaves nothing, were the profit to date what tax is paid on in all",
    "$/GPU-hour",
    `=(capex - sum(resale) - sum(opex) + taxRate * (cumulative(opex) + cumulative(${charge}) + IF(year = last(year), gain, 0))) / (sum(rentedHours) - taxRate * cumulative(rentedHours))`,
    () => {
      const { capex, resale, opex, taxRate, year, gain, rentedHours } = others;
      const owed = capex - sum(resale) - sum(opex);
      const hours = sum(rentedHours);
      const opexToDate = cumulative(opex);
      const chargedToDate = cumulative(charged);
      const hoursToDate = cumulative(rentedHours);
      return along(
        opex.length,
        (i) =>
          (owed + taxRate * (opexToDate[i] + chargedToDate[i] + (year[i] === year[year.length - 1] ? gain : 0))) /
          (hours - taxRate * hoursToDate[i]),
      );
    },
    { note: "year 0 has no profit: it is the rent without tax" },
  )({ ...others, [charge]: charged });
}

const sumOfCash = step(
  "sumOfCash",
  "Proof: sum of the free cash flow at this rent",
  "$",
  "=sum(freeCashFlow)",
  ({ freeCashFlow }: { freeCashFlow: Series }) => sum(freeCashFlow),
  { note: "0 but for rounding" },
);

/** The rent at which the cash sums to 0 where no formula gives it: searched for, and proven by the cash flow at that rent. */
function searchedRent(scenario: Scenario): number {
  const cashAt = (rate: number): number => sum(cashflow({ ...scenario, rate }).columns.freeCashFlow);
  const { high } = KEYS.rate;
  const rate = findRoot(cashAt, 0, high);
  if (Number.isNaN(rate)) {
    if (unwatched(() => cashAt(0)) > 0)
      fail("#N/A", "cash is left even at a market rent of 0: the contract alone covers everything");
    fail("#N/A", `no rent up to ${high} breaks even`);
  }
  if (!watched()) return rate;
  const path = scope();
  frozen("breakevenRate", BREAK_EVEN_RENT, "$/GPU-hour", "found by a bracketed search; the proof follows", rate);
  const change = { key: "rate", value: rate, is: { path, key: "breakevenRate" } } as const;
  inVariant(
    { assumptions: scenario, path },
    "atBreakeven",
    () => "Proof",
    [change],
    (there) => {
      sumOfCash({ freeCashFlow: cashflow(there).columns.freeCashFlow });
    },
  );
  return rate;
}

const BREAK_EVEN_RENT = "Rent at which the undiscounted cash sums to 0";

const breakevenRent = step(
  "breakevenRate",
  BREAK_EVEN_RENT,
  "$/GPU-hour",
  "=MAX(all(breakevenRates))",
  ({ breakevenRates }: { breakevenRates: Series }) => Math.max(...breakevenRates),
  { note: "with losses carried forward, tax is paid in all on the largest profit to date: the largest of these rents" },
);

/** The rent at which the undiscounted free cash flow sums to 0. */
export function breakevenRate(flow: Cashflow, scenario: Scenario): number {
  if (hasContract(scenario) || valueOf(scenario, "lossLimit") !== 1) return searchedRent(scenario);
  const { ramp, operating, priceShare, gain, columns } = flow;
  const { capex, taxRate, gpus, hoursPerYear, utilization } = scenario;
  const { year, opex, residual: resale } = columns;
  const hours = rentedHours({ gpus, priceShare, hoursPerYear, utilization, ramp, operating });
  if (!(sum(hours) > 0)) fail("#N/A", `utilization is ${utilization}: no GPU-hour is sold, so no rent breaks even`);
  const rates = breakevenRates(valueOf(scenario, "taxMethod") === 0 ? "depreciation" : "taxDepreciation", {
    capex,
    resale,
    opex,
    taxRate,
    charged: flow.deducted,
    year,
    gain,
    rentedHours: hours,
  });
  const rate = breakevenRent({ breakevenRates: rates });
  if (!(rate <= KEYS.rate.high)) fail("#N/A", `no rent up to ${KEYS.rate.high} breaks even: it would take ${rate}`);
  return rate;
}
