// One cell followed to its arguments, and its value computed again.
import fc from "fast-check";
import type { TableInfo } from "../../src/host/host";
import { explain } from "../../src/explain/explain";
import { type CallExplanation, type Explanation, explained } from "../../src/explain/explanation";
import { verdictSentence } from "../../src/explain/verdict-sentence";
import { knownFunctions, type Workbook, workbook } from "../review/workbook";

/** Explains a cell of the workbook as if it were selected. */
async function follow({ host }: Workbook, address: string, before?: Explanation): Promise<Explanation> {
  await host.activate({ sheet: "Sheet1", address });
  const result = await explain(host, await host.selection(), await knownFunctions(), before);
  if (!explained(result)) throw new Error(`${address} has no formula of ours`);
  return result;
}

const readings = (call: CallExplanation) => call.arguments.map(({ name, text, value }) => [name, text, value?.[0][0]]);

test("arguments come by name with the cells they come from", async () => {
  const book = await workbook({ B2: 1.5e9, B3: 16000, B4: 9.4, B7: "=GPUPAYBACK(B2,$B$3,B4*2,85%,,,)" });
  const { calls, verdict } = await follow(book, "B7");
  expect(readings(calls[0])).toEqual([
    ["capex", "B2", 1.5e9],
    ["gpus", "$B$3", 16000],
    ["rate", "B4*2", 18.8],
    ["utilization", "85%", 0.85],
    ["annualOpex", "", undefined],
    ["priceDecline", "", undefined],
    ["rampMonths", "", undefined],
  ]);
  expect(calls[0].arguments.map(({ refs }) => refs.map(({ address }) => address))).toEqual([
    ["B2"],
    ["B3"],
    ["B4"],
    [],
    [],
    [],
    [],
  ]);
  expect(verdict).toEqual({ kind: "agrees", how: "exactly" });
});

test("the steps are those of the function, and the last is the cell's value", async () => {
  const book = await workbook({ B7: "=GPUPAYBACK()" });
  const { calls, value } = await follow(book, "B7");
  const steps = calls[0].trail.entries.flatMap((entry) => (entry.kind === "step" ? [entry] : []));
  expect(steps.map(({ key }) => key)).toContain("annualRevenue");
  expect(steps.at(-1)?.result).toBe(value);
  // 1.5e9 / (16,000 x 9.40 x 8,760) years of 360 days.
  expect(value).toBeCloseTo((1.5e9 / (16000 * 9.4 * 8760)) * 360, 9);
});

test.each([
  "=GPUPAYBACK(B2)*2+IF(A1>0,GPUYIELD(),0)",
  "=IF(A1<0,VLOOKUP(1,A1:B2,2),GPUYIELD(Other!A1))",
  "=GPUPAYBACK(cost,,GPURATE(C1:C3,D1:D3))",
  '=ROUND(-(GPUYIELD(B2)^2)*100,1)&" cents"',
  "=SUM(DEPRECIATIONDELTA(,,,,,3))",
  "=INDEX(DEPRECIATIONDELTA(,,,,,3),2)",
  '=IFERROR(GPUPAYBACK(B2,B3,0),"never")',
  '=gpupayback(B2,"16000")',
  "=GPUREVENUE(C1:C3)*{1,2}",
  "=MAX(GPUREVENUE(C1:C3),AVERAGE(D1:D3),0)",
  "=GPUPAYBACK(A9)",
  "=GPUPAYBACK(1/0)",
  "=GPUPAYBACK(B2:B3,C1:C3)",
  "=GPURATE(C1:C3,{0.5;0.3;0.2})",
  '=CAPEXEXPLAIN("GPUYIELD",B2)',
])("%s is computed again to the cell's value", async (formula) => {
  const book = await workbook({
    A1: 1,
    B2: 1.2e9,
    B3: 20000,
    C1: 12.29,
    C2: 7.2,
    C3: 5.4,
    D1: 0.5,
    D2: 0.3,
    D3: 0.2,
    "Other!A1": 1.4e9,
    F1: formula,
  });
  book.define("cost", "B2");
  expect((await follow(book, "F1")).verdict).toMatchObject({ kind: "agrees" });
});

test("every cell of a spill is explained by its own row and column", async () => {
  const book = await workbook({ A1: 0.25, A2: 0.5, A3: 85, A4: 1, C1: "=GPUYIELD(,,,A1:A4)" });
  for (const [address, share] of [
    ["C1", 0.25],
    ["C2", 0.5],
    ["C4", 1],
  ] as const) {
    const { calls, verdict, anchor, spill } = await follow(book, address);
    expect([anchor.address, spill]).toEqual(["C1", "C1:C4"]);
    expect(calls[0].trail.entries.find(({ key }) => key === "utilization")).toMatchObject({ value: share });
    expect(verdict).toEqual({ kind: "agrees", how: "exactly" });
  }
  const { calls, verdict } = await follow(book, "C3");
  expect(verdict).toEqual({ kind: "agrees", how: "exactly" });
  expect(calls[0].value).toMatchObject({ code: "#VALUE!" });
});

test("a call inside an argument is explained in its place", async () => {
  const book = await workbook({ C1: 12.29, C2: 4, F1: "=GPUPAYBACK(,,GPURATE(C1:C2,{0.5;0.5})+1)" });
  const { calls } = await follow(book, "F1");
  const [, , rate] = calls[0].arguments;
  expect(rate.calls.map(({ id, value }) => [id, value])).toEqual([["GPURATE", (12.29 + 4) / 2]]);
  expect(rate.value).toEqual([[(12.29 + 4) / 2 + 1]]);
});

test("an argument whose cell holds a formula of ours says so", async () => {
  const book = await workbook({ C1: "=GPURATE()", F1: "=GPUPAYBACK(,,C1)" });
  const { calls } = await follow(book, "F1");
  expect(calls[0].arguments[2].calculated).toEqual([{ sheet: "Sheet1", address: "C1" }]);
});

test("an error keeps its sentence and the steps that came before it", async () => {
  const book = await workbook({ B4: 85, B7: "=GPUPAYBACK(1.5E9,16000,9.4,B4)" });
  const { calls, verdict } = await follow(book, "B7");
  expect(verdict).toEqual({ kind: "agrees", how: "exactly" });
  expect(calls[0].value).toEqual({ code: "#VALUE!", message: "utilization is 85: write 0.85 or 85%" });
  expect(calls[0].trail.entries.map(({ key }) => key)).toEqual(["capex", "gpus", "rate"]);
});

test.each([
  ["=CUBEVALUE(1,A1:B2,2)+GPUYIELD()", "CUBEVALUE(1,A1:B2,2)", "function"],
  ["=GPUYIELD(nothing)", "nothing", "name"],
  ["=GPUYIELD(Nowhere!A1)", "Nowhere!A1", "cells"],
  ["=GPUYIELD([Book1.xlsx]Sheet1!A1)", "[Book1.xlsx]Sheet1!A1", "otherWorkbook"],
])("%s: what cannot be followed is named", async (formula, part, why) => {
  const book = await workbook();
  const host = { ...book.host, read: asIf(book, formula) };
  const result = await explain(host, { sheet: "Sheet1", address: "F1", spill: null }, await knownFunctions());
  expect(explained(result) && result.verdict).toMatchObject({ kind: "unread", part: { part, why } });
});

/** The host's reading of F1, as if it held this formula and showed this value. */
function asIf(book: Workbook, formula: string, value: string | number = 1): Workbook["host"]["read"] {
  return async (ref) =>
    ref.address === "F1" && ref.sheet === "Sheet1"
      ? { ...ref, values: [[value]], formulas: [[formula]], text: [[String(value)]] }
      : book.host.read(ref);
}

test.each([
  ["#BUSY!", { kind: "unsettled", why: "calculating" }],
  ["#NAME?", { kind: "stale", why: "neverRan" }],
  ["#SPILL!", { kind: "differs", why: "noRoom" }],
  [0.878, { kind: "differs", why: "value" }],
  ["0.878336", { kind: "differs", why: "value" }],
  [0.8783360000000001, { kind: "differs", why: "value" }],
])("a cell that shows %s does not pass for the answer", async (shown, expected) => {
  const book = await workbook();
  const host = { ...book.host, read: asIf(book, "=GPUYIELD()", shown) };
  const result = await explain(host, { sheet: "Sheet1", address: "F1", spill: null }, await knownFunctions());
  expect(explained(result) && result.verdict).toEqual(expected);
});

test("a cell that agreed and stands still while its argument changes is stale", async () => {
  const book = await workbook({ B2: 1e9, F1: "=GPUYIELD(B2)" });
  const agreed = await follow(book, "F1");
  book.type({ B2: 2e9 });
  const host = { ...book.host, read: asIf(book, "=GPUYIELD(B2)", agreed.value as number) };
  const target = { sheet: "Sheet1", address: "F1", spill: null };
  const stale = await explain(host, target, await knownFunctions(), agreed);
  expect(explained(stale) && stale.verdict).toEqual({ kind: "stale", why: "inputsChanged" });
  const still = await explain(host, target, await knownFunctions(), stale as Explanation);
  expect(explained(still) && still.verdict).toEqual({ kind: "stale", why: "inputsChanged" });
  expect((await follow(book, "F1", still as Explanation)).verdict).toEqual({ kind: "agrees", how: "exactly" });
});

test("a value that changes while it is read is not settled", async () => {
  const book = await workbook({ F1: "=GPUYIELD()" });
  let reads = 0;
  const host = {
    ...book.host,
    read: (ref: Parameters<typeof book.host.read>[0]) => asIf(book, "=GPUYIELD()", reads++)(ref),
  };
  const result = await explain(host, { sheet: "Sheet1", address: "F1", spill: null }, await knownFunctions());
  expect(explained(result) && result.verdict).toEqual({ kind: "unsettled", why: "changed" });
});

test("a range of a million cells is refused as the function refuses it, and read no further than it is filled", async () => {
  const book = await workbook();
  const asked: string[] = [];
  const shown = asIf(book, "=GPUYIELD(A:A)", "#VALUE!");
  const host: Workbook["host"] = {
    ...book.host,
    extent: async () => ({ rows: 1_048_576, columns: 16_384 }),
    read: async (ref) => (asked.push(ref.address), shown(ref)),
  };
  const result = await explain(host, { sheet: "Sheet1", address: "F1", spill: null }, await knownFunctions());
  expect(explained(result) && result.verdict).toEqual({ kind: "agrees", how: "exactly" });
  expect(explained(result) && result.calls[0].value).toMatchObject({
    message: expect.stringContaining("at most 100000"),
  });
  expect([...new Set(asked)]).toEqual(["F1", ""]);
});

test("a cell without a formula of ours has no explanation; a misspelt name is noticed", async () => {
  const book = await workbook({ A1: 5, A2: "=SUM(A1)", A3: "=GPUPAYBAK()" });
  const functions = await knownFunctions();
  const at = (address: string) => ({ sheet: "Sheet1", address, spill: null });
  expect(await explain(book.host, at("A1"), functions)).toMatchObject({ formula: null, unknownNames: [] });
  expect(await explain(book.host, at("A2"), functions)).toMatchObject({ formula: "=SUM(A1)", unknownNames: [] });
  expect(await explain(book.host, at("A3"), functions)).toMatchObject({ unknownNames: ["GPUPAYBAK"] });
});

const piece = fc.constantFrom(
  ...[
    "GPUPAYBACK(",
    "GPUYIELD(",
    "GPURATE(",
    "IF(",
    "SUM(",
    "INDEX(",
    "ROUND(",
    "(",
    ")",
    ")",
    ")",
    ",",
    ",",
    "A1",
    "B2:C3",
    "C1#",
    "A:A",
  ],
  ...[
    "{1,2;3,4}",
    "1",
    "0",
    "-",
    "+",
    "*",
    "/",
    "^",
    "%",
    "&",
    "@",
    '"x"',
    "TRUE",
    "#N/A",
    "Other!A1",
    "nothing",
    "1:1",
    "=",
    "Deals[Rate]",
    "Deals[@Rate]",
    "Deals[[#Headers],[Rate]]",
    "[@Rate]",
    "Deals[#Totals]",
    "Deals[None]",
    "Other[Rate]",
    "Deals",
    "Deals[",
    "]",
  ],
);

/** A table at A1:B3, as a host tells it whose tables have names. */
const DEALS: TableInfo[] = [
  { sheet: "Sheet1", address: "A1:B3", name: "Deals", headers: true, totals: false, columns: ["Capex", "Rate"] },
];

test.each([
  ["=GPUYIELD(Deals[@Capex],16000,Deals[@Rate])", "F2", ["A2", "B2"]],
  ["=GPUYIELD(Deals[@Capex],16000,Deals[@Rate])", "F3", ["A3", "B3"]],
  ["=GPURATE(Deals[Rate])", "F9", ["B2:B3"]],
  ["=GPURATE(SUM(Deals)/2)", "F9", ["A2:B3"]],
])("%s in %s reads the cells of its table", async (formula, address, refs) => {
  const book = await workbook({ A1: "Capex", B1: "Rate", A2: 1.5e9, B2: 9.4, A3: 1.2e9, B3: 7 });
  const plain = refs.reduce((text, ref) => text.replace(/Deals(\[@?\w+\])?/, ref), formula);
  book.type({ [address]: plain });
  const { values } = await book.host.read({ sheet: "Sheet1", address });
  const read: Workbook["host"]["read"] = async (ref) =>
    ref.address === address
      ? { ...ref, values, formulas: [[formula]], text: [[String(values[0][0])]] }
      : book.host.read(ref);
  let asked = 0;
  const host = { ...book.host, read, tables: async () => (asked++, DEALS) };
  const result = (await explain(
    host,
    { sheet: "Sheet1", address, spill: null },
    await knownFunctions(),
  )) as Explanation;
  expect(result.verdict).toMatchObject({ kind: "agrees" });
  expect(result.calls[0].arguments.flatMap((each) => each.refs.map((ref) => ref.address))).toEqual(refs);
  expect(asked).toBe(1);
});

test.each([
  [
    "=GPUYIELD(Deals[@Capex])",
    "Deals[@Capex] is #VALUE! here: the formula stands beside none of the table’s rows of data (2 to 3).",
  ],
  ["=GPUYIELD(Fleets[Capex])", "There is no table Fleets in this workbook, so Fleets[Capex] stands for no cells."],
  ["=GPUYIELD(Deals[Cost])", "The table of Deals[Cost] has no column “Cost”."],
  ["=GPUYIELD(Deals[[#Totals],[Capex]])", "The table of Deals[[#Totals],[Capex]] shows no totals row."],
  ["=GPUYIELD([@Capex])", "[@Capex] names no table, and its cell stands in none."],
  ["=GPUYIELD(Deal)", "The name Deal stands for neither cells nor one value of this workbook."],
])("%s: a sentence says which table, column or row is missing", async (formula, sentence) => {
  const book = await workbook();
  const host = { ...book.host, read: asIf(book, formula, "#VALUE!"), tables: async () => DEALS };
  const result = await explain(host, { sheet: "Sheet1", address: "F1", spill: null }, await knownFunctions());
  expect(explained(result) && verdictSentence(result.verdict, "", "")).toBe(sentence);
});

test("a cell that names no table does not ask for the tables", async () => {
  const book = await workbook({ B2: 1e9, F2: "=GPUYIELD(B2,cost)" });
  book.define("cost", "B2");
  const host = { ...book.host, tables: () => Promise.reject(new Error("asked")) };
  const result = await explain(host, { sheet: "Sheet1", address: "F2", spill: null }, await knownFunctions());
  expect(explained(result) && result.verdict.kind).toBe("agrees");
});

test("no formula makes the audit throw", async () => {
  const book = await workbook({ A1: 1, B2: 2, C3: 3 });
  const functions = await knownFunctions();
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), fc.oneof(fc.double(), fc.string()), async (pieces, value) => {
      const host = { ...book.host, read: asIf(book, `=GPUYIELD(${pieces.join("")}`, value), tables: async () => DEALS };
      const result = await explain(host, { sheet: "Sheet1", address: "F1", spill: null }, functions);
      if (explained(result)) expect(result.verdict.kind).toMatch(/^(agrees|stale|differs|unsettled|unread)$/);
    }),
    { numRuns: 1000 },
  );
});

test("a whole column counts as far as the spreadsheet lets it reach, around our functions and inside them", async () => {
  const book = await workbook({
    A1: 2,
    A2: 3,
    A5: 4,
    C1: "=GPUREVENUE(,A:A)",
    D1: "=SUM(A:A)*GPUYIELD()",
    D2: "=GPUYIELD(SUM(A:A)*1E9)",
    D3: "=MAX(A:B)+AVERAGE(A:A)*GPUYIELD()",
  });
  for (const address of ["C1", "D1", "D2", "D3"]) {
    const { verdict } = await follow(book, address);
    expect([address, verdict.kind]).toEqual([address, "agrees"]);
  }
});
