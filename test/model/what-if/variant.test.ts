// One metric of a scenario with some keys changed: an answer, or the reason why there is none.
import { ModelError } from "../../../src/model/errors";
import type { Metric } from "../../../src/model/metrics";
import { measured, type Variant } from "../../../src/model/what-if/variant";
import { BARE_FLEET } from "../fleets";

const variant = (metric: Metric, rate: number): Variant => ({
  metric,
  home: { assumptions: BARE_FLEET, path: [] },
  name: "case",
  title: () => "a case",
  changes: [{ key: "rate", value: rate, is: "the rent that is tried" }],
});

test("a changed key changes the metric", () => expect(measured(variant("yield", 2))).toMatchObject({ value: 0.8 }));

test("a metric without an answer is its reason, not an error of the whole", () => {
  expect(measured(variant("payback", 0.1))).toEqual(expect.objectContaining({ reason: "#N/A" }));
  expect(measured(variant("payback", 0.1))).toBeInstanceOf(ModelError);
});

test("a defect stays visible", () => {
  expect(() => measured(variant("no such metric" as Metric, 1))).toThrow(TypeError);
});
