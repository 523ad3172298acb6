// docs/audit.md tells people what each finding means: it must know every kind, by the name that the pane gives it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { review } from "../../src/languages/review.en";

test("the guide to the audit has a line for every kind of finding, and for no other", () => {
  const guide = readFileSync(join(__dirname, "../../docs/audit.md"), "utf8");
  const table = guide.slice(guide.indexOf("| Finding"));
  const kinds = [...table.matchAll(/^\| ([^|]+?) +\|/gm)]
    .map(([, kind]) => kind)
    .filter((kind) => !/^(Finding|-+)$/.test(kind ?? ""));
  expect(new Set(kinds)).toEqual(new Set(Object.values(review.kinds)));
});
