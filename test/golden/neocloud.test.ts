// Every number of docs/neocloud.md is calculated again by the built functions in the workbench's spreadsheet.
import { readFileSync } from "node:fs";
import { helpers, Model } from "@odoo/o-spreadsheet";
import { registerBuilt, whole } from "../workbench/built";

// It reports every calculation there.
jest.spyOn(console, "debug").mockImplementation(() => undefined);

beforeAll(async () => {
  registerBuilt();
  await whole();
});

const PROFILES = ["annuity", "sculpted"] as const;

const page = readFileSync("docs/neocloud.md", "utf8");

/** The tables of the page, each with its heading first. */
const tables = page
  .split(/\n(?!\|)/)
  .map((block) => block.split("\n").filter((line) => line.startsWith("|") && !/^[|\s-]+$/.test(line)))
  .filter((lines) => lines.length > 0)
  .map((lines) =>
    lines.map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    ),
  );

const under = (heading: string): string[][][] => tables.filter(([[first]]) => first === heading);

/** The deal from A1 on, with a repayment in its last row. */
function deal(profile: string): Record<string, string> {
  const [rows] = under("key");
  const cells = rows.flatMap(([key, value], i) => [
    [`A${i + 1}`, key],
    [`B${i + 1}`, key === "debtProfile" ? profile : value],
  ]);
  return Object.fromEntries(cells);
}

function sheet(profile: string, formula: string): (cell: string) => unknown {
  const model = new Model({ sheets: [{ id: "s", name: "Sheet1", cells: { ...deal(profile), D1: formula } }] });
  return (cell) => model.getters.getEvaluatedCell({ sheetId: "s", ...helpers.toCartesian(cell) }).value;
}

/** The digits that are written are the digits that are checked. */
const isWritten = (value: unknown, written: string): boolean =>
  typeof value === "number"
    ? Math.abs(value - Number(written)) <= 0.5000001 * 10 ** -(written.split(".")[1]?.length ?? 0)
    : value === written;

const formulas = under("formula").flatMap(([, ...rows]) =>
  rows.flatMap(([formula, ...answers]) =>
    PROFILES.map((profile, i) => ({ profile, formula: formula.replaceAll("`", ""), answer: answers[i] })),
  ),
);

test("there are thirteen formulas in two columns", () => expect(formulas).toHaveLength(26));

test.each(formulas)("$profile: $formula is $answer", ({ profile, formula, answer }) => {
  const value = sheet(profile, formula)("D1");
  expect([value, isWritten(value, answer)]).toEqual([value, true]);
});

test.each(PROFILES)("year by year, %s, in millions of dollars", (profile) => {
  const [headings, ...rows] = under("year")[PROFILES.indexOf(profile)];
  const at = sheet(profile, '=GPUDEBT("NEOCLOUD", A2:B13)');
  const columns = Array.from({ length: 12 }, (_, i) => helpers.numberToLetters(3 + i));
  expect(rows).toHaveLength(6);
  rows.forEach((row, i) =>
    row.forEach((written, j) => {
      const column = columns.find((letter) => at(`${letter}1`) === headings[j]);
      const value = at(`${column}${i + 2}`);
      const shown = typeof value === "number" && !["year", "dscr"].includes(headings[j]) ? value / 1e6 : value;
      expect([headings[j], i, shown, isWritten(shown, written === "" ? "#N/A" : written)]).toEqual([
        ...[headings[j], i, shown, true],
      ]);
    }),
  );
});

test("the cash before debt service and the annuity are those by hand", () => {
  // NEOCLOUD: 1.4 kW at a PUE of 1.25 and 0.07 $, 1,500 $ of other opex, IT 70 % over five years, the facility over twenty, tax 21 %.
  const opex = 4096 * (1.4 * 1.25 * 8760 * 0.07 + 1500);
  const depreciation = 210e6 * (0.7 / 5 + 0.3 / 20);
  const hours = 4096 * 8760;
  const rents = [hours * 2.85, hours * 2.85, ...[2, 3, 4].map((falls) => hours * 0.8 * 2.85 * 0.8 ** falls)];
  // The sale brings a tenth of the IT and three quarters of the facility; three quarters of the facility are not yet depreciated.
  const gains = [0, 0, 0, 0, 210e6 * (0.7 * 0.1 + 0.3 * 0.75) - 210e6 * 0.3 * 0.75];
  let losses = 0;
  const cfads = rents.map((rent, i) => {
    const profit = rent - opex - depreciation + gains[i];
    const taxed = Math.max(0, profit - losses);
    losses = Math.max(0, losses - profit);
    return (rent - opex - 0.21 * taxed) / 1e6;
  });
  const service = (147 * 0.11) / (1 - 1.11 ** -5);
  const [headings, , ...years] = under("year")[0];
  years.forEach((row, i) => {
    expect([i, isWritten(cfads[i], row[headings.indexOf("cfads")])]).toEqual([i, true]);
    expect(isWritten(service, row[headings.indexOf("service")])).toBe(true);
    expect(isWritten(cfads[i] / service, row[headings.indexOf("dscr")])).toBe(true);
  });
});

test("every number in the text is one of the deal, of the tables or of the formulas, as it is or in percent or millions", () => {
  const text = page
    .split("\n")
    .filter((line) => !line.startsWith("|"))
    .join("\n")
    .replace(/`[^`]*`|B13|A1\b/g, "");
  const told = tables.flat(2).flatMap((cell) =>
    [...cell.matchAll(/-?\d[\d,]*(?:\.\d+)?%?/g)].map(([number]) => {
      const value = Number(number.replace(/[,%]/g, ""));
      return number.endsWith("%") ? value / 100 : value;
    }),
  );
  const numbers = [...text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([number]) => number.replaceAll(",", ""));
  expect(numbers.length).toBeGreaterThan(10);
  const strange = numbers.filter(
    (number) => !told.some((value) => [value, value * 100, value / 1e6].some((each) => isWritten(each, number))),
  );
  // The preset's own share of the hours that are sold.
  expect(strange).toEqual(["80"]);
  expect(sheet("annuity", '=CAPEXSCENARIO("NEOCLOUD", "utilization")')("D1")).toBe(0.8);
});
