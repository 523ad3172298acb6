// P4: payback, net present value and rate of return of 1,205 projects as one call, against the 100,015 cells that a sheet takes.

const { HyperFormula } = require("hyperformula");
const { outcomes, PLACE } = require("../../src/model/what-if/outcomes.ts");
const { TNP_2025 } = require("../../test/model/fleets.ts");
const { fastest, mustAgree, numbers } = require("../timing.cjs");

const PROJECTS = 1205;
const YEARS = 10;
const HOURS = 8760;
const SCENARIO = { ...TNP_2025, opexFromYear: 1, taxRate: 0.21, wacc: 0.1 };

const KEYS = ["gpus", "rate", "utilization", "priceDecline", "otherOpexPerGpu", "capex"];

/** Series of ten cells each; with the three answers they are the 83 formulas of a project. */
const SERIES = ["flow", "price", "revenue", "ebitda", "ebit", "pool", "toDate", "needed"];

/** Fleets of 1,000 to 20,000 GPUs that pay back within their ten years. */
function projects() {
  const random = numbers(11);
  return Array.from({ length: PROJECTS }, () => {
    const gpus = Math.round(1000 + 19000 * random());
    const terms = [5 + 5 * random(), 0.6 + 0.4 * random(), 0.1 * random(), 1000 + 5000 * random()];
    return [gpus, ...terms, gpus * (60000 + 40000 * random())];
  });
}

/** The calculation behind GPUSENSITIVITY and GPUMONTECARLO, one project after the other. */
function oneCall(all, answers) {
  const { values, flow, read } = outcomes(SCENARIO, KEYS);
  all.forEach((project, i) => {
    KEYS.forEach((key, k) => (values[PLACE[key]] = project[k]));
    flow();
    answers[3 * i] = read("payback");
    answers[3 * i + 1] = read("npv");
    answers[3 * i + 2] = read("irr");
  });
}

const letters = (column) =>
  (column < 26 ? "" : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** One project a row: its inputs, the capital cost as the flow of year 0 before the flows of the years, the other series, the answers. */
function rowOf(project, i) {
  const row = i + 1;
  const input = (key) => `${letters(KEYS.indexOf(key))}${row}`;
  const at = (series, year) => `${letters(KEYS.length + SERIES.indexOf(series) * YEARS + year - 1)}${row}`;
  const cost = input("capex");
  const before = (series, year, opening) => (year === 1 ? opening : at(series, year - 1));
  const formulas = {
    flow: (k) => `=${at("ebitda", k)}-${SCENARIO.taxRate}*MAX(0,${at("ebit", k)}-${before("pool", k, 0)})`,
    price: (k) => `=${input("rate")}*(1-${input("priceDecline")})^${k - 1}`,
    revenue: (k) => `=${input("gpus")}*${at("price", k)}*Hours!$A$1*${input("utilization")}`,
    ebitda: (k) => `=${at("revenue", k)}-${input("gpus")}*${input("otherOpexPerGpu")}`,
    ebit: (k) => `=${at("ebitda", k)}+${cost}/${YEARS}`,
    pool: (k) => `=MAX(0,${before("pool", k, 0)}-${at("ebit", k)})`,
    toDate: (k) => `=${before("toDate", k, cost)}+${at("flow", k)}`,
    needed: (k) => {
      const owed = before("toDate", k, cost);
      return `=IF(${owed}>=0,0,MIN(1,-${owed}/${at("flow", k)}))`;
    },
  };
  return [
    ...project.slice(0, -1),
    -project.at(-1),
    ...SERIES.flatMap((series) => Array.from({ length: YEARS }, (_, k) => formulas[series](k + 1))),
    `=SUM(${at("needed", 1)}:${at("needed", YEARS)})*360`,
    `=${cost}+NPV(${SCENARIO.wacc},${at("flow", 1)}:${at("flow", YEARS)})`,
    `=IRR(${cost}:${at("flow", YEARS)},0.5)`,
  ];
}

function sheet(all) {
  const engine = HyperFormula.buildFromSheets(
    { Projects: all.map(rowOf), Hours: [[HOURS]] },
    { licenseKey: "gpl-v3", useColumnIndex: false },
  );
  const [own, hours] = ["Projects", "Hours"].map((name) => engine.getSheetId(name));
  const first = KEYS.length + SERIES.length * YEARS;
  return {
    answer: (row, k) => engine.getCellValue({ sheet: own, row, col: first + k }),
    /** All formulas depend on the hours of the year. */
    recalculate: (turn) =>
      engine.setCellContents({ sheet: hours, row: 0, col: 0 }, HOURS * (1 + 1e-9 * ((turn % 2) + 1))),
  };
}

function run() {
  const all = projects();
  const answers = new Float64Array(3 * PROJECTS);
  oneCall(all, answers);
  const spreadsheet = sheet(all);
  all.forEach((_, i) =>
    ["payback", "npv", "irr"].forEach((metric, k) =>
      mustAgree(`${metric} of project ${i}`, answers[3 * i + k], spreadsheet.answer(i, k), 1e-8),
    ),
  );
  const [own, theirs] = fastest([() => oneCall(all, answers), spreadsheet.recalculate], 15);
  const work = "P4  1,205 projects: payback, NPV, IRR";
  return [
    { work, ours: own, most: 12 },
    { work, ours: own, peer: "HyperFormula, 100,015 cells", theirs, least: 12 },
  ];
}

module.exports = { run };
