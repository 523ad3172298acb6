// Scenarios are found by words and by what they come to.
import { presets } from "../../src/data/presets";
import { isFound, type Sieve } from "../../src/pictures/finding-scenarios";
import { outlookOf } from "../../src/pictures/outlook";

const found = (query: string, sieve: Sieve = "all"): string[] =>
  presets()
    .filter((each) => isFound(each, query, sieve, outlookOf(each)))
    .map(({ name }) => name);

test.each([
  ["", presets().map(({ name }) => name)],
  ["NEOCLOUD", ["NEOCLOUD"]],
  ["gb300", ["GB300-NVL72"]],
  ["coreweave lent", ["COREWEAVE-LIKE"]],
  ["no such words at all", []],
])("%j finds %j", (query, names) => {
  expect(found(query)).toEqual(names);
});

test("what earns its cost of capital and what does not are all cash flows, each once", () => {
  const cash = presets().filter(({ kind }) => kind === "cash");
  expect([...found("", "gains"), ...found("", "loses")].sort()).toEqual(cash.map(({ name }) => name).sort());
  expect(found("", "loses")).toContain("STRESS-BEAR");
  expect(found("", "gains")).toContain("TNP-2025");
});

test("with debt stand the financed ones, and published figures are no cash flows", () => {
  expect(found("", "debt")).toEqual(["COREWEAVE-LIKE"]);
  expect(found("", "data")).toEqual(presets().flatMap(({ kind, name }) => (kind === "data" ? [name] : [])));
});
