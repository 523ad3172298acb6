// What the explorer says, in English: the pane fetches these words with the explorer itself.
import { figure } from "./counting.en";

export const explorer = {
  precedents: "What it reads",
  dependents: "What reads it",
  direction: "Direction",
  running: "Looking for the formulas that read it",
  exploring: (cell: string) => `Explore ${cell}`,
  keys: "Right goes in, left goes back, up and down move; the cell is selected in the grid. Enter starts from it.",
  tree: (cell: string, direction: string) => `${direction}: ${cell}`,
  outdated: "The workbook has changed since.",
  again: "Look again",
  noFormula: "no formula",
  nothing: { precedents: "It reads no other cell.", dependents: "No formula reads it." },
  circle: "back to a cell above: a circle",
  above: (lines: number) => `${figure(lines)} more above`,
  below: (lines: number) => `${figure(lines)} more below`,
  more: (left: string) => (left === "" ? "Go on" : `Show ${left} more`),
  cells: (size: string) => `${size} cells`,
  sources: {
    figure: "Figure",
    assumption: "Assumption",
    typed: "Typed",
    name: "A name’s own value",
    spill: "Spill of",
    unread: "Not followed",
    blank: "Blank",
  },
};
