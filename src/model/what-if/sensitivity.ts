// A metric of a scenario over the values of two of its keys: what Excel's Data Table would show, if it took custom functions.
import { type ModelError, must } from "../errors";
import { type Key, MAX_CELLS } from "../keys";
import { METRICS, type Metric } from "../metrics";
import { outcomes, PLACE } from "./outcomes";
import type { Assumptions, Home } from "../scenario";
import { frozenEntries, type SpillEntry, spillTable, type SpillValue } from "../steps/spill";
import { focused, remark, scope, watched } from "../steps/trace";
import { measured, outcomeEntry } from "./variant";

/** A key and the values that it takes along one side of the grid. */
export interface Side {
  readonly key: Key;
  readonly values: readonly number[];
}

export interface Sensitivity {
  readonly metric: Metric;
  readonly row: Side;
  readonly column: Side;
  readonly assumptions: Assumptions;
}

/** The work that a grid may take: 0.2 seconds. */
const MOST_WORK = 1e7;

/** A grid up to this many values a side is explained whole, a larger one in the value that is asked for. */
const EXPLAINED = 5;

/** The grid with its headings: the values of the row key go down, those of the column key across. */
export function sensitivity(asked: Sensitivity): SpillValue[][] {
  const { metric, row, column } = asked;
  const [rows, columns] = [row.values.length, column.values.length];
  must(row.key !== column.key, `rowKey and columnKey are both ${row.key}: give two keys`);
  must(
    (rows + 1) * (columns + 1) <= MAX_CELLS,
    `the grid has ${rows + 1} × ${columns + 1} cells: a call gives at most ${MAX_CELLS}`,
  );
  const values = grid(asked);
  const entries = watched() ? explained(asked, values) : values;
  return spillTable([
    [
      `${metric}: ${row.key} ↓ ${column.key} →`,
      ...column.values.map((value, j): SpillEntry => ({ key: "columnValues", value, index: [0, j] })),
    ],
    ...row.values.map((value, i): SpillEntry[] => [{ key: "rowValues", value, index: [i, 0] }, ...entries[i]]),
  ]);
}

function grid({ metric, row, column, assumptions }: Sensitivity): (number | ModelError)[][] {
  const { values, flow, read, work } = outcomes(assumptions, [row.key, column.key]);
  const none = outcomeEntry(metric, NaN); // One for all: an error of its own for each value would take its time.
  const cells = row.values.length * column.values.length;
  let done = 0;
  return row.values.map((down) => {
    values[PLACE[row.key]] = down;
    return column.values.map((across) => {
      must(
        work() <= MOST_WORK,
        `the grid has ${cells} values: with this horizon and metric a call gives at most ${done}`,
      );
      done++;
      values[PLACE[column.key]] = across;
      flow();
      const value = read(metric);
      return Number.isFinite(value) ? value : none;
    });
  });
}

/** The same values with their steps: all of them in a small grid, otherwise the one that is asked for. */
function explained(
  { metric, row, column, assumptions }: Sensitivity,
  values: readonly (readonly (number | ModelError)[])[],
): SpillEntry[][] {
  const home: Home = { assumptions, path: scope() };
  const whole = row.values.length <= EXPLAINED && column.values.length <= EXPLAINED;
  // A heading stands for the value beside it.
  const [asksRow, asksColumn] = [Math.max(focused().row - 1, 0), Math.max(focused().column - 1, 0)];
  if (!whole) remark(() => "the steps are those of one value: select another cell to see its own");
  const { label, unit } = METRICS[metric];
  return values.map((line, i) => {
    const plain = whole
      ? line
      : frozenEntries(
          {
            key: `row${i + 1}`,
            name: `${label} where ${row.key} is ${row.values[i]}`,
            unit,
            note: "calculated like the value whose steps are shown: select a cell to see its own",
          },
          line,
          "across",
        );
    return plain.map((entry, j): SpillEntry => {
      if (!whole && !(i === asksRow && j === asksColumn)) return entry;
      const name = `row${i + 1}column${j + 1}`;
      const changes = [
        { key: row.key, value: row.values[i], is: { path: home.path, key: "rowValues", index: [i, 0] as const } },
        {
          key: column.key,
          value: column.values[j],
          is: { path: home.path, key: "columnValues", index: [0, j] as const },
        },
      ];
      const title = (): string => changes.map((change) => `${change.key} = ${change.value}`).join(", ");
      return measured({ metric, home, name, title, changes });
    });
  });
}
