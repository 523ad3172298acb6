// The folders as a table: what each may import. Anything else fails here.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Packages are named whole; folders by their name. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  data: ["model"],
  languages: ["model", "data"],
  functions: ["model", "data", "explain"],
  catalogue: [],
  host: [],
  explain: ["model", "functions", "catalogue", "host", "languages", "@borgar/fx"],
  sheets: ["model", "data", "catalogue", "explain", "host", "languages"],
  review: ["model", "data", "catalogue", "explain", "sheets", "host", "languages", "@borgar/fx"],
  taskpane: [
    "functions",
    "catalogue",
    "data",
    "explain",
    "review",
    "sheets",
    "languages",
    "model",
    "host",
    "lit",
    "@fluentui/web-components",
    "chart.js",
  ],
  workbench: [
    "catalogue",
    "host",
    "languages",
    "taskpane",
    "@odoo/o-spreadsheet",
    "@odoo/owl",
    "bootstrap",
    "font-awesome",
    "chart.js",
    "fflate",
  ],
};

/** Two schemas read the validation library: that of data files, and that of what a loaded sheet keeps; what ships in functions.js must not reach either. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  "data/schema.ts": ["valibot"],
  "sheets/request.ts": ["valibot"],
};

const TOP_LEVEL = [
  ...["src", "test", "assets", "docs", "bench", ".ci"],
  ...[
    "manifest.xml",
    "webpack.config.js",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
  ],
  ...[
    "eslint.config.mjs",
    "jest.config.js",
    ".prettierrc.json",
    ".prettierignore",
    ".gitignore",
    ".npmrc",
    ".gitattributes",
    ".editorconfig",
  ],
];

const LOCAL_ONLY = [".git", "node_modules", "dist", "coverage"];

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .sort();

const importsOf = (file: string): string[] =>
  [...readFileSync(join("src", file), "utf8").matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"([^"]+)"/g)].map(
    ([, target]) => target,
  );

const folderOf = (path: string): string => path.split("/")[0];

/** The folder of a relative import, or the package's name. */
function layer(file: string, target: string): string {
  if (target.startsWith(".")) return folderOf(relative("src", join("src", dirname(file), target)));
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}

test.each(files)("%s imports only what its folder may", (file) => {
  const own = folderOf(file);
  const allowed = [own, ...(MAY_IMPORT[own] ?? []), ...(EXCEPTIONS[file] ?? [])];
  for (const target of importsOf(file))
    expect([target, allowed]).toEqual([target, expect.arrayContaining([layer(file, target)])]);
});

test("functions reach the schema by no road", () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const target of importsOf(file)) {
      const path = relative("src", join("src", dirname(file), target));
      const found = [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => files.includes(candidate));
      if (target.startsWith(".") && found !== undefined) visit(found);
    }
  };
  visit("functions/index.ts");
  expect([...seen]).not.toContain("data/schema.ts");
  expect([...seen].flatMap(importsOf).filter((target) => !target.startsWith("."))).toEqual([]);
});

test("the top level holds nothing else", () => {
  expect(readdirSync(".").filter((name) => ![...TOP_LEVEL, ...LOCAL_ONLY].includes(name))).toEqual([]);
});

test("no folder or file is named for holding anything at all", () => {
  const names = readdirSync("src", { recursive: true, encoding: "utf8" }).flatMap((path) => path.split("/"));
  expect(names.filter((name) => /^(utils?|helpers?|common|types?|shared|misc)(\.\w+)?$/.test(name))).toEqual([]);
});
