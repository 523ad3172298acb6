// What the workbench's page loads beside our own code: each library as it was published, in files of its own, with licence and source.
const fs = require("node:fs");
const path = require("node:path");

const MODULES = path.resolve(__dirname, "../../node_modules");

/** o-spreadsheet and owl are LGPL: as their makers published them, unchanged, replaceable by whoever serves dist/. */
const LIBRARIES = [
  {
    name: "@odoo/o-spreadsheet",
    source: "https://github.com/odoo/o-spreadsheet",
    files: ["dist/o_spreadsheet.min.iife.js", "dist/o_spreadsheet.css", "dist/o_spreadsheet.xml"],
  },
  { name: "@odoo/owl", source: "https://github.com/odoo/owl", files: ["dist/owl.iife.min.js"] },
  {
    name: "chart.js",
    source: "https://github.com/chartjs/Chart.js",
    files: ["dist/chart.umd.min.js"],
  },
  {
    name: "bootstrap",
    source: "https://github.com/twbs/bootstrap",
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

/** What the MIT licence asks for, for packages that name the licence and carry no copy of it. */
const mit = (holder) =>
  `MIT License\n\nCopyright (c) ${holder}\n\n${[
    'Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:',
    "The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.",
    'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.',
  ].join("\n\n")}`;

/** The text that a package's licence asks to be kept with it. A package without one stops the build. */
function licenceText(folder, { name, license, author }) {
  const file = fs.readdirSync(folder).find((file) => /^licen[cs]e(\.(md|txt))?$/i.test(file));
  if (file !== undefined) return fs.readFileSync(path.join(folder, file), "utf8").trim();
  const holder = author?.name ?? author;
  if (license === "MIT" && holder) return mit(holder);
  throw new Error(`${name} carries no licence: find its terms and add them to the notices`);
}

function notice(name, where, { source, terms } = {}) {
  const folder = path.join(MODULES, name);
  const facts = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const found = source ?? facts.repository?.url ?? facts.repository ?? facts.homepage;
  const text = terms ?? licenceText(folder, facts);
  return `${name} ${facts.version}, ${where}\nSource: ${found.replace(/^git\+/, "")}\n\n${text}\n`;
}

/** The package that a module's file belongs to, or undefined for our own. */
const packageOf = (file = "") =>
  /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1].replace(/\\/g, "/");

/** A bundle's notice: every library inside, with version, source and licence; the workbench's names the files beside it too. */
function notices(bundle, packages) {
  const inside = [...packages].sort().map((name) => notice(name, `inside ${bundle}.js or its parts`));
  const beside =
    bundle === "workbench" ? LIBRARIES.map((one) => notice(one.name, "in files of its own, unchanged", one)) : [];
  const all = [...inside, ...beside];
  const head = `${bundle}.js ${all.length === 0 ? "holds no library" : "uses these libraries"}. Capex Functions itself is under the MIT licence.\n`;
  return [head, ...all].join(`\n${"-".repeat(80)}\n\n`);
}

module.exports = { vendorFiles, notices, packageOf };
