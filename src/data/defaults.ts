// What an omitted argument is: the article's value where the article has one.
import type { ArgumentName, Key } from "../model/keys";

/** A value for an omitted argument and where it comes from. */
export interface Default {
  readonly value: number;
  readonly source: string;
}

const ARTICLE = "The Next Platform, 2 May 2024 and 7 Feb 2025 (preset TNP-2025)";
const OURS = "our convention (preset TNP-2025)";

const STANDARD: Partial<Record<Key | ArgumentName, Default>> = {
  gpus: { value: 16_000, source: ARTICLE },
  capex: { value: 1.5e9, source: ARTICLE },
  rate: { value: 9.4, source: ARTICLE },
  utilization: { value: 1, source: ARTICLE },
  hoursPerYear: { value: 8760, source: ARTICLE },
  annualOpex: { value: 0, source: OURS },
  priceDecline: { value: 0, source: OURS },
  rampMonths: { value: 0, source: OURS },
  basis: { value: 0, source: OURS },
};

/** The default of an argument that the article's scenario holds. */
export function standard(name: Key | ArgumentName): Default {
  const found = STANDARD[name];
  if (found === undefined) throw new Error(`${name} has no default`);
  return found;
}

/** AWS's p5.48xlarge by contract kind, $ per GPU-hour. */
export const ARTICLE_RATES = {
  values: [12.29, 7.20375, 5.395],
  source: "AWS p5.48xlarge on demand, one year (an estimate) and three years: The Next Platform, 2 May 2024",
} as const;

/** The article's share of hours on demand, for one year and for three years. */
export const ARTICLE_MIX = { values: [0.5, 0.3, 0.2], source: "The Next Platform, 2 May 2024" } as const;

/** Amazon's change of 1 January 2025: what it said that the shorter life adds to depreciation expense in 2025. */
export const AMAZON_2025 = {
  effect: 0.7e9,
  oldLife: 6,
  newLife: 5,
  source: "Amazon 10-K FY2024, note 1: a subset of servers and networking equipment on hand at 31 December 2024",
} as const;

/** The federal rate of US corporate income tax, Internal Revenue Code section 11(b). */
export const US_TAX_RATE: Default = {
  value: 0.21,
  source: "US federal corporate rate, Internal Revenue Code section 11(b)",
};
