// What grows: how a size of it is prepared, and what is then timed. Tenfold three times, or as far as the documented maximum.
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const PACKAGE = path.resolve(__dirname, "../dist/package");
const part = (name) => import(pathToFileURL(path.join(PACKAGE, name)).href);

/** Deals with rents that go up, as rows of a table. */
const KEYS = ["rate", "gpus", "capex", "debtShare"];
const TABLE = (size) =>
  `CREATE TABLE deals AS SELECT 2 + i % 300 / 100 AS rate, 1000 + i % 4000 AS gpus, (1000 + i % 4000) * 50000.0 AS capex, 0.5 AS debt FROM range(${size}) t(i)`;

/** Typescript as it stands, for what no built file exports. */
function source(file) {
  const { register } = require("../src/data/typescript.cjs");
  register();
  return require(`../src/${file}`);
}

module.exports = {
  "deals through DuckDB": {
    sizes: [1e3, 1e4, 1e5, 1e6],
    async prepare(size) {
      const duckdb = (await import("@duckdb/node-api")).default;
      const { registerDeal } = await part("duckdb.js");
      const connection = await (await duckdb.DuckDBInstance.create(":memory:")).connect();
      registerDeal(connection, duckdb, "judged", KEYS, "TNP-2025");
      await connection.run(TABLE(size));
      const question =
        "SELECT avg(d.payback), avg(d.npv), sum(d.irr), sum(d.equityIrr), count(d.error) FROM (SELECT judged(rate, gpus, capex, debt) AS d FROM deals)";
      return () => connection.runAndReadAll(question);
    },
  },
  "deals of a program": {
    sizes: [1e3, 1e4, 1e5, 1e6],
    async prepare(size) {
      const { judge } = (await part("index.js")).deals(KEYS);
      return () => {
        for (let i = 0; i < size; i++) judge([2 + (i % 300) / 100, 1000 + (i % 4000), (1000 + (i % 4000)) * 5e4, 0.5]);
      };
    },
  },
  "trials of one deal": {
    sizes: [1e3, 1e4, 1e5, 1e6],
    async prepare(size) {
      const { GPUMONTECARLO } = await part("index.js");
      return () => GPUMONTECARLO({ trials: size });
    },
  },
  "phases of one fleet": {
    sizes: [1, 10, 100, 200],
    async prepare(size) {
      const { fleet } = source("model/deliveries.ts");
      const { TNP_2025 } = require("../test/model/fleets.ts");
      const phases = Array.from({ length: size }, (_, i) => ({
        name: `phase ${i + 1}`,
        start: i / 20,
        changes: [{ key: "gpus", value: 1000 + i, is: "told" }],
      }));
      return () => fleet({ ...TNP_2025, horizon: 15 }, phases);
    },
  },
  "cells with a function each": {
    sizes: [1e2, 1e3, 1e4, 1e5],
    async prepare(size) {
      const { call } = await part("index.js");
      return () => {
        for (let i = 0; i < size; i++) call("GPUPAYBACK", { capex: 1e9 + i, gpus: 16000 });
      };
    },
  },
  "rows of one column": {
    sizes: [1e2, 1e3, 1e4],
    async prepare(size) {
      const { GPUYIELD } = await part("index.js");
      const rate = Array.from({ length: size }, (_, i) => 2 + i / size);
      return () => GPUYIELD({ rate });
    },
  },
  ...require("./growth-pages.cjs"),
};
