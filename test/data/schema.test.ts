import { content, HASH } from "../../src/data/dataset";
import { hash } from "../../src/data/hash";
import { datasetIssues, tableIssues } from "../../src/data/schema";
import { TABLES } from "../../src/data/tables";

const copy = <T>(data: T): T => JSON.parse(JSON.stringify(data));

test("the built-in dataset and its tables fit the schema", () => {
  expect(datasetIssues(content())).toEqual([]);
  for (const table of Object.values(TABLES)) expect(tableIssues(table)).toEqual([]);
});

test("version.json bears the hash of the dataset", () => {
  expect(hash(JSON.stringify(content()))).toBe(HASH);
});
void copy;
