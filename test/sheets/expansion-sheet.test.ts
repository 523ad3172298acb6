// A cell's calculation as a sheet of ordinary formulas, recalculated by o-spreadsheet.
import { explain } from "../../src/explain/explain";
import { type Explanation, explained } from "../../src/explain/explanation";
import { NotExpandable } from "../../src/explain/expansion";
import { expansionName, expansionSheet } from "../../src/sheets/expansion-sheet";
import { catalogue, DEAL, knownFunctions, type Workbook, workbook } from "../review/workbook";

const STAMP = { addin: "0.1.0", dataset: "2026.1", hash: "abc", date: "2026-11-23" };

async function follow({ host }: Workbook, address: string): Promise<Explanation> {
  await host.activate({ sheet: "Sheet1", address });
  const result = await explain(host, await host.selection(), await knownFunctions());
  if (!explained(result)) throw new Error(`${address} has no formula of ours`);
  return result;
}

interface Written {
  /** By the label of the row. */
  value(label: string): Promise<unknown>;
  formulas(): Promise<string[]>;
}

/** Writes the expansion of a cell into the workbook. */
async function expand(book: Workbook, address: string): Promise<Written> {
  const explanation = await follow(book, address);
  const [name] = await book.host.freeNames([expansionName(explanation)]);
  await book.host.commit([expansionSheet(explanation, name, STAMP)]);
  const read = () => book.host.read({ sheet: name, address: "" });
  return {
    async value(label) {
      const { values } = await read();
      return values.findLast(([text]) => String(text).trim().startsWith(label))?.[5];
    },
    formulas: async () => (await read()).formulas.flat().filter((formula): formula is string => formula !== null),
  };
}

const CELLS = {
  ...DEAL,
  E1: "rate",
  F1: 3,
  E2: "capex",
  F2: 1.1e9,
};

test.each([
  "=GPUPAYBACK()",
  "=GPUPAYBACK(A1,A2,A3,A4,A5,A6,A7,0.08,3)",
  "=GPUPAYBACK($A$1,,GPURATE(C1:C3,D1:D3)*A4)",
  "=GPUREVENUE(A2,A3,85%)*2+IF(A4>0,GPUYIELD(A1),0)",
  "=GPURATE(C1:C3,D1:D3)",
  "=GPURATE(C1:C3,{0.5;0.3;0.2})",
  "=DEPRECIATIONDELTA()",
  "=DEPRECIATIONDELTA(C1:C3*1000000,6,5,{0;1;2})",
  "=DEPRECIATIONDELTA(DEPRECIATIONBASE(A1),A7,5)",
  "=SUM(DEPRECIATIONDELTA(A1,,,,,4))",
  "=INDEX(DEPRECIATIONDELTA(A1,,,,,4),3)",
  "=SUM(GPUREVENUE(A2,C1:C3))",
  "=IFERROR(GPUYIELD(A1,A2,cost),0)",
  "=INDEX(GPUCASHFLOW(),4,11)",
  "=GPUNPV(0.08)",
  "=GPUIRR(,E1:F2)",
  "=SUM(GPUPAYBACK(A1,A2,C1:C3),GPUYIELD())",
])("%s is written out, and the last row reads 0", async (formula) => {
  const book = await workbook({ ...CELLS });
  book.define("cost", "C2");
  book.type({ J9: formula });
  const cell = (await book.host.read({ sheet: "Sheet1", address: "J9" })).values[0][0];
  expect(typeof cell).toBe("number");
  const written = await expand(book, "J9");
  expect(await written.value("The cell Sheet1!J9")).toBe(cell);
  expect(await written.value("Difference")).toBe(0);
  for (const text of await written.formulas()) expect(text).not.toMatch(/GPU|CAPEX|DEPRECIATION|LET|LAMBDA/);
});

test("the written-out calculation follows the user's cells", async () => {
  const book = await workbook({ ...CELLS, J9: "=GPUPAYBACK(A1,A2,GPURATE(C1:C3,D1:D3),A4)" });
  const written = await expand(book, "J9");
  const before = await written.value("Answer of GPUPAYBACK");
  book.type({ A1: 3e9, C1: 20, A4: 0.5 });
  const { values } = await book.host.read({ sheet: "Sheet1", address: "J9" });
  expect(await written.value("Answer of GPUPAYBACK")).not.toBe(before);
  expect(await written.value("Difference")).toBe(0);
  expect(await written.value("The cell")).toBe(values[0][0]);
});

test("a wrong cell shows in the difference", async () => {
  const book = await workbook({ ...CELLS, J9: "=GPUYIELD(A1,A2,A3)" });
  const explanation = await follow(book, "J9");
  const plan = expansionSheet(explanation, "Audit", STAMP);
  const step = plan.cells.findIndex((row) => row[1] === "annualRevenue");
  const cells = plan.cells.map((row, i) =>
    i === step ? [...row.slice(0, 5), { formula: `${(row[5] as { formula: string }).formula}+1` }] : row,
  );
  await book.host.commit([{ ...plan, cells }]);
  const { values } = await book.host.read({ sheet: "Audit", address: "" });
  expect(values.findLast(([text]) => text === "Difference")?.[5]).not.toBe(0);
});

test("each cell of a spill is written out by itself", async () => {
  const book = await workbook({ ...CELLS, J1: "=GPUYIELD(A1,A2,C1:C3)", L1: "=DEPRECIATIONDELTA(A1,,,,,3)" });
  for (const address of ["J1", "J3", "L1", "L3"]) {
    const written = await expand(book, address);
    expect(await written.value("Difference")).toBe(0);
  }
});

test("a cell that shows an error, or an argument that cannot be followed, is not written out", async () => {
  const book = await workbook({ ...CELLS, J1: "=GPUYIELD(0)", J2: "=GPUYIELD(VLOOKUP(1,A1:A3,1))" });
  for (const [address, why] of [
    ["J1", "error"],
    ["J2", "unread"],
  ]) {
    const explanation = await follow(book, address);
    expect(() => expansionSheet(explanation, "Audit", STAMP)).toThrow(NotExpandable);
    expect(() => expansionSheet(explanation, "Audit", STAMP)).toThrow(why);
  }
});

test("every documented example that answers a number is written out", async () => {
  for (const { examples } of await catalogue) {
    for (const [formula] of examples) {
      const book = await workbook({ J9: formula });
      const cell = (await book.host.read({ sheet: "Sheet1", address: "J9" })).values[0][0];
      if (typeof cell !== "number" || formula.includes("CAPEXEXPLAIN")) continue;
      const written = await expand(book, "J9");
      expect([formula, await written.value("Difference")]).toEqual([formula, 0]);
    }
  }
});
