// What is written into the fields of a function becomes the formula that a person would type, and its answer is the cell's.
import type { FunctionHelp } from "../../src/catalogue/catalogue";
import { computed, type Entries, entriesOf, filled, type FormSetting } from "../../src/explain/call-form";
import { followingWith } from "../../src/explain/explain";
import { looksOf, said } from "../../src/sheets/answer-looks";
import { functionIds } from "../../src/functions";
import { catalogue, knownFunctions, workbook, type Workbook } from "../review/workbook";

let helps: readonly FunctionHelp[];

const helpOf = (id: string) => {
  const help = helps.find((each) => each.id === id);
  if (help === undefined) throw new Error(`no function ${id}`);
  return help;
};

let book: Workbook;
let setting: FormSetting;

beforeAll(async () => {
  helps = await catalogue;
  book = await workbook();
  await book.host.write({ sheet: "Sheet1", address: "A1" }, [
    [2.35, 16000],
    [4.7, 8000],
  ]);
  setting = {
    host: book.host,
    home: { sheet: "Sheet1", address: "H3" },
    following: followingWith(await knownFunctions()),
    names: new Set(["mydeal"]),
    suggested: { scenario: ["NEOCLOUD"] },
  };
});

const fill = (id: string, entries: Entries) => filled(helpOf(id), entries, setting);

test.each([
  ["2.35", "2.35"],
  ["85%", "0.85"],
  ["85 %", "0.85"],
  ["$210M", "210000000"],
  ["1.5B", "1500000000"],
  ["16 000", "16000"],
  ["12.29; 7.2; 5.4", "{12.29;7.2;5.4}"],
  ["A1:B2", "A1:B2"],
  ["Sheet1!A1", "A1"],
  ["'Other sheet'!A1", "'Other sheet'!A1"],
  ["=A1*2", "A1*2"],
  ["MyDeal", "MyDeal"],
  ["many", '"many"'],
  ['say "so"', '"say ""so"""'],
])("%s in a field is %s in the formula", async (typed, argument) => {
  expect((await fill("GPUPAYBACK", { rate: typed })).formula).toBe(`=GPUPAYBACK(,,${argument})`);
});

test.each([
  ["GPUPAYBACK", { unit: "Years" }, '=GPUPAYBACK(,,,,,,,,,"years")'],
  ["GPUIRR", { scenario: "neocloud" }, '=GPUIRR("NEOCLOUD")'],
  [
    "GPUIRR",
    { scenario: "NEOCLOUD", overrides: "rate=2.35;utilization=0.85" },
    '=GPUIRR("NEOCLOUD","rate=2.35;utilization=0.85")',
  ],
  ["GPUMULTIPLE", { net: "false" }, "=GPUMULTIPLE(,,,FALSE)"],
  // A cell to the spreadsheet, a fiscal year to whoever fills in a period.
  ["CAPEXDATA", { period: "FY2024" }, '=CAPEXDATA(,,"FY2024")'],
  [
    "CAPEXEXPLAIN",
    { functionName: "GPUYIELD", "argument 1": "1.5B", "argument 2": "A1" },
    '=CAPEXEXPLAIN("GPUYIELD",1500000000,A1)',
  ],
] as const)("%s with words in its fields is a formula with texts: %j", async (id, entries, formula) => {
  expect((await fill(id, entries)).formula).toBe(formula);
});

test("a repeating argument offers one field more than was filled", async () => {
  const names = (await fill("CAPEXEXPLAIN", { "argument 1": "1" })).fields.map(({ name }) => name);
  expect(names).toEqual(["functionName", "argument 1", "argument 2"]);
});

test.each(functionIds())("%s shows a field for each argument, and computes blank as it does in a cell", async (id) => {
  const { fields, answer, formula } = await fill(id, {});
  expect(formula).toBe(`=${id}()`);
  expect(fields.map(({ name }) => name.replace(/ 1$/, ""))).toEqual(helpOf(id).parameters.map(({ name }) => name));
  await book.host.write({ sheet: "Sheet1", address: "J1" }, [[{ formula }]]);
  const [[held]] = (await book.host.read({ sheet: "Sheet1", address: "J1" })).values;
  // The catalogue is longer than the sheet.
  expect(answer?.recomputed).toEqual(id === "CAPEXDATA" ? "entity" : held);
});

test("a field shows its unit and what is taken where it is blank; the scenario's own where it follows from another", async () => {
  const shown = async (id: string, entries: Entries, name: string) => {
    const field = (await fill(id, entries)).fields.find((each) => each.name === name);
    return [field?.standard, field?.unit];
  };
  // The article: 1.5 billion dollars, 16,000 GPUs, $9.40 an hour.
  expect(await shown("GPUPAYBACK", {}, "capex")).toEqual(["1,500,000,000", "$"]);
  expect(await shown("GPUPAYBACK", {}, "rate")).toEqual(["9.4", "$/GPU-hour"]);
  expect(await shown("GPUIRR", {}, "scenario")).toEqual(["TNP-2025", ""]);
  // In dollars here, a share of cost elsewhere.
  expect((await shown("DEPRECIATIONSCHEDULE", {}, "salvage"))[1]).toBe("$");
  expect((await shown("DEPRECIATIONDELTA", {}, "salvage"))[1]).toBe("fraction");
});

test.each([
  ["utilization", "85", "utilization is 85: write 0.85 or 85%"],
  ["rate", "=SUM(", "The formula could not be read."],
  ["rate", "=1,2", "The formula could not be read."],
  ["unit", "weeks", "unit"],
])("%s of %s is told beside its own field alone", async (name, typed, sentence) => {
  const { fields } = await fill("GPUPAYBACK", { [name]: typed });
  for (const field of fields) {
    if (field.name === name) expect(field.problem).toContain(sentence);
    else expect([field.name, field.problem]).toEqual([field.name, ""]);
  }
});

test("a pasted page of text is a text, and no number", async () => {
  const { fields, answer } = await fill("GPUPAYBACK", { rate: "words and ".repeat(60) });
  expect(answer?.recomputed).toBe("#VALUE!");
  expect(fields.find(({ name }) => name === "rate")?.problem).toContain("rate");
});

test("every example that is a call of its function fills the form so that it gives the example's answer", async () => {
  for (const help of helps)
    for (const [formula] of help.examples) {
      const entries = entriesOf(formula, help);
      if (entries === null) continue;
      const own = await computed(formula, setting);
      const { answer } = await filled(help, entries, setting);
      expect([formula, answer?.calls[0]?.answer]).toEqual([formula, own?.calls[0]?.answer]);
    }
});

// Excel's own formats: percent, dollars by size, days in words.
test.each([
  ['=GPUIRR("NEOCLOUD")', "0.0%"],
  ["=GPUPAYBACK()", '#,##0 "days"'],
  ["=GPUREVENUE()", '$#,##0.0#,,,"B"'],
  ["=GPURATE()", "$#,##0.00"],
])("%s arrives as %s in its cell", async (formula, numberFormat) => {
  const explanation = await computed(formula, setting);
  expect(explanation && looksOf(explanation, "workbench")).toEqual([{ range: "H3", numberFormat }]);
});

test("in a table each column has the format of its unit, and headings have none", async () => {
  const explanation = await computed("=GPUCASHFLOW()", setting);
  const looks = explanation === null ? [] : looksOf(explanation, "workbench");
  expect(looks[0]).toEqual({ range: "H4:H14", numberFormat: "0" });
  expect(looks.slice(1).every(({ numberFormat }) => numberFormat === "#,##0")).toBe(true);
  expect(looks.every(({ range }) => !range.includes("3:"))).toBe(true);
});

test("a formula that does more than call one of ours keeps its plain number", async () => {
  const explanation = await computed("=GPUPAYBACK()/365", setting);
  expect(explanation && looksOf(explanation, "excel")).toEqual([]);
});

test.each([
  [0.192, "fraction/year", "19.2%"],
  [1.2e9, "$", "$1.2B"],
  [1317504000, "$/year", "$1.32B"],
  [-403442000, "$", "−$403.44M"],
  [409.865928, "days", "410 days"],
  [9.385125, "$/GPU-hour", "$9.39"],
  [6.265, "", "6.265"],
])("%d %s is said as %s", (value, unit, words) => {
  expect(said(value, unit)).toBe(words);
});
