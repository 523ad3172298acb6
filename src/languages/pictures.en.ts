// What pictures and a scenario's copy say, in English: the pane fetches these words when the first is shown.

export const pictures = {
  draft: {
    title: (name: string) => `A copy of ${name}`,
    about: (name: string) => `${name} with changes of your own.`,
    hint: "Move a slider or type: 82%, 0.82, $1.2B. Nothing is in the workbook until you load or save.",
    groups: { main: "What matters most", others: "More assumptions", terms: "Contract, debt, tax and growth" },
    limits: (low: string, above: boolean, high: string, below: boolean) =>
      `${above ? "above" : "at least"} ${low}, ${below ? "below" : "at most"} ${high}`,
    doubtful: (typed: string, whole: string, broken: string) =>
      `${typed} may be ${whole} or ${broken}: type one of them`,
    outside: (value: string, limits: string) => `${value} is out of reach: ${limits}`,
    noNumber: "write a number",
    was: (value: string, source: string) => `was ${value}, ${source}`,
    added: "set in the pane",
    slider: (label: string) => `${label}, slider`,
    name: "Name of the copy",
    load: "Load on a sheet",
    save: "Save as scenario",
    reset: "Start again",
    close: "Back to the scenarios",
    results: "What it comes to",
    refused: (why: string) => `The model refuses this: ${why}.`,
  },
};
