// Limits: what is refused, and the sentence that says how to mend it.
import fc from "fast-check";
import { ModelError, must } from "../../src/model/errors";
import { ARGUMENTS, check, KEYS, nearest, type Quantity, quantity } from "../../src/model/keys";

const every = Object.entries({ ...ARGUMENTS, ...KEYS }) as [keyof typeof KEYS, Quantity][];

const refusal = (name: keyof typeof KEYS | keyof typeof ARGUMENTS, value: number): string => {
  try {
    check(name, value);
    return "";
  } catch (error) {
    const { reason, message } = error as ModelError;
    return `${reason} ${message}`;
  }
};

test.each([
  ["utilization", 85, "#VALUE! utilization is 85: write 0.85 or 85%"],
  ["utilization", 185, "#VALUE! utilization is 185: it must be at most 1"],
  ["utilization", -0.1, "#VALUE! utilization is -0.1: it must be at least 0"],
  ["capex", 0, "#VALUE! capex is 0: it must be above 0"],
  ["capex", -5, "#VALUE! capex is -5: it must be above 0"],
  ["capex", 1e16, "#VALUE! capex is 10000000000000000: it must be at most 1000000000000000"],
  [
    "kwPerGpu",
    10200,
    "#VALUE! kwPerGpu is 10200: it must be at most 1,000 (is it the power of a whole node, or in watts?)",
  ],
  ["priceDecline", 1, "#VALUE! priceDecline is 1: it must be below 1"],
  ["priceDecline", 20, "#VALUE! priceDecline is 20: write 0.2 or 20%"],
  ["life", 0, "#DIV/0! life is 0: it must be above 0"],
  ["newLife", 0, "#DIV/0! newLife is 0: it must be above 0"],
  ["itLife", -1, "#VALUE! itLife is -1: it must be above 0"],
  ["horizon", 0, "#VALUE! horizon is 0: it must be above 0"],
  ["wacc", -1, "#VALUE! wacc is -1: it must be above -1"],
  ["basis", 1.5, "#VALUE! basis is 1.5: it must be a whole number"],
  ["basis", 5, "#VALUE! basis is 5: it must be at most 4"],
  ["trials", 1_000_001, "#VALUE! trials is 1000001: it must be at most 1,000,000"],
  ["rate", NaN, "#VALUE! rate is NaN: it must be at most 1,000,000"],
] as const)("%s = %d is refused with the fix", (name, value, sentence) => expect(refusal(name, value)).toBe(sentence));

test("what lies within its limits is taken as it is, ends included unless they are refused", () => {
  for (const [name, { low, high, above, below }] of every) {
    expect([name, refusal(name, low) === ""]).toEqual([name, above !== true]);
    expect([name, refusal(name, high) === ""]).toEqual([name, below !== true]);
  }
});

test("every key and argument has a label, and limits in order", () => {
  for (const [name, { label, low, high }] of every) {
    expect([name, label]).toEqual([name, expect.stringMatching(/^[A-Z]/)]);
    expect(low).toBeLessThan(high);
    expect(quantity(name)?.label).toBe(label);
  }
  expect(quantity("nothing")).toBeUndefined();
});

test("no key looks like a cell, since people paste keys into name boxes", () => {
  for (const [name] of every) expect(name).not.toMatch(/^([a-z]{1,3}\d{1,7}|r\d*c\d*|r\d*|c\d*)$/i);
});

test("a misspelt name finds its neighbour first", () => {
  const names = Object.keys(KEYS);
  expect(nearest("utilisation", names)[0]).toBe("utilization");
  expect(nearest("RATES", names)[0]).toBe("rate");
  expect(nearest("pricedecline", names)[0]).toBe("priceDecline");
  fc.assert(fc.property(fc.constantFrom(...names), (name) => expect(nearest(name, names)[0]).toBe(name)));
});

test("of a misspelt name its first 60 characters are compared, however long it is", () => {
  const names = [...Object.keys(KEYS), `${"z".repeat(60)} and more`];
  const long = fc.tuple(fc.constantFrom(...names), fc.string({ minLength: 60, maxLength: 60 }), fc.string());
  fc.assert(
    fc.property(long, ([name, middle, end]) => {
      const first = (name + middle).slice(0, 60);
      expect(nearest(first + end.repeat(1000), names)).toEqual(nearest(first, names));
    }),
  );
});

test("must states what holds, and says so with its reason when it does not", () => {
  must(true, "never said");
  expect(() => must(false, "a sentence")).toThrow(new ModelError("#VALUE!", "a sentence"));
  expect(() => must(false, "a sentence", "#NUM!")).toThrow(expect.objectContaining({ reason: "#NUM!" }));
});
