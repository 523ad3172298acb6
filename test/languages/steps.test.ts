// What the audit says of steps, in other languages: of every function, with arguments of every kind.
import fc from "fast-check";
import "../functions/excel";
import { CLAIMS } from "../../src/data/ledger";
import { speak } from "../../src/languages/chosen";
import { inWords } from "../../src/languages/phrases";
import sentences from "../../src/languages/zh-CN/sentences.json";
import steps from "../../src/languages/zh-CN/steps.json";
import type { Entry, Trail } from "../../src/model/steps/trace";
import { CASES, EXPLAINED_CASES, LOOKUP_CASES, trailOf } from "../explain/cases";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const RUNS = 30;

/** What people read of an entry; sources name documents, as these are called. */
const wordsOf = (entry: Entry): readonly string[] =>
  entry.kind === "case"
    ? [entry.name, ...entry.entries.flatMap(wordsOf)]
    : [entry.name, entry.unit, ...(entry.kind === "step" ? [entry.note] : [])];

const wordsIn = ({ entries, notes }: Trail): readonly string[] => [...entries.flatMap(wordsOf), ...notes];

/** The same in every language, and what is typed: keys with their values, a company with its periods. */
const NAMES =
  /^(PUE|EBITDA|EBIT|\$|\$\/GPU|\$\/kWh|kW\/GPU)?$|^\w+ = [^ ]+(, \w+ = [^ ]+)*$|^[A-Z]{3,4}\d? (FY|TTM)?20\d\d/;

/** A name that whoever fills the table of tranches or of phases gives. */
const OWN = /^(senior|junior|mezzanine|first|second|Senior|Junior)/;

beforeAll(() => speak("zh-CN"));
afterAll(() => speak("en"));

const ALL: readonly (readonly [string, fc.Arbitrary<readonly [string, unknown[]]>])[] = [
  ...Object.entries(Object.assign({}, CASES, LOOKUP_CASES)).map(
    ([id, args]) => [id, args.map((each) => [id, each] as const)] as const,
  ),
  ["CAPEXEXPLAIN", EXPLAINED_CASES],
];

test.each(ALL)("every step of %s is said in Chinese", (_, calls) => {
  const english = fc
    .sample(calls, { numRuns: RUNS, seed: 20261129 })
    .map(([id, args]) => trailOf(id, args))
    .flatMap((trail) => (trail === undefined ? [] : wordsIn(trail)))
    .filter((words) => !NAMES.test(words) && !OWN.test(words) && !/\p{Script=Han}/u.test(inWords(words)));
  expect([...new Set(english)]).toEqual([]);
});

test.each(CLAIMS)("every step of claim $claim is said in Chinese", ({ claim }) => {
  const trail = trailOf("CAPEXRECONCILE", [claim]);
  const english = (trail === undefined ? [] : wordsIn(trail)).filter(
    (words) =>
      !NAMES.test(words) &&
      (!/\p{Script=Han}/u.test(inWords(words)) || /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(inWords(words))),
  );
  expect([...new Set(english)]).toEqual([]);
});

const SOURCES = ["model", "functions", "data"]
  .flatMap((room) =>
    readdirSync(join("src", room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join("src", room, file), "utf8")),
  )
  .join("\n");

test.each(Object.keys(Object.assign({}, steps, sentences)))("%s is said somewhere", (english) => {
  const parts = english.split(/\{\d\}|, |; |: /).map((part) => part.trim());
  expect(parts.filter((part) => !SOURCES.includes(part))).toEqual([]);
});

test("a sentence of somebody's own stays as it is, though it looks like one of ours", () => {
  expect(inWords("Servers of the north where all is well")).toBe("Servers of the north where all is well");
  expect(inWords("Payback where rate is 2.35")).toBe("rate 为 2.35 时的回收期");
});
