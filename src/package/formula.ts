// The formula of a call as one types it into a cell.
import { LONGEST_FORMULA } from "../catalogue/calls";
import { numberLiteral } from "../explain/formula-text";
import { packageWords } from "../languages/package.en";
import { fail } from "../model/errors";
import { given, type Given, helpOf } from "./arguments";
import { spoken } from "./calls";
import type { Arguments, Cell } from "./public";

export function formula(id: string, args: Arguments = {}): string {
  return spoken(() => {
    const help = helpOf(id);
    const texts = given(help, args).map(textOf);
    while (texts.at(-1) === "") texts.pop();
    const written = `=${help.id}(${texts.join(",")})`;
    return written.length <= LONGEST_FORMULA ? written : fail("#VALUE!", packageWords.tooLong(LONGEST_FORMULA));
  });
}

function textOf(cells: Given | Given[]): string {
  if (cells === null) return "";
  if (isSeveral(cells)) return cells.map(textOf).join(",");
  if (cells.length === 1 && cells[0].length === 1) return cellText(cells[0][0], "");
  const rows = cells.map((row) => row.map((cell) => cellText(cell, '""')).join(","));
  return `{${rows.join(";")}}`;
}

/** A repeating argument: none of its elements is a row of cells. */
const isSeveral = (cells: Exclude<Given, null> | Given[]): cells is Given[] =>
  cells.some((each) => each === null || Array.isArray(each[0]));

/** No literal says that a cell is blank; an empty text is read as one. */
function cellText(cell: Cell, blank: string): string {
  if (cell === null) return blank;
  if (typeof cell === "boolean") return String(cell).toUpperCase();
  if (typeof cell === "number") return numberLiteral(cell);
  return `"${cell.replaceAll('"', '""')}"`;
}
