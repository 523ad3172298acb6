// Each claim's verdict follows from its numbers; the recomputed values are those worked out by hand from the filings.
import { type Claim, claimNumbered, CLAIMS, recompute, scopeOf, type Verdict } from "../../src/data/ledger";
import { type Case, newTrail, type Step, watch } from "../../src/model/steps/trace";
import { holdTrail } from "../explain/trail";

function watched(claim: Claim): { steps: Step[]; computed: number; difference: number | null } {
  const trail = newTrail();
  const values = watch(trail, () => recompute(claim));
  holdTrail(trail);
  const [own] = trail.entries as Case[];
  expect(own.key).toBe(scopeOf(claim));
  return { steps: own.entries.filter((entry) => entry.kind === "step"), ...values };
}

const resultOf = (steps: readonly Step[], key: string): number =>
  steps.find((step) => step.key === key)?.result as number;

test("there are 37 claims, numbered in order, each with its words", () => {
  expect(CLAIMS.map(({ claim }) => claim)).toEqual(Array.from({ length: 37 }, (_, i) => i + 1));
  for (const { about, unit, reason, source } of CLAIMS)
    for (const text of [about, unit, reason, source]) expect(text).not.toBe("");
});

test("verdicts are those of the reconstruction", () => {
  const of = (verdict: Verdict): number[] =>
    CLAIMS.filter((each) => each.verdict === verdict).map(({ claim }) => claim);
  expect(of("reported")).toEqual([1, 3, 6, 8, 14, 33, 34, 35, 36]);
  expect(of("rounding")).toEqual([2, 10, 20, 23, 30]);
  expect(of("convention")).toEqual([25, 28]);
  expect(of("inconsistent")).toEqual([7, 37]);
  expect(of("reproduces")).toHaveLength(19);
});

/** Rounding moves a figure by less than this many tolerances. */
const ROUNDING = 3;

test.each(CLAIMS.map((claim) => [claim.claim, claim.verdict, claim] as const))(
  "claim %d: %s fits the difference and the tolerance",
  (_, verdict, claim) => {
    const { steps, computed, difference } = watched(claim);
    if (claim.published === null) {
      expect(difference).toBeNull();
      expect(claim.tolerance).toBeNull();
      expect(verdict).toBe("reported");
      return;
    }
    expect(difference).toBe(computed - claim.published);
    const gap = claim.atLeast === true ? Math.max(0, claim.published - computed) : Math.abs(difference as number);
    const tolerance = claim.tolerance as number;
    const expected = gap <= tolerance ? "within" : gap < ROUNDING * tolerance ? "rounding" : "inconsistent";
    expect(["reproduces", "reported", "convention"].includes(verdict) ? "within" : verdict).toBe(expected);
    expect(claim.conventional === true).toBe(verdict === "convention");
    if (claim.conventional === true)
      expect(Math.abs(resultOf(steps, "ordinary") - claim.published)).toBeGreaterThan(ROUNDING * tolerance);
  },
);

test("every computed value is the last step before the published one, and rests on a figure with a source", () => {
  for (const claim of CLAIMS) {
    const { steps, computed } = watched(claim);
    const keys = steps.map(({ key }) => key);
    expect(keys.slice(keys.indexOf("computed"))).toEqual(
      claim.published === null ? ["computed"] : ["computed", "published", "difference"],
    );
    expect(resultOf(steps, "computed")).toBe(computed);
    expect(steps.filter(({ key, source }) => key !== "published" && source !== "").length).toBeGreaterThan(0);
    expect(steps.find(({ key }) => key === "computed")?.formula).toMatch(/[A-Za-z]/);
  }
});

test.each([
  [1, 26.052],
  [2, 105.2],
  [3, 82.999],
  [4, 54],
  [5, 469.532],
  [6, 0.5555],
  [7, 320],
  [9, 38.408],
  [10, 38.3],
  [11, 9.28],
  [12, 60.02],
  [14, 0.1851],
  [15, 1.1],
  [17, 2],
  [18, 0.25],
  [19, 1.719],
  [20, 1.588],
  [21, 2.053],
  [22, 2.318],
  [23, 9.385],
  [24, 0.8783],
  [25, 409.865928],
  [28, 6.262],
  [30, 85.2],
  [31, 1912.5],
  [32, 1530],
  [37, -0.4],
])("claim %d comes to %d", (number, expected) => {
  const digits = String(expected).split(".")[1]?.length ?? 0;
  expect(recompute(claimNumbered(number)).computed.toFixed(digits)).toBe(expected.toFixed(digits));
});

test("the steps show what the verdict rests on", () => {
  const of = (number: number, key: string): number => resultOf(watched(claimNumbered(number)).steps, key);
  expect(of(16, "growthNeeded")).toBeCloseTo(0.1854, 4);
  expect(of(18, "shortfall2023")).toBeCloseTo(0.081, 3);
  expect(of(18, "shortfall2024")).toBeCloseTo(0.129, 3);
  expect(of(25, "ordinary")).toBeCloseTo(415.55851, 5);
  expect(of(26, "profit")).toBeCloseTo(2.512, 9);
  expect(of(28, "ordinary")).toBeCloseTo(7.012, 9);
  expect(of(32, "decline")).toBeCloseTo(0.0555, 4);
  expect(of(32, "goalMultiple")).toBeCloseTo(4.902, 3);
});

test("a claim that there is not is refused with the numbers that there are", () => {
  expect(() => claimNumbered(38)).toThrow("claim is 38: the article's claims are numbered 1 to 37");
});
