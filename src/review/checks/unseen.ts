// Totals over rows or columns that nobody sees: a reader who adds up what is shown gets another number.
import { type Area, columnName, spoken } from "../../host/a1";
import type { Span } from "../../host/host";
import { findingTexts } from "../../languages/findings";
import type { Finding } from "../finding";
import { clipped, type Page, type Pages, type Placed, sizeOf } from "../pages";
import { rangesOf, TOTALS } from "./ranges";

const words = findingTexts;

/** A total of fewer cells is read cell by cell. */
const LEAST_TOTAL = 3;

interface Hiding {
  readonly page: Page;
  readonly rows: readonly Span[];
  readonly columns: readonly Span[];
  readonly totals: Placed[];
}

/** One finding for all totals that go through the same hidden lines: whoever hid them did it once. */
export function unseenFindings(pages: Pages): Finding[] {
  const found = new Map<string, Hiding>();
  for (const placed of pages.formulas) {
    const home = pages.page(placed.cell.sheet);
    // A total that nobody sees either misleads nobody.
    if (home === undefined || !home.visible || isUnseen(home, placed.row, placed.column)) continue;
    for (const { call, page, area } of rangesOf(placed, pages)) {
      if (!TOTALS.has(call.name) || sizeOf(area) < LEAST_TOTAL) continue;
      const hiding = hidingIn(page, clipped(area, page.outer));
      if (hiding === null) continue;
      const key = JSON.stringify([page.sheet, hiding.rows, hiding.columns]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { page, rows: hiding.rows, columns: hiding.columns, totals: [placed] });
      else if (!known.totals.includes(placed)) known.totals.push(placed);
    }
  }
  return [...found.values()].map(findingOf);
}

const within = (spans: readonly Span[], at: number): boolean => spans.some(({ from, to }) => from <= at && at <= to);

const isUnseen = ({ unseen: { rows, columns } }: Page, row: number, column: number): boolean =>
  within(rows, row) || within(columns, column);

/** The hidden lines of a range that hold numbers, where others of it are seen; null where there are none. */
function hidingIn(page: Page, area: Area): Pick<Hiding, "rows" | "columns"> | null {
  const { unseen } = page;
  const [rows, columns] = [met(unseen.rows, area.top, area.bottom), met(unseen.columns, area.left, area.right)];
  if (rows.length + columns.length === 0) return null;
  let [hidden, seen] = [false, false];
  for (let row = area.top; row <= area.bottom && !(hidden && seen); row++)
    for (let column = area.left; column <= area.right; column++) {
      if (typeof page.value(row, column) !== "number") continue;
      if (isUnseen(page, row, column)) hidden = true;
      else seen = true;
    }
  return hidden && seen ? { rows, columns } : null;
}

/** The spans that lie in a range, as wholes: the same hidden rows are one matter for every total through them. */
const met = (spans: readonly Span[], first: number, last: number): Span[] =>
  spans.filter(({ from, to }) => from <= last && to >= first);

function findingOf({ page, rows, columns, totals: [first, ...others] }: Hiding): Finding {
  const spans = (all: readonly Span[], name: (at: number) => string): string[] =>
    all.map(({ from, to }) => (from === to ? name(from) : `${name(from)}:${name(to)}`));
  const { sheet, address } = first.cell;
  return {
    kind: "unseen",
    severity: "doubtful",
    culprit: { sheet, address },
    sentence: words.unseen(spoken({ sheet, address }), others.length + 1),
    why: words.unseenWhy(
      page.sheet,
      spans(rows, (row) => String(row + 1)),
      spans(columns, columnName),
    ),
    breaks: others.map(({ cell }) => ({ sheet: cell.sheet, address: cell.address })),
    fixes: [],
  };
}
