// Depreciation in the books and for tax, the gain on the sale at the end, losses carried forward, and the tax of each year.
import { fail } from "./errors";
import type { Scenario } from "./keys";
import { sharesOfYears } from "./macrs";
import { along, before, type Series, sum } from "./numbers/series";
import { termsOf, valueOf } from "./scenario";
import { figure, step, watched } from "./steps/trace";

type Of<K extends keyof Scenario> = Pick<Scenario, K>;

const itCost = step(
  "itCost",
  "Cost of servers and network",
  "$",
  "=capex * itShare",
  ({ capex, itShare }: Of<"capex" | "itShare">) => capex * itShare,
);

const facilityCost = step(
  "facilityCost",
  "Cost of the facility",
  "$",
  "=capex * (1 - itShare)",
  ({ capex, itShare }: Of<"capex" | "itShare">) => capex * (1 - itShare),
);

const itDepreciation = step(
  "itDepreciation",
  "Book depreciation of IT",
  "$",
  "=(0 - itCost) * (1 - itSalvage) * (MIN(elapsed, itLife) - MIN(prior(elapsed), itLife)) / itLife",
  ({ itCost, itSalvage, elapsed, itLife }: { itCost: number; itSalvage: number; elapsed: Series; itLife: number }) =>
    along(
      elapsed.length,
      (i) =>
        ((0 - itCost) * (1 - itSalvage) * (Math.min(elapsed[i], itLife) - Math.min(before(elapsed, i), itLife))) /
        itLife,
    ),
);

const facilityDepreciation = step(
  "facilityDepreciation",
  "Book depreciation of the facility",
  "$",
  "=(0 - facilityCost) * (1 - facilitySalvage) * (MIN(elapsed, facilityLife) - MIN(prior(elapsed), facilityLife)) / facilityLife",
  ({
    facilityCost,
    facilitySalvage,
    elapsed,
    facilityLife,
  }: {
    facilityCost: number;
    facilitySalvage: number;
    elapsed: Series;
    facilityLife: number;
  }) =>
    along(
      elapsed.length,
      (i) =>
        ((0 - facilityCost) *
          (1 - facilitySalvage) *
          (Math.min(elapsed[i], facilityLife) - Math.min(before(elapsed, i), facilityLife))) /
        facilityLife,
    ),
);

const depreciation = step(
  "depreciation",
  "Depreciation",
  "$",
  "=itDepreciation + facilityDepreciation",
  ({ itDepreciation, facilityDepreciation }: { itDepreciation: Series; facilityDepreciation: Series }) =>
    along(itDepreciation.length, (i) => itDepreciation[i] + facilityDepreciation[i]),
);

const ebit = step(
  "ebit",
  "EBIT",
  "$",
  "=ebitda + depreciation",
  ({ ebitda, depreciation }: { ebitda: Series; depreciation: Series }) =>
    along(ebitda.length, (i) => ebitda[i] + depreciation[i]),
  { note: "before the gain or loss on the sale at the end" },
);

const itResale = step(
  "itResale",
  "Cash from the sale of IT",
  "$",
  "=itCost * residual",
  ({ itCost, residual }: Of<"residual"> & { itCost: number }) => itCost * residual,
);

const facilityResale = step(
  "facilityResale",
  "Cash from the sale of the facility",
  "$",
  "=facilityCost * facilityResidual",
  ({ facilityCost, facilityResidual }: Of<"facilityResidual"> & { facilityCost: number }) =>
    facilityCost * facilityResidual,
);

const resale = step(
  "resale",
  "Residual: cash from the sale",
  "$",
  "=IF(year = last(year), itResale + facilityResale, 0)",
  ({ year, itResale, facilityResale }: { year: Series; itResale: number; facilityResale: number }) =>
    along(year.length, (i) => (year[i] === year[year.length - 1] ? itResale + facilityResale : 0)),
  { note: "everything is sold at the end of the last year" },
);

const itCarrying = step(
  "itCarrying",
  "Carrying amount of IT at the end",
  "$",
  "=itCost * (1 - (1 - itSalvage) * MIN(horizon, itLife) / itLife)",
  ({ itCost, itSalvage, horizon, itLife }: { itCost: number; itSalvage: number; horizon: number; itLife: number }) =>
    itCost * (1 - ((1 - itSalvage) * Math.min(horizon, itLife)) / itLife),
);

const facilityCarrying = step(
  "facilityCarrying",
  "Carrying amount of the facility at the end",
  "$",
  "=facilityCost * (1 - (1 - facilitySalvage) * MIN(horizon, facilityLife) / facilityLife)",
  ({
    facilityCost,
    facilitySalvage,
    horizon,
    facilityLife,
  }: {
    facilityCost: number;
    facilitySalvage: number;
    horizon: number;
    facilityLife: number;
  }) => facilityCost * (1 - ((1 - facilitySalvage) * Math.min(horizon, facilityLife)) / facilityLife),
);

const itTaxDepreciation = step(
  "itTaxDepreciation",
  "Tax depreciation of IT",
  "$",
  "=(0 - itCost) * (IF(year = 1, bonusDepreciation, 0) + (1 - bonusDepreciation) * itTaxShare)",
  ({
    itCost,
    year,
    bonusDepreciation,
    itTaxShare,
  }: {
    itCost: number;
    year: Series;
    bonusDepreciation: number;
    itTaxShare: Series;
  }) =>
    along(
      year.length,
      (i) => (0 - itCost) * ((year[i] === 1 ? bonusDepreciation : 0) + (1 - bonusDepreciation) * itTaxShare[i]),
    ),
  { note: "the bonus in the first year, the table on what it leaves" },
);

const facilityTaxDepreciation = step(
  "facilityTaxDepreciation",
  "Tax depreciation of the facility",
  "$",
  "=(0 - facilityCost) * facilityTaxShare",
  ({ facilityCost, facilityTaxShare }: { facilityCost: number; facilityTaxShare: Series }) =>
    along(facilityTaxShare.length, (i) => (0 - facilityCost) * facilityTaxShare[i]),
);

const taxDepreciation = step(
  "taxDepreciation",
  "Tax depreciation",
  "$",
  "=itTaxDepreciation + facilityTaxDepreciation",
  ({ itTaxDepreciation, facilityTaxDepreciation }: { itTaxDepreciation: Series; facilityTaxDepreciation: Series }) =>
    along(itTaxDepreciation.length, (i) => itTaxDepreciation[i] + facilityTaxDepreciation[i]),
);

const taxBasis = step(
  "taxBasis",
  "Tax basis at the end",
  "$",
  "=capex + sum(taxDepreciation)",
  ({ capex, taxDepreciation }: Of<"capex"> & { taxDepreciation: Series }) => capex + sum(taxDepreciation),
  { note: "what has not been depreciated for tax when everything is sold" },
);

const bookGain = step(
  "gain",
  "Gain on the sale",
  "$",
  "=itResale + facilityResale - itCarrying - facilityCarrying",
  ({
    itResale,
    facilityResale,
    itCarrying,
    facilityCarrying,
  }: Record<"itResale" | "facilityResale" | "itCarrying" | "facilityCarrying", number>) =>
    itResale + facilityResale - itCarrying - facilityCarrying,
  { note: "proceeds less carrying amount; a loss is negative" },
);

const taxGain = step(
  "gain",
  "Gain on the sale for tax",
  "$",
  "=itResale + facilityResale - taxBasis",
  ({ itResale, facilityResale, taxBasis }: Record<"itResale" | "facilityResale" | "taxBasis", number>) =>
    itResale + facilityResale - taxBasis,
  { note: "proceeds less tax basis; a loss is negative" },
);

const bookProfit = step(
  "taxableProfit",
  "Profit before tax and earlier losses",
  "$",
  "=ebit + IF(year = last(year), gain, 0)",
  ({ ebit, year, gain }: { ebit: Series; year: Series; gain: number }) =>
    along(year.length, (i) => ebit[i] + (year[i] === year[year.length - 1] ? gain : 0)),
  { note: "the gain or loss on the sale is taxed with the last year" },
);

const taxProfit = step(
  "taxableProfit",
  "Profit before tax and earlier losses",
  "$",
  "=ebitda + taxDepreciation + IF(year = last(year), gain, 0)",
  ({ ebitda, taxDepreciation, year, gain }: { ebitda: Series; taxDepreciation: Series; year: Series; gain: number }) =>
    along(year.length, (i) => ebitda[i] + taxDepreciation[i] + (year[i] === year[year.length - 1] ? gain : 0)),
  { note: "by tax depreciation; the gain or loss on the sale is taxed with the last year" },
);

/** Losses that no profit has covered yet, after each year; a profit is covered by them in full, or up to a share of it. */
function lossesAfter(profit: Series, limit: number): Series {
  const pool = new Array<number>(profit.length);
  let left = 0;
  for (let i = 0; i < profit.length; i++) {
    left =
      limit === 1
        ? Math.max(0, left - profit[i])
        : left - Math.min(left, limit * Math.max(0, profit[i])) + Math.max(0, 0 - profit[i]);
    pool[i] = left;
  }
  return pool;
}

/** The tax of each year, negative. */
const taxAfter = (profit: Series, pool: Series, rate: number, limit: number): Series =>
  along(profit.length, (i) =>
    limit === 1
      ? (0 - rate) * Math.max(0, profit[i] - before(pool, i))
      : (0 - rate) * (Math.max(0, profit[i]) - Math.min(before(pool, i), limit * Math.max(0, profit[i]))),
  );

/** Names under which the rule of losses and tax is a step: of the project, and of its owners after interest. */
interface TaxNames {
  readonly pool: string;
  readonly tax: string;
  readonly profit: string;
  readonly of: string;
}

const PROJECT: TaxNames = { pool: "lossPool", tax: "tax", profit: "taxableProfit", of: "" };
const OWNERS: TaxNames = { pool: "leveredLossPool", tax: "leveredTax", profit: "leveredProfit", of: " after interest" };

/** Tax of a profit, with losses carried forward. */
function taxOf({ pool, tax, profit, of }: TaxNames, own: Series, taxRate: number, lossLimit: number): Series {
  if (!watched()) return taxAfter(own, lossesAfter(own, lossLimit), taxRate, lossLimit);
  const whole = lossLimit === 1;
  const covered = `MIN(prior(${pool}), lossLimit * MAX(0, ${profit}))`;
  const losses = step(
    pool,
    `Losses carried forward${of}`,
    "$",
    whole ? `=MAX(0, prior(${pool}) - ${profit})` : `=prior(${pool}) - ${covered} + MAX(0, 0 - ${profit})`,
    () => lossesAfter(own, lossLimit),
  )({ [profit]: own, lossLimit });
  return step(
    tax,
    `Tax${of}`,
    "$",
    whole ? `=(0 - taxRate) * MAX(0, ${profit} - prior(${pool}))` : `=(0 - taxRate) * (MAX(0, ${profit}) - ${covered})`,
    () => taxAfter(own, losses, taxRate, lossLimit),
    {
      note: whole
        ? "losses are carried forward without limit"
        : "losses are carried forward and cover a share of each later profit",
    },
  )({ [profit]: own, [pool]: losses, taxRate, lossLimit });
}

const leveredProfit = step(
  "leveredProfit",
  "Profit after interest, before tax and earlier losses",
  "$",
  "=taxableProfit - interest",
  ({ taxableProfit, interest }: { taxableProfit: Series; interest: Series }) =>
    along(taxableProfit.length, (i) => taxableProfit[i] - interest[i]),
);

/** What the books and the tax office make of a scenario. */
export interface Taxation {
  readonly depreciation: Series;
  readonly ebit: Series;
  readonly resale: Series;
  /** Depreciation for tax: the books' own unless a table says otherwise. */
  readonly deducted: Series;
  /** Of the sale at the end, as tax counts it. */
  readonly gain: number;
  readonly taxableProfit: Series;
  readonly tax: Series;
}

interface Timeline {
  readonly year: Series;
  readonly elapsed: Series;
  readonly ebitda: Series;
}

/** The share of a later profit that losses may cover; 1 is all of it. */
const limitOf = (scenario: Scenario): number =>
  valueOf(scenario, "lossLimit") === 1 ? 1 : termsOf(scenario, ["lossLimit"]).lossLimit;

/** Depreciation, sale and tax of a scenario. */
export function taxation(scenario: Scenario, { year, elapsed, ebitda }: Timeline): Taxation {
  const { capex, itShare, itLife, facilityLife, residual, facilityResidual, taxRate, horizon } = scenario;
  const { itSalvage, facilitySalvage } = termsOf(scenario, ["itSalvage", "facilitySalvage"]);
  const servers = itCost({ capex, itShare });
  const building = facilityCost({ capex, itShare });
  const charge = depreciation({
    itDepreciation: itDepreciation({ itCost: servers, itSalvage, elapsed, itLife }),
    facilityDepreciation: facilityDepreciation({ facilityCost: building, facilitySalvage, elapsed, facilityLife }),
  });
  const profit = ebit({ ebitda, depreciation: charge });
  const itSale = itResale({ itCost: servers, residual });
  const facilitySale = facilityResale({ facilityCost: building, facilityResidual });
  const proceeds = resale({ year, itResale: itSale, facilityResale: facilitySale });
  const lossLimit = limitOf(scenario);
  const taxed = (deducted: Series, gain: number, taxableProfit: Series): Taxation => ({
    depreciation: charge,
    ebit: profit,
    resale: proceeds,
    deducted,
    gain,
    taxableProfit,
    tax: taxOf(PROJECT, taxableProfit, taxRate, lossLimit),
  });
  if (valueOf(scenario, "taxMethod") === 0) {
    const bonus = valueOf(scenario, "bonusDepreciation");
    if (bonus !== 0)
      fail("#VALUE!", `bonusDepreciation is ${bonus}, which books do not know: write taxMethod=MACRS with it`);
    const gain = bookGain({
      itResale: itSale,
      facilityResale: facilitySale,
      itCarrying: itCarrying({ itCost: servers, itSalvage, horizon, itLife }),
      facilityCarrying: facilityCarrying({ facilityCost: building, facilitySalvage, horizon, facilityLife }),
    });
    return taxed(charge, gain, bookProfit({ ebit: profit, year, gain }));
  }
  const { bonusDepreciation } = termsOf(scenario, ["bonusDepreciation"]);
  const itTaxShare = figure(
    "itTaxShare",
    "MACRS rate of IT",
    "fraction",
    sharesOfYears(year, 5),
    "IRS Publication 946, table A-1: 5-year property, half-year convention",
    { support: ["A"] },
  );
  const facilityTaxShare = figure(
    "facilityTaxShare",
    "MACRS rate of the facility",
    "fraction",
    sharesOfYears(year, 15),
    "IRS Publication 946, table A-1: 15-year property, half-year convention",
    { support: ["A"] },
  );
  const deducted = taxDepreciation({
    itTaxDepreciation: itTaxDepreciation({ itCost: servers, year, bonusDepreciation, itTaxShare }),
    facilityTaxDepreciation: facilityTaxDepreciation({ facilityCost: building, facilityTaxShare }),
  });
  const gain = taxGain({
    itResale: itSale,
    facilityResale: facilitySale,
    taxBasis: taxBasis({ capex, taxDepreciation: deducted }),
  });
  return taxed(deducted, gain, taxProfit({ ebitda, taxDepreciation: deducted, year, gain }));
}

/** Tax of the owners, who deduct interest. */
export function leveredTax(
  scenario: Scenario,
  { taxableProfit, interest }: { taxableProfit: Series; interest: Series },
): Series {
  const profit = leveredProfit({ taxableProfit, interest });
  return taxOf(OWNERS, profit, scenario.taxRate, valueOf(scenario, "lossLimit"));
}
