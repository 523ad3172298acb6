// Formulas that depend on themselves: a spreadsheet shows 0 or an error there, and neither is an answer.
import { type Area, area, spoken } from "../host/a1";
import type { FormulaCell, Ref, TableInfo } from "../host/host";
import { type Expression, valuesRead } from "../explain/formula";
import { cellsOfTable } from "../explain/table-references";
import type { Snapshot } from "./snapshot";

interface Node extends Ref {
  readonly reads: () => readonly Node[];
}

/** For each cell that stands in a circle with one of `own`, the circle from itself to itself. */
export async function circles(
  book: Snapshot,
  own: readonly FormulaCell[],
  readFormula: (formula: string) => Expression,
): Promise<ReadonlyMap<FormulaCell, string>> {
  const { formulas } = book;
  const tables = formulas.some(({ formula }) => formula.includes("[")) ? await book.tables() : [];
  const sheets = new Map<string, Map<number, Node>>();
  const nodes = new Map<FormulaCell, Node>();
  for (const cell of formulas) {
    const node: Node = { sheet: cell.sheet, address: cell.address, reads: () => readBy(cell) };
    nodes.set(cell, node);
    const cells = sheets.get(cell.sheet.toLowerCase()) ?? new Map<number, Node>();
    sheets.set(cell.sheet.toLowerCase(), cells);
    for (const at of placesIn(area(cell.spill ?? cell.address))) cells.set(at, node);
  }

  function readBy(cell: FormulaCell): Node[] {
    const read: Node[] = [];
    for (const part of valuesRead(readFormula(cell.formula))) {
      const named = placeOf(part, cell, tables);
      if (named === null) continue;
      const cells = sheets.get(named.sheet.toLowerCase());
      const place = area(named.address);
      if (cells === undefined || place === null) continue;
      if (count(place) > cells.size) {
        for (const [at, node] of cells) if (inside(place, at)) read.push(node);
      } else
        for (const at of placesIn(place)) {
          const node = cells.get(at);
          if (node !== undefined) read.push(node);
        }
    }
    return read;
  }

  const known = new Map<Node, "open" | "done">();
  const inCircle = new Map<Node, string>();
  for (const cell of own) {
    const start = nodes.get(cell);
    if (start !== undefined && !known.has(start)) search(start, known, inCircle);
  }
  return new Map(
    [...nodes].flatMap(([cell, node]) => {
      const circle = inCircle.get(node);
      return circle === undefined ? [] : [[cell, circle]];
    }),
  );
}

/** Where a part points by what the formula says; a defined name would have to be asked for. */
function placeOf(part: Expression, cell: Ref, tables: readonly TableInfo[]): Ref | null {
  if (part.kind === "reference") return { sheet: part.sheet ?? cell.sheet, address: part.address };
  if (part.kind !== "table") return null;
  try {
    return cellsOfTable(part, part.text, cell, tables);
  } catch {
    return null;
  }
}

/** Depth first, without recursion: a chain of formulas can be long. */
function search(start: Node, known: Map<Node, "open" | "done">, inCircle: Map<Node, string>): void {
  const path: { node: Node; next: Iterator<Node> }[] = [];
  const enter = (node: Node): void => {
    known.set(node, "open");
    path.push({ node, next: node.reads()[Symbol.iterator]() });
  };
  enter(start);
  while (path.length > 0) {
    const { node, next } = path[path.length - 1];
    const { value: read, done } = next.next();
    if (done) {
      known.set(node, "done");
      path.pop();
    } else if (known.get(read) === "open") {
      const circle = path.slice(path.findIndex((step) => step.node === read)).map((step) => step.node);
      circle.forEach((member, index) => {
        const turned = [...circle.slice(index), ...circle.slice(0, index), member];
        inCircle.set(member, turned.map(spoken).join(" reads "));
      });
    } else if (!known.has(read)) enter(read);
  }
}

const WIDTH = 16_384;

const count = ({ top, left, bottom, right }: Area): number => (bottom - top + 1) * (right - left + 1);

function placesIn(place: Area | null): number[] {
  const found: number[] = [];
  if (place === null) return found;
  for (let row = place.top; row <= place.bottom; row++)
    for (let column = place.left; column <= place.right; column++) found.push(row * WIDTH + column);
  return found;
}

function inside({ top, left, bottom, right }: Area, at: number): boolean {
  const [row, column] = [Math.floor(at / WIDTH), at % WIDTH];
  return row >= top && row <= bottom && column >= left && column <= right;
}
