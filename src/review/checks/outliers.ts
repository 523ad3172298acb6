// A formula between two that were filled from each other, and that it differs from: by a plug, a sign, a shorter range, or otherwise.
import { addressOf, spoken } from "../../host/a1";
import { type Expression, namesCells, parts } from "../../explain/formula";
import { findingTexts } from "../../languages/findings";
import type { Finding, Kind } from "../finding";
import { rewriting } from "../rewriting";
import { type Along, type Line, linesOf, refOf, shapeOf, type Sheet, type Spot } from "../lines";
import { sizeOf, type Pages, type Placed } from "../pages";
import { filled } from "../relative";
import { plugsIn, withoutPlugs } from "./plugs";

const words = findingTexts;

/** Fewer formulas of one shape around it are no pattern. */
const LEAST_USUAL = 3;

export const outliers = (sheet: Sheet, pages: Pages): Finding[] =>
  linesOf(sheet).flatMap((line) => outliersIn(line, pages));

function outliersIn({ page, along, spots }: Line, pages: Pages): Finding[] {
  return spots.flatMap((spot, at): Finding[] => {
    const [before, after] = [spots[at - 1], spots[at + 1]];
    if (spot.holds !== "formula" || before?.holds !== "formula" || after?.holds !== "formula") return [];
    if (spot.shape === before.shape || before.shape !== after.shape) return [];
    if (usual(spots, at, before.shape) < LEAST_USUAL || inLineAcross(spot, along, pages, page.sheet)) return [];
    const model = before.placed;
    // What is said in words differs from cell to cell.
    if (model === undefined || spot.placed === undefined || typeof spot.placed.cell.value === "string") return [];
    return [findingOf(spot.placed, model, along, refOf(page, spot), pages)];
  });
}

function usual(spots: readonly Spot[], at: number, shape: string): number {
  let found = 0;
  for (let i = at - 1; spots[i]?.shape === shape; i--) found++;
  for (let i = at + 1; spots[i]?.shape === shape; i++) found++;
  return found;
}

/** A column of totals cuts through the rows: there the neighbours across have the same shape. */
function inLineAcross({ row, column, shape }: Spot, along: Along, pages: Pages, sheet: string): boolean {
  return [-2, -1, 1, 2].some((aside) => {
    const placed = along === "row" ? pages.at(sheet, row + aside, column) : pages.at(sheet, row, column + aside);
    return placed !== undefined && shapeOf(placed) === shape;
  });
}

function findingOf(spot: Placed, model: Placed, along: Along, culprit: Finding["culprit"], pages: Pages): Finding {
  const after = filled(model.cell.formula, model.root, model, spot);
  const { kind, why } = difference(spot, model, pages);
  const where = spoken(culprit);
  return {
    kind,
    severity: kind === "pattern" ? "doubtful" : "wrong",
    culprit,
    sentence: kind === "pattern" ? words.pattern(where, along) : words.outlier[kind](where),
    why: `${why} ${words.neighbour(along, model.cell.address, model.cell.formula)}`.trim(),
    breaks: [],
    fixes: rewriting(culprit, { formula: spot.cell.formula }, after),
  };
}

type Difference = Extract<Kind, "plug" | "sign" | "short" | "pattern">;

/** In what the formula differs from its neighbour's. */
function difference(spot: Placed, model: Placed, pages: Pages): { readonly kind: Difference; readonly why: string } {
  const plugs = plugsIn(spot);
  for (let outer = plugs.length; outer > 0; outer--) {
    const taken = plugs.slice(0, outer);
    const core = withoutPlugs(spot, pages, taken);
    if (core !== null && shapeOf(core) === shapeOf(model))
      return { kind: "plug", why: words.plugs(taken.map(({ text }) => text)) };
  }
  if (unsigned(shapeOf(spot)) === unsigned(shapeOf(model))) return { kind: "sign", why: "" };
  const [own, theirs] = [ranges(spot, pages), ranges(model, pages)];
  const shorter = own.find((range, index) => theirs[index] !== undefined && sizeOf(range) < sizeOf(theirs[index]));
  if (skeleton(spot) === skeleton(model) && shorter !== undefined)
    return { kind: "short", why: words.shorterRange(addressOf(shorter)) };
  return { kind: "pattern", why: "" };
}

const unsigned = (shape: string): string => shape.replace(/[+-](?![^[]*\])/g, "±").replace(/^=±/, "=");

const ranges = (placed: Placed, pages: Pages) =>
  parts(placed.root).flatMap((part) => pages.reading(part, placed.cell)?.area ?? []);

/** The formula without its references. */
function skeleton({ root, cell: { formula } }: Placed): string {
  const places = parts(root).filter((part): part is Extract<Expression, { kind: "reference" }> => namesCells(part));
  return [...places]
    .sort((a, b) => b.from - a.from)
    .reduce((text, { from, to }) => `${text.slice(0, from)}_${text.slice(to)}`, formula);
}
