// The sheets that the pane loads, recalculated by Microsoft's runtime over the built functions.

import { presets } from "../../src/data/presets";
import { ExcelHost } from "../../src/host/excel";
import { comparisonSheet, METRICS } from "../../src/sheets/comparison-sheet";
import { openingSheets } from "../sheets/opening-workbook";
import { scenarioSheets } from "../../src/sheets/scenario-sheets";
import { stampOf } from "../../src/sheets/stamp";
import { built, metadata } from "./rig/built";
import { Calculator } from "./rig/calculator";
import { CellError } from "./rig/formula";
import { FunctionHost } from "./rig/functions";
import { openOffice, type Client } from "./rig/office";
import { Workbook, type Sheet } from "./rig/workbook";

const TODAY = new Date("2026-11-23");
/** The runtime waits 50 ms with a first answer, and 500 ms with each further link of a chain. */
const FIRST = 50;
const LINK = 500;
const LIMIT = 650;
/** In Excel today, and in Excel 2021. */
const BLANKS_AS_ZERO = [false, true];
/** Never, or no solution: answers that a scenario may have. */
const NO_ANSWER = ["#N/A", "#NUM!"];

let client: Client;
beforeAll(async () => {
  client = await openOffice(new Workbook(), { hurried: true });
  client.evaluate(built("functions.js"), "functions.js");
});
afterAll(() => client.close());

function opened(blanksAsZero = false) {
  const workbook = new Workbook();
  workbook.blanksAsZero = blanksAsZero;
  client.bridge.open(workbook);
  const calculator = new Calculator(workbook, new FunctionHost(client, metadata()), metadata());
  return { workbook, calculator, host: new ExcelHost(client) };
}

const errors = (sheet: Sheet): string[] =>
  [...sheet.cells.values(), ...sheet.spills.values()].flatMap(({ value }) =>
    value instanceof CellError ? [value.code] : [],
  );

const CASH = presets().filter(({ kind }) => kind === "cash");

/** What every cell shows, by sheet and place. */
const answersOf = (sheets: readonly Sheet[]): unknown =>
  sheets.map(({ name, cells, spills }) => ({
    name,
    cells: [...cells, ...spills].map(([place, { value }]) => [place, value instanceof CellError ? value.code : value]),
  }));

test("the runtime's own delays are 50 ms and 500 ms", async () => {
  const { calculator, workbook } = opened();
  client.delays.length = 0;
  workbook.enter(workbook.sheets[0], { top: 0, left: 0, bottom: 0, right: 1 }, [["=GPUPAYBACK()", "=GPUREVENUE(A1)"]]);
  await calculator.settled();
  expect(new Set(client.delays)).toEqual(new Set([FIRST, LINK]));
  expect(calculator.rounds).toBe(2);
});

describe.each(presets().map(({ name }) => name))("%s", (name) => {
  test("loads with an answer in every cell, the same where a blank arrives as 0, and follows a change within 0.65 s of the runtime's clock", async () => {
    const preset = presets().find((one) => one.name === name);
    if (preset === undefined) throw new Error(`no preset ${name}`);
    const sheets = scenarioSheets(preset, stampOf(TODAY));
    const all = [];
    for (const blanksAsZero of BLANKS_AS_ZERO) {
      const { workbook, calculator, host } = opened(blanksAsZero);
      const names = await host.freeNames(sheets.names);
      await host.commit(sheets.plans(names));
      await calculator.settled();
      const loaded = workbook.sheets.filter((sheet) => names.includes(sheet.name));
      expect(loaded.flatMap(errors).filter((code) => !NO_ANSWER.includes(code))).toEqual([]);
      all.push(answersOf(loaded));
      for (const sheet of loaded) {
        // Every number typed into the sheet, changed in turn with all the others.
        for (const cell of sheet.cells.values()) {
          if (cell.formula === undefined && typeof cell.value === "number") cell.value *= 1.0625;
        }
      }
      calculator.rounds = 0;
      workbook.recalculated();
      await calculator.settled();
      const links = calculator.rounds;
      expect(FIRST + Math.max(0, links - 1) * LINK).toBeLessThanOrEqual(LIMIT);
      all.push(answersOf(loaded));
    }
    const [today, changed, in2021, changedIn2021] = all;
    expect(in2021).toEqual(today);
    expect(changedIn2021).toEqual(changed);
  });
});

test("a blank cell that a formula names is as nothing today, and 0 in Excel 2021", async () => {
  const shown = [];
  for (const blanksAsZero of BLANKS_AS_ZERO) {
    const { workbook, calculator } = opened(blanksAsZero);
    const [sheet] = workbook.sheets;
    workbook.enter(sheet, { top: 0, left: 0, bottom: 0, right: 1 }, [["=GPUREVENUE()", "=GPUREVENUE(,Z1)"]]);
    await calculator.settled();
    shown.push([sheet.valueAt(0, 0), sheet.valueAt(0, 1)]);
  }
  const [[given, today], [omitted, in2021]] = shown;
  expect(today).toBe(given);
  expect(omitted).toBe(given);
  expect(in2021).not.toEqual(given);
});

test.each(BLANKS_AS_ZERO)(
  "the opening workbook answers as the article does, a blank as 0: %p",
  async (blanksAsZero) => {
    const { workbook, calculator, host } = opened(blanksAsZero);
    await host.commit(openingSheets(TODAY));
    await calculator.settled();
    const numbers = workbook.sheets.flatMap((sheet) =>
      [...sheet.cells.values()].flatMap(({ value }) => (typeof value === "number" ? [value] : [])),
    );
    for (const published of [409.865928, 415.55851, 0.7e9]) {
      expect(numbers.some((number) => Math.abs(number - published) < 1e-6 * published)).toBe(true);
    }
  },
);

test.each(METRICS)(
  "the comparison of all scenarios by %s has the same answers where a blank arrives as 0",
  async (metric) => {
    const all = [];
    for (const blanksAsZero of BLANKS_AS_ZERO) {
      const { workbook, calculator, host } = opened(blanksAsZero);
      await host.commit([comparisonSheet(CASH, metric, "Comparison", stampOf(TODAY))]);
      await calculator.settled();
      const loaded = workbook.sheets.filter(({ name }) => name === "Comparison");
      expect(loaded.flatMap(errors).filter((code) => !NO_ANSWER.includes(code))).toEqual([]);
      all.push(answersOf(loaded));
    }
    expect(all[1]).toEqual(all[0]);
  },
);
