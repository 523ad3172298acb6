// An element of a list may be missing. The compiler can say where that is forgotten, for a whole program only; here it is asked of
// the rooms where every place is in order. In the model series run in loops over their own length.
import { join, resolve, sep } from "node:path";
import ts from "typescript";

const ROOMS = ["catalogue", "languages", "taskpane", "workbench"];

const ROOT = resolve(__dirname, "..");

test("no element of a list is taken for granted in the rooms that people see", () => {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (file) => ts.sys.readFile(file));
  const { fileNames, options } = ts.parseJsonConfigFileContent({ ...config, include: ["src"] }, ts.sys, ROOT);
  const program = ts.createProgram(fileNames, { ...options, noUncheckedIndexedAccess: true });
  const rooms = ROOMS.map((room) => join(ROOT, "src", room).replaceAll(sep, "/"));
  const found = program
    .getSourceFiles()
    .filter(({ fileName }) => rooms.some((room) => fileName.startsWith(`${room}/`)))
    .flatMap((file) => program.getSemanticDiagnostics(file))
    .map(({ file, start = 0, messageText }) => {
      const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
      return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  expect(found).toEqual([]);
});
