// Evidence travels: an answer is no better known than the weakest of what it rests on, and what is one's own is named.
import fc from "fast-check";
import "../functions/excel";
import { figures, type OwnFigures, withOwn } from "../../src/data/dataset";
import { periodOf } from "../../src/data/period";
import { evidenceOf, type Evidence, ingredients, ORDER } from "../../src/explain/evidence";
import { runnable } from "../../src/functions";
import { type Entry, newTrail, type Support, type Trail, watch } from "../../src/model/steps/trace";
import { CASES, LOOKUP_CASES, trailOf } from "./cases";

const known = (trail: Trail): Evidence | undefined => evidenceOf(ingredients(trail.entries));

function answered(id: string, ...args: readonly unknown[]): { readonly trail: Trail; readonly answer: unknown } {
  const trail = newTrail();
  const answer = watch(trail, () => runnable(id)?.(...args));
  return { trail, answer };
}

const of = (id: string, ...args: readonly unknown[]): Evidence | undefined => known(answered(id, ...args).trail);

/** How strong an answer is; one's own alone is beside the order, and above it when something weaker joins. */
const strength = (grade: Support | undefined): number =>
  grade === undefined || grade === "yours" ? ORDER.length : ORDER.findIndex((each) => each === grade);

/** The trail's entries, the ones in cases too, by their number. */
const count = (entries: readonly Entry[]): number =>
  entries.reduce((sum, entry) => sum + (entry.kind === "case" ? count(entry.entries) : 1), 0);

function changedAt(entries: readonly Entry[], at: number, change: (entry: Entry) => Entry): Entry[] {
  let place = 0;
  const visit = (all: readonly Entry[]): Entry[] =>
    all.map((entry) =>
      entry.kind === "case" ? { ...entry, entries: visit(entry.entries) } : place++ === at ? change(entry) : entry,
    );
  return visit(entries);
}

const EVERY = Object.entries({ ...CASES, ...LOOKUP_CASES });

test.each(EVERY)("%s: weakening any one input never strengthens the answer", (id, given) => {
  fc.assert(
    fc.property(given, fc.nat(), fc.constantFrom(...ORDER), (args, place, weaker) => {
      const trail = trailOf(id, args);
      fc.pre(trail !== undefined && count(trail.entries) > 0);
      const { entries } = trail as Trail;
      const at = place % count(entries);
      const before = evidenceOf(ingredients(entries));
      const after = evidenceOf(
        ingredients(
          changedAt(entries, at, (entry) =>
            entry.kind === "case" || entry.support === undefined
              ? entry
              : { ...entry, support: entry.support.concat(weaker) },
          ),
        ),
      );
      expect(strength(after?.grade)).toBeLessThanOrEqual(strength(before?.grade));
    }),
    { numRuns: 30 },
  );
});

test("of any ingredients the weakest is the answer's, whatever their order, and one's own is named", () => {
  const support = fc.constantFrom<Support>(...ORDER, "yours");
  fc.assert(
    fc.property(fc.array(support, { minLength: 1 }), (supports) => {
      const parts = supports.map((each, i) => ({ name: `input ${i}`, support: [each] }));
      const evidence = evidenceOf(parts);
      expect(evidence).toEqual({ ...evidenceOf([...parts].reverse()), weakest: evidence?.weakest });
      expect(evidence?.yours).toBe(supports.includes("yours"));
      expect(evidence?.recalled).toBe(supports.includes("D"));
      for (const each of supports) expect(strength(evidence?.grade)).toBeLessThanOrEqual(strength(each));
    }),
  );
});

test.each<readonly [string, string, readonly unknown[], Support, boolean]>([
  ["a figure read in its filing is an A", "CAPEXDATA", ["AMZN", "aws_net_sales", "FY2024"], "A", false],
  ["an answer whose inputs were left out is an assumption", "GPUPAYBACK", [], "assumption", false],
  ["one given in part is as weak as what was not", "GPUPAYBACK", [210e6, 4096], "assumption", true],
  ["flows of one's own are one's own", "GPUIRR", [[[-100], [110]]], "yours", true],
  [
    "the article's split is an assumption beside figures",
    "CAPEXDATA",
    ["AMZN", "it_spend", "FY2024"],
    "assumption",
    false,
  ],
  ["a key that was published stands as its source has it", "CAPEXSCENARIO", ["TNP-2025", "gpus"], "B", false],
  [
    "a table of the tax office is an A beside one's own cost",
    "DEPRECIATIONSCHEDULE",
    [1000, 0, 5, "MACRS", null, 1],
    "A",
    true,
  ],
])("%s", (_, id, args, grade, yours) => {
  expect(of(id, ...args)).toMatchObject({ grade, yours });
});

/** The figures of a table of one's own, which stand before ours. */
const TABLE = [
  ["entity", "field", "period", "value"],
  ["AMZN", "aws_net_sales", "FY2024", 100_000],
];

test("a figure of one's own is named as such, beside ours that it is computed with", () => {
  expect(of("CAPEXDATA", "AMZN", "aws_net_sales", "FY2024", null, TABLE)).toMatchObject({ grade: "yours" });
  expect(of("CAPEXDATA", "AMZN", "aws_operating_margin", "FY2024", null, TABLE)).toMatchObject({
    grade: "A",
    yours: true,
  });
});

/** Ours of a field and a period as if it were from memory. */
function recalled(field: string, period: string): OwnFigures {
  const found = figures().find((each) => each.entity === "AMZN" && each.field === field && each.period === period);
  const at = periodOf(period);
  if (found === undefined || at === undefined) throw new Error(`no ${field} ${period}`);
  const key = `AMZN/${field}`;
  return {
    byKey: new Map([[`${key}/${period}`, { ...found, basis: "recalled", grade: "D" }]]),
    periods: new Map([[key, [at]]]),
    entities: [],
  };
}

test("every answer that uses a figure from memory says so, where something is weaker still too", () => {
  withOwn(recalled("aws_net_sales", "FY2024"), () => {
    expect(of("CAPEXDATA", "AMZN", "aws_net_sales", "FY2024")).toMatchObject({ grade: "D", recalled: true });
    expect(of("CAPEXDATA", "AMZN", "aws_operating_margin", "FY2024")).toMatchObject({
      grade: "D",
      weakest: ["AWS net sales"],
    });
    expect(of("CAPEXHISTORY", "AMZN", "aws_net_sales", "FY2023", "FY2024", "year")).toMatchObject({ recalled: true });
    expect(of("CAPEXDATA", "AMZN", "it_spend_to_aws_net_sales", "FY2024")).toMatchObject({
      grade: "assumption",
      recalled: true,
    });
    const { answer } = answered("CAPEXEXPLAIN", "CAPEXDATA", ["AMZN", "it_spend_to_aws_net_sales", "FY2024"]);
    expect((answer as unknown[][]).find(([, name]) => name === "Grade")?.[6]).toMatch(/a figure from memory \(D\)/);
  });
  expect(of("CAPEXDATA", "AMZN", "aws_net_sales", "FY2024")).toMatchObject({ grade: "A", recalled: false });
});

test("CAPEXEXPLAIN has a row with the grade after the steps and names the weakest", () => {
  const row = (...args: readonly unknown[]) =>
    (answered("CAPEXEXPLAIN", ...args).answer as unknown[][]).find(([, name]) => name === "Grade");
  expect(row("CAPEXDATA", ["AMZN", "aws_net_sales", "FY2024"])?.slice(3, 5)).toEqual(["AWS net sales", "A"]);
  const payback = row("GPUPAYBACK", [210e6, 4096]);
  expect(payback?.[4]).toBe("assumption");
  expect(payback?.[3]).toMatch(/Utilization/);
  expect(payback?.[6]).toBe("the weakest of what it rests on; values of yours are among it");
  expect(row("GPUIRR", [[[-100], [110]]])?.[4]).toBe("yours");
});
