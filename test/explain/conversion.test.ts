// Numbers, texts and comparisons as Excel has them; the answers are Excel's documented ones.
import fc from "fast-check";
import { evaluator } from "../../src/explain/evaluate";
import { readFormula } from "../../src/explain/formula";
import { numberInText, numberText, order } from "../../src/explain/conversion";

test.each([
  [0.1 + 0.2, "0.3"],
  [1 / 3, "0.333333333333333"],
  [0.1 / 3, "0.0333333333333333"],
  [2 / 3, "0.666666666666667"],
  [409.865928032, "409.865928032"],
  [1500000000, "1500000000"],
  [123456789012345680, "123456789012346000"],
  [1e20, "100000000000000000000"],
  [1e21, "1E+21"],
  [1.5e300, "1.5E+300"],
  [0.00001, "0.00001"],
  [1.23456789012345e-10, "1.23456789012345E-10"],
  [-2.5, "-2.5"],
  [-0, "0"],
])("%d joined to a text is %s", (value, text) => {
  expect(numberText(value)).toBe(text);
});

test.each([
  ["85%", 0.85],
  ["85 %", 0.85],
  ["1,000", 1000],
  ["$5", 5],
  ["-$5", -5],
  ["$1,234.50", 1234.5],
  ["(5)", -5],
  ["1e3", 1000],
  ["1.5E-2", 0.015],
  [" 7 ", 7],
  [".5", 0.5],
  ["5.", 5],
  ["2024-01-31", 45322],
  ["1900-01-01", 1],
  ["1900-03-01", 61],
  ["12:30", 0.520833333333333],
  ["6:00 PM", 0.75],
  ["2024-01-31 12:00", 45322.5],
])("Excel takes the text %s for %d", (text, value) => {
  expect(numberInText(text)).toBeCloseTo(value, 12);
});

test.each(["", " ", "0x10", "Infinity", "NaN", "0b1", "1_000", "five", "1,00", "12:75", "2023-02-30", "--5", "$", "%"])(
  "Excel takes the text “%s” for no number",
  (text) => expect(numberInText(text)).toBeUndefined(),
);

test("numbers are compared by 15 digits, texts without case, and a blank is whatever stands beside it", () => {
  expect(order(0.7 + 0.2 + 0.1, 1)).toBe(0);
  expect(order(0.1 + 0.2, 0.3)).toBe(0);
  expect(order(1, 1.00000000000001)).toBeLessThan(0);
  expect(order("Rent", "rENT")).toBe(0);
  expect([order(null, 0), order(null, ""), order(null, false)]).toEqual([0, 0, 0]);
  expect(order("1", 2)).toBeGreaterThan(0);
  expect(order(true, "zzz")).toBeGreaterThan(0);
});

test("what Excel writes of a number it reads again as that number, to 15 digits", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), (value) => {
      expect(numberInText(numberText(value))).toBe(Number(value.toPrecision(15)) + 0);
    }),
    { numRuns: 3000 },
  );
});

test("a formula joins, compares and converts as Excel does", () => {
  const compute = (formula: string): unknown => {
    const cells = (): [[number]] => [[10]];
    const answer = (): [[number]] => [[409.86592803200001]];
    return evaluator({ cells, answer })(readFormula(formula, (name) => name === "GPUPAYBACK"))[0]?.[0];
  };
  expect(compute('=GPUPAYBACK()&" days"')).toBe("409.865928032 days");
  expect(compute('="rate="&A1/3')).toBe("rate=3.33333333333333");
  expect(compute("=SUM(0.7,0.2,0.1)=1")).toBe(true);
  expect(compute('="85%"*A1')).toBe(8.5);
  expect(compute('="1,000"+"$5"')).toBe(1005);
  expect(compute('="0x10"+1')).toEqual({ code: "#VALUE!" });
  expect(compute("=-2^2")).toBe(4);
  expect(compute("=ROUND(1.005,2)")).toBe(1.01);
});
