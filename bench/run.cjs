// Times our kernels against their peers on the same work in the same run, and says whether the goals are reached.
// Answers are compared before any clock runs. On shared machines times wander; ratios count.
//
// Each of ROWS exports run(), which gives lines { work, ours, peer, theirs } in milliseconds with at most one goal: `least` (the
// peer takes at least so many times as long), `times` (we take at most so many times as long as the peer), `most`
// (milliseconds), or just `reached`. The ratio is the peer's time over ours, with `times` ours over the peer's.

const { execFileSync } = require("node:child_process");
const { existsSync, readdirSync } = require("node:fs");
const path = require("node:path");

const ROWS = readdirSync(path.join(__dirname, "rows")).map((file) => path.basename(file, ".cjs"));

if (!existsSync(path.join(__dirname, "node_modules")))
  execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: __dirname, stdio: "inherit" });
require("../src/data/typescript.cjs").register();

const digits = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const milliseconds = (time) => (time === undefined ? "" : `${digits(time)} ms`);

function verdict({ ours, theirs, least, times, most, reached }) {
  if (least !== undefined) return [`peer >= ${least}x`, theirs >= least * ours];
  if (times !== undefined) return [`<= ${times}x`, ours <= times * theirs];
  if (most !== undefined) return [`<= ${most} ms`, ours <= most];
  return ["", reached];
}

function cells(row) {
  const [goal, reached] = verdict(row);
  const share = row.times === undefined ? row.theirs / row.ours : row.ours / row.theirs;
  const ratio = row.theirs === undefined ? "" : `${digits(share)}x`;
  const answer = reached === undefined ? "" : reached ? "yes" : "NO";
  return [row.work, milliseconds(row.ours), row.peer ?? "", milliseconds(row.theirs), ratio, goal, answer];
}

const chosen = process.argv.length > 2 ? process.argv.slice(2) : [...ROWS, "growth"];
void main();

async function main() {
  const table = [["work", "ours", "peer", "peer's", "ratio", "goal", "reached"]];
  for (const name of chosen.filter((each) => each !== "growth"))
    table.push(...(await require(`./rows/${name}.cjs`).run()).map(cells));

  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  table.splice(
    1,
    0,
    widths.map((width) => "-".repeat(width)),
  );
  for (const row of table.length > 2 ? table : [])
    console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`);

  if (chosen.includes("growth")) {
    console.log();
    execFileSync(process.execPath, [path.join(__dirname, "growth.cjs")], { stdio: "inherit" });
  }
}
