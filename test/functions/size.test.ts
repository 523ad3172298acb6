// What an answer may weigh on its way to Excel, and what ranges may look like on theirs to us.
import { ExcelError } from "./excel";
import fc from "fast-check";
import { functionIds, runnable } from "../../src/functions/index";
import { newTrail, watch } from "../../src/model/steps/trace";

const call = (id: string, ...args: unknown[]): unknown[][] => {
  const run = runnable(id);
  if (run === undefined) throw new Error(id);
  return run(...args);
};

const refusal = (id: string, ...args: unknown[]): string => {
  try {
    call(id, ...args);
    return "";
  } catch (error) {
    if (!(error instanceof ExcelError)) throw error;
    return error.message;
  }
};

const column = (length: number, value: (i: number) => unknown): unknown[][] =>
  Array.from({ length }, (_, i) => [value(i)]);

/** An answer of so many rows, and how many rows of it the refusal says fit. */
const answersOf: Record<string, (rows: number) => readonly [string, ...unknown[]]> = {
  "numbers with all their digits": (rows) => ["GPUREVENUE", null, column(rows, (i) => 2 + i / 99_991)],
  errors: (rows) => ["GPUREVENUE", null, column(rows, (i) => `${i} dollars`)],
  "projects with an error each": (rows) => ["GPUIRR", column(rows, () => 1).map(([one]) => [one, one])],
  "a sample of random trials": (rows) => ["GPUMONTECARLO", null, null, [[rows - 1]], null, [["sample"]]],
  "a grid without answers": (rows) =>
    [
      ...["GPUSENSITIVITY", null, [["rate"]]],
      ...[column(rows - 1, () => 0.01), [["utilization"]], column(316, () => 0.5)],
    ] as unknown as readonly [string, ...unknown[]],
};

test.each(Object.entries(answersOf))("of %s as many rows fit as the refusal says, and not one more", (_, ask) => {
  let rows = 50_000;
  while (/(gives|shows) at most/.test(refusal(...ask(rows)))) rows = Math.floor(rows / 2);
  const [, fits] = /its first (\d+) rows are all that reaches Excel/.exec(refusal(...ask(rows))) ?? [];
  expect(call(...ask(Number(fits))).length).toBe(Number(fits));
  expect(refusal(...ask(Number(fits) + 1))).toContain(`its first ${fits} rows`);
});

test("of a row too long, the refusal says how many columns fit", () => {
  const row = (length: number): unknown[][] => [Array.from({ length }, (_, j) => 2 + j / 99_991)];
  const [, fits] = /its first (\d+) columns are all/.exec(refusal("GPUREVENUE", null, row(100_000))) ?? [];
  expect(call("GPUREVENUE", null, row(Number(fits)))[0].length).toBe(Number(fits));
  expect(refusal("GPUREVENUE", null, row(Number(fits) + 1))).toContain(`its first ${fits} columns`);
});

test("the first three hundred errors of a grid have their sentence, the others their code, and the one explained both", () => {
  const rates = column(2_000, (i) => (i % 2 === 0 ? "free" : 0));
  const sentences = (cells: unknown[][]): (string | undefined)[] =>
    cells.flat().map((cell) => (cell as ExcelError).message || undefined);
  const answer = call("GPUPAYBACK", null, null, rates);
  expect(new Set(answer.flat().map((cell) => (cell as ExcelError).code))).toEqual(new Set(["#VALUE!", "#N/A"]));
  const said = sentences(answer);
  expect(said.slice(0, 300)).not.toContain(undefined);
  expect(new Set(said.slice(300))).toEqual(new Set([undefined]));
  expect(said[0]).toMatch(/the text "free"/);
  const explained = watch(newTrail(), () => call("GPUPAYBACK", null, null, rates), { row: 1_500, column: 0 });
  expect(sentences(explained)[1_500]).toMatch(/the text "free"/);
  expect(sentences(explained).map((each, i) => (i === 1_500 ? undefined : each))).toEqual(said);
});

const MALFORMED: readonly unknown[] = [
  [null],
  [5],
  ["rate"],
  [[1], null],
  [[1], 5],
  [null, [1]],
  [5, [1]],
  [[1, 2], [3]],
  [["rate", 2], null],
  [["rate", "normal", 2, 1], 5],
  [[1], []],
  [[], [1]],
  [],
];

test.each(functionIds())("%s: a range whose rows are none, or of different lengths, is refused in a sentence", (id) => {
  const parameters = Math.max(runnable(id)?.length ?? 0, id === "CAPEXEXPLAIN" ? 2 : 0);
  for (let at = 0; at < parameters; at++)
    for (const cells of MALFORMED) {
      const args = Array.from({ length: parameters }, (_, i) => (i === at ? cells : null));
      const said = refusal(id, ...args);
      // An argument that the answer does not need may be anything; what is explained has its error in a row.
      if (said !== "") expect([at, cells, said]).toEqual([at, cells, expect.stringMatching(/\w+ \w+/)]);
    }
});

test("an explanation of ranges that are not ranges says so in its last row", () => {
  const rows = call("CAPEXEXPLAIN", [["GPUPAYBACK"]], [[1.5e9, 2e9], [[16_000]]]);
  expect(rows.at(-1)).toEqual(["", "No answer", "", "", "#VALUE!", "", expect.stringContaining("capex is ragged")]);
});

test("an explanation of a grid shows the errors of its cells, with their sentences", () => {
  const rows = call("CAPEXEXPLAIN", [["GPUSENSITIVITY"]], [null, null, [[0.01], [9.4]], null, [[0.5, 1]]]);
  const cells = rows.filter(([, name]) => String(name).startsWith("Answer, row")).map((row) => row[4]);
  expect(cells.filter((cell) => cell instanceof ExcelError).map((cell) => (cell as ExcelError).message)).toEqual([
    expect.stringContaining("does not pay back"),
    expect.stringContaining("does not pay back"),
  ]);
  expect(cells.at(-1)).toBeCloseTo(409.865928, 6);
});

test("a text that no cell holds is cut: eleven hundred names of an explained history", () => {
  const names = column(1_100, () => "aws_segment_income_before_sbc");
  const rows = call("CAPEXEXPLAIN", [["CAPEXHISTORY"]], [null, names, [["FY2014"]], [["FY2014"]], [["year"]]]);
  const longest = rows
    .flat()
    .reduce<string>((most, cell) => (String(cell).length > most.length ? String(cell) : most), "");
  expect(longest.length).toBe(32_767);
  expect(longest).toMatch(/^aws_segment_income_before_sbc, .*…$/);
});

test("a sentence stays short, however long the text that it quotes", () => {
  const long = fc.constantFrom("z", "=", "1", " z", "rate=", "2024Q", '"').map((text) => text.repeat(8_000));
  const some = fc.tuple(fc.constantFrom(...functionIds()), fc.nat(11), long);
  fc.assert(
    fc.property(some, ([id, at, text]) => {
      const args = Array.from({ length: at + 1 }, (_, i) => (i === at ? [[text]] : null));
      expect(refusal(id, ...args).length).toBeLessThan(1_500);
    }),
    { numRuns: 400 },
  );
});
