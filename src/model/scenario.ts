// A scenario as it is told: every key but the book lives, which are the horizon unless they are named.
import { type Key, KEY_NAMES, KEYS, type Scenario } from "./keys";
import { frozen, inCase, type Input, input, type Link, step } from "./steps/trace";

type Life = "itLife" | "facilityLife";

export type Assumptions = Readonly<Omit<Scenario, Life> & Partial<Pick<Scenario, Life>>>;

const lifeIsHorizon = (key: Life, name: string) =>
  step(key, name, "years", "=horizon", ({ horizon }: Pick<Scenario, "horizon">) => horizon, {
    note: "the horizon if omitted",
  });

const omittedLife = {
  itLife: lifeIsHorizon("itLife", "Book life of IT"),
  facilityLife: lifeIsHorizon("facilityLife", "Book life of the facility"),
};

/** A key's value; a book life that is left out is the horizon. */
export const valueOf = (assumptions: Assumptions, key: Key): number => assumptions[key] ?? assumptions.horizon;

/** The scenario with both book lives. */
export function complete(assumptions: Assumptions): Scenario {
  const { itLife, facilityLife, horizon } = assumptions;
  if (itLife !== undefined && facilityLife !== undefined) return assumptions as Scenario;
  return {
    ...assumptions,
    itLife: itLife ?? omittedLife.itLife({ horizon }),
    facilityLife: facilityLife ?? omittedLife.facilityLife({ horizon }),
  };
}

/** What shapes the table: how many years, and how the price falls. */
const STRUCTURAL: readonly Key[] = ["horizon", "declineMethod"];

export const shapes = (key: Key): boolean => STRUCTURAL.includes(key);

/** Notes one key of a scenario as an input. */
export function noteKey(key: Key, told: Pick<Input, "value" | "origin" | "source" | "argument" | "link">): void {
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
export const changed = (assumptions: Assumptions, changes: readonly Omit<Change, "is">[]): Assumptions => ({
  ...assumptions,
  ...Object.fromEntries(changes.map(({ key, value }) => [key, value])),
});

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
