import { buildIssues } from "../../src/data/build";
import changes from "../../src/data/dataset/changes.json";
import registry from "../../src/data/dataset/registry.json";
import { WRITTEN_CLAIMS } from "../../src/data/ledger";
import { DOCUMENTS } from "../../src/data/pack";
import { PRESET_FILES } from "../../src/data/presets";
import { changeIssues, claimIssues, datasetIssues, presetIssues, tableIssues } from "../../src/data/schema";
import { TABLES } from "../../src/data/tables";

/** A copy of the data with one place changed; undefined removes it. */
function changed(data: unknown, path: string, value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(data));
  const keys = path.split(".");
  const last = keys.pop() as string;
  let at = copy as Record<string, unknown>;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

const written = { registry, documents: DOCUMENTS };

test("every data file of the build fits the schema, and the packed copy is what was written down", () => {
  expect(buildIssues()).toEqual([]);
});

test.each([
  ["documents.0.entity", "AMZM", /^documents\.0\.entity: "AMZM" is no known entity$/],
  ["documents.0.basis", undefined, /^documents\.0\.basis: /],
  ["documents.0.grade", "E", /^documents\.0\.grade: "E" is no known grade$/],
  ["documents.0.grade", "A", /^documents\.0: grade A needs an accession or a url$/],
  ["documents.0.quoted", undefined, /^documents\.0: grade B names in quoted who quotes the document$/],
  ["documents.0.grade", "C", /^documents\.0: grade C lists the operands of \w+ \w+$/],
  ["documents.0.accession", "1018724", /^documents\.0\.accession: must be a filing's number/],
  ["documents.0.filed", "2007", /^documents\.0\.filed: must be a date/],
  ["documents.0.document", "", /^documents\.0\.document: must not be empty/],
  ["documents.1.figures.2.field", "aws_sales", /^documents\.1\.figures\.2\.field: "aws_sales" is no known field$/],
  [
    "documents.1.figures.2.values.FY2007",
    "74",
    /^documents\.1\.figures\.2\.values\.FY2007: must be a number, or a low and a high end$/,
  ],
  [
    "documents.1.figures.2.values.FY2007",
    null,
    /^documents\.1\.figures\.2\.values\.FY2007: must be a number, or a low and a high end$/,
  ],
  ["documents.1.figures.2.values.2007Q5", 1, /^documents\.1\.figures\.2\.values\.2007Q5: 2007Q5 is no period/],
  ["documents.1.figures.2.values.FY2006", 1, /^documents\.1: AMZN ppe_acquired_under_finance_leases FY2006 stands/],
  ["documents.1.figures.2.values", {}, /^documents\.1\.figures\.2\.values: must hold a value$/],
  ["documents.1.figures.2.page", 7, /^documents\.1\.figures\.2\.page: /],
  ["registry.fields.0.unit", "EUR", /^registry\.fields\.0\.unit: "EUR" is no known unit$/],
  ["registry.fields.1.id", "total_net_sales", /^registry\.fields\.1: field total_net_sales stands twice$/],
  ["registry.entities.0.yearEnd", 13, /^registry\.entities\.0\.yearEnd: must be a month$/],
])("a dataset with %s = %j is refused at its path", (path, value, issue) => {
  const issues = datasetIssues(changed(written, path, value));
  expect(issues.length).toBeGreaterThan(0);
  for (const each of issues) expect(each).toMatch(issue);
});

test("all issues are reported at once", () => {
  const once = changed(written, "documents.0.entity", "AMZM");
  expect(datasetIssues(changed(once, "documents.3.basis", "hearsay"))).toHaveLength(2);
});

test.each([
  ["rows.0.11", "furlongs", /^rows\.0\.11: furlongs is no known unit$/],
  ["rows.0.13", "", /^rows\.0\.13: there is no source$/],
  ["rows.0.14", "sure", /^rows\.0\.14: sure is no known grade$/],
  ["rows.0.10", "9.40", /^rows\.0\.10: gpu_hour must be a number or null$/],
  ["rows.0.3", 7, /^rows\.0\.3: provider must be text$/],
  ["rows.0.16", "more", /^rows\.0: has 17 cells for 16 columns$/],
  ["columns.11.id", "units", /^rows: there is no column unit$/],
])("a table with %s = %j is refused at its path", (path, value, issue) => {
  expect(tableIssues(changed(TABLES.prices, path, value))).toEqual(
    expect.arrayContaining([expect.stringMatching(issue)]),
  );
});

const [tnp] = PRESET_FILES;
const data = PRESET_FILES.find(({ kind }) => kind === "data");

test.each([
  ["parameters.gpuz", { value: 1, unit: "GPUs", source: "x", status: "reported" }, /^parameters\.gpuz: .*mean gpus/],
  ["parameters.rate.unit", "$", /^parameters\.rate\.unit: must be \$\/GPU-hour$/],
  ["parameters.rate.source", "", /^parameters\.rate\.source: must not be empty/],
  ["parameters.rate.status", "hearsay", /^parameters\.rate\.status: "hearsay" is no known status$/],
  ["parameters.utilization.value", 85, /^parameters\.utilization\.value: utilization is 85: write 0\.85 or 85%$/],
  ["parameters.horizon.value", 0, /^parameters\.horizon\.value: horizon is 0/],
  ["parameters.opexFromYear.value", 1.5, /^parameters\.opexFromYear\.value: .*whole number$/],
  ["parameters.wacc", undefined, /^a cash preset without a base gives every key: wacc is missing$/],
  ["about", undefined, /^about: /],
  ["base", "TNP-2024", /^base: "TNP-2024" is no known cash preset$/],
  ["kind", "cake", /^kind: must be cash or data$/],
])("a cash preset with %s = %j is refused at its path", (path, value, issue) => {
  expect(presetIssues(changed(tnp, path, value))).toEqual(expect.arrayContaining([expect.stringMatching(issue)]));
});

test.each([
  ["facts.oldLife.unit", "lustra", /^facts\.oldLife\.unit: "lustra" is no known unit$/],
  ["facts.oldLife.label", undefined, /^facts\.oldLife\.label: /],
  ["facts", {}, /^must hold a fact$/],
  ["base", "TNP-2025", /^a data preset has facts alone$/],
])("a data preset with %s = %j is refused at its path", (path, value, issue) => {
  expect(presetIssues(changed(data, path, value))).toEqual([expect.stringMatching(issue)]);
});

test.each([
  ["0.kind", "true", /^0\.kind: "true" is no known kind$/],
  ["0.relation", "about", /^0\.relation: "about" is no known relation$/],
  ["0.printed", 26.3, /^0\.printed: must be text, for its digits count$/],
  ["0.printed", "26,3", /^0\.printed: must be a number as it is printed$/],
  ["0.reason", "", /^0\.reason: must not be empty/],
  ["1.claim", 1, /^1: claim 1 stands twice$/],
])("a ledger with %s = %j is refused at its path", (path, value, issue) => {
  expect(claimIssues(changed(WRITTEN_CLAIMS, path, value))).toEqual([expect.stringMatching(issue)]);
});

test.each([
  ["0.version", "2020.1", /^must begin with the dataset's own version, /],
  ["0.version", "November", /^0\.version: must be a version such as/],
  ["0.changes", [], /^0\.changes: must say what changed$/],
])("a change log of the figures with %s = %j does not pass", (path, value, issue) => {
  expect(changeIssues(changed(changes, path, value))).toEqual(expect.arrayContaining([expect.stringMatching(issue)]));
});
