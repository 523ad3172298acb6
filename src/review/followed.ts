// One cell of ours: whether it computes again to its value, and what its findings are made of.
import { area, cellAt } from "../host/a1";
import type { FormulaCell } from "../host/host";
import { explainStill, type Following } from "../explain/explain";
import { type CallExplanation, type Explanation, explained, type KnownFunctions } from "../explain/explanation";
import { fromCell, isError, type Scalar, shownAs } from "../explain/grid";
import { valueText } from "../explain/figure-text";
import { inWords } from "../languages/phrases";
import { reviewTexts } from "../languages/review";
import { verdictSentence } from "../explain/verdict-sentence";
import type { Finding } from "./finding";
import { type Literal, literalsOf, textNumbersOf } from "./literals";
import { shapeOf, type Shape } from "./patterns";
import type { Snapshot } from "./snapshot";

const words = reviewTexts;

export type Standing = "agrees" | "stale" | "differs" | "otherwise" | "unsettled" | "unread" | "error";

export interface AuditedCell extends FormulaCell {
  /** The functions that the formula calls, the outer first; empty where none of that name is known. */
  readonly functions: readonly string[];
  readonly standing: Standing;
  /** Why it stands so. */
  readonly sentence: string;
  readonly recomputed: FormulaCell["value"] | undefined;
  readonly literals: readonly Literal[];
  /** Those that it is to blame for, or that break it. */
  readonly findings: readonly Finding[];
  /** It shows #NAME?, and typing it again mends that. */
  readonly repairable: boolean;
}

export type Read = Omit<AuditedCell, "findings">;

/** A cell of ours with what its findings are made of. */
export interface Followed {
  readonly cell: Read;
  readonly calls: readonly CallExplanation[];
  readonly shape: Shape | null;
  /** The numbers that are typed into it, as a person reads them. */
  readonly typed: readonly string[];
  readonly circular: boolean;
}

export async function follow(
  book: Snapshot,
  cell: FormulaCell,
  following: Following,
  circle: string | undefined,
): Promise<Followed | null> {
  const { functions } = following;
  const unread = (sentence: string): Followed => ({
    cell: {
      ...cell,
      functions: namedIn(cell.formula, functions),
      recomputed: undefined,
      literals: [],
      standing: "unread",
      sentence,
      repairable: false,
    },
    calls: [],
    typed: [],
    circular: circle !== undefined,
    shape: null,
  });
  if (circle !== undefined) return unread(words.circle(circle));
  let explanation: Explanation;
  try {
    const { sheet, address } = cell;
    const { formulas, values, text } = await book.read({ sheet, address });
    const held = { formula: formulas[0][0], value: values[0][0], text: text[0][0] };
    const result = await explainStill(book, { sheet, address, spill: spillOf(cell) }, held, following);
    // A name in a text is no call.
    if (!explained(result)) return null;
    explanation = result;
  } catch (error) {
    return unread(words.failed(error instanceof Error ? error.message : String(error)));
  }
  const calls = [...explanation.every.values()];
  const literals = literalsOf(calls);
  const typed = [...literals.map(named), ...textNumbersOf(calls)];
  const never = explanation.verdict.kind === "stale" && explanation.verdict.why === "neverRan";
  const { standing, sentence } = await standingOf(book, explanation);
  const ids = calls.map(({ id }) => id).reverse();
  return {
    cell: {
      functions: ids.length === 0 ? namedIn(cell.formula, functions) : [...new Set(ids)],
      standing,
      sentence,
      literals,
      recomputed: explanation.recomputed,
      repairable: never,
      // Last: what is added to a spread object takes many times longer.
      ...cell,
    },
    calls,
    typed,
    circular: false,
    shape: shapeOf(explanation),
  };
}

const spillOf = ({ address, spill }: FormulaCell): { anchor: string; range: string } | null =>
  spill === null ? null : { anchor: address, range: spill };

const named = ({ argument, text }: Literal): string => `${argument} ${text}`;

const namedIn = (formula: string, functions: KnownFunctions): string[] => [
  ...new Set(
    [...formula.toUpperCase().matchAll(/([A-Z]+)\s*\(/g)].map(([, name]) => name).filter((name) => functions.has(name)),
  ),
];

export async function standingOf(
  book: Snapshot,
  explanation: Explanation,
): Promise<Pick<AuditedCell, "standing" | "sentence">> {
  const { verdict, value, text, recomputed, calls } = explanation;
  if (verdict.kind !== "agrees") {
    const shown = typeof value === "number" ? valueText(value) : text;
    const sentence = verdictSentence(verdict, shown, recomputed === undefined ? "" : valueText(recomputed));
    return { standing: verdict.kind, sentence };
  }
  const failing = calls.find((call) => isError(call.value));
  if (typeof value === "string" && recomputed === value && isError(fromCell(value))) {
    const why = failing !== undefined && isError(failing.value) ? failing.value.message : undefined;
    return { standing: "error", sentence: why === undefined ? words.errorIs(value) : inWords(why) };
  }
  const apart = await differingSpill(book, explanation);
  return apart === null
    ? { standing: "agrees", sentence: verdictSentence(verdict, "", "") }
    : { standing: "differs", sentence: apart };
}

/** The other cells of a spilled answer, where it is one call of ours. */
async function differingSpill(book: Snapshot, { spill, root, calls, anchor }: Explanation): Promise<string | null> {
  const answer = calls[0]?.answer;
  if (spill === null) return null;
  const place = area(spill);
  if (place === null || root !== calls[0]?.call || answer === null || answer === undefined) return null;
  const { values, text } = await book.read({ sheet: anchor.sheet, address: spill });
  for (const [i, row] of answer.entries())
    for (const [j, value] of row.entries()) {
      const cell = values[i]?.[j] ?? null;
      if (Object.is(shownAs(value), cell)) continue;
      return words.spillDiffers(cellAt(place, i, j), text[i]?.[j] ?? "", scalarShown(value));
    }
  return null;
}

const scalarShown = (value: Scalar): string => valueText(shownAs(value));
