// What the functions say of themselves, in other languages: tables keyed by the English sentence, so that a sentence that changes asks for its translation anew.
import type { FunctionHelp } from "../../src/catalogue/catalogue";
import { matching } from "../../src/catalogue/search";
import { speak } from "../../src/languages/chosen";
import { inWords } from "../../src/languages/phrases";
import chineseFunctions from "../../src/languages/zh-CN/functions.json";

const { readCatalogue } = jest.requireActual<{ readCatalogue(): Promise<FunctionHelp[]> }>(
  "../../src/catalogue/read.cjs",
);
const catalogue = readCatalogue();

afterEach(() => speak("en"));

const TABLE: Readonly<Record<string, string>> = chineseFunctions;

const spokenOf = async (): Promise<string[]> =>
  (await catalogue).flatMap(({ description, returns, parameters }) => [
    description,
    returns,
    ...parameters.map((parameter) => parameter.description),
  ]);

test("every sentence of a function, an argument and an answer has its Chinese, and there is none too many", async () => {
  expect(Object.keys(TABLE).sort()).toEqual([...new Set(await spokenOf())].sort());
});

const HAN = /\p{Script=Han}/u;

test.each(Object.entries(TABLE))("%s", (english, chinese) => {
  expect(chinese).toMatch(HAN);
  // What is typed into a formula stays as it is.
  for (const [typed] of english.matchAll(/"[^"]+"|#[A-Z/!]+\??|\b[a-z]+[A-Z]\w*\b/g)) expect(chinese).toContain(typed);
  expect(chinese).toMatch(/。$/);
});

const BILLION = 10;

/** The figures of a sentence; a billion is ten 亿. */
const figuresOf = (text: string): string[] =>
  [...text.matchAll(/(\d[\d,.]*\d|\d)( billion| ?亿)?/g)]
    .map(([, digits, unit = ""]) => Number(digits.replaceAll(",", "")) * (unit === " billion" ? BILLION : 1))
    .map((number) => number.toPrecision(6))
    .sort();

test.each(Object.entries(TABLE))("%s has its figures", (english, chinese) => {
  // "falls through 0" is said without a figure.
  const said = (text: string): string[] => figuresOf(text.replace("falls through 0 ", "falls "));
  expect(figuresOf(chinese)).toEqual(said(english));
});

test("the list of functions is searched in both languages once Chinese is spoken", async () => {
  const found = async (query: string): Promise<string[]> =>
    matching(await catalogue, query, inWords).map(({ id }) => id);
  expect(await found("提前报废")).toEqual([]);
  await speak("zh-CN");
  expect(await found("提前报废")).toEqual(["DEPRECIATIONACCELERATED"]);
  expect(await found("retiring assets early")).toEqual(["DEPRECIATIONACCELERATED"]);
});

test.each([
  ["回收期", "GPUPAYBACK"],
  ["净现值", "GPUNPV"],
  ["内部收益率", "GPUIRR"],
  ["敏感性", "GPUSENSITIVITY"],
  ["盈亏平衡", "GPUBREAKEVEN"],
  ["蒙特卡洛", "GPUMONTECARLO"],
  ["龙卷风图", "GPUTORNADO"],
  ["单变量求解", "GPUGOALSEEK"],
  ["折旧费用 使用寿命", "DEPRECIATIONDELTA"],
  ["双倍余额递减法", "DEPRECIATIONSCHEDULE"],
  ["偿债备付", "GPUDEBT"],
  ["资本开支", "CAPEXRATIO"],
])("who seeks %s finds %s", async (query, id) => {
  await speak("zh-CN");
  expect(matching(await catalogue, query, inWords).map((help) => help.id)).toContain(id);
});
