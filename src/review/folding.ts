// A calculation that was written out becomes its call again: one formula in the place of the steps, which one step takes back.
import { area, columnName, sheetMark, spoken } from "../host/a1";
import { unprefixed } from "../catalogue/prefixes";
import { hash } from "../data/hash";
import { type Host, HostError, type Progress, type RangeData, type Ref, type SheetPlan } from "../host/host";
import { explainStill } from "../explain/explain";
import { explained } from "../explain/explanation";
import { VALUE_COLUMN } from "../explain/expansion";
import { parts } from "../explain/formula";
import { sheetTexts } from "../languages/sheets";
import { findingTexts } from "../languages/findings";
import { reviewTexts } from "../languages/review";
import { QUIET, type Row, TITLE } from "../sheets/block";
import { prefixedPlan } from "../sheets/prefix";
import { type Stamp, stamped } from "../sheets/stamp";
import { VALUE_WIDTH, WIDTHS } from "../sheets/expansion-sheet";
import type { Fix } from "./finding";
import { edited } from "./literals";
import { refAt } from "./pages";
import { sameValue } from "./same-formula";
import type { Book, WrittenOut } from "./written-out";

export type Fold = Extract<Fix, { kind: "fold" }>;

/** What stands in the way of a fold: a cell that would lose what it reads, or one of the user's own. */
export type Obstacle =
  { readonly kind: "read"; readonly cell: Ref; readonly by: Ref } | { readonly kind: "own"; readonly cell: Ref };

/** The call as a formula of the sheet that held its steps. */
export function foldedFormula({ formula, home, explanation }: WrittenOut, { following }: Book): string {
  const bare = unprefixed(formula, following.functions.keys());
  const edits = parts(following.readFormula(bare)).flatMap((part) =>
    part.kind === "reference" && part.sheet === null
      ? [{ from: part.from, to: part.to, text: `${sheetMark(home.sheet)}${part.text}` }]
      : [],
  );
  const call = edited(bare, edits);
  const { row, column } = explanation.at;
  // The first cell of a spill is where the whole of it begins.
  return row === 0 && column === 0 ? call : `=INDEX(${call.slice(1)},${row + 1},${column + 1})`;
}

/** How the steps become their call; what keeps them from it; null where the call would say something else on that sheet. */
export async function foldOf(twin: WrittenOut, book: Book): Promise<Fold | Obstacle | null> {
  const { page, explanation, rows, firstRow } = twin;
  const last = firstRow + rows.findIndex((row) => row.kind === "entry" && row.role === "cell") - 1;
  const obstacle = ownOn(twin) ?? readOn(twin, last, book);
  if (obstacle !== null) return obstacle;
  const formula = foldedFormula(twin, book);
  const held = { formula, value: null, text: "" };
  const folded = await explainStill(
    book.snapshot,
    { ...refAt(page.sheet, last, VALUE_COLUMN), spill: null },
    held,
    book.following,
  );
  if (!explained(folded) || folded.recomputed === undefined || explanation.recomputed === undefined) return null;
  if (!sameValue(folded.recomputed, explanation.recomputed)) return null;
  const ours = book.manifests.some(({ sheet }) => sheet === page.sheet);
  return {
    kind: "fold",
    will: ours ? findingTexts.fold : findingTexts.foldNew,
    sheet: page.sheet,
    ours,
    formula,
    // Where nobody reads the answer it stands below its title.
    row: isRead(twin, last, book) ? last : null,
    contents: contentsOf(await book.snapshot.read({ sheet: page.sheet, address: "" })),
  };
}

/** A cell beside or below the steps that somebody filled. */
function ownOn({ page, rows, firstRow }: WrittenOut): Obstacle | null {
  const { top, left, bottom, right } = page.outer;
  for (let row = top; row <= bottom; row++) {
    const own = rows[row - firstRow];
    const cells = own?.kind === "entry" ? own.cells.length : own?.kind === "headings" ? 1 : 0;
    const width =
      row < firstRow || own?.kind === "section" || own?.kind === "title"
        ? 1
        : own === undefined || own.kind === "blank"
          ? 0
          : VALUE_COLUMN + cells;
    for (let column = Math.max(left, width); column <= right; column++)
      if ((page.value(row, column) ?? "") !== "" || page.formula(row, column) !== null)
        return { kind: "own", cell: refAt(page.sheet, row, column) };
  }
  return null;
}

function* cellsOf({ page, rows, firstRow }: WrittenOut): Iterable<{ readonly row: number; readonly column: number }> {
  for (let row = firstRow; row < firstRow + rows.length; row++)
    for (let column = page.outer.left; column <= page.outer.right; column++) yield { row, column };
}

const readersOf = ({ page }: WrittenOut, row: number, column: number, { pages }: Book): Ref[] =>
  pages
    .readers(page.sheet, row, column)
    .flatMap(({ cell }) => (cell.sheet.toLowerCase() === page.sheet.toLowerCase() ? [] : [cell]));

const isRead = (twin: WrittenOut, row: number, book: Book): boolean =>
  readersOf(twin, row, VALUE_COLUMN, book).length > 0;

/** A step, other than the answer, that a formula of another sheet reads. */
function readOn(twin: WrittenOut, answer: number, book: Book): Obstacle | null {
  for (const { row, column } of cellsOf(twin)) {
    if (row === answer && column === VALUE_COLUMN) continue;
    const [by] = readersOf(twin, row, column, book);
    if (by !== undefined) return { kind: "read", cell: refAt(twin.page.sheet, row, column), by };
  }
  return null;
}

/** What somebody wrote on a sheet; what it calculates may change. */
const contentsOf = ({ values, formulas }: RangeData): string =>
  hash(JSON.stringify(values.map((row, i) => row.map((value, j) => formulas[i][j] ?? { value }))));

/** Writes the call: in the place of the steps, or on a sheet of its own where this workbook no longer says that we wrote them. Answers what it wrote. */
export async function fold(
  host: Host,
  { sheet, ours, formula, row, contents }: Fold,
  stamp: Stamp,
  progress: Progress,
): Promise<SheetPlan> {
  const data = await host.read({ sheet, address: "" });
  if (contentsOf(data) !== contents) throw new HostError("Changed", reviewTexts.list.changed(sheet));
  const text = (at: number): string => String(data.values[at - (area(data.address)?.top ?? 0)]?.[0] ?? "");
  const [name] = ours ? [sheet] : await host.freeNames([sheet]);
  const plan = prefixedPlan(callSheet({ name, title: text(0), call: text(1), formula, row }, stamp));
  await host.commit([plan], { ...progress, refresh: ours ? [sheet] : [] });
  return plan;
}

interface CallSheet {
  readonly name: string;
  readonly title: string;
  readonly call: string;
  readonly formula: string;
  readonly row: number | null;
}

function callSheet({ name, title, call, formula, row }: CallSheet, stamp: Stamp): SheetPlan {
  const head: Row[] = [[title], [call], [findingTexts.folded], [stamped(stamp)], []];
  const at = row ?? head.length;
  const blanks = Array.from({ length: at - head.length }, (): Row => []);
  const cells = [...head, ...blanks, [sheetTexts.expand.result, "", "", "", "", { formula }]];
  return {
    name,
    cells,
    widths: [...WIDTHS, VALUE_WIDTH],
    styles: [
      { range: "A1", ...TITLE },
      { range: `A3:A${head.length - 1}`, ...QUIET },
      { range: `A${at + 1}:${columnName(VALUE_COLUMN)}${at + 1}`, bold: true },
    ],
    manifest: {
      kind: "audit",
      sheet: name,
      range: `A1:${columnName(VALUE_COLUMN)}${cells.length}`,
      rows: cells.length,
      hash: hash(JSON.stringify(cells)),
      version: stamp.dataset,
      request: JSON.stringify({ formula: call }),
    },
  };
}

/** Why a calculation stays as it is, as a sentence. */
export const obstacleText = (obstacle: Obstacle): string =>
  obstacle.kind === "own"
    ? findingTexts.foldOwn(spoken(obstacle.cell))
    : findingTexts.foldRead(spoken(obstacle.by), spoken(obstacle.cell));
