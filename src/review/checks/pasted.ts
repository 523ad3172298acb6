// A number typed over a formula: it stands in a row or column of formulas that were filled from each other.
import { spoken } from "../../host/a1";
import { valueText } from "../../explain/figure-text";
import { findingTexts } from "../../languages/findings";
import type { Finding } from "../finding";
import { rewriting } from "../rewriting";
import { type Along, carriesOn, type Line, linesOf, refOf, shapeOf, type Sheet, type Spot } from "../lines";
import type { Pages, Placed } from "../pages";
import { filled } from "../relative";

const words = findingTexts;

/** So many numbers side by side may have been pasted; more are data. */
const MOST_PASTED = 3;
/** Fewer formulas are no line. */
const LEAST_FORMULAS = 3;

export const pastedNumbers = (sheet: Sheet, pages: Pages): Finding[] =>
  linesOf(sheet).flatMap((line) =>
    pastedIn(line, pages).flatMap(({ spots, model }) => spots.map((spot) => findingOf(line, spot, model, line.along))),
  );

interface Pasted {
  readonly spots: readonly Spot[];
  readonly model: Placed;
}

function pastedIn(line: Line, pages: Pages): Pasted[] {
  const { spots } = line;
  const found: Pasted[] = [];
  for (let start = 1; start < spots.length; start++) {
    if (spots[start].holds !== "number" || spots[start - 1].holds !== "formula") continue;
    let end = start;
    while (end + 1 < spots.length && spots[end + 1].holds === "number") end++;
    const before = spots[start - 1];
    const model = before.placed;
    if (end - start + 1 > MOST_PASTED || model === undefined || carriesOn(model, before, pages, model.cell)) continue;
    const own = spots.slice(start, end + 1);
    const behind = run(spots, start - 1, -1);
    const ahead = spots[end + 1]?.shape === before.shape ? run(spots, end + 1, 1) : 0;
    if (behind + ahead < Math.max(LEAST_FORMULAS, own.length + 1)) continue;
    if (ahead > 0 || (behind >= LEAST_FORMULAS && ends(spots, end) && besides(line, start, end, pages)))
      found.push({ spots: own, model });
  }
  return found;
}

const ends = (spots: readonly Spot[], end: number): boolean =>
  spots[end + 1] === undefined || spots[end + 1].holds === "blank";

/** How many formulas of one shape follow each other. */
function run(spots: readonly Spot[], from: number, step: 1 | -1): number {
  let length = 0;
  for (let at = from; spots[at]?.holds === "formula" && spots[at].shape === spots[from].shape; at += step) length++;
  return length;
}

/** Whether a line beside it goes on with formulas where this one ends in numbers. */
function besides({ page, along, spots }: Line, start: number, end: number, pages: Pages): boolean {
  const shapes = (aside: number): (string | undefined)[] =>
    spots.slice(Math.max(start - LEAST_FORMULAS, 0), end + 1).map(({ row, column }) => {
      const placed =
        along === "row" ? pages.at(page.sheet, row + aside, column) : pages.at(page.sheet, row, column + aside);
      return placed && shapeOf(placed);
    });
  return [-2, -1, 1, 2].some((aside) => {
    const [first, ...others] = shapes(aside);
    return first !== undefined && others.every((shape) => shape === first);
  });
}

function findingOf({ page }: Line, spot: Spot, model: Placed, along: Along): Finding {
  const culprit = refOf(page, spot);
  const after = filled(model.cell.formula, model.root, model, spot);
  const before = spot.placed === undefined ? spot.value : { formula: spot.placed.cell.formula };
  return {
    kind: "pasted",
    severity: "wrong",
    culprit,
    sentence: words.pasted(spoken(culprit), valueText(spot.value), along),
    why: words.pastedWhy(along, model.cell.address, model.cell.formula),
    breaks: [],
    fixes: rewriting(culprit, before, after),
  };
}
