// Inputs that nothing reads: a labelled number among others that formulas read.
import { spoken } from "../../host/a1";
import { valueText } from "../../explain/figure-text";
import { findingTexts } from "../../languages/findings";
import type { Finding } from "../finding";
import { refOf, rowLabel, type Sheet, type Spot } from "../lines";
import type { Pages } from "../pages";

const words = findingTexts;

const LEAST_INPUTS = 4;
/** Most of a block of inputs is read, or it is a table that people look at. */
const MOST_READ = 0.7;

/** Blocks of inputs stand one below the other: a label, a number, perhaps a unit or a note. */
export function unusedInputs({ page, columns }: Sheet, pages: Pages): Finding[] {
  return columns.flatMap(({ spots }) => {
    const found: Finding[] = [];
    let block: Spot[] = [];
    let gap = 0;
    for (const spot of [...spots, undefined]) {
      const input = spot !== undefined && isInput(spot);
      if (input) [gap, block] = [0, [...block, spot]];
      // A heading may stand between.
      else if (spot !== undefined && gap < 2) gap++;
      else {
        found.push(...unusedIn(block));
        block = [];
      }
    }
    return found;
  });

  function isInput(spot: Spot): boolean {
    const { row, column } = spot;
    if (spot.holds !== "number" || spot.placed !== undefined || rowLabel(page, row, column) === "") return false;
    for (let at = page.outer.left; at <= page.outer.right; at++)
      if (at !== column && (typeof page.value(row, at) === "number" || page.formula(row, at) !== null)) return false;
    return true;
  }

  function unusedIn(block: readonly Spot[]): Finding[] {
    const unread = block.filter(({ row, column }) => pages.readers(page.sheet, row, column).length === 0);
    if (block.length < LEAST_INPUTS || unread.length > block.length * (1 - MOST_READ)) return [];
    return unread.map((spot) => {
      const culprit = refOf(page, spot);
      const label = rowLabel(page, spot.row, spot.column);
      return {
        kind: "unused",
        severity: "note",
        culprit,
        sentence: words.unused(spoken(culprit), label, valueText(spot.value)),
        why: words.unusedWhy,
        breaks: [],
        fixes: [],
      };
    });
  }
}
