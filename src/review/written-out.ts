// A calculation that we wrote out, found again on its sheet and laid beside the rows that its call gives today.
import { area } from "../host/a1";
import { ADDIN_VERSION, VERSION } from "../data/edition";
import type { Cell, CellValue, Manifest, Ref } from "../host/host";
import { expansion, type ExpansionEntry, type ExpansionRow, NotExpandable, VALUE_COLUMN } from "../explain/expansion";
import { explainStill, followsPosition, type Following } from "../explain/explain";
import { type Explanation, explained } from "../explain/explanation";
import { type Expression, namesCells, ourCalls, parts } from "../explain/formula";
import { width } from "../explain/grid";
import { CALL_ROW, homeIn } from "../sheets/expansion-sheet";
import { type Page, type Pages, type Placed, refAt } from "./pages";
import { sameFormula, sameValue, valueIn } from "./same-formula";
import type { Snapshot } from "./snapshot";

/** A cell that is not what the call gives. */
export interface Change {
  readonly ref: Ref;
  readonly before: Cell;
  /** Null where the row itself is another one. */
  readonly meant: Cell | null;
  /** What the row is called, and the formula in names that stands beside it. */
  readonly step: string;
  readonly formula: string;
}

export interface WrittenOut {
  readonly page: Page;
  /** The cell whose calculation it is. */
  readonly home: Ref;
  /** The call, as it stood in that cell. */
  readonly formula: string;
  readonly explanation: Explanation;
  /** Where its rows begin. */
  readonly firstRow: number;
  readonly rows: readonly ExpansionRow[];
  /** Written by another version of the add-in or of its figures, whose steps may be others. */
  readonly older: boolean;
  /** In the order of the steps; empty where every step is what the call gives. */
  readonly changes: readonly Change[];
}

export interface Book {
  readonly snapshot: Snapshot;
  readonly pages: Pages;
  readonly following: Following;
  readonly manifests: readonly Manifest[];
}

/** The calculation that a sheet holds; null where it holds none, or one that cannot be computed again. */
export async function writtenOutOn(page: Page, book: Book): Promise<WrittenOut | null> {
  const { pages, following } = book;
  const written = page.value(CALL_ROW, 0);
  if (typeof written !== "string" || !written.startsWith("=") || page.formula(CALL_ROW, 0) !== null) return null;
  const root = following.readFormula(written);
  const [inner] = ourCalls(root);
  const firstRow = inner === undefined ? null : sectionOf(page, inner.text);
  if (firstRow === null) return null;
  const remembered = rememberedBy(book.manifests, page.sheet);
  const reads = parts(root).some(namesCells);
  const home = homeOn(page, pages) ?? remembered ?? (reads ? null : refAt(page.sheet, 0, 0));
  if (home === null) return null;
  const place = area(home.address);
  const shown = place === null ? undefined : pages.shown(home.sheet, place.top, place.left);
  // The cell's own formula has followed whatever was inserted or renamed since.
  const present = shown !== undefined && ourCalls(shown.root).length > 0 ? shown : undefined;
  const laidBeside = async (formula: string, anchor: Placed | undefined): Promise<WrittenOut | null> => {
    const range = anchor?.cell.spill ?? null;
    const spill = anchor === undefined || range === null ? null : { anchor: anchor.cell.address, range };
    const held = { formula, value: null, text: "" };
    try {
      const explanation = await explainStill(book.snapshot, { ...home, spill }, held, following);
      if (!explained(explanation) || (anchor === undefined && hasSeveral(explanation))) return null;
      const rows = expansion(explanation, firstRow);
      const changes = changesIn(page, rows, firstRow, book);
      return { page, home, formula, explanation, firstRow, rows, older: isOlder(page, firstRow), changes };
    } catch (error) {
      if (error instanceof NotExpandable) return null;
      throw error;
    }
  };
  const candidates = present === undefined ? [] : [await laidBeside(present.cell.formula, present)];
  if (candidates[0]?.changes.length !== 0 && written !== present?.cell.formula)
    candidates.push(await laidBeside(written, undefined));
  const [nearest = null] = candidates.filter((one) => one !== null).sort((a, b) => agreeingRows(b) - agreeingRows(a));
  // A spreadsheet may have spelled the cell's formula in its own way.
  return nearest !== null && sameFormula(nearest.explanation.root, root, home.sheet)
    ? { ...nearest, formula: written }
    : nearest;
}

/** The line above the steps says what wrote them, in whatever language. */
function isOlder(page: Page, firstRow: number): boolean {
  for (let row = CALL_ROW + 1; row < firstRow; row++) {
    const line = page.value(row, 0);
    if (typeof line === "string" && [ADDIN_VERSION, VERSION].every((version) => line.includes(version))) return false;
  }
  return true;
}

/** How far the sheet goes along with the call. */
const agreeingRows = ({ changes: [first] }: WrittenOut): number =>
  first === undefined ? Infinity : (area(first.ref.address)?.top ?? 0);

/** The row with the text of the first call, above the headings. */
function sectionOf(page: Page, call: string): number | null {
  for (let row = CALL_ROW + 1; row <= page.outer.bottom; row++) {
    const text = page.value(row, 0);
    if (typeof text === "string" && text.startsWith(call) && isText(page.value(row + 1, VALUE_COLUMN))) return row;
  }
  return null;
}

const isText = (value: CellValue): boolean => typeof value === "string" && value !== "";

/** Of the last two formulas one is the cell alone, the other its difference. */
function homeOn(page: Page, pages: Pages): Ref | null {
  let left = 2;
  for (let row = page.outer.bottom; row > CALL_ROW && left > 0; row--) {
    const placed = pages.at(page.sheet, row, VALUE_COLUMN);
    if (placed === undefined) continue;
    left--;
    const { root } = placed;
    if (root.kind !== "reference" || root.sheet === null || pages.page(root.sheet) === undefined) continue;
    if (root.sheet.toLowerCase() !== page.sheet.toLowerCase()) return { sheet: root.sheet, address: root.address };
  }
  return null;
}

/** What the sheet's record says of the cell. */
function rememberedBy(manifests: readonly Manifest[], sheet: string): Ref | null {
  const record = manifests.find((each) => each.kind === "audit" && each.sheet === sheet);
  return record === undefined ? null : homeIn(record);
}

/** Whether the cell may have shown any of several answers. */
const hasSeveral = ({ root, every }: Explanation): boolean =>
  [...followsPosition(root, false)].some((part) => {
    const answer = every.get(part)?.answer;
    return answer !== null && answer !== undefined && (answer.length > 1 || width(answer) > 1);
  });

/** Every cell of the steps that is another; up to the first row that is another step, since from there on nothing is comparable. */
function changesIn(page: Page, rows: readonly ExpansionRow[], firstRow: number, book: Book): Change[] {
  const changes: Change[] = [];
  let name = "";
  for (const [index, row] of rows.entries()) {
    if (row.kind !== "entry") continue;
    name = row.name === "" ? name : row.name;
    const at = firstRow + index;
    const told = { step: stepName(page, at) || name, formula: row.formula };
    if (row.key !== "" && page.value(at, 1) !== row.key) {
      changes.push({ ref: refAt(page.sheet, at, 0), before: page.value(at, 0), meant: null, ...told, step: name });
      return changes;
    }
    if (row.role === "cell") continue;
    row.cells.forEach((meant, column) => {
      const [line, across] = [at, VALUE_COLUMN + column];
      if (holds(page, line, across, meant, row, book)) return;
      const formula = page.formula(line, across);
      const before: Cell = formula === null ? page.value(line, across) : { formula };
      changes.push({ ref: refAt(page.sheet, line, across), before, meant: cellOf(meant), ...told });
    });
  }
  return changes;
}

const cellOf = (cell: ExpansionEntry["cells"][number]): Cell => ("value" in cell ? cell.value : cell);

/** The row's own name on the sheet, or that of the list which it goes on. */
function stepName(page: Page, row: number): string {
  for (let at = row; at > CALL_ROW; at--) {
    const name = page.value(at, 0);
    if (typeof name === "string" && name.trim() !== "") return name.trim();
  }
  return "";
}

function holds(
  page: Page,
  row: number,
  column: number,
  meant: ExpansionEntry["cells"][number],
  { role }: ExpansionEntry,
  { following }: Book,
): boolean {
  const formula = page.formula(row, column);
  const read = (text: string): Expression => following.readFormula(text);
  if ("formula" in meant) {
    if (formula === null) return false;
    if (formula === meant.formula) return true;
    return sameFormula(read(formula), read(meant.formula), page.sheet);
  }
  if (formula !== null) {
    const value = valueIn(read(formula));
    return value !== undefined && sameValue(value, meant.value);
  }
  // What an answer says in words, it says in the language in which it was written.
  return (role === "answer" && typeof meant.value === "string") || sameValue(page.value(row, column), meant.value);
}
