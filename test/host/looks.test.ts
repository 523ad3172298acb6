// Many styles in few requests: what every cell looks like is the same as when each style is asked for by itself.

import fc from "fast-check";
import { addressLists, looksOf } from "../../src/host/excel/looks";
import type { SheetPlan, Style } from "../../src/host/host";
import { addressOf } from "./rig/address";
import { sitDown, standUp } from "./rig/desk";
import type { Sheet } from "./rig/workbook";

afterEach(standUp);

const style = fc.record(
  {
    bold: fc.boolean(),
    italic: fc.boolean(),
    color: fc.constantFrom("#0000ff", "#00703c"),
    fill: fc.constantFrom("#d9efed", "#ffffff"),
    fontSize: fc.constantFrom(10, 14),
    wrap: fc.boolean(),
    align: fc.constantFrom("left" as const, "right" as const),
    numberFormat: fc.constantFrom("0", "0.00%", "#,##0"),
  },
  { requiredKeys: [] },
);
const range = fc
  .record({
    top: fc.nat(8),
    left: fc.nat(4),
    rows: fc.integer({ min: 1, max: 5 }),
    columns: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ top, left, rows, columns }) => addressOf({ top, left, bottom: top + rows - 1, right: left + columns - 1 }));
const styles = fc.array(fc.tuple(range, style), { minLength: 1, maxLength: 12 });

const looksIn = (sheet: Sheet | undefined) =>
  Array.from({ length: 14 * 9 }, (_, at) => sheet?.formatAt(Math.floor(at / 9), at % 9));

test("very many styles leave every cell as few by few would", async () => {
  await fc.assert(
    fc.asyncProperty(styles, async (wanted) => {
      const each = wanted.map(([address, look]): Style & { range: string } => ({ range: address, ...look }));
      // Repeating a list changes nothing but its length.
      const many = Array.from({ length: Math.ceil(201 / each.length) }, () => each).flat();
      const plan = (name: string, list: SheetPlan["styles"]): SheetPlan => ({ name, cells: [["a"]], styles: list });
      const { host, workbook } = await sitDown();
      await host.commit([plan("Few", each), plan("Many", many)]);
      expect(looksIn(workbook.sheet("Many"))).toEqual(looksIn(workbook.sheet("Few")));
      standUp();
    }),
    { numRuns: 60 },
  );
});

test("equal looks below and beside one another are one range", () => {
  const rows = Array.from({ length: 500 }, (_, row) => ({ range: `B${row + 1}:D${row + 1}`, color: "#5c5c5c" }));
  expect(looksOf(rows).groups).toEqual([{ look: { color: "#5c5c5c" }, addresses: ["B1:D500"] }]);
});

test("lists of addresses hold all of them, each list no longer than Excel takes", () => {
  const addresses = Array.from({ length: 3_000 }, (_, row) => `F${2 * row + 1}`);
  const lists = addressLists(addresses);
  expect(lists.join().split(",")).toEqual(addresses);
  for (const list of lists) expect(list.length).toBeLessThanOrEqual(4_000);
});
