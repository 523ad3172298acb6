// The command line as a shell starts it: answers, batches, and whatever may go wrong with either.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { strFromU8, unzipSync } from "fflate";
import * as v from "valibot";
import { traceSchema } from "../../src/explain/trace-schema";
import { DIST } from "../workbench/built";

const PROGRAM = join(DIST, "package/command.js");

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "capex-command-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: "utf8",
    cwd: folder,
    env: { ...process.env, ...env },
  });
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

const FAULTS = { NODE_OPTIONS: `--require ${join(__dirname, "faults.cjs")}` };

/** Deals with rents that go up. */
const deals = (count: number): string =>
  `name,rate,gpus,capex,debt share\n${Array.from({ length: count }, (_, i) => `deal ${i},${2 + (i % 300) / 100},1000,50000000,${i % 7 === 0 ? "" : 0.5}`).join("\n")}\n`;

test("a function answers a value, JSON, its steps, and a workbook that calculates them", () => {
  const words = ["GPUIRR", "NEOCLOUD", "rate=3", "utilization=85%"];
  const { stdout } = run(words);
  expect(Number(stdout)).toBeCloseTo(0.1937, 4);
  expect(JSON.parse(run([...words, "--json"]).stdout)).toBe(Number(stdout));
  const explained = v.parse(traceSchema, JSON.parse(run([...words, "--json", "--explain"]).stdout));
  expect(explained).toMatchObject({ format: "capex-functions/trace", version: 1, id: "GPUIRR", cell: "" });
  expect(explained.formula).toBe('=GPUIRR("NEOCLOUD",{"rate",3;"utilization",0.85})');
  expect(explained.value).toBe(Number(stdout));
  expect(explained.steps.at(-2)).toMatchObject({
    key: "irr",
    formula: "=IRR(freeCashFlow, irrStart)",
    value: explained.value,
  });
  expect(run([...words, "--xlsx", at("irr.xlsx")]).stdout).toMatch(/wrote .*irr\.xlsx$/);
  const files = unzipSync(readFileSync(at("irr.xlsx")));
  expect(strFromU8(files["xl/worksheets/sheet2.xml"])).toContain("<f>IRR(");
  expect(strFromU8(files["xl/worksheets/sheet1.xml"])).toContain(`<v>${stdout}</v>`);
});

test.each<[readonly string[], RegExp]>([
  [["GPUIR"], /no function "GPUIR"; did you mean GPUIRR/],
  [["GPUIRR", "NEOCLOUD", "rat=3"], /no argument "rat" and takes no scenario whose key it could be/],
  [["GPUIRR", "a", "b", "3", "d"], /GPUIRR takes 3 arguments: "d" is one too many/],
  [["GPUIRR", "rate=3", "rate=4"], /rate is given twice/],
  [["GPUIRR", "--jsn"], /no option --jsn/],
  [["GPUIRR", "--xlsx"], /--xlsx needs a value/],
  [["GPUIRR", "--xlsx", "/no/such/folder/a.xlsx"], /could not be written \(ENOENT\)/],
  [["GPUYIELD", "utilization=85"], /write 0\.85 or 85%/],
  [["mcp", "--http", "99999"], /give the number of a port/],
  [["batch", "none.csv"], /none\.csv cannot be read/],
  [["batch", "deals.json"], /neither CSV nor Parquet/],
])("%j is refused in a sentence", (args, sentence) => {
  const { status, stderr } = run(args);
  expect([status, stderr]).toEqual([1, expect.stringMatching(sentence)]);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test("a batch answers each row on every processor in order, and a bad row has its error beside it", () => {
  writeFileSync(at("deals.csv"), `${deals(5000)}bad,many,1,2,3\nshort,1\n"quoted, ""so""",3,1000,5E7,\n`);
  expect(run(["batch", "deals.csv"]).stdout).toMatch(
    /^5,003 rows in .* 2 with an error in their row: deals-results\.csv$/,
  );
  const [header, ...rows] = readFileSync(at("deals-results.csv"), "utf8").trim().split("\n");
  expect(header).toBe("name,rate,gpus,capex,debt share,payback,npv,irr,equityIrr,error");
  expect(rows.slice(0, 5000).map((row) => row.split(",")[0])).toEqual(
    Array.from({ length: 5000 }, (_, i) => `deal ${i}`),
  );
  expect(rows[5000]).toMatch(/^bad,many,1,2,3,,,,,"row: rate is ""many"": write a number/);
  expect(rows[5001]).toMatch(/^short,1,,,,.*row 5002 has 2 values where the header has 5$/);
  expect(rows[5002]).toMatch(/^"quoted, ""so""",3,/);
  const irr = run(["GPUIRR", "rate=2.01", "gpus=1000", "capex=50000000", "debtShare=0.5"]).stdout;
  expect(rows[1].split(",")[7]).toBe(irr);
  expect(readdirSync(folder).sort()).toEqual(["deals-results.csv", "deals.csv"]);
});

test("Parquet that DuckDB wrote goes in, and out as DuckDB reads it, with the bits of CSV", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  writeFileSync(at("deals.csv"), deals(3000));
  await connection.run(`COPY (SELECT * FROM '${at("deals.csv")}') TO '${at("deals.parquet")}'`);
  run(["batch", "deals.csv"]);
  expect(run(["batch", "deals.parquet"]).stdout).toMatch(
    /^3,000 rows in .* 0 with an error in their row: deals-results\.parquet$/,
  );
  const reader = await connection.runAndReadAll(
    `SELECT name, payback, npv, irr, "equityIrr" FROM '${at("deals-results.parquet")}'`,
  );
  const rows = readFileSync(at("deals-results.csv"), "utf8").trim().split("\n").slice(1);
  expect(reader.getRows()).toEqual(
    rows.map((row) => {
      const [name, , , , , ...values] = row.split(",");
      return [name, ...values.slice(0, 4).map(Number)];
    }),
  );
  connection.closeSync();
});

test("a function can be called by columns of its arguments", () => {
  writeFileSync(at("calls.csv"), "capex,gpus,unit\n210M,4096,years\n0,1,days\n");
  run(["batch", "calls.csv", "--function", "gpupayback"]);
  const [header, first, second] = readFileSync(at("calls-results.csv"), "utf8").split("\n");
  expect(header).toBe("capex,gpus,unit,GPUPAYBACK,error");
  expect(first).toBe(`210M,4096,years,${run(["GPUPAYBACK", "210M", "4096", "unit=years"]).stdout},`);
  expect(second).toMatch(/^0,1,days,,"?capex is 0/);
});

test("an interrupted batch leaves no half file, and goes on where it ended with the same bits", () => {
  writeFileSync(at("deals.csv"), deals(14_000));
  run(["batch", "deals.csv", "--out", "whole.csv"]);
  const broken = run(["batch", "deals.csv", "--out", "parts.csv", "--workers", "1"], { ...FAULTS, FAULT: "thread:4" });
  expect([broken.status, broken.stderr]).toEqual([
    1,
    expect.stringMatching(/a worker ended before its work did \(code 7\); what is done is kept/),
  ]);
  expect(existsSync(at("parts.csv"))).toBe(false);
  const { stderr } = run(["batch", "deals.csv", "--out", "parts.csv", "--workers", "1"]);
  expect(stderr).toMatch(/going on after \d[\d,]+ rows of an interrupted run/);
  expect(readFileSync(at("parts.csv"), "utf8")).toBe(readFileSync(at("whole.csv"), "utf8"));
  expect(readdirSync(folder).sort()).toEqual(["deals.csv", "parts.csv", "whole.csv"]);
});

test("a disk that fills is a sentence, and nothing bears the name of the results", () => {
  writeFileSync(at("deals.csv"), deals(10_000));
  const { status, stderr } = run(["batch", "deals.csv"], { ...FAULTS, FAULT: "disk:3" });
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/deals-results\.csv could not be written \(ENOSPC\); no half file is left/),
  ]);
  expect(existsSync(at("deals-results.csv"))).toBe(false);
});

test.each<[string, string, string | Buffer, RegExp]>([
  ["a quote that never ends", "a.csv", `rate\n"3\n${"4\n".repeat(10)}`, /row 2 opens a quote that never ends/],
  [
    "a value that no cell holds",
    "a.csv",
    `rate\n"${"x".repeat(40_000)}"\n`,
    /row 2 holds a value of more than 32,767 characters/,
  ],
  ["nothing", "a.csv", "", /holds no row with names of columns/],
  ["no key", "a.csv", "name,colour\na,red\n", /there is no key to read/],
  ["two columns of one key", "a.csv", "rate,rent\n1,2\n", /two columns are rate/],
  ["text that calls itself Parquet", "a.parquet", "PAR1 is what this is not", /is no Parquet file that can be read/],
  [
    "Parquet whose end lies",
    "a.parquet",
    Buffer.concat([
      Buffer.from("PAR1"),
      Buffer.alloc(64, 0xff),
      Buffer.from([0xff, 0xff, 0xff, 0x7f]),
      Buffer.from("PAR1"),
    ]),
    /is no Parquet file that can be read/,
  ],
])("of a file with %s nothing is left but a sentence", (_, name, content, sentence) => {
  writeFileSync(at(name), content);
  const { status, stderr } = run(["batch", name]);
  expect([status, stderr]).toEqual([1, expect.stringMatching(sentence)]);
  expect(existsSync(at(name.replace(".", "-results.")))).toBe(false);
});
