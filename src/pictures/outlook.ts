// What a card shows of a scenario: its results, and its cash to date as a small curve.
import type { Preset } from "../data/presets";
import { attempt, ModelError } from "../model/errors";
import { type Headline, headlineOf, scenarioOf } from "../sheets/own-scenario";
import { type CashToDate, cashToDate } from "./cumulative-cash";

export interface Outlook extends Headline {
  /** Null where the model refuses the scenario. */
  readonly cash: CashToDate | null;
  /** Why it does. */
  readonly refused: string | null;
}

export function outlookOf(preset: Preset): Outlook {
  const scenario = scenarioOf(preset);
  const cash = scenario === null ? null : attempt(() => cashToDate(scenario));
  const refused = cash instanceof ModelError ? cash.message : null;
  return { ...headlineOf(preset), cash: cash instanceof ModelError ? null : cash, refused };
}
