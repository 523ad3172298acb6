// The lines of the explorer as they are shown: flat, each with its depth; opening puts lines in, closing takes them out.
import { area, spoken } from "../../host/a1";
import { placeOf } from "../pages";
import type { Draft, Line } from "./line";

export interface Tree {
  readonly lines: readonly Line[];
  /** How many lines were ever made, for their ids. */
  readonly made: number;
}

/** Where a cell stands on its sheet, as one number: quick to compare along a path of thousands. */
function placeOfCell({ kind, ref }: Draft): number | null {
  const place = kind === "cell" && ref !== null ? area(ref.address) : null;
  return place === null ? null : placeOf(place.top, place.left);
}

const nameOf = ({ ref }: Draft): string => (ref === null ? "" : spoken(ref).toLowerCase());

export const rooted = (draft: Draft): Tree => ({
  lines: [{ ...draft, id: 0, depth: 0, parent: null, circle: false, place: placeOfCell(draft) }],
  made: 1,
});

/** Whether what a line opens into stands below it. */
export function isOpen({ lines }: Tree, line: Line, at = lines.indexOf(line)): boolean {
  return at >= 0 && at + 1 < lines.length && lines[at + 1].depth > line.depth;
}

/** The tree with what a line opened into below it; of "more" in its place. */
export function grown(tree: Tree, line: Line, drafts: readonly Draft[]): Tree {
  const at = tree.lines.indexOf(line);
  if (at < 0 || isOpen(tree, line, at)) return tree;
  const instead = line.kind === "more";
  const parent = instead ? line.parent : line;
  const places = drafts.map(placeOfCell);
  const above = passed(new Set(places), parent);
  const depth = (parent?.depth ?? -1) + 1;
  const lines = drafts.map((draft, index): Line => {
    const circle = above.size > 0 && above.has(nameOf(draft));
    const place = places[index];
    return { ...draft, grow: circle ? null : draft.grow, circle, place, id: tree.made + index, depth, parent };
  });
  return {
    lines: [...tree.lines.slice(0, instead ? at : at + 1), ...lines, ...tree.lines.slice(at + 1)],
    made: tree.made + drafts.length,
  };
}

/** The cells on the way from a line up to the root that stand at one of some places. */
function passed(places: ReadonlySet<number | null>, from: Line | null): ReadonlySet<string> {
  const found = new Set<string>();
  for (let line = from; line !== null; line = line.parent)
    if (line.place !== null && places.has(line.place)) found.add(nameOf(line));
  return found;
}

export function closed(tree: Tree, line: Line): Tree {
  const at = tree.lines.indexOf(line);
  if (!isOpen(tree, line, at)) return tree;
  let end = at + 1;
  while (end < tree.lines.length && tree.lines[end].depth > line.depth) end++;
  return { ...tree, lines: [...tree.lines.slice(0, at + 1), ...tree.lines.slice(end)] };
}

/** The line of the cell whose formula names this one; of the root itself. */
export function ownerOf(line: Line): Line {
  for (let at = line.parent; at !== null; at = at.parent) if (at.kind === "cell") return at;
  return line;
}

/** The part of the owner's formula that a line, or the range that it stands in, came from. */
export function spanOf(line: Line): Line["span"] {
  const owner = ownerOf(line);
  for (let at: Line | null = line; at !== null && at !== owner; at = at.parent) if (at.span !== null) return at.span;
  return null;
}
