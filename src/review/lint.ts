// Values that a function accepts, or only just refuses, and that most likely meant another unit.
import { goesIntoThousands, keyNamed, quantity } from "../model/keys";
import { writtenNumber, writtenPairs } from "../model/numbers/written";
import type { CallExplanation } from "../explain/explanation";
import type { Grid, Scalar } from "../explain/grid";
import { texts } from "../languages";

const words = texts.review.units;

interface Rule {
  readonly keys: readonly string[];
  readonly suspect: (value: number, call: Known) => boolean;
  readonly sentence: (key: string, value: number) => string;
}

/** What the other arguments say about the one in question. */
interface Known {
  readonly id: string;
  readonly gpus: number | undefined;
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

/** Functions that are as often asked about one machine, or in another unit, as about billions. */
const ANY_SCALE = new Set(["CAPEXRATIO", "DEPRECIATIONSCHEDULE", "DEPRECIATIONWATERFALL"]);

const RULES: readonly Rule[] = [
  {
    keys: ["capex"],
    suspect: (value, { id, gpus }) =>
      !ANY_SCALE.has(id) &&
      value > 0 &&
      (gpus === undefined ? value < LEAST_CAPEX : value / gpus < LEAST_CAPEX_PER_GPU),
    sentence: words.billions,
  },
  {
    keys: ["cost", "effect", "nbv", "openingNbv"],
    suspect: (value, { id }) => !ANY_SCALE.has(id) && value !== 0 && Math.abs(value) < LEAST_CAPEX_PER_GPU,
    sentence: words.billions,
  },
  {
    keys: ["capexPerGpu"],
    suspect: (value) => value > 0 && value < LEAST_CAPEX_PER_GPU,
    sentence: words.thousands,
  },
  {
    keys: ["capexPerGpu"],
    suspect: (value) => value >= 1e7,
    sentence: words.costOfOne,
  },
  {
    keys: ["kwPerGpu"],
    suspect: (value) => value > MOST_KW_PER_GPU && value < 100,
    sentence: (key, value) => words.powerOfOne(key, value, GPUS_PER_NODE),
  },
  {
    keys: ["kwPerGpu"],
    suspect: (value) => value >= 100,
    sentence: words.watts,
  },
  {
    keys: ["pricePerKwh"],
    suspect: (value) => value > 1,
    sentence: words.cents,
  },
  {
    keys: ["rate", "rates", "shortRate", "longRate"],
    suspect: (value) => value > MOST_RENT,
    sentence: (key, value) => words.rentOfOne(key, value, GPUS_PER_NODE),
  },
  {
    keys: ["hoursPerYear"],
    suspect: (value) => value > 0 && value < LEAST_HOURS,
    sentence: words.hours,
  },
  {
    keys: ["life", "oldLife", "newLife", "itLife", "horizon"],
    suspect: (value) => value > LONGEST_LIFE,
    sentence: words.months,
  },
  {
    keys: ["pue"],
    suspect: (value) => value > MOST_PUE,
    sentence: words.facility,
  },
];

const RULES_OF: ReadonlyMap<string, readonly Rule[]> = new Map(
  RULES.flatMap(({ keys }) => keys).map((key) => [key, RULES.filter(({ keys }) => keys.includes(key))]),
);

/** Functions whose salvage is an amount, not a share of cost. */
const IN_DOLLARS = new Set(["DEPRECIATIONSCHEDULE", "DEPRECIATIONACCELERATED"]);

/** One sentence for each argument with a doubtful value: its first one. */
export function unitFindings({ id, arguments: readings, trail }: CallExplanation): string[] {
  const input = trail.entries.find((entry) => entry.kind === "input" && entry.key === "gpus");
  const gpus = input?.kind === "input" && typeof input.value === "number" ? input.value : undefined;
  return readings.flatMap(({ name, value }) => {
    if (value === null) return [];
    const keyed = quantity(name) === undefined ? pairsOf(value) : null;
    const pairs = keyed ?? value.flat().map((cell): Pair => [name, cell]);
    const found = pairs.flatMap(([key, cell]) => doubt(key, cell, { id, gpus }) ?? []);
    return keyed === null ? found.slice(0, 1) : found;
  });
}

type Pair = readonly [key: string, value: Scalar];

/** Keys and values of a range or of a text such as "rate=2.35;utilization=85%"; null for anything else. */
function pairsOf(value: Grid): readonly Pair[] | null {
  const [[first]] = value;
  if (value.length === 1 && value[0].length === 1)
    return typeof first === "string" && first.includes("=")
      ? writtenPairs(first).flatMap(([key, text]) => pairOf(key, text))
      : null;
  if (value[0]?.length !== 2) return null;
  return value.flatMap(([key, cell]) => (typeof key === "string" ? pairOf(key, cell) : []));
}

/** A key in the case in which it is known, and what the functions read of its cell or text. */
function pairOf(name: string, cell: Scalar): readonly Pair[] {
  const key = keyNamed(name);
  if (key === undefined) return [];
  const read = typeof cell === "string" ? writtenNumber(cell, goesIntoThousands(key)) : cell;
  return typeof read === "number" ? [[key, read]] : [];
}

function doubt(key: string, value: Scalar, known: Known): string | undefined {
  if (typeof value !== "number") return undefined;
  const dollars = key === "salvage" && IN_DOLLARS.has(known.id);
  const share = quantity(key)?.unit.startsWith("fraction") === true && key !== "swing" && !dollars;
  if (share && value > 1 && value <= 100) return words.share(key, value);
  const rule = RULES_OF.get(key)?.find(({ suspect }) => suspect(value, known));
  return rule?.sentence(key, value);
}
