// npm test: finds or installs what the tests need, then type check, lint, format, build and every jest test; the last line counts them.
const { spawn, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const ROOT = path.resolve(__dirname, "..");

/** What npm does not bring: where it may be, how the tests are told, and Debian's package. */
const PROGRAMS = [
  {
    name: "Chromium",
    variable: "CHROMIUM_PATH",
    paths: [
      "/usr/bin/chromium-headless-shell",
      "/usr/bin/chromium",
      "/usr/bin/chromium-browser",
      "/usr/bin/google-chrome",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
    packages: ["chromium-headless-shell", "chromium"],
  },
  {
    name: "LibreOffice Calc",
    variable: "SOFFICE_PATH",
    paths: ["/usr/bin/soffice", "/usr/bin/libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"],
    packages: ["libreoffice-calc-nogui"],
  },
];

const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: ROOT, stdio: "inherit", ...options }).status === 0;

const find = ({ variable, paths }) => [process.env[variable], ...paths].find((file) => file && fs.existsSync(file));

/** Installs with apt-get where that needs no password, the first package that there is; otherwise says what to run. */
function provide(program) {
  if (find(program)) return;
  const command = (name) => `apt-get install -y --no-install-recommends ${name}`;
  const canInstall = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  if (canInstall) run("apt-get", ["update", "-qq"], { env });
  for (const name of canInstall ? program.packages : []) {
    console.log(`${program.name} is missing: ${command(name)}`);
    run("sh", ["-c", `${command(name)} >/dev/null`], { env });
    if (find(program)) return;
  }
  console.error(`${program.name} is missing. On Debian or Ubuntu run: sudo ${command(program.packages.at(-1))}`);
  console.error(`Elsewhere install it and set ${program.variable} to its program.`);
  process.exit(1);
}

/** What goes on at the same time: each list in its order. */
const CHECKS = [
  [["build", "npm", ["run", "build", "--silent"]]],
  [
    ["types", "npx", ["tsc", "--noEmit", "-p", "."]],
    ["lint", "npx", ["eslint", ".", "--max-warnings", "0"]],
    ["format", "npx", ["prettier", "--check", "."]],
  ],
];

/** What a check says is printed when it has ended, so that two do not speak at once. */
const check = ([name, command, args]) =>
  new Promise((resolve) => {
    const said = [];
    const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => said.push(piece));
    child.on("error", (error) => said.push(Buffer.from(`${error.message}\n`)));
    child.on("close", (code) => {
      process.stdout.write(Buffer.concat(said));
      console.log(`${code === 0 ? "ok" : "FAILED"}: ${name}`);
      resolve(code === 0);
    });
  });

async function inOrder(checks) {
  const results = [];
  for (const each of checks) results.push(await check(each));
  return results;
}

/** The rooms whose tests reach every branch of the model: counting branches slows it, so the other tests run without. */
const COUNTED = "/test/(model|functions)/";
const RUNS = [
  ["--coverage", "--coverageReporters=text-summary", "--testPathPatterns", COUNTED],
  ["--testPathIgnorePatterns", COUNTED],
];

const NOTHING = {
  success: false,
  numPassedTests: 0,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
};

const reports = fs.mkdtempSync(path.join(os.tmpdir(), "capex-tests-"));

/** What jest counted in one run. */
const jest = (options, i) =>
  new Promise((resolve) => {
    const report = path.join(reports, `jest-${i + 1}.json`);
    // The machine-readable copy on standard output would drown what a person reads.
    const stdio = ["ignore", "ignore", "inherit"];
    const child = spawn("npx", ["jest", "--json", `--outputFile=${report}`, ...options], { cwd: ROOT, stdio });
    const end = () => resolve(fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, "utf8")) : NOTHING);
    child.on("error", end);
    child.on("close", end);
  });

PROGRAMS.forEach(provide);
void main();

async function main() {
  // The model and its functions need nothing that is built: their tests begin while the build may still go on.
  const [building, reading] = CHECKS.map(inOrder);
  const counted = reading.then(() => jest(RUNS[0], 0));
  const checked = (await Promise.all([building, reading])).flat();
  const results = [await counted, await jest(RUNS[1], 1)];
  let passed = checked.filter(Boolean).length;
  let failed = checked.length - passed;
  let skipped = 0;
  for (const one of results) {
    passed += one.numPassedTests;
    const failures = one.numFailedTests + one.numRuntimeErrorTestSuites;
    // Coverage below its threshold fails no test, but fails the run.
    failed += failures === 0 && !one.success ? 1 : failures;
    skipped += one.numPendingTests + one.numTodoTests;
  }
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed === 0 ? 0 : 1);
}
