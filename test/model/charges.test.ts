import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Asset,
  chargedBetween,
  doubleDeclining,
  fixedDeclining,
  straightLine,
  sumOfYears,
  variableDeclining,
} from "../../src/model/charges";

/** Excel's function of this name, from the schedule of all periods. */
function excel(name: string, [cost, salvage, life, ...rest]: readonly number[]): number {
  const asset: Asset = { cost, salvage, life };
  const [first, second, factor, noSwitch] = rest;
  switch (name) {
    case "SLN":
      return straightLine(asset)[0];
    case "SYD":
      return sumOfYears(asset)[first - 1];
    case "DB":
      return fixedDeclining(asset)[first - 1];
    case "DDB":
      return doubleDeclining(asset, second)[first - 1];
    default:
      return chargedBetween((noSwitch ? doubleDeclining : variableDeclining)(asset, factor), life, first, second);
  }
}

describe("against Excel", () => {
  // The examples on Microsoft's support pages of SLN, SYD, DDB and VDB, with the digits shown there.
  test.each([
    ["SLN", [30000, 7500, 10], 2250, 2],
    ["SYD", [30000, 7500, 10, 1], 4090.91, 2],
    ["SYD", [30000, 7500, 10, 10], 409.09, 2],
    ["DDB", [2400, 300, 3650, 1], 1.32, 2],
    ["DDB", [2400, 300, 120, 1, 2], 40, 2],
    ["DDB", [2400, 300, 10, 1, 2], 480, 2],
    ["DDB", [2400, 300, 10, 2, 1.5], 306, 2],
    ["DDB", [2400, 300, 10, 10], 22.12, 2],
    ["VDB", [2400, 300, 3650, 0, 1], 1.32, 2],
    ["VDB", [2400, 300, 120, 0, 1], 40, 2],
    ["VDB", [2400, 300, 10, 0, 1], 480, 2],
    ["VDB", [2400, 300, 120, 6, 18], 396.31, 2],
    ["VDB", [2400, 300, 120, 6, 18, 1.5], 311.81, 2],
    ["VDB", [2400, 300, 10, 0, 0.875, 1.5], 315, 2],
  ])("the published example %s%j is %d", (name, parameters, expected, digits) => {
    expect(excel(name, parameters)).toBeCloseTo(expected, digits);
  });

  // By hand from Excel's published formula, the rate of 0.319 in the page's own example, from the first month.
  test("DB(1000000, 100000, 6, 1 to 6) with a rate of 0.319", () => {
    const charges = fixedDeclining({ cost: 1e6, salvage: 1e5, life: 6 });
    [319000, 217239, 147939.759, 100746.975879, 68608.690573599, 46722.518280620919].forEach((amount, i) =>
      expect(charges[i]).toBeCloseTo(amount, 8),
    );
  });

  // Each line: a formula and the value that LibreOffice 7.4 gives it, to its 15 digits.
  test("160 formulas have the values that LibreOffice gives them", () => {
    const lines = readFileSync(join(__dirname, "charges-witness.tsv"), "utf8").trim().split("\n");
    expect(lines).toHaveLength(160);
    for (const line of lines) {
      const [, name, parameters, value] = /^([A-Z]+)\((.*)\)\t(.*)$/.exec(line) ?? [];
      const answer = excel(name, parameters.split(", ").map(Number));
      expect([line, Math.abs(answer - Number(value)) <= 1e-9 * Math.max(1, Number(value))]).toEqual([line, true]);
    }
  });
});
