// The answer of one function on a terminal: a value or a table, as JSON, with its steps, or as a workbook.
import { commandWords } from "../languages/command.en";
import { capex, CapexError } from "../package";
import { plain } from "../package/plain";
import type { Answer, Arguments, Explained, FunctionHelp, Value } from "../package/public";
import { shown } from "../explain/step-table";
import type { TraceDocument } from "../explain/trace-document";
import { writeWorkbook } from "./explained-workbook";
import { argumentsOf, type Typed } from "./words";

export const OPTIONS = { valued: ["xlsx"], alone: ["json", "explain"] };

/** What is printed. */
export async function answer(help: FunctionHelp, { words, options }: Typed): Promise<string> {
  const args = argumentsOf(help, words);
  const file = options.get("xlsx");
  const wrote = file === undefined ? [] : [await writeWorkbook(help, args, file)];
  return [printed(help, args, options), ...wrote].join("\n");
}

function printed({ id }: FunctionHelp, args: Arguments, options: ReadonlyMap<string, string>): string {
  if (options.has("explain")) {
    if (options.has("json")) return json(traced(id, args));
    const told = capex.explain(id, args);
    if (told.value instanceof CapexError) throw told.value;
    return reading(told);
  }
  const value = capex.call(id, args);
  return options.has("json") ? json(plain(value)) : text(value);
}

/** Nobody keeps the trace of a refusal. */
function traced(id: string, args: Arguments): TraceDocument {
  const document = capex.trace(id, args);
  const { value } = document;
  if (typeof value === "object" && value !== null && "code" in value) throw new CapexError(value.code, value.message);
  return document;
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);

const cellText = (cell: Value): string => (cell instanceof CapexError ? cell.code : String(cell));

const text = (value: Answer): string =>
  Array.isArray(value) ? table(value.map((row) => row.map(cellText))) : cellText(value);

/** Columns side by side, numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const isNumber = (cell: string): boolean => cell !== "" && Number.isFinite(Number(cell));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (isNumber(cell) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function reading(told: Explained): string {
  const { headings, formula, grade, sources, notes } = commandWords;
  const steps = told.steps.map((step) => [
    step.formula === "" ? step.name : `${step.name} ${step.formula}`,
    Array.isArray(step.value) ? String(shown(step.value)) : String(step.value),
    step.unit,
    step.source,
  ]);
  const own = told.value instanceof CapexError ? told.value.message : text(told.value);
  return [
    `${own}${told.unit === "" ? "" : ` ${told.unit}`}`,
    ...(told.formula === "" ? [] : [`${formula}: ${told.formula}`]),
    `${grade}: ${told.grade}`,
    "",
    table([[headings.step, headings.value, headings.unit, headings.source], ...steps]),
    ...(told.notes.length === 0 ? [] : ["", `${notes}:`, ...told.notes.map((note) => `  ${note}`)]),
    ...(told.sources.length === 0 ? [] : ["", `${sources}:`, ...told.sources.map((source) => `  ${source}`)]),
  ].join("\n");
}
