import fc from "fast-check";
import { findRoot, nearestRoot } from "../../../src/model/numbers/solve";

describe("findRoot", () => {
  test.each<[string, (x: number) => number, number, number, number]>([
    ["a square root", (x) => x * x - 2, 0, 2, Math.SQRT2],
    ["a cube root, from a far limit", (x) => x * x * x - 27, -1e300, 1e300, 3],
    ["a tiny root", (x) => x - 1e-300, 0, 1e300, 1e-300],
    ["a subnormal root", (x) => x - 1e-310, 0, 1, 1e-310],
    ["a negative root", (x) => x + 1e-9, -1e9, -0, -1e-9],
    ["the root 0", (x) => x * x * x, -1, 3, 0],
    ["a root at the lower limit", (x) => x - 1, 1, 2, 1],
    ["a root at the upper limit", (x) => x - 2, 1, 2, 2],
    ["a flat root", (x) => (x - 0.3) ** 9, 0, 1, 0.3],
    ["a steep root", (x) => Math.sign(x - 0.3) * Math.abs(x - 0.3) ** (1 / 9), 0, 1, 0.3],
    ["an infinite value at one end", (x) => (x === 0 ? -Infinity : Math.log(x)), 0, 5, 1],
    ["infinite values everywhere", (x) => (x < 0.7 ? -Infinity : Infinity), 0, 1, 0.7],
    ["values so small that their product is 0", (x) => (x - 0.5) * 1e-200, 0, 1, 0.5],
    ["an exponential", (x) => Math.exp(x) - 1e6, -700, 700, Math.log(1e6)],
  ])("%s", (_, f, low, high, root) => {
    let calls = 0;
    const found = findRoot((x) => (calls++, f(x)), low, high);
    expect(Math.abs(found - root)).toBeLessThanOrEqual(4e-16 * Math.abs(root));
    expect(calls).toBeLessThanOrEqual(120);
  });

  test("between adjacent doubles it is the one with the smaller value", () => {
    expect(findRoot((x) => x - 1 - Number.EPSILON / 4, 1, 1 + Number.EPSILON)).toBe(1);
    expect(findRoot((x) => x - 1 - (Number.EPSILON * 3) / 4, 1, 1 + Number.EPSILON)).toBe(1 + Number.EPSILON);
  });

  test("no change of sign, or no value on the way, is no root", () => {
    expect(findRoot((x) => x * x + 1, -1, 1)).toBeNaN();
    expect(findRoot((x) => (Math.abs(x) < 0.5 ? NaN : x), -1, 1)).toBeNaN();
    expect(findRoot(() => NaN, -1, 1)).toBeNaN();
  });

  test("the answer of a random cubic is a root or next to it", () => {
    const coefficient = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(coefficient, coefficient, coefficient, (a, b, c) => {
        const f = (x: number) => ((x + a) * x + b) * x + c;
        const root = findRoot(f, -100, 100);
        const gap = Math.abs(root) * 4e-16 + 1e-300;
        expect(f(root) === 0 || f(root - gap) * f(root + gap) <= 0 || Math.abs(f(root)) < 1e-12).toBe(true);
      }),
    );
  });
});

describe("nearestRoot", () => {
  const wave = (x: number) => Math.sin(x);

  test.each([
    [3, -100, 100, Math.PI],
    [1.5, -100, 100, 0],
    [1.6, -100, 100, Math.PI],
    [-9, -100, 100, -3 * Math.PI],
    [50, 0, 100, 16 * Math.PI],
    [1.5, 1, 100, Math.PI],
    [4, 3.5, 7, 2 * Math.PI],
  ])("of the sine, from %d between %d and %d", (start, low, high, root) => {
    expect(nearestRoot(wave, start, low, high)).toBeCloseTo(root, 14);
  });

  test("a start that is a root is the answer, and so is a limit", () => {
    expect(nearestRoot((x) => x - 5, 5, 0, 10)).toBe(5);
    expect(nearestRoot((x) => x - 10, 5, 0, 10)).toBe(10);
    expect(nearestRoot((x) => x, 5, 0, 10)).toBe(0);
    expect(nearestRoot((x) => x - 10, 10, 0, 10)).toBe(10);
  });

  test("of two as near, the lower one", () => {
    expect(nearestRoot((x) => Math.abs(x - 5) - 2, 5, 0, 10)).toBe(3);
  });

  test("it reaches far limits and small numbers from 0", () => {
    expect(nearestRoot((x) => x - 1e-6, 0, 0, 1)).toBeCloseTo(1e-6, 18);
    expect(nearestRoot((x) => x - 9.9e14, 1.5e9, 0, 1e15)).toBeCloseTo(9.9e14, 0);
    expect(nearestRoot((x) => x - 1e-3, 1.5e9, 0, 1e15)).toBeCloseTo(1e-3, 15);
  });

  test("a jump or a pole is no root, and the search goes on behind it", () => {
    expect(nearestRoot((x) => (x < 2 ? -1 : 1), 1, 0, 10)).toBeNaN();
    expect(nearestRoot((x) => (x < 2 ? -1 : 8 - x), 1, 0, 10)).toBe(8);
    expect(nearestRoot((x) => 1 / (x - 2), 1, 0, 10)).toBeNaN();
    expect(nearestRoot((x) => (x < 2 ? -Infinity : Infinity), 1, 0, 10)).toBeNaN();
  });

  test("where there is no answer there is no root, but there may be one beyond", () => {
    expect(nearestRoot((x) => (x < 3 ? NaN : 7 - x), 1, 0, 10)).toBe(7);
    expect(nearestRoot((x) => (x < 3 ? Infinity : 7 - x), 1, 0, 10)).toBe(7);
    expect(nearestRoot(() => NaN, 1, 0, 10)).toBeNaN();
    expect(nearestRoot((x) => x * x + 1, 1, -10, 10)).toBeNaN();
  });

  test("two roots near each other and far from the start are found where the curve dips between them", () => {
    expect(nearestRoot((x) => (x - 900) * (x - 900.5), 1, 0, 1000)).toBeCloseTo(900, 9);
    expect(nearestRoot((x) => Math.abs(x - 900) - 0.1, 1, 0, 1000)).toBeCloseTo(899.9, 9);
    expect(nearestRoot((x) => Math.abs(x - 900) + 0.1, 1, 0, 1000)).toBeNaN();
    expect(nearestRoot((x) => 0.1 - Math.abs(x - 900), 1000, 0, 1000)).toBeCloseTo(900.1, 9);
  });

  test("where the curve only touches 0 the root is found at a corner, at a limit and at the start, up to rounding", () => {
    const corners = (...at: number[]) => ({ at, zero: 1e-9 });
    const bend = (x: number) => Math.abs(x - 7.123) + 1e-12;
    expect(nearestRoot(bend, 1, 0, 10)).toBeNaN();
    expect(nearestRoot(bend, 1, 0, 10, corners(7.123))).toBe(7.123);
    expect(nearestRoot(bend, 9, 0, 10, corners(7, 7.123, 8))).toBe(7.123);
    expect(nearestRoot(bend, 7.123, 0, 10)).toBe(7.123);
    expect(nearestRoot((x) => 10 - x + 1e-12, 1, 0, 10)).toBeNaN();
    expect(nearestRoot((x) => 10 - x + 1e-12, 1, 0, 10, corners(10))).toBe(10);
  });

  test("a corner splits what would hide a root beside a jump", () => {
    const saw = (x: number) => (x <= 7 ? 7 - x + 1e-12 : 20 - x);
    expect(nearestRoot(saw, 1, 0, 30)).toBeCloseTo(20, 9);
    expect(nearestRoot(saw, 1, 0, 30, { at: [7, 7 * (1 + Number.EPSILON)], zero: 1e-9 })).toBe(7);
  });

  test("it asks for a bounded number of values", () => {
    let calls = 0;
    nearestRoot((x) => (calls++, x > 9.99 ? -1 : 1), 1e-9, 0, 10);
    expect(calls).toBeLessThanOrEqual(1100);
  });
});
