// The Apps Script file that brings the functions into Google Sheets: functions.js as it is, and a name for each of its functions.

const HEAD = `// capex-functions for Google Sheets: in a spreadsheet open Extensions, Apps Script, and put this file in the place of Code.gs.
`;

/** What Excel gives functions.js, and how Sheets passes arguments and takes answers. */
const BETWEEN = `var CAPEX_ = (function () {
  var found = {};
  function Failure(code, message) {
    this.code = code;
    this.message = message || code;
  }
  Failure.prototype = Object.create(Error.prototype);
  var CustomFunctions = { Error: Failure, associate: function (id, run) { found[id] = run; } };
  (function (globalThis) {
FUNCTIONS
  })({});
  function given(cell) {
    if (Array.isArray(cell)) return cell.map(given);
    return cell === undefined || cell === "" ? null : cell;
  }
  function shown(cell) {
    return cell instanceof Failure ? cell.code : cell;
  }
  return function (id, args) {
    var answer;
    try {
      answer = found[id].apply(null, args.map(given));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Error(error.code + " " + error.message);
    }
    var rows = answer.map(function (row) { return row.map(shown); });
    return rows.length === 1 && rows[0].length === 1 ? rows[0][0] : rows;
  };
})();
`;

const line = (text) => text.replaceAll("*/", "* /");

/** Sheets completes what it is told here, and calls the function by this name. */
function wrapper({ id, description, returns, parameters }) {
  const names = parameters.map(({ name, repeating }) => (repeating ? `...${name}` : name));
  const told = parameters.map(({ name, description: words }) => ` * @param ${name} ${line(words)}`);
  const passed = names.map((name) => name.replace("...", ""));
  return `/**
 * ${line(description)}
${told.join("\n")}
 * @return ${line(returns)}
 * @customfunction
 */
function ${id}(${names.join(", ")}) {
  return CAPEX_("${id}", [${passed.join(", ")}]);
}
`;
}

/** The whole file, from functions.js as it is built. */
const appsScript = (catalogue, functions) =>
  [HEAD, BETWEEN.replace("FUNCTIONS", () => functions.trim()), ...catalogue.map(wrapper)].join("\n");

module.exports = { appsScript };
