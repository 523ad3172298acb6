// What the pages about functions have in common: the topics in their order, and what is said of one function, in a language; a page brings its own marks.

/** Titles of topics with their functions. */
const byTopic = (catalogue, { topics }) =>
  Object.entries(topics)
    .map(([topic, title]) => [title, catalogue.filter((help) => help.topic === topic)])
    .filter(([, functions]) => functions.length > 0);

/** The parts of a function's section, in order. */
function section({ id, description, parameters, returns, examples }, marks, { words, inWords }) {
  const names = parameters.map(({ name, repeating }) => (repeating ? `[${name}…]` : `[${name}]`));
  const call = `${id}(${names.join(", ")})`;
  const terms = parameters.map(({ name, description }) => [name, inWords(description)]);
  return [
    marks.heading(id, call),
    marks.paragraph(inWords(description)),
    marks.call(call),
    marks.terms(terms),
    marks.paragraph(`${words.returns}${inWords(returns)}`),
    marks.examples(examples),
  ].filter(Boolean);
}

module.exports = { byTopic, section };
