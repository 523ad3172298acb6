// The licences beside the bundles: the libraries that our sources import, and what these depend on, no more and no less.

import fs from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "..");
const DIST = path.resolve(ROOT, process.env.ADDIN_DIST ?? "dist");
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^;"]*?from\s*)?"([^"]+)"|\bimport\((?:\s|\/\*.*?\*\/)*"([^"]+)"\s*\)/g;

/** The packages that a source and what it imports name: read from the text, as webpack does not. */
function imported(file: string, seen = new Set<string>(), found = new Set<string>()): Set<string> {
  if (seen.has(file) || file.endsWith(".json")) return found;
  seen.add(file);
  for (const [, still, lazy] of fs.readFileSync(file, "utf8").matchAll(IMPORT)) {
    const name = still ?? lazy;
    if (!name.startsWith(".")) found.add(/^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
    else {
      const to = path.resolve(path.dirname(file), name);
      const target = [to, `${to}.ts`, path.join(to, "index.ts")].find(
        (one) => fs.existsSync(one) && fs.statSync(one).isFile(),
      );
      if (target !== undefined) imported(target, seen, found);
    }
  }
  return found;
}

/** Packages with everything they depend on. */
function closure(names: Iterable<string>, all = new Set<string>()): Set<string> {
  for (const name of names) {
    const file = path.join(ROOT, "node_modules", name, "package.json");
    if (all.has(name) || !fs.existsSync(file)) continue;
    all.add(name);
    const { dependencies, peerDependencies } = JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, object>;
    closure(Object.keys({ ...dependencies, ...peerDependencies }), all);
  }
  return all;
}

/** The names in a notice, and whether each has its source and a licence that lets us ship it. */
const read = (file: string): { name: string; where: string; text: string }[] =>
  fs
    .readFileSync(path.join(DIST, file), "utf8")
    .split(`\n${"-".repeat(80)}\n\n`)
    .slice(1)
    .map((text) => {
      const [, name, where] = /^(\S+) \d\S*, (.*)\n/.exec(text) ?? [];
      return { name, where, text };
    });

/** Served in files of their own: the spreadsheet's chart.js too, beside the one inside that draws the pane's pictures. */
const BESIDE = ["@odoo/o-spreadsheet", "@odoo/owl", "chart.js", "bootstrap", "font-awesome"];

test.each([
  ["functions", "functions.NOTICES.txt", "src/functions/load.ts"],
  ["taskpane", "taskpane.NOTICES.txt", "src/taskpane/index.ts"],
  ["assistants", "assistants.NOTICES.txt", "src/agents/page.ts"],
  ["workbench", "vendor/NOTICES.txt", "src/workbench/index.ts"],
])("the notice of %s.js names the libraries inside, each with source and licence", (bundle, file, entry) => {
  const direct = [...imported(path.join(ROOT, entry))].filter((name) => name === "chart.js" || !BESIDE.includes(name));
  const notices = read(file);
  const inside = notices.filter(({ where }) => where.startsWith("inside")).map(({ name }) => name);
  expect(inside).toEqual(expect.arrayContaining(direct));
  expect(inside.filter((name) => !closure(direct).has(name))).toEqual([]);
  const beside = notices.filter(({ where }) => !where.startsWith("inside")).map(({ name }) => name);
  expect(beside.sort()).toEqual(bundle === "workbench" ? [...BESIDE].sort() : []);
  for (const { name, text } of notices) {
    expect([name, text]).toEqual([name, expect.stringMatching(/\nSource: \S+\n/)]);
    expect([name, text]).toEqual([
      name,
      expect.stringMatching(
        /Permission (is hereby granted|to use, copy, modify)|Redistribution and use|LESSER GENERAL PUBLIC|SIL Open Font/,
      ),
    ]);
  }
});

test("functions.js holds no library, the pane holds those it is built with", () => {
  expect(read("functions.NOTICES.txt")).toEqual([]);
  const names = read("taskpane.NOTICES.txt").map(({ name }) => name);
  for (const name of ["lit", "@fluentui/web-components", "@microsoft/fast-element", "valibot", "@borgar/fx"])
    expect(names.some((one) => one === name || one.startsWith(`${name}-`))).toBe(true);
});
