// The help pages of the built add-in, from the JSDoc: all functions on one page, and a page for each, to which Excel's function wizard leads.
const { PANE_POLICY } = require("../workbench/policy.cjs");
const { byTopic, section } = require("./section.cjs");
const { ENGLISH, languageOf, translations } = require("./translations.cjs");

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const text = (value) => String(value).replace(/[&<>"]/g, (character) => ENTITIES[character]);

const STYLE = `
:root { color-scheme: light dark; }
body { overflow-wrap: anywhere; max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; font: 16px/1.55 "Segoe UI", -apple-system, Roboto, "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.75rem; } h2 { margin-top: 2.5rem; } h3 { margin: 2rem 0 0.25rem; font-size: 1.1rem; }
code, h3, section h1 { font-family: ui-monospace, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
nav ul { padding: 0; columns: 14rem; list-style: none; }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: 0.15rem 1rem; margin: 0.5rem 0; } dd { margin: 0; }
table { border-collapse: collapse; } td { padding: 0.1rem 1.5rem 0.1rem 0; vertical-align: top; }
@media (max-width: 30rem) { dl { display: block; } dt { margin-top: 0.4rem; } dd { margin-left: 1rem; } }
`.trim();

const onErrors = ({ errors }) => `<p>${errors}</p>`;

function helpPage(catalogue, language) {
  const { words, keys } = language;
  const topics = byTopic(catalogue, language);
  const sections = topics.map(
    ([title, functions]) =>
      `<h2>${text(title)}</h2>\n${functions.map((help) => sectionOf(help, "h3", language)).join("\n")}`,
  );
  const links = topics
    .flatMap(([, functions]) => functions)
    .map(({ id }) => `<li><a href="#${id}"><code>${id}</code></a></li>`);
  return htmlPage(
    words.title,
    `<h1>${words.heading}</h1>
<p>${words.about}</p>
<p>${words.ranges}</p>
${onErrors(words)}
<nav aria-label="${words.functions}"><ul>
${links.join("\n")}
</ul></nav>
${sections.join("\n")}
<h2 id="keys">${words.keys}</h2>
<p>${words.keysAbout}</p>
${definitions(Object.entries(keys))}
${language.root === "../" ? `<p><a href="figures.html">${words.changes}</a></p>\n` : ""}<p><a href="${language.root}vendor/NOTICES.txt">${words.licences}</a></p>`,
    language,
  );
}

function functionPage(help, language) {
  const { words } = language;
  return htmlPage(
    words.pageTitle.replace("{id}", help.id),
    `<p><a href="index.html">${words.all}</a></p>
${sectionOf(help, "h1", language)}
${onErrors(words)}`,
    language,
  );
}

/** What changed in the figures, version by version. */
const changesPage = (log) =>
  htmlPage(
    "Capex Functions: what changed in the figures",
    `<p><a href="index.html">All functions</a></p>
<h1>What changed in the figures</h1>
${log.map(({ version, changes }) => `<h2>Dataset ${text(version)}</h2>\n<ul>${changes.map((change) => `<li>${text(change)}</li>`).join("\n")}</ul>`).join("\n")}`,
    Object.assign({ root: "../" }, ENGLISH),
  );

/** A language's pages by their names in its folder. */
const pagesIn = (catalogue, language) => [
  ["index.html", helpPage(catalogue, language)],
  ...catalogue.map((help) => [`${help.id}.html`, functionPage(help, language)]),
];

/** The files of help/ by their names: English at the top, every other language in a folder of its own. */
const helpFiles = (catalogue, changesOfFigures) => [
  ...pagesIn(catalogue, Object.assign({ root: "../" }, ENGLISH)),
  ["figures.html", changesPage(changesOfFigures)],
  ...translations().flatMap((tag) =>
    pagesIn(catalogue, Object.assign({ root: "../../" }, languageOf(tag))).map(([name, page]) => [
      `${tag}/${name}`,
      page,
    ]),
  ),
];

const htmlPage = (title, main, { words, root }) => `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${PANE_POLICY}">
<title>${text(title)}</title>
<link rel="icon" href="${root}assets/icon-32.png">
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

const sectionOf = (help, heading, language) => `<section id="${help.id}">
${section(help, marksUnder(heading), language).join("\n")}
</section>`;

module.exports = { helpFiles };
