// Numbers, dates and lists are written as the chosen language writes them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { valueText } from "../../src/explain/figure-text";
import { answers } from "../../src/languages/answers.en";
import { LANGUAGES, speak } from "../../src/languages/chosen";
import { inList, inRow, numbers } from "../../src/languages/writing";
import { said } from "../../src/sheets/answer-looks";
import { headlineLines, moneyText } from "../../src/sheets/headline";

afterEach(() => speak("en"));

const sourcesOf = (...rooms: readonly string[]): readonly (readonly [string, string])[] =>
  rooms.flatMap((room) =>
    readdirSync(join("src", room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [join(room, file), readFileSync(join("src", room, file), "utf8")] as const),
  );

/** What is written for machines, or by the functions themselves: formulas, cells of an answer, the console. */
const NOT_READ = ["explain/conversion.ts", "explain/step-table.ts", "workbench/bulk.ts"];

test.each(
  sourcesOf("controls", "explain", "pictures", "review", "sheets", "taskpane", "workbench").filter(
    ([file]) => !NOT_READ.includes(file),
  ),
)("%s keeps to no language of its own", (_, source) => {
  expect(source).not.toMatch(/"en-US"|\.join\("[,;] "\)|toLocale(Date|Time)?String\(\)/);
});

test.each(sourcesOf("languages/zh-CN"))("%s parts its lists as Chinese does", (_, source) => {
  expect(source).not.toMatch(/\.join\("[,;] "\)/);
});

/** The words of a language, wherever they stand. */
const wordsIn = (words: unknown): string[] =>
  typeof words === "string"
    ? [words]
    : typeof words === "object" && words !== null
      ? Object.values(words).flatMap(wordsIn)
      : [];

test("no Chinese sentence has the commas and stops of English", async () => {
  const half = wordsIn(await LANGUAGES["zh-CN"].words()).filter((text) =>
    /\p{Script=Han}[,;:!?]|(?<! )[,;!?] ?\p{Script=Han}|\p{Script=Han}\.(?:$|\s)/u.test(text),
  );
  expect(half).toEqual([]);
});

test("lists, numbers and amounts change with the language", async () => {
  const percent = numbers({ style: "percent", maximumFractionDigits: 1 });
  const written = (): readonly string[] => [
    inList(["A1", "B2"]),
    inRow(["1", "2"]),
    valueText([0.25, 0.5]),
    percent(0.195),
    moneyText(-1.32e9),
    said(1.32e9, "$"),
    said(410, "days"),
  ];
  expect(written()).toEqual([
    "A1, B2",
    "1; 2",
    "0.25; 0.5",
    "19.5%",
    "−$1.32B",
    "$1.32B",
    `410 ${answers.form.times.days}`,
  ]);
  await speak("zh-CN");
  expect(written()).toEqual(["A1、B2", "1；2", "0.25；0.5", "19.5%", "−$13.2亿", "$13.2亿", "410 天"]);
  expect(headlineLines({ irr: 0.195, npv: 1.2e9, payback: 1410 }).map(([, value]) => value)).toContain("$12亿");
});

test("a day of the workbench's list is written as the page's language writes days", () => {
  const day = (tag: string): string =>
    new Date(2024, 11, 31, 9, 5).toLocaleString(tag, { dateStyle: "medium", timeStyle: "short" });
  expect(day("zh-CN")).toContain("2024年12月31日");
  expect(day("en")).toContain("Dec 31, 2024");
});
