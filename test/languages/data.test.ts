// What the dataset and the presets say, in Chinese: of every label, unit and title that a sheet or the pane shows.
import { readdirSync, readFileSync } from "node:fs";
import { ALL_FIELDS } from "../../src/data/derived";
import { CLAIMS } from "../../src/data/ledger";
import { ENTITIES } from "../../src/data/dataset";
import { presets } from "../../src/data/presets";
import { TABLES } from "../../src/data/tables";
import { speak } from "../../src/languages/chosen";
import { inWords } from "../../src/languages/phrases";
import data from "../../src/languages/zh-CN/data.json";
import sources from "../../src/languages/zh-CN/sources.json";
import { KEYS } from "../../src/model/keys";
import { resultsOf } from "../../src/sheets/results";

beforeAll(() => speak("zh-CN"));
afterAll(() => speak("en"));

/** Companies have one name; so have units and terms of signs alone. */
const NAMES = new Set([...ENTITIES.map(({ name }) => name), "PUE", "GPU", "$", "$/$", "$/GPU", "$/kWh", "kW/GPU"]);
NAMES.delete("Microsoft, Alphabet, Amazon and Meta together");

const PRESETS = presets().flatMap(({ about, parameters, facts }) => [
  about,
  ...[...parameters, ...facts].flatMap(({ label, unit, status, source }) => [label, unit, status, source]),
]);

/** Where the defaults come from that are no preset's. */
const DEFAULTS = readFileSync("src/data/defaults.ts", "utf8");
const DEFAULT_SOURCES = [...DEFAULTS.matchAll(/source:\s+"([^"]+)"/g)].map(([, source]) => source);

const WORDS = [
  ...DEFAULT_SOURCES,
  ...ENTITIES.map(({ name }) => name),
  ...ALL_FIELDS.flatMap(({ label, unit, about }) => [label, unit, about]),
  ...CLAIMS.flatMap(({ about, reason, unit }) => [about, reason, unit]).filter((words) => /[a-z]{3}/.test(words)),
  ...Object.values(KEYS).flatMap(({ label, unit }) => [label, unit]),
  ...PRESETS,
  ...presets().flatMap((preset) => resultsOf(preset).map(({ unit }) => unit)),
  ...Object.values(TABLES).flatMap(({ title, about, columns }) => [
    title,
    about,
    ...columns.flatMap(({ label, unit = "$" }) => [label, unit]),
  ]),
];

test.each([...new Set(WORDS)].filter((words) => !NAMES.has(words)))("%s is said in Chinese", (english) => {
  expect(inWords(english)).toMatch(/\p{Script=Han}/u);
});

const FILES = ["src/data/dataset", "src/data/scenarios"]
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => readFileSync(`${folder}/${file}`, "utf8")),
  )
  .concat(DEFAULTS);

test.each(Object.keys({ ...data, ...sources }))("%s stands in the data", (english) => {
  const asWritten = JSON.stringify(english);
  expect(WORDS.includes(english) || FILES.some((text) => text.includes(asWritten)) || english === "yours").toBe(true);
});
