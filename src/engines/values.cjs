// A webpack loader: a preset without what explains it, which are its sources and sentences.
module.exports = function values(source) {
  const { name, kind, base, parameters = {} } = JSON.parse(source);
  const bare = Object.entries(parameters).map(([key, { value }]) => [key, { value }]);
  return JSON.stringify({ name, kind, base, parameters: Object.fromEntries(bare) });
};
