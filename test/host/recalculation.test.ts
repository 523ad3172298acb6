// The sheets that the pane loads, recalculated by Microsoft's runtime over the built functions.

import { presets } from "../../src/data/presets";
import { ExcelHost } from "../../src/host/excel";
import { openingSheets } from "../../src/sheets/opening";
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
/** Never, or no solution: answers that a scenario may have. */
const NO_ANSWER = ["#N/A", "#NUM!"];

let client: Client;
beforeAll(async () => {
  client = await openOffice(new Workbook(), { hurried: true });
  client.evaluate(built("functions.js"), "functions.js");
});
afterAll(() => client.close());

function opened() {
  const workbook = new Workbook();
  client.bridge.open(workbook);
  const calculator = new Calculator(workbook, new FunctionHost(client, metadata()), metadata());
  return { workbook, calculator, host: new ExcelHost(client) };
}

const errors = (sheet: Sheet): string[] =>
  [...sheet.cells.values(), ...sheet.spills.values()].flatMap(({ value }) =>
    value instanceof CellError ? [value.code] : [],
  );

test("the runtime's own delays are 50 ms and 500 ms", async () => {
  const { calculator, workbook } = opened();
  client.delays.length = 0;
  workbook.enter(workbook.sheets[0], { top: 0, left: 0, bottom: 0, right: 1 }, [["=GPUPAYBACK()", "=GPUREVENUE(A1)"]]);
  await calculator.settled();
  expect(new Set(client.delays)).toEqual(new Set([FIRST, LINK]));
  expect(calculator.rounds).toBe(2);
});

describe.each(presets().map(({ name }) => name))("%s", (name) => {
  test("loads with an answer in every cell, and follows a change within 0.65 s of the runtime's clock", async () => {
    const { workbook, calculator, host } = opened();
    const preset = presets().find((one) => one.name === name);
    if (preset === undefined) throw new Error(`no preset ${name}`);
    const sheets = scenarioSheets(preset, stampOf(TODAY));
    const names = await host.freeNames(sheets.names);
    await host.commit(sheets.plans(names));
    await calculator.settled();
    const loaded = workbook.sheets.filter((sheet) => names.includes(sheet.name));
    expect(loaded.flatMap(errors).filter((code) => !NO_ANSWER.includes(code))).toEqual([]);
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
  });
});

test("the opening workbook answers as the article does", async () => {
  const { workbook, calculator, host } = opened();
  await host.commit(openingSheets(TODAY));
  await calculator.settled();
  const numbers = workbook.sheets.flatMap((sheet) =>
    [...sheet.cells.values()].flatMap(({ value }) => (typeof value === "number" ? [value] : [])),
  );
  for (const published of [409.865928, 415.55851, 0.7e9]) {
    expect(numbers.some((number) => Math.abs(number - published) < 1e-6 * published)).toBe(true);
  }
});
