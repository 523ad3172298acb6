// A trail as rows for a sheet: number, name, formula, inputs, value, unit, source.
import type { Entry, Input, SpillCell, Step, Trail, Value } from "../model/steps/trace";
import { present } from "../model/errors";
import { evidenceOf, ingredients } from "./evidence";
import { namesIn } from "./notation";

export const TABLE_HEADINGS = ["Step", "Name", "Formula", "Inputs", "Value", "Unit", "Source"] as const;

export type TableCell = string | number | boolean;

/** A list longer than this shows its ends. */
const SHOWN_VALUES = 12;

/** Every input and step in order, the answer last, and before it how well it is known; then the remarks; a spilled answer ends with its own cells, row by row. */
export function table(trail: Trail, answer: readonly (readonly unknown[])[]): TableCell[][] {
  const rows: TableCell[][] = [[...TABLE_HEADINGS]];
  const add = (...cells: [string, string, string, TableCell, string, string]): void => {
    rows.push([rows.length, ...cells]);
  };
  const write = (entries: readonly Entry[], indent: string): void => {
    for (const entry of entries) {
      if (entry.kind === "input") add(indent + entry.name, "", "", shown(entry.value), entry.unit, sourceOf(entry));
      else if (entry.kind === "step")
        add(
          indent + entry.name,
          entry.formula,
          inputsOf(entry),
          entry.result === undefined ? "" : shown(entry.result),
          entry.unit,
          sourceOf(entry),
        );
      else {
        add(indent + entry.name, "", "", "", "", "");
        write(entry.entries, `${indent}  `);
      }
    }
  };
  write(trail.entries, "");
  const known = evidenceOf(ingredients(trail.entries));
  if (known !== undefined) {
    const [, ...last] = present(rows.pop());
    add(
      "Grade",
      "",
      known.weakest.join("; "),
      known.grade,
      "",
      `the weakest of what it rests on${known.yours ? "; values of yours are among it" : ""}${known.recalled ? "; a figure from memory (D) is among it" : ""}`,
    );
    rows.push([rows.length, ...last]);
  }
  for (const note of trail.notes) add("In words", "", "", note, "", "");
  trail.spill?.forEach((cells, i) =>
    cells.forEach((cell, j) =>
      add(`Answer, row ${i + 1}, column ${j + 1}`, "", origin(cell), answer[i][j] as TableCell, "", ""),
    ),
  );
  return rows;
}

const origin = (cell: SpillCell): string => ("key" in cell ? [...cell.path, cell.key].join(" › ") : "");

/** Where an input or a step's figure comes from, in words. */
export function sourceOf(entry: Input | Step): string {
  if (entry.kind === "step") return [entry.source, entry.note].filter(Boolean).join("; ");
  if (entry.link !== undefined && entry.source === "") {
    const { path, key, index } = entry.link;
    return `the same as ${[...path, key].join(" › ")}${index === undefined ? "" : `, number ${index[0] + index[1] + 1}`}`;
  }
  return entry.origin === "given" ? "given in the cell" : `${entry.origin}: ${entry.source}`;
}

/** The names that the formula mentions with their values: "rate = 9.4; gpus = 16000". */
export function inputsOf(step: Step): string {
  if (step.formula === "") return "";
  return namesIn(step.formula)
    .filter((name) => name in step.inputs)
    .map((name) => `${name} = ${shown(step.inputs[name] as Value)}`)
    .join("; ");
}

/** A value as one cell shows it: a list as text, its ends only when it is long. */
export function shown(value: Value | string | boolean): TableCell {
  if (typeof value !== "object") return value;
  if (value.length > SHOWN_VALUES)
    return `${value.slice(0, 5).map(shown).join("; ")}; … ${value.slice(-2).map(shown).join("; ")} (${value.length} values)`;
  return value.map((item) => (Array.isArray(item) ? `[${shown(item)}]` : String(item))).join("; ");
}
