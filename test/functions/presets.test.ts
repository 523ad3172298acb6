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

/** Power at 7 cents and 1,500 dollars of the rest, for a GPU and a year. */
const opexPerGpu = (kw: number): number => kw * 8760 * 0.07 + 1500;

test("MARKET-2026: pays back in the fifth year, at half the article's cost and a quarter of its rent", () => {
  const earned = 0.85 * 2.35 * 8760 - opexPerGpu(1.73);
  expect(column("MARKET-2026", "revenue")[1]).toBeCloseTo(0.85 * 2.35 * 16000 * 8760, 3);
  expect(column("MARKET-2026", "cumulative")[5] / 16000).toBeCloseTo(5 * earned - 68000, 4);
  expect(68000 / earned).toBeGreaterThan(4);
  expect(68000 / earned).toBeLessThan(5);
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
  const rents = [0, 1, 2].map((year) => 0.6 * 2.35 * 8760 * 0.725 ** year);
  expect(sum(flow) / 16000).toBeCloseTo(sum(rents) - 3 * opexPerGpu(1.73) + 5000 - 68000, 4);
  expect(sum(flow)).toBeLessThan(-0.6 * 1.088e9);
});

test("EPOCH-1GW: rents GB200 at GB200's own rent", () => {
  expect(column("EPOCH-1GW", "revenue")[1] / (1e9 / 1710)).toBeCloseTo(3.3 * 0.85 * 8760, 6);
});

test("GB300-NVL72: the facility is sold at its carrying amount after five of its fourteen years", () => {
  expect(column("GB300-NVL72", "residual")[5]).toBeCloseTo((250e6 * 9) / 14, 3);
  expect(column("GB300-NVL72", "ebitda")[1] / 7200).toBeCloseTo(3.96 * 0.85 * 8760 - opexPerGpu(2.1), 6);
});

test("TPU-V7: is 44 % below GB200 in cost and 30 % in rent", () => {
  const perChip = cell("CAPEXSCENARIO", "TPU-V7", "capex") / cell("CAPEXSCENARIO", "TPU-V7", "gpus");
  const perGpu = cell("CAPEXSCENARIO", "EPOCH-1GW", "capex") / cell("CAPEXSCENARIO", "EPOCH-1GW", "gpus");
  expect(1 - perChip / perGpu).toBeCloseTo(0.44, 3);
  expect(cell("CAPEXSCENARIO", "TPU-V7", "rate")).toBeCloseTo(3.3 * 0.7, 9);
  expect(cell("CAPEXSCENARIO", "TPU-V7", "kwPerGpu") * 9216).toBeCloseTo(10_000, -1);
});

test("TRAINIUM-2 and -3: the list price of sixteen chips, and the same price of computing", () => {
  expect(cell("CAPEXSCENARIO", "TRAINIUM-2", "rate") * 16).toBe(35.76);
  expect(cell("CAPEXSCENARIO", "TRAINIUM-3", "rate")).toBeCloseTo((2.235 * 2517) / 1300, 2);
});

test("COREWEAVE-LIKE: the contract carries four years, and the sculpted loan is covered alike in all five", () => {
  const hours = 7200 * 8760;
  const market = (year: number): number => 3.3 * 0.9 ** (year - 1) * 0.85;
  const revenue = column("COREWEAVE-LIKE", "revenue");
  expect(revenue[2]).toBeCloseTo(hours * (0.98 * 3.3 + 0.02 * market(2)), 3);
  expect(revenue[5]).toBeCloseTo(hours * market(5), 3);
  const lent = 0.7 * 590e6;
  const cover = (runnable("GPUDEBT")?.("COREWEAVE-LIKE", null, null, "dscr") as number[][]).slice(1, 6).flat();
  const cfads = (runnable("GPUDEBT")?.("COREWEAVE-LIKE", null, null, "cfads") as number[][]).slice(1, 6).flat();
  const worth = sum(cfads.map((cash, i) => cash / 1.11 ** (i + 1)));
  for (const each of cover) expect(each).toBeCloseTo(worth / lent, 9);
});
