// What functions.js leaves to a part that is fetched when a cell first asks for it.
const path = require("node:path");

/** The topics in that part. */
const FETCHED_TOPICS = ["capex", "claims"];

/** Its files, from src. */
const FETCHED = [
  ...["fetched", "figures", "own-table", ...FETCHED_TOPICS].map((name) => `functions/${name}.ts`),
  ...["built-in", "dataset", "derived", "own-figures", "period", "written-period", "filing", "grade", "hash"].map(
    (name) => `data/${name}.ts`,
  ),
  ...["data/ledger.ts", "data/recomputations.ts", "model/capex.ts"],
];

const SRC = path.resolve(__dirname, "..");
const isFetched = (file) => FETCHED.includes(path.relative(SRC, file).replaceAll(path.sep, "/"));

/** An external of webpack: what else these files use is handed to them by load.ts, since a module that two files share is packed apart and is larger. */
function handedOver({ context, request, contextInfo: { issuer } }, done) {
  if (!isFetched(issuer) || isFetched(`${path.join(context, request)}.ts`) || request.endsWith(".json")) return done();
  return done(null, "var capexKit");
}

module.exports = { FETCHED, FETCHED_TOPICS, handedOver };
