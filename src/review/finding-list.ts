// The list of findings as somebody wants to see it: of a kind or a severity, and what was dismissed apart.
import { type Finding, type Kind, keyOf, type Severity } from "./finding";
import type { Remark } from "./remarks";

/** A kind or a severity of findings, or those that were dismissed. */
export type Filter = "all" | Kind | Severity | "dismissed";

/** Whether a finding is shown under a filter. */
export const passes = ({ kind, severity }: Finding, filter: Filter): boolean =>
  filter === "all" || kind === filter || severity === filter;

interface Listed {
  readonly audit: { readonly findings: readonly Finding[] } | null;
  readonly filter: Filter;
  readonly dismissed: readonly Remark[];
}

/** The findings of the list: those that were dismissed stand in a list of their own. */
export function shownFindings({ audit, filter, dismissed }: Listed): readonly Finding[] {
  const away = new Set(dismissed.map(({ key }) => key));
  return (audit?.findings ?? []).filter((finding) =>
    filter === "dismissed" ? away.has(keyOf(finding)) : passes(finding, filter) && !away.has(keyOf(finding)),
  );
}

/** After one has left the list, the key of the one that took its place; null where none is left. */
export function keyInPlace(list: readonly Finding[], index: number): string | null {
  const next = list[Math.min(index, list.length - 1)];
  return next === undefined ? null : keyOf(next);
}
