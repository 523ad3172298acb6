// The order of the test files: those that take longest first, so that no worker is left alone with one of them at the end.
const Sequencer = require("@jest/test-sequencer").default;

const LONGEST = [
  "host/pane",
  "browser/pane",
  "build.test",
  "browser/axe",
  "browser/loading",
  "browser/workbooks",
  "libreoffice/expansions",
  "browser",
  "host/namespace",
  "host/loads",
  "review/claims",
  "review/independent",
  "host",
  "review/hostile",
  "explain/steps",
  "model/what-if/montecarlo",
  "model/numbers/random",
  "model/what-if",
  "functions",
  "data/sealed",
  "model/numbers",
  "libreoffice",
];

const rank = ({ path }) => {
  const at = LONGEST.findIndex((part) => path.includes(`/test/${part}`));
  return at < 0 ? LONGEST.length : at;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
