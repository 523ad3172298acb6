// The JSDoc of src/functions is the only source of what Excel, the help and the pane say; here it is held to its promises.
import { readFileSync } from "node:fs";
import "../functions/excel";
import scenarioKeys from "../../src/catalogue/scenario-keys.json";
import changesOfFigures from "../../src/data/dataset/changes.json";
import { functionIds, runnable } from "../../src/functions";
import { texts } from "../../src/languages";
import { KEY_NAMES } from "../../src/model/keys";
import { type Input, newTrail, watch } from "../../src/model/steps/trace";

interface Entry {
  readonly id: string;
  readonly topic: string;
  readonly description: string;
  readonly parameters: readonly { readonly name: string; readonly description: string; readonly repeating: boolean }[];
  readonly returns: string;
  readonly examples: readonly (readonly [string, string])[];
}

const { readCatalogue } = jest.requireActual<{ readCatalogue(): Promise<Entry[]> }>("../../src/catalogue/read.cjs");
const { page } = jest.requireActual<{ page(): Promise<string> }>("../../src/catalogue/page.cjs");
const { form } = jest.requireActual<{ form(): string }>("../../src/package/trace-form.cjs");
const { helpFiles } = jest.requireActual<{
  helpFiles(catalogue: readonly Entry[], changes: typeof changesOfFigures): [string, string][];
}>("../../src/catalogue/help.cjs");

let catalogue: Entry[];
beforeAll(async () => {
  catalogue = await readCatalogue();
});

/** What Excel would read as a cell, in A1 and in R1C1. */
const LOOKS_LIKE_A_CELL = /^([a-z]{1,3}\d{1,7}|r\d*c\d*|r\d*|c\d*)$/i;

/** Functions of Excel and of the workbench's spreadsheet that a name of ours could be taken for. */
const isSpreadsheetFunction = (name: string): boolean =>
  name in
  jest.requireActual<{ registries: { functionRegistry: { content: object } } }>("@odoo/o-spreadsheet").registries
    .functionRegistry.content;

test("every function is described in full sentences", () => {
  for (const { id, description, parameters, returns, examples, topic } of catalogue) {
    for (const text of [description, returns, ...parameters.map((parameter) => parameter.description)])
      expect([id, text]).toEqual([id, expect.stringMatching(/^["A-Z0-9$#].*\.$/s)]);
    expect([id, description.length <= 200]).toEqual([id, true]);
    expect([id, examples.length >= 2]).toEqual([id, true]);
    expect([id, topic in texts.functions.topics]).toEqual([id, true]);
  }
});

test("the help leads to what changed in the figures, which stands there word for word", () => {
  const pages = new Map(helpFiles(catalogue, [{ version: "2027.2", changes: ["Sales of <AWS> & others."] }]));
  expect(pages.get("index.html")).toContain('href="figures.html"');
  expect(pages.get("figures.html")).toMatch(/Dataset 2027\.2[\s\S]*Sales of &lt;AWS&gt; &amp; others\./);
});

test("every function stands under its topic's title in the pane's list, on the help page and in docs/functions.md", async () => {
  const [, help] = helpFiles(catalogue, changesOfFigures)[0];
  const docs = await page();
  const { topics } = texts.functions;
  const under = (text: string, heading: RegExp, entry: RegExp): string[][] =>
    text
      .split(heading)
      .slice(1)
      .flatMap((part) => [...part.matchAll(entry)].map(([, id]) => [id, part.split(/[\n<]/)[0]]));
  const expected = Object.keys(topics).flatMap((topic) =>
    catalogue.filter((entry) => entry.topic === topic).map(({ id }) => [id, topics[topic]]),
  );
  expect(expected.map(([id]) => id).sort()).toEqual(functionIds());
  expect(under(help, /<h2[^>]*>/, /<section id="(\w+)">/g)).toEqual(expected);
  expect(under(docs, /^## /m, /^### (\w+)$/gm)).toEqual(expected);
});

test("no function's name looks like a cell or is a spreadsheet's own", () => {
  for (const { id } of catalogue) {
    expect(id).not.toMatch(LOOKS_LIKE_A_CELL);
    expect([id, isSpreadsheetFunction(id)]).toEqual([id, false]);
  }
});

test("no parameter's name looks like a cell", () => {
  for (const { parameters } of catalogue)
    for (const { name } of parameters) expect(name).not.toMatch(LOOKS_LIKE_A_CELL);
});

test("every function that is told of runs, with as many parameters", () => {
  expect(catalogue.map(({ id }) => id).sort()).toEqual(functionIds());
  for (const { id, parameters } of catalogue) expect([id, runnable(id)?.length]).toEqual([id, parameters.length]);
});

test("every parameter is optional and says what it is if omitted, or for what it is needed", () => {
  for (const { id, parameters } of catalogue)
    for (const { name, description, repeating } of parameters)
      if (!repeating)
        expect([id, name, description]).toEqual([
          id,
          name,
          expect.stringMatching(/if omitted|^\S.* for "\w+"|none|all of/),
        ]);
});

/** The numbers, or else the quoted words, of the clause that says what an omitted argument is. */
function said(description: string): (number | string)[] {
  const clause = description.split(";").find((part) => part.includes("if omitted")) ?? "";
  const quoted = [...clause.matchAll(/"([^"]+)"/g)].map(([, word]) => word);
  if (quoted.length > 0) return quoted;
  return [...clause.matchAll(/-?\d+(?:,\d{3})*(?:\.\d+)?(?:E\d+)?(?: billion)?/g)].map(
    ([text]) => Number(text.replace(" billion", "").replaceAll(",", "")) * (text.includes("billion") ? 1e9 : 1),
  );
}

test("what a description says of an omitted argument is what the function takes", () => {
  let compared = 0;
  for (const { id, parameters } of catalogue) {
    const trail = newTrail();
    watch(trail, () => runnable(id)?.());
    for (const { name, description } of parameters) {
      const entry = trail.entries.find(
        (each): each is Input => each.kind === "input" && each.argument === name && each.origin === "default",
      );
      const words = said(description);
      const taken = [entry?.value ?? []].flat(2) as (number | string)[];
      // A list may be described as a whole rather than listed.
      if (taken.length === 0 || words.length < taken.length) continue;
      const agrees = taken.every((value, i) =>
        typeof value === "number"
          ? words.some((word) => typeof word === "number" && Math.abs(word - value) <= 5e-4 * Math.abs(value))
          : words[i] === value,
      );
      expect([id, name, words, taken, agrees]).toEqual([id, name, words, taken, true]);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(30);
});

test("the help explains every key of a scenario, in its order, in full sentences", () => {
  expect(Object.keys(scenarioKeys)).toEqual(KEY_NAMES);
  for (const help of Object.values(scenarioKeys)) expect(help).toMatch(/^[A-Z0-9].*\.$/);
});

test("docs/trace.schema.json says what the schema says: run `npm run docs` when it does not", () => {
  expect(readFileSync("docs/trace.schema.json", "utf8")).toBe(form());
});

test("docs/functions.md says what the code says: run `npm run docs` when it does not", async () => {
  expect(readFileSync("docs/functions.md", "utf8")).toBe(await page());
});
