// What a function's form and the evidence of an answer say, in English: fetched with them.
import { count } from "./counting.en";

export const answers = {
  /** A function that is filled in. */
  form: {
    all: "All functions",
    pick: "Put in the selected cells",
    pickNamed: (argument: string) => `${argument}: put in the selected cells`,
    answer: "Answer",
    fillIn: "Fill in",
    fillInNamed: (formula: string) => `Fill the form in as in ${formula}`,
    unknown: (id: string) => `There is no function ${id}.`,
    circle: (cell: string, range: string) =>
      `${cell} is one of the cells that the formula reads (${range}): select another cell. Nothing was written.`,
    noRoom: (range: string, cell: string) =>
      `The answer fills ${range}, and ${cell} is not empty: select a cell with room below and beside it. Nothing was written.`,
    times: { days: "days", months: "months", years: "years" },
  },

  /** How well an answer is known. */
  evidence: {
    label: (grade: string, sentence: string) => `How well this is known: ${grade}. ${sentence}`,
    grades: {
      A: "Grade A: read in the primary document",
      B: "Grade B: as a named source has it",
      C: "Grade C: derived",
      D: "Grade D: from memory",
      assumption: "Assumption",
      yours: "Your values",
    },
    weakest: (names: readonly string[], more: number) =>
      `The weakest of what it rests on: ${names.join(", ")}${more === 0 ? "" : ` and ${count(more, "other", "others")}`}.`,
    yours: "Values of your own are among it.",
    allYours: "It rests on values of your own alone.",
    recalled: "A figure from memory (D) is among it.",
    between: " ",
  },
};
