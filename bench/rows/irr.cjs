// P1: 100,000 exact rates of return of 120 monthly flows, from a typed array, without a guess.

const { spawnSync } = require("node:child_process");
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const path = require("node:path");
const formulajs = require("@formulajs/formulajs");
const financial = require("financial");
const { HyperFormula } = require("hyperformula");
const nodeIrr = require("node-irr");
const { irr, irrBatch } = require("../../src/model/numbers/irr.ts");
const { isRate } = require("../../test/model/numbers/high-precision.ts");
const { fastest, mustAgree, numbers } = require("../timing.cjs");

const PROJECTS = 100000;
const PERIODS = 120;
const SAMPLE = 200; // Projects that a peer is given in each turn, the first ones again and again,
const OURS = 5000; // and we, and C: about as many milliseconds. All times are scaled up.

/** A payment of 1 to 2 million, then receipts that bring from -0.5 % to 4 % a month. */
function projects() {
  const random = numbers(7);
  const flows = new Float64Array(PROJECTS * PERIODS);
  for (let at = 0; at < flows.length; at += PERIODS) {
    flows[at] = -1e6 * (1 + random());
    const receipt = 1e6 * (0.012 + 0.03 * random());
    for (let period = 1; period < PERIODS; period++) flows[at + period] = receipt * (0.7 + 0.6 * random());
  }
  return flows;
}

/** A sheet with one project a row and its IRR behind it, from a guess as it gives #NUM! for some without; and all of them again. */
function sheet(rows) {
  const cells = rows.map((row, i) => [...row, `=IRR(A${i + 1}:DP${i + 1}, 0.01)`]);
  const engine = HyperFormula.buildFromArray(cells, { licenseKey: "gpl-v3" });
  let turn = 0;
  const recalculate = () => {
    turn++;
    const changes = rows.map((row, i) => [{ sheet: 0, row: i, col: 0 }, row[0] * (1 + 1e-9 * turn)]);
    engine.batch(() => changes.forEach(([cell, value]) => engine.setCellContents(cell, value)));
  };
  return { rate: (row) => engine.getCellValue({ sheet: 0, row, col: PERIODS }), recalculate };
}

/** The first rate and the nanoseconds a project of the same in C with AVX2; nothing where gcc or the processor's AVX2 is missing. */
function inC(flows) {
  const folder = mkdtempSync(path.join(tmpdir(), "irr-"));
  try {
    const program = path.join(folder, "irr");
    const source = path.join(__dirname, "../irr-avx2.c");
    const built = spawnSync("gcc", ["-O3", "-mavx2", "-ffp-contract=off", source, "-o", program, "-lm"]);
    if (built.status !== 0) return undefined;
    const input = Buffer.from(flows.buffer, 0, OURS * PERIODS * 8);
    const { status, stdout } = spawnSync(program, { input, encoding: "utf8" });
    if (status !== 0) return undefined;
    const [rate, time] = stdout.split(" ").map(Number);
    mustAgree("C, the first project", 1 + rate, 1 + irr(flows, 0, PERIODS), 1e-12);
    return (time * PROJECTS) / 1e6;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run() {
  const flows = projects();
  const rates = new Float64Array(PROJECTS);
  irrBatch(flows, PROJECTS, PERIODS, rates);

  const rows = Array.from({ length: SAMPLE }, (_, i) => [...flows.subarray(i * PERIODS, (i + 1) * PERIODS)]);
  const spreadsheet = sheet(rows);
  let exact = true;
  rows.forEach((row, i) => {
    mustAgree(`formulajs, project ${i}`, 1 + rates[i], 1 + formulajs.IRR(row), 1e-8);
    mustAgree(`node-irr, project ${i}`, 1 + rates[i], 1 + nodeIrr.irr(row), 1e-6);
    mustAgree(`HyperFormula, project ${i}`, 1 + rates[i], 1 + spreadsheet.rate(i), 1e-8);
    exact &&= isRate(row, rates[i]);
  });

  const first = flows.subarray(0, OURS * PERIODS);
  const contenders = [
    { peer: "ours", sample: OURS, run: () => irrBatch(first, OURS, PERIODS, rates) },
    { peer: "formulajs", sample: SAMPLE, run: () => rows.forEach((row) => formulajs.IRR(row)), least: 45 },
    { peer: "node-irr", sample: SAMPLE, run: () => rows.forEach((row) => nodeIrr.irr(row)) },
    { peer: "financial", sample: 10, run: () => rows.slice(0, 10).forEach((row) => financial.irr(row, 0.01)) },
    { peer: "HyperFormula, a cell", sample: SAMPLE, run: spreadsheet.recalculate, least: 300 },
  ];
  const times = fastest(
    contenders.map(({ run }) => run),
    40,
  );
  const [own, ...theirs] = times.map((time, i) => (time * PROJECTS) / contenders[i].sample);
  const work = "P1  100,000 IRRs of 120 flows";
  const avx2 = inC(flows);
  // As C in its process: the same projects turn after turn, none of them far off in memory behind the work of others.
  const alike = (fastest([() => irrBatch(first, OURS, PERIODS, rates)], 600)[0] * PROJECTS) / OURS;
  return [
    ...(avx2 === undefined ? [] : [{ work, ours: alike, peer: "C with AVX2", theirs: avx2, times: 2.3 }]),
    ...contenders.slice(1).map(({ peer, least }, i) => ({ work, ours: own, peer, theirs: theirs[i], least })),
    { work: `${work}: error <= 1e-12`, reached: exact },
  ];
}

module.exports = { run };
