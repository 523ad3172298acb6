// What the workbench's page loads beside our own code: each library as it was published, in files of its own, with licence and source.
const fs = require("node:fs");
const path = require("node:path");

const MODULES = path.resolve(__dirname, "../../node_modules");

/** o-spreadsheet and owl are LGPL: unminified, unchanged, replaceable by whoever serves dist/. */
const LIBRARIES = [
  {
    name: "@odoo/o-spreadsheet",
    source: "https://github.com/odoo/o-spreadsheet",
    licence: "LICENSE",
    files: ["dist/o_spreadsheet.iife.js", "dist/o_spreadsheet.css", "dist/o_spreadsheet.xml"],
  },
  { name: "@odoo/owl", source: "https://github.com/odoo/owl", licence: "LICENSE", files: ["dist/owl.iife.js"] },
  {
    name: "chart.js",
    source: "https://github.com/chartjs/Chart.js",
    licence: "LICENSE.md",
    files: ["dist/chart.umd.min.js"],
  },
  {
    name: "bootstrap",
    source: "https://github.com/twbs/bootstrap",
    licence: "LICENSE",
    files: ["dist/css/bootstrap.min.css"],
  },
  {
    name: "font-awesome",
    source: "https://github.com/FortAwesome/Font-Awesome/tree/v4.7.0",
    terms:
      "Font Awesome 4.7.0 by Dave Gandy: the font is under the SIL Open Font License 1.1 (https://openfontlicense.org), the CSS under the MIT License.",
    files: ["css/font-awesome.min.css", "fonts/fontawesome-webfont.woff2", "fonts/fontawesome-webfont.woff"],
    folder: "font-awesome",
  },
  { name: "fflate", source: "https://github.com/101arrowz/fflate", licence: "LICENSE", files: [], bundled: true },
];

/** A reference to a map that is not served would be a request in vain. */
const withoutMap = (text) => text.replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*$/m, "");

/** Patterns for the copy plugin. */
const vendorFiles = () =>
  LIBRARIES.flatMap(({ name, files, folder }) =>
    files.map((file) => ({
      from: path.join(MODULES, name, file),
      to: folder ? `vendor/${folder}/${file}` : `vendor/${path.basename(file)}`,
      info: { minimized: true },
      transform: (content) => (/min\.(js|css)$/.test(file) ? withoutMap(content.toString()) : content),
    })),
  );

/** The page's notice: every library with version, source and licence. */
function notices() {
  const texts = LIBRARIES.map(({ name, source, licence, terms, bundled }) => {
    const { version } = JSON.parse(fs.readFileSync(path.join(MODULES, name, "package.json"), "utf8"));
    const where = bundled ? "inside workbench.js" : "in files of its own, unchanged";
    const text = terms ?? fs.readFileSync(path.join(MODULES, name, licence), "utf8").trim();
    return `${name} ${version}, ${where}\nSource: ${source}\n\n${text}\n`;
  });
  return `The workbench uses these libraries. Capex Functions itself is under the MIT licence.\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

module.exports = { vendorFiles, notices };
