// Exponentials, logarithms and powers that have the same bits on every JavaScript engine, as Math.exp, log and pow have not:
// only + - * /, comparison and the bits of a number. Special values (0, infinities, NaN) answer as Math does.

const LN2_HIGH = 0.6931471803691238; // Its last 20 bits are 0, so that its product with an exponent is exact.
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = 1.4426950408889634;
const THIRD = 1 / 3;
const THIRD_LOW = 1.850371707708594e-17;
const MAX_EXPONENT = 1023;
const MIN_EXPONENT = -1022;
const LEAST_EXPONENT = -1074; // of a subnormal
const DEEP = 100; // A detour that keeps the first of two scalings exact when the second one rounds to a subnormal.
const TWO_54 = 18014398509481984;

/** The longest horizon in periods; powers up to it are products, so that 1.5^2 is 2.25 and nothing near it. */
const LONGEST_PRODUCT = 1200;

const bits = new DataView(new ArrayBuffer(8));

const POWERS_OF_TWO = new Float64Array(MAX_EXPONENT - LEAST_EXPONENT + 1);
POWERS_OF_TWO[0] = 5e-324;
for (let i = 1; i < POWERS_OF_TWO.length; i++) POWERS_OF_TWO[i] = 2 * POWERS_OF_TWO[i - 1];

/** The exponent k of a finite x other than 0, 2^k <= |x| < 2^(k+1). */
export function exponentOf(x: number): number {
  bits.setFloat64(0, x);
  const biased = (bits.getInt32(0) >>> 20) & 0x7ff;
  return biased === 0 ? exponentOf(x * TWO_54) - 54 : biased - MAX_EXPONENT;
}

/** 2^k for k from -1074 to 1023, looked up. */
export const powerOfTwo = (k: number): number => POWERS_OF_TWO[k - LEAST_EXPONENT];

/** x 2^k, rounded at most once when |x| is near 1. */
export function scaled(x: number, k: number): number {
  if (k > MAX_EXPONENT) return x * powerOfTwo(MAX_EXPONENT) * powerOfTwo(Math.min(k - MAX_EXPONENT, MAX_EXPONENT));
  if (k < MIN_EXPONENT) return x * powerOfTwo(Math.max(k + DEEP, MIN_EXPONENT)) * powerOfTwo(-DEEP);
  return x * powerOfTwo(k);
}

/** What the rounded sum of a and b lost: a + b = sum + sumError(a, b, sum), without rounding. */
export function sumError(a: number, b: number, sum: number): number {
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

function upperHalf(a: number): number {
  const spread = a * 134217729; // 2^27 + 1 (Veltkamp's split)
  return spread - (spread - a);
}

/** What the rounded product lost: a b = product + productError(a, b, product), without rounding (Dekker). */
export function productError(a: number, b: number, product: number): number {
  const aHigh = upperHalf(a);
  const aLow = a - aHigh;
  const bHigh = upperHalf(b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/**
 * e^(x + low) - 1 - x for |x| <= ln(2) / 2, from x (e^x + 1) / (e^x - 1) = 2 + x^2/6 - x^4/360 + ..., whose coefficients
 * 2 B(2k) / (2k)! fall so fast that seven of them leave 2^-64.
 */
function curve(x: number, low: number): number {
  const y = x + low;
  const z = y * y;
  const c =
    y -
    z *
      (1 / 6 +
        z *
          (-1 / 360 +
            z *
              (1 / 15120 +
                z * (-1 / 604800 + z * (1 / 23950080 + z * (-691 / 653837184000 + z * (1 / 37362124800)))))));
  return low + (y * c) / (2 - c);
}

/** e^(x + low) for x within the range of the result. */
function expOfSum(x: number, low: number): number {
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const near = x - k * LN2_HIGH;
  const sum = 1 + near;
  return scaled(sum + (near - (sum - 1) + curve(near, low - k * LN2_LOW)), k);
}

/** e^x, to less than one unit in the last place. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  return expOfSum(x, 0);
}

/** e^x - 1, precise near 0. */
export function expm1(x: number): number {
  if (x > 40) return exp(x);
  if (x < -38) return -1;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const near = x - k * LN2_HIGH;
  const rest = curve(near, -k * LN2_LOW);
  const unit = powerOfTwo(k);
  const whole = unit - 1;
  const sum = whole + unit * near;
  return sum + (unit * near - (sum - whole) + unit * rest);
}

/** The exponent k that brings x 2^-k between the square roots of 1/2 and 2, where a logarithm or a power stays small. */
function octave(x: number): number {
  const k = exponentOf(x);
  return scaled(x, -k) > Math.SQRT2 ? k + 1 : k;
}

/** ln(x + low) as an unrounded sum of two numbers, from 2 atanh(s), s = (m - 1) / (m + 1); its error is near 2^-64. */
function logParts(x: number, low: number): [number, number] {
  const k = octave(x);
  const mantissa = scaled(x, -k);
  const tail = scaled(low, -k);
  const above = mantissa - 1;
  const top = above + tail;
  const bottom = mantissa + 1;
  const bottomLow = sumError(mantissa, 1, bottom) + tail;
  const s = top / bottom;
  const product = s * bottom;
  const sLow = (top - product - productError(s, bottom, product) + sumError(above, tail, top) - s * bottomLow) / bottom;

  const z = s * s;
  const zLow = productError(s, s, z) + 2 * s * sLow;
  const w = z * z; // 1/5 + z/7 + ... + z^12/29, its even and its odd powers side by side
  const even = 1 / 5 + w * (1 / 9 + w * (1 / 13 + w * (1 / 17 + w * (1 / 21 + w * (1 / 25 + w * (1 / 29))))));
  const odd = 1 / 7 + w * (1 / 11 + w * (1 / 15 + w * (1 / 19 + w * (1 / 23 + w * (1 / 27)))));
  const rest = w * (even + z * odd);
  const third = z * THIRD;
  const factor = third + rest;
  const factorLow = sumError(third, rest, factor) + productError(z, THIRD, third) + z * THIRD_LOW + zLow * THIRD;
  const bend = s * factor;
  const bendLow = productError(s, factor, bend) + s * factorLow + sLow * factor;

  const half = s + bend;
  const halfLow = sumError(s, bend, half) + sLow + bendLow;
  const octaves = k * LN2_HIGH;
  const sum = octaves + 2 * half;
  const sumLow = sumError(octaves, 2 * half, sum) + k * LN2_LOW + 2 * halfLow;
  const high = sum + sumLow;
  return [high, sumLow - (high - sum)];
}

/** The natural logarithm. */
export function log(x: number): number {
  if (x > 0 && x < Infinity) return logParts(x, 0)[0];
  return x === 0 ? -Infinity : x > 0 ? x : NaN;
}

/** ln(1 + x), precise near 0. */
export function log1p(x: number): number {
  const sum = 1 + x;
  return sum > 0 && sum < Infinity ? logParts(sum, sumError(1, x, sum))[0] : log(sum);
}

/** base^exponent; whole exponents up to 1,200 by multiplication, the others through the logarithm. Zero has no sign here. */
export function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  const size = Math.abs(base);
  const sign = base < 0 && Math.abs(exponent % 2) === 1 ? -1 : 1;
  if (!(size > 0 && size < Infinity && Math.abs(exponent) < Infinity)) return sign * limit(size, exponent);
  if (!Number.isInteger(exponent)) return base < 0 ? NaN : throughLog(size, exponent);
  return sign * (Math.abs(exponent) <= LONGEST_PRODUCT ? repeated(size, exponent) : throughLog(size, exponent));
}

/** size^exponent where one of them is 0, infinite or NaN. */
function limit(size: number, exponent: number): number {
  if (Number.isNaN(size) || Number.isNaN(exponent) || size === 1) return NaN;
  return size > 1 === exponent > 0 ? Infinity : 0;
}

function throughLog(base: number, exponent: number): number {
  const [high, low] = logParts(base, 0);
  const x = high * exponent;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  return expOfSum(x, productError(high, exponent, x) + low * exponent);
}

/** Squares and multiplies from the lowest binary digit of the exponent up, with the digits that rounding drops in a second number. */
function repeated(base: number, exponent: number): number {
  const k = octave(base);
  let square = scaled(base, -k);
  let squareLow = 0;
  let result = 1;
  let resultLow = 0;
  for (let left = Math.abs(exponent); ;) {
    if (left & 1) {
      const product = result * square;
      resultLow = productError(result, square, product) + result * squareLow + resultLow * square;
      result = product;
    }
    left >>= 1;
    if (left === 0) break;
    const product = square * square;
    squareLow = productError(square, square, product) + 2 * square * squareLow;
    square = product;
  }
  let answer = result + resultLow;
  if (exponent < 0) {
    const inverse = 1 / result;
    const product = inverse * result;
    answer = inverse + (1 - product - productError(inverse, result, product) - inverse * resultLow) * inverse;
  }
  const own = exponentOf(answer);
  return scaled(scaled(answer, -own), own + k * exponent);
}
