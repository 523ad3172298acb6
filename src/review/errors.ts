// Every cell of ours that shows an error, with the model's sentence: many formulas that fail alike are read as one.
import { area, cellAt } from "../host/a1";
import { callPattern } from "../catalogue/calls";
import type { FormulaCell, Host, Progress, Ref } from "../host/host";
import { explainStill, type Following, followingWith } from "../explain/explain";
import { type Explanation, explained, type KnownFunctions } from "../explain/explanation";
import { fromCell, isError } from "../explain/grid";
import { isCalculating } from "../explain/verdict";
import { inWords } from "../languages/phrases";
import { reviewTexts } from "../languages/review";
import { mistyped } from "./findings";
import { standingOf } from "./followed";
import { afterReading, eachInTurns, type Snapshot, snapshot } from "./snapshot";

/** Cells that show one error for one reason. */
export interface ErrorGroup {
  readonly code: string;
  readonly sentence: string;
  readonly cells: readonly FailingCell[];
  /** Typing the formulas again mends them. */
  readonly repairable: boolean;
}

/** A cell, and the formula that it shows the error of. */
export interface FailingCell extends Ref {
  readonly formula: string;
}

interface Failing extends FailingCell {
  readonly code: string;
}

/** The groups with their cells of one sheet; all of them without a sheet. */
export const errorsOn = (groups: readonly ErrorGroup[], sheet: string | null): readonly ErrorGroup[] =>
  groups
    .map((group) => ({ ...group, cells: group.cells.filter((cell) => sheet === null || cell.sheet === sheet) }))
    .filter(({ cells }) => cells.length > 0);

export async function errorGroups(
  host: Host,
  functions: KnownFunctions,
  progress: Progress = {},
): Promise<readonly ErrorGroup[]> {
  const book = await snapshot(host, progress);
  const following = followingWith(functions);
  const calling = callPattern(functions.keys());
  const groups = new Map<string, Omit<ErrorGroup, "cells"> & { readonly cells: FailingCell[] }>();
  const add = ({ code, sentence, repairable, sheet, address, formula }: Reason): void => {
    const key = `${code} ${sentence}`;
    const group = groups.get(key) ?? { code, sentence, repairable, cells: [] };
    groups.set(key, group);
    group.cells.push({ sheet, address, formula });
  };
  const own = book.formulas.filter(({ formula }) => formula.search(calling) >= 0);
  await eachInTurns(own, afterReading(progress), async (cell) => {
    const failing = await failingIn(book, cell);
    if (failing.length > 0) (await reasons(book, cell, failing, following)).forEach(add);
  });
  for (const { cell } of mistyped(book, own, following)) add({ ...cell, code: "#NAME?" });
  return [...groups.values()].sort((a, b) => b.cells.length - a.cells.length);
}

/** The cells of a formula, its spill included, that show errors. */
async function failingIn(book: Snapshot, { sheet, address, spill, formula }: FormulaCell): Promise<Failing[]> {
  const place = area(spill ?? address);
  if (place === null) return [];
  const { values } = await book.read({ sheet, address: spill ?? address });
  return values.flatMap((row, i) =>
    row.flatMap((value, j) => {
      const held = fromCell(value);
      return isError(held) && !isCalculating(value)
        ? [{ sheet, address: cellAt(place, i, j), formula, code: held.code }]
        : [];
    }),
  );
}

type Reason = Failing & Pick<ErrorGroup, "sentence" | "repairable">;

async function reasons(
  book: Snapshot,
  { address, spill, formula }: FormulaCell,
  failing: readonly Failing[],
  following: Following,
): Promise<Reason[]> {
  const found: Reason[] = [];
  let anchored: Explanation | undefined;
  for (const cell of failing) {
    const told = anchored === undefined ? undefined : sentenceIn(anchored, cell);
    if (told !== undefined) {
      found.push({ ...cell, sentence: told, repairable: false });
      continue;
    }
    const held = { formula, value: cell.code, text: cell.code };
    const target = { ...cell, spill: spill === null ? null : { anchor: address, range: spill } };
    const result = await explainStill(book, target, held, following);
    if (!explained(result)) continue;
    anchored ??= result;
    const { sentence } = await standingOf(book, result);
    const repairable = result.verdict.kind === "stale" && result.verdict.why === "neverRan";
    // One reason for all of them, whatever each would give.
    found.push({ ...cell, sentence: repairable ? reviewTexts.findings.neverRan : sentence, repairable });
  }
  return found;
}

/** The sentence of an element, where the formula is one call of ours: it was answered with the first. */
function sentenceIn({ root, calls, spill }: Explanation, { address, code }: Failing): string | undefined {
  const place = spill === null ? null : area(spill);
  const own = area(address);
  if (place === null || own === null || root !== calls[0]?.call) return undefined;
  const value = calls[0].answer?.[own.top - place.top]?.[own.left - place.left];
  if (value === undefined || !isError(value) || value.code !== code) return undefined;
  return value.message === undefined ? reviewTexts.errorIs(code) : inWords(value.message);
}
