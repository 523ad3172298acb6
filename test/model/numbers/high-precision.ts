// A second road to exponentials and logarithms: whole-number arithmetic with 320 binary digits, plain Taylor series.

const DIGITS = 320n;
const ONE = 1n << DIGITS;

/** significand 2^exponent, the significand with 320 digits after the point. */
export interface Precise {
  readonly significand: bigint;
  readonly exponent: number;
}

/** A double, exactly, as whole 2^exponent. */
export function wholeOf(x: number): { whole: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const raw = view.getBigUint64(0);
  const biased = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  const size = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { whole: raw >> 63n ? -size : size, exponent: Math.max(biased, 1) - 1075 };
}

const shifted = (value: bigint, by: number) => (by >= 0 ? value << BigInt(by) : value >> BigInt(-by));

/** A double with 320 digits after the point; smaller digits are cut. */
export function precise(x: number): bigint {
  const { whole, exponent } = wholeOf(x);
  return shifted(whole, exponent + Number(DIGITS));
}

const times = (a: bigint, b: bigint) => (a * b) >> DIGITS;

/** 2 atanh(s) = 2 (s + s^3/3 + ...) */
function twiceAtanh(s: bigint): bigint {
  const square = times(s, s);
  let sum = 0n;
  let term = s;
  for (let odd = 1n; term !== 0n && term !== -1n; odd += 2n) {
    sum += term / odd;
    term = times(term, square);
  }
  return 2n * sum;
}

const LN2 = twiceAtanh(ONE / 3n);

export function preciseExp(x: bigint): Precise {
  const exponent = x / LN2;
  const rest = x - exponent * LN2;
  let sum = ONE;
  let term = ONE;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = times(term, rest) / k;
    sum += term;
  }
  return { significand: sum, exponent: Number(exponent) };
}

/** ln(whole 2^exponent) for a positive whole number. */
export function preciseLog(whole: bigint, exponent: number): bigint {
  const length = whole.toString(2).length;
  const mantissa = shifted(whole, Number(DIGITS) - length);
  return twiceAtanh(((mantissa - ONE) << DIGITS) / (mantissa + ONE)) + BigInt(exponent + length) * LN2;
}

export function preciseLogOf(x: number): bigint {
  const { whole, exponent } = wholeOf(x);
  return preciseLog(whole, exponent);
}

/** How far a double is from the precise value, in units of its own last place. */
export function unitsFrom(x: number, { significand, exponent }: Precise): number {
  const own = wholeOf(x);
  const places = own.exponent - exponent + Number(DIGITS);
  const difference = (own.whole << BigInt(places)) - significand;
  return Math.abs(Number(difference >> BigInt(places - 40))) / 2 ** 40;
}

/** The sign of the flows' net future value at growth 1 + rate, in whole numbers: no rounding. */
export function exactSign(flows: ArrayLike<number>, growth: number): number {
  const { whole: step, exponent: shift } = wholeOf(growth); // growth = step 2^shift, shift <= 0
  let value = 0n;
  let places = 0; // value 2^-places is the sum so far
  for (let i = 0; i < flows.length; i++) {
    value *= step;
    places -= shift;
    const { whole, exponent } = wholeOf(flows[i]);
    const lift = exponent + places;
    if (lift < 0) {
      value <<= BigInt(-lift);
      places -= lift;
    }
    value += whole << BigInt(Math.max(lift, 0));
  }
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

/** Whether the flows' value changes sign within 1e-12 of the growth, or as near as a rate that is close to -1 can say. */
export function isRate(flows: ArrayLike<number>, rate: number): boolean {
  const growth = 1 + rate;
  const slack = 1e-12 * growth + 2e-16;
  return exactSign(flows, Math.max(growth - slack, 1e-300)) * exactSign(flows, growth + slack) <= 0;
}
