// A figure of the dataset as the depreciation wall's formulas name it.

export const figure = (entity: string, field: string, period: string, attribute?: string): string =>
  `CAPEXDATA("${entity}","${field}","${period}"${attribute === undefined ? "" : `,"${attribute}"`})`;
