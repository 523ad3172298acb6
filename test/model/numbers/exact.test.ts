import fc from "fast-check";
import { exp, exponentOf, expm1, log, log1p, power, powerOfTwo, scaled } from "../../../src/model/numbers/exact";
import { precise, preciseExp, preciseLog, preciseLogOf, unitsFrom, wholeOf, type Precise } from "./high-precision";

const ONE = precise(1);
const DIGITS = BigInt(ONE.toString(2).length - 1);
const runs = { numRuns: 1500 };

/** A number spread evenly over magnitudes, of either sign. */
const spread = (low: number, high: number) =>
  fc
    .tuple(fc.double({ min: low, max: high, noNaN: true }), fc.boolean())
    .map(([size, negative]) => (negative ? -1 : 1) * 10 ** size);

/** As the fixed-point value over 2^DIGITS, normalised so that small results keep their digits. */
function normal(value: bigint): Precise {
  const length = (value < 0n ? -value : value).toString(2).length;
  const shift = BigInt(length) - DIGITS;
  return { significand: shift > 0n ? value >> shift : value << -shift, exponent: Number(shift) };
}

const precisePower = (base: number, exponent: number) => preciseExp((precise(exponent) * preciseLogOf(base)) >> DIGITS);

describe("against whole-number arithmetic of 320 digits", () => {
  test("exp is right to 0.75 of the last place", () => {
    fc.assert(
      fc.property(fc.double({ min: -708, max: 709.7, noNaN: true }), (x) => {
        expect(unitsFrom(exp(x), preciseExp(precise(x)))).toBeLessThan(0.75);
      }),
      runs,
    );
  });

  test("expm1 is right to 1.1 of the last place, also near 0", () => {
    fc.assert(
      fc.property(fc.oneof(spread(-18, 1.5), fc.double({ min: -2, max: 2, noNaN: true })), (x) => {
        fc.pre(Math.abs(x) > 1e-18);
        const { significand, exponent } = preciseExp(precise(x));
        const one = exponent >= 0 ? ONE >> BigInt(exponent) : ONE << BigInt(-exponent);
        const { significand: rest, exponent: own } = normal(significand - one);
        expect(unitsFrom(expm1(x), { significand: rest, exponent: own + exponent })).toBeLessThan(1.1);
      }),
      runs,
    );
  });

  test("log is right to 0.51 of the last place", () => {
    fc.assert(
      fc.property(fc.oneof(spread(-307, 308), fc.double({ min: 0.5, max: 2, noNaN: true })), (x) => {
        fc.pre(Math.abs(x) !== 1);
        expect(unitsFrom(log(Math.abs(x)), normal(preciseLogOf(Math.abs(x))))).toBeLessThan(0.51);
      }),
      runs,
    );
  });

  test("log1p is right to 0.51 of the last place, also near 0", () => {
    fc.assert(
      fc.property(fc.oneof(spread(-18, -0.01), fc.double({ min: -0.999, max: 1e6, noNaN: true })), (x) => {
        fc.pre(Math.abs(x) > 1e-18);
        const { whole, exponent } = wholeOf(x);
        const sum = exponent < 0 ? whole + (1n << BigInt(-exponent)) : (whole << BigInt(exponent)) + 1n;
        expect(unitsFrom(log1p(x), normal(preciseLog(sum, Math.min(exponent, 0))))).toBeLessThan(0.51);
      }),
      runs,
    );
  });

  test("power is right to 0.75 of the last place, for whole and broken exponents", () => {
    const base = fc.oneof(spread(-3, 6).map(Math.abs), fc.double({ min: 0.7, max: 1.5, noNaN: true }));
    const exponent = fc.oneof(fc.integer({ min: -1200, max: 1200 }), fc.double({ min: -60, max: 60, noNaN: true }));
    fc.assert(
      fc.property(base, exponent, (x, y) => {
        fc.pre(x !== 1 && y !== 0 && Math.abs(y) > 1e-9 && Math.abs(y * Math.log(x)) < 700);
        expect(unitsFrom(power(x, y), precisePower(x, y))).toBeLessThan(0.75);
      }),
      runs,
    );
  });
});

const SPECIAL = [
  0,
  1,
  -1,
  2,
  -2,
  0.5,
  -0.5,
  3,
  -3,
  2.5,
  -2.5,
  0.1,
  1e16,
  9007199254740991,
  1201,
  -1201,
  1.0000000001,
  1e300,
  -1e300,
  5e-324,
  1e-310,
  Infinity,
  -Infinity,
  NaN,
];

/** Two doubles away at most, as Math's own last bits are not to be trusted. */
const near = (a: number, b: number) => Object.is(a, b) || Math.abs(a - b) <= 2 ** -51 * Math.abs(b) + 5e-324;

describe("like Math, where Math is sure", () => {
  test.each([
    ["exp", exp, Math.exp],
    ["expm1", expm1, Math.expm1],
    ["log", log, Math.log],
    ["log1p", log1p, Math.log1p],
  ])("%s of zeros, infinities, subnormals and the ends of the range", (_, own, engine) => {
    const ends = [
      709.782712893384, 709.7827128933841, -745.1332191019412, -745.1332191019413, -708.5, -740, 40.5, -38.5, -37,
    ];
    const wrong = [...SPECIAL, ...ends].filter((x) => !near(own(x), engine(x)));
    expect(wrong).toEqual([]);
  });

  test("power of zeros, infinities, negative bases, overflow and underflow", () => {
    const wrong = SPECIAL.flatMap((x) => SPECIAL.map((y) => [x, y])).filter(
      ([x, y]) => !near(power(x, y), Math.pow(x, y)),
    );
    expect(wrong).toEqual([]);
  });

  test("a negative zero counts as zero", () => {
    expect(power(-0, -1)).toBe(Infinity);
  });
});

describe("exact where the answer is a double", () => {
  test("the square is the product", () => {
    fc.assert(fc.property(spread(-100, 100), (x) => expect(power(x, 2)).toBe(x * x)));
  });

  test("powers of small whole numbers are whole, and their roots lead back", () => {
    for (let base = 2; base <= 12; base++) {
      let product = 1;
      for (let exponent = 1; product * base < 2 ** 53; exponent++) {
        product *= base;
        expect(power(base, exponent)).toBe(product);
        expect(power(product, 1 / exponent)).toBeCloseTo(base, 12);
        expect(power(base, -exponent)).toBe(1 / product);
      }
    }
  });

  test("a number is a double in [1, 2) times a power of two", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        fc.pre(x !== 0);
        const k = exponentOf(x);
        const mantissa = scaled(x, -k);
        expect(Math.abs(mantissa)).toBeGreaterThanOrEqual(1);
        expect(Math.abs(mantissa)).toBeLessThan(2);
        expect(scaled(mantissa, k)).toBe(x);
      }),
    );
  });

  test("powers of two from the smallest normal number to the largest, and beyond", () => {
    expect(powerOfTwo(-1022)).toBe(2.2250738585072014e-308);
    expect(powerOfTwo(1023)).toBe(8.98846567431158e307);
    expect([
      scaled(1.5, 1023),
      scaled(1.5, 1024),
      scaled(1, -1074),
      scaled(1, -1076),
      scaled(1, 1e6),
      scaled(1, -1e6),
    ]).toEqual([1.5 * 2 ** 1023, Infinity, 5e-324, 0, Infinity, 0]);
  });
});
