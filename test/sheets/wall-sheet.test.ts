// The sheet of the depreciation wall, on o-spreadsheet with our functions from the source.
import { wallTexts as words } from "../../src/languages/wall";
import { loadedSheets, rewritten } from "../../src/sheets/loaded-sheets";
import { stampOf } from "../../src/sheets/stamp";
import { wallSheet } from "../../src/sheets/wall-sheet";
import { workbook, type Workbook } from "../review/workbook";

const STAMP = stampOf(new Date(2026, 10, 29));

async function wall(): Promise<Workbook> {
  const book = await workbook();
  await book.host.commit([wallSheet("Wall", STAMP)]);
  return book;
}

type Rows = readonly (readonly unknown[])[];
const rowsOf = async ({ host }: Workbook): Promise<Rows> => (await host.read({ sheet: "Wall", address: "" })).values;

/** The rows of a part under its title. */
const part = (rows: Rows, title: string): Rows => rows.slice(rows.findIndex(([first]) => first === title) + 1);
const company = (rows: Rows, title: string, id: string): readonly unknown[] =>
  part(rows, title).find(([first]) => first === id) ?? [];
const under = (rows: Rows, title: string, id: string, life: number): readonly unknown[] =>
  part(rows, title)
    .slice(0, 21)
    .findLast(([first, own]) => first === id && own === life) ?? [];
const sum = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0);

test("three companies have an answer in every year and under every life; the fourth is blank and says what is missing", async () => {
  const rows = await rowsOf(await wall());
  expect(rows.flat().filter((cell) => /^#/.test(String(cell)))).toEqual([]);
  for (const id of ["MSFT", "GOOG", "META"])
    for (const title of [words.depreciation, words.income])
      for (const life of [6, 5, 4, 3])
        expect([
          id,
          title,
          life,
          under(rows, title, id, life)
            .slice(2, 8)
            .every((cell) => Number(cell) > 0),
        ]).toEqual([...[id, title, life, true]]);
  expect(under(rows, words.depreciation, "AMZN", 5).slice(2, 8)).toEqual(["", "", "", "", "", ""]);
  expect(company(rows, words.companies, "AMZN")[8]).toContain(words.missing.AMZN);
});

test("a life of five years at Microsoft is what straight-line arithmetic over its purchases gives", async () => {
  const rows = await rowsOf(await wall());
  // Printed: computer equipment of two year ends, and purchases of fiscal 2020 to 2025.
  const [gross, before] = [132_836, 93_780];
  const bought = [15_441, 20_622, 23_886, 28_107, 44_477, 64_551];
  const share = gross / sum(bought);
  const onHand = bought.map((cost, index) => {
    const age = 5.5 - index;
    const carrying = cost * share * (1 - age / 6);
    // Of the five years of the new life the first may hold all that is left, or a year's part of it.
    return Array.from({ length: 5 }, (_, year) =>
      age >= 5 ? (year === 0 ? carrying : 0) : (carrying * Math.max(0, Math.min(1, 5 - age - year))) / (5 - age),
    );
  });
  const toCome = Array.from({ length: 5 }, (_, year) => ((gross - before) / 5) * (year + 0.5));
  const expected = toCome.map((charge, year) => charge + sum(onHand.map((charges) => charges[year])));
  const found = under(rows, words.depreciation, "MSFT", 5).slice(3, 8) as number[];
  found.forEach((value, year) => expect(value).toBeCloseTo(expected[year], 6));
  // A shorter life moves charges, it makes none: what is on hand is written off whole under either.
  expect(sum(onHand.flat())).toBeCloseTo(sum(bought.map((cost, index) => cost * share * (1 - (5.5 - index) / 6))), 6);
  // 128,528 is the operating income of fiscal 2025, as filed.
  const [latest] = under(rows, words.depreciation, "MSFT", 6).slice(2, 3) as number[];
  expect(under(rows, words.income, "MSFT", 5)[3]).toBeCloseTo(128_528 - (expected[0] - latest), 6);
});

test("typed gross servers of the missing company go through to its income and to the total", async () => {
  const book = await wall();
  const before = part(await rowsOf(book), words.total)[1];
  const row = (await rowsOf(book)).findIndex(([id, year]) => id === "AMZN" && year === "FY2025") + 1;
  book.type({ [`Wall!C${row}`]: 170_000 });
  const after = await rowsOf(book);
  expect(company(after, words.companies, "AMZN")[4]).toBe(170_000 - 113_200);
  const [more] = under(after, words.depreciation, "AMZN", 6).slice(3, 4) as number[];
  expect(part(after, words.total)[1][1]).toBeCloseTo((before[1] as number) + more, 6);
  expect(under(after, words.income, "AMZN", 6)[7]).toBeGreaterThan(0);
});

test("the back-test shows what the filings said, and prints the miss in amount and share", async () => {
  const rows = part(await rowsOf(await wall()), words.backTest).filter(([, year]) => /^FY20/.test(String(year)));
  expect(rows.map(([id, year, , , , , , filing]) => [id, year, filing])).toEqual([
    ["MSFT", "FY2023", -3700],
    ["GOOG", "FY2023", -3900],
    ["AMZN", "FY2024", -3200],
    ["AMZN", "FY2025", 1400],
    ["META", "FY2025", -2920],
    ["ORCL", "FY2025", -733],
    ["META", "FY2023", 7320],
    ["META", "FY2024", 11_340],
    ["META", "FY2025", 13_360],
  ]);
  for (const [, , , , , , model, filing, miss, share, why] of rows) {
    expect(why).not.toBe("");
    if (typeof model !== "number" || typeof filing !== "number") continue;
    expect(miss).toBeCloseTo(model - filing, 9);
    expect(share).toBeCloseTo((model - filing) / Math.abs(filing), 9);
  }
  // By hand: purchases of fiscal 2019 to 2022, lives of four and six years.
  const bought = [13_925, 15_441, 20_622, 23_886];
  const effect = bought.map((cost, index) => {
    const age = 3.5 - index;
    const carrying = cost * (1 - age / 4);
    return carrying / (6 - age) - (carrying * Math.min(1, 4 - age)) / (4 - age);
  });
  expect(rows[0][6]).toBeCloseTo((60_631 / sum(bought)) * sum(effect), 6);
});

test("it is known again as loaded, and is written again as it was", async () => {
  const { host } = await wall();
  const [{ manifest, condition }] = await loadedSheets(host, STAMP);
  expect(condition).toEqual({ kind: "intact" });
  expect(await rewritten(manifest, STAMP)).toEqual(wallSheet("Wall", STAMP));
});
