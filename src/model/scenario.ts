// A scenario as it is told: every key but the book lives, which are the horizon unless they are named.
import type { Key, Scenario } from "./keys";
import { step } from "./trace";

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

/** The scenario with one key changed. */
export const changed = (assumptions: Assumptions, key: Key, value: number): Assumptions => ({
  ...assumptions,
  [key]: value,
});
