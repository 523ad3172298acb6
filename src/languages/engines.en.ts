// What the script for SQL engines says.

export const engineWords = {
  noFigures: "the figures of companies are not here: give the amounts yourself",
  noNumber: (id: string) => `${id} answers no number here: ask capex('${id}', arguments) for its answer as JSON`,
};
