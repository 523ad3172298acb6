// A formula told from its own place, so that those which were filled along a line are the same; and the formula of a neighbour.
import { columnName, columnNumber, LAST_COLUMN, LAST_ROW } from "../host/a1";
import type { FormulaCell } from "../host/host";
import { type Expression, parts } from "../explain/formula";
import { type Edit, edited } from "./literals";

export interface At {
  readonly row: number;
  readonly column: number;
}

/** Two texts of a formula, of which equal ones are filled from each other. */
export interface Pattern {
  /** References by their distance; numbers and texts left out. */
  readonly shape: string;
  /** The same with its numbers and texts. */
  readonly exact: string;
}

/** What a pattern reads is upper case without blanks; a prefix of the formula's own sheet says nothing. */
export function patternOf(
  { formula, sheet }: Pick<FormulaCell, "formula" | "sheet">,
  root: Expression,
  at: At,
): Pattern {
  const references: Edit[] = [];
  const constants: Edit[] = [];
  for (const part of parts(root)) {
    const { from, to, text } = part;
    if (part.kind === "reference") references.push({ from, to, text: relative(text, sheet, at) });
    else if (part.kind === "constant") constants.push({ from, to, text: "0" });
  }
  return { shape: plain(edited(formula, [...references, ...constants])), exact: plain(edited(formula, references)) };
}

/** Blanks inside of texts and sheets' names stay. */
const plain = (formula: string): string =>
  formula.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'|\s+/g, (part) => (/^\s/.test(part) ? "" : part)).toUpperCase();

const CORNER = /(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![A-Z0-9(])/gi;
const COLUMNS = /^(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3})$/i;
const ROWS = /^(\$?)(\d+):(\$?)(\d+)$/;

function relative(reference: string, home: string, { row, column }: At): string {
  const mark = reference.lastIndexOf("!") + 1;
  const sheet = reference
    .slice(0, Math.max(mark - 1, 0))
    .replace(/^'|'$/g, "")
    .replaceAll("''", "'");
  const prefix = sheet.toLowerCase() === home.toLowerCase() ? "" : reference.slice(0, mark);
  const across = (pin: string, letters: string): string =>
    pin === "$" ? `C${columnNumber(letters)}` : `C[${columnNumber(letters) - column}]`;
  const down = (pin: string, digits: string): string =>
    pin === "$" ? `R${Number(digits) - 1}` : `R[${Number(digits) - 1 - row}]`;
  const cells = reference.slice(mark);
  const columns = COLUMNS.exec(cells);
  if (columns !== null) return `${prefix}${across(columns[1], columns[2])}:${across(columns[3], columns[4])}`;
  const rows = ROWS.exec(cells);
  if (rows !== null) return `${prefix}${down(rows[1], rows[2])}:${down(rows[3], rows[4])}`;
  return (
    prefix +
    cells.replace(
      CORNER,
      (_, pinColumn: string, letters: string, pinRow: string, digits: string) =>
        down(pinRow, digits) + across(pinColumn, letters),
    )
  );
}

/** The formula as it would be filled from one cell to another; null where it would leave the sheet. */
export function filled(formula: string, root: Expression, from: At, to: At): string | null {
  const [rows, columns] = [to.row - from.row, to.column - from.column];
  let left = false;
  const across = (pin: string, letters: string): string => {
    const column = columnNumber(letters) + (pin === "$" ? 0 : columns);
    left ||= column < 0 || column > LAST_COLUMN;
    return pin + columnName(Math.max(column, 0));
  };
  const down = (pin: string, digits: string): string => {
    const row = Number(digits) - 1 + (pin === "$" ? 0 : rows);
    left ||= row < 0 || row > LAST_ROW;
    return `${pin}${row + 1}`;
  };
  const edits = parts(root).flatMap((part): Edit[] => {
    if (part.kind !== "reference") return [];
    const mark = part.text.lastIndexOf("!") + 1;
    const cells = part.text.slice(mark);
    const [byColumn, byRow] = [COLUMNS.exec(cells), ROWS.exec(cells)];
    const moved =
      byColumn !== null
        ? `${across(byColumn[1], byColumn[2])}:${across(byColumn[3], byColumn[4])}`
        : byRow !== null
          ? `${down(byRow[1], byRow[2])}:${down(byRow[3], byRow[4])}`
          : cells.replace(
              CORNER,
              (_, pinColumn: string, letters: string, pinRow: string, digits: string) =>
                across(pinColumn, letters) + down(pinRow, digits),
            );
    return [{ from: part.from, to: part.to, text: part.text.slice(0, mark) + moved }];
  });
  const text = edited(formula, edits);
  return left ? null : text;
}
