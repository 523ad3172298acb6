// The cash flow of a fleet and what it returns: identities across columns and functions.
import fc from "fast-check";
import { cashflow, type CashflowColumn, columnOf } from "../../src/model/cashflow";
import { ModelError } from "../../src/model/errors";
import type { Scenario } from "../../src/model/keys";
import { measure, METRIC_NAMES, METRICS } from "../../src/model/metrics";
import { irrRoots } from "../../src/model/numbers/irr";
import { internalRate, multiple, netPresentValue } from "../../src/model/returns";
import { complete } from "../../src/model/scenario";
import { newTrail, watch } from "../../src/model/steps/trace";
import { anyScenario } from "../explain/cases";
import { SMALL_FLEET } from "./fleets";
import { exactSign } from "./numbers/high-precision";

const column = (scenario: Scenario, name: CashflowColumn): readonly number[] => columnOf(cashflow(scenario), name);
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const holds = (property: (scenario: Scenario) => void): void =>
  fc.assert(fc.property(anyScenario, property), { numRuns: 300 });

/** The size of what a scenario adds up, for comparing sums. */
const sized = (scenario: Scenario): number => total(Object.values(cashflow(scenario).columns).flat().map(Math.abs));

test("a small fleet by hand: revenue 400, opex 100, IT 600 less 10 % over 4 years, facility 400 over 8, tax 25 %", () => {
  const flows = cashflow(SMALL_FLEET).columns;
  expect(flows.ebitda).toEqual([0, 300, 300, 300, 300]);
  expect(flows.depreciation).toEqual([-0, -185, -185, -185, -185]);
  expect(flows.tax.map((value) => value + 0)).toEqual([0, -28.75, -28.75, -28.75, -28.75]);
  expect(flows.residual).toEqual([0, 0, 0, 0, 260]);
  expect(flows.freeCashFlow).toEqual([-1000, 271.25, 271.25, 271.25, 531.25]);
});

test("losses are carried forward: tax waits until they are used up", () => {
  const flows = cashflow({ ...SMALL_FLEET, rampMonths: 24, opexFromYear: 1 }).columns;
  // Half of the ramp: 100 in year 1, 300 in year 2, then 400; EBIT -185, 15, 115, 115.
  expect(flows.ebit.map((value) => value + 0)).toEqual([0, -185, 15, 115, 115]);
  expect(flows.tax.map((value) => value + 0)).toEqual([0, 0, 0, 0, -15]);
});

test("the columns add: EBITDA, EBIT and free cash flow are sums of the columns before them", () =>
  holds((scenario) => {
    const flow = cashflow(scenario);
    const { year, revenue, opex, ebitda, depreciation, ebit, tax, capex, residual, freeCashFlow } = flow.columns;
    const { cumulative } = flow.toDate();
    const room = 1e-12 * sized(scenario);
    year.forEach((_, i) => {
      expect(Math.abs(revenue[i] + opex[i] - ebitda[i])).toBeLessThanOrEqual(room);
      expect(Math.abs(ebitda[i] + depreciation[i] - ebit[i])).toBeLessThanOrEqual(room);
      expect(Math.abs(ebitda[i] + tax[i] + capex[i] + residual[i] - freeCashFlow[i])).toBeLessThanOrEqual(room);
      expect(Math.abs(total(freeCashFlow.slice(0, i + 1)) - cumulative[i])).toBeLessThanOrEqual(room);
    });
  }));

test("the sale brings the shares of cost that are told, and tax is paid on what it brings above the books", () =>
  holds((scenario) => {
    const { capex, itShare, residual, facilityResidual } = scenario;
    const { columns, gain, taxableProfit } = cashflow(scenario);
    const room = 1e-12 * sized(scenario);
    const brought = capex * (itShare * residual + (1 - itShare) * facilityResidual);
    expect(Math.abs(total(columns.residual) - brought)).toBeLessThanOrEqual(room);
    expect(Math.abs(brought - (capex + total(columns.depreciation)) - gain)).toBeLessThanOrEqual(room);
    expect(Math.abs(total(taxableProfit) - total(columns.ebit) - gain)).toBeLessThanOrEqual(room);
  }));

test("a longer book life never adds cash: with tax it lowers the rate of return, without tax it changes nothing", () =>
  holds((scenario) => {
    const { horizon, taxRate } = scenario;
    const npvOf = (itLife: number, rate: number): number =>
      netPresentValue(column({ ...scenario, itLife, taxRate: rate }, "freeCashFlow"), 0.1);
    const room = 1e-9 * sized(scenario);
    expect(Math.abs(npvOf(2 * horizon, 0) - npvOf(horizon, 0))).toBeLessThanOrEqual(room);
    expect(npvOf(2 * horizon, taxRate)).toBeLessThanOrEqual(npvOf(horizon, taxRate) + room);
  }));

test("with omitted book lives everything is written off at the horizon", () => {
  const { itLife, facilityLife, ...rest } = { ...SMALL_FLEET, itSalvage: 0 };
  expect([itLife, facilityLife]).toEqual([4, 8]);
  expect(cashflow(complete(rest)).gain).toBeCloseTo(260, 9);
});

test("a part of a last year earns and is depreciated by that part", () => {
  const flows = cashflow({ ...SMALL_FLEET, horizon: 2.5 }).columns;
  expect(flows.ebitda).toEqual([0, 300, 300, 150]);
  expect(flows.depreciation[3]).toBeCloseTo(-92.5, 9);
});

test("opex before its first year is 0", () => {
  expect(column({ ...SMALL_FLEET, opexFromYear: 3 }, "opex").map((value) => value + 0)).toEqual([0, 0, 0, -100, -100]);
});

test("a price that falls all the time earns the integral of its path", () => {
  // 400 x 0.25 / -ln 0.75 in the first year, and 0.75 of it in the next.
  const [, first, second] = column({ ...SMALL_FLEET, priceDecline: 0.25, declineMethod: 1 }, "revenue");
  expect(first).toBeCloseTo((400 * 0.25) / -Math.log(0.75), 9);
  expect(second).toBeCloseTo(0.75 * first, 9);
});

test("the integral of the path and its series for small declines meet", () => {
  const first = (priceDecline: number): number =>
    column({ ...SMALL_FLEET, priceDecline, declineMethod: 1 }, "revenue")[1];
  for (const d of [0.00099999999, 0.0010000001, -0.00099999999, -0.0010000001])
    expect(first(d) / ((400 * d) / -Math.log1p(-d))).toBeCloseTo(1, 12);
  expect(first(0)).toBe(400);
});

test("NPV at the IRR is 0", () =>
  holds((scenario) => {
    const flows = column(scenario, "freeCashFlow");
    const rate = answer("irr", scenario);
    fc.pre(rate > -0.9);
    expect(Math.abs(netPresentValue(flows, rate))).toBeLessThan(
      1e-9 * total(flows.map((flow, i) => Math.abs(flow) / (1 + rate) ** i)),
    );
  }));

test("at a zero rate, NPV is the plain sum", () =>
  holds((scenario) => {
    const flows = column(scenario, "freeCashFlow");
    expect(Math.abs(netPresentValue(flows, 0) - total(flows))).toBeLessThan(1e-12 * sized(scenario));
  }));

test("the last discounted total is the NPV at the scenario's cost of capital", () =>
  holds((scenario) => {
    const discounted = column(scenario, "discountedCumulative");
    expect(Math.abs(discounted[discounted.length - 1] - measure("npv", scenario))).toBeLessThan(
      1e-11 * sized(scenario),
    );
  }));

test("the gross multiple is 1 more than the net one", () =>
  holds((scenario) => {
    const flows = column(scenario, "freeCashFlow");
    const net = multiple(flows, scenario.capex, true);
    expect(Math.abs(multiple(flows, scenario.capex, false) - net - 1)).toBeLessThan(
      1e-12 * (sized(scenario) / scenario.capex),
    );
  }));

test("payback is where the cumulative column crosses 0, resale at year end", () =>
  holds((scenario) => {
    const { elapsed, operatingCash, toDate } = cashflow({ ...scenario, basis: 3 });
    const { cumulative } = toDate();
    const crossing = cumulative.findIndex((value) => value >= 0);
    fc.pre(crossing > 0);
    const years = measure("payback", { ...scenario, basis: 3 }) / 365;
    expect(years).toBeGreaterThan(elapsed[crossing - 1]);
    expect(years).toBeLessThanOrEqual(elapsed[crossing] + 1e-12);
    const share = (years - elapsed[crossing - 1]) / (elapsed[crossing] - elapsed[crossing - 1]);
    const covered = cumulative[crossing - 1] + share * operatingCash[crossing];
    if (share < 1 - 1e-9) expect(Math.abs(covered)).toBeLessThan(1e-9 * sized(scenario));
    else expect(cumulative[crossing - 1] + operatingCash[crossing]).toBeLessThan(1e-9 * sized(scenario));
  }));

test("scaling all money changes no ratio and no time", () =>
  holds((scenario) => {
    const scaled = {
      ...scenario,
      capex: scenario.capex * 8,
      rate: scenario.rate * 8,
      pricePerKwh: scenario.pricePerKwh * 8,
      otherOpexPerGpu: scenario.otherOpexPerGpu * 8,
      annualOpex: scenario.annualOpex * 8,
    };
    for (const name of ["payback", "yield", "multiple", "irr"] as const)
      expect(answer(name, scaled)).toBe(answer(name, scenario));
  }));

function answer(name: (typeof METRIC_NAMES)[number], scenario: Scenario): number {
  try {
    return measure(name, scenario);
  } catch {
    return NaN;
  }
}

test("NPV and multiple never fall when rent or utilization rise, nor rise when cost, opex or decline do", () =>
  holds((scenario) => {
    const room = 1e-9 * sized(scenario);
    for (const [name, unit] of [
      ["npv", 1],
      ["multiple", 1 / scenario.capex],
    ] as const) {
      const value = answer(name, scenario);
      for (const better of [{ rate: scenario.rate * 1.1 }, { utilization: Math.min(1, scenario.utilization * 1.1) }])
        expect(answer(name, { ...scenario, ...better })).toBeGreaterThanOrEqual(value - room * unit);
      for (const worse of [{ annualOpex: scenario.annualOpex + 1e6 }, { priceDecline: scenario.priceDecline + 0.05 }])
        expect(answer(name, { ...scenario, ...worse })).toBeLessThanOrEqual(value + room * unit);
    }
  }));

test("the levelized cost, charged as the rent before tax, earns the cost of capital", () =>
  holds((scenario) => {
    const untaxed = { ...scenario, taxRate: 0, priceDecline: 0 };
    expect(Math.abs(measure("npv", { ...untaxed, rate: measure("tco", untaxed) }))).toBeLessThan(1e-9 * sized(untaxed));
  }));

test("a scenario that does not pay back says how near it comes; one that sells nothing has no cost by the hour", () => {
  expect(() => measure("payback", { ...SMALL_FLEET, rate: 0.3 })).toThrow(
    /does not pay back within its horizon of 4 years/,
  );
  expect(() => measure("tco", { ...SMALL_FLEET, utilization: 0 })).toThrow("utilization is 0");
});

test("the first year with negative EBITDA is named to who asks for the steps", () => {
  const trail = newTrail();
  watch(trail, () => cashflow({ ...SMALL_FLEET, priceDecline: 0.5 }));
  expect(trail.notes).toContain(
    "from year 3 on EBITDA is negative; the fleet runs to the horizon all the same".replace("3", "4"),
  );
});

test("where the value only touches 0, the explanation says that no rate is an investment's", () => {
  const trail = newTrail();
  watch(trail, () => internalRate([1, -4.5, 7.5625, -5.625, 1.5625])); // (1 - x)^2 (1 - 1.25 x)^2
  expect(trail.notes[0]).toContain("the nearest to 10 %, as at none the net present value falls through 0");
});

test("flows of one sign have no rate of return, and several rates are all named", () => {
  expect(() => internalRate([100, 200])).toThrow("the flows never change sign");
  expect(() => internalRate([-1, 3, -2.5])).toThrow("no rate above -100%");
  const trail = newTrail();
  expect(watch(trail, () => internalRate([-100, 230, -132]))).toBeCloseTo(0.2, 12);
  expect(trail.notes[0]).toMatch(/have 2 rates of return: 10 %, 20 %; this is 20 %, where .* falls through 0/);
});

test("a rate that its own proof does not confirm is no answer", () => {
  const late = [-1e150, ...new Array<number>(29).fill(0), 1e-150];
  expect(() => internalRate(late)).toThrow(
    /worth nothing only at a rate of -0\.99999\d*, .* no number has the digits to prove it/,
  );
  expect(internalRate([-100, 1])).toBeCloseTo(-0.99, 12);
});

test("where costs come last, the rate of return never falls as the rent rises, and the value has the sign that it says", () => {
  const some = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });
  // Sold for nothing: a payment, then receipts, then perhaps costs, so that there are at most two rates.
  const sold = { ...SMALL_FLEET, residual: 0, facilityResidual: 0, horizon: 8, itLife: 8, facilityLife: 8 };
  fc.assert(
    fc.property(some(0.1, 0.9), some(1, 400), some(0, 0.4), some(0.5, 3), (priceDecline, annualOpex, taxRate, rent) => {
      let before = -Infinity;
      for (let step = 0; step < 12; step++) {
        const scenario = complete({ ...sold, priceDecline, annualOpex, taxRate, rate: rent * 1.25 ** step });
        const flows = column(scenario, "freeCashFlow");
        const rate = rateOr(-Infinity, flows);
        expect(rate).toBeGreaterThanOrEqual(before);
        before = rate;
        if (rate === -Infinity) continue;
        expect(exactSign(flows, (1 + rate) * (1 + 1e-9))).toBe(-1);
        // Where two rates meet, less than a billionth below there may be the other one.
        if (irrRoots(flows).every((other) => other === rate || rate - other > 1e-6))
          expect(exactSign(flows, (1 + rate) * (1 - 1e-9))).toBe(1);
      }
    }),
    { numRuns: 300 },
  );
});

/** The rate of return, or what stands for none. */
function rateOr(none: number, flows: readonly number[]): number {
  try {
    return internalRate(flows);
  } catch (error) {
    if (error instanceof ModelError) return none;
    throw error;
  }
}

test("every metric has a label and a unit", () => {
  for (const name of METRIC_NAMES)
    expect(METRICS[name]).toMatchObject({ label: expect.stringMatching(/^[A-Z]/), unit: expect.stringMatching(/./) });
});
