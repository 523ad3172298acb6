// Hours sold by contract: a share of all hours that is paid whether it is used or not, at a rent of its own, for some years from the
// start. The other hours, and all after the contract, go to the market.
import { fail } from "./errors";
import { power } from "./numbers/exact";
import type { Scenario } from "./keys";
import { along, type Series } from "./numbers/series";
import { type Assumptions, termsOf, valueOf } from "./scenario";
import { remark, step, watched } from "./steps/trace";

const sameRent = step(
  "contractRate",
  "Rent of a contracted GPU-hour",
  "$/GPU-hour",
  "=rate",
  ({ rate }: { rate: number }) => rate,
  {
    note: "the scenario's rent if omitted",
  },
);

const contracted = step(
  "contracted",
  "Part of the year under contract",
  "years",
  "=IF(year = 0, 0, contractShare * (MIN(elapsed, contractYears) - MIN(prior(elapsed), contractYears)))",
  ({
    year,
    elapsed,
    contractShare,
    contractYears,
  }: {
    year: Series;
    elapsed: Series;
    contractShare: number;
    contractYears: number;
  }) =>
    along(elapsed.length, (i) =>
      year[i] === 0
        ? 0
        : contractShare * (Math.min(elapsed[i], contractYears) - Math.min(elapsed[i - 1], contractYears)),
    ),
  { note: "the share of all hours, as long as the contract lasts" },
);

const contractPrice = step(
  "contractPrice",
  "Contracted rent of the year",
  "$/GPU-hour",
  "=IF(year = 0, 0, contractRate * (1 + contractEscalation) ^ (year - 1))",
  ({ year, contractRate, contractEscalation }: { year: Series; contractRate: number; contractEscalation: number }) =>
    along(year.length, (i) => (year[i] === 0 ? 0 : contractRate * power(1 + contractEscalation, year[i] - 1))),
);

interface Hours {
  readonly gpus: number;
  readonly hoursPerYear: number;
  readonly ramp: Series;
  readonly contracted: Series;
}

const contractRevenue = step(
  "contractRevenue",
  "Revenue under contract",
  "$",
  "=gpus * hoursPerYear * ramp * contracted * contractPrice",
  ({ gpus, hoursPerYear, ramp, contracted, contractPrice }: Hours & { contractPrice: Series }) =>
    along(ramp.length, (i) => gpus * hoursPerYear * ramp[i] * contracted[i] * contractPrice[i]),
  { note: "paid whether the hours are used or not" },
);

const marketRevenue = step(
  "marketRevenue",
  "Revenue at the market",
  "$",
  "=gpus * hoursPerYear * ramp * (operating - contracted) * utilization * price",
  ({
    gpus,
    hoursPerYear,
    ramp,
    operating,
    contracted,
    utilization,
    price,
  }: Hours & { operating: Series; utilization: number; price: Series }) =>
    along(ramp.length, (i) => gpus * hoursPerYear * ramp[i] * (operating[i] - contracted[i]) * utilization * price[i]),
);

const bothRevenues = step(
  "revenue",
  "Revenue",
  "$",
  "=contractRevenue + marketRevenue",
  ({ contractRevenue, marketRevenue }: { contractRevenue: Series; marketRevenue: Series }) =>
    along(contractRevenue.length, (i) => contractRevenue[i] + marketRevenue[i]),
);

const prepaid = step(
  "prepaid",
  "Prepaid in year 0",
  "$",
  "=prepayment * INDEX(contractRevenue, 2)",
  ({ prepayment, contractRevenue }: { prepayment: number; contractRevenue: Series }) => prepayment * contractRevenue[1],
  { note: "a share of what the contract brings in its first year" },
);

const prepaymentFlow = step(
  "prepaymentFlow",
  "Prepayment received, then credited",
  "$",
  "=IF(year = 0, prepaid, (0 - prepaid) * (MIN(elapsed, contractYears) - MIN(prior(elapsed), contractYears)) / contractYears)",
  ({
    year,
    prepaid,
    elapsed,
    contractYears,
  }: {
    year: Series;
    prepaid: number;
    elapsed: Series;
    contractYears: number;
  }) =>
    along(year.length, (i) =>
      year[i] === 0
        ? prepaid
        : ((0 - prepaid) * (Math.min(elapsed[i], contractYears) - Math.min(elapsed[i - 1], contractYears))) /
          contractYears,
    ),
  { note: "credited evenly over the contract; revenue, and tax on it, come with the hours" },
);

/** What the hours bring, and which of them are sold however little is used. */
export interface Sales {
  readonly revenue: Series;
  /** The part of each year that is sold by contract; undefined without a contract. */
  readonly contracted?: Series;
  /** Under contract; undefined without one. */
  readonly contractRevenue?: Series;
  /** Received in year 0 and credited later; undefined where nothing is prepaid. */
  readonly prepaymentFlow?: Series;
}

/** Whether any hour is sold by contract. */
export const hasContract = (scenario: Assumptions): boolean => valueOf(scenario, "contractShare") > 0;

/** Revenue under a contract and at the market. */
export function contractSales(
  scenario: Scenario,
  {
    year,
    elapsed,
    operating,
    ramp,
    price,
  }: Readonly<Record<"year" | "elapsed" | "operating" | "ramp" | "price", Series>>,
): Sales {
  const { contractShare, contractYears, contractEscalation, prepayment } = termsOf(scenario, [
    "contractShare",
    "contractYears",
    "contractEscalation",
    "prepayment",
  ]);
  const { gpus, hoursPerYear, utilization, horizon } = scenario;
  if (contractYears > horizon)
    fail(
      "#VALUE!",
      `contractYears is ${contractYears}: the horizon is ${horizon} years; shorten the contract or lengthen the horizon`,
    );
  if (watched() && contractYears === 0) remark(() => "contractYears is 0, so no hour is under contract");
  const contractRate = scenario.contractRate ?? sameRent({ rate: scenario.rate });
  const share = contracted({ year, elapsed, contractShare, contractYears });
  const underContract = contractRevenue({
    gpus,
    hoursPerYear,
    ramp,
    contracted: share,
    contractPrice: contractPrice({ year, contractRate, contractEscalation }),
  });
  const revenue = bothRevenues({
    contractRevenue: underContract,
    marketRevenue: marketRevenue({ gpus, hoursPerYear, ramp, operating, contracted: share, utilization, price }),
  });
  const prepays = prepayment !== 0 && contractYears !== 0;
  return {
    revenue,
    contracted: share,
    contractRevenue: underContract,
    prepaymentFlow: prepays
      ? prepaymentFlow({
          year,
          prepaid: prepaid({ prepayment, contractRevenue: underContract }),
          elapsed,
          contractYears,
        })
      : undefined,
  };
}
