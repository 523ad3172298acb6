// Each claim's verdict follows from its printed digits and its recomputed value; the recomputed values are those worked out by hand from the filings.
import {
  type Claim,
  claimNumbered,
  CLAIMS,
  recompute,
  type Recomputed,
  scopeOf,
  type Verdict,
  verdictOn,
} from "../../src/data/ledger";
import { type Case, newTrail, type Step, watch } from "../../src/model/steps/trace";
import { holdTrail } from "../explain/trail";

function watched(claim: Claim): Recomputed & { readonly steps: Step[] } {
  const trail = newTrail();
  const values = watch(trail, () => recompute(claim));
  holdTrail(trail);
  const [own] = trail.entries as Case[];
  expect(own.key).toBe(scopeOf(claim));
  return { steps: own.entries.filter((entry) => entry.kind === "step"), ...values };
}

const resultOf = (steps: readonly Step[], key: string): number =>
  steps.find((step) => step.key === key)?.result as number;

test("there are 43 claims, numbered in order, each with its words", () => {
  expect(CLAIMS.map(({ claim }) => claim)).toEqual(Array.from({ length: 43 }, (_, i) => i + 1));
  for (const { about, unit, reason, source } of CLAIMS)
    for (const text of [about, unit, reason, source]) expect(text).not.toBe("");
});

// Worked out by hand from what is printed and the filings, before the ledger gave verdicts of its own.
test("verdicts are those of the reconstruction", () => {
  const of = (verdict: Verdict): number[] =>
    CLAIMS.filter((each) => recompute(each).verdict === verdict).map(({ claim }) => claim);
  expect(of("reported")).toEqual([3, 8, 14, 34, 35, 36, 38, 39]);
  expect(of("reproduces")).toEqual([17, 29, 31]);
  expect(of("rounding")).toEqual([9, 11, 12, 13, 15, 19, 22, 24, 26, 32, 40]);
  expect(of("holds")).toEqual([1, 2, 16, 21, 33, 37]);
  expect(of("convention")).toEqual([25]);
  expect(of("differs")).toEqual([5, 10, 20, 23, 28, 30]);
  expect(of("inconsistent")).toEqual([7, 18, 43]);
  expect(of("not testable")).toEqual([4, 6, 27, 41, 42]);
});

test.each([
  ["26.3", 0.05],
  ["83.0", 0.05],
  ["410", 0.5],
  ["9.40", 0.005],
  ["4.7e-2", 0.0005],
  ["18.5e-2", 0.0005],
  ["1.5e3", 50],
])("the tolerance of the printed %s is half a unit of its last digit, %d", (printed, half) => {
  const found = CLAIMS.filter((claim) => claim.printed === printed && claim.relation === undefined);
  for (const { tolerance } of found) expect(tolerance).toBe(half);
  expect(
    found.length + CLAIMS.filter(({ printed, relation }) => printed === "26.3" && relation).length,
  ).toBeGreaterThan(0);
});

/** The digits of a value as they would be printed. */
function asPrinted(value: number, printed: string): string {
  const [digits, exponent = "0"] = printed.split("e");
  const shown = (value / Number(`1e${exponent}`)).toFixed(digits.split(".")[1]?.length ?? 0);
  return exponent === "0" ? shown : `${shown}e${exponent}`;
}

test("a claim rounds, reproduces or is reported exactly where the recomputed value prints as the article prints it", () => {
  for (const claim of CLAIMS) {
    const { computed, difference, verdict } = watched(claim);
    if (verdict === "not testable" || claim.printed === null || claim.relation !== undefined) continue;
    expect(difference).toBe(computed - Number(claim.printed));
    const same = asPrinted(computed, claim.printed) === claim.printed;
    expect([claim.claim, same]).toEqual([claim.claim, verdict !== "differs" && verdict !== "inconsistent"]);
  }
});

test("an inequality holds or is false, and a figure between bounds lies between them", () => {
  for (const claim of CLAIMS.filter(({ relation }) => relation === "at least")) {
    const { computed, verdict } = watched(claim);
    expect([claim.claim, computed >= Number(claim.printed)]).toEqual([claim.claim, verdict === "holds"]);
  }
  const { steps, computed, difference } = watched(claimNumbered(1));
  expect([resultOf(steps, "least").toFixed(3), computed.toFixed(3), difference]).toEqual(["26.052", "26.497", 0]);
});

test.each([
  ["a figure above its upper bound", { relation: "between" } as const, 0.2, "inconsistent"],
  ["a floor that is missed", { relation: "at least" } as const, -0.1, "inconsistent"],
  ["a company's figure that is not in the filing", { kind: "reported" } as const, 0.06, "differs"],
  ["a company's figure that is another one", { kind: "reported" } as const, 3, "inconsistent"],
  ["half a unit off", {}, 0.05, "rounding"],
  ["a hair more than half a unit off", {}, 0.0501, "differs"],
])("can fail: %s", (_, of, difference, verdict) => {
  const plain: Claim = { ...claimNumbered(22), published: 26.3, tolerance: 0.05 };
  expect(verdictOn({ ...plain, ...of }, difference)).toBe(verdict);
});

test("what holds by a convention alone shows the ordinary value, far from the printed one", () => {
  const { steps } = watched(claimNumbered(25));
  expect(Math.abs(resultOf(steps, "ordinary") - 410)).toBeGreaterThan(5);
});

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
  [1, 26.497],
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
  [18, 107.556],
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
  [37, 0.9],
  [38, 90.757],
  [39, 107.556],
  [40, 1.994],
  [41, 244.75],
  [42, 16.799],
  [43, 0.9576],
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
  expect(of(37, "allThree") / 1e9).toBeCloseTo(-0.4, 9);
  expect(of(26, "profit")).toBeCloseTo(2.512, 9);
  expect(of(28, "ordinary")).toBeCloseTo(7.012, 9);
  expect(of(32, "decline")).toBeCloseTo(0.0555, 4);
  expect(of(32, "goalMultiple")).toBeCloseTo(4.902, 3);
});

test("a claim that there is not is refused with the numbers that there are", () => {
  expect(() => claimNumbered(44)).toThrow("claim is 44: the article's claims are numbered 1 to 43");
});
