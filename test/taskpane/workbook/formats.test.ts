// What a cell shows, told back as a number format.
import { linkFormat, shownFormat, shownWidths } from "../../../src/taskpane/workbook/formats";

test.each([
  [0.85, "85%", "0%"],
  [0.8713, "87.13%", "0.00%"],
  [1.5e9, "1,500,000,000", "#,##0"],
  [12.3, "$12.30", "$0.00"],
  [409.865928, "409.87", "0.00"],
  [45992, "2025-12-01", "yyyy-mm-dd"],
  [1.5, "1.5", undefined],
  [409.86592830117, "409.8659283", undefined],
])("%d shown as %s has the format %s", (value, text, format) => {
  expect(shownFormat(value, text)).toBe(format);
});

test("a link without a format keeps the digits that the cell showed", () => {
  expect([linkFormat(9.385125, "9.385125"), linkFormat(3, "3"), linkFormat("a", "a")]).toEqual([
    "0.000000",
    "0",
    undefined,
  ]);
});

test("columns are as wide as what they show, and a title may run on", () => {
  expect(
    shownWidths([
      ["x".repeat(60), ""],
      ["short", "y".repeat(20)],
      ["z".repeat(60), "beside"],
    ]),
  ).toEqual([40, 22]);
});
