// Every function at the most that it is documented to take or give: by whom it is called, and with what.

import { MAX_CELLS } from "../../src/model/keys";

export type Maximum = readonly [id: string, what: string, args: readonly unknown[]];

const column = (length: number, value: (i: number) => unknown): unknown[][] =>
  Array.from({ length }, (_, i) => [value(i)]);
const row = (length: number, value: (i: number) => unknown): unknown[][] => [
  Array.from({ length }, (_, i) => value(i)),
];

/** Numbers with all their digits, from low to high. */
const between =
  (low: number, high: number, length: number) =>
  (i: number): number =>
    low + ((high - low) * i) / length;
const all = (low: number, high: number): unknown[][] => column(MAX_CELLS, between(low, high, MAX_CELLS));

const KEYS = [
  ...["gpus", "capex", "itShare", "residual", "facilityResidual", "rate", "utilization", "rampMonths", "priceDecline"],
  ...["hoursPerYear", "kwPerGpu", "pue", "pricePerKwh", "otherOpexPerGpu", "annualOpex", "taxRate", "wacc"],
];

/** Flows that change sign in each period: many rates of return. */
const restless = (i: number): number => (i % 2 === 0 ? -1 : 1) * (100 + (i % 7));

const LONGEST = "horizon=100;priceDecline=0.01;taxRate=0.21;rampMonths=12;wacc=0.1";
const WIDE_DRAWS = [
  ["rate", "lognormal", 9.4, 0.25],
  ["utilization", "triangular", 0.3, 0.8, 1],
  ["priceDecline", "normal", 0.1, 0.1],
  ["capex", "uniform", 1e9, 2e9],
];
const padded = WIDE_DRAWS.map((cells) => [...cells, ...new Array<null>(5 - cells.length).fill(null)]);

const DELIVERIES = Array.from({ length: 200 }, (_, i) => [i / 40, 1000 + i, 15]);

export const MAXIMA: readonly Maximum[] = [
  ["GPURATE", "100,000 rents", [all(1, 12), column(MAX_CELLS, () => 1 / MAX_CELLS)]],
  ["GPUREVENUE", "100,000 rents", [null, all(2, 3)]],
  ["GPUREVENUE", "a grid of 316 x 316", [column(316, between(1e3, 1e5, 316)), row(316, between(2, 3, 316))]],
  ["GPUREVENUE", "6,900 texts", [null, column(6_900, (i) => `${i} dollars`)]],
  ["GPUREVENUE", "100,000 texts", [null, column(MAX_CELLS, (i) => `${i} dollars`)]],
  ["GPUPRICEDECLINE", "1,200 contracts", [7, 5.4, 1 / 12, 100]],
  ["GPUPRICEPATH", "100 years", [9.4, 0.1, 100, "continuous"]],
  ["GPUYIELD", "100,000 rents", [null, null, all(2, 3)]],
  ["GPUPAYBACK", "48,000 rents", [null, null, column(48_000, between(2, 13, 48_000))]],
  ["GPUPAYBACK", "100,000 rents", [null, null, all(2, 13)]],
  ["GPUPAYBACK", "100,000 rents, decline, ramp, discount", [null, null, all(8, 13), 0.8, null, 0.05, 12, 0.1]],
  ["GPUPAYBACK", "100,000 declines", [null, null, 9, null, null, all(0.01, 0.2), 12, 0.1]],
  ["GPUPAYBACK", "100,000 discount rates", [null, null, 9, null, null, 0.1, 12, all(0.01, 0.3)]],
  ["GPUPAYBACK", "100,000 that never pay back", [null, null, all(0.01, 0.02), null, null, 0.1, 12, 0.1]],
  ["GPUPAYBACK", "100,000 blanks", [null, null, null, null, null, column(MAX_CELLS, () => null), 6]],
  ["GPUTCO", "100,000 costs", [all(3e4, 1e5), 5.5, null, null, null, 100, 10, 0.1, 0.1]],
  ["GPUTCO", "100,000 lives", [null, all(1.5, 9), null, null, null, 100, 10, all(0.01, 0.1), 0.1]],
  ["GPUTOKENCOST", "100,000 speeds", [null, all(10, 20_000), 0.7]],
  [
    "GPUTOKENMARGIN",
    "30,000 prices",
    [column(30_000, between(1, 9, 30_000)), ...[null, null, 0.7], 0.5, 0.8, 0.1, 0.5, "margin"],
  ],
  ["CAPEXANNUALCOST", "100,000 lives", [null, all(1.5, 9), 0.1, 0.1]],
  ["CAPEXREVENUENEEDED", "100,000 lives", [null, all(1.5, 9), 0.3, 0.1]],
  ["GPUCASHFLOW", "100 years", [null, LONGEST]],
  ["GPUDEBT", "100 years", [null, `${LONGEST};debtShare=0.6;debtYears=100;cashSweep=0.1`]],
  ["GPUEQUITYIRR", "100 years", [null, `${LONGEST};debtShare=0.6;debtYears=100`]],
  ["GPUEQUITYMULTIPLE", "100 years", [null, `${LONGEST};debtShare=0.6;debtYears=100`]],
  ["GPUFLEET", "200 phases of 15 years", [[["start", "gpus", "horizon"], ...DELIVERIES]]],
  ["GPUNPV", "83 projects of 1,201 flows", [0.1, Array.from({ length: 83 }, () => row(1201, restless)[0])]],
  ["GPUIRR", "1,201 flows of every sign", [row(1201, restless)]],
  ["GPUIRR", "83 projects of 1,201 flows", [Array.from({ length: 83 }, () => row(1201, (i) => (i ? 100 : -1e4))[0])]],
  ["GPUIRR", "50,000 projects of 2 flows", [Array.from({ length: 50_000 }, (_, i) => [-100, 100 + i / 7])]],
  ["GPUIRR", "14,285 projects that change sign often", [Array.from({ length: 14_285 }, () => row(7, restless)[0])]],
  ["GPUMULTIPLE", "100 years", [null, LONGEST]],
  ["DEPRECIATIONDELTA", "100,000 vintages", [all(1e6, 1e9), 6, 5, all(0, 6)]],
  ["DEPRECIATIONDELTA", "100,000 vintages, 1,200 periods", [all(1e6, 1e9), 99, 90, all(0, 99), 0.1, 1200, 12]],
  ["DEPRECIATIONDELTA", "1,200 periods, table", [1e9, 99, 90, "uniform", 0.1, 1200, 12, null, null, "table", 0.21]],
  ["DEPRECIATIONBASE", "100,000 effects", [all(1e6, 1e9)]],
  ["DEPRECIATIONSCHEDULE", "1,200 periods", [1e6, 0, 100, "VDB", "half-year", 12]],
  ["DEPRECIATIONSCHEDULE", "1,200 periods, fixed decline", [1e6, 1e3, 100, "DB", null, 12]],
  ["DEPRECIATIONWATERFALL", "80 x 1,200", [row(80, between(1e6, 1e9, 80)), 99.5]],
  [
    "DEPRECIATIONWATERFALL",
    "1,200 purchases, total",
    [all(1e6, 1e9).slice(0, 1100), 100, null, 1e9, 100, 0.1, "total"],
  ],
  ["DEPRECIATIONACCELERATED", "83 projects of 1,200 periods", [row(83, between(1e6, 1e9, 83)), 1199.5, 700.5]],
  ["DEPRECIATIONACCELERATED", "50,000 projects of 2 periods", [row(50_000, between(1e6, 1e9, 50_000)), 2, 1.5]],
  ["CAPEXDATA", "the whole catalogue", []],
  ["CAPEXHISTORY", "1,200 quarters", ["AMZN", column(80, () => "aws_net_sales"), "1750Q1", "2049Q4"]],
  ["CAPEXHISTORY", "a misspelt name of 32,767 letters", ["AMZN", "z".repeat(32_767)]],
  ["CAPEXDATA", "a misspelt name of 32,767 letters", ["z".repeat(32_767)]],
  ["CAPEXSPLIT", "the whole table", []],
  ["CAPEXRATIO", "100,000 periods", [all(1, 2), all(1, 3)]],
  ["CAPEXSCENARIO", "every preset", []],
  [
    "GPUSENSITIVITY",
    "315 x 315",
    ["payback", "rate", column(315, between(2, 9, 315)), "utilization", row(315, between(0.2, 1, 315))],
  ],
  [
    "GPUSENSITIVITY",
    "200 x 200, 100 years",
    ["irr", "rate", column(200, between(2, 9, 200)), "priceDecline", row(200, between(0, 0.3, 200)), null, LONGEST],
  ],
  ["GPUTORNADO", "every key, 100 years", ["irr", 0.2, column(KEYS.length, (i) => KEYS[i]), null, LONGEST]],
  ["GPUGOALSEEK", "a payback over 100 years", ["payback", 9000, "rate", null, LONGEST]],
  ["GPUGOALSEEK", "a price decline over 100 years", ["irr", 0.15, "priceDecline", null, LONGEST]],
  ["GPUBREAKEVEN", "a life up to 100 years", ["life", 0.1, null, LONGEST]],
  ["GPUMONTECARLO", "1,000,000 trials", [null, null, 1_000_000]],
  ["GPUMONTECARLO", "1,000,000 rates of return", ["irr", null, 1_000_000]],
  ["GPUMONTECARLO", "1,000,000 rates of return of NEOCLOUD", ["irr", null, 1_000_000, null, null, "NEOCLOUD"]],
  ["GPUMONTECARLO", "1,000,000 trials of four keys", ["npv", padded, 1_000_000, null, "percentiles"]],
  ["GPUMONTECARLO", "1,000,000 rates of return over 100 years", ["irr", padded, 1_000_000, 7, null, null, LONGEST]],
  [
    "GPUMONTECARLO",
    "100,000 rates of return of owners with debt",
    ["equityIrr", null, 100_000, null, null, "NEOCLOUD", "debtShare=0.7;debtRate=0.11;cashSweep=0.5"],
  ],
  ["GPUMONTECARLO", "a sample of 30,000 trials", ["payback", null, 30_000, 3, "sample"]],
  [
    "CAPEXEXPLAIN",
    "a grid of 315 x 315",
    ["GPUREVENUE", [column(315, between(1e3, 1e5, 315)), row(315, between(2, 3, 315))]],
  ],
  [
    "CAPEXEXPLAIN",
    "a sensitivity of 100 x 100",
    ["GPUSENSITIVITY", [null, null, column(100, between(2, 9, 100)), null, row(100, between(0.2, 1, 100))]],
  ],
  ["CAPEXEXPLAIN", "1,000,000 trials", ["GPUMONTECARLO", [null, null, [[1_000_000]]]]],
  ["CAPEXEXPLAIN", "100,000 vintages", ["DEPRECIATIONDELTA", [all(1e6, 1e9), [[6]], [[5]], all(0, 6)]]],
  ["CAPEXRECONCILE", "every claim", []],
];
