// The rig's own reading of formulas against Excel's answers, and against the product's, which was written apart from it.
import fc from "fast-check";
import { numberInText, numberText, order, rounded } from "../../src/explain/conversion";
import { evaluator } from "../../src/explain/evaluate";
import { readFormula } from "../../src/explain/formula";
import { compared, general, round, worth } from "./rig/arithmetic";
import { CellError, evaluate } from "./rig/formula";

const value = (formula: string): unknown => {
  const matrix = evaluate(formula, {
    sheet: "Sheet1",
    range: () => [[10]],
    name: () => [[new CellError("#NAME?")]],
    table: () => [[null]],
    call: () => undefined,
  });
  const [[answer]] = matrix;
  return answer instanceof CellError ? answer.code : answer;
};

const product = (formula: string): unknown => {
  const compute = evaluator({ cells: () => [[10]], answer: () => [[0]] });
  const [[answer]] = compute(readFormula(formula, () => false));
  return typeof answer === "object" && answer !== null ? answer.code : answer;
};

// Microsoft's pages on precedence, on 15 digits and on the logical functions say these.
const ANSWERS: readonly (readonly [string, number | string | boolean])[] = [
  ["=-2^2", 4],
  ["=2^-2", 0.25],
  ["=10/-2*3", -15],
  ["=ROUND(1.005,2)", 1.01],
  ["=ROUND(-2.5,0)", -3],
  ["=ROUND(1250,-2)", 1300],
  ["=SUM(0.7,0.2,0.1)=1", true],
  ['="rate="&A1/3', "rate=3.33333333333333"],
  ['=1E21&""', "1E+21"],
  ['=0.00001&""', "0.00001"],
  ['=TRUE&""', "TRUE"],
  ['="85%"*A1', 8.5],
  ['="1,000"+"$5"', 1005],
  ['="(5)"+0', -5],
  ['="1e3"*1', 1000],
  ['="2024-01-31"+0', 45322],
  ['="1/31/2024"+0', 45322],
  ['="12:00"+0', 0.5],
  ['="6:00 PM"+0', 0.75],
  ['="0x10"+1', "#VALUE!"],
  ['="Infinity"+1', "#VALUE!"],
  ['=""+1', "#VALUE!"],
  ["=TRUE+1", 2],
  ['="a"="A"', true],
  ['="a"<1', false],
  ['=TRUE>"zzz"', true],
  ["=1/0+#N/A", "#DIV/0!"],
  ["=#N/A+1/0", "#N/A"],
  ["=0^0", "#NUM!"],
  ["=0^-1", "#DIV/0!"],
  ['=IF("true",1,2)', 1],
  ['=IF("1",1,2)', "#VALUE!"],
  ['=AND("TRUE",1)', true],
  ['=NOT("false")', true],
  ["=ROWS(A1)", 1],
  ["=LET(x,3,y,x^2,x+y)", 12],
];

test.each(ANSWERS)("%s is %s to the rig and to the product", (formula, answer) => {
  expect(value(formula)).toBe(answer);
  expect(product(formula)).toBe(answer);
});

test("rig and product write, read, compare and round numbers alike", () => {
  const size = fc.oneof(
    fc.double({ noNaN: true, min: -1e25, max: 1e25 }),
    fc.double({ noNaN: true, min: -1e-4, max: 1e-4 }),
    fc.double({ noNaN: true, min: -1e4, max: 1e4 }),
  );
  fc.assert(
    fc.property(size, size, fc.integer({ min: -3, max: 6 }), (a, b, places) => {
      expect(numberText(a)).toBe(general(a));
      expect(Math.sign(order(a, b))).toBe(compared(a, b) + 0);
      if (Math.abs(a) < 1e9 && Math.abs(a) > 1e-5)
        expect(rounded(Number(a.toPrecision(12)), places)).toBeCloseTo(round(Number(a.toPrecision(12)), places), 8);
    }),
    { numRuns: 2000 },
  );
});

test("rig and product take the same texts for the same numbers", () => {
  const text = fc
    .tuple(
      fc.constantFrom("", " ", "-", "+", "$", "-$", "("),
      fc.constantFrom("5", "1,000", "1000.25", ".5", "12", "1e3", "0x10", "1,00", "1_0", "2024-01-31", "12:30", "x"),
      fc.constantFrom("", "%", " %", ")", " ", " PM"),
    )
    .map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, (each) => {
      expect([each, numberInText(each)]).toEqual([each, worth(each)]);
    }),
    { numRuns: 500 },
  );
});

test("a formula of another workbook’s function, and one with a lost sheet, are read", () => {
  for (const formula of ["=[2]!_xldudf_GPUYIELD(1)", "=Addin.xla!_xldudf_X()", "='C:\\x\\Addin.xlam'!NAME()"])
    expect([formula, value(formula)]).toEqual([formula, "#NAME?"]);
  for (const formula of ["=#REF!A1+1", "=Sheet1!#REF!", "=SUM(#REF!$A$1:B2,1)"])
    expect([formula, value(formula)]).toEqual([formula, "#REF!"]);
});
