// Every word that the pane shows or writes, in one place.

export const texts = {
  stamp: (addin: string, dataset: string, hash: string, date: string) =>
    `Capex Functions ${addin}, dataset ${dataset} (hash ${hash}), written on ${date}`,

  expand: {
    sheet: "Audit",
    title: (cell: string) => `How ${cell} is calculated`,
    about:
      "Every row is an ordinary formula over the rows above it; any spreadsheet recalculates it without this add-in. Green inputs follow your own cells, blue ones are values, black is calculated.",
    headings: ["Label", "Key", "Unit", "Source", "Formula in words", "Value"],
    answer: (name: string) => `Answer of ${name}`,
    result: "The formula over these answers",
    cell: (cell: string) => `The cell ${cell}`,
    difference: "Difference",
    tolerance: "0 when they agree to 1e-12 of the largest term",
    yourCell: "your cell",
    yourValue: "written in the formula",
  },
} as const;
