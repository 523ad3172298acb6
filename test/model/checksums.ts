// Sums over the bits of a million answers: equal on V8, SpiderMonkey and JavaScriptCore (node bench/engines.cjs, by hand).

import { exp, expm1, log, log1p, power } from "../../src/model/numbers/exact";
import type { Metric } from "../../src/model/metrics";
import { simulate, type Uncertain } from "../../src/model/what-if/montecarlo";
import { curveOf } from "../../src/model/what-if/outcomes";
import { draw, type Distribution } from "../../src/model/numbers/random";
import { seek } from "../../src/model/numbers/search";
import { irr, irrRoots } from "../../src/model/numbers/irr";
import { TNP_2025 } from "./fleets";

const view = new DataView(new ArrayBuffer(8));

/** FNV-1a over the bits of numbers. */
export function checksum(count: number, answer: () => number): string {
  let sum = 2166136261 | 0;
  for (let i = 0; i < count; i++) {
    view.setFloat64(0, answer());
    sum = Math.imul(sum ^ view.getInt32(0), 16777619);
    sum = Math.imul(sum ^ view.getInt32(4), 16777619);
  }
  return (sum >>> 0).toString(16);
}

function uniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    return (state >>> 0) / 4294967296;
  };
}

const COUNT = 200000;

function drawn(distribution: Distribution): string {
  const values = new Float64Array(COUNT);
  draw(distribution, 1, 2, 3, values);
  let i = 0;
  return checksum(COUNT, () => values[i++]);
}

export const CHECKSUMS: Readonly<Record<string, () => string>> = {
  exp: () => {
    const random = uniform(2);
    return checksum(COUNT, () => exp(random() * 1500 - 750));
  },
  expm1: () => {
    const random = uniform(3);
    return checksum(COUNT, () => expm1(random() * 4 - 2));
  },
  log: () => {
    const random = uniform(4);
    return checksum(COUNT, () => log(random() * 3 + 1e-12));
  },
  log1p: () => {
    const random = uniform(5);
    return checksum(COUNT, () => log1p(random() * 2 - 1));
  },
  "whole powers": () => {
    const random = uniform(6);
    return checksum(COUNT, () => power(1 + random() * 0.3, Math.floor(random() * 240) - 120));
  },
  "broken powers": () => {
    const random = uniform(7);
    return checksum(COUNT, () => power(random() * 3, random() * 60 - 30));
  },
  "rates of return": () => {
    const random = uniform(8);
    return checksum(COUNT / 4, () =>
      irr(Float64Array.from({ length: 11 }, (_, i) => (i > 0 ? random() : -4 * random()))),
    );
  },
  "all rates of return": () => {
    const random = uniform(9);
    return checksum(COUNT / 20, () =>
      irrRoots(Float64Array.from({ length: 11 }, () => random() - 0.5)).reduce((sum, rate) => sum + rate, 0),
    );
  },
  "normal numbers": () => drawn({ kind: "normal", mean: 0, sd: 1 }),
  "lognormal numbers": () => drawn({ kind: "lognormal", median: 2.35, sd: 0.25 }),
  "triangular numbers": () => drawn({ kind: "triangular", low: 1, mode: 2, high: 5 }),
  "PERT numbers": () => drawn({ kind: "pert", low: 1, mode: 2.2, high: 5 }),
  "correlated deals": () => {
    const uncertain: Uncertain[] = [
      { key: "rate", distribution: { kind: "lognormal", median: 9.4, sd: 0.4 } },
      { key: "utilization", distribution: { kind: "pert", low: 0.4, mode: 0.8, high: 1 } },
      { key: "debtYears", distribution: { kind: "discrete", values: [4, 7], probabilities: [0.3, 0.7] } },
    ];
    const correlations = [
      [1, 0.5, -0.2],
      [0.5, 1, 0],
      [-0.2, 0, 1],
    ];
    const assumptions = { ...TNP_2025, priceDecline: 0.2, taxRate: 0.21, taxMethod: 1, debtShare: 0.7, cashSweep: 0.3 };
    const metrics: Metric[] = ["equityIrr", "equityMultiple", "minDscr", "averageDscr", "debtCapacity"];
    const outcomes = metrics.map(() => new Float64Array(COUNT / 20));
    simulate({ uncertain, seed: 1, correlations, assumptions }, metrics, 0, outcomes);
    const all = outcomes.flatMap((values) => [...values]);
    let i = 0;
    return checksum(all.length, () => all[i++]);
  },
  "random trials": () => {
    const uncertain: Uncertain[] = [
      { key: "rate", distribution: { kind: "lognormal", median: 2.35, sd: 0.3 } },
      { key: "priceDecline", distribution: { kind: "normal", mean: 0.1, sd: 0.1 } },
      { key: "horizon", distribution: { kind: "uniform", low: 2, high: 12 } },
    ];
    const assumptions = { ...TNP_2025, declineMethod: 1, rampMonths: 7, taxRate: 0.21, opexFromYear: 1 };
    const metrics: Metric[] = ["payback", "yield", "npv", "irr", "multiple", "tco", "breakevenRate"];
    const outcomes = metrics.map(() => new Float64Array(COUNT / 20));
    simulate({ uncertain, seed: 1, assumptions }, metrics, 0, outcomes);
    const all = outcomes.flatMap((values) => [...values]);
    let i = 0;
    return checksum(all.length, () => all[i++]);
  },
  searches: () => {
    const random = uniform(10);
    return checksum(COUNT / 1000, () => {
      const assumptions = { ...TNP_2025, priceDecline: random() / 2, rampMonths: 12 * random() };
      return seek(curveOf("npv", assumptions, "rate"), { key: "rate", assumptions }, 1e9);
    });
  },
};
