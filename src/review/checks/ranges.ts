// Ranges that stop before the list does, and sums that hold a subtotal with its parts.
import { addressOf, type Area, spoken } from "../../host/a1";
import { type Call, type Expression, parts } from "../../explain/formula";
import { fromCell, isError } from "../../explain/grid";
import { findingTexts } from "../../languages/findings";
import type { Finding } from "../finding";
import { rewriting } from "../rewriting";
import { rowLabel, spotAt, terms } from "../lines";
import { edited } from "../literals";
import { holds, type Page, type Pages, type Placed, sizeOf } from "../pages";

const words = findingTexts;

export const TOTALS: ReadonlySet<string> = new Set([
  "SUM",
  "AVERAGE",
  "PRODUCT",
  "MIN",
  "MAX",
  "COUNT",
  "MEDIAN",
  "STDEV",
  "STDEV.S",
  "SUMSQ",
]);
const LOOKUPS = new Set(
  "VLOOKUP XLOOKUP MATCH SUMIF SUMIFS COUNTIF COUNTIFS AVERAGEIF AVERAGEIFS SUMPRODUCT COUNTA".split(" "),
);
/** Fewer cells are a choice, not a list. */
const LEAST_LIST = 3;

export interface Ranged {
  readonly placed: Placed;
  readonly call: Call;
  readonly part: Expression;
  readonly page: Page;
  readonly area: Area;
}

export function rangeFindings(pages: Pages): Finding[] {
  const short = new Map<string, Finding>();
  const doubled: Finding[] = [];
  for (const placed of pages.formulas)
    for (const ranged of rangesOf(placed, pages)) {
      const gap = missedBy(ranged, pages);
      const where = spoken(placed.cell);
      if (gap !== null && !short.has(where)) short.set(where, shortFinding(ranged, gap));
      const subtotals = ranged.call.name === "SUM" ? subtotalsIn(ranged, pages) : [];
      if (subtotals.length > 0 && !isHalved(placed.root)) doubled.push(doubledFinding(ranged, subtotals));
    }
  return [...short.values(), ...doubled];
}

/** The ranges that totals and look-ups go through. */
export function rangesOf(placed: Placed, pages: Pages): Ranged[] {
  return parts(placed.root).flatMap((call): Ranged[] => {
    if (call.kind !== "call" || !(TOTALS.has(call.name) || LOOKUPS.has(call.name))) return [];
    return call.args.flatMap((part): Ranged[] => {
      if (part.kind !== "reference" || part.spill || !part.address.includes(":")) return [];
      const reading = pages.reading(part, placed.cell);
      const page = reading === null ? undefined : pages.page(reading.sheet);
      return reading === null || page === undefined ? [] : [{ placed, call, part, page, area: reading.area }];
    });
  });
}

/** The cells that go on where a range ends: it should reach this far. */
function missedBy(ranged: Ranged, pages: Pages): Area | null {
  const { placed, call, page, area, part } = ranged;
  const { top, left, bottom, right } = area;
  if (sizeOf(area) < LEAST_LIST || /\$[A-Z]+\$\d+:\$?[A-Z]+\d+$|^\$?[A-Z]+\$\d+:\$?[A-Z]+\d+$/.test(part.text))
    return null;
  const home = placed.cell.sheet.toLowerCase() === page.sheet.toLowerCase();
  const down = left === right || LOOKUPS.has(call.name) || bottom - top > right - left;
  if (down) {
    const inLine = home && placed.column >= left && placed.column <= right && placed.row > bottom;
    const beside = inLine && left === right ? totalBeside(ranged, pages) : null;
    if (beside !== null) return beside;
    const end = extent(ranged, inLine ? placed.row - 1 : page.outer.bottom, "down", inLine, pages);
    return end > bottom ? { top, left, bottom: end, right } : null;
  }
  // Of a row, a part is often meant: the first years, one year's quarters. Only right before the total it is clear.
  const inLine = home && top === bottom && placed.row === top && placed.column > right;
  if (!inLine) return null;
  const end = extent(ranged, placed.column - 1, "right", true, pages);
  return end === placed.column - 1 && end > right ? { top, left, bottom, right: end } : null;
}

/** The range that it would have by the total next to it, where that begins in the same row and reaches further. */
function totalBeside({ placed, page, area }: Ranged, pages: Pages): Area | null {
  for (const step of [-1, 1]) {
    const other = pages.at(page.sheet, placed.row, placed.column + step);
    const [read, ...more] = other === undefined ? [] : pages.reads(other);
    if (read === undefined || more.length > 0 || read.sheet.toLowerCase() !== page.sheet.toLowerCase()) continue;
    const { top, left, bottom, right } = read.area;
    if (top === area.top && left === area.left + step && right === left && bottom > area.bottom && bottom < placed.row)
      return { ...area, bottom };
  }
  return null;
}

/** How far cells of the same kind go on. */
function extent(
  { placed, page, area }: Ranged,
  last: number,
  way: "down" | "right",
  inLine: boolean,
  pages: Pages,
): number {
  const [from, fixed] = way === "down" ? [area.bottom, area.left] : [area.right, area.top];
  const spot = (at: number) => (way === "down" ? spotAt(page, pages, at, fixed) : spotAt(page, pages, fixed, at));
  const kind = spot(from);
  let end = from;
  for (let at = from + 1; at <= last; at++) {
    const next = spot(at);
    const same =
      next.holds === kind.holds &&
      next.holds !== "blank" &&
      (next.holds === "formula"
        ? next.shape === kind.shape && next.placed !== placed
        : next.holds === "number" || (!inLine && next.holds === "text"));
    if (!same || (next.placed !== undefined && readsAny(next.placed, page, area, pages) && next.shape !== kind.shape))
      break;
    // Without a label of its own it is a remark, or a total that was typed.
    if (way === "down" && !isListed(page, at, area, fixed)) break;
    end = at;
  }
  if (end === from || elsewhere(placed, page, { ...area }, from, end, way, pages)) return from;
  return end;
}

/** A row of a list has a label where the rows of the range have one, and is called neither total nor average. */
function isListed(page: Page, row: number, { top, left }: Area, column: number): boolean {
  const label = rowLabel(page, row, column + 1);
  const usual = rowLabel(page, top, left + 1);
  return (usual === "") === (label === "") && !/total|sum\b|average|mean|memo|check|net\b|note|source/i.test(label);
}

const readsAny = (reader: Placed, page: Page, area: Area, pages: Pages): boolean =>
  pages
    .reads(reader)
    .some(
      (read) =>
        read.sheet.toLowerCase() === page.sheet.toLowerCase() &&
        read.area.top <= area.bottom &&
        area.top <= read.area.bottom &&
        read.area.left <= area.right &&
        area.left <= read.area.right,
    );

/** Whether the formula reads those cells by another part, or other formulas have a range that begins there. */
function elsewhere(
  placed: Placed,
  page: Page,
  area: Area,
  from: number,
  end: number,
  way: "down" | "right",
  pages: Pages,
): boolean {
  const [row, column] = way === "down" ? [from + 1, area.left] : [area.top, from + 1];
  const readers = pages.readers(page.sheet, row, column);
  if (readers.includes(placed)) return true;
  return readers.some((reader) =>
    pages
      .reads(reader)
      .some(
        (read) =>
          sizeOf(read.area) >= 2 &&
          read.sheet.toLowerCase() === page.sheet.toLowerCase() &&
          read.area.top === row &&
          read.area.left === column &&
          (way === "down" ? read.area.right === area.right : read.area.bottom === area.bottom) &&
          end > from,
      ),
  );
}

function shortFinding({ placed, part, page, area }: Ranged, whole: Area): Finding {
  const { sheet, address, formula } = placed.cell;
  const culprit = { sheet, address };
  const text = extended(part.text, area, whole);
  const after = edited(formula, [{ from: part.from, to: part.to, text }]);
  const missed = addressOf({
    top: whole.bottom > area.bottom ? area.bottom + 1 : whole.top,
    left: whole.right > area.right ? area.right + 1 : whole.left,
    bottom: whole.bottom,
    right: whole.right,
  });
  return {
    kind: "short",
    severity: "wrong",
    culprit,
    sentence: words.short(spoken(culprit), part.text),
    why: words.shortWhy(spoken({ sheet: page.sheet, address: missed })),
    breaks: [],
    fixes: rewriting(culprit, { formula }, after),
  };
}

/** The text of a range with another end; what is pinned stays pinned. */
function extended(text: string, { bottom, right }: Area, whole: Area): string {
  const end = addressOf({ top: whole.bottom, left: whole.right, bottom: whole.bottom, right: whole.right });
  const [, letters = "", digits = ""] = /^([A-Z]+)(\d+)$/.exec(end) ?? [];
  return whole.bottom === bottom && whole.right === right
    ? text
    : text.replace(/(\$?)[A-Z]+(\$?)\d+$/i, (_, column: string, row: string) => column + letters + row + digits);
}

/** The rows or columns of a sum that add up other cells of it. */
function subtotalsIn({ page, area, placed }: Ranged, pages: Pages): Placed[] {
  if (sizeOf(area) < LEAST_LIST || (area.left !== area.right && area.top !== area.bottom)) return [];
  const found: Placed[] = [];
  const { top, left, bottom, right } = area;
  for (let row = top; row <= Math.min(bottom, page.outer.bottom); row++)
    for (let column = left; column <= Math.min(right, page.outer.right); column++) {
      const inner = pages.at(page.sheet, row, column);
      if (inner !== undefined && inner !== placed && addsUp(inner, page, area, pages)) found.push(inner);
    }
  return found;
}

/** Whether a formula is a sum of two cells or more, all of them in the range. */
function addsUp(inner: Placed, page: Page, area: Area, pages: Pages): boolean {
  if (isError(fromCell(inner.cell.value))) return false;
  const added = terms(inner.root).flatMap(({ part }) =>
    part.kind === "call" && part.name === "SUM" ? part.args : [part],
  );
  const read = added.map((part) => (part.kind === "reference" ? pages.reading(part, inner.cell) : null));
  const cells = read.reduce((sum, one) => sum + (one === null ? 0 : sizeOf(one.area)), 0);
  return (
    cells >= 2 &&
    read.every(
      (one) =>
        one !== null &&
        one.sheet.toLowerCase() === page.sheet.toLowerCase() &&
        holds(area, one.area.top, one.area.left) &&
        holds(area, one.area.bottom, one.area.right),
    )
  );
}

/** =SUM(B2:B20)/2 knows that everything stands in it twice. */
const isHalved = (root: Expression): boolean =>
  root.kind === "binary" && root.operator === "/" && root.right.kind === "constant" && root.right.value === 2;

function doubledFinding({ placed, part, area, page }: Ranged, subtotals: readonly Placed[]): Finding {
  const { sheet, address, formula } = placed.cell;
  const culprit = { sheet, address };
  const text = without(part.text, area, subtotals);
  const after = text === null ? null : edited(formula, [{ from: part.from, to: part.to, text }]);
  return {
    kind: "doubled",
    severity: "wrong",
    culprit,
    sentence: words.doubled(spoken(culprit)),
    why: words.doubledWhy(
      part.text,
      subtotals.map(({ cell }) => (page.sheet === sheet ? cell.address : spoken(cell))),
    ),
    breaks: [],
    fixes: rewriting(culprit, { formula }, after),
  };
}

const MOST_PIECES = 12;

/** The range as the ranges between the subtotals: "B2:B5,B7:B9". */
function without(text: string, area: Area, subtotals: readonly Placed[]): string | null {
  const prefix = text.slice(0, text.lastIndexOf("!") + 1);
  const down = area.left === area.right;
  const left = new Set(subtotals.map(({ row, column }) => (down ? row : column)));
  const pieces: Area[] = [];
  const [from, to] = down ? [area.top, area.bottom] : [area.left, area.right];
  for (let at = from; at <= to; at++) {
    if (left.has(at)) continue;
    const last = pieces.at(-1);
    const next = down ? { ...area, top: at, bottom: at } : { ...area, left: at, right: at };
    if (last !== undefined && (down ? last.bottom : last.right) === at - 1)
      pieces[pieces.length - 1] = down ? { ...last, bottom: at } : { ...last, right: at };
    else pieces.push(next);
  }
  if (pieces.length === 0 || pieces.length > MOST_PIECES) return null;
  return pieces.map((piece) => prefix + addressOf(piece)).join(",");
}
