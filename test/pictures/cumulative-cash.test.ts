// Cash to date: the picture says what the functions say.
import { cashPresets, preset } from "../../src/data/presets";
import { cashflow } from "../../src/model/cashflow";
import { present } from "../../src/model/errors";
import { cashToDate } from "../../src/pictures/cumulative-cash";
import { outlookOf } from "../../src/pictures/outlook";
import { scenarioOf } from "../../src/sheets/own-scenario";

const scenario = (name: string) => present(scenarioOf(preset(name)) ?? undefined);

/** Where a line through the points first comes back to 0. */
function crossing(points: ReturnType<typeof cashToDate>["points"]): number | null {
  const at = points.findIndex(({ cash }) => cash >= 0);
  if (at < 0) return null;
  const [before, after] = [points[at - 1], points[at]];
  return before.years + (after.years - before.years) * (before.cash / (before.cash - after.cash));
}

test("the article's cluster has paid back where revenue less nothing has brought its cost: 1.5e9 / (16,000 x 9.40 x 8,760) years", () => {
  expect(cashToDate(scenario("TNP-2025")).payback).toBeCloseTo(1.5e9 / (16000 * 9.4 * 8760), 12);
});

test.each(cashPresets().map(({ name }) => name))(
  "%s: the curve crosses 0 at the payback after tax, or stays below where there is none",
  (name) => {
    const { points, payback } = cashToDate(scenario(name));
    const found = crossing(points);
    if (found === null) expect(payback).toBeNull();
    else expect(payback).toBeCloseTo(found, 9);
  },
);

test.each(cashPresets().map(({ name }) => name))(
  "%s: the curve starts at what the fleet costs and ends at the sum of its flows",
  (name) => {
    const own = scenario(name);
    const { points } = cashToDate(own);
    const flow = cashflow(own).columns.freeCashFlow;
    expect(points[0]).toEqual({ years: 0, cash: -own.capex });
    const sum = Array.from(flow).reduce((total, each) => total + each, 0);
    const largest = Math.max(...Array.from(flow, Math.abs));
    expect(Math.abs((points.at(-1)?.cash ?? NaN) - sum)).toBeLessThan(1e-12 * largest);
    expect(points.at(-1)?.years).toBe(own.horizon);
  },
);

test("a preset that is no scenario has no curve", () => {
  expect(outlookOf(preset("AMZN-CAPEX"))).toEqual({ irr: null, npv: null, payback: null, cash: null, refused: null });
});
