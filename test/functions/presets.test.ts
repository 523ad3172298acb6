// Each preset's headline, from whoever published it or by hand.
import "./excel";
import { runnable } from "../../src/functions";

const column = (scenario: string, name: string, years: number | null = null): number[] =>
  (runnable("GPUCASHFLOW")?.(scenario, null, years, name) as number[][]).map(([value]) => value);
const cell = (id: string, ...args: unknown[]): number => runnable(id)?.(...args)[0][0] as number;
const sum = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0);

test("TNP-2025: ten years of full rent and, from the sixth, costs", () => {
  expect(cell("GPUMULTIPLE", "TNP-2025")).toBeCloseTo(10 * 0.878336 - 5 * 0.128 - 1, 9);
});

test("TNP-2025-PUBLISHED: about the published 6.25", () => {
  expect(cell("GPUMULTIPLE", "TNP-2025-PUBLISHED")).toBeCloseTo(6.265024, 6);
  expect(cell("GPUMULTIPLE", "TNP-2025-PUBLISHED").toFixed(1)).toBe((6.25).toFixed(1));
});

test("TNP-CONTRACT: four years bring the 3.47 billion of Hacker News", () => {
  expect(sum(column("TNP-CONTRACT", "revenue", 4)) / 1e9).toBeCloseTo(3.466, 3);
});

test("TNP-SOFT: the article's 1.5 trillion on 306 billion", () => {
  expect(cell("GPUMULTIPLE", "TNP-SOFT") * 306).toBeCloseTo(1500, 3);
});

test("NVIDIA-5X: five dollars in four years", () => {
  expect(sum(column("NVIDIA-5X", "revenue"))).toBe(5);
});

test("MARKET-2026: never pays back", () => {
  expect(column("MARKET-2026", "revenue")[1]).toBeCloseTo(0.85 * 2.35 * 16000 * 8760, 3);
  expect(Math.max(...column("MARKET-2026", "cumulative"))).toBeLessThan(0);
});

test("AWS-CUT-2025: pays back later by the cut", () => {
  const cut = cell("CAPEXSCENARIO", "AWS-CUT-2025", "rate");
  expect(1 - (cut * 8) / 98.32).toBeCloseTo(0.44, 3);
  expect(cell("GPUPAYBACK", null, null, cut)).toBeCloseTo((cell("GPUPAYBACK") * 9.4) / 6.88, 9);
  expect(column("AWS-CUT-2025", "revenue")[1]).toBe(6.88 * 16000 * 8760);
});

test("NEOCLOUD: the facility is sold at its carrying amount, the IT for a tenth of its cost", () => {
  const sold = 0.1 * 35e6 + 15e6 * (1 - 5 / 20);
  expect(column("NEOCLOUD", "residual")[5]).toBeCloseTo(sold, 3);
  expect(-sum(column("NEOCLOUD", "depreciation")) + sold).toBeCloseTo(50e6 + 3.5e6, 3);
  const power = 1.4 * 1.25 * 8760 * 0.07 * 1000;
  expect(-column("NEOCLOUD", "opex")[1]).toBeCloseTo(power + 1500 * 1000, 6);
});

test("EPOCH-1GW: costs the 8.5 billion a year that Epoch publishes", () => {
  const share = cell("CAPEXSCENARIO", "EPOCH-1GW", "itShare");
  const [it, facility] = [38e9 * share, 38e9 * (1 - share)];
  const annual = cell("CAPEXANNUALCOST", it, 5, 0.07) + cell("CAPEXANNUALCOST", facility, 14, 0.07) + 0.9e9;
  expect(annual / 1e9).toBeCloseTo(8.5, 1);
});

test("STRESS-BEAR: loses most of the money", () => {
  const flow = column("STRESS-BEAR", "freeCashFlow");
  expect(flow).toHaveLength(4);
  expect(sum(flow)).toBeLessThan(-1.2e9);
});
