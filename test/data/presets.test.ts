import { readdirSync } from "node:fs";
import { join } from "node:path";
import { KEY_NAMES, KEYS } from "../../src/model/keys";
import { cashPreset, cashPresets, fact, preset, presets } from "../../src/data/presets";
import { power } from "../../src/model/numbers/exact";

const parameters = (name: string): Record<string, number> =>
  Object.fromEntries(preset(name).parameters.map(({ key, value }) => [key, value]));
const facts = (name: string): Record<string, number> =>
  Object.fromEntries(preset(name).facts.map(({ key, value }) => [key, value]));

test("every file of a preset is offered, a base before what extends it, each with a paragraph", () => {
  const names = presets().map(({ name }) => name);
  const files = readdirSync(join(__dirname, "../../src/data/scenarios")).map((file) => file.replace(".json", ""));
  expect(names.map((name) => name.toLowerCase()).sort()).toEqual(files.sort());
  for (const { name, base } of presets())
    if (base !== undefined) expect(names.indexOf(base)).toBeLessThan(names.indexOf(name));
  for (const { about } of presets()) expect(about.length).toBeGreaterThan(100);
});

test("a cash preset gives every key but, it may be, the book lives", () => {
  for (const { parameters } of cashPresets())
    expect(KEY_NAMES.filter((key) => !parameters.some((each) => each.key === key))).toEqual(
      expect.not.arrayContaining(KEY_NAMES.filter((key) => key !== "itLife" && key !== "facilityLife")),
    );
});

test("every parameter says its unit, its source and its status", () => {
  for (const { parameters, facts } of presets())
    for (const { key, unit, source, status } of [...parameters, ...facts]) {
      expect(unit).not.toBe("");
      expect(source).not.toBe("");
      expect(["reported", "estimated", "inferred"]).toContain(status);
      if (key in KEYS && parameters.some((each) => each.key === key))
        expect(unit).toBe(KEYS[key as keyof typeof KEYS].unit);
    }
});

test("a preset that extends another differs from it in its changes only", () => {
  for (const each of cashPresets()) {
    if (each.base === undefined) continue;
    const changed = each.parameters.filter(({ from }) => from === each.name).map(({ key }): string => key);
    const own = parameters(each.name);
    const base = parameters(each.base);
    for (const key of Object.keys(own)) if (!changed.includes(key)) expect(own[key]).toBe(base[key]);
  }
  expect(parameters("TNP-SOFT")).toEqual({
    ...parameters("TNP-2025"),
    opexFromYear: 5,
    horizon: 9,
    priceDecline: 0.04814331,
  });
});

test("the article's cluster earns what the article says", () => {
  const { gpus, capex, rate, hoursPerYear, utilization, otherOpexPerGpu } = parameters("TNP-2025");
  const income = gpus * rate * hoursPerYear * utilization;
  expect((4 * income) / 1e9).toBeCloseTo(5.27, 2);
  expect((income / capex).toFixed(3)).toBe("0.878");
  expect(((income - gpus * otherOpexPerGpu) / capex).toFixed(2)).toBe("0.75");
  const { rateOnDemand, rateOneYear, rateThreeYears, mixOnDemand, mixOneYear, mixThreeYears } = facts("TNP-2025");
  expect(mixOnDemand + mixOneYear + mixThreeYears).toBe(1);
  expect(mixOnDemand * rateOnDemand + mixOneYear * rateOneYear + mixThreeYears * rateThreeYears).toBeCloseTo(
    9.385125,
    9,
  );
  expect([rateOnDemand, rateOneYear, rateThreeYears].map((each) => each * 8)).toEqual([98.32, 57.63, 43.16]);
});

test("contracts' decline makes three short contracts cost one long one", () => {
  const ratio = 1 - parameters("TNP-CONTRACT").priceDecline;
  expect(7.2 * (1 + ratio + power(ratio, 2))).toBeCloseTo(3 * 5.4, 5);
});

test("a dollar of Nvidia's hardware brings five in four years", () => {
  const { gpus, capex, rate, hoursPerYear, horizon } = parameters("NVIDIA-5X");
  expect((gpus * rate * hoursPerYear * horizon) / capex).toBe(5);
});

test("the sheets of published figures add up", () => {
  const pot = facts("HYPERSCALER-2025");
  expect(pot.MSFT + pot.GOOG + pot.META + pot.AMZN).toBe(306);
  expect((pot.MSFT + pot.GOOG + pot.META + pot.AMZN) * pot.multiple).toBe(pot.output);
  const amazon = facts("AMZN-DEPRECIATION-2025");
  expect(amazon.effectLongerLife - amazon.retirement2025 + amazon.effectShorterLife).toBeCloseTo(amazon.net2025, 0);
  const split = facts("AMZN-CAPEX");
  expect(split.other2024 / (1 - split.otherDecline2024)).toBeCloseTo(split.other2023, 2);
  expect(split.quarter2024 * 4).toBeCloseTo(split.total2025High, 9);
});

test("a preset is found in either case; an unknown one names the nearest, a data sheet the scenarios", () => {
  expect(preset(" tnp-2025 ").name).toBe("TNP-2025");
  expect(() => preset("TNP-2026")).toThrow(/there is no preset "TNP-2026"; did you mean TNP-2025/);
  expect(() => cashPreset("AMZN-CAPEX")).toThrow(/AMZN-CAPEX is a data sheet.*TNP-2025/);
  expect(cashPreset("NEOCLOUD").name).toBe("NEOCLOUD");
  expect(() => fact(preset("AMZN-CAPEX"), "other2025")).toThrow("holds no other2025");
});
