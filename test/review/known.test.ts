// Typed numbers that are figures of the dataset, among numbers that are none.
import { ENTITIES, FIELDS, type Figure, figures } from "../../src/data/dataset";
import { periodOf } from "../../src/data/period";
import { columnName } from "../../src/host/a1";
import type { Cell } from "../../src/host/host";
import { readFormula } from "../../src/explain/formula";
import { knownFigures } from "../../src/review/checks/known";
import { auditWorkbook } from "../../src/review/findings";
import { takeBack, write } from "../../src/review/edits";
import type { CellEdit } from "../../src/review/finding";
import { sheetOf } from "../../src/review/lines";
import { Pages } from "../../src/review/pages";
import { knownFunctions, workbook } from "./workbook";
import { still } from "./still";

/** Numbers that look random and are the same in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

async function found(rows: readonly (readonly Cell[])[]) {
  const pages = await Pages.of(
    still([{ name: "Data", rows }], () => null),
    (formula) => readFormula(formula, () => false),
  );
  return pages.all().flatMap((page) => knownFigures(sheetOf(page, pages)));
}

/** The lines of the dataset with six figures of three digits and more, by kind of period. */
function series(): Figure[][] {
  const lines = new Map<string, Figure[]>();
  for (const figure of figures()) {
    const key = `${figure.entity} ${figure.field} ${periodOf(figure.period)?.kind ?? ""}`;
    lines.set(key, [...(lines.get(key) ?? []), figure]);
  }
  return [...lines.values()]
    .map((line) => line.sort((a, b) => (a.end < b.end ? -1 : 1)))
    .filter((line) => line.length >= 6 && line.every(({ value }) => Math.abs(value) >= 1000));
}

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

test("of forty planted runs at any scale, sign and rounding, and two thousand decoys, every run and no decoy is found", async () => {
  const next = random(7);
  const lines = series();
  const planted = Array.from({ length: 40 }, (_, i) => {
    const line = lines[Math.floor(next() * lines.length)];
    const length = 3 + Math.floor(next() * 4);
    const start = Math.floor(next() * (line.length - length + 1));
    const run = line.slice(start, start + length);
    const scale = [1, 1e-3, 1e3, 1e6][i % 4];
    const sign = i % 3 === 0 ? -1 : 1;
    const typed = run.map(({ value }) => sign * rounded(value * scale, i % 2 === 0 ? 9 : 4));
    return { run, typed: i % 5 === 0 ? typed.reverse() : typed };
  });
  let told = 0;
  for (let book = 0; book < 10; book++) {
    const rows: Cell[][] = Array.from({ length: 200 }, (_, row) => [
      `Line ${row}`,
      ...Array.from({ length: 3 + (row % 4) }, () => rounded(10 ** (1 + next() * 5), 3 + Math.floor(next() * 3))),
    ]);
    const own = planted.slice(book * 4, book * 4 + 4);
    own.forEach(({ typed }, i) => (rows[i * 40 + 3] = ["Planted", ...typed]));
    const findings = await found(rows);
    const expected = own.map(({ typed }, i) => `B${i * 40 + 4}:${columnName(typed.length)}${i * 40 + 4}`);
    const addresses = findings.map(({ culprit }) => culprit.address);
    told += expected.filter((address) => addresses.includes(address)).length;
    expect(addresses.filter((address) => !expected.includes(address))).toEqual([]);
  }
  process.stdout.write(`${told} of 40 planted runs found among 2,000 decoys\n`);
  expect(told).toBeGreaterThanOrEqual(38);
});

test("several figures of one company and year, and one figure of several companies, are found", async () => {
  const year = figures().filter(
    ({ entity, period, value }) => entity === "AMZN" && period === "FY2024" && value > 10000,
  );
  const of = new Map(
    figures()
      .filter(({ field, period }) => field === "cash_capex_gross" && period === "FY2024")
      .map((figure) => [figure.entity, figure]),
  );
  const column: Cell[][] = year.slice(0, 5).map(({ value, field }) => [field, value]);
  expect((await found(column)).map(({ culprit }) => culprit.address)).toEqual(["B1:B5"]);
  const companies = [...of.values()].slice(0, 4);
  if (companies.length >= 3) expect((await found([["Capex", ...companies.map(({ value }) => value)]])).length).toBe(1);
});

test("on consent they become calls that give the same numbers, and go back to every byte", async () => {
  const line = series().find(([{ field }]) => field === "total_net_sales") ?? [];
  const run = line.slice(0, 4);
  const book = await workbook(
    Object.fromEntries(run.map(({ value }, i) => [`${columnName(i + 1)}2`, -rounded(value / 1000, 3)])),
  );
  const functions = await knownFunctions();
  const { findings } = await auditWorkbook(book.host, functions);
  const known = findings.filter(({ kind }) => kind === "known");
  expect(known.map(({ culprit }) => culprit.address)).toEqual(["B2:E2"]);
  const { entity, field } = run[0];
  expect(known[0].sentence).toContain(ENTITIES.find(({ id }) => id === entity)?.name);
  expect(known[0].sentence).toContain(FIELDS.find(({ id }) => id === field)?.label);
  const before = await book.host.read({ sheet: "Sheet1", address: "" });
  for (const fix of known[0].fixes) {
    const edits: readonly CellEdit[] = fix.kind === "edits" ? fix.edits : [];
    await write(book.host, edits);
    const after = await book.host.read({ sheet: "Sheet1", address: "B2:E2" });
    expect(after.values).toEqual([before.values[0].slice(0, 4)]);
    await takeBack(book.host, edits);
    expect(await book.host.read({ sheet: "Sheet1", address: "" })).toEqual(before);
  }
});
