// Formulas as people type them, and as no one does.
import fc from "fast-check";
import { LONGEST_FORMULA } from "../../src/catalogue/calls";
import { type Expression, ourCalls, parts, readFormula } from "../../src/explain/formula";

const OURS = new Set(["GPUPAYBACK", "GPUYIELD", "GPURATE", "CAPEXEXPLAIN"]);
const read = (formula: string): Expression => readFormula(formula, (name) => OURS.has(name));
const calls = (formula: string): string[] => ourCalls(read(formula)).map(({ text }) => text);

test("our calls are found wherever they stand, the inner before the outer", () => {
  expect(calls("=GPUPAYBACK(B2)*2+IF(A1>0,GPUYIELD(),0)")).toEqual(["GPUPAYBACK(B2)", "GPUYIELD()"]);
  expect(calls("=-SUM(1,(GPURATE()))%")).toEqual(["GPURATE()"]);
  expect(calls("=GPUPAYBACK(,,GPURATE(A1:A3,{0.5;0.5}))")).toEqual([
    "GPURATE(A1:A3,{0.5;0.5})",
    "GPUPAYBACK(,,GPURATE(A1:A3,{0.5;0.5}))",
  ]);
  expect(calls("=SUM(A1:A3)")).toEqual([]);
  expect(calls('="GPUPAYBACK()"')).toEqual([]);
});

test("a function is ours in any case and behind any prefix", () => {
  for (const name of [
    "gpuPayback",
    "CAPEX.GPUPAYBACK",
    "_xldudf_GPUPAYBACK",
    "_xldudf_CAPEX_GPUPAYBACK",
    "_xlfn.CAPEX.GPUPAYBACK",
  ])
    expect(ourCalls(read(`=${name}(1)`)).map((call) => call.name)).toEqual(["GPUPAYBACK"]);
  expect(calls("=NOTGPUPAYBACK(1)")).toEqual([]);
});

test("omitted arguments keep their places", () => {
  const [call] = ourCalls(read("=GPUPAYBACK(1,,B2,)"));
  expect(call.args.map(({ kind }) => kind)).toEqual(["constant", "omitted", "reference", "omitted"]);
  expect(ourCalls(read("=GPUPAYBACK()"))[0].args).toEqual([]);
});

test.each([
  ["B2", { sheet: null, address: "B2", spill: false }],
  ["$b$2:C$3", { sheet: null, address: "B2:C3", spill: false }],
  ["Data!A1", { sheet: "Data", address: "A1", spill: false }],
  ["'Bob''s data'!A1:A9", { sheet: "Bob's data", address: "A1:A9", spill: false }],
  ["A:A", { sheet: null, address: "A:A", spill: false }],
  ["2:4", { sheet: null, address: "2:4", spill: false }],
  ["C1#", { sheet: null, address: "C1", spill: true }],
  ["Data!C1#", { sheet: "Data", address: "C1", spill: true }],
  ["_xlfn.ANCHORARRAY(C1)", { sheet: null, address: "C1", spill: true }],
])("%s is a reference", (text, expected) => {
  expect(ourCalls(read(`=GPURATE(${text})`))[0].args[0]).toMatchObject({ kind: "reference", text, ...expected });
});

test.each([
  ["[Book1.xlsx]Sheet1!A1", "otherWorkbook"],
  ["Book1.xlsx!Deals[Rate]", "otherWorkbook"],
  ["Deals[Capex]:Deals[Rate]", "union"],
  ["Sheet1:Sheet3!A1", "sheets"],
  ["(A1,B2)", "union"],
  ["A1 B2", "union"],
  ["A1.:.B3", "trim"],
  ["LAMBDA(x,x)", "lambda"],
])("%s is named as what cannot be followed", (text, why) => {
  expect(parts(read(`=GPURATE(${text})`)).find(({ kind }) => kind === "unread")).toMatchObject({ why });
});

test.each([
  ["Deals[Rate]", { table: "Deals", columns: ["Rate"], sections: [] }],
  ["Deals[@Rate]", { table: "Deals", columns: ["Rate"], sections: ["this row"] }],
  ["Deals[[#This Row],[Rate]]", { table: "Deals", columns: ["Rate"], sections: ["this row"] }],
  ["[@[Net rate]]", { table: "", columns: ["Net rate"], sections: ["this row"] }],
  ["Deals[[#All],[Capex]:[Rate]]", { table: "Deals", columns: ["Capex", "Rate"], sections: ["all"] }],
  ["Deals[#Headers]", { table: "Deals", columns: [], sections: ["headers"] }],
  ["Deals[Net '[x'] ''a]", { table: "Deals", columns: ["Net [x] 'a"], sections: [] }],
])("%s is a table reference", (text, expected) => {
  expect(ourCalls(read(`=GPURATE(${text})`))[0].args[0]).toMatchObject({ kind: "table", text, ...expected });
});

test("cells of a deleted row or sheet are an error in their place", () => {
  for (const lost of ["#REF!", "Sheet1!#REF!", "'My sheet'!#REF!", "#REF!A1"])
    expect(ourCalls(read(`=GPURATE(${lost},1)`))[0].args[0]).toMatchObject({ kind: "error", code: "#REF!" });
});

test("a name of LET is what it stands for", () => {
  const [call] = ourCalls(read("=LET(rent,B2*2,fleet,rent,GPUPAYBACK(fleet))"));
  expect(call.args[0]).toMatchObject({ kind: "binary", text: "B2*2" });
});

test("every part says where it stands in the formula", () => {
  const formula = "=GPUPAYBACK( B2 ,'My sheet'!A1#)*GPUYIELD()";
  for (const part of parts(read(formula)))
    if (part.kind !== "omitted") expect(formula.slice(part.from, part.to)).toBe(part.text);
});

test("a formula that cannot be read says so", () => {
  for (const formula of ["=GPUPAYBACK(", "=)", "=GPURATE(1,,", "=1+", "=", "={GPURATE()}", "=A1#:B2"])
    expect(read(formula)).toMatchObject({ kind: "unread", why: "syntax" });
  expect(read(`=GPURATE(${"1+".repeat(LONGEST_FORMULA)}1)`)).toMatchObject({ kind: "unread", why: "long" });
});

test("one bad formula does not spoil the next", () => {
  read("=GPURATE((A1");
  expect(calls("=GPUPAYBACK(A1,B2)")).toEqual(["GPUPAYBACK(A1,B2)"]);
  expect(ourCalls(read("=GPUPAYBACK(A1,B2)"))[0].args).toHaveLength(2);
});

const token = fc.constantFrom(
  ...[
    "GPUPAYBACK(",
    "gpuyield(",
    "IF(",
    "LET(",
    "LAMBDA(",
    "(",
    ")",
    "{",
    "}",
    ",",
    ";",
    "A1",
    "B2:C3",
    "C1#",
    "A:A",
    "1:1",
  ],
  ...[
    "'My sheet'!A1",
    "Data!",
    "!",
    "[Book]",
    "T[#All]",
    "T[@a]",
    "[@a]",
    "T[[#This Row],[a]:[b]]",
    "T[",
    "[#",
    "]",
    "rent",
    "x",
    "1",
    "1e308",
    "-",
    "+",
    "%",
    "^",
    "&",
    "@",
    "#",
    " ",
  ],
  ...['"text"', '"', "'", "#REF!", "#N/A", "TRUE", "=", "<>", ":", ".", "\\", "\u202e", "\0", "💥", "é"],
);

test("no input throws", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(token, { maxLength: 40 }).map((tokens) => `=${tokens.join("")}`),
  );
  fc.assert(
    fc.property(anything, (formula) => {
      for (const part of parts(read(formula))) expect(part.from).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 5000 },
  );
  expect(parts(read(`=${"(".repeat(8000)}`)).length).toBe(1);
  expect(parts(read(`=${"-".repeat(8000)}1`)).length).toBeGreaterThan(0);
});
