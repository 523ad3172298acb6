// The audit trail: what it records, what it leaves alone, and that it cannot be left open.
import { cumulative } from "../../../src/model/numbers/series";
import {
  figure,
  focused,
  frozen,
  inCase,
  input,
  newTrail,
  remark,
  spills,
  step,
  type Trail,
  unwatched,
  watch,
  watched,
} from "../../../src/model/steps/trace";
import { spillColumn, spillColumns, spillTable } from "../../../src/model/steps/spill";

const double = step("double", "Twice", "$", "=2 * amount", ({ amount }: { amount: number }) => 2 * amount);
const fails = step("fails", "No answer", "$", "=1 / 0", (): number => {
  throw new RangeError("defect");
});
const parent = step(
  "parent",
  "Twice and one",
  "$",
  "=double + 1",
  ({ amount }: { amount: number }) => double({ amount }) + 1,
);

const keys = (trail: Trail): string[] => trail.entries.map(({ key }) => key);

test("a step gives the same value watched and unwatched", () => {
  const trail = newTrail();
  expect(double({ amount: 3 })).toBe(6);
  expect(watch(trail, () => double({ amount: 3 }))).toBe(6);
  expect(trail.entries).toMatchObject([{ kind: "step", key: "double", inputs: { amount: 3 }, result: 6 }]);
});

test("a step stands after the steps that it called", () => {
  const trail = newTrail();
  watch(trail, () => parent({ amount: 3 }));
  expect(keys(trail)).toEqual(["double", "parent"]);
});

test("a failing step says so in the trail, and the watcher is restored", () => {
  const trail = newTrail();
  expect(() => watch(trail, () => fails({}))).toThrow("defect");
  expect(trail.entries).toMatchObject([{ key: "fails", failure: "defect" }]);
  expect(watched()).toBe(false);
});

test("a failure that is no error is kept as text", () => {
  const odd = step("odd", "No answer", "$", "=1", (): number => {
    throw "text";
  });
  const trail = newTrail();
  expect(() => watch(trail, () => odd({}))).toThrow("text");
  expect(trail.entries).toMatchObject([{ failure: "text" }]);
});

test("inputs, figures, frozen values and remarks stand in order; unwatched they leave nothing", () => {
  const run = (): void => {
    input({
      key: "amount",
      name: "Amount",
      unit: "$",
      value: 1,
      origin: "given",
      source: "",
      axis: "across",
      structural: false,
    });
    figure("sales", "Sales", "$", 2, "a filing");
    figure("parts", "Parts", "$", [1, 2], "a filing", { axis: "down", note: "two of them" });
    frozen("root", "Root", "$", "found by a search", 3);
    remark(() => "in words");
  };
  run();
  const trail = newTrail();
  watch(trail, run);
  expect(keys(trail)).toEqual(["amount", "sales", "parts", "root"]);
  expect(trail.notes).toEqual(["in words"]);
});

test("a case is a scope of its own, and unwatched only its value", () => {
  const run = (): number =>
    inCase(
      "one",
      () => "The first",
      () => double({ amount: 4 }),
    );
  expect(run()).toBe(8);
  const trail = newTrail();
  expect(watch(trail, run)).toBe(8);
  expect(trail.entries).toMatchObject([{ kind: "case", key: "one", name: "The first", entries: [{ key: "double" }] }]);
});

test("what runs unwatched leaves no step, and the watcher sees on afterwards", () => {
  const trail = newTrail();
  watch(trail, () => {
    unwatched(() => double({ amount: 1 }));
    double({ amount: 2 });
  });
  expect(trail.entries).toMatchObject([{ inputs: { amount: 2 } }]);
  expect(unwatched(() => double({ amount: 1 }))).toBe(2);
});

test("a watcher inside a watcher keeps its own trail", () => {
  const [outer, inner] = [newTrail(), newTrail()];
  watch(outer, () => {
    watch(inner, () => double({ amount: 1 }), { row: 2, column: 3 });
    expect(focused()).toEqual({ row: 0, column: 0 });
    parent({ amount: 2 });
  });
  expect([keys(outer), keys(inner)]).toEqual([["double", "parent"], ["double"]]);
});

test("a spilled answer tells for each cell where it comes from", () => {
  const run = (): unknown => {
    spills(() => []);
    expect(spillColumn("x", [5, 6])).toEqual([[5], [6]]);
    expect(spillTable([["total", { key: "x", value: 7 }]])).toEqual([["total", 7]]);
    return spillColumns(
      ["a", "b"],
      [
        ["x", [1, 2]],
        ["y", [3, 4]],
      ],
    );
  };
  const trail = newTrail();
  expect(run()).toEqual(watch(trail, run));
  expect(trail.spill).toEqual([
    [{ text: "a" }, { text: "b" }],
    [
      { key: "x", path: [], index: [0, 0] },
      { key: "y", path: [], index: [0, 0] },
    ],
    [
      { key: "x", path: [], index: [0, 1] },
      { key: "y", path: [], index: [0, 1] },
    ],
  ]);
});

test("running sums end in the sum", () => expect(cumulative([1, 2, 3])).toEqual([1, 3, 6]));
