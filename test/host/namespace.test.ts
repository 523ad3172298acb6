// A build for a host that wants a namespace: =CAPEX.GPUPAYBACK() in the manifest, in what the pane writes and in what it audits.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startExcel, type Excel, type PaneWindow } from "./rig/window";
import { Workbook } from "./rig/workbook";

const ROOT = path.resolve(__dirname, "../..");

let folder: string;
let excel: Excel;
let window: PaneWindow;
let workbook: Workbook;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "capex-namespace-"));
  const env = {
    ...process.env,
    // What the scripts say is the same; to write it short would take twice the time.
    NODE_ENV: "development",
    ADDIN_DIST: folder,
    ADDIN_NAMESPACE: "CAPEX",
    ADDIN_URL: "https://host.example/capex",
  };
  const parts = ["--config-name", "functions", "--config-name", "taskpane"];
  execFileSync(process.execPath, [path.join(ROOT, "node_modules/webpack/bin/webpack.js"), ...parts], {
    cwd: ROOT,
    env,
  });
  excel = await startExcel(folder);
  workbook = new Workbook();
  window = await excel.open(workbook, { prefix: "CAPEX." });
});

afterAll(async () => {
  await window.close();
  await excel.close();
  fs.rmSync(folder, { recursive: true });
});

const tab = (name: string) => window.page.getByRole("tab", { name }).click();
const button = (name: string) => window.page.locator(`fluent-button[aria-label^="${name}"]`).first();

test("the manifest names the namespace and the address, and nothing of the development server", () => {
  const manifest = fs.readFileSync(path.join(folder, "manifest.xml"), "utf8");
  expect(manifest).toMatch(/<Namespace resid="Functions\.Namespace" ?\/>/);
  expect(manifest).toContain('<bt:String id="Functions.Namespace" DefaultValue="CAPEX" />');
  expect(manifest).toContain("https://host.example/capex/taskpane.html");
  expect(manifest).not.toContain("localhost");
  const { functions } = JSON.parse(fs.readFileSync(path.join(folder, "functions.json"), "utf8")) as {
    functions: { name: string; helpUrl: string }[];
  };
  for (const { name, helpUrl } of functions) {
    expect(name).not.toContain("CAPEX.");
    expect(helpUrl).toBe(`https://host.example/capex/help/${name}.html`);
  }
});

test("what the pane inserts and loads carries the prefix, answers, and is audited to the last bit", async () => {
  await tab("Functions");
  await window.page.locator("fluent-text-input input").fill("GPURATE");
  await window.page.getByText("GPURATE", { exact: true }).first().click();
  await window.page.getByText("=CAPEX.GPURATE()", { exact: true }).waitFor();
  await window.page.locator("fluent-button", { hasText: "Insert into A1" }).click();
  await window.page.getByText("Inserted into").waitFor();
  expect(workbook.active.formulaAt(0, 0)).toBe("=CAPEX.GPURATE()");
  await window.calculator.settled();
  expect(workbook.active.valueAt(0, 0)).toBeCloseTo(9.385125, 12);
  await tab("Audit");
  await window.page.getByText("the value is the same to the last bit").waitFor();
  await tab("Scenarios");
  await button("Load NEOCLOUD into new sheets").click();
  await window.page.getByText("Loaded into the new sheets").waitFor();
  await window.calculator.settled();
  const formulas = [...(workbook.sheet("NEOCLOUD")?.cells.values() ?? [])].flatMap(({ formula }) => formula ?? []);
  const ours = formulas.filter((formula) => /GPU[A-Z]+\(/.test(formula));
  expect(ours.length).toBeGreaterThan(3);
  for (const formula of ours) expect(formula).toMatch(/CAPEX\.GPU[A-Z]+\(/);
  expect(window.troubles).toEqual([]);
});
