// What travels to Excel and back: texts stay texts, records survive as the formula of a name.

import fc from "fast-check";
import { batches, grid, readRecord, rowsWithin, slices, typed, written } from "../../src/host/excel/cells";
import { tokens } from "./rig/formula";
import { typed as taken } from "./rig/workbook";

const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "=",
    "+",
    "-",
    "@",
    "\t=1",
    "\r=1",
    "\n=1",
    "'",
    "''",
    "#N/A",
    "TRUE",
    "1e5",
    "3/4",
    "12:30",
    "5%",
    "$5",
    "0x1",
    " 7 ",
    "May 5",
  ),
  fc
    .tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "'"), fc.string())
    .map(([first, rest]) => first + rest),
);

test("any text is typed so that Excel takes it for that text: no formula, number, date, truth or error", () => {
  fc.assert(
    fc.property(texts, (text) => {
      fc.pre(text !== "");
      const input = typed(text, "");
      expect(taken(input as string)).toEqual({ value: text });
    }),
    { numRuns: 5_000 },
  );
});

test("a million blanks before a letter are typed as they are, and not looked at from each of them again", () => {
  // Trying every blank as a start would take hours instead of a millisecond.
  const text = `${" ".repeat(1_000_000)}x`;
  expect(typed(text, "")).toBe(text);
});

test("an empty text and a blank empty a cell, or leave it where nothing stands", () => {
  expect([typed("", ""), typed(null, ""), typed("", null), typed(null, null)]).toEqual(["", "", null, null]);
});

test("rows of different lengths become rows of one length", () => {
  expect(grid([[1], [2, "x", true], []], null)).toEqual([
    [1, null, null],
    [2, "x", true],
    [null, null, null],
  ]);
});

test("a record comes back from the formula of a name, whatever its texts hold; no text of the formula is longer than Excel takes", () => {
  fc.assert(
    fc.property(
      fc.record({ load: fc.string(), note: fc.string({ unit: "binary", maxLength: 900 }), rows: fc.nat() }),
      (record) => {
        const formula = written(record);
        expect(readRecord(formula)).toEqual(record);
        const pieces = tokens(formula).filter(({ kind }) => kind === "text");
        expect(pieces.every(({ text }) => text.length - 2 <= 255)).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

test("what is no record of ours is none", () => {
  for (const formula of ["", "=1", "=A1", '="x"', '="{"', '="3"', "=Sheet1!$A$1", 7, undefined]) {
    expect(readRecord(formula)).toBeUndefined();
  }
});

test("slices cover every row once, in order, each within the limit unless it is one row", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string(), { maxLength: 4 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 200 }),
      (rows, limit) => {
        const cuts = slices(rows, limit);
        expect(cuts.map(([first]) => first)).toEqual([0, ...cuts.map(([, end]) => end)].slice(0, cuts.length));
        expect(cuts.at(-1)?.[1] ?? 0).toBe(rows.length);
        for (const [first, end, bytes] of cuts) expect(end - first === 1 || bytes <= limit).toBe(true);
      },
    ),
  );
});

test("an area is cut into rows that cover it once, and the pieces are asked for in groups within the limit", () => {
  const area = fc.record({
    top: fc.nat(50),
    left: fc.nat(5),
    rows: fc.integer({ min: 1, max: 60 }),
    columns: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(area, { minLength: 1, maxLength: 5 }), fc.integer({ min: 10, max: 80 }), (areas, most) => {
      const pieces = areas.flatMap(({ top, left, rows, columns }, at) =>
        rowsWithin({ top, left, bottom: top + rows - 1, right: left + columns - 1 }, most).map((area) => ({
          at,
          area,
        })),
      );
      areas.forEach(({ top, rows }, at) => {
        const own = pieces
          .filter((piece) => piece.at === at)
          .flatMap(({ area }) => Array.from({ length: area.bottom - area.top + 1 }, (_, row) => area.top + row));
        expect(own).toEqual(Array.from({ length: rows }, (_, row) => top + row));
      });
      const groups = batches(pieces, most);
      expect(groups.flat()).toEqual(pieces);
      for (const group of groups) {
        const size = group.reduce((sum, { area: a }) => sum + (a.bottom - a.top + 1) * (a.right - a.left + 1), 0);
        expect(size).toBeLessThanOrEqual(most);
      }
    }),
  );
});
