// Why there is no answer, in other languages: every sentence that the sources hold, and what the functions answer to bad arguments.
import ts from "typescript";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ExcelError } from "../functions/excel";
import { functionIds, runnable } from "../../src/functions";
import { speak } from "../../src/languages/chosen";
import { inWords } from "../../src/languages/phrases";
import refusals from "../../src/languages/zh-CN/refusals.json";

beforeAll(() => speak("zh-CN"));
afterAll(() => speak("en"));

/** They speak to whoever keeps the data. */
const KEEPERS = /data\/(build|keeping|pack|schema)\.ts$/;

const FILES = ["model", "functions", "data"].flatMap((room) =>
  readdirSync(join("src", room), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join("src", room, file)),
);

/** What an expression may say, with a figure for whatever is put in. */
function saidBy(expression: ts.Expression, chosen: ReadonlyMap<string, boolean> = new Map()): string[] {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression)) return saidBy(expression.expression, chosen);
  if (ts.isConditionalExpression(expression)) {
    const condition = expression.condition.getText();
    return [true, false]
      .filter((holds) => (chosen.get(condition) ?? holds) === holds)
      .flatMap((holds) => saidBy(holds ? expression.whenTrue : expression.whenFalse, chosen));
  }
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
    return [...saidBy(expression.left, chosen), ...saidBy(expression.right, chosen)];
  if (ts.isCallExpression(expression) && expression.expression.getText() === "didYouMean") return ["did you mean 7?"];
  if (!ts.isTemplateExpression(expression)) return ["7"];
  let told: { text: string; chosen: ReadonlyMap<string, boolean> }[] = [{ text: expression.head.text, chosen }];
  for (const { expression: put, literal } of expression.templateSpans)
    told = told.flatMap(({ text, chosen: before }) =>
      choices(put, before).flatMap((now) =>
        saidBy(put, now).map((each) => ({ text: text + each + literal.text, chosen: now })),
      ),
    );
  return told.map(({ text }) => text);
}

/** The same condition is the same wherever it stands in a sentence. */
function choices(put: ts.Expression, before: ReadonlyMap<string, boolean>): ReadonlyMap<string, boolean>[] {
  if (!ts.isConditionalExpression(put)) return [before];
  const condition = put.condition.getText();
  return [true, false]
    .filter((holds) => (before.get(condition) ?? holds) === holds)
    .map((holds) => new Map([...before, [condition, holds]]));
}

/** Every sentence that a calculation ends with. */
function refusalsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const name = node.expression.getText();
      const message = ["must", "fail", "ModelError"].includes(name) ? node.arguments?.[1] : undefined;
      if (message !== undefined) found.push(...saidBy(message));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter((text) => /[a-z]{2}/.test(text));
}

const SOURCES = FILES.map((file) => readFileSync(file, "utf8"))
  .join("\n")
  .replaceAll('\\"', '"');

const ALL = [...new Set(FILES.filter((file) => !KEEPERS.test(file)).flatMap(refusalsIn))];

/** Two English words one after another; what is quoted is somebody's own. */
const inEnglish = (text: string): boolean => /\b[a-z]{2,} [a-z]{2,}\b/.test(text.replaceAll(/“[^”]*”|"[^"]*"/g, ""));

const told = (english: string): readonly [string, boolean, boolean] => {
  const own = inWords(english);
  return [own, /\p{Script=Han}/u.test(own), inEnglish(own)];
};

/** They begin with a sentence that is said by itself, and stand in the table as a whole. */
const ENDINGS = ["7 and nothing more", "7: 7 is blank"];
/** It speaks to whoever takes the model into a program. */
const OF_THE_PACKAGE = "the figures are not here: import capex-functions/dataset as well";

test.each(ALL.filter((english) => !ENDINGS.includes(english) && english !== OF_THE_PACKAGE))("%s", (english) => {
  expect(told(english)).toEqual([inWords(english), true, false]);
});

test("as many sentences are found as one expects", () => expect(ALL.length).toBeGreaterThan(200));

/** What the schema's own library says. */
const OF_VALIBOT = /^Invalid (key|type): Expected/;

test.each(Object.keys(refusals).filter((english) => !OF_VALIBOT.test(english)))("%s is said somewhere", (english) => {
  const parts = english.split(/\{\d\}|, |; |: /).map((part) => part.trim());
  expect(parts.filter((part) => ![SOURCES, ...ALL].some((text) => text.includes(part)))).toEqual([]);
});

/** What is no argument of any function, or hardly one. */
const BAD: readonly unknown[] = [
  "nonsense",
  -5,
  0,
  85,
  1e20,
  true,
  [[]],
  [[1, 2], [3]],
  [
    [1, 2, 3],
    ["a", "b", "c"],
  ],
  [["rate", "dear"]],
  "rate=2,35;rat=3",
  new ExcelError("#REF!"),
];
const MOST_ARGUMENTS = 13;

/** The sentences of a call: its own, or those of the cells of its answer. */
function sentencesOf(id: string, args: readonly unknown[]): string[] {
  try {
    const rows = runnable(id)?.(...args) as unknown[][];
    return rows.flat().flatMap((cell) => (cell instanceof ExcelError ? [cell.message] : []));
  } catch (error) {
    if (error instanceof ExcelError) return [error.message];
    throw error;
  }
}

test.each(functionIds())("%s refuses in Chinese whatever it is given", (id) => {
  const sentences = Array.from({ length: MOST_ARGUMENTS }, (_, place) =>
    BAD.flatMap((bad) => sentencesOf(id, [...new Array<null>(place).fill(null), bad])),
  ).flat();
  expect(sentences.length).toBeGreaterThan(0);
  const english = [...new Set(sentences)].map(told).filter(([, han, left]) => !han || left);
  expect(english).toEqual([]);
});

/** What the tests expect the functions and the model to say, with values as people give them. */
const EXPECTED = ["functions", "model", "data"].flatMap((room) =>
  readdirSync(join("test", room), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .flatMap((file) => [
      ...readFileSync(join("test", room, file), "utf8").matchAll(
        /"#(?:VALUE!|N\/A|NUM!|DIV\/0!) ((?:[^"\\]|\\.)+)"|'#(?:VALUE!|N\/A|NUM!|DIV\/0!) ((?:[^'\\]|\\.)+)'/g,
      ),
    ])
    .map(([, one, other]) => (one ?? other ?? "").replaceAll(/\\(.)/g, "$1"))
    // A sentence that is built of two.
    .filter((english) => !/ (brings|have)$/.test(english)),
);

test.each([...new Set(EXPECTED)])("as people meet it: %s", (english) => {
  expect(told(english)).toEqual([inWords(english), true, false]);
});

test("what was given stands in the sentence as it was given", () => {
  expect(inWords("utilization is 85: write 0.85 or 85%")).toBe("utilization 为 85：请写 0.85 或 85%");
  expect(inWords('unit is "weeks": write "days" or "months" or "years"')).toBe(
    'unit 为“weeks”：请写 "days" 或 "months" 或 "years"',
  );
  expect(inWords('there is no preset "TNP-2052"; did you mean TNP-2025, TNP-SOFT?')).toBe(
    "没有预设情景“TNP-2052”；是否指 TNP-2025、TNP-SOFT？",
  );
  expect(inWords("tranches, row 2: debtRate is 12: it must be below 1")).toBe(
    "tranches 第 2 行：debtRate 为 12：必须小于 1",
  );
  expect(inWords("phases, row 3: start is blank: it must be a number of years from 0 to 100")).toBe(
    "phases 第 3 行：start 为空：必须为 0 至 100 的年数",
  );
  expect(inWords("overrides: horizon is 0.5: it must be at least 1")).toBe("overrides：horizon 为 0.5：不得小于 1");
  expect(inWords("TNP-2025: The article sells every hour")).toBe("TNP-2025：文章假设每一小时都售出");
  expect(inWords("Rent of a GPU-hour is -1: it must be at least 0")).toBe("GPU 小时租金为 -1：不得小于 0");
});

test("a note of somebody's own stays as it is, though it begins as a refusal does", () => {
  for (const own of ["The park has no grid", "All of it is in dollars, not in USD", "Ask Jim: he is away; call later"])
    expect(inWords(own)).toBe(own);
});
