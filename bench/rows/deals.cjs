// P6: financed deals. A hundred thousand rates of return of owners with debt, on one thread; two hundred deliveries on one calendar.

const { simulate } = require("../../src/model/what-if/montecarlo.ts");
const { fleet } = require("../../src/model/deliveries.ts");
const { TNP_2025 } = require("../../test/model/fleets.ts");
const { fastest } = require("../timing.cjs");

const TRIALS = 100000;
const TURNS = 8;
const PHASES = 200;

/** 4,096 GPUs for 210 million, 70 % of it borrowed at 11 %; two years are under contract, then a market that falls 20 % a year. */
const FINANCED = {
  ...TNP_2025,
  ...{ gpus: 4096, capex: 2.1e8, itShare: 0.8, residual: 0.1, facilityResidual: 0.75, rate: 2.85, utilization: 0.85 },
  ...{ priceDecline: 0.2, kwPerGpu: 1.4, otherOpexPerGpu: 800, opexFromYear: 1, taxRate: 0.25, horizon: 8 },
  ...{ contractShare: 0.7, contractYears: 2, debtShare: 0.7, debtRate: 0.11, cashSweep: 0.5, debtFee: 0.02 },
};

const asked = {
  uncertain: [
    { key: "rate", distribution: { kind: "lognormal", median: 2.85, sd: 0.25 } },
    { key: "utilization", distribution: { kind: "triangular", low: 0.5, mode: 0.85, high: 1 } },
  ],
  seed: 1,
  assumptions: FINANCED,
};

const phases = Array.from({ length: PHASES }, (_, i) => ({
  name: `phase ${i + 1}`,
  start: i / 20,
  changes: [
    { key: "gpus", value: 1000 + i, is: "told" },
    { key: "capex", value: (1000 + i) * 5e4, is: "told" },
  ],
}));

function run() {
  const out = [new Float64Array(TRIALS)];
  const [trials, deliveries] = fastest(
    [() => simulate(asked, ["equityIrr"], 0, out), () => fleet({ ...FINANCED, horizon: 15 }, phases)],
    TURNS,
  );
  return [
    { work: "P6  100,000 rates of return of owners with debt and a contract", ours: trials, most: 1000 },
    { work: "P6  200 deliveries of 15 years on one calendar", ours: deliveries, most: 20 },
  ];
}

module.exports = { run };
