// What the package, and what is built on it, says to those who call it.

const list = (names: readonly string[]): string => names.join(", ");

export const packageWords = {
  noFunction: (name: string, near: readonly string[]) =>
    `there is no function "${name}"; did you mean ${list(near)}? functions() lists them all`,
  noArgument: (id: string, name: string, near: readonly string[]) =>
    near.length === 0
      ? `${id} takes no arguments, and is given ${name}`
      : `${id} has no argument "${name}"; did you mean ${list(near)}?`,
  noCell: (name: string, kind: string) =>
    `${name} is ${kind}: give a number, a text, TRUE or FALSE, null, or a list of such, row by row for a range`,
  tooLarge: (most: number) => `the arguments hold more than ${most.toLocaleString("en-US")} characters: give fewer`,
  tooDeep: (name: string) => `${name} is nested: a range is a list of rows, and a row a list of values`,
  tooLong: (most: number) =>
    `the formula would be longer than the ${most} characters that Excel takes: put the range into cells and name them`,
  noDeal: "there is no key to read: name columns after keys of a scenario, such as rate, gpus or capex",
  twice: (key: string) => `two columns are ${key}: keep one`,
  tooBig: "the result is too large for a number: check the units of the row",
  noMetric: (name: string, known: readonly string[]) => `there is no metric "${name}": give some of ${list(known)}`,
  noFigures: (query: string) =>
    `nothing in the dataset fits "${query}": ask for a company, such as AMZN, or words of a figure, such as capex`,
};
