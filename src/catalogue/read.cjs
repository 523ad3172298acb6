// Reads the JSDoc of src/functions at build time: what Excel is told (functions.json), plus what Excel has no field for.
const fs = require("node:fs");
const path = require("node:path");
const ts = require("typescript");
const { generateCustomFunctionsMetadata } = require("custom-functions-metadata");

const ROOT = path.resolve(__dirname, "../..");
const FOLDER = "src/functions";

const isTopic = (file) => fs.readFileSync(path.join(ROOT, FOLDER, file), "utf8").includes("@customfunction");

/** The files that hold custom functions, one topic each, relative to the project. */
const functionFiles = () =>
  fs
    .readdirSync(path.join(ROOT, FOLDER))
    .filter(isTopic)
    .sort()
    .map((file) => `./${FOLDER}/${file}`);

/** Every custom function: id, topic, description, parameters, returns, examples ([formula, answer]). */
async function readCatalogue() {
  const files = functionFiles().map((file) => path.resolve(ROOT, file));
  const { metadataJson, errors } = await generateCustomFunctionsMetadata(files);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const extras = new Map(files.flatMap(readExtras));
  return JSON.parse(metadataJson).functions.map(({ id, description, parameters }) => ({
    id,
    ...extras.get(id),
    description,
    parameters: parameters.map(({ name, description, repeating }) => ({
      name,
      description,
      repeating: repeating === true,
    })),
  }));
}

function readExtras(file) {
  const source = ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isFunctionDeclaration).flatMap((declaration) => {
    const tags = (name) =>
      ts
        .getJSDocTags(declaration)
        .filter((tag) => tag.tagName.text === name)
        .map((tag) => (ts.getTextOfJSDocComment(tag.comment) ?? "").trim());
    if (!ts.getJSDocTags(declaration).some((tag) => tag.tagName.text === "customfunction")) return [];
    const examples = tags("example").map((example) => example.split(" → "));
    return [
      [
        tags("customfunction")[0].split(/\s/)[0],
        { topic: path.basename(file, ".ts"), returns: tags("returns")[0], examples },
      ],
    ];
  });
}

module.exports = { functionFiles, readCatalogue };
