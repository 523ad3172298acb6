// Edits are written and taken back whole or not at all.
import fc from "fast-check";
import { takeBack, write } from "../../src/review/edits";
import type { CellEdit } from "../../src/review/finding";
import type { Cell } from "../../src/host/host";
import { type Workbook, workbook } from "./workbook";

const cell = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => thousandths / 1000),
  fc.constantFrom("", "text", "=1+1", "12%", "TRUE", " blank "),
  fc.constantFrom("=1+1", "=SUM(Z1:Z3)", "=GPUYIELD(1500000000,16000,9.4)").map((formula) => ({ formula })),
);

/** Cells of two sheets, each once, with what they hold and what they are to hold: few of them, or many. */
const edits = fc
  .uniqueArray(fc.tuple(fc.constantFrom("Sheet1", "Plan"), fc.nat(25), fc.nat(9)), {
    minLength: 1,
    maxLength: 24,
    selector: (place) => place.join(),
  })
  .chain((places) =>
    fc.tuple(
      ...places.map(([sheet, column, row]) =>
        fc.tuple(cell, cell).map(([before, after]): CellEdit => ({
          sheet,
          address: `${String.fromCharCode(65 + column)}${row + 20}`,
          before,
          after,
        })),
      ),
    ),
  );

const contents = async ({ host }: Workbook): Promise<unknown> =>
  Promise.all(["Sheet1", "Plan"].map((sheet) => host.read({ sheet, address: "A1:Z40" })));

async function holding(own: readonly CellEdit[]): Promise<Workbook> {
  const book = await workbook({ Z1: 1, "Plan!Z1": 2 });
  for (const { before, ...at } of own) await book.host.write(at, [[before]]);
  return book;
}

test("taking back gives every cell back, and again where that was done already", async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (own) => {
      const book = await holding(own);
      const before = await contents(book);
      await write(book.host, own);
      for (const { after, ...at } of own) expect(await held(book, at)).toEqual(spoken(after));
      await takeBack(book.host, own);
      expect(await contents(book)).toEqual(before);
      await takeBack(book.host, own);
      expect(await contents(book)).toEqual(before);
    }),
    { numRuns: 30 },
  );
});

test("one cell that a person has changed since keeps all of them", async () => {
  await fc.assert(
    fc.asyncProperty(edits, fc.nat(), async (own, which) => {
      const book = await holding(own);
      await write(book.host, own);
      const { sheet, address } = own[which % own.length];
      await book.host.write({ sheet, address }, [[{ formula: "=41+1" }]]);
      const changed = await contents(book);
      await expect(takeBack(book.host, own)).rejects.toThrow(`${sheet}!${address} has changed since`);
      await expect(write(book.host, own)).rejects.toThrow("has changed since the audit");
      expect(await contents(book)).toEqual(changed);
    }),
    { numRuns: 30 },
  );
});

const held = async ({ host }: Workbook, { sheet, address }: Omit<CellEdit, "after">): Promise<unknown> => {
  const { values, formulas } = await host.read({ sheet, address });
  return spoken(formulas[0]?.[0] ?? values[0]?.[0] ?? null);
};

/** An empty text is a blank cell. */
const spoken = (meant: Cell): unknown =>
  typeof meant === "object" && meant !== null ? meant.formula : meant === "" ? null : meant;
