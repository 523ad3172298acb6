// Inputs and steps of a trail in one list, those of its cases too.
import type { Entry, Input, Step } from "../model/steps/trace";

export interface Scoped {
  /** The scopes that it stands in and its own key, parted by points. */
  readonly key: string;
  readonly entry: Input | Step;
}

export const scoped = (entries: readonly Entry[], scopes: readonly string[] = []): Scoped[] =>
  entries.flatMap((entry) =>
    entry.kind === "case"
      ? scoped(entry.entries, scopes.concat(entry.key))
      : [{ key: scopes.concat(entry.key).join("."), entry }],
  );
