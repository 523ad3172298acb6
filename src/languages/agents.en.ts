// What agents are told of the tools: they read English.

export const agentWords = {
  instructions:
    'Exact functions for the economics of AI infrastructure: payback, IRR, debt, depreciation and capex of GPU clusters. Call the tool of the function instead of calculating: every answer carries its steps, sources and the formula for Excel. Shares and rates are fractions (0.85 or "85%"), money is in dollars, lives are in years. Every argument is optional; what is left out takes the article\'s value, and "grade" and "assumptions" say how much of that an answer rests on. A range is a list of rows; scenario and overrides also take an object of keys, such as {"rate": 3}.',
  functionTool: (description: string, returns: string, examples: readonly (readonly [string, string])[]) =>
    [
      description,
      `Returns: ${returns}`,
      ...examples.map(([formula, answer]) => `Example: ${formula} gives ${answer}`),
    ].join("\n"),
  search: {
    description:
      "Finds figures in the built-in dataset of companies (capex, depreciation, useful lives and more), newest first, each with unit, basis, grade, source and the formula that gives it.",
    query: 'A company, words of a figure and a period, all of them optional, such as "Amazon capex 2024".',
    most: "How many are given back; 50 if omitted.",
  },
  explain: {
    description:
      "Calls a function and gives every step of the calculation: name, formula, inputs, value, unit and source; long lists stand whole.",
  },
  formula: {
    description: "Writes the formula that one types into Excel or Google Sheets for a call, without calculating it.",
  },
  scenarios: {
    description: "Lists the scenarios that have a name, with every assumption, its unit, source and status.",
  },
  function: "The function's name, such as GPUIRR.",
  arguments: "The function's arguments by their names, as its own tool takes them.",
  value: "One value, or rows of values; an error inside a table has code and message.",
  unit: "The unit of a single value.",
  typed: "The formula to type into a cell.",
  steps: "The steps in order; of long lists the ends.",
  sources: "Where what was not given comes from.",
  notes: "Conventions and warnings in words.",
  grade:
    "How well the answer is known, the weakest of what it rests on: assumption, then D, C, B, A; yours where everything was given; none where nothing could be known better.",
  assumptions: "How many inputs are the article's, of which the call said nothing.",
  noTool: (name: string) => `there is no tool "${name}"`,
  noText: (name: string) => `${name} is missing: give it as text`,
};
