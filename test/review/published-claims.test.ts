// docs/claims.md judges published numbers: each formula gives what stands beside it, and each verdict follows from the two numbers.
import { readFileSync } from "node:fs";
import { workbook } from "./workbook";

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
    const { model, type } = await workbook();
    type({ H3: claim.formula });
    const sheetId = model.getters.getActiveSheetId();
    const value = Number(model.getters.getEvaluatedCell({ sheetId, col: 7, row: 2 }).value);
    expect(value.toFixed(digits(claim.ours))).toBe(claim.ours);
    expect(judged(value, claim)).toBe(claim.verdict);
  },
);
