// The Apps Script file that brings the functions into Google Sheets: the package as it is, and a name for each of its functions.

const HEAD = `// capex-functions for Google Sheets: in a spreadsheet open Extensions, Apps Script, and put this file in the place of Code.gs.
`;

/** The modules of the package as Node would wrap them, and how Sheets passes arguments and takes answers. */
const BETWEEN = `var CAPEX_ = (function () {
  var own = {};
  (function (exports) {
FUNCTIONS
  })(own);
  (function (exports, require) {
DATASET
  })({}, function () { return own; });
  function shown(cell) {
    return cell instanceof own.CapexError ? cell.code : cell;
  }
  return function (id, args) {
    var answer;
    try {
      answer = own.call(id, args);
    } catch (error) {
      if (!(error instanceof own.CapexError)) throw error;
      throw new Error(error.code + " " + error.message);
    }
    return Array.isArray(answer) ? answer.map(function (row) { return row.map(shown); }) : answer;
  };
})();
`;

const line = (text) => text.replaceAll("*/", "* /");

/** Sheets completes what it is told here, and calls the function by this name. */
function wrapper({ id, description, returns, parameters }) {
  const names = parameters.map(({ name, repeating }) => (repeating ? `...${name}` : name));
  const told = parameters.map(({ name, description: words }) => ` * @param ${name} ${line(words)}`);
  const passed = parameters.map(({ name }) => `${name}: ${name}`);
  return `/**
 * ${line(description)}
${told.join("\n")}
 * @return ${line(returns)}
 * @customfunction
 */
function ${id}(${names.join(", ")}) {
  return CAPEX_("${id}", { ${passed.join(", ")} });
}
`;
}

/** The whole file, from the modules for require(). */
const appsScript = (catalogue, functions, dataset) => {
  const whole = BETWEEN.replace("FUNCTIONS", () => functions.trim()).replace("DATASET", () => dataset.trim());
  return [HEAD, whole, ...catalogue.map(wrapper)].join("\n");
};

module.exports = { appsScript };
