// Separated values as rows of cells.
import { must } from "../model/errors";

/** A quoted cell may hold the separator, line ends and doubled quotes; one that never ends is refused. */
export function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let field = "";
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (inside) {
      if (sign !== '"') field += sign;
      else if (text[i + 1] === '"') field += text[++i];
      else inside = false;
    } else if (sign === '"' && field === "") inside = true;
    else if (sign === separator || sign === "\n") {
      rows[rows.length - 1].push(field.replace(/\r$/, ""));
      field = "";
      if (sign === "\n") rows.push([]);
    } else field += sign;
  }
  must(!inside, "the file ends within quotation marks: it is cut off");
  rows[rows.length - 1].push(field.replace(/\r$/, ""));
  return rows;
}
