// Numbers that move together: the triangle behind a matrix of correlations, and what it does to draws.
import fc from "fast-check";
import { isApart, normalShare, triangleOf } from "../../../src/model/numbers/copula";

const product = (triangle: readonly (readonly number[])[]): number[][] =>
  triangle.map((row) => triangle.map((other) => row.reduce((sum, value, k) => sum + value * other[k], 0)));

/** Correlations of random directions, of which some may lie in a plane. */
const anyCorrelations = fc
  .integer({ min: 1, max: 6 })
  .chain((n) =>
    fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 2 }), {
      minLength: n,
      maxLength: n,
    }),
  )
  .filter((rows) => rows.every((row) => Math.hypot(...row) > 0.1))
  .map((rows) => {
    const unit = rows.map((row) => row.map((value) => value / Math.hypot(...row)));
    return unit.map((row, i) => unit.map((other, j) => (i === j ? 1 : row[0] * other[0] + row[1] * other[1])));
  });

test("the triangle times its transpose is the matrix, also where numbers move exactly with others", () => {
  fc.assert(
    fc.property(anyCorrelations, (correlations) => {
      const triangle = triangleOf(correlations);
      product(triangle).forEach((row, i) =>
        row.forEach((value, j) => expect(Math.abs(value - correlations[i][j])).toBeLessThan(1e-4)),
      );
      triangle.forEach((row, i) => row.forEach((value, j) => expect(j > i ? value : 0).toBe(0)));
    }),
    { numRuns: 500 },
  );
  expect(triangleOf([[1, -1], [-1, 1]])).toEqual([[1, 0], [-1, 0]]); // prettier-ignore
});

test("by hand: 0.6 and 0.8", () => {
  expect(triangleOf([[1, 0.6], [0.6, 1]])).toEqual([[1, 0], [0.6, 0.8]]); // prettier-ignore
});

test("what no numbers can be is refused with the cell that is farthest off", () => {
  const three = (a: number, b: number, c: number): number[][] => [
    [1, a, b],
    [a, 1, c],
    [b, c, 1],
  ];
  expect(() => triangleOf(three(0.9, -0.9, 0.5))).toThrow(
    "correlations, row 3, column 1 is -0.9: no numbers are correlated so, as the rows above leave no room for it",
  );
  expect(() => triangleOf(three(1, 0.2, 0.8))).toThrow("correlations, row 3, column 2 is 0.8: no numbers");
  expect(triangleOf(three(1, 0.8, 0.8))[2][1]).toBe(0);
});

test("a key without correlations stands apart", () => {
  const triangle = triangleOf([[1, 0, 0.5], [0, 1, 0], [0.5, 0, 1]]); // prettier-ignore
  expect([0, 1, 2].map((place) => isApart(triangle, place))).toEqual([false, true, false]);
});

test("shares of the normal distribution by its table, and by symmetry; never 0 nor 1", () => {
  // Abramowitz and Stegun, table 26.1.
  const table = { 0: 0.5, 0.5: 0.69146246127401, 1: 0.84134474606854, 2: 0.97724986805182, 3: 0.99865010196837 };
  for (const [x, share] of Object.entries(table)) {
    expect(normalShare(Number(x))).toBeCloseTo(share, 13);
    expect(normalShare(-Number(x))).toBeCloseTo(1 - share, 13);
  }
  for (const x of [8, 9, 40, Infinity]) {
    expect(normalShare(x)).toBeLessThan(1);
    expect(normalShare(-x)).toBeGreaterThan(0);
  }
});
