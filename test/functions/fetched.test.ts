// What functions.js fetches later is computed with what it has: load.ts hands everything over that the fetched files import.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

const { FETCHED } = jest.requireActual<{ FETCHED: readonly string[] }>("../../src/functions/fetched.cjs");

const SRC = join(__dirname, "../../src");

/** What a file imports, types aside: a file, and the names from it. */
function imports(file: string): readonly { readonly from: string; readonly names: readonly string[] }[] {
  const { statements } = ts.createSourceFile(file, readFileSync(join(SRC, file), "utf8"), ts.ScriptTarget.Latest, true);
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
    if (moduleSpecifier.text.endsWith(".json") || isOfTypes(statement)) return [];
    const base = relative(SRC, join(SRC, dirname(file), moduleSpecifier.text));
    const from = existsSync(join(SRC, `${base}.ts`)) ? `${base}.ts` : `${base}/index.ts`;
    return [{ from, names: ts.isImportDeclaration(statement) ? namesOf(statement) : [] }];
  });
}

const isOfTypes = (statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean =>
  ts.isImportDeclaration(statement)
    ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : statement.isTypeOnly;

function namesOf({ importClause }: ts.ImportDeclaration): readonly string[] {
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ propertyName, name }) => (propertyName ?? name).text);
}

/** A file and all that it needs. */
function reached(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const { from } of imports(file)) reached(from, known);
  return known;
}

test("everything that the fetched files import from the others is handed over", () => {
  const atHand = reached("functions/load.ts");
  const fetched = [...reached("functions/fetched.ts")].filter((file) => !atHand.has(file));
  expect(fetched).toEqual(expect.arrayContaining(["functions/capex.ts", "functions/claims.ts", "data/dataset.ts"]));
  const wanted = fetched.flatMap((file) => imports(file).flatMap(({ from, names }) => (atHand.has(from) ? names : [])));
  const [, handed = ""] =
    /const capexKit = \{([^}]*)\}/.exec(readFileSync(join(SRC, "functions/load.ts"), "utf8")) ?? [];
  expect(
    handed
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean)
      .sort(),
  ).toEqual([...new Set(wanted)].sort());
});

test("the build fetches these files and no others", () => {
  const atHand = reached("functions/load.ts");
  const fetched = [...reached("functions/fetched.ts")].filter((file) => !atHand.has(file));
  expect([...FETCHED].sort()).toEqual(fetched.sort());
});
