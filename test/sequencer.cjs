// The order of the test files: those that take longest first, so that no worker is left alone with one of them at the end.
const Sequencer = require("@jest/test-sequencer").default;

const LONGEST = [
  "libreoffice",
  "explain/steps",
  "browser",
  "host/pane",
  "host/fuzz",
  "review/claims",
  "review/folding",
  "functions/whatif",
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
