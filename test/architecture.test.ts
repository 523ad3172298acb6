// The folders as a table: what each may import. Anything else fails here.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

/** Packages are named whole; folders by their name. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  data: ["model"],
  languages: ["model", "data"],
  functions: ["model", "data", "explain"],
  catalogue: ["model"],
  host: ["languages"],
  explain: ["model", "functions", "catalogue", "host", "languages", "@borgar/fx"],
  sheets: ["model", "data", "catalogue", "explain", "host", "languages"],
  review: ["model", "data", "catalogue", "explain", "sheets", "host", "languages", "@borgar/fx"],
  package: ["model", "data", "functions", "catalogue", "explain", "languages"],
  engines: ["model", "catalogue", "languages", "package"],
  agents: ["model", "data", "catalogue", "explain", "languages", "package"],
  command: [
    "model",
    "data",
    "functions",
    "catalogue",
    "explain",
    "sheets",
    "host",
    "languages",
    "package",
    "agents",
    "fflate",
    "hyparquet",
    "hyparquet-writer",
  ],
  pictures: ["model", "data", "explain", "sheets", "host", "languages"],
  controls: [
    "model",
    "data",
    "explain",
    "sheets",
    "pictures",
    "review",
    "host",
    "languages",
    "lit",
    "@fluentui/web-components",
    "chart.js",
  ],
  taskpane: [
    "catalogue",
    "data",
    "explain",
    "review",
    "sheets",
    "pictures",
    "controls",
    "languages",
    "model",
    "host",
    "lit",
    "@fluentui/web-components",
  ],
  workbench: [
    "model",
    "catalogue",
    "explain",
    "host",
    "languages",
    "sheets",
    "review",
    "controls",
    "taskpane",
    "lit",
    "idb",
    "@borgar/fx",
    "@odoo/o-spreadsheet",
    "@odoo/owl",
    "bootstrap",
    "font-awesome",
    "chart.js",
    "fflate",
  ],
};

/** Three schemas read the validation library: that of data files, that of what a loaded sheet keeps, and that of a trace; what ships in functions.js must not reach either. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  "data/schema.ts": ["valibot"],
  "sheets/request.ts": ["valibot"],
  "explain/trace-schema.ts": ["valibot"],
  "agents/server.ts": ["@modelcontextprotocol/sdk", "node:http"],
};

/** What runs at build time, beside Node's own modules: its pages need the words and the policy that the pane has. */
const SCRIPTS = [
  "languages",
  "workbench",
  "typescript",
  "@valibot/to-json-schema",
  "custom-functions-metadata",
  "office-addin-cli",
  "webpack",
];

const TOP_LEVEL = [
  "src",
  "test",
  "assets",
  "docs",
  "bench",
  ".ci",
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
    "jest.config.cjs",
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
  .filter((file) => /\.(ts|cjs|mjs)$/.test(file))
  .sort();

/** Static and dynamic imports, of types too, with a comment before the name or none; and what scripts require. */
const IMPORT = /(?:\bfrom\b|\bimport\b|\bimport\(|\brequire\()\s*(?:\/\*.*?\*\/\s*)?"([^"]+)"/g;

const importsOf = (file: string): string[] =>
  [...readFileSync(join("src", file), "utf8").matchAll(IMPORT)].map(([, target]) => target);

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
  const allowed = [
    own,
    ...(MAY_IMPORT[own] ?? []),
    ...(EXCEPTIONS[file] ?? []),
    ...(file.endsWith(".cjs") ? SCRIPTS : []),
  ];
  const onNode = file.endsWith(".cjs") || own === "command";
  for (const target of importsOf(file).filter((name) => !(onNode && name.startsWith("node:"))))
    expect([target, allowed]).toEqual([target, expect.arrayContaining([layer(file, target)])]);
});

/** The file of src/ that a relative import names, if it is code. */
function fileOf(file: string, target: string): string | undefined {
  const path = relative("src", join("src", dirname(file), target));
  const found = [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => files.includes(candidate));
  return target.startsWith(".") ? found : undefined;
}

test("no file imports itself by any road, for types neither", () => {
  const done = new Set<string>();
  const visit = (file: string, road: readonly string[]): readonly string[] => {
    if (road.includes(file)) return [...road.slice(road.indexOf(file)), file];
    if (done.has(file)) return [];
    const targets = importsOf(file).map((target) => fileOf(file, target));
    for (const next of targets) {
      const circle = next === undefined ? [] : visit(next, [...road, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of files) expect(visit(file, []).join(" > ")).toBe("");
});

test("functions reach the schema by no road", () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const target of importsOf(file)) {
      const found = fileOf(file, target);
      if (found !== undefined) visit(found);
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

const MOST_LINES = 400;

test.each(files)(`%s has at most ${MOST_LINES} lines, or its first says why`, (file) => {
  const lines = readFileSync(join("src", file), "utf8").trimEnd().split("\n");
  if (/^\/\/ Long because /.test(lines[0])) return;
  expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
});

const MOST_PANE_LINES = 3000;

test("the pane holds what is pane alone", () => {
  const own = readdirSync("src/taskpane", { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const lines = own.map(
    ({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8").trimEnd().split("\n").length,
  );
  expect(lines.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(MOST_PANE_LINES);
});

/** Rooms with sentences of their own: the words, errors of the model and the functions, and what data say of themselves. */
const SPEAKING = ["languages", "model", "functions", "data"];

const SENTENCES: Readonly<Record<string, string>> = {
  "explain/step-table.ts": "CAPEXEXPLAIN answers it, from functions.js, which holds no words of the pane",
  "controls/styles.ts": "style sheets, whose values read like words",
  "catalogue/help.cjs": "what changed in the figures is told in English",
  "catalogue/page.cjs": "pages made at build time are English",
  "command/build.cjs": "how webpack is told of a thread",
  "engines/sheets.cjs": "a script with a word for whoever pastes it",
  "engines/statements.cjs": "statements with a word for whoever runs them",
  "package/declarations.cjs": "types, and the JSDoc as it stands",
  "package/trace-form.cjs": "a published form has its title in English",
  "workbench/serve.cjs": "a developer's server speaks to a terminal",
  "workbench/vendor.cjs": "licences, word for word",
};

/** Three words in a row, after a first that may end with a colon or be a figure. */
const SENTENCE = /(?:^|[\s"“(>])[\p{L}\d][\p{L}’'-]*[,:]? \p{Ll}[\p{Ll}’'-]*[,:;]? \p{Ll}{2,}/u;

const parsed = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(join("src", file), "utf8"), ts.ScriptTarget.Latest, true);

/** A text as it is written, with a 0 for what is put into it. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("0");
}

/** What a defect says is for whoever mends it. */
const isDefect = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) && /^(Range|Type)?Error$/.test(node.expression.getText())) ||
  (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword);

function sentencesOf(node: ts.Node): string[] {
  if (isDefect(node)) return [];
  const text = textOf(node)?.replace(/<[^>]*>/g, " ");
  const own = text !== undefined && SENTENCE.test(text) ? [text] : [];
  const inner: string[] = [];
  ts.forEachChild(node, (child) => void inner.push(...sentencesOf(child)));
  return [...own, ...inner];
}

const silent = files.filter((file) => !SPEAKING.includes(folderOf(file)));
const mayHold = (file: string): boolean => Object.keys(SENTENCES).some((place) => file.startsWith(place));

test.each(silent.filter((file) => !mayHold(file)))("%s holds no sentence for people", (file) => {
  expect(sentencesOf(parsed(file))).toEqual([]);
});

test.each(Object.keys(SENTENCES))("%s is excepted for sentences that it does hold", (place) => {
  const held = silent.filter((file) => file.startsWith(place)).flatMap((file) => sentencesOf(parsed(file)));
  expect(held).not.toEqual([]);
});

/** What a cast takes on trust; `as const` takes nothing. */
const isCast = (node: ts.Node): boolean =>
  (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) ||
  ts.isTypeAssertionExpression(node) ||
  ts.isNonNullExpression(node);

function castsIn(node: ts.Node): number {
  let casts = isCast(node) ? 1 : 0;
  ts.forEachChild(node, (child) => void (casts += castsIn(child)));
  return casts;
}

function spreadLiterals(node: ts.Node): string[] {
  const spread = ts.isSpreadElement(node) || ts.isSpreadAssignment(node) ? node.expression : undefined;
  const own =
    spread && (ts.isArrayLiteralExpression(spread) || ts.isObjectLiteralExpression(spread)) ? [spread.getText()] : [];
  const inner: string[] = [];
  ts.forEachChild(node, (child) => void inner.push(...spreadLiterals(child)));
  return [...own, ...inner];
}

test("no list and no record is spread where it is written, to save lines", () => {
  expect(files.filter((file) => file.endsWith(".ts")).flatMap((file) => spreadLiterals(parsed(file)))).toEqual([]);
});

const MOST_CASTS = { host: 14, others: 18 };

test("nobody adds a cast: types that narrow take its place", () => {
  const counted = { host: 0, others: 0 };
  for (const file of files.filter((name) => name.endsWith(".ts")))
    counted[folderOf(file) === "host" ? "host" : "others"] += castsIn(parsed(file));
  expect(counted.host).toBeLessThanOrEqual(MOST_CASTS.host);
  expect(counted.others).toBeLessThanOrEqual(MOST_CASTS.others);
});

test("the picture of the architecture shows every room, only arrows that the table allows, and all that do not follow from them", () => {
  const picture = /```mermaid\n([^]*?)```/.exec(readFileSync("docs/architecture.md", "utf8"))?.[1] ?? "";
  const drawn = (line: RegExp) => [...picture.matchAll(line)].map(([, from, to]) => ({ from, to }));
  const arrows = drawn(/^ *(\w+)(?:\[.*?\])? --> (\w+)/gm);
  const dotted = drawn(/^ *(\w+) -\..*\.-> (\w+)/gm);
  const rooms = Object.keys(MAY_IMPORT);
  expect(new Set(arrows.flatMap(({ from, to }) => [from, to]))).toEqual(new Set(rooms));
  for (const { from, to } of [...arrows, ...dotted])
    expect([from, MAY_IMPORT[from]]).toEqual([from, expect.arrayContaining([to])]);
  const below = (room: string): string[] => arrows.flatMap(({ from, to }) => (from === room ? [to, ...below(to)] : []));
  const missing = rooms.flatMap((from) => {
    const shown = [...below(from), ...dotted.flatMap((arrow) => (arrow.from === from ? [arrow.to] : []))];
    return MAY_IMPORT[from].filter((to) => rooms.includes(to) && !shown.includes(to)).map((to) => `${from} --> ${to}`);
  });
  expect(missing).toEqual([]);
});
