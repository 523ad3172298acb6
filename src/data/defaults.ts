// What an omitted argument is: the article's value where the article has one.
import type { ArgumentName, Key } from "../model/keys";
import type { Support } from "../model/steps/trace";
import { preset, supportOf } from "./presets";
import { STANDARD_PRESET } from "./standard";

/** A value for an omitted argument and where it comes from. */
export interface Default {
  readonly value: number;
  readonly source: string;
  /** How well it is known; an assumption if that is not said. */
  readonly support?: readonly Support[];
}

const QUOTED = ["B"] as const;

let standards: ReadonlyMap<string, Default> | undefined;

/** The default of an argument that the article's scenario holds. */
export function standard(name: Key | ArgumentName): Default {
  standards ??= new Map(
    preset(STANDARD_PRESET).parameters.map(({ key, value, source, status }) => [
      key,
      { value, source: `preset ${STANDARD_PRESET}: ${source}`, support: supportOf(status) },
    ]),
  );
  const found = standards.get(name);
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
  support: QUOTED,
} as const;

/** The federal rate of US corporate income tax, Internal Revenue Code section 11(b). */
export const US_TAX_RATE: Default = {
  value: 0.21,
  source: "US federal corporate rate, Internal Revenue Code section 11(b)",
  support: QUOTED,
};

/** What four companies announced for 2025, of Amazon its AI share alone: Microsoft 80, Meta 65, Alphabet 75, Amazon 86 billion. */
export const FOUR_COMPANIES: Default = {
  value: 306e9,
  source: "The Next Platform, 7 February 2025: 80 + 65 + 75 + 86 billion",
  support: QUOTED,
};

/** AWS's p5.48xlarge for one year (an estimate) and for three, rounded as in the reasoning about the price path. */
export const CONTRACTS = {
  shortRate: { value: 7.2, source: "AWS p5.48xlarge for one year, an estimate: The Next Platform, 2 May 2024" },
  longRate: { value: 5.4, source: "AWS p5.48xlarge for three years: The Next Platform, 2 May 2024", support: QUOTED },
} as const;

/** Cost of one GPU with its share of everything: 1.5 billion over 16,000. */
export const CAPEX_PER_GPU: Default = { value: 93_750, source: "preset TNP-2025: 1.5 billion $ over 16,000 GPUs" };

/** What Amazon wrote off early: 0.92 billion in the fourth quarter of 2024, and 0.6 billion expected for 2025. */
export const AMAZON_RETIREMENT: Default = {
  value: 1.52e9,
  source: "Amazon 10-K FY2024, note 1: 0.92 and 0.6 billion",
  support: QUOTED,
};

/** What an hour of a GPU that serves tokens costs, and what output tokens are sold at. */
export const COST_PER_HOUR: Default = {
  value: 1.41,
  source: "SemiAnalysis InferenceX app, constants, 3 April 2026: an H200 that a hyperscaler owns",
  support: QUOTED,
};
export const TOKENS_PER_SECOND: Default = { value: 739, source: "our illustration" };
export const TOKEN_PRICE: Default = {
  value: 2.19,
  source: "list price of DeepSeek-R1's output tokens: DeepSeek-V3/R1 inference system overview, 1 March 2025",
  support: QUOTED,
};

/** What Amazon added to the property and equipment of AWS in 2020 to 2024, $: figures of the dataset, which a cell has at hand before it has the others. */
export const AMAZON_ADDITIONS = {
  values: [16_530e6, 22_047e6, 27_755e6, 24_843e6, 53_267e6],
  source:
    "Amazon 10-K FY2020, Segment Information note to Amazon 10-K FY2024, Segment Information note: additions to property and equipment, AWS",
  support: ["A"],
} as const;

/** The values of a key that a grid shows when none are given. */
export const GRID_VALUES: Readonly<
  Partial<Record<Key, { readonly values: readonly number[]; readonly source: string }>>
> = {
  rate: {
    values: [2.35, 4.7, 6.88, 9.4, 12.29],
    source: "the market of 2026, half the article's rent, AWS after June 2025, the article's rent, AWS on demand",
  },
  utilization: { values: [0.4, 0.6, 0.8, 1], source: "our default" },
};

/** How uncertain the rent is when nothing is said: a standard deviation of its logarithm. */
export const RENT_SPREAD = 0.25;
