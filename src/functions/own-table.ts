// The last argument of the functions of figures: a table of one's own, which extends and overrides ours.
import { withOwn } from "../data/dataset";
import { ownFigures } from "../data/own-figures";
import { watched } from "../model/steps/trace";
import { type Cells, noteArgument, omitted, refuseError, rowsOf } from "./arguments";
import { answer } from "./answers";

/** Answers with the table's figures before ours. */
export const answerWith = (table: Cells, calculate: () => unknown): unknown[][] =>
  answer(() => {
    if (omitted(table)) return calculate();
    const rows = rowsOf("table", table);
    for (const cell of rows.flat()) refuseError("table", cell);
    const own = ownFigures(rows);
    const count = own.byKey.size;
    if (watched())
      noteArgument("table", `${count} ${count === 1 ? "figure" : "figures"} of yours`, undefined, { structural: true });
    return withOwn(own, calculate);
  });
