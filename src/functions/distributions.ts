// What a random trial draws: rows of key, kind and the kind's parameters.
import { RENT_SPREAD } from "../data/defaults";
import { fail, must } from "../model/errors";
import { check, type Key, KEY_NAMES, KEYS } from "../model/keys";
import type { Uncertain } from "../model/what-if/montecarlo";
import type { Distribution } from "../model/numbers/random";
import { type Series, sum } from "../model/numbers/series";
import { type Assumptions, valueOf } from "../model/scenario";
import { type Cells, isBlank, isNothing, nameIn, numeric, omitted, rowsOf, wordIn } from "./edge";
import { evenKey } from "./scenario";

/** The parameters of each kind of distribution, in their order. */
const PARAMETERS = {
  normal: ["mean", "sd"],
  lognormal: ["median", "sd"],
  triangular: ["low", "mode", "high"],
  uniform: ["low", "high"],
  pert: ["low", "mode", "high"],
  discrete: ["value", "probability"],
} as const satisfies Record<Distribution["kind"], readonly string[]>;

type Kind = keyof typeof PARAMETERS;

const KINDS = Object.keys(PARAMETERS) as Kind[];

/** What lies in the middle must be a possible value; the tails are clipped. */
const CENTRES = ["mean", "median", "mode"];

/** Parameters beyond this are a mistake. */
const LARGEST = 1e15;

/** One row: key, kind and the kind's parameters; a blank centre is the scenario's own value. */
function uncertainOf(cells: readonly unknown[], place: string, assumptions: Assumptions): Uncertain {
  const [first, second, ...rest] = cells;
  must(!isBlank(first) && !isBlank(second), `${place} needs a key and a kind, such as rate, lognormal, 9.4, 0.25`);
  const key = nameIn(place, first, KEY_NAMES);
  const kind = wordIn(place, second, KINDS);
  if (kind === "discrete") return { key, distribution: discreteOf(rest, key, place) };
  evenKey(place, key);
  const names: readonly string[] = PARAMETERS[kind];
  const shape = `${place}: ${kind} takes ${names.join(", ")}`;
  must(rest.slice(names.length).every(isNothing), `${shape} and nothing more`);
  const values = names.map((name, i) => {
    const own = CENTRES.includes(name) && isBlank(rest[i]) ? valueOf(assumptions, key) : rest[i];
    must(!isBlank(own), `${shape}: ${name} is blank`);
    const value = numeric(`${place}: ${name}`, own);
    must(Math.abs(value) <= LARGEST, `${place}: ${name} is ${value}: it must be within ${LARGEST}`);
    return CENTRES.includes(name) ? check(key, value, `${place}: ${key}`) : value;
  });
  return { key, distribution: distributionOf(kind, values, key, place) };
}

/** Probabilities may miss 1 by rounding. */
const ROUNDING = 1e-9;
const MOST_VALUES = 100;

/** Values of a key, each followed by its probability; sorted, so that a higher share is a higher value. */
function discreteOf(cells: readonly unknown[], key: Key, place: string): Distribution {
  const pairs = Array.from({ length: Math.ceil(cells.length / 2) }, (_, i) => [cells[2 * i], cells[2 * i + 1]])
    .map((pair, i) => ({ pair, which: i + 1 }))
    .filter(({ pair }) => !pair.every(isNothing))
    .map(({ pair, which }) => {
      const [value, probability] = pair.map((cell, i): number => {
        const name = `${PARAMETERS.discrete[i]} ${which}`;
        must(!isBlank(cell), `${place}: discrete takes value, probability, value, probability, ...: ${name} is blank`);
        return numeric(`${place}: ${name}`, cell);
      });
      must(
        probability >= 0 && probability <= 1,
        `${place}: probability ${which} is ${probability}: it must be from 0 to 1`,
      );
      return { value: check(key, value, `${place}: ${key}`), probability };
    })
    .sort((one, other) => one.value - other.value);
  must(pairs.length <= MOST_VALUES, `${place} has ${pairs.length} values: at most ${MOST_VALUES}`);
  const probabilities = pairs.map(({ probability }) => probability);
  const all = sum(probabilities);
  must(Math.abs(all - 1) <= ROUNDING, `${place}: the probabilities sum to ${all}: they must sum to 1`);
  return { kind: "discrete", values: pairs.map(({ value }) => value), probabilities };
}

/** How the keys move together: of each two rows of distributions a correlation; undefined if omitted. */
export function correlationsOf(cells: Cells, { length }: readonly Uncertain[]): readonly Series[] | undefined {
  if (omitted(cells, isNothing)) return undefined;
  const rows = rowsOf("correlations", cells);
  must(
    rows.length === length && rows[0].length === length,
    `correlations is a range of ${rows.length} × ${rows[0].length} cells: it must be ${length} × ${length}, a row and a column for each row of distributions`,
  );
  return rows.map((row, i) =>
    row.map((cell, j) => {
      const at = `correlations, row ${i + 1}, column ${j + 1}`;
      const value = numeric(at, cell);
      must(i !== j || value === 1, `${at} is ${value}: a key and itself have a correlation of 1`);
      must(Math.abs(value) <= 1, `${at} is ${value}: it must be from -1 to 1`);
      must(value === rows[j][i], `${at} is ${value}: write the same in row ${j + 1}, column ${i + 1}`);
      return value;
    }),
  );
}

function distributionOf(
  kind: Exclude<Kind, "discrete">,
  values: readonly number[],
  key: Key,
  place: string,
): Distribution {
  const [one, two, three] = values;
  if (kind === "normal" || kind === "lognormal") {
    must(two >= 0, `${place}: sd is ${two}: it must be at least 0`);
    if (kind === "normal") return { kind, mean: one, sd: two };
    must(one > 0, `${place}: median is ${one}: a lognormal needs one above 0`);
    return { kind, median: one, sd: two };
  }
  const sorted = values.every((value, i) => i === 0 || values[i - 1] <= value);
  must(sorted, `${place}: ${PARAMETERS[kind].join(", ")} are ${values.join(", ")}: they must not fall`);
  const [low, high] = [one, values[values.length - 1]];
  if (low > KEYS[key].high) check(key, low, `${place}: ${key}`);
  if (high < KEYS[key].low) check(key, high, `${place}: ${key}`);
  return kind === "uniform" ? { kind, low, high } : { kind, low, mode: two, high: three };
}

/** What is uncertain, one key a row. */
export function distributionsOf(cells: Cells, assumptions: Assumptions): readonly Uncertain[] {
  if (omitted(cells, isNothing)) {
    const { rate } = assumptions;
    must(rate > 0, `rate is ${rate}: a lognormal needs a median above 0; give distributions`);
    return [{ key: "rate", distribution: { kind: "lognormal", median: rate, sd: RENT_SPREAD } }];
  }
  const rows = rowsOf("distributions", cells);
  must(rows[0].length >= 3, "distributions must be a range with a key, a kind and its parameters in each row");
  const all = rows
    .map((row, i) => ({ row, place: `distributions, row ${i + 1}` }))
    .filter(({ row }) => !row.every(isNothing))
    .map(({ row, place }) => uncertainOf(row, place, assumptions));
  const twice = all.find(({ key }, i) => all.findIndex((other) => other.key === key) < i);
  if (twice !== undefined) fail("#VALUE!", `distributions names ${twice.key} twice: keep one row`);
  return all;
}
