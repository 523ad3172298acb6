// What the model can be told: every scenario key and every other argument, with its unit and limits.
// One name means one thing everywhere; overrides, what-if functions, presets and the pane read this registry.
import { fail, present } from "./errors";
import { plainText, shifted } from "./numbers/written";
import { namesOf } from "./records";

/** A number the model takes. Limits include their ends unless `above` says that the low end itself is refused. */
export interface Quantity {
  readonly label: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  /** The low end itself is refused. */
  readonly above?: boolean;
  /** The high end itself is refused. */
  readonly below?: boolean;
  readonly whole?: boolean;
  /** What the value most likely meant when it is out of range, as a question or an order. */
  readonly hint?: string;
  /** Of a scenario key that may be left out: its value then, or the key whose value it takes. */
  readonly otherwise?: number | "horizon" | "rate";
}

const SHARE = { unit: "fraction", low: 0, high: 1 } as const;
const MONEY = { unit: "$", low: 0, high: 1e15 } as const;
const TOKEN_PRICE = { unit: "$/million tokens", low: 0, high: 1e6 } as const;
const LIFE = { unit: "years", low: 0, high: 100, above: true } as const;
/** A yearly rate by which something is discounted: 3 is 300 %, and whoever writes 10 means 10 %. */
const DISCOUNT = { unit: "fraction/year", low: -1, high: 3, above: true, below: true } as const;
const GROWTH = { unit: "fraction/year", low: -1, high: 1, above: true, below: true, otherwise: 0 } as const;

/** The longest horizon, in years. */
export const MAX_YEARS = 100;
/** The longest column of periods. */
export const MAX_PERIODS = 1200;
/** The most cells that a call takes or gives. */
export const MAX_CELLS = 100_000;

/** The keys of a scenario, in the order in which they are shown. */
export const KEYS = {
  gpus: { label: "GPUs", unit: "GPUs", low: 0, high: 1e9, above: true },
  capex: { label: "Capital cost", ...MONEY, above: true },
  itShare: { label: "IT share of capital cost", ...SHARE },
  itLife: { label: "Book life of IT", ...LIFE, otherwise: "horizon" },
  facilityLife: { label: "Book life of the facility", ...LIFE, otherwise: "horizon" },
  residual: { label: "Resale of IT, a share of its cost", ...SHARE },
  facilityResidual: { label: "Resale of the facility, a share of its cost", ...SHARE },
  rate: { label: "Rent of a GPU-hour", unit: "$/GPU-hour", low: 0, high: 1e6 },
  utilization: { label: "Utilization", ...SHARE },
  rampMonths: { label: "Ramp", unit: "months", low: 0, high: MAX_PERIODS },
  priceDecline: { label: "Price decline", unit: "fraction/year", low: -1, high: 1, below: true },
  declineMethod: { label: "Decline method", unit: "code", low: 0, high: 1, whole: true },
  hoursPerYear: { label: "Hours in a year", unit: "hours/year", low: 0, high: 8784, above: true },
  kwPerGpu: {
    label: "Power per GPU",
    unit: "kW/GPU",
    low: 0,
    high: 1000,
    hint: "is it the power of a whole node, or in watts?",
  },
  pue: { label: "PUE", unit: "ratio", low: 1, high: 10 },
  pricePerKwh: { label: "Price of power", unit: "$/kWh", low: 0, high: 100, hint: "is it in cents?" },
  otherOpexPerGpu: { label: "Other opex per GPU", unit: "$/GPU/year", low: 0, high: 1e9 },
  annualOpex: { label: "Opex of the cluster", unit: "$/year", low: 0, high: 1e15 },
  opexFromYear: { label: "Opex from year", unit: "year", low: 1, high: MAX_YEARS + 1, whole: true },
  taxRate: { label: "Tax rate", unit: "fraction", low: 0, high: 1, below: true },
  wacc: { label: "Cost of capital", ...DISCOUNT },
  horizon: { label: "Horizon", ...LIFE },
  basis: { label: "Day count", unit: "code", low: 0, high: 4, whole: true },
  itSalvage: { label: "Salvage of IT in the books", ...SHARE, otherwise: 0 },
  facilitySalvage: { label: "Salvage of the facility in the books", ...SHARE, otherwise: 0 },
  timing: { label: "Timing of cash within a year", unit: "code", low: 0, high: 1, whole: true, otherwise: 0 },
  colocationPerKwMonth: { label: "Colocation", unit: "$/kW/month", low: 0, high: 1e6, otherwise: 0 },
  opexEscalation: { label: "Growth of opex without power", ...GROWTH },
  powerEscalation: { label: "Growth of the price of power", ...GROWTH },
  contractShare: { label: "Share of the hours under contract", ...SHARE, otherwise: 0 },
  contractRate: {
    label: "Rent of a contracted GPU-hour",
    unit: "$/GPU-hour",
    low: 0,
    high: 1e6,
    otherwise: "rate",
  },
  contractYears: { label: "Length of the contract", unit: "years", low: 0, high: 100, otherwise: 0 },
  contractEscalation: { label: "Growth of the contracted rent", ...GROWTH },
  prepayment: { label: "Prepaid share of the first contract year", ...SHARE, otherwise: 0 },
  taxMethod: { label: "Tax depreciation", unit: "code", low: 0, high: 1, whole: true, otherwise: 0 },
  bonusDepreciation: { label: "Bonus depreciation of IT", ...SHARE, otherwise: 0 },
  lossLimit: { label: "Share of a profit that earlier losses may cover", ...SHARE, otherwise: 1 },
  debtShare: { label: "Debt, a share of capital cost", ...SHARE, otherwise: 0 },
  debtRate: { label: "Interest rate", unit: "fraction/year", low: 0, high: 1, below: true, otherwise: 0.1 },
  debtYears: { label: "Term of the debt", unit: "years", low: 1, high: 100, whole: true, otherwise: 5 },
  debtGrace: { label: "Years of interest alone", unit: "years", low: 0, high: 99, whole: true, otherwise: 0 },
  debtProfile: { label: "Repayment", unit: "code", low: 0, high: 3, whole: true, otherwise: 0 },
  dscrTarget: { label: "Target DSCR", unit: "ratio", low: 0, high: 100, above: true, otherwise: 1.3 },
  debtFee: { label: "Fee on the debt", ...SHARE, otherwise: 0 },
  cashSweep: { label: "Share of excess cash that repays debt", ...SHARE, otherwise: 0 },
} as const satisfies Record<string, Quantity>;

export type Key = keyof typeof KEYS;

export const KEY_NAMES: readonly Key[] = namesOf(KEYS);

/** The words that a key with a closed list of choices takes as well as its code. */
export const CHOICES: Readonly<Partial<Record<Key, readonly string[]>>> = {
  declineMethod: ["annual", "continuous"],
  timing: ["end", "middle"],
  taxMethod: ["book", "MACRS"],
  debtProfile: ["annuity", "equal", "bullet", "sculpted"],
};

/** The terms of a deal, which a scenario need not hold: each means nothing special where it is missing. */
export type Term = Exclude<
  { [K in Key]: (typeof KEYS)[K] extends { otherwise: number | string } ? K : never }[Key],
  Life
>;

/** A book life is the horizon where it is missing. */
export type Life = "itLife" | "facilityLife";

/** Every key of a scenario with its value; book lives are never missing here, terms of a deal may be. */
export type Scenario = Readonly<Record<Exclude<Key, Term>, number>> & Readonly<Partial<Record<Term, number>>>;

/** What a key is that a scenario leaves out: a value, or the key whose value it takes; undefined where it may not. */
export function otherwiseOf(key: Key): number | Key | undefined {
  const { otherwise }: Quantity = KEYS[key];
  return otherwise;
}

export const isTerm = (key: Key): key is Term =>
  otherwiseOf(key) !== undefined && key !== "itLife" && key !== "facilityLife";

/** Arguments that are not scenario keys. */
export const ARGUMENTS = {
  rates: { label: "Rents of the mix", unit: "$/GPU-hour", low: 0, high: 1e6 },
  mix: { label: "Mix", ...SHARE },
  decline: { label: "Price decline", unit: "fraction/year", low: -1, high: 1, below: true },
  discountRate: { label: "Discount rate", ...DISCOUNT },
  cost: { label: "Cost", ...MONEY },
  effect: { label: "Disclosed effect", unit: "$", low: -1e15, high: 1e15 },
  oldLife: { label: "Old useful life", ...LIFE },
  newLife: { label: "New useful life", ...LIFE },
  age: { label: "Age at the change", unit: "years", low: 0, high: 100 },
  salvage: { label: "Salvage", ...SHARE, below: true },
  salvageAmount: { label: "Salvage", ...MONEY },
  periods: { label: "Periods", unit: "periods", low: 1, high: MAX_PERIODS, whole: true },
  periodsPerYear: { label: "Periods per year", unit: "periods/year", low: 1, high: 12, whole: true },
  shares: { label: "Shares", unit: "shares", low: 0, high: 1e15, above: true },
  life: { label: "Useful life", ...LIFE },
  years: { label: "Years", unit: "years", low: 1, high: MAX_YEARS },
  shortRate: { label: "Rent of the short contract", unit: "$/GPU-hour", low: 0, high: 1e6, above: true },
  longRate: { label: "Rent of the long contract", unit: "$/GPU-hour", low: 0, high: 1e6, above: true },
  shortYears: { label: "Length of the short contract", unit: "years", low: 0, high: MAX_YEARS, above: true },
  longYears: { label: "Length of the long contract", unit: "years", low: 0, high: MAX_YEARS, above: true },
  capexPerGpu: { label: "Capital cost per GPU", unit: "$/GPU", low: 0, high: 1e9, above: true },
  grossMargin: { label: "Gross margin", unit: "fraction", low: 0, high: 1, above: true },
  roic: { label: "Return on invested capital", ...DISCOUNT, low: 0, above: false },
  irr: { label: "Target IRR", ...DISCOUNT },
  nbv: { label: "Carrying amount", ...MONEY },
  oldRemaining: { label: "Remaining life before", unit: "periods", low: 0, high: MAX_PERIODS, above: true },
  newRemaining: { label: "Remaining life after", unit: "periods", low: 0, high: MAX_PERIODS, above: true },
  openingNbv: { label: "Opening carrying amount", ...MONEY },
  openingRemaining: { label: "Remaining life of the opening amount", unit: "periods", low: 0, high: MAX_PERIODS },
  swing: { label: "Swing", unit: "fraction", low: 0, high: 10, above: true },
  target: { label: "Target", unit: "", low: -1e18, high: 1e18 },
  trials: { label: "Trials", unit: "trials", low: 1, high: 1_000_000, whole: true },
  seed: { label: "Seed", unit: "", low: 0, high: 4294967295, whole: true },
  income: { label: "Operating income", unit: "$", low: -1e15, high: 1e15 },
  price: { label: "Price of output tokens", ...TOKEN_PRICE },
  inputPrice: { label: "Price of input tokens", ...TOKEN_PRICE },
  cachedPrice: { label: "Price of cached input tokens", ...TOKEN_PRICE },
  inputShare: { label: "Input's share of the tokens", ...SHARE },
  cachedShare: { label: "Share of input read from the cache", ...SHARE },
  costPerHour: { label: "Cost of a GPU-hour", unit: "$/GPU-hour", low: 0, high: 1e6 },
  tokensPerSecond: { label: "Tokens a second", unit: "tokens/GPU/second", low: 0, high: 1e9, above: true },
  unit: { label: "Unit", unit: "", low: 0, high: 1e15, above: true },
} as const satisfies Record<string, Quantity>;

export type ArgumentName = keyof typeof ARGUMENTS;

const QUANTITIES: Readonly<Record<Key | ArgumentName, Quantity>> = { ...ARGUMENTS, ...KEYS };

export function quantity(name: string): Quantity | undefined {
  const byName: Readonly<Record<string, Quantity | undefined>> = QUANTITIES;
  return byName[name];
}

/** The nearest that a value which is moved, drawn or searched for comes to a limit that is itself refused. */
const MARGIN = 1e-9;

/** The smallest and the largest value that a key may be moved to. */
export function reach(key: Key): { readonly low: number; readonly high: number } {
  const { low, high, above, below }: Quantity = KEYS[key];
  return { low: above ? low + MARGIN : low, high: below ? high - MARGIN : high };
}

/** The value, or the limit of its key that it went beyond. */
export function clipped(key: Key, value: number): number {
  const { low, high } = reach(key);
  return Math.min(Math.max(value, low), high);
}

/** Whether a key has values between any two others: codes and years have not. */
export const isContinuous = (key: Key): boolean => !QUANTITIES[key].whole;

/** Letters and digits alone, which is what a person remembers of a name. */
const bare = (name: string): string =>
  plainText(name)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** What people call a key that neither its id nor its label says. */
const ALIASES: Readonly<Partial<Record<Key, readonly string[]>>> = {
  gpus: ["number of GPUs", "GPU count"],
  capex: ["capital expenditure", "investment"],
  rate: ["rent", "GPU-hour price", "price per GPU-hour", "rental rate"],
  priceDecline: ["rent decline", "decline"],
  pricePerKwh: ["power price", "electricity price", "price per kWh"],
  kwPerGpu: ["kW per GPU"],
  wacc: ["discount rate"],
  taxRate: ["tax"],
  debtShare: ["leverage", "gearing", "loan to cost"],
  debtYears: ["tenor", "debt tenor"],
  debtRate: ["debt interest rate", "cost of debt"],
};

let byName: ReadonlyMap<string, Key> | undefined;

const keysByName = (): ReadonlyMap<string, Key> =>
  (byName ??= new Map(
    KEY_NAMES.flatMap((key) =>
      [...(ALIASES[key] ?? []), KEYS[key].label, key].map((each): [string, Key] => [bare(each), key]),
    ),
  ));

/** The key that a person wrote: its id, its label or a name in use, in any case and with any separators. */
export const keyNamed = (name: string): Key | undefined => keysByName().get(bare(name));

/** The keys of which some name is nearest to one that none has. */
export function nearestKeys(name: string): Key[] {
  const keys = keysByName();
  return [...new Set(nearest(bare(name), [...keys.keys()]).map((near) => present(keys.get(near))))];
}

const UNITS_IN_THOUSANDS = ["GPUs", "$", "$/year", "$/GPU/year", "hours/year"];

/** Whether a key's values go into the thousands, so that a person sets them apart. */
export const goesIntoThousands = (key: Key): boolean => UNITS_IN_THOUSANDS.includes(KEYS[key].unit);

/** A value that the key would take, to show how one is written. */
export function exampleOf(key: Key): number {
  const { high, whole = false }: Quantity = KEYS[key];
  if (goesIntoThousands(key)) return Math.min(high, 16_000);
  if (high <= 3) return 0.1;
  return whole ? 1 : 2.35;
}

/** Refuses a value outside the limits of its key or argument, naming it, or what the user calls it, and the fix. */
export function check(name: Key | ArgumentName, value: number, shown: string = name): number {
  const limits = QUANTITIES[name];
  if (value > limits.low && value < limits.high && !limits.whole) return value;
  return refuse(shown, value, limits);
}

function refuse(name: string, value: number, limits: Quantity): number {
  const { low, high, above, below, whole, unit, hint } = limits;
  if (Number.isFinite(value) && (above ? value > low : value >= low) && (below ? value < high : value <= high)) {
    if (!whole || Number.isInteger(value)) return value;
    return fail("#VALUE!", `${name} is ${value}: it must be a whole number`);
  }
  const isLife = limits.unit === "years" && above === true;
  if (value === 0 && isLife && (name === "life" || name.endsWith("Life")))
    fail("#DIV/0!", `${name} is 0: it must be above 0`);
  const share = shifted(value, -2);
  if (unit.startsWith("fraction") && value > 1 && value >= high && share <= 1 && (share < high || !below))
    fail("#VALUE!", `${name} is ${value}: write ${share} or ${value}%`);
  if (value < low || (above && value === low))
    fail("#VALUE!", `${name} is ${value}: it must be ${above ? "above" : "at least"} ${low}`);
  const meant = hint === undefined ? "" : ` (${hint})`;
  return fail("#VALUE!", `${name} is ${value}: it must be ${below ? "below" : "at most"} ${plain(high)}${meant}`);
}

/** A limit as a reader writes it: 1,000,000 rather than 1e6. */
const plain = (value: number): string => (Math.abs(value) < 1e9 ? value.toLocaleString("en-US") : String(value));

/** Of a name, no more than this is compared: a cell may hold 32,767 characters, and every one of them would take its time. */
const COMPARED = 60;

/** The entries nearest to a name that is not among them, for "did you mean": at most three. */
export function nearest(name: string, known: readonly string[]): string[] {
  const start = (text: string): string => text.slice(0, COMPARED).toLowerCase();
  const wanted = start(name);
  return known
    .map((candidate) => ({ candidate, distance: editDistance(wanted, start(candidate)) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Names the nearest of what is known. */
export const didYouMean = (name: string, known: readonly string[]): string =>
  `did you mean ${nearest(name, known).join(", ")}?`;

/** Levenshtein's distance; a name that contains the other counts as near. */
function editDistance(one: string, other: string): number {
  if (one === other) return 0;
  if (other.includes(one) || one.includes(other)) return 1;
  const row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 0; i < one.length; i++) {
    let diagonal = i;
    row[0] = i + 1;
    for (let j = 0; j < other.length; j++) {
      const changed = diagonal + (one[i] === other[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = Math.min(row[j] + 1, diagonal + 1, changed);
    }
  }
  return row[other.length];
}
