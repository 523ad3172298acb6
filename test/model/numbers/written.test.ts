// Numbers in text, as people write them.
import fc from "fast-check";
import { shifted, writtenNumber } from "../../../src/model/numbers/written";

test.each([
  ["2.35", 2.35],
  ["2,35", 2.35],
  ["-0,5", -0.5],
  [",5", 0.5],
  [".5", 0.5],
  ["0,125", 0.125],
  ["-0,125", -0.125],
  ["1234,567", 1234.567],
  ["16,00", 16],
  ["85%", 0.85],
  ["85 %", 0.85],
  ["85\u00A0%", 0.85],
  ["8,5 percent", 0.085],
  ["5 ‰", 0.005],
  ["16 000", 16000],
  ["16\u00A0000", 16000],
  ["16\u202F000", 16000],
  ["16'000", 16000],
  ["16’000.5", 16000.5],
  ["16_000", 16000],
  ["1 234,567", 1234.567],
  ["1,234,567", 1234567],
  ["1.234.567", 1234567],
  ["1,234.5", 1234.5],
  ["1.234,5", 1234.5],
  ["1.234.567,89", 1234567.89],
  ["12,34,567.5", 1234567.5],
  ["$210M", 210e6],
  ["-$1.5B", -1.5e9],
  ["$ -5", -5],
  ["US$ 1,500,000", 1500000],
  ["210 USD", 210],
  ["1.5 billion", 1.5e9],
  ["93.75k", 93750],
  ["0.1 bn", 1e8],
  ["(5)", -5],
  ["(1,234.50)", -1234.5],
  ["−3", -3],
  ["–3", -3],
  ["+7", 7],
  ["1.5E9", 1.5e9],
  ["1,5e9", 1.5e9],
  ["2e-3", 0.002],
  ["２．３５", 2.35],
  ["８５％", 0.85],
  ["\u200E42", 42],
  ["0", 0],
  ["-0", 0],
  ["5.", 5],
])("%s is %d", (text, value) => {
  expect(writtenNumber(text)).toBe(value);
});

test.each(["16,000", "8,760", "2,350", "-1,500", "$16,000", "16,000 %", "１６，０００", "16,000 m"])(
  "%s is thousands to one reader and a decimal comma to another: it is not read",
  (text) => {
    expect(writtenNumber(text)).toMatchObject({ why: "doubtful" });
  },
);

test.each(["16.000", "8.760", "-1.500", "$16.000", "１６．０００"])(
  "%s of a kind that goes into the thousands is a thousand to one reader and a decimal point to another: it is not read",
  (text) => {
    expect(writtenNumber(text, true)).toMatchObject({ why: "doubtful" });
  },
);

test.each([
  ["2.350", 2.35],
  ["7.204", 7.204],
])("%s of another kind has a decimal point, as English Excel joins it: %d", (text, value) => {
  expect(writtenNumber(text)).toBe(value);
});

test.each([
  ["$1.125B", 1.125e9],
  ["1.500e6", 1.5e6],
  ["0.125", 0.125],
  ["1.25", 1.25],
  ["1.2500", 1.25],
  ["1234.567", 1234.567],
  ["16 000.125", 16000.125],
  ["1.250.000", 1.25e6],
])("%s is %d, also of a kind that goes into the thousands", (text, value) => {
  expect(writtenNumber(text, true)).toBe(value);
});

test("both ways out of a doubt are read, and as what they say", () => {
  for (const [text, whole, broken] of [
    ["16,000", 16000, 16],
    ["$-1,250.", -1250, -1.25],
    ["(1,250 %)", -12.5, -0.0125],
    ["1,500 bn", 1.5e12, 1.5e9],
    ["8.760", 8760, 8.76],
  ] as const) {
    const read = writtenNumber(text, true);
    if (typeof read === "number" || read.why !== "doubtful") throw new Error(`${text} is not in doubt`);
    expect([writtenNumber(read.whole, true), writtenNumber(read.broken, true)]).toEqual([whole, broken]);
  }
});

test.each([
  ...["", " ", "-", "$", "%", "abc", "1/2", "0x10", "Infinity", "NaN", "1e999", "1..2", "1,,2", "1,23,4", "1.23.4"],
  ...[
    "1,2345,678",
    "12 34",
    "1 23 456",
    "1,234 567",
    "--5",
    "-(5)",
    "(-5)",
    "1 2",
    "1.234,567.8",
    "€5",
    "5 kW",
    "1e5e5",
  ],
  ...["1,234,56", "2.35 2.4", "=5", "TRUE", "5%%", "$5$5x", "1'234,567'8"],
])("“%s” is no number", (text) => {
  expect(writtenNumber(text)).toEqual({ why: "no number" });
});

test("however a person groups and marks a number, it is that number or it is not read", () => {
  const grouped = (whole: string, mark: string): string => whole.replace(/\B(?=(\d{3})+$)/g, mark);
  const way = fc.constantFrom(
    ...([",.", ".,", " .", " ,", "\u00A0,", "\u202F,", "'.", "’.", "_.", "..", ",,"] as const),
  );
  const dress = fc.constantFrom(
    (text: string) => text,
    (text: string) => `$${text}`,
    (text: string) => `$ ${text}`,
    (text: string) => ` ${text}\u00A0`,
    (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.integer({ min: 0, max: 9999 }),
      way,
      dress,
      (whole, part, w, put) => {
        const [group, mark] = [...w];
        const fraction = part === 0 ? "" : `${mark}${part}`;
        if (group === mark && (fraction !== "" || whole < 1e6)) return;
        const text = put(grouped(String(whole), group) + fraction);
        const meant = Number(`${whole}.${part === 0 ? "0" : part}`);
        for (const inThousands of [true, false]) {
          // One point alone cannot tell what it is: where thousands are rare, it is decimal.
          if (!inThousands && fraction === "" && whole >= 1000 && whole < 1e6 && group === ".") continue;
          const read = writtenNumber(text, inThousands);
          if (typeof read === "number") expect(read).toBe(meant);
          else expect(read.why).toBe("doubtful");
        }
      },
    ),
    { numRuns: 3000 },
  );
});

test("a decimal point is moved without a digit of rounding", () => {
  expect([shifted(1.1, -2), shifted(64.1, -2), shifted(1.001, 3), shifted(0, 9)]).toEqual([0.011, 0.641, 1001, 0]);
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: -3, max: 9 }),
      (digits, decimals, places) => {
        expect(shifted(Number(`${digits}e${-decimals}`), places)).toBe(Number(`${digits}e${places - decimals}`));
      },
    ),
  );
});
