// What is published: modules and types that tools find no fault with, and what a program is told.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import vm from "node:vm";
import { builtFile, DIST } from "../workbench/built";
import type { Package } from "../../src/package/public";

const FOLDER = join(DIST, "package");
const required = createRequire(join(FOLDER, "package.json"));

/** The module as require() gives it, by the types that it is published with. */
function load(): Package & { CapexError: new () => Error & { code: string } } {
  return required("./index.cjs");
}

test("publint and are-the-types-wrong find no fault with the packed package", () => {
  const place = mkdtempSync(join(tmpdir(), "capex-pack-"));
  try {
    const [{ filename }] = JSON.parse(
      execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", place], {
        cwd: FOLDER,
        encoding: "utf8",
      }),
    );
    const told = execFileSync(process.execPath, [join(__dirname, "lint.mjs"), FOLDER, join(place, filename)], {
      encoding: "utf8",
    });
    expect(JSON.parse(told)).toEqual({ publint: [], types: [] });
  } finally {
    rmSync(place, { recursive: true });
  }
});

test("it depends on nothing, and names no global of a page, of Node or of Excel", () => {
  const manifest = JSON.parse(builtFile("package/package.json"));
  expect([manifest.dependencies, manifest.peerDependencies]).toEqual([undefined, undefined]);
  const module = { exports: {} };
  const context = vm.createContext(Object.assign(Object.create(null), { module, exports: module.exports }));
  vm.runInContext(`(function () {${builtFile("package/index.cjs")}})()`, context);
  expect(vm.runInContext("exports.GPUPAYBACK({ capex: 210e6, gpus: 4096 })", context)).toBe(224.14542953949285);
  expect(Object.keys(context).sort()).toEqual(["exports", "module"]);
});

describe("a program is told", () => {
  const said = (run: () => unknown): string => {
    const { CapexError } = load();
    try {
      return JSON.stringify(run());
    } catch (error) {
      expect(error).toBeInstanceOf(CapexError);
      return (error as Error).message;
    }
  };

  test.each<[string, (own: Package) => unknown, RegExp]>([
    ["of a name that is none", ({ call }) => call("GPUPAYBAK"), /no function "GPUPAYBAK"; did you mean GPUPAYBACK/],
    [
      "of an argument that is none",
      ({ call }) => call("GPUIRR", { yeers: 3 }),
      /no argument "yeers"; did you mean years/,
    ],
    ["of a unit that is wrong", ({ call }) => call("GPUYIELD", { utilization: 85 }), /write 0\.85 or 85%/],
    ["of what is no value", ({ call }) => call("GPUYIELD", { rate: () => 3 }), /rate is a function: give a number/],
    ["of what nests", ({ call }) => call("GPUIRR", { scenario: [[[1]]] }), /scenario is nested/],
    ["of too much", ({ call }) => call("GPUIRR", { scenario: "x".repeat(3e6) }), /more than 2,000,000 characters/],
    ["of a row that nothing is read from", ({ deals }) => deals(["name"]), /there is no key to read/],
    ["of two columns of one key", ({ deals }) => deals(["rate", "rent"]), /two columns are rate/],
    ["of a metric that is none", ({ deals }) => deals(["rate"], ["ebit"]), /no metric "ebit"/],
    [
      "of a formula no cell takes",
      ({ formula }) => formula("GPUIRR", { scenario: new Array(9000).fill(1) }),
      /8192 characters/,
    ],
  ])("%s", (_, run, sentence) => {
    expect(said(() => run(load()))).toMatch(sentence);
  });

  test("of figures, once they are there", () => {
    const { call, search } = load();
    expect(said(() => call("CAPEXDATA", { entity: "AMZN" }))).toMatch(/import capex-functions\/dataset/);
    required("./dataset.cjs");
    const { figures } = search("Amazon capital investments 2024");
    expect(figures.map(({ entity }) => entity)).toEqual(figures.map(() => "AMZN"));
    const [{ value, entity, field, period }] = figures;
    expect(call("CAPEXDATA", { entity, field, period })).toBe(value);
    expect(said(() => search("weather of the moon"))).toMatch(/nothing in the dataset fits/);
  });
});

test("an explanation carries what an answer rests on, and its formula is the call's", () => {
  const { call, explain, formula } = load();
  const args = { capex: 210e6, gpus: 4096, rate: [2, 3] };
  const told = explain("GPUPAYBACK", args);
  expect(told.value).toEqual(call("GPUPAYBACK", args));
  expect(told.formula).toBe("=GPUPAYBACK(210000000,4096,{2;3})");
  expect(told.formula).toBe(formula("GPUPAYBACK", args));
  expect([told.grade, told.assumptions > 0, told.sources.length > 0]).toEqual(["assumption", true, true]);
  expect(explain("GPUIRR", { scenario: [-100, 110] })).toMatchObject({
    unit: "fraction/year",
    grade: "yours",
    assumptions: 0,
  });
});

test("deals have the bits of the functions, blanks of their scenario, and an error in their own row", () => {
  const { call, deals } = load();
  const { judge, metrics } = deals(["name", "Rent of a GPU-hour", "debt share"]);
  expect(metrics).toEqual(["payback", "npv", "irr", "equityIrr"]);
  const overrides = { rate: 3, debtShare: 0.5 };
  const scenario = "NEOCLOUD";
  const [, npv, irr, equityIrr] = judge(["a", 3, "50%"], scenario);
  expect([npv, irr, equityIrr]).toEqual(
    ["GPUNPV", "GPUIRR", "GPUEQUITYIRR"].map((id) => call(id, { scenario, overrides })),
  );
  expect(judge(["b", null, ""], scenario)[2]).toBe(call("GPUIRR", { scenario }));
  expect(judge(["c", "three", 0]).map((each) => (each as Error).message)[0]).toMatch(/rate is "three": write a number/);
  expect((judge(["d", 0, 0])[0] as Error).message).toMatch(/does not pay back within its horizon/);
});

test("every function is declared with its arguments by name", () => {
  const types = builtFile("package/index.d.ts");
  for (const { id, parameters } of load().functions()) {
    expect(types).toContain(`export declare function ${id}(args?: ${id}_Arguments): Answer;`);
    for (const { name } of parameters) expect(types).toMatch(new RegExp(`  readonly ${name}\\?: `));
  }
  expect(types).not.toMatch(/\bimport\b/);
});

test("the ES module gives what the other gives", () => {
  const program = `import { GPUIRR, functions } from ${JSON.stringify(join(FOLDER, "index.js"))}; console.log(GPUIRR({ scenario: "NEOCLOUD" }), functions().length)`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  const { call, functions } = load();
  expect(stdout.trim()).toBe(`${String(call("GPUIRR", { scenario: "NEOCLOUD" }))} ${functions().length}`);
});
