// Which step or input of a trail holds one element of the answer.
import type { Entry, Focus, Input, SpillCell, Step, Trail } from "../model/steps/trace";
import { isError, type Scalar } from "./grid";

export type Holder = Extract<SpillCell, { key: string }>;

/** The place of a spilled answer's element; else the last step that has the value (a solver's proof follows its answer). */
export function holderOf(trail: Trail, at: Focus, value: Scalar): SpillCell | undefined {
  const spilled = trail.spill?.[at.row]?.[at.column];
  if (spilled !== undefined || isError(value)) return spilled;
  const step =
    trail.entries.findLast((entry) => entry.kind === "step" && Object.is(entry.result, value)) ??
    trail.entries.findLast((entry) => entry.kind === "step");
  return step === undefined ? undefined : { key: step.key, path: [], index: [0, 0] };
}

/** The entry that a holder names. */
export function entryOf(trail: Trail, { key, path }: Holder): Input | Step | undefined {
  let entries: readonly Entry[] = trail.entries;
  for (const scope of path) {
    const own = entries.find((entry) => entry.kind === "case" && entry.key === scope);
    if (own?.kind !== "case") return undefined;
    entries = own.entries;
  }
  return entries.find((entry): entry is Input | Step => entry.kind !== "case" && entry.key === key);
}

/** The unit of one element of an answer; empty where it is no number or has none. */
export function unitOf(trail: Trail, at: Focus, value: Scalar): string {
  const holder = holderOf(trail, at, value);
  return holder !== undefined && "key" in holder ? (entryOf(trail, holder)?.unit ?? "") : "";
}
