// US tax depreciation by the printed tables: the Modified Accelerated Cost Recovery System.
import type { Series } from "./numbers/series";

/** IRS Publication 946, appendix A, tables, 5-year property: percent of cost in each year. */
export const MACRS_FIVE_YEARS = {
  "half-year": [20, 32, 19.2, 11.52, 11.52, 5.76],
  "mid-quarter-1": [35, 26, 15.6, 11.01, 11.01, 1.38],
  "mid-quarter-2": [25, 30, 18, 11.37, 11.37, 4.26],
  "mid-quarter-3": [15, 34, 20.4, 12.24, 11.3, 7.06],
  "mid-quarter-4": [5, 38, 22.8, 13.68, 10.94, 9.58],
} as const satisfies Readonly<Record<string, Series>>;

/** The same publication, table A-1, 15-year property by the half-year convention. */
export const MACRS_FIFTEEN_YEARS: Series = [
  5, 9.5, 8.55, 7.7, 6.93, 6.23, 5.9, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 2.95,
];
