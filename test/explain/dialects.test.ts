// Where the workbench's spreadsheet reads a formula otherwise than Excel: the audit says so and accuses nobody.
import fc from "fast-check";
import { registries } from "@odoo/o-spreadsheet";
import { withLateSigns, WORKBENCH_LACKS } from "../../src/explain/dialects";
import { COMPUTED, evaluator } from "../../src/explain/evaluate";
import { explain, explainStill, followingWith } from "../../src/explain/explain";
import { type Explanation, explained } from "../../src/explain/explanation";
import { readFormula } from "../../src/explain/formula";
import { verdictSentence } from "../../src/explain/verdict-sentence";
import { knownFunctions, workbook } from "../review/workbook";

async function follow(
  formula: string,
  cells: Readonly<Record<string, string | number | boolean>> = {},
): Promise<Explanation> {
  const { host } = await workbook({ ...cells, F1: formula });
  await host.activate({ sheet: "Sheet1", address: "F1" });
  const result = await explain(host, await host.selection(), await knownFunctions());
  if (!explained(result)) throw new Error(`${formula} is none of ours`);
  return result;
}

/** A cell of Excel with this formula and value. */
async function inExcel(
  formula: string,
  value: string | number | boolean,
  cells: Readonly<Record<string, string | number>> = {},
): Promise<Explanation> {
  const { host } = await workbook(cells);
  const held = { formula, value, text: String(value) };
  const at = { sheet: "Sheet1", address: "F1", spill: null };
  const result = await explainStill({ ...host, kind: "excel" }, at, held, followingWith(await knownFunctions()));
  if (!explained(result)) throw new Error(`${formula} is none of ours`);
  return result;
}

const compute = (formula: string): unknown =>
  evaluator({ cells: () => [[0]], answer: () => [[0]] })(readFormula(formula, () => false))[0][0];

test("with brackets where the workbench understands them, a formula of signs gives what the workbench gives", async () => {
  const operand = fc.constantFrom("2", "3", "(1+2)", "50%", "SUM(-2^2,1)", "1.5E-1", "--2", "+3", "-(2)", "-2");
  const operator = fc.constantFrom("+", "-", "*", "/", "*", "/", "^");
  const formulas = fc.sample(
    fc
      .tuple(operand, fc.array(fc.tuple(operator, operand), { minLength: 1, maxLength: 4 }))
      .map(([first, rest]) => `=${first}${rest.map(([sign, next]) => sign + next).join("")}`),
    { numRuns: 100, seed: 15 },
  );
  const { host } = await workbook(Object.fromEntries(formulas.map((formula, row) => [`A${row + 1}`, formula])));
  const { values } = await host.read({ sheet: "Sheet1", address: `A1:A${formulas.length}` });
  let read = 0;
  formulas.forEach((formula, row) => {
    const [own, given] = [compute(withLateSigns(formula)), values[row][0]];
    // Its own errors and its texts of numbers are others: here only signs are looked at.
    if (typeof own !== "number" || typeof given !== "number") return;
    read++;
    expect([formula, own]).toEqual([formula, expect.closeTo(given, 9)]);
  });
  expect(read).toBeGreaterThan(50);
});

test("texts, sheets and powers of ten keep their signs", () => {
  expect(withLateSigns(`=IF(A1="-2^2",'a-b'!A1*-1E-5,{-1;2})`)).toBe(`=IF(A1="-2^2",'a-b'!A1*-(1E-5),{-(1);2})`);
});

test("the workbench lacks these of the functions that the check computes, and no others", () => {
  const known = new Set(registries.functionRegistry.getKeys());
  const lacking = ["LET", ...COMPUTED].filter((name) => !known.has(name));
  expect(lacking.sort()).toEqual([...WORKBENCH_LACKS].sort());
});

test.each([
  ["=-2^2+GPUYIELD()*0", "4", "sign"],
  ["=10/-2*3+GPUYIELD()*0", "−15", "sign"],
  ["=ROUND(1.005,2)+GPUYIELD()*0", "1.01", "round"],
  ['="(5)"*GPUYIELD()', "−4.39168", "number"],
  ['=""+GPUYIELD()', "#VALUE!", "number"],
  ["=(1E20+1E5=1E20)&GPUYIELD()", "TRUE0.878336", "compare"],
])("%s is told as read otherwise than Excel, which gives %s", async (formula, excel, difference) => {
  const { verdict, recomputed, text } = await follow(formula);
  expect(verdict).toEqual({ kind: "otherwise", of: [difference] });
  const shown = typeof recomputed === "number" ? String(recomputed).replace("-", "−") : String(recomputed);
  expect(shown).toBe(excel);
  expect(verdictSentence(verdict, text, shown)).toContain(`otherwise than Excel, which gives ${excel}`);
});

test("a number joined to a text agrees to the digits that a spreadsheet keeps, 17 here and 15 in Excel", async () => {
  const agrees = { kind: "agrees", how: "rounded" };
  expect((await follow('=GPUPAYBACK()&" days"')).verdict).toEqual(agrees);
  expect((await follow('="rate="&A1/3&" "&GPUYIELD()', { A1: 10 })).verdict).toEqual(agrees);
});

test("#NAME? of a function that the spreadsheet lacks is no formula typed too early; one of ours alone is", async () => {
  for (const [formula, name] of [
    ["=LET(x,GPUYIELD(),x*2)", "LET"],
    ["=N(TRUE)+GPUYIELD()", "N"],
  ]) {
    const { verdict } = await follow(formula);
    expect([formula, verdict]).toEqual([formula, { kind: "otherwise", lacks: name }]);
    expect(verdictSentence(verdict, "#NAME?", "1.756672")).toMatch(`no function ${name}`);
  }
  for (const formula of ["=LET(x,GPUYIELD(),x*2)", "=_xldudf_GPUYIELD()", "=CAPEX.GPUYIELD()"])
    expect((await inExcel(formula, "#NAME?")).verdict).toEqual({ kind: "stale", why: "neverRan" });
  expect((await follow('=_xldudf_GPUYIELD()&"LET("')).verdict).toEqual({ kind: "stale", why: "neverRan" });
});

// Excel's answers: documented for precedence, coercion and logical functions, else follow from 15 digits.
test.each<[string, string | number | boolean]>([
  ['=GPUPAYBACK()&" days"', "409.865928300787 days"],
  ['="rate="&A1/3&"; "&GPUYIELD()', "rate=3.33333333333333; 0.878336"],
  ['="rate="&A1/3&"; "&GPUYIELD()', "rate=3,33333333333333; 0,878336"],
  ["=(SUM(0.7,0.2,0.1)=1)&GPUYIELD()", "TRUE0.878336"],
  ["=-2^2+GPUYIELD()*0", 4],
  ["=GPUYIELD()*0+0.1+0.2-0.3", 0],
  ['=IF("true",GPUYIELD(),1)', 0.878336],
  ['=IF("1",GPUYIELD(),1)', "#VALUE!"],
  ['=AND("TRUE",GPUYIELD())', true],
  ['=NOT("false")*GPUYIELD()', 0.878336],
  ["=SUM(TRUE,GPUYIELD())", 1.878336],
  ["=SUM({TRUE,1},GPUYIELD())", 1.878336],
  ["=SUM({1,2}>1,GPUYIELD())", 0.878336],
  ["=PRODUCT(B1:B2)+GPUYIELD()", 0.878336],
  ["=0^0+GPUYIELD()", "#NUM!"],
  ["=0^-1+GPUYIELD()", "#DIV/0!"],
  ["=(-8)^(1/3)+GPUYIELD()", -1.121664],
  ["=INDEX(A1:A2,NA())+GPUYIELD()", "#N/A"],
  ["=ROUND(0.0000001,2)+GPUYIELD()", 0.878336],
  ["=ROUND(-2.5,0)+GPUYIELD()", -2.121664],
  ["=ROUND(1250,-2)+GPUYIELD()", 1300.878336],
  ['=("é"<"f")&GPUYIELD()', "TRUE0.878336"],
  ['="31/01/2024"+GPUYIELD()', 45322.878336],
  ['="1/31/2024"+GPUYIELD()', 45322.878336],
])("Excel’s %s with the value %s is not told to differ", async (formula, value) => {
  expect((await inExcel(formula, value, { A1: 10 })).verdict.kind).toBe("agrees");
});

test("an AND over cells counts truths and numbers; a text there does not count", async () => {
  const { verdict } = await follow("=AND(A1:A3)&GPUYIELD()", { A1: true, A2: "FALSE text", A3: 1 });
  expect(verdict.kind).toBe("agrees");
});

test("a value that is another one still differs, in Excel and in the workbench", async () => {
  expect((await inExcel("=-2^2+GPUYIELD()", -4)).verdict).toEqual({ kind: "differs", why: "value" });
  expect((await inExcel('="x"&GPUYIELD()', "x0.9")).verdict).toEqual({ kind: "differs", why: "value" });
  const { host } = await workbook();
  const held = { formula: "=-2^2+GPUYIELD()", value: 7, text: "7" };
  const result = await explainStill(
    host,
    { sheet: "Sheet1", address: "F1", spill: null },
    held,
    followingWith(await knownFunctions()),
  );
  expect(explained(result) && result.verdict).toEqual({ kind: "differs", why: "value" });
});

test("a text whose meaning hangs on the day or the currency is said to be unread", async () => {
  for (const text of ["1/31", "€5", "Jan 31", "1,00", "%5", "5$", "5 $", "0:75", "１２"])
    expect([text, (await inExcel(`="${text}"*GPUYIELD()`, 1)).verdict]).toMatchObject([
      text,
      { kind: "unread", part: { why: "text" } },
    ]);
});

test("a text that begins with # is no error", async () => {
  const { verdict, text } = await follow('="#1 of "&GPUYIELD()');
  expect(verdictSentence(verdict, text, "")).not.toContain("error");
  expect(verdictSentence(verdict, "#DIV/0!", "")).toContain("the same error");
});
