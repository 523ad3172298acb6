import { gridText, numberText, valueText } from "../../src/explain/figure-text";

test.each([
  [0, "0"],
  [-0, "0"],
  [1317504000, "1,317,504,000"],
  [-0.25, "−0.25"],
  [409.86592830108654, "409.865928301"],
  [1e21, "1.000000e+21"],
  [2.5e-9, "2.500000e-9"],
])("%d reads %s", (value, text) => expect(numberText(value)).toBe(text));

test("a long list shows its ends, in fewer digits", () => {
  expect(valueText([1, 2, 3])).toBe("1; 2; 3");
  expect(valueText([12345.678912, 2, 3, 4, 5, 6, 7, 8])).toBe("12,345.68; 2; 3; 4; 5; … 8");
});

test("a range says its size and its first row; errors show their code", () => {
  expect(gridText([[1.5]])).toBe("1.5");
  expect(gridText([[1], [2]])).toBe("1; 2");
  expect(
    gridText([
      ["rate", 2],
      ["gpus", { code: "#N/A" }],
    ]),
  ).toBe("2 × 2: rate; 2 …");
  expect(gridText([[{ code: "#N/A" }, true, null]])).toBe("#N/A; TRUE; ");
});
