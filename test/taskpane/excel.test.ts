// The audit over Excel's adapter: the same cells followed and written out as in the workbench.
import "../functions/excel";
import { ExcelHost } from "../../src/host/excel";
import { explain } from "../../src/explain/explain";
import { type Explanation, explained } from "../../src/explain/explanation";
import { expansionSheet } from "../../src/sheets/expansion-sheet";
import { errorGroups } from "../../src/review/errors";
import { auditWorkbook } from "../../src/review/findings";
import { independentCopy } from "../../src/review/independent";
import { areaOf } from "../host/rig/address";
import { built, metadata } from "../host/rig/built";
import { Calculator } from "../host/rig/calculator";
import { CellError } from "../host/rig/formula";
import { FunctionHost } from "../host/rig/functions";
import { type Client, openOffice } from "../host/rig/office";
import { Workbook } from "../host/rig/workbook";
import { knownFunctions } from "../review/workbook";

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

test("names are read as the formula's own sheet reads them: cells, values, and a sheet's own before the workbook's", async () => {
  const { workbook, calculator, host } = opened();
  const [sheet] = workbook.sheets;
  const other = workbook.add("Other");
  workbook.addName(workbook.names, "share", "=0.85");
  workbook.addName(workbook.names, "deal", "=Sheet1!$A$1");
  workbook.addName(other.names, "share", "=0.5");
  workbook.addName(workbook.names, "label", '="NEOCLOUD"');
  workbook.enter(sheet, { top: 0, left: 0, bottom: 2, right: 0 }, [
    [1.2e9],
    ["=GPUYIELD(deal,,,share)"],
    ["=GPUIRR(label)"],
  ]);
  workbook.enter(other, { top: 0, left: 0, bottom: 0, right: 0 }, [["=GPUYIELD(deal,,,share)*2"]]);
  await calculator.settled();
  const functions = await knownFunctions();
  const { cells } = await auditWorkbook(host, functions);
  expect(cells.map(({ address, standing, findings }) => [address, standing, findings])).toEqual([
    ["A2", "agrees", []],
    ["A3", "agrees", []],
    ["A1", "agrees", []],
  ]);
  // The rig's values are the built functions' own: a half against 0.85 tells the two names apart.
  expect((cells[2].value as number) / 2 / (cells[0].value as number)).toBeCloseTo(0.5 / 0.85, 12);
  const result = await explain(host, { sheet: "Other", address: "A1", spill: null }, functions);
  await host.commit([expansionSheet(result as Explanation, "Audit", STAMP)]);
  await calculator.settled();
  const { values, formulas } = await host.read({ sheet: "Audit", address: "" });
  expect(formulas.flat()).toContain("='Other'!share");
  expect(values.at(-1)?.[5]).toBe(0);
  workbook.addName(workbook.names, "broken", "=1/0");
  workbook.enter(sheet, { top: 5, left: 0, bottom: 5, right: 0 }, [["=GPUYIELD(deal,,,broken)"]]);
  await calculator.settled();
  const unread = await explain(host, { sheet: "Sheet1", address: "A6", spill: null }, functions);
  expect(unread).toMatchObject({ verdict: { kind: "unread", part: { part: "broken", why: "name" } } });
});

/** Two deals under a header and over their totals, as a table in A1:C4; its last column has no formula yet. */
async function dealt(cells: Readonly<Record<string, string | number>>) {
  const book = opened();
  const { workbook } = book;
  const [sheet] = workbook.sheets;
  workbook.enter(sheet, { top: 0, left: 0, bottom: 3, right: 2 }, [
    ["Capex", "Net [rate]", "Yield"],
    [1.2e9, 12.29, 0],
    [1.5e9, 9.4, 0],
    [2.7e9, 21.69, 0],
  ]);
  workbook.addTable(sheet, { top: 0, left: 0, bottom: 3, right: 2 }, "Deals").totals = true;
  for (const [address, input] of Object.entries(cells)) {
    const place = areaOf(address);
    if (place === undefined) throw new Error(`no address ${address}`);
    workbook.enter(sheet, place, [[input]]);
  }
  await book.calculator.settled();
  return { ...book, sheet };
}

/** The value was computed by the rig, which reads table references in its own way. */
test.each([
  ["=GPUYIELD([@Capex],16000,[@[Net '[rate']]])", "C2"],
  ["=GPUYIELD(Deals[@Capex],16000,Deals[[#This Row],[Net '[rate']]])", "E3"],
  ["=GPUYIELD(Deals[Capex],16000,Deals[Net '[rate']])", "E2"],
  ["=GPUYIELD(Deals[[#Totals],[Capex]],16000)*SUM(Deals[[#Data],[Net '[rate']]])", "E9"],
  ["=SUM(GPUREVENUE(16000,Deals[Net '[rate']]))+MAX(Deals[[Capex]:[Net '[rate']]])", "E9"],
])("%s in %s agrees, and is written out over plain cells", async (formula, address) => {
  const { host, calculator, sheet } = await dealt({ [address]: formula });
  await host.activate({ sheet: sheet.name, address });
  const result = await explain(host, await host.selection(), await knownFunctions());
  expect(explained(result) && result.verdict.kind).toBe("agrees");
  await host.commit([expansionSheet(result as Explanation, "Audit", STAMP)]);
  await calculator.settled();
  const { values, formulas } = await host.read({ sheet: "Audit", address: "" });
  expect(values.at(-1)?.[5]).toBe(0);
  expect(formulas.flat().join("")).not.toContain("[");
  expect(formulas.flat().join("")).toContain("Sheet1'!$");
  expect(client.bridge.unknown).toEqual([]);
});

test("a workbook of table formulas is audited: what differs from its column, and a circle through the table", async () => {
  const { host } = await dealt({
    C2: "=GPUYIELD([@Capex],16000,[@[Net '[rate']]])",
    C3: "=GPUYIELD([@Capex],16000,[@[Net '[rate']]])",
    E2: "=GPUPAYBACK(Deals[@Capex])",
    E3: "=GPUPAYBACK(Deals[@Capex])",
    E4: "=GPUPAYBACK(Deals[[#Totals],[Capex]])",
    G1: "=GPUPAYBACK(Deals[@Capex])",
  });
  const functions = await knownFunctions();
  const { cells } = await auditWorkbook(host, functions);
  expect(cells.map(({ address, standing }) => [address, standing])).toEqual([
    ["G1", "unread"],
    ["C2", "agrees"],
    ["E2", "agrees"],
    ["C3", "agrees"],
    ["E3", "agrees"],
    ["E4", "agrees"],
  ]);
  expect(cells[0].sentence).toContain("beside none of the table’s rows of data (2 to 3)");
  const other = cells.filter(({ findings }) => findings.some(({ kind }) => kind === "pattern"));
  expect(other.map(({ address }) => address)).toEqual(["E4"]);
  const circular = await dealt({ A2: "=GPUREVENUE(SUM(Deals[Yield]))", C3: "=GPUYIELD(SUM(Deals[Capex]))" });
  const audit = await auditWorkbook(circular.host, functions);
  expect(audit.cells.map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining("Sheet1!A2 reads Sheet1!C3 reads Sheet1!A2"),
    expect.stringContaining("Sheet1!C3 reads Sheet1!A2 reads Sheet1!C3"),
  ]);
});

test("the independent copy names plain cells of its own, and follows them", async () => {
  const { host, calculator, sheet } = await dealt({
    C2: "=GPUYIELD([@Capex],16000,[@[Net '[rate']]])",
    E1: "=SUM(Deals[Capex])*2",
    E2: "=Deals[@Capex]+GPUYIELD(SUM(Deals[Capex]),16000)",
    E3: "=SUM(Deals[[#All],[Capex]])",
    E9: "=Deals[@Capex]",
  });
  const { plans, left } = await independentCopy(host, await knownFunctions(), STAMP);
  expect(left).toEqual([
    { sheet: "Sheet1", address: "E9", reason: "Keeps its formula: Deals[@Capex] stands for no cells there." },
  ]);
  await host.commit(plans);
  await calculator.settled();
  const copy = plans[0].name;
  const shown = async (on: string) => (await host.read({ sheet: on, address: "C2:E3" })).values;
  expect(await shown(copy)).toEqual(await shown(sheet.name));
  const { formulas } = await host.read({ sheet: copy, address: "A1:E3" });
  expect(formulas.flat().join("")).not.toContain("[");
  const before = await shown(sheet.name);
  await host.write({ sheet: copy, address: "A2" }, [[2.4e9]]);
  await calculator.settled();
  expect(await shown(sheet.name)).toEqual(before);
  await host.write({ sheet: sheet.name, address: "A2" }, [[2.4e9]]);
  await calculator.settled();
  const after = await shown(sheet.name);
  expect(await shown(copy)).toEqual(after);
  for (const [row, column] of [
    [0, 0],
    [0, 2],
    [1, 2],
  ])
    expect(after[row][column]).not.toBe(before[row][column]);
});

test("the tables are asked for once in a whole workbook", async () => {
  const { host } = await dealt({
    C2: "=GPUYIELD([@Capex])",
    C3: "=GPUYIELD([@Capex])",
    E2: "=GPUYIELD(SUM(Deals))",
  });
  const asked = jest.spyOn(host, "tables");
  const { cells } = await auditWorkbook(host, await knownFunctions());
  expect(cells.map(({ standing }) => standing)).toEqual(["agrees", "agrees", "agrees"]);
  expect(asked).toHaveBeenCalledTimes(1);
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

test("what Excel joins, compares and converts in its own way agrees, over all of a sheet; a running count is no circle", async () => {
  const { workbook, calculator, host } = opened();
  const formulas = [
    '=GPUPAYBACK()&" days"',
    '="rate="&A1/3&", "&GPUYIELD()',
    "=(SUM(0.7,0.2,0.1)=1)&GPUYIELD()",
    '="85%"*GPUYIELD()+"1,000"+"$5"+"(5)"',
    '="0x10"*GPUYIELD()',
    "=-2^2+GPUYIELD()",
    "=ROUND(1.005,2)*GPUYIELD()",
    "=LET(x,GPUYIELD(),x*2)",
    "=GPUYIELD(1.2E9*ROWS(B$1:B9))",
    '=IF("true",GPUYIELD(),0)',
    "=GPUYIELD('#REF'!A1)",
  ];
  const [sheet] = workbook.sheets;
  workbook.enter(workbook.add("#REF"), { top: 0, left: 0, bottom: 0, right: 0 }, [[1.2e9]]);
  workbook.enter(sheet, { top: 0, left: 0, bottom: 0, right: 0 }, [[10]]);
  const column = { top: 0, left: 1, bottom: formulas.length - 1, right: 1 };
  workbook.enter(
    sheet,
    column,
    formulas.map((formula) => [formula]),
  );
  await calculator.settled();
  const { cells } = await auditWorkbook(host, await knownFunctions());
  const told = cells.map(({ formula, standing, sentence, findings }) => [
    formula,
    standing,
    findings.some(({ kind }) => kind === "lost"),
    standing === "agrees" ? "" : sentence,
  ]);
  expect(told).toEqual(
    formulas.map((formula) =>
      formula.includes("0x10")
        ? [formula, "error", false, "The formula gives #VALUE!."]
        : [formula, "agrees", false, ""],
    ),
  );
});

test("formulas under any prefix, and another workbook’s, are one group of errors that repair mends", async () => {
  const { workbook, calculator, host } = opened();
  const formulas = [
    "=_xldudf_GPUYIELD()",
    "=_xldudf_CAPEX_GPUYIELD()",
    "=CAPEX.GPUYIELD()",
    "=[2]!_xldudf_GPUYIELD()",
    "=Addin.xla!_xldudf_GPUYIELD()",
    "='C:\\x\\Addin.xlam'!GPUYIELD()",
  ];
  const column = { top: 0, left: 0, bottom: formulas.length - 1, right: 0 };
  workbook.enter(
    workbook.sheets[0],
    column,
    formulas.map((formula) => [formula]),
  );
  await calculator.settled();
  const groups = await errorGroups(host, await knownFunctions());
  expect(groups.map(({ code, repairable, cells }) => [code, repairable, cells.map(({ formula }) => formula)])).toEqual([
    ["#NAME?", true, formulas],
  ]);
});
