import fc from "fast-check";
import { hash } from "../../src/data/hash";

const text = fc.string({ unit: "binary", minLength: 1, maxLength: 200 });

test("a text has one hash of 16 hex digits", () => {
  fc.assert(
    fc.property(text, (text) => {
      expect(hash(text)).toMatch(/^[0-9a-f]{16}$/);
      expect(hash(text)).toBe(hash(text));
    }),
  );
});

test("another character anywhere gives another hash", () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 1, max: 0xffff }), (text, place, flip) => {
      const at = place % text.length;
      const other = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ flip) + text.slice(at + 1);
      expect(hash(other)).not.toBe(hash(text));
    }),
  );
});

test("the order of characters counts, and so does a character more", () => {
  expect(new Set(["ab", "ba", "aab", "aba", "baa", "", "a", "aa", "\0", "\0\0"].map(hash)).size).toBe(10);
});

test("100,000 short texts have 100,000 hashes", () => {
  expect(new Set(Array.from({ length: 100_000 }, (_, i) => hash(i.toString(36)))).size).toBe(100_000);
});
