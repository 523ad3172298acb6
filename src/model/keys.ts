// What the model can be told: every scenario key and every other argument, with its unit and limits.
// One name means one thing everywhere; overrides, what-if functions, presets and the pane read this registry.
import { fail } from "./errors";
import { plainText } from "./numbers/written";

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
}

const SHARE = { unit: "fraction", low: 0, high: 1 } as const;
const MONEY = { unit: "$", low: 0, high: 1e15 } as const;
const LIFE = { unit: "years", low: 0, high: 100, above: true } as const;

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
  itLife: { label: "Book life of IT", ...LIFE },
  facilityLife: { label: "Book life of the facility", ...LIFE },
  residual: { label: "Residual of IT", ...SHARE },
  facilityResidual: { label: "Residual of the facility", ...SHARE },
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
  wacc: { label: "Cost of capital", unit: "fraction/year", low: -1, high: 10, above: true },
  horizon: { label: "Horizon", ...LIFE },
  basis: { label: "Day count", unit: "code", low: 0, high: 4, whole: true },
} as const satisfies Record<string, Quantity>;

export type Key = keyof typeof KEYS;

export const KEY_NAMES = Object.keys(KEYS) as Key[];

/** Every key of a scenario with its value; itLife and facilityLife are never missing here: they are the horizon if omitted. */
export type Scenario = Readonly<Record<Key, number>>;

/** Arguments that are not scenario keys. */
export const ARGUMENTS = {
  rates: { label: "Rents of the mix", unit: "$/GPU-hour", low: 0, high: 1e6 },
  mix: { label: "Mix", ...SHARE },
  decline: { label: "Price decline", unit: "fraction/year", low: -1, high: 1, below: true },
  discountRate: { label: "Discount rate", unit: "fraction/year", low: -1, high: 10, above: true },
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
  colocationPerKwMonth: { label: "Colocation", unit: "$/kW/month", low: 0, high: 1e6 },
  grossMargin: { label: "Gross margin", unit: "fraction", low: 0, high: 1, above: true },
  roic: { label: "Return on invested capital", unit: "fraction/year", low: 0, high: 10 },
  irr: { label: "Target IRR", unit: "fraction/year", low: -1, high: 10, above: true },
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
  unit: { label: "Unit", unit: "", low: 0, high: 1e15, above: true },
} as const satisfies Record<string, Quantity>;

export type ArgumentName = keyof typeof ARGUMENTS;

export const quantity = (name: string): Quantity | undefined =>
  (KEYS as Record<string, Quantity>)[name] ?? (ARGUMENTS as Record<string, Quantity>)[name];

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
export const isContinuous = (key: Key): boolean => !(KEYS[key] as Quantity).whole;

/** The key that a person wrote, in any case. */
export function keyNamed(name: string): Key | undefined {
  const wanted = plainText(name).trim().toLowerCase();
  return KEY_NAMES.find((key) => key.toLowerCase() === wanted);
}

const UNITS_IN_THOUSANDS = ["GPUs", "$", "$/year", "$/GPU/year", "hours/year"];

/** Whether a key's values go into the thousands, so that a person sets them apart. */
export const goesIntoThousands = (key: Key): boolean => UNITS_IN_THOUSANDS.includes(KEYS[key].unit);

/** Refuses a value outside the limits of its key or argument, naming it, or what the user calls it, and the fix. */
export function check(name: Key | ArgumentName, value: number, shown: string = name): number {
  const limits = quantity(name) as Quantity;
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
  if (unit.startsWith("fraction") && value > 1 && value <= 100 && high <= 1)
    fail("#VALUE!", `${name} is ${value}: write ${value / 100} or ${value}%`);
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
