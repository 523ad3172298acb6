// A scenario as it is told: book lives may be missing, which are the horizon then, and the terms of a deal that it has not.
import { present } from "./errors";
import { type Key, KEY_NAMES, KEYS, type Life, otherwiseOf, type Scenario, type Term } from "./keys";
import { recordOf } from "./records";
import { frozen, inCase, type Input, input, type Link, step, watched } from "./steps/trace";

export type Assumptions = Readonly<Omit<Scenario, Life> & Partial<Pick<Scenario, Life>>>;

const lifeIsHorizon = (key: Life, name: string) =>
  step(key, name, "years", "=horizon", ({ horizon }: Pick<Scenario, "horizon">) => horizon, {
    note: "the horizon if omitted",
  });

const omittedLife = {
  itLife: lifeIsHorizon("itLife", "Book life of IT"),
  facilityLife: lifeIsHorizon("facilityLife", "Book life of the facility"),
};

/** A key's value; of one that is left out what the key says: a book life is the horizon, a contracted rent the rent. */
export function valueOf(assumptions: Assumptions, key: Key): number {
  const told = assumptions[key];
  if (told !== undefined) return told;
  const otherwise = otherwiseOf(key);
  return typeof otherwise === "number" ? otherwise : valueOf(assumptions, present(otherwise));
}

/** The terms with their values; for a watcher those that the scenario leaves out are inputs of their own. */
export function termsOf<K extends Term>(scenario: Assumptions, keys: readonly K[]): Readonly<Record<K, number>> {
  return recordOf(keys, (key) => {
    const value = valueOf(scenario, key);
    if (watched() && scenario[key] === undefined && typeof otherwiseOf(key) === "number")
      noteKey(key, { value, origin: "default", source: "our default" });
    return value;
  });
}

const isComplete = (assumptions: Assumptions): assumptions is Scenario =>
  assumptions.itLife !== undefined && assumptions.facilityLife !== undefined;

/** The scenario with both book lives. */
export function complete(assumptions: Assumptions): Scenario {
  if (isComplete(assumptions)) return assumptions;
  const { itLife, facilityLife, horizon } = assumptions;
  return {
    ...assumptions,
    itLife: itLife ?? omittedLife.itLife({ horizon }),
    facilityLife: facilityLife ?? omittedLife.facilityLife({ horizon }),
  };
}

/** What shapes the table: how many years, and by which method something goes. */
const STRUCTURAL: readonly Key[] = [
  "horizon",
  "declineMethod",
  "timing",
  "taxMethod",
  "debtYears",
  "debtGrace",
  "debtProfile",
];

export const shapes = (key: Key): boolean => STRUCTURAL.includes(key);

/** Notes one key of a scenario as an input. */
export function noteKey(
  key: Key,
  told: Pick<Input, "value" | "origin" | "source" | "argument" | "link" | "support">,
): void {
  const { label, unit } = KEYS[key];
  input({ key, name: label, unit, axis: "across", structural: shapes(key), ...told });
}

/** Another value of a key: what it is elsewhere in the trail, or in words how it was found. */
export interface Change {
  readonly key: Key;
  readonly value: number;
  readonly is: Link | string;
}

/** The scenario with some keys changed. */
export function changed(assumptions: Assumptions, changes: readonly Omit<Change, "is">[]): Assumptions {
  const draft: { -readonly [K in keyof Assumptions]: Assumptions[K] } = { ...assumptions };
  for (const { key, value } of changes) draft[key] = value;
  return draft;
}

/** A scenario, and the scope in which its keys are inputs. */
export interface Home {
  readonly assumptions: Assumptions;
  readonly path: readonly string[];
}

/** Runs a calculation in a case of its own with some keys changed; the others are the inputs of the scenario's home. */
export function inVariant<R>(
  { assumptions, path }: Home,
  name: string,
  title: () => string,
  changes: readonly Change[],
  calculate: (scenario: Scenario) => R,
): R {
  const variant = changed(assumptions, changes);
  if (!watched()) return calculate(complete(variant));
  return inCase(name, title, () => {
    for (const key of KEY_NAMES) {
      const value = variant[key];
      const is = changes.find((change) => change.key === key)?.is ?? { path, key };
      if (value === undefined) continue;
      if (typeof is === "string") frozen(key, KEYS[key].label, KEYS[key].unit, is, value);
      else noteKey(key, { value, origin: "given", source: "", link: is });
    }
    return calculate(complete(variant));
  });
}
