// A table reference, such as Deals[@Rate], as the plain cells that it stands for where its formula stands.
import { columnName, area } from "../host/a1";
import type { Ref, TableInfo } from "../host/host";
import { UnreadPart } from "./evaluate";
import type { Section, TableReference } from "./formula";

/** The cells of a reference in a formula at `home`; throws UnreadPart where there are none. */
export function cellsOfTable(
  { table: name, columns, sections }: TableReference,
  text: string,
  home: Ref,
  tables: readonly TableInfo[],
): Ref {
  const table = name === "" ? tables.find((each) => standsIn(each, home)) : tableNamed(name, tables);
  const whole = table === undefined ? null : area(table.address);
  if (table === undefined || whole === null) throw new UnreadPart(text, "noTable", name);
  const places = columns.map((column) => placeOf(column, table, text));
  const [left, right] = places.length === 0 ? [whole.left, whole.right] : across(places, whole.left);
  const rows = (sections.length === 0 ? (["data"] as const) : sections).map((section) =>
    rowsOf(section, table, text, home),
  );
  const top = Math.min(...rows.map(([first]) => first));
  const bottom = Math.max(...rows.map(([, last]) => last));
  const corners = [`${columnName(left)}${top + 1}`, `${columnName(right)}${bottom + 1}`];
  return { sheet: table.sheet, address: [...new Set(corners)].join(":") };
}

export const tableNamed = (name: string, tables: readonly TableInfo[]): TableInfo | undefined =>
  tables.find((table) => table.name.toLowerCase() === name.toLowerCase());

/** The bare name of a table stands for its rows of data. */
export const bareTable = (table: string): TableReference => ({ table, columns: [], sections: [] });

function standsIn({ sheet, address }: TableInfo, home: Ref): boolean {
  const [whole, cell] = [area(address), area(home.address)];
  if (whole === null || cell === null || sheet.toLowerCase() !== home.sheet.toLowerCase()) return false;
  const { top, left, bottom, right } = whole;
  return cell.top >= top && cell.top <= bottom && cell.left >= left && cell.left <= right;
}

function placeOf(column: string, { columns }: TableInfo, text: string): number {
  const place = columns.findIndex((name) => name.toLowerCase() === column.toLowerCase());
  if (place < 0) throw new UnreadPart(text, "noColumn", column);
  return place;
}

const across = (places: readonly number[], left: number): [number, number] => [
  left + Math.min(...places),
  left + Math.max(...places),
];

/** The first and the last row of a section. */
function rowsOf(section: Section, { address, headers, totals }: TableInfo, text: string, home: Ref): [number, number] {
  const { top, bottom } = area(address) ?? { top: 0, bottom: 0 };
  const [first, last] = [headers ? top + 1 : top, totals ? bottom - 1 : bottom];
  switch (section) {
    case "all":
      return [top, bottom];
    case "data":
      return [first, last];
    case "headers":
      if (!headers) throw new UnreadPart(text, "noSection", "header row");
      return [top, top];
    case "totals":
      if (!totals) throw new UnreadPart(text, "noSection", "totals row");
      return [bottom, bottom];
    case "this row": {
      const row = area(home.address)?.top ?? -1;
      if (row < first || row > last) throw new UnreadPart(text, "otherRow", `${first + 1} to ${last + 1}`);
      return [row, row];
    }
  }
}
