// docs/claims.md judges published numbers: each formula gives what stands beside it, and each verdict follows from the two numbers.
import { readFileSync } from "node:fs";
import { computed } from "../../src/explain/call-form";
import { followingWith } from "../../src/explain/explain";
import { knownFunctions, workbook } from "./workbook";

interface Claim {
  readonly number: string;
  readonly publisher: string;
  readonly printed: string;
  readonly formula: string;
  readonly ours: string;
  readonly verdict: string;
  readonly why: string;
}

const CLAIMS: Claim[] = readFileSync("docs/claims.md", "utf8")
  .split("\n")
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [, number = "", publisher = "", , printed = "", formula = "", ours = "", verdict = "", why = ""] = line
      .split("|")
      .map((cell) => cell.trim());
    return { number, publisher, printed, formula: formula.replaceAll("`", ""), ours, verdict, why };
  });

const digits = (number: string): number => number.split(".")[1]?.length ?? 0;

/** What the two numbers come to; a balance is a ceiling, any other number is met to its last digit or not. */
function judged(value: number, { printed, verdict }: Claim): string {
  if (/possible/.test(verdict)) return value <= Number(printed) ? "possible" : "impossible";
  return value.toFixed(digits(printed)) === Number(printed).toFixed(digits(printed)) ? "agrees" : "differs";
}

test("at least 25 published numbers of at least eight publishers are judged, and whatever does not agree says why", () => {
  expect(CLAIMS.length).toBeGreaterThanOrEqual(25);
  expect(new Set(CLAIMS.map(({ publisher }) => publisher.split(",")[0])).size).toBeGreaterThanOrEqual(8);
  for (const { number, verdict, why, publisher } of CLAIMS) {
    expect(verdict).toMatch(/^(agrees|differs|possible|impossible|not testable)$/);
    expect([number, publisher]).toEqual([number, expect.stringMatching(/ in \d{4}|\d{4}/)]);
    if (/differs|impossible|not/.test(verdict)) expect([number, why]).not.toEqual([number, ""]);
  }
});

test.each(CLAIMS.map((claim) => [claim.number, claim.publisher, claim] as const))(
  "No. %s, %s: the formula gives the number that is told, and the verdict follows from it",
  async (_, __, claim) => {
    if (claim.verdict === "not testable") {
      expect([claim.formula, claim.ours]).toEqual(["", ""]);
      return;
    }
    const { host } = await workbook();
    const following = followingWith(await knownFunctions());
    const explanation = await computed(claim.formula, { host, home: { sheet: "Sheet1", address: "H3" }, following });
    const plain = /GPU|CAPEX|DEPRECIATION/.test(claim.formula)
      ? Number(explanation?.recomputed)
      : BY_HAND[claim.number];
    const value = Number(plain);
    expect(value.toFixed(digits(claim.ours))).toBe(claim.ours);
    expect(judged(value, claim)).toBe(claim.verdict);
  },
);

/** Formulas without a function of ours. */
const BY_HAND: Readonly<Record<string, number>> = { "15": ((5.9 / 72) * 1000) / 2.1 };
