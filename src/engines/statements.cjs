// The statements that bring the script into BigQuery and Snowflake. Arguments go by their names, in one JSON value a call.

const HEAD = (engine, how) => `-- capex-functions for ${engine}: written by the build, from the JSDoc of the functions.
-- ${how}
-- An argument is a JSON object of arguments by their names; every one may be left out.
`;

const comment = ({ description }) => `-- ${description}`;

/** BigQuery reads the script from a bucket of one's own. */
function bigQuery(catalogue) {
  const options = 'OPTIONS (library = ["gs://YOUR_BUCKET/capex-functions.js"])';
  const make = (name, returns, body) =>
    `CREATE OR REPLACE FUNCTION YOUR_DATASET.${name}(args JSON)\nRETURNS ${returns} DETERMINISTIC LANGUAGE js\n${options}\nAS r"""${body}""";\n`;
  const each = catalogue.map(
    (help) => `${comment(help)}\n${make(help.id, "JSON", `return JSON.parse(capex.json("${help.id}", args));`)}`,
  );
  const deal = `-- Payback, NPV, IRR and equity IRR of a deal: its keys as a JSON object, also "scenario".\n${make(
    "CAPEX_DEAL",
    "STRUCT<payback FLOAT64, npv FLOAT64, irr FLOAT64, equityIrr FLOAT64, error STRING>",
    "return capex.deal(args);",
  )}`;
  const how = "Put capex-functions.js into a bucket, and write its name and that of a dataset for the two YOUR_….";
  const example = `-- SELECT YOUR_DATASET.GPUIRR(JSON '{"scenario": "NEOCLOUD", "overrides": {"rate": 3}}');\n`;
  return [HEAD("BigQuery", how), example, deal, ...each].join("\n");
}

/** Snowflake takes the script into the function: one that holds it, and names for its functions. */
function snowflake(catalogue, script) {
  if (script.includes("$$")) throw new Error("the script holds $$, which would end the statement");
  const inside = (returns, name, parameters, body) =>
    `CREATE OR REPLACE FUNCTION ${name}(${parameters}) RETURNS ${returns} LANGUAGE JAVASCRIPT IMMUTABLE\nAS $$\nif (!globalThis.capex) {\n${script.trim()}\nglobalThis.capex = capex;\n}\n${body}\n$$;\n`;
  const each = catalogue.map(
    (help) =>
      `${comment(help)}\nCREATE OR REPLACE FUNCTION ${help.id}(ARGS VARIANT) RETURNS VARIANT AS $$ CAPEX('${help.id}', ARGS) $$;\n`,
  );
  const how = "Run it in the schema where the functions shall stand.";
  const example = '-- SELECT GPUIRR(PARSE_JSON(\'{"scenario": "NEOCLOUD", "overrides": {"rate": 3}}\'))::FLOAT;\n';
  return [
    HEAD("Snowflake", how),
    example,
    inside("VARIANT", "CAPEX", "NAME VARCHAR, ARGS VARIANT", "return JSON.parse(globalThis.capex.json(NAME, ARGS));"),
    '-- Payback, NPV, IRR and equity IRR of a deal: its keys as an object, also "scenario".',
    inside("VARIANT", "CAPEX_DEAL", "ARGS VARIANT", "return globalThis.capex.deal(ARGS);"),
    ...each,
  ].join("\n");
}

const statements = (catalogue, script) => ({
  "bigquery.sql": bigQuery(catalogue),
  "snowflake.sql": snowflake(catalogue, script),
});

module.exports = { statements };
