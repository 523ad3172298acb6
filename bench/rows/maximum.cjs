// P5: every built function at the most that it is documented to take or give: how long a cell waits, and what it sends to Excel.

const { runInThisContext } = require("node:vm");
const { MAXIMA } = require("../../test/host/maxima.ts");
const { built, fetchedPart } = require("../../test/host/rig/built.ts");

class ExcelError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The functions as Excel loads them, with the part that they fetch when it is first needed. */
function builtFunctions() {
  const functions = new Map();
  globalThis.self = globalThis;
  globalThis.CustomFunctions = { Error: ExcelError, associate: (id, run) => functions.set(id, run) };
  for (const script of ["functions.js", fetchedPart()]) runInThisContext(built(script));
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

async function asked(run, args) {
  const start = performance.now();
  let answer;
  try {
    answer = await run(...args);
  } catch (error) {
    if (!(error instanceof ExcelError)) throw error;
    answer = error.message;
  }
  const ours = performance.now() - start;
  const cells =
    typeof answer === "string"
      ? wire(new ExcelError("#VALUE!", answer))
      : Array.isArray(answer)
        ? answer.map((row) => row.map(wire))
        : wire(answer);
  return { ours, bytes: Buffer.byteLength(JSON.stringify(cells)), refused: typeof answer === "string" };
}

async function run() {
  const functions = builtFunctions();
  const rows = [];
  for (const [id, what, args] of MAXIMA) {
    const range = (value) => (value === null || Array.isArray(value) ? value : [[value]]);
    const { ours, bytes, refused } = await asked(functions.get(id), args.map(range));
    const outcome = `${refused ? "refused" : "answered"}, ${(bytes / 1000).toFixed(1)} kB`;
    rows.push({ work: `${id}: ${what}`, ours, peer: outcome, most: 1000 });
  }
  return rows;
}

module.exports = { run };
