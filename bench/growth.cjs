// Prints time and memory as work grows tenfold three times, with the slope of what it takes of processors: 1 is work that grows
// as its input does.
// Each size runs in a process of its own, so that memory is its own. `node bench/growth.cjs` after `npm run build`.
const { spawnSync } = require("node:child_process");
const path = require("node:path");

const KINDS = require("./growth-kinds.cjs");

const said = (time) => (time < 1000 ? `${time.toFixed(0)} ms` : `${(time / 1000).toFixed(1)} s`);

const [, , kind, size] = process.argv;

if (kind !== undefined && size !== undefined) measure(KINDS[kind], Number(size));
else report(kind === undefined ? Object.keys(KINDS) : [kind]);

async function measure({ prepare, onPage = false }, size) {
  const run = await prepare(size);
  const base = process.memoryUsage().rss;
  const before = process.cpuUsage();
  const start = performance.now();
  const told = await run();
  const time = performance.now() - start;
  const peak = process.resourceUsage().maxRSS * 1024;
  const { user, system } = process.cpuUsage(before);
  const own = { time, processor: (user + system) / 1000, memory: Math.max(0, peak - base) };
  console.log(JSON.stringify(onPage ? told : own));
  process.exit(0);
}

function report(kinds) {
  console.log(
    "| work | size | time | of processors | memory added | slope |\n| --- | ---: | ---: | ---: | ---: | ---: |",
  );
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
      const { time, processor, memory } = JSON.parse(stdout);
      const slope =
        before === undefined ? "" : (Math.log(processor / before.processor) / Math.log(size / before.size)).toFixed(2);
      const megabytes = `${(memory / 1e6).toFixed(0)} MB`;
      const row = [name, size.toLocaleString("en-US"), said(time), said(processor), megabytes, slope];
      console.log(`| ${row.join(" | ")} |`);
      before = { processor, size };
    }
  }
}
