// What is done to each row of a batch: it is judged as a deal, or is the arguments of a function.
import { commandWords } from "../languages/command.en";
import { attempt, ModelError } from "../model/errors";
import { capex, CapexError } from "../package";
import { deals } from "../package/deals";
import { csvLine } from "./csv";
import { valueOf } from "./words";

export interface Task {
  readonly columns: readonly string[];
  readonly metrics: readonly string[];
  readonly scenario: string;
  /** Called instead, with its arguments by columns. */
  readonly function?: string;
}

/** The names of what is added to each row. */
export const addedBy = (task: Task): readonly string[] => [
  ...(task.function === undefined ? task.metrics : [task.function]),
  commandWords.batch.error,
];

export interface Done {
  /** Lines of the results. */
  readonly text: string;
  readonly failed: number;
}

type Judge = (row: readonly unknown[]) => { readonly values: readonly unknown[]; readonly error: string };

/** Reads a task once, and then takes rows. */
export function worker(task: Task): (rows: readonly (readonly unknown[])[], first: number) => Done {
  const judge = task.function === undefined ? dealJudge(task) : callJudge(task.function, task.columns);
  const width = task.columns.length;
  const blanks = new Array<string>(addedBy(task).length - 1).fill("");
  return (rows, first) => {
    let failed = 0;
    const lines = rows.map((row, i) => {
      const { values, error } =
        row.length === width
          ? judge(row)
          : { values: blanks, error: commandWords.batch.ragged(first + i + 1, row.length, width) };
      if (error !== "") failed++;
      const own =
        row.length < width ? [...row, ...new Array<string>(width - row.length).fill("")] : row.slice(0, width);
      return csvLine([...own, ...values, error]);
    });
    return { text: lines.join(""), failed };
  };
}

function dealJudge({ columns, metrics, scenario }: Task): Judge {
  const { judge } = deals(columns, metrics);
  const at = columns.findIndex((column) => column.toLowerCase() === "scenario");
  return (row) => {
    const named = at < 0 || row[at] === null || row[at] === "" ? scenario : String(row[at]);
    const judged = judge(row, named);
    const sentences = judged.flatMap((value) => (value instanceof ModelError ? [value.message] : []));
    return {
      values: judged.map((value) => (value instanceof ModelError ? "" : value)),
      error: [...new Set(sentences)].join("; "),
    };
  };
}

function callJudge(id: string, columns: readonly string[]): Judge {
  return (row) => {
    const args = Object.fromEntries(
      columns.map((name, i) => [name, typeof row[i] === "string" ? valueOf(row[i]) : row[i]] as const),
    );
    try {
      const value = capex.call(id, args);
      return { values: [Array.isArray(value) ? JSON.stringify(value) : value], error: "" };
    } catch (error) {
      if (error instanceof CapexError) return { values: [""], error: error.message };
      throw error;
    }
  };
}

/** Whether a task can be done at all; throws its sentence. */
export function mustBePossible(task: Task): void {
  const wrong = attempt(() => {
    worker(task);
    return undefined;
  });
  if (wrong !== undefined) throw new CapexError(wrong.reason, wrong.message);
}
