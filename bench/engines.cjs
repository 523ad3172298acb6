// Runs the checksums of test/model/checksums.ts on every JavaScript engine at hand: node (V8), gjs (SpiderMonkey) and jsc
// (JavaScriptCore); the last two come with Debian's gjs and libjavascriptcoregtk-4.0-bin. By hand.

const { execFileSync } = require("node:child_process");
const { mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const path = require("node:path");
const { commonJs } = require("../src/data/typescript.cjs");

const root = path.join(__dirname, "..");
const entry = path.join(root, "test/model/checksums.ts");

/** The modules an entry needs, each as a function, and a require() for engines that have none. */
function bundle() {
  const modules = new Map();
  const add = (file) => {
    if (modules.has(file)) return;
    modules.set(file, "");
    const resolved = commonJs(file).replace(/require\("(\.[^"]+)"\)/g, (_, name) => {
      const target = `${path.resolve(path.dirname(file), name)}.ts`;
      add(target);
      return `require(${JSON.stringify(path.relative(root, target))})`;
    });
    modules.set(file, resolved);
  };
  add(entry);
  const table = [...modules].map(
    ([file, code]) => `${JSON.stringify(path.relative(root, file))}: function (exports, require) {${code}}`,
  );
  return `
    const modules = {${table.join(",\n")}};
    const loaded = {};
    function load(name) {
      if (!loaded[name]) modules[name]((loaded[name] = {}), load);
      return loaded[name];
    }
    const say = typeof print === "function" ? print : console.log;
    const { CHECKSUMS } = load(${JSON.stringify(path.relative(root, entry))});
    for (const name of Object.keys(CHECKSUMS)) say(name.padEnd(24) + CHECKSUMS[name]());
  `;
}

const folder = mkdtempSync(path.join(tmpdir(), "engines-"));
const script = path.join(folder, "checksums.js");
writeFileSync(script, bundle());
const answers = new Map();
for (const engine of ["node", "gjs", "jsc"]) {
  try {
    answers.set(engine, execFileSync(engine, [script], { encoding: "utf8" }));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.log(`${engine} is not installed`);
  }
}
rmSync(folder, { recursive: true });
const reference = answers.get("node");
console.log(reference);
for (const [engine, answer] of answers) console.log(`${engine}: ${answer === reference ? "the same bits" : answer}`);
process.exitCode = [...answers.values()].every((answer) => answer === reference) ? 0 : 1;
