// How Excel in English joins, compares and converts: written apart from the product's own, which is tested against it.

const DAY = 86_400_000;
const LONGEST_PLAIN = 21;

/** 15 digits. */
export const cut = (value: number): number => Number(value.toPrecision(15));

/** A number as General shows it where there is room. */
export function general(value: number): string {
  const short = cut(value);
  if (short === 0) return "0";
  const sign = short < 0 ? "-" : "";
  const size = Math.abs(short);
  if (size < 1e21) {
    const plain = (size < 1e-6 ? size.toFixed(25).replace(/0+$/, "") : String(size)).replace(/\.$/, "");
    if (Number(plain) === size && plain.length <= LONGEST_PLAIN) return sign + plain;
  }
  const [mantissa = "", power = "0"] = size.toExponential().split("e");
  const digits = power.slice(1).padStart(2, "0");
  return `${sign}${mantissa}E${power.charAt(0)}${digits}`;
}

/** What a text is worth in arithmetic; undefined for none. */
export function worth(text: string): number | undefined {
  const trimmed = text.replace(/^ +| +$/g, "");
  const bracketed = /^\(([^()+:/-]*)\)$/.exec(trimmed);
  if (bracketed !== null) {
    const inner = worth(bracketed[1]);
    return inner === undefined ? undefined : -inner;
  }
  const amount = /^([+-]?)\$?(\d[\d,]*\.?\d*|\.\d+)(E[+-]?\d+)? ?(%?)$/i.exec(trimmed);
  if (amount !== null) {
    const [, sign, digits, power = "", percent] = amount;
    if (digits.includes(",") && !/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(digits)) return undefined;
    const value = Number(digits.replaceAll(",", "") + power) / (percent === "%" ? 100 : 1);
    return Number.isFinite(value) ? (sign === "-" ? -value : value) : undefined;
  }
  return moment(trimmed);
}

function moment(text: string): number | undefined {
  const parts =
    /^(?:(?:(\d{4})-(\d{1,2})-(\d{1,2}))|(?:(\d{1,2})\/(\d{1,2})\/(\d{4})))?(?:(?:^| )(\d{1,2})(?::(\d{2})(?::(\d{2}))?)?(?: (AM|PM))?)?$/i.exec(
      text,
    );
  if (parts === null || text === "") return undefined;
  // An hour alone is one only with its half of the day.
  if (parts[7] !== undefined && parts[8] === undefined && parts[10] === undefined) return undefined;
  const [, year, month, day, otherMonth, otherDay, otherYear, hour = "0", minute = "0", second = "0", half = ""] =
    parts;
  const time = ((half === "" ? Number(hour) : Number(hour) % 12) + (/PM/i.test(half) ? 12 : 0)) / 24;
  const fraction = time + Number(minute) / 1440 + Number(second) / 86_400;
  if (year === undefined && otherYear === undefined) return fraction;
  const [y, m, d] = [year ?? otherYear, month ?? otherMonth, day ?? otherDay].map(Number);
  const at = new Date(Date.UTC(y, m - 1, d));
  if (at.getUTCMonth() !== m - 1) return undefined;
  const serial = Math.round((at.getTime() - Date.UTC(1899, 11, 30)) / DAY);
  return (serial > 60 ? serial : serial - 1) + fraction;
}

export type Plain = number | string | boolean | null;

/** -1, 0 or 1: numbers before texts before truths, a blank like what it stands beside. */
export function compared(left: Plain, right: Plain): number {
  const beside = (value: Plain, other: Plain): Exclude<Plain, null> =>
    value ?? (typeof other === "string" ? "" : typeof other === "boolean" ? false : 0);
  const [a, b] = [beside(left, right), beside(right, left)];
  const kinds = ["number", "string", "boolean"];
  const apart = kinds.indexOf(typeof a) - kinds.indexOf(typeof b);
  if (apart !== 0) return Math.sign(apart);
  if (typeof a === "string" && typeof b === "string") {
    const [x, y] = [a.toLowerCase(), b.toLowerCase()];
    return x === y ? 0 : Math.sign(x.localeCompare(y, "en"));
  }
  return Math.sign(cut(Number(a)) - cut(Number(b)));
}

/** Half away from zero, of the digits that are seen. */
export function round(value: number, places: number): number {
  const text = general(Math.abs(value) * 1);
  const scale = 10 ** Math.abs(places);
  const moved = Number(text) * (places < 0 ? 1 / scale : scale);
  const whole = Math.floor(cut(moved) + 0.5);
  return Math.sign(value) * cut(places < 0 ? whole * scale : whole / scale);
}
