// P5: every built function at the most that it is documented to take or give: how long a cell waits, and what it sends to Excel.

const { readFileSync } = require("node:fs");
const path = require("node:path");
const { runInThisContext } = require("node:vm");
const { MAXIMA } = require("../../test/host/maxima.ts");

class ExcelError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The functions as Excel loads them. */
function builtFunctions() {
  const functions = new Map();
  globalThis.CustomFunctions = { Error: ExcelError, associate: (id, run) => functions.set(id, run) };
  runInThisContext(readFileSync(path.join(__dirname, "../../dist/functions.js"), "utf8"));
  return functions;
}

/** A cell as Microsoft's runtime writes it. */
const wire = (cell) =>
  cell instanceof ExcelError
    ? {
        ...{ valueType: "CustomFunctionError", code: cell.code, type: "Error", basicValue: cell.code },
        ...{ basicType: "Error", message: cell.message || undefined, errorType: "NotAvailable" },
      }
    : cell;

function asked(run, args) {
  const start = performance.now();
  let answer;
  try {
    answer = run(...args);
  } catch (error) {
    if (!(error instanceof ExcelError)) throw error;
    answer = error.message;
  }
  const ours = performance.now() - start;
  const cells =
    typeof answer === "string" ? wire(new ExcelError("#VALUE!", answer)) : answer.map((row) => row.map(wire));
  return { ours, bytes: Buffer.byteLength(JSON.stringify(cells)), refused: typeof answer === "string" };
}

function run() {
  const functions = builtFunctions();
  return MAXIMA.map(([id, what, args]) => {
    const range = (value) => (value === null || Array.isArray(value) ? value : [[value]]);
    const { ours, bytes, refused } = asked(functions.get(id), args.map(range));
    const outcome = `${refused ? "refused" : "answered"}, ${(bytes / 1000).toFixed(1)} kB`;
    return { work: `${id}: ${what}`, ours, peer: outcome, most: 1000 };
  });
}

module.exports = { run };
