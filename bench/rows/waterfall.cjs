// P2: straight-line charges of 40 vintages in 40 periods for 1,000 fleets.

const formulajs = require("@formulajs/formulajs");
const { waterfallMatrix, waterfallTotals } = require("../../src/model/fleets.ts");
const { fastest, mustAgree, numbers } = require("../timing.cjs");

const FLEETS = 1000;
const VINTAGES = 40;
const PERIODS = 40;
const SAMPLE = 50; // Fleets that a peer is given in each turn; its time is scaled up.

function fleets() {
  const random = numbers(3);
  return {
    capex: Float64Array.from({ length: FLEETS * VINTAGES }, () => 1e6 * random()),
    vintages: VINTAGES,
    life: Float64Array.from({ length: FLEETS }, () => 12 + 12 * random()),
    salvage: Float64Array.from({ length: FLEETS }, () => 0.1 * random()),
    shift: 0,
  };
}

/** One SLN a cell, as in a sheet. */
function cellByCell({ capex, life, salvage }, count, use) {
  for (let fleet = 0; fleet < count; fleet++)
    for (let vintage = 0; vintage < VINTAGES; vintage++)
      for (let period = vintage; period < PERIODS; period++) {
        const cost = capex[fleet * VINTAGES + vintage];
        const part = Math.min(1, life[fleet] - (period - vintage));
        if (part > 0) use(fleet, vintage, period, formulajs.SLN(cost, cost * salvage[fleet], life[fleet]) * part);
      }
}

/** The totals by looking at each vintage in each period. */
function vintageByVintage(matrix, totals) {
  for (let fleet = 0; fleet < FLEETS; fleet++)
    for (let period = 0; period < PERIODS; period++) {
      let sum = 0;
      for (let vintage = 0; vintage <= period; vintage++)
        sum += matrix[(fleet * VINTAGES + vintage) * PERIODS + period];
      totals[fleet * PERIODS + period] = sum;
    }
}

function run() {
  const input = fleets();
  const matrix = new Float64Array(FLEETS * VINTAGES * PERIODS);
  const totals = new Float64Array(FLEETS * PERIODS);
  const sums = new Float64Array(FLEETS * PERIODS);
  const memory = new Float64Array(matrix.length);
  waterfallMatrix(input, PERIODS, matrix);
  waterfallTotals(input, PERIODS, totals);
  vintageByVintage(matrix, sums);
  totals.forEach((sum, i) => mustAgree(`total ${i}`, sum, sums[i], 1e-12));
  cellByCell(input, SAMPLE, (fleet, vintage, period, charge) =>
    mustAgree("a charge", matrix[(fleet * VINTAGES + vintage) * PERIODS + period], charge, 1e-12),
  );

  const [total, added, full, written, cells] = fastest(
    [
      () => waterfallTotals(input, PERIODS, totals),
      () => vintageByVintage(matrix, sums),
      () => waterfallMatrix(input, PERIODS, matrix),
      () => memory.fill(1.5),
      () => cellByCell(input, SAMPLE, () => {}),
    ],
    31,
  );
  const work = "P2  waterfall 40 x 40 x 1,000";
  return [
    { work: `${work}, totals`, ours: total, peer: "sum of the matrix", theirs: added, most: 0.5 },
    { work: `${work}, matrix`, ours: full, peer: "writing that memory", theirs: written, times: 4 },
    { work: `${work}, matrix`, ours: full, peer: "formulajs SLN a cell", theirs: (cells * FLEETS) / SAMPLE },
  ];
}

module.exports = { run };
