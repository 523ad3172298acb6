// Every documented example gives the same bits in every home of the functions: in a cell, to a program, at a terminal, to an agent, to an assistant of the browser, in SQL
// and in Google Sheets. The table of examples is the catalogue's own.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { evaluator } from "../../src/explain/evaluate";
import { type Expression, ourCalls, readFormula } from "../../src/explain/formula";
import type { Grid, Scalar } from "../../src/explain/grid";
import type { FunctionHelp } from "../../src/catalogue/catalogue";
import { present, saidBy } from "../../src/model/errors";
import { provideRuntime } from "../../src/workbench/runtime";
import { builtFile, DIST, fetchedPart, whole } from "../workbench/built";

const { readCatalogue } = jest.requireActual<{ readCatalogue(): Promise<FunctionHelp[]> }>(
  "../../src/catalogue/read.cjs",
);

type Plain = number | string | boolean | null;

interface Call {
  readonly formula: string;
  readonly id: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The arguments as a cell passes them, null for what is left out. */
  readonly positions: readonly unknown[];
  /** What the cell shows. */
  readonly answer: unknown;
}

const scalar = (value: Scalar): Plain => (typeof value === "object" && value !== null ? value.code : value);
const plain = (grid: Grid): unknown => {
  const rows = grid.map((row) => row.map(scalar));
  return rows.length === 1 && rows[0].length === 1 ? rows[0][0] : rows;
};

/** The calls of ours in a formula, with what the built functions answer them. */
function callsOf(
  formula: string,
  catalogue: readonly FunctionHelp[],
  cells: ReturnType<typeof provideRuntime>,
): Call[] {
  const helps = new Map(catalogue.map((help) => [help.id, help]));
  const root = readFormula(formula, (name) => helps.has(name));
  const answers = new Map<Expression, Grid>();
  const compute = evaluator({
    cells: () => {
      throw new Error(`${formula} names cells`);
    },
    answer: (call) => present(answers.get(call)),
  });
  return ourCalls(root).map((call) => {
    const { parameters } = present(helps.get(call.name));
    const passed = call.args.map((argument) => (argument.kind === "omitted" ? null : compute(argument)));
    const last = parameters.at(-1);
    const repeats = last?.repeating === true;
    const fixed = repeats ? parameters.length - 1 : parameters.length;
    const rest = passed.slice(fixed);
    const positions: unknown[] = parameters.slice(0, fixed).map((_, i) => {
      const grid = passed[i] ?? null;
      return grid === null ? null : plain(grid);
    });
    const cell = [
      ...parameters.slice(0, fixed).map((_, i) => passed[i] ?? null),
      ...(repeats ? [rest.length > 0 ? rest : null] : []),
    ];
    const grid = answered(() => present(cells.get(call.name))(...cell));
    answers.set(call, grid);
    const named: [string, unknown][] = parameters.slice(0, fixed).map(({ name }, i) => [name, positions[i]]);
    if (repeats && rest.length > 0) named.push([last.name, rest.map((each) => (each === null ? null : plain(each)))]);
    const args = Object.fromEntries(named.filter(([, value]) => value !== null));
    return { formula, id: call.name, args, positions, answer: plain(grid) };
  });
}

function answered(run: () => unknown): Grid {
  try {
    return (run() as unknown[][]).map((row) => row.map(toScalar));
  } catch (error) {
    return [[toScalar(error)]];
  }
}

const toScalar = (value: unknown): Scalar =>
  typeof value === "number" || typeof value === "string" || typeof value === "boolean"
    ? value
    : { code: String(saidBy(value).code) };

let calls: Call[];
let homes: Readonly<Record<string, readonly unknown[]>>;

beforeAll(async () => {
  const catalogue = await readCatalogue();
  const cells = provideRuntime();
  for (const script of [builtFile("functions.js"), fetchedPart()]) new Function(script)();
  await whole();
  calls = catalogue.flatMap(({ examples }) => examples.flatMap(([formula]) => callsOf(formula, catalogue, cells)));
  const input = JSON.stringify(calls);
  const said = execFileSync(process.execPath, [join(__dirname, "homes.mjs"), join(DIST, "package")], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  homes = JSON.parse(said);
});

const HOMES = [
  "package",
  "command",
  "agents",
  "a page's tools (WebMCP)",
  "SQL in a bare context",
  "SQL in QuickJS",
  "SQL in DuckDB",
  "Google Sheets",
] as const;

test("every function is called by an example", async () => {
  const called = new Set(calls.map(({ id }) => id));
  expect((await readCatalogue()).map(({ id }) => id).filter((id) => !called.has(id))).toEqual([]);
});

test.each(HOMES)("every documented example has the bits of the cell in: %s", (home) => {
  const told = homes[home];
  const own = calls.map(({ formula, id, answer }, i) => {
    const isError = typeof answer === "string" && answer.startsWith("#");
    // A script for SQL leaves some functions out; a terminal says a sentence without its code.
    const expected = told[i] === null ? null : home === "command" && isError ? "error" : answer;
    return [formula, id, expected];
  });
  expect(calls.map(({ formula, id }, i) => [formula, id, told[i]])).toEqual(own);
});

test("the script for SQL engines holds every function whose answer is no workbook's table and no company's figure", () => {
  const missing = new Set(calls.filter((_, i) => homes["SQL in QuickJS"][i] === null).map(({ id }) => id));
  expect([...missing].sort()).toEqual([
    "CAPEXDATA",
    "CAPEXEXPLAIN",
    "CAPEXHISTORY",
    "CAPEXRATIO",
    "CAPEXRECONCILE",
    "CAPEXSCENARIO",
    "CAPEXSPLIT",
    "GPUBREAKEVEN",
    "GPUFLEET",
    "GPUGOALSEEK",
    "GPUMONTECARLO",
    "GPUSENSITIVITY",
    "GPUTORNADO",
  ]);
});

test("that script is what Snowflake takes into a function: less than 100 kB", () => {
  expect(Buffer.byteLength(builtFile("package/sql/capex-functions.js"))).toBeLessThan(100_000);
});
