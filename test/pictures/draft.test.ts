// A copy of a scenario: what may be typed into it, and what it becomes.
import fc from "fast-check";
import { cashPresets, preset } from "../../src/data/presets";
import { check, type Key, KEY_NAMES } from "../../src/model/keys";
import { changed, draftOf, fieldsOf, presetOf, typed } from "../../src/pictures/draft";
import { outlookOf } from "../../src/pictures/outlook";
import { headlineOf } from "../../src/sheets/own-scenario";

test.each<[Key, string, number]>([
  ["utilization", "82%", 0.82],
  ["utilization", "82", 0.82],
  ["utilization", "0.82", 0.82],
  ["priceDecline", "-5", -0.05],
  ["capex", "$1.2B", 1.2e9],
  ["rate", "2.35", 2.35],
  ["gpus", "16 000", 16000],
  ["pue", "1,25", 1.25],
])("%s typed as %j is %d", (key, text, value) => {
  expect(typed(key, text)).toEqual({ value });
});

test.each<[Key, string, RegExp]>([
  ["utilization", "120", /^120% is out of reach: at least 0%, at most 100%$/],
  ["gpus", "0", /GPUs is 0: it must be above 0/],
  ["horizon", "-1", /Horizon is -1: it must be at least 0|above 0/],
  ["gpus", "16.000", /16\.000 may be 16000 or 16\.0000: type one of them/],
  ["rate", "about two dollars", /write a number/],
  ["rate", "", /write a number/],
])("%s typed as %j is refused in words", (key, text, why) => {
  expect(typed(key, text)).toEqual({ problem: expect.stringMatching(why) });
});

test("every slider of every preset stands within the limits of its key, at both ends and at every step", () => {
  for (const of of cashPresets())
    for (const { key, slide, value } of fieldsOf(draftOf(of, "Copy"))) {
      const { low, high, step } = slide;
      expect([of.name, key, low < high, step > 0]).toEqual([of.name, key, true, true]);
      expect([of.name, key, low <= value && value <= high]).toEqual([of.name, key, true]);
      for (const each of [low, high]) expect(check(key, each)).toBe(each);
    }
});

test("what a field shows is read back as its value", () => {
  for (const of of cashPresets())
    for (const { key, text, value, choices } of fieldsOf(draftOf(of, "Copy")))
      if (choices === undefined && !/[.]\d{3}$/.test(text) && !/^\d{1,3},\d{3}$/.test(text)) {
        const read = typed(key, text);
        expect([of.name, key, "value" in read]).toEqual([of.name, key, true]);
        if ("value" in read) expect(read.value).toBeCloseTo(value, 5);
      }
});

test("a copy with nothing changed comes to what its original comes to", () => {
  for (const of of cashPresets()) expect(headlineOf(presetOf(draftOf(of, "Copy")))).toEqual(headlineOf(of));
});

test("half the rent doubles the days before tax of TNP-2025, as its own function says, and the change is the person's own", () => {
  const of = preset("TNP-2025");
  const copy = presetOf(changed(draftOf(of, "Copy"), "rate", 4.7));
  expect(outlookOf(copy).payback).toBeCloseTo((2 * 1.5e9 * 360) / (16000 * 9.4 * 8760), 6);
  const rate = copy.parameters.find(({ key }) => key === "rate");
  expect(rate).toMatchObject({ value: 4.7, status: "yours", from: "Copy" });
  expect(rate?.source).toMatch(/^was 9\.4, The Next Platform/);
});

test("a key that is set back is no change", () => {
  const keys = fc.constantFrom(...KEY_NAMES);
  fc.assert(
    fc.property(keys, fc.double({ min: 1, max: 2, noNaN: true }), (key, value) => {
      const draft = draftOf(preset("NEOCLOUD"), "Copy");
      const before = fieldsOf(draft).find((field) => field.key === key)?.value ?? NaN;
      expect(changed(changed(draft, key, value), key, before)).toEqual(draft);
    }),
    { numRuns: 100 },
  );
});
