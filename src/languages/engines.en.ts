// What the script for SQL engines says.

export const engineWords = {
  noNumber: (id: string) => `${id} answers no number here: ask capex('${id}', arguments) for its answer as JSON`,
};
