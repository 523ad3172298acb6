// A preset as functions have it: of what it is for they say the first sentence alone, and the pane has the whole paragraph.
const { register } = require("./typescript.cjs");

let summary;

function summaryOf(preset) {
  if (summary === undefined) {
    const end = register();
    try {
      ({ summary } = require("./presets.ts"));
    } finally {
      end();
    }
  }
  return summary(preset);
}

module.exports = (text) => {
  const preset = JSON.parse(text);
  return JSON.stringify({ ...preset, about: summaryOf(preset) });
};
