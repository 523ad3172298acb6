// The help pages of the built add-in, from the JSDoc: all functions on one page, and a page for each, to which Excel's function wizard leads.
const { PANE_POLICY } = require("../workbench/policy.cjs");
const scenarioKeys = require("./scenario-keys.json");
const { byTopic, section } = require("./section.cjs");

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const text = (value) => String(value).replace(/[&<>"]/g, (character) => ENTITIES[character]);

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; font: 16px/1.55 "Segoe UI", -apple-system, Roboto, "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.75rem; } h2 { margin-top: 2.5rem; } h3 { margin: 2rem 0 0.25rem; font-size: 1.1rem; }
code, h3, section h1 { font-family: ui-monospace, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
nav ul { padding: 0; columns: 14rem; list-style: none; }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: 0.15rem 1rem; margin: 0.5rem 0; } dd { margin: 0; }
table { border-collapse: collapse; } td { padding: 0.1rem 1.5rem 0.1rem 0; vertical-align: top; }
@media (max-width: 30rem) { dl { display: block; } dt { margin-top: 0.4rem; } dd { margin-left: 1rem; } }
`.trim();

const ON_ERRORS =
  '<p>An error has a sentence that says what to mend. Excel shows it for #VALUE! and #N/A alone, and not in every version; for #NUM! and #DIV/0! it shows none: the pane’s Audit shows the sentence of any cell. A blank cell counts as left out, in Excel 2021 as 0: then "0 means" in the list of arguments says what it does.</p>';

function helpPage(catalogue) {
  const topics = byTopic(catalogue);
  const sections = topics.map(
    ([title, functions]) => `<h2>${text(title)}</h2>\n${functions.map((help) => sectionOf(help, "h3")).join("\n")}`,
  );
  const links = topics
    .flatMap(([, functions]) => functions)
    .map(({ id }) => `<li><a href="#${id}"><code>${id}</code></a></li>`);
  return htmlPage(
    "Capex Functions: help",
    `<h1>Capex Functions</h1>
<p>The economics of AI infrastructure as spreadsheet functions. Every argument is optional: what is left out takes the value of The Next Platform's article of February 2025, so <code>=GPUPAYBACK()</code> is its headline. Shares and rates are fractions (0.85 or 85%), money is in dollars, lives are in years.</p>
<p>Most arguments also take a column or a row: each element gets its own answer. Select a cell and open <b>Audit</b> in the pane to see every step behind its value.</p>
${ON_ERRORS}
<nav aria-label="Functions"><ul>
${links.join("\n")}
</ul></nav>
${sections.join("\n")}
<h2 id="keys">Keys of a scenario</h2>
<p>What a scenario and its overrides can say, and what the what-if functions can move.</p>
${definitions(Object.entries(scenarioKeys))}
<p><a href="figures.html">What changed in the figures</a></p>
<p><a href="../vendor/NOTICES.txt">Libraries and licences of the workbench</a></p>`,
  );
}

function functionPage(help) {
  return htmlPage(
    `${help.id}: Capex Functions`,
    `<p><a href="index.html">All functions</a></p>
${sectionOf(help, "h1")}
${ON_ERRORS}`,
  );
}

/** What changed in the figures, version by version. */
const changesPage = (log) =>
  htmlPage(
    "Capex Functions: what changed in the figures",
    `<p><a href="index.html">All functions</a></p>
<h1>What changed in the figures</h1>
${log.map(({ version, changes }) => `<h2>Dataset ${text(version)}</h2>\n<ul>${changes.map((change) => `<li>${text(change)}</li>`).join("\n")}</ul>`).join("\n")}`,
  );

/** The files of help/ by their names. */
const helpFiles = (catalogue, changesOfFigures) => [
  ["index.html", helpPage(catalogue)],
  ["figures.html", changesPage(changesOfFigures)],
  ...catalogue.map((help) => [`${help.id}.html`, functionPage(help)]),
];

const htmlPage = (title, main) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${PANE_POLICY}">
<title>${text(title)}</title>
<link rel="icon" href="../assets/icon-32.png">
<style>
${STYLE}
</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;

const definitions = (terms) =>
  `<dl>${terms.map(([name, words]) => `<dt><code>${text(name)}</code></dt><dd>${text(words)}</dd>`).join("")}</dl>`;

const rowOf = ([formula, shown]) => `<tr><td><code>${text(formula)}</code></td><td>${text(shown)}</td></tr>`;

const marksUnder = (heading) => ({
  heading: (_, call) => `<${heading}>${text(call)}</${heading}>`,
  // It stands in the heading.
  call: () => "",
  paragraph: (words) => `<p>${text(words)}</p>`,
  terms: (terms) => (terms.length > 0 ? definitions(terms) : ""),
  examples: (examples) => (examples.length > 0 ? `<table><tbody>${examples.map(rowOf).join("")}</tbody></table>` : ""),
});

const sectionOf = (help, heading) => `<section id="${help.id}">
${section(help, marksUnder(heading)).join("\n")}
</section>`;

module.exports = { helpFiles };
