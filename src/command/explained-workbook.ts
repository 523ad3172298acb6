// A call as a workbook: its answer, and the calculation as live formulas that any spreadsheet recalculates.
import { explain } from "../explain/explain";
import { explained, type Explanation, type Target } from "../explain/explanation";
import { calculation, NotExpandable } from "../explain/expansion";
import type { CellReader } from "../explain/cells";
import { runnable } from "../functions";
import { addressOf } from "../host/a1";
import { HostError, type Cell, type SheetPlan } from "../host/host";
import { commandWords } from "../languages/command.en";
import { present } from "../model/errors";
import { capex, CapexError } from "../package";
import type { Answer, Arguments, FunctionHelp } from "../package/public";
import { TITLE } from "../sheets/block";
import { cellsOf, expansionName, expansionSheet, looks, VALUE_WIDTH, WIDTHS } from "../sheets/expansion-sheet";
import { stampOf } from "../sheets/stamp";
import { writeWhole } from "./files";
import { mistake } from "./words";
import { xlsx } from "./xlsx";

const SHEET = "Answer";
/** Where the answer stands on its sheet, from 0. */
const TOP = 2;

export async function writeWorkbook(help: FunctionHelp, args: Arguments, file: string): Promise<string> {
  const formula = capex.formula(help.id, args);
  const value = capex.call(help.id, args);
  const explanation = await follow(help, formula, value);
  const sheets = [answerSheet(formula, value), calculationSheet(explanation, Array.isArray(value))];
  await writeWhole(file, xlsx(sheets));
  return commandWords.wrote(file);
}

const rowsOf = (value: Answer): Cell[][] =>
  Array.isArray(value)
    ? value.map((row) => row.map((cell) => (cell instanceof CapexError ? cell.code : cell)))
    : [[value]];

const answerSheet = (formula: string, value: Answer): SheetPlan => ({
  name: SHEET,
  cells: [[formula], [], ...rowsOf(value)],
  widths: rowsOf(value)[0].map(() => VALUE_WIDTH),
  styles: [{ range: "A1", ...TITLE }],
});

/** The cell as a workbook of one cell would show it. */
async function follow(help: FunctionHelp, formula: string, value: Answer): Promise<Explanation> {
  const rows = rowsOf(value);
  const range = addressOf({ top: TOP, left: 0, bottom: TOP + rows.length - 1, right: rows[0].length - 1 });
  const anchor = `A${TOP + 1}`;
  const first = rows[0][0];
  const shown = typeof first === "object" ? null : first;
  const reader: CellReader = {
    kind: "excel",
    read: (ref) => Promise.resolve({ ...ref, values: [[shown]], formulas: [[formula]], text: [[String(shown)]] }),
    extent: () => Promise.resolve({ rows: 1, columns: 1 }),
    named: () => Promise.resolve(null),
    tables: () => Promise.resolve([]),
    findFormulas: () => Promise.reject(new HostError("none", "")),
  };
  const target: Target = { sheet: SHEET, address: anchor, spill: Array.isArray(value) ? { anchor, range } : null };
  const known = { parameters: help.parameters, run: present(runnable(help.id)) };
  const result = await explain(reader, target, new Map([[help.id, known]]));
  if (!explained(result)) throw mistake(commandWords.notExpandable);
  return result;
}

function calculationSheet(explanation: Explanation, whole: boolean): SheetPlan {
  const name = expansionName(explanation).slice(0, 31);
  try {
    if (!whole) return expansionSheet(explanation, name, stampOf(new Date()));
    const { rows } = calculation(explanation, 0);
    const cells = rows.map(cellsOf);
    const widest = Math.max(...cells.map((row) => row.length));
    const widths = [...WIDTHS, ...new Array<number>(Math.max(0, widest - WIDTHS.length)).fill(VALUE_WIDTH)];
    return { name, cells, widths, styles: rows.flatMap((row, index) => looks(row, index + 1)) };
  } catch (error) {
    if (error instanceof NotExpandable) throw mistake(commandWords.notExpandable);
    throw error;
  }
}
