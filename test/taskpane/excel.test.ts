// The audit over Excel's adapter: the same cells followed and written out as in the workbench.
import "../functions/excel";
import { ExcelHost } from "../../src/host/excel";
import { explain } from "../../src/taskpane/audit/explain";
import { type Explanation, explained } from "../../src/taskpane/audit/explanation";
import { expansionSheet } from "../../src/taskpane/sheets/expansion-sheet";
import { built, metadata } from "../host/rig/built";
import { Calculator } from "../host/rig/calculator";
import { CellError } from "../host/rig/formula";
import { FunctionHost } from "../host/rig/functions";
import { type Client, openOffice } from "../host/rig/office";
import { Workbook } from "../host/rig/workbook";
import { knownFunctions } from "./workbook";

const STAMP = { addin: "0.1.0", dataset: "2026.11", hash: "abc", date: "2026-11-23" };

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

test.each([
  ["=GPUPAYBACK(A1,A2,A3)", "C1"],
  ["=GPUYIELD(A1,A2,B1:B3)", "C3"],
  ["=SUM(GPUREVENUE(A2,B1:B3))*2", "C1"],
  ["=GPUPAYBACK(A1,,GPURATE(B1:B3))", "C1"],
  ["=GPUPAYBACK(A1,A2,A3,85)", "C1"],
])("%s at %s agrees", async (formula, address) => {
  const { workbook, calculator, host } = opened();
  const sheet = workbook.sheets[0];
  workbook.enter(sheet, { top: 0, left: 0, bottom: 2, right: 1 }, [
    [1.2e9, 12.29],
    [16000, 7.2],
    [9.4, 5.4],
  ]);
  workbook.enter(sheet, { top: 0, left: 2, bottom: 0, right: 2 }, [[formula]]);
  await calculator.settled();
  await host.activate({ sheet: sheet.name, address });
  const result = await explain(host, await host.selection(), await knownFunctions());
  expect(explained(result) && result.verdict).toEqual({ kind: "agrees", how: "exactly" });
  if (formula.includes("85")) return;
  await host.commit([expansionSheet(result as Explanation, "Audit", STAMP)]);
  await calculator.settled();
  const { values } = await host.read({ sheet: "Audit", address: "" });
  expect(values.at(-1)?.[0]).toBe("Difference");
  expect(values.at(-1)?.[5]).toBe(0);
});

test("a cell that is still being calculated is not settled", async () => {
  const workbook = new Workbook();
  client.bridge.open(workbook);
  const [sheet] = workbook.sheets;
  workbook.functions = () => [[new CellError("#BUSY!")]];
  workbook.enter(sheet, { top: 0, left: 0, bottom: 0, right: 0 }, [["=GPUYIELD()"]]);
  const host = new ExcelHost(client);
  const result = await explain(host, { sheet: sheet.name, address: "A1", spill: null }, await knownFunctions());
  expect(explained(result) && result.verdict.kind).toBe("unsettled");
});
