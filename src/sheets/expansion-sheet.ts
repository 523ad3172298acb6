// A cell's calculation written out on a sheet of its own: ordinary formulas that any spreadsheet recalculates without us.
import { columnName, spoken } from "../host/a1";
import { hash } from "../data/hash";
import { type Cell, HostError, type Manifest, type Ref, type SheetPlan } from "../host/host";
import { evidenceOfCalls } from "../explain/evidence-of-call";
import { evidenceSentence } from "../explain/evidence-sentence";
import { expansion, type ExpansionEntry, type ExpansionRow, NotExpandable, VALUE_COLUMN } from "../explain/expansion";
import type { Explanation } from "../explain/explanation";
import { answerTexts } from "../languages/answers";
import { sheetTexts } from "../languages/sheets";
import { inWords } from "../languages/phrases";
import {
  ASSUMPTION,
  formatOfUnit,
  HEADER,
  LINK,
  paragraph,
  QUIET,
  type RangeStyle,
  type Row,
  SECTION,
  TITLE,
} from "./block";
import { type Stamp, stamped } from "./stamp";

/** Narrow enough that the first values are in sight beside the pane. */
export const WIDTHS = [34, 16, 12, 24, 30];
export const VALUE_WIDTH = 18;

/** Below the title stands the call, as a text. */
export const CALL_ROW = 1;

export const expansionName = ({ cell, calls }: Explanation): string =>
  `${sheetTexts.expand.sheet} ${calls[0].id} ${cell.address}`;

/** The sheet; throws NotExpandable where there is nothing to write out. */
export function expansionSheet(explanation: Explanation, name: string, stamp: Stamp): SheetPlan {
  const { formula, cell } = explanation;
  const head: Row[] = [
    [sheetTexts.expand.title(spoken(cell))],
    [formula],
    ...paragraph(sheetTexts.expand.about),
    ...evidenceRows(explanation),
    [stamped(stamp)],
    [],
  ];
  const rows = expansion(explanation, head.length);
  const body = rows.map(cellsOf);
  const widest = Math.max(...body.map((row) => row.length), VALUE_COLUMN + 1);
  const cells = [...head, ...body];
  const range = `A1:${columnName(widest - 1)}${cells.length}`;
  return {
    name,
    cells,
    widths: [...WIDTHS, ...new Array<number>(widest - VALUE_COLUMN).fill(VALUE_WIDTH)],
    styles: [
      { range: "A1", ...TITLE },
      { range: `A3:A${head.length - 1}`, ...QUIET },
      ...rows.flatMap((row, index) => looks(row, head.length + index + 1)),
    ],
    manifest: {
      kind: "audit",
      sheet: name,
      range,
      rows: cells.length,
      hash: hash(JSON.stringify(cells)),
      version: stamp.dataset,
      request: JSON.stringify({ cell, formula }),
    },
  };
}

/** The cell that a sheet of steps was written from, as its record keeps it; null where the record is damaged. */
export function homeIn({ request }: Pick<Manifest, "request">): Ref | null {
  try {
    const read: unknown = JSON.parse(request);
    const cell = typeof read === "object" && read !== null && "cell" in read ? read.cell : null;
    if (typeof cell !== "object" || cell === null || !("sheet" in cell) || !("address" in cell)) return null;
    const { sheet, address } = cell;
    return typeof sheet === "string" && typeof address === "string" ? { sheet, address } : null;
  } catch {
    return null;
  }
}

/** How well the answers are known, as the audit says it. */
function evidenceRows({ calls }: Explanation): Row[] {
  const evidence = evidenceOfCalls(calls);
  if (evidence === undefined) return [];
  const { label, grades } = answerTexts.evidence;
  return paragraph(label(grades[evidence.grade], evidenceSentence(evidence)));
}

/** The sheet, or a refusal in words. */
export function writtenOut(explanation: Explanation, name: string, stamp: Stamp): SheetPlan {
  try {
    return expansionSheet(explanation, name, stamp);
  } catch (error) {
    if (error instanceof NotExpandable)
      throw new HostError("NotExpandable", sheetTexts.expand.refused[error.why](error.part));
    throw error;
  }
}

/** A row as cells from column A. */
export function cellsOf(row: ExpansionRow): Row {
  switch (row.kind) {
    case "blank":
      return [];
    case "section":
      return [row.text];
    case "headings":
      return [...sheetTexts.expand.headings];
    case "title":
      return [indented(inWords(row.name), row.depth)];
    case "entry":
      return [
        indented(labelOf(row), row.depth),
        row.key,
        inWords(row.unit),
        sourceOf(row),
        row.formula,
        ...row.cells.map(valueOf),
      ];
  }
}

const indented = (text: string, depth: number): string => (text === "" ? "" : `${"    ".repeat(depth)}${text}`);

const valueOf = (cell: ExpansionEntry["cells"][number]): Cell => ("value" in cell ? cell.value : cell);

function labelOf({ role, name }: ExpansionEntry): string {
  switch (role) {
    case "answer":
      return name === "" ? "" : sheetTexts.expand.answer(inWords(name));
    case "result":
      return sheetTexts.expand.result;
    case "cell":
      return sheetTexts.expand.cell(name);
    case "difference":
      return sheetTexts.expand.difference;
    default:
      return inWords(name);
  }
}

/** An input of the user's without a source of its own is their cell, or what they wrote into the formula. */
function sourceOf({ role, source, cells, name }: ExpansionEntry): string {
  if (role === "difference") return sheetTexts.expand.tolerance;
  if (role !== "input" || source !== "" || name === "") return source;
  return cells.some((cell) => "formula" in cell) ? sheetTexts.expand.yourCell : sheetTexts.expand.yourValue;
}

/** Values are blue, links to the user's cells green, formulas black. */
export function looks(row: ExpansionRow, at: number): RangeStyle[] {
  if (row.kind === "section") return [{ range: `A${at}`, ...SECTION }];
  if (row.kind === "headings") return [{ range: `A${at}:F${at}`, ...HEADER }];
  if (row.kind === "title") return [{ range: `A${at}`, italic: true }];
  if (row.kind === "blank") return [];
  const [first, last] = [columnName(VALUE_COLUMN), columnName(VALUE_COLUMN + row.cells.length - 1)];
  const values = `${first}${at}:${last}${at}`;
  const linked = row.cells.some((cell) => "formula" in cell);
  const look = row.role === "input" ? (linked ? LINK : ASSUMPTION) : row.role === "frozen" ? ASSUMPTION : {};
  const bold = ["answer", "result", "cell", "difference"].includes(row.role) ? { bold: true } : {};
  return [
    { range: values, numberFormat: formatOfUnit(row.unit), ...look, ...bold },
    { range: `B${at}:E${at}`, ...QUIET },
    ...("bold" in bold ? [{ range: `A${at}`, bold: true }] : []),
  ];
}
