// Debt of a scenario: schedules as Excel's functions have them, cover ratios, tranches, and what the owners get.
import fc from "fast-check";
import { cashflow } from "../../../src/model/cashflow";
import { coverage } from "../../../src/model/debt/cover";
import { debtCapacity, type Financing, financingOf } from "../../../src/model/debt/financing";
import { PROFILES } from "../../../src/model/debt/loan";
import type { Tranche } from "../../../src/model/debt/tranches";
import { ModelError } from "../../../src/model/errors";
import type { Scenario } from "../../../src/model/keys";
import { equityMultiple, equityRate, measure } from "../../../src/model/metrics";
import { newTrail, watch } from "../../../src/model/steps/trace";
import { anyDeal } from "../../explain/cases";
import { SMALL_FLEET, TNP_2025 } from "../fleets";

const financed = (scenario: Scenario, tranches?: readonly Tranche[]): Financing =>
  financingOf(cashflow(scenario), scenario, tranches);
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** 10,000 at 10 % over 5 years; Excel: PMT(0.1,5,-10000) = 2637.97, IPMT of year 3 = 656.03, PPMT of year 3 = 1981.95. */
const LOAN: Scenario = { ...TNP_2025, capex: 20_000, gpus: 1, rate: 2, horizon: 8, otherOpexPerGpu: 0, debtShare: 0.5 };

test("an annuity is Excel's: PMT, IPMT and PPMT of 10,000 over 5 years at 10 %", () => {
  const { service, interest, principal, closing } = financed(LOAN).columns;
  for (let year = 1; year <= 5; year++) expect(service[year]).toBeCloseTo(2637.97, 2);
  expect(interest[3]).toBeCloseTo(656.03, 2);
  expect(principal[3]).toBeCloseTo(1981.95, 2);
  expect(closing.slice(5)).toEqual([0, 0, 0, 0]);
});

test("at no interest, and at next to none, an annuity repays the same every year", () => {
  for (const debtRate of [0, 1e-12])
    for (const paid of financed({ ...LOAN, debtRate }).columns.principal.slice(1, 6)) expect(paid).toBeCloseTo(2000, 6);
});

test("by hand: equal principal, a bullet, and years of interest alone", () => {
  const equal = financed({ ...LOAN, debtProfile: 1 }).columns;
  expect(equal.principal.slice(1, 6)).toEqual([2000, 2000, 2000, 2000, 2000]);
  expect(total(equal.interest)).toBeCloseTo(0.1 * (10_000 + 8000 + 6000 + 4000 + 2000), 9);
  const bullet = financed({ ...LOAN, debtProfile: 2 }).columns;
  expect(bullet.principal.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 10_000]);
  expect(total(bullet.interest)).toBeCloseTo(5000, 9);
  const grace = financed({ ...LOAN, debtGrace: 2 }).columns;
  expect(grace.principal.slice(1, 3)).toEqual([0, 0]);
  // Excel: =PMT(0.1,3,-10000)
  for (const year of [3, 4, 5]) expect(grace.service[year]).toBeCloseTo(4021.15, 2);
});

test("by hand: half of what CFADS leaves repays more, and the term gets shorter", () => {
  const swept = financed({ ...LOAN, debtProfile: 1, cashSweep: 0.5 }).columns;
  // A year brings 17,520: 3,000 are due, and half of the other 14,520 repay 7,260 more; 740 is left.
  expect(swept.closing.slice(0, 3)).toEqual([10_000, 740, 0]);
});

/** A random stack: any deal of at least five years with some debt. */
const anyStack = anyDeal.map((deal): Scenario => ({ ...deal, horizon: Math.max(5, deal.horizon) }));

/** The debt, or undefined where CFADS cannot carry it or another term does not fit. */
function stack(scenario: Scenario): Financing | undefined {
  try {
    return financed(scenario);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return undefined;
  }
}

test("what is drawn is what is repaid, the balance is never negative, and what CFADS does not cover is told", () => {
  fc.assert(
    fc.property(anyStack, (scenario) => {
      const debt = stack(scenario);
      fc.pre(debt !== undefined);
      const { closing, principal, interest, opening, service, cfads, shortfall, dscr } = (debt as Financing).columns;
      const drawn = (scenario.debtShare ?? 0) * scenario.capex;
      expect(Math.abs(drawn - total(principal) - (closing.at(-1) as number))).toBeLessThanOrEqual(1e-9 * drawn);
      closing.forEach((balance, i) => {
        expect(balance).toBeGreaterThanOrEqual(0);
        expect(interest[i]).toBe(opening[i] * (scenario.debtRate ?? 0.1));
        expect(shortfall[i]).toBe(Math.min(service[i], Math.max(0, service[i] - cfads[i])));
        expect(dscr[i]).toBe(service[i] > 0 ? cfads[i] / service[i] : 0);
      });
    }),
    { numRuns: 2000 },
  );
});

test("a sculpted debt of the capacity is the present value of CFADS over the target, and every year has the target", () => {
  fc.assert(
    fc.property(anyStack, fc.double({ min: 1, max: 2, noNaN: true }), (deal, dscrTarget) => {
      const scenario: Scenario = { ...deal, debtProfile: 3, debtGrace: 0, cashSweep: 0, dscrTarget };
      const unlevered = stack({ ...scenario, debtShare: 0 });
      fc.pre(unlevered !== undefined);
      const { cfads } = (unlevered as Financing).columns;
      const [rate, years] = [scenario.debtRate ?? 0.1, scenario.debtYears ?? 5];
      fc.pre(cfads.slice(1, years + 1).every((cash) => cash > 0));
      const capacity = debtCapacity(cashflow(scenario), scenario);
      const byHand = total(cfads.slice(1, years + 1).map((cash, i) => cash / dscrTarget / (1 + rate) ** (i + 1)));
      expect(Math.abs(capacity - byHand)).toBeLessThanOrEqual(1e-9 * byHand);
      fc.pre(capacity <= scenario.capex);
      const { columns } = financed({ ...scenario, debtShare: capacity / scenario.capex });
      for (let year = 1; year <= years; year++)
        expect(Math.abs(cfads[year] - dscrTarget * columns.service[year])).toBeLessThanOrEqual(1e-9 * capacity);
      expect(columns.llcr[0]).toBeCloseTo(dscrTarget, 6);
    }),
    { numRuns: 300 },
  );
});

test("without debt the owners have the project's own return, to the last bit", () => {
  fc.assert(
    fc.property(anyDeal, (deal) => {
      const scenario = { ...deal, debtShare: 0 };
      const outcome = (of: () => number): unknown => {
        try {
          return of();
        } catch (error) {
          return (error as ModelError).reason;
        }
      };
      const flow = (): ReturnType<typeof cashflow> => cashflow(scenario);
      expect(outcome(() => equityRate(flow(), scenario))).toEqual(outcome(() => measure("irr", scenario)));
      expect(outcome(() => total(financed(scenario).columns.equityFlow))).toEqual(
        outcome(() => total(flow().columns.freeCashFlow)),
      );
    }),
    { numRuns: 500 },
  );
});

test("by hand: interest lowers the tax of the owners", () => {
  // SMALL_FLEET: 300 a year less 185 is 115 taxed at 25 %; 500 at 10 % for 4 years, all at the end.
  const scenario: Scenario = { ...SMALL_FLEET, debtShare: 0.5, debtYears: 4, debtProfile: 2, debtFee: 0.02 };
  const { equityFlow, cfads, llcr } = financed(scenario).columns;
  expect(cfads.slice(1)).toEqual([271.25, 271.25, 271.25, 271.25]);
  const taxed = 300 - 0.25 * (115 - 50) - 50;
  expect(equityFlow).toEqual([-1000 + 500 - 10, taxed, taxed, taxed, taxed + 260 - 500]);
  expect(llcr[0]).toBeCloseTo((271.25 * (1 - 1.1 ** -4)) / 0.1 / 500, 9);
  expect(equityMultiple(cashflow(scenario), scenario)).toBeCloseTo((4 * taxed - 240) / 510, 12);
});

test("the lowest and the average DSCR are those of the years in which something is due", () => {
  const debt = financed({ ...LOAN, debtProfile: 1 });
  const due = [3000, 2800, 2600, 2400, 2200].map((service) => 17_520 / service);
  expect(coverage(debt.columns, "minDscr")).toBeCloseTo(due[0], 9);
  expect(coverage(debt.columns, "averageDscr")).toBeCloseTo(total(due) / 5, 9);
  expect(() => coverage(financed({ ...LOAN, debtShare: 0 }).columns, "minDscr")).toThrow("there is no debt to serve");
});

const tranche = (share: number, rate: number, profile: Tranche["profile"], grace = 0): Tranche => ({
  name: `${share}`,
  share,
  rate,
  years: 5,
  grace,
  profile,
});

test("tranches of one kind are one debt, and every tranche keeps its own schedule", () => {
  const one = financed(LOAN).columns;
  const two = financed(LOAN, [tranche(0.25, 0.1, "annuity"), tranche(0.75, 0.1, "annuity")]).columns;
  two.service.forEach((amount, i) => expect(amount).toBeCloseTo(one.service[i], 8));
  expect(two.llcr[0]).toBeCloseTo(one.llcr[0], 9);
  const mixed = financed(LOAN, [tranche(0.5, 0.08, "equal"), tranche(0.5, 0.12, "bullet", 1)]).columns;
  expect(mixed.principal.slice(1, 6)).toEqual([1000, 1000, 1000, 1000, 6000]);
  expect(mixed.interest[1]).toBeCloseTo(5000 * 0.08 + 5000 * 0.12, 9);
});

test.each<[string, Partial<Scenario>, readonly Tranche[] | undefined]>([
  ["of an annuity", {}, undefined],
  ["whose cash sweep repays more", { debtProfile: 1, cashSweep: 0.5 }, undefined],
  ["of two tranches", {}, [tranche(0.5, 0.08, "equal"), tranche(0.5, 0.12, "bullet", 1)]],
])("to be watched changes no bit of a debt %s", (_, changes, tranches) => {
  const trail = newTrail();
  const seen = watch(trail, () => financed({ ...LOAN, ...changes }, tranches));
  expect(seen.columns).toEqual(financed({ ...LOAN, ...changes }, tranches).columns);
  expect(trail.entries.flatMap((entry) => (entry.kind === "case" ? entry.key : []))).toEqual(
    (tranches ?? []).map((__, i) => `tranche${i + 1}`),
  );
});

test("a sculpted tranche follows the CFADS that the tranches above it leave", () => {
  const { cfads, service } = financed(LOAN, [tranche(0.5, 0.1, "bullet"), tranche(0.5, 0.1, "sculpted")]).columns;
  const own = service.map((amount, i) => amount - (i === 0 ? 0 : i === 5 ? 5500 : i < 5 ? 500 : 0));
  const shares = [1, 2, 3, 4].map((year) => own[year] / (cfads[year] - 500));
  for (const share of shares) expect(share).toBeCloseTo(shares[0], 9);
});

test.each<[string, Partial<Scenario>, string]>([
  ["a term beyond the horizon", { debtYears: 9 }, "debtYears is 9: the horizon ends in year 8"],
  ["no year left to repay in", { debtGrace: 5 }, "debtGrace is 5: it must be below debtYears, which is 5"],
  [
    "a sculpted debt that CFADS cannot carry",
    { debtProfile: 3, debtShare: 1, rate: 0.2 },
    "at a DSCR of 1.3 CFADS carries",
  ],
])("%s is refused with a sentence", (_, changes, sentence) => {
  expect(() => financed({ ...LOAN, ...changes })).toThrow(sentence);
});

test("tranches must sum to the whole debt", () => {
  expect(() => financed(LOAN, [tranche(0.5, 0.1, "equal"), tranche(0.4, 0.1, "equal")])).toThrow(
    "tranches: the shares sum to 0.9",
  );
});

test("owners who pay nothing in have no multiple", () => {
  const scenario = { ...LOAN, debtShare: 1 };
  expect(() => equityMultiple(cashflow(scenario), scenario)).toThrow("the owners pay nothing in");
});

test("a year whose service CFADS does not cover is remarked", () => {
  const trail = newTrail();
  watch(trail, () => financed({ ...LOAN, rate: 0.1 }));
  expect(trail.notes.join()).toContain("CFADS does not cover the debt service of year 1, 2, 3, 4, 5");
});

test("the term is five years if omitted, or the horizon where it is shorter", () => {
  expect(financed(LOAN).debtYears).toBe(5);
  expect(financed({ ...LOAN, horizon: 3 }).debtYears).toBe(3);
  expect(PROFILES).toHaveLength(4);
});
