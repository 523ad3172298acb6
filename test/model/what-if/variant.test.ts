// One metric of a scenario with some keys changed: an answer, or the reason why there is none.
import { ModelError } from "../../../src/model/errors";
import type { Metric } from "../../../src/model/metrics";
import { measured, type Variant } from "../../../src/model/what-if/variant";
import type { Scenario } from "../../../src/model/keys";

const FLEET: Scenario = {
  gpus: 100,
  capex: 1000,
  itShare: 0.6,
  itLife: 4,
  facilityLife: 8,
  residual: 0,
  facilityResidual: 0,
  rate: 1,
  utilization: 1,
  rampMonths: 0,
  priceDecline: 0,
  declineMethod: 0,
  hoursPerYear: 4,
  kwPerGpu: 0,
  pue: 1,
  pricePerKwh: 0,
  otherOpexPerGpu: 0,
  annualOpex: 0,
  opexFromYear: 1,
  taxRate: 0,
  wacc: 0,
  horizon: 4,
  basis: 3,
};

const variant = (metric: Metric, rate: number): Variant => ({
  metric,
  home: { assumptions: FLEET, path: [] },
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
