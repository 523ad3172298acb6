// How well an answer is known: no better than the weakest of what it is made of.
import type { Entry, Input, Step, Support } from "../model/steps/trace";
import { scoped } from "./scoped";

/** From the weakest. What is the person's own has no place among them, and is named. */
export const ORDER = ["assumption", "D", "C", "B", "A"] as const;

export interface Evidence {
  /** Of the weakest; "yours" where all is the person's own. */
  readonly grade: Support;
  /** The names of what is as weak as that. */
  readonly weakest: readonly string[];
  /** Whether anything is the person's own. */
  readonly yours: boolean;
  /** Whether a figure from memory is among it, whatever else there is. */
  readonly recalled: boolean;
}

/** Something that an answer is made of. */
export interface Ingredient {
  readonly name: string;
  readonly support: readonly Support[];
}

/** What is asked of a calculation, of which nobody knows better. */
const ASKED = /^(?:unit|periods|periodsPerYear|trials|seed|target|swing|rowValues|columnValues)$/;

/** What an input or a step brings of its own: nothing, where it is calculated, searched for, or stands elsewhere in the trail. */
function supportOf(entry: Input | Step): readonly Support[] {
  if (entry.kind === "step")
    return entry.formula !== "" || entry.source === "" ? [] : (entry.support ?? ["assumption"]);
  const { link, value, key, origin, support } = entry;
  if (link !== undefined || typeof value === "string" || typeof value === "boolean" || ASKED.test(key)) return [];
  return support ?? [origin === "given" || origin === "override" ? "yours" : "assumption"];
}

/** Everything in a trail, in cases too, that an answer rests on. */
export const ingredients = (entries: readonly Entry[]): readonly Ingredient[] =>
  scoped(entries).map(({ entry }) => ({ name: entry.name, support: supportOf(entry) }));

/** Of an answer that rests on nothing which could be better known. */
export const NOTHING = { grade: "none", weakest: [], yours: false, recalled: false } as const;

/** Undefined where an answer rests on nothing that could be better known. */
export function evidenceOf(parts: readonly Ingredient[]): Evidence | undefined {
  const all = new Set(parts.flatMap(({ support }) => support));
  if (all.size === 0) return undefined;
  const grade = ORDER.find((each) => all.has(each)) ?? "yours";
  const weakest = parts.filter(({ support }) => support.includes(grade)).map(({ name }) => name);
  return { grade, weakest: [...new Set(weakest)], yours: all.has("yours"), recalled: all.has("D") };
}
