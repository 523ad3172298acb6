// The keeper's path: npm run data -- <companyfacts.json | figures.csv> [--write]. What a file would bring, shown for review; --write merges it.
const fs = require("node:fs");
const path = require("node:path");
const { register } = require("./typescript.cjs");

const end = register();
const { fileOf, merged, read } = require(path.join(__dirname, "keeping.ts"));
end();

const [file, ...options] = process.argv.slice(2);
if (file === undefined) throw new Error("name a file: npm run data -- companyfacts.json, or figures.csv");
const DATASET = path.join(__dirname, "dataset");
const places = ["amazon.json", "hyperscalers.json"].map((name) => path.join(DATASET, name));
const documents = places.map((place) => JSON.parse(fs.readFileSync(place, "utf8")));
const { lines, issues, added } = merged(documents.flat(), read(fs.readFileSync(file, "utf8")));
for (const line of lines) console.log(line);
for (const issue of issues) console.error(issue);
if (issues.length > 0) process.exitCode = 1;
else if (options.includes("--write")) {
  fs.writeFileSync(places[1], fileOf([...documents[1], ...added]));
  console.log("Written. Now: node src/data/check.cjs --write, and npx jest test/data");
}
