// Prints time and memory as work grows tenfold three times, with the slope: 1 is work that grows as its input does.
// Each size runs in a process of its own, so that memory is its own. `node bench/growth.cjs` after `npm run build`.
const { spawnSync } = require("node:child_process");
const path = require("node:path");

const KINDS = require("./growth-kinds.cjs");

const [, , kind, size] = process.argv;

if (kind !== undefined && size !== undefined) measure(KINDS[kind], Number(size));
else report(kind === undefined ? Object.keys(KINDS) : [kind]);

async function measure({ prepare }, size) {
  const run = await prepare(size);
  const base = process.memoryUsage().rss;
  const start = performance.now();
  await run();
  const time = performance.now() - start;
  const peak = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ time, memory: Math.max(0, peak - base) }));
  process.exit(0);
}

function report(kinds) {
  console.log("| work | size | time | memory added | slope |\n| --- | ---: | ---: | ---: | ---: |");
  for (const name of kinds) {
    let before;
    for (const size of KINDS[name].sizes) {
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [path.join(__dirname, "growth.cjs"), name, String(size)],
        {
          encoding: "utf8",
        },
      );
      if (status !== 0) throw new Error(stderr);
      const { time, memory } = JSON.parse(stdout);
      const slope =
        before === undefined ? "" : (Math.log(time / before.time) / Math.log(size / before.size)).toFixed(2);
      console.log(
        `| ${name} | ${size.toLocaleString("en-US")} | ${time < 1000 ? `${time.toFixed(0)} ms` : `${(time / 1000).toFixed(1)} s`} | ${(memory / 1e6).toFixed(0)} MB | ${slope} |`,
      );
      before = { time, size };
    }
  }
}
