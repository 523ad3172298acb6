// What tokens cost and earn on a GPU.
import fc from "fast-check";
import { costOfTokens, type TokenOutput, tokenFigure, type TokenSale, tokenTable } from "../../src/model/tokens";
import { some } from "../explain/cases";

/** DeepSeek's 24 hours to 28 February 2025, as it published them on 1 March: "DeepSeek-V3/R1 inference system overview". */
const DAY = { nodes: 226.75, input: 608e9, cached: 342e9, output: 168e9, cost: 87_072, revenue: 562_027, margin: 5.45 };
const GPU_HOURS = DAY.nodes * 8 * 24;

const DEEPSEEK: TokenSale = {
  costPerHour: 2,
  tokensPerSecond: (DAY.input + DAY.output) / GPU_HOURS / 3600,
  utilization: 1,
  price: 2.19,
  inputPrice: 0.55,
  cachedPrice: 0.14,
  inputShare: DAY.input / (DAY.input + DAY.output),
  cachedShare: DAY.cached / DAY.input,
};

test("DeepSeek's published day: cost, theoretical revenue and profit over cost", () => {
  expect(costOfTokens(DEEPSEEK) * ((DAY.input + DAY.output) / 1e6)).toBeCloseTo(DAY.cost, 6);
  const revenue = tokenFigure(DEEPSEEK, "revenue") * GPU_HOURS;
  // By hand from its rounded counts: 342,000 x 0.14 + 266,000 x 0.55 + 168,000 x 2.19.
  expect(revenue).toBeCloseTo(47_880 + 146_300 + 367_920, 6);
  // It counted the tokens themselves; the published billions are rounded.
  expect(Math.abs(revenue / DAY.revenue - 1)).toBeLessThan(0.0005);
  const margin = tokenFigure(DEEPSEEK, "margin");
  expect(margin / (1 - margin)).toBeCloseTo(DAY.margin, 1);
  expect((DAY.revenue - DAY.cost) / DAY.cost).toBeCloseTo(DAY.margin, 1);
});

test("1.41 $ an hour at 739 tokens a second in full use are 0.53 $ for a million; half the use costs twice as much", () => {
  const full = costOfTokens({ costPerHour: 1.41, tokensPerSecond: 739, utilization: 1 });
  expect(full.toFixed(2)).toBe("0.53");
  expect(costOfTokens({ costPerHour: 1.41, tokensPerSecond: 739, utilization: 0.5 })).toBe(2 * full);
});

const anySale: fc.Arbitrary<TokenSale> = fc.record({
  costPerHour: some(0.1, 10),
  tokensPerSecond: some(10, 20_000),
  utilization: some(0.01, 1),
  price: some(0.1, 20),
  inputShare: some(0, 0.99),
  cachedShare: some(0, 1),
  inputPrice: fc.option(some(0, 5), { nil: undefined }),
  cachedPrice: fc.option(some(0, 1), { nil: undefined }),
});

/** The figure, or undefined where it is #N/A. */
function figure(sale: TokenSale, wanted: TokenOutput): number | undefined {
  try {
    return tokenFigure(sale, wanted);
  } catch (error) {
    expect(error).toMatchObject({ reason: "#N/A" });
    return undefined;
  }
}

test("at its break-even utilization, and at its break-even price with the others in proportion, a GPU has a margin of 0", () => {
  fc.assert(
    fc.property(anySale, (sale) => {
      const utilization = figure(sale, "breakevenUtilization");
      // Where none is within full use, not even that earns the cost.
      const margin = tokenFigure({ ...sale, utilization: utilization ?? 1 }, "margin");
      if (utilization === undefined) expect(margin).toBeLessThan(0);
      else expect(margin).toBeCloseTo(0, 12);
      const price = tokenFigure(sale, "breakevenPrice");
      const all = (own: number | undefined): number | undefined => own && (own * price) / sale.price;
      const moved = { ...sale, price, inputPrice: all(sale.inputPrice), cachedPrice: all(sale.cachedPrice) };
      expect(tokenFigure(moved, "margin")).toBeCloseTo(0, 12);
    }),
    { numRuns: 1000 },
  );
});

test("revenue is the sum over the kinds of tokens, each at its price, of which the next kind takes the last where it is left out", () => {
  fc.assert(
    fc.property(anySale, (sale) => {
      const millions = sale.tokensPerSecond * 0.0036 * sale.utilization;
      const input = millions * sale.inputShare;
      const inputPrice = sale.inputPrice ?? sale.price;
      const byKind =
        (millions - input) * sale.price +
        input * (1 - sale.cachedShare) * inputPrice +
        input * sale.cachedShare * (sale.cachedPrice ?? inputPrice);
      expect(Math.abs(tokenFigure(sale, "revenue") / byKind - 1)).toBeLessThan(1e-12);
    }),
  );
});

const PLAIN: TokenSale = {
  costPerHour: 3.6,
  tokensPerSecond: 1000,
  utilization: 0.5,
  price: 4,
  inputPrice: undefined,
  inputShare: 0,
  cachedPrice: undefined,
  cachedShare: 0,
};

test("the table has every figure, and those of one price are by hand", () => {
  // 1.8 million tokens an hour at 4 $ bring 7.20 $.
  expect(tokenTable(PLAIN)).toEqual([
    ["revenue", 7.2],
    ["profit", 3.6],
    ["margin", 0.5],
    ["cost", 2],
    ["breakevenUtilization", 0.25],
    ["breakevenPrice", 2],
  ]);
  expect(tokenFigure({ ...PLAIN, price: 1 }, "margin")).toBe(-1);
});

const reasons = (sale: Partial<TokenSale>): string[] =>
  tokenTable({ ...PLAIN, ...sale }).map(([, cell]) =>
    typeof cell === "object" ? `${cell.reason} ${cell.message}` : "",
  );

test("what does not exist says why, and the rest of the table stands", () => {
  const nothing = "#N/A the revenue is 0: nothing is a share of it";
  expect(reasons({ utilization: 0 })).toEqual([
    ...["", "", nothing, "#N/A utilization is 0: no token is sold, so none has a cost", "", nothing],
  ]);
  const free = "#N/A price is 0: no other price is in proportion to it";
  const never = "#N/A never: an hour in full use costs 3.6 $ and brings";
  expect(reasons({ price: 0 })).toEqual(["", "", nothing, "", `${never} 0 $`, free]);
  expect(reasons({ price: 0, costPerHour: 0 })[4]).toBe("#N/A never: an hour in full use costs 0 $ and brings 0 $");
  expect(reasons({ price: 0.5 })[4]).toBe(`${never} 1.8 $`);
  expect(reasons({ inputPrice: 0, inputShare: 1 })[5]).toBe(nothing);
});
