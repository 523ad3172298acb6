// Values that a function accepts, or only just refuses, and that most likely meant another unit.
import { goesIntoThousands, keyNamed, quantity } from "../model/keys";
import { shifted, writtenNumber, writtenPairs } from "../model/numbers/written";
import type { ArgumentReading, CallExplanation } from "../explain/explanation";
import type { Grid, Scalar } from "../explain/grid";
import { reviewTexts } from "../languages/review";

const words = reviewTexts.units;

interface Rule {
  readonly keys: readonly string[];
  readonly suspect: (value: number, call: Known) => boolean;
  readonly sentence: (key: string, value: number) => string;
  /** What was most likely meant, the likeliest first. */
  readonly meant: (value: number) => readonly number[];
}

/** What the other arguments say about the one in question. */
interface Known {
  readonly id: string;
  readonly gpus: number | undefined;
  /** Capital cost of 1 in a year of 1 hour: a comparison in multiples, where no amount has a size. */
  readonly inMultiples: boolean;
}

/** The power of one GPU with its share of the server; a server holds eight. */
const MOST_KW_PER_GPU = 4;
const GPUS_PER_NODE = 8;
const MOST_RENT = 40;
const LEAST_CAPEX_PER_GPU = 100;
const LEAST_CAPEX = 1000;
const LONGEST_LIFE = 30;
const MOST_PUE = 4;
const LEAST_HOURS = 1000;
const HOURS = 8760;

/** Functions that are as often asked about one machine, or in another unit, as about billions. */
export const ANY_SCALE = new Set(["CAPEXRATIO", "DEPRECIATIONSCHEDULE", "DEPRECIATIONWATERFALL"]);

const RULES: readonly Rule[] = [
  {
    keys: ["capex"],
    suspect: (value, { id, gpus }) =>
      !ANY_SCALE.has(id) &&
      value > 0 &&
      (gpus === undefined ? value < LEAST_CAPEX : value / gpus < LEAST_CAPEX_PER_GPU),
    sentence: words.billions,
    meant: (value) => [shifted(value, 9), shifted(value, 6)],
  },
  {
    keys: ["cost", "effect", "nbv", "openingNbv"],
    suspect: (value, { id }) => !ANY_SCALE.has(id) && value !== 0 && Math.abs(value) < LEAST_CAPEX_PER_GPU,
    sentence: words.billions,
    meant: (value) => [shifted(value, 9), shifted(value, 6)],
  },
  {
    keys: ["capexPerGpu"],
    suspect: (value) => value > 0 && value < LEAST_CAPEX_PER_GPU,
    sentence: words.thousands,
    meant: (value) => [shifted(value, 3)],
  },
  {
    keys: ["capexPerGpu"],
    suspect: (value) => value >= 1e7,
    sentence: words.costOfOne,
    meant: () => [],
  },
  {
    keys: ["kwPerGpu"],
    suspect: (value) => value > MOST_KW_PER_GPU && value < 100,
    sentence: (key, value) => words.powerOfOne(key, value, GPUS_PER_NODE),
    meant: (value) => [value / GPUS_PER_NODE],
  },
  {
    keys: ["kwPerGpu"],
    suspect: (value) => value >= 100,
    sentence: words.watts,
    meant: (value) => [shifted(value, -3)],
  },
  {
    keys: ["pricePerKwh"],
    suspect: (value) => value > 1,
    sentence: (key, value) => words.cents(key, value, shifted(value, -2)),
    meant: (value) => [shifted(value, -2)],
  },
  {
    keys: ["rate", "rates", "shortRate", "longRate"],
    suspect: (value) => value > MOST_RENT,
    sentence: (key, value) => words.rentOfOne(key, value, GPUS_PER_NODE),
    meant: (value) => [value / GPUS_PER_NODE],
  },
  {
    keys: ["hoursPerYear"],
    suspect: (value) => value > 0 && value < LEAST_HOURS,
    sentence: words.hours,
    meant: () => [HOURS],
  },
  {
    keys: ["life", "oldLife", "newLife", "itLife", "horizon"],
    suspect: (value) => value > LONGEST_LIFE,
    sentence: words.months,
    meant: (value) => [value / 12],
  },
  {
    keys: ["pue"],
    suspect: (value) => value > MOST_PUE,
    sentence: words.facility,
    meant: () => [],
  },
];

const RULES_OF: ReadonlyMap<string, readonly Rule[]> = new Map(
  RULES.flatMap(({ keys }) => keys).map((key) => [key, RULES.filter(({ keys }) => keys.includes(key))]),
);

/** Functions whose salvage is an amount, not a share of cost. */
const IN_DOLLARS = new Set(["DEPRECIATIONSCHEDULE", "DEPRECIATIONACCELERATED"]);

/** An argument's value that most likely meant another. */
export interface Doubt {
  readonly key: string;
  readonly value: number;
  readonly sentence: string;
  readonly meant: readonly number[];
  readonly argument: ArgumentReading;
  /** Where in the argument's cells the value stands. */
  readonly row: number;
  readonly column: number;
}

/** One doubt for each argument: its first; for each key of a list of keys. */
export function doubts({ id, arguments: readings, trail }: CallExplanation): Doubt[] {
  const read = (key: string): number | undefined => {
    const input = trail.entries.find((entry) => entry.kind === "input" && entry.key === key);
    return input?.kind === "input" && typeof input.value === "number" ? input.value : undefined;
  };
  const known = { id, gpus: read("gpus"), inMultiples: read("hoursPerYear") === 1 };
  return readings.flatMap((argument) => {
    const { name, value } = argument;
    if (value === null) return [];
    const keyed = quantity(name) === undefined ? pairsOf(value) : null;
    const pairs =
      keyed ?? value.flatMap((cells, row) => cells.map((held, column): Pair => ({ key: name, held, row, column })));
    const found = pairs.flatMap((pair) => doubt(pair, argument, known) ?? []);
    return keyed === null ? found.slice(0, 1) : found;
  });
}

interface Pair {
  readonly key: string;
  readonly held: Scalar;
  readonly row: number;
  readonly column: number;
}

/** Keys and values of a range or of a text such as "rate=2.35;utilization=85%"; null for anything else. */
function pairsOf(value: Grid): readonly Pair[] | null {
  const [[first]] = value;
  if (value.length === 1 && value[0].length === 1)
    return typeof first === "string" && first.includes("=")
      ? writtenPairs(first).flatMap(([key, text]) => pairOf(key, text, 0))
      : null;
  if (value[0]?.length !== 2) return null;
  return value.flatMap(([key, cell], row) => (typeof key === "string" ? pairOf(key, cell, row) : []));
}

/** A key in the case in which it is known, and what the functions read of its cell or text. */
function pairOf(name: string, cell: Scalar, row: number): readonly Pair[] {
  const key = keyNamed(name);
  if (key === undefined) return [];
  const read = typeof cell === "string" ? writtenNumber(cell, goesIntoThousands(key)) : cell;
  return typeof read === "number" ? [{ key, held: read, row, column: 1 }] : [];
}

const PER_CENT = 100;
const PER_MILLE = 1000;

function doubt({ key, held, row, column }: Pair, argument: ArgumentReading, known: Known): Doubt | undefined {
  if (typeof held !== "number") return undefined;
  const told = { key, value: held, argument, row, column };
  const dollars = key === "salvage" && IN_DOLLARS.has(known.id);
  const limits = quantity(key);
  const share = limits?.unit.startsWith("fraction") === true && key !== "swing" && !dollars;
  // All of it, 100 %, is no value of a share that must stay below 1.
  if (share && held > 1 && (limits.below === true ? held < PER_CENT : held <= PER_CENT))
    return { ...told, sentence: words.share(key, held, shifted(held, -2)), meant: [shifted(held, -2)] };
  if (share && held > PER_CENT && held <= PER_MILLE)
    return {
      ...told,
      sentence: words.perMille(key, held, shifted(held, -3), shifted(held, -1)),
      meant: [shifted(held, -3)],
    };
  if (known.inMultiples && held === 1) return undefined;
  const rule = RULES_OF.get(key)?.find(({ suspect }) => suspect(held, known));
  return rule && { ...told, sentence: rule.sentence(key, held), meant: rule.meant(held) };
}
