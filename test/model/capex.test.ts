// What is made of companies' figures: sums, ratios and growth, of one period or of several.
import { capexWithFinanceLeases, growth, quotient, trailingSum, trailingSums } from "../../src/model/capex";
import { newTrail, type Step, watch } from "../../src/model/steps/trace";

const margin = quotient("margin", "Margin", "ratio", "income", "sales");
const grown = growth("growth", "Growth", "sales");

/** The formula that a watcher sees. */
const formulaOf = (calculate: () => unknown): string => {
  const trail = newTrail();
  watch(trail, calculate);
  return (trail.entries[0] as Step).formula;
};

test("by the 10-K of 2024: AWS earned 37.0% of its sales, which grew by 18.5%", () => {
  expect(margin({ income: 39834, sales: 107556 })).toBeCloseTo(0.37, 3);
  expect(grown({ sales: 107556, yearBefore: 90757 })).toBeCloseTo(0.185, 3);
});

test("several periods are each period by itself", () => {
  expect(margin({ income: [1, 3], sales: [2, 4] })).toEqual([0.5, 0.75]);
  expect(grown({ sales: [3, 1], yearBefore: [2, 2] })).toEqual([0.5, -0.5]);
  expect(capexWithFinanceLeases({ cashCapexGross: [64, 44], financeLeaseRouObtained: [20, 11] })).toEqual([84, 55]);
});

test("there is no ratio to 0 and no growth from it: #DIV/0!, by the amount's name", () => {
  expect(() => margin({ income: 1, sales: 0 })).toThrow(
    expect.objectContaining({ reason: "#DIV/0!", message: "sales is 0: there is no ratio to it" }),
  );
  expect(() => grown({ sales: 1, yearBefore: 0 })).toThrow(
    expect.objectContaining({ reason: "#DIV/0!", message: "sales was 0 a year before: there is no growth" }),
  );
});

test("twelve months are the sum of their quarters, alone as beside others", () => {
  const one = (): unknown => trailingSum("sales", "Sales", "$")({ salesQuarters: [1, 2, 3, 4] });
  const several = (): unknown =>
    trailingSums(
      "sales",
      "Sales",
      "$",
    )({
      salesQuarters: [
        [1, 2],
        [2, 3],
        [3, 4],
        [4, 5],
      ],
    });
  expect([one(), several()]).toEqual([10, [10, 14]]);
  expect([formulaOf(one), formulaOf(several)]).toEqual(["=sum(salesQuarters)", "=total(salesQuarters)"]);
});
