// A webpack loader: our TypeScript without what explains it. A step becomes the function that it states, what is noted for a
// watcher is gone, and nobody watches; what is calculated stays word for word, so that every answer keeps its bits.
const ts = require("typescript");

/** What stands in the place of a call: the argument that is calculated, at its place. */
const CALCULATED = new Map([
  ["step", 4],
  ["frozen", 4],
  ["figure", 3],
]);
const RUN = new Map([
  ["inCase", 2],
  ["unwatched", 0],
]);
const NOTING = /\/(trace|scenario|edge|arguments)$/;
const NOTED = new Set(["input", "linkedInput", "remark", "spills", "noteKey", "noteArgument"]);

module.exports = function plain(source) {
  const file = ts.createSourceFile(this.resourcePath, source, ts.ScriptTarget.ES2022, true);
  const imported = new Set(file.statements.filter(ts.isImportDeclaration).flatMap(namesOf));
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const transformers = { before: [(context) => (root) => ts.visitNode(root, (node) => bare(node, imported, context))] };
  return ts.transpileModule(source, { compilerOptions, fileName: this.resourcePath, transformers }).outputText;
};

/** What an import brings of what notes steps, by its own name. */
const namesOf = ({ importClause, moduleSpecifier }) =>
  NOTING.test(moduleSpecifier.text) && importClause?.namedBindings && ts.isNamedImports(importClause.namedBindings)
    ? importClause.namedBindings.elements.map(({ name }) => name.text)
    : [];

function bare(node, imported, context) {
  const { factory } = context;
  const visit = (inner) => bare(inner, imported, context);
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || !imported.has(node.expression.text))
    return ts.visitEachChild(node, visit, context);
  const name = node.expression.text;
  if (CALCULATED.has(name)) return factory.createParenthesizedExpression(visit(calculated(node.arguments, name)));
  if (RUN.has(name)) return factory.createCallExpression(visit(node.arguments[RUN.get(name)]), undefined, []);
  if (NOTED.has(name)) return factory.createVoidZero();
  if (name === "watched") return factory.createFalse();
  return ts.visitEachChild(node, visit, context);
}

/** Where labels are spread into a call, its function is what stands out. */
const calculated = (given, name) =>
  given.some(ts.isSpreadElement) ? given.find(ts.isArrowFunction) : given[CALCULATED.get(name)];
