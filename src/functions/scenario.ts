// The two arguments that a scenario comes in: a preset's name or a range of key and value, and overrides that win over it.
import { STANDARD_PRESET } from "../data/standard";
import { cashPreset, supportOf } from "../data/presets";
import { brief, must } from "../model/errors";
import { check, isContinuous, type Key, KEY_NAMES } from "../model/keys";
import { type Assumptions, noteKey } from "../model/scenario";
import { plainText, writtenPairs } from "../model/numbers/written";
import { type Input, type Origin, watched } from "../model/steps/trace";
import { writtenKey, writtenValue } from "../model/written-key";
import { type Cells, isBlank, isNothing, numeric, omitted, optionalNumber, refuseError, rowsOf } from "./edge";

interface Told {
  readonly value: number;
  readonly origin: Origin;
  readonly source: string;
  readonly argument: string;
  readonly support?: Input["support"];
}

/** The heading of a table of keys and values. */
const isHeading = ([name]: readonly unknown[]): boolean =>
  typeof name === "string" && plainText(name).trim().toLowerCase() === "key";

/** Pairs of key and value from a two-column range or a text such as "rate=2.35;utilization=0.85". */
function pairs(argument: string, cells: Cells): [Key, number][] {
  const rows = rowsOf(argument, cells);
  if (rows.length === 1 && rows[0].length === 1) return textPairs(argument, rows[0][0]);
  return rows
    .filter((row, i) => !row.every(isNothing) && !(i === 0 && isHeading(row)))
    .flatMap((row): [Key, number][] => {
      must(row.length === 2, `${argument} is a range of ${row.length} columns: give two, key and value`);
      const [name, value] = row;
      refuseError(argument, name);
      must(
        typeof name === "string" && name !== "",
        `${argument}: ${brief(String(name))} stands where a key is due: the first column holds keys`,
      );
      if (isBlank(value)) return [];
      const key = writtenKey(name);
      return [
        [key, typeof value === "string" ? writtenValue(argument, key, value) : numeric(`${argument}: ${key}`, value)],
      ];
    });
}

function textPairs(argument: string, cell: unknown): [Key, number][] {
  refuseError(argument, cell);
  must(
    typeof cell === "string",
    `${argument} is ${String(cell)}: write it as text, such as "rate=2.35;utilization=0.85"`,
  );
  return writtenPairs(cell).map(([name, value]) => {
    must(
      name !== "" && value !== null,
      `${argument}: "${brief(name || `=${value}`)}" has no ${name === "" ? "key" : "value"}: write key=value, and ; between them`,
    );
    const key = writtenKey(name);
    return [key, writtenValue(argument, key, value)];
  });
}

/** A name alone, or undefined where the argument is a range or omitted. */
function presetName(cells: Cells): string | undefined {
  const flat: unknown[] = Array.isArray(cells) ? cells.flat() : [cells];
  if (flat.length > 1) return undefined;
  if (isBlank(flat[0])) return "";
  refuseError("scenario", flat[0]);
  must(
    typeof flat[0] === "string",
    `scenario is ${String(flat[0])}: give a preset's name such as "${STANDARD_PRESET}", or a range of key and value`,
  );
  must(
    !flat[0].includes("="),
    `scenario is "${brief(flat[0])}": that is an override; leave scenario empty and give it as overrides`,
  );
  return flat[0];
}

/** What a table of scenario keys holds under one of them; undefined where the cell is blank. */
export const keyCell = (place: string, key: Key, cell: unknown): number | undefined =>
  isBlank(cell)
    ? undefined
    : check(
        key,
        typeof cell === "string" ? writtenValue(place, key, cell) : numeric(`${place}: ${key}`, cell),
        `${place}: ${key}`,
      );

export interface ScenarioArguments {
  readonly scenario: Cells;
  readonly overrides: Cells;
  /** Wins over the scenario's horizon. */
  readonly years?: Cells;
  /** The preset if the scenario is omitted. */
  readonly otherwise?: string;
}

/** Reads a scenario and notes every key of it, where its value comes from and which argument brought it. */
export function readScenario({
  scenario,
  overrides,
  years,
  otherwise = STANDARD_PRESET,
}: ScenarioArguments): Assumptions {
  const told = new Map<Key, Told>();
  const name = presetName(scenario);
  for (const { key, value, source, status, from } of cashPreset(name || (name === "" ? otherwise : STANDARD_PRESET))
    .parameters)
    told.set(key, {
      value,
      origin: "preset",
      source: `${from}: ${source}`,
      argument: "scenario",
      support: supportOf(status),
    });
  if (name === undefined) tell(told, "scenario", scenario, "given");
  if (!omitted(overrides)) tell(told, "overrides", overrides, "override");
  const horizon = optionalNumber("years", years, { silent: true });
  if (horizon !== undefined) told.set("horizon", { value: horizon, origin: "given", source: "", argument: "years" });
  const assumptions: Partial<Record<Key, number>> = {};
  for (const [key, { value }] of told) assumptions[key] = check(key, value);
  if (watched()) note(told);
  return assumptions as Assumptions;
}

function tell(told: Map<Key, Told>, argument: string, cells: Cells, origin: Origin): void {
  const seen = new Set<Key>();
  for (const [key, value] of pairs(argument, cells)) {
    must(!seen.has(key), `${argument} gives ${key} twice: keep one`);
    seen.add(key);
    told.set(key, { value, origin, source: "", argument });
  }
}

function note(told: ReadonlyMap<Key, Told>): void {
  for (const key of KEY_NAMES) {
    const entry = told.get(key);
    if (entry !== undefined) noteKey(key, entry);
  }
}

/** A key that can take any value between two others, which codes and years cannot. */
export const evenKey = (name: string, key: Key): Key => {
  must(isContinuous(key), `${name} is "${key}", which takes whole numbers only: name a key that can move a little`);
  return key;
};
