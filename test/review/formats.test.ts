// The number formats of links on an independent copy.
import { linkFormat } from "../../src/review/formats";

test("a link to a cell without a format keeps the digits that the cell showed", () => {
  expect([linkFormat(9.385125, "9.385125"), linkFormat(3, "3"), linkFormat(-409.865927, "-409.87")]).toEqual([
    "0.000000",
    "0",
    "0.00",
  ]);
});

test.each([
  [0.85, "85%"],
  [1.5e9, "1,500,000,000"],
  [12.3, "$12.30"],
  [3, "3.0x"],
  [1e300, "1E+300"],
  ["a", "a"],
  ["3", "3"],
  [null, ""],
])("%p, shown as %p, has a format of its own or none to give", (value, text) => {
  expect(linkFormat(value, text)).toBeUndefined();
});
